"""What the words of one clause say of its own predicate: "not", modals, adverbs, "if", "nobody", the bare command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sayso.extract.tree import Token
from sayso.pack import Hedge, Pack

Scopes = Mapping[str, Mapping[str, Hedge]]

VERBAL = {"VERB", "AUX"}
# Words by which the clause above goes on saying the same of what hangs below: "is unable to", "is a plan to".
PREDICATE = {"acomp", "attr", "oprd"}
ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "attr"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
# What may stand before a command: "tomorrow, please do not cross". A noun there is its subject, or a headline's.
BEFORE_COMMAND = {"advmod", "intj", "cc", "punct", "neg", "aux", "advcl", "prep", "npadvmod", "preconj"}
FINITE = {"VBD", "VBZ", "VBP"}


@lru_cache(maxsize=8)
def by_scope(pack: Pack) -> Scopes:
    found: dict[str, dict[str, Hedge]] = defaultdict(dict)
    for hedge in pack.hedges:
        found[hedge.scope].setdefault(hedge.words, hedge)
    return found


def first_of(rows: Mapping[str, Hedge], phrases: Iterable[str]) -> Hedge | None:
    return next((rows[phrase] for phrase in phrases if phrase in rows), None)


def own_rows(token: Token, scopes: Scopes, without: Token | None = None) -> Iterator[Hedge]:
    """The hedges of a predicate's own clause, and of the clause it is joined to where it has no such words of its own.

    `without` is a part of the clause that has been read already: the "no" of "no attack" is not read again from its verb.
    """
    shared, whole = joined_to(token)
    yield from clause_rows(token, scopes, shared if whole else None, without)
    if not whole and shared is not None:
        yield from (row for row in frame_rows(shared, scopes) if row.scope in {"mark", "aside"})
        if not any(c.dep_ in SUBJECTS for c in token.children):
            # "Likely took the mill and crossed": the one is as likely as the other.
            yield from (row for row in adverb_rows(shared, scopes, shared.i) if row.modality and not row.polarity)


def clause_rows(token: Token, scopes: Scopes, shared: Token | None, without: Token | None) -> Iterator[Hedge]:
    nodes = [token] if shared is None else [token, shared]
    negative = next((row for node in nodes if (row := negation(node, scopes, without)) is not None), None)
    for node in nodes:
        modal = modal_row(node, scopes, negative is not None)
        if modal is not None:
            if modal.words.split()[1:2] == ["not"]:
                negative = None
            yield modal
            break
    if negative is not None:
        yield negative
    for node in nodes:
        yield from adverb_rows(node, scopes)
        yield from frame_rows(node, scopes)


def joined_to(token: Token) -> tuple[Token | None, bool]:
    """The first of the predicates that this one is joined to, and whether it has that one's auxiliaries and "not" too."""
    node, whole = token, True
    while node.dep_ == "conj" and node.head.pos_ in VERBAL and token.pos_ in VERBAL:
        own = any(c.dep_ in SUBJECTS or (c.dep_ == "aux" and c.tag_ != "TO") for c in node.children)
        whole = whole and not own and node.tag_ not in FINITE
        node = node.head
    return (node, whole) if node != token else (None, False)


def negation(node: Token, scopes: Scopes, without: Token | None = None) -> Hedge | None:
    """The one row that denies the predicate, if any: two of them ("never ... no man") deny it once, as people speak."""
    rows = scopes["neg"]
    for child in node.children:
        if child == without:
            continue
        if child.dep_ == "neg" and not is_only(child, scopes):
            return rows.get(child.lower_) or rows.get("not")
        if child.dep_ in {"advmod", "cc", "preconj", "npadvmod"} and (child.i < node.i or child.dep_ == "advmod"):
            row = first_of(rows, (phrase(child), child.lower_))
            if row is not None and not is_only(child, scopes):
                return row
        if child.dep_ == "prep" and child.i < node.i:
            row = first_of(rows, (f"{child.lower_} {c.lower_}" for thing in child.children for c in thing.children))
            if row is not None:
                return row
        if child.dep_ in ARGUMENTS and (row := none_of(child, scopes)) is not None:
            return row
    if node.pos_ not in VERBAL:
        return none_of(node, scopes)
    if node.dep_ == "conj":
        return next((rows[c.lower_] for c in node.head.children if c.dep_ == "cc" and c.lower_ in rows and c.i < node.i), None)
    return None


