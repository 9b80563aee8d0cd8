"""A small invented case, any number of pages long, that has every noun in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise

from sayso.model import (
    Act,
    Actor,
    Amount,
    Aspect,
    Attribution,
    Bloc,
    Capture,
    Claim,
    Control,
    Copy,
    CopyKind,
    DateClass,
    Dispute,
    Event,
    Forecast,
    Grade,
    Judgement,
    Level,
    Link,
    Mention,
    MentionKind,
    Mood,
    Outcome,
    Over,
    Page,
    Passage,
    Place,
    Polarity,
    Precision,
    Problem,
    Record,
    Role,
    Room,
    Root,
    Rung,
    Source,
    SourceKind,
    Span,
    Stands,
    Status,
    Step,
    Verdict,
    When,
    record_id,
)
from sayso.store import Store

BODY = "The Reed Column entered Old Tamarin with 40 men on Tuesday, its captain said. The mayor denies this."
READ = (Page, Passage)
EXTRACTED = (Mention, Claim, Attribution, Link, Problem)
WEIGHED = (Copy, Event, Dispute, Control, Forecast)
DAY = When(datetime(2021, 3, 2), datetime(2021, 3, 3), Precision.DAY)


class Clock:
    """A case clock that moves on by one minute each time it is read, or to where it is set."""

    def __init__(self, start: datetime = datetime(2021, 4, 1, 8)) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


def span_of(page: Page, words: str) -> Span:
    start = page.text.index(words)
    return Span(page.id, start, start + len(words))


def make_page(number: int, title: str = "Tamarin entered") -> Page:
    text = f"{title}\n{BODY}\nPage {number} of the Heron Post."
    page = Page(record_id("page", number), text, capture_of(text).sha256, f"heron/{number}.html")
    return Page(
        page.id,
        page.text,
        page.sha256,
        page.path,
        url=f"https://heron.example/{number}",
        source="source:heron",
        author="Ada Quill",
        title=span_of(page, title),
        published=DAY,
        published_rule="stamp",
        published_class=DateClass.EXPLICIT,
        language="en",
    )


def capture_of(text: str) -> Capture:
    data = f"<p>{text}</p>".encode()
    return Capture(sha256(data).hexdigest(), "text/html", data)


def find_passages(page: Page) -> list[Passage]:
    parts = ((Role.HEADLINE, page.text.split("\n")[0]), (Role.BODY, BODY), (Role.NOTE, page.text.split("\n")[2]))
    return [Passage(record_id("passage", page.id, role), span_of(page, words), role) for role, words in parts]


def mention(page: Page, words: str, kind: MentionKind) -> Mention:
    span = span_of(page, words)
    return Mention(record_id("mention", page.id, words), span, record_id("passage", page.id, Role.BODY), kind)


def link(of: Mention, target: str | None, key: str) -> Link:
    rung = Rung.NONE if target is None else Rung.EXACT
    rivals = (("place:new-tamarin", 0.25),)
    return Link(record_id("link", of.id), of.id, target, rung, 0.75, rivals, "the only one of that name", key)


def find_records(page: Page) -> list[Record]:
    """One claim, asserted by a captain and denied by a mayor."""
    actor = mention(page, "Reed Column", MentionKind.ACTOR)
    place = mention(page, "Old Tamarin", MentionKind.PLACE)
    captain = mention(page, "its captain", MentionKind.SOURCE)
    mayor = mention(page, "The mayor", MentionKind.SOURCE)
    claim = Claim(
        record_id("claim", page.id, "enter"),
        span_of(page, "The Reed Column entered Old Tamarin with 40 men on Tuesday"),
        "move.enter",
        (("actor", actor.id), ("place", place.id)),
        When(DAY.start, DAY.end, Precision.DAY, span_of(page, "on Tuesday")),
        Amount(40, 40, None),
        counted=span_of(page, "40"),
    )
    said = Attribution(
        record_id("attribution", claim.id, captain.id),
        claim.id,
        captain.id,
        SourceKind.OFFICIAL_ROLE,
        Act.ASSERT,
        cue=span_of(page, "said"),
        content=(span_of(page, "The Reed Column"), span_of(page, "on Tuesday")),
        polarity=Polarity.POSITIVE,
        said=DAY,
    )
    denied = Attribution(
        record_id("attribution", claim.id, mayor.id),
        claim.id,
        mayor.id,
        SourceKind.OFFICIAL_ROLE,
        Act.DENY,
        cue=span_of(page, "denies"),
        polarity=Polarity.NEGATIVE,
    )
    links = [link(actor, None, "reed column"), link(place, "place:old-tamarin", "old tamarin"), link(captain, None, "captain")]
    problem = Problem(record_id("problem", page.id), page.id, Room.EXTRACT, "no year", span_of(page, "Tuesday"))
    return [actor, place, captain, mayor, claim, said, denied, *links, problem]


def weigh_records(pages: list[Page]) -> list[Record]:
    claims = tuple(record_id("claim", page.id, "enter") for page in pages)
    first = pages[0]
    captain, mayor = (
        record_id("attribution", claims[0], mention(first, words, MentionKind.SOURCE).id)
        for words in ("its captain", "The mayor")
    )
    roots = (
        Root("captain@heron", None, "north", Stands.ASSERTS, len(pages)),
        Root("mayor@heron", None, None, Stands.DENIES, 1),
    )
    grade = Grade(Step.CONTESTED, len(pages), 2, 1, "two roots stand against each other")
    event = Event(
        record_id("event", claims[0]),
        "move.enter",
        "place:old-tamarin",
        When(DAY.start, DAY.end, Precision.DAY, span_of(first, "on Tuesday")),
        ("reed column",),
        claims,
        Amount(40, None, None),
        roots,
        grade,
        (("low", claims[0]),),
    )
    control = Control(
        record_id("control", event.id),
        "place:old-tamarin",
        "reed column",
        Aspect.HOLDER,
        Status.ENTERED,
        DAY.start,
        DAY.end,
        None,
        DAY.end,
        None,
        "captain@heron",
        (captain,),
    )
    forecast = Forecast(record_id("forecast", captain), captain, DAY, 0.6, Outcome.OPEN, ())
    return [
        event,
        Dispute(record_id("dispute", captain), captain, mayor, 0.9, Over.POLARITY),
        control,
        forecast,
        *copies(pages),
    ]


def copies(pages: list[Page]) -> Iterator[Copy]:
    for left, right in pairwise(pages):
        ids = [record_id("passage", page.id, Role.BODY) for page in (left, right)]
        overlap = (span_of(left, BODY), span_of(right, BODY))
        yield Copy(record_id("copy", *ids), ids[0], ids[1], CopyKind.REPRINT, ids[0], (overlap,), 1.0)


PLACE = Place(
    "place:old-tamarin",
    Level.TOWN,
    None,
    "XX",
    10.5,
    20.25,
    2000,
    (("xx", "Tamarin-Vell"), ("en", "Old Tamarin")),
    (),
    1,
    "unchecked",
)
ACTOR = Actor("actor:reed", "militia", (("en", "Reed Column"),), ("Q1",), "unchecked")
BLOC = Bloc("bloc:reeds", (("actor:reed", "", "2019"),), (("en", "The Reeds"),), "unchecked")
SOURCE = Source(
    "source:heron",
    SourceKind.OUTLET_NAMED,
    (("en", "Heron Post"),),
    ("heron.example",),
    None,
    None,
    ("actor:reed",),
    "unchecked",
)


def read_page(store: Store, number: int, title: str = "Tamarin entered") -> Page:
    """What the rooms do with one page, in one transaction."""
    page = make_page(number, title)
    with store.transaction():
        store.add_capture(capture_of(page.text))
        store.add_fetch(page.path, page.url, datetime(2021, 3, 5, 9), page.sha256, {"content-type": "text/html"})
        store.replace(page.id, READ, [page, *find_passages(page)])
        store.replace(page.id, EXTRACTED, find_records(page))
        store.mark(page.id, Room.READ, "1")
    return page


def fill(store: Store, count: int = 3, title: str = "Tamarin entered") -> list[Page]:
    """A whole run: pages that are marked are skipped, as a restart does."""
    store.begin("run", {"sayso": "0"}, {"small": "f00d"})
    pages = [make_page(number, title) for number in range(count)]
    for number, page in enumerate(pages):
        if store.done(page.id, Room.READ) is None:
            read_page(store, number, title)
    store.replace(None, WEIGHED, weigh_records(pages))
    store.put_reference([PLACE], [ACTOR], [SOURCE], [BLOC])
    store.end({"pages": count})
    return pages


def judge(
    record: str,
    verdict: Verdict,
    field: str | None = None,
    value: str | None = None,
    *,
    at: datetime = datetime(2021, 4, 2),
    supersedes: str | None = None,
    by: str = "mara",
) -> Judgement:
    key = record_id("judgement", record, by, at.isoformat(), verdict, field, value)
    return Judgement(key, record, verdict, field, value, by, at, None, supersedes)


def prediction(claim: Claim) -> Claim:
    return Claim(claim.id, claim.span, claim.kind, claim.roles, claim.when, claim.amount, Mood.EXPECTED)
