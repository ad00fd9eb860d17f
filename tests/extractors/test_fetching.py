"""Models are fetched from Stanza's host, played here by a server on this machine, whole and with the right checksum."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from kg.cli import main
from kg.errors import ModelError, PluginError
from kg.extractors import fetching, models

WORDS = bytes(range(256)) * 4000  # about a megabyte
FILES = {"tokenize/padt": b"cuts", "ner/aqmar": WORDS, "pretrain/words": b"vectors"}


class Host(BaseHTTPRequestHandler):
    """Answers as the host of Stanza's models does; `cut` ends the first answer early, as a broken line would."""

    protocol_version = "HTTP/1.1"
    files: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[tuple[str, str, str]]] = []
    cut: ClassVar[list[int]] = []
    redirect: ClassVar[dict[str, str]] = {}

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_CONNECT(self) -> None:
        self.asked.append(("CONNECT", self.path, ""))
        self.send_error(502)

    def _answer(self, *, body: bool) -> None:
        wanted = self.headers.get("Range", "")
        self.asked.append((self.command, self.path, wanted))
        if self.path in self.redirect:
            self.send_response(302)
            self.send_header("Location", self.redirect[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        whole = self.files.get(self.path)
        if whole is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(whole) - 1}/{len(whole)}")
        self.send_header("Content-Length", str(len(whole) - start))
        self.end_headers()
        if body and self.cut and len(whole) > self.cut[0]:
            self.wfile.write(whole[start : self.cut.pop()])
            self.close_connection = True
        elif body:
            self.wfile.write(whole[start:])

    def log_message(self, *_: object) -> None:
        pass


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


@pytest.fixture
def host(monkeypatch) -> Iterator[type[Host]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    address = f"http://127.0.0.1:{server.server_port}"
    about: dict[str, dict[str, dict[str, object]]] = {
        "tokenize": {"padt": {"md5": md5(FILES["tokenize/padt"])}, "other": {"md5": md5(b"other")}},
        "ner": {"aqmar": {"md5": md5(WORDS), "dependencies": [{"model": "pretrain", "package": "words"}]}},
        "pretrain": {"words": {"md5": md5(FILES["pretrain/words"])}},
        "packages": {"default": {"tokenize": "padt", "ner": "aqmar", "sentiment": "unneeded"}},
    }
    listing = {"ar": about, "arabic": {"alias": "ar"}, "url": address + "/{lang}/v{resources_version}/{filename}"}
    Host.files = {f"/ar/v9.9/{name}.pt": data for name, data in FILES.items()}
    Host.files["/resources_9.9.json"] = json.dumps(listing).encode()
    Host.asked, Host.cut, Host.redirect = [], [], {}
    for name in (
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "STANZA_MODEL_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STANZA_RESOURCES_URL", address)
    monkeypatch.setenv("STANZA_RESOURCES_VERSION", "9.9")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Host
    server.shutdown()
    server.server_close()
    thread.join()


def test_planning_fetches_the_index_and_asks_for_sizes_only(host, tmp_path) -> None:
    plan = fetching.plan(tmp_path, "ar")
    assert plan.size == sum(map(len, FILES.values()))
    assert {method for method, path, _ in host.asked if path.endswith(".pt")} == {"HEAD"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("host")
def test_what_was_fetched_is_found_as_the_models_of_the_language(tmp_path) -> None:
    fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"))
    found = models.find(tmp_path, "ar")
    assert {file.name: file.path.read_bytes() for file in found.files} == FILES
    assert fetching.plan(tmp_path, "ar").files == ()


def test_a_broken_download_goes_on_where_it_ended(host, tmp_path) -> None:
    host.cut.append(600_000)
    with pytest.raises(ModelError, match=r"cannot be fetched .*; what came is kept, so try again"):
        fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"))
    begun = [path.stat().st_size for path in tmp_path.glob("ar/ner/*.part")]
    came: list[int] = []
    fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"), came.append)
    assert begun == [600_000]
    assert ("GET", "/ar/v9.9/ner/aqmar.pt", "bytes=600000-") in host.asked
    assert (tmp_path / "ar/ner/aqmar.pt").read_bytes() == WORDS
    assert list(tmp_path.rglob("*.part")) == []


def test_a_file_with_another_checksum_is_thrown_away(host, tmp_path) -> None:
    host.files["/ar/v9.9/ner/aqmar.pt"] = WORDS[:-1] + b"!"
    with pytest.raises(ModelError, match="its checksum is not that of the index; it was thrown away"):
        fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"))
    assert list(tmp_path.rglob("ner/*")) == []
    assert models.languages(tmp_path) == ()


def test_a_file_that_is_damaged_on_disk_is_fetched_anew(host, tmp_path) -> None:
    fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"))
    (tmp_path / "ar/ner/aqmar.pt").write_bytes(b"damaged")
    host.asked.clear()
    fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"))
    assert (tmp_path / "ar/ner/aqmar.pt").read_bytes() == WORDS
    assert [path for method, path, _ in host.asked if method == "GET" and path.endswith("padt.pt")] == []


def test_a_language_that_stanza_does_not_have_is_refused_with_those_that_it_has(host, tmp_path) -> None:
    with pytest.raises(ModelError, match="xx: Stanza has no models of such a language; it has ar"):
        fetching.plan(tmp_path, "xx")


@pytest.mark.parametrize("package", ["../../../../etc/cron.d/x", "a/b", "", ".hidden"])
def test_a_name_in_the_index_leads_out_of_no_folder(host, tmp_path, package) -> None:
    about = {"tokenize": {package: {"md5": md5(b"")}}, "packages": {"default": {"tokenize": package}}}
    host.files["/resources_9.9.json"] = json.dumps({"ar": about}).encode()
    with pytest.raises(ModelError, match="is not well formed"):
        fetching.plan(tmp_path, "ar")


@pytest.mark.parametrize("listing", [b"<html>", b"[]", b"\xff\xfe"])
def test_what_is_no_index_is_refused(host, tmp_path, listing) -> None:
    host.files["/resources_9.9.json"] = listing
    with pytest.raises(ModelError, match="is no index of models"):
        fetching.plan(tmp_path, "ar")


def test_a_version_that_the_host_does_not_have_is_told(host, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STANZA_RESOURCES_VERSION", "0.1")
    with pytest.raises(ModelError, match=r"resources_0.1.json: the server answers 404"):
        fetching.plan(tmp_path, "ar")


def test_other_machines_are_asked_over_https_only(host, tmp_path) -> None:
    host.redirect["/ar/v9.9/ner/aqmar.pt"] = "http://models.invalid/aqmar.pt"
    with pytest.raises(ModelError, match=r"http://models\.invalid/aqmar\.pt: models are fetched over https only"):
        fetching.plan(tmp_path, "ar")


def test_other_machines_are_asked_through_the_proxy(host, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", models_host := fetching.os.environ["STANZA_RESOURCES_URL"])
    monkeypatch.setenv("STANZA_RESOURCES_URL", "https://models.invalid/stanza")
    with pytest.raises(ModelError, match="cannot be fetched"):
        fetching.plan(tmp_path, "ar")
    assert models_host.startswith("http://127.0.0.1")
    assert host.asked == [("CONNECT", "models.invalid:443", "")]


def test_a_disk_that_is_too_small_is_told_before(host, tmp_path) -> None:
    plan = fetching.plan(tmp_path, "ar")
    huge = plan._replace(files=(plan.files[0]._replace(size=1 << 60),))
    with pytest.raises(ModelError, match="MB are needed"):
        fetching.fetch(tmp_path, huge)


def test_the_version_of_the_index_is_that_of_the_stanza_installed(monkeypatch) -> None:
    monkeypatch.setattr(fetching, "find_spec", lambda _: None)
    with pytest.raises(PluginError, match="pip install"):
        fetching._version()


@pytest.mark.usefixtures("host")
def test_the_command_tells_the_size_before_and_what_is_there_after(tmp_path, capsys) -> None:
    where = ["--models", str(tmp_path)]
    assert main(["models", "download", "ar", *where]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [
        f"ar: 3 files, 1.0 MB, are fetched into {tmp_path}",
        "ar: fetched, with the right checksums",
    ]
    assert main(["models", "list", *where]) == 0
    assert capsys.readouterr().out == "ar  1.0 MB  tokenize/padt ner/aqmar pretrain/words\n"
    assert main(["models", "path", "ar", *where]) == 0
    assert capsys.readouterr().out.splitlines()[0] == str(tmp_path / "ar/tokenize/padt.pt")
    assert main(["models", "download", "ar", *where]) == 0
    assert "as it should be" in capsys.readouterr().err


@pytest.mark.usefixtures("host")
def test_the_command_removes_the_models_of_a_language_and_nothing_else(tmp_path, capsys) -> None:
    fetching.fetch(tmp_path, fetching.plan(tmp_path, "ar"))
    (tmp_path / "ar" / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["models", "remove", "ar", "--models", str(tmp_path)]) == 0
    assert "3 files removed" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "ar").iterdir()] == ["notes.txt"]
    assert main(["models", "list", "ar", "--models", str(tmp_path)]) == 0
    assert "tokenize, pos, lemma, depparse, ner missing" in capsys.readouterr().out


def test_removing_follows_no_link_and_no_odd_name(tmp_path) -> None:
    outside = tmp_path / "outside" / "tokenize"
    outside.mkdir(parents=True)
    (outside / "kept.pt").write_bytes(b"kept")
    where = tmp_path / "models"
    where.mkdir()
    (where / "ar").symlink_to(outside.parent)
    for name in ("ar", "../outside", "tr"):
        with pytest.raises(ModelError, match="no models of"):
            fetching.remove(where, name)
    assert (outside / "kept.pt").exists()


def test_a_command_without_a_language_says_what_to_write(capsys) -> None:
    assert main(["models", "download"]) == 1
    assert capsys.readouterr().err == "kg: which language? kg models download ar, say\n"


def test_the_folder_is_told(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("KG_MODELS", str(tmp_path))
    assert main(["models", "path"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}\n"
