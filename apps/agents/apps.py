from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class AgentsConfig(AppConfig):
    name = "apps.agents"
    label = "agents"

    def ready(self) -> None:
        """Import every built-in agent: one file each, no list to edit."""
        library = import_module("apps.agents.library")
        for module in iter_modules(library.__path__, "apps.agents.library."):
            import_module(module.name)
