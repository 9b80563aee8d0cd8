"""A small invented case, built straight through the store: four pages, one town taken and denied, one reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sayso.model import (
    Act,
    Actor,
    Aspect,
    Attribution,
    Capture,
    Claim,
    Control,
    Copy,
    CopyKind,
    Dispute,
    Event,
    Forecast,
    Grade,
    Level,
    Link,
    Mention,
    MentionKind,
    Modality,
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
    When,
    record_id,
)
from sayso.store import Store

TAKEN = "The valley guard has taken Marun, its command said on Saturday."
DENIED = "The upland league denied that it had lost Marun."
EXPECTED = "One guard officer expects the league to leave Marun by June."
COMMENT = "@old_miller: the guard has taken Marun? Ask miller@post.example, +44 20 7946 0011 or www.mill.example/x"
# Our own Arabic: "the command of the guard said that Marun is in its hand".
ARABIC = "قالت قيادة الحرس إن مارون في يدها"
CHANNEL = ("actor", "guard", "الحرس"), ("place", "marun", "مارون")
GUARD = ("actor", "guard", "valley guard"), ("place", "marun", "Marun")
LEAGUE = ("actor", "league", "upland league"), ("place", "marun", "Marun")
ROLES = {"actor": MentionKind.ACTOR, "place": MentionKind.PLACE}
NAMES = {
    "lowland-post": "Lowland Post",
    "hill-courier": "Hill Courier",
    "east-radio": "East Radio",
    "river-sheet": "River Sheet",
}


def days(first: int, last: int | None = None, month: int = 5) -> When:
    start, end = datetime(2031, month, first), datetime(2031, month, last or first) + timedelta(days=1)
    return When(start, end, Precision.DAYS if last else Precision.DAY)


@dataclass
class Written:
    """One page and what was read, extracted and resolved of it."""

    page: Page
    passages: list[Passage]
    said: list[Mention | Link | Claim | Attribution] = field(default_factory=list)

    def span(self, words: str, within: str | None = None) -> Span:
        start = self.page.text.index(words, self.page.text.index(within or words))
        return Span(self.page.id, start, start + len(words))

    def mention(self, span: Span, kind: MentionKind, target: str | None, key: str) -> str:
        mention = Mention(record_id("mention", span, kind), span, self.passages[0].id, kind)
        rung = Rung.EXACT if target else Rung.NONE
        score = 1.0 if target else 0.0
        link = Link(record_id("link", mention.id), mention.id, target, rung, score, (), "the only one", key)
        self.said += [mention, link]
        return mention.id

    def claim(
        self,
        words: str,
        kind: str,
        roles: Sequence[tuple[str, str, str]],
        when: When | None = None,
        mood: Mood = Mood.ACTUAL,
    ) -> Claim:
        span = self.span(words)
        filled = (self.mention(self.span(name, words), ROLES[role], f"{role}:{to}", name) for role, to, name in roles)
        pairs = tuple(zip((role for role, _, _ in roles), filled, strict=True))
        claim = Claim(record_id("claim", span, kind), span, kind, pairs, when, None, mood)
        self.said.append(claim)
        return claim

    def say(
        self,
        claim: Claim,
        source: str,
        kind: SourceKind,
        act: Act = Act.ASSERT,
        cue: str | None = None,
        inside: Attribution | None = None,
        polarity: Polarity | None = Polarity.POSITIVE,
        modality: Modality = Modality.CERTAIN,
        said: When | None = None,
    ) -> Attribution:
        one = Attribution(
            id=record_id("attribution", claim.id, source, act),
            claim=claim.id,
            source=source,
            source_kind=kind,
            act=act,
            cue=self.span(cue) if cue else None,
            inside=inside.id if inside else None,
            polarity=polarity,
            modality=modality,
            said=said,
        )
        self.said.append(one)
        return one


def write_page(name: str, outlet: str, published: When | None, *parts: tuple[Role, str]) -> Written:
    text = "\n".join(words for _, words in parts)
    digest = sha256(text.encode()).hexdigest()
    id_, at, passages = record_id("page", name, digest), 0, []
    for number, (role, words) in enumerate(parts):
        end = at + len(words) + (number < len(parts) - 1)
        is_comment = role is Role.COMMENT
        author = Span(id_, at + 1, at + 11) if is_comment else None
        voice = "reader:77aa" if is_comment else f"source:{outlet}"
        passages.append(Passage(record_id("passage", id_, at), Span(id_, at, end), role, voice, author, rule="test"))
        at = end
    title = Span(id_, 0, len(parts[0][1])) if parts[0][0] is Role.HEADLINE else None
    page = Page(id_, text, digest, f"{name}.txt", source=f"source:{outlet}", title=title, published=published)
    return Written(page, passages)


def told_by_guard(written: Written, words: str) -> tuple[Claim, Attribution]:
    """The outlet passes on what the guard's command says."""
    claim = written.claim("valley guard has taken Marun", "control.gain", GUARD, days(3))
    outlet = written.say(claim, written.page.source or "", SourceKind.OUTLET_NAMED, polarity=None)
    speaker = written.mention(written.span("its command", words), MentionKind.SOURCE, None, "guard command")
    inner = written.say(claim, speaker, SourceKind.ORGANISATION, cue="said", inside=outlet, said=days(3))
    return claim, inner


