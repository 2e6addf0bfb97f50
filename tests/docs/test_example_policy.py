"""CONTRIBUTING.md: add a policy."""

from tests.docs.examples import printed

globals().update(printed("apps/policies/crowds.py", "tests/policies/test_crowds.py"))
