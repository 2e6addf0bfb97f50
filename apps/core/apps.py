from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"

    def ready(self) -> None:
        """Import what each app hangs on the registries below it."""
        autodiscover_modules("subscribers", "pages")
