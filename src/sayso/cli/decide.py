"""The command by which people decide: one record, or a queue in which one key decides and goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_option
from sayso.cli.printing import width
from sayso.model import Judgement, Verdict

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.case.aliases import Proposal

# One key decides and goes on; those without a verdict do something else.
KEYS = {
    "a": ("accept", Verdict.CONFIRM),
    "r": ("reject", Verdict.REJECT),
    "d": ("don't know", Verdict.UNSURE),
    "g": ("re-place", Verdict.PLACE),
    "n": ("note", None),
    "u": ("undo", None),
    "x": ("skip", None),
    "q": ("quit", None),
}
HELP = "   ".join(f"{key} {name}" for key, (name, _) in KEYS.items())


@click.command()
@click.argument("record", required=False, metavar="[ID]")
@click.option("--verdict", type=click.Choice([str(verdict) for verdict in Verdict]), help="What is decided.")
@click.option("--field", metavar="F", help="The field that --value is for; the machine's own value stays beside it.")
@click.option("--value", metavar="X", help="What it should be.")
@click.option("--note", metavar="N", help="Why, in your words.")
@click.option("--by", envvar="SAYSO_USER", show_envvar=True, metavar="NAME", help="Who decides.")
@click.option("--undo", is_flag=True, help="Take back the last judgement, by a row of its own.")
@case_option
def judge(
    record: str | None,
    verdict: str | None,
    field: str | None,
    value: str | None,
    note: str | None,
    by: str | None,
    undo: bool,
    case_path: Path,
) -> None:
    """Decide on a record, or without an ID work through a queue.

    The queue holds the records most worth a person's look.
    """
    from sayso.case import Case

    if undo and (record or verdict):
        raise click.UsageError("--undo takes back the last judgement whatever it was: give no ID and no --verdict")
    if record and verdict is None and field is None:
        raise click.UsageError("a record needs a --verdict, or a --field with its --value")
    if not record and not undo and (verdict or field):
        raise click.UsageError("which record? give its ID")
    with Case.open(case_path, write=True) as case:
        if undo:
            print_judgement(case.undo(by))
        elif record:
            decided = Verdict(verdict) if verdict else Verdict.CORRECT
            print_judgement(case.judge(record, decided, field=field, value=value, by=by, note=note))
        else:
            work_through(case, by)


@click.command("settle")
@click.argument("record", metavar="ID")
@click.option("--held", "outcome", flag_value="held", help="It was so.")
@click.option("--failed", "outcome", flag_value="failed", help="It was not.")
@click.option("--by", "evidence", required=True, metavar="EVIDENCE", help="By what: an address, a document, what was seen.")
@click.option("--as", "name", envvar="SAYSO_USER", show_envvar=True, metavar="NAME", help="Who says so.")
@click.option("--note", metavar="N", help="Why, in your words.")
@case_option
def settle_claim(record: str, outcome: str | None, evidence: str, name: str | None, note: str | None, case_path: Path) -> None:
    """Say how a claim or event was settled.

    It moves no grade. From fifty settled events on, each event has a number beside its grade, with what such numbers were
    worth so far. `judge --undo` takes it back.
    """
    from sayso.case import Case

    if outcome is None:
        raise click.UsageError("did it hold or fail? give --held or --failed")
    with Case.open(case_path, write=True) as case:
        print_judgement(case.settle(record, outcome == "held", evidence, name, note))


def print_judgement(judgement: Judgement) -> None:
    field = f" {judgement.field} = {judgement.value}" if judgement.field else f" {judgement.value or ''}".rstrip()
    click.echo(f"{judgement.verdict} {judgement.record}{field} by {judgement.by} ({judgement.id})")


@dataclass
class Desk:
    """What a person has done so far at the queue."""

    case: Case
    by: str | None
    note: str | None = None
    done: int = 0


def work_through(case: Case, by: str | None) -> None:
    """Each decision is stored at its key; leaving at any point loses nothing."""
    from sayso.show.why_event import render

    desk, queue = Desk(case, by), case.queue()
    if not queue:
        click.echo("nothing waits for a person's look")
        return
    proposals = case.proposals()
    for number, (record, alike) in enumerate((one.id, one.alike) for one in queue):
        click.echo(f"\n{len(queue) - number} left")
        if record in proposals:
            click.echo(tell_proposal(proposals[record]))
        click.echo(render(case.why(record), width()))
        if alike:
            click.echo(f"the same words with the same candidates stand {len(alike) + 1} times; one key decides all")
        if not decide(desk, record, alike):
            break
    click.echo(f"{desk.done} decided; `sayso show judgements` lists them")


def tell_proposal(proposal: Proposal) -> str:
    from sayso.show.cells import clean, plural

    what = f"proposed: {clean(proposal.spelling)!r} is {proposal.target} ({plural(proposal.pages, 'page')})"
    return f"{what}\n  {clean(proposal.why)}\n  a makes it a name of this case, r is remembered"


def decide(desk: Desk, record: str, alike: Sequence[str]) -> bool:
    """Reads keys until one goes on to the next record; False if the person stops."""
    for key in keys():
        if key == "q":
            return False
        if key == "x":
            return True
        if key == "u":
            take_back(desk)
        elif key == "n":
            desk.note = ask("note")
        elif key in KEYS:
            return settle(desk, record, alike, key)
    return False


def settle(desk: Desk, record: str, alike: Sequence[str], key: str) -> bool:
    from sayso.errors import SaysoError

    verdict = KEYS[key][1] or Verdict.UNSURE
    value = ask("place") if verdict is Verdict.PLACE else None
    try:
        print_judgement(desk.case.judge(record, verdict, value=value, by=desk.by, note=desk.note, alike=alike))
        desk.note, desk.done = None, desk.done + 1
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
    return True


def take_back(desk: Desk) -> None:
    from sayso.errors import NotFound

    try:
        print_judgement(desk.case.undo(desk.by))
        desk.done -= 1
    except NotFound as error:
        click.echo(f"sayso: {error}", err=True)


def keys() -> Iterator[str]:
    """One key at a time on a terminal, the first letter of each line elsewhere; the keys are shown before each."""
    while True:
        click.echo(click.style(HELP, dim=True), err=True)
        if sys.stdin.isatty():
            yield click.getchar().lower()
            continue
        line = sys.stdin.readline()
        if not line:
            return
        yield line.strip()[:1].lower()


def ask(what: str) -> str | None:
    """A line of words; an empty one is none."""
    click.echo(f"{what}: ", nl=False, err=True)
    return sys.stdin.readline().strip() or None
