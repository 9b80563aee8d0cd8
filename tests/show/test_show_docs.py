"""docs/show.md lists the commands, options and exit codes that there are, and no other."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.show.filter import Filters, select
from sayso.show.ids import short_id
from sayso.show.shapes import SHAPES
from sayso.show.table import render_table
from sayso.store import Store

DOCS = (Path(__file__).parents[2] / "docs" / "show.md").read_text(encoding="utf-8")


def leaf_commands(group: click.Group = main, before: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= leaf_commands(command, f"{before}{name} ")
        else:
            found[before + name] = command
    return found


@pytest.mark.parametrize("name", leaf_commands())
def test_every_command_explains_itself(name: str) -> None:
    done = CliRunner().invoke(main, [*name.split(), "--help"])
    assert done.exit_code == 0
    assert all(option.help for option in leaf_commands()[name].params if isinstance(option, click.Option))


def test_the_docs_list_the_commands_that_there_are() -> None:
    section = DOCS.partition("## Commands")[2].partition("\n## ")[0]
    cells = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    named = {re.sub(r" ?[A-Z\[-].*", "", words) for cell in cells for words in re.findall(r"`([^`]+)`", cell)}
    assert named == set(leaf_commands())


def test_the_docs_name_every_option_and_no_other() -> None:
    flags = {flag for command in leaf_commands().values() for param in command.params for flag in param.opts}
    assert set(re.findall(r"--[a-z][a-z-]+", DOCS)) == {flag for flag in flags if flag.startswith("--")}


def test_the_docs_list_the_exit_codes() -> None:
    table = DOCS.partition("## Exit codes")[2]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [0, 1, 2, 3, 130]


def test_the_docs_and_the_help_list_the_nouns() -> None:
    listed = DOCS.partition("`show` takes ")[2].partition(".")[0]
    assert set(re.findall(r"[a-z]+", listed)) - {"and"} == set(SHAPES)
    help_words = CliRunner().invoke(main, ["show", "--help"]).stdout
    assert set(SHAPES) <= set(help_words.replace(".", " ").split())


def test_the_table_in_the_docs_is_what_is_printed(store: Store) -> None:
    table = render_table(select(store, "events", Filters()), partial(short_id, store))
    assert DOCS.partition("--place marun\n")[2].partition("\n```")[0] == "\n".join(table.splitlines()[:4])
