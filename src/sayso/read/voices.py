"""Voices inside an article: editor's notes, updates, and what is reprinted from others.

Page order is not time order: an update stands on top and is later than what is below it. Where a reprint may end is often
unsaid; what may be either voice is labelled unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Precision, Role, Span, When
from sayso.read.article import Part
from sayso.read.lexicon import Lexicon
from sayso.read.outlet import credited_source, is_same_outlet, known_source
from sayso.read.passages import Label
from sayso.read.signs import is_name
from sayso.read.stamps import find_hour, find_yearless, whole_day

BRACKET = re.compile(r"[\[(]\s*")
CLOSED_BY = {"[": "]", "(": ")"}
LONGEST_NOTE = 20_000
SIGNED = re.compile(r"(?:(?<!\b[A-Z])\.|[!?…\"”’)])\s*(?:[-–—]+\s*)?((?:[A-Z]\.|[^.!?…\"“”()\[\]]){2,40}?)\s*$")
UPDATE_HEAD = 100
MOST_UPDATE_PARTS = 3
CREDIT_WORDS = 6
MOST_QUOTED_PARTS = 40
OPENING = re.compile(r"[\"“”«„]\s*(?:…|\.\.\.)?")
MARKS = '"“”«»„'
# An agency's mark closes a paragraph after its full stop: "... on Friday.  HW", "... on Friday. (Harbour Wire)".
AGENCY_MARK = re.compile(r"(?:[.!?…”\"]\s*[-–—]*\s*[(\[]?|^\s*[(\[])(?P<name>[A-Z]\w*(?: [A-Z]\w+){0,3})[)\]]?\s*$")
AGENCY_CODE = re.compile(r"[A-Z]{2,6}")
AGENCY_DATELINE = re.compile(r"[^\W\d][\w ,.'’/-]{1,60}\((?P<name>[\w ]{2,30})\)\s*[-–—]")


@dataclass(frozen=True, slots=True)
class Telling:
    """What the voices of one page are read by; `stamps` are offsets of publication stamps among the parts."""

    text: str
    page: str
    source: str | None
    published: When | None
    stamps: tuple[int, ...]
    lexicon: Lexicon


def label_voices(parts: Sequence[Part], telling: Telling) -> list[Label]:
    """Labels to lay over the body: reprints first, notes and updates over them."""
    notes = [*find_notes(parts, telling), *find_updates(parts, telling)]
    return [*find_reprints(uncovered(parts, notes), telling), *notes]


def uncovered(parts: Sequence[Part], notes: Sequence[Label]) -> list[Part]:
    """The parts that do not begin inside a note."""
    spans = iter(sorted((note.start, note.end) for note in notes if note.role is Role.NOTE))
    left: list[Part] = []
    coming, end = next(spans, None), 0
    for part in parts:
        while coming is not None and coming[0] <= part.start:
            end, coming = max(end, coming[1]), next(spans, None)
        if part.start >= end:
            left.append(part)
    return left


def find_notes(parts: Sequence[Part], telling: Telling) -> Iterator[Label]:
    """Bracketed notes wherever they open, however many paragraphs they hold; unbracketed ones to the end of theirs."""
    signs, done = telling.lexicon.signs, 0
    for i, part in enumerate(parts):
        if part.start < done:
            continue
        if signs.holds("editor_note", part.words):
            yield note(part.start, part.end, telling)
            continue
        for bracket in BRACKET.finditer(part.words):
            inner = part.words[bracket.end() : bracket.end() + UPDATE_HEAD]
            start = part.start + bracket.start()
            # A bare "note:" in round brackets is the writer's own aside.
            is_square = bracket.group().startswith("[")
            if start < done or not (signs.holds("editor_note", inner) or (is_square and signs.holds("bracket_note", inner))):
                continue
            end = closing(telling.text, start, parts[-1].end)
            if end is None:
                yield note(start, part.end, telling)
                yield from unsure(parts[i + 1 : first_wide(parts, i + 1)])
                return
            yield note(start, end, telling)
            done = end


def closing(text: str, start: int, end: int) -> int | None:
    """Just after the bracket that closes the one at `start`, None if none does in good time."""
    opened, closed, depth = text[start], CLOSED_BY[text[start]], 0
    for at in range(start, min(end, start + LONGEST_NOTE)):
        depth += (text[at] == opened) - (text[at] == closed)
        if depth == 0:
            return at + 1
    return None


def note(start: int, end: int, telling: Telling) -> Label:
    inner = telling.text[start:end].rstrip(" \n\r\u00a0])")
    signed = SIGNED.search(inner)
    author = None
    if signed is not None and is_name(signed[1].strip(), telling.lexicon.signs):
        author = (start + signed.start(1), start + signed.end(1))
    return Label(start, end, Role.NOTE, "note.editor", f"note:{start}", 0.9, author=author)


def unsure(parts: Sequence[Part]) -> Iterator[Label]:
    for part in parts:
        yield Label(part.start, part.end, Role.UNKNOWN, "voice.unsure", "unsure", 0.5, own=False)


def first_wide(parts: Sequence[Part], first: int) -> int:
    """The next part after a wide gap, or the end of all parts."""
    return next((i for i in range(first, len(parts)) if parts[i].wide), len(parts))


def find_updates(parts: Sequence[Part], telling: Telling) -> Iterator[Label]:
    """An update is a paragraph, or, where its head stands alone, what follows up to a wide gap, else one paragraph."""
    for i, part in enumerate(parts):
        if not telling.lexicon.signs.holds("update", part.words):
            continue
        head = part.words[:UPDATE_HEAD]
        posted, told = update_time(head, part.start, telling)
        last = i
        if len(part.words[told:].split()) <= 3 and i + 1 < len(parts):
            wide = first_wide(parts, i + 1)
            last = wide - 1 if i < wide - 1 <= i + MOST_UPDATE_PARTS and wide < len(parts) else i + 1
        yield Label(part.start, parts[last].end, Role.NOTE, "note.update", f"update:{part.start}", 0.85, posted=posted)


def update_time(head: str, at: int, telling: Telling) -> tuple[When | None, int]:
    """When an update was posted, and where in its head the words of that end.

    A day without a year is the first such day from the day of publication on. An hour without a day is not before that
    hour of the day of publication; how much later, nobody says.
    """
    stamp = telling.lexicon.stamp(head)
    if stamp is not None:
        said = Span(telling.page, at + stamp.start, at + stamp.end)
        when = stamp.when
        return None if when is None else When(when.start, when.end, when.precision, said), stamp.end
    day = telling.published.start if telling.published is not None else None
    dated = find_yearless(head, telling.lexicon.clock, day.date()) if day is not None else None
    if dated is not None:
        hour = find_hour(head[dated[1] :], dated[2], telling.lexicon.clock, telling.lexicon.zone)
        when = whole_day(dated[2]) if hour is None else hour[2]
        end = dated[1] + (hour[1] if hour is not None else 0)
        return When(when.start, when.end, when.precision, Span(telling.page, at + dated[0], at + end)), end
    hour = find_hour(head, day.date(), telling.lexicon.clock, telling.lexicon.zone) if day else None
    if hour is None:
        return None, head.find(":") + 1 if day else len(head)
    return When(hour[2].start, None, Precision.OPEN_END, Span(telling.page, at + hour[0], at + hour[1])), hour[1]


def find_reprints(parts: Sequence[Part], telling: Telling) -> list[Label]:
    """The first sign that fits decides: an agency's dateline, a credit line, an agency's mark at a paragraph's end."""
    if not parts:
        return []
    dateline = AGENCY_DATELINE.match(parts[0].words)
    agency = known_source(dateline["name"], telling.lexicon.pack) if dateline else None
    if dateline is not None and agency is not None and not is_same_outlet(agency, telling.source):
        named = (parts[0].start + dateline.start("name"), parts[0].start + dateline.end("name"))
        return list(reprint(parts, agency, "reprint.dateline", named))
    for i, part in enumerate(parts):
        voice = read_credit(part.words, telling)
        if voice is not None and not is_same_outlet(voice, telling.source):
            credit = Label(part.start, part.end, Role.NOTE, "reprint.credit", f"credit:{part.start}", 0.9)
            return [*credited(parts, i, voice, telling), credit]
    for i, part in enumerate(parts):
        if (marked := marked_reprint(parts, i, part, telling)) is not None:
            return marked
    return []


