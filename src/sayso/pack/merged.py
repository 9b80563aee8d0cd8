"""All packs of a case as one: their rows, their places, actors and sources, and the gazetteer over all names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from sayso.gazetteer import Candidate, Index, is_short
from sayso.model import Actor, Level, MentionKind, Place, Rung, Source
from sayso.pack.letters import read_alphabets
from sayso.pack.nouns import as_actor, as_place, as_road, as_source, split_names, within
from sayso.pack.respell import is_habit, read_habits, respell
from sayso.pack.rows import (
    AbuseRow,
    AmountWord,
    BlocName,
    BlocRow,
    Code,
    Cue,
    FoldRow,
    ForecastWord,
    Form,
    Frame,
    Hedge,
    Noun,
    Relation,
    Route,
    Sign,
    TimeWord,
    Toponym,
)
from sayso.pack.spelt import Reading, Tree, grow, read_with
from sayso.text import make_fold, norm

REMEMBERED = 100_000
# Of routes.csv; rivers stand among the places, and a double crossing is two places that have their own rows.
ROADS = ("road", "rail")


@dataclass(frozen=True)
class Folder:
    """One pack as it lies on disk, rows unread; `own` is what a case names by its path: its own layer, over all others."""

    name: str
    path: Path
    about: Mapping[str, Any]
    sha: str
    own: bool = False


@dataclass(frozen=True, eq=False)
class Pack:
    """All packs of a case merged into one; the indexes are built on first use. Compared and hashed by identity."""

    folders: tuple[Folder, ...]
    rows: Mapping[str, tuple[Any, ...]] = field(repr=False)
    # The case's own places, which are meant before those of any pack.
    overlay: frozenset[str] = frozenset()
    # The case's own rows of blocs.csv: on a day that they speak of, the packs' are no more than proposals.
    decided: frozenset[BlocRow] = frozenset()
    # What `sayso pack add` took in, by name; and how the world is opened, if it is wanted.
    added: tuple[Index, ...] = ()
    opening: Callable[[], Index | None] = field(default=lambda: None, repr=False)

    @cached_property
    def world(self) -> Index | None:
        """The world's places, opened (and on a new machine built) when first asked; None if unwanted or not to be had."""
        return self.opening()

    @cached_property
    def hashes(self) -> dict[str, str]:
        """What the answers of this pack depend on, by layer."""
        layers = self.added if self.world is None else (*self.added, self.world)
        return {folder.name: folder.sha for folder in self.folders} | {layer.name: layer.version for layer in layers}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The languages that have frames: claims are read in these, names in all."""
        return frozenset(folder.name for folder in self.folders if (folder.path / "frames.csv").is_file())

    @cached_property
    def area(self) -> tuple[str, ...]:
        """The countries that come before all others; if no pack names any, those of what was added."""
        named = tuple(country for folder in self.folders for country in folder.about.get("area") or ())
        return named or tuple(country for layer in self.added for country in (layer.told("countries") or "").split())

    @cached_property
    def credits(self) -> Mapping[str, str]:
        """Whose data each layer in use holds: to be printed wherever its places are."""
        told = {folder.name: credit for folder in self.folders if (credit := credit_of(folder.about.get("sources")))}
        layers = self.added if self.world is None else (*self.added, self.world)
        return told | {layer.name: layer.told("credit") or "" for layer in layers}

    @property
    def near(self) -> tuple[str, ...]:
        return tuple(country for folder in self.folders for country in folder.about.get("near") or ())

    @property
    def cues(self) -> tuple[Cue, ...]:
        return self.rows["cues"]

    @property
    def frames(self) -> tuple[Frame, ...]:
        return self.rows["frames"]

    @property
    def hedges(self) -> tuple[Hedge, ...]:
        return self.rows["hedges"]

    @property
    def forms(self) -> tuple[Form, ...]:
        return self.rows["forms"]

    @property
    def times(self) -> tuple[TimeWord, ...]:
        return self.rows["times"]

    @property
    def nouns(self) -> tuple[Noun, ...]:
        return self.rows["nouns"]

    @property
    def amounts(self) -> tuple[AmountWord, ...]:
        return self.rows["amounts"]

    @property
    def toponyms(self) -> tuple[Toponym, ...]:
        return self.rows["toponyms"]

    @property
    def signs(self) -> tuple[Sign, ...]:
        return self.rows["signs"]

    @property
    def forecast(self) -> tuple[ForecastWord, ...]:
        return self.rows["forecast"]

    @property
    def abuse(self) -> tuple[AbuseRow, ...]:
        return self.rows["abuse"]

    @property
    def codes(self) -> tuple[Code, ...]:
        return self.rows["codes"]

    @property
    def relations(self) -> tuple[Relation, ...]:
        return self.rows["relations"]

    @property
    def blocs(self) -> tuple[BlocRow, ...]:
        return self.rows["blocs"]

    @property
    def routes(self) -> tuple[Route, ...]:
        return self.rows["routes"]

    def route(self, name: str) -> Route | None:
        """The road, river or crossing of that name in any spelling; its `parts` are its places in order."""
        return next((self.named_routes[key] for key in (norm(name), self.fold(name)) if key in self.named_routes), None)

    @cached_property
    def named_routes(self) -> Mapping[str, Route]:
        """By norm and by fold; of two routes with one name the later pack's."""
        spelt = [(spelling, row) for row in self.routes for _, spelling in split_names(row.names)]
        return {self.fold(spelling): row for spelling, row in spelt} | {norm(spelling): row for spelling, row in spelt}

    @cached_property
    def folds(self) -> tuple[FoldRow, ...]:
        return tuple(sorted(self.rows["fold"], key=lambda row: int(row.order)))

    @cached_property
    def places(self) -> dict[str, Place]:
        """Those of places.csv, and the roads of routes.csv: what is said of a named road is said of a place."""
        roads = {f"place:{row.id}": as_road(row) for row in self.routes if row.kind in ROADS}
        return roads | {f"place:{row.id}": as_place(row) for row in self.rows["places"]}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {f"actor:{row.id}": as_actor(row) for row in self.rows["actors"]}

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {f"source:{row.id}": as_source(row) for row in self.rows["sources"]}

    @cached_property
    def fold(self) -> Callable[[str], str]:
        """What makes the fold key of a name; remembered, for names come again and again."""
        return lru_cache(REMEMBERED)(make_fold([row for row in self.folds if not is_habit(row)]))

    @cached_property
    def gazetteer(self) -> Mapping[tuple[MentionKind, Rung, str], tuple[Candidate, ...]]:
        """Every name of the packs under its kind and its key on each of the three sure rungs."""
        found: dict[tuple[MentionKind, Rung, str], dict[str, Candidate]] = defaultdict(dict)
        named: tuple[tuple[MentionKind, Mapping[str, Place | Actor | Source]], ...] = (
            (MentionKind.PLACE, self.places),
            (MentionKind.ACTOR, self.actors),
            (MentionKind.SOURCE, self.sources),
        )
        for kind, nouns in named:
            for target, noun in nouns.items():
                for _, spelling in noun.names:
                    for rung, key in self.keys(spelling):
                        found[kind, rung, key].setdefault(target, Candidate(target, rung, spelling))
        self.add_respelt(found)
        return {key: tuple(by_target.values()) for key, by_target in found.items()}

    def add_respelt(self, found: dict[tuple[MentionKind, Rung, str], dict[str, Candidate]]) -> None:
        """Places of the area under the keys of their respelt names; a key that is a place's own is left to that one."""
        own = {key for kind, rung, key in found if kind is MentionKind.PLACE and rung is Rung.FOLD}
        respelt = cache(partial(respell, habits=read_habits(self.folds), fold=self.fold))
        for target, place in self.places.items():
            for _, spelling in place.names if place.country in self.area else ():
                # Plain letters have no mark to lose, and no habit is of theirs.
                for key in respelt(norm(spelling)) - own if not spelling.isascii() else ():
                    candidates = found[MentionKind.PLACE, Rung.FOLD, key]
                    candidates.setdefault(target, Candidate(target, Rung.FOLD, spelling))

    @cached_property
    def spelt(self) -> Mapping[str, Tree]:
        """The names of the places in and near the area, by their letters in each script that they may be written in."""
        near = {*self.area, *self.near}
        every = self.places.values()
        places = [
            each for each in every if each.level is Level.RIVER or (each.country in near and each.level is not Level.COUNTRY)
        ]
        return {script: grow(script, places, alphabets) for script, alphabets in read_alphabets(self.rows["letters"]).items()}

    def read(self, words: str) -> tuple[Reading, ...]:
        """The names in and near the area that the words can be, letter by letter, the closest first."""
        return read_with(self.spelt, words)

    def place(self, target: str) -> Place | None:
        """A place of the packs, else of what was added, else of the world."""
        found = self.places.get(target)
        for layer in self.added if found is None else ():
            found = found or layer.place(target)
        return found if found is not None or self.world is None else self.world.place(target)

    @cached_property
    def twins(self) -> Mapping[str, str]:
        """The packs' own place for each place of the world that they hold too, told by its GeoNames id."""
        ids = ((one, place.id) for place in self.places.values() for one in place.outside_ids)
        return {one.replace("geonames:", "place:gn-"): own for one, own in ids if one.startswith("geonames:")}

    def keys(self, spelling: str) -> Iterator[tuple[Rung, str]]:
        """The keys a name of the packs is found by. Short names in capitals ("IS", "US") are found as they stand only."""
        yield Rung.EXACT, spelling
        if not is_short(spelling):
            yield Rung.NORM, norm(spelling)
            yield Rung.FOLD, self.fold(spelling)

    def candidates(self, words: str, kind: MentionKind) -> tuple[Candidate, ...]:
        """All names of that kind these words may mean, on the first rung that gives any; empty if none does."""
        for rung, key in ((Rung.EXACT, words), (Rung.NORM, norm(words)), (Rung.FOLD, self.fold(words))):
            found = self.gazetteer.get((kind, rung, key)) if key else None
            if found and not (rung is Rung.FOLD and self.is_common(words)):
                return found
        return ()

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Common nouns for those who speak and act."""
        return frozenset(row.cue for row in self.cues if row.pattern in {"speaker", "document", "group", "body"})

    @cached_property
    def given(self) -> frozenset[str]:
        """People's given names, folded: no place is heard in "Hisham"."""
        return frozenset(self.fold(row.words) for row in self.toponyms if row.pattern == "given")

    def is_common(self, words: str) -> bool:
        """Whether words are no name that could be misspelt: a folded "Monitor" would be Al-Monitor, a "Mosque" Moscow."""
        plain = norm(words).casefold().removeprefix("the ")
        return words.islower() or norm(words) in self.bodies or plain in self.things

    @cached_property
    def things(self) -> frozenset[str]:
        """Common nouns, one and many, and words that are never a place."""
        nouns = (form for row in self.nouns for form in (row.noun, f"{row.noun}s"))
        return frozenset({*nouns, *(row.words for row in self.toponyms if row.pattern == "stop")})

    @cached_property
    def stands(self) -> Mapping[str, tuple[Sequence[BlocRow], Sequence[BlocRow]]]:
        """The rows of blocs.csv on each bare id: what the case decides, and what the packs propose."""
        found: dict[str, tuple[list[BlocRow], list[BlocRow]]] = defaultdict(lambda: ([], []))
        for row in self.blocs:
            found[row.source_id][row not in self.decided].append(row)
        return dict(found)

    def rows_of(self, target: str) -> Sequence[BlocRow]:
        """All rows that may count for a source or actor; the packs' do not where the case decides for all days."""
        decided, proposed = self.stands.get(target.split(":", 1)[-1], ((), ()))
        return decided if any(not row.start and not row.end for row in decided) else (*decided, *proposed)

    def blocs_of(self, target: str, at: str | None) -> frozenset[str]:
        """The blocs of a source or actor on an ISO day (any day if None), several if it stands in several; none if unknown."""
        for rows in self.stands.get(target.split(":", 1)[-1], ()):
            found = frozenset(row.bloc for row in rows if within(row.start, row.end, at))
            if found:
                return found
        return frozenset()

    @cached_property
    def bloc_names(self) -> Mapping[str, BlocName]:
        """By the id of the bloc; the case's own name for one comes last and counts."""
        return {row.bloc: row for row in self.rows["bloc_names"]}


def credit_of(sources: object) -> str:
    """Whose data a pack holds, as the `sources` of its pack.yml say; empty if all is its own."""
    told = [one if isinstance(one, dict) else {"name": one} for one in sources] if isinstance(sources, list) else []
    return "; ".join(str(one.get("credit") or one.get("name")) for one in told)
