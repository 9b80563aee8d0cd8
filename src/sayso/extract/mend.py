"""What the parser gets wrong in the English of reports, set right in the parse itself, so that all who read it are right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from sayso.extract.finite import read_among, read_finite, read_going, read_raging, seat_verb
from sayso.extract.headlines import read_bare, read_head, read_second, read_verb, turn_headline
from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.mistaken import read_mistaken
from sayso.extract.openings import free_opening, seat_state, seat_tie
from sayso.extract.parse import parser
from sayso.extract.participles import read_done, read_seized
from sayso.extract.phrasing import put_together
from sayso.extract.tree import Doc, Token
from sayso.extract.undergone import part_barred, read_undergone
from sayso.extract.voice import is_passive
from sayso.pack import Form, Pack

OBJECTS = {"dobj", "obj", "nsubjpass"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
# What may stand before a noun and before a clause.
OPENING = {"as", "after", "before", "until", "since"}
# Deeds of who speaks: "said, calling for talks".
TALK = ("talk", "statement", "demand", "stance", "assessment", "meta", "threaten", "agree", "refuse")
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
        form = forms.get(token.lower_.replace("-", "")) if token.pos_ in {"VERB", "ADJ"} else None
        if form is not None:
            token.lemma_ = form.lemma
        read_mistaken(token, lex)
        read_done(token, lex)
        if token.pos_ == "PROPN":
            read_head(token, lex)
        elif token.pos_ == "NOUN":
            read_noun(token, lex)
        put_together(token, lex)
        if token.dep_ == "amod" and token.tag_ == "JJ":
            name_owner(token, lex)
        else:
            seat_state(token, lex)
        if token.dep_ in {"amod", "compound", "nmod"} and token.is_title:
            free_opening(token, pack)
            lend_name(token, lex)
        elif token.dep_ == "prep":
            lift_charge(token, lex)
            lift_agent(token, lex)
            seat_tie(token, pack)
        elif token.dep_ == "ccomp":
            lift_clause(token)
            part_hearer(token, lex)
        elif token.dep_ in {"acl", "relcl"} and not read_going(token, lex):
            read_among(token)
            lift_content(token, lex)
            part_aim(token, lex)
        elif token.dep_ == "appos" and token.pos_ == "NUM":
            lift_count(token)
        elif token.dep_ == "appos" and lex.is_class(token, "side") and any(c.lower_ == "of" for c in token.rights):
            # "An ambush east of X": where it was, not what else it is called.
            token.dep_ = "advmod"
        elif token.dep_ in {"conj", "advcl"} and token.pos_ == "VERB":
            share_passive(token, lex)
            free_subject(token)
            lift_telling(token, lex)
        if token.tag_ in {"VBD", "VBZ"} and token.dep_ in {"conj", "acl", "relcl"}:
            give_subject(token)
        if token.tag_ in {"VBD", "VBN"} and token.dep_ in {"acl", "ROOT", "ccomp"}:
            read_undergone(token, lex)
        if token.tag_ == "VBD" and token.dep_ == "acl" and lex.is_undergone(token) and not has_parties(token):
            # "Teachers kidnapped from their school": done to them, though the form alone does not say so.
            token.tag_ = "VBN"
        if token.tag_ == "VBN" and token.dep_ == "advcl":
            read_result(token, lex)
            lift_state(token, lex)
        if token.tag_ == "VBG" and token.dep_ == "advcl":
            lift_outcome(token, lex)
        if token.pos_ in {"ADJ", "VERB"} and token.i and token.nbor(-1).pos_ == "NUM":
            count_state(token, token.nbor(-1), lex)
        if token.tag_ in {"VBD", "VBN"} and token.dep_ != "amod":
            read_has(token)
        if token.tag_ in {"VBD", "VBN"} and token.dep_ in {"ROOT", "conj", "ccomp"}:
            read_befallen(token, lex)


def read_befallen(verb: Token, lex: Lexicon) -> None:
    """What befell those that the parser has as doers, or leaves out."""
    read_finite(verb, lex)
    read_seized(verb, lex)
    turn_headline(verb, lex)


def read_noun(noun: Token, lex: Lexicon) -> None:
    for reading in (read_verb, read_bare, part_barred, read_second, read_raging):
        reading(noun, lex)


def has_parties(verb: Token) -> bool:
    """Whether who does it or to whom stands beside a verb."""
    return any(c.dep_ in SUBJECTS or c.dep_ in OBJECTS for c in verb.children)


def name_owner(word: Token, lex: Lexicon) -> None:
    """ "Rebel hands", "separatist shelling": a word for fighters before a noun says whose it is, adjective or not."""
    if lex.is_class(word, "armed") and lex.is_class(word, "person"):
        word.dep_, word.pos_ = "compound", "NOUN"


def lend_name(name: Token, lex: Lexicon) -> None:
    """ "Ledland army warplanes", "Ledlandic military strikes": the name is the army's, and the army the one that has them."""
    body = name.nbor(1) if name.i + 1 < len(name.doc) else name
    between = body.head == name.head and body.i < name.head.i and body.dep_ in {"amod", "compound", "nmod"}
    if between and body.text.islower() and lex.is_class(body, "actor") and not lex.is_class(body, "person"):
        body.dep_, body.pos_ = "compound", "NOUN"
        name.hang(body)


