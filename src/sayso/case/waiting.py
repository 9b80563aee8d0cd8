"""What waits for a person: the records worth a look, those first on which most claims hang."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from sqlite3 import Row

from sayso.case.aliases import Proposal, is_teachable
from sayso.case.hanging import count_hanging
from sayso.model import Judgement, MentionKind, Modality, Role, Step, Verdict
from sayso.pack import Pack
from sayso.resolve.nouns import is_common, is_name
from sayso.resolve.places import without_level
from sayso.show.shapes import HIDDEN, HIDDEN_CLAIMS, HIDDEN_MENTIONS
from sayso.store import Store
from sayso.store.judgements import find_standing

# Links less sure than this are shown to a person, though they were made.
DOUBTFUL = 0.75
# A passage whose role or voice is less sure than this.
UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class Waiting:
    """`sort` is alias, unplaced, contested, dispute, unsure, voice or undated; `why` says in a line why it is shown.

    `count` is the number of pages that the answer touches and `claims` how many claims hang on it, those of readers'
    comments left out; `alike` are the other records that put the same question.
    """

    id: str
    sort: str
    why: str
    count: int
    alike: tuple[str, ...] = ()
    claims: int = 0


def find_waiting(store: Store, proposals: Mapping[str, Proposal], pack: Pack) -> Iterator[Waiting]:
    """One that a person has judged, whatever he said, does not wait, nor does what stands under an id it has had.

    A judgement that was taken back is none: what it was about waits again. Of two on which as much hangs, a name comes before
    a dispute and a dispute before a doubt.
    """
    heirs = store.heirs()
    judged = {heirs.get(one.record, one.record) for one in find_standing(store.judgements()) if is_decision(one)}
    # A name that only readers' comments have changes nothing that is shown.
    names = find_names(store)
    sorts = (
        unplaced(store, proposals, names, keys_of(store, judged), pack),
        aliases(proposals, names),
        contested(store),
        disputes(store),
        doubtful(store, judged, pack),
        voices(store),
        undated(store),
    )
    found = [one for sort in sorts for one in sort if one.id not in judged]
    hanging = count_hanging(store, {one.id: one.alike for one in found})
    counted = [replace(one, claims=hanging[one.id]) for one in found]
    yield from sorted(counted, key=lambda one: -one.claims)


def is_decision(judgement: Judgement) -> bool:
    """A coder's own codes settle nothing that waits."""
    return judgement.verdict is not Verdict.WITHDRAW and not (judgement.field or "").startswith("code.")


def find_names(store: Store) -> Mapping[str, str]:
    """The links to nothing known of every name that stands outside readers' comments, each with its key.

    A name is one of its kind, and asked for where nobody knows it: that an article has an army of that name, or spells it so
    that it is known, does not ask for a reader's place.
    """
    query = f"""{HIDDEN} select l.id, l.key from current_link l cross join current_mention m on m.id = l.mention
        where l.target is null and (l.key, m.kind) in
        (select k.key, n.kind from current_link k cross join current_mention n on n.id = k.mention
            where k.target is null and n.id not in ({HIDDEN_MENTIONS}))"""
    return {row["id"]: row["key"] for row in store.sql(query)}


def aliases(proposals: Mapping[str, Proposal], names: Mapping[str, str]) -> Iterator[Waiting]:
    for link, one in proposals.items():
        if link not in names:
            continue
        yield Waiting(link, "alias", one.why.removeprefix("suggested: "), one.pages)


def keys_of(store: Store, judged: Collection[str]) -> set[str]:
    """The names that a person spoke of, wherever they stand."""
    query = "select key from link where id in (select value from json_each(?))"
    return {row["key"] for row in store.sql(query, (json.dumps([one for one in judged if one.startswith("link:")]),))}


