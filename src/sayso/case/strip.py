"""The say-so strip: for a place what each root's word was on every day, and what the words of a day come to together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sayso.case.holders import draw_laid, read_laid
from sayso.case.past import is_walked
from sayso.case.standing import NOTHING, half_life_of, read_standing
from sayso.model import Aspect
from sayso.pack import Pack
from sayso.show.strip import Spoken, Strip, make_strip
from sayso.store import Store
from sayso.weigh.bodies import Bodies
from sayso.weigh.held import find_standing
from sayso.weigh.known import day_of
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
    last, bodies, half_life = as_of or last_known(store), Bodies(pack), half_life_of(store)
    if is_walked(store, pack):
        laid = read_laid(store, place, aspect, last)
    else:
        heard = read_standing(store, last, pack, place).heard.get(place, NOTHING)
        laid = draw_laid(store, heard, aspect, half_life, find_standing(heard, aspect, half_life, bodies, last))
    stretch = find_stretch(laid.spoken, last, start, end)
    actors = {one.segment.actor for one in laid.spoken if one.segment.actor is not None}
    blocs = {actor: join_blocs(bodies.blocs(actor, last.isoformat())) for actor in actors}
    return make_strip(store, place, aspect, last, stretch, laid, blocs, half_life)


def last_known(store: Store) -> date:
    """The day by whose end all that the case has could be read."""
    query = "select max(coalesce(published_end, seen)) from pages"
    moment = store.kept("last known", lambda: store.sql(query)[0][0])
    return date.today() if moment is None else day_of(datetime.fromisoformat(moment))


def find_stretch(spoken: Sequence[Spoken], last: date, start: date | None, end: date | None) -> tuple[date, date]:
    """Half-open: from shortly before the first word to the day all is known by, unless other days were asked for."""
    stop = (min(end, last) if end is not None else last) + ONE
    begun = min((one.begun for one in spoken if one.begun < stop), default=None)
    first = start or (max(begun - LEAD, stop - LONGEST) if begun is not None else stop - LEAD)
    return max(first, stop - LONGEST), stop
