"""The console's socket says that something changed, never what; pages fetch the truth."""

from typing import Any, Final

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from apps.console.people import may_read
from apps.console.teller import GROUP

NOT_LOGGED_IN: Final = 4401


class ConsoleConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """One open page of a person who may read."""

    groups = ()

    async def connect(self) -> None:
        """Let in who may read; others are closed with 4401, which pages do not retry."""
        await self.accept()
        if not await database_sync_to_async(may_read)(self.scope["user"]):
            await self.close(NOT_LOGGED_IN)
            return
        await self.channel_layer.group_add(GROUP, self.channel_name)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        """Forget the page."""
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def receive_json(self, content: Any, **_: Any) -> None:
        """Ignore what a page says: decisions come by POST."""

    async def console_changed(self, message: dict[str, Any]) -> None:
        """Pass on that something changed."""
        await self.send_json({"changed": message["kind"], "subject": message["subject"]})
