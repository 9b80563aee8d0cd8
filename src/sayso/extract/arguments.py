"""Who does what to whom in a clause: the words of a predicate under the same slots, however the sentence turns them.

Slots are `subj`, `obj`, `loc`, `near` and the prepositions themselves. Passives, relative clauses, infinitives without a
subject of their own and nouns ("the corps's capture of Sarn") all come out as the plain active clause would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sayso.extract.bidding import bidden_by, own_subjects
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS, is_bare_participle, is_passive

Slots = dict[str, list[Token]]
# How many clauses up a subject may be looked for; text made to hurt has thousands.
MOST_CLAUSES = 12
OBJECTS = {"dobj", "obj", "attr"}
# English grammar, not vocabulary: prepositions that say at, and those that say beside.
AT = {"in", "at", "on", "inside", "within", "across", "along", "over", "throughout", "aboard"}
BESIDE = {"around", "outside", "beside", "near", "above", "behind", "below", "between", "beyond", "off", "opposite", "beneath"}
# "Took X after breaking the line" is of who took it, "accused X of breaking it" of X.
WHILE = {"after", "before", "by", "while", "without", "since", "upon", "on", "when"}
# What a noun that does or undergoes something may have in its own phrase.
OWN_PHRASE = {"between", "for", "over"}
NAMING = {"compound", "nmod"}
RETURNING = {"back", "down", "home"}
# What is far from a place is nowhere near it.
APART = {"far", "away"}
NOUNS = {"NOUN", "PROPN", "NUM"}
# A noun phrase nests no deeper than this where it says where something is.
NESTED = 4


def conjuncts(token: Token) -> list[Token]:
    """The token and all it is joined with by "and", in text order."""
    if token.dep_ == "conj":
        return [token]
    # Of "A, B and C met" the parser takes B for another name of A.
    named = (c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" == token.pos_)
    listed = [t for c in named if c.conjuncts and all(t.pos_ == "PROPN" for t in c.conjuncts) for t in (c, *c.conjuncts)]
    return sorted({token, *token.conjuncts, *listed}, key=lambda t: t.i)


def add_prepositions(slots: Slots, head: Token) -> None:
    # "The next fight, the one for Sarn".
    again = [one for one in head.children if one.dep_ == "appos" and one.lower_ == "one"]
    for child in [*head.children, *(c for one in again for c in one.children)]:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            # "Gave the garrison an hour" as "gave an hour to it".
            slots["to"].append(child)
        elif child.dep_ in {"prep", "agent", "dative"}:
            objects = [o for o in child.children if o.dep_ in {"pobj", "pcomp"} or (o.dep_ == "advmod" and o.tag_ == "RB")]
            objects += [o for c in child.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
            objects = [undated(o) for o in objects]
            slots["subj" if child.dep_ == "agent" else child.lower_].extend(objects)
        elif child.dep_ in {"advmod", "npadvmod", "prt"}:
            if child.lower_ in APART:
                continue
            below = [c for c in child.children if c.dep_ == "prep" and c.lower_ in {"of", "from"}]
            beside = [o for c in below for o in c.children if o.dep_ == "pobj"]
            # "Fell back from X" is from it, "across from X" beside it.
            slots["from" if child.lower_ in RETURNING else "near"].extend(beside)
            slots[child.lower_].extend(beside)
            # "Walked up the river": the parser takes "up" for a particle, and the river for its object all the same.
            slots[child.lower_].extend(o for o in child.children if o.dep_ == "pobj")
            for c in child.children:
                if c.dep_ == "prep" and c not in below:
                    slots[c.lower_].extend(o for o in c.children if o.dep_ == "pobj")
            if child.tag_ == "RB" and not beside:
                slots["adverb"].append(child)


def undated(noun: Token) -> Token:
    """ "met with Xa Tuesday": the day is no part of the name that the parser hangs on it."""
    if noun.ent_type_ not in {"DATE", "TIME"}:
        return noun
    names = [c for c in noun.children if c.dep_ == "compound" and c.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}]
    return names[-1] if names else noun


def verb_slots(verb: Token, climb: int = MOST_CLAUSES) -> Slots:
    """The slots of a verb, subject and object taken over from the clause above where the verb has none of its own."""
    slots: Slots = defaultdict(list)
    passive = is_passive(verb)
    for child in verb.children:
        if child.dep_ in SUBJECTS and not is_bare_participle(verb):
            # "SARN, May 8 - Corps troops took": of two before the verb the first is a heading.
            slots["subj"] = [antecedent(child)]
        elif child.dep_ == "nsubjpass" and slots["obj"] and any(t.text == ":" for t in verb.doc[slots["obj"][-1].i : child.i]):
            slots["obj"] = [antecedent(child)]
        elif child.dep_ == "nsubjpass" or child.dep_ in SUBJECTS or child.dep_ in OBJECTS:
            slots["obj"].append(antecedent(child))
        elif child.dep_ == "oprd":
            # "Called the raid a crime", as "called it out as one".
            slots["as"].append(child)
    add_prepositions(slots, verb)
    for noun in list(slots["obj"]):
        if noun.head == verb:
            inner: Slots = defaultdict(list)
            add_prepositions(inner, noun)
            for name, tokens in inner.items():
                if name != "of":
                    slots[name].extend(tokens)
    if any(child.dep_ == "expl" for child in verb.children):
        # "There are fighters in X": those that are there.
        slots["subj"], slots["obj"] = [t for t in slots["obj"] if t.dep_ == "attr"], []
        for below in (c for noun in slots["subj"] for c in noun.children if c.dep_ == "acl"):
            add_prepositions(slots, below)
    if verb.dep_ == "relcl" and not passive and slots["subj"] and not slots["obj"] and not has_stranded(verb):
        # "the town that X holds", "the town X holds"
        slots["obj"] = [t for t in [verb.head] if t not in slots["subj"]]
    missing = "obj" if passive else "subj"
    if not slots[missing] and climb and not is_turned(verb):
        slots[missing].extend(inherited(verb, climb - 1))
    add_places(slots)
    bidden = list(bidden_by(verb))
    slots["obj"].extend(doer for deed in bidden for doer in own_subjects(deed) if not slots["obj"])
    slots["inf" if slots["obj"] or slots["to"] else "do"].extend(bidden)
    for noun in (t for name in ("subj", "obj") for t in slots[name]):
        # "Talks between A and B resumed", "the fight for X began": whose and what for stands in the noun's own phrase.
        again = (c for c in noun.children if c.dep_ == "appos" and c.lower_ == "one")
        for word in (c for stem in (noun, *again) for c in stem.children if c.dep_ == "prep" and c.lower_ in OWN_PHRASE):
            slots[word.lower_].extend(o for o in word.children if o not in slots[word.lower_])
    return slots


def joint_object(verb: Token) -> list[Token]:
    """The object of "killed or captured nine", which stands behind the second verb alone."""
    second = next((c for c in verb.children if c.dep_ == "conj" and c.i == verb.i + 2 and c.pos_ == "VERB"), None)
    if second is None or has_object(verb) or is_passive(second):
        return []
    return [c for c in second.children if c.dep_ in {"dobj", "obj"}]


ALONG = ("from", "into", "toward", "towards", "through", "against", "with")
# The slots whose nouns may say inside their own phrases where the deed was done.
DEEP = ("obj", "subj", *sorted(BESIDE | AT), "of", "to", *ALONG)


def places_inside(nouns: Iterable[Token], depth: int = NESTED) -> Iterator[Token]:
    """Where the things of a phrase are said to be, however deep: "bases of the militia in X", "police in X".

    What is said of the last of a list is said of all of it: "a hospital and a base at X".
    """
    nouns = list(nouns)
    listed = [c for noun in nouns for c in noun.conjuncts if c not in nouns and c.i > noun.i]
    for noun in (*nouns, *listed[-1:]):
        for child in noun.children:
            if child.dep_ == "prep" and depth:
                inner = [o for o in child.children if o.dep_ == "pobj"]
                if child.lower_ in AT | BESIDE | {"under"}:
                    yield from inner
                yield from places_inside(inner, depth - 1)
            elif child.dep_ == "advmod":
                # "A post north of X".
                yield from (o for c in child.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children)


def has_stranded(verb: Token) -> bool:
    """ "the town they fight over": the noun above belongs to the preposition."""
    return any(
        c.tag_ == "WRB" or c.dep_ in {"xcomp", "ccomp"} or (c.dep_ == "prep" and not any(True for _ in c.children))
        for c in verb.children
    )


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    verb = token.head
    while verb.dep_ in {"xcomp", "ccomp"} and verb.head.pos_ == "VERB":
        # "the mill, which both claim to hold"
        verb = verb.head
    relative = token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and token.i < token.head.i)
    return person_over(verb.head, token) if relative and verb.dep_ == "relcl" else token


def person_over(noun: Token, relative: Token) -> Token:
    """ "The source of the Herald, who insists": a body is no "who", so it is of the noun above it."""
    above = noun.head.head
    of_body = noun.dep_ == "pobj" and noun.pos_ == "PROPN" and noun.ent_type_ != "PERSON"
    return above if relative.lower_ == "who" and of_body and noun.head.lower_ == "of" and above.pos_ == "NOUN" else noun


def inherited(verb: Token, climb: int) -> Iterator[Token]:
    """The subject (of a passive: the object) that the clause above supplies."""
    head = verb.head
    parted = parted_subject(verb) or named_before(verb)
    if parted is not None:
        yield parted
    elif verb.tag_ == "VBG" and verb.dep_ == "conj" and is_passive(head):
        # "Killed in air strikes and shelling": the parser joins the shelling to the verb.
        return
    elif verb.dep_ in {"acl", "relcl", "amod"} and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
        among = being_among(head)
        if among:
            yield from among
        elif (verb.dep_ == "acl" or head.dep_ == "dobj") and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
            yield from owner(head)
        else:
            yield head
    elif verb.dep_ == "pcomp" and head.head.pos_ == "ADJ":
        # "The corps, responsible for shelling X".
        described = head.head
        yield from [described.head] if described.dep_ == "amod" else verb_slots(described.head, climb)["subj"]
    elif verb.dep_ == "pcomp":
        above = head.head
        yield from (
            verb_slots(above, climb)["obj" if is_passive(above) or (has_object(above) and head.lower_ not in WHILE) else "subj"]
            if above.pos_ in {"VERB", "AUX"}
            else owner(above)
        )
    elif verb.dep_ in {"xcomp", "advcl", "conj", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        above_slots = verb_slots(head, climb)
        if verb.dep_ == "xcomp" and has_object(head):
            yield from above_slots["obj"]
        else:
            yield from above_slots["obj" if is_passive(head) else "subj"]
    elif verb.dep_ == "acomp" and head.pos_ in {"VERB", "AUX"}:
        yield from (antecedent(c) for c in head.children if c.dep_ in SUBJECTS)
    elif verb.dep_ in {"xcomp", "ccomp"} and head.pos_ == "ADJ":
        yield from (c for c in head.head.children if c.dep_ in SUBJECTS)


def named_before(deed: Token) -> Token | None:
    """ "Nine were wounded in K7 shelling on X": K7, where the parser takes the shelling for one more thing they did."""
    before = deed.nbor(-1) if deed.i else deed
    amid = before.dep_ == "pobj" and before.head.lower_ in {"in", "by", "during"} and before.pos_ == "PROPN"
    undergone = deed.tag_ == "VBG" and deed.dep_ == "advcl" and is_passive(deed.head) and not has_object(deed)
    return before if amid and undergone and before.head.head == deed.head else None


def is_turned(verb: Token) -> bool:
    """ "Among the dead were six children": what it is of stands behind it, not in the clause above."""
    kinds = {c.dep_ for c in verb.children}
    return verb.lemma_ == "be" and "attr" in kinds and any(c.dep_ == "prep" for c in verb.lefts) and not kinds & SUBJECTS


def being_among(those: Token) -> list[Token]:
    """ "Nine farmers were among those killed", "among those killed were nine farmers": the farmers."""
    tie = those.head
    if those.lower_ != "those" or tie.lower_ != "among":
        return []
    # "There were nine farmers among those killed" hangs it on the farmers.
    verb = tie.head.head if tie.head.dep_ == "attr" else tie.head
    return [c for c in verb.children if c.dep_ in SUBJECTS | {"attr"} and c.pos_ in NOUNS] if verb.lemma_ == "be" else []


def parted_subject(verb: Token) -> Token | None:
    """ "The army, said the council, took Sarn": the parser gives both subjects to the saying between them."""
    asides = [c for c in verb.children if c.dep_ == "parataxis"] + [verb.head] * (verb.dep_ in {"ccomp", "conj"})
    for saying in (s for s in asides if 0 < s.i < verb.i and s.nbor(-1).text == ","):
        subjects = [c for c in saying.children if c.dep_ in SUBJECTS | {"nsubjpass"}]
        if len(subjects) > 1 and subjects[0].i < saying.i < subjects[-1].i:
            return antecedent(subjects[0])
    return None


def has_object(verb: Token) -> bool:
    return any(child.dep_ in {"dobj", "obj"} for child in verb.children)


def owner(noun: Token) -> Iterator[Token]:
    """Whose efforts, plans, forces they are: the possessive or a name before it, else the subject of the verb above."""
    found = [c for c in noun.children if c.dep_ == "poss"]
    named = [t for t in found if t.pos_ != "PRON"] or [o for c in noun.children if c.lower_ == "by" for o in c.children]
    named = named or [c for c in noun.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
    if named or (found and noun.dep_ == "pobj"):
        # "Stiffened the resolve of X in its bid to take Y": not of what stiffened it.
        yield from named or found
        return
    lent = [o for c in noun.children if c.dep_ == "acl" for by in c.children if by.dep_ == "agent" for o in by.children]
    if lent:
        # "A campaign led by X to take Y."
        yield from lent
        return
    verb = noun.head
    while verb.pos_ == "ADP" and verb.head != verb:
        verb = verb.head
    subjects = (
        [antecedent(c) for c in verb.children if c.dep_ in SUBJECTS | {"nsubjpass"}] if verb.pos_ in {"VERB", "AUX"} else []
    )
    yield from subjects or found


def noun_slots(noun: Token, light: bool, stem: Token | None = None) -> Slots:
    """The slots of a noun that names a deed: "of" is its object, the owner or "by" its subject; of a `light` verb also its.

    `stem` is the noun by which it hangs in the clause, if another: "a wave of raids".
    """
    stem = stem or noun
    slots: Slots = defaultdict(list)
    add_prepositions(slots, noun)
    slots["obj"].extend(slots.pop("of", []))
    for whole in list(slots["obj"]):
        # "the deployment of a battalion to X": whither hangs on the battalion.
        inner_slots: Slots = defaultdict(list)
        add_prepositions(inner_slots, whole)
        for name, tokens in inner_slots.items():
            if name not in {"of", "by", "subj"}:
                slots[name].extend(tokens)
    slots["subj"].extend(slots.pop("by", []))
    slots["one"].extend([noun] * is_one(noun))
    slots["subj"].extend(c for c in noun.children if is_doer_before(c))
    if slots["between"] and noun.conjuncts:
        # "talks between A and two of B": the parser may join B to the talks.
        slots["between"].extend(t for t in noun.conjuncts if t.i > slots["between"][-1].i)
    while stem.dep_ == "conj" and stem.head.pos_ == "NOUN":
        # "Carried out nine raids and 30 sorties."
        stem = stem.head
    verb = stem.head.head if stem.dep_ == "pobj" else stem.head
    if stem.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "conj", "pobj"} and verb.pos_ in {"VERB", "AUX"}:
        inner: Slots = defaultdict(list)
        add_prepositions(inner, verb)
        for name, tokens in inner.items():
            if name not in {"of", "by", "subj"}:
                # The parser hangs "into X" of "spoke of the push into X" on the verb.
                slots[name].extend(t for t in tokens if t not in {noun, stem} and (stem.dep_ != "pobj" or t.i > noun.i))
        # "air" of "launched an air strike" is nobody.
        if stem.dep_ in {"dobj", "conj"} and light and all(c.dep_ in NAMING and c.pos_ == "NOUN" for c in slots["subj"]):
            slots["subj"].extend(verb_slots(verb)["subj"])
        if light and stem.dep_ != "nsubj" and not slots["against"]:
            # "made strikes with jets against X": against whom hangs on the last noun.
            slots["against"].extend(o for t in verb.subtree if t.lower_ == "against" and t.i > noun.i for o in t.children)
    add_places(slots)
    return slots


def is_one(noun: Token) -> bool:
    """Whether a deed can be counted ("a bombing", "Friday's bombing", "bombings"), and is not "bombing" that goes on."""
    if noun.tag_ == "NNS" or (noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ == "responsibility"):
        return True
    counts = (c for c in noun.children if c.dep_ in {"det", "nummod", "poss"})
    return any(c.lower_ in {"a", "an", "one", "another", "each"} or c.ent_type_ == "DATE" for c in counts)


def is_doer_before(word: Token) -> bool:
    """Whether a word before a deed's noun may say whose deed it is: "X's", "the X attack", "Xian shelling"."""
    if word.dep_ == "amod":
        return word.ent_type_ == "NORP"
    return word.dep_ in {"poss", "compound", "nmod"} and word.pos_ in {"PROPN", "NOUN", "PRON"}


def add_places(slots: Slots) -> None:
    slots["near"].extend([token for name in sorted(BESIDE - {"near"}) for token in slots.get(name, ())])
    slots["loc"].extend([token for name in sorted(AT) for token in slots.get(name, ())])
    slots["loc"].extend(slots["near"])
    slots["loc"].extend(slots.get("adverb", ()))
