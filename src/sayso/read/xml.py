"""XML that others wrote (feeds, exports), read within bounds: no entity resolved, nothing fetched, breaks told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(r"<!\[CDATA\[(?s:.)*?(?:\]\]>|\Z)|&(?P<name>(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{0,40});)?")
PREDEFINED = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """The file's root, None if it cannot be read, and what was wrong with it."""

    root: etree._Element | None
    remarks: tuple[str, ...] = ()


def parse_file(text: str, kind: str) -> Parsed:
    """Nothing is fetched and no entity resolved; of a broken file what stands before the break. `kind` is what it is called.

    Behind a break the parser would go on and leave out characters in silence.
    """
    sound, remarks = mend(text, kind)
    root, errors = parse_xml(sound)
    fatal = next((error for error in errors if error.level_name == "FATAL"), None)
    if fatal is not None:
        remarks = (*remarks, f"the {kind} is broken at line {fatal.line} ({told(fatal)}); read up to there")
        root, _ = parse_xml(cut_at(sound, fatal.line, fatal.column))
    elif errors:
        remarks = (*remarks, f"the {kind} has an error at line {errors[0].line} ({told(errors[0])})")
    if root is None:
        return Parsed(None, (*remarks, f"there is no {kind} in it"))
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():  # type: ignore[union-attr,attr-defined,unused-ignore]
        return Parsed(None, (*remarks, f"the {kind} defines entities of its own, as no {kind} needs to; kept, but not read"))
    return Parsed(root, remarks)


def mend(text: str, kind: str) -> tuple[str, tuple[str, ...]]:
    """What many programs write and XML forbids: names that HTML defines ("&nbsp;"), a bare "&", control characters."""
    sound, controls = CONTROL.subn("", text)
    sound = REFERENCE.sub(mend_reference, sound)
    return sound, (f"{controls} control characters in the {kind} were left out",) if controls else ()


def mend_reference(match: re.Match[str]) -> str:
    name = match["name"]
    if match[0][0] == "<" or (name is not None and (name in PREDEFINED or name[0] == "#")):
        return match[0]
    meant = html5.get(name) if name is not None else None
    return "&amp;" + match[0][1:] if meant is None else "".join(f"&#{ord(c)};" for c in meant)


def parse_xml(text: str) -> tuple[etree._Element | None, list[etree._LogEntry]]:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root, list(parser.error_log)


def told(error: etree._LogEntry) -> str:
    """What the parser says, without the words of the file that it may quote."""
    return str(error.message).partition("\n")[0][:80].strip()


def cut_at(text: str, line: int, column: int) -> str:
    lines = text.split("\n")[:line]
    return "\n".join([*lines[:-1], lines[-1][: max(column - 1, 0)]])
