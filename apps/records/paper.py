"""Paper: a page with the studio's margins, its type, and few ways to put words on it."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import as_file, files
from typing import Final

from fpdf import FPDF
from fpdf.fonts import TTFFont

Colour = tuple[int, int, int]

INK: Final[Colour] = (28, 32, 38)
QUIET: Final[Colour] = (110, 118, 128)
HAIR: Final[Colour] = (218, 222, 227)
ACCENT: Final[Colour] = (20, 78, 99)
FAMILY: Final = "Fira Sans"
TYPEFACE: Final = files("fontpkg_fira_sans") / "files"
WEIGHTS: Final = {"": "Regular", "L": "Light", "B": "SemiBold"}
MARGIN: Final = 24.0
POINT: Final = 25.4 / 72
LACKING: Final = "?"


class Paper(FPDF):
    """A4 in one typeface; a letter that it lacks is shown as "?", a pictograph left out."""

    def __init__(self, *, footer: str, reference: str, made_at: datetime) -> None:
        super().__init__(format="A4")
        # A text may hold "{nb}", which would become the number of pages.
        self.str_alias_nb_pages = ""
        self.set_creation_date(made_at)
        self.set_lang("en-GB")
        self.set_margins(MARGIN, 22, MARGIN)
        self.set_auto_page_break(auto=True, margin=28)
        self.c_margin = 0
        for style, weight in WEIGHTS.items():
            with as_file(TYPEFACE / f"FiraSans-{weight}.ttf") as path:
                self.add_font(_face(style), fname=path)
        regular = self.fonts[_face("").lower()]
        self._glyphs = frozenset(regular.cmap if isinstance(regular, TTFFont) else ())
        self._footer, self._reference = footer, reference

    def footer(self) -> None:
        """Say on each page whose it is, and which."""
        self.set_y(-18)
        self._type("", 7.5, QUIET)
        self.cell(self.epw / 2, text=self.printable(self._footer))
        here = self.printable(f"{self._reference}   {self.page_no()}")
        self.cell(self.epw / 2, text=here, align="R")

    def printable(self, text: str) -> str:
        """Return the text with nothing in it that the typeface cannot show."""
        shown = "".join(map(self._shown, unicodedata.normalize("NFC", text)))
        return shown if shown.strip() else " "

    def write_at(self, text: str, *, weight: str, size: float, color: Colour) -> None:
        """Put one line here."""
        self._type(weight, size, color)
        self.cell(text=self.printable(text), new_x="LMARGIN", new_y="NEXT")

    def label(self, text: str) -> None:
        """Put a small heading."""
        self.write_at(text, weight="B", size=8, color=ACCENT)
        self.ln(2)

    def paragraph(
        self,
        text: str,
        *,
        size: float,
        weight: str = "",
        color: Colour = INK,
        after: float = 3,
        leading: float = 1.5,
    ) -> None:
        """Put running text over the whole width."""
        self._type(weight, size, color)
        self.multi_cell(
            self.epw,
            size * POINT * leading,
            self.printable(text),
            align="L",
            new_x="LMARGIN",
            new_y="NEXT",
        )
        self.ln(after)

    def rule(self, *, color: Colour = HAIR, after: float = 4) -> None:
        """Draw a line over the whole width."""
        self.set_draw_color(*color)
        self.set_line_width(0.2)
        self.line(self.l_margin, self.y, self.w - self.r_margin, self.y)
        self.ln(after)

    def columns(
        self,
        facts: Sequence[tuple[str, str]],
        *,
        label_size: float,
        size: float,
        shares: Sequence[float],
    ) -> None:
        """Put labels beside each other, each above its value."""
        top, left, lowest = self.y, self.l_margin, self.y
        for (label, value), share in zip(facts, shares, strict=False):
            width = self.epw * share
            self.set_xy(left, top)
            self._type("", label_size, QUIET)
            self.cell(width, 4, label, new_x="LEFT", new_y="NEXT")
            self._type("", size, INK)
            height = size * POINT * 1.4
            self.multi_cell(width - 4, height, self.printable(value), align="L", new_y="NEXT")
            lowest = max(lowest, self.y)
            left += width
        self.set_xy(self.l_margin, lowest + 3)

    def row(
        self,
        what: str,
        quantity: str,
        amount: str,
        *,
        size: float,
        color: Colour = INK,
        rule: Colour = HAIR,
    ) -> None:
        """Put a row of the table, with a line under it."""
        self._type("", size, color)
        top, height, widths = self.y, size * POINT * 1.45, (0.6, 0.15, 0.25)
        wide, narrow, price = (self.epw * share for share in widths)
        self.multi_cell(
            wide - 6, height, self.printable(what), align="L", new_x="LMARGIN", new_y="NEXT"
        )
        bottom = self.y
        self.set_xy(self.l_margin + wide, top)
        self.cell(narrow, height, quantity, align="R")
        self.cell(price, height, self.printable(amount), align="R")
        self.set_xy(self.l_margin, bottom + 2.2)
        self.rule(color=rule, after=2.6)

    def total(self, label: str, amount: str) -> None:
        """Put the sum under the table."""
        self.ln(2)
        self._type("B", 11, INK)
        self.cell(self.epw / 2, 8, label)
        self._type("B", 16, ACCENT)
        self.cell(
            self.epw / 2, 8, self.printable(amount), align="R", new_x="LMARGIN", new_y="NEXT"
        )
        self.ln(12)

    def _type(self, weight: str, size: float, color: Colour) -> None:
        self.set_font(_face(weight), size=size)
        self.set_text_color(*color)

    def _shown(self, character: str) -> str:
        if character == "\n":
            return character
        if character.isspace():
            return " "
        if unicodedata.category(character)[0] == "C":
            return ""
        if ord(character) in self._glyphs:
            return character
        plain = unicodedata.normalize("NFKD", character)
        if plain != character and all(ord(part) in self._glyphs for part in plain):
            return plain
        # Letters and digits of other scripts are missed; joiners and pictographs are not.
        return LACKING if unicodedata.category(character)[0] in "LN" else ""


def _face(weight: str) -> str:
    return f"{FAMILY} {weight}".strip()