def is_only(word: Token, scopes: Scopes) -> bool:
    """ "Not only", "not just": what is denied is the "only"; of "not fully", the "fully"."""
    return is_beside(word, scopes["affirm"]) or is_beside(word, scopes["whole"])


def is_beside(word: Token, rows: Mapping[str, Hedge]) -> bool:
    beside = [*word.children, *([word.nbor(1)] if word.i + 1 < len(word.doc) else [])]
    return any(t.lower_ in rows for t in beside)


def is_partial(head: Token, scopes: Scopes) -> bool:
    """ "The town was not fully in our hands": in part it was."""
    verb = next((t for t in (head, *head.ancestors) if t.pos_ in VERBAL), head)
    return any(c.dep_ == "neg" and is_beside(c, scopes["whole"]) for c in verb.children)


def none_of(noun: Token, scopes: Scopes) -> Hedge | None:
    """ "Nobody", "no soldier", "not one soldier", "few soldiers" (but "a few")."""
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "but" and noun.pos_ == "NUM":
        # "Not one but three men".
        return None
    rows = scopes["quantity"]
    lefts = [c for c in noun.lefts if c.dep_ in {"det", "preconj", "amod", "neg", "advmod", "cc", "poss"}]
    counts = [c for c in noun.lefts if c.dep_ == "nummod" and c.nbor().lower_ != "but"]
    found = first_of(rows, [noun.lower_, *(phrase(c) for c in (*lefts, *counts)), *(c.lower_ for c in lefts)])
    if found is None:
        return scopes["neg"].get("not") if any(c.dep_ == "neg" for c in lefts) else None
    return None if any(c.lower_ == "a" for c in lefts) else found


def phrase(word: Token) -> str:
    """A word with what stands before it and belongs to it ("no longer")."""
    return " ".join(t.lower_ for t in word.doc[word.left_edge.i : word.i + 1])


def modal_row(node: Token, scopes: Scopes, negated: bool) -> Hedge | None:
    """The row of the clause's modal: of "could not have", else "could have" or "could not", else "could"."""
    modal = next((c for c in node.children if c.dep_ == "aux" and c.lower_ in scopes["aux"]), None)
    if modal is None:
        return None
    if is_inverted(modal):
        return scopes["mark"].get("if")
    perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in node.children)
    word, rows = modal.lower_, scopes["aux"]
    phrases = [f"{word} not have"] * (negated and perfect) + [f"{word} have"] * perfect + [f"{word} not"] * negated
    # "May be shelling" is of now, "may shell" is to come.
    going_on = node.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ == "be" for c in node.children)
    phrases = [f"{word} be"] * going_on + phrases
    return first_of(rows, [f"{word} {node.lemma_.casefold()}", *phrases, word])


def adverb_rows(node: Token, scopes: Scopes, upto: int | None = None) -> Iterator[Hedge]:
    """Adverbs, asides ("it seems"), and the adjectives of a deed named by a noun ("a possible attack"); those before `upto`."""
    for child in node.children:
        if upto is not None and child.i > upto:
            break
        row = None
        if child.dep_ in {"advmod", "npadvmod"}:
            row = first_of(scopes["adverb"], (" ".join(t.lower_ for t in child.subtree), phrase(child), child.lower_))
            # "Almost certain" is a degree, "almost took it" did not.
            row = None if row is not None and row.polarity and node.pos_ == "ADJ" else row
        elif child.dep_ in {"amod", "compound"} and node.pos_ not in VERBAL:
            # "The now-cancelled deal", "a long-planned attack".
            row = first_of(scopes["adjective"], (child.lower_, child.lower_.rpartition("-")[2]))
        elif child.dep_ in {"parataxis", "ccomp"}:
            row = scopes["inserted"].get(child.lemma_.casefold()) if len(list(child.subtree)) <= 4 else None
        elif child.dep_ == "prep":
            row = first_of(scopes["adverb"], (" ".join(t.lower_ for t in child.subtree),))
        if row is not None:
            yield row


