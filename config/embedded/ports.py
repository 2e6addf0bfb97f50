"""Ports of this machine: whether one is free, and which to take."""

import socket

FIRST_CHOICE = 8000
CHOICES = 100


class PortTaken(RuntimeError):
    """The port that was asked for belongs to another program."""


def choose_port(asked_for: int | None) -> int:
    """Return the port that was asked for, or refuse; asked for none, the first free one."""
    if asked_for is not None:
        if not is_free(asked_for):
            raise PortTaken(
                f"Port {asked_for} is taken by another program. "
                f"Ask for another one: make run PORT={asked_for + 1}"
            )
        return asked_for
    for port in range(FIRST_CHOICE, FIRST_CHOICE + CHOICES):
        if is_free(port):
            return port
    return free_port()


def is_free(port: int) -> bool:
    """Say whether nobody on this machine listens there, and we could."""
    with socket.socket() as caller:
        caller.settimeout(1)
        # On macOS one may bind beside a server that listens on all addresses: ask it first.
        if caller.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
        return True


def free_port() -> int:
    """Return a port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
