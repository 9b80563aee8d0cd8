"""A folder that opens from disk: the page as one script, and beside it the answers that it would ask a server for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from shutil import copyfile
from typing import Any

import msgspec

from sayso.case import Case
from sayso.errors import NotFound, SaysoError
from sayso.show.export import credit_lines, make_folder
from sayso.show.filter import Filters, strange_filters
from sayso.web.app import READ, STATIC
from sayso.web.ask import FIELDS, FILTERS
from sayso.web.desk import Desk
from sayso.web.endpoint import Endpoint, encoder
from sayso.web.ground import drawn

BUILT = STATIC / "site"
WORLD = "world.geojson"
# Answers of the first screen, and the folder of all others.
FIRST, PARTS = "data.js", "data"
AT_FIRST = frozenset({"/api/case", "/api/map", "/api/rows/places", "/api/basemap"})
NOT_BUILT = "the page was not built into this install: run `make web` in the source tree, or install the wheel"
# What the page speaks besides English.
LANGUAGES = ("ar",)
ENDPOINTS: Mapping[str, Endpoint] = {one.path: one for one in READ}
IN_ANSWERS = re.compile(rb'"((page|claim|dispute|copy|place|actor|source):[^"\\]+)"')
# The page may ask nobody, not even by mistake; a folder on a server of one's own works like one on disk.
POLICY = "default-src 'self' file:; connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
PAGE = """<!doctype html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{title}</title>
    <link rel="icon" href="favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="site.css">
    <script defer src="data.js"></script>
    <script defer src="site.js"></script>
  </head>
  <body>
    <div id="app"></div>
    <noscript>This folder shows its record with a script of its own, which lies beside this page.</noscript>
  </body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Answers by the address the page asks for, as JSON. `case` is what may leave, `filters` say what of it goes."""

    case: Case
    filters: Filters
    desk: Desk
    answers: dict[str, bytes] = field(default_factory=dict)

    def find(self, path: str, **asked: Any) -> Any:
        one = ENDPOINTS[path]
        return msgspec.to_builtins(one.shape(one.answer(self.case, {"desk": self.desk, "whole": True, **asked})), enc_hook=str)

    def put(self, url: str, answer: object) -> None:
        self.answers[url] = encoder.encode(answer)

    def named(self, *nouns: str) -> list[str]:
        """The ids of these nouns that the answers so far name."""
        found = {match[1].decode() for text in self.answers.values() for match in IN_ANSWERS.finditer(text)}
        return sorted(one for one in found if one.partition(":")[0] in nouns)


def write(case: Case, path: Path, filters: Filters | None = None) -> list[Path]:
    """A folder with `index.html`; what is in it is as one day has it, so its screens have no clock of what was known."""
    asked = filters or Filters()
    if not (BUILT / "site.js").is_file():
        raise SaysoError(NOT_BUILT)
    if asked.with_comments:
        raise SaysoError("--with-comments means nothing for a site: readers' comments do not go into one")
    folder, file = make_folder(path), Path(case.store.path)
    with case.leaving(asked.as_of) as leaving, leaving.store.transaction():
        site = Site(leaving, replace(asked, as_of=None, recorded_by=None), Desk(file))
        put_answers(site, file.name, case.counts().no_date if asked.as_of is not None else 0)
    made = [Path(copyfile(part, folder / part.name)) for part in sorted(BUILT.iterdir()) if part.name != WORLD]
    grounds = msgspec.json.decode(site.answers["/api/basemap"])["layers"] or [{"credit": "Natural Earth"}]
    credits = (*credit_lines(case), *dict.fromkeys(f"basemap: {one['credit']}" for one in grounds))
    texts = {
        "index.html": PAGE.format(title=escape(f"{file.name}, sayso"), policy=POLICY),
        "CREDITS.txt": "".join(f"{line}\n" for line in credits),
        **as_scripts(site.answers),
    }
    (folder / PARTS).mkdir(exist_ok=True)
    for name, text in texts.items():
        made.append(folder / name)
        made[-1].write_text(text, encoding="utf-8")
    return made


def as_scripts(answers: Mapping[str, bytes]) -> dict[str, str]:
    """The first screen's answers in one script, all others in many small ones, each added when one of its own is asked for."""
    parts: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for url, text in answers.items():
        parts[FIRST if url in AT_FIRST else f"{PARTS}/{part_of(url)}.js"][url] = text
    scripts = {name: f"Object.assign(window.saysoSite, {as_object(part)})\n" for name, part in parts.items()}
    return scripts | {FIRST: f"window.saysoSite = {as_object(parts[FIRST])}\n"}


def part_of(url: str) -> str:
    """The same as `partOf` in web/src/server.ts, which looks for an answer by its address alone."""
    found = re.match(r"/api/(\w+)[/?](.*)", url)
    if found is None:
        return "ground"
    start = re.split(r":|%3A", found[2])[-1][:2]
    return f"{found[1]}-{re.sub(r'[^a-z0-9]', '_', start)}"


