"""`manage.py sink`: the demo's mail server, which keeps everything and passes nothing on."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.sink import sink


class Command(BaseCommand):
    """Runs the demo's mail server until it is stopped."""

    help = "Run the demo's mail server; it keeps everything and passes nothing on."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Serve."""
        over = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: over.set())
        controller = sink(settings.VAR)
        try:
            controller.start()
        except OSError as error:
            raise CommandError(f"The sink's port {controller.port} is taken: {error}") from None
        self.stdout.write(f"the demo's mail ends here: 127.0.0.1:{controller.port}")
        over.wait()
        controller.stop()
