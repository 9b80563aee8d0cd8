"""Tiny corpora of invented texts, laid out as the harness expects them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
STRIKE = "Syrian army troops captured the town of Mayadin on Tuesday, the defence ministry said."


def write_rows(file: Path, rows: Iterable[Row]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def make_geoparse(folder: Path) -> None:
    text = "Traffic moved again between Raqqa and a hamlet called Tarnish Ford."
    towns = [("Raqqa", 35.95, 39.01), ("Tarnish Ford", 10.0, 10.0)]
    toponyms = [
        {"start": span(text, n)[0], "end": span(text, n)[1], "name": n, "lat": lat, "lon": lon} for n, lat, lon in towns
    ]
    write_rows(folder / "two-towns.jsonl", [{"id": "g1", "text": text, "toponyms": toponyms}])


def make_time(folder: Path) -> None:
    text = "The ferry sailed on 3 May 2031 and again on Friday."
    found = [("3 May 2031", "2031-05-03"), ("Friday", "2031-05-09")]
    timex = [{"start": span(text, w)[0], "end": span(text, w)[1], "text": w, "type": "DATE", "value": v} for w, v in found]
    write_rows(folder / "ferry.jsonl", [{"id": "t1", "dct": "2031-05-10", "text": text, "timex": timex}])
    write_rows(folder / "other_tongue.jsonl", [{"id": "t2", "lang": "xx", "dct": None, "text": "abc", "timex": []}])


def make_attribution(folder: Path) -> None:
    said = {"id": 1, "source": [span(STRIKE, "the defence ministry")], "cue": [span(STRIKE, "said")], "inside": None}
    said |= {"content": [span(STRIKE, STRIKE[: STRIKE.index(", the")])], "source_kind": "organisation", "source_fact": 3}
    said |= {"outlet_stance": "neutral", "act": "assert"}
    write_rows(folder / "conflict_own.jsonl", [{"id": "a1", "text": STRIKE, "attributions": [said]}])


def make_factuality(folder: Path) -> None:
    rows = [("The mill burned .", 2, 3.0), ("The mill did not burn .", 4, -3.0), ("The mill may burn .", 3, 1.0)]
    made = [
        {"id": f"f{i}", "tokens": text.split(), "events": [{"i": at, "form": "burn", "fact": fact}]}
        for i, (text, at, fact) in enumerate(rows)
    ]
    write_rows(folder / "mills.jsonl", made)


def make_events(folder: Path) -> None:
    told = {"source": "Syrian army", "target": "Mayadin", "code": "ASSAULT"}
    write_rows(folder / "plv_test.jsonl", [{"id": "e1", "text": STRIKE, "expected": [told], "negative": False}])
    calm = {"id": "e2", "text": "The library was quiet.", "expected": [], "negative": True}
    write_rows(folder / "petr2_gsr.jsonl", [calm])
    write_rows(folder / "case2021_task2.jsonl", [calm, {**calm, "id": "e3", "text": STRIKE}])


def make_weigh(folder: Path) -> None:
    other = "The council of Tarnish Ford opened a bridge on Sunday and its mayor cut a ribbon before a small crowd of guests."
    texts = [
        f"{STRIKE} {other}",
        f"{STRIKE} {other} Nobody else was there.",
        "A wholly different page about bees, honey and hives.",
    ]
    made = [
        {"id": f"w{i}", "outlet": f"o{i}", "dateline": f"2017-11-1{i}", "place_label": "raqqa", "text": text}
        for i, text in enumerate(texts)
    ]
    write_rows(folder / "fakes" / "articles.jsonl", made)
    pairs = [("w0", "w1", "copy", "same"), ("w0", "w2", "none", "different")]
    write_rows(
        folder / "fakes" / "pairs.jsonl", [{"a": a, "b": b, "text": t, "event": e, "how": "read"} for a, b, t, e in pairs]
    )
    votes = [{"object": "x", "source": s, "value": v} for s, v in (("s1", "one"), ("s2", "one"), ("s3", "two"))]
    write_rows(folder / "books" / "claims.jsonl", votes)
    write_rows(folder / "books" / "truth.jsonl", [{"object": "x", "value": "one"}])


BODY = (
    "The ferry line at Tarnish Ford carried its first lorries on Sunday after eleven days in which the river stood over both "
    "landings, and the harbour office expects the second boat to follow before the end of the week if the water keeps falling."
)
COMMENT = "Eleven days and not one word from the harbour office, said my neighbour."
PAGE = f"""<html><head><title>Ferry sails</title><meta property="article:published_time" content="2031-05-04T08:00:00Z"></head>
<body><article><h1>Ferry sails</h1><p>{BODY}</p><p>{BODY.replace("ferry", "boat")}</p></article>
<ol class="commentlist"><li class="comment" id="comment-1"><div class="comment-author vcard"><cite class="fn">Odile</cite></div>
<div class="comment-meta"><a href="#comment-1">May 5, 2031 at 9:10 am</a></div><p>{COMMENT}</p></li></ol></body></html>"""


def make_pages(folder: Path) -> None:
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "ferry.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    comment = {"id": "comment-1", "parent": None, "author": "Odile", "time": "2031-05-05", "depth": 1, "text": COMMENT}
    gold = {"page": "ferry", "set": "boats", "type": "article", "url": None, "date": "2031-05-04", "comments": [comment]}
    gold["body"] = f"{BODY}\n\n{BODY.replace('ferry', 'boat')}"
    rows = [gold, {**gold, "page": "not_there"}]
    (folder / "gold.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


def make_own(folder: Path) -> None:
    outer: dict[str, Any] = {"source": "outlet", "source_kind": "author"}
    ministry: dict[str, Any] = {
        "source": "the defence ministry",
        "source_kind": "organisation",
        "act": "assert",
        "polarity": "+",
    }
    ministry |= {"modality": "certain", "stance": "neutral"}
    claim: dict[str, Any] = {
        "quote": STRIKE[: STRIKE.index(", the")],
        "kind": "control.gain",
        "actors": ["Syrian army troops"],
        "place": "Mayadin",
    }
    claim |= {"says": [{"chain": [outer, ministry]}], "mood": "actual"}
    write_rows(folder / "sentences.jsonl", [{"id": "d1", "text": STRIKE, "published": "2017-11-16", "claims": [claim]}])
    (folder / "spellings.csv").write_text(
        "spelling,place_id,source\nRAQQA,raqqa,shouted\nTarnish Ford,,none\n", encoding="utf-8"
    )


MAKERS = {
    "geoparse": make_geoparse,
    "time": make_time,
    "attribution": make_attribution,
    "factuality": make_factuality,
    "events": make_events,
    "weigh": make_weigh,
    "pages": make_pages,
    "own": make_own,
}
