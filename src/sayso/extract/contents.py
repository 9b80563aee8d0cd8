"""What is said: the words that a reporting word covers, by what its row says that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.cues import Rows, is_at_number, verb_row
from sayso.extract.quotes import Stretch, going_on, inside, is_quoted, is_spoken
from sayso.extract.sources import is_hearer, is_infinitive
from sayso.extract.tree import Token
from sayso.extract.voice import is_bare_participle, is_passive
from sayso.pack import Cue

CLAUSE, OBJECT, INFINITIVE, MORE, QUOTE, WHOLE = "t", "o", "i", "s", "q", "w"
# What an outlet passes on with "as": "as the council feared" tells that it came true.
VOUCHED = {"assert", "confirm"}
# What belongs to the object of "called it a lie", "accused them of shelling the town", "described it as lost".
PREDICATIVE = {"as", "of", "for", "to"}
# How many tokens after the verb its preposition may stand.
BESIDE = 3
# A sentence as short as this may be no more than the name of who spoke the quote before it.
TAG = 14


@dataclass(frozen=True, slots=True)
class Content:
    """Half-open stretches of the paragraph that are said, and the preposition that ties them to the cue if one does."""

    stretches: tuple[Stretch, ...]
    tie: Token | None = None


def subtree(token: Token) -> Stretch:
    return token.left_edge.idx, token.right_edge.idx + len(token.right_edge.text)


def without(stretches: Iterable[Stretch], cut: Stretch) -> Iterator[Stretch]:
    """The stretches less what they share with `cut`."""
    for start, end in stretches:
        yield from ((a, b) for a, b in ((start, min(end, cut[0])), (max(start, cut[1]), end)) if a < b)


def within(stretches: Iterable[Stretch], bounds: Stretch) -> Iterator[Stretch]:
    """What the stretches share with `bounds`."""
    for start, end in stretches:
        if max(start, bounds[0]) < min(end, bounds[1]):
            yield max(start, bounds[0]), min(end, bounds[1])


def tidy(stretch: Stretch, text: str) -> Stretch:
    """Without the blanks and marks at its edges; quote marks, signs of money and shares stay."""
    start, end = stretch
    while start < end and not (text[start].isalnum() or text[start] in "\"'($"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "\"')%"):
        end -= 1
    return start, end


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """In text order, those that touch made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def of_verb(verb: Token, row: Cue) -> Content:
    """What the parse hangs on the verb, or what it is hung on ("..., the command said"); empty if neither."""
    takes = frozenset(row.takes.split("|"))
    if CLAUSE in takes:
        clauses = [c for c in verb.children if c.dep_ == "ccomp" or (c.dep_ == "parataxis" and c.i < verb.i)]
        # "bet a dinner that", "notes with concern that": the parser may hang the clause on the noun between.
        with_it = (o for c in verb.rights if c.dep_ == "prep" and c.lower_ == "with" for o in c.rights if o.dep_ == "pobj")
        between = [*(c for c in verb.rights if c.dep_ in {"dobj", "dative"}), *with_it]
        clauses = clauses or [c for thing in between for c in thing.rights if is_that(c)]
        if OBJECT not in takes:
            # A headline's "says nine civilians killed" leaves out that they were.
            done = [c for c in verb.rights if c.dep_ == "dobj" and any(d.dep_ == "acl" and d.tag_ == "VBN" for d in c.rights)]
            clauses = clauses or done
        if any(c.i > verb.i for c in clauses):
            # "X says it is shut, Y says it is open": what the other says stands before.
            clauses = [c for c in clauses if c.i > verb.i or not any(inner.dep_ == "ccomp" for inner in c.children)]
        clauses = clauses or (late_clauses(verb) if OBJECT not in takes or not has_object(verb) else [])
        if clauses:
            said = list(map(subtree, [*clauses, *goes_on(verb, clauses)]))
            for beside in (c for clause in clauses if is_bare_participle(clause) for c in clause.rights if is_as_clause(c)):
                # "Army declares X taken as rebels flee": the flight is told beside it.
                said = list(without(said, subtree(beside)))
            return Content(tuple(said))
        if verb.nbor(min(1, len(verb.doc) - 1 - verb.i)).dep_ == "intj":
            return Content((subtree(verb.nbor()),))
        if is_aside(verb):
            return Content(tuple(without([subtree(verb.head)], subtree(verb))))
        colon = verb.nbor(min(1, len(verb.doc) - 1 - verb.i))
        if colon.text == ":" and colon.i + 1 < len(verb.doc) and any(c.dep_ == "nsubj" for c in verb.lefts):
            return Content(((colon.idx + 1, colon.nbor().sent.end_char),))
        if is_turned(verb):
            return Content(((verb.sent.start_char, verb.nbor(-1).idx),))
        if row.act in VOUCHED and row.modality == "certain" and is_as_told(verb):
            return Content(tuple(without([subtree(verb.head)], subtree(verb))))
    # "Wants the corps to leave" has its clause as "wants to leave" has.
    clauses = [c for c in verb.children if c.dep_ == "xcomp" or (c.dep_ == "ccomp" and c.i > verb.i and is_infinitive(c))]
    clause = next(iter(clauses), None)
    to = clause is not None and is_infinitive(clause)
    if clause is not None and INFINITIVE in takes and to:
        return Content((subtree(clause),))
    if (wanted := wanted_of(verb, takes)) is not None:
        return wanted
    tie = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in takes and 0 < c.i - verb.i <= BESIDE), None)
    if tie is not None:
        return Content(tuple(map(subtree, behind_tie(verb, tie))), tie)
    if OBJECT in takes:
        things = [c for c in verb.children if c.dep_ in ({"nsubjpass", "csubjpass"} if is_passive(verb) else {"dobj", "obj"})]
        things = things or [c for c in verb.children if c.dep_ == "ccomp" and MORE in takes]
        if not things and is_of_noun(verb):
            return Content((before_clause(verb.head, verb),))
        if not things and clause is not None and clause.tag_ == "VBG":
            # "Opposed leaving the mill".
            return Content((subtree(clause),))
        if things:
            own = with_predicate(verb, things[0]) if MORE in takes else subtree(things[0])
            # "Doubts it: the gate is open" gives the reason, and doubts no gate.
            return Content((own, *(spelt_out(verb) if things[0].tag_ != "PRP" else ())))
    if clause is not None and CLAUSE in takes and clause.tag_ == "VBG":
        return Content((subtree(clause),))
    return Content(tuple(behind(verb)) if WHOLE in takes else ())


