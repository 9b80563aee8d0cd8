"""Commands that keep a case and its packs in order: problems, verify, pack, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import case_option, format_option
from sayso.cli.printing import print_answer, width
from sayso.errors import PackError

# Rows of a file that could not be taken in, as many as a person reads.
SHOWN = 20


@click.command()
@format_option
@case_option
def problems(form: str, case_path: Path) -> None:
    """What could not be read or understood.

    Problems are data: listing them is no failure.
    """
    from sayso.case import Case
    from sayso.show.filter import Filters

    with Case.open(case_path) as case:
        print_answer(case.store, case.rows("problems", Filters()), form)


@click.command()
@click.option("--digest", is_flag=True, help="Print one hash over all record tables instead.")
@case_option
@click.pass_context
def verify(ctx: click.Context, digest: bool, case_path: Path) -> None:
    """Check that every blob, row and span is what it was.

    Re-hashes each, follows the chain of runs and finds every quote again in its page.
    """
    from sayso.case import Case

    with Case.open(case_path) as case:
        if digest:
            click.echo(case.store.digest())
            return
        found = case.store.verify()
    missed = {kind: sum(kind.startswith(one.kind) for one in found) for kind in found.counts}
    for kind, count in found.counts.items():
        click.echo(f"{count - missed[kind]}/{count} {kind} match")
    for one in found:
        click.echo(f"{one.kind} {one.record}: {one.message}")
    ctx.exit(1 if found else 0)


@click.group()
def pack() -> None:
    """Region and language data."""


@pack.command("list")
def list_packs() -> None:
    """The packs that came with sayso, and what was added on this machine."""
    from sayso.gazetteer import added_names
    from sayso.pack import load_pack, packs_home, read_folder

    for path in sorted(packs_home().glob("*/pack.yml")):
        folder = read_folder(path.parent)
        title, as_of = (folder.about.get(key) or "-" for key in ("title", "as_of"))
        click.echo(f"{folder.name:14}  {title}  (as of {as_of}, {folder.about.get('licence') or 'no licence'})")
    for name in added_names():
        try:
            layer = load_pack([name], world=False).added[0]
        except PackError as error:
            click.echo(f"{name:14}  {error}")
            continue
        places = int(layer.told("places") or 0)
        click.echo(f"{name:14}  {layer.told('title')}  (added, {places:,} places, {layer.told('licence')})")


@pack.command("add")
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="FILE_OR_FOLDER")
@click.option("--name", required=True, metavar="NAME", help="What to call it: `--pack NAME` uses it.")
@click.option("--country", metavar="CODE", help="Of csv rows that name none; else only rows of that country.")
@click.option("--columns", metavar="FIELD=HEADER,..", help="Where the headers do not say it: name=..,lat=..,lon=..")
@click.option("--title", default="", help="What it holds.")
@click.option("--licence", default="", help="Its licence, if the kind of file does not settle it.")
@click.option("--credit", default="", help="Whose work it is, as it is to be printed.")
def add(source: Path, country: str | None, columns: str | None, **told: str) -> None:
    """Take in places: a GeoNames country dump, a Who's On First repository, an OCHA p-code csv, any csv with points.

    Kept as an index in your data folder. Rows that cannot be read are listed and left out.
    """
    from sayso.gazetteer import Wanted
    from sayso.pack import take_in

    taken = take_in(source, Wanted(country=country, columns=None if columns is None else as_columns(columns), **told))
    layer = taken.index
    click.echo(f"{int(layer.told('places') or 0):,} places in {layer.name}; use it with --pack {layer.name}")
    click.echo(f"licence: {layer.told('licence')}; credit: {layer.told('credit')}")
    for problem in taken.problems[:SHOWN]:
        click.echo(f"{problem.page}: {problem.message}", err=True)
    if len(taken.problems) > SHOWN:
        click.echo(f"and {len(taken.problems) - SHOWN} more rows that could not be read", err=True)


def as_columns(told: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in told.split(",")]
    if not all(equals and field.strip() and header.strip() for field, equals, header in pairs):
        raise click.BadParameter(f"{told!r}: write it as name=HEADER,lat=HEADER,lon=HEADER", param_hint="--columns")
    return {field.strip(): header.strip() for field, _, header in pairs}


@pack.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--pack", "beside", multiple=True, metavar="NAME", help="A pack it is laid over: its rows may name places of it.")
@click.pass_context
def check_packs(ctx: click.Context, names: tuple[str, ...], beside: tuple[str, ...]) -> None:
    """Try packs, by name or folder.

    Says where their rows come from, and whether what each asserts of itself holds.
    """
    from sayso.pack import check_pack, packs_home

    failed = 0
    for name in names or sorted(path.parent.name for path in packs_home().glob("*/pack.yml")):
        report = check_pack(name, beside)
        click.echo(f"{name}: {'FAILED' if report.failures else 'ok'}")
        for line in report.lines:
            click.echo(f"  {line}")
        for failure in report.failures:
            click.echo(f"  failed: {failure}")
        failed += len(report.failures)
    ctx.exit(1 if failed else 0)


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """What works on this machine, how large each layer of places is, and whose data it holds."""
    from textwrap import wrap

    from sayso.cli.checks import checks

    failed = 0
    for check in checks():
        said = f"{'ok' if check.ok else 'FAIL':4}  {check.name:10}  {check.found}"
        click.echo("\n".join(wrap(said, width(), subsequent_indent=" " * 18, break_long_words=False, break_on_hyphens=False)))
        failed += not check.ok
    ctx.exit(1 if failed else 0)
