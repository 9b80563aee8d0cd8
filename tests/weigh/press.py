"""A press of invented outlets whose texts are really read: extracted, resolved and weighed, with only the words given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from sayso.extract import extract
from sayso.model import (
    Attribution,
    Claim,
    DateClass,
    Dispute,
    Event,
    Judgement,
    Link,
    Mention,
    Page,
    Passage,
    Role,
    Span,
    Verdict,
    record_id,
)
from sayso.pack import Pack
from sayso.resolve import resolve
from sayso.weigh import Known, Weighed, weigh
from tests.weigh.world import at, day_when


@dataclass
class Press:
    """Pages are printed one after the other; what they are found to say is kept as it is found."""

    pack: Pack
    pages: list[Page] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    found: list[Any] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)

    def prints(self, outlet: str, day: date, text: str, aside: str = "", role: Role = Role.NOTE) -> Page:
        """A page of body text; `aside` stands below it in a passage of another role, a reader's or the outlet's own."""
        whole = f"{text}\n\n{aside}" if aside else text
        page = Page(
            id=record_id("page", outlet, len(self.pages)),
            text=whole,
            sha256=sha256(whole.encode()).hexdigest(),
            path=f"{outlet}-{len(self.pages)}.txt",
            source=f"source:{outlet}",
            published=day_when(day),
            published_class=DateClass.EXPLICIT,
            language="en",
        )
        parts = [(0, len(text) + 2 if aside else len(text), Role.BODY), (len(text) + 2, len(whole), role)]
        tiles = [(start, end, sort) for start, end, sort in parts if start < end]
        own = tuple(
            Passage(
                record_id("passage", page.id, start),
                Span(page.id, start, end),
                sort,
                f"reader:{page.id[5:]}" if sort is Role.COMMENT else page.source,
            )
            for start, end, sort in tiles
        )
        records = extract(page, own, self.pack)
        mentions = [record for record in records if isinstance(record, Mention)]
        self.pages.append(page)
        self.passages += own
        self.found += [*records, *resolve(page, own, mentions, self.pack)]
        return page

    def judge(self, record: str, verdict: Verdict) -> None:
        self.judgements.append(Judgement(f"judgement:{len(self.judgements)}", record, verdict, None, None, "ann", at(30)))

    @property
    def known(self) -> Known:
        return Known(
            tuple(self.pages),
            tuple(self.passages),
            tuple(one for one in self.found if isinstance(one, Mention)),
            tuple(one for one in self.found if isinstance(one, Link)),
            tuple(one for one in self.found if isinstance(one, Claim)),
            tuple(one for one in self.found if isinstance(one, Attribution)),
            tuple(self.judgements),
        )

    def weigh(self) -> Weighed:
        return weigh(self.known, self.pack)

    def event(self, kind: str) -> Event:
        """The one event of that kind and all below it."""
        (event,) = [each for each in self.weigh().events if each.kind == kind or each.kind.startswith(f"{kind}.")]
        return event

    def disputes(self) -> list[Dispute]:
        return list(self.weigh().disputes)