def as_object(answers: Mapping[str, bytes]) -> str:
    return "{\n" + ",\n".join(f"{encoder.encode(url).decode()}: {text.decode()}" for url, text in answers.items()) + "\n}"


def put_answers(site: Site, name: str, undated: int) -> None:
    """What the filters leave of events and holders first; then what these name, so that their links lead somewhere."""
    seen = find_map(site, undated)
    site.put("/api/case", {**site.find("/case"), "name": name, "path": "", "queue": 0, "by": None, "coder": None, "role": None})
    site.put("/api/map", seen)
    site.put("/api/rows/places", site.find("/rows/{noun}", noun="places", limit=2000))
    put_ground(site)
    events = {str(one["properties"]["id"]) for one in seen["events"]["features"]}
    for event in sorted(events):
        site.put(f"/api/event/{event}", unlinked(site.find("/event/{id}", id=event), events))
    for place in sorted(places_held(site)):
        site.put(strip_url(place), site.find("/strip", place=place))
    for page in dict.fromkeys((*rows_of(site, "pages"), *site.named("page"))):
        site.put(f"/api/page/{page}", unlinked(unfolded(site.find("/page/{id}", id=page)), events))
    put_named(site, events)
    for language in LANGUAGES:
        site.put(f"/api/names?language={language}", site.find("/names", language=language))


def find_map(site: Site, undated: int) -> dict[str, Any]:
    """With the holders of all places that --place and --bbox leave: an empty map would say that nobody held any."""
    names = {FIELDS.get(one.name, one.name): one.name for one in FILTERS}
    asked = {names[key]: getattr(site.filters, key) for key in names if getattr(site.filters, key) not in (None, False)}
    seen: dict[str, Any] = site.find("/map", **asked)
    places = places_held(site)
    held = [one for one in seen["controls"]["features"] if one["properties"]["place"] in places]
    return {**seen, "undated": undated, "controls": {**seen["controls"], "features": held}}


def places_held(site: Site) -> set[str]:
    where = Filters(place=site.filters.place, bbox=site.filters.bbox)
    return {str(row["place"]) for row in site.case.rows("controls", where).records()}


def strip_url(place: str) -> str:
    return f"/api/strip?place={place.replace(':', '%3A')}"


def rows_of(site: Site, noun: str) -> Iterator[str]:
    """None where a filter means nothing for the noun, as in every export."""
    if not strange_filters(noun, site.filters):
        yield from (str(row["id"]) for row in site.case.rows(noun, replace(site.filters, leaving=True)).records())


def unfolded(page: dict[str, Any]) -> dict[str, Any]:
    """Without comments and what cannot be told from them, which the workbench folds and masks."""
    return {**page, "pieces": [piece for piece in page["pieces"] if not piece["folded"]]}


def put_named(site: Site, events: Iterable[str]) -> None:
    """Places, actors and sources with what goes of their events, and the way back to the words of each claim."""
    kept, named = set(events), site.named("place", "actor", "source")
    backs = (*site.named("claim", "dispute", "copy"), *sorted(kept))
    for record in named:
        noun = record.partition(":")[0]
        with suppress(NotFound):
            found = site.find(f"/{noun}/{{id}}", id=record)
            listed = [row for row in found.get("events", ()) if row["id"] in kept]
            known = {"events": listed, "has_strip": strip_url(record) in site.answers}
            site.put(f"/api/{noun}/{record}", unlinked({**found, **{key: known[key] for key in known if key in found}}, kept))
    for record in backs:
        with suppress(NotFound):
            site.put(f"/api/why/{record}", site.find("/why/{id}", id=record))


def unlinked(found: dict[str, Any], kept: Set[str]) -> dict[str, Any]:
    """Without ways to events that the filters left behind; counts stay as the case has them."""
    near = [one for one in found.get("neighbours", ()) if one["id"] in kept]
    claims = [{**one, "event": one["event"] if one["event"] in kept else None} for one in found.get("claims", ())]
    page = found.get("page")
    if isinstance(page, dict):
        later = [row for row in page["later_rows"] if row["event"] in kept]
        foretold = [{**row, "evidence": still_there(row["evidence"], kept)} for row in page["forecast_rows"]]
        page = {**page, "later_rows": later, "forecast_rows": foretold}
    changed = {"neighbours": near, "claims": claims, "page": page}
    return {**found, **{key: changed[key] for key in changed if key in found}}


def still_there(records: Iterable[dict[str, Any]], kept: Set[str]) -> list[dict[str, Any]]:
    return [one for one in records if one["id"] in kept or not one["id"].startswith("event:")]


def put_ground(site: Site) -> None:
    site.put("/api/basemap", site.find("/basemap"))
    for pack, file in drawn(site.case).items():
        site.answers[f"/basemap/{pack}.geojson"] = file.read_bytes()
    site.answers[f"/{WORLD}"] = (BUILT / WORLD).read_bytes()
