"""Writes one page of a world: its words, and the records that a perfect reader would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

from bench.world.cast import Body, Cast
from bench.world.deeds import Telling
from bench.world.jobs import Job, Mode, Sheet
from bench.world.parameters import Parameters
from bench.world.words import WORDS, Sheaf, filler, put
from sayso.model import (
    Act,
    Amount,
    Attribution,
    Claim,
    DateClass,
    Link,
    Mention,
    MentionKind,
    Modality,
    Page,
    Passage,
    Polarity,
    Precision,
    Role,
    Rung,
    SourceKind,
    Span,
    When,
    record_id,
)

# How many sentences of filler a page has, how many of them a trimmed copy keeps, and a rewritten one.
FULL, KEPT, SHARED = 8, 3, 1
COPIES = (Mode.CREDITED, Mode.VERBATIM, Mode.TRIMMED, Mode.REWRITTEN)


class Writer:
    """Of one page; what a copy shares is drawn from the dice of its story, everything else from dice of its own."""

    def __init__(self, job: Job, past: Sequence[Telling], cast: Cast, parameters: Parameters) -> None:
        self.job, self.past, self.cast, self.parameters = job, past, cast, parameters
        self.own, self.shared = Random(job.serial), Random(job.story.seed)
        self.id = record_id("page", job.serial)
        self.body = record_id("passage", self.id, "body")
        self.sheaf = Sheaf()
        self.sheet = Sheet(job.mode, job.copied)

    def write(self) -> Sheet:
        telling = self.job.story.telling
        self.sheaf.add(filler(self.own, 1) + "\n\n")
        self.lead(telling)
        self.fill()
        if self.own.random() < self.parameters.wrapped and len(self.past) > 1:
            self.other(telling)
        if self.own.random() < self.parameters.background and self.past:
            self.told(self.own.choice(self.past), self.own, self.home)
        if self.own.random() < self.parameters.stock:
            self.sheaf.add("\n\n" + filler(Random(f"stock/{self.job.outlet.id}"), 3))
        end = self.sheaf.length
        self.sheet.passages.append(Passage(self.body, Span(self.id, 0, end), Role.BODY, self.job.outlet.id))
        if self.own.random() < self.parameters.commented:
            self.comment(telling, end)
        text = self.sheaf.text
        day = self.date(self.job.day)
        self.sheet.page = Page(
            self.id,
            text,
            sha256(text.encode()).hexdigest(),
            f"{self.id.partition(':')[2]}.txt",
            source=self.job.outlet.id,
            published=When(day, day + timedelta(days=1), Precision.DAY),
            published_rule="generated",
            published_class=DateClass.EXPLICIT,
            language="en",
        )
        return self.sheet

    @property
    def home(self) -> Body | None:
        """The outlet a copy credits."""
        return self.job.story.outlet if self.job.mode is Mode.CREDITED else None

    def date(self, day: int) -> datetime:
        return datetime.combine(self.parameters.first_day + timedelta(days=day), datetime.min.time())

    def lead(self, telling: Telling) -> None:
        copied = self.job.mode in COPIES or self.job.mode is Mode.FIRST
        self.told(telling, self.shared if copied else self.own, self.home, lead=True)

    def fill(self) -> None:
        keep = {Mode.TRIMMED: KEPT, Mode.REWRITTEN: SHARED, Mode.FREE: 0}.get(self.job.mode, FULL)
        if keep:
            self.sheaf.add(" " + filler(self.shared, keep))
        if keep < FULL and self.job.mode is not Mode.TRIMMED:
            self.sheaf.add("\n\n" + filler(self.own, FULL - keep))

    def other(self, telling: Telling) -> None:
        """A second origin on the same deed, if one has spoken: two roots in one page."""
        others = [one for one in self.past if one.deed is telling.deed and one.origin is not telling.origin]
        if others:
            self.told(self.own.choice(others), self.own, None)

    def told(self, telling: Telling, dice: Random, credit: Body | None, lead: bool = False) -> None:
        """A sentence with one claim, on its origin's word, or on the page's own."""
        taken_back = lead and self.job.correction
        deed = telling.deed
        self.sheaf.add("" if lead else "\n\n")
        named = self.job.story.names_origin or not lead
        speaker = telling.origin if named and telling.origin.id != self.job.outlet.id else None
        verb = "withdrew its report that" if taken_back else "said that" if telling.asserts else "denied that"
        speaks: tuple[int, int] | None = None
        cue: tuple[int, int] | None = None
        if speaker is not None:
            speaks = self.sheaf.add(speaker.name or "Residents")
            self.sheaf.add(" ")
            cue = self.sheaf.add(verb)
            self.sheaf.add(" ")
        elif taken_back or not telling.asserts:
            cue = self.sheaf.add("It is not true that" if not taken_back else "Correction: it is not true that")
            self.sheaf.add(" ")
        if telling.hedged:
            self.sheaf.add("reportedly ")
        names = {"a": deed.actor.name, "p": deed.place[1], "t": deed.target.name, "n": str(telling.toll or 0)}
        span, spans = put(dice.choice(WORDS[deed.kind]), names, self.sheaf)
        self.sheaf.add(f" on {self.date(deed.day):%d %B %Y}")
        credited = None
        if credit is not None and credit.id != self.job.outlet.id:
            self.sheaf.add(", ")
            credited = self.sheaf.add(credit.name)
            self.sheaf.add(" reported")
        self.sheaf.add(".")
        claim = self.claim(telling, span, spans, self.body)
        self.chain(claim, telling, (speaker, speaks, cue), (credit, credited), taken_back)

    def claim(self, telling: Telling, span: tuple[int, int], spans: dict[str, tuple[int, int]], passage: str) -> Claim:
        deed = telling.deed
        spelling = Rung.EXACT if deed.place in self.cast.places else Rung.SPELT
        roles = [("place", self.mention(spans["p"], MentionKind.PLACE, deed.place[0], passage, spelling))]
        if "a" in spans:
            roles.append(("actor", self.mention(spans["a"], MentionKind.ACTOR, deed.actor.id, passage)))
        if "t" in spans:
            roles.append(("target", self.mention(spans["t"], MentionKind.ACTOR, deed.target.id, passage)))
        day = self.date(deed.day)
        when = When(day, day + timedelta(days=1), Precision.DAY)
        amount = Amount(telling.toll, telling.toll, telling.toll) if telling.toll is not None else None
        id = record_id("claim", self.job.serial, len(self.sheet.claims))
        claim = Claim(id, Span(self.id, *span), deed.kind, tuple(roles), when, amount)
        self.sheet.claims.append(claim)
        self.sheet.truth[claim.id] = telling
        return claim

    def mention(self, span: tuple[int, int], kind: MentionKind, target: str, passage: str, rung: Rung = Rung.EXACT) -> str:
        mention = Mention(record_id("mention", self.id, kind, *span), Span(self.id, *span), passage, kind)
        self.sheet.mentions.append(mention)
        link = record_id("link", mention.id)
        self.sheet.links.append(Link(link, mention.id, target, rung, 1.0, (), "the name itself", target))
        return mention.id

    def chain(
        self,
        claim: Claim,
        telling: Telling,
        spoken: tuple[Body | None, tuple[int, int] | None, tuple[int, int] | None],
        credit: tuple[Body | None, tuple[int, int] | None],
        taken_back: bool,
    ) -> None:
        """The outlet, whom it credits, and who spoke; only the last commits itself."""
        speaker, speaks, cue = spoken
        links: list[tuple[str | None, SourceKind]] = [(self.job.outlet.id, SourceKind.AUTHOR)]
        if credit[0] is not None and credit[1] is not None:
            words = self.mention(credit[1], MentionKind.SOURCE, credit[0].id, self.body)
            links.append((words, SourceKind(credit[0].kind)))
        if speaker is not None and speaks is not None:
            named = self.mention(speaks, MentionKind.SOURCE, speaker.id, self.body) if speaker.id else None
            links.append((named, SourceKind(speaker.kind)))
        outer = None
        for depth, (source, kind) in enumerate(links):
            last = depth == len(links) - 1
            act = Act.RETRACT if taken_back else Act.ASSERT if telling.asserts else Act.DENY
            sign = Polarity.POSITIVE if telling.asserts and not taken_back else Polarity.NEGATIVE
            one = Attribution(
                record_id("attribution", claim.id, depth if not last else "last"),
                claim.id,
                source,
                kind,
                act if last else Act.ASSERT,
                Span(self.id, *cue) if cue is not None and last else None,
                inside=outer,
                polarity=sign if last else None,
                modality=Modality.POSSIBLE if telling.hedged and last else Modality.CERTAIN,
                supersedes=self.first_word() if taken_back and last else None,
            )
            self.sheet.attributions.append(one)
            outer = one.id

    def first_word(self) -> str:
        """The attribution that a correction takes back: the last link of the first claim of the first page."""
        return record_id("attribution", record_id("claim", self.job.copied, 0), "last")

    def comment(self, telling: Telling, start: int) -> None:
        """A reader who knows better: whatever is said here must count for nothing."""
        name = f"reader-{self.own.randrange(500)}"
        self.sheaf.add(f"\n\n{name}: {filler(self.own, 1)} Of course ")
        passage = record_id("passage", self.id, "comment")
        deed = telling.deed
        names = {"a": deed.actor.name, "p": deed.place[1], "t": deed.target.name, "n": str((telling.toll or 0) + 50)}
        span, spans = put(self.own.choice(WORDS[deed.kind]), names, self.sheaf)
        self.sheaf.add(".")
        claim = self.claim(telling, span, spans, passage)
        voice = f"reader:{name}"
        said = record_id("attribution", claim.id, 0)
        word = Attribution(said, claim.id, voice, SourceKind.AUTHOR, Act.ASSERT, polarity=Polarity.POSITIVE)
        self.sheet.attributions.append(word)
        self.sheet.passages.append(Passage(passage, Span(self.id, start, self.sheaf.length), Role.COMMENT, voice))
