"""Progress on stderr: bars on a terminal, a JSON line a step where asked for, nothing in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.case import Counts, Progress


@contextmanager
def telling(as_json: bool) -> Iterator[Callable[[Progress], None]]:
    """What to tell of each step, for as long as a fill goes on."""
    if as_json:
        yield lambda step: click.echo(json.dumps(asdict(step)), err=True)
    elif sys.stderr.isatty():
        with bars() as tell:
            yield tell
    else:
        yield lambda step: None


@contextmanager
def bars() -> Iterator[Callable[[Progress], None]]:
    """One bar a room, kept when it is full."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, TextColumn("{task.fields[name]}"), console=Console(stderr=True)) as shown:
        tasks: dict[str, TaskID] = {}

        def tell(step: Progress) -> None:
            if step.room not in tasks:
                tasks[step.room] = shown.add_task(step.room, total=step.total, name="")
            shown.update(tasks[step.room], completed=step.done, total=step.total, name=step.name[-40:])

        yield tell


def print_counts(counts: Counts, as_json: bool) -> None:
    """What the case holds now, in one line."""
    from sayso.show.cells import plural

    if as_json:
        click.echo(json.dumps(asdict(counts)))
        return
    passages = f"{plural(counts.passages, 'passage')} ({plural(counts.comments, 'comment')})"
    others = ((counts.claims, "claim"), (counts.attributions, "attribution"), (counts.reprints, "reprint"))
    said = [plural(counts.pages, "page"), passages, *(plural(count, noun) for count, noun in others)]
    click.echo(", ".join([*said, plural(counts.problems, "problem")]))
    if counts.problems:
        click.echo("`sayso problems` lists what could not be read or understood", err=True)
