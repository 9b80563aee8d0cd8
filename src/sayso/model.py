"""The nouns of sayso: what a page says, on whose word, and what the record makes of it.

Every noun is frozen and carries no behaviour. Ids carry their noun (`claim:9f2c...`) and are hashes of what makes the
record itself, so that a second run gives the same ids and people's judgements survive it. Times are naive: wall clock in
the case's zone, so that they sort as text and never shift.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b


class Role(StrEnum):
    """What a passage is on its page. `unknown`: the border is unsure; never a softer word for body."""

    HEADLINE = "headline"
    BODY = "body"
    NOTE = "note"
    REPRINT = "reprint"
    QUOTE = "quote"
    CAPTION = "caption"
    COMMENT = "comment"
    POST = "post"
    FURNITURE = "furniture"
    UNKNOWN = "unknown"


class DateClass(StrEnum):
    """How a page's date was come by, surest first (reading: a person, the page, its metadata, its address, a guess)."""

    PERSON = "person"
    EXPLICIT = "explicit"
    META = "meta"
    URL = "url"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    INSTANT = "instant"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    OPEN_START = "open_start"
    OPEN_END = "open_end"
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    PLACE = "place"
    ACTOR = "actor"
    SOURCE = "source"
    TIME = "time"
    AMOUNT = "amount"


class Reading(StrEnum):
    """How a place's name stands in its sentence: the place, those who speak and act for it, its people, or a part of a name.

    "in Sarn", "Sarn denies", "Sarnian forces", "the Sarn Herald". Only the first two may fill a role of a claim.
    """

    LITERAL = "literal"
    METONYMIC = "metonymic"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


class Polarity(StrEnum):
    """FactBank's signs; None on an attribution means that this voice does not commit itself."""

    POSITIVE = "+"
    NEGATIVE = "-"