def unplaced(
    store: Store, proposals: Mapping[str, Proposal], names: Mapping[str, str], spoken_of: Collection[str], pack: Pack
) -> Iterator[Waiting]:
    """A name of a place that no pack has or several have, once for all its pages; those on most pages first.

    "The border", "the area": words for a place are no name, and no answer would hold where they stand again. An answer for a
    name that the packs know teaches nothing, so it is given to each of its mentions.
    """
    query = """
        select l.key, l.id, l.page, l.why, m.text from current_link l cross join mentions m on m.id = l.mention
        where m.kind = 'place' and l.target is null
        and l.key not in (select p.key from current_link p where p.id in (select value from json_each(?))) order by l.id"""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in store.sql(query, (json.dumps(list(proposals)),)):
        if row["id"] in names and row["key"] not in spoken_of and is_toponym(row["text"], pack):
            groups[row["key"]].append(row)
    counted = ((len({row["page"] for row in rows}), key, rows) for key, rows in groups.items())
    for pages, _, (first, *others) in sorted(counted, key=lambda one: (-one[0], one[1])):
        taught = is_teachable(first["text"], MentionKind.PLACE, pack)
        alike = () if taught else tuple(row["id"] for row in others)
        yield Waiting(first["id"], "unplaced", first["why"].removeprefix("suggested: "), pages, alike)


def is_toponym(words: str, pack: Pack) -> bool:
    """Whether the words may name a place: they are a name, and of no outlet or body that the packs know."""
    bare = without_level(words, pack)
    known = (pack.candidates(words, kind) for kind in (MentionKind.SOURCE, MentionKind.ACTOR))
    return not is_common(words, pack) and is_name(bare, pack) and not any(known)


def contested(store: Store) -> Iterator[Waiting]:
    for row in store.sql("select id, pages, sentence from events where grade = ? order by pages desc, id", (Step.CONTESTED,)):
        yield Waiting(row["id"], "contested", row["sentence"], row["pages"])


def disputes(store: Store) -> Iterator[Waiting]:
    """Those that make no event contested: over a figure, a holder, a time."""
    query = f"""
        select d.id, d."over" from current_dispute d join current_attribution a on a.id = d."left"
        where not exists (select 1 from member m join current_event e on e.id = m.event
            where m.claim = a.claim and e.grade = '{Step.CONTESTED}') order by d.severity desc, d.id"""
    for row in store.sql(query):
        yield Waiting(row["id"], "dispute", f"two sources differ over {row['over']}", 2)


def doubtful(store: Store, judged: Collection[str], pack: Pack) -> Iterator[Waiting]:
    """Links and claims that the machine made but is not sure of."""
    for rows in same_doubts(store, judged, pack):
        first, pages = rows[0], len({row["page"] for row in rows})
        why = f"linked at {first['score']:.2f}: {first['why']}"
        yield Waiting(first["id"], "unsure", why, pages, tuple(row["id"] for row in rows[1:]))
    query = f"""{HIDDEN} select id from current_attribution where modality = ? and polarity is not null
        and claim not in ({HIDDEN_CLAIMS}) order by page, id"""
    for row in store.sql(query, (Modality.UNKNOWN,)):
        yield Waiting(row["id"], "unsure", "how firmly it is said could not be read", 1)


def same_doubts(store: Store, judged: Collection[str], pack: Pack) -> Iterator[list[Row]]:
    """The links that no person spoke of, those of one name, however spelt, and the same candidates together."""
    query = f"""{HIDDEN} select l.id, l.page, l.target, l.rivals, l.why, l.score, m.text, m.kind
        from current_link l cross join mentions m on m.id = l.mention where l.target is not null and l.score < ?
        and l.mention not in ({HIDDEN_MENTIONS}) order by l.score, l.id"""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in store.sql(query, (DOUBTFUL,)):
        if row["id"] not in judged:
            rivals = frozenset(target for target, _ in json.loads(row["rivals"] or "[]"))
            groups[pack.fold(row["text"]), row["kind"], row["target"], rivals].append(row)
    yield from groups.values()


def voices(store: Store) -> Iterator[Waiting]:
    """Passages that hold claims and of which it is not sure who writes them."""
    query = """
        select p.id, p.role, count(*) claims from current_passage p
        join current_claim c on c.page = p.page and c.start >= p.start and c.start < p."end"
        where p.role = ? or (p.confidence < ? and p.role <> ?) group by p.id order by claims desc, p.id"""
    for row in store.sql(query, (Role.UNKNOWN, UNSURE, Role.FURNITURE)):
        yield Waiting(row["id"], "voice", f"whose words these are is not sure (role {row['role']})", 1)


def undated(store: Store) -> Iterator[Waiting]:
    for row in store.sql("select id from pages where published_end is null and seen is null order by path, id"):
        yield Waiting(row["id"], "undated", "nobody knows when it was printed: it is in no as-of answer", 1)
