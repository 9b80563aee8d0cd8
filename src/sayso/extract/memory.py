"""What a passage has said so far: who has spoken and what was claimed, for "he", "the source" and "these claims"."""

from __future__ import annotations

from bisect import insort
from collections.abc import Container
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from sayso.extract.antecedents import antecedent_of
from sayso.extract.claims import Setting
from sayso.extract.kinds import descriptions, speaker_nouns
from sayso.extract.lexicon import lexicon_of
from sayso.extract.mentions import make_mention
from sayso.extract.speakers import Speaker, noun_phrase, speaker_of
from sayso.extract.tellings import find_tellings
from sayso.extract.told import Told
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS
from sayso.model import Mention, MentionKind, SourceKind
from sayso.pack import Pack

# "The statement said" after a body has spoken is that body's statement.
ISSUERS = {SourceKind.ORGANISATION, SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_NAMED, SourceKind.PARTY_MEDIA}
FIRST_PERSON = {"i", "we", "my", "our"}
# Who is never "it", and who is never "he": a kind in neither may be one or many.
PERSONS = {
    SourceKind.OFFICIAL_NAMED,
    SourceKind.OFFICIAL_ROLE,
    SourceKind.OFFICIAL_ANONYMOUS,
    SourceKind.RESIDENTS,
    SourceKind.ANALYSTS,
    SourceKind.ACTIVISTS,
}
OFFICIALS = {SourceKind.OFFICIAL_NAMED, SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_ANONYMOUS}
BODIES = {SourceKind.ORGANISATION, SourceKind.AGENCY, SourceKind.STATE_MEDIA, SourceKind.PARTY_MEDIA}


class Heard(NamedTuple):
    """One who has spoken, each time anew: where the words stand that mean them here, and the mention that names them."""

    at: int
    speaker: Speaker
    mention: Mention


@dataclass(slots=True)
class Memory:
    """What a voice has said so far on a page: its speakers, for "the source" and "he", and its claims, for "these claims".

    `heard` is in the order of the text; `closed` is the last paragraph that ended in somebody's own
    words; `answering` what the comment said that this one answers.
    """

    heard: list[Heard] = field(default_factory=list)
    actors: list[Mention] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    bodies: dict[str, Mention] = field(default_factory=dict)
    paragraphs: int = 0
    quoting: tuple[Speaker, str] | None = None
    closed: int | None = None
    answering: tuple[Told, ...] = ()


def locate_speaker(
    speaker: Speaker | None, setting: Setting, memory: Memory
) -> tuple[Speaker | None, str | None, Mention | None]:
    """Who speaks, the id of the mention that names them, and that mention if it is new.

    A pronoun or "the source" is the one who spoke before, if the passage has one; else it stays its own words.
    """
    if speaker is None:
        return None, None, None
    if speaker.lemma in FIRST_PERSON:
        return speaker, None, None
    start, end = setting.paragraph.span(speaker.start, speaker.end)
    known = known_speaker(speaker, start, setting, memory)
    if known is not None:
        hear(Heard(start, known.speaker, known.mention), memory)
        return known.speaker, known.mention.id, None
    speaker = (about(speaker, setting) or before(speaker, setting) or speaker) if speaker.pronoun else speaker
    start, end = setting.paragraph.span(speaker.start, speaker.end)
    mention = make_mention(setting.page, start, end, MentionKind.SOURCE, setting.passage)
    if not speaker.pronoun:
        hear(Heard(start, speaker, mention), memory)
        body = body_beside(speaker, setting) if speaker.kind in OFFICIALS else None
        if body is not None:
            memory.bodies[mention.id] = body
    return speaker, mention.id, mention


def hear(one: Heard, memory: Memory) -> None:
    """Keeps one more who has spoken in its place in the text."""
    if all((one.at, one.mention) != (known.at, known.mention) for known in memory.heard):
        insort(memory.heard, one, key=itemgetter(0))


