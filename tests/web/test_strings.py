"""The page's own words: every one that a screen asks for is there, in both languages, when the screen is drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "web" / "src"
ASKED = re.compile(r"\bt\('([^']+)'")
# A type comes without its module.
FROM = re.compile(r"^import (?!type\b).*?from '(\.[^']+)'", re.MULTILINE)


def strings(name: str) -> dict[str, str]:
    return dict(json.loads((SOURCE / "strings" / f"{name}.json").read_text(encoding="utf-8")))


def reached(start: str) -> set[Path]:
    """The modules that come with this one, without those that are fetched when they are first needed."""
    found: set[Path] = set()
    waiting = [SOURCE / start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for name in FROM.findall(path.read_text(encoding="utf-8")):
            near = [path.parent / f"{name}{end}" for end in (".tsx", ".ts")]
            waiting += [each.resolve() for each in near if each.exists()]
    return found


def asked(paths: set[Path]) -> set[str]:
    return {key for path in paths for key in ASKED.findall(path.read_text(encoding="utf-8"))}


def test_the_map_is_drawn_without_waiting_for_more_words() -> None:
    """Another screen waits for them: see speakAll in app.tsx."""
    first = reached("main.tsx") | reached("screens/map.tsx")
    assert len(first) > 15 and asked(first) - strings("en").keys() == set()


def test_every_word_that_is_asked_for_is_there_in_both_languages() -> None:
    english = strings("en") | strings("en.rest")
    assert asked(set(SOURCE.rglob("*.tsx")) | set(SOURCE.rglob("*.ts"))) - english.keys() == set()
    assert english.keys() - strings("ar").keys() == set()
    assert not strings("en").keys() & strings("en.rest").keys()
