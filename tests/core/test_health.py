from apps.core import health


def test_a_check_that_raises_is_a_finding_and_not_a_crash():
    @health.check("test roof")
    def roof() -> tuple[bool, str]:
        raise OSError("it leaks")

    try:
        found = {finding.name: finding for finding in health.examine()}
    finally:
        health._checks.pop("test roof")

    assert found["test roof"].ok is False
    assert found["test roof"].says == "OSError: it leaks"
