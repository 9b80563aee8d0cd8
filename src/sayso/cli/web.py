"""The command that opens the workbench in a browser of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import case_option


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The port; without it 8765 or any that is free, 0 for any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address; one of this machine only.")
@click.option("--by", envvar="SAYSO_USER", show_envvar=True, metavar="NAME", help="Who decides what is decided on screen.")
@click.option("--users", type=click.Path(dir_okay=False, path_type=Path), help="Who may log in: a file made by --add-user.")
@click.option("--add-user", metavar="NAME", help="Asks for a password, adds that user to the file of --users, and ends.")
@click.option(
    "--role", type=click.Choice(["reader", "reviewer", "admin"]), default="reviewer", show_default=True, help="Of --add-user."
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="With --users: a name by which others reach it.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
@case_option
def web(
    port: int | None,
    host: str,
    by: str | None,
    users: Path | None,
    add_user: str | None,
    role: str,
    names: tuple[str, ...],
    open_it: bool,
    case_path: Path,
) -> None:
    """The workbench: map, strip, events, pages and review in a browser of this machine.

    Nothing leaves the machine. The link that is printed carries a key; without it nobody is let in. With --users others may
    be let in too, by name and password: readers see what may leave, reviewers decide, admins add pages.
    """
    from sayso.web import serve
    from sayso.web.users import Role
    from sayso.web.users import add_user as put_user

    if add_user is not None:
        if users is None:
            raise click.UsageError("--add-user needs --users FILE, the file it goes into")
        put_user(users, add_user, Role(role), click.prompt("password", hide_input=True, confirmation_prompt=True, err=True))
        click.echo(f"{add_user} is {role} in {users}")
        return

    def tell(link: str) -> None:
        click.echo(f"the workbench of {case_path} is at\n  {link}")
        click.echo("end it with ctrl-c", err=True)
        if open_it:
            click.launch(link)

    if users is not None and host not in ("127.0.0.1", "localhost", "::1"):
        click.echo("passwords and pages go over the net as they are: put a server with TLS before it, or a tunnel", err=True)
    serve(case_path, port, host, by, tell, users, names)
