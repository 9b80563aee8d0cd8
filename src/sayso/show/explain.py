"""What the machine reads in a sentence: claims with their roles, chains and firmness, each with the rules that fired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sayso.model import MentionKind
from sayso.pack import LANGUAGES, Fired, Pack, target_origin
from sayso.show.cells import NOTHING, inline, when_words
from sayso.show.names import Names, named, names_of
from sayso.show.problem import told_problems
from sayso.show.rules import Rule, as_rule, rule_words
from sayso.show.table import WIDTH
from sayso.show.told import Filled, Say, Told, tell
from sayso.show.tree import Node, draw
from sayso.show.why_text import say_words
from sayso.store import Store

LABEL = 7
NONE_SAID = "none said"
# Roles that say where: one of them is enough.
WHERE = ("place", "near", "part", "from", "to", "via")
ROLES = ("actor", "target", "amount", "instrument", *WHERE)


@dataclass(frozen=True, slots=True)
class Name:
    """Words that may name something, and what resolving made of them; `at` is the row of what they were linked to.

    Empty for what no pack holds: places of the world or of an added layer, and people who only speak.
    """

    mention: str
    words: str
    kind: str
    start: int
    end: int
    target: str | None
    rung: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Explained:
    """`rules` name in `record` the claim or the attribution that they decided, or the page of words that made no claim."""

    sentence: str
    printed: str
    outlet: str | None
    packs: tuple[str, ...]
    spoken: tuple[str, ...]
    told: tuple[Told, ...]
    rules: tuple[Rule, ...]
    names: tuple[Name, ...]
    problems: tuple[str, ...]


def explain(store: Store, fired: Sequence[Fired], pack: Pack) -> Explained:
    """Of a store that holds the sentence as its only page, read, extracted and resolved."""
    names = names_of(store)
    page = store.sql("select text, source, published_start, published_end from pages")[0]
    claims = [row["id"] for row in store.sql('select id from claims order by start, "end", id')]
    return Explained(
        sentence=page["text"],
        printed=when_words(page["published_start"], page["published_end"]),
        outlet=named(page["source"], names),
        packs=tuple(folder.name for folder in pack.folders),
        spoken=tuple(sorted(pack.spoken & {*LANGUAGES})),
        told=tell(store, claims, names),
        rules=tuple(as_rule(one, page["text"], pack) for one in fired),
        names=tuple(find_names(store, names, pack)),
        problems=told_problems(store),
    )


def find_names(store: Store, names: Names, pack: Pack) -> Iterator[Name]:
    met = store.sql(
        'select m.id, m.text, m.kind, m.start, m."end", l.target, l.rung, l.why from mentions m'
        ' join links l on l.mention = m.id order by m.start, m."end", m.kind'
    )
    for row in met:
        at = target_origin(pack, row["target"])
        yield Name(
            mention=row["id"],
            words=row["text"],
            kind=row["kind"],
            start=row["start"],
            end=row["end"],
            target=named(row["target"], names),
            rung=row["rung"],
            why=row["why"],
            at="" if at is None else at.short,
        )


def render_explained(found: Explained, columns: int = WIDTH) -> str:
    return "\n".join(line for node in trees(found) for line in ("", *draw(node, columns))).removeprefix("\n")


def trees(found: Explained) -> Iterator[Node]:
    day = found.printed if found.printed != NOTHING else "no day given, so a time without a year stays unknown"
    yield Node(f'"{inline(found.sentence)}"')
    yield Node(f"printed {day}; outlet {found.outlet or 'none given'}; packs {', '.join(found.packs)}")
    if not found.told:
        yield Node(f"no claim found in it; claims are read in {', '.join(found.spoken)}")
    for number, told in enumerate(found.told, start=1):
        yield claim_node(number, told, found)
    others = list(other_names(found))
    if others:
        yield Node("other names", below=tuple(name_node(name, f"{name.kind} ") for name in others))
    unread = [rule for rule in found.rules if rule.decides in ("unfilled", "unknown")]
    if unread:
        yield Node("words that made no claim", below=tuple(unread_nodes(unread)))
    for problem in found.problems:
        yield Node(f"problem: {problem}")


def other_names(found: Explained) -> Iterator[Name]:
    """Each name that fills no role, once; not one of no pack whose words fill a role as another kind of name."""
    roles = {one.mention for told in found.told for one in told.roles}
    used = {name.words for name in found.names if name.mention in roles}
    shown = set()
    for name in found.names:
        again = (name.words, name.kind, name.target) in shown
        idle = name.target is None and name.words in used
        if name.mention not in roles and name.kind != MentionKind.TIME and not again and not idle:
            shown.add((name.words, name.kind, name.target))
            yield name


def claim_node(number: int, told: Told, found: Explained) -> Node:
    def because(decides: str) -> tuple[Node, ...]:
        return rule_nodes(found.rules, told.claim, decides)

    kind = labelled("kind", told.kind + told.figure, because("kind"))
    mood = labelled("mood", told.mood, because("mood"))
    when = labelled("when", when_told(told, bool(because("when"))), because("when"))
    chains = (chain_node(chain, found.rules) for chain in told.chains)
    return Node(f'{number} "{inline(told.quote.words)}"', below=(kind, mood, *role_nodes(told, found), when, *chains))


def when_told(told: Told, said: bool) -> str:
    if told.when != NOTHING:
        return told.when
    return "said, but no day is known for it" if said else NONE_SAID


def labelled(label: str, value: str, below: tuple[Node, ...] = ()) -> Node:
    return Node(f"{label:<{LABEL}} {value}", below=below)


def rule_nodes(rules: Sequence[Rule], record: str, decides: str) -> tuple[Node, ...]:
    return tuple(Node(rule_words(rule), rule.at) for rule in rules if (rule.record, rule.decides) == (record, decides))


def role_nodes(told: Told, found: Explained) -> Iterator[Node]:
    """Every role in one order; who and where stand there if nobody says, and so does what else the frame asks for."""
    names = {name.mention: name for name in found.names}
    filled = {one.role for one in told.roles}
    missing = {"actor", *asked(told, found.rules)} - filled | ({"place"} if not filled & {*WHERE} else set())
    for role in dict.fromkeys((*ROLES, *(one.role for one in told.roles))):
        if role in missing:
            yield labelled(role, NONE_SAID)
        for one in (one for one in told.roles if one.role == role):
            name = names.get(one.mention)
            yield labelled(role, role_value(one), () if name is None else (name_node(name, "", told),))


def asked(told: Told, rules: Sequence[Rule]) -> Iterator[str]:
    """What else the claim's frame looks for: a target or a figure, unless its words may as well say where."""
    rows = (rule.row for rule in rules if (rule.record, rule.decides) == (told.claim, "kind"))
    wishes = [wish.partition(":") for row in rows for wish in row.get("roles", "").split("|")]
    where = {slot for slot, _, role in wishes if role.startswith("place")}
    for slot, _, role in wishes:
        bare = role.rstrip("!?").partition("~")[0]
        if bare in ("target", "amount") and slot not in where and (role.endswith("!") or slot in ("subj", "obj")):
            yield bare


