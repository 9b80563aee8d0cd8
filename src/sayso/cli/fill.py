"""Commands that fill a case: run, the rooms one by one, and the demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option, json_option, pack_option
from sayso.cli.progress import print_counts, telling

if TYPE_CHECKING:
    from sayso.show.filter import Answer
    from sayso.store import Store

strict_option = click.option("--strict", is_flag=True, help="Stop at the first Problem, with exit code 1.")
paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))


@click.command()
@paths_argument
@pack_option
@strict_option
@json_option
@case_option
def run(paths: tuple[Path, ...], packs: tuple[str, ...], strict: bool, as_json: bool, case_path: Path) -> None:
    """Fill a case from files and folders, all five rooms in one go.

    What is done already is passed over; a run that was stopped goes on where it was.
    """
    from sayso.case import Case

    with Case.open(case_path, write=True) as case, telling(as_json) as tell:
        counts = case.run(paths, packs, strict=strict, tell=tell)
        fitting = None if as_json else case.fitting()
    print_counts(counts, as_json)
    if fitting is not None:
        click.echo(fitting.told, err=True)


@click.command()
@paths_argument
@pack_option
@strict_option
@json_option
@case_option
def read(paths: tuple[Path, ...], packs: tuple[str, ...], strict: bool, as_json: bool, case_path: Path) -> None:
    """Take in pages only, in their passages and voices."""
    from sayso.case import Case
    from sayso.show.cells import plural

    with Case.open(case_path, write=True) as case, telling(as_json) as tell:
        counts = case.read(paths, packs, strict=strict, tell=tell)
    if as_json:
        print_counts(counts, as_json)
        return
    pages = plural(counts.new_pages + counts.same_pages, "page")
    click.echo(f"{pages}, {counts.new_pages} new, {counts.same_pages} same, {counts.no_date} no date")


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="fetched",
    show_default=True,
    help="The folder in which the pages are kept, as a WARC file.",
)
@pack_option
@json_option
@case_option
@click.pass_context
def fetch(
    ctx: click.Context, urls: tuple[str, ...], folder: Path, packs: tuple[str, ...], as_json: bool, case_path: Path
) -> None:
    """Take pages in from the web, and fill the case from them.

    What a site's robots.txt forbids, what lies in a private network and what is no page is refused, and told.
    """
    from datetime import UTC, datetime

    from sayso.case import Case
    from sayso.read.fetching import Manners, fetch_pages

    fetched = list(fetch_pages(urls, Manners()))
    for page in fetched:
        if page.record is None:
            click.echo(f"{page.url}: {page.reason}", err=True)
    records = [page.record for page in fetched if page.record is not None]
    if records:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.warc.gz"
        file.write_bytes(b"".join(records))
        with Case.open(case_path, write=True) as case, telling(as_json) as tell:
            counts = case.run([file], packs, tell=tell)
        print_counts(counts, as_json)
    ctx.exit(0 if len(records) == len(fetched) else 1)


def refill(room: str, case_path: Path, as_json: bool) -> None:
    """Does one room again over the pages the case has."""
    from sayso.case import Case

    with Case.open(case_path, write=True) as case, telling(as_json) as tell:
        again = {"extract": case.extract, "resolve": case.resolve, "weigh": case.weigh}[room]
        counts = again(tell=tell)
    print_counts(counts, as_json)


@click.command()
@json_option
@case_option
def extract(case_path: Path, as_json: bool) -> None:
    """Find the claims again, after a new version or new pack."""
    refill("extract", case_path, as_json)


@click.command()
@json_option
@case_option
def resolve(case_path: Path, as_json: bool) -> None:
    """Link the names again to places, actors and sources."""
    refill("resolve", case_path, as_json)


@click.command()
@json_option
@case_option
def weigh(case_path: Path, as_json: bool) -> None:
    """Weigh the claims again: copies, roots, events, disputes."""
    refill("weigh", case_path, as_json)


@click.command()
@json_option
@case_option
def past(case_path: Path, as_json: bool) -> None:
    """Walk the days of the case, so that the map shows any of them at once.

    A first run does it by itself. Others may decide meanwhile, but what they change makes the walk void.
    """
    from sayso.case import Case
    from sayso.case.past import is_walked, walk_past
    from sayso.show.cells import plural

    with Case.open(case_path) as case:
        pack, is_done = case.pack, is_walked(case.store, case.pack)
    if is_done:
        click.echo("the past of this case is walked")
        return
    with telling(as_json) as tell:
        states = walk_past(case_path, pack, tell)
    click.echo(f"{plural(states, 'state')} of events")


@click.command()
@json_option
@click.option(
    "--case",
    "case_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default="demo.sayso",
    show_default=True,
    help="The case file to make.",
)
def demo(case_path: Path, as_json: bool) -> None:
    """Make a small case to look at, and say what to try next.

    Its pages were written for the purpose: their outlets and readers are invented.
    """
    from importlib.resources import files

    from sayso.case import Case
    from sayso.cli.printing import print_answer
    from sayso.show.filter import Filters

    home = Path(str(files("sayso"))) / "demo"
    with Case.open(case_path, write=True) as case:
        with telling(as_json) as tell:
            counts = case.run([home / "pages"], ["syria-iraq", "demo"], tell=tell)
        print_counts(counts, as_json)
        if as_json:
            return
        answer = case.rows("events", Filters())
        click.echo()
        print_answer(case.store, answer, "table")
        click.echo()
        for line in try_next(case_path, answer, case.store):
            click.echo(line)


def try_next(case_path: Path, answer: Answer, store: Store) -> Iterator[str]:
    """Three commands about the event that most roots and pages tell of, and the workbench."""
    from sayso.show.ids import short_id

    located = [row for row in answer.records() if row["place"] and row["published_start"]]
    if not located:
        return
    event = max(located, key=lambda row: (row["disputes"], row["roots"], row["pages"], row["id"]))
    place, printed = event["place_name"], str(event["published_start"])[:10]
    day = str(event["when_start"] or printed)[:10]
    yield "try next:"
    yield f"  export SAYSO_CASE={case_path}"
    yield f"  sayso why {short_id(store, str(event['id']))}"
    yield f'  sayso show events --place "{place}" --as-of {printed}'
    yield f'  sayso held "{place}" --on {day} --as-of {printed}'
    yield "  sayso web          # the same in a browser: map, strip, events, pages, review"
