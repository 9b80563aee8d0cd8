"""How firmly the clause itself puts a proposition: polarity, modality and mood, by the parse, never by a window of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from sayso.extract.scopes import FINITE, VERBAL, Scopes, by_scope, first_of, is_condition, negation, own_rows
from sayso.model import Act, Modality, Mood, Polarity
from sayso.pack import Hedge, Pack

ORDER = [Modality.CERTAIN, Modality.PROBABLE, Modality.POSSIBLE, Modality.UNKNOWN]
# "the X-held town" stays held whatever the sentence denies or hopes of it.
PRESUPPOSED = {"amod", "compound", "nmod"}
# Clauses that stand for themselves, whatever is said around them.
APART = {"relcl", "parataxis", "appos", "acl"}
# Words by which the clause above goes on saying the same of what hangs below: "is unable to", "is a plan to".
PREDICATE = {"acomp", "attr", "oprd"}
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


def unsigned(hedges: Iterable[Hedge]) -> Iterator[Hedge]:
    """What a clause lends to what stands beside its deed: its mood and doubt, not its "not"."""
    return (replace(hedge, polarity="") for hedge in hedges if hedge.mood or hedge.modality)


def clause_firmness(head: Token, pack: Pack, cues: frozenset[int]) -> Firmness:
    """Polarity, modality and mood of the predicate `head`; climbing stops at tokens in `cues`, the words of who says so."""
    if is_presupposed(head):
        return Firmness()
    scopes = by_scope(pack)
    risen = Risen(under(Firmness(), own_rows(head, scopes)), head.pos_ not in VERBAL, True)
    for node, link in climb(head, cues):
        risen = rise(risen, node, link, scopes)
        if risen.done:
            break
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
    bare = firmness.mood in {Mood.ACTUAL, Mood.EXPECTED} and head.tag_ == "VB" and is_bare(head)
    return replace(firmness, mood=Mood.INTENDED) if future or (bare and act in {Act.VOW, Act.ASK}) else firmness


def is_bare(head: Token) -> bool:
    """Without a modal or "do": "to leave", "(that they) leave"; what is joined to such a verb is as bare."""
    return not any(c.dep_ == "aux" and c.tag_ != "TO" for c in head.children)


def is_presupposed(head: Token) -> bool:
    """Whether the words only describe a noun: "the X-held town", "the mill, under X control"."""
    beneath = head.dep_ == "pobj" and head.head.lower_ in {"under", "in"} and head.head.head.pos_ not in VERBAL
    return head.dep_ in PRESUPPOSED or beneath


def climb(head: Token, cues: frozenset[int]) -> Iterator[tuple[Token, Token]]:
    """(governor, dependent) pairs that have scope over the predicate, innermost first; what is joined hangs where it hangs."""
    token = head
    while token.head != token and token.head.i not in cues:
        above = token.head
        if token.dep_ in APART and not is_purpose(token) and not is_noun_clause(token):
            return
        if token.dep_ == "ccomp" and token.i < above.i and any(c.lower_ == ";" for c in above.children):
            return
        if token.dep_ != "conj":
            yield above, token
        token = above


def is_purpose(token: Token) -> bool:
    return token.dep_ in {"advcl", "xcomp", "acl", "relcl"} and has_to(token)


def has_to(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def is_noun_clause(token: Token) -> bool:
    """ "the hope that the road holds": what the noun says, not what describes it."""
    return token.dep_ == "acl" and any(c.dep_ == "mark" for c in token.children)


def is_finite(token: Token) -> bool:
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    return token.tag_ in FINITE or any(c.tag_ in {*FINITE, "MD"} for c in auxiliaries)


def rise(risen: Risen, node: Token, link: Token, scopes: Scopes) -> Risen:
    if link.dep_ == "advcl":
        return replace(risen, firmness=beside(risen.firmness, node, link, scopes), done=True)
    if link.dep_ in {"pobj", "pcomp"}:
        row = first_of(scopes["prep"], prepositions(node))
        return replace(risen, firmness=apply(risen.firmness, row)) if row is not None else risen
    if link.dep_ in PREDICATE and not (risen.named and link.dep_ == "attr" and not risen.tied):
        rows = own_rows(node, scopes, link)
        return replace(risen, firmness=under(risen.firmness, unsigned(rows) if risen.denied else rows), denied=False)
    if link.pos_ in VERBAL and link.dep_ in {"xcomp", "ccomp", "acl", "relcl", "csubj"}:
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
    row = first_of(scopes["until"], marks)
    if row is not None and link.tag_ in {"VBP", "VBZ", "VB"}:
        return apply(firmness, row)
    open_ended = not is_finite(link) or (first_of(scopes["time"], marks) is not None and link.tag_ in {"VBP", "VBZ", "VB"})
    return under(firmness, unsigned(own_rows(node, scopes))) if open_ended and not is_condition(link, scopes) else firmness


def prepositions(node: Token) -> Iterator[str]:
    """ "without", and with what stands before it: "instead of", "far from", "in the event of"."""
    above = node.head
    if above.pos_ in {"ADP", "NOUN"} and above.head.pos_ == "ADP":
        yield " ".join(t.lower_ for t in node.doc[above.head.i : node.i + 1])
    if node.i:
        yield f"{node.nbor(-1).lower_} {node.lower_}"
    yield node.lower_


def under_clause(risen: Risen, node: Token, link: Token, scopes: Scopes) -> Risen:
    """A clause that a word governs: "failed to", "plans to", "let them", "it is false that", "made sure that"."""
    # "At no time has the post been left": the parser may take the perfect apart.
    firmness, finite = risen.firmness, is_finite(link) and not (node.lemma_ == "have" and link.tag_ == "VBN")
    named = predicate_of(node, link)
    row, negated = governor_row(named, link, scopes, "clause" if finite and named.pos_ in VERBAL else "governor")
    if finite and row is None:
        # A whole clause under a word of no row stands for itself ("the fact that"), but under a doubt of its own clause.
        return replace(risen, done=True)
    if row is None and (has_to(link) or (link.tag_ == "VB" and link.dep_ == "ccomp")):
        degree = next((scopes["degree"][c.lower_] for c in named.children if c.lower_ in scopes["degree"]), None)
        row = degree or ranked(named, scopes) or scopes["purpose"]["to"]
    if row is not None:
        firmness = apply(firmness, row)
    outer = own_rows(node, scopes, link)
    if named != node:
        outer = iter([*outer, *own_rows(named, scopes, link)])
    firmness = under(firmness, unsigned(outer) if negated else outer)
    return Risen(firmness, False, True, finite and named.pos_ in VERBAL, negated and node.dep_ in PREDICATE)


def predicate_of(node: Token, link: Token) -> Token:
    """The word that governs: the adjective or noun of "is false that", "has no doubt that", else the verb itself."""
    if node.lemma_ != "be":
        return node
    said = [c for c in node.children if c.dep_ in PREDICATE and c.pos_ in {"ADJ", "NOUN"} and c != link]
    return said[0] if said else node


def ranked(node: Token, scopes: Scopes) -> Hedge | None:
    """ "the first man to enter" did."""
    return first_of(scopes["ranked"], [node.lower_, *(c.lower_ for c in node.children if c.dep_ in {"amod", "det"})])


def governor_row(node: Token, link: Token, scopes: Scopes, scope: str) -> tuple[Hedge | None, bool]:
    """The row of a governing word, with its particle or complement if the packs have it so, and whether "not" is in it.

    "Had to" is not "has to", and "was able" not "is able": a row may stand under the form of the verb.
    """
    lemma, form = node.lemma_.casefold(), node.lower_
    phrases = [f"{lemma} {c.lower_}" for c in node.children if c.dep_ in {"prt", "advmod", "prep", "dobj", "acomp", "oprd"}]
    phrases += [f"{form} to", f"{lemma} to"] if has_to(link) else []
    phrases += [f"{node.head.lower_} {lemma}"] if node.dep_ in PREDICATE else []
    phrases += [form, lemma]
    denied = negation(node, scopes) is not None or (node.dep_ in PREDICATE and negation(node.head, scopes, node) is not None)
    if denied:
        found = first_of(scopes[scope], (f"not {words}" for words in phrases))
        if found is not None:
            return found, True
    return first_of(scopes[scope], phrases), False


def under_noun(risen: Risen, node: Token, link: Token, scopes: Scopes) -> Risen:
    """A deed named by a noun: "expects the capture", "the advance failed", "fears of an attack", "launched a push"."""
    firmness = risen.firmness
    row, negated = governor_row(node, link, scopes, "governor")
    if node.pos_ not in VERBAL:
        if row is None:
            return replace(risen, tied=False)
        none = negation(node, scopes) if not negated else None
        return replace(risen, firmness=under(firmness, [row, *([none] if none is not None else [])]), tied=True)
    told = row is not None and (row.polarity or row.modality or (row.mood and link.dep_ != "nsubj"))
    # "Refrained from attacks"; but "was suspended after the attack" says nothing of it.
    told = told and (link.dep_ != "prep" or link.lower_ in scopes["tie"])
    light = node.lemma_.casefold() in scopes["light"] or node.lemma_ == "be"
    if row is not None and told:
        firmness = apply(firmness, row)
        outer = own_rows(node, scopes, link)
        return Risen(under(firmness, unsigned(outer) if negated else outer), False, True, done=not is_subject(link))
    if link.dep_ == "nsubj" and (verdict := verdict_of(node, scopes)) is not None:
        # Who calls "the reported loss" a fable has no doubt left.
        judged = apply(replace(firmness, modality=Modality.CERTAIN), verdict)
        return Risen(under(judged, own_rows(node, scopes, link)), False, False, done=True)
    if light or (is_subject(link) and not is_definite(link, scopes)) or (risen.tied and not risen.named):
        return Risen(under(firmness, own_rows(node, scopes, link)), False, True)
    if not is_definite(link, scopes):
        # "may lead to clashes"; but "will punish the attack" speaks of one that has been.
        firmness = under(firmness, unsigned(own_rows(node, scopes, link)))
    return Risen(firmness, False, False, done=True)


def is_subject(link: Token) -> bool:
    return link.dep_ in {"nsubj", "nsubjpass"}


def is_definite(link: Token, scopes: Scopes) -> bool:
    noun = next((c for c in link.children if c.dep_ == "pobj"), link) if link.dep_ == "prep" else link
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in scopes["indefinite"]) for c in noun.children)


def verdict_of(verb: Token, scopes: Scopes) -> Hedge | None:
    """ "the reported loss was a fable": the row of the noun or adjective that passes judgement."""
    said = (c for c in verb.children if c.dep_ in PREDICATE)
    return next((scopes["verdict"][c.lemma_.casefold()] for c in said if c.lemma_.casefold() in scopes["verdict"]), None)
