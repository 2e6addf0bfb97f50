"""CONTRIBUTING.md: add a connector that performs a command."""

from tests.docs.examples import printed

globals().update(
    printed(
        "apps/records/filing.py", "apps/connectors/folder.py", "tests/connectors/test_folder.py"
    )
)
