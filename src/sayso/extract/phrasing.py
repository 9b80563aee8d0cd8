"""Phrases that the parser breaks up in the English of reports, put together again: lists, deeds in "-ing", directions."""

from __future__ import annotations

from collections.abc import Iterator, Set

from sayso.extract.arguments import AT, BESIDE
from sayso.extract.clauses import has_to
from sayso.extract.lexicon import Lexicon
from sayso.extract.tree import Token

DASHES = {"-", "–", "—"}
WHERE = AT | BESIDE
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
# A source named behind a dash takes no more words.
TAIL = 4


def put_together(token: Token, lex: Lexicon) -> None:
    """Mends the phrase that a word stands in, if it is one of these."""
    if token.text in DASHES and token.whitespace_ and token.i:
        part_tail(token)
    elif token.dep_ == "appos" and token.pos_ == "NOUN":
        list_up(token)
    elif token.tag_ == "VBZ" and token.dep_ in {"dobj", "pobj"}:
        # "Voiced fears that": nothing is done to a verb.
        token.pos_, token.tag_, token.lemma_ = "NOUN", "NNS", token.lower_.removesuffix("s")
    elif token.pos_ == "ADJ" and token.lefts and has_to(token) and lex.frames.get(token.lower_):
        # "To clear X", "to open the road": an infinitive.
        token.pos_, token.tag_, token.lemma_ = "VERB", "VB", token.lower_
    elif token.tag_ == "NNP" and token.lower_ in WHERE and token == token.sent[0]:
        read_where(token)
    elif token.dep_ == "nmod" and token.conjuncts:
        part_deeds(token, lex)
    elif token.tag_ in {"VBD", "VBN"} and token.dep_ == "conj":
        describe_thing(token)
    elif token.pos_ == "ADJ" and token.dep_ in {"advcl", "ccomp"}:
        count_hurt(token, lex)
    elif token.dep_ in {"xcomp", "advcl"} and token.head.dep_ == "acl":
        lift_aim(token, lex)
    elif token.tag_ == "VBG" and token.dep_ in {"advcl", "acl", "csubj"} and is_named_deed(token, lex):
        lead_deed(token)
        name_deed(token)
    elif token.tag_ == "VBG" and token.dep_ in {"aux", "ROOT"} and is_named_deed(token, lex, SUBJECTS):
        seat_deed(token)
    elif token.pos_ == "ADJ" and token.dep_ == "conj":
        join_deed(token, lex)
    elif token.lower_ == "front" and token.dep_ == "pobj":
        read_before(token)
    elif token.dep_ in {"pobj", "dobj"} and lex.is_class(token, "side"):
        part_direction(token)
    elif token.dep_ == "dobj" and lex.is_class(token, "sharing"):
        seat_share(token, lex)


def part_tail(dash: Token) -> None:
    """ "Nine killed in Xa raid - medics": the words behind a dash at the end are no part of a phrase before it."""
    behind = dash.doc[dash.i + 1 :]
    if not 0 < len(behind) <= TAIL or not dash.nbor(-1).whitespace_ or any(t.is_punct for t in behind):
        return
    named = behind.root
    before = [t for t in named.lefts if t.i < dash.i]
    if not before:
        return
    last = before[-1]
    if named.head is not named:
        last.hang(named.head)
        last.dep_ = named.dep_
        named.rise()
        named.dep_ = "ROOT"
    for other in before[:-1]:
        other.hang(last)


def read_where(tie: Token) -> None:
    """ "Near Xa, rebels struck": at the head of a sentence the parser takes the preposition for a part of the name."""
    name = tie.head
    behind = name.nbor() if name.i + 1 < len(name.doc) else name
    if name.pos_ != "PROPN" or name.dep_ not in {"nsubj", "nsubjpass", "npadvmod"} or behind.text != ",":
        return
    tie.hang(name.head)
    tie.dep_, tie.pos_, tie.tag_ = "prep", "ADP", "IN"
    name.hang(tie)
    name.dep_ = "pobj"


