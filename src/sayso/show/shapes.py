"""What `show NOUN` selects: one query per noun over the public views, and what each filter means there.

In the queries `c` is a claim, `a` an attribution, `e` an event, `pg` the page the words stand on, `x` the noun's own
row. A filter without a condition here means nothing for that noun: asking for it is an error, never ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

# Readers' comments and what cannot be told from them are no evidence; nor is what they quote, or quote from a quote. Two
# steps up and no recursion: each is one look-up by id, and a page with ten thousand comments must not take a minute.
HIDDEN_ON = """with hidden(id, page, start, "end") as (
    select id, page, start, "end" from passages where role in ('comment', 'unknown') and page {0}
    union all
    select q.id, q.page, q.start, q."end" from passages q
    join passages h on h.id = q.inside left join passages o on o.id = h.inside
    where q.role = 'quote' and q.page {0}
    and (h.role in ('comment', 'unknown') or h.role = 'quote' and o.role in ('comment', 'unknown')))"""
# Of the whole case: only pages with passages that are none, as they were made or as people have it, are looked at.
HIDDEN = HIDDEN_ON.format("""in (select page from passage where role in ('comment', 'unknown')
    union select p.page from standing s cross join passage p on p.id = s.record
    where s.record >= 'passage:' and s.record < 'passage;')""")


def made_or_judged(noun: str, condition: str) -> str:
    """Ids of the rows that hold to a condition as they were made, which an index knows, and of those that people spoke of."""
    return f"""select id from {noun} where {condition}
    union select record from standing where record >= '{noun}:' and record < '{noun};'"""


IN_HIDDEN = 'select k.id from hidden h join {} k on k.page = h.page and k.start >= h.start and k.start < h."end"'
HIDDEN_CLAIMS = IN_HIDDEN.format("claims")
HIDDEN_MENTIONS = IN_HIDDEN.format("mentions")
# Asked row by row, on the pages at hand: as a set of ids it would go through all of the case, however few are asked for.
AMONG_HIDDEN = 'exists (select 1 from hidden h where h.page = {0}.page and {0}.start >= h.start and {0}.start < h."end")'
HIDDEN_CLAIM = AMONG_HIDDEN.format("c")
# Of an event all words are hidden.
WORDLESS = f"not exists (select 1 from event_claims ec where ec.event = e.id and ec.claim not in ({HIDDEN_CLAIMS}))"
# Lists, which may go through all of the case, are told what is hidden in it: see `folded`.
TOLD = "{0}.id in (select value from json_each(:hidden_{1}))"
TOLD_CLAIM, TOLD_MENTION = TOLD.format("c", "claims"), TOLD.format("x", "mentions")

# Pages and sources a person keeps out of every export; taken back by a later row that names the judgement.
RESTRICTED = """select j.record from judgements j where j.verdict = 'restrict'
    and j.id not in (select u.supersedes from judgements u where u.supersedes is not null)"""
OPEN_PAGE = f"(pg.id not in ({RESTRICTED}) and coalesce(pg.source, '') not in ({RESTRICTED}))"

IN_PLACES = "in (select value from json_each(:places))"
IN_ACTORS = "in (select value from json_each(:actors))"
IN_SOURCES = "in (select value from json_each(:sources))"
IN_BOX = "in (select p.id from places p where p.lon between :west and :east and p.lat between :south and :north)"
PAGES_NAMING = "pg.id in (select l.page from links l where l.target {})"


@dataclass(frozen=True, slots=True)
class Shape:
    """`hidden` holds of rows that stand in comments, `exportable` of rows that may leave the case.

    `day` is the stretch of time that --from and --to ask about. An id has one row if `keyed`, else its rows stand together.
    """

    columns: str
    tables: str
    order: str
    where: Mapping[str, str] = field(default_factory=dict)
    hidden: str | None = None
    exportable: str = "true"
    day: str | None = None
    keyed: bool = True

    @property
    def key(self) -> str:
        return self.columns.split(",")[0].split()[0]


@cache
def names_in(columns: str) -> tuple[str, ...]:
    """The names under which columns come back; commas within brackets part none."""
    outermost = re.sub(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", columns)
    return tuple(column.split()[-1].rpartition(".")[2].strip('"') for column in outermost.split(","))


def overlaps(start: str, end: str) -> Mapping[str, str]:
    """--from and --to on a half-open stretch; one of which neither bound is known lies in no stretch."""
    known = f"({start} is not null or {end} is not null)"
    return {
        "start": f"{known} and ({end} is null or {end} > :since or {start} >= :since)",
        "end": f"{known} and ({start} is null or {start} < :until)",
    }


def kind_of(column: str) -> Mapping[str, str]:
    """A dotted kind and all below it: `strike` is `strike.air` too."""
    return {"kind": f"({column} = :kind or {column} like :kind || '.%')"}


def words_of(column: str) -> Mapping[str, str]:
    return {"text": f"instr(lower({column}), lower(:text)) > 0"}


# Of each source the blocs that it stands in, with the days from and to which it does, an empty one being open.
STOOD = """(select json_extract(m.value, '$[0]') member,
json_group_array(json_array(b.id, json_extract(m.value, '$[1]'), json_extract(m.value, '$[2]'))) blocs
from blocs b, json_each(b.members) m group by member)"""
ON_PAGE = {
    **overlaps("pg.published_start", "pg.published_end"),
    "as_of": "coalesce(pg.published_end, pg.seen) <= :known",
    "page": "pg.id = :page",
}
PAGE_COLUMNS = "pg.source outlet, pg.published_start, pg.published_end"
PAGE_ORDER = "coalesce(pg.published_start, pg.seen, '9999'), pg.id"
SPAN_OF = '{0}.page, pg.sha256 page_sha256, {0}.start, {0}."end", {0}.text quote'

CLAIM_WHERE = {
    "place": f"c.place {IN_PLACES}",
    "actor": f"exists (select 1 from json_each(c.actors) where value {IN_ACTORS})"
    f" or exists (select 1 from json_each(c.targets) where value {IN_ACTORS})",
    **kind_of("c.kind"),
    "source": f"pg.source {IN_SOURCES} or c.id in (select s.claim from attributions s where s.source {IN_SOURCES})",
    **ON_PAGE,
    **overlaps("c.when_start", "c.when_end"),
    "bbox": f"c.place {IN_BOX}",
    **words_of("c.text"),
}
OF_CLAIM = f"{PAGE_COLUMNS}, {SPAN_OF.format('c')}"
CLAIM_OF = "join claims c on c.id = {} join pages pg on pg.id = c.page"
OPEN_CLAIM = f"({OPEN_PAGE} and c.id not in (select s.claim from attributions s where s.source in ({RESTRICTED})))"
# What rests on claims is found by any one of them.
BY_CLAIM = f"e.id in (select ec.event from event_claims ec {CLAIM_OF.format('ec.claim')} where {{}})"
EVENT_WHERE = {
    "place": f"e.place {IN_PLACES}",
    "actor": f"exists (select 1 from json_each(e.actors) where value {IN_ACTORS})",
    **kind_of("e.kind"),
    **overlaps("e.when_start", "e.when_end"),
    "grade": "e.grade = :grade",
    "bbox": f"e.place {IN_BOX}",
    **{name: BY_CLAIM.format(CLAIM_WHERE[name]) for name in ("source", "text", "page")},
}

READ: Mapping[str, Shape] = {
    "pages": Shape(
        "pg.id, pg.url, pg.path, pg.source outlet, pg.author, pg.published_start, pg.published_end, pg.published_class,"
        " pg.published_rule, pg.seen, pg.language,"
        " (select count(*) from passages x where x.page = pg.id and x.role in ('comment', 'post')) comments,"
        f" (select count(*) from claims c where c.page = pg.id and not {TOLD_CLAIM}) claims,"
        ' pg.id page, pg.sha256 page_sha256, pg.title_start start, pg.title_end "end", pg.title quote',
        "pages pg",
        PAGE_ORDER,
        {
            "place": PAGES_NAMING.format(IN_PLACES),
            "actor": PAGES_NAMING.format(IN_ACTORS),
            "source": f"pg.source {IN_SOURCES}",
            **words_of("pg.text"),
            **ON_PAGE,
        },
        exportable=OPEN_PAGE,
        day="pg.published",
    ),
    "passages": Shape(
        "x.id, x.role, x.voice, x.author, x.posted_start, x.posted_end, x.inside, x.depth, x.confidence, x.rule, x.language,"
        f" {PAGE_COLUMNS}, {SPAN_OF.format('x')}",
        "passages x join pages pg on pg.id = x.page",
        f"{PAGE_ORDER}, x.start, x.id",
        {
            "kind": "x.role = :kind",
            "source": f"x.voice {IN_SOURCES} or pg.source {IN_SOURCES}",
            **words_of("x.text"),
            **ON_PAGE,
        },
        hidden=TOLD.format("x", "passages"),
        exportable=OPEN_PAGE,
        day="pg.published",
    ),
    "problems": Shape(
        'x.id, x.room, x.message, pg.path, x.page, pg.sha256 page_sha256, x.start, x."end"',
        "problems x left join pages pg on pg.id = x.page",
        "x.page, x.start, x.id",
        {"kind": "x.room = :kind", "page": "x.page = :page", **words_of("x.message")},
    ),
}
NAMES: Mapping[str, Shape] = {
    "mentions": Shape(
        f"x.id, x.kind, {PAGE_COLUMNS}, {SPAN_OF.format('x')}",
        "mentions x join pages pg on pg.id = x.page",
        f"{PAGE_ORDER}, x.start, x.id",
        {"kind": "x.kind = :kind", **words_of("x.text"), **ON_PAGE},
        hidden=TOLD_MENTION,
        exportable=OPEN_PAGE,
        day="pg.published",
    ),
    "links": Shape(
        "l.id, l.mention, x.kind, l.target, l.target_name, l.lat, l.lon, l.radius_m, l.level, l.rung, l.score,"
        f" l.rivals, l.why, {PAGE_COLUMNS}, {SPAN_OF.format('x')}",
        "links l join mentions x on x.id = l.mention join pages pg on pg.id = x.page",
        f"{PAGE_ORDER}, x.start, l.id",
        {
            "place": f"l.target {IN_PLACES}",
            "actor": f"l.target {IN_ACTORS}",
            "source": f"l.target {IN_SOURCES} or pg.source {IN_SOURCES}",
            "kind": "x.kind = :kind",
            "bbox": f"l.target {IN_BOX}",
            **words_of("x.text"),
            **ON_PAGE,
        },
        hidden=TOLD_MENTION,
        exportable=OPEN_PAGE,
        day="pg.published",
    ),
    "places": Shape(
        "x.id, x.name, x.level, x.parent, x.country, x.lat, x.lon, x.radius_m, x.names, x.outside_ids, x.rank,"
        " x.provenance, coalesce(n.claims, 0) claims",
        "places x left join (select c.place, count(*) claims from claims c"
        f" where not {TOLD_CLAIM} group by c.place) n on n.place = x.id",
        "coalesce(n.claims, 0) desc, x.id",
        {"place": f"x.id {IN_PLACES}", "kind": "x.level = :kind", "bbox": f"x.id {IN_BOX}", **words_of("x.names")},
    ),
    "actors": Shape(
        "x.id, x.name, x.kind, x.names, x.outside_ids, x.provenance",
        "actors x",
        "x.id",
        {"actor": f"x.id {IN_ACTORS}", **kind_of("x.kind"), **words_of("x.names")},
    ),
    "sources": Shape(
        "x.id, x.name, x.source_kind, x.country, x.owner, x.interested_in, x.domains, x.names, x.provenance,"
        " s.blocs, coalesce(n.pages, 0) pages, coalesce(q.quoted, 0) quoted",
        "sources x left join (select source, count(*) pages from pages group by source) n on n.source = x.id"
        " left join (select source, count(*) quoted from attributions where source_kind <> 'author' group by source) q"
        f" on q.source = x.id left join {STOOD} s on s.member = x.id",
        "coalesce(n.pages, 0) desc, coalesce(q.quoted, 0) desc, x.id",
        {"source": f"x.id {IN_SOURCES}", "kind": "x.source_kind = :kind", **words_of("x.names")},
        exportable=f"x.id not in ({RESTRICTED})",
    ),
}
SAYINGS: Mapping[str, Shape] = {
    "claims": Shape(
        "c.id, c.kind, c.actors, c.targets, c.place, c.near, c.part, c.when_start, c.when_end, c.when_precision, c.mood,"
        " c.low, c.best, c.high, c.counted, c.counted_start, c.counted_end, c.when_stated, c.when_stated_start,"
        f" c.when_stated_end, {OF_CLAIM}",
        "claims c join pages pg on pg.id = c.page",
        "coalesce(c.when_start, c.when_end, '9999'), c.page, c.start, c.id",
        CLAIM_WHERE,
        hidden=TOLD_CLAIM,
        exportable=OPEN_CLAIM,
        day="c.when",
    ),
    "attributions": Shape(
        "a.id, a.claim, a.source, a.source_name, a.source_kind, a.act, a.cue, a.inside, a.polarity, a.modality,"
        " a.stance, a.said_start, a.said_end, a.recipient, a.direct, a.anonymous, a.interested, a.carried, a.supersedes,"
        " a.cue_start, a.cue_end,"
        f" c.kind, c.mood, c.place, {OF_CLAIM}",
        f"attributions a {CLAIM_OF.format('a.claim')}",
        f"{PAGE_ORDER}, c.start, a.claim, a.inside is not null, a.id",
        {**CLAIM_WHERE, "source": f"a.source {IN_SOURCES}"},
        hidden=TOLD_CLAIM,
        exportable=OPEN_CLAIM,
        day="c.when",
    ),
    "forecasts": Shape(
        "x.id, x.outcome, x.p, x.sort, x.due_start, x.due_end, x.evidence, x.attribution, a.source, a.source_name, a.modality,"
        f" c.kind, c.mood, c.actors, c.targets, c.place, {OF_CLAIM}",
        f"forecasts x join attributions a on a.id = x.attribution {CLAIM_OF.format('a.claim')}",
        "coalesce(x.due_end, '9999'), c.page, c.start, x.id",
        {**CLAIM_WHERE, "source": f"a.source {IN_SOURCES}", **overlaps("x.due_start", "x.due_end")},
        hidden=TOLD_CLAIM,
        exportable=OPEN_CLAIM,
        day="x.due",
    ),
}
WEIGHED: Mapping[str, Shape] = {
    "events": Shape(
        "e.id, e.grade, e.kind, e.actors, e.place, e.when_start, e.when_end, e.when_precision, e.roots, e.blocs,"
        " e.pages, e.low, e.best, e.high, e.figures, e.when_stated, e.when_stated_page, e.when_stated_start, e.when_stated_end,"
        " e.sentence",
        "events e",
        "coalesce(e.when_start, e.when_end, '9999'), e.id",
        EVENT_WHERE,
        hidden=TOLD.format("e", "events"),
        exportable=BY_CLAIM.format(OPEN_CLAIM),
        day="e.when",
    ),
    "roots": Shape(
        "x.event id, x.root, x.source, x.bloc, x.stands, x.pages, e.kind, e.actors, e.place, e.when_start, e.when_end, e.grade",
        "roots x join events e on e.id = x.event",
        "coalesce(e.when_start, e.when_end, '9999'), x.event, x.stands, x.root",
        {**EVENT_WHERE, "source": f"x.source {IN_SOURCES}"},
        exportable=f"coalesce(x.source, '') not in ({RESTRICTED}) and {BY_CLAIM.format(OPEN_CLAIM)}",
        day="e.when",
        keyed=False,
    ),
    "disputes": Shape(
        'x.id, x."over", x.severity, x."left", x."right", a.source_name left_source, ra.source_name right_source,'
        f" x.left_quote, x.right_quote, c.kind, c.place, c.when_start, c.when_end, {OF_CLAIM}",
        'disputes x join attributions a on a.id = x."left" join attributions ra on ra.id = x."right" '
        + CLAIM_OF.format("a.claim"),
        "x.severity desc, x.id",
        {**CLAIM_WHERE, "kind": f'x."over" = :kind or {CLAIM_WHERE["kind"]}'},
        hidden=TOLD_CLAIM,
        exportable=OPEN_CLAIM,
        day="c.when",
    ),
    "controls": Shape(
        "x.id, x.place, x.aspect, x.actor, x.status, x.valid_from_lo, x.valid_from_hi, x.valid_to, x.known_from,"
        f" x.known_to, x.root, x.attributions, {OF_CLAIM}",
        "controls x left join current_attribution a on a.id = json_extract(x.attributions, '$[0]')"
        " left join claims c on c.id = a.claim left join pages pg on pg.id = c.page",
        "x.place, x.aspect, x.valid_from_lo, x.known_from, x.id",
        {
            "place": f"x.place {IN_PLACES}",
            "actor": f"x.actor {IN_ACTORS}",
            "kind": "x.status = :kind or x.aspect = :kind",
            "source": f"x.root {IN_SOURCES}",
            "start": "x.valid_to is null or x.valid_to > :since",
            "end": "coalesce(x.valid_from_lo, x.valid_from_hi, '') < :until",
            "bbox": f"x.place {IN_BOX}",
            **words_of("c.text"),
            "page": "pg.id = :page",
        },
        exportable=f"x.root not in ({RESTRICTED}) and {OPEN_CLAIM}",
    ),
    "copies": Shape(
        'x.id, x.kind, x.score, x."left", x."right", x.earlier, pg.source outlet, rp.source other_outlet,'
        " pg.published_start, pg.published_end, rp.published_start other_start, rp.published_end other_end, x.overlaps,"
        " l.page, pg.sha256 page_sha256",
        'copies x join passages l on l.id = x."left" join pages pg on pg.id = l.page'
        ' join passages r on r.id = x."right" join pages rp on rp.id = r.page',
        "x.score desc, x.id",
        {
            "kind": "x.kind = :kind",
            "source": f"pg.source {IN_SOURCES} or rp.source {IN_SOURCES}",
            **overlaps("pg.published_start", "pg.published_end"),
            "page": "pg.id = :page or rp.id = :page",
        },
        exportable=f"{OPEN_PAGE} and {OPEN_PAGE.replace('pg.', 'rp.')}",
        day="pg.published",
    ),
}
PEOPLE: Mapping[str, Shape] = {
    "judgements": Shape(
        'x.id, x.record, x.verdict, x.field, x.value, x."by", x.at, x.note, x.supersedes',
        "judgements x",
        "x.at, x.id",
        {"kind": "x.verdict = :kind", "start": "x.at >= :since", "end": "x.at < :until"},
    ),
    "runs": Shape("x.id, x.command, x.versions, x.packs, x.started, x.ended, x.counts, x.digest", "runs x", "x.id"),
}
SHAPES: Mapping[str, Shape] = {**READ, **NAMES, **SAYINGS, **WEIGHED, **PEOPLE}
