"""When a page was published: value, rule and class, or nothing. A date nobody stated is never made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sayso.model import DateClass, Precision, Role, When
from sayso.read.article import Kind, Sorted, stated_when
from sayso.read.hint import Hint
from sayso.read.passages import Label
from sayso.read.stamps import make_day, whole_day

URL_DAY = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$|[^\d])|/(\d{4})-(\d{2})-(\d{2})(?=[/-]|$)")
# Two dates of one page may differ by a day because one is given in another zone.
ZONES = timedelta(days=1)
RANKS = (DateClass.EXPLICIT, DateClass.META, DateClass.URL)


@dataclass(frozen=True, slots=True)
class Dated:
    """A possible date of publication with the rule that found it."""

    when: When
    rule: str
    sort: DateClass


@dataclass(frozen=True, slots=True)
class Published:
    """The date chosen, None if none was stated, and what had to be left open."""

    dated: Dated | None
    remarks: tuple[str, ...] = ()


def decide_published(hint: Hint, found: Sequence[Dated], comments: Iterable[Label]) -> Published:
    """The surest class first. A clash is told; where it cannot be settled, nothing is chosen.

    Where no date is stated the earliest comment bounds it from above: an interval, not a date.
    """
    stated = [dated for dated in found if dated.sort is not DateClass.INFERRED]
    if hint.published is not None:
        stated.insert(0, Dated(hint.published, hint.published_rule, DateClass.EXPLICIT))
    if not stated:
        guessed = next((dated for dated in found if dated.sort is DateClass.INFERRED), None)
        return Published(guessed or bounded(comments))
    stated.sort(key=lambda dated: RANKS.index(dated.sort))
    remarks = tuple(dict.fromkeys(clash(stated[0], other) for other in stated[1:] if differ(stated[0], other)))
    chosen = stated[0] if hint.published is not None else agreed(stated)
    return Published(chosen or bounded(comments), remarks)


def agreed(stated: Sequence[Dated]) -> Dated | None:
    """The date of the surest rule, with the hour if another rule gives it.

    Where two explicit dates differ, the one that any other rule bears out; none if that leaves both or neither.
    """
    first = stated[0]
    rivals = [dated for dated in stated if dated.sort is first.sort and differ(first, dated)]
    if rivals:
        borne_out = [dated for dated in (first, *rivals) if is_borne_out(dated, stated)]
        if not borne_out or any(differ(borne_out[0], other) for other in borne_out):
            return None
        first = borne_out[0]
    same = (dated for dated in stated if not differ(first, dated))
    return next((dated for dated in same if dated.when.precision is Precision.INSTANT), first)


def is_borne_out(dated: Dated, stated: Sequence[Dated]) -> bool:
    return any(other.rule != dated.rule and not differ(dated, other) for other in stated)


def differ(left: Dated, right: Dated) -> bool:
    a, b = left.when, right.when
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.start >= b.end + ZONES or b.start >= a.end + ZONES


def clash(left: Dated, right: Dated) -> str:
    return f"published {show(left.when)} by {left.rule}, but {show(right.when)} by {right.rule}"


def show(when: When) -> str:
    if when.start is None:
        return "unknown"
    return when.start.isoformat(" ", "minutes") if when.precision is Precision.INSTANT else str(when.start.date())


def bounded(comments: Iterable[Label]) -> Dated | None:
    posted = [label.posted for label in comments if label.posted is not None and label.posted.end is not None]
    ends = [when.end for when in posted if when.end is not None]
    if not ends:
        return None
    return Dated(When(None, min(ends), Precision.OPEN_START), "before the first comment", DateClass.INFERRED)


def url_date(url: str | None) -> list[Dated]:
    met = URL_DAY.search(url or "")
    if met is None:
        return []
    year, month, day = (int(part) for part in met.groups() if part is not None)
    found = make_day(year, month, day)
    return [] if found is None else [Dated(whole_day(found), "url", DateClass.URL)]


def line_dates(page: str, lines: Sequence[Sorted]) -> list[Dated]:
    """What the page's own lines state: "Posted on", else a byline's or a dateline's stamp. Update times are none of these."""
    for kind, rule in ((Kind.PUBLISHED, "flat.posted"), (Kind.BYLINE, "flat.byline"), (Kind.DATELINE, "flat.dateline")):
        found = [when for line in lines if line.kind is kind and (when := stated_when(page, line)) is not None]
        if found:
            return [Dated(when, rule, DateClass.EXPLICIT) for when in found]
    return []


def first_post(comments: Sequence[Label]) -> list[Dated]:
    """A forum's page begins with what its first post says."""
    posts = [label for label in comments if label.role is Role.POST]
    when = posts[0].posted if posts else None
    return [] if when is None else [Dated(when, "first post", DateClass.EXPLICIT)]
