"""Rows of a JSON Lines file. Blank lines are skipped and are no rows."""

import json
from collections.abc import Iterator
from typing import IO

from jobscan.batch.rows import Row, bad_row, make_row

MAX_LINE = 1 << 20
_BOM = b"\xef\xbb\xbf"


def read_jsonl(handle: IO[bytes]) -> Iterator[Row]:
    """Yield one row per line that is not blank; at most `MAX_LINE` bytes are held at once."""
    number = position = 0
    while line := handle.readline(MAX_LINE + 1):
        complete = len(line) <= MAX_LINE
        length = len(line) if complete else len(line) + _skip_rest(handle, line)
        content = line.removeprefix(_BOM) if position == 0 else line
        position += length
        if not content.strip():
            continue
        number += 1
        yield _row(number, position, content) if complete else bad_row(number, position, "line_too_long")


def _skip_rest(handle: IO[bytes], line: bytes) -> int:
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = handle.readline(MAX_LINE)
        skipped += len(line)
    return skipped


def _row(number: int, position: int, line: bytes) -> Row:
    try:
        columns = json.loads(line.decode())
    except UnicodeDecodeError:
        return bad_row(number, position, "unreadable")
    except (ValueError, RecursionError):  # not JSON, a number of thousands of digits, or nested too deep
        return bad_row(number, position, "not_json")
    if not isinstance(columns, dict):
        return bad_row(number, position, "not_object")
    return make_row(number, position, columns)
