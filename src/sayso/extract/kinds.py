"""What kind of source a noun shows it to be: its own row, whose it is, what it is called beside, how it is described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from sayso.extract.arguments import conjuncts
from sayso.extract.cues import Rows, rows_by_pattern
from sayso.extract.lexicon import lexicon_of
from sayso.extract.tree import Token
from sayso.model import MentionKind, SourceKind
from sayso.pack import Pack

PEOPLE = {SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_ANONYMOUS}
# Kinds that a word before the noun may change: "UN observers", "a hospital official"; what a ministry is for changes nothing.
MEDIA = {SourceKind.OUTLET_UNSPECIFIED, SourceKind.AGENCY}
PRIVATE = {SourceKind.RESIDENTS, SourceKind.ACTIVISTS, SourceKind.MEDICS, SourceKind.ANALYSTS}
QUALIFIED = {*PEOPLE, SourceKind.ANALYSTS, SourceKind.UNSPECIFIED}
# Bodies that tell of others: their spokesman is their word, not an official's.
TELLING = {SourceKind.MONITOR, SourceKind.UN_NGO, SourceKind.MEDICS}
OUTLETS = {SourceKind.AGENCY, SourceKind.STATE_MEDIA, SourceKind.PARTY_MEDIA, SourceKind.OUTLET_NAMED}
# What the name of a body may be called in the words beside it ("the Lantern Watch, a war monitor").
BESIDE = {*TELLING, *OUTLETS, SourceKind.OUTLET_UNSPECIFIED, SourceKind.SOCIAL_MEDIA}
ARMED = {"armed_group", "militia", "party", "clan"}
BELONGING = {"of", "for", "at", "with", "from"}
TIED = {"to", "with", "by", "of"}
# What acts in a text and cannot speak, and how many they are ("dozens said").
THINGS = ("aircraft", "vehicle", "vessel", "weapon", "amount")
FOR_OR_AGAINST = {"pro", "anti"}


@lru_cache(maxsize=8)
def speaker_nouns(pack: Pack) -> Mapping[str, SourceKind]:
    return {row.cue: SourceKind(row.source_kind) for row in reversed(pack.cues) if row.pattern in {"speaker", "document"}}


def before_as_verb(token: Token) -> Token | None:
    """The first word of "Aid workers" where the parser takes it for a command to do something to workers."""
    verb = token.head
    return verb if verb.dep_ == "csubj" and verb.tag_ == "VB" and verb.i == token.i - 1 else None


def has_name(token: Token) -> bool:
    own = [token, *(c for c in token.children if c.dep_ in {"compound", "appos", "nmod"})]
    if any(t.ent_type_ == "PERSON" and t.pos_ == "PROPN" for t in own):
        return True
    # "The spokesman of the Front, Lamis Odeh": two names behind a role are somebody, whatever the parser takes them for.
    behind = (t for t in token.subtree if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i > token.i)
    return token.pos_ == "NOUN" and any(c.dep_ == "compound" and c.pos_ == "PROPN" for t in behind for c in t.lefts)


def named_kind(kind: SourceKind, token: Token, pack: Pack) -> SourceKind:
    """The kind that a noun stands for, seen with the name it is part of and with whose it is."""
    nouns = speaker_nouns(pack)
    if token.lemma_.casefold() in rows_by_pattern(pack)["ourselves"] and any(
        c.dep_ == "poss" and "Person=1" in str(c.morph) for c in token.children
    ):
        # "Our stringer saw" is the paper's own eyes.
        return SourceKind.AUTHOR
    if kind is SourceKind.UN_NGO and token.pos_ == "NOUN" and any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in token.lefts):
        # "The Republic's mission" speaks for the Republic.
        return SourceKind.ORGANISATION
    body = kind_of_body(token, pack) if kind in QUALIFIED else None
    if body is not None:
        return body
    if kind in PEOPLE and has_name(token):
        return SourceKind.OFFICIAL_NAMED
    if kind is SourceKind.ORGANISATION and token.lemma_.casefold() not in nouns and has_role(token, nouns):
        return SourceKind.OFFICIAL_NAMED
    if kind in PEOPLE and is_nameless(token, pack):
        return SourceKind.OFFICIAL_ANONYMOUS
    qualified = qualified_kind(kind, token, pack)
    if (
        qualified is SourceKind.OFFICIAL_ANONYMOUS
        and token.tag_ == "NNS"
        and token.lemma_.casefold() in descriptions(pack, "plural")
    ):
        # "Officials said" is the word of their office; "two officials" are two of them.
        counted = any(c.dep_ == "nummod" for c in token.lefts)
        return kind if counted else SourceKind.OFFICIAL_ROLE
    if qualified is SourceKind.OFFICIAL_ANONYMOUS and token.tag_ == "NNP" and any(c.lower_ == "the" for c in token.lefts):
        # "The Guard" is a body, a guard is one man of one.
        return SourceKind.ORGANISATION
    return kind_of_outlet(kind, token, pack) if kind in MEDIA else qualified


def qualified_kind(kind: SourceKind, token: Token, pack: Pack) -> SourceKind:
    """What the words before a noun make of it: "UN observers", "a hospital official", "defence sources"."""
    of_what = {t.lower_ for c in token.children if c.dep_ in {"compound", "amod", "poss", "nmod"} for t in c.subtree}
    for cue, row in rows_by_pattern(pack)["qualifying"].items():
        found = SourceKind(row.source_kind)
        of_kind = kind is SourceKind.UNSPECIFIED if found is SourceKind.OFFICIAL_ANONYMOUS else kind in QUALIFIED
        body = kind is SourceKind.ORGANISATION and found in {SourceKind.UN_NGO, SourceKind.MONITOR}
        if cue in of_what and found is not SourceKind.STATE_MEDIA and (of_kind or body):
            return found
    return kind


def kind_of_body(token: Token, pack: Pack) -> SourceKind | None:
    """The kind of the body one speaks for, where it counts for more than his office: "the head of the monitoring group"."""
    ties = (c for c in token.rights if c.dep_ == "prep" and c.lower_ in BELONGING)
    bodies = [o for c in ties for o in c.rights if o.dep_ == "pobj"] + [c for c in token.lefts if c.dep_ == "poss"]
    nouns = speaker_nouns(pack)
    kinds = (kind_of(one, words_of_noun(one), nouns, pack) for one in bodies if one.pos_ in {"NOUN", "PROPN"})
    return next((kind for kind in kinds if kind in TELLING), None)


def words_of_noun(noun: Token) -> str:
    before = [c for c in noun.lefts if c.dep_ in {"compound", "amod"}]
    return noun.doc.text[(before[0] if before else noun).idx : noun.idx + len(noun.text)]


def kind_of_outlet(kind: SourceKind, token: Token, pack: Pack) -> SourceKind:
    """Whose an outlet or its man is: "the council's radio", "state-run television", "a site close to the militia"."""
    rows = rows_by_pattern(pack)
    before = [c for c in token.lefts if c.dep_ in {"poss", "compound", "amod", "nmod"}]
    ties = (c for c in token.rights if c.dep_ in {"prep", "acl", "amod", "relcl"})
    behind = [o for c in ties for o in c.subtree if o.dep_ == "pobj" and o.head.lower_ in TIED]
    if any(t.lower_ in FOR_OR_AGAINST for one in before for t in one.subtree):
        return kind
    for one in (*before, *behind):
        inner = {t.lower_ for t in one.subtree}
        side = next((found for t in (one, *one.lefts) if (found := side_of(t, rows, pack)) is not None), None)
        if side is not None:
            return side
        state = next((row for cue, row in rows["qualifying"].items() if cue in inner), None) if one in before else None
        if state is not None and state.source_kind == SourceKind.STATE_MEDIA:
            return SourceKind.STATE_MEDIA
    owner = next((c for c in reversed(before) if c.dep_ in {"poss", "compound"} and c.pos_ in {"NOUN", "PROPN"}), None)
    theirs = kind_of(owner, words_of_noun(owner), speaker_nouns(pack), pack) if owner is not None else None
    if theirs in OUTLETS:
        return theirs
    if theirs in MEDIA and owner is not None:
        return kind_of_outlet(theirs, owner, pack)
    return SourceKind.OUTLET_NAMED if token.tag_ == "NNP" and kind is SourceKind.OUTLET_UNSPECIFIED else kind


def side_of(word: Token, rows: Rows, pack: Pack) -> SourceKind | None:
    """The state's media or a party's, by whose they are."""
    keys = (word.lower_, word.lemma_.casefold(), f"{word.lower_}s")
    row = next((rows[pattern][key] for pattern in ("body", "group") for key in keys if key in rows[pattern]), None)
    kinds = row.source_kind.split("|") if row is not None else []
    if not kinds and word.pos_ == "PROPN":
        kinds = [pack.actors[c.target].kind for c in pack.candidates(words_of_noun(word), MentionKind.ACTOR)]
    if not kinds or kinds[0] == "un_body":
        return None
    if kinds[0] in {"government", "state_force"}:
        return SourceKind.STATE_MEDIA
    return SourceKind.PARTY_MEDIA if row is not None or kinds[0] in ARMED else None


def is_nameless(token: Token, pack: Pack) -> bool:
    """ "A commander", "two generals": one of many, of whom nobody can know which; a spokesman stands for his body."""
    any_one = any(c.lower_ in {"a", "an", "one"} or c.dep_ == "nummod" for c in token.lefts)
    return any_one and token.lemma_.casefold() in descriptions(pack, "nameless")


def by_description(kind: SourceKind, token: Token, pack: Pack) -> SourceKind:
    """ "an officer who asked not to be named" is nobody's spokesman; "a retired colonel" speaks for no army."""
    if kind not in {SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_ANONYMOUS, SourceKind.UNSPECIFIED}:
        return kind
    described = text_of(token)
    if any(words in described for words in descriptions(pack, "anonymous")) or is_unnamed_beside(token, pack):
        return SourceKind.OFFICIAL_ANONYMOUS
    was = any(c.lower_ in descriptions(pack, "former") for c in token.lefts)
    if was and kind is not SourceKind.UNSPECIFIED:
        return SourceKind.ANALYSTS
    placed = token.lower_ in descriptions(pack, "placed") and any(c.dep_ in {"prep", "acl", "relcl"} for c in token.rights)
    return SourceKind.RESIDENTS if placed else kind


