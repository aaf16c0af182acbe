"""PHP, JSP and ERB pages: code is no text, the page around it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint.document import Document
from disclint.formats import parse
from disclint.model import Source


def document(text: str, path: str) -> Document:
    return parse(Source(path, text), "template")


def calls(text: str, path: str) -> list[tuple[str, str, tuple[str, ...], tuple[tuple[str, str], ...], str]]:
    return [(c.syntax, c.name, c.args, c.named, text[slice(*c.source)]) for c in document(text, path).calls]


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("<p>Member <?= $a ?>FINRA<?php echo 'x'; ?>/SIPC</p>", "Member FINRA/SIPC"),
        ("<?php if ($a > 1) : ?>\n<p>a</p>\n<?php endif ?>\nb", "a\nb"),
        ("a<?php echo '?>'; // don't ?>b<?php # ?>c", "abc"),
        ("a<?php /* ?> ' */ ?>b", "ab"),
        ("a<?php echo <<<EOT\nit's ?>\n  EOT; ?>b", "ab"),
        ("a<?php echo 'never closed", "a"),
        ("a <?xml version='1'?> b", "a b"),
        ("a <? echo $b ?> c", "a c"),
        ("<div <?php echo $hidden ?> class='<?= $b ?>'>a</div>", "a"),
        ("@extends('layouts.a')\n@section('b')\n<p>c</p>\n@endsection", "c"),
        ("@if ($a->b(['x' => 1]))\na {{ $b }} c {!! $d !!}\n@else\ne\n@endif", "a c e"),
        ("@include('a', [\n  'b' => 'c)',\n])\nd", "d"),
        ("@php\n$a = 'b';\n@endphp\nc", "c"),
        ("write to a@b.example or @someone\n@nobody", "write to a@b.example or @someone @nobody"),
        ("@media (a) b", "b"),
        ("@{{ kept }}", "@{{ kept }}"),
        ("<p>a</p>\n<?php\n?>\n<p>b", "a\nb"),
    ],
)
def test_php_and_blade_are_no_text(text: str, readable: str) -> None:
    assert document(text, "a.php").text == readable


@pytest.mark.parametrize(
    ("path", "text", "readable"),
    [
        ("a.jsp", "<%@ page import='a' %><p>a <%= b %>c ${d.e['f}']} #{g}</p>", "a c"),
        ("a.jsp", "<c:if test=\"${a > b}\"><p>a</c:if><jsp:include page='b.jsp'/>b", "ab"),
        ("a.jsp", "a <% if (x) { %> b <% } %> c", "a b c"),
        ("a.jsp", "costs $5 {a}", "costs $5 {a}"),
        ("a.html.erb", "<p><% if a %>b<% end %> <%= link_to 'c', d -%>e</p>", "b e"),
        ("a.erb", "a <% never closed", "a"),
    ],
)
def test_jsp_and_erb_are_no_text(path: str, text: str, readable: str) -> None:
    assert document(text, path).text == readable


@pytest.mark.parametrize(
    ("path", "text", "comment"),
    [
        ("a.php", "a {{-- No advice. --}} b", " No advice. "),
        ("a.jsp", "a <%-- No advice. --%> b", " No advice. "),
        ("a.erb", "a <%# No advice. %> b", " No advice. "),
        ("a.php", "a <!-- No advice. --> b", " No advice. "),
    ],
)
def test_remarks_are_comments(path: str, text: str, comment: str) -> None:
    read = document(text, path)
    (passage,) = read.shadow
    assert read.text == "a b"
    assert (passage.kind, passage.text) == ("comment", comment.strip())
    assert passage.map.source_span(0, 1).start == text.index("No")


@pytest.mark.parametrize(
    ("path", "text", "call"),
    [
        ("a.php", "<?php include 'risk.php'; ?>", ("php", "include", ("risk.php",), (), "include 'risk.php'")),
        ("a.php", "<?php require_once(A . '/b');", ("php", "require", ("/b",), (), "require_once(A . '/b'")),
        ("a.php", "<?php get_footer('x') ?>", ("php", "get_footer", ("x",), (), "<?php get_footer('x') ?>")),
        ("a.php", "@include('partials.risk')", ("php", "include", ("partials.risk",), (), "@include('partials.risk')")),
        ("a.php", "{{ __('risk') }}", ("php", "__", ("risk",), (), "{{ __('risk') }}")),
        ("a.jsp", '<jsp:include page="b.jsp"/>', ("jsp", "jsp:include", (), (("page", "b.jsp"),), '<jsp:include page="b.jsp"/>')),
        ("a.jsp", '<%@ include file="b.jsp" %>', ("jsp", "include", (), (("file", "b.jsp"),), '<%@ include file="b.jsp" %>')),
        ("a.erb", '<%= render "risk" %>', ("erb", "render", ("risk",), (), '<%= render "risk" %>')),
    ],
)  # fmt: skip
def test_calls_tell_what_the_page_takes_from_elsewhere(
    path: str, text: str, call: tuple[str, str, tuple[str, ...], tuple[tuple[str, str], ...], str]
) -> None:
    assert calls(text, path) == [call]


def test_places_are_those_of_the_source() -> None:
    text = "<?php\n $a = 1;\n?>\n<p>No <b><?= $x ?>advice</b>.</p>"
    read = document(text, "a.php")
    assert read.text == "No advice."
    span = read.source_span(3, 9)
    assert text[span.start : span.end] == "advice"


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("a.php", u)
        for u in ("<?php ", "<?= $a ?>", "{{ ", "{{--", "@if(\n", "@a('x\n", "<?php <<<A\n", "@php \n", "{!! ")
    ]
    + [("a.jsp", u) for u in ("<% ", "<%--", "${", "${'", "<c:a b='", "<c:a ")]
    + [("a.erb", u) for u in ("<%", "<%#", "<%= x %>")],
)
def test_hostile_templates_are_read_once(path: str, unit: str, work: Callable[[Callable[[], object]], int]) -> None:
    """The large one would take minutes if the rest were read again at every unit."""
    assert len(document(unit * 20_000, path).text) <= len(unit) * 20_000
    small, large = (work(lambda n=n: document(unit * n, path)) for n in (100, 400))
    assert large < 4.6 * small
