"""Comments that are stated beside a page and not shown in it: they are set below it, each with what is stated of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.items import Item, count_depth
from sayso.read.markup import parse_markup, render
from sayso.read.xml import CONTROL


@dataclass(frozen=True, slots=True)
class Reply:
    """One comment as an export or JSON-LD states it; `parent` is the key of the one it answers, `words` may be HTML."""

    key: str
    parent: str | None
    author: str | None
    posted: str | None
    words: str
    is_staff: bool = False


def append_replies(root: HtmlElement, replies: Sequence[Reply], rule: str, role: Role = Role.COMMENT) -> list[Item]:
    """Sets the thread below the page, answers under what they answer, and gives its items."""
    ordered = list(sort_replies(replies))
    index = {reply.key: i for i, reply in reversed(list(enumerate(ordered)))}
    parents = [before(i, index.get(reply.parent or "")) for i, reply in enumerate(ordered)]
    body = next(root.iter("body"), root)
    section = add(body, "section", None)
    return [
        append_reply(section, reply, parents[i], count_depth(parents[i], parents), rule, role)
        for i, reply in enumerate(ordered)
    ]


def before(i: int, parent: int | None) -> int | None:
    return parent if parent is not None and parent < i else None


def sort_replies(replies: Sequence[Reply]) -> Iterator[Reply]:
    """Each before its answers; those that answer one another in a circle, or what is not there, stand by themselves."""
    keys = {reply.key for reply in replies}
    below: dict[str | None, list[Reply]] = defaultdict(list)
    for reply in replies:
        below[reply.parent if reply.parent in keys and reply.parent != reply.key else None].append(reply)
    met: set[int] = set()
    for top in (below[None], replies):
        stack = [*reversed(top)]
        while stack:
            reply = stack.pop()
            if id(reply) not in met:
                met.add(id(reply))
                yield reply
                stack.extend(reversed(below.get(reply.key, [])))


def append_reply(section: HtmlElement, reply: Reply, parent: int | None, depth: int, rule: str, role: Role) -> Item:
    element = add(section, "div", None)
    author = add(element, "p", reply.author) if reply.author else None
    time = add(element, "p", reply.posted) if reply.posted else None
    if time is not None:
        time.set("datetime", without_controls(reply.posted or ""))
    content = add(element, "div", None)
    for line in lines_of(reply.words):
        add(content, "p", line)
    return Item(
        element=element,
        author=author,
        time=time,
        content=content,
        parent=parent,
        depth=depth,
        staff=reply.is_staff,
        ping=False,
        sure=True,
        rule=rule,
        role=role,
    )


def add(parent: HtmlElement, tag: str, words: str | None) -> HtmlElement:
    child = parent.makeelement(tag)
    child.text = None if words is None else without_controls(words)
    parent.append(child)
    return child


def without_controls(words: str) -> str:
    """What XML cannot hold is left out: these words are read from a record, which is kept as it is."""
    return CONTROL.sub("", words).encode("utf-8", "replace").decode()


def lines_of(words: str) -> list[str]:
    """What a browser would show of them, line by line."""
    root = parse_markup(words) if "<" in words or "&" in words else None
    shown = words if root is None else render(root).text
    return [line for line in shown.split("\n") if line.strip()]
