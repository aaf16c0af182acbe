"""Bytes to text: encodings, byte order marks, new lines, and what is refused with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclint.model import DisclintError
from disclint.read import decode, read


@pytest.mark.parametrize(
    ("data", "encoding", "text", "found"),
    [
        (b"plain", None, "plain", "utf-8"),
        (b"", None, "", "utf-8"),
        ("caf\u00e9 \U0001d4b3".encode(), None, "café 𝒳", "utf-8"),
        (b"\xef\xbb\xbfwith mark", None, "with mark", "utf-8"),
        (b"\xff\xfea\x00\xe9\x00", None, "aé", "utf-16-le"),
        (b"\xfe\xff\x00a\x00\xe9", None, "aé", "utf-16-be"),
        ("\ufeffab".encode("utf-32-le"), None, "ab", "utf-32-le"),
        ("\ufeffab".encode("utf-32-be"), None, "ab", "utf-32-be"),
        (b"na\xefve", "cp1252", "naïve", "cp1252"),
        (b"\xef\xbb\xbfmark wins", "cp1252", "mark wins", "utf-8"),
        ("a\u3042".encode("shift_jis"), "shift_jis", "aあ", "shift_jis"),
        ("\ufeffab".encode("utf-16-le"), "utf-16-le", "ab", "utf-16-le"),
        (b"a\x00b\x00", "utf-16-le", "ab", "utf-16-le"),
    ],
)
def test_text_is_decoded_by_its_mark_then_by_name_then_as_utf_8(
    data: bytes, encoding: str | None, text: str, found: str
) -> None:
    source = decode(data, "a.md", encoding)
    assert (source.path, source.text, source.encoding) == ("a.md", text, found)


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\n\rb\n\r", "a\u2028b\x0bc\x0c"])
def test_new_lines_stay_as_they_are(text: str) -> None:
    assert decode(text.encode(), "a.md").text == text


@pytest.mark.parametrize(
    ("data", "encoding", "place", "words"),
    [
        (b"ok\n\xe9t\xe9", None, (2, 1), ["UTF-8", "0xE9", "--encoding"]),
        ("é\r\nüx".encode() + b"\xff", None, (2, 3), ["UTF-8", "0xFF"]),
        (b"a\rb\xc3", None, (2, 2), ["UTF-8", "0xC3"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", None, (1, 1), ["binary"]),
        (b"text\nwith \x00 inside", None, (2, 6), ["binary", "NUL"]),
        (b"a\x00b\x00", None, (1, 2), ["binary", "--encoding utf-16-le"]),
        (b"a\x81b", "cp1252", (1, 2), ["CP1252", "0x81"]),
        (b"\xff\xfea\x00b", None, (1, 2), ["UTF-16-LE"]),
        (b"a", "no-such", (None, None), ['unknown encoding "no-such"']),
        (b"6162", "hex", (None, None), ["unknown encoding"]),
        (b"\\ud800", "unicode_escape", (None, None), ["unicode_escape"]),
    ],
)
def test_what_is_no_text_is_refused_at_its_place(
    data: bytes, encoding: str | None, place: tuple[int | None, int | None], words: list[str]
) -> None:
    with pytest.raises(DisclintError) as caught:
        decode(data, "a.md", encoding)
    problem = caught.value.problem
    assert problem.path == "a.md"
    assert (problem.line, problem.column) == place
    for word in words:
        assert word in problem.message


def test_a_file_is_read_under_the_name_that_reports_print(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert read(str(file), name="posts/post.md") == ("posts/post.md", "a\r\nb", "utf-8")
    assert read(str(file)).path == str(file)
    file.write_bytes(b"caf\xe9")
    assert read(str(file), encoding="latin-1").text == "café"


def test_a_file_that_vanished_a_folder_and_a_bad_name_are_errors(tmp_path: Path) -> None:
    for path, words in [
        (str(tmp_path / "gone.md"), "no such file"),
        (str(tmp_path), "is a directory"),
        ("a\0b.md", "can't be read"),
        (str(tmp_path / ("x" * 5000)), "can't be read"),
    ]:
        with pytest.raises(DisclintError) as caught:
            read(path, name="shown.md")
        assert caught.value.problem.path == "shown.md"
        assert words in caught.value.problem.message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user without all rights")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "secret.md"
    file.write_text("x")
    file.chmod(0)
    with pytest.raises(DisclintError, match="permission"):
        read(str(file))