def frame_rows(node: Token, scopes: Scopes) -> Iterator[Hedge]:
    """What the clause as a whole is: under "if" or "whether", with a condition of its own, or a command."""
    for child in node.children:
        if child.dep_ in {"mark", "advmod"} and (row := mark_row(child, scopes)) is not None:
            yield row
    if any(is_condition(c, scopes) for c in node.children) and (row := scopes["mark"].get("if")) is not None:
        yield row
    if is_command(node) and (row := scopes["command"].get("!")) is not None:
        yield row
    if any(c.dep_ == "aux" and is_inverted(c) for c in node.children) and (row := scopes["mark"].get("if")) is not None:
        yield row


def mark_row(word: Token, scopes: Scopes) -> Hedge | None:
    """The row of a conjunction; "if" in what is asked is "whether", "as if" and "even if" bind their own clause only."""
    if word.lower_ in scopes["asked"] and word.head.dep_ in {"ccomp", "pcomp", "csubj"}:
        return scopes["asked"][word.lower_]
    before = f"{word.nbor(-1).lower_} {word.lower_}" if word.i else word.lower_
    return first_of(scopes["aside"], (before, word.lower_)) or first_of(scopes["mark"], (before, word.lower_))


def is_condition(child: Token, scopes: Scopes) -> bool:
    """Whether a part of the clause is the condition it stands under: "if the road is cut", "in the event of an attack"."""
    if child.dep_ in {"prep", "advmod"}:
        opening = " ".join(t.lower_ for t in child.subtree)
        row = next((row for words, row in scopes["case"].items() if opening.startswith(f"{words} ")), None)
        row = row or (scopes["mark"].get(child.lower_) if opening.startswith(f"{child.lower_} ") else None)
        # "without talks it will fall" sets a condition, "he left without a word" does not.
        return row is not None and (not row.polarity or modal_row(child.head, scopes, False) is not None)
    if child.dep_ != "advcl" or is_comparison(child):
        return False
    if any(c.dep_ == "aux" and is_inverted(c) for c in child.children):
        return True
    marks = (mark_row(c, scopes) for c in child.children if c.dep_ in {"mark", "advmod"})
    return any(row is not None and row.scope == "mark" for row in marks)


def is_comparison(clause: Token) -> bool:
    """ "Sales rose if compared to May": a participle alone under a verb of the past sets no condition."""
    alone = clause.tag_ in {"VBN", "VBG"} and not any(c.dep_ in {*SUBJECTS, "aux", "auxpass"} for c in clause.children)
    return alone and clause.head.tag_ == "VBD" and not any(c.tag_ == "MD" for c in clause.head.children)


def is_inverted(aux: Token) -> bool:
    """ "Should the road be cut", "had they left": an auxiliary opens a clause beneath another, before its subject."""
    clause = aux.head
    if clause.dep_ not in {"advcl", "ccomp", "conj"} or aux.tag_ not in {"MD", "VBD"} or aux.lemma_ == "do":
        return False
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    opens = all(c.i >= aux.i or c.dep_ in {"punct", "cc"} for c in clause.children)
    return subject is not None and aux.i < subject.i and opens and "?" not in aux.sent.text


def is_command(node: Token) -> bool:
    """ "Leave the town": a bare verb at the top of its sentence, with nothing before it that could be its subject."""
    # "Leave the town, the army told them": what is told may hang on the telling.
    opens = node.dep_ in {"advcl", "ccomp"} and node.i == node.sent.start and node.i < node.head.i
    if node.tag_ != "VB" or not (opens or node.dep_ in {"ROOT", "parataxis"}):
        return False
    does = all(c.lemma_ == "do" for c in node.children if c.dep_ == "aux")
    return does and all(c.dep_ in BEFORE_COMMAND for c in node.lefts)
