"""Who says what in a paragraph: each reporting word with the words of its source and the words of what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.adding import lifted, parted
from sayso.extract.arguments import antecedent
from sayso.extract.clauses import is_finite
from sayso.extract.contents import (
    CLAUSE,
    OBJECT,
    QUOTE,
    Content,
    is_that,
    of_verb,
    quotes_of,
    subtree,
    takes_quote,
    within,
)
from sayso.extract.cues import Rows, cue_words, is_governed, rows_by_pattern, verb_row, words_of_cues
from sayso.extract.firmness import clause_firmness
from sayso.extract.having import by_having
from sayso.extract.labels import by_colon, by_led_colon, by_tail_colon
from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.parse import is_negated
from sayso.extract.quotes import Stretch, inside, is_quoted, is_spoken, quote_spans
from sayso.extract.scopes import by_scope, none_of
from sayso.extract.sources import agent_of, aside_speaker, comma_before, is_hearer, is_infinitive, is_tail, subject_of
from sayso.extract.tails import by_lost_tail, by_parenthesis, learnt_from
from sayso.extract.telling import Telling, make
from sayso.extract.told import is_own_paper, is_version
from sayso.extract.tree import Doc, Token
from sayso.extract.witnesses import BY_FORCE, can_see, can_speak, is_deed, is_stage, is_unseen
from sayso.extract.wordings import (
    by_according,
    by_adjective,
    by_adverb,
    by_lead_in,
    by_noun,
    by_paper,
    by_reported,
    by_survey,
    by_words_of,
)
from sayso.model import Act, Polarity
from sayso.pack import Cue, Pack

# How the parser may hang "saying" on the verb before it.
CLAUSES = {"ccomp", "advcl"}
BLOWS = {"strike"}


def find_tellings(doc: Doc, pack: Pack) -> tuple[Telling, ...]:
    """All of a paragraph, in text order of their cues; found once a parse."""
    if "tellings" not in doc.user_data:
        doc.user_data["tellings"] = tuple(tell(doc, rows_by_pattern(pack), pack))
    found: tuple[Telling, ...] = doc.user_data["tellings"]
    return found


def tell(doc: Doc, rows: Rows, pack: Pack) -> Iterator[Telling]:
    quotes = quote_spans(doc)
    words = words_of_cues(pack)
    cues = [t for t in doc if t.lower_ in words or t.lemma_.casefold() in words]
    found = [telling for token in cues for finder in FINDERS for telling in finder(token, rows, quotes, pack)]
    found = list(lifted(list(parted(found))))
    # "Declined to comment": what is declined is the saying itself, and both words are its cue.
    governed = [t.cue for t in found if t.cue.pos_ == "VERB" and is_governed(t.cue, rows)]
    helping = {cue.head.i for cue in governed if cue.head.lemma_.casefold() in rows["declines"]}
    return (telling for telling in found if telling.cue.i not in helping)


def by_verb(verb: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    row = verb_row(verb, rows)
    if row is None or verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return
    if any(c.dep_ == "nsubj" and c.lower_ == "you" for c in verb.children):
        # "As you know": whoever is spoken to has said nothing.
        return
    agent = agent_of(verb)
    passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb.tag_ == "VBN" and is_bare(verb, agent))
    agent = agent if passive else None
    if passive and agent is None and verb.lower_ in rows["adjective"] and any(is_that(c) for c in verb.rights):
        # "Is not persuaded that" says what "is not sure that" does.
        row, passive = replace(rows["adjective"][verb.lower_], takes=CLAUSE), False
    if passive and agent is None and (verb.lemma_.casefold() in rows["passive"] or verb.lower_ in rows["adjective"]):
        return
    if row.act == Act.DENY and is_withheld(verb, lexicon_of(pack)):
        return
    if verb.lemma_.casefold() in rows["perceive"] and ((passive and agent is None) or is_unseen(verb)):
        # "Lorries were seen moving": that somebody saw them makes nobody say so.
        return
    content = of_verb(verb, row)
    spoken = quotes_of(verb, quotes, rows) if takes_quote(verb, rows) and not is_quoted(verb, quotes) else []
    stretches = [*content.stretches, *spoken]
    quote = next((q for q in quotes if inside(verb, q)), None)
    if quote is not None and is_spoken(quote, verb.doc.text):
        # Who says it in somebody's quote says nothing outside its marks.
        stretches = list(within(stretches, quote))
    recipient = recipient_of(verb, rows)
    heard = recipient is not None and content.stretches == (subtree(recipient),)
    if is_tail(verb) and (not content.stretches or heard) and (not spoken or is_in_part(verb, spoken)):
        # "The corps holds the gate "for good", the mayor told us": the marks hold no more than a part of it.
        stretches, content = [before_tail(verb), *spoken], Content(())
    elif not stretches and aside_speaker(verb) is not None:
        stretches = [(verb.sent.start_char, verb.sent.end_char)]
    giver = learnt_from(verb, rows) if not passive else None
    stretches = stretches or [subtree(c) for c in (giver.rights if giver is not None else ()) if is_that(c)]
    named = agent if passive else giver or said_by(verb, pack) or next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if row.act == Act.ASK and is_asked(verb):
        row, named = next(iter(rows["refuse_comment"].values()), row), subject_of(verb)
        stretches = [subtree(c) for c in verb.rights if c.dep_ == "ccomp"][:1]
    if QUOTE in row.takes.split("|") and not (named is not None and can_speak(named, pack) and (spoken or row.takes != QUOTE)):
        return
    if named is not None and cannot_tell(verb, named, row, rows, pack):
        return
    if named is not None and is_thing(named, verb, pack):
        return
    words = cue_words(verb, rows, content.tie)
    if is_neither(verb):
        row = next(iter(rows["refuse_comment"].values()), row)
    negated = is_unsaid(verb, pack)
    if negated and row.act == Act.DENY and spoken:
        # "Does not deny it: "We shelled the mill."": what he says instead.
        stretches = [s for s in content.stretches if not any(s[0] <= q[0] < s[1] for q in spoken)]
        yield from make(rows["verb"].get("say", row), verb, words, named, spoken)
    # What is learnt from a drover may hang on the drover, and is none of the words that name him.
    for telling in make(row, verb, words, named if giver is None else None, stretches):
        yield replace(telling, named=named, recipient=recipient, negated=negated)


def cannot_tell(verb: Token, named: Token, row: Cue, rows: Rows, pack: Pack) -> bool:
    """Whether the subject is nobody who could tell, or the paper itself ("an earlier version of this story", "our map")."""
    if row.cue in rows["perceive"] and (not can_see(antecedent(named), pack) or is_stage(verb, pack)):
        return True
    if row.act and is_deed(antecedent(named), pack, BLOWS if is_of_speech(row, rows) else BY_FORCE):
        return True
    return is_version(named, rows) or is_own_paper(named, rows)


def is_thing(named: Token, verb: Token, pack: Pack) -> bool:
    """ "There are reasons to doubt it", "a way to offer help": of what a noun is for, the noun does nothing."""
    meant = verb.dep_ in {"relcl", "acl"} and named == verb.head and is_infinitive(verb)
    return meant and named.pos_ == "NOUN" and not can_see(named, pack)


def said_by(verb: Token, pack: Pack) -> Token | None:
    """The subject; of "confirmed the toll saying that", without a comma, whoever confirmed it."""
    named = subject_of(verb)
    own = named is not None and named.head == verb and verb.dep_ in CLAUSES
    below = named is not None and named == verb.head and named.dep_ in {"dobj", "pobj"}
    if named is None or verb.tag_ != "VBG" or named.pos_ != "NOUN" or not (own or below) or can_see(named, pack):
        return named
    above = next((t for t in verb.ancestors if t.pos_ == "VERB"), None)
    return subject_of(above) if above is not None else named


def is_bare(participle: Token, agent: Token | None) -> bool:
    """ "A raid reported by the council", "as reported by the council"; not "the Bell, citing X, reported that", cut short."""
    if is_cut_off(participle):
        return False
    return participle.dep_ == "acl" or (participle.dep_ == "advcl" and agent is not None)


def is_cut_off(verb: Token) -> bool:
    """Whether the parser makes a participle of the one verb of a sentence: all hangs on the name before it."""
    root = verb.head
    alone = verb.dep_ == "acl" and root.dep_ == "ROOT" and root.pos_ in {"NOUN", "PROPN"} and verb.nbor(-1).text == ","
    return alone and any(c.dep_ == "ccomp" and is_that(c) for c in verb.rights)


def is_of_speech(row: Cue, rows: Rows) -> bool:
    """Whether only who speaks can do it: "the campaign said" is a staff, whatever else a campaign may be."""
    return CLAUSE in row.takes.split("|") and row.modality == "certain" and row.cue not in rows["perceive"]


def is_withheld(verb: Token, lex: Lexicon) -> bool:
    """ "Access was denied to our teams", "denied the clan water", "denied entry": nothing is said of what was."""
    things = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if any(lex.bars(verb, thing) for thing in things):
        return True
    to = any(c.dep_ == "dative" or (c.dep_ == "prep" and c.lower_ == "to") for c in verb.rights)
    return to and bool(things) and not any(c.dep_ == "ccomp" for c in verb.children)


def is_unsaid(verb: Token, pack: Pack) -> bool:
    """ "Did not say", "no official confirmed", "failed to deny", "is in no position to rule out"."""
    if is_finite(verb):
        # Of two subjects the nearer speaks: "No order to cross, the command says".
        subjects = sorted((c for c in verb.children if c.dep_ == "nsubj"), key=lambda c: abs(c.i - verb.i))
        nobody = any(none_of(c, by_scope(pack)) is not None for c in subjects[:1])
        return is_negated(verb) or nobody
    return clause_firmness(verb, pack, frozenset()).polarity is Polarity.NEGATIVE


def is_asked(verb: Token) -> bool:
    """ "Asked whether it had left, the militia said", "a spokesman, asked about it, said": who is asked, not who asks."""
    if verb.tag_ not in {"VBN", "VBD"} or agent_of(verb) is not None:
        return False
    aside = verb.i > 0 and verb.nbor(-1).text == ","
    answers = [c for c in verb.rights if c.dep_ in {"ccomp", "conj", "parataxis"} and c.left_edge.nbor(-1).text == ","]
    return (verb.dep_ == "advcl" and verb.tag_ == "VBN") or (aside and any(is_subjectless(c) for c in answers))


def is_subjectless(verb: Token) -> bool:
    return not any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in verb.children)


def is_neither(verb: Token) -> bool:
    """ "neither confirmed nor denied": no word on the matter at all; "..., but an aide said" is another's."""
    pair = [verb, *(v for v in verb.conjuncts if is_subjectless(v) or is_subjectless(verb))]
    other = verb.dep_ == "conj" and not is_subjectless(verb)
    return len(pair) > 1 and not other and any(c.lower_ == "neither" for v in pair for c in v.children)


