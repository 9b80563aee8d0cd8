"""A pack named by its path has the say over the packs that came with sayso: its row for a word is read first."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.extract import extract
from sayso.model import Attribution, Claim, Page, Passage, Role, Span
from sayso.pack import load_pack, row_origin

YML = "name: mine\nkind: field\ntitle: My words\nlicence: CC0\nas_of: 2031-01-01\narea: []\n"
FILES = {
    "frames": "verb,pattern,kind,roles,polarity,mood,example,source\n"
    "take,verb,harvest,subj:actor!|obj:place!,,,The growers took the hill.,invented\n",
    "cues": "cue,pattern,takes,act,source_kind,polarity,modality,stance,source\n"
    "say,verb,t,assert,,+,possible,distance,invented\n",
    "hedges": "words,modality,polarity,mood,scope,source\nmight,probable,,,aux,invented\n",
}
SENTENCE = "The council said that the militia might take the town of Brenik."


@pytest.mark.parametrize(
    ("file", "read"),
    [
        ("frames", ("harvest", "assert", "neutral", "possible")),
        ("cues", ("control.gain", "assert", "distance", "possible")),
        ("hedges", ("control.gain", "assert", "neutral", "probable")),
    ],
)
def test_a_row_of_ones_own_is_read_before_the_shipped_one(file: str, read: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text(YML, encoding="utf-8")
    (tmp_path / f"{file}.csv").write_text(FILES[file], encoding="utf-8")
    pack = load_pack([tmp_path], world=False)
    page = Page("page:1", SENTENCE, "0", "typed", language="en")
    found = extract(page, [Passage("passage:1", Span(page.id, 0, len(SENTENCE)), Role.BODY)], pack)
    [claim] = [one for one in found if isinstance(one, Claim)]
    leaf = [one for one in found if isinstance(one, Attribution)][-1]
    assert (claim.kind, leaf.act, leaf.stance, leaf.modality) == read


def test_a_row_is_found_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text(YML, encoding="utf-8")
    (tmp_path / "frames.csv").write_text(FILES["frames"], encoding="utf-8")
    pack = load_pack([tmp_path], world=False)
    own = next(row for row in pack.frames if row.kind == "harvest")
    at = row_origin(pack, own)
    assert at is not None
    assert (at.short, at.path) == ("mine/frames.csv:2", tmp_path / "frames.csv")
    shipped = next(row for row in pack.frames if row.verb == "capture" and row.pattern == "verb")
    at = row_origin(pack, shipped)
    assert at is not None and at.path.read_text(encoding="utf-8").splitlines()[at.line - 1].startswith("capture,verb,")
