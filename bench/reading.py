"""A text of a corpus as one page with one body passage, its parse, and what extract and resolve make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import spacy
from spacy.language import Language

from sayso.extract import extract
from sayso.extract.alike import looks_of
from sayso.extract.mend import mend
from sayso.extract.parse import MODEL, Paragraph, parse
from sayso.model import (
    Attribution,
    Claim,
    DateClass,
    Link,
    Mention,
    Page,
    Passage,
    Precision,
    Role,
    Rung,
    Span,
    When,
    record_id,
)
from sayso.pack import Pack, load_pack
from sayso.resolve import resolve

REGION = "syria-iraq"


@cache
def region_pack(world: bool = True) -> Pack:
    return load_pack([REGION], world=world)


@cache
def stock() -> Language:
    """The parser's model as it comes, what the cost of our reading is measured by."""
    return spacy.load(MODEL)


@dataclass(frozen=True)
class Text:
    """One text taken as the body of a page."""

    page: Page
    passages: tuple[Passage, ...]

    def paragraphs(self, pack: Pack) -> list[Paragraph]:
        """As extract reads them."""
        text = self.page.text
        found = parse(text, 0, len(text), looks_of(text, pack))
        for paragraph in found:
            mend(paragraph.doc, pack)
        return found


def day(words: str | None) -> When | None:
    """The day of an ISO date; None for anything else, since a corpus may hold odd dates."""
    try:
        start = datetime.combine(date.fromisoformat((words or "")[:10]), datetime.min.time())
    except ValueError:
        return None
    return When(start, start + timedelta(days=1), Precision.DAY)


def make_text(name: str, text: str, published: When | None = None, source: str | None = None) -> Text:
    page = record_id("page", name, text)
    passage = Passage(record_id("passage", page), Span(page, 0, len(text)), Role.BODY, source)
    known = DateClass.EXPLICIT if published is not None else DateClass.UNKNOWN
    made = Page(page, text, page, f"{name}.txt", source=source, published=published, published_class=known, language="en")
    return Text(made, (passage,))


@dataclass(frozen=True)
class Extracted:
    """What extract and resolve made of a text, with the lookups that scoring needs."""

    text: Text
    mentions: dict[str, Mention]
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    links: tuple[Link, ...]

    def chains(self, claim: Claim) -> Iterator[list[Attribution]]:
        """The chains of a claim, outermost link first."""
        own = {link.id: link for link in self.attributions if link.claim == claim.id}
        inner = {link.inside for link in own.values()}
        for link in own.values():
            if link.id not in inner:
                chain = [link]
                while chain[0].inside in own:
                    chain.insert(0, own[chain[0].inside or ""])
                yield chain

    def fillers(self, claim: Claim, roles: Iterable[str]) -> list[Mention]:
        wanted = set(roles)
        return [self.mentions[mention] for role, mention in claim.roles if role in wanted and mention in self.mentions]

    def words(self, mention: Mention) -> str:
        return self.text.page.text[mention.span.start : mention.span.end]

    def named(self, mention: Mention) -> list[str]:
        """The words, and those of all mentions that the links say mean the same: "the town" and its name."""
        own = next((link for link in self.links if link.mention == mention.id), None)
        if own is None or (own.rung is Rung.NONE and not own.key):
            return [self.words(mention)]
        same = [
            link.mention
            for link in self.links
            if (link.target, link.key if link.target is None else "") == (own.target, own.key if own.target is None else "")
        ]
        return [self.words(mention), *(self.words(self.mentions[m]) for m in same if m != mention.id and m in self.mentions)]


def extract_text(text: Text, pack: Pack) -> Extracted:
    found = extract(text.page, text.passages, pack)
    mentions = {record.id: record for record in found if isinstance(record, Mention)}
    return Extracted(
        text,
        mentions,
        tuple(record for record in found if isinstance(record, Claim)),
        tuple(record for record in found if isinstance(record, Attribution)),
        tuple(resolve(text.page, text.passages, list(mentions.values()), pack)),
    )
