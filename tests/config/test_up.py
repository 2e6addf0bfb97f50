import signal
import socket
import time
import urllib.request
from collections.abc import Callable

import psutil
import psycopg
import pytest

from config.embedded.ports import free_port
from config.embedded.processes import is_alive
from tests.config.house import PROCFILE, RunningHouse, manage

pytestmark = pytest.mark.slow

Open = Callable[..., RunningHouse]
DYING = PROCFILE + 'beat: echo "beat was here"; exit 3\n'


def name_of(process: psutil.Process) -> str:
    """Return the process's name; nothing where it has just ended."""
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


def test_the_first_start_opens_the_demo_and_answers(open_house: Open) -> None:
    house = open_house("--port", str(port := free_port()))

    said = house.wait_until_running()

    assert f"http://127.0.0.1:{port}" in said
    assert "working for demo" in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        assert answer.status == 200
    assert house.services()["database_url"].endswith("/pilothouse_demo")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_leaves_nothing_running(
    open_house: Open, number: signal.Signals
) -> None:
    house = open_house("--port", str(free_port()))
    house.wait_until_running()
    since = time.monotonic()

    code = house.end(number)

    assert code == 0, house.said()
    assert time.monotonic() - since < 8
    assert house.processes() == []
    assert not (house.var / "services.json").exists()


def test_asked_to_stop_while_it_starts_it_stops(open_house: Open) -> None:
    house = open_house("--port", str(free_port()))
    house.wait_for("Postgres 18")

    code = house.end()

    assert code == 0, house.said()
    assert house.processes() == []


def test_a_second_start_is_refused_and_touches_nothing(open_house: Open) -> None:
    house = open_house("--port", str(port := free_port()))
    house.wait_until_running()
    before = {process.pid for process in house.processes()}

    second = manage(house.var, "up", "--company", "own")

    assert second.returncode == 1
    assert second.stderr.strip() == (
        f"Pilothouse is already running here: http://127.0.0.1:{port} (pid {house.up.pid})"
    )
    assert {process.pid for process in house.processes()} == before
    assert (house.var / "company").read_text() == "demo\n"


def test_after_everything_was_killed_the_next_start_has_the_same_rows(open_house: Open) -> None:
    house = open_house("--port", str(port := free_port()))
    house.wait_until_running()
    with psycopg.connect(house.services()["owner_url"]) as owner:
        owner.execute("create table kept as select 42 as answer")
    house.kill_everything()

    again = open_house("--port", str(port))
    again.wait_until_running()

    with psycopg.connect(again.services()["database_url"]) as app:
        assert app.execute("select answer from kept").fetchone() == (42,)


def test_what_a_killed_start_left_running_is_ended_by_the_next(open_house: Open) -> None:
    house = open_house("--port", str(port := free_port()))
    house.wait_until_running()
    house.up.kill()
    house.up.wait()
    orphans = [p for p in house.processes() if "postgres" not in name_of(p)]
    assert orphans

    again = open_house("--port", str(port))

    assert "that a killed start left behind" in again.wait_until_running()
    crew = [process for process in orphans if "-server" not in name_of(process)]
    assert crew
    assert not any(is_alive(process) for process in crew)


def test_a_process_that_dies_is_started_again_and_the_house_stays(open_house: Open) -> None:
    house = open_house("--port", str(free_port()), procfile=DYING)

    said = house.wait_for("beat was here", times=3)

    assert "beat ended with code 3; starting it again in 1 s" in said
    assert house.up.poll() is None


def test_a_service_that_dies_is_started_again(open_house: Open) -> None:
    house = open_house("--port", str(free_port()))
    house.wait_until_running()
    for process in house.processes():
        if name_of(process) == "postgres" or "-server" in name_of(process):
            process.kill()

    house.wait_for("Valkey had died and was started again")
    house.wait_for("Postgres had died and was started again")

    with psycopg.connect(house.services()["database_url"]) as app:
        assert app.execute("select 1").fetchone() == (1,)


def test_a_taken_port_that_was_asked_for_is_refused(open_house: Open) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]

        house = open_house("--port", str(port))

        assert house.up.wait(30) == 1
    assert f"Port {port} is taken by another program" in house.said()
    assert house.processes() == []


def test_a_taken_port_that_nobody_asked_for_gives_way_to_the_next(open_house: Open) -> None:
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            squatter.bind(("127.0.0.1", 8000))
            squatter.listen()
        except OSError:
            pass  # somebody else holds it, which is as good

        said = open_house().wait_until_running()

    assert "Port 8000 is taken" in said
    assert "http://127.0.0.1:8000\n" not in said


def test_leaving_the_demo_opens_the_own_company_in_its_own_database(open_house: Open) -> None:
    house = open_house("--port", str(free_port()))
    house.wait_until_running()

    (house.var / "company").write_text("own\n")
    house.wait_for("working for own")
    house.wait_for("Ctrl-C stops it", times=2)

    assert house.services()["database_url"].endswith("/pilothouse")
    assert house.services()["redis_prefix"] == "pilothouse:"


def test_the_company_is_remembered(open_house: Open) -> None:
    house = open_house("--company", "own", "--port", str(port := free_port()))
    house.wait_until_running()
    house.end()

    again = open_house("--port", str(port))

    assert "working for own" in again.wait_until_running()


def test_a_terminal_that_was_closed_does_not_keep_the_house_from_ending(
    open_house: Open,
) -> None:
    house = open_house("--port", str(free_port()), log_is_closed=True)
    house.wait_until_answering()

    code = house.end(signal.SIGHUP)

    assert code == 0
    assert house.processes() == []