def part_deeds(deed: Token, lex: Lexicon) -> None:
    """ "Heavy shelling and air strikes": two deeds, of which the parser takes the first for a sort of the second."""
    last, sort = deed.head, deed.conjuncts[-1]
    whole = f"{sort.lower_} {last.lemma_.casefold()}"
    known = any(frame.pattern == "noun" and frame.verb == deed.lower_ for frame, _ in lex.rows_of(deed))
    if sort.i + 1 != last.i or not known or not any(frame.verb == whole for frame, _ in lex.rows_of(last)):
        return
    before = [c for c in last.lefts if c.i < deed.i]
    deed.hang(last.head)
    deed.dep_ = last.dep_
    last.hang(deed)
    last.dep_, sort.dep_ = "conj", "compound"
    sort.hang(last)
    for word in before:
        word.hang(deed)


def list_up(thing: Token) -> None:
    """ "Two lorries, three guns, a launcher and a tank": things of a list, and no other names for the first."""
    run = list(run_of(thing))
    counted = all(any(c.dep_ == "nummod" for c in one.children) for one in run[:2])
    if thing.head.pos_ != "NOUN" or len(run) < 2 or not (counted or len(run) > 2) or not is_closed(run[-1]):
        return
    for one in run[1:]:
        one.dep_ = "conj"


def run_of(thing: Token) -> Iterator[Token]:
    """The nouns that the parser hangs on one another as other names, from the first."""
    yield thing.head
    while True:
        yield thing
        below = next((c for c in thing.rights if c.dep_ == "appos" and c.pos_ == "NOUN"), None)
        if below is None:
            return
        thing = below


def is_closed(last: Token) -> bool:
    """Whether an "and" follows within the list: without one the words may well be another name."""
    return any(c.dep_ == "cc" for one in (last, *last.rights) for c in one.rights)


def describe_thing(deed: Token) -> None:
    """ "Killed by bombs dropped by Xa jets": what was done to the bombs, and no second deed of the first."""
    thing = deed.nbor(-1) if deed.i else deed
    kinds = {c.dep_ for c in deed.children}
    if thing.dep_ == "pobj" and "agent" in kinds and not kinds & {"nsubj", "nsubjpass", "aux", "auxpass"}:
        deed.hang(thing)
        deed.dep_, deed.tag_ = "acl", "VBN"


def count_hurt(state: Token, lex: Lexicon) -> None:
    """ "Nine were killed, three wounded": those counted, of whom the state is told."""
    number = state.nbor(-1) if state.i else state
    known = any(frame.pattern == "state" for frame, _ in lex.rows_of(state))
    if known and number.pos_ == "NUM" and number.head is state and number.dep_ == "nsubj":
        number.hang(state.head)
        number.dep_ = "conj"
        state.hang(number)
        state.dep_ = "amod"


def lift_aim(deed: Token, lex: Lexicon) -> None:
    """ "A campaign led by X to take Y": what the campaign is for, and nothing that X was led to."""
    lent = deed.head.tag_ == "VBN" and deed.head.lemma_.casefold() in lex.light
    if lent and has_to(deed):
        deed.hang(deed.head.head)
        deed.dep_ = "acl"


def is_named_deed(deed: Token, lex: Lexicon, spared: Set[str] = frozenset()) -> bool:
    """Whether a word in "-ing" that has no object or subject, but for those `spared`, is a noun of the packs: "shelling"."""
    named = any(frame.pattern == "noun" and frame.verb == deed.lower_ for frame, _ in lex.frames.get(deed.lower_, ()))
    return named and not any(c.dep_ in {"dobj", "nsubj", "aux"} - spared for c in deed.children)


def seat_deed(deed: Token) -> None:
    """ "Xa shelling kills nine": the deed of the headline's verb, and no verb of whoever or whatever stands before it."""
    verb = deed.nbor() if deed.i + 1 < deed.sent.end else deed
    whose = deed.nbor(-1) if deed.i > deed.sent.start else deed
    if (
        verb.tag_ not in {"VBZ", "VBD"}
        or verb.head not in {deed, verb}
        or whose.dep_ != "nsubj"
        or whose.head not in {deed, verb}
    ):
        return
    if deed.dep_ == "ROOT":
        verb.rise()
        verb.dep_ = "ROOT"
        for other in [c for c in deed.children if c is not whose]:
            other.hang(verb)
    deed.hang(verb)
    deed.dep_, deed.pos_, deed.tag_, deed.lemma_ = "nsubj", "NOUN", "NN", deed.lower_
    whose.hang(deed)
    whose.dep_ = "compound"


