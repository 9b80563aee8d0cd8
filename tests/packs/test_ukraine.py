"""A second war, a second script: what holds of the first region's pages holds of these, with not a line of Python more."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

import sayso
from sayso.case import Case
from sayso.extract.mentions import make_mention
from sayso.model import Link, MentionKind, Page, Passage, Role, Span
from sayso.pack import Pack, check_pack, load_pack
from sayso.resolve import resolve
from sayso.text import norm

SPELLINGS = Path(__file__).parent / "spellings_ukraine.csv"
RECALL, PRECISION = 0.95, 0.99
PAGE = """Two sides, one town

Steppe Courier | Tuesday 14 May 2024, 19:40

The Russian Defence Ministry said on Tuesday that its forces had taken Siversk, a town in Donetsk Oblast, on Monday night.

The Ukrainian General Staff denied that Siversk had fallen.

On 12 May Ukrainian troops captured Robotyne, the Ukrainian Defence Ministry said. Trains between Pokrovsk and
Kostyantynivka were halted. In Bahmut it was quiet.

--
Steppe Courier. An invented masthead; the text was written for sayso and is not real reporting.
"""
CYRILLIC = """Тиша на річці

Степовий Листок | 14 травня 2024, 19:40

У Бахмуті та в Часовому Яру вчора тривали бої, повідомив Генштаб ЗСУ. Після обіду
підрозділи відійшли від Авдіївки, а надвечір на всьому березі річки знову стало тихо, і люди вийшли з підвалів.

