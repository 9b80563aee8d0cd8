"""A part of a long list: the order of all its rows is found once for each state of the case, and then only looked up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from sayso.store import Store

# So many lists at once, the last that were asked for: one of 10^5 rows is some MB.
KEPT = 4
Order = tuple[str, ...]


def keep_order(store: Store, key: str, find: Callable[[], Order]) -> Order:
    """The ids of a list, of which `key` says all that was asked."""
    orders = store.kept("orders", OrderedDict[str, Order])
    found = orders.pop(key) if key in orders else find()
    orders[key] = found
    while len(orders) > KEPT:
        orders.popitem(last=False)
    return found


def first_of(order: Order, at: int) -> int:
    """Where the rows begin that have the id of this one: an event's roots may have begun in the part before."""
    while 0 < at < len(order) and order[at - 1] == order[at]:
        at -= 1
    return at
