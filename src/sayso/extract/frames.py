"""Finds propositions: words of a clause that fill a frame of the packs, before anybody's word is put to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.extract.accused import accused_of
from sayso.extract.again import find_again
from sayso.extract.arguments import (
    Slots,
    joint_object,
    noun_slots,
    places_inside,
    verb_slots,
)
from sayso.extract.by_kind import by_kind
from sayso.extract.ellipsis import find_counts
from sayso.extract.fillers import fill, needless
from sayso.extract.happening import ABOUT, happens, is_reach
from sayso.extract.joining import with_objects, without_accusations, without_contents, without_parts, without_silence
from sayso.extract.landing import called_by, look_upon, with_deeds
from sayso.extract.leaving import with_place
from sayso.extract.lending import lenders, lends
from sayso.extract.lexicon import Lexicon, Row, lexicon_of, words_of
from sayso.extract.localities import makes_place
from sayso.extract.names import Names
from sayso.extract.propositions import Proposition
from sayso.extract.sharing import EFFECTS, share_roles
from sayso.extract.standing import copula_slots, epithet_slots, held_slots, is_left, scene_slots, under_slots
from sayso.extract.tree import Doc, Span, Token
from sayso.model import MentionKind
from sayso.pack import Frame, Pack

# Who is kept out of a place.
KEPT = "access"


def find_propositions(doc: Doc, names: Names, pack: Pack) -> Iterator[Proposition]:
    """Every proposition of the paragraph, in text order; one frame a head, the first that is filled."""
    lex = lexicon_of(pack)
    found = without_silence(without_accusations(list(fill_frames(doc, names, pack)), lex), lex)
    found = list(without_contents(without_parts(with_objects(with_deeds(found, lex)))))
    told = find_counts(doc, list(find_again(doc, found, lex)), names, lex)
    for proposition in share_roles(sorted(told, key=lambda p: p.head.i), names, lex):
        yield with_place(proposition, names, lex)


def fill_frames(doc: Doc, names: Names, pack: Pack) -> Iterator[Proposition]:
    lex = lexicon_of(pack)
    for sentence in doc.sents:
        said = {word for token in sentence for word in words_of(token)}
        called = [(token, rows) for token in sentence if (rows := lex.rows_among(token, said))]
        if not called or is_play(sentence, lex):
            continue
        for token, rows in called:
            proposition = None if is_named(token, names, lex) or is_reach(token, lex) else best_of(token, rows, names, lex)
            if proposition is not None:
                yield proposition


def is_named(noun: Token, names: Names, lex: Lexicon) -> bool:
    """Whether a noun is the last word of a place's name: at "the Xa crossing", at "a ferry landing" nobody crosses or lands."""
    if makes_place(noun, lex):
        return True
    found = names.of(noun, MentionKind.PLACE) if noun.pos_ in {"NOUN", "PROPN"} and noun.i else None
    return found is not None and found == names.of(noun.nbor(-1), MentionKind.PLACE)


def best_of(token: Token, rows: Sequence[Row], names: Names, lex: Lexicon) -> Proposition | None:
    """The first frame of a word that is filled, else the first that asks for nothing, if the words say that it happened."""
    read: dict[tuple[str, str], Slots | None] = {}
    empty: Proposition | None = None
    for frame, wishes in rows:
        phrase = phrase_of(token, frame)
        if phrase is None or (phrase and is_known_by_more(phrase[-1], frame, lex)):
            continue
        turn = (frame.pattern, frame.verb)
        if turn not in read:
            read[turn] = slots_for(token, frame, phrase, lex)
        slots = read[turn]
        if slots is None:
            continue
        fillers = fill(slots, wishes, names, lex, needless(token))
        if fillers:
            fillers = by_kind(frame.kind, fillers, slots, names, lex)
            return Proposition(token, frame, fillers, phrase)
        if fillers is not None and frame.pattern == "noun" and empty is None:
            empty = Proposition(token, frame, (), phrase)
    return empty if empty is not None and happens(token, lex) else None


