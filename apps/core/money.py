"""Money: integer minor units with an ISO 4217 currency. Never a float."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from apps.core.errors import PilothouseError

EXPONENTS = {
    "EUR": 2, "USD": 2, "GBP": 2, "CHF": 2, "CAD": 2, "AUD": 2, "NZD": 2, "SEK": 2, "NOK": 2,
    "DKK": 2, "PLN": 2, "CZK": 2, "HUF": 2, "RON": 2, "INR": 2, "BRL": 2, "MXN": 2, "ZAR": 2,
    "SGD": 2, "HKD": 2, "CNY": 2, "TRY": 2, "ILS": 2, "AED": 2, "JPY": 0, "KRW": 0, "ISK": 0,
    "CLP": 0, "KWD": 3, "BHD": 3, "TND": 3,
}  # fmt: skip
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}

Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class UnknownCurrency(PilothouseError):
    """The currency is not one we know the minor unit of."""


class CurrenciesDiffer(PilothouseError):
    """Amounts of two currencies cannot be added or compared."""


def exponent(currency: str) -> int:
    """Return how many decimals the currency has; raise UnknownCurrency."""
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise UnknownCurrency(f"Unknown currency: {currency!r}.") from None


class Money(BaseModel):
    """An amount in minor units (cents, yen, fils) of one currency."""

    model_config = ConfigDict(frozen=True)

    minor: int
    currency: Currency

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> Self:
        """Return the amount of major units, rounded half up to the currency's minor unit."""
        scaled = Decimal(major) * (10 ** exponent(currency))
        return cls(minor=int(scaled.quantize(Decimal(1), ROUND_HALF_UP)), currency=currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrenciesDiffer(f"{self.currency} and {other.currency} cannot be added.")
        return Money(minor=self.minor + other.minor, currency=self.currency)

    def __str__(self) -> str:
        amount = f"{abs(self.major):,.{exponent(self.currency)}f}"
        sign = SIGNS.get(self.currency)
        minus = "-" if self.minor < 0 else ""
        return f"{minus}{sign}{amount}" if sign else f"{minus}{amount} {self.currency}"
