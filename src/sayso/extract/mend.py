"""What the parser gets wrong in the English of reports, set right in the parse itself, so that all who read it are right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.parse import parser
from sayso.extract.tree import Doc, Token
from sayso.extract.voice import is_passive
from sayso.pack import Form, Pack

OBJECTS = {"dobj", "obj", "nsubjpass"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
# What may stand before a noun and before a clause.
OPENING = {"as", "after", "before", "until", "since"}
# The parser reads a form by these looks alone.
LOOKS = ("norm_", "prefix_", "suffix_", "shape_")


@lru_cache(maxsize=8)
def teach(pack: Pack) -> Mapping[str, Form]:
    """The forms of the packs by themselves, each known to the parser from now on."""
    vocab = parser().vocab
    for row in pack.forms:
        for form, looks in ((row.form, row.looks), (row.form.capitalize(), row.looks.capitalize())):
            for look in LOOKS:
                setattr(vocab[form], look, getattr(vocab[looks], look))
    return {row.form: row for row in pack.forms}


def mend(doc: Doc, pack: Pack) -> None:
    """Mends one parsed paragraph in place."""
    forms, lex = teach(pack), lexicon_of(pack)
    for token in doc:
        if token.lower_ in forms and token.pos_ in {"VERB", "ADJ"}:
            token.lemma_ = forms[token.lower_].lemma
        if token.dep_ == "amod" and token.tag_ == "JJ":
            name_owner(token, lex)
        elif token.dep_ == "prep":
            lift_charge(token, lex)
            lift_agent(token, lex)
        elif token.dep_ == "ccomp":
            lift_clause(token)
        elif token.dep_ in {"conj", "advcl"} and token.pos_ == "VERB":
            share_passive(token, lex)
            free_subject(token)
        if token.tag_ in {"VBD", "VBN"} and token.dep_ != "amod":
            read_has(token)
        if token.tag_ in {"VBD", "VBN"} and token.dep_ in {"ROOT", "conj", "ccomp"}:
            turn_headline(token, lex)


def name_owner(word: Token, lex: Lexicon) -> None:
    """ "Rebel hands", "separatist shelling": a word for fighters before a noun says whose it is, adjective or not."""
    if lex.is_class(word, "armed") and lex.is_class(word, "person"):
        word.dep_, word.pos_ = "compound", "NOUN"


def lift_charge(tie: Token, lex: Lexicon) -> None:
    """ "Accused the corps of shelling", "pinned the raid on the corps": the preposition is the verb's, not the object's."""
    verb = over_object(tie)
    if verb is None:
        return
    lemma = verb.lemma_.casefold()
    charge, laid = lex.accusing.get(lemma, ()), lex.laying.get(lemma, ())
    of_deed = any(c.dep_ == "pcomp" or (c.dep_ == "pobj" and is_deed(c, lex)) for c in tie.children)
    laid_to = tie.lower_ in laid and not of_deed and not any(c.dep_ == "prep" and c.lower_ in laid for c in verb.rights)
    if laid_to or (tie.lower_ in charge and of_deed):
        tie.hang(verb)


def read_has(verb: Token) -> None:
    """ "He's said that the road is open": nobody is said anything, he has said it; "it's said" stays what it is."""
    kinds = {c.dep_: c for c in verb.children}
    short, subject = kinds.get("auxpass"), kinds.get("nsubjpass")
    if short is None or subject is None or short.lower_ != "'s" or subject.lower_ == "it":
        return
    if "ccomp" in kinds or "dobj" in kinds:
        short.dep_, short.lemma_, subject.dep_ = "aux", "have", "nsubj"


def lift_agent(tie: Token, lex: Lexicon) -> None:
    """ "Were beaten with sticks by soldiers": who did it hangs on the verb, not on what it was done with."""
    above = tie.head.head.head
    if tie.lower_ != "by" or tie.head.dep_ != "pobj" or tie.head.head.lower_ != "with" or not is_passive(above):
        return
    if any(c.dep_ == "pobj" and lex.is_class(c, "actor") for c in tie.children):
        tie.hang(above)
        tie.dep_ = "agent"


def lift_clause(clause: Token) -> None:
    """ "Said, asking not to be named, that ...", "said, requesting anonymity, that ...": the clause is what is said."""
    aside = clause.head
    own = [c for c in aside.children if c.dep_ == "dobj" and c.i < clause.i]
    if aside.tag_ == "VBG" and aside.dep_ == "advcl" and own and clause.left_edge.i and clause.left_edge.nbor(-1).is_punct:
        clause.hang(aside.head)


def over_object(tie: Token) -> Token | None:
    """The verb whose object, or whose doer in a passive, a preposition hangs on, however deep."""
    noun = tie.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head.head
    if noun.dep_ in OBJECTS:
        return noun.head
    return noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None


def is_deed(noun: Token, lex: Lexicon) -> bool:
    return any(frame.pattern == "noun" for frame, _ in lex.frames.get(noun.lemma_.casefold(), ()))


def share_passive(verb: Token, lex: Lexicon) -> None:
    """ "Were shot and killed", "were killed and four wounded": what is joined to a passive without an auxiliary is one too."""
    kinds = {c.dep_: c for c in verb.children}
    if not is_passive(verb.head) or kinds.keys() & {"aux", "auxpass", "dobj", "ccomp", "xcomp"}:
        return
    if verb.tag_ == "VBN" and "nsubj" in kinds:
        kinds["nsubj"].dep_ = "nsubjpass"
    elif verb.tag_ == "VBD" and "nsubj" not in kinds and lex.takes_object(verb):
        verb.tag_ = "VBN"


def free_subject(verb: Token) -> None:
    """ "After the Wire reports the road is cut", "as troops reach X": a clause's subject, not the object of "after"."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    first = verb.left_edge if verb.left_edge.i < verb.i else verb
    noun = next((t for t in (first.nbor(-1) if first.i else verb, first) if t.dep_ == "pobj" and t.right_edge.i < verb.i), None)
    over = noun.head if noun is not None else verb
    while noun is not None and over.dep_ == "prep" and over.head.dep_ == "pobj":
        noun, over = over.head, over.head.head
    if noun is not None and over.lower_ in OPENING and over.head in {verb, verb.head}:
        over.hang(verb)
        over.dep_ = "mark"
        noun.hang(verb)
        noun.dep_ = "nsubj"


def turn_headline(verb: Token, lex: Lexicon) -> None:
    """ "Six gunmen killed in X": who is said to have killed nobody was killed."""
    kinds = {c.dep_: c for c in verb.children}
    if "nsubj" in kinds and lex.is_harm(verb) and not kinds.keys() & {"aux", "auxpass", "dobj", "obj", "conj", "ccomp", "prt"}:
        verb.tag_, kinds["nsubj"].dep_ = "VBN", "nsubjpass"