def role_value(one: Filled) -> str:
    return f'"{inline(one.words)}", in no pack' if one.target is None else inline(one.target)


def name_node(name: Name, lead: str, told: Told | None = None) -> Node:
    """On which rung the words were linked, why, and where the row of their target stands."""
    target = f" = {inline(name.target)}" if told is None and name.target is not None else ""
    away = told is not None and not (told.quote.start <= name.start and name.end <= told.quote.end)
    where = ", not in the claim's own words" if away else ""
    why = f": {name.why}" if name.why else ""
    return Node(f'{lead}"{inline(name.words)}"{target}{where}; rung {name.rung}{why}', name.at)


def chain_node(chain: Sequence[Say], rules: Sequence[Rule]) -> Node:
    links = (
        Node(
            f"{number} {say_words(replace(link, cue=None))}",
            below=(*rule_nodes(rules, link.attribution, "act"), *rule_nodes(rules, link.attribution, "said")),
        )
        for number, link in enumerate(chain, start=1)
    )
    return Node("said by, from the page inwards", below=tuple(links))


def unread_nodes(rules: Sequence[Rule]) -> Iterator[Node]:
    """One node a word: the rows that hang on it and what they miss, or that there is none."""
    for words, start in dict.fromkeys((rule.words, rule.start) for rule in rules):
        rows = [rule for rule in rules if rule.start == start and rule.decides == "unfilled"]
        below = tuple(Node(rule.does, rule.at) for rule in rows)
        yield Node(f'"{inline(words)}": {"no row is filled" if rows else "in no row of frames.csv or cues.csv"}', below=below)
