"""A real server on the test's database, and the system's own Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import embedded

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def serving(database: str, *, port: int = 0, **environment: str) -> Iterator[str]:
    """Serve the house on a database as `make run` does; yield its address."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    url = embedded.owner_url(database)
    command = [sys.executable, "-m", "uvicorn", "tests.console.server:application"]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--no-access-log", "--log-level", "warning"],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url, "PUBLIC_URL": address}
        | environment,
    )
    try:
        _wait_for(f"{address}/admin/login/", process)
        yield address
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, or skip and say what to install."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("No Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
    return found


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server does not answer.")
