"""What is like what: exact cosine search over all vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from labeldesk.quality.head import Scores, Vectors

_LEAST = 1e-9


def likeness(vectors: Vectors, query: NDArray[np.float32]) -> Scores:
    """The cosine between each vector (n, d) and the query (d,), both seen from the mean: (n,).

    Without that, vectors of positive numbers are all alike. Nothing of the size of `vectors` is
    made. Where there is only one direction it is the plain cosine.
    """
    if not len(vectors):
        return np.zeros(0, np.float32)
    centre = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    away = query - centre
    if float(away @ away) < _LEAST:  # the query is the mean, or all are the same
        centre, away = np.zeros_like(centre), query
    squares = np.einsum("ij,ij->i", vectors, vectors)
    lengths = squares - 2 * (vectors @ centre) + float(centre @ centre)
    cosines = vectors @ away - float(centre @ away)
    cosines /= np.sqrt(np.maximum(lengths * float(away @ away), _LEAST**2))
    bounded: Scores = np.clip(cosines, -1, 1).astype(np.float32)
    return bounded


def nearest(
    vectors: Vectors, query: NDArray[np.float32], most: int
) -> tuple[NDArray[np.intp], Scores]:
    """The places of the `most` vectors most like the query, best first, and how like they are."""
    found = likeness(vectors, query)
    most = min(most, len(found))
    is_part = most < len(found)
    places = np.argpartition(-found, most)[:most] if is_part else np.arange(len(found))
    places = places[np.lexsort((places, -found[places]))]
    return places, found[places]
