"""A made-up Hugo site around the corpus: a base layout, nested partials, conditions on front matter, a theme hook, data."""

from __future__ import annotations

from pathlib import Path

from corpus import Writer

TEMPLATES = {
    "hugo.toml": 'baseURL = "https://example.com/"\n[params]\nfirm = "Harbor Lane Securities LLC"\nnotice = true\n',
    "data/legal.yml": "advice: This article is not investment advice, and it is not an offer to buy or sell any security.\n",
    "layouts/_default/baseof.html": """\
<!doctype html><html lang="{{ .Site.Language.Lang }}"><head>{{ partial "head.html" . }}</head>
<body>{{ partial "header.html" . }}<main>{{ block "main" . }}{{ end }}</main>{{ partial "footer.html" . }}</body></html>
""",
    "layouts/_default/single.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
{{ with .Params.author }}<p class="by">{{ . }}</p>{{ end }}
{{ if .Params.toc }}<aside>{{ .TableOfContents }}</aside>{{ end }}
{{ .Content }}
{{ if ne .Params.disclaimer false }}{{ partial "disclaimer.html" . }}{{ end }}
{{ partial "extend_footer.html" . }}</article>{{ end }}
""",
    "layouts/_default/list.html": '{{ define "main" }}{{ range .Pages }}<h2>{{ .Title }}</h2>{{ end }}{{ end }}\n',
    "layouts/partials/head.html": """\
<title>{{ if .IsHome }}{{ site.Title }}{{ else }}{{ .Title }}{{ end }}</title>
{{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" href="{{ .Permalink }}">{{ end }}
<style>p { margin: 1em } aside { display: block }</style>
""",
    "layouts/partials/header.html": """\
<header><nav>{{ range site.Menus.main }}<a href="{{ .URL }}">{{ .Name }}</a>{{ end }}</nav></header>
""",
    "layouts/partials/disclaimer.html": """\
<aside role="note">{{ if .Params.sponsored }}<p>This article was paid for.</p>{{ end }}<p>{{ site.Data.legal.advice }}</p></aside>
""",
    "layouts/partials/extend_footer.html": """\
{{ if .IsPage }}<p>Past performance does not guarantee future results.</p>{{ end }}
""",
    "layouts/partials/footer.html": """\
<footer>{{ if site.Params.notice }}<small>Securities offered through {{ site.Params.firm }}, member FINRA, SIPC.</small>{{ end }}
<p>&copy; {{ now.Year }}</p></footer>
""",
    "layouts/shortcodes/disclaimer.html": '<p class="note">{{ .Get "text" | default "Figures are rounded." }}</p>\n',
}


def write_site(folder: Path, count: int) -> tuple[str, ...]:
    """Writes the site; the paths of its documents, relative to `folder`. Every tenth opts out, every fifth has a shortcode."""
    for name, text in TEMPLATES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    names: list[str] = []
    for number in range(count):
        writer = Writer(f"article {number}")
        text = writer.markdown(int(writer.random.triangular(1200, 6400, 2000)))
        if number % 10 == 0:
            text = text.replace("---\n", "---\ndisclaimer: false\n", 1)
        if number % 5 == 0:
            text += '\n{{< disclaimer text="Our own figures." >}}\n'
        name = f"content/posts/{number:05}.md"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        names.append(name)
    return tuple(names)
