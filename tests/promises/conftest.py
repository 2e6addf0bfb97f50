import pytest

from tests.promises import otherside
from tests.promises.otherside import OtherSide


@pytest.fixture
def other_side(monkeypatch: pytest.MonkeyPatch) -> OtherSide:
    """A fresh post office and bank."""
    fresh = OtherSide()
    monkeypatch.setattr(otherside, "OTHER_SIDE", fresh)
    return fresh
