"""Fills a case: files are read, pages extracted and resolved, all is weighed; a page is done or not done, never half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.case.adding import put_added
from sayso.case.aliases import find_learned, find_relevant, taught, tell_learned
from sayso.case.weighing import weigh_case
from sayso.engine import choose_engine
from sayso.errors import ReadError, SaysoError
from sayso.gazetteer import UNPINNED
from sayso.model import (
    Actor,
    Attribution,
    Bloc,
    Capture,
    Claim,
    Link,
    Mention,
    Page,
    Passage,
    Place,
    Problem,
    Record,
    Room,
    Source,
    record_id,
)
from sayso.pack import Pack, load_pack, split_names
from sayso.pack.learned import Learned
from sayso.store import Store
from sayso.weigh import Known
from sayso.weigh.bodies import Bodies

if TYPE_CHECKING:
    from sayso.read import Hint

VERSION = version("sayso")
EXTRACTED: tuple[type, ...] = (Mention, Claim, Attribution, Link, Problem)


class Strict(SaysoError):
    """`--strict` met its first Problem; what was read before it is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a room is: `done` of `total` pages or files, `name` the one just finished."""

    room: Room
    done: int
    total: int
    name: str


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Filling:
    """What every step of a fill needs: where to, with which packs, and how to behave on a Problem."""

    store: Store
    packs: tuple[str, ...]
    strict: bool
    tell: Tell

    @property
    def pack(self) -> Pack:
        return loaded(self.packs)

    def check(self, problems: Iterable[Problem]) -> None:
        """Raises Strict on the first Problem if the fill is to be strict."""
        first = next(iter(problems), None)
        if self.strict and first is not None:
            raise Strict(f"{first.page}: {first.message}")


@cache
def loaded(packs: tuple[str, ...]) -> Pack:
    return load_pack(packs)


def key_of(*parts: object) -> str:
    """What a step's result depends on: another key means that it has to be made again."""
    return sha256("\x1f".join(repr(part) for part in (VERSION, *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def read_files(paths: Sequence[Path], filling: Filling) -> tuple[int, int]:
    """Takes in the files and folders; returns how many pages were new, and how many were there already."""
    from sayso.read import Hint, find_files, read_sidecars

    store, zone = filling.store, filling.store.setting("zone") or "UTC"
    before = {row["id"] for row in store.sql("select id from pages")}
    files = list(find_files(paths))
    hints, problems = read_sidecars(paths, zone)
    for name in {problem.page for problem in problems}:
        store.replace(f"sidecar:{name}", (Problem,), [problem for problem in problems if problem.page == name])
    met: set[str] = set()
    told: dict[str, list[Problem]] = defaultdict(list)
    for number, (file, name) in enumerate(files, start=1):
        met |= read_file(file, name, hints.get(name, Hint(path=name, zone=zone)), filling, told[name])
        filling.tell(Progress(Room.READ, number, len(files), name))
    return len(met - before), len(met & before)


def read_file(file: Path, name: str, hint: Hint, filling: Filling, told: list[Problem]) -> set[str]:
    """One file into pages, captures and Problems, in one transaction; returns the ids of its pages.

    `told` gathers the Problems of all files of that name in this run, so that one folder's file does not hide another's.
    """
    from sayso.read import read_bytes, read_capped

    store = filling.store
    try:
        data = read_capped(file)
    except ReadError as error:
        told.append(Problem(record_id("problem", name, Room.READ, str(error)), name, Room.READ, str(error)))
        store.replace(f"read:{name}", (Problem,), told)
        filling.check(told)
        return set()
    key = key_of(sha256(data).hexdigest(), hint, filling.pack.hashes)
    step = f"{name}#{sha256(data).hexdigest()[:16]}"
    if store.done(step, Room.READ) == key:
        # Pages of an archive have its name before their own.
        within = f"{name}/"
        return {
            row["id"]
            for row in store.sql("select id from pages where path = ? or substr(path, 1, ?) = ?", (name, len(within), within))
        }
    records = list(read_bytes(data, hint, filling.pack))
    pages = [record for record in records if isinstance(record, Page)]
    problems = [record for record in records if isinstance(record, Problem)]
    with store.transaction():
        for capture in (record for record in records if isinstance(record, Capture)):
            store.add_capture(capture)
        for page in pages:
            store.add_fetch(name, page.url, page.seen, page.sha256, {})
            own = [r for r in records if isinstance(r, Passage) and r.span.page == page.id]
            store.replace(page.id, (Page, Passage), [page, *own])
        told.extend(problem for problem in problems if problem not in told)
        store.replace(f"read:{name}", (Problem,), told)
        store.mark(step, Room.READ, key)
    filling.check(problems)
    return {page.id for page in pages}


def extract_and_resolve(
    packs: tuple[str, ...], job: tuple[Page, tuple[Passage, ...]], learned: tuple[Learned, ...] = ()
) -> list[Record]:
    """All that extract and resolve make of one page. Runs in workers, so the packs go by name, with what the case learned."""
    from sayso.extract import extract
    from sayso.resolve import resolve

    page, passages = job
    pack = taught(loaded(packs), learned)
    try:
        found = extract(page, passages, pack)
        mentions = [record for record in found if isinstance(record, Mention)]
        return [*found, *tell_learned(page, mentions, resolve(page, passages, mentions, pack), learned, pack)]
    except (RecursionError, MemoryError, ValueError, LookupError) as error:
        # One page made to hurt must not stop the thousands behind it.
        message = f"could not be extracted: {type(error).__name__}: {str(error)[:200]}"
        return [Problem(record_id("problem", page.id, Room.EXTRACT, message), page.id, Room.EXTRACT, message)]


def open_jobs(filling: Filling, learned: tuple[Learned, ...]) -> Iterator[tuple[Page, tuple[Passage, ...]]]:
    """The pages whose claims have to be made, or made again: the page, a judgement, a pack or a learned name has changed."""
    store = filling.store
    for page in list(store.get(Page)):
        passages = tuple(sorted(store.get(Passage, page=page.id), key=lambda p: (p.span.start, -p.span.end, p.id)))
        if store.done(page.id, Room.EXTRACT) != page_key(filling, page, passages, learned):
            yield page, passages


def page_key(filling: Filling, page: Page, passages: tuple[Passage, ...], learned: tuple[Learned, ...]) -> str:
    relevant = find_relevant(filling.store, page, learned, filling.pack)
    return key_of(page, passages, filling.pack.hashes, *([relevant] if relevant else []))


def extract_pages(filling: Filling) -> None:
    """Extracts and resolves every page that is not done; each page commits whole."""
    store = filling.store
    learned = find_learned(store, filling.pack)
    jobs = list(open_jobs(filling, learned))
    step = partial(extract_and_resolve, filling.packs, learned=learned)
    results = choose_engine(len(jobs)).map(step, jobs)
    for number, ((page, passages), records) in enumerate(zip(jobs, results, strict=True), start=1):
        problems = [record for record in records if isinstance(record, Problem)]
        with store.transaction():
            store.replace(page.id, EXTRACTED, records)
            # Which learned names the page has to do with is known once its names are.
            store.mark(page.id, Room.EXTRACT, page_key(filling, page, passages, learned))
        filling.tell(Progress(Room.EXTRACT, number, len(jobs), page.path))
        filling.check(problems)
    put_added(store)


def weigh_all(filling: Filling, whole: bool = False) -> None:
    """Weighs what has changed and stores what that changes; the packs' rows that the case links to are kept beside."""
    store, pack = filling.store, filling.pack
    with store.transaction():
        weigh_case(store, pack, key_of(pack.hashes), whole)
        store.put_reference(*used_rows(used_targets(store), pack))
    filling.tell(Progress(Room.WEIGH, 1, 1, "case"))


def store_known(store: Store, then: Known) -> None:
    """Puts what was known, page by page, into a store that is empty."""
    claim_page = {claim.id: claim.span.page for claim in then.claims}
    mention_page = {mention.id: mention.span.page for mention in then.mentions}
    read: dict[str, list[Record]] = {page.id: [page] for page in then.pages}
    for passage in then.passages:
        read[passage.span.page].append(passage)
    found: dict[str, list[Record]] = {page.id: [] for page in then.pages}
    for mention in then.mentions:
        found[mention.span.page].append(mention)
    for claim in then.claims:
        found[claim.span.page].append(claim)
    for link in then.links:
        found[mention_page[link.mention]].append(link)
    for attribution in then.attributions:
        found[claim_page[attribution.claim]].append(attribution)
    for page in then.pages:
        store.replace(page.id, (Page, Passage), read[page.id])
        store.replace(page.id, EXTRACTED, found[page.id])


def used_targets(store: Store) -> set[str]:
    """The ids of packs that anything in the case names."""
    queries = (
        "select distinct target one from current_link",
        "select source from pages",
        "select distinct voice from passages",
        "select a.value from current_event, json_each(actors) a",
        "select distinct root from controls",
    )
    return {row[0] for query in queries for row in store.sql(query) if row[0] is not None}


def used_rows(targets: Iterable[str], pack: Pack) -> tuple[list[Place], list[Actor], list[Source], list[Bloc]]:
    """The places, actors and sources of the packs among these, with the places above them and the blocs they stand in."""
    used = sorted(targets)
    places = used_places([target for target in used if target.startswith("place:")], pack)
    actors = [pack.actors[target] for target in used if target in pack.actors]
    sources = [pack.sources[target] for target in used if target in pack.sources]
    return places, actors, sources, used_blocs([*(one.id for one in actors), *(one.id for one in sources)], pack)


def used_blocs(targets: Iterable[str], pack: Pack) -> list[Bloc]:
    bodies, members = Bodies(pack), defaultdict[str, list[tuple[str, str, str]]](list)
    for target in targets:
        for row in bodies.standings(target):
            members[row.bloc].append((target, row.start, row.end))
    found = []
    for bloc, stood in sorted(members.items()):
        named = pack.bloc_names.get(bloc)
        names, provenance = (split_names(named.names), named.source) if named is not None else ((), "unnamed")
        found.append(Bloc(f"bloc:{bloc}", tuple(sorted(set(stood))), names, provenance))
    return found


def used_places(targets: list[str], pack: Pack) -> list[Place]:
    """These and all they lie in; what the world and the packs both have is the packs', so that one question finds both."""
    found: dict[str, Place] = {}
    while targets:
        target = targets.pop()
        place = pack.place(target) if target not in found else None
        if place is None:
            continue
        parent = None if place.parent is None else pack.twins.get(place.parent, place.parent)
        targets += [] if parent is None else [parent]
        lat, lon = (None, None) if place.level in UNPINNED else (place.lat, place.lon)
        found[target] = replace(place, parent=parent, lat=lat, lon=lon)
    return [place for _, place in sorted(found.items())]