def is_unnamed_beside(token: Token, pack: Pack) -> bool:
    """ "Said on condition of anonymity", "officials, speaking anonymously, said": it stands beside the verb of saying."""
    if token.dep_ != "nsubj":
        return False
    asides = [c for c in token.head.children if c.dep_ in {"advcl", "prep", "advmod"}]
    rows = (row for row in rows_by_pattern(pack)["anonymous"].values() if row.takes == "aside")
    return bool(asides) and any(row.cue in text for row in rows for text in map(text_of, asides))


def text_of(token: Token) -> str:
    """All that hangs on a word, in small letters."""
    return token.doc.text[token.left_edge.idx : token.right_edge.idx + len(token.right_edge.text)].casefold()


@lru_cache(maxsize=8)
def descriptions(pack: Pack, pattern: str) -> frozenset[str]:
    return frozenset(row.cue for row in pack.cues if row.pattern == pattern)


def is_qualified(token: Token) -> bool:
    return any(c.dep_ in {"amod", "compound", "poss", "relcl", "acl", "prep"} for c in token.children)


def has_role(token: Token, nouns: Mapping[str, SourceKind]) -> bool:
    """ "X, spokesman for Y": the apposition says that the name is an official's."""
    return any(nouns.get(t.lemma_.casefold()) is SourceKind.OFFICIAL_ROLE for b in beside(token) for t in conjuncts(b))


