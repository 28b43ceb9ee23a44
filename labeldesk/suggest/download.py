"""One model from the address of a catalogue into a folder: only what has the promised sha256.

The part that has come stays beside until it is whole, so that a download that was broken off goes
on where it was. What does not have the promised digest is thrown away, and never opened.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import ssl
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from labeldesk import __version__
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.catalogue import BYTES, Offer, checked_address

_BLOCK = 1 << 16
_WAIT_S = 15.0  # for an answer, and for the next bytes of it
_MOST_TURNS = 5
_PARTIAL, _BEYOND = 206, 416

_REFUSED = QT_TRANSLATE_NOOP("Catalogue", "{host} answered {code} {reason}")
_UNREACHED = QT_TRANSLATE_NOOP("Catalogue", "{host} could not be reached: {reason}")
_TURNED = QT_TRANSLATE_NOOP("Catalogue", "{host} leads to {address}, which is not asked")
_BROKEN = QT_TRANSLATE_NOOP("Catalogue", "The download broke off after {done} of {total} bytes")
_GOES_ON = QT_TRANSLATE_NOOP("Catalogue", "The next attempt goes on from there")
_TOO_LONG = QT_TRANSLATE_NOOP("Catalogue", "More came than the {total} bytes of the catalogue")
_OTHER = QT_TRANSLATE_NOOP(
    "Catalogue", "What came is not the file of the catalogue: its sha256 is {got}"
)
_THROWN = QT_TRANSLATE_NOOP("Catalogue", "It was thrown away and not opened")
_NOT_WRITTEN = QT_TRANSLATE_NOOP("Catalogue", "The download could not be written: {reason}")
_NO_ROOM = QT_TRANSLATE_NOOP("Catalogue", "There are only {free} of {total} bytes free")


def download(
    offer: Offer,
    folder: Path,
    progress: Callable[[Progress], object] = lambda _: None,
    cancel: Cancel | None = None,
) -> Path:
    """The file, whole and checked, in `folder`; raises `UserError` or `Cancelled`.

    Asks the addressed host and those it sends on to, over https, or http on this machine, through
    the proxy of the environment. Takes as long as it takes: not on the UI thread.
    """
    checked_address(offer.address)
    part = folder / f"{offer.sha256}.part"
    whole = folder / _file_name(offer.name)
    try:
        if _size(whole) == offer.bytes and _digest(whole) == offer.sha256:
            return whole  # it came before
        folder.mkdir(parents=True, exist_ok=True)
        _room(folder, offer, part)
        _fetched(offer, part, progress, cancel or Cancel())
        _checked(offer, part)
        part.replace(whole)
    except OSError as error:
        raise UserError(_NOT_WRITTEN.filled(reason=str(error)), path=str(part)) from error
    return whole


def _file_name(name: str) -> str:
    """A name of a catalogue as that of a file: nothing that leads anywhere."""
    stem = re.sub(r"[^\w.\- ]+", "_", name.removesuffix(".onnx")).strip(" .")[:80]
    return f"{stem or 'model'}.onnx"


def _room(folder: Path, offer: Offer, part: Path) -> None:
    free, missing = shutil.disk_usage(folder).free, offer.bytes - _size(part)
    if free < missing:
        raise UserError(_NO_ROOM.filled(free=free, total=missing), path=str(folder))


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0


def _fetched(
    offer: Offer, part: Path, progress: Callable[[Progress], object], cancel: Cancel
) -> None:
    done = _size(part)
    if done > offer.bytes:
        part.unlink()
        done = 0
    if done == offer.bytes:
        return
    cancel.check()
    with _answer(offer, done) as answer:
        goes_on = answer.status == _PARTIAL and _starts_at(answer, done)
        with part.open("ab" if goes_on else "wb") as file:
            done = done if goes_on else 0
            while block := _block(answer, offer, done):
                cancel.check()
                done += len(block)
                if done > offer.bytes:
                    file.truncate(0)
                    raise UserError(_TOO_LONG.filled(total=offer.bytes), kept=_THROWN)
                file.write(block)
                progress(Progress(done, offer.bytes, BYTES))
            file.flush()
            os.fsync(file.fileno())
    if done < offer.bytes:
        raise _broken_off(offer, done)


def _block(answer: HTTPResponse, offer: Offer, done: int) -> bytes:
    try:
        return answer.read1(_BLOCK)
    except (HTTPException, OSError) as error:
        raise _broken_off(offer, done) from error


def _broken_off(offer: Offer, done: int) -> UserError:
    text = _BROKEN.filled(done=done, total=offer.bytes)
    return UserError(text, path=offer.name, advice=_GOES_ON)


def _starts_at(answer: HTTPResponse, done: int) -> bool:
    """Whether the answer is what was asked for: other servers send the whole file again."""
    return (answer.headers.get("Content-Range") or "").startswith(f"bytes {done}-")


def _answer(offer: Offer, done: int) -> HTTPResponse:
    headers = {"User-Agent": f"labeldesk/{__version__}", "Accept-Encoding": "identity"}
    if done:
        headers["Range"] = f"bytes={done}-"
    try:
        asked = Request(offer.address, headers=headers)
        answer: HTTPResponse = _opener(offer).open(asked, None, _WAIT_S)
    except HTTPError as error:
        error.close()
        if error.code == _BEYOND and done:  # the part is of another file: all of it once more
            return _answer(offer, 0)
        text = _REFUSED.filled(host=offer.host, code=error.code, reason=error.reason or "")
        raise UserError(text, path=offer.name) from error
    except URLError as error:
        text = _UNREACHED.filled(host=offer.host, reason=str(error.reason))
        raise UserError(text, path=offer.name) from error
    except (OSError, HTTPException) as error:
        text = _UNREACHED.filled(host=offer.host, reason=str(error) or type(error).__name__)
        raise UserError(text, path=offer.name) from error
    return answer


class _Turns(HTTPRedirectHandler):
    """Goes only where a catalogue might have pointed to itself."""

    max_redirections = _MOST_TURNS

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        before, after = checked_address(req.full_url), checked_address(newurl)
        if before.scheme == "https" != after.scheme:  # nobody out there points into this machine
            raise UserError(_TURNED.filled(host=before.hostname or "", address=newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_302(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> Any:  # noqa: ANN401 (as urllib has it)
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except BaseException:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _opener(offer: Offer) -> OpenerDirector:
    """Only http and https: no files, no ftp, whatever a server sends on to."""
    is_here = checked_address(offer.address).scheme == "http"
    opener = OpenerDirector()
    for handler in (
        ProxyHandler({} if is_here else None),
        UnknownHandler(),
        HTTPHandler(),
        HTTPSHandler(context=ssl.create_default_context()),
        HTTPDefaultErrorHandler(),
        _Turns(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _checked(offer: Offer, part: Path) -> None:
    got = _digest(part)
    if got != offer.sha256:
        part.unlink()
        raise UserError(_OTHER.filled(got=got), path=offer.name, kept=_THROWN)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
