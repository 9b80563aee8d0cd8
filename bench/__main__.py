"""`python -m bench SET... --data DIR --json FILE`: ours beside a baseline run on the same work in the same process."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter

from bench import floors, rooms
from bench.table import Figure, Line, Skip

# A set's module is loaded when it is asked for; each has `score(folder, final)`. The folder below --data bears its name.
SETS: Mapping[str, str] = {
    "pages": "pages",
    "geoparse": "geoparse",
    "time": "times",
    "attribution": "attribution",
    "factuality": "factuality",
    "events": "events",
    "weigh": "weighing",
    "own": "own",
    "own-final": "own",
    "speed": "speed",
    "demo": "case",
    "web": "web",
}
# These have their gold beside the harness, not in the folder of corpora.
AT_HOME = frozenset({"own", "own-final", "speed", "demo", "web"})
WIDTH = 38


def run_set(name: str, data: Path | None, final: bool) -> Iterator[Line]:
    folder = data / name if data is not None else Path(name)
    if name == "own-final" and not final:
        yield Skip(name, "kept for the end: scored with --final only")
        return
    if name not in AT_HOME and not folder.is_dir():
        yield Skip(name, f"no folder {folder}" if data is not None else "no --data given")
        return
    score: Callable[[Path, bool], Iterable[Line]] = import_module(f"bench.{SETS[name]}").score
    yield from score(folder, final)


def with_room(name: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a set and, where it gave a figure, those of our own gold of the same room."""
    scored = False
    for line in lines:
        scored |= isinstance(line, Figure)
        yield line
    if scored:
        yield from rooms.score(name)


def show(line: Line, floor: float | None) -> str:
    if isinstance(line, Skip):
        return f"  {line.what:{WIDTH}} skipped: {line.why}"
    ours = "   -   " if line.ours is None else f"{line.ours:7.3f}"
    base = " " * 7 if line.baseline is None else f"{line.baseline:7.3f}"
    mark = "<" if line.ours is not None and floor is not None and floors.is_below(line.name, line.ours, floor) else " "
    sense = "v" if floors.is_smaller_better(line.name) else " "
    return f"  {line.name:{WIDTH}} {ours}{sense}{mark} {base}  {line.against:34} {line.on}".rstrip()


def run(names: Sequence[str], data: Path | None, final: bool) -> dict[str, dict[str, float]]:
    """Every figure of these sets, printed as it comes."""
    scores: dict[str, dict[str, float]] = {}
    known = floors.read_floors()
    print(f"  {'figure (v: smaller is better)':{WIDTH}} {'ours':>7}   {'base':>7}  {'baseline':34} items")
    for name in names:
        began = perf_counter()
        print(f"{name}", flush=True)
        scores[name] = {}
        for line in with_room(name, run_set(name, data, final)):
            print(show(line, known.get(name, {}).get(line.name) if isinstance(line, Figure) else None), flush=True)
            if isinstance(line, Figure) and line.ours is not None:
                scores[name][line.name] = round(line.ours, 4)
        print(f"  ({perf_counter() - began:.0f} s)", flush=True)
    return scores


def settle(scores: floors.Scores, *, raise_floors: bool, reason: str | None) -> int:
    """Compares with the floors, moves them if asked, and gives the exit code."""
    known = floors.read_floors()
    fallen = list(floors.find_fallen(scores, known))
    for name, figure, value, floor in fallen:
        print(f"{name} {figure}: {value:.4f} is on the wrong side of its floor {floor:.4f}", file=sys.stderr)
    if raise_floors or reason:
        floors.write_floors(floors.raised(scores, known, lower=reason is not None))
        print("bench/floors.json is rewritten" + (f"; say in the commit why: {reason}" if reason else ""))
    return 1 if fallen and reason is None else 0


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sets", nargs="+", choices=SETS, metavar="SET", help=" ".join(SETS))
    parser.add_argument("--data", type=Path, help="folder with one folder a set")
    parser.add_argument("--json", type=Path, help="where to write {set: {figure: number}}")
    parser.add_argument("--final", action="store_true", help="score own-final too, which is kept for the end")
    parser.add_argument("--raise-floors", action="store_true", help="move floors to what is reached, never back")
    parser.add_argument("--allow-regression", metavar="REASON", help="move fallen floors back, for a stated reason")
    found = parser.parse_args(arguments)
    if found.allow_regression is not None and not found.allow_regression.strip():
        parser.error("--allow-regression asks for a reason")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parse_arguments(arguments)
    names = dict.fromkeys(
        name for one in asked.sets for name in ((one, "own-final") if one == "own" and asked.final else (one,))
    )
    scores = run(list(names), asked.data, asked.final)
    if asked.json is not None:
        asked.json.write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    return settle(scores, raise_floors=asked.raise_floors, reason=asked.allow_regression)


if __name__ == "__main__":
    sys.exit(main())
