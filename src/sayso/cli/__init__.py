"""The terminal front door: each command opens a case, asks it one thing and prints; what went wrong becomes an exit code.

Exit codes: 0 done, 1 done with findings, 2 wrong use, 3 could not go on, 130 interrupted (docs/show.md).
"""

from __future__ import annotations

import errno

import click

from sayso import __version__
from sayso.cli.ask import changes, explain, export, held, route, show, why
from sayso.cli.cards import actor, place, source
from sayso.cli.decide import judge, settle_claim
from sayso.cli.fill import demo, extract, fetch, past, read, resolve, run, weigh
from sayso.cli.keep import doctor, pack, problems, verify
from sayso.cli.web import web
from sayso.errors import NoCase, NotFound, SaysoError, StoreError

FINDINGS, WRONG_USE, STUCK, INTERRUPTED = 1, 2, 3, 130
DISK_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


class Front(click.Group):
    """Turns what sayso raises on purpose into a message on stderr and an exit code; anything else is a bug and shows."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            click.echo(f"sayso: {error}", err=True)
            ctx.exit(exit_code(error))
        except (KeyboardInterrupt, click.Abort):
            click.echo("sayso: interrupted; the case is whole, run the same command again to go on", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            click.echo(f"sayso: {error.filename or 'a file'}: {error.strerror}", err=True)
            ctx.exit(STUCK if error.errno in DISK_TROUBLE else WRONG_USE)


def exit_code(error: SaysoError) -> int:
    from sayso.case import Strict

    if isinstance(error, NotFound | Strict):
        return FINDINGS
    return STUCK if isinstance(error, StoreError) and not isinstance(error, NoCase) else WRONG_USE


@click.group(cls=Front, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """On whose say-so? A sourced, dated record of claims, every cell of which leads back to the exact words."""


FILLING = (demo, run, fetch, read, extract, resolve, weigh, past)
ASKING = (show, held, route, changes, place, actor, source, why, explain, export)
for command in (*FILLING, *ASKING, judge, settle_claim, web, problems, verify, pack, doctor):
    main.add_command(command)