def is_in_part(verb: Token, quotes: Sequence[Stretch]) -> bool:
    """Whether what stands before the comma of ", the mayor said" has a verb of its own outside the marks."""
    start, end = before_tail(verb)
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in verb.sent if start <= t.idx < end and not is_quoted(t, quotes))


def before_tail(verb: Token) -> Stretch:
    """The sentence up to the comma that opens ", the Monitor said"."""
    return verb.sent.start_char, verb.doc[comma_before(verb)].idx


def recipient_of(verb: Token, rows: Rows) -> Token | None:
    """To whom it was said, of verbs that take a hearer ("told the Harbour Wire")."""
    if verb.lemma_.casefold() not in rows["tells"]:
        return None
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and is_hearer(c)), None)


def by_passive(verb: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "Boats are said to be ready", "nine are feared dead", "it is feared that the road is cut": of nobody in particular."""
    row = rows["passive"].get(verb.lemma_.casefold())
    if row is None or agent_of(verb) is not None or not any(c.dep_ == "auxpass" for c in verb.children):
        return
    clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "oprd"}]
    if not clauses and OBJECT in row.takes.split("|"):
        # "Shelling was reported in Sarn", "continued to be reported".
        thing = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None) or subject_of(verb)
        yield from make(row, verb, cue_words(verb, rows), None, [subtree(thing)] if thing is not None else [])
    if clauses:
        # "Boats are said to be ready" is about the boats; who "is told that they are" only hears it.
        about = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ != "it"]
        subjects = about if any(c.dep_ != "ccomp" for c in clauses) else []
        yield from make(row, verb, cue_words(verb, rows), None, map(subtree, [*subjects, *clauses]))


FINDERS = (
    by_verb,
    by_passive,
    by_noun,
    by_lead_in,
    by_colon,
    by_led_colon,
    by_tail_colon,
    by_adjective,
    by_adverb,
    by_reported,
    by_according,
    by_survey,
    by_words_of,
    by_paper,
    by_lost_tail,
    by_parenthesis,
    by_having,
)
