"""Catalogues, and downloads from a server on this machine."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.suggest import catalogue
from labeldesk.suggest.catalogue import Offer, checked_address
from labeldesk.suggest.download import download

CONTENT = bytes(range(256)) * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Site(ThreadingHTTPServer):
    """Serves CONTENT: /whole, /cut (breaks off in the middle once), /deaf (knows no ranges), /gone,
    /file and /other and /inside (send on), /longer. Remembers what was asked.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.cuts = 1
        self.content = CONTENT

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is no trouble."""


class Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, format, *args) -> None:  # noqa: A002 (its name there)
        """Quiet."""

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.server.asked.append((self.path, wanted))
        turns = {"/file": "file:///etc/passwd", "/other": "http://example.org/m.onnx",
                 "/inside": f"{self.server.address}/whole"}  # fmt: skip
        if self.path in turns:
            self.send_response(302)
            self.send_header("Location", turns[self.path])
            self.end_headers()
        elif self.path == "/gone":
            self.send_error(404)
        else:
            self._send(wanted)

    def _send(self, wanted: str) -> None:
        content, start = self.server.content, 0
        if wanted and self.path != "/deaf":
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if self.path in {"/cut", "/deaf"} and self.server.cuts:
            self.server.cuts -= 1
            self.wfile.write(content[start : len(content) // 2])
            self.wfile.flush()
            self.close_connection = True
            return
        self.wfile.write(content[start:])


@pytest.fixture
def site():
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def proxy(monkeypatch):
    """One that does not exist: nothing on this machine is asked through it."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def offer(site, path, **more):
    values = {"name": "best", "sha256": SHA256, "bytes": len(CONTENT), **more}
    return Offer(address=f"{site.address}{path}", **values)


def test_a_download_comes_whole_and_tells_how_far_it_is(site, tmp_path):
    steps = []
    path = download(offer(site, "/whole"), tmp_path, steps.append)
    assert path == tmp_path / "best.onnx"
    assert path.read_bytes() == CONTENT
    assert steps[-1].done == steps[-1].total == len(CONTENT)
    assert [file.name for file in tmp_path.iterdir()] == ["best.onnx"]


def test_a_download_that_breaks_off_goes_on_where_it_was(site, tmp_path):
    wish = offer(site, "/cut")
    with pytest.raises(UserError, match=f"broke off after 128000 of {len(CONTENT)}") as caught:
        download(wish, tmp_path)
    assert "goes on from there" in str(caught.value.advice)
    assert (tmp_path / f"{SHA256}.part").read_bytes() == CONTENT[:128000]
    assert download(wish, tmp_path).read_bytes() == CONTENT
    assert site.asked == [("/cut", ""), ("/cut", "bytes=128000-")]


def test_a_server_without_ranges_is_asked_for_all_of_it_again(site, tmp_path):
    wish = offer(site, "/deaf")
    with pytest.raises(UserError, match="broke off"):
        download(wish, tmp_path)
    assert download(wish, tmp_path).read_bytes() == CONTENT


def test_a_file_with_another_digest_is_thrown_away(site, tmp_path):
    site.content = CONTENT[::-1]
    with pytest.raises(UserError, match="not the file of the catalogue") as caught:
        download(offer(site, "/whole"), tmp_path)
    assert "not opened" in str(caught.value.kept)
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_another_file_is_found_out_and_does_not_stay(site, tmp_path):
    (tmp_path / f"{SHA256}.part").write_bytes(b"x" * 500)
    with pytest.raises(UserError, match="not the file"):
        download(offer(site, "/whole"), tmp_path)
    assert download(offer(site, "/whole"), tmp_path).read_bytes() == CONTENT


def test_more_than_was_promised_is_not_taken(site, tmp_path):
    with pytest.raises(UserError, match="More came than the 1000 bytes"):
        download(offer(site, "/whole", bytes=1000), tmp_path)
    assert (tmp_path / f"{SHA256}.part").stat().st_size == 0


def test_less_than_was_promised_is_said(site, tmp_path):
    with pytest.raises(UserError, match=f"broke off after {len(CONTENT)} of"):
        download(offer(site, "/whole", bytes=len(CONTENT) + 5), tmp_path)


def test_an_answer_of_refusal_and_a_host_that_is_not_there_are_told(site, tmp_path):
    with pytest.raises(UserError, match=r"127\.0\.0\.1:\d+ answered 404"):
        download(offer(site, "/gone"), tmp_path)
    nowhere = Offer("best", "http://127.0.0.1:9/m.onnx", SHA256, 10)
    with pytest.raises(UserError, match="could not be reached"):
        download(nowhere, tmp_path)


