"""What a claim was read from, kept beside it while its page is read, for who asks which rules made it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.attributions import Said
from sayso.extract.claims import Setting
from sayso.extract.firmness import Firmness
from sayso.extract.propositions import Proposition
from sayso.model import Attribution, Claim, When


@dataclass(frozen=True, slots=True)
class Grounds:
    """`anchor` is what its times were read against; `said` are the sayings over it, innermost first, `links` its chains."""

    claim: Claim
    proposition: Proposition
    firmness: Firmness
    anchor: When | None
    said: tuple[Said, ...]
    links: tuple[Attribution, ...]
    setting: Setting