def count_state(word: Token, number: Token, lex: Lexicon) -> None:
    """ "Spoke of nine dead and 15 wounded": a state right behind a number that is not one's own is of those counted."""
    counts = number.dep_ in {"pobj", "dobj"} and number.head is not word and not any(True for _ in word.children)
    if counts and any(frame.pattern == "state" for frame, _ in lex.rows_of(word)):
        word.hang(number)
        word.dep_ = "amod"


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


def read_result(word: Token, lex: Lexicon) -> None:
    """ "Left nine people wounded": what became of the object, where the packs know verb and word as one phrase."""
    phrase = f"{word.head.lemma_.casefold()} {word.lower_}"
    bare = not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "mark"} for c in word.children)
    if bare and any(frame.verb == phrase for frame, _ in lex.frames.get(word.head.lemma_.casefold(), ())):
        word.dep_, word.pos_ = "oprd", "ADJ"


def lift_state(state: Token, lex: Lexicon) -> None:
    """ "Reports the gate as shut": what a verb of saying has between it and "as" is shut, and not who reports."""
    verb = state.head
    things = [c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < state.i]
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in state.children)
    if things and not own and state.nbor(-1).lower_ == "as" and verb.lemma_.casefold() in lex.told:
        things[-1].hang(state)
        things[-1].dep_, state.dep_ = "nsubj", "ccomp"


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


def part_aim(deed: Token, lex: Lexicon) -> None:
    """ "The bid to oust the rebels is failing", "failed": whom a noun's infinitive is aimed at is not the one who fails."""
    noun = deed.head
    bare = noun.pos_ == "NOUN" and not any(c.dep_ in OBJECTS for c in deed.children)
    # "The claim to know rebels had left": what is known is a clause.
    takes_noun = bool(lex.rows_of(deed)) and deed.lemma_.casefold() not in lex.told
    if not bare or not takes_noun or not any(c.tag_ == "TO" for c in deed.lefts):
        return
    clauses = [c for c in deed.rights if c.dep_ == "ccomp"] if noun.head is noun else [noun.head]
    for verb in clauses:
        other = next((c for c in verb.lefts if c.dep_ in SUBJECTS and c.left_edge.i == deed.i + 1), None)
        # A sentence of a noun alone lacks its verb, and a verb with two subjects has one too many.
        if other is not None and (noun.head is noun or noun.dep_ in SUBJECTS):
            other.hang(deed)
            other.dep_ = "dobj"
            if noun.head is noun:
                seat_verb(verb, noun)


