"""A small invented world to weigh: a town, two parties, a monitor, outlets, and a builder of what their pages say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from sayso.model import (
    Act,
    Amount,
    Attribution,
    Claim,
    DateClass,
    Event,
    Judgement,
    Link,
    Mention,
    MentionKind,
    Modality,
    Mood,
    Page,
    Passage,
    Polarity,
    Precision,
    Role,
    Rung,
    SourceKind,
    Span,
    Verdict,
    When,
    record_id,
)
from sayso.pack import ActorRow, BlocRow, ForecastWord, Hedge, Pack, PlaceRow, Relation, SourceRow
from sayso.pack.rows import FILES
from sayso.weigh import Known, Weighed, weigh

NOUNS = ("pages", "passages", "mentions", "links", "claims", "attributions", "judgements")
DENIES: dict[str, Any] = {"polarity": Polarity.NEGATIVE, "act": Act.DENY}
QASR = "place:qasr"
OUTLETS = [f"out{number}" for number in range(12)]


def make_pack(**extra: tuple[object, ...]) -> Pack:
    places = [("land", "country", ""), ("gov", "governorate", "land"), ("dist", "district", "gov")]
    places += [("qasr", "town", "dist"), ("mill", "village", "dist"), ("depot", "base", "qasr"), ("gate", "crossing", "dist")]
    named = {"r": "R", "i": "I", "m": "M", "brigade": "R's brigade"}
    sources = {"o": ("O", "monitor"), "p": ("P", "monitor"), "wire": ("Harbour Wire", "agency")}
    sources |= {"rnews": ("R News", "state_media"), "rradio": ("R Radio", "state_media"), "inews": ("I News", "party_media")}
    sources |= {outlet: (outlet.title(), "outlet_named") for outlet in OUTLETS}
    blocs = {"r": "R side", "rnews": "R side", "rradio": "R side", "i": "I side", "inews": "I side", "o": "monitors"}
    rows: dict[str, tuple[object, ...]] = dict.fromkeys(FILES, ())
    rows["places"] = tuple(
        PlaceRow(at, level, up, "LA", "", "", "", f"en:{at.title()}", "", "1", "invented") for at, level, up in places
    )
    rows["actors"] = tuple(ActorRow(actor, "party", f"en:{name}", "", "invented") for actor, name in named.items())
    rows["sources"] = tuple(
        SourceRow(source, kind, f"en:{name}", "", "", "", "", "", "i" if source == "inews" else "", "invented")
        for source, (name, kind) in sources.items()
    )
    rows["blocs"] = tuple(BlocRow(body, bloc, "", "", "", "invented") for body, bloc in blocs.items())
    rows["relations"] = (Relation("brigade", "part_of", "r", "", "", "invented"),)
    chances = (
        ("will", "0.9"),
        ("likely", "0.75"),
        ("unlikely", "0.3"),
        ("could", ""),
        ("four chances in five", "0.8"),
        ("chance of one in three", "0.33"),
        ("# per cent chance", "#"),
    )
    rows["forecast"] = tuple(ForecastWord(words, p, "invented") for words, p in chances)
    rows["hedges"] = (
        Hedge("if", "unknown", "", "conditional", "mark", "invented"),
        Hedge("unless", "unknown", "-", "conditional", "mark", "invented"),
    )
    return Pack((), rows | extra)


PACK = make_pack()


def at(day: int, month: int = 11, hour: int = 0) -> datetime:
    return datetime(2017, month, day, hour)


def on(day: int, month: int = 11) -> date:
    return date(2017, month, day)


def day_when(day: date, days: int = 1) -> When:
    start = datetime.combine(day, time.min)
    return When(start, start + timedelta(days=days), Precision.DAY if days == 1 else Precision.DAYS)


def since(day: date) -> When:
    return When(datetime.combine(day, time.min), None, Precision.OPEN_END)


def story(seed: object, words: int = 120) -> str:
    """Words that no other seed shares."""
    random = Random(str(seed))
    return " ".join("".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(words)).capitalize() + "."


@dataclass
class World:
    """Pages are added by `page`, what they say by `say`; ids depend on nothing but what is said."""

    found: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in NOUNS})
    named: set[str] = field(default_factory=set)

    def add(self, noun: str, record: Any) -> None:
        self.found[noun].append(record)

    def page(
        self,
        source: str | None,
        day: date | None,
        text: str,
        *,
        role: Role = Role.BODY,
        seen: datetime | None = None,
        voice: str | None = None,
    ) -> Page:
        address = f"{source or 'loose'}-{len(self.found['pages'])}"
        page = Page(
            id=record_id("page", address, text),
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            path=f"{address}.html",
            source=f"source:{source}" if source else None,
            published=day_when(day) if day else None,
            published_class=DateClass.EXPLICIT if day else DateClass.UNKNOWN,
            seen=seen,
        )
        self.add("pages", page)
        self.passage(page, 0, len(text), role, voice)
        return page

    def passage(self, page: Page, start: int, end: int, role: Role, voice: str | None = None) -> Passage:
        passage = Passage(record_id("passage", page.id, start, end), Span(page.id, start, end), role, voice or page.source)
        self.add("passages", passage)
        return passage

    def name(self, span: Span, name: str, role: str) -> str:
        """A mention of that name with its link: an id of the pack, or else words no pack knows.

        "place:mill as the mill" is called so; "maybe mill|gate as the mill" may be either.
        """
        kinds = {"place": MentionKind.PLACE, "part": MentionKind.PLACE, "near": MentionKind.PLACE, "source": MentionKind.SOURCE}
        kind = kinds.get(role, MentionKind.ACTOR)
        mention = Mention(record_id("mention", span, name, role), span, "passage:any", kind)
        meant, _, called = name.partition(" as ")
        target = meant if meant.partition(":")[0] in ("place", "actor", "source") else None
        rivals = tuple((f"place:{each}", 0.5) for each in meant.removeprefix("maybe ").split("|")) if "maybe " in meant else ()
        if mention.id not in self.named:
            self.named.add(mention.id)
            self.add("mentions", mention)
            rung = Rung.EXACT if target else Rung.NONE
            self.add(
                "links", Link(record_id("link", mention.id), mention.id, target, rung, 1.0, rivals, "", called or name.lower())
            )
        return mention.id

    def claim(
        self,
        page: Page,
        words: str,
        kind: str,
        roles: dict[str, str],
        when: When | None = None,
        amount: Amount | None = None,
        mood: Mood = Mood.ACTUAL,
    ) -> Claim:
        start = page.text.index(words)
        span = Span(page.id, start, start + len(words))
        filled = tuple((role, self.name(span, name, role)) for role, name in roles.items())
        claim = Claim(record_id("claim", span, kind, filled), span, kind, filled, when, amount, mood)
        if claim not in self.found["claims"]:
            self.add("claims", claim)
        return claim

    def first_word(self, claim: Claim) -> Span:
        (text,) = [page.text for page in self.found["pages"] if page.id == claim.span.page]
        words = text[claim.span.start : claim.span.end]
        return replace(claim.span, end=claim.span.start + len(words.split()[0]))

    def attribute(self, claim: Claim, by: str | None, **how: Any) -> Attribution:
        """The word of `by` inside the outlet's passing on of it; None is the outlet's own word, "?" is "reportedly"."""
        own = Attribution(record_id("attribution", claim.id, "outlet"), claim.id, None, SourceKind.AUTHOR, Act.ASSERT)
        if by is None:
            made = replace(
                own, id=record_id("attribution", claim.id, "own", sorted(how.items(), key=str)), polarity=Polarity.POSITIVE
            )
            made = replace(made, **how)
            self.add("attributions", made)
            return made
        if own not in self.found["attributions"]:
            self.add("attributions", own)
        source, kind = None, SourceKind.UNSPECIFIED
        if by != "?":
            kind = PACK.sources[by].source_kind if by in PACK.sources else SourceKind.OFFICIAL_NAMED
            kind = SourceKind.OFFICIAL_ANONYMOUS if by == "anon" else kind
            known = by in PACK.sources or by in PACK.actors
            source = self.name(claim.span if known else self.first_word(claim), by, "source")
        modality = Modality.POSSIBLE if by == "?" else Modality.CERTAIN
        made = Attribution(
            id=record_id("attribution", claim.id, by, sorted(how.items(), key=str)),
            claim=claim.id,
            source=source,
            source_kind=kind,
            act=Act.ASSERT,
            cue=claim.span,
            inside=own.id,
            polarity=Polarity.POSITIVE,
            modality=modality,
        )
        made = replace(made, **how)
        self.add("attributions", made)
        return made

    def say(
        self,
        page: Page,
        words: str,
        kind: str = "control.gain",
        by: str | None = "source:o",
        *,
        roles: dict[str, str] | None = None,
        when: When | None = None,
        amount: Amount | None = None,
        mood: Mood = Mood.ACTUAL,
        **how: Any,
    ) -> Attribution:
        claim = self.claim(
            page, words, kind, {"actor": "actor:r", "place": QASR} if roles is None else roles, when, amount, mood
        )
        return self.attribute(claim, by, **how)

    def judge(self, record: str, verdict: Verdict, value: str | None = None) -> None:
        self.add(
            "judgements",
            Judgement(record_id("judgement", record, verdict, value), record, verdict, None, value, "tester", at(30)),
        )

    def known(self, shuffle: int | None = None) -> Known:
        found = {noun: list(records) for noun, records in self.found.items()}
        if shuffle is not None:
            for records in found.values():
                Random(shuffle).shuffle(records)
        pages, passages, mentions, links, claims, attributions, judgements = (tuple(found[noun]) for noun in NOUNS)
        return Known(pages, passages, mentions, links, claims, attributions, judgements)

    def weigh(self, pack: Pack = PACK) -> Weighed:
        return weigh(self.known(), pack)

    def event(self, kind: str = "control.gain", pack: Pack = PACK) -> Event:
        """The one event of that kind."""
        (event,) = [event for event in self.weigh(pack).events if event.kind == kind]
        return event
