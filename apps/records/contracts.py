"""What a mail says and what the studio makes of it: plain values, no tables."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from pydantic import BaseModel, ConfigDict

from apps.core.money import EXPONENTS, Money
from apps.core.origin import Sourced

SERVICES: Final = (
    "brand-identity", "logo", "website-design", "website-development", "landing-page",
    "ui-ux", "illustration", "copywriting", "blog-content", "newsletter", "social-media",
    "seo", "video", "photography", "print", "packaging", "presentation", "mobile-app",
    "ecommerce", "maintenance", "consulting", "automation", "translation",
)  # fmt: skip


class Kind(StrEnum):
    """What a mail is for the studio."""

    INQUIRY = "inquiry"
    REPLY = "reply"
    BILLING = "billing"
    SCHEDULING = "scheduling"
    NEWSLETTER = "newsletter"
    AUTOMATED = "automated"
    SUSPICIOUS = "suspicious"
    OTHER = "other"


class Item(BaseModel):
    """One thing to deliver; no quantity where the mail gives none."""

    model_config = ConfigDict(frozen=True)

    what: str
    quantity: int | None = None


class BudgetRange(BaseModel):
    """What the client would spend, in minor units of `currency`.

    One figure is the upper end. `currency` is empty where nothing settles it; the minor unit is
    then assumed to have two decimals.
    """

    model_config = ConfigDict(frozen=True)

    low_minor: int | None = None
    high_minor: int | None = None
    currency: str = ""

    @classmethod
    def of(cls, low: Decimal | None, high: Decimal | None, currency: str = "") -> Self:
        """Return the range between two major amounts."""
        return cls(
            low_minor=_minor(low, currency),
            high_minor=_minor(high, currency),
            currency=currency,
        )

    def money(self) -> tuple[Money | None, Money | None]:
        """Return both ends as money; nothing where the currency is not known."""
        return self._as_money(self.low_minor), self._as_money(self.high_minor)

    def major(self) -> tuple[Decimal | None, Decimal | None]:
        """Return both ends in major units, whatever the currency."""
        return self._as_major(self.low_minor), self._as_major(self.high_minor)

    def _as_money(self, minor: int | None) -> Money | None:
        if minor is None or self.currency not in EXPONENTS:
            return None
        return Money(minor=minor, currency=self.currency)

    def _as_major(self, minor: int | None) -> Decimal | None:
        return None if minor is None else Decimal(minor).scaleb(-_decimals(self.currency))


class MailText(BaseModel):
    """One mail as its reader is handed it: decoded, cleaned, without bytes.

    `text` is all a person would see, attached messages included; quotes are checked against it.
    `new_text` is the part newly written and `attached_text` the part from attached messages.
    `auto` names the header that tells of a machine, empty for a person.
    """

    model_config = ConfigDict(frozen=True)

    message: str
    from_name: str = ""
    from_address: str = ""
    reply_to: str = ""
    subject: str = ""
    text: str = ""
    new_text: str = ""
    attached_text: str = ""
    bulk: bool = False
    auto: str = ""
    has_references: bool = False
    findings: tuple[str, ...] = ()


class Brief(BaseModel):
    """What the mail wants of the studio, each value with its origin and its words."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    contact_name: Sourced[str] | None = None
    contact_email: Sourced[str] | None = None
    company: Sourced[str] | None = None
    budget: Sourced[BudgetRange] | None = None
    deadline: Sourced[date] | None = None
    services: tuple[Sourced[str], ...] = ()
    deliverables: tuple[Sourced[Item], ...] = ()
    parts: tuple[Sourced[Item], ...] = ()
    subject: str = ""
    findings: tuple[str, ...] = ()


def _decimals(currency: str) -> int:
    return EXPONENTS.get(currency, 2)


def _minor(major: Decimal | None, currency: str) -> int | None:
    if major is None:
        return None
    return int((major * 10 ** _decimals(currency)).to_integral_value())
