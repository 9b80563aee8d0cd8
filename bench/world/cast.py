"""Who and what there is in a world: places, forces with their commands and blocs, monitors, agencies, outlets."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.world.parameters import Parameters

ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
CODAS = ("", "", "l", "n", "r", "s", "k", "m", "nd", "rt")
SOURCE = "invented by the generator of worlds"


@dataclass(frozen=True, slots=True)
class Body:
    """One who acts or speaks: `id` as packs have it, `bloc` None if nobody knows whose it is."""

    id: str
    name: str
    kind: str
    bloc: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """`commands` stand in the order of `forces`; places are (id, name)."""

    places: tuple[tuple[str, str], ...]
    forces: tuple[Body, ...]
    commands: tuple[Body, ...]
    monitors: tuple[Body, ...]
    agencies: tuple[Body, ...]
    outlets: tuple[Body, ...]


def make_cast(parameters: Parameters, seed: int) -> Cast:
    dice = Random(f"{seed}/cast")
    used: set[str] = set()

    def name(syllables: int) -> str:
        while True:
            word = "".join(
                dice.choice(ONSETS) + dice.choice(VOWELS) + dice.choice(CODAS) for _ in range(syllables)
            ).capitalize()
            if word not in used:
                used.add(word)
                return word

    def bodies(count: int, prefix: str, after: str, kind: str, owned: bool) -> tuple[Body, ...]:
        made = []
        for _ in range(count):
            word = name(2)
            bloc = f"bloc-{dice.randrange(parameters.blocs)}" if owned and dice.random() > parameters.unknown_owner else None
            made.append(Body(f"source:{prefix}-{word.lower()}", f"{word} {after}", kind, bloc))
        return tuple(made)

    places = tuple((f"place:w-{word.lower()}", word) for word in (name(3) for _ in range(parameters.places)))
    forces, commands = [], []
    for at in range(parameters.forces):
        word, bloc = name(2), f"bloc-{at % parameters.blocs}"
        forces.append(Body(f"actor:w-{word.lower()}", f"{word} Corps", "state_forces", bloc))
        commands.append(Body(f"source:w-{word.lower()}-command", f"{word} Command", "official_role", bloc))
    return Cast(
        places,
        tuple(forces),
        tuple(commands),
        bodies(parameters.monitors, "m", "Watch", "monitor", owned=False),
        bodies(parameters.agencies, "a", "Wire", "agency", owned=False),
        bodies(parameters.outlets, "o", "Post", "outlet_named", owned=True),
    )


def write_pack(cast: Cast, folder: Path) -> Path:
    """The cast as a pack that `load_pack` takes: places on a grid far out at sea, bodies, owners."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yml").write_text(f"name: {folder.name}\ntitle: an invented world\nlicence: Apache-2.0\n", encoding="utf-8")
    places: list[list[object]] = [
        [id.partition(":")[2], "town", "", "", -40 + at // 20, -30 + at % 20, 3000, f"en:{name}", "", 50, SOURCE]
        for at, (id, name) in enumerate(cast.places)
    ]
    head = "id,level,parent,country,lat,lon,radius_m,names,outside_ids,rank,source"
    write_rows(folder / "places.csv", head, places)
    forces: list[list[object]] = [[b.id.partition(":")[2], b.kind, f"en:{b.name}", "", SOURCE] for b in cast.forces]
    write_rows(folder / "actors.csv", "id,kind,names,outside_ids,source", forces)
    own = {c.id: f.id.partition(":")[2] for c, f in zip(cast.commands, cast.forces, strict=True)}
    speakers = (*cast.commands, *cast.monitors, *cast.agencies, *cast.outlets)
    sources: list[list[object]] = [
        [b.id.partition(":")[2], b.kind, f"en:{b.name}", "", "", own.get(b.id, ""), "", "", own.get(b.id, ""), SOURCE]
        for b in speakers
    ]
    write_rows(folder / "sources.csv", "id,source_kind,names,domains,country,owner,from,to,interested_in,source", sources)
    blocs: list[list[object]] = [
        [b.id.partition(":")[2], b.bloc, "", "", "owner", SOURCE] for b in (*speakers, *cast.forces) if b.bloc is not None
    ]
    write_rows(folder / "blocs.csv", "source_id,bloc,from,to,because,source", blocs)
    return folder


def write_rows(file: Path, head: str, rows: list[list[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(head.split(","))
        writer.writerows(rows)