def known_speaker(speaker: Speaker, at: int, setting: Setting, memory: Memory) -> Heard | None:
    """Whom the words lead back to of those who have spoken before them, the last first.

    A pronoun is whoever the sentences right before it are about, if that is somebody who speaks.
    """
    nearer = about(speaker, setting) if speaker.pronoun else None
    for one in reversed(memory.heard):
        if one.at > at or (speaker.pronoun and not is_meant(speaker, one.speaker, setting.names.pack)):
            continue
        if nearer is not None and is_told_of(nearer, one, setting):
            break
        issued = speaker.kind is SourceKind.IMAGERY_DOCUMENT and one.speaker.kind in ISSUERS
        if issued and is_bulletin(speaker, setting) and one.mention.span.start >= setting.paragraph.offset:
            return one
        words, theirs = words_of(speaker) - {"same"}, words_of(one.speaker)
        again = speaker.lemma == one.speaker.lemma and words <= theirs
        # "The general added" once General Odeh has spoken.
        titled = one.speaker.kind is SourceKind.OFFICIAL_NAMED and speaker.kind in OFFICIALS and words <= theirs
        surname = again and speaker.words[:1].isupper()
        if speaker.pronoun or surname or (speaker.definite and (again or titled or issued)):
            return one
    return None


def words_of(speaker: Speaker) -> set[str]:
    return {word.strip(",.") for word in speaker.words.casefold().split()}


def about(pronoun: Speaker, setting: Setting) -> Speaker | None:
    """Whom the sentence of a pronoun, before it, or the one before that is about: its subject, in nobody's words."""
    doc, pack = setting.paragraph.doc, setting.names.pack
    found = doc.char_span(pronoun.start, pronoun.end)
    if found is None:
        return None
    tellings = find_tellings(doc, pack)
    ends = [sentence.root for sentence in doc.sents if sentence.start <= found.root.i][-2:]
    for verb in reversed(ends):
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < found.root.i), None)
        if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or any(t.covers(subject) for t in tellings):
            continue
        speaker = speaker_of(subject, pack)
        return speaker if speaker.kind is not SourceKind.UNSPECIFIED and is_meant(pronoun, speaker, pack) else None
    return None


def is_told_of(nearer: Speaker, last: Heard, setting: Setting) -> bool:
    """Whether a pronoun means whom the text is about rather than the last who spoke, in another paragraph.

    In the same one a body that acts is not yet one that speaks.
    """
    at = setting.paragraph.span(nearer.start, nearer.end)[0]
    return last.at < at and (last.at < setting.paragraph.offset or nearer.kind is not SourceKind.ORGANISATION)


def is_bulletin(speaker: Speaker, setting: Setting) -> bool:
    """Whether a document is what bodies speak by ("a communique"), and nothing beside the word says whose it is."""
    found = setting.paragraph.doc.char_span(speaker.start, speaker.end)
    if found is None or not lexicon_of(setting.names.pack).is_class(found.root, "bulletin"):
        return False
    owned = any(
        c.dep_ in {"poss", "compound", "amod"} or (c.dep_ == "prep" and c.lower_ in {"by", "from", "of"})
        for c in found.root.children
    )
    return not owned


def body_beside(speaker: Speaker, setting: Setting) -> Mention | None:
    """The body a person is named with: "a corps spokesman", "Odeh, who speaks for the corps", "an officer of the corps"."""
    found = setting.paragraph.doc.char_span(speaker.start, speaker.end)
    if found is None:
        return None
    pack = setting.names.pack
    offices = speaker_nouns(pack).keys() - descriptions(pack, "group")
    bodies = descriptions(pack, "body") | descriptions(pack, "group")
    for token in found.root.subtree:
        if token == found.root or token.ent_type_ == "PERSON":
            continue
        named = setting.names.inner(token, MentionKind.ACTOR)
        if named is not None and not is_held(named, found.root, offices, setting):
            return named
        if {token.lower_, token.lemma_.casefold()} & bodies:
            start, end = setting.paragraph.span(*(noun_phrase(token)))
            return make_mention(setting.page, start, end, MentionKind.ACTOR, setting.passage)
        if is_new_name(token, offices, setting):
            start, end = setting.paragraph.span(token.idx, token.idx + len(token.text))
            return make_mention(setting.page, start, end, MentionKind.ACTOR, setting.passage)
    return None


