"""Scores the demo case against its expected records: what a careful reader found, noun by noun."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sayso
from sayso.case import Case

Row = Mapping[str, Any]
EXPECTED = Path(sayso.__file__).parent / "demo" / "expected"
# A quote or reprint inside a body is listed by readers as well as the body; the reader of pages may keep it in the body.
SAME_VOICE = {"quote": {"quote", "body", "reprint"}, "reprint": {"reprint", "body"}}


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `wanted`, and of `found` where precision is asked."""

    name: str
    right: int
    wanted: int
    found: int | None = None

    @property
    def value(self) -> float:
        """F1 where `found` is known, else the share that is right; 0 where nothing is wanted."""
        if self.found is None:
            return self.right / self.wanted if self.wanted else 0.0
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 0.0


def locate(words: str, text: str, after: int = 0) -> tuple[int, int] | None:
    """Half-open offsets of words in a text, white space and the shape of quote marks aside."""
    parts = (re.escape(word) for word in words.split())
    pattern = r"\s+".join(parts).replace("'", "['’‘]").replace('"', '["“”]')
    match = re.compile(pattern).search(text, after)
    return match.span() if match else None


def read_expected() -> dict[str, list[Row]]:
    files = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted(EXPECTED.glob("*.jsonl"))}
    return {stem: [json.loads(line) for line in lines] for stem, lines in files.items()}


def find_page(case: Case, stem: str, about: Row) -> Row:
    """The page of a record: by its address where the record gives one, as in a container, else by its file's name."""
    where, value = ("url = ?", about["url"]) if about.get("url") else ("path like ?", f"{stem}.%")
    page: Row = case.sql(f"select * from pages where {where}", [value])[0]
    return page


def score_passages(case: Case, page: Row, wanted: Sequence[Row]) -> Iterator[tuple[bool, bool]]:
    """Per expected passage: whether most of it has the right role, and whether none of a reader's words is the outlet's."""
    rows = case.sql('select start, "end", role from passages where page = ?', [page["id"]])
    for row in wanted:
        first = locate(row["starts"], page["text"])
        last = locate(row["ends"], page["text"], first[0] if first else 0)
        if first is None or last is None:
            yield False, True
            continue
        start, end = first[0], last[1]
        right = leaked = 0
        for passage in rows:
            shared = max(0, min(end, passage["end"]) - max(start, passage["start"]))
            right += shared * (passage["role"] in SAME_VOICE.get(row["role"], {row["role"]}))
            leaked += shared * (row["role"] == "comment" and passage["role"] not in {"comment", "unknown", "furniture"})
        yield right > (end - start) / 2, leaked == 0


def match_claims(case: Case, page: Row, wanted: Sequence[Row]) -> tuple[list[tuple[Row, Row]], int]:
    """Pairs of an expected and a found claim of one kind whose words overlap, each used once; and how many were found.

    "X-held Y is taken" is a hold and a gain in the same words: of two found, the one of the very kind is meant.
    """
    found = case.sql('select * from claims where page = ? order by start, "end"', [page["id"]])
    pairs, used = [], set()
    for row in wanted:
        span = locate(row["quote"], page["text"])
        if span is None:
            continue
        fits = [c for c in found if c["id"] not in used and c["start"] < span[1] and span[0] < c["end"]]
        fits = [c for c in fits if c["kind"].split(".")[0] == row["kind"].split(".")[0]]
        best = max(fits, key=lambda c: likeness(row, c, span), default=None)
        if best is not None:
            used.add(best["id"])
            pairs.append((row, best))
    return pairs, len(found)


def likeness(row: Row, claim: Row, span: tuple[int, int]) -> tuple[bool, bool, bool, int]:
    """Which of the found claims is meant: one of the same kind to the last word, in, near or in a part of the same place,
    in the same words."""
    same = f"{claim['kind']}.".startswith(f"{row['kind']}.")
    here = place_id(row) == claim[row.get("place_role", "place")]
    return same, here, place_id(row) in (claim["place"], claim["near"], claim["part"]), shared(claim, span)


def shared(claim: Row, span: tuple[int, int]) -> int:
    """How many characters a claim has in common with a stretch."""
    return int(min(claim["end"], span[1]) - max(claim["start"], span[0]))


def place_id(row: Row) -> str | None:
    return f"place:{row['place']}" if row.get("place") else None


def chains_of(case: Case, claim: str) -> list[list[Row]]:
    """The chains of a claim, outermost link first."""
    rows = {row["id"]: row for row in case.sql("select * from attributions where claim = ?", [claim])}
    inner = {row["inside"] for row in rows.values()}
    chains = []
    for row in rows.values():
        if row["id"] not in inner:
            chain = [row]
            while chain[0]["inside"] in rows:
                chain.insert(0, rows[chain[0]["inside"]])
            chains.append(chain)
    return chains


def is_same_chain(wanted: Sequence[Row], found: Sequence[Row]) -> bool:
    """As many links, and the innermost of the same kind, sign and firmness."""
    left, right = wanted[-1], found[-1]
    return len(wanted) == len(found) and left["source_kind"] == right["source_kind"] and is_as_firm(left, right)


def is_as_firm(left: Row, right: Row) -> bool:
    return bool(left.get("polarity") == right["polarity"] and left.get("modality", "certain") == right["modality"])


def score(case: Case) -> list[Score]:
    """One score a noun. Claims: words overlap and the kind's first word is the same; the rest on the claims matched."""
    tally = {
        name: [0, 0]
        for name in ("passage role", "readers kept apart", "page date", "place", "actor", "mood", "chain", "firmness")
    }
    matched = wanted_claims = found_claims = 0

    def count(name: str, right: bool) -> None:
        tally[name][0] += right
        tally[name][1] += 1

    for stem, rows in read_expected().items():
        about = next(row for row in rows if row["noun"] == "page")
        page = find_page(case, stem, about)
        count(
            "page date",
            about["published"] == (page["published_start"] or "")[:10] or about["published"] is page["published_start"],
        )
        for right, apart in score_passages(case, page, [row for row in rows if row["noun"] == "passage"]):
            count("passage role", right)
            count("readers kept apart", apart)
        claims = [row for row in rows if row["noun"] == "claim"]
        pairs, found = match_claims(case, page, claims)
        matched, wanted_claims, found_claims = matched + len(pairs), wanted_claims + len(claims), found_claims + found
        for row, claim in pairs:
            place = claim[row.get("place_role", "place")]
            count("place", place_id(row) == place or (place_id(row) is None and not str(place).startswith("place:")))
            actors = {f"actor:{actor}" for actor in row["actors"]}
            count("actor", actors == {a for a in json.loads(claim["actors"]) if a.startswith("actor:")})
            count("mood", row["mood"] == claim["mood"])
            chains = chains_of(case, claim["id"])
            for say in row["says"]:
                count("chain", any(is_same_chain(say["chain"], chain) for chain in chains))
                count("firmness", any(is_as_firm(say["chain"][-1], chain[-1]) for chain in chains))
    scores = [Score("claims (F1)", matched, wanted_claims, found_claims)]
    return scores + [Score(name, right, wanted) for name, (right, wanted) in tally.items()]


def main() -> None:
    with sayso.open(sys.argv[1] if len(sys.argv) > 1 else "demo.sayso") as case:
        for one in score(case):
            print(
                f"{one.name:20} {one.value:.3f}  {one.right} of {one.wanted}"
                + (f", {one.found} found" if one.found is not None else "")
            )


if __name__ == "__main__":
    main()
