"""Links names on small pages, with a pack of our own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sayso.extract.mentions import make_mention
from sayso.model import Link, Mention, MentionKind, Page, Passage, Precision, Role, Span, When
from sayso.pack import Pack, load_pack
from sayso.resolve import resolve

SMALL = Path(__file__).parents[1] / "cases" / "pack_small"
PACK = load_pack([SMALL])
A, S, P = MentionKind.ACTOR, MentionKind.SOURCE, MentionKind.PLACE
Name = tuple[str, MentionKind]


def links_of(parts: list[tuple[str, Role]], *names: Name, pack: Pack = PACK, day: datetime | None = None) -> list[Link]:
    """The links of these names, each searched for after the one before, on a page of these passages."""
    text = "".join(words for words, _ in parts)
    published = None if day is None else When(day, None, Precision.DAY)
    page = Page("page:t", text, "", "t", published=published)
    passages: list[Passage] = []
    for words, role in parts:
        start = passages[-1].span.end if passages else 0
        passages.append(Passage(f"passage:{len(passages)}", Span(page.id, start, start + len(words)), role))
    mentions: list[Mention] = []
    at = 0
    for name, kind in names:
        start = text.index(name, at)
        at = start + len(name)
        passage = next(p for p in passages if p.span.start <= start < p.span.end)
        mentions.append(make_mention(page.id, start, at, kind, passage.id))
    found = {link.mention: link for link in resolve(page, passages, mentions, pack)}
    return [found[mention.id] for mention in mentions]


def body_links(text: str, *names: str, kind: MentionKind = A, pack: Pack = PACK, day: datetime | None = None) -> list[Link]:
    """The links of names of one kind in an article's body."""
    return links_of([(text, Role.BODY)], *((name, kind) for name in names), pack=pack, day=day)
