"""Which propositions of a paragraph are one claim: what only fills another, and what only says what is asked or promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.extract.accused import lays_to
from sayso.extract.lexicon import Lexicon
from sayso.extract.propositions import Proposition
from sayso.extract.tree import Token

DOERS = {"actor", "instrument"}
# What a deed did to people, things and roads is a claim beside the deed.
EFFECTS = {"harm", "destroy", "displace", "route"}
# What is condemned or welcomed is a claim beside the word on it.
JUDGED = "stance"
BLOW = "strike"
# Acts of speech, which take in what they ask, refuse or promise.
SPOKEN = {"demand", "refuse", "threaten", "agree", "talk", "release"}
# To speak of a deed is no claim beside the deed: the chain has who says it.
TELLING = ("statement",)
# How the parser hangs what is asked for on the word that asks.
CONTENT = {"xcomp", "ccomp", "dobj", "obj", "prep", "pobj", "pcomp", "dative", "acl", "oprd", "attr", "agent"}
# "The X-held town": what is taken for granted is no content.
GRANTED = {"adj", "epithet"}


def root_of(proposition: Proposition) -> str:
    return proposition.frame.kind.split(".")[0]


def without_accusations(found: Sequence[Proposition], lex: Lexicon) -> list[Proposition]:
    """The propositions without "accused X of shelling Y" itself: it is the shelling, on the accuser's word."""
    charges = [p for p in found if p.frame.kind.startswith("stance")]
    laid = [p for p in charges if any(q.head != p.head and lays_to(p.head, q.head, lex) for q in found)]
    return [p for p in found if p not in laid]


def without_silence(found: Sequence[Proposition], lex: Lexicon) -> list[Proposition]:
    """The propositions without "refused to comment": that is a word on another claim, or none (doubts.py).

    Nor is it a deed to be allowed to speak, to have no means to check, or to agree before a colon.
    """
    found = [p for p in found if not any(c.dep_ == "xcomp" and is_silence(c, lex) for c in p.head.children)]
    return [p for p in found if not (is_leave(p, lex) or is_unable(p, lex) or is_heading(p) or is_uncounted(p, lex))]


def is_uncounted(harm: Proposition, lex: Lexicon) -> bool:
    """ "Made no count of the dead": nobody says that nobody died."""
    none = any(c.dep_ == "det" and c.lower_ == "no" for c in harm.head.lefts)
    return none and root_of(harm) == "harm" and lex.is_any(harm.head, ("toll", "figure"))


def is_leave(telling: Proposition, lex: Lexicon) -> bool:
    """ "Who had no leave to speak to the press": it says what sort of source that is."""
    return telling.frame.kind in TELLING and telling.head.dep_ in CONTENT and lex.is_class(telling.head.head, "leave")


def is_unable(having: Proposition, lex: Lexicon) -> bool:
    """ "Has no means to check the accounts": a word on them."""
    deeds = (d for c in (having.head, *having.head.children) for d in c.rights if d.dep_ in {"acl", "relcl", "xcomp", "advcl"})
    return having.frame.kind == "capability" and any(d.lemma_.casefold() in lex.checking for d in deeds)


def is_heading(word: Proposition) -> bool:
    """ "Monitor agrees: X has fallen": what stands behind the colon is what it says."""
    doc, at = word.head.doc, word.head.i + 1
    return root_of(word) in SPOKEN and word.head.pos_ == "VERB" and at < len(doc) and doc[at].text == ":"


def is_silence(verb: Token, lex: Lexicon) -> bool:
    """Who refuses to answer a demand or a request refuses that; to a request for comment he only says nothing."""
    asked = [o for c in verb.children if c.dep_ == "prep" and c.lower_ == "to" for o in c.children if lex.is_class(o, "call")]
    said = any(c.dep_ == "prep" and c.lower_ == "for" for one in asked for c in one.children)
    return verb.lemma_.casefold() in lex.silent and (not asked or said)


