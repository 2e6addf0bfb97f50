"""The real house, with all its processes, after everything in it was killed at once."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.config.house import PATIENCE, REAL, manage
from tests.config.test_up import Open, free_port

pytestmark = pytest.mark.slow


def held(var: Path) -> list[dict[str, Any]]:
    """Return what waits for the operator."""
    done = manage(var, "decide", "list", "--json", DJANGO_SETTINGS_MODULE=REAL)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_after_a_power_cut_the_house_goes_on_where_it_was(open_house: Open) -> None:
    house = open_house("--port", str(port := free_port()), is_real=True)
    house.wait_until_running()
    deadline = time.monotonic() + PATIENCE
    while len(waiting := held(house.var)) < 2:
        assert time.monotonic() < deadline, house.said()
    house.kill_everything()

    again = open_house("--port", str(port), is_real=True)
    again.wait_until_running()

    assert [one["digest"] for one in held(again.var)] == [one["digest"] for one in waiting]
    doctor = manage(again.var, "doctor", DJANGO_SETTINGS_MODULE=REAL)
    assert doctor.returncode == 0, doctor.stdout