Міноборони Росії стверджує, що в Луганську втрат немає. У Новій Каховці та біля Харкова було тихо.
"""
# Each side's army, ministry and staff, and who stands in their place.
SIDES = {
    "Russian Defence Ministry": "Ukrainian Defence Ministry",
    "Ukrainian Defence Ministry": "Russian Defence Ministry",
    "Ukrainian General Staff": "Russian General Staff",
    "Ukrainian troops": "Russian troops",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(["ukraine"], world=False)


def fill(folder: Path, text: str) -> Case:
    folder.mkdir(exist_ok=True)
    (folder / "page.txt").write_text(text, encoding="utf-8")
    case = sayso.open(folder / "ukraine.sayso", write=True)
    case.run([folder / "page.txt"], ["ukraine"])
    return case


def swap(text: str) -> str:
    """The same page with the sides exchanged."""
    for at, name in enumerate(SIDES):
        text = text.replace(name, f"<{at}>")
    for at, other in enumerate(SIDES.values()):
        text = text.replace(f"<{at}>", other)
    return text


def named(case: Case) -> dict[str, str | None]:
    """What the names of the page were linked to: place before actor before source."""
    rows = case.sql("select m.text, l.target from mentions m join links l on l.mention = m.id order by m.kind")
    return {row["text"]: row["target"] for row in reversed(rows)}


def shape(case: Case) -> list[tuple[object, ...]]:
    """The case without its names: what happened, when, how it is graded, how many said so."""
    wanted = ("kind", "place", "when_start", "when_end", "when_precision", "grade", "roots", "blocs", "disputes")
    return sorted((tuple(event[name] for name in wanted) for event in case.events()), key=repr)


def link_of(name: str, pack: Pack) -> Link:
    page = Page("page:t", f"{name}.", "", "t")
    passage = Passage("passage:t", Span(page.id, 0, len(page.text)), Role.BODY)
    [link] = resolve(page, [passage], [make_mention(page.id, 0, len(name), MentionKind.PLACE, passage.id)], pack)
    return link


def test_the_packs_hold_what_they_assert() -> None:
    for name in ("uk", "ukraine"):
        assert check_pack(name).failures == ()


def test_a_page_of_this_war_is_read_as_any_other(tmp_path: Path) -> None:
    with fill(tmp_path / "case", PAGE) as case:
        links = named(case)
        events = {(event["kind"], event["place"]): event for event in case.events()}
        siversk = case.held("Siversk", date(2024, 5, 14))
        robotyne = case.held("Robotyne", date(2024, 5, 14))
    assert links["Siversk"] == "place:siversk" and links["Donetsk Oblast"] == "place:donetsk-oblast"
    assert links["Kostyantynivka"] == "place:kostiantynivka" and links["Bahmut"] == "place:bakhmut"
    assert links["Ukrainian troops"] == "actor:ukrainian-armed-forces"
    assert links["Ukrainian General Staff"] == "actor:ukrainian-general-staff"
    gain = events["control.gain", "place:robotyne"]
    assert gain["when_start"] == datetime(2024, 5, 12).isoformat() and gain["actors"] == '["actor:ukrainian-armed-forces"]'
    [contested] = [event for (_, place), event in events.items() if place == "place:siversk"]
    assert (contested["grade"], contested["denies"]) == ("contested", "General Staff of the Armed Forces of Ukraine")
    assert contested["when_start"] == "2024-05-13T18:00:00"
    assert robotyne.holder == "actor:ukrainian-armed-forces" and siversk.holder == "actor:russian-defence-ministry"
    assert not siversk.agreed and {word.bloc for word in siversk.words} >= {"moscow"}


def test_of_a_page_in_cyrillic_the_names_are_linked_and_no_claim_is_made(tmp_path: Path) -> None:
    with fill(tmp_path / "case", CYRILLIC) as case:
        links = named(case)
        [page] = case.sql("select language, published_start from pages")
        problems = [row["message"] for row in case.sql("select message from problems")]
        told = [str(row["message"]) for row in case.rows("problems").records()]
        claims = case.counts().claims
    assert (page["language"], page["published_start"]) == ("uk", "2024-05-14T19:40:00")
    assert any("no extractor for uk" in message for message in problems) and claims == 0
    assert any("no extractor for Ukrainian (uk)" in message for message in told)
    assert (links["Бахмуті"], links["Часовому Яру"]) == ("place:bakhmut", "place:chasiv-yar")
    assert (links["Авдіївки"], links["Харкова"]) == ("place:avdiivka", "place:kharkiv")
    assert (links["Луганську"], links["Новій Каховці"]) == ("place:luhansk", "place:nova-kakhovka")
    assert links["Генштаб ЗСУ"] == "actor:ukrainian-general-staff"
    assert links["Міноборони Росії"] == "actor:russian-defence-ministry"


def test_a_model_of_english_makes_no_names_of_another_script(tmp_path: Path) -> None:
    with fill(tmp_path / "case", CYRILLIC) as case:
        rows = case.sql("select m.text from mentions m join links l on l.mention = m.id where l.rung = 'none'")
    assert [row["text"] for row in rows] == []


def test_exchanging_the_sides_changes_nothing_but_their_names(tmp_path: Path) -> None:
    with fill(tmp_path / "one", PAGE) as one, fill(tmp_path / "other", swap(PAGE)) as other:
        assert swap(PAGE) != PAGE and shape(one) == shape(other) != []


def test_spellings_and_cases_of_a_name_meet_their_place_and_no_other(pack: Pack) -> None:
    with SPELLINGS.open(encoding="utf-8", newline="") as lines:
        table = [(name, row["place"]) for row in csv.DictReader(lines) for name in row["spellings"].split("|")]
    answers = [(name, place, link_of(name, pack).target) for name, place in table]
    right = [name for name, place, target in answers if place and target == f"place:{place}"]
    wrong = [(name, target) for name, place, target in answers if target is not None and target != f"place:{place}"]
    missed = [name for name, place, target in answers if place and target is None]
    asked = sum(bool(place) for _, place in table)
    assert asked >= 60
    assert len(right) / asked >= RECALL, missed
    assert len(right) / (len(right) + len(wrong)) >= PRECISION, wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мар'їнка", "Мар’їнка"),
        ("Маріуполь", "Мариуполь"),
        ("Бердянськ", "Бердянск"),
        ("Артёмовск", "Артемовск"),
        ("Ґданськ", "Гданськ"),
        ("Київ", "Киі\u0308в"),
        ("Бахму\u0301т", "Бахмут"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Харків", "Kharkiv"),
        ("Щастя", "Shchastia"),
        ("Джанкой", "Dzhankoi"),
    ],
)
def test_letters_that_are_truly_the_same_give_one_key(one: str, other: str, pack: Pack) -> None:
    assert pack.fold(one) == pack.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Покровськ", "Покровське"), ("Київ", "Kiev"), ("Запоріжжя", "Запорожье"), ("Луганськ", "Lugansk")]
)
def test_another_name_of_the_place_is_a_name_and_no_fold(one: str, other: str, pack: Pack) -> None:
    assert norm(one) != norm(other) and pack.fold(one) != pack.fold(other)


def test_a_renamed_place_keeps_both_names(pack: Pack) -> None:
    for old, new in (("Artemivsk", "Bakhmut"), ("Dnipropetrovsk", "Dnipro"), ("Tsiurupynsk", "Oleshky")):
        assert link_of(old, pack).target == link_of(new, pack).target == f"place:{new.lower()}"


def test_no_name_of_one_region_is_taken_for_a_place_of_the_other() -> None:
    both = load_pack(["syria-iraq", "ukraine"], world=False)
    for alone in (load_pack(["syria-iraq"], world=False), load_pack(["ukraine"], world=False)):
        known = set(alone.places)
        for place in alone.places.values():
            for _, name in place.names:
                before, after = link_of(name, alone).target, link_of(name, both).target
                assert after is None or before is None or after == before or after not in known, name
