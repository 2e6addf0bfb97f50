"""The page should know now: what changed is told to the open pages, and may be lost."""

from apps.bus.registry import changed
from apps.console.teller import teller


@changed
def tell_pages(kind: str, subject_type: str, subject_id: str) -> None:
    """Tell the open pages; this returns at once and never raises."""
    teller.tell(kind, subject_type, subject_id)
