"""Documents with words laid out for paper: PDF through pypdf, DOCX by its own XML."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from html import escape
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from sayso.model import Page, Passage, Problem, record_id
from sayso.pack import Pack
from sayso.read.archive import BROKEN
from sayso.read.compose import Stated, compose
from sayso.read.decode import MOST_BYTES
from sayso.read.hint import Hint, make_problem
from sayso.read.html import read_html
from sayso.read.lexicon import read_lexicon
from sayso.read.plain import read_text
from sayso.read.replies import Reply
from sayso.read.xml import parse_xml

logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

MOST_SHEETS = 1_000
# The operators of one sheet; a sheet of text has thousands of bytes, one of drawings millions and no words.
MOST_CONTENT = 2_000_000
MOST_TEXT = 5_000_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
# Foreign code on files it did not expect; what it raises on purpose is among these or its own.
FAILURES = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, RuntimeError, TypeError, ValueError)


def read_pdf(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Page | Passage | Problem]:
    """The text as the file lays it out, sheet by sheet; its layout is all there is to tell readers from the outlet."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    sheets: list[str] = []
    remarks: list[str] = []
    try:
        document = PdfReader(BytesIO(data))
        count = 0 if document.is_encrypted and not document.decrypt("") else len(document.pages)
        for number in range(min(count, MOST_SHEETS)):
            sheets.append(sheet_text(document, number, remarks))
            if sum(map(len, sheets)) > MOST_TEXT:
                remarks.append(f"more than {MOST_TEXT:,} characters; read up to sheet {number + 1}")
                break
    except (PyPdfError, *FAILURES) as error:
        remarks.append(f"the PDF is broken ({type(error).__name__}); read as far as it goes")
    text = "\n\n".join(sheets).replace("\x00", "")
    if not text.strip():
        yield make_problem(hint.path, "; ".join([*remarks, "there are no words in the PDF, only pictures or nothing"]))
        return
    page = record_id("page", hint.url or hint.path, sha256)
    yield from read_text(page, text, sha256, hint, read_lexicon(pack, hint.zone))
    yield from (make_problem(page, remark) for remark in remarks)


def sheet_text(document: object, number: int, remarks: list[str]) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    assert isinstance(document, PdfReader)
    try:
        sheet = document.pages[number]
        content = sheet.get_contents()
        if content is not None and len(content.get_data()) > MOST_CONTENT:
            remarks.append(f"sheet {number + 1} draws too much to be text; not read")
            return ""
        return str(sheet.extract_text()).encode("utf-8", "replace").decode()
    except (PyPdfError, *FAILURES) as error:
        remarks.append(f"sheet {number + 1} cannot be read ({type(error).__name__})")
        return ""


def read_docx(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Page | Passage | Problem]:
    """Its paragraphs, deleted ones left out; what reviewers set in the margin are comments, and not the document's."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: part_of(archive, name) for name in ("word/document.xml", "word/comments.xml", "docProps/core.xml")}
    except BROKEN as error:
        yield make_problem(hint.path, f"the document cannot be opened ({str(error)[:80]}); kept, but not read")
        return
    root = parts["word/document.xml"]
    if root is None:
        yield make_problem(hint.path, "the document is broken, or too large; kept, but not read")
        return
    core = parts["docProps/core.xml"]
    title = None if core is None else " ".join((core.findtext(f"{DUBLIN}title") or "").split()) or None
    author = None if core is None else " ".join((core.findtext(f"{DUBLIN}creator") or "").split()) or None
    shown = list(find_paragraphs(root))
    if title is None and shown and shown[0][0]:
        title, shown = shown[0][1], shown[1:]
    content = "".join(f"<{tag}>{escape(words)}</{tag}>" for heading, words in shown for tag in ["h2" if heading else "p"])
    replies = [] if parts["word/comments.xml"] is None else list(find_margin(parts["word/comments.xml"]))
    page = compose(Stated(title, None, author), content)
    yield from read_html(page, sha256, hint, pack, whole=True, replies=replies, rule="docx.comments")


def part_of(archive: ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        data = stream.read(MOST_BYTES + 1)
    root, _ = parse_xml(data.decode("utf-8", "replace")) if len(data) <= MOST_BYTES else (None, [])
    # A part that defines entities of its own was made by no word processor.
    dtd = None if root is None else root.getroottree().docinfo.internalDTD
    return root if dtd is None else None


def find_paragraphs(root: etree._Element) -> Iterator[tuple[bool, str]]:
    """Whether each is a heading, and its words."""
    for paragraph in root.iter(f"{WORD}p"):
        words = words_of(paragraph)
        if words:
            style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
            name = "" if style is None else style.get(f"{WORD}val") or ""
            yield name.startswith(("Heading", "Title")), words


def words_of(paragraph: etree._Element) -> str:
    out: list[str] = []
    for run in paragraph.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
        # A text box holds paragraphs of its own, which are met by themselves.
        if next(run.iterancestors(f"{WORD}p")) is paragraph:
            out.append(run.text or "" if run.tag == f"{WORD}t" else " ")
    return " ".join("".join(out).split())


def find_margin(root: etree._Element) -> Iterator[Reply]:
    for number, comment in enumerate(root.iter(f"{WORD}comment")):
        words = "\n".join(words_of(paragraph) for paragraph in comment.iter(f"{WORD}p"))
        if words.strip():
            key = comment.get(f"{WORD}id") or str(number)
            yield Reply(key, None, comment.get(f"{WORD}author"), comment.get(f"{WORD}date"), escape(words))
