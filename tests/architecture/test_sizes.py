"""Files stay as long as a person reads at once."""

import io
import statistics
import tokenize

import pytest

from tests.architecture.tree import sources

LONGEST = 400
LONG = 250
MEDIAN = 80
CORE = 500
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def too_long(lengths: dict[str, int]) -> list[str]:
    """Return what is wrong with the lengths of these files."""
    found = [f"{path} has {lines} lines" for path, lines in lengths.items() if lines > LONGEST]
    within = sum(lines <= LONG for lines in lengths.values())
    if within < 0.9 * len(lengths):
        found.append(f"only {within} of {len(lengths)} have at most {LONG} lines")
    if statistics.median(lengths.values()) >= MEDIAN:
        found.append(f"the median is not under {MEDIAN}")
    return found


def lines_of_code(text: str) -> int:
    """Return how many lines hold code; docstrings are read, so they count."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines)


def lengths() -> dict[str, int]:
    """Return path -> lines of each file that is neither a test nor a migration."""
    return {
        path: text.count("\n")
        for path, text in sources("apps", "config", "bench", "manage.py")
        if "/migrations/" not in path and text.strip()
    }


def test_no_file_is_too_long_to_read():
    assert len(lengths()) > 100
    assert too_long(lengths()) == []


def test_core_is_small():
    core = sum(
        lines_of_code(text)
        for path, text in sources("apps")
        if path.startswith("apps/core/") and "/migrations/" not in path
    )

    assert 200 < core < CORE


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([10] * 20, 0),
        ([400] + [10] * 20, 0),
        ([401] + [10] * 20, 1),
        ([251] * 2 + [10] * 8, 1),
        ([80] * 3, 1),
        ([401] * 3, 5),
    ],
)
def test_the_check_finds_files_that_are_too_long(sizes, found):
    assert len(too_long({str(number): size for number, size in enumerate(sizes)})) == found


def test_only_lines_with_code_are_counted():
    assert lines_of_code("# a\n\nx = (\n    1,  # b\n)\n") == 3
