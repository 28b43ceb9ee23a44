"""The pixels of DICOM files: values as the scanner meant them, and the windows it proposes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.containers import dicom
from labeldesk.imaging.header import Header
from labeldesk.imaging.pixels import Array, Decoded
from labeldesk.imaging.window import Preset, Window

if TYPE_CHECKING:
    from pydicom import Dataset

_PACKED = QT_TRANSLATE_NOOP(
    "Imaging", "The DICOM image is compressed as {syntax}, which cannot be read here"
)
_INSTALL = QT_TRANSLATE_NOOP(
    "Imaging", "Packages that may read it, to install into the Python of Labeldesk: {packages}"
)
_PACKAGES = "pylibjpeg, pylibjpeg-libjpeg, pylibjpeg-openjpeg"
_MOST_PRESETS = 12


def decode(data: bytes, header: Header, frame: int = 0) -> Decoded | None:
    """A frame with rescale slope and intercept applied; None if it is damaged.

    Raises UserError when it is compressed in a way that may need another package.
    """
    with dicom.tolerant():
        try:
            about = dicom.dataset(io.BytesIO(data), "")
            array = _pixels(data, about, frame)
            if header.bits == 1:
                return Decoded(array * np.uint8(255))
            return _decoded(array, about, frame)
        except UserError:
            raise
        except Exception:  # noqa: BLE001 (a broken file can raise anything in a decoder)
            return None


def _pixels(data: bytes, about: Dataset, frame: int) -> Array:
    from pydicom.pixels import pixel_array

    syntax = about.file_meta.get("TransferSyntaxUID")
    try:
        found: Array = pixel_array(io.BytesIO(data), index=frame)
    except Exception as error:
        if syntax is None or not syntax.is_compressed:
            raise
        advice = _INSTALL.filled(packages=_PACKAGES)
        raise UserError(_PACKED.filled(syntax=syntax.name), advice=advice) from error
    return found


def _decoded(array: Array, about: Dataset, frame: int) -> Decoded:
    if about.get("PhotometricInterpretation") == "PALETTE COLOR":
        from pydicom.pixels import apply_color_lut

        colours: Array = apply_color_lut(array, about)
        bits = 8 * (colours.dtype.itemsize - 1)
        return Decoded((colours >> bits).astype(np.uint8)[:, :, :3])
    if array.ndim == 3:
        return Decoded(array)
    return Decoded(
        _rescaled(array, about, frame),
        is_deep=True,
        is_inverted=about.get("PhotometricInterpretation") == "MONOCHROME1",
        presets=tuple(_presets(about, frame)),
    )


def _rescaled(array: Array, about: Dataset, frame: int) -> Array:
    """Whole numbers stay whole numbers when slope and intercept are."""
    if "ModalityLUTSequence" in about:
        from pydicom.pixels import apply_modality_lut

        looked_up: Array = apply_modality_lut(array, about)
        return looked_up
    for part in _parts(about, frame, "PixelValueTransformationSequence"):
        if "RescaleSlope" in part:
            slope, intercept = float(part.RescaleSlope), float(part.get("RescaleIntercept") or 0)
            break
    else:
        return array
    if slope != 1.0 or not intercept.is_integer() or array.dtype.kind == "f":
        return (array * np.float64(slope) + intercept).astype(np.float32)
    if intercept == 0.0:
        return array
    least, most = int(array.min()) + int(intercept), int(array.max()) + int(intercept)
    limits = np.iinfo(np.int16)
    kind = np.int16 if limits.min <= least and most <= limits.max else np.int32
    shifted: Array = (array.astype(np.int64) + int(intercept)).astype(kind)
    return shifted


def _presets(about: Dataset, frame: int) -> Iterator[Preset]:
    for part in _parts(about, frame, "FrameVOILUTSequence"):
        if "WindowCenter" not in part or "WindowWidth" not in part:
            continue
        names = _several(part.get("WindowCenterWidthExplanation"))
        pairs = zip(_several(part.WindowCenter), _several(part.WindowWidth), strict=False)
        is_plain = part.get("VOILUTFunction", "LINEAR") == "LINEAR"
        for at, (centre, width) in enumerate(list(pairs)[:_MOST_PRESETS]):
            name = str(names[at]) if at < len(names) else ""
            yield Preset(name, _window(float(centre), float(width), is_plain=is_plain))
        return


def _window(centre: float, width: float, *, is_plain: bool) -> Window:
    """PS3.3 C.11.2.1.2: LINEAR counts from the middle of a value to that of another."""
    if is_plain:
        centre, width = centre - 0.5, width - 1
    width = max(width, 1.0)
    return Window(centre - width / 2, centre + width / 2)


def _parts(about: Dataset, frame: int, group: str) -> Iterator[Dataset]:
    """Where a value of one frame may stand: with the frame, with all frames, with the file."""
    of_frames = about.get("PerFrameFunctionalGroupsSequence") or []
    own = of_frames[frame : frame + 1]
    for groups in (own, about.get("SharedFunctionalGroupsSequence") or []):
        for item in groups:
            yield from item.get(group) or []
    yield about


def _several(value: Any) -> list[Any]:  # noqa: ANN401 (one value of DICOM, or several)
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) or not hasattr(value, "__len__") else list(value)
