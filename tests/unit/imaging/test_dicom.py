"""DICOM as scanners write it, and what is said where pydicom or a part of it is missing."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.imaging.decode import decode
from labeldesk.imaging.header import header
from labeldesk.imaging.window import Preset, Window
from tests.unit.imaging.seen import values_of

RLE, JPEG_LS = "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.80"


def dicom(array: np.ndarray, **tags: Any) -> bytes:
    """A file of (rows, columns), (frames, rows, columns) or, with 3 samples, colours."""
    pydicom = pytest.importorskip("pydicom")
    from pydicom.dataset import FileMetaDataset

    is_colour = tags.get("SamplesPerPixel") == 3
    made = pydicom.Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID = "1.2.3"
    made.Rows, made.Columns = array.shape[-3:-1] if is_colour else array.shape[-2:]
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated = made.BitsStored = 8 * array.dtype.itemsize
    made.HighBit, made.PixelRepresentation = made.BitsStored - 1, int(array.dtype.kind == "i")
    if array.ndim == 3 and not is_colour:
        made.NumberOfFrames = len(array)
    for name, value in tags.items():
        setattr(made, name, value)
    made.PixelData = array.tobytes()
    out = io.BytesIO()
    made.save_as(out, enforce_file_format=True)
    return out.getvalue()


def written(path: Path, array: np.ndarray, **tags: Any) -> Path:
    path.write_bytes(dicom(array, **tags))
    return path


RAMP = np.arange(40 * 60).reshape(40, 60).astype(np.int16)


def test_values_are_those_that_the_scanner_meant(tmp_path: Path) -> None:
    path = written(tmp_path / "ct.dcm", RAMP, RescaleSlope=1, RescaleIntercept=-1024)
    assert (header(path).kind, header(path).size) == ("dicom", Size(60, 40))
    picture = decode(path)
    np.testing.assert_array_equal(values_of(picture), RAMP - 1024)
    half = decode(written(tmp_path / "pet.dcm", RAMP, RescaleSlope=0.5, RescaleIntercept=10))
    np.testing.assert_allclose(values_of(half), RAMP * 0.5 + 10)


def test_values_that_leave_sixteen_bit_keep_their_place(tmp_path: Path) -> None:
    high = (RAMP + 30_000).astype(np.int16)
    picture = decode(written(tmp_path / "a.dcm", high, RescaleSlope=1, RescaleIntercept=10_000))
    np.testing.assert_array_equal(values_of(picture), RAMP.astype(int) + 40_000)


def test_the_windows_of_the_file_are_presets_and_the_first_is_shown(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.dcm",
        RAMP,
        WindowCenter=[1000.5, 40],
        WindowWidth=[401, 81],
        WindowCenterWidthExplanation=["LUNG", "BRAIN"],
    )
    picture = decode(path)
    assert picture.deep is not None
    lung = Window(800, 1200)
    assert picture.deep.presets == (Preset("LUNG", lung), Preset("BRAIN", Window(-0.5, 79.5)))
    assert picture.deep.window == lung
    assert picture.pixels.reshape(-1, 4)[[800, 1000, 1200], 0].tolist() == [0, 128, 255]


def test_where_low_values_are_bright_the_picture_is_inverted_not_the_values(tmp_path: Path) -> None:
    path = written(tmp_path / "a.dcm", RAMP, PhotometricInterpretation="MONOCHROME1")
    picture = decode(path)
    np.testing.assert_array_equal(values_of(picture), RAMP)
    assert picture.pixels[0, 0, 0] == 255
    assert picture.pixels[-1, -1, 0] == 0


def test_each_frame_of_several_is_decoded(tmp_path: Path) -> None:
    frames = np.stack([RAMP, RAMP + 5, RAMP + 9]).astype(np.int16)
    path = written(tmp_path / "a.dcm", frames)
    assert header(path).frames == 3
    for at in range(3):
        np.testing.assert_array_equal(values_of(decode(path, frame=at)), frames[at])


def test_a_frame_has_the_slope_and_the_window_of_its_own_group(tmp_path: Path) -> None:
    pydicom = pytest.importorskip("pydicom")

    def group(intercept: int, centre: float) -> Any:
        values, window, item = (pydicom.Dataset() for _ in range(3))
        values.RescaleSlope, values.RescaleIntercept = 1, intercept
        window.WindowCenter, window.WindowWidth = centre, 101
        item.PixelValueTransformationSequence = [values]
        item.FrameVOILUTSequence = [window]
        return item

    groups = [group(-100, 50.5), group(200, 300.5)]
    frames = np.stack([RAMP, RAMP])
    path = written(tmp_path / "a.dcm", frames, PerFrameFunctionalGroupsSequence=groups)
    second = decode(path, frame=1)
    np.testing.assert_array_equal(values_of(second), RAMP + 200)
    assert second.deep is not None
    assert second.deep.window == Window(250, 350)


def test_colours_are_colours_and_one_bit_is_black_and_white(tmp_path: Path) -> None:
    colours = np.zeros((40, 60, 3), np.uint8)
    colours[..., 0] = 200
    how = {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB", "PlanarConfiguration": 0}
    picture = decode(written(tmp_path / "a.dcm", colours, **how))
    assert picture.deep is None
    assert picture.pixels[0, 0].tolist() == [0, 0, 200, 255]
    bits = np.packbits(np.tile([1, 0], 40 * 30).astype(np.uint8), bitorder="little")
    one = {"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0, "Rows": 40, "Columns": 60}
    shown = decode(written(tmp_path / "b.dcm", bits.reshape(1, -1), **one)).pixels
    assert shown[0, :4, 0].tolist() == [255, 0, 255, 0]


@pytest.mark.parametrize("name", ["MR_small_bigendian.dcm", "MR_small_RLE.dcm"])
def test_other_ways_to_write_the_same_give_the_same(name: str) -> None:
    data = pytest.importorskip("pydicom.data")
    plain = decode(data.get_testdata_file("MR_small.dcm", download=False))
    other = decode(data.get_testdata_file(name, download=False))
    np.testing.assert_array_equal(values_of(other), values_of(plain))
    np.testing.assert_array_equal(other.pixels, plain.pixels)


def test_a_compression_that_nothing_here_reads_is_named_with_what_may_help() -> None:
    data = pytest.importorskip("pydicom.data")
    path = data.get_testdata_file("MR_small_jpeg_ls_lossless.dcm", download=False)
    pytest.importorskip("pydicom")
    from pydicom.pixels import get_decoder

    if get_decoder(JPEG_LS).is_available:
        pytest.skip("a package that reads it is installed")
    with pytest.raises(UserError, match="compressed as JPEG-LS Lossless") as caught:
        decode(path)
    assert caught.value.path == str(path)
    assert "pylibjpeg" in str(caught.value.advice)


def test_what_is_no_image_or_broken_or_a_bomb_is_refused(tmp_path: Path) -> None:
    data = pytest.importorskip("pydicom.data")
    with pytest.raises(UserError, match="holds no image"):
        header(Path(data.get_testdata_file("rtplan.dcm", download=False)))
    with pytest.raises(UserError, match="compressed as a whole"):
        header(Path(data.get_testdata_file("image_dfl.dcm", download=False)))
    whole = dicom(RAMP)
    (tmp_path / "short.dcm").write_bytes(whole[: len(whole) - 3_000])
    with pytest.raises(UserError, match="damaged"):
        decode(tmp_path / "short.dcm")
    for end in range(140, 700, 37):
        (tmp_path / "cut.dcm").write_bytes(whole[:end])
        with pytest.raises(UserError):
            decode(tmp_path / "cut.dcm")


def test_without_pydicom_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.dcm").write_bytes(bytes(128) + b"DICM" + bytes(200))
    monkeypatch.setitem(sys.modules, "pydicom", None)
    with pytest.raises(UserError, match="needs pydicom") as caught:
        decode(tmp_path / "a.dcm")
    assert 'pip install "labeldesk[dicom]"' in str(caught.value.advice)