class Modality(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Mood(StrEnum):
    ACTUAL = "actual"
    EXPECTED = "expected"
    INTENDED = "intended"
    CONDITIONAL = "conditional"


class Act(StrEnum):
    ASSERT = "assert"
    CONFIRM = "confirm"
    DENY = "deny"
    CANNOT_CONFIRM = "cannot_confirm"
    NO_COMMENT = "no_comment"
    RETRACT = "retract"
    CORRECT = "correct"
    UPDATE = "update"
    ACCUSE = "accuse"
    CLAIM_RESPONSIBILITY = "claim_responsibility"
    VOW = "vow"
    PREDICT = "predict"
    ASK = "ask"
    DISMISS = "dismiss"


class Stance(StrEnum):
    """What the ENCLOSING voice does with what this source says."""

    ENDORSE = "endorse"
    NEUTRAL = "neutral"
    DISTANCE = "distance"


class SourceKind(StrEnum):
    OFFICIAL_NAMED = "official_named"
    OFFICIAL_ROLE = "official_role"
    OFFICIAL_ANONYMOUS = "official_anonymous"
    ORGANISATION = "organisation"
    STATE_MEDIA = "state_media"
    PARTY_MEDIA = "party_media"
    MONITOR = "monitor"
    UN_NGO = "un_ngo"
    ACTIVISTS = "activists"
    RESIDENTS = "residents"
    MEDICS = "medics"
    ANALYSTS = "analysts"
    AGENCY = "agency"
    OUTLET_NAMED = "outlet_named"
    OUTLET_UNSPECIFIED = "outlet_unspecified"
    SOCIAL_MEDIA = "social_media"
    IMAGERY_DOCUMENT = "imagery_document"
    UNSPECIFIED = "unspecified"
    AUTHOR = "author"


class Rung(StrEnum):
    EXACT = "exact"
    NORM = "norm"
    FOLD = "fold"
    SPELT = "spelt"
    FUZZY = "fuzzy"
    CONTEXT = "context"
    NONE = "none"


class Level(StrEnum):
    COUNTRY = "country"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    POINT = "point"
    BASE = "base"
    CROSSING = "crossing"
    STATION = "station"
    DAM = "dam"
    ROAD = "road"
    RIVER = "river"
    AREA = "area"


class CopyKind(StrEnum):
    REPRINT = "reprint"
    NEAR = "near"
    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    CREDIT = "credit"


class Step(StrEnum):
    """The grades of an event, first rule that fits (weighing.md section 4). No order of truth: a rule over counted roots."""

    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    CORROBORATED = "corroborated"
    ONE_SIDED = "one_sided"
    SINGLE_ROOT = "single_root"
    UNSOURCED = "unsourced"
    DENIED_ONLY = "denied_only"


class Stands(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"


class Interest(StrEnum):
    """Whether a root speaks for what it would like to be believed, or admits what it would not."""

    SERVING = "serving"
    AGAINST = "against"


class Over(StrEnum):
    POLARITY = "polarity"
    ACTOR = "actor"
    AMOUNT = "amount"
    TIME = "time"
    PLACE = "place"
    HOLDER = "holder"


class Aspect(StrEnum):
    HOLDER = "holder"
    ACCESS = "access"


class Status(StrEnum):
    """Of a holder: held to left. Of access, to a route or crossing: open to unknown."""

    HELD = "held"
    PARTLY = "partly"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    ENTERED = "entered"
    LEFT = "left"
    OPEN = "open"
    CLOSED = "closed"
    CUT = "cut"
    UNKNOWN = "unknown"


class Foretold(StrEnum):
    """What sort of word on the future: each is kept and scored apart from the others.

    vow: whoever says it means to bring it about; condition: it is to come only if something else does; reader: a comment.
    """

    FORECAST = "forecast"
    VOW = "vow"
    CONDITION = "condition"
    READER = "reader"


class Outcome(StrEnum):
    CAME_TRUE = "came_true"
    FAILED = "failed"
    PARTLY = "partly"
    OPEN = "open"
    UNDECIDABLE = "undecidable"


class Verdict(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"
    UNSURE = "unsure"
    ADD = "add"
    SPLIT = "split"
    MERGE = "merge"
    PLACE = "place"
    WITHDRAW = "withdraw"
    RESTRICT = "restrict"


class Room(StrEnum):
    READ = "read"
    EXTRACT = "extract"
    RESOLVE = "resolve"
    WEIGH = "weigh"
    SHOW = "show"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into `Page.text` of `page`."""

    page: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """All instants the words may mean, half-open; a None bound is open. `stated` are the words, None if none were said."""

    start: datetime | None
    end: datetime | None
    precision: Precision
    stated: Span | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A count as its words bound it: "at least 14" is low 14, best 14, high None; "dozens" 24 to 99, no best."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one page as they came: the evidentiary copy, never changed, never rendered."""

    sha256: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One capture of one page. `text` is never normalised; `path` is below the folder or file given; `offset` is in a WARC.

    Absent stays absent: no default date, and `seen` is never a file's mtime. `author` are the words of the byline.
    """

    id: str
    text: str
    sha256: str
    path: str
    offset: int | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    title: Span | None = None
    published: When | None = None
    published_rule: str = "none"
    published_class: DateClass = DateClass.UNKNOWN
    seen: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one role and one voice; the passages of a page tile its text.

    `voice` is a source id (`source:...`), a reader's own key for comments (`reader:...`), or None if lost; `author` the
    words that name the writer, of a post maybe on the card beside it; `inside` the passage quoted from or answered;
    `depth` the reply depth, 0 at the top. `language` is a code like "en": that of its own words, the page's where they
    are too few to tell.
    """

    id: str
    span: Span
    role: Role
    voice: str | None = None
    author: Span | None = None
    inside: str | None = None
    posted: When | None = None
    depth: int = 0
    confidence: float = 1.0
    rule: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name something. The same words may be a place and an actor: two mentions, one span.

    `reading` is of places; every other mention is literal.
    """

    id: str
    span: Span
    passage: str
    kind: MentionKind
    reading: Reading = Reading.LITERAL


@dataclass(frozen=True, slots=True)
class Claim:
    """The bare proposition, nobody's word yet. `kind` is an open dotted word declared by packs.

    `roles` are (role, mention id) in text order. Roles: actor target place near part from to via instrument amount; `near`
    and `part` say that the words were "north of X" or "part of X", which is not X. `counted` are the words that
    `amount` was read from; None if no words give it, or if a person set it.
    """

    id: str
    span: Span
    kind: str
    roles: tuple[tuple[str, str], ...]
    when: When | None = None
    amount: Amount | None = None
    mood: Mood = Mood.ACTUAL
    counted: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source's word on one claim. `inside` is the enclosing attribution of the same claim; the outermost is the outlet.

    `source` is a mention id, or the source id of the passage's voice, or None. A link that only passes on what another says
    has polarity None: it commits itself to nothing. `said` is when it was said; `content` the spans of what was said.
    `carried`: no word beside it says whose it is. A quote goes on, in its speaker's name; or one has just closed, and what
    follows is the outlet's for want of another name.
    """

    id: str
    claim: str
    source: str | None
    source_kind: SourceKind
    act: Act
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    inside: str | None = None
    polarity: Polarity | None = None
    modality: Modality = Modality.CERTAIN
    stance: Stance = Stance.NEUTRAL
    said: When | None = None
    recipient: str | None = None
    direct: bool = False
    anonymous: bool = False
    interested: bool = False
    carried: bool = False
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A mention's target in the packs. None is a NIL link: not in the pack, or only suggested (then `rivals` names it).

    `key` is the folded name, by which NIL links of many pages are grouped; `rivals` are (target id, score), best first.
    """

    id: str
    mention: str
    target: str | None
    rung: Rung
    score: float
    rivals: tuple[tuple[str, float], ...]
    why: str
    key: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two passages that share their words; of kind paraphrase, what two roots of an event say against most of the others.

    `overlaps` are the shared stretches, (in left, in right); `score` the weight q.
    """

    id: str
    left: str
    right: str
    kind: CopyKind
    earlier: str | None
    overlaps: tuple[tuple[Span, Span], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Grade:
    """A rule over counted roots, with the one sentence that prints its inputs."""

    step: Step
    pages: int
    roots: int
    blocs: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin of reports. `source` is a source or actor id, or `anon@...`, `publisher*...` words.

    `h` is the firmest it says so, 0 if it has taken that back; `bloc` the id of its bloc, of several all with a bar between,
    None if no table knows it; `interest` is None for who is no party. `claims` are those
    that rest on it, the earliest first.
    """

    root: str
    source: str | None
    bloc: str | None
    stands: Stands
    pages: int
    h: float = 1.0
    interest: Interest | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one happening across pages. `actors` are target ids or folded names.

    `grade.step` is denied_only where nobody asserts it. `figures` are (low, best or high, the claim that gives it).
    """

    id: str
    kind: str
    place: str | None
    when: When | None
    actors: tuple[str, ...]
    claims: tuple[str, ...]
    amount: Amount | None
    roots: tuple[Root, ...]
    grade: Grade
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    id: str
    left: str
    right: str
    severity: float
    over: Over


@dataclass(frozen=True, slots=True)
class Control:
    """One root's word that `actor` stood so to `place`. Bitemporal: valid in the world, known to readers; both half-open."""

    id: str
    place: str
    actor: str | None
    aspect: Aspect
    status: Status
    valid_from_lo: datetime | None
    valid_from_hi: datetime | None
    valid_to: datetime | None
    known_from: datetime | None
    known_to: datetime | None
    root: str
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One root's standing word in an answer about control: the row that counts for it, and with what weight.

    `bloc` as in `Root`.
    """

    root: str
    bloc: str | None
    control: Control
    weight: float


@dataclass(frozen=True, slots=True)
class Taken:
    """When the holder came to hold a place: no earlier than `earliest`, the first day that anybody has him in it or holding
    it, and no later than `latest`, the first day a second root has him hold it; None while there is none.

    `told` are the roots with the first status and day that each gives him.
    """

    earliest: date
    latest: date | None
    told: tuple[tuple[str, Status, date], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Who held a place at the end of day `on`, as could be known at the end of day `as_of`: each root, then the consensus.

    `holder` is the favoured actor, None if there is no recent word; `share` its weighted share over root groups, before
    rounding; `undated` counts the pages left out because nobody knows when they could be read.
    """

    place: str
    on: date
    as_of: date
    words: tuple[Word, ...]
    holder: str | None
    agreed: bool
    share: float
    sentence: str
    undated: int
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """An attribution of what is still to come. `p` comes from the words by `forecast.csv` and nothing else."""

    id: str
    attribution: str
    due: When | None
    p: float | None
    outcome: Outcome
    evidence: tuple[str, ...]
    sort: Foretold = Foretold.FORECAST


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided of a record; never edited: a change of mind or an undo is a new row naming the one it replaces."""

    id: str
    record: str
    verdict: Verdict
    field: str | None
    value: str | None
    by: str
    at: datetime
    note: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read or understood. `page` is a page id, or the path of a file that gave none."""

    id: str
    page: str
    room: Room
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """`names` are (language, spelling); `radius_m` is how far from the point the words may mean."""

    id: str
    level: Level
    parent: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_m: int | None
    names: tuple[tuple[str, str], ...]
    outside_ids: tuple[str, ...]
    rank: int
    provenance: str
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    outside_ids: tuple[str, ...]
    provenance: str


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet, agency, monitor or office that is quoted. No score of any kind: kind, owner and interest are facts."""

    id: str
    source_kind: SourceKind
    names: tuple[tuple[str, str], ...]
    domains: tuple[str, ...]
    country: str | None
    owner: str | None
    interested_in: tuple[str, ...]
    provenance: str


@dataclass(frozen=True, slots=True)
class Bloc:
    """A side that sources and actors are counted in; one of them may be of several.

    `id` is `bloc:` and the id in the packs' tables, `members` (source or actor, from, to), an empty bound being open.
    """

    id: str
    members: tuple[tuple[str, str, str], ...]
    names: tuple[tuple[str, str], ...]
    provenance: str


Record = Page | Passage | Mention | Claim | Attribution | Link | Copy | Event | Dispute | Control | Forecast | Problem


def record_id(noun: str, *parts: object) -> str:
    """`noun:` and 16 hex digits of blake2b over the parts; the same parts give the same id on every machine."""
    digest = blake2b(
        "\x1f".join("" if part is None else str(part) for part in parts).encode("utf-8", "surrogatepass"), digest_size=8
    )
    return f"{noun}:{digest.hexdigest()}"
