"""Copies looked for again after some pages changed: only where their words reach, with the answer of a look at everything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sayso.model import Copy
from sayso.weigh.copies import Kept, Pair, compare_pairs, find_cited, make_print, read_marks
from sayso.weigh.index import Index
from sayso.weigh.marks import Hashes, Marks, Numbers
from sayso.weigh.prints import NOBODY, Clean, Print, Shelf, find_roots, make_shelf

Names = Mapping[str, str]
# Opens what is known of these pages.
Open = Callable[[Collection[str]], Index]


@dataclass(frozen=True, eq=False)
class Again:
    """All copies of `pages` anew, which give way to those; what else was found stands. `kept` is what to keep of it now."""

    pages: frozenset[str]
    copies: list[Copy]
    kept: list[Kept]


@dataclass(frozen=True, eq=False)
class State:
    """The prints there were, or there are, with the parent of each page that has one."""

    shelf: Shelf
    parents: Names

    @cached_property
    def roots(self) -> Numbers:
        at = self.shelf.at
        return find_roots({at[page]: at[parent] for page, parent in self.parents.items()}, len(at))

    @cached_property
    def class_days(self) -> Numbers:
        return self.shelf.days[self.roots]

    def name(self, pages: Iterable[int]) -> set[str]:
        return {self.shelf.all[page].page for page in pages}

    def number(self, pages: Iterable[str]) -> list[int]:
        return [self.shelf.at[page] for page in pages if page in self.shelf.at]

    def marks_of(self, pages: Iterable[str]) -> Hashes:
        return self.shelf.marks_of(self.number(pages))

    def root(self, page: str) -> str | None:
        return self.shelf.all[self.roots[self.shelf.at[page]]].page if page in self.shelf.at else None

    def led_by(self, pages: Collection[str], marks: Hashes) -> set[str]:
        """Who holds any of these marks that one of these pages was the first with."""
        holders = self.shelf.hold(marks)
        return self.name(holders.pages[np.isin(holders.firsts, self.number(pages))].tolist())

    def stock(self, marks: Hashes) -> Hashes:
        holders = self.shelf.hold(marks)
        return holders.hashes[holders.find_stock(self.class_days)]

    def clean(self, pages: Iterable[str]) -> Clean:
        """True of all marks of these pages."""
        holders = self.shelf.hold(self.marks_of(pages))
        return holders.clean(holders.find_stock(self.class_days))


def look_again(before: Sequence[Kept], changed: Collection[str], read: Open, scale: int = 1) -> Again:
    """`before` is what the last look kept of all pages, at the same scale; of `changed` any may be new or gone."""
    old = State(
        make_shelf((one.print for one in before), scale),
        {one.print.page: one.parent for one in before if one.parent is not None},
    )
    leads = {one.print.page: one.follows for one in before if one.follows is not None}
    prints = {one.print.page: one.print for one in before if one.print.page not in changed}
    prints |= {one.page: one for one in read_prints(read(changed), scale)}
    turned = turn(old, leads, make_shelf(prints.values(), scale), changed)
    copies = compare(turned.state, turned.follows, turned.pages & turned.state.shelf.at.keys(), read)
    were = {one.print.page: (one.print, one.parent, one.follows) for one in before}
    now = [keep(one, turned.state.parents, turned.follows) for one in turned.state.shelf.all]
    kept = [one for one in now if were.get(one.print.page) != (one.print, one.parent, one.follows)]
    return Again(turned.pages, copies, kept)


@dataclass(frozen=True, eq=False)
class Turned:
    """What a change came to: the state now, who follows whom in it, and the pages that any of it reached."""

    state: State
    follows: Names
    pages: frozenset[str]


def turn(old: State, leads: Names, shelf: Shelf, changed: Collection[str]) -> Turned:
    """From one state to the next, whose shelf is another by the pages `changed`; `leads` says who followed whom."""
    new = find_parents(old, shelf, changed)
    touched = set(changed) | find_turned(old, new, changed)
    leads = {page: lead for page, lead in leads.items() if page in new.shelf.at}
    follows = find_follows(old, new, touched, changed, leads)
    touched |= {page for page in {*leads, *follows} if leads.get(page) != follows.get(page)}
    return Turned(new, follows, frozenset(touched))


def read_prints(index: Index, scale: int) -> Iterator[Print]:
    cited = find_cited(index)
    for page, marks in zip(index.pages.values(), read_marks(index, index.pages), strict=True):
        yield make_print(page, marks, index, cited, scale)


def keep(one: Print, parents: Names, follows: Names) -> Kept:
    return Kept(one, parents.get(one.page), follows.get(one.page))


def find_parents(old: State, shelf: Shelf, changed: Collection[str]) -> State:
    """The new state. Only who shares a mark that one of the changed was, or is, the first with can have another parent."""
    marks = np.union1d(old.marks_of(changed), State(shelf, {}).marks_of(changed))
    asked = (set(changed) | old.led_by(changed, marks) | State(shelf, {}).led_by(changed, marks)) & shelf.at.keys()
    numbers = [shelf.at[page] for page in asked]
    found = shelf.hold(shelf.marks_of(numbers)).find_parents(numbers)
    kept = {page: parent for page, parent in old.parents.items() if page not in asked and page in shelf.at}
    return State(shelf, kept | {shelf.all[page].page: shelf.all[parent].page for page, parent in found.items()})


def find_turned(old: State, new: State, changed: Collection[str]) -> set[str]:
    """The pages with a mark that became stock, or is none any more."""
    were = find_before(old, new)
    here = were >= 0
    redated = ~here
    redated[here] = old.class_days[were[here]] != new.class_days[here]
    asked = new.name(np.flatnonzero(redated).tolist()) | set(changed)
    marks = np.union1d(old.marks_of(asked), new.marks_of(asked))
    return new.name(new.shelf.find_holding(np.setxor1d(old.stock(marks), new.stock(marks))))


def find_before(old: State, new: State) -> Numbers:
    """The number that each page had on the old shelf; less than 0 of one that was not there."""
    return np.array([old.shelf.at.get(one.page, NOBODY) for one in new.shelf.all], dtype=np.int64)


def find_moved(old: State, new: State) -> set[str]:
    """The pages whose root is another page than it was."""
    were = find_before(old, new)
    here = np.flatnonzero(were >= 0)
    now = np.full(len(old.shelf.all), NOBODY, dtype=np.int64)
    now[were[here]] = here
    moved = were < 0
    moved[here] = now[old.roots[were[here]]] != new.roots[here]
    return new.name(np.flatnonzero(moved).tolist())


def find_follows(old: State, new: State, touched: Collection[str], changed: Collection[str], leads: Names) -> dict[str, str]:
    """Who follows whom now. It is asked anew in whole classes: those of all whose words, class or credit changed."""
    credit = old.shelf.credited ^ new.shelf.credited
    credited = {one.page for one in new.shelf.all if one.source in credit} if credit else set()
    asked = credited | find_moved(old, new) | set(touched) | find_shared(old, new, changed)
    roots = {state.root(page) for page in asked for state in (old, new)} - {None}
    classes = {int(new.roots[page]) for page in new.number(str(root) for root in roots)}
    members = np.flatnonzero(np.isin(new.roots, sorted(classes))).tolist()
    again = new.clean(new.name(members)).find_follows(new.roots, members)
    kept = {page: lead for page, lead in leads.items() if int(new.roots[new.shelf.at[page]]) not in classes}
    return kept | {new.shelf.all[page].page: new.shelf.all[lead].page for page, lead in again.items()}


def find_shared(old: State, new: State, changed: Collection[str]) -> set[str]:
    """The pages with a mark that had one holder and has more now, or the other way round."""
    marks = np.union1d(old.marks_of(changed), new.marks_of(changed))
    turned = np.setxor1d(old.shelf.hold(marks).hashes, new.shelf.hold(marks).hashes)
    return new.name(new.shelf.find_holding(turned))


def compare(new: State, follows: Names, touched: Collection[str], read: Open) -> list[Copy]:
    pairs = find_near(new, follows, touched)
    pages = pages_in(pairs, new)
    index = read(pages)
    texts = dict(zip(index.pages, read_marks(index, index.pages), strict=True)) if new.shelf.scale == 1 else {}
    return compare_pairs(pairs, new.clean(pages), index, find_cited(index), texts)


def compare_pages(
    new: State,
    follows: Names,
    touched: Collection[str],
    index: Index,
    cited: Mapping[str, set[str]],
    texts: Mapping[str, Marks],
) -> list[Copy]:
    """The same where all pages have been read before."""
    pairs = find_near(new, follows, touched)
    pages = pages_in(pairs, new)
    return compare_pairs(pairs, new.clean(pages), index, cited, {page: texts[page] for page in pages})


def find_near(new: State, follows: Names, touched: Collection[str]) -> Mapping[Pair, int]:
    at = new.shelf.at
    leads = {at[page]: at[lead] for page, lead in follows.items()}
    return new.clean(touched).find_pairs(leads, new.number(touched))


def pages_in(pairs: Iterable[Pair], new: State) -> set[str]:
    return new.name({page for pair in pairs for page in pair})
