"""Fills docs/extract.md with the kinds, the scale and the cues of the packs, and with what its commands print.

`python -m tests.extract_guide`, a part of `make docs`.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from click.testing import CliRunner

from sayso.cli import main
from sayso.extract.firmness import ORDER
from sayso.model import Act, Polarity
from sayso.pack import Cue, Frame, Hedge, Pack, load_pack

PAGE = Path(__file__).parent.parent / "docs" / "extract.md"
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
TABLE = "(?<=<!-- {0} -->\n)(.*?)(?=<!-- end of {0} -->)"
# Of the words of a row so many are shown: those that stand first in their file, so that a new word does not change the page.
SHOWN = 8
TELLING = ("verb", "passive", "noun", "owned", "adjective", "adverb", "according", "citing", "lead_in", "doubtful")
BACK = ("back", "cannot", "no_proof", "refuse_comment", "bare_not", "answer")


def listed(words: Iterable[str]) -> str:
    kept = list(dict.fromkeys(words))
    return ", ".join(kept[:SHOWN]) + (", ..." if len(kept) > SHOWN else "")


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n".replace("| --- ", "|---").replace("--- |", "---|") for cells in lines)


def kinds(pack: Pack) -> str:
    """Each kind with its first sentence; those of `politics` need the pack named."""
    frames: dict[str, list[Frame]] = defaultdict(list)
    for frame in pack.frames:
        frames[frame.kind].append(frame)
    own = {frame.kind for frame in load_pack(world=False).frames}
    rows = ((f"{kind}{'' if kind in own else ' (politics)'}", found[0].example, verbs(found)) for kind, found in frames.items())
    return table(("kind", "for example", "words"), sorted(rows))


def verbs(frames: Iterable[Frame]) -> str:
    return listed(frame.verb for frame in frames)


def scale(pack: Pack) -> str:
    rows = []
    for number, step in zip(range(len(ORDER) - 1, -1, -1), ORDER, strict=True):
        hedges = [row for row in pack.hedges if row.modality == step]
        cues = [row.cue for row in pack.cues if row.modality == step and row.act and row.pattern == "verb"]
        rows.append((str(step), str(number), clause_words(hedges) or "none", listed(cues) or "none"))
    denied = clause_words(row for row in pack.hedges if row.polarity == Polarity.NEGATIVE)
    rows.append(("not so", "the same below zero", denied, listed(said(row) for row in pack.cues if row.polarity == "-")))
    return table(("step", "number", "words in the clause", "reporting words"), rows)


def clause_words(hedges: Iterable[Hedge]) -> str:
    return listed(row.words for row in hedges)


def cues(pack: Pack) -> str:
    """By what they make of what is said: the act, how firm, and where the writer stands to it."""
    groups: dict[tuple[str, str, str], list[Cue]] = defaultdict(list)
    for row in pack.cues:
        if row.pattern in (*TELLING, *BACK) and row.act:
            groups[row.act, row.modality, row.stance].append(row)
    order = [str(act) for act in Act]
    ranked = sorted(groups.items(), key=lambda one: (order.index(one[0][0]), one[0][1:]))
    return table(("act", "modality", "stance", "cues"), ((*key, listed(map(said, rows))) for key, rows in ranked))


def said(row: Cue) -> str:
    return row.cue if row.pattern == "verb" else f"{row.cue} ({row.pattern})"


def speakers(pack: Pack) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in pack.cues:
        if row.pattern in ("speaker", "document"):
            groups[row.source_kind].append(row.cue)
    return table(("source_kind", "nouns"), ((kind, listed(nouns)) for kind, nouns in sorted(groups.items())))


def tables() -> Mapping[str, str]:
    plain, political = load_pack(world=False), load_pack(["politics"], world=False)
    return {"kinds": kinds(political), "scale": scale(plain), "cues": cues(plain), "speakers": speakers(plain)}


def commands(block: str) -> Iterator[str]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        yield part.partition("\n")[0]


def run(command: str, folder: Path) -> str:
    """What it prints in the folder; sayso is run in this process, as a terminal of 100 columns would show it."""
    if not command.startswith("sayso "):
        return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=True).stdout
    words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', command)]
    before = Path.cwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(main, words[1:], env={"SAYSO_CASE": None})
    finally:
        os.chdir(before)
    assert done.exit_code == 0, done.output
    return done.stdout


def fill(block: str, folder: Path) -> str:
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands(block))


def filled(page: str) -> str:
    for name, words in tables().items():
        page = re.compile(TABLE.format(name), re.DOTALL).sub(words.replace("\\", r"\\"), page)
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(lambda match: fill(match.group(1), Path(folder)), page)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