def part_hearer(clause: Token, lex: Lexicon) -> None:
    """ "Told the Wire rebel forces had left": somebody is told, so the name right behind the verb is no part of theirs."""
    verb = clause.head
    bare = verb.lemma_.casefold() in lex.tells and not any(c.dep_ in {"dobj", "dative", "nsubjpass"} for c in verb.children)
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None) if bare and verb.i < clause.i else None
    if subject is None or subject.left_edge.i != verb.i + 1:
        return
    before = list(clause.doc[verb.i + 1 : subject.i])
    article = [t for t in before[:1] if t.dep_ == "det"]
    run = list(takewhile(lambda t: t.pos_ == "PROPN", before[len(article) :]))
    # "Told the Wire Sarnian forces had left": of names alone the last is theirs.
    run = run[:-1] if run and run[-1].i + 1 == subject.i else run
    if run:
        run[-1].hang(verb)
        run[-1].dep_ = "dobj"
        for word in (*article, *run[:-1]):
            word.hang(run[-1])


def lift_telling(verb: Token, lex: Lexicon) -> None:
    """ "Denied it had been taken and told the radio there were no troops": the one who denied told, not what was taken."""
    clause = verb.head
    told = verb.lemma_.casefold() in lex.told and any(c.dep_ == "ccomp" for c in verb.children)
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    # Nobody withdraws and thereby confirms what others did: that is for who tells both.
    borne_out = verb.lemma_.casefold() in lex.bearing and clause.lemma_.casefold() not in lex.told
    if verb.dep_ == "conj" and told and not own and (is_passive(clause) or borne_out) and clause.dep_ == "ccomp":
        verb.hang(clause.head)


def give_subject(verb: Token) -> None:
    """ "No word came from the ministry and an official denied it": who stands between "and" and the verb is its subject."""
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) or not any(
        c.dep_ in {"dobj", "ccomp"} for c in verb.rights
    ):
        return
    noun = next((t for t in verb.doc[verb.sent.start : verb.i] if t.i == verb.i - 1), None)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in {"conj", "pobj"}:
        return
    joint = noun.left_edge.i - 1
    if joint > verb.sent.start and verb.doc[joint].dep_ == "cc":
        noun.hang(verb)
        noun.dep_ = "nsubj"


def lift_content(clause: Token, lex: Lexicon) -> None:
    """ "Said in a statement that ...", "said on Monday that ...": the clause is what is said, not what the statement is."""
    noun, tie = clause.head, clause.head.head
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    if not that or noun.dep_ != "pobj" or tie.dep_ != "prep" or tie.head.lemma_.casefold() not in lex.told:
        return
    day = tie.lower_ == "on" and noun.ent_type_ in {"DATE", "TIME"}
    # "Spoke of fears that ...", "commented on reports that ...": there the clause is the noun's.
    if (tie.lower_ in {"in", "at", "during"} or day) and not any(c.dep_ in {"ccomp", "dobj"} for c in tie.head.children):
        clause.hang(tie.head)
        clause.dep_ = "ccomp"


def lift_outcome(deed: Token, lex: Lexicon) -> None:
    """ "They took X, the council said, sending families into Y": what was done, and not by who says so."""
    verb = deed.head
    told = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    frames = lex.frames.get(deed.lemma_.casefold(), ())
    is_deed = any(frame.pattern == "verb" and not frame.kind.startswith(TALK) for frame, _ in frames)
    if verb.i < deed.i and told and verb.lemma_.casefold() in lex.told and deed.lemma_.casefold() not in lex.told and is_deed:
        deed.hang(told[-1])


def lift_count(number: Token) -> None:
    """ "Nine have died, says the hospital, three of them at its door": the three are of those told of, not the hospital."""
    told = next((t for t in number.ancestors if t.pos_ == "VERB"), None)
    clause = next((c for c in told.lefts if c.dep_ == "ccomp"), None) if told is not None else None
    of_them = any(o.tag_ == "PRP" for c in number.rights if c.lower_ == "of" for o in c.children)
    if clause is not None and told is not None and told.i < number.i and of_them:
        number.hang(clause)


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
