"""Names that people teach a case: proposed with words, taken by one key, used on every page, taken back, refused for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.case import Case
from sayso.cli import main
from sayso.errors import JudgementError
from sayso.model import Verdict

PACK = str(Path(__file__).parent / "cases" / "pack_small")
FIRST = "The Vastrian Army took the town of Harun Gate, which the army calls Sarmeen, on Monday.\n"
SECOND = "The Vastrian Army left the town of Harun Gate on Tuesday. The River Guard entered the village of Kubba.\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "first.txt").write_text(FIRST, encoding="utf-8")
    (pages / "second.txt").write_text(SECOND, encoding="utf-8")
    made = sayso.open(tmp_path / "case.sayso", write=True)
    made.run([pages], [PACK])
    return made


def targets(case: Case) -> dict[str, set[str | None]]:
    """What Harun Gate is linked to, page by page."""
    found: dict[str, set[str | None]] = {}
    query = "select p.path, l.target from links l join mentions m on m.id = l.mention join pages p on p.id = m.page"
    for row in case.sql(f"{query} where m.text = 'Harun Gate' and m.kind = 'place'"):
        found.setdefault(row["path"], set()).add(row["target"])
    return found


def test_what_the_text_equates_waits_first_in_the_queue_with_its_words(case: Case) -> None:
    with case:
        [proposal] = case.proposals().values()
        assert (proposal.spelling, proposal.target, proposal.pages) == ("Harun Gate", "place:sarmeen", 2)
        assert "Harun Gate, which the army calls Sarmeen" in proposal.why
        assert case.queue()[0].id == proposal.link
        assert targets(case) == {"first.txt": {None}, "second.txt": {None}}, "nothing is learned silently"


def test_a_name_that_a_person_takes_holds_on_every_page_until_it_is_taken_back(case: Case) -> None:
    with case:
        before = case.store.digest()
        [link] = case.proposals()
        case.judge(link, Verdict.CONFIRM, by="ann")
        assert targets(case) == {"first.txt": {"place:sarmeen"}, "second.txt": {"place:sarmeen"}}
        [row] = case.sql("select why, rung from links where page in (select id from pages where path = 'second.txt')"
                         " and target = 'place:sarmeen'")  # fmt: skip
        assert row["rung"] == "context" and "learned" in row["why"]
        assert case.place_id("harun gate") == "place:sarmeen"
        assert case.proposals() == {}
        held = case.store.digest()
        case.extract()
        assert case.store.digest() == held, "a second run makes nothing new"
        case.undo(by="ann")
        assert targets(case) == {"first.txt": {None}, "second.txt": {None}}
        assert len(case.store.judgements()) == 2 and case.store.digest() != before


def test_the_queue_shows_the_proposal_and_one_key_takes_it(case: Case) -> None:
    path = case.store.path
    case.close()
    done = CliRunner().invoke(main, ["judge", "--by", "ann", "--case", path], input="a\nq\n")
    assert "proposed: 'Harun Gate' is place:sarmeen (2 pages)" in done.stdout and "[[Harun Gate]]" in done.stdout
    with sayso.open(Path(path)) as after:
        assert targets(after)["second.txt"] == {"place:sarmeen"}


def test_only_pages_that_have_the_spelling_are_read_again(case: Case, tmp_path: Path) -> None:
    with case:
        (tmp_path / "third.txt").write_text("The River Guard took the town of Oram.\n", encoding="utf-8")
        case.run([tmp_path / "third.txt"])
        done = {row["path"]: case.store.done(row["id"], "extract") for row in case.sql("select id, path from pages")}
        [link] = case.proposals()
        case.judge(link, Verdict.CONFIRM, by="ann")
        after = {row["path"]: case.store.done(row["id"], "extract") for row in case.sql("select id, path from pages")}
        assert {path for path in done if done[path] != after[path]} == {"first.txt", "second.txt"}


def test_a_name_that_a_person_refuses_is_not_proposed_again(case: Case, tmp_path: Path) -> None:
    with case:
        [link] = case.proposals()
        case.judge(link, Verdict.REJECT, by="ann")
        assert case.proposals() == {}
        (tmp_path / "again.txt").write_text(FIRST.replace("took", "held"), encoding="utf-8")
        case.run([tmp_path / "again.txt"])
        assert case.proposals() == {}
        assert case.sql("select count(*) from links where id = ?", [link])[0][0] == 1, "the link stays, without a target"
        case.undo(by="ann")
        assert len(case.proposals()) == 1


def test_a_person_teaches_a_name_that_nothing_suggests(case: Case) -> None:
    with case:
        query = "select l.id from links l join mentions m on m.id = l.mention where m.text = 'Kubba' and m.kind = 'place'"
        case.judge(case.sql(query)[0]["id"], Verdict.PLACE, value="Oram", by="ann")
        assert case.place_id("Kubba") == "place:oram"


def test_a_common_noun_or_a_name_of_the_packs_teaches_nothing(case: Case) -> None:
    with case:
        query = "select l.id from links l join mentions m on m.id = l.mention where m.text = 'Sarmeen' and m.kind = 'place'"
        case.judge(case.sql(query)[0]["id"], Verdict.PLACE, value="Oram", by="ann")
        assert case.place_id("Sarmeen") == "place:sarmeen"


def test_yes_to_several_suggestions_says_nothing(case: Case, tmp_path: Path) -> None:
    with case:
        words = "The River Guard fought the Dawn State in Oram. The group took the town of Sarmeen.\n"
        (tmp_path / "third.txt").write_text(words, encoding="utf-8")
        case.run([tmp_path / "third.txt"])
        query = "select l.id from links l join mentions m on m.id = l.mention where m.text = 'group'"
        with pytest.raises(JudgementError, match="say which"):
            case.judge(case.sql(query)[0]["id"], Verdict.CONFIRM, by="ann")


def test_the_word_for_a_people_is_no_other_name_misspelt(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The army armed Shi’ite in May.\n", encoding="utf-8")
    with sayso.open(tmp_path / "people.sayso", write=True) as case:
        case.run([tmp_path / "page.txt"], ["syria-iraq"])
        query = "select l.rung from links l join mentions m on m.id = l.mention where m.text = 'Shi’ite'"
        assert [row["rung"] for row in case.sql(query)] == ["fuzzy"], "it is spelt nearly so"
        assert [one.spelling for one in case.proposals().values() if one.spelling == "Shi’ite"] == []
