"""Prints an answer: the data on stdout, what must be said of it beside the rows of a table, else on stderr."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.show.filter import Answer
    from sayso.store import Store

PIPED = 100


def width() -> int:
    """The terminal's own width; in a pipe always the same, so that what is printed does not hang on who prints it."""
    return shutil.get_terminal_size((PIPED, 24)).columns if sys.stdout.isatty() else PIPED


def print_answer(store: Store, answer: Answer, form: str) -> None:
    from sayso.show.csv import render_csv
    from sayso.show.ids import short_id
    from sayso.show.json import render_json
    from sayso.show.table import footer, render_table

    if form == "table":
        bold = partial(click.style, bold=True)
        click.echo(render_table(answer, partial(short_id, store), width(), bold))
        return
    click.echo(render_csv(answer) if form == "csv" else render_json(answer), nl=form == "json")
    for line in footer(answer):
        click.echo(line, err=True)
