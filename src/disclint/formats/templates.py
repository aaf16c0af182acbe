"""PHP (with Blade), JSP and ERB pages: the code is blanked to the same length and kept as calls; the rest is HTML.

Text that code would print is not known here; whatever the conditions around it, the page's own text is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclint.document import Call, Document
from disclint.formats.builder import Builder
from disclint.formats.calls import BLANK
from disclint.formats.elements import names
from disclint.formats.frontmatter import read_front
from disclint.formats.html import read_html
from disclint.lazy import expression
from disclint.model import Source, Span

_STRINGS = r"""'(?:[^'\\]++|\\.)*+(?:'|\Z)|"(?:[^"\\]++|\\.)*+(?:"|\Z)|`(?:[^`\\]++|\\.)*+(?:`|\Z)"""
_HEREDOC = r"""<<<[ \t]*+["']?+(?P<label>[A-Za-z_]\w*+)["']?+\r?+\n(?:(?![ \t]*+(?P=label)\b)[^\n]*+\n)*+[ \t]*+"""
_REMARK = r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?://|\#)(?:[^\r\n?]++|\?(?!>))*+"
_CODE = rf"(?:[^?'\"`/\#<]++|{_STRINGS}|{_REMARK}|{_HEREDOC}|\?(?!>)|/|<)*+"
_QUOTED = r"""'[^']*+'|"[^"]*+\""""
_GIVEN = rf"(?:[^()'\"]++|{_QUOTED}|\((?:[^()'\"]++|{_QUOTED}|\([^()]*+\))*+\))*+"

_PHP = expression(
    rf"<\?(?:php(?=\s|\Z)|=|(?=\s))(?P<code>{_CODE})(?:\?>(?:\r\n|\n)?+|\Z)"
    r"|\{\{--(?P<remark>(?:[^-]++|-(?!-\}\}))*+)(?:--\}\}|\Z)"
    r"|(?<!@)\{(?P<braces>\{|!!)(?P<print>(?:[^{}!\r\n]++|!(?!!\}))*+)(?:\}\}|!!\})"
    r"|(?<![^\r\n])[ \t]*+@php\s(?P<block>(?:[^@]++|@(?!endphp\b))*+)(?:@endphp|\Z)"
    rf"|(?<![^\r\n])[ \t]*+@(?P<directive>[A-Za-z]++)(?P<given>[ \t]?+\({_GIVEN}\))?+"
    r"(?=[ \t]*+(?:[\r\n]|\Z)|(?<=\)))",
    re.DOTALL,
)
_TAGS = (
    r"<%--(?P<remark>(?:[^-]++|-(?!-%>))*+)(?:--%>|\Z)"
    r"|<%\#(?P<remark2>(?:[^%]++|%(?!>))*+)(?:%>|\Z)"
    r"|<%[@!=-]?+(?P<code>(?:[^%]++|%(?!>))*+)(?:%>|\Z)"
)
_ERB = expression(_TAGS)
_JSP = expression(
    rf"{_TAGS}"
    rf"|[$\#]\{{(?P<print>(?:[^{{}}'\"\r\n]++|{_QUOTED})*+)\}}"
    r"|</?+(?P<element>[A-Za-z][\w-]*+:[\w.-]++)(?P<given>(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)"
)
_DIRECTIVES = names(
    "auth break case can cannot csrf default else empty endauth endcan endcannot endcomponent endempty endenv"
    " enderror endfor endforeach endforelse endguest endif endisset endonce endphp endprepend endproduction endpush"
    " endsection endslot endsession endswitch endunless endverbatim endwhile env error guest include inject"
    " livewireScripts livewireStyles once overwrite parent production push section show stop verbatim vite yield"
)
_INCLUDE = expression(r"\b(include|require)(?:_once)?+\s*+\(?+\s*+[^;'\"]{0,60}+['\"]([^'\"]{1,200}+)['\"]")
_NAME = expression(r"[\s@=]*+\$?+([A-Za-z_][\w:.>-]*+)")
_LITERAL = expression(r"'([^']{0,200}+)'|\"([^\"]{0,200}+)\"")
_NAMED = expression(r"([\w.:-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")


class _Syntax(NamedTuple):
    """`tag` matches a piece of code; its groups say what kind."""

    name: str
    tag: re.Pattern[str]


_SYNTAXES = {"php": _Syntax("php", _PHP), "jsp": _Syntax("jsp", _JSP), "erb": _Syntax("erb", _ERB)}


def parse(source: Source) -> Document:
    """The document of a PHP, JSP or ERB page, told apart by the path's extension, else by the first tag."""
    builder = Builder(source, "template")
    start = read_front(builder, source)
    syntax = _SYNTAXES[_kind(source)]
    parts = [source.text[:start]]
    for match in syntax.tag.finditer(source.text, start):
        if _take(builder, syntax.name, match):
            parts += (source.text[start : match.start()], BLANK * (match.end() - match.start()))
            start = match.end()
    body = sum(map(len, parts[:1]))
    return read_html(builder, "".join(parts) + source.text[start:], body)


def _kind(source: Source) -> str:
    extension = source.path.rpartition(".")[2].lower()
    if extension in _SYNTAXES:
        return extension
    return "php" if "<?" in source.text else "jsp" if "<%@" in source.text or "<%--" in source.text else "erb"


def _take(builder: Builder, syntax: str, match: re.Match[str]) -> bool:
    """Records what the tag says; False where it is text after all."""
    groups = match.groupdict()
    for name in ("remark", "remark2"):
        if groups.get(name) is not None:
            builder.add_shadow("comment", match[name], *match.span(name))
            return True
    directive = groups.get("directive")
    if directive and not (groups["given"] or directive in _DIRECTIVES):
        return False
    for call in _calls(syntax, match, groups):
        builder.call(call)
    return True


def _calls(syntax: str, match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Call]:
    span, given = Span(*match.span()), groups.get("given") or ""
    if groups.get("directive"):
        yield Call(syntax, groups["directive"] or "", _literals(given), (), span)
    elif groups.get("element"):
        closing = "/" if match.group().startswith("</") else ""
        yield Call(syntax, closing + (groups["element"] or ""), (), _named(given), span)
    else:
        yield from _code(syntax, groups, span, match)


def _code(syntax: str, groups: dict[str, str | None], span: Span, match: re.Match[str]) -> Iterator[Call]:
    group = next(name for name in ("code", "print", "block") if groups.get(name) is not None)
    code, at = match[group], match.start(group)
    includes = [*_INCLUDE.finditer(code)] if syntax == "php" else []
    for include in includes:
        yield Call(syntax, include[1], (include[2],), (), Span(at + include.start(), at + include.end()))
    name = _NAME.match(code)
    if name and not includes:
        first = code[: code.find(";")] if ";" in code[:1000] else code[:1000]
        named = _named(first) if match.group().startswith("<%@") else ()
        yield Call(syntax, name[1], () if named else _literals(first), named, span)


def _literals(code: str) -> tuple[str, ...]:
    return tuple(m[1] if m[1] is not None else m[2] for m in _LITERAL.finditer(code[:1000]))


def _named(code: str) -> tuple[tuple[str, str], ...]:
    return tuple((m[1], m[2] if m[2] is not None else m[3]) for m in _NAMED.finditer(code))