def beside(token: Token) -> list[Token]:
    """What stands with a name in one phrase: titles before it, appositions behind it."""
    before = [t for c in token.lefts if c.dep_ in {"compound", "nmod"} for t in c.subtree]
    return [*before, *(c for c in token.children if c.dep_ == "appos")]


def names_in(words: str) -> Iterator[str]:
    """The words of a source, and the name at their end: the Agency of "the state-run Anadolu Agency"."""
    yield words
    # "A source of the Herald" is not the Herald.
    own = words.partition(" of ")[0]
    starts = (at + 1 for at, mark in enumerate(own) if mark == " ")
    yield from (own[start:] for start in starts if own[start].isupper() or " " not in own[start:])


def kind_of(token: Token, words: str, nouns: Mapping[str, SourceKind], pack: Pack) -> SourceKind:
    named = next((found for name in names_in(words) if (found := pack.candidates(name, MentionKind.SOURCE))), ())
    if named and not is_its_man(token, nouns, named[0].target, pack):
        return pack.sources[named[0].target].source_kind
    own = next((nouns[key] for key in keys_of(token) if key in nouns), None)
    if own is not None:
        return own
    if token.pos_ == "PROPN" and nouns.get(token.lower_.removesuffix("s")) is SourceKind.ORGANISATION:
        # "The Sarn Brigades": the parser does not know the plural of a name.
        return SourceKind.ORGANISATION
    the = any(c.lower_ == "the" for c in token.lefts)
    if (token.ent_type_ == "PERSON" or has_name(token)) and not the:
        if has_role(token, nouns):
            return SourceKind.OFFICIAL_NAMED
        if token.tag_ == "NNP" and not beside(token):
            # A bare name that no pack knows is a town or a land that speaks; a person is introduced by two.
            return SourceKind.ORGANISATION
        trade = next((nouns[c.lemma_.casefold()] for c in beside(token) if c.lemma_.casefold() in nouns), None)
        return trade or kind_of_leader(token, pack) or SourceKind.UNSPECIFIED
    part = next((nouns[c.lower_] for c in token.children if c.dep_ == "compound" and c.lower_ in nouns), None)
    if token.pos_ == "PROPN" and (part in MEDIA or part in PRIVATE):
        # "Radio Sarn", "Agence Sarn", "our reader Suad".
        return part
    if pack.candidates(words, MentionKind.ACTOR) or pack.candidates(words, MentionKind.PLACE):
        return SourceKind.ORGANISATION
    also = next((nouns[key] for c in token.rights if c.dep_ == "appos" for key in keys_of(c) if key in nouns), None)
    if token.pos_ == "PROPN" and also in BESIDE:
        return SourceKind.OUTLET_NAMED if also is SourceKind.OUTLET_UNSPECIFIED else also
    if token.ent_type_ in {"ORG", "GPE", "NORP"} or token.pos_ == "PROPN":
        return SourceKind.ORGANISATION
    return kind_by_class(token, pack)


