"""The views of a case file: `current_*`, rows with judgements laid over them, and the public format in the plural."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sayso.model import Claim, Grade
from sayso.store.columns import TABLES, Column, Table, iso

# What a record is made of, or what its page says of itself: another value would be another record.
FIXED: Final = frozenset(
    ("id", "text", "sha256", "path", "page", "span", "passage", "mention", "claim", "left", "right", "attribution")
) | {"claims", "attributions", "offset"}


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows the views show: SQL conditions on a record `t`, a judgement `j`, a run `r` and the end of it.

    `ever` is of all rows there had been by then, those closed as well.
    """

    records: str
    ever: str
    judgements: str
    runs: str
    sealed: str


NOW: Final = Cut("t.gone_in IS NULL", "1", "1", "1", "1")


def clock(moment: datetime) -> str:
    """A stamp of the case clock: always six decimals, so that stamps sort as text."""
    return moment.isoformat(timespec="microseconds")


def cut_at(moment: datetime) -> Cut:
    """What the case held at `moment`. A judgement taken in later from elsewhere was not held, whatever its date."""
    iso(moment)  # refuses a time with a zone
    at = clock(moment)
    return Cut(
        f"t.made_at <= '{at}' AND (t.gone_at IS NULL OR t.gone_at > '{at}')",
        f"t.made_at <= '{at}'",
        f"j.at <= '{at}' AND j.made_at <= '{at}'",
        f"r.started <= '{at}'",
        f"r.ended <= '{at}'",
    )


def words(page: str, start: str, end: str) -> str:
    """SQL for the exact words of a span. SQLite's substr stops at NUL, so a text with one is cut by its bytes.

    `shown` is such a text with a one-byte stand-in for each NUL: it says at which byte a code point begins.
    """
    first = f"length(CAST(substr(w.shown, 1, {start}) AS BLOB)) + 1"
    count = f"length(CAST(substr(w.shown, {start} + 1, {end} - {start}) AS BLOB))"
    return (
        f"(SELECT CASE WHEN w.shown IS NULL THEN substr(w.text, {start} + 1, {end} - {start}) "
        f"ELSE CAST(substr(CAST(w.text AS BLOB), {first}, {count}) AS TEXT) END FROM page_text w WHERE w.id = {page})"
    )


def own_words(alias: str) -> str:
    """The words of a record's own span."""
    return words(f"{alias}.page", f'{alias}."start"', f'{alias}."end"')


def is_fixed(field: str, hint: object, noun: type) -> bool:
    """The words of a claim are what a person may take more or fewer of: it stays the claim that it is."""
    return hint is Grade or (field in FIXED and not (field == "span" and noun is Claim))


def _laid_over(column: Column, judged: str) -> str:
    """A judgement may set a column to NULL, so its presence is asked for, not its value."""
    where = f"""FROM standing s WHERE s.record = t.id AND s."column" = '{column.name}'"""
    name = f'"{column.name}"'
    return f"CASE WHEN {judged} AND EXISTS (SELECT 1 {where}) THEN (SELECT s.value {where}) ELSE t.{name} END AS {name}"


def _current(table: Table, cut: Cut) -> str:
    """Whether people spoke of any record of a noun is asked once a statement; of each record and column only if they did."""
    judged = f"EXISTS (SELECT 1 FROM standing j WHERE j.record >= '{table.name}:' AND j.record < '{table.name};')"
    laid = {column.name for plan in table.fields if not is_fixed(plan.name, plan.hint, table.noun) for column in plan.columns}
    columns = ", ".join(_laid_over(c, judged) if c.name in laid else f't."{c.name}"' for c in table.columns)
    hidden = f"""({judged} AND EXISTS (SELECT 1 FROM standing s WHERE s.record = t.id AND s."column" = ''))"""
    return f"SELECT {columns}, t.made_in, t.made_at, t.made_by FROM {table.name} t WHERE {cut.records} AND NOT {hidden}"


def _label(names: str) -> str:
    """The first spelling in English, else the first."""
    return (
        f"(SELECT json_extract(n.value, '$[1]') FROM json_each({names}) n "
        "ORDER BY json_extract(n.value, '$[0]') <> 'en', n.key LIMIT 1)"
    )


NAMED: Final = (
    f"SELECT id, {_label('names')} AS name FROM current_place UNION ALL "
    f"SELECT id, {_label('names')} FROM current_actor UNION ALL SELECT id, {_label('names')} FROM current_source "
    f"UNION ALL SELECT id, {_label('names')} FROM current_bloc"
)


