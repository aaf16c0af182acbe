"""What a site's templates print into the pages that documents become: one module and one line of `FRAMEWORKS` each."""

from __future__ import annotations

# generator -> "module:function"; the function opens a site: (Tree, settings) -> SiteReader; imported when first used
FRAMEWORKS: dict[str, str] = {
    "astro": "disclint.site.astro:open_site",
    "eleventy": "disclint.site.eleventy:open_site",
    "hugo": "disclint.site.hugo:open_site",
    "jekyll": "disclint.site.jekyll:open_site",
}
