from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "apps.gateway"
    label = "gateway"
    verbose_name = "Models"

    def ready(self) -> None:
        """Import every provider: one file in `providers/`, no list to edit."""
        package = import_module("apps.gateway.providers")
        for module in iter_modules(package.__path__, "apps.gateway.providers."):
            import_module(module.name)
