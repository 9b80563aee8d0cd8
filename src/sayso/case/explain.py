"""Reads one sentence that a person typed, as if it were a page, and says what was found and why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from sayso.case.fill import EXTRACTED, VERSION, extract_and_resolve, loaded, used_rows, used_targets
from sayso.model import Capture, DateClass, Page, Passage, Precision, Role, Span, When, record_id
from sayso.show.explain import Explained, explain
from sayso.store import Store


def explain_sentence(sentence: str, said: date | None, outlet: str | None, packs: tuple[str, ...]) -> Explained:
    """`said` is the day it was published, against which its times are read; `outlet` a source's name or words."""
    from sayso.extract.reasons import find_reasons

    page, passage, capture = typed_page(sentence, said, outlet)
    pack = loaded(packs)
    with Store.open(Path(":memory:"), write=True) as store:
        store.begin("explain", {"sayso": VERSION}, pack.hashes)
        store.add_capture(capture)
        store.replace(page.id, (Page, Passage), [page, passage])
        store.replace(page.id, EXTRACTED, extract_and_resolve(packs, (page, (passage,))))
        store.put_reference(*used_rows(used_targets(store), pack))
        return explain(store, find_reasons(page, (passage,), pack), pack)


def typed_page(sentence: str, said: date | None, outlet: str | None) -> tuple[Page, Passage, Capture]:
    data = sentence.encode("utf-8")
    digest = sha256(data).hexdigest()
    source = f"source:{outlet}" if outlet and not outlet.startswith("source:") else outlet
    published = None
    if said is not None:
        midnight = datetime.combine(said, time.min)
        published = When(midnight, midnight + timedelta(days=1), Precision.DAY)
    page = Page(
        id=record_id("page", "typed", digest),
        text=sentence,
        sha256=digest,
        path="typed",
        source=source,
        published=published,
        published_rule="typed" if said else "none",
        published_class=DateClass.PERSON if said else DateClass.UNKNOWN,
        language="en",
    )
    span = Span(page.id, 0, len(sentence))
    passage = Passage(record_id("passage", page.id, span.start, span.end, Role.BODY), span, Role.BODY, source, rule="typed")
    return page, passage, Capture(digest, "text/plain", data)
