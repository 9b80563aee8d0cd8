"""A case: one file, the five rooms in order, and the questions people ask of it. The Python front door."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any, cast

from sayso.case.aliases import Proposal, answer, find_learned, find_proposals, taught
from sayso.case.changes import find_published, find_recorded
from sayso.case.deciding import name_claims, new_judgement, new_withdrawals, repeat
from sayso.case.explain import explain_sentence
from sayso.case.fill import (
    VERSION,
    Filling,
    Progress,
    Strict,
    Tell,
    extract_pages,
    loaded,
    read_files,
    weigh_all,
)
from sayso.case.fitting import Fitting, find_fitting
from sayso.case.known import find_card, find_places, find_target
from sayso.case.part import leave_out, store_of
from sayso.case.past import LEFT_AS_IT_IS, is_walkable, keep_past
from sayso.case.settling import settle, with_worth, with_worth_below
from sayso.case.standing import read_standing
from sayso.case.strip import find_strip
from sayso.case.waiting import Waiting, find_waiting
from sayso.case.ways import find_way
from sayso.errors import NotFound
from sayso.model import Held, Judgement, Link, MentionKind, Record, Verdict
from sayso.pack import Pack
from sayso.show.card import Card
from sayso.show.explain import Explained
from sayso.show.filter import Answer, Filters, select, undated
from sayso.show.route import Way
from sayso.show.strip import Strip
from sayso.show.why import Why, why
from sayso.store import Store
from sayso.store.columns import TABLES
from sayso.weigh import HALF_LIFE_DAYS, cut, known

__all__ = ["Case", "Counts", "Progress", "Strict"]
EVERYTHING = Filters()
# Rows are numbered as they come, so the last numbers say what has come without counting anything.
NUMBERED = " + ".join(f"coalesce((select max(number) from {table.name}), 0)" for table in TABLES.values())
VERSION_OF = f"select coalesce((select max(number) from judgement), 0), max(id), sum(ended is not null), {NUMBERED} from run"
# So many days of a slider are kept as they were weighed; each is a copy of the case in memory.
KEPT_DAYS = 4
# A run walks the past of the case as well if no more than so many pages stand to each that it took in: walking a page
# costs a hundredth of reading it.
OLD_TO_NEW = 4
REWEIGHED = {"events", "event_claims", "roots", "disputes", "controls", "forecasts", "copies"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What the case holds after a fill; `new_pages` and `same_pages` are of this fill, `no_date` pages in no as-of answer."""

    pages: int
    new_pages: int
    same_pages: int
    no_date: int
    passages: int
    comments: int
    claims: int
    attributions: int
    reprints: int
    events: int
    problems: int


def silent(_: Progress) -> None:
    """Tells nobody."""


