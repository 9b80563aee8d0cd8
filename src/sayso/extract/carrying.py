"""Whose the words after a quote are: a quote that goes on in the next paragraph, and plain words once its marks have closed."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.claims import Setting
from sayso.extract.contents import takes_quote
from sayso.extract.cues import cue_words, rows_by_pattern, verb_row
from sayso.extract.memory import Memory, locate_speaker
from sayso.extract.quotes import Stretch, is_quoted, is_spoken
from sayso.extract.sayings import Saying, saying_of, whom_about
from sayso.extract.sources import subject_of
from sayso.extract.speakers import Speaker
from sayso.extract.telling import Telling
from sayso.extract.tellings import find_tellings
from sayso.extract.tree import Doc, Token
from sayso.model import Mention
from sayso.pack import Pack

# How many paragraphs without a reporting word may still be the words of whoever was quoted before them (saying, trap 4).
CARRIED = 2


def who_goes_on(
    quotes: Sequence[Stretch], setting: Setting, memory: Memory, pack: Pack
) -> tuple[tuple[Speaker, str] | None, Mention | None]:
    """Whose quote the next paragraph may go on with: who spoke the last of this one, or spoke before it if it is one.

    With the mention of who is only about to speak, if it is new.
    """
    doc = setting.paragraph.doc
    last = leaves_open(doc, quotes, pack)
    saying = saying_of(last, pack) if last is not None else leads_up(doc, pack)
    if saying is not None:
        speaker, source, mention = locate_speaker(saying.speaker, setting, memory)
        return (speaker, source) if speaker is not None and source is not None else None, mention
    return memory.quoting if is_all_quote(doc, quotes) else None, None


def leaves_open(doc: Doc, quotes: Sequence[Stretch], pack: Pack) -> Telling | None:
    """The telling that the next paragraph may go on with: it leads up to a colon at the end, or holds the last quote."""
    lead = leads_in(doc, quotes, pack)
    told = (t for t in reversed(find_tellings(doc, pack)) if not is_quoted(t.cue, quotes) and holds_quote(t, quotes, doc.text))
    return lead if lead is not None else next(told, None)


def leads_in(doc: Doc, quotes: Sequence[Stretch], pack: Pack) -> Telling | None:
    """ "The elder said:" at a paragraph's end, with nothing said yet."""
    if not doc.text.rstrip().endswith(":"):
        return None
    rows = rows_by_pattern(pack)
    verbs = [t for t in doc.sents[-1] if takes_quote(t, rows) and not is_quoted(t, quotes)]
    verb = verbs[-1] if verbs else None
    row, named = (verb_row(verb, rows), subject_of(verb)) if verb is not None else (None, None)
    if verb is None or row is None or named is None:
        return None
    return Telling(row, verb, cue_words(verb, rows), named, ())


def leads_up(doc: Doc, pack: Pack) -> Saying | None:
    """ "The commander met us on Monday:" at a paragraph's end, without a word of saying."""
    mark = next((t for t in reversed(doc[-2:]) if t.text == ":"), None) if doc.text.rstrip().endswith(":") else None
    return whom_about(mark, rows_by_pattern(pack), pack) if mark is not None else None


def is_all_quote(doc: Doc, quotes: Sequence[Stretch]) -> bool:
    """Whether a paragraph is nothing but what somebody says: no word stands outside its marks."""
    return bool(quotes) and all(token.is_punct or token.is_space or is_quoted(token, quotes) for token in doc)


def where_closed(doc: Doc, quotes: Sequence[Stretch], before: int | None, index: int, pack: Pack) -> int | None:
    """The last paragraph that ended in somebody's own words: this one, the one `before` it, or none since others spoke."""
    tellings = find_tellings(doc, pack)
    if not tellings:
        return before
    return index if holds_quote(tellings[-1], quotes, doc.text) else None


def follows_quote(head: Token, quotes: Sequence[Stretch], closed: int | None, index: int, pack: Pack) -> bool:
    """Whether what nobody is named for stands after a quote, with no other speaker between."""
    earlier = [telling for telling in find_tellings(head.doc, pack) if telling.cue.i < head.sent.start]
    if earlier:
        return holds_quote(earlier[-1], quotes, head.doc.text)
    return closed is not None and index - closed <= CARRIED


def holds_quote(telling: Telling, quotes: Sequence[Stretch], text: str) -> bool:
    spoken = [quote for quote in quotes if is_spoken(quote, text)]
    return telling.named is not None and any(a < end and start < b for start, end in telling.content for a, b in spoken)
