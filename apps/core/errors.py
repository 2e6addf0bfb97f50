"""The one question that decides a retry: is the failure permanent?"""


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