def is_play(sentence: Span, lex: Lexicon) -> bool:
    """Whether a sentence tells of a game or a tale: two words of games, or what happens "in the film"."""
    games = {t.lemma_.casefold() for t in sentence if lex.is_class(t, "game")}
    tale = any(t.dep_ == "pobj" and t.head.lower_ == "in" and lex.is_class(t, "tale") for t in sentence)
    return len(games) > 1 or tale


def phrase_of(token: Token, frame: Frame) -> tuple[Token, ...] | None:
    """The other words of a verb of several ("came under fire"), each hanging on one before it; None if they are not there."""
    words = frame.verb.split()
    if frame.pattern != "verb" or len(words) == 1:
        return ()
    found: list[Token] = []
    for word in words[1:]:
        step = next((c for c in (*hanging(token, found), *describing(token)) if is_word(c, word)), None)
        if (
            step is None
            or is_parted(step, token)
            or (step.dep_ == "prep" and word == words[-1] and is_loose(step, token, frame))
        ):
            return None
        found.append(step)
    return tuple(found)


def is_known_by_more(noun: Token, frame: Frame, lex: Lexicon) -> bool:
    """ "Launched cyber attacks": not the attack of "launch attack", if the packs know the deed by both its words."""
    left = {child.lower_ for child in noun.children if child.dep_ in {"compound", "amod", "nmod"}}
    rows = lex.frames.get(noun.lemma_.casefold(), ()) if left else ()
    longer = (row for row, _ in rows if row.pattern == "noun" and " " in row.verb)
    return any(row.kind != frame.kind and left.issuperset(row.verb.split()[:-1]) for row in longer)


def hanging(verb: Token, found: Sequence[Token]) -> Iterator[Token]:
    """What hangs on the words of a phrase found so far, the last first."""
    yield from (c for t in (*reversed(found), verb) for c in t.children if c.dep_ in STEPS)


def describing(verb: Token) -> Iterator[Token]:
    """ "Set free nine captives", "there were nine among the dead": the parser hangs the last word of the verb on its object."""
    yield from (c for o in verb.children for c in o.children if (o.dep_, c.dep_) in {("dobj", "amod"), ("attr", "prep")})


def is_parted(particle: Token, verb: Token) -> bool:
    """ "Drove past with the lamps off": what stands behind another phrase of the verb is no particle of it."""
    between = (c for c in verb.children if c.dep_ == "prep" and verb.i < c.i < particle.i)
    return particle.dep_ == "prt" and any(True for _ in between)


def is_loose(preposition: Token, verb: Token, frame: Frame) -> bool:
    """Whether a preposition is no part of the verb: before a time, or behind an object ("over" of "handed X over" is).

    "Kept them out of X" has "out".
    """
    kinds = {c.dep_ for c in preposition.children}
    out = "prep" in kinds and "pobj" not in kinds and frame.kind.startswith(KEPT)
    return bool(kinds) and ((has_noun_object(verb) and not out) or is_when(preposition))


def has_noun_object(verb: Token) -> bool:
    """ "dug a bunker in X": with an object of its own the verb has no particle that looks like a preposition."""
    return any(c.dep_ in {"dobj", "obj"} and c.pos_ in {"NOUN", "PROPN"} for c in verb.children)


