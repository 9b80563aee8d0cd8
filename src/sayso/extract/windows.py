"""The layers by which the model sees a word among those beside it, in as few steps over the rows as they take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[Any]

# What the library adds to a variance, so that none is nothing.
LEAST = 1e-08


class Layer(NamedTuple):
    """One layer: the product with a word and its neighbours, of which the best of some pieces counts, brought to one scale."""

    weights: Rows
    bias: Rows
    pieces: int
    gain: Rows
    shift: Rows


def looking_round(encoder: Model[Any, Any]) -> Model[Any, Any]:
    """The same layers one behind another, for asking only: nothing is kept that only learning needs."""
    layers = [read_layer(block) for block in encoder.layers[0].layers]
    pad = encoder.attrs["pad"]

    def forward(model: Model[Any, Any], docs: Sequence[Rows], is_train: bool) -> tuple[list[Rows], Any]:
        # Blank rows between the docs, so that no word sees into another's.
        starts = np.cumsum([pad, *(len(doc) + pad for doc in docs)]).tolist()
        width = encoder.get_dim("nO")
        rows = np.zeros((starts[-1], width), dtype="float32")
        for doc, start in zip(docs, starts, strict=False):
            rows[start : start + len(doc)] = doc
        for layer in layers:
            rows += look(rows, layer)
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=False)], lambda gradient: []

    return Model("looking_round", forward, layers=[encoder], dims={"nO": encoder.get_dim("nO")})


def read_layer(block: Model[Any, Any]) -> Layer:
    nodes = {node.name: node for node in block.walk()}
    product, scale = nodes["maxout"], nodes["layernorm"]
    weights, bias = np.asarray(product.get_param("W")), np.asarray(product.get_param("b"))
    out, pieces, wide = weights.shape
    # By pieces, each of them a stretch of columns, which are compared faster than every third one.
    columns = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(wide, pieces * out))
    return Layer(columns, bias.T.reshape(-1).copy(), pieces, np.asarray(scale.get_param("G")), np.asarray(scale.get_param("b")))


def look(rows: Rows, layer: Layer) -> Rows:
    count, width = rows.shape
    beside = np.zeros((count, 3 * width), dtype=rows.dtype)
    beside[1:, :width] = rows[:-1]
    beside[:, width : 2 * width] = rows
    beside[:-1, 2 * width :] = rows[1:]
    found = beside @ layer.weights
    found += layer.bias
    best: Rows = reduce(np.maximum, np.split(found, layer.pieces, axis=1))
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / width + LEAST
    best *= (variance**-0.5)[:, np.newaxis]
    best *= layer.gain
    best += layer.shift
    return best
