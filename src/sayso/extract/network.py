"""The model's networks, run as fast as they go on one processor: words once met are not embedded again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer, TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from sayso.extract.windows import looking_round

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[Any]

NETWORKS = ("tok2vec", "tagger", "parser", "ner")
MOST_WORDS = 100_000
# So many words at a time, however long the page: what the layers hold of them is some ten thousand bytes a word.
BATCH = 5_000


def load(name: str) -> Language:
    """The model with products of matrices by numpy, two to three times as fast as those it comes with."""
    model = spacy.load(name)
    for part in NETWORKS:
        for node in list(cast(TrainablePipe, model.get_pipe(part)).model.walk()):
            node.ops = NumpyOps(use_blis=False)
            for at, layer in enumerate(node.layers):
                if layer.layers and layer.layers[0].name == "extract_features":
                    node.layers[at] = remembering(layer)
                elif layer.name.startswith("with_array(residual"):
                    node.layers[at] = looking_round(layer)
    lemmas = cast(Lemmatizer, model.get_pipe("lemmatizer")).lookups.get_table("lemma_index")
    for part, known in list(lemmas.items()):
        # Lists of ten thousands, gone through once for each ending of each word.
        lemmas[part] = frozenset(known)
    return model


def remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    """The same layer, which embeds a word from its own features alone, asked once for each of them."""
    features, _, hashed, mixed, _ = embed.layers
    columns: list[int | str] = features.attrs["columns"]
    known: dict[bytes, int] = {}
    table: list[Rows] = [np.zeros((0, mixed.get_dim("nO")), dtype="float32")]

    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Rows], Any]:
        asked = [doc.to_array(columns) for doc in docs]
        words = np.ascontiguousarray(np.concatenate(asked), dtype="uint64")
        # The features of a word as one value: what a dict is asked fastest.
        keys: list[bytes] = words.view(f"V{words.shape[1] * words.itemsize}").ravel().tolist()
        if len(known) > MOST_WORDS:
            known.clear()
            table[0] = table[0][:0]
        fresh = {key: at for at, key in enumerate(keys) if key not in known}
        if fresh:
            made = mixed.predict(hashed.predict(words[list(fresh.values())]))
            known.update(zip(fresh, range(len(known), len(known) + len(fresh)), strict=True))
            table[0] = np.concatenate([table[0], made])
        found = table[0][[known[key] for key in keys]]
        ends = np.cumsum([len(each) for each in asked])
        return np.split(found, ends[:-1]), lambda gradient: []

    return Model("remembering", forward, layers=[embed], dims={"nO": mixed.get_dim("nO")})


@cache
def threads() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Products of matrices as small as ours only wait for a second thread."""
    return cast("AbstractContextManager[object]", threads().limit(limits=1, user_api="blas"))


def annotate(docs: Sequence[Doc], model: Language, parts: Sequence[str]) -> None:
    """Runs the named parts of the model over the docs."""
    with one_thread():
        for batch in batches(docs):
            for part in parts:
                pipe = cast(TrainablePipe, model.get_pipe(part))
                pipe.set_annotations(batch, pipe.predict(batch))


def batches(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    words = 0
    for doc in docs:
        if batch and words + len(doc) > BATCH:
            yield batch
            batch, words = [], 0
        batch.append(doc)
        words += len(doc)
    if batch:
        yield batch
