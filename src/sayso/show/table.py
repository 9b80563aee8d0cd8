"""Tables for a terminal: fitted to its columns, one record a row, a short id first, the words it rests on below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from sayso.show.cells import clean, cut, pad, plural, width
from sayso.show.filter import Answer
from sayso.show.layout import LAYOUTS, Column, Layout, plain_layout

WIDTH = 100
GAP = "  "
Words = Callable[[str], str]


def render_table(answer: Answer, short: Words, columns: int = WIDTH, bold: Words = str) -> str:
    """The answer as lines of at most `columns`; the last lines say as of when it is and what was left out."""
    layout = LAYOUTS.get(answer.noun) or plain_layout(answer.columns)
    body = grid(answer, layout, short, columns, bold) if answer.rows else [f"no {answer.noun} to show"]
    return "\n".join([*body, *footer(answer)])


def grid(answer: Answer, layout: Layout, short: Words, columns: int, bold: Words = str) -> Iterator[str]:
    shown = (Column(layout.first, lambda row: short(str(row["id"]))), *layout.columns)
    records = answer.records()
    rows = [[clean(column.cell(record)) for column in shown] for record in records]
    widths = fit(shown, rows, columns)
    yield bold(line([column.heading for column in shown], shown, widths))
    indent = " " * (widths[0] + len(GAP))
    for cells, record in zip(rows, records, strict=True):
        yield line(cells, shown, widths)
        for words in layout.below(record, columns - len(indent)) if layout.below is not None else ():
            yield indent + cut(words, columns - len(indent))


def fit(shown: Sequence[Column], rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """A width for each column: its widest cell, the roomiest giving way until the line fits; ids are never cut."""
    widths = [max(width(column.heading), *(width(row[at]) for row in rows)) for at, column in enumerate(shown)]
    least = [min(w, max(column.least, width(column.heading))) for w, column in zip(widths, shown, strict=True)]
    for floor in (least, [1] * len(widths)):
        while sum(widths) + len(GAP) * (len(widths) - 1) > columns:
            yielding = [at for at, w in enumerate(widths) if at > 0 and w > floor[at]]
            if not yielding:
                break
            widths[max(yielding, key=lambda at: widths[at])] -= 1
    return widths


def line(cells: Sequence[str], shown: Sequence[Column], widths: Sequence[int]) -> str:
    fitted = (pad(cut(cell, w), w, column.right) for cell, column, w in zip(cells, shown, widths, strict=True))
    return GAP.join(fitted).rstrip()


def footer(answer: Answer) -> Iterator[str]:
    """As of when, in which zone, and what no such answer can hold."""
    if answer.as_of is not None:
        left_out = f"{plural(answer.undated, 'page')} without a date left out"
        yield f"as of the end of {answer.as_of.day} {answer.as_of:%b %Y}, {answer.zone}; {left_out}"
    yield from wrap(answer.note, WIDTH, break_long_words=False, break_on_hyphens=False)