def late_clauses(verb: Token) -> list[Token]:
    """ "Disclosed for the first time that the mill was lost": the parser may hang the clause on the time."""
    nouns = (o for c in verb.rights if c.dep_ == "prep" for o in c.rights if o.dep_ == "pobj")
    return [c for noun in nouns for c in noun.rights if is_that(c)][:1]


def has_object(verb: Token) -> bool:
    return any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children)


def wanted_of(verb: Token, takes: frozenset[str]) -> Content | None:
    """ "Called for the militia to leave": whom it is to be done by and what, which are one clause to the parser."""
    for clause in (c for c in verb.rights if c.dep_ in {"advcl", "ccomp", "xcomp"} and is_infinitive(c)):
        tie = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in takes and 0 < c.i - verb.i <= BESIDE), None)
        if tie is not None and any(c.dep_ == "nsubj" for c in clause.lefts):
            return Content(tuple(without([subtree(clause)], subtree(tie))), tie)
    return None


def behind_tie(verb: Token, tie: Token) -> list[Token]:
    """ "Spoke of shelling and of raids", "called on the corps to leave", which may be a clause to the parser."""
    again = (
        t for t in verb.subtree if t.i > tie.i and t.lower_ == tie.lower_ and t.tag_ == tie.tag_ and t.nbor(-1).dep_ == "cc"
    )
    ties = [tie, *(t for t in again if t.dep_ in {"prep", "conj"})]
    things = [next((c for c in each.children if c.dep_ in {"pobj", "pcomp"}), None) for each in ties]
    # "Scoffed at talk that X fell": the parser may hang the clause on the verb.
    late = [c for c in verb.rights if c.dep_ == "ccomp" and c.i > tie.i and is_that(c)]
    return [c for c in (*things, *late) if c is not None] or [
        c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and c.i > tie.i
    ]


