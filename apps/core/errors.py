"""The one question that decides a retry: is the failure permanent?"""

NUL = "\x00"
MOST = 4000


class PilothouseError(Exception):
    """Something the operator should read; the message says what happened and what to do."""

    permanent = True

    def __init__(self, message: str = "", *, permanent: bool | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())
        if permanent is not None:
            self.permanent = permanent


def is_permanent(error: BaseException) -> bool:
    """Whether trying again cannot help; unknown errors may pass, so they are tried again."""
    return bool(getattr(error, "permanent", False))


def said(error: BaseException) -> str:
    """Return the error's name and message as text that Postgres can hold."""
    return storable(f"{type(error).__name__}: {error}")


def storable(text: str) -> str:
    """Return the text, not too long, without what Postgres refuses: NUL and half characters."""
    whole = text[:MOST].encode(errors="backslashreplace").decode()
    return whole.replace(NUL, "\N{SYMBOL FOR NULL}")
