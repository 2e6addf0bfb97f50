"""The books in the admin: read there; only drafts of rules and templates are written there."""

from apps.records.admin import books, drafts

__all__ = ["books", "drafts"]
