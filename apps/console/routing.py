"""The console's sockets."""

from django.urls import URLPattern, path

from apps.console.consumers import ConsoleConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/console/", ConsoleConsumer.as_asgi(), name="console-socket"),
]
