"""Who held a place on a day, as could be known by a day: each root's standing word, then what they come to together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

from sayso.model import Aspect, Control, Held, Status, Word
from sayso.pack import Pack
from sayso.weigh.bodies import Bodies, Forest
from sayso.weigh.chain import is_named
from sayso.weigh.fading import HALF_LIFE_DAYS, count_fresh, fade, is_faint
from sayso.weigh.known import begins, day_of, midnight_after
from sayso.weigh.names import join_words, name_root
from sayso.weigh.roots import Sides, body_of, count_apart, count_effective, join_blocs, sides_of, split_blocs
from sayso.weigh.taken import find_taken

AGREED = 0.75
FAVOURED = 0.6
# How much of a hold each status is; a siege and a departure are nobody's hold.
STRENGTH = {Status.HELD: 1.0, Status.PARTLY: 0.5, Status.CONTESTED: 0.5, Status.ENTERED: 0.25}
# What two can do together; those who fight over a place do not hold it with each other.
JOINT = (Status.HELD, Status.PARTLY, Status.ENTERED)
ACCESS = {Status.OPEN: 1.0, Status.CLOSED: 1.0, Status.CUT: 1.0, Status.UNKNOWN: 0.0}
# So many of those it is disputed between are named.
FACING = 3
# What is said at most of the side that is favoured, strongest first: entering is not holding.
SAID = {
    Status.HELD: ("held by {}", "{} says it holds", "{} holds it"),
    Status.PARTLY: ("held in part by {}", "{} says it holds a part", "{} holds a part of it"),
    Status.CONTESTED: ("fought over by {}", "{} says it is fighting there", "{} is fighting there"),
    Status.ENTERED: ("entered by {}", "{} says it has entered", "{} has entered it"),
}


@dataclass(frozen=True)
class Question:
    """What is asked, with what is needed to answer it."""

    place: str
    aspect: Aspect
    on: date
    as_of: date
    half_life: float
    hedges: Mapping[str, float]
    names: Mapping[str, str]
    bodies: Bodies

    @property
    def strength(self) -> Mapping[Status, float]:
        return strength_of(self.aspect)

    def blocs(self, body: str) -> Sides:
        return self.bodies.blocs(body_of(body), self.on.isoformat())

    def sides_of(self, word: Word) -> Sides:
        return sides_of(word.root, split_blocs(word.bloc))

    def name(self, body: str | None) -> str:
        return name_root(body or "", self.bodies.pack, self.names)


def asof(
    controls: Iterable[Control],
    place: str,
    on: date,
    as_of: date,
    pack: Pack,
    *,
    aspect: Aspect = Aspect.HOLDER,
    half_life: float = HALF_LIFE_DAYS,
    hedges: Mapping[str, float] | None = None,
    names: Mapping[str, str] | None = None,
    undated: int = 0,
) -> Held:
    """Who held `place` at the end of `on` by what could be read at the end of `as_of`.

    `hedges` gives the firmness of each attribution (`Weighed.hedges`; certain where it is silent), `names` the words
    for roots no pack knows. Unnamed sources are shown among the words; they decide only where nobody is named. Of
    access, the `holder` is the status itself.
    """
    question = Question(place, aspect, on, as_of, half_life, hedges or {}, names or {}, Bodies(pack))
    by_root = group_known((row for row in controls if row.place == place and row.aspect is aspect), on, as_of)
    fresh = [word for root, rows in sorted(by_root.items()) for word in weigh_root(root, since_latest(rows, aspect), question)]
    words = sorted((wane(word, on, half_life) for word in fresh), key=lambda word: (-word.weight, word.root, word.control.id))
    holder, agreed, share, sentence = conclude(find_field(fresh, question), question)
    told = [row for rows in by_root.values() for row in rows]
    taken = find_taken(told, holder) if holder is not None and aspect is Aspect.HOLDER else None
    return Held(place, on, as_of, tuple(words), holder, agreed, share, sentence, undated, taken)


def wane(word: Word, on: date, half_life: float) -> Word:
    """A word as heavy as it is on a later day than it is of."""
    return replace(word, weight=word.weight * fade((on - day_of_word(word)).days, half_life))


def day_of_word(word: Word) -> date:
    return begins(word.control) or date.min


def group_known(here: Iterable[Control], on: date, as_of: date) -> dict[str, list[Control]]:
    """What each root has said by then of what had begun by that day."""
    by_root: dict[str, list[Control]] = defaultdict(list)
    for row in sorted(here, key=lambda row: row.id):
        begun = begins(row)
        if is_known(row, as_of) and begun is not None and begun <= on:
            by_root[row.root].append(row)
    return by_root


def find_looked_at(controls: Iterable[Control], on: date, as_of: date) -> Iterator[Control]:
    """The rows whose firmness `asof` asks of any place: what each root last said there."""
    places: dict[tuple[str, Aspect], list[Control]] = defaultdict(list)
    for row in controls:
        places[row.place, row.aspect].append(row)
    for (_, aspect), here in places.items():
        for rows in group_known(here, on, as_of).values():
            yield from since_latest(rows, aspect)


def since_latest(rows: Sequence[Control], aspect: Aspect) -> list[Control]:
    """Without what the root has said better since: of a place much spoken of only the last words are looked at."""
    strength = strength_of(aspect)
    latest = max((begins(row) or date.min for row in rows if row.status in strength), default=date.min)
    return [row for row in rows if (begins(row) or date.min) >= latest]


def strength_of(aspect: Aspect) -> Mapping[Status, float]:
    return STRENGTH if aspect is Aspect.HOLDER else ACCESS


def is_known(row: Control, as_of: date) -> bool:
    limit = midnight_after(as_of)
    return row.known_from is not None and row.known_from <= limit and (row.known_to is None or limit < row.known_to)


def weigh_root(root: str, rows: Sequence[Control], question: Question) -> list[Word]:
    """The word of one root that stands, as heavy as on its own day: h * st, since rel is 1 until claims are settled."""
    standing = find_standing(rows, question.strength)
    strengths = {row.id: question.strength.get(row.status, 0.0) for row in standing}
    together = {row.id: [other for other in standing if are_together(row, other, question)] for row in standing}
    shares = {row.id: strengths[row.id] / len(together[row.id]) for row in standing}
    # One root is one voice, even if it gives the place to two in one breath.
    voice = max(1.0, sum(shares.values()))
    bloc = join_blocs(question.blocs(root))
    found = []
    for row in standing:
        same = told_the_same(row, rows)
        first = same[0].attributions[:1]
        h = max((question.hedges.get(one, 1.0) for one in first), default=1.0)
        told = tuple(dict.fromkeys(one for other in same for one in other.attributions))
        found.append(Word(root, bloc, replace(row, attributions=told), h * shares[row.id] / voice))
    return found


def told_the_same(row: Control, rows: Sequence[Control]) -> list[Control]:
    """The rows that say the same, first the one that could be known first: who tells a word again makes it no firmer.

    An outlet that leaves out the doubt of the wire it prints would else lift the doubt.
    """
    same = [one for one in rows if (one.actor, one.status, begins(one)) == (row.actor, row.status, begins(row))]
    return sorted(same, key=lambda one: (one.known_from or datetime.max, one.id))


def are_together(one: Control, other: Control, question: Question) -> bool:
    """Whether one statement has two of one side in the place: "its soldiers and those of its ally entered"."""
    if one.id == other.id:
        return True
    if one.actor is None or other.actor is None or one.status is not other.status or one.status not in JOINT:
        return False
    shared, day = question.blocs(one.actor) & question.blocs(other.actor), question.on.isoformat()
    allied = bool(shared) or question.bodies.meet([one.actor], [other.actor], day)
    return allied and bool(set(one.attributions) & set(other.attributions))


def find_standing(rows: Sequence[Control], strength: Mapping[Status, float]) -> list[Control]:
    """The rows of a root's latest statement on who holds, and what it has said since of who left or lays siege.

    That somebody left, or lies before the place, takes the hold from him alone: the others' stands.
    """
    latest = max((recency(row) for row in rows if row.status in strength), default=None)
    held = {
        row.actor or row.status: row
        for row in sorted(rows, key=lambda r: (strength.get(r.status, 0), r.id))
        if row.status in strength and recency(row) == latest
    }
    since = [row for row in rows if row.status not in strength and (latest is None or recency(row) >= latest)]
    gone: dict[str | None, Control] = {}
    for row in sorted(since, key=lambda row: (recency(row), row.id)):
        gone[row.actor] = row
    kept = [row for row in held.values() if row.actor not in gone or latest == recency(gone[row.actor])]
    return kept + list(gone.values())


def recency(row: Control) -> tuple[date, date]:
    known = day_of(row.known_from) if row.known_from is not None else date.min
    return begins(row) or date.min, known


@dataclass(frozen=True, slots=True)
class Field:
    """The words that weigh anything, as heavy as on the day of the last of them: they wane alike, so no share moves until one
    more is said. `tries` are those that may decide, in turn, with the weight of each side: who is named, then all."""

    day: date
    told: Sequence[Word]
    tries: Sequence[tuple[Sequence[Word], Mapping[str, float]]]
    half_life: float

    def is_faint(self, sides: Mapping[str, float], on: date) -> bool:
        return is_faint(sum(sides.values()), (on - self.day).days, self.half_life)

    def find_turns(self) -> Iterator[date]:
        """The days from which the one or the other is too faint to decide."""
        for _, sides in self.tries:
            days = count_fresh(sum(sides.values()), self.half_life)
            if days < (date.max - self.day).days:
                yield self.day + timedelta(days)


def conclude(field: Field, question: Question) -> tuple[str | None, bool, float, str]:
    """The holder, whether agreed, its share, and the sentence of section 7."""
    counted, sides = next((each for each in field.tries if not field.is_faint(each[1], question.on)), ((), {}))
    if not sides:
        return None, False, 0.0, "no recent word"
    best = max(sorted(sides), key=lambda side: sides[side])
    share = sides[best] / sum(sides.values())
    leads = find_leads(counted, question)
    for_it = [word for word in counted if leads[side_key(word)] == best]
    agreed = share >= AGREED and count_apart(question.sides_of(word) for word in for_it if is_named(word.root)) >= 2
    if share < FAVOURED:
        return None, False, share, say_disputed(sides, question)
    return best, agreed, share, say(best, for_it, share, agreed, field.told, question)


def find_field(fresh: Sequence[Word], question: Question) -> Field:
    """Of words as heavy as each was on its own day."""
    day = max(map(day_of_word, fresh), default=question.on)
    told = [word for word in (wane(each, day, question.half_life) for each in fresh) if word.weight > 0]
    named = [word for word in told if is_named(word.root)]
    return Field(day, told, [(words, weigh_sides(words, question)) for words in (named, told)], question.half_life)


def say_disputed(sides: Mapping[str, float], question: Question) -> str:
    """Between whom; by their names, so that it stays one sentence while their weights change places."""
    if question.aspect is Aspect.ACCESS:
        return "disputed"
    heaviest = sorted(sides, key=lambda side: (-sides[side], side))[:FACING]
    return f"disputed between {join_words(sorted(question.name(side) for side in heaviest))}"


def say(best: str, for_it: Sequence[Word], share: float, agreed: bool, told: Sequence[Word], question: Question) -> str:
    """The sentence on the side that leads."""
    access = question.aspect is Aspect.ACCESS
    if share < AGREED:
        doubt = "" if access else in_part(best, told, question)
        name = best if access else question.name(best)
        return f"disputed, {name} favoured{show(share, AGREED)}{doubt}"
    if access:
        return f"said to be {best}{' (agreed)' if agreed else ''}{show(share)}"
    whole = any(word.control.status is Status.HELD for word in for_it)
    return say_held(best, for_it, share, agreed, question) + (in_part(best, told, question) if whole else "")


def side_key(word: Word) -> str:
    """What a word speaks for: the holder, or the state of a road."""
    return word.control.actor if word.control.actor is not None else str(word.control.status)


def find_leads(words: Sequence[Word], question: Question) -> dict[str, str]:
    """For each that is spoken for the one that stands for its side: of those who are in a place together the most
    spoken for, before others the one who speaks himself; a force and the state it belongs to are one side.
    """
    forest, day = Forest(), question.on.isoformat()
    weights: dict[str, float] = defaultdict(float)
    by_root: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        forest.find(side_key(word))
        weights[side_key(word)] += word.weight
        by_root[word.root].append(word)
    for said in by_root.values():
        for one, other in combinations(said, 2):
            if are_together(one.control, other.control, question):
                forest.join(side_key(one), side_key(other))
    for side, rival in combinations(sorted(weights), 2):
        if question.bodies.meet([side], [rival], day):
            forest.join(side, rival)
    return {
        one: max(sorted(group), key=lambda each: (weights[each], each in by_root))
        for group in forest.groups().values()
        for one in group
    }


def weigh_sides(words: Sequence[Word], question: Question) -> dict[str, float]:
    """The weight of each side, times N_eff / n of the roots that speak for it."""
    leads = find_leads(words, question)
    sides: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        sides[leads[side_key(word)]].append(word)
    found = {}
    for side, for_it in sides.items():
        roots = {word.root: question.sides_of(word) for word in for_it}
        found[side] = sum(word.weight for word in for_it) * count_effective(list(roots.values())) / len(roots)
    return found


def say_held(holder: str, words: Sequence[Word], share: float, agreed: bool, question: Question) -> str:
    strongest = next(status for status in SAID if any(word.control.status is status for word in words))
    by, own, others = SAID[strongest]
    name = question.name(holder)
    if agreed:
        return f"{by.format(name)} (agreed){show(share)}"
    blocs = question.blocs(holder)
    itself = [
        word
        for word in words
        if question.bodies.meet([word.root], [holder], question.on.isoformat()) or blocs & split_blocs(word.bloc)
    ]
    if itself:
        return own.format(name) + show(share)
    roots = list(dict.fromkeys(question.name(word.root) for word in words))
    return f"{join_words(roots)} {'says' if len(roots) == 1 else 'say'} that {others.format(name)}{show(share)}"


def in_part(holder: str, words: Sequence[Word], question: Question) -> str:
    """Whose word makes the hold less than whole: roots not of the holder's side that call it partly or contested."""
    sides = sides_of(holder, question.blocs(holder))
    doubting = [
        question.name(word.root)
        for word in words
        if word.control.actor == holder
        and word.control.status in (Status.PARTLY, Status.CONTESTED)
        and question.sides_of(word).isdisjoint(sides)
    ]
    return f", in part on {join_words(list(dict.fromkeys(doubting)))}'s word" if doubting else ""


def show(share: float, bar: float | None = None) -> str:
    """A share in two decimals; with a third where rounding would lift it over a bar that it does not reach."""
    rounded = f"{share:.2f}"
    if rounded == "1.00":
        return ""
    text = f" {rounded.removeprefix('0')}"
    if bar is not None and share < bar <= float(rounded):
        text += f" ({share:.3f}, under the bar)".replace("(0", "(")
    return text
