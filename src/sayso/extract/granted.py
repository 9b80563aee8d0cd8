"""What a speaker takes for granted while he says, denies or vows something else."""

from __future__ import annotations

from sayso.extract.firmness import is_background, is_described, is_presupposed, is_standing
from sayso.extract.propositions import Proposition
from sayso.extract.quotes import Stretch
from sayso.extract.sayings import Saying
from sayso.model import Act, Modality
from sayso.pack import Pack


def is_granted(proposition: Proposition, saying: Saying, quote: Stretch | None, pack: Pack) -> bool:
    """Whether what is said only describes: who speaks of "the X-held town", or denies a deed in "the town, which X took",
    takes for granted, as the outlet does, who holds it."""
    head, kind = proposition.head, proposition.frame.kind
    told = saying.row.act in {Act.ASSERT, Act.CONFIRM} and saying.speaker is not None
    firm = saying.row.modality == Modality.CERTAIN and saying.row.polarity == "+"
    if quote is None and is_standing(head, kind, pack):
        return True
    if saying.row.polarity == "-" and is_background(head, saying.cue, pack):
        return True
    return (is_presupposed(head, pack) and not told) or (is_described(head, saying.cue, pack) and not (told and firm))
