import pytest

from tests.promises.otherside import OTHER_SIDE, OtherSide


@pytest.fixture
def other_side() -> OtherSide:
    """The post office and bank, that has taken nothing yet."""
    OTHER_SIDE.taken.clear()
    OTHER_SIDE.trouble = None
    return OTHER_SIDE
