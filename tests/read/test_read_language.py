"""Languages: of a page by its script and small words, of a passage by its own where they are surely another's."""

from __future__ import annotations

import pytest

from sayso.model import Role
from sayso.read.language import page_language, read_tongues, words_language
from tests.read.reading import read, small_pack

ENGLISH = "The ferry ran again on Sunday, the harbour office told those who had waited at the landing for eleven days."
GERMAN = "Die Fähre ist am Sonntag wieder gefahren, und das Amt sagt, dass sie nun bei jedem Wetter fährt."
FRENCH = "Le bac est parti dimanche, et le bureau du port dit que les gens ne sont pas venus pour cela."
SPANISH = "El barco salió el domingo, y la oficina del puerto dice que no hay más que dos para todos los que esperan."
TURKISH = "Vapur pazar günü yeniden yola çıktı ve liman için bu çok önemli bir gün oldu ama köprü daha kapalı."
ARABIC = "قال مكتب الميناء إن العبارة عادت إلى العمل يوم الأحد بعد أحد عشر يوما"
PERSIAN = "دفتر بندر گفت که کشتی روز یکشنبه پس از یازده روز دوباره به کار افتاد"
UKRAINIAN = "Пором знову пішов у неділю, і це вже не перший його рейс після повені."
RUSSIAN = "Паром снова пошёл в воскресенье, это был первый рейс после наводнения."

TOLD = [
    (ENGLISH, None, "en"),
    (GERMAN, "en-US", "de"),
    (FRENCH, "en", "fr"),
    (SPANISH, None, "es"),
    (TURKISH, "en", "tr"),
    (ARABIC, "en", "ar"),
    (PERSIAN, None, "fa"),
    (ARABIC, "fa", "ar"),
    (UKRAINIAN, None, "uk"),
    (RUSSIAN, "en", "ru"),
    ("渡船は日曜日にまた動いた", "en", "ja"),
    ("渡船周日恢复通航", "en", "zh"),
    # A few words overrule nothing, and what they cannot be is not believed.
    ("Qalmun Bukharun Tarif", "da", "da"),
    ("Qalmun Bukharun Tarif", "ar", None),
    ("Qalmun Bukharun Tarif", None, None),
    (ENGLISH, "de", "en"),
]


@pytest.mark.parametrize(("words", "declared", "language"), TOLD)
def test_a_page_is_in_the_language_of_its_words(words: str, declared: str | None, language: str | None) -> None:
    assert page_language(words, declared, read_tongues(small_pack())) == language


PASSAGES = [
    (GERMAN, "de"),
    (ARABIC, "ar"),
    ("Danke, Karl!", "en"),
    ("It was the man in the old car, so he will die in the war.", "en"),
    ("Signed: Juan de la Cruz, Ana de los Rios, Pilar de la Torre", "en"),
    ("12.4 %", "en"),
]


@pytest.mark.parametrize(("words", "language"), PASSAGES)
def test_a_passage_is_in_its_pages_language_unless_it_is_surely_in_another(words: str, language: str) -> None:
    assert words_language(words, "en", read_tongues(small_pack())) == language


PAGE = f"""<html lang=en><head><title>Ferry Line Opens</title></head><body><article><h1>Ferry Line Opens</h1>
<p>{ENGLISH}</p><p>{ARABIC}</p><p>The office added that two companies have been posted at the landing until it is cleared.</p>
</article><ol class=comment-list><li class="comment depth-1" id=comment-1><b class=fn>Karl</b>
<div class=comment-content><p>{GERMAN}</p><p>{ENGLISH}</p></div></li></ol></body></html>"""


def test_paragraphs_of_another_language_are_passages_of_their_own_and_comments_stay_whole() -> None:
    reading = read(PAGE, "page.html")
    body = [(passage.language, reading.shown(passage)[:10]) for passage in reading.passages if passage.role is Role.BODY]
    assert body == [("en", ENGLISH[:10]), ("ar", ARABIC[:10]), ("en", "The office")]
    assert len(reading.of(Role.COMMENT)) == 1
