from django.apps import AppConfig


class CommitsConfig(AppConfig):
    name = "apps.commits"
    label = "commits"
    verbose_name = "Commit points"
