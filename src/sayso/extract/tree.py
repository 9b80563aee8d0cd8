"""A parsed paragraph as plain objects: what the readers walk up and down, which costs them a fraction of the parser's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, overload


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word without its sentence."""

    text: str
    lower_: str
    shape_: str
    is_punct: bool
    is_space: bool
    is_title: bool
    is_alpha: bool
    like_num: bool


class Form(NamedTuple):
    """What a word is in its sentence, under the parser's names."""

    tag: str
    pos: str
    morph: str
    lemma: str
    dep: str


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word in its place, under the parser's names; one object for each, so that `==` asks for the same place."""

    doc: Doc
    i: int
    idx: int
    word: Word
    text: str
    lower_: str
    is_punct: bool
    is_space: bool
    whitespace_: str
    tag_: str
    pos_: str
    morph: str
    lemma_: str
    dep_: str
    ent_type_: str = ""
    head: Token = field(init=False)
    sent: Span = field(init=False)
    lefts: list[Token] = field(default_factory=list)
    rights: list[Token] = field(default_factory=list)
    children: list[Token] = field(init=False)

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    @property
    def shape_(self) -> str:
        return self.word.shape_

    @property
    def is_title(self) -> bool:
        return self.word.is_title

    @property
    def is_alpha(self) -> bool:
        return self.word.is_alpha

    @property
    def like_num(self) -> bool:
        return self.word.like_num

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on; IndexError beyond either end."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc.tokens[self.i + by]

    @property
    def left_edge(self) -> Token:
        token = self
        while token.lefts:
            token = token.lefts[0]
        return token

    @property
    def right_edge(self) -> Token:
        token = self
        while token.rights:
            token = token.rights[-1]
        return token

    @property
    def ancestors(self) -> Iterator[Token]:
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, in text order."""
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, ready = waiting.pop()
            if ready or not token.children:
                yield token
            else:
                waiting.extend((child, False) for child in reversed(token.rights))
                waiting.append((token, True))
                waiting.extend((child, False) for child in reversed(token.lefts))

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """All that the token is joined with by "and", without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.rights if child.dep_ == "conj")
        return tuple(token for token in found if token is not self)

    def hang(self, head: Token) -> None:
        """Makes the token hang on another one."""
        if self.head is not self:
            for side in (self.head.lefts, self.head.rights, self.head.children):
                if self in side:
                    side.remove(self)
        self.head = head
        side = head.lefts if self.i < head.i else head.rights
        side.append(self)
        side.sort(key=place)
        head.children = [*head.lefts, *head.rights]

    def rise(self) -> None:
        """Makes the token a root of its sentence."""
        for side in (self.head.lefts, self.head.rights, self.head.children):
            if self in side:
                side.remove(self)
        self.head = self


def place(token: Token) -> int:
    return token.i


def depth(token: Token) -> int:
    """How far below the root it hangs; a mark or blank is never nearer than a word."""
    bare = (token.is_punct or token.is_space) and not token.children
    return len(token.doc.tokens) if bare else sum(1 for _ in token.ancestors)


@dataclass(slots=True, eq=False)
class Span:
    """A half-open run of the tokens of a paragraph; `label_` if it is a name that the model saw."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at: int) -> Token:
        return self.doc.tokens[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        return self.doc.starts[self.start] if self.start < len(self.doc.tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token that the others hang on: a sentence's own, else the one nearest to it."""
        tokens = self.doc.tokens[self.start : self.end]
        whole = next((token for token in tokens if token.head is token), None)
        if whole is not None:
            return whole
        tops = (token for token in tokens if not self.start <= token.head.i < self.end)
        return min(tops, key=depth)


@dataclass(slots=True, eq=False, repr=False)
class Doc:
    """A parsed paragraph; `user_data` keeps what readers found in it once for all of them."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sents: list[Span] = field(default_factory=list)
    ents: Sequence[Span] = ()
    user_data: dict[str, Any] = field(default_factory=dict)

    def add(self, i: int, idx: int, word: Word, form: Form, blank: bool) -> None:
        """Puts one more word behind those there are."""
        self.starts.append(idx)
        self.tokens.append(
            Token(
                self,
                i,
                idx,
                word,
                word.text,
                word.lower_,
                word.is_punct,
                word.is_space,
                " " if blank else "",
                form.tag,
                form.pos,
                form.morph,
                form.lemma,
                form.dep,
            )
        )

    def join(self, heads: Iterable[int], sentences: Iterable[tuple[int, int]]) -> None:
        """Hangs each token on its head, by place, and parts them into sentences."""
        for token, at in zip(self.tokens, heads, strict=True):
            head = token.head = self.tokens[at]
            if head is not token:
                (head.lefts if token.i < at else head.rights).append(token)
        for token in self.tokens:
            token.children = [*token.lefts, *token.rights]
        self.sents = [Span(self, start, end) for start, end in sentences if end]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def char_span(self, start: int, end: int, alignment_mode: Literal["strict", "expand"] = "strict") -> Span | None:
        """The tokens of the characters; None if they stand on none or, if `strict`, cut one."""
        first, last = self.token_at(start), self.token_at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "strict" and (start != first.idx or end != last.idx + len(last)):
            return None
        behind = alignment_mode == "expand" and start == first.idx + len(first)
        return Span(self, first.i + behind, max(last.i + 1, first.i + behind))

    def token_at(self, at: int) -> Token | None:
        """The token that a character belongs to, the blank behind it included."""
        found = bisect_right(self.starts, at) - 1
        if found < 0 or at < 0:
            return None
        token = self.tokens[found]
        return token if at < token.idx + len(token.text) + len(token.whitespace_) else None