def make_pages() -> tuple[dict[str, Written], dict[str, Claim], dict[str, Attribution]]:
    headline, body, comment = (Role.HEADLINE, "Column enters Marun"), (Role.BODY, TAKEN), (Role.COMMENT, COMMENT)
    pages = {
        "post": write_page("post", "lowland-post", days(3), headline, body, comment),
        "courier": write_page("courier", "hill-courier", days(4), body, (Role.BODY, EXPECTED)),
        "radio": write_page("radio", "east-radio", days(5), (Role.BODY, DENIED)),
        "sheet": write_page("sheet", "river-sheet", None, (Role.BODY, ARABIC)),
    }
    made = {name: told_by_guard(pages[name], TAKEN) for name in ("post", "courier")}
    made["radio"] = denied_by_league(pages["radio"])
    made["due"] = expected_by_officer(pages["courier"])
    asked = pages["post"].claim("the guard has taken Marun?", "control.gain", (GUARD[1],), days(3))
    made["reader"] = asked, pages["post"].say(asked, "reader:77aa", SourceKind.AUTHOR)
    held = pages["sheet"].claim(ARABIC, "control.hold", CHANNEL)
    made["sheet"] = held, pages["sheet"].say(held, "source:river-sheet", SourceKind.AUTHOR)
    claims = {name: claim for name, (claim, _) in made.items()}
    return pages, claims, {name: said for name, (_, said) in made.items()}


def denied_by_league(radio: Written) -> tuple[Claim, Attribution]:
    claim = radio.claim("upland league denied that it had lost Marun", "control.lose", LEAGUE, days(3, 4))
    outer = radio.say(claim, "source:east-radio", SourceKind.OUTLET_NAMED, polarity=None)
    league = radio.mention(radio.span("upland league"), MentionKind.SOURCE, "actor:league", "upland league")
    kind, act, polarity = SourceKind.ORGANISATION, Act.DENY, Polarity.NEGATIVE
    return claim, radio.say(claim, league, kind, act, cue="denied", inside=outer, polarity=polarity)


def expected_by_officer(courier: Written) -> tuple[Claim, Attribution]:
    roles = (("actor", "league", "league"), GUARD[1])
    claim = courier.claim("expects the league to leave Marun", "withdraw", roles, mood=Mood.EXPECTED)
    officer = courier.mention(courier.span("One guard officer"), MentionKind.SOURCE, None, "guard officer")
    kind, firm = SourceKind.OFFICIAL_ANONYMOUS, Modality.PROBABLE
    return claim, courier.say(claim, officer, kind, Act.PREDICT, cue="expects", modality=firm)


