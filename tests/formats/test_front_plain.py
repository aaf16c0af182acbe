"""Front matter of plain lines is read without the YAML parser, and says the same."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from disclint.formats.front_yaml import composed_fields, plain_fields
from disclint.formats.frontmatter import Broken

PLAIN = [
    "title: Why dividends matter\ndate: 2025-06-17\ntags: [markets, letters]\n",
    "draft: true\nweight: 10\nratio: 1.5\nnothing: null\n",
    'title: "Ten: a number"\nauthor: \'Ines O. Okafor\'\nempty: ""\n',
    "title: it's 5% of a:b, [really]#1   \nlist: [ 1, two words , 3.0 ]\n",
    "a: 1\na: 2\nsite_url: https://harbor.example/x#y",
]
NOT_PLAIN = [
    "title: a: b\n", "title: a #remark\n", "title:\n  - a\n", "title: >\n  folded\n", "- a\n", "title: [a, [b]]\n",
    "title: \"a \\n b\"\n", "title: 'it''s'\n", "title: *alias\n", "title: &a b\n", "title: a\n  b\n", "title: -\n",
    "title: {a: b}\n", "title: a\r\n", "title:\ta\n", "title: a:\n", "# remark\n", "\n", "title: []\n", "title: ~\n",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_plain_lines_say_what_the_parser_reads(text: str) -> None:
    fields = plain_fields(text, 4)
    assert fields is not None
    assert fields == composed_fields(text, 4)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_anything_else_is_left_to_the_parser(text: str) -> None:
    assert plain_fields(text, 0) is None


def test_whatever_is_read_as_plain_is_what_the_parser_reads() -> None:
    chance = random.Random("front matter")
    pieces = [*"aZ90-:,#'\"[]{}&*!|>%@`~./?=é—\t\\", " ", " ", "null", "true", "1e5", "0x1F", "2026-03-02", ": ", " #"]
    read = 0
    for _ in range(6000):
        value = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 6)))
        value = chance.choice(("{}", "{}", '"{}"', "'{}'", "[{}]")).format(value)
        text = f"{chance.choice(('title', 'a-b', 'T_x', '9x'))}: {value}\n"
        fields = plain_fields(text, 3)
        if fields is None:
            continue
        read += 1
        try:
            parsed = composed_fields(text, 3)
        except Broken as broken:
            raise AssertionError((text, broken.message)) from None
        assert repr(fields) == repr(parsed), text
    assert read > 500


def test_plain_lines_load_no_yaml() -> None:
    code = (
        "import sys; from disclint.formats.front_yaml import fields; fields('a: b\\n', 0); print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
