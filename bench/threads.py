"""Threads of a page: each labelled comment found, its author, time and parent; and the page stripped or flattened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import lxml.etree
import lxml.html

from bench.table import Row, f1, optional, pair_up, share
from sayso.model import Page, Passage, Role
from sayso.text import norm

READERS = {Role.COMMENT, Role.POST}
OUTLET = {Role.HEADLINE, Role.BODY, Role.NOTE, Role.REPRINT, Role.CAPTION}
TELLING = ("class", "id", "itemprop", "itemtype", "itemscope", "itemid", "itemref", "role", "rel", "datetime")
WORD = re.compile(r"\w+")
BLOCK = {"p", "div", "li", "tr", "ul", "ol", "table", "blockquote", "br", "section", "article", "header", "footer"}
BLOCK |= {f"h{level}" for level in range(1, 7)}
UNSEEN = "//script|//style|//noscript|//template|//head"
HALF = 0.5
NEAR = 200
PROBE = 60
ONE_DAY = 1


def parsed(data: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))


def strip(data: bytes) -> bytes:
    """The page without the attributes that tell where comments are, for a reader that has to see it by the layout."""
    root = parsed(data)
    for element in root.iter(lxml.etree.Element):
        for name in TELLING:
            element.attrib.pop(name, None)
    for script in root.xpath("//script[@type='application/ld+json']"):
        script.drop_tree()
    return bytes(lxml.html.tostring(root, encoding="utf-8"))


def flatten(data: bytes) -> bytes:
    """The page as flat text: one line a block, as a copied or saved page has it."""
    root = parsed(data)
    for element in root.xpath(UNSEEN):
        element.drop_tree()
    for element in root.iter(lxml.etree.Element):
        if element.tag in BLOCK:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().encode()


def likeness(left: Counter[str], right: Counter[str]) -> float:
    return f1((left & right).total(), left.total(), right.total())


def find(words: str, text: str, after: int) -> int:
    """Where the first words of a comment stand, white space aside; -1 if nowhere."""
    probe = words[:PROBE].split()
    match = re.compile(r"\s+".join(map(re.escape, probe))).search(text, after) if probe else None
    return match.start() if match is not None else -1


def read_day(words: str | None) -> date | None:
    """The day of a machine date or of the page's own words; None if nothing reads them."""
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        module = optional("dateparser")
    found = module.parse(words, languages=["en"]) if module is not None and words and len(words) >= len("1 May 2001") else None
    return found.date() if found is not None else None


def said(passage: Passage, text: str) -> str:
    """A passage's words without its writer's name and its stamp, which the gold keeps apart."""
    stated = passage.posted.stated if passage.posted is not None else None
    heads = sorted((span.start, span.end) for span in (passage.author, stated) if span is not None)
    out, at = [], passage.span.start
    for start, end in heads:
        out.append(text[at:start])
        at = max(at, end)
    return " ".join((*out, text[at : passage.span.end]))


@dataclass(slots=True)
class Thread:
    """What was right of what was wanted, over the threads of all pages."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: int = 0
    starts: int = 0
    characters: int = 0
    leaked: int = 0

    def add(self, gold: Sequence[Row], page: Page | None, passages: Sequence[Passage]) -> None:
        text = page.text if page is not None else ""
        told = [p for p in passages if p.role in READERS]
        mine = [Counter(WORD.findall(said(p, text).casefold())) for p in told]
        theirs = [Counter(WORD.findall((row.get("text") or "").casefold())) for row in gold]
        pairs = dict(pair_up(len(gold), len(told), lambda i, j: likeness(theirs[i], mine[j]), HALF))
        self.wanted["text"] += len(gold)
        self.right["text"] += len(pairs)
        self.found += len(told)
        at = {str(row.get("id")): pairs.get(i) for i, row in enumerate(gold)}
        for i, row in enumerate(gold):
            self.compare(row, told[pairs[i]] if i in pairs else None, told, at, text)
        self.locate(gold, told, text, passages)

    def join(self, other: Thread) -> None:
        """Adds what was counted on other pages."""
        self.right += other.right
        self.wanted += other.wanted
        self.found += other.found
        self.starts += other.starts
        self.characters += other.characters
        self.leaked += other.leaked

    def compare(self, row: Row, ours: Passage | None, told: Sequence[Passage], at: dict[str, int | None], text: str) -> None:
        day = read_day(row.get("time"))
        for name, known in (("author", row.get("author")), ("time", day), ("parent", "id" in row)):
            self.wanted[name] += bool(known)
        if ours is None:
            return
        author = norm(text[ours.author.start : ours.author.end]) if ours.author is not None else ""
        self.right["author"] += bool(row.get("author") and author and author in norm(row["author"]))
        posted = ours.posted.start if ours.posted is not None else None
        self.right["time"] += day is not None and posted is not None and abs((posted.date() - day).days) <= ONE_DAY
        parent = at.get(str(row.get("parent"))) if row.get("parent") is not None else None
        # Of a question and its answers the gold holds the comments alone: what else is answered it cannot judge.
        above = ours.inside if any(j is not None and told[j].id == ours.inside for j in at.values()) else None
        self.right["parent"] += "id" in row and above == (told[parent].id if parent is not None else None)

    def locate(self, gold: Sequence[Row], told: Sequence[Passage], text: str, passages: Sequence[Passage]) -> None:
        """Where comments begin, and whose words theirs were taken for."""
        where, after = [], 0
        for row in gold:
            start = find(row.get("text") or "", text, after)
            start = start if start >= 0 else find(row.get("text") or "", text, 0)
            after = max(after, start + 1)
            if start >= 0:
                where.append((start, start + len(row["text"])))

        def begins(i: int, j: int) -> float:
            gap = where[i][0] - told[j].span.start
            return 1 / (1 + gap) if 0 <= gap <= NEAR and where[i][0] < told[j].span.end else 0.0

        self.starts += len(pair_up(len(where), len(told), begins, 1e-9))
        self.characters += sum(end - start for start, end in where)
        for p in passages:
            if p.role in OUTLET or (p.role is Role.QUOTE and p.inside not in {t.id for t in told}):
                self.leaked += sum(max(0, min(end, p.span.end) - max(start, p.span.start)) for start, end in where)

    def value(self, figure: str) -> float:
        if figure == "text_f1":
            return f1(self.right["text"], self.wanted["text"], self.found)
        if figure == "starts_f1":
            return f1(self.starts, self.wanted["text"], self.found)
        key = "text" if figure == "found" else figure
        return share(self.right[key], self.wanted[key])

    def count(self, figure: str) -> str:
        key = figure if figure in {"author", "time", "parent"} else "text"
        return f"{self.wanted[key]} comments"
