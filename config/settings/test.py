"""Settings of the test run: real services, started before Django reads where they are."""

import sys

if "pytest" in sys.modules:
    from tests import embedded

    embedded.start()

from config.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
