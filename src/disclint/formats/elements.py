"""What the HTML standard says about elements: how they parse, how they lay out, and what a reader sees of them.

Sources: HTML Living Standard, "Parsing HTML documents" (special, formatting, scopes, implied end tags, raw text) and
"Rendering" (display: block, display: none). Names are in lower case.
"""

from __future__ import annotations

from collections.abc import Container


def names(words: str) -> frozenset[str]:
    """The names in a list written with spaces between them."""
    return frozenset(words.split())


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

VOID = names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")

# Content up to the element's own end tag, without markup in it; `textarea` and `title` decode character references.
RAW = names("script style textarea title iframe noembed noframes xmp plaintext")

# A start tag of these ends an open paragraph.
ENDS_PARAGRAPH = HEADINGS | names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp"
)

# Laid out as blocks: text before, inside and after them never shares a line.
BLOCK = ENDS_PARAGRAPH | names(
    "body caption col colgroup frameset html legend optgroup option tbody td tfoot th thead tr"
)

SCRIPT = frozenset(("script", "style"))

# Survive the end of the block they were opened in, and end wherever their end tag stands.
FORMATTING = names("a b big code em font i nobr s small strike strong tt u")

SPECIAL = (BLOCK - {"dialog", "legend"}) | names(
    "applet area base basefont bgsound br button embed frame head iframe img input keygen link marquee meta noembed"
    " noframes noscript object param script select source style template textarea title track wbr"
)

# An end tag finds no element outside the innermost of these.
SCOPES = names("applet caption html marquee object table td template th")

# Formatting does not reach into these or out of them.
MARKERS = names("applet caption marquee object td template th")

# Between an open list item and a new one these may stand; any other special element keeps the outer item open.
LOOSE = frozenset(("address", "div", "p"))

# Ended by a start tag of the key, up to the innermost table: the whole row or section of the values.
TABLE_ENDS: dict[str, tuple[str, ...]] = {
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr", "td", "th", "caption", "colgroup"),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot", "caption", "colgroup"),
        ("tbody", "thead", "tfoot", "caption", "colgroup", "tr", "td", "th"),
    ),
}

# No other start tag ends anything.
ENDS_SOMETHING = ENDS_PARAGRAPH | frozenset(TABLE_ENDS) | names("a button input keygen option optgroup select textarea")

FOREIGN = frozenset(("svg", "math"))

# HTML inside these parts of a drawing or a formula is HTML again.
INTEGRATION = frozenset(("foreignobject", "desc", "annotation-xml"))

# A start tag of these ends an open drawing or formula.
BREAKS_OUT = HEADINGS | names(
    "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre ruby"
    " s small span strong strike sub sup table tt u ul var"
)

# kind of shadow -> the elements whose text goes there; *hidden* ones are not rendered, or not as text
SHADOWS: dict[str, frozenset[str]] = {
    "hidden": names(
        "annotation annotation-xml applet audio canvas datalist dialog iframe noembed noframes noscript object rp rt"
        " select svg template video"
    ),
    "script": SCRIPT,
    "struck": frozenset(("del", "s", "strike")),
    "code": names("code kbd listing pre samp xmp"),
}

# element -> kind of mark
MARKS: dict[str, str] = {
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dir": "list",
    "dl": "list",
    "table": "table",
    "tr": "row",
    "th": "header",
    "small": "small",
    "details": "details",
    "footer": "footer",
    "nav": "nav",
    "sup": "sup",
    "cite": "cite",
    "figure": "figure",
    "strong": "strong",
    "b": "strong",
}
ROLES: dict[str, str] = {"navigation": "nav", "contentinfo": "footer", "blockquote": "quote"}

# element -> kind of the blocks inside it
KINDS: dict[str, tuple[str, int]] = {
    **{name: ("heading", int(name[1])) for name in HEADINGS},
    "li": ("item", 0),
    "dt": ("item", 0),
    "dd": ("item", 0),
    "td": ("cell", 0),
    "th": ("cell", 0),
    "caption": ("caption", 0),
    "figcaption": ("caption", 0),
}

# as JSX writes them, in lower case
_STYLE_NAMES = {"fontsize": "font-size", "contentvisibility": "content-visibility"}
_LAID_OUT = frozenset(("block", "flex", "grid", "table", "list-item", "flow-root"))
_ABSOLUTE = ("px", "pt", "pc", "rem", "cm", "mm", "in", "q", "vw", "vh")
_NAMED_SIZES = names("xx-small x-small small medium large x-large xx-large xxx-large")


def declarations(style: str) -> dict[str, str]:
    """The declarations of a `style` attribute in lower case: a later one wins unless an earlier is `!important`."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for part in _without_comments(style.lower()).split(";"):
        name, colon, value = part.partition(":")
        name, value = _STYLE_NAMES.get(name.strip(), name.strip()), value.strip()
        strong = value.endswith("!important")
        if colon and value and (strong or name not in important):
            found[name] = value.removesuffix("!important").rstrip()
            if strong:
                important.add(name)
    return found


def _without_comments(style: str) -> str:
    if "/*" not in style:
        return style
    first, *rest = style.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def is_hidden(attributes: Container[str], aria: str, style: dict[str, str]) -> bool:
    """Whether an element with these attributes, this `aria-hidden` and this style is kept from its readers."""
    return (
        "hidden" in attributes
        or "popover" in attributes
        or aria.lower() == "true"
        or style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
    )


def is_block(name: str, style: dict[str, str]) -> bool:
    """Whether the element breaks the line, by its name or by the `display` its own style declares."""
    display = style.get("display", "")
    if display in _LAID_OUT:
        return True
    return name in BLOCK and display not in ("inline", "contents")


def shows_size(style: dict[str, str]) -> bool | None:
    """False for `font-size: 0`, True for a size that shows whatever the parent's is, None where it depends on that."""
    size = style.get("font-size", "")
    number = size.rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        if number and float(number) == 0:
            return False
    except ValueError:
        return None
    return True if size in _NAMED_SIZES or (number and size.endswith(_ABSOLUTE)) else None


def shows_box(style: dict[str, str]) -> bool | None:
    """The same for `visibility`."""
    value = style.get("visibility", "")
    return {"hidden": False, "collapse": False, "visible": True}.get(value)