def kind_by_class(noun: Token, pack: Pack) -> SourceKind:
    """Of a noun that no row has as a speaker, by what else the packs know of it: "a besieger", "the battalion", "lodgers"."""
    lex = lexicon_of(pack)
    if noun.pos_ != "NOUN" or lex.is_any(noun, THINGS):
        return SourceKind.UNSPECIFIED
    if lex.is_class(noun, "official"):
        return SourceKind.OFFICIAL_ROLE
    body = lex.is_class(noun, "actor") and not lex.is_any(noun, ("person", "civilian"))
    if body or (lex.is_class(noun, "armed") and noun.tag_ == "NNS"):
        return SourceKind.ORGANISATION
    if lex.is_class(noun, "armed"):
        return SourceKind.OFFICIAL_ANONYMOUS
    return SourceKind.RESIDENTS if lex.is_class(noun, "civilian") else SourceKind.UNSPECIFIED


def is_its_man(token: Token, nouns: Mapping[str, SourceKind], source: str, pack: Pack) -> bool:
    """ "A coalition spokesman" speaks for the body that the packs know by these words, and is not the body."""
    return nouns.get(token.lemma_.casefold()) in PEOPLE and pack.sources[source].source_kind is SourceKind.ORGANISATION


def kind_of_leader(name: Token, pack: Pack) -> SourceKind | None:
    """ "X, who heads the monitor", "X, who commands the brigade": an official, or as good as the body itself."""
    led = rows_by_pattern(pack)["leading"]
    verbs = [c for c in name.rights if c.dep_ == "relcl" and c.lemma_.casefold() in led]
    bodies = [o for verb in verbs for o in verb.rights if o.dep_ in {"dobj", "obj"}]
    kinds = [kind_of(one, words_of_noun(one), speaker_nouns(pack), pack) for one in bodies]
    return next((kind for kind in kinds if kind in TELLING), SourceKind.OFFICIAL_NAMED if kinds else None)


def keys_of(token: Token) -> list[str]:
    """A noun with the words before it, the longest first: "war media unit" is a "media unit" too."""
    verb = before_as_verb(token)
    before = [c for c in token.lefts if c.dep_ in {"compound", "amod"}] if verb is None else [verb]
    lemma = token.lemma_.casefold()
    words = [c.lower_ for c in before]
    if FOR_OR_AGAINST.intersection(words):
        # "A pro-government newspaper" is no government newspaper.
        words = []
    phrases = [f"{' '.join(words[first:])} {noun}" for first in range(len(words)) for noun in (lemma, token.lower_)]
    return [*phrases, token.lower_, lemma]
