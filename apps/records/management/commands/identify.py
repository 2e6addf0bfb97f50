"""`manage.py identify CONVERSATION ADDRESS`: say who is to be answered."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from apps.core.actor import system
from apps.records.models import Contact, Conversation


class Command(BaseCommand):
    """Says who is to be answered in a conversation."""

    help = "Say who is to be answered in a conversation; a run that waits for it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conversation, the address and the name."""
        parser.add_argument("conversation")
        parser.add_argument("address")
        parser.add_argument("--name", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        """Identify."""
        by = system(f"shell:{getuser()}")
        try:
            validate_email(options["address"])
            conversation = Conversation.objects.get(id=options["conversation"])
        except Conversation.DoesNotExist:
            raise CommandError(f"No conversation {options['conversation']}.") from None
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        with transaction.atomic():
            contact = Contact.objects.filter(email=options["address"].lower()).first()
            if contact is None:
                contact = Contact.add(email=options["address"], name=options["name"], by=by)
            with conversation.locked():
                conversation.identify(contact, by=by)
        self.stdout.write(f"{conversation}: {contact.email}")