def read_credit(words: str, telling: Telling) -> str | None:
    met = telling.lexicon.signs.match("reprint_credit", words)
    if met is None:
        return None
    name = met[0]["name"].strip(" .,:;\u00a0")
    if not name or name[0].islower() or len(name.split()) > CREDIT_WORDS:
        return None
    return credited_source(name, telling.lexicon.pack)


def reprint(parts: Sequence[Part], voice: str, rule: str, author: tuple[int, int] | None = None) -> Iterator[Label]:
    key = f"reprint:{parts[0].start}" if parts else ""
    for part in parts:
        yield Label(part.start, part.end, Role.REPRINT, rule, key, 0.8, own=False, voice=voice, author=author)


def credited(parts: Sequence[Part], i: int, voice: str, telling: Telling) -> Iterator[Label]:
    """What a credit line covers: all below if it stands on top, all above if it closes the page.

    A publication stamp between the credit and the text shows that what stands before the stamp was put in by somebody.
    """
    above, below = parts[:i], parts[i + 1 :]
    if not above:
        stamped = next((at for at in telling.stamps if below and below[0].start < at < below[-1].start), 0)
        yield from unsure([part for part in below if part.start < stamped])
        yield from reprint([part for part in below if part.start > stamped], voice, "reprint.credit_above")
    elif not below:
        yield from reprint(above, voice, "reprint.credit_below")
    elif parts[i].words.rstrip().endswith(":"):
        end = first_wide(parts, i + 1)
        known = end < len(parts)
        yield from reprint(parts[i + 1 : end], voice, "reprint.credit_above") if known else unsure(below)
    else:
        opened = opening_part(parts, i)
        yield from unsure([parts[i - 1]]) if opened is None else reprint(parts[opened:i], voice, "reprint.opened")


