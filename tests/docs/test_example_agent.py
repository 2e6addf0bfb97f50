"""CONTRIBUTING.md: add an agent."""

from tests.docs.examples import printed

globals().update(printed("apps/agents/library/gaps.py", "tests/agents/test_gaps.py"))