class Case:
    """An open case. Use as a context manager; `write` takes the file's one writer lock until it is closed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        # As it stood on other days, by the version they were weighed from: a slider goes to and fro.
        self._then: OrderedDict[tuple[str, date], Store] = OrderedDict()

    @classmethod
    def open(cls, path: Path, *, write: bool = False, recorded_by: datetime | None = None) -> Case:
        """Raises StoreError if the file is locked, damaged, too new or (without `write`) not there."""
        store = Store.open(path, write=write, recorded_by=recorded_by)
        if write and store.setting("key") is None:
            # Readers are shown under keys made with this secret, so that one reader is one key in every export.
            store.set_setting("key", token_hex(16))
        return cls(store)

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        while self._then:
            self._then.popitem()[1].close()
        self.store.close()

    @property
    def version(self) -> str:
        """Changes with whatever changes the case."""
        row = self.store.sql(VERSION_OF)[0]
        return ".".join(str(cell or 0) for cell in row)

    @property
    def zone(self) -> str:
        return self.store.setting("zone") or "UTC"

    @property
    def packs(self) -> tuple[str, ...]:
        return tuple((self.store.setting("packs") or "").split("\n")) if self.store.setting("packs") else ()

    @property
    def pack(self) -> Pack:
        """The packs of the case, with the names that people taught it."""
        return self.store.kept("pack", lambda: taught(loaded(self.packs), find_learned(self.store, loaded(self.packs))))

    @property
    def credits(self) -> Mapping[str, str]:
        """Whose data each layer in use holds, by the layer's name: every export says it, and whatever shows places must."""
        return loaded(self.packs).credits

    def fitting(self) -> Fitting | None:
        """The region pack that would know names of this case, if it was filled without any."""
        return find_fitting(self.store, self.packs)

    def proposals(self) -> dict[str, Proposal]:
        """Spellings that may be names of what the packs know, each by a link that waits for a yes or no."""
        return find_proposals(self.store, self.pack)

    def run(self, paths: Sequence[Path], packs: Sequence[str] = (), *, strict: bool = False, tell: Tell = silent) -> Counts:
        """All five rooms: takes the paths in, and makes whatever is not made yet. Safe to stop and to run again."""
        self.use_packs(packs)
        with self.filling("run", strict, tell) as filling:
            new, same = read_files(paths, filling)
            extract_pages(filling)
            weigh_all(filling)
            counts = self.counts(new, same)
            if 0 < counts.pages <= OLD_TO_NEW * new and is_walkable(self.store):
                keep_past(self.store, filling.pack, tell)
            return counts

    def read(self, paths: Sequence[Path], packs: Sequence[str] = (), *, strict: bool = False, tell: Tell = silent) -> Counts:
        self.use_packs(packs)
        with self.filling("read", strict, tell) as filling:
            new, same = read_files(paths, filling)
        return self.counts(new, same)

    def extract(self, *, strict: bool = False, tell: Tell = silent) -> Counts:
        """Extracts and resolves what is not done with the packs as they are now."""
        with self.filling("extract", strict, tell) as filling:
            extract_pages(filling)
        return self.counts()

    resolve = extract

    def weigh(self, *, tell: Tell = silent) -> Counts:
        """Weighs the whole case, also what has not changed."""
        with self.filling("weigh", False, tell) as filling:
            weigh_all(filling, whole=True)
        return self.counts()

    def use_packs(self, packs: Sequence[str]) -> None:
        """Adds packs to the case's own; those once used stay, so that a second run reads alike."""
        wanted = tuple(dict.fromkeys((*self.packs, *packs)))
        loaded(wanted)
        if wanted != self.packs:
            self.store.set_setting("packs", "\n".join(wanted))

    @contextmanager
    def filling(self, command: str, strict: bool, tell: Tell) -> Iterator[Filling]:
        """A run of the case: begun, and ended with its counts; one that breaks off is sealed by the next."""
        filling = Filling(self.store, self.packs, strict, tell)
        self.store.begin(command, {"sayso": VERSION}, filling.pack.hashes)
        yield filling
        counts = self.counts()
        self.store.end({name: getattr(counts, name) for name in Counts.__slots__})

    def counts(self, new: int = 0, same: int = 0) -> Counts:
        def count(query: str) -> int:
            return int(self.store.sql(f"select count(*) from {query}")[0][0])

        return Counts(
            pages=count("pages"),
            new_pages=new,
            same_pages=same,
            no_date=undated(self.store),
            passages=count("passages"),
            comments=count("passages where role = 'comment'"),
            claims=count("claims"),
            attributions=count("current_attribution"),
            reprints=count("copies where kind = 'reprint'"),
            events=count("events"),
            problems=count("problems"),
        )

    def card(self, words: str, kind: MentionKind, with_comments: bool = False) -> Card:
        """What the case and its packs know of a name, in any spelling. Raises NotFound if that is nothing."""
        return find_card(self.store, self.pack, words, kind, with_comments)

    def rows(self, noun: str, filters: Filters = EVERYTHING) -> Answer:
        """The rows of a public view that the filters leave; with `as_of`, weighed anew over what was known by then."""
        if filters.recorded_by is not None:
            raise NotFound("open the case with recorded_by to ask what it held then")
        if filters.as_of is None or noun not in REWEIGHED:
            return with_worth(select(self.store, noun, filters, self.pack), self.store)
        with self.as_known(filters.as_of) as store:
            answer = with_worth(select(store, noun, replace(filters, as_of=None), self.pack), store)
        return replace(answer, as_of=filters.as_of, zone=self.zone, undated=undated(self.store))

    @contextmanager
    def as_known(self, as_of: date) -> Iterator[Store]:
        """The case as it would stand with only the pages that could be read by the end of that day, in memory.

        The last few days asked for are kept until the case changes.
        """
        key = self.version, as_of
        store = self._then.pop(key, None) or store_of(self.store, self.pack, cut(known(self.store), as_of))
        self._then[key] = store
        while len(self._then) > KEPT_DAYS:
            self._then.popitem(last=False)[1].close()
        yield store

    def leaving(self, as_of: date | None = None) -> Case:
        """What of it may leave, weighed anew in memory: nothing restricted, nothing of comments, nothing after `as_of`."""
        kept = leave_out(self.store, known(self.store))
        store = store_of(self.store, self.pack, kept if as_of is None else cut(kept, as_of))
        for setting in ("packs", "half_life", "sketch_from"):
            store.set_setting(setting, self.store.setting(setting) or "")
        store.freeze()
        return Case(store)

    def events(self, **filters: Any) -> list[dict[str, object]]:
        """Events as dicts; the filters are those of `sayso show events`, dates as `date` or ISO text."""
        asked: dict[str, Any] = dict(filters)
        for name in DAYS & asked.keys():
            asked[name] = date.fromisoformat(asked[name]) if isinstance(asked[name], str) else asked[name]
        return self.rows("events", Filters(**asked)).records()

    def why(self, prefix: str) -> Why:
        """The way back from a record to its words; any unambiguous prefix of an id will do. Raises NotFound."""
        pack = self.pack if isinstance(self.store.find(prefix)[1], Link) else None
        return with_worth_below(why(self.store, prefix, pack), self.store)

    def sql(self, query: str, params: Sequence[object] = ()) -> list[Any]:
        return self.store.sql(query, params)

    def held(self, place: str, on: date, as_of: date | None = None) -> Held:
        """Who held the place at the end of day `on`, as could be known at the end of `as_of` (default: the same day).

        Weighed anew over what could be read by then: a later page may show that two who spoke are one root.
        """
        target = self.place_id(place)
        return read_standing(self.store, as_of or on, self.pack, target, on).held(target, on, self.pack)

    def route(self, name: str, on: date, as_of: date | None = None) -> Way:
        """Each part of a named route, or a place alone: who held it on that day and whether it was open. Raises NotFound."""
        return find_way(name, self.place_id, known(self.store), on, as_of or on, self.pack, self.half_life)

    @property
    def half_life(self) -> float:
        """After how many days a word on who holds a place weighs half; a setting of the case."""
        return float(self.store.setting("half_life") or HALF_LIFE_DAYS)

    def strip(self, place: str, **asked: Any) -> Strip:
        """Each root's word on the place, day by day; `as_of`, `start` and `end` are dates, `aspect` the holder or access."""
        return find_strip(self.store, self.pack, self.place_id(place), **asked)

    def changes(self, since: date, published: bool = False) -> Answer:
        """What the case gained since the beginning of that day by its own clock, of a case in a file; or what could be read."""
        if published:
            return find_published(self.store, self.as_known, self.pack, since)
        return find_recorded(self.store, self.pack, since)

    def place_id(self, words: str) -> str:
        """The place that goes by these words: the packs' before the world's, towns before districts. Raises NotFound."""
        found = find_places(self.store, self.pack, words)
        if not found:
            raise NotFound(f"no place {words!r} in the packs of this case ({', '.join(self.packs) or 'none'}) or the world")
        return found[0].target

    def explain(
        self, sentence: str, said: date | None = None, outlet: str | None = None, packs: Sequence[str] = ()
    ) -> Explained:
        """What sayso reads in a sentence typed in, with the packs of this case and these, and the rules that fired."""
        return explain_sentence(sentence, said, outlet, tuple(dict.fromkeys((*self.packs, *packs))))

    def queue(self) -> list[Waiting]:
        """What is most worth a person's look, with the reason: names and places first, then what sources differ over."""
        return list(find_waiting(self.store, self.proposals(), self.pack))

    def judge(
        self,
        record: str,
        verdict: Verdict,
        *,
        field: str | None = None,
        value: str | None = None,
        by: str | None = None,
        note: str | None = None,
        alike: Sequence[str] = (),
    ) -> Judgement:
        """Stores what a person decided, of `alike` too, and makes anew what rests on it. Raises NotFound on an unknown id."""
        _, found = self.store.find(record)
        target = cast(Record, found).id
        if isinstance(found, Link) and field is None and value is None:
            verdict, field, value = answer(verdict, found, self.proposals().get(target))
        if verdict is Verdict.PLACE and value and not value.startswith("place:"):
            value = self.place_id(value)
        value = name_claims(self.store, target, verdict, value)
        if isinstance(found, Link) and field == "target" and value and ":" not in value:
            value = find_target(self.store, self.pack, found, value)
        made = new_judgement(self.store, target, verdict, field, value, by, note)
        return self.decide(made, *(repeat(self.store, made, one) for one in alike))

    def settle(self, record: str, held: bool, evidence: str, by: str | None = None, note: str | None = None) -> Judgement:
        """Records how a claim was settled and by what; from fifty settled events on each has a number beside its grade."""
        return settle(self.store, record, held, evidence, by, note)

    def undo(self, by: str | None = None, judgement: str | None = None) -> Judgement:
        """Takes back that judgement, or the last that still stands, by a new row. Raises NotFound if there is none."""
        return self.decide(*new_withdrawals(self.store, by, judgement))

    def decide(self, *judgements: Judgement) -> Judgement:
        for one in judgements:
            self.store.judge(one)
        if not all(one.verdict in LEFT_AS_IT_IS and one.supersedes is None for one in judgements):
            with self.filling("judge", False, silent) as filling:
                extract_pages(filling)
                weigh_all(filling)
        return judgements[0]


DAYS = {"start", "end", "as_of", "recorded_by"}
