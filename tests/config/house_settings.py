"""A house with no apps of ours: what `up` does is tested without waiting for them."""

from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS as ALL_APPS

INSTALLED_APPS = [
    name
    for name in ALL_APPS
    if not name.startswith("apps.") and name not in {"unfold", "django_celery_beat"}
]
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
ROOT_URLCONF = "tests.config.house_settings"
urlpatterns: list[object] = []