def _filling(role: str, one: bool) -> str:
    """What fills a role of claim `c`, the first or all as a JSON array in text order: what a mention is linked to,
    else its folded name, else its words as they stand."""
    mention = "json_extract(r.value, '$[1]')"
    shown = f"(SELECT {own_words('rm')} FROM current_mention rm WHERE rm.id = {mention})"
    rows = (
        f"SELECT coalesce(rl.target, nullif(rl.key, ''), {shown}) AS named "
        f"FROM json_each(c.roles) r LEFT JOIN current_link rl ON rl.mention = {mention} "
        f"WHERE json_extract(r.value, '$[0]') = '{role}' ORDER BY r.key"
    )
    return f"({rows} LIMIT 1)" if one else f"(SELECT json_group_array(named) FROM ({rows}))"


# How far before its content a reporting word may stand to be quoted with it.
CUE_REACH: Final = 120


def quote_span(alias: str) -> tuple[str, str]:
    """From where to where an attribution is quoted, both null where it has no content of its own.

    Reporting words that stand shortly before belong to the quote: "denied that its men had left" is not "its men had left".
    """
    first, last = f"json_extract({alias}.content, '$[0][0]')", f"json_extract({alias}.content, '$[#-1][1]')"
    near = f"{alias}.cue_start BETWEEN {first} - {CUE_REACH} AND {first}"
    return f"iif({near}, {alias}.cue_start, {first})", last


def _quote(alias: str) -> str:
    """The words of an attribution from the first of its content to the last; of its whole claim where it has none."""
    of_claim = f"(SELECT {own_words('qc')} FROM current_claim qc WHERE qc.id = {alias}.claim)"
    return f"coalesce({words(alias + '.page', *quote_span(alias))}, {of_claim})"


def _quote_of(attribution: str) -> str:
    return f"(SELECT {_quote('qa')} FROM current_attribution qa WHERE qa.id = {attribution})"


READ_VIEWS: Final = {
    "pages": f"""SELECT p.id, path, url, source, {words("p.id", "p.title_start", "p.title_end")} AS title, author,
  published_start, published_end, published_rule, published_class, seen, language, sha256, text,
  published_precision, "offset", title_start, title_end FROM current_page p""",
    "passages": f"""SELECT p.id, p.page, p."start", p."end", p.role, p.voice,
  {words("p.page", "p.author_start", "p.author_end")} AS author, p.posted_start, p.posted_end, p.inside, p.depth,
  p.confidence, p.rule, p.posted_precision, {own_words("p")} AS text, p.language FROM current_passage p""",
    "problems": 'SELECT id, page, room, message, "start", "end" FROM current_problem',
}

EXTRACT_VIEWS: Final = {
    "mentions": f"""SELECT m.id, m.page, m."start", m."end", {own_words("m")} AS text, m.kind, m.passage
  FROM current_mention m""",
    "claims": f"""SELECT c.id, c.page, c."start", c."end", c.kind, {_filling("actor", False)} AS actors,
  {_filling("target", False)} AS targets, {_filling("place", True)} AS place, c.when_start, c.when_end,
  c.when_precision, c.mood, c.low, c.best, c.high, {_filling("near", True)} AS near, {_filling("part", True)} AS part,
  c.roles, {own_words("c")} AS text,
  c.when_stated_start, c.when_stated_end, {words("c.page", "c.when_stated_start", "c.when_stated_end")} AS when_stated,
  c.counted_start, c.counted_end, {words("c.page", "c.counted_start", "c.counted_end")} AS counted FROM current_claim c""",
    "attributions": f"""SELECT a.id, a.claim,
  CASE WHEN m.id IS NULL THEN a.source ELSE coalesce(l.target, nullif(l.key, ''), {own_words("m")}) END AS source,
  CASE WHEN m.id IS NULL THEN coalesce((SELECT n.name FROM named n WHERE n.id = a.source),
      iif(a.source LIKE 'source:%', replace(substr(a.source, 8), '-', ' '), a.source))
    ELSE {own_words("m")} END AS source_name,
  a.source_kind, a.act, a.cue_start, a.cue_end, a.inside, a.polarity, a.modality, a.stance, a.said_start, a.said_end,
  a.recipient, a.direct, a.anonymous, a.interested, a.supersedes, a.said_precision, a.carried, a.page,
  {words("a.page", "a.cue_start", "a.cue_end")} AS cue, {_quote("a")} AS quote
  FROM current_attribution a LEFT JOIN current_mention m ON m.id = a.source
  LEFT JOIN current_link l ON l.mention = m.id""",
    "attribution_content": f"""SELECT a.id AS attribution, json_extract(s.value, '$[0]') AS "start",
  json_extract(s.value, '$[1]') AS "end", a.page,
  {words("a.page", "json_extract(s.value, '$[0]')", "json_extract(s.value, '$[1]')")} AS text
  FROM current_attribution a, json_each(a.content) s""",
}

