"""Pictures made for tests: the four corners tell how a picture was turned or coloured."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 60, 40
RED, GREEN, BLUE, WHITE = (250, 5, 5), (5, 250, 5), (5, 5, 250), (245, 245, 245)

_STORED_FROM_UPRIGHT = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: a.swapaxes(0, 1)[::-1],
    7: lambda a: a.swapaxes(0, 1)[::-1, ::-1],
    8: lambda a: a.swapaxes(0, 1)[:, ::-1],
}


def corners(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """RGB: red top left, green top right, blue bottom left, white bottom right."""
    half_w, half_h = width // 2, height // 2
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:half_h, :half_w], picture[:half_h, half_w:] = RED, GREEN
    picture[half_h:, :half_w], picture[half_h:, half_w:] = BLUE, WHITE
    return picture


def stored(upright: np.ndarray, orientation: int) -> np.ndarray:
    """How a camera would store it with this EXIF orientation."""
    return np.ascontiguousarray(_STORED_FROM_UPRIGHT[orientation](upright))


def exif(orientation: int) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    return block


def encoded(picture: np.ndarray | Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    image.save(out, kind, **options)
    return out.getvalue()


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def noise(width: int, height: int, seed: int = 0) -> np.ndarray:
    """RGB that compresses like a photograph: noise at several scales."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for cells in (8, 40, 200):
        small = rng.random((cells, cells, 3), np.float32)
        big = Image.fromarray((small * 255).astype(np.uint8)).resize((width, height))
        picture += np.asarray(big, np.float32)
    return (picture / 3).astype(np.uint8)


def png_chunk(name: bytes, data: bytes) -> bytes:
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png_claiming(width: int, height: int, *extra: bytes) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + pixels + png_chunk(b"IEND", b"")
