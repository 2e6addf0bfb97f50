"""Reading mail as it comes from outside: defensively, and without touching the books."""