def behind(verb: Token) -> Iterator[Stretch]:
    """ "Says the same", "the movement that is sweeping the valley appeals to them": all of a clause not seen as one.

    "A finish that he said beat all hopes": that it did so is what he said.
    """
    thing = next((c for c in verb.children if c.dep_ == "dobj" and not is_hearer(c)), None)
    rest = [c for c in verb.rights if c.dep_ in {"dobj", "advcl", "prep"}]
    if thing is None or not rest or (thing.i > verb.i and thing.left_edge.i == thing.right_edge.i):
        return
    if thing.tag_ == "WDT":
        yield subtree(thing)
    yield rest[0].left_edge.idx, subtree(rest[-1])[1]


def spelt_out(verb: Token) -> Iterator[Stretch]:
    """ "Confirmed a loss: nine men were killed": what stands behind the colon is the thing, and heads the sentence."""
    clause = verb.head
    if verb.dep_ in {"ccomp", "parataxis"} and clause.i > verb.i:
        colon = next((c for c in clause.children if c.text == ":" and verb.i < c.i < clause.i), None)
        if colon is not None:
            yield colon.idx + 1, subtree(clause)[1]


def is_turned(verb: Token) -> bool:
    """ "Corps advancing on Sarn, says border source": of two subjects the one behind speaks of what stands before."""
    last = verb.sent.end - 1
    closing = (c for c in verb.rights if c.dep_ == "nsubj" and c.right_edge.i >= last - 1)
    return any(closing) and any(c.dep_ == "nsubj" for c in verb.lefts) and verb.nbor(-1).text == ","


def is_of_noun(verb: Token) -> bool:
    """ "The truce the army rejected", "a strike reported by the council": what is said stands before its clause."""
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)
    own = [c for c in verb.children if c.dep_ in {"nsubj", "dobj", "nsubjpass"}]
    return verb.dep_ == "relcl" and len(own) == 1 and own[0].dep_ == "nsubj" and own[0].tag_ not in {"WP", "WDT"}


def before_clause(noun: Token, verb: Token) -> Stretch:
    """A noun with the words before it and those between it and the clause that `verb` heads."""
    last = verb.left_edge.nbor(-1) if verb.left_edge.i > noun.i else noun
    return noun.left_edge.idx, last.idx + len(last.text)


def goes_on(verb: Token, clauses: Sequence[Token]) -> Iterator[Token]:
    """ "The gate is shut, the council said, and has been since noon": the gate has, not the council."""
    if all(clause.i < verb.i for clause in clauses):
        for child in verb.rights:
            own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
            helped = any(c.dep_ in {"aux", "auxpass"} for c in child.children)
            if child.dep_ == "conj" and helped and not own:
                yield child


def is_as_clause(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)


def is_as_told(verb: Token) -> bool:
    """ "As the council said, the road is cut", "as was announced by the council": the clause above is what is said."""
    if not is_as_clause(verb):
        return False
    kinds = {c.dep_ for c in verb.children if not (c.dep_ == "dobj" and is_hearer(c))}
    return bool(kinds & {"nsubj", "agent"}) and not kinds & {"ccomp", "xcomp", "dobj", "nsubjpass", "prt"}


