"""The say-so strip: for a place what each root's word was on every day, and what the words of a day come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sayso.case.standing import NOTHING, read_standing
from sayso.model import Aspect, Control, Held
from sayso.pack import Pack
from sayso.show.strip import Daily, Standing, Strip, make_strip
from sayso.store import Store
from sayso.weigh.bodies import Bodies
from sayso.weigh.control import FAINT
from sayso.weigh.known import begins, day_of
from sayso.weigh.roots import join_blocs

# A strip is as long as can be looked at; who wants another stretch says from when to when.
LONGEST = timedelta(days=400)
# So much before the first word, that its beginning is seen to be one.
LEAD = timedelta(days=2)
ONE = timedelta(days=1)


def find_strip(
    store: Store,
    pack: Pack,
    place: str,
    as_of: date | None = None,
    start: date | None = None,
    end: date | None = None,
    aspect: Aspect = Aspect.HOLDER,
) -> Strip:
    """The words of each root on `place` in the stretch asked for, as could be known by the end of `as_of` (default: all)."""
    last = as_of or last_known(store)
    standing = read_standing(store, last, pack, place)
    heard = standing.heard.get(place, NOTHING)
    here = [row for row in heard.rows if row.aspect is aspect]
    first, stop = find_stretch(here, last, start, end)
    days = [first + timedelta(days=number) for number in range((stop - first).days)]
    told = [daily(standing.held(place, on, pack, aspect), standing.half_life) for on in days]
    bodies = Bodies(pack)
    blocs = {row.actor: join_blocs(bodies.blocs(row.actor, last.isoformat())) for row in here if row.actor is not None}
    return make_strip(store, place, aspect, last, told, here, heard.hedges, blocs, stop)


def last_known(store: Store) -> date:
    """The day by whose end all that the case has could be read."""
    moment = store.sql("select max(coalesce(published_end, seen)) from pages")[0][0]
    return date.today() if moment is None else day_of(datetime.fromisoformat(moment))


def find_stretch(here: Sequence[Control], last: date, start: date | None, end: date | None) -> tuple[date, date]:
    """Half-open: from shortly before the first word to the day all is known by, unless other days were asked for."""
    stop = (min(end, last) if end is not None else last) + ONE
    begun = sorted(day for day in map(begins, here) if day is not None and day < stop)
    first = start or (max(begun[0] - LEAD, stop - LONGEST) if begun else stop - LEAD)
    return max(first, stop - LONGEST), stop


def daily(held: Held, half_life: float) -> Daily:
    """The words that stand on a day and are still fresh; a word of long ago is silence by now."""
    return Daily(held, tuple(stand(held, half_life)))


def stand(held: Held, half_life: float) -> Iterator[Standing]:
    for word in held.words:
        begun = begins(word.control) or held.on
        if 2 ** (-(held.on - begun).days / half_life) >= FAINT:
            yield Standing(word, begun)
