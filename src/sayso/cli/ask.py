"""Commands that ask a case: show, held, why, explain, export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import as_of_option, case_option, day_option, filter_options, format_option, make_filters, pack_option
from sayso.cli.printing import print_answer, width

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.show.filter import Filters

SITE = "site"

text_or_json = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)


@click.command()
@click.argument("noun")
@filter_options
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="The first N rows only.")
@format_option
@case_option
def show(noun: str, form: str, case_path: Path, **options: object) -> None:
    """List what the case holds of one NOUN.

    NOUN is a view of the case: events claims attributions sources places actors controls disputes forecasts copies roots
    pages passages mentions links judgements problems runs. A filter that means nothing for a noun is refused.
    """
    from sayso.case import Case

    filters, recorded_by = make_filters(options)
    with Case.open(case_path, recorded_by=recorded_by) as case:
        print_answer(case.store, case.rows(noun, filters), form)


@click.command()
@click.argument("place")
@day_option("--on", words="The end of which day in the world is asked about.", required=True)
@as_of_option
@format_option
@case_option
def held(place: str, on: date, as_of: date | None, form: str, case_path: Path) -> None:
    """Who held PLACE on a day, as could be known by a day.

    Each root's word with its quote, then what they come to together.
    """
    from sayso.case import Case
    from sayso.show.held import held_answer, render_held
    from sayso.show.ids import short_id

    with Case.open(case_path) as case:
        answer = case.held(place, on, as_of)
        if form == "table":
            click.echo(render_held(case.store, answer, partial(short_id, case.store), width()))
            return
        print_answer(case.store, held_answer(case.store, answer), form)
        click.echo(answer.sentence, err=True)


@click.command()
@click.argument("name")
@day_option("--on", words="The end of which day in the world is asked about.", required=True)
@as_of_option
@format_option
@case_option
def route(name: str, on: date, as_of: date | None, form: str, case_path: Path) -> None:
    """Who held each part of a road, river or crossing, and whether it was open.

    NAME is a route of the packs in any spelling, or one place. Each root's word with its quote, what they come to together,
    and the parts of which nobody says anything.
    """
    from sayso.case import Case
    from sayso.show.route import render_route, route_answer

    with Case.open(case_path) as case:
        way = case.route(name, on, as_of)
        if form == "table":
            click.echo(render_route(case.store, way, width()))
            return
        print_answer(case.store, route_answer(case.store, way), form)


@click.command()
@day_option("--since", words="From the beginning of that day on.", required=True)
@click.option(
    "--by", type=click.Choice(["case", "published"]), default="case", help="When the case learnt it, or when it was published."
)
@format_option
@case_option
def changes(since: date, by: str, form: str, case_path: Path) -> None:
    """What the case gained since a day.

    Grades that moved, places that another holds, forecasts that were decided, each with the words that did it; then what
    people judged, new events and new pages.
    """
    from sayso.case import Case
    from sayso.show.changes import render_changes
    from sayso.show.ids import short_id

    with Case.open(case_path) as case:
        answer = case.changes(since, published=by == "published")
        if form == "table":
            click.echo(render_changes(answer, partial(short_id, case.store), width()))
            return
        print_answer(case.store, answer, form)


@click.command()
@click.argument("record", metavar="ID")
@text_or_json
@case_option
def why(record: str, form: str, case_path: Path) -> None:
    """The way back from any record to the exact words.

    Page, offsets, sha256, context, chain of say-so, copies, disputes, judgements; of an event its roots, each with the
    outlets that carry it. Any unambiguous beginning of an ID will do.
    """
    from sayso.case import Case
    from sayso.show.json import line_json
    from sayso.show.why_event import render

    with Case.open(case_path) as case:
        found = case.why(record)
    click.echo(render(found, width()) if form == "table" else line_json(found))


@click.command()
@click.argument("sentence")
@day_option("--date", "said", words="The day it is said to be printed.")
@click.option("--outlet", metavar="NAME", help="The outlet it is said to be printed in.")
@pack_option
@text_or_json
@case_option
def explain(sentence: str, said: date | None, outlet: str | None, packs: tuple[str, ...], form: str, case_path: Path) -> None:
    """What the machine reads in SENTENCE, and why.

    Claims, roles, chain and firmness, and the rules that fired. It goes by the packs of the case, if there is one, and
    those given; without either by the languages and the world's places alone.
    """
    from sayso.show.explain import render_explained
    from sayso.show.json import line_json

    with open_or_blank(case_path) as case:
        found = case.explain(sentence, said, outlet, packs)
    click.echo(render_explained(found, width()) if form == "table" else line_json(found))


@contextmanager
def open_or_blank(case_path: Path) -> Iterator[Case]:
    from sayso.case import Case

    with Case.open(case_path) if case_path.exists() else Case.open(Path(":memory:"), write=True) as case:
        yield case


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path))
@filter_options
@case_option
def export(form: str, out: Path, case_path: Path, **options: object) -> None:
    """Write the case as csv, json or a site into the folder OUT.

    csv and json are one file a noun, a site is pages to be opened from disk; the filters of `show` hold. What a person
    restricted stays behind, and so does each noun that a filter means nothing for.
    """
    from sayso.case import Case
    from sayso.show import EXPORTERS

    if form not in (*EXPORTERS, SITE):
        raise click.BadParameter(f"no export {form!r}; there are {', '.join((*EXPORTERS, SITE))}", param_hint="FORMAT")
    filters, recorded_by = make_filters(options)
    with Case.open(case_path, recorded_by=recorded_by) as case:
        for file in write_site(case, out, filters) if form == SITE else EXPORTERS[form](case, out, filters):
            click.echo(str(file))


def write_site(case: Case, out: Path, filters: Filters) -> list[Path]:
    """Apart, as nothing else here needs the web's packages."""
    from sayso.web.site import write

    return write(case, out, filters)