RESOLVE_VIEWS: Final = {
    "links": """SELECT l.mention, l.target, (SELECT n.name FROM named n WHERE n.id = l.target) AS target_name,
  p.lat, p.lon, p.radius_m, p.level, l.rung, l.score, l.rivals, l.why, l.id, l.page, l."key"
  FROM current_link l LEFT JOIN current_place p ON p.id = l.target""",
    "places": f"""SELECT id, {_label("names")} AS name, level, parent, country, lat, lon, radius_m, names, outside_ids,
  rank, provenance FROM current_place""",
    "actors": f"SELECT id, {_label('names')} AS name, kind, names, outside_ids, provenance FROM current_actor",
    "sources": f"""SELECT id, {_label("names")} AS name, source_kind, names, domains, country, owner, interested_in,
  provenance FROM current_source""",
    "blocs": f"SELECT id, {_label('names')} AS name, members, names, provenance FROM current_bloc",
}

WEIGH_VIEWS: Final = {
    "copies": 'SELECT id, "left", "right", kind, earlier, overlaps, score FROM current_copy',
    "events": f"""SELECT id, kind, place, when_start, when_end, grade, sentence, pages, roots, blocs, low, best, high,
  when_precision, actors, figures, when_stated_page, when_stated_start, when_stated_end,
  {words("when_stated_page", "when_stated_start", "when_stated_end")} AS when_stated FROM current_event""",
    "event_claims": "SELECT e.id AS event, c.value AS claim FROM current_event e, json_each(e.claims) c",
    "roots": """SELECT e.id AS event, json_extract(r.value, '$.root') AS root,
  json_extract(r.value, '$.source') AS source, json_extract(r.value, '$.bloc') AS bloc,
  json_extract(r.value, '$.stands') AS stands, json_extract(r.value, '$.pages') AS pages,
  json_extract(r.value, '$.claims') AS claims
  FROM current_event e, json_each(e.root_list) r""",
    "disputes": f"""SELECT d.id, d."over", d."left", d."right", {_quote_of("d.left")} AS left_quote,
  {_quote_of("d.right")} AS right_quote, d.severity FROM current_dispute d""",
    "controls": """SELECT id, place, aspect, actor, status, valid_from_lo, valid_from_hi, valid_to, known_from,
  known_to, root, attributions FROM current_control""",
    "forecasts": """SELECT id, attribution, due_start, due_end, p, outcome, evidence, due_precision, sort
  FROM current_forecast""",
}


def _case_views(cut: Cut) -> dict[str, str]:
    return {
        "judgements": f"""SELECT j.id, j.record, j.verdict, j.field, j.value, j."by", j.at, j.note, j.supersedes
  FROM judgement j WHERE {cut.judgements} ORDER BY j.number""",
        "runs": f"""SELECT r.id, r.command, r.versions, r.packs, substr(r.started, 1, 19) AS started,
  CASE WHEN {cut.sealed} THEN substr(r.ended, 1, 19) END AS ended, CASE WHEN {cut.sealed} THEN r.counts END AS counts,
  CASE WHEN {cut.sealed} THEN r.digest END AS digest FROM run r WHERE {cut.runs}""",
    }


def current_views(cut: Cut) -> dict[str, str]:
    """`page_text` is the text even of a page a person rejected: what was quoted from it keeps its words."""
    texts = {"page_text": f"SELECT t.id, t.text, t.shown FROM page t WHERE {cut.records}"}
    return texts | {f"current_{table.name}": _current(table, cut) for table in TABLES.values()} | {"named": NAMED}


def public_views(cut: Cut) -> dict[str, str]:
    """The public format by name; docs/case-file.md says what each column means."""
    return READ_VIEWS | EXTRACT_VIEWS | RESOLVE_VIEWS | WEIGH_VIEWS | _case_views(cut)


def make_views() -> Iterator[str]:
    """The file's own views."""
    for name, body in (current_views(NOW) | public_views(NOW)).items():
        yield f"CREATE VIEW {name} AS {body};\n"


def lay_views(db: sqlite3.Connection, cut: Cut = NOW) -> None:
    """Temporary views of the same names: this connection sees them before the file's own, which stay as they are."""
    for name, body in (current_views(cut) | public_views(cut)).items():
        db.execute(f"DROP VIEW IF EXISTS temp.{name}")
        db.execute(f"CREATE TEMP VIEW {name} AS {body}")