def with_objects(found: Sequence[Proposition]) -> list[Proposition]:
    """ "Claimed the capture of X" is the capture, by who claims it: verb and object that name one deed are one."""
    carried = {p.head: q for p in found for q in found if p.frame.kind == q.frame.kind and is_object(q.head, p)}
    doers = {q.head: p for p in found if (q := carried.get(p.head)) is not None}
    kept = []
    for p in found:
        if p.head in doers and all(role != "actor" for role, _ in p.fillers):
            p = replace(p, fillers=(*p.fillers, *(pair for pair in doers[p.head].fillers if pair[0] == "actor")))
        if p.head not in carried:
            kept.append(p)
    return kept


def is_object(noun: Token, verb: Proposition) -> bool:
    # "Forced thousands to flee": who is driven out and goes goes once.
    hung = {"dobj", "obj", "xcomp", "ccomp"} if root_of(verb) == "displace" else {"dobj", "obj"}
    return noun.head == verb.head and noun.dep_ in hung and noun not in verb.phrase


def without_parts(found: Sequence[Proposition]) -> list[Proposition]:
    """The propositions without those whose word fills a role or stands in the phrase of another."""
    found = [p for p in found if p.frame.kind not in TELLING or not (is_about(p, found) or is_of_number(p))]
    deeds = {p.head for p in found}
    # "There were clashes in X": the clashes are the deed, not that they are there.
    found = [
        p for p in found if p.frame.kind != "presence" or not deeds & {t for r, t in p.fillers if r in DOERS and t != p.head}
    ]
    found = list(apart_from(found))
    # "sent reinforcements to X" is one deployment, though "reinforcements to X" fills a frame by itself.
    inner = {token for p in found for token in p.phrase}
    for p in found:
        if root_of(p) == JUDGED:
            continue
        filling = {token for role, token in p.fillers if role in {"instrument", "target"} and token is not p.head}
        # "The raid killed nine" is a raid, and what it did.
        inner |= filling if root_of(p) not in EFFECTS else {t for t in filling if is_same(t, p, found)}
        # "A bomber blew up": the noun that names the deed, too, is who does it.
        inner |= {t for role, t in p.fillers if role == "actor" and t != p.head and is_kin(t, p, found)}
    return [p for p in found if p.head not in inner]


def apart_from(found: Sequence[Proposition]) -> Iterator[Proposition]:
    """ "Shells and air strikes hit X" is two deeds: each without what the other was done with."""
    blows = {p.head: p for p in found if p.frame.pattern == "noun" and p.frame.kind.startswith(BLOW)}
    for p in found:
        tools = {t for role, t in p.fillers if role == "instrument"}
        others = {t for t in tools if t != p.head and t in blows and t.conjuncts and blows[t].frame.kind != p.frame.kind}
        if others and p.frame.kind.startswith(BLOW):
            p = replace(p, fillers=tuple((role, t) for role, t in p.fillers if t not in others))
        yield p


def is_kin(token: Token, outer: Proposition, found: Iterable[Proposition]) -> bool:
    return any(p.head == token and p.frame.kind == outer.frame.kind for p in found)


def is_about(telling: Proposition, found: Iterable[Proposition]) -> bool:
    """Whether the propositions hold what a telling tells of."""
    return any(is_content(p.head, telling.head) and p.head not in telling.phrase for p in found)


def is_of_number(telling: Proposition) -> bool:
    """ "Still speaks of seven": of those counted before (ellipsis.py)."""
    return any(role == "target" and token.pos_ == "NUM" for role, token in telling.fillers)


def is_same(token: Token, outer: Proposition, found: Iterable[Proposition]) -> bool:
    """Whether the proposition that hangs on the token is of the outer one's kind."""
    return any(p.head == token and root_of(p) in EFFECTS for p in found)


def without_contents(found: Sequence[Proposition]) -> Iterator[Proposition]:
    """The propositions without what is only asked, refused or promised: "agreed to leave X" is an agreement."""
    spoken = {p.head for p in found if root_of(p) in SPOKEN and p.frame.pattern in {"verb", "noun"}}
    for p in found:
        if p.frame.pattern in GRANTED or not any(is_content(p.head, act) for act in spoken if act != p.head):
            yield p


def is_content(token: Token, act: Token) -> bool:
    while token.dep_ in CONTENT or token.dep_ == "conj":
        token = token.head
        if token == act:
            return True
    return False
