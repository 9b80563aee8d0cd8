"""Which shipped region pack knows names of a case that nobody told it to use."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import MentionKind
from sayso.pack import Pack, load_pack, region_names
from sayso.store import Store

# One or two names are shared by half the world's regions.
ENOUGH = 4
SHOWN = 3
UNKNOWN = (
    "select m.kind, m.text, count(*) n from mentions m left join links l on l.mention = m.id"
    " where l.target is null and m.kind in ('place', 'actor', 'source') group by m.kind, m.text order by n desc, m.text"
)


@dataclass(frozen=True, slots=True)
class Fitting:
    """A pack by its name, and the names of the case it would know, the commonest first."""

    pack: str
    names: tuple[str, ...]

    @property
    def told(self) -> str:
        some = ", ".join(f"“{name}”" for name in self.names[:SHOWN])
        return f"{len(self.names)} names that stay unknown here ({some} ...) are in the pack {self.pack}: --pack {self.pack}"


def find_fitting(store: Store, packs: tuple[str, ...]) -> Fitting | None:
    """The region pack that knows most names of a case filled without any pack; None where none knows several.

    A pack that was chosen is taken as meant: names of a neighbour's war stand in every case.
    """
    if packs:
        return None
    unknown = [(MentionKind(row["kind"]), str(row["text"])) for row in store.sql(UNKNOWN)]
    found = (Fitting(name, names_known(load_pack((name,), world=False), unknown)) for name in region_names())
    return max((one for one in found if len(one.names) >= ENOUGH), key=lambda one: len(one.names), default=None)


def names_known(pack: Pack, unknown: list[tuple[MentionKind, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for kind, words in unknown if pack.candidates(words, kind)))
