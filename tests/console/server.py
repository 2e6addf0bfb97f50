"""The real application, as uvicorn serves it, that knows the tests' own command type too."""

from config.asgi import application
from tests.console import notes

__all__ = ["application", "notes"]