def lead_deed(deed: Token) -> None:
    """ "Shelling by the army hit X", "Heavy shelling killed nine": at the head of a sentence it is the subject."""
    first, verb = deed.sent.start, deed.head
    bare = deed.i == first and verb.i > deed.i and not any(c.dep_ in SUBJECTS for c in verb.children)
    sort = deed.i == first + 1 and deed.dep_ == "acl" and verb.i == first and verb.pos_ in {"PROPN", "ADJ"}
    if bare:
        deed.dep_ = "nsubj"
    elif sort and verb.dep_ in SUBJECTS:
        deed.hang(verb.head)
        deed.dep_ = verb.dep_
        verb.hang(deed)
        verb.dep_, verb.pos_, verb.tag_ = "amod", "ADJ", "JJ"
    else:
        return
    deed.pos_, deed.tag_, deed.lemma_ = "NOUN", "NN", deed.lower_


def name_deed(deed: Token) -> None:
    """ "Killed in Xian tank shelling", "hurt by mortar shelling near X": no clause of those who were hit, but what hit them."""
    thing = deed.nbor(-1) if deed.i else deed
    if thing.dep_ != "pobj" or thing.tag_ != "NN" or deed.head is thing:
        return
    deed.pos_, deed.tag_, deed.lemma_ = "NOUN", "NN", deed.lower_
    deed.hang(thing.head)
    deed.dep_ = "pobj"
    for described in [c for c in thing.lefts if c.dep_ == "det" or c.pos_ == "ADJ"]:
        described.hang(deed)
    thing.hang(deed)
    thing.dep_ = "compound"


def join_deed(deed: Token, lex: Lexicon) -> None:
    """ "Advanced and encircled X": what is joined to a verb and has an object is no adjective."""
    verb, behind = deed.head, deed.nbor() if deed.i + 1 < len(deed.doc) else deed
    if verb.tag_ not in {"VBD", "VBP", "VBZ"} or not deed.lower_.endswith("ed") or behind.pos_ not in {"PROPN", "DET"}:
        return
    stems = (deed.lower_[:-2], deed.lower_[:-1], deed.lower_[:-3])
    lemma = next((one for one in stems if any(f.pattern == "verb" for f, _ in lex.frames.get(one, ()))), None)
    thing = next((t for t in deed.doc[behind.i : deed.sent.end] if t.head in {verb, deed} and t.left_edge is behind), None)
    if lemma is not None and thing is not None:
        deed.pos_, deed.tag_, deed.lemma_ = "VERB", "VBD", lemma
        thing.hang(deed)
        thing.dep_ = "dobj"


def read_before(front: Token) -> None:
    """ "In front of the mill" is three words for "before": there is no front."""
    tie = next((c for c in front.rights if c.lower_ == "of"), None)
    if front.head.lower_ != "in" or tie is None or front.nbor(-1) is not front.head or tie.i != front.i + 1:
        return
    for thing in list(tie.children):
        thing.hang(front.head)
    front.dep_ = "fixed"


def part_direction(side: Token) -> None:
    """ "Raided a Front post north of X": the post is what was raided, and the north says where."""
    thing = side.nbor(-1) if side.i else side
    tied = any(c.dep_ == "prep" and c.lower_ == "of" for c in side.rights)
    if thing.head is not side or thing.dep_ != "compound" or thing.pos_ != "NOUN" or not tied:
        return
    above, dep = side.head, side.dep_
    for other in list(side.lefts):
        if other is not thing:
            other.hang(thing)
    thing.hang(above)
    thing.dep_ = dep
    # Where the parser hangs "north" of "a raid on a post north of X".
    side.hang(above.head if above.dep_ == "prep" else above)
    side.dep_, side.pos_, side.tag_ = "advmod", "ADV", "RB"


def seat_share(share: Token, lex: Lexicon) -> None:
    """ "Denied any part in the raid": the raid is what is denied, and not where."""
    tie = share.nbor() if share.i + 1 < len(share.doc) else share
    if tie.lower_ == "in" and tie.head is share.head and share.head.lemma_.casefold() in lex.told:
        tie.hang(share)
