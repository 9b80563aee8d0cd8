"""Options that several commands share, and the days and boxes they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from sayso.show.filter import Filters

Command = TypeVar("Command", bound=Callable[..., object])
FORMATS = ("table", "csv", "json")


DAY = click.DateTime(["%Y-%m-%d"])


def as_day(ctx: click.Context, param: click.Parameter, value: datetime | None) -> date | None:
    day = None if value is None else value.date()
    # Its end is the beginning of the next, and what is new since it is asked of the one before.
    if day in (date.min, date.max):
        raise click.BadParameter(f"{day} is at the end of the calendar; give a day that has one before it and one after it")
    return day


def as_box(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, float, float, float] | None:
    """A box on the map as west,south,east,north in degrees."""
    if value is None:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no box; write it as west,south,east,north in degrees") from error
    if west > east or south > north:
        raise click.BadParameter(f"{value!r} is turned round; a box is west,south,east,north")
    return west, south, east, north


def day_option(*names: str, words: str, required: bool = False) -> Callable[[Command], Command]:
    return click.option(*names, type=DAY, callback=as_day, required=required, metavar="DAY", help=words)


case_option = click.option(
    "--case",
    "case_path",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="SAYSO_CASE",
    default="case.sayso",
    show_default=True,
    show_envvar=True,
    help="The case file.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print."
)
pack_option = click.option("--pack", "packs", multiple=True, metavar="NAME", help="A region pack, by name or folder.")
json_option = click.option("--json", "as_json", is_flag=True, help="Progress and counts as one JSON line per step.")
as_of_option = day_option("--as-of", words="Only what could be read by the end of that day, as 2017-11-09.")
FILTERS = (
    click.option("--place", metavar="NAME", help="A place and all that lies in it, in any spelling."),
    click.option("--actor", metavar="NAME", help="Who does it, or to whom it is done."),
    click.option("--kind", metavar="KIND", help="A kind and all below it: strike is strike.air too."),
    click.option("--source", metavar="NAME", help="Who says or prints it."),
    day_option("--from", "start", words="On that day or later, in the world."),
    day_option("--to", "end", words="On that day or earlier, in the world."),
    as_of_option,
    day_option("--recorded-by", words="What this case held at the end of that day."),
    click.option("--grade", metavar="GRADE", help="Events of one grade: contested, single_root and so on."),
    click.option("--bbox", callback=as_box, metavar="W,S,E,N", help="Places with a point in that box, in degrees."),
    click.option("--text", metavar="WORDS", help="These words as they stand, capitals aside."),
    click.option("--page", metavar="ID", help="On that page."),
    click.option("--with-comments", is_flag=True, help="Readers' comments too, their handles as keys."),
)


def filter_options(command: Command) -> Command:
    """The filters of `show`, in the order of its help."""
    return reduce(lambda made, option: option(made), reversed(FILTERS), command)


def make_filters(options: dict[str, object]) -> tuple[Filters, datetime | None]:
    """The filters, and the moment whose state of the case is asked for: that cuts the case itself, before any filter."""
    from sayso.show.filter import Filters

    recorded_by = options.pop("recorded_by", None)
    cut = datetime.combine(recorded_by, time.max) if isinstance(recorded_by, date) else None
    return Filters(**options), cut  # type: ignore[arg-type]