def test_a_server_sends_on_within_this_machine_only_where_a_catalogue_could(site, tmp_path):
    assert download(offer(site, "/inside"), tmp_path).read_bytes() == CONTENT
    for path in ("/file", "/other"):
        with pytest.raises(UserError, match=r"not allowed|Only https addresses"):
            download(offer(site, path), tmp_path / "turned")
    assert [asked for asked, _ in site.asked] == ["/inside", "/whole", "/file", "/other"]


def test_a_download_is_cancelled_between_two_pieces_and_goes_on_later(site, tmp_path):
    cancel = Cancel()
    with pytest.raises(Cancelled):
        download(offer(site, "/whole"), tmp_path, lambda _: cancel.set(), cancel)
    part = tmp_path / f"{SHA256}.part"
    assert 0 < part.stat().st_size < len(CONTENT)
    assert download(offer(site, "/whole"), tmp_path).read_bytes() == CONTENT
    assert site.asked[1][1].startswith("bytes=")


def test_other_hosts_are_asked_through_the_proxy_of_the_environment(tmp_path):
    """The proxy of this test is closed: it is what could not be reached."""
    far = Offer("best", "https://models.invalid/m.onnx", SHA256, 10)
    with pytest.raises(UserError, match=r"models\.invalid could not be reached: .*efused"):
        download(far, tmp_path)


def test_a_name_leads_nowhere(site, tmp_path):
    path = download(offer(site, "/whole", name="../../évil/<b>x</b>"), tmp_path)
    assert path.parent == tmp_path
    assert path.suffix == ".onnx"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/m.onnx", "ftp://example.org/m", "file:///etc/passwd", "https://", "m.onnx",
     "https://user:secret@example.org/m", "http://127.0.0.1.example.org/m", "https://[::1/m"],
)  # fmt: skip
def test_only_https_and_this_machine_are_addresses(address):
    with pytest.raises(UserError, match="Only https"):
        checked_address(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/m.onnx", "http://localhost:80/m", "http://[::1]:8000/m"]
)
def test_these_are_addresses(address):
    assert checked_address(address).hostname


ROW = {"name": "Small detector", "address": "https://example.org/m.onnx", "sha256": SHA256.upper(),
       "bytes": 12, "license": "Apache-2.0", "task": "detect"}  # fmt: skip


def test_a_catalogue_is_yaml_or_json(tmp_path):
    (tmp_path / "c.json").write_text(json.dumps({"models": [ROW]}), encoding="utf-8")
    (found,) = catalogue.read(tmp_path / "c.json")
    assert found == Offer(
        "Small detector", "https://example.org/m.onnx", SHA256, 12, "Apache-2.0", "detect"
    )
    assert found.host == "example.org"
    (tmp_path / "c.yaml").write_text("models: []\n", encoding="utf-8")
    assert catalogue.read(tmp_path / "c.yaml") == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sha256": ""}, "sha256 is missing"),
        ({"sha256": "abc"}, r"models\[0\]\.sha256"),
        ({"address": "http://example.org/m"}, r"models\[0\]\.address: Only https"),
        ({"bytes": "12 MB"}, r"models\[0\]\.bytes"),
        ({"bytes": True}, r"models\[0\]\.bytes"),
        ({"name": ["a"]}, r"models\[0\]\.name"),
        ({"task": "fly"}, r"models\[0\]\.task"),
    ],
)
def test_a_catalogue_says_where_it_is_wrong(tmp_path, change, said):
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"models": [{**ROW, **change}]}), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        catalogue.read(path)
    assert re.search(said, str(caught.value.problem))


def test_a_catalogue_may_be_json_with_tabs_and_no_yaml_that_refers_to_itself(tmp_path):
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"models": [ROW]}, indent="\t"), encoding="utf-8")
    assert len(catalogue.read(path)) == 1
    path = tmp_path / "c.yaml"
    path.write_text("a: &a [1, 1]\nmodels: [*a, *a]\n", encoding="utf-8")
    with pytest.raises(UserError, match="refers to its own parts"):
        catalogue.read(path)


@pytest.mark.parametrize("text", ["models: 3", "[1, 2]", "models: [", "\x00", "models: [3]"])
def test_what_is_no_catalogue_is_said_to_be_none(tmp_path, text):
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError):
        catalogue.read(tmp_path / "c.yaml")
    with pytest.raises(UserError, match="cannot be read"):
        catalogue.read(tmp_path / "none.yaml")
