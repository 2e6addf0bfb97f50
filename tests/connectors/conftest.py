"""The mail server and the account that the commands' tests use too."""

from tests.commits.conftest import account, mailserver

__all__ = ["account", "mailserver"]
