"""Pages of the console: an app registers its own, the console shows them."""

from dataclasses import dataclass

_pages: dict[str, "Page"] = {}


@dataclass(frozen=True)
class Page:
    """An entry of the console's navigation; `url` is a URL name, `order` its place."""

    title: str
    url: str
    icon: str
    order: int


def page(title: str, *, url: str, icon: str, order: int) -> Page:
    """Register a page; the same title again replaces it."""
    _pages[title] = Page(title, url, icon, order)
    return _pages[title]


def pages() -> list[Page]:
    """Return the registered pages in order."""
    return sorted(_pages.values(), key=lambda p: (p.order, p.title))
