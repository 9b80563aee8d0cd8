"""Gazetteers too large for a csv: the world, and what `sayso pack add` took in, each an SQLite index asked name by name."""

from sayso.gazetteer.added import Taken, Wanted, add_layer, added_names, open_layer
from sayso.gazetteer.build import Entry, build_index
from sayso.gazetteer.features import UNPINNED
from sayso.gazetteer.index import SHORT, Candidate, Fold, Index, is_short
from sayso.gazetteer.world import CREDIT, open_world, world_path

__all__ = [
    "CREDIT",
    "SHORT",
    "UNPINNED",
    "Candidate",
    "Entry",
    "Fold",
    "Index",
    "Taken",
    "Wanted",
    "add_layer",
    "added_names",
    "build_index",
    "is_short",
    "open_layer",
    "open_world",
    "world_path",
]
