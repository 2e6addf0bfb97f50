from importlib import import_module
from pkgutil import walk_packages

from django.apps import AppConfig


class StreamsConfig(AppConfig):
    name = "apps.streams"
    label = "streams"

    def ready(self) -> None:
        """Import every value stream, so that its flows are wired."""
        package = import_module("apps.streams")
        for module in walk_packages(package.__path__, "apps.streams."):
            if ".migrations" not in module.name and ".management" not in module.name:
                import_module(module.name)
