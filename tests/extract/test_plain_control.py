"""Everyday sentences of who takes, holds, besieges, leaves, enters and mans what, over names that no pack knows."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

WHERE = {"place", "near", "part"}


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("Ankofa has fallen.", "control.lose", "", "Ankofa"),
        ("Balkhane has not fallen.", "control.lose", "", "Balkhane"),
        ("Ankofa was lost.", "control.lose", "", "Ankofa"),
        ("Ankofa is under siege.", "control.besiege", "", "Ankofa"),
        ("Balkhane is surrounded on three sides.", "control.besiege", "", "Balkhane"),
        ("Ankofa remained encircled.", "control.besiege", "", "Ankofa"),
        ("Ankofa is under the control of the militia.", "control.hold", "militia", "Ankofa"),
        ("Balkhane is under militia control.", "control.hold", "militia", "Balkhane"),
        ("Ankofa is in rebel hands.", "control.hold", "rebel", "Ankofa"),
        ("Atmeh remains in the hands of the rebels.", "control.hold", "rebels", "Atmeh"),
        ("Balkhane is a rebel stronghold.", "control.hold", "rebel", "Balkhane"),
        ("Ankofa has been held by the rebels since May.", "control.hold", "rebels", "Ankofa"),
        ("Bursuk is no longer under the army's control.", "control.hold", "army", "Bursuk"),
        ("Ankofa is contested.", "control.contest", "", "Ankofa"),
        ("Ankofa has changed hands three times.", "control.contest", "", "Ankofa"),
        ("Ankofa is divided between the army and the rebels.", "control.contest", "army", "Ankofa"),
        ("Ankofa was wrested from the rebels by the corps.", "control.gain", "corps", "Ankofa"),
        ("Ankofa was cleared of rebels.", "control.gain", "", "Ankofa"),
        ("Balkhane was invaded by gunmen.", "move", "gunmen", "Balkhane"),
        ("Ankofa was abandoned by the army.", "withdraw", "army", "Ankofa"),
        ("Families fled Tessen, overrun by gunmen last week.", "control.gain", "gunmen", "Tessen"),
        ("Families fled Tessen, retaken by the corps last week.", "control.gain", "corps", "Tessen"),
        ("The rebels shelled Tessen, surrounded by the corps since May.", "control.besiege", "corps", "Tessen"),
        ("Traders returned to the village of Tessen, recovered by the corps in May.", "control.gain", "corps", "Tessen"),
        ("Buses reached the town, besieged by the militia for a month.", "control.besiege", "militia", "town"),
        ("Ankofa secured", "control.gain", "", "Ankofa"),
        ("Novy Brod seized", "control.gain", "", "Brod"),
        ("Ankofa retaken: army", "control.gain", "army", "Ankofa"),
        ("Novy Brod besieged", "control.besiege", "", "Brod"),
        ("Tessen liberated", "control.gain", "", "Tessen"),
        ("Army captures Tessen, pushes on to Orla", "control.gain", "Army", "Tessen"),
        ("Corps enters Tessen, takes mill", "move", "Corps", "Tessen"),
        ("The corps advanced from the south, winning back Tessen.", "control.gain", "corps", "Tessen"),
        ("The militia handed Tessen over to the corps.", "control.lose", "militia", "Tessen"),
        ("The rebels gave Tessen back in May.", "control.lose", "rebels", "Tessen"),
        ("The corps took Novy Brod over in May.", "control.gain", "corps", "Brod"),
        ("The corps fell back from the village last week.", "withdraw", "corps", "village"),
        ("The corps is pulling back from most of Novy Brod.", "withdraw", "corps", "Brod"),
        ("The corps launched an operation to retake Tessen.", "control.gain", "corps", "Tessen"),
        ("The militia opened a front to retake the town.", "control.gain", "militia", "town"),
        ("The corps agreed to withdraw from Tessen.", "agree", "corps", "Tessen"),
        ("The council demanded that rebels withdraw from Novy Brod.", "demand", "council", "Brod"),
        ("The corps is advancing on three villages north of Tessen.", "move", "corps", "Tessen"),
        ("The corps closed in on a checkpoint on the Tessen road.", "move", "corps", "Tessen"),
        ("The corps advanced towards the hills around Tessen.", "move", "corps", "Tessen"),
        ("The corps marched on the hills around Tessen.", "move", "corps", "Tessen"),
        ("Fighters are hiding in tunnels under Tessen.", "presence", "Fighters", "Tessen"),
        ("The town was under siege by the corps.", "control.besiege", "corps", "town"),
        ("The corps deployed tanks on the outskirts of Tessen.", "deploy", "corps", "Tessen"),
        ("The corps stationed tanks near Tessen.", "deploy", "corps", "Tessen"),
        ("The corps positioned howitzers on a hill above Tessen.", "deploy", "corps", "Tessen"),
        ("The militia consolidated its positions in Tessen.", "control.hold", "militia", "Tessen"),
        ("The corps has bases in Tessen and Orla.", "presence", "corps", "Tessen"),
        ("The corps started building an airstrip near Tessen.", "base", "corps", "Tessen"),
        ("Trenches were dug around Tessen.", "base", "", "Tessen"),
        ("The corps expanded its base near Tessen.", "base", "corps", "Tessen"),
        ("The last rebel stronghold in Tessen is the mill.", "control.hold", "rebel", "Tessen"),
        ("Tessen slipped from the militia's grasp.", "control.lose", "militia", "Tessen"),
        ("The rebels and the corps are battling for Tessen.", "clash", "rebels", "Tessen"),
        ("The corps and the rebels fought over Tessen.", "clash", "corps", "Tessen"),
        ("Foreign fighters live in Tessen.", "presence", "fighters", "Tessen"),
    ],
)
def test_plain_sentences_have_their_actor_and_place(text: str, kind: str, actor: str, place: str, plain: Pack) -> None:
    told = [one.roles for one in read(text, plain) if one.claim.kind == kind]
    who = [[words for role, words in roles if role == "actor"] for roles in told]
    where = [" ".join(words for role, words in roles if role in WHERE) for roles in told]
    assert any(
        place in at and (any(actor in by for by in doers) if actor else not doers) for at, doers in zip(where, who, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Milk has gone up in price.", "control"),
        ("Families fled the town, followed by gunmen.", "control"),
        ("The army shelled the village, angered by rebels.", "control"),
        ("Odeh recovered in the clinic.", "control"),
        ("Novak won.", "control"),
        ("The team took the cup back in May.", "control"),
        ("He handed the cup over to the captain.", "control"),
        ("He launched a plan to win the match.", "control"),
        ("The boys live in the town.", "presence"),
        ("Trenches are deep.", "base"),
        ("The corps can deploy 80 tanks.", "deploy"),
        ("Bakers said the bread was gone.", "withdraw"),
        ("The road is closed across from the mill.", "withdraw"),
        ("The gate under the bridge is green.", "presence"),
    ],
)
def test_what_looks_like_it_is_not_read_so(text: str, never: str, plain: Pack) -> None:
    assert not [one for one in read(text, plain) if one.claim.kind.startswith(never)]
