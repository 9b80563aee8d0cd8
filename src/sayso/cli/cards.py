"""Commands that ask what a case knows of a name: place, actor, source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from sayso.cli.options import case_option, format_option
from sayso.cli.printing import width
from sayso.model import MentionKind

comments_option = click.option("--with-comments", is_flag=True, help="Spellings in readers' comments too.")
Asked = Callable[..., None]


def card_command(kind: MentionKind, words: str) -> click.Command:
    """The command of one kind of name."""

    def show_card(name: str, form: str, with_comments: bool, case_path: Path) -> None:
        print_card(name, kind, form, with_comments, case_path)

    show_card.__doc__ = words
    made: Asked = show_card
    for option in (case_option, format_option, comments_option, click.argument("name")):
        made = option(made)
    return click.command(str(kind))(made)


def print_card(name: str, kind: MentionKind, form: str, with_comments: bool, case_path: Path) -> None:
    from sayso.case import Case
    from sayso.show.card import card_answer
    from sayso.show.card_text import render_card
    from sayso.show.csv import render_csv
    from sayso.show.json import line_json

    with Case.open(case_path) as case:
        found = case.card(name, kind, with_comments)
    if form == "csv":
        click.echo(render_csv(card_answer(found)), nl=False)
    else:
        click.echo(render_card(found, width()) if form == "table" else line_json(found))


place = card_command(
    MentionKind.PLACE,
    """What the case knows of a place's NAME, in any spelling.

    What it may mean and where that lies, each spelling on the pages with its count, rung and words, rivals, claims.
    """,
)
actor = card_command(
    MentionKind.ACTOR,
    """What the case knows of an actor's NAME, in any spelling.

    Whom it may mean, whom that is part of or stands with and from when to when, its spellings with their words, its claims.
    """,
)
source = card_command(
    MentionKind.SOURCE,
    """What the case knows of a source's NAME, in any spelling.

    What it may mean, whose it is and what it has a part in, its spellings with their words, what it said.
    """,
)
