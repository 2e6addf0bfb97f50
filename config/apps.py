from importlib import import_module

from django.apps import AppConfig, apps


class WiringConfig(AppConfig):
    name = "config"
    label = "wiring"

    def ready(self) -> None:
        """Register the checks of the house itself, and have its Celery app be everybody's."""
        import_module("config.embedded.health")
        if apps.is_installed("apps.bus"):
            import_module("config.celery")
