"""Packs: the words of a language and the places, actors and sources of a region, loaded from data and checked.

A pack is a folder with `pack.yml` and csv files. Language packs are always loaded, region packs by name or folder; where
two rows carry one id, the later pack wins.
"""

from sayso.pack.check import PackReport, check_pack
from sayso.pack.load import LANGUAGES, find_folder, load_pack, packs_home, read_folder
from sayso.pack.merged import Candidate, Folder, Pack, split_cell
from sayso.pack.rows import (
    ActorRow,
    AmountWord,
    BlocRow,
    Code,
    Cue,
    FoldRow,
    ForecastWord,
    Frame,
    Hedge,
    Noun,
    PlaceRow,
    Relation,
    Route,
    Sign,
    SourceRow,
    TimeWord,
    Toponym,
)

__all__ = [
    "LANGUAGES",
    "ActorRow",
    "AmountWord",
    "BlocRow",
    "Candidate",
    "Code",
    "Cue",
    "FoldRow",
    "Folder",
    "ForecastWord",
    "Frame",
    "Hedge",
    "Noun",
    "Pack",
    "PackReport",
    "PlaceRow",
    "Relation",
    "Route",
    "Sign",
    "SourceRow",
    "TimeWord",
    "Toponym",
    "check_pack",
    "find_folder",
    "load_pack",
    "packs_home",
    "read_folder",
    "split_cell",
]
