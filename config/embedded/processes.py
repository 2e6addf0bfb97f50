"""Processes we did not start ourselves in this life: whether they live, and their end."""

import os
import signal
import time
from collections.abc import Iterable

import psutil

ORPHANS_GO_AWAY = 4.0


def is_alive(process: psutil.Process) -> bool:
    """Say whether it still runs; a zombie, waiting only to be buried, does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def wait_gone(process: psutil.Process, seconds: float) -> bool:
    """Wait for its end, and say whether it came."""
    deadline = time.monotonic() + seconds
    while is_alive(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def end(process: psutil.Process, *, by: Iterable[signal.Signals], each: float) -> bool:
    """Send one signal after the other until it is gone; say whether it is."""
    for number in by:
        try:
            process.send_signal(number)
        except psutil.NoSuchProcess:
            return True
        if wait_gone(process, each):
            return True
    return not is_alive(process)


def end_orphans(mark: tuple[str, str]) -> int:
    """End what a killed `up` left behind: whoever carries its mark in the environment."""
    # A mark cannot be recycled as a process number can; our own ancestors are spared.
    spared = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    orphans = [p for p in psutil.process_iter() if p.pid not in spared and carries(p, mark)]
    for orphan in orphans:
        _send(orphan, signal.SIGTERM)
    deadline = time.monotonic() + ORPHANS_GO_AWAY
    while any(is_alive(orphan) for orphan in orphans) and time.monotonic() < deadline:
        time.sleep(0.05)
    for orphan in orphans:
        _send(orphan, signal.SIGKILL)
    return len(orphans)


def carries(process: psutil.Process, mark: tuple[str, str]) -> bool:
    """Say whether the process was started with this mark in its environment."""
    try:
        return bool(process.environ().get(mark[0]) == mark[1])
    except (psutil.Error, OSError):
        return False


def _send(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.Error:
        return