def is_when(preposition: Token) -> bool:
    """ "Crossed over the weekend": the preposition of a time is no particle."""
    return any(c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def is_word(token: Token, word: str) -> bool:
    return word in words_of(token)


# How the words of a phrase hang on its verb and on one another.
STEPS = {"advcl", "prt", "advmod", "prep", "dobj", "obj", "pobj", "attr", "acomp", "oprd", "npadvmod", "nsubjpass"}


def slots_for(token: Token, frame: Frame, phrase: tuple[Token, ...], lex: Lexicon) -> Slots | None:
    """The slots this frame would read at this token, None if the token does not stand as the frame's word."""
    pattern: Callable[[Token, Frame, Lexicon], Slots | None] = PATTERNS[frame.pattern]
    slots = pattern(token, frame, lex)
    return merged(slots, phrase) if slots is not None and phrase else slots


def merged(slots: Slots, phrase: tuple[Token, ...]) -> Slots:
    """The slots of a verb and of the nouns of its phrase: "took control of X" has X under `of`, and no object."""
    found: Slots = defaultdict(list, {name: [t for t in tokens if t not in phrase] for name, tokens in slots.items()})
    for noun in (t for t in phrase if t.pos_ in {"NOUN", "PROPN"}):
        inner = noun_slots(noun, False)
        found["of"].extend(inner["obj"])
        found["whose"].extend(inner["subj"])
        for name, tokens in inner.items():
            if name not in {"obj", "subj"}:
                found[name].extend(t for t in tokens if t not in found[name])
    for tie in (t for t in phrase if t.dep_ in {"prep", "advmod"}):
        # "ran out of shells", "broke away from the militia"
        for below in (c for c in tie.children if c.dep_ == "prep" and c not in phrase):
            found[below.lower_].extend(o for o in below.children if o.dep_ == "pobj")
    if not found["obj"]:
        # "sealed off the road" read as if "off" said where.
        found["obj"].extend(o for t in phrase if t.dep_ == "prep" for o in t.children if o.dep_ == "pobj" and o not in phrase)
    return found


def as_verb(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return None
    # "is a power in X" says what it is, not where; "there are fighters in X" says where.
    kinds = {c.dep_ for c in token.children}
    says_what = token.lemma_ == "be" and kinds & {"attr", "acomp"} and "expl" not in kinds and " " not in frame.verb
    if says_what:
        return None
    slots = verb_slots(token)
    if is_told_of(token, lex):
        slots["subj"] = []
    if not slots["obj"] and lex.takes_object(token):
        slots["obj"].extend(joint_object(token))
    if token.lemma_ == "be" and " " not in frame.verb:
        # "The monitor's number is past nine".
        slots["whose"].extend(c for noun in slots["subj"] for c in noun.children if c.dep_ == "poss")
    if token.lemma_ == "be" and not slots.get("loc"):
        # "Were the fighters in X?": the parser hangs "in X" on the fighters.
        slots["loc"].extend(places_inside(t for t in slots["subj"] if t.i > token.i))
    return slots


def is_told_of(deed: Token, lex: Lexicon) -> bool:
    """ "Reported the resumption of shelling": it is not of who tells of it."""
    noun = deed.head.head
    return deed.dep_ == "pcomp" and lex.is_class(noun, "measure") and noun.head.lemma_.casefold() in lex.told


def as_noun(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    if (token.pos_ not in {"NOUN", "PROPN"} and not is_gerund(token, frame)) or token.dep_ in {"compound", "amod"}:
        return None
    if token.pos_ == "PROPN" and token.ent_type_ == "DATE":
        # "On 2 March" nobody marched.
        return None
    if token.dep_ == "pobj" and token.nbor(-1).lower_ == "in" and any(c.dep_ == "acl" for c in token.children):
        # "In order to" orders nothing.
        return None
    before = frame.verb.split()[:-1]
    if not all(word in phrase_words(token) for word in before):
        return None
    stem = lex.stem(token)
    first = stem.conjuncts[0] if stem.dep_ == "conj" and stem.conjuncts[0].i < stem.i else stem
    slots = noun_slots(token, lends(first.head, lex), stem)
    slots["subj"].extend(accused_of(token, lex))
    slots["subj"].extend(lenders(token, lex))
    look_upon(first, slots, lex)
    slots["called"].extend(called_by(token))
    return slots


def is_gerund(token: Token, frame: Frame) -> bool:
    """ "heard shelling", "there was shelling": read as a verb, but nobody does it to anything there. So is "of airstrikes"."""
    kinds = {c.dep_ for c in token.children}
    bare = "expl" in kinds or not kinds & {"aux", "auxpass", "dobj", "obj", "nsubj", "neg"}
    if token.tag_ == "VBZ" and token.dep_ in {"pobj", "dobj"}:
        return bare
    spoken_of = token.dep_ == "pcomp" and token.head.lower_ in ABOUT
    return token.tag_ == "VBG" and (token.dep_ in GERUNDS or spoken_of) and bare and frame.verb.split()[-1] == token.lower_


GERUNDS = {"dobj", "pobj", "nsubj", "nsubjpass", "csubj", "conj", "xcomp", "attr", "ROOT"}


def as_held(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    return held_slots(token) if token.lower_ == frame.verb else None


def as_under(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    wanted = {"under": {"under"}, "in": {"in", "into"}}[frame.pattern]
    if token.dep_ == "pobj" and token.head.lower_ in wanted and token.lower_ == frame.verb:
        return under_slots(token)
    return None


def as_copula(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    # A participle with an auxiliary, or one that says what was done to a noun, is a verb.
    helped = any(c.dep_ == "aux" or (c.dep_ == "auxpass" and not is_left(token)) for c in token.children)
    verbal = token.pos_ == "VERB" and (token.dep_ == "acl" or helped)
    if token.lower_ == frame.verb and not verbal and token.dep_ in PREDICATE:
        return copula_slots(token)
    return None


# Where a word says of a subject what state it is in: "is shut", "declared it free".
PREDICATE = {"acomp", "attr", "ROOT", "oprd", "ccomp", "conj", "advmod"}


def as_epithet(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    """ "the besieged X": what a noun is called in passing."""
    return epithet_slots(token) if token.lower_ == frame.verb and token.dep_ in {"amod", "compound", "nmod"} else None


def as_scene(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    """ "Checkpoint at X": a sentence without a verb says that there is one, also before "officer says"."""
    if token.pos_ not in {"NOUN", "PROPN"} or any(c.dep_ in {"nsubj", "cop", "relcl", "acl"} for c in token.children):
        return None
    before = token.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i > token.i for c in token.head.children)
    return scene_slots(token) if before or token.dep_ in VERBLESS else None


def as_cause(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    """ "A mine killed nine": the deed is told by what did it."""
    by = token.dep_ == "pobj" and token.head.dep_ == "agent"
    verb = token.head.head if by else token.head
    effect = any(f.pattern == "verb" and f.kind.startswith(EFFECTS) for f, _ in lex.rows_of(verb))
    if not effect or not (by or token.dep_ == "nsubj") or not all(w in phrase_words(token) for w in frame.verb.split()[:-1]):
        return None
    slots = noun_slots(token, False)
    slots["self"].append(token)
    return slots


def phrase_words(noun: Token) -> list[str]:
    return [child.lower_ for child in noun.children if child.dep_ in {"compound", "amod", "nmod"}]


# How the parser hangs a noun that is a sentence of its own.
VERBLESS = {"ROOT", "advcl", "ccomp", "parataxis", "dep"}


def as_state(token: Token, frame: Frame, lex: Lexicon) -> Slots | None:
    """ "nine dead", "nine dead soldiers", "nine are dead": those it is said of fill the object."""
    counted = token.dep_ == "amod" or any(c.dep_ == "nummod" for c in token.children)
    if token.lower_ != frame.verb or (token.pos_ == "VERB" and not counted):
        return None
    slots: Slots = defaultdict(list)
    if token.dep_ == "amod":
        slots["obj"].append(token.head)
        slots["count"].extend(c for c in token.head.children if c.dep_ in {"nummod", "quantmod"})
    elif token.dep_ == "acomp":
        slots["obj"].extend(copula_slots(token)["subj"])
    elif token.dep_ == "oprd" and any(c.dep_ in {"dobj", "nsubjpass"} for c in token.head.children):
        # "Left nine farmers dead", "nine are feared dead".
        slots["obj"].extend(c for c in token.head.children if c.dep_ in {"dobj", "nsubjpass"})
    elif any(c.dep_ == "nummod" for c in token.children):
        slots["obj"].append(token)
        slots["among"].extend(o for c in token.children if c.lower_ == "among" for o in c.children)
    slots["loc"].extend(places_inside([token, *([token.head] if token.head.pos_ in {"VERB", "AUX"} else [])]))
    return slots if slots["obj"] else None


PATTERNS: Mapping[str, Callable[[Token, Frame, Lexicon], Slots | None]] = {
    "verb": as_verb,
    "noun": as_noun,
    "adj": as_held,
    "under": as_under,
    "in": as_under,
    "copula": as_copula,
    "epithet": as_epithet,
    "scene": as_scene,
    "state": as_state,
    "cause": as_cause,
}
