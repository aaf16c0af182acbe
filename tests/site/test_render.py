"""Trees to pieces: what is printed, what is in doubt, what is left out, and where each piece comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pytest

from disclint.site.golang import parse
from disclint.site.printed import sheets
from disclint.site.render import Renderer
from disclint.site.scope import CONTENT, GO, UNKNOWN, Fields, Markup, sourced
from disclint.site.values import MARK, Piece, Place

if TYPE_CHECKING:
    from disclint.site.frame import Frame

LEGAL = Place("/site/hugo.toml", 40)


read = cache(parse)


def partial(frame: Frame, args: Sequence[object], named: Mapping[str, object]) -> object:
    name = str(args[0])
    text = PARTIALS.get(name)
    if text is None:
        frame.unresolved(f'there is no partial "{name}"')
        return Markup(())
    return frame.include(read(f"/site/partials/{name}", text), {".": args[1] if len(args) > 1 else None})


PARTIALS = {
    "fine.html": "<p>Fine print.</p>",
    "loop.html": 'a{{ partial "loop.html" . }}',
    "menu.html": '{{ range .far }}<li>{{ partial "menu.html" . }}</li>{{ end }}',
    "value.html": "{{ return 7 }}never printed",
    "field.html": "{{ .title }}",
}


def rendered(text: str, front: Mapping[str, object], *, left_out: bool = False) -> Renderer:
    reads: set[str] = set()
    page = {
        "Params": Fields(front, reads, fold=True),
        "Content": CONTENT,
        "far": UNKNOWN,
        "title": "T",
        "legal": sourced("House words.", LEGAL, exact=True),
        "list": ["x", "y"],
        "map": {"a": 1, "b": 2},
    }
    renderer = Renderer({"partial": partial}, GO, reads, left_out=left_out)
    renderer.pieces = list(renderer.page(parse("/site/layouts/single.html", text), {".": page, "$": page}).pieces)
    return renderer


def words(pieces: Sequence[Piece]) -> str:
    """Pieces as one text: `?` before what is in doubt, `-` before what is left out, `|` for the content."""
    marks = ((p, "|" if p is MARK else "-" if p.left_out else "?" if p.doubt else "") for p in pieces)
    return "".join(mark + piece.text for piece, mark in marks)


@pytest.mark.parametrize(
    ("template", "front", "printed"),
    [
        ("a{{ .Content }}b", {}, "a|b"),
        ("{{ if .Params.fine }}yes{{ else }}no{{ end }}", {"fine": True}, "yes"),
        ("{{ if .Params.fine }}yes{{ else }}no{{ end }}", {}, "no"),
        ("{{ if .far }}yes{{ else }}no{{ end }}", {}, "?yes?no"),
        ("{{ if .far }}a{{ else if .Params.fine }}b{{ else }}c{{ end }}", {"fine": True}, "?a?b"),
        ("{{ if .Params.fine }}a{{ else if .far }}b{{ end }}", {"fine": True}, "a"),
        ("{{ if and .Params.fine .far }}a{{ end }}", {}, ""),
        ("{{ if and .far .Params.fine }}a{{ end }}", {}, ""),
        ("{{ if or .far .Params.fine }}a{{ end }}", {"fine": 1}, "a"),
        ("{{ if not .far }}a{{ end }}", {}, "?a"),
        ("{{ with .Params.fine }}[{{ . }}]{{ else }}none{{ end }}", {"fine": "Text"}, "[Text]"),
        ("{{ with .Params.fine }}[{{ . }}]{{ else }}none{{ end }}", {"fine": ""}, "none"),
        ("{{ range .list }}{{ . }},{{ else }}none{{ end }}", {}, "x,y,"),
        ("{{ range $k, $v := .map }}{{ $k }}{{ $v }} {{ end }}", {}, "a1 b2 "),
        ("{{ range .far }}item{{ end }}", {}, "?item"),
        ("{{ range .Params.none }}item{{ else }}none{{ end }}", {}, "none"),
        ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", {}, "2"),
        ("{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", {}, "1"),
        ("{{ $x := true }}{{ if .far }}{{ $x = false }}{{ end }}{{ if $x }}a{{ end }}", {}, "?a"),
        ('a{{ partial "fine.html" . }}b', {}, "a<p>Fine print.</p>b"),
        ('{{ if .far }}{{ partial "fine.html" . }}{{ end }}', {}, "?<p>Fine print.</p>"),
        ('{{ with partial "fine.html" . }}<b>{{ . }}</b>{{ end }}', {}, "<b><p>Fine print.</p></b>"),
        ('{{ $n := partial "value.html" . }}{{ $n }}', {}, "7"),
        ("{{ .legal }}", {}, "House words."),
        ("{{ .nothing }}{{ .far }}", {}, ""),
        ("{{ unheard_of .legal }}", {}, ""),
    ],
)
def test_what_a_template_prints(template: str, front: Mapping[str, object], printed: str) -> None:
    assert words(rendered(template, front).pieces) == printed


@pytest.mark.parametrize(
    ("template", "front", "printed"),
    [
        ("{{ if ne .Params.disclaimer false }}D{{ end }}", {"disclaimer": False}, "-D"),
        ("{{ if .Params.a }}x{{ else }}y{{ end }}", {"a": 1}, "x-y"),
        ("{{ $show := ne .Params.disclaimer false }}{{ if $show }}D{{ end }}", {"disclaimer": False}, "-D"),
        ("{{ if .title }}{{ else }}never because of the page{{ end }}", {}, ""),
        ('{{ if ne .Params.d false }}{{ partial "fine.html" . }}{{ end }}', {"d": False}, "-<p>Fine print.</p>"),
        ('{{ if ne .Params.d false }}{{ partial "gone.html" . }}{{ end }}', {"d": False}, ""),
    ],
)
def test_what_the_pages_own_fields_keep_out_is_printed_when_asked_for(
    template: str, front: Mapping[str, object], printed: str
) -> None:
    renderer = rendered(template, front, left_out=True)
    assert (words(renderer.pieces), renderer.unresolved) == (printed, [])
    assert "-" not in words(rendered(template, front).pieces)


def test_a_condition_names_its_place_its_words_and_the_fields_it_read() -> None:
    template = "x{{ if ne .Params.Disclaimer false }}D{{ end }}{{ if .far }}E{{ end }}"
    pieces = rendered(template, {"disclaimer": False}, left_out=True).pieces
    out = next(p.left_out for p in pieces if p.left_out)
    assert (out.text, out.place.offset, out.fields) == ("{{ if ne .Params.Disclaimer false }}", 1, ("Disclaimer",))
    doubt = next(p.doubt for p in pieces if p.doubt)
    assert (doubt.text, doubt.place.offset, doubt.fields) == ("{{ if .far }}", template.index("{{ if .far"), ())


def test_every_piece_knows_where_it_is_written_and_the_way_there() -> None:
    text = '<main>{{ .Content }}</main>{{ partial "fine.html" . }}{{ .legal }}'
    head, mark, tail, fine, legal = rendered(text, {}).pieces
    single = "/site/layouts/single.html"
    assert (head.place, tail.place) == (Place(single, 0), Place(single, text.index("</main>")))
    assert mark is MARK
    assert fine.place == Place("/site/partials/fine.html", 0)
    assert fine.via == (Place(single, text.index("partial")),)
    assert (legal.place, legal.exact) == (LEGAL, True)


def test_printed_text_is_read_like_a_document_and_leads_back() -> None:
    text = '<div>Member&nbsp;<b>FINRA</b>, {{ partial "fine.html" . }}</div>{{ .legal }}'
    [sheet] = sheets(rendered(text, {}).pieces)
    document = sheet.document
    assert document.text == "Member FINRA,\nFine print.\nHouse words."
    for word, path, offset in (
        ("FINRA", "/site/layouts/single.html", text.index("FINRA")),
        ("Fine", "/site/partials/fine.html", 3),
        ("House", "/site/hugo.toml", 40),
        ("words", "/site/hugo.toml", 46),
    ):
        start = document.source_span(document.text.index(word), document.text.index(word) + 1).start
        assert sheet.place(start) == Place(path, offset)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{{ partial "loop.html" . }}', "includes itself without end"),
        ('{{ partial "gone.html" . }}', 'there is no partial "gone.html"'),
        ("<p>{{ .far.disclaimer }}</p>", "what `{{ .far.disclaimer }}` prints can't be told from the templates"),
    ],
)
def test_what_can_not_be_read_is_said_with_its_place(template: str, message: str) -> None:
    [unresolved] = rendered(template, {}).unresolved
    assert unresolved.message == message
    assert unresolved.hides


def test_a_menu_that_includes_itself_in_a_loop_over_unknown_pages_ends() -> None:
    renderer = rendered('{{ partial "menu.html" . }}', {})
    assert (words(renderer.pieces), renderer.unresolved) == ("?<li>?</li>", [])


def test_templates_that_print_without_end_are_given_up() -> None:
    deep = "{{ range $.list }}" * 20 + "x" + "{{ end }}" * 20
    renderer = rendered(deep, {})
    assert [u.message for u in renderer.unresolved] == ["includes itself, or prints too much to be followed"]
    assert renderer.pieces == []


def test_an_expression_with_unknown_parts_is_known_where_they_do_not_matter() -> None:
    renderer = rendered(
        "{{ $a := or .Params.fine .far }}{{ $b := and .Params.none .far }}{{ $a }}{{ $b }}", {"fine": "F"}
    )
    assert words(renderer.pieces) == "F"
