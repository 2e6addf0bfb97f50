"""Ask every part of the house how it is."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

import config.embedded.health  # noqa: F401 - importing it registers its check
from apps.core.health import examine


class Command(BaseCommand):
    help = "Print how every part of the house is; fails if any is not well."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the form of the answer."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Examine, print, and fail if any finding is bad."""
        findings = list(examine())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=1))
        else:
            for finding in findings:
                mark = self.style.SUCCESS("✓") if finding.ok else self.style.ERROR("✗")
                self.stdout.write(f"{mark} {finding.name}: {finding.says}")
        if not all(finding.ok for finding in findings):
            sys.exit(1)
