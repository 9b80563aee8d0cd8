"""Commands that keep a case and its packs in order: problems, verify, pack, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import case_option, format_option
from sayso.cli.printing import print_answer


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
    """The packs that came with sayso."""
    from sayso.pack import packs_home, read_folder

    for path in sorted(packs_home().glob("*/pack.yml")):
        folder = read_folder(path.parent)
        title, as_of = (folder.about.get(key) or "-" for key in ("title", "as_of"))
        click.echo(f"{folder.name:14}  {title}  (as of {as_of}, {folder.about.get('licence') or 'no licence'})")


@pack.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_context
def check_packs(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Try packs, by name or folder.

    Says where their rows come from, and whether what each asserts of itself holds.
    """
    from sayso.pack import check_pack, packs_home

    failed = 0
    for name in names or sorted(path.parent.name for path in packs_home().glob("*/pack.yml")):
        report = check_pack(name)
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
    """What works on this machine, and whose data the packs hold."""
    from sayso.cli.checks import checks

    failed = 0
    for check in checks():
        click.echo(f"{'ok' if check.ok else 'FAIL':4}  {check.name:10}  {check.found}")
        failed += not check.ok
    ctx.exit(1 if failed else 0)
