"""The command that opens the workbench in a browser of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import case_option


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The port; without it 8765 or any that is free, 0 for any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address; one of this machine only.")
@click.option("--by", envvar="SAYSO_USER", show_envvar=True, metavar="NAME", help="Who decides what is decided on screen.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
@case_option
def web(port: int | None, host: str, by: str | None, open_it: bool, case_path: Path) -> None:
    """The workbench: map, strip, events, pages and review in a browser of this machine.

    Nothing leaves the machine. The link that is printed carries a key; without it nobody is let in.
    """
    from sayso.web import serve

    def tell(link: str) -> None:
        click.echo(f"the workbench of {case_path} is at\n  {link}")
        click.echo("end it with ctrl-c", err=True)
        if open_it:
            click.launch(link)

    serve(case_path, port, host, by, tell)