def make_events(claims: dict[str, Claim]) -> list[Event]:
    carried = (claims["post"].id, claims["courier"].id)
    guard = Root("said:guard command", None, "valley", Stands.ASSERTS, 2, claims=carried)
    league = Root("actor:league", "actor:league", "upland", Stands.DENIES, 1, claims=(claims["radio"].id,))
    sheet = Root("publisher*source:river-sheet", "source:river-sheet", None, Stands.ASSERTS, 1, claims=(claims["sheet"].id,))
    contested = Grade(Step.CONTESTED, 3, 1, 1, "Contested: the guard says it, the league denies it; no third root.")
    lone = Grade(Step.UNSOURCED, 1, 1, 0, "Unsourced: River Sheet says it in its own voice; nobody else.")
    told = (claims["post"].id, claims["courier"].id, claims["radio"].id)
    at, who = "place:marun", ("actor:guard",)
    return [
        Event("event:9f2c0000000000aa", "control.gain", at, days(3), who, told, None, (guard, league), contested),
        Event("event:9f2d0000000000bb", "control.hold", at, None, who, (claims["sheet"].id,), None, (sheet,), lone),
    ]


def make_control(said: Attribution) -> Control:
    return Control(
        id="control:77770000000000aa",
        place="place:marun",
        actor="actor:guard",
        aspect=Aspect.HOLDER,
        status=Status.HELD,
        valid_from_lo=datetime(2031, 5, 3),
        valid_from_hi=datetime(2031, 5, 4),
        valid_to=None,
        known_from=datetime(2031, 5, 4),
        known_to=None,
        root="said:guard command",
        attributions=(said.id,),
    )


def make_weighed(pages: dict[str, Written], claims: dict[str, Claim], said: dict[str, Attribution]) -> list[Record]:
    left, right = pages["post"].passages[1], pages["courier"].passages[0]
    shared = (pages["post"].span(TAKEN), pages["courier"].span(TAKEN))
    return [
        Copy(record_id("copy", left.id, right.id), left.id, right.id, CopyKind.REPRINT, left.id, (shared,), 0.98),
        *make_events(claims),
        Dispute(record_id("dispute", 1), said["post"].id, said["radio"].id, 1.0, Over.POLARITY),
        make_control(said["post"]),
        Forecast(record_id("forecast", said["due"].id), said["due"].id, days(1, 30, 6), 0.75, Outcome.OPEN, ()),
    ]


def make_names() -> tuple[list[Place], list[Actor], list[Source]]:
    orsa, marun = (("en", "Orsa"),), (("en", "Marun"), ("ar", "مارون"))
    kind = SourceKind.OUTLET_NAMED
    places = [
        Place("place:orsa", Level.GOVERNORATE, None, "XX", None, None, None, orsa, (), 1, "page"),
        Place("place:marun", Level.TOWN, "place:orsa", "XX", 34.5, 41.25, 2000, marun, (), 1, "page"),
    ]
    actors = [
        Actor("actor:guard", "force", (("en", "Valley Guard"), ("ar", "الحرس")), (), "page"),
        Actor("actor:league", "force", (("en", "Upland League"),), (), "page"),
    ]
    named = ((f"source:{key}", (("en", name),)) for key, name in NAMES.items())
    return places, actors, [Source(key, kind, names, (), None, None, (), "page") for key, names in named]


def fill(store: Store) -> None:
    pages, claims, said = make_pages()
    store.begin("run", {"sayso": "test"}, {})
    for written in pages.values():
        store.add_capture(Capture(written.page.sha256, "text/plain", written.page.text.encode()))
        store.replace(written.page.id, (Page, Passage), [written.page, *written.passages])
        store.replace(written.page.id, (Mention, Link, Claim, Attribution), written.said)
    store.replace(None, (Copy, Event, Dispute, Control, Forecast), make_weighed(pages, claims, said))
    torn = Problem(record_id("problem", "torn.gz"), "torn.gz", Room.READ, "the gzip data ends too early")
    store.replace("read:torn.gz", (Problem,), [torn])
    store.put_reference(*make_names())
    store.end({"pages": len(pages)})


@contextmanager
def small_store() -> Iterator[Store]:
    with Store.open(":memory:", write=True) as store:
        fill(store)
        yield store


def small_file(path: Path) -> Path:
    with Store.open(path, write=True) as store:
        fill(store)
    return path