def opening_part(parts: Sequence[Part], i: int) -> int | None:
    """The part above that opens a quotation which is still open at `i`: an ellipsis after the mark, or no mark to close it."""
    for j in range(i - 1, max(i - MOST_QUOTED_PARTS, -1), -1):
        if is_opened(parts[j].words):
            return j
        if parts[j].wide:
            return None
    return None


def is_opened(words: str) -> bool:
    mark = OPENING.match(words)
    if mark is None:
        return False
    return len(mark.group().strip()) > 1 or sum(words.count(c) for c in MARKS) % 2 == 1


def marked_reprint(parts: Sequence[Part], i: int, part: Part, telling: Telling) -> list[Label] | None:
    """What an agency's mark covers: from the mark that opens the quotation, else all above it up to a wide gap."""
    mark = AGENCY_MARK.search(part.words[-80:])
    if mark is None:
        return None
    voice = known_source(mark["name"], telling.lexicon.pack)
    opened = i if is_opened(part.words) else opening_part(parts, i)
    if voice is None and opened is not None and AGENCY_CODE.fullmatch(mark["name"]):
        voice = credited_source(mark["name"], telling.lexicon.pack)
    if voice is None or is_same_outlet(voice, telling.source):
        return None
    at = part.end - min(len(part.words), 80)
    named = (at + mark.start("name"), at + mark.end("name"))
    begin = opened if opened is not None else max((j for j in range(i + 1) if parts[j].wide), default=0)
    return list(reprint(parts[begin : i + 1], voice, "reprint.mark", named))
