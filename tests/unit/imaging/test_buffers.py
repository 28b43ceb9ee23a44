"""The memory of pictures that are gone is used for those to come, and never too early."""

from __future__ import annotations

import gc

import numpy as np

from labeldesk.imaging.buffers import LEAST, Buffers

SIDE = 1024
BLOCK = SIDE * SIDE * 4


def address(array: np.ndarray) -> int:
    return int(array.__array_interface__["data"][0])


def test_memory_is_used_again_when_the_array_is_gone() -> None:
    buffers = Buffers()
    first = buffers.bgrx(SIDE, SIDE)
    at = address(first)
    del first
    gc.collect()
    assert buffers.waiting == BLOCK
    assert address(buffers.bgrx(SIDE, SIDE)) == at


def test_memory_is_not_used_again_while_a_view_of_a_view_is_left() -> None:
    buffers = Buffers()
    first = buffers.bgrx(SIDE, SIDE)
    part = first[10:20][:, ::2]
    first[:] = 7
    del first
    gc.collect()
    assert buffers.waiting == 0
    other = buffers.bgrx(SIDE, SIDE)
    other[:] = 9
    assert (part == 7).all()
    del part
    gc.collect()
    assert buffers.waiting == BLOCK


def test_a_block_serves_a_picture_that_is_a_little_smaller_but_no_tiny_one() -> None:
    buffers = Buffers()
    buffers.bgrx(SIDE, SIDE)
    gc.collect()
    small = buffers.bgrx(SIDE // 2, SIDE)
    assert buffers.waiting == BLOCK
    fitting = buffers.bgrx(SIDE - 50, SIDE)
    assert buffers.waiting == 0
    assert small.shape == (SIDE // 2, SIDE, 4)
    assert fitting.shape == (SIDE - 50, SIDE, 4)


def test_what_waits_stays_within_the_limit() -> None:
    buffers = Buffers(limit=2 * BLOCK)
    held = [buffers.bgrx(SIDE, SIDE) for _ in range(5)]
    held.clear()
    gc.collect()
    assert buffers.waiting == 2 * BLOCK


def test_little_memory_is_not_worth_keeping() -> None:
    buffers = Buffers()
    assert buffers.bgrx(10, 10).nbytes < LEAST
    gc.collect()
    assert buffers.waiting == 0
