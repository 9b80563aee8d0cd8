"""How firmly the clause itself puts a proposition: polarity, modality and mood, by the parse, never by a window of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sayso.extract.clauses import (
    cleft_over,
    has_object,
    has_to,
    head_clause,
    is_bare,
    is_definite,
    is_finite,
    is_noun_clause,
    is_past,
    is_purpose,
    is_subject,
)
from sayso.extract.cues import is_words_own, rows_by_pattern
from sayso.extract.governors import (
    aim_of,
    governor_row,
    is_governed,
    is_lost,
    is_of_subject,
    never_came,
    outlook_of,
    predicate_of,
    prepositions,
    ranked,
    verdict_of,
)
from sayso.extract.scopes import PREDICATE, VERBAL, Scopes, by_scope, first_of, is_condition, negation, own_rows
from sayso.extract.tree import Token
from sayso.model import Act, Modality, Mood, Polarity
from sayso.pack import Hedge, Pack

ORDER = [Modality.CERTAIN, Modality.PROBABLE, Modality.POSSIBLE, Modality.UNKNOWN]
# "the X-held town" stays held whatever the sentence denies or hopes of it.
PRESUPPOSED = {"amod", "compound", "nmod"}
# Kinds that a relative clause gives as known, in whatever is said of the thing.
STATES = ("control.hold", "control.besiege")
# Clauses that stand for themselves, whatever is said around them.
APART = {"relcl", "parataxis", "appos", "acl"}
NOMINAL = {"dobj", "pobj", "prep", "nsubj", "nsubjpass", "agent", *PREDICATE}


@dataclass(frozen=True, slots=True)
class Firmness:
    """`rows` are the hedges that made it so, innermost first; two are equal however they came about."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.CERTAIN
    mood: Mood = Mood.ACTUAL
    rows: tuple[Hedge, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Risen:
    """The firmness so far on the way up, and what is known of the way.

    `named`: still inside the noun that names the deed; `tied`: what is said of the word below is said of the deed;
    `denied`: the "not" of the clause above has been read with the word below ("not likely").
    """

    firmness: Firmness
    named: bool
    tied: bool
    done: bool = False
    denied: bool = False


def weaker(left: Modality, right: Modality) -> Modality:
    return max(left, right, key=ORDER.index)


def flip(polarity: Polarity) -> Polarity:
    return Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE


def apply(firmness: Firmness, hedge: Hedge) -> Firmness:
    """The firmness under one more hedge; the outer word sets the mood unless an inner one already did."""
    if hedge.polarity == "-":
        firmness = replace(firmness, polarity=flip(firmness.polarity))
    if hedge.modality:
        firmness = replace(firmness, modality=weaker(firmness.modality, Modality(hedge.modality)))
    if hedge.mood and (firmness.mood is Mood.ACTUAL or hedge.mood == Mood.CONDITIONAL):
        firmness = replace(firmness, mood=Mood(hedge.mood))
    return replace(firmness, rows=(*firmness.rows, hedge))


def under(firmness: Firmness, hedges: Iterable[Hedge]) -> Firmness:
    for hedge in hedges:
        firmness = apply(firmness, hedge)
    return firmness


def put_under(firmness: Firmness, node: Token, row: Hedge | None, scopes: Scopes, fell: bool = False) -> tuple[Firmness, bool]:
    """The firmness under a governing word, and whether that word's "not" has been read with it.

    What was meant and came to nothing has not happened: "the attempt failed", "tried in vain"; what is "not abandoned" is
    meant still. `fell`: the word speaks of a noun, so it may itself say that this came to nothing ("collapsed").
    """
    lost = is_lost(node, scopes, fell)
    if row is not None and row.polarity == "-" and firmness.mood is Mood.INTENDED:
        row, lost = None, True
    firmness = apply(firmness, row) if row is not None else firmness
    if not lost or firmness.mood is not Mood.INTENDED:
        return firmness, False
    if negation(node, scopes) is not None:
        return firmness, True
    return replace(firmness, polarity=flip(firmness.polarity), mood=Mood.ACTUAL), False


def unsigned(hedges: Iterable[Hedge]) -> Iterator[Hedge]:
    """What a clause lends to what stands beside its deed: its mood and doubt, not its "not"."""
    return (replace(hedge, polarity="") for hedge in hedges if hedge.mood or hedge.modality)


def clause_firmness(head: Token, pack: Pack, cues: frozenset[int]) -> Firmness:
    """Polarity, modality and mood of the predicate `head`; climbing stops at tokens in `cues`, the words of who says so."""
    if is_presupposed(head, pack):
        return Firmness()
    scopes = by_scope(pack)
    own = list(own_rows(head, scopes))
    # Whether it has happened is all that is asked, whatever comes of the asking.
    asked = is_finite(head) and any(row.scope == "asked" for row in own)
    risen = Risen(under(Firmness(), own), head.pos_ not in VERBAL, True, done=asked)
    for node, link in climb(head, cues):
        if risen.done:
            break
        risen = rise(risen, node, link, scopes)
    if not risen.done and any(is_condition_of(head, head.doc[at], scopes) for at in cues):
        return apply(risen.firmness, scopes["mark"]["if"])
    return risen.firmness


def is_condition_of(head: Token, cue: Token, scopes: Scopes) -> bool:
    """ "If they meet, an analyst said, it falls": the parser hangs the condition on the saying, the sense on what is said."""
    clauses = [c for c in cue.children if c.dep_ == "advcl" and c.i < min(cue.i, head.i)]
    return any(is_condition(c, scopes) for c in clauses)


def under_saying(firmness: Firmness, act: Act, head: Token) -> Firmness:
    """What is foretold is expected; what is vowed or asked for, as an infinitive or in the future, is meant."""
    if firmness.mood is Mood.ACTUAL and act is Act.PREDICT and head.tag_ != "VBN":
        return replace(firmness, mood=Mood.EXPECTED)
    future = firmness.mood is Mood.EXPECTED and act is Act.VOW
    top = head_clause(head)
    bare = firmness.mood in {Mood.ACTUAL, Mood.EXPECTED} and top.tag_ == "VB" and is_bare(top)
    return replace(firmness, mood=Mood.INTENDED) if future or (bare and act in {Act.VOW, Act.ASK}) else firmness


def is_presupposed(head: Token, pack: Pack) -> bool:
    """Whether the words only describe a noun: "the X-held town", "the mill, under X control"; not "no part in the raid"."""
    beneath = head.dep_ == "pobj" and head.head.lower_ in {"under", "in"} and head.head.head.pos_ not in VERBAL
    return head.dep_ in PRESUPPOSED or (beneath and head.head.head.lemma_.casefold() not in by_scope(pack)["governor"])


def is_described(head: Token, cue: Token, pack: Pack) -> bool:
    """Whether the predicate stands in a clause that describes a noun of what is said: "the town, which was taken in May"."""
    node = head
    while node.head != node and node != cue:
        # "I bet a dinner that they come": a clause with a mark is no relative one, whatever the parser calls it.
        relative = node.dep_ == "relcl" and is_finite(node) and not any(c.dep_ == "mark" for c in node.children)
        if relative and cleft_over(node) is None and node.head != cue and not is_words_own(node, rows_by_pattern(pack)):
            return any(above == cue for above in node.ancestors)
        node = node.head
    return False


def is_background(head: Token, cue: Token, pack: Pack) -> bool:
    """Whether a denial leaves the deed alone: "denied losing the mill amid its offensive", "... after it was shelled"."""
    scopes, node = by_scope(pack), head
    while node.head != node and node != cue:
        beside = node.dep_ == "prep" and node.head.pos_ in VERBAL and node.lower_ not in scopes["tie"]
        when = any(c.lower_ in scopes["time"] for c in node.children if c.dep_ in {"mark", "advmod"})
        if (beside or (node.dep_ == "advcl" and when and is_finite(node))) and node.head != cue:
            return True
        node = node.head
    return False


def is_standing(head: Token, kind: str, pack: Pack) -> bool:
    """Whether the words say how things stand with a place that something else is said of: "the X-held town"."""
    return kind.startswith("control") and (is_presupposed(head, pack) or (head.dep_ == "relcl" and kind.startswith(STATES)))


def climb(head: Token, cues: frozenset[int]) -> Iterator[tuple[Token, Token]]:
    """(governor, dependent) pairs that have scope over the predicate, innermost first; what is joined hangs where it hangs."""
    token = head
    while token.head != token and token.head.i not in cues:
        above = token.head
        if token.dep_ in APART and not is_purpose(token) and not is_noun_clause(token):
            if (main := cleft_over(token)) is not None:
                yield main, token
            return
        if token.dep_ == "ccomp" and token.i < above.i and any(c.lower_ == ";" for c in above.children):
            return
        if token.dep_ != "conj":
            yield above, token
        token = above


def rise(risen: Risen, node: Token, link: Token, scopes: Scopes) -> Risen:
    if link.dep_ == "advcl" and not (is_purpose(link) and is_governed(link, node, scopes)):
        return replace(risen, firmness=beside(risen.firmness, node, link, scopes), done=True)
    if link.dep_ in {"pobj", "pcomp"}:
        row = first_of(scopes["prep"], prepositions(node))
        return replace(risen, firmness=apply(risen.firmness, row)) if row is not None else risen
    if link.dep_ in PREDICATE and not (risen.named and link.dep_ == "attr" and not risen.tied):
        aim = aim_of(node, scopes) if risen.named else None
        rows = iter([*([aim] if aim is not None else []), *own_rows(node, scopes, link)])
        return replace(risen, firmness=under(risen.firmness, unsigned(rows) if risen.denied else rows), denied=False)
    if link.pos_ in VERBAL and link.dep_ in {"xcomp", "ccomp", "acl", "relcl", "csubj", "advcl"}:
        return under_clause(risen, node, link, scopes)
    if link.dep_ in NOMINAL:
        return under_noun(risen, node, link, scopes)
    return risen


def beside(firmness: Firmness, node: Token, link: Token, scopes: Scopes) -> Firmness:
    """A clause of purpose, of time, of manner: what the main clause leaves open is open here too."""
    if is_purpose(link):
        degree = next((scopes["degree"][c.lower_] for c in node.children if c.lower_ in scopes["degree"]), None)
        return under(firmness, [degree or scopes["purpose"]["to"]])
    marks = [c.lower_ for c in link.children if c.dep_ in {"mark", "advmod"}]
    near = governor_row(predicate_of(node, link, scopes), link, scopes, "governor")[0] if "before" in marks else None
    row = near if near is not None and near.mood else first_of(scopes["until"], marks)
    present = is_present(link)
    if row is not None and present:
        return apply(firmness, row)
    if "before" in marks and (too_late := never_came(link, node, scopes)) is not None:
        return under(Firmness(), [too_late, *unsigned(own_rows(node, scopes))])
    open_ended = not is_finite(link) or (first_of(scopes["then"], marks) is not None and present)
    return under(firmness, unsigned(own_rows(node, scopes))) if open_ended and not is_condition(link, scopes) else firmness


def is_present(clause: Token) -> bool:
    """ "Until he leaves", "until it is taken"; "has been taken" is told as done."""
    first = next((c for c in clause.children if c.dep_ in {"aux", "auxpass"}), clause)
    return clause.tag_ == "VB" or (first.tag_ in {"VBP", "VBZ"} and (first == clause or first.lemma_ == "be"))


def under_clause(risen: Risen, node: Token, link: Token, scopes: Scopes) -> Risen:
    """A clause that a word governs: "failed to", "plans to", "let them", "it is false that", "made sure that"."""
    # "At no time has the post been left": the parser may take the perfect apart.
    if link.dep_ == "relcl" and cleft_over(link) == node:
        none = negation(node, scopes)
        return replace(risen, firmness=under(risen.firmness, [none] if none is not None else []), done=True)
    firmness, finite = risen.firmness, is_finite(link) and not (node.lemma_ == "have" and link.tag_ == "VBN")
    named = predicate_of(node, link, scopes)
    row, negated = governor_row(named, link, scopes, "clause" if finite and named.pos_ in VERBAL else "governor")
    if finite and row is None:
        # A whole clause under a word of no row stands for itself ("the fact that"), but under a doubt of its own clause.
        return replace(risen, done=True)
    if row is not None and row.mood == Mood.EXPECTED and is_past(link):
        # "A chance that it will fall" is to come, "a chance that it fell" is a doubt.
        row = replace(row, mood="")
    if row is None and (has_to(link) or (link.tag_ == "VB" and link.dep_ == "ccomp")):
        degree = next((scopes["degree"][c.lower_] for c in named.children if c.lower_ in scopes["degree"]), None)
        row = degree or ranked(named, scopes) or scopes["purpose"]["to"]
    firmness, read = put_under(firmness, named, row, scopes)
    negated = negated or read
    outer = own_rows(node, scopes, link)
    if named != node:
        outer = iter([*outer, *own_rows(named, scopes, link)])
    firmness = under(firmness, unsigned(outer) if negated else outer)
    return Risen(firmness, False, True, finite and named.pos_ in VERBAL, negated and node.dep_ in PREDICATE)


def is_carried(risen: Risen, node: Token, link: Token, scopes: Scopes) -> bool:
    """ "Launched a raid", "was in control"; but "gave no details of the raid", "made no gains after the raid" deny no raid."""
    other = any(c.dep_ == "dobj" and governor_row(c, link, scopes, "governor")[0] is None for c in node.children)
    beside = link.dep_ == "prep" and (other or link.lower_ not in scopes["tie"])
    return node.lemma_ == "be" or (node.lemma_.casefold() in scopes["light"] and risen.tied and not beside)


def under_noun(risen: Risen, node: Token, link: Token, scopes: Scopes) -> Risen:
    """A deed named by a noun: "expects the capture", "the advance failed", "fears of an attack", "launched a push"."""
    firmness = risen.firmness
    row, negated = governor_row(node, link, scopes, "governor")
    if node.pos_ not in VERBAL:
        if row is None or (link.dep_ == "prep" and link.lower_ not in scopes["tie"]):
            # "A wave of attacks" may be foiled; who is barred "for the attack" leaves it as it is.
            return replace(risen, tied=False, named=risen.named and (link.dep_ != "prep" or link.lower_ == "of"))
        firmness, read = put_under(firmness, node, row, scopes)
        none = negation(node, scopes) if not (negated or read) else None
        return replace(risen, firmness=under(firmness, [none] if none is not None else []), tied=True)
    firmness, read = put_under(firmness, node, None, scopes, fell=True)
    told = row is not None and (row.polarity or row.modality or (row.mood and is_of_subject(row, node, link)))
    # "Refrained from attacks"; but "was suspended after the attack" says nothing of it.
    told = told and (link.dep_ != "prep" or link.lower_ in scopes["tie"]) and (risen.tied or risen.named)
    # "The attack prevented a talk" has been; "the attack failed" has not.
    told = told and not (row is not None and row.polarity and link.dep_ == "nsubj" and has_object(node))
    light = is_carried(risen, node, link, scopes)
    if row is not None and told:
        firmness, held = put_under(firmness, node, row, scopes)
        negated = negated or read or held
        outer = own_rows(node, scopes, link)
        return Risen(under(firmness, unsigned(outer) if negated else outer), False, True, done=not is_subject(link))
    if link.dep_ == "nsubj" and (verdict := verdict_of(node, scopes)) is not None:
        # Who calls "the reported loss" a fable has no doubt left.
        judged = apply(replace(firmness, modality=Modality.CERTAIN), verdict)
        return Risen(under(judged, own_rows(node, scopes, link)), False, False, done=True)
    if link.dep_ == "nsubj" and (outlook := outlook_of(node, scopes)) is not None:
        firmness = apply(firmness, outlook)
    if not (risen.tied or risen.named):
        return replace(risen, firmness=under(firmness, unsigned(own_rows(node, scopes, link))), done=True)
    if light or (is_subject(link) and not is_definite(link, scopes)) or (risen.tied and not risen.named):
        outer = own_rows(node, scopes, link)
        if is_past(node) and negation(node, scopes) is not None and firmness.mood is not Mood.CONDITIONAL:
            # "The expected attack did not come": no more is expected of it.
            firmness = replace(firmness, mood=Mood.ACTUAL)
        return Risen(under(firmness, unsigned(outer) if read else outer), False, True)
    if not is_definite(link, scopes):
        # "may lead to clashes"; but "will punish the attack" speaks of one that has been.
        firmness = under(firmness, unsigned(own_rows(node, scopes, link)))
    return Risen(firmness, False, False, done=True)
