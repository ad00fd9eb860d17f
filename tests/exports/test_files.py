"""An export replaces a file as a whole or leaves what was there."""

import gzip
import resource
import subprocess
import sys

import pytest

from kg.errors import InputError
from kg.exports import FORMATS, Choice, export, format_of
from kg.exports.files import replacing


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file(news, tmp_path, name):
    told = export(news, tmp_path / "file", name)
    assert told
    assert (tmp_path / "file").stat().st_size > 100
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_packed_file_holds_the_same_and_no_clock(news, tmp_path, name):
    for each in ("a", "b.gz", "c.gz"):
        export(news, tmp_path / each, name)
    assert gzip.decompress((tmp_path / "b.gz").read_bytes()) == (tmp_path / "a").read_bytes()
    assert (tmp_path / "b.gz").read_bytes() == (tmp_path / "c.gz").read_bytes()


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.ttl", "turtle"), ("a.NQ", "nquads"), ("a.b.trig.gz", "trig"), ("a.xml", "rdfxml"), ("a.tsv", "csv")],
)
def test_the_ending_tells_the_format(tmp_path, file, name):
    assert format_of(tmp_path / file) == name


def test_an_ending_of_no_format_is_refused(news, tmp_path):
    with pytest.raises(InputError, match="name one with --format"):
        export(news, tmp_path / "a.doc")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("file", "between"), [("a.tsv", b"\t"), ("a.txt", b"\t"), ("a.csv", b",")])
def test_tables_are_divided_by_tabs_where_the_ending_says_so(news, tmp_path, file, between):
    export(news, tmp_path / file, "cameo")
    assert (tmp_path / file).read_bytes().startswith(b"GLOBALEVENTID" + between)


@pytest.mark.parametrize("error", [KeyboardInterrupt, InputError("no"), OSError(28, "No space left on device")])
def test_an_interrupted_export_leaves_the_old_file(tmp_path, error):
    path = tmp_path / "old.nq"
    path.write_bytes(b"old")

    def stop():
        with replacing(path) as out:
            out.write(b"new")
            raise error

    with pytest.raises((KeyboardInterrupt, InputError)):
        stop()
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["old.nq"]


def test_a_killed_export_leaves_the_old_file(tmp_path):
    path = tmp_path / "old.nq"
    path.write_bytes(b"old")
    code = (
        "import os, sys, pathlib\nfrom kg.exports.files import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as out:\n"
        "    out.write(b'new' * 100000); out.flush(); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == -9
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(("name", "file"), [*((name, "old") for name in FORMATS), ("nquads", "old.gz")])
def test_a_disk_that_takes_no_more_is_told_with_its_room_and_the_old_file_is_whole(news, tmp_path, name, file):
    path = tmp_path / file
    path.write_bytes(b"old")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, old[1]))
    try:
        with pytest.raises(InputError, match=r"bytes are free on its disk.*untouched"):
            export(news, path, name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [file]


def test_what_is_no_file_is_not_replaced(news, tmp_path):
    with pytest.raises(InputError, match="is no file"):
        export(news, tmp_path, "turtle")
    with pytest.raises(InputError, match="is no file"):
        export(news, "/dev/null", "turtle")
    with pytest.raises(InputError, match="make it first"):
        export(news, tmp_path / "none" / "a.ttl")


def test_a_choice_that_does_not_fit_leaves_the_old_file(news, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    with pytest.raises(InputError, match="takes no --since"):
        export(news, path, choice=Choice(since="2023"))
    assert path.read_bytes() == b"old"
