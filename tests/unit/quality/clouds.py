"""Vectors whose classes are known: points about a few far directions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def clouds(
    classes: int, each: int, *, length: int = 24, spread: float = 0.25, seed: int = 1
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """`each` unit vectors about each of so many directions, and the number of each one's class,
    from 100 on in steps of 7; mixed.
    """
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(classes, length))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    which = rng.permutation(np.repeat(np.arange(classes), each))
    vectors = centres[which] + rng.normal(size=(len(which), length)) * spread / np.sqrt(length)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), (100 + 7 * which).astype(np.int64)
