"""Packs: the words of a language and the places, actors and sources of a region, loaded from data and checked.

A pack is a folder with `pack.yml` and csv files. Language packs are always loaded, region packs by name or folder; where
two rows carry one id, the later pack wins.
"""

from sayso.gazetteer import Candidate, Index
from sayso.pack.check import PackReport, check_pack
from sayso.pack.fired import Fired, Origin, row_cells, row_origin, target_origin
from sayso.pack.heard import hear, is_long, is_other
from sayso.pack.load import LANGUAGES, built_world, find_folder, load_pack, packs_home, read_folder, region_names, take_in
from sayso.pack.merged import Folder, Pack, credit_of
from sayso.pack.nouns import split_cell, split_names
from sayso.pack.rows import (
    ActorRow,
    AmountWord,
    BlocRow,
    Code,
    Cue,
    FoldRow,
    ForecastWord,
    Form,
    Frame,
    Hedge,
    LetterRow,
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
    "Fired",
    "FoldRow",
    "Folder",
    "ForecastWord",
    "Form",
    "Frame",
    "Hedge",
    "Index",
    "LetterRow",
    "Noun",
    "Origin",
    "Pack",
    "PackReport",
    "PlaceRow",
    "Relation",
    "Route",
    "Sign",
    "SourceRow",
    "TimeWord",
    "Toponym",
    "built_world",
    "check_pack",
    "credit_of",
    "find_folder",
    "hear",
    "is_long",
    "is_other",
    "load_pack",
    "packs_home",
    "read_folder",
    "region_names",
    "row_cells",
    "row_origin",
    "split_cell",
    "split_names",
    "take_in",
    "target_origin",
]