def is_that(clause: Token) -> bool:
    """A clause under "that" as a conjunction, not as a pronoun."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return clause.dep_ in {"acl", "relcl", "ccomp"} and marked


def is_aside(verb: Token) -> bool:
    """ "..., the command said, ...": the verb hangs on what is said and has nothing else that could be it."""
    own = any(c.dep_ in {"dobj", "obj", "xcomp"} and not (c.dep_ == "dobj" and is_hearer(c)) for c in verb.children)
    hung = verb.dep_ in {"parataxis", "ccomp"} and verb.head != verb and not own
    # "He hadn't thought" behind "she said" is what was said; a speaker has a mark before him.
    first = verb.left_edge
    return hung and (verb.i < verb.head.i or first.is_punct or first.i == verb.sent.start or first.nbor(-1).is_punct)


def with_predicate(verb: Token, thing: Token) -> Stretch:
    start, end = subtree(thing)
    for child in verb.rights:
        predicate = child.dep_ in {"oprd", "xcomp", "ccomp"} or (child.dep_ == "prep" and child.lower_ in PREDICATIVE)
        predicate = predicate or is_at_number(child)
        if child.i > thing.i and predicate:
            end = max(end, subtree(child)[1])
    return start, end


def quotes_of(verb: Token, quotes: Sequence[Stretch], rows: Rows) -> list[Stretch]:
    """The quotes in a verb's sentence that no other verb of saying is nearer to, and those that go on after them.

    A short sentence without a quote may name who spoke the quote before it.
    """
    text, sentence = verb.doc.text, (verb.sent.start_char, verb.sent.end_char)
    spoken = [q for q in quotes if is_spoken(q, text)]
    here = [q for q in spoken if q[0] < sentence[1] and sentence[0] < q[1]]
    verbs = [t for t in verb.sent if takes_quote(t, rows) and not is_quoted(t, quotes)]
    mine = [q for q in here if min(verbs, key=lambda t: gap(t, q), default=None) == verb and is_takeable(verb, q, rows)]
    # "So it went on for an hour" names nobody.
    named = not any(c.dep_ in {"ccomp", "dobj"} or (c.dep_ == "nsubj" and c.lower_ == "it") for c in verb.children)
    if not here and len(verb.sent) <= TAG and named:
        mine = [q for q in spoken if q[1] <= sentence[0] and not text[q[1] : sentence[0]].strip(" ,.\"'")][-1:]
        mine = [q for q in mine if is_takeable(verb, q, rows)]
    if not here and not mine and verbs and is_over(verb, verbs):
        # "The driver told how they fled. "We had no boat." ": a quote of its own goes on with who spoke before it.
        mine = [q for q in spoken if q[0] >= sentence[1] - 1 and not text[sentence[1] : q[0]].strip(" \"'\u00a0")][:1]
        mine = [q for q in mine if is_whole(q, text) and is_takeable(verb, q, rows)]
    if not mine:
        return []
    return [*mine, *going_on(quotes, max(sentence[1] - 1, *(q[1] for q in mine)), text)]


def is_over(verb: Token, others: Sequence[Token]) -> bool:
    """Whether none of the others speaks above it: of "he told how they said it", the telling."""
    return verb in others and not any(other in verb.ancestors for other in others)


def is_whole(quote: Stretch, text: str) -> bool:
    """Whether a quote is a sentence or more, with nothing behind its marks that may say whose it is."""
    words = text[slice(*quote)].strip()
    return words[:1].isupper() and words.endswith((".", "!", "?", "'"))


def takes_quote(token: Token, rows: Rows) -> bool:
    row = verb_row(token, rows) if token.pos_ == "VERB" else None
    return row is not None and bool({CLAUSE, QUOTE}.intersection(row.takes.split("|")))


def is_takeable(verb: Token, quote: Stretch, rows: Rows) -> bool:
    """Whether a verb that is one of saying only beside a quote ("he continued") has nothing between itself and this one."""
    row = verb_row(verb, rows)
    if row is None or CLAUSE in row.takes.split("|"):
        return True
    own = [verb, *(c for c in verb.children if c.dep_ in {"nsubj", "prt", "advmod"})]
    first, last = min(c.left_edge.idx for c in own), max(subtree(c)[1] if c != verb else c.idx + len(c.text) for c in own)
    between = verb.doc.text[last : quote[0]] if last <= quote[0] else verb.doc.text[quote[1] : first]
    return not any(mark.isalnum() for mark in between)


def gap(token: Token, quote: Stretch) -> int:
    return 0 if inside(token, quote) else min(abs(token.idx - quote[1]), abs(token.idx - quote[0]))
