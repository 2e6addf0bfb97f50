"""The console's own entries in its navigation."""

from django.conf import settings

from apps.core.pages import page

page("Decide", url="console:decide", icon="decide", order=10)
page("Runs", url="console:runs", icon="runs", order=40)
page("Records", url="admin:index", icon="records", order=80)
if settings.DEMO:
    page("Outbox", url="console:outbox", icon="outbox", order=20)
