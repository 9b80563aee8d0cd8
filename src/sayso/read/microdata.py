"""Comments and posts in schema.org microdata: their items say of themselves what they are, whatever the engine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.index import Index
from sayso.read.items import Item, count_depth, find_parents, own

KIND = re.compile(r"schema\.org/(Comment|UserComments|Answer|Question|DiscussionForumPosting)$")
POSTS = frozenset({"Answer", "Question", "DiscussionForumPosting"})
FORUM = "DiscussionForumPosting"
TEXTS = ("text", "commenttext", "articlebody")
WRITERS = ("author", "creator")
# In these a name may stand that is stated beside.
SHOWN = frozenset({"a", "b", "strong", "cite", "span"})
TIMES = ("datepublished", "datecreated", "commenttime")


def find_microdata(index: Index) -> list[Item]:
    """Every item with a text in document order. In a forum a comment is a post; one inside another answers it.

    Questions with their answers are readers' where the page is for asking; else an outlet asks and answers itself.
    """
    is_asked = any("schema.org/QAPage" in kind for kind in index.types)
    typed = index.where(lambda kind: KIND.search(kind) is not None, index.types)
    found = [(e, met[1]) for e in typed if (met := KIND.search(e.get("itemtype") or "")) is not None]
    found = [(e, kind) for e, kind in found if is_asked or kind not in {"Answer", "Question"}]
    kinds = {kind for _, kind in found}
    elements = [element for element, _ in found]
    kept = frozenset(elements)
    parts = {element: list(own(element, kept)) for element in elements}
    worded = [(e, kind) for e, kind in found if with_property(parts[e], *TEXTS) is not None]
    parents = find_parents([element for element, _ in worded])
    return [
        read_item(
            element,
            parts[element],
            parents[i],
            count_depth(parents[i], parents),
            Role.POST if kind in POSTS or FORUM in kinds else Role.COMMENT,
        )
        for i, (element, kind) in enumerate(worded)
    ]


def with_property(parts: Sequence[HtmlElement], *names: str) -> HtmlElement | None:
    """The first element of the first of these properties; one that shows words goes before one that only states them."""
    for name in names:
        having = [part for part in parts if name in (part.get("itemprop") or "").lower().split()]
        if having:
            return next((part for part in having if part.tag not in {"meta", "link"}), having[0])
    return None


def read_item(element: HtmlElement, parts: Sequence[HtmlElement], parent: int | None, depth: int, role: Role) -> Item:
    content = with_property(parts, *TEXTS)
    time = with_property(parts, *TIMES)
    return Item(
        element=element,
        author=find_writer(parts),
        time=next((part for part in parts if part.tag == "time"), None) if time is None else time,
        content=element if content is None else content,
        parent=parent,
        depth=depth,
        staff=False,
        ping=False,
        sure=True,
        rule="microdata",
        role=role,
    )


def find_writer(parts: Sequence[HtmlElement]) -> HtmlElement | None:
    writer = with_property(parts, *WRITERS)
    if writer is None:
        return None
    inner = list(writer.iter())
    name = with_property(inner, "name")
    if name is not None and name.tag != "meta":
        return name
    # The name is stated where nobody sees it: then the link to the writer shows it, beside one of a letter for a picture.
    link = next((part for part in inner if part.tag == "a" and len(words_of(part)) > 1), None)
    stated = (name.get("content") or "").strip() if name is not None else ""
    shown = (part for part in parts if stated and part.tag in SHOWN and words_of(part) == stated)
    return link if link is not None else next(shown, writer)


def words_of(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()