def is_held(named: Mention, person: Token, offices: Container[str], setting: Setting) -> bool:
    """Whether a name is that of the person or of the office ("K7 spokesman"), and not of the body."""
    span = named.span
    inside = [
        t
        for t in person.doc
        if span.start <= setting.paragraph.offset + t.idx and setting.paragraph.offset + t.idx + len(t.text) <= span.end
    ]
    return person in inside or any(t.lemma_.casefold() in offices and t.pos_ == "NOUN" for t in inside)


def is_new_name(token: Token, offices: Container[str], setting: Setting) -> bool:
    """ "K7 spokesman Odeh", "Odeh of K7": a name before an office or behind "of" that is no place, title or day."""
    if token.pos_ != "PROPN" or setting.names.of(token, MentionKind.PLACE) or token.ent_type_ in {"GPE", "LOC", "FAC"}:
        return False
    top = token
    while top.dep_ in {"compound", "nmod", "poss"}:
        top = top.head
        if top.lemma_.casefold() in offices:
            return True
    return token.dep_ == "pobj" and token.head.dep_ == "prep"


def is_meant(pronoun: Speaker, known: Speaker, pack: Pack) -> bool:
    """Whether "he" or "it" may be that speaker: a body is no "he", one person no "it"."""
    if pronoun.lemma in {"he", "she", "his", "her"}:
        misread = known.kind is SourceKind.ORGANISATION and known.lemma not in speaker_nouns(pack)
        return misread or (known.kind not in BODIES and known.kind is not SourceKind.IMAGERY_DOCUMENT)
    return pronoun.lemma not in {"it", "its"} or known.kind not in PERSONS


def before(pronoun: Speaker, setting: Setting) -> Speaker | None:
    """Whom a pronoun leads back to that has said nothing so far: "The council met. It announced a truce."."""
    found = setting.paragraph.doc.char_span(pronoun.start, pronoun.end)
    token: Token | None = found.root if found is not None else None
    pack = setting.names.pack
    meant = (
        antecedent_of(token, setting.names, lexicon_of(pack)) if token is not None and token.tag_ in {"PRP", "PRP$"} else None
    )
    speaker = speaker_of(meant, pack) if meant is not None else None
    return speaker if speaker is not None and is_meant(pronoun, speaker, pack) else None


def name_inside(words: str, pack: Pack) -> int:
    """How many characters of a speaker's words name an actor by themselves; else all.

    That is "the Syrian army" of its command, if the packs know it, else the body of "a K7 political branch spokesman".
    """
    ends = [at for at, mark in enumerate(words) if mark == " "]
    known = next((end for end in reversed(ends) if pack.candidates(words[:end], MentionKind.ACTOR)), None)
    if known is not None or not ends:
        return known or len(words)
    body, role = words[: ends[-1]].rpartition(" ")[2].casefold(), words[ends[-1] + 1 :].casefold()
    classes = lexicon_of(pack).classes.get(body, frozenset())
    speaks_for = speaker_nouns(pack).get(role) is SourceKind.OFFICIAL_ROLE and "actor" in classes and "person" not in classes
    return ends[-1] if speaks_for else len(words)


def body_inside(spoken: Mention, setting: Setting, memory: Memory, pack: Pack) -> Mention | None:
    """The actor that a new speaker's words name by themselves, for "the army" later on the page to lead back to."""
    start, end = spoken.span.start, spoken.span.end
    inside = name_inside(setting.text[start:end], pack)
    if start + inside == end:
        return None
    mention = make_mention(setting.page, start, start + inside, MentionKind.ACTOR, setting.passage)
    memory.actors.append(mention)
    return mention
