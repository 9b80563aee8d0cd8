"""The codes of the claims of a case, as columns beside their rows: a view, stored nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.model import Act, Modality, Mood, Polarity, SourceKind
from sayso.pack import Pack
from sayso.show.chain import Row, as_json, attributions_of, chains
from sayso.show.codes import Deed, codes_of, codes_of_saying, is_event, sorts_of
from sayso.show.dress import batches
from sayso.store import Store

SCHEMES = ("plover", "acled", "ged")
CODED = (*SCHEMES, "no_event")
SAYING_CODED = ("plover",)
CLAIMS = "select id, kind, mood from claims where id in (select value from json_each(:claims))"
# `cross join`: from claim to mention, never back.
ROLES = """
select c.id claim, json_extract(r.value, '$[0]') role, m.text words, l.target target
from json_each(:claims) i cross join current_claim c on c.id = i.value cross join json_each(c.roles) r
cross join mentions m on m.id = json_extract(r.value, '$[1]')
left join current_link l on l.mention = m.id order by c.id, r.key"""


def add_codes(store: Store, rows: list[dict[str, object]], pack: Pack) -> None:
    """Columns `plover`, `acled`, `ged`, and `no_event`, which says why a claim is no event and so has no code."""
    for batch in batches(rows):
        ids = [str(row["id"]) for row in batch]
        said = attributions_of(store, ids)
        filled = fillers_of(store, ids)
        for row in batch:
            deed = deed_of(row, said.get(str(row["id"]), []), filled[str(row["id"])], pack)
            for scheme in SCHEMES:
                row[scheme] = "; ".join(codes_of(deed, scheme, pack)) or None
            row["no_event"] = None if is_event(deed) else why_none(deed)


def add_saying_codes(store: Store, rows: list[dict[str, object]], pack: Pack) -> None:
    """A column `plover` for what is said: the code of the saying itself, of whoever takes a side; never of the deed told."""
    for batch in batches(rows):
        ids = [str(row["claim"]) for row in batch]
        filled = fillers_of(store, ids)
        claims = {str(claim["id"]): dict(claim) for claim in store.sql(CLAIMS, {"claims": as_json(ids)})}
        for row in batch:
            claim = claims.get(str(row["claim"]))
            found: tuple[str, ...] = ()
            if claim is not None and row["polarity"] is not None:
                deed = deed_of(claim, [{**row, "inside": None}], filled[str(row["claim"])], pack)
                found = codes_of_saying(deed, SAYING_CODED[0], pack)
            row[SAYING_CODED[0]] = "; ".join(found) or None


def fillers_of(store: Store, claims: Sequence[str]) -> dict[str, list[Row]]:
    filled: dict[str, list[Row]] = defaultdict(list)
    for filler in store.sql(ROLES, {"claims": as_json(claims)}):
        filled[str(filler["claim"])].append(dict(filler))
    return filled


def deed_of(row: Mapping[str, object], attributions: Sequence[Row], fillers: Sequence[Row], pack: Pack) -> Deed:
    """What the codebooks ask of a claim, from its row, its attributions and what fills its roles."""

    def sorts(*roles: str) -> frozenset[str]:
        found = (one for one in fillers if one["role"] in roles)
        return frozenset(s for one in found for s in sorts_of(str(one["words"]), text(one["target"]), pack))

    ends = [chain[-1] for chain in chains(attributions)]
    doers = {name for one in fillers if one["role"] == "actor" for name in (one["words"], one["target"])}
    others = [end for end in ends if end["source_kind"] != SourceKind.AUTHOR and end["source"] not in doers]
    return Deed(
        kind=str(row["kind"]),
        mood=Mood(str(row["mood"])),
        signs=frozenset((sign_of(end["polarity"]), Modality(str(end["modality"]))) for end in ends),
        sorts=sorts("actor", "instrument"),
        done_to=sorts("target"),
        named=any(one["role"] in ("actor", "instrument") for one in fillers),
        by_others=bool(ends) and len(others) == len(ends),
        acts=frozenset(Act(str(end["act"])) for end in ends),
    )


def sign_of(value: object) -> Polarity | None:
    return None if value is None else Polarity(str(value))


def text(value: object) -> str | None:
    return None if value is None else str(value)


def why_none(deed: Deed) -> str:
    if deed.mood is not Mood.ACTUAL:
        return deed.mood.value
    return "denied" if any(sign is Polarity.NEGATIVE for sign, _ in deed.signs) else "not asserted"
