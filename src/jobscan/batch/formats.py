"""How one result is written, and how a written line is recognised when a run is resumed."""

import csv
import io
import json
from dataclasses import dataclass
from typing import Protocol

from jobscan.batch.inputs import Dialect
from jobscan.batch.rows import Result, RowError
from jobscan.decision import likely_patterns
from jobscan.types import Assessment

_BOM = "\ufeff"
_COLUMNS = ("id", "level", "score", "patterns", "findings", "error")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TOP_FINDINGS = 3


@dataclass(frozen=True)
class Written:
    """What a complete output line says about itself. CSV keeps no `assessment_id`."""

    id: str
    failed: bool
    assessment_id: str | None = None


class OutputFormat(Protocol):
    """One way of writing results: every result is exactly one line."""

    def header(self) -> bytes:
        """The bytes before the first result."""

    def line(self, result: Result) -> bytes:
        """The whole line of one result."""

    def shown_id(self, row_id: str) -> str:
        """The id as `read` gives it back."""

    def read(self, line: bytes) -> Written:
        """Understand a line that `line` wrote; raises ValueError for any other."""

    def may_begin(self, rest: bytes) -> bool:
        """Whether `rest` can be the beginning of a line."""


def make_format(suffix: str, dialect: Dialect) -> OutputFormat:
    """The format for a file name's suffix, `.jsonl` or `.csv`."""
    return JsonlFormat() if suffix == ".jsonl" else CsvFormat(dialect)


class JsonlFormat:
    """The compact answer object, or `{"id": …, "error": {"code": …, "message": …}}`."""

    _START = b'{"id":'

    def header(self) -> bytes:
        return b""

    def line(self, result: Result) -> bytes:
        if isinstance(result.outcome, Assessment):
            return result.outcome.model_dump_json().encode() + b"\n"
        error = {"code": result.outcome.code, "message": result.outcome.message}
        row = {"id": result.id, "error": error}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def shown_id(self, row_id: str) -> str:
        return row_id

    def read(self, line: bytes) -> Written:
        try:
            row = json.loads(line)
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise ValueError("not a result")
        return Written(row["id"], "error" in row, row.get("assessment_id"))

    def may_begin(self, rest: bytes) -> bool:
        return self._START.startswith(rest[: len(self._START)])


class CsvFormat:
    """A few columns for a spreadsheet. Every cell is quoted and none can be taken for a formula."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def header(self) -> bytes:
        return (_BOM if self._dialect.bom else "").encode() + self._join(_COLUMNS)

    def line(self, result: Result) -> bytes:
        return self._join(_cells(result))

    def shown_id(self, row_id: str) -> str:
        return _plain(row_id)

    def read(self, line: bytes) -> Written:
        try:
            cells = next(csv.reader([line.decode()], delimiter=self._dialect.delimiter))
        except csv.Error as error:
            raise ValueError("not a record") from error
        if len(cells) != len(_COLUMNS):
            raise ValueError("not a result")
        return Written(cells[0], bool(cells[-1]))

    def may_begin(self, rest: bytes) -> bool:
        return rest.startswith(b'"') or self.header().startswith(rest)

    def _join(self, cells: tuple[str, ...]) -> bytes:
        line = io.StringIO()
        # All quoted: a separator inside a cell must not split it in an Excel that expects another one.
        writer = csv.writer(line, delimiter=self._dialect.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(_plain(cell) for cell in cells)
        return line.getvalue().encode()


def _cells(result: Result) -> tuple[str, ...]:
    if isinstance(result.outcome, RowError):
        return (result.id, "", "", "", "", f"{result.outcome.code}: {result.outcome.message}")
    risk = result.outcome.risk
    return (
        result.id,
        risk.level,
        f"{risk.probability:.4f}",
        ";".join(_main_patterns(result.outcome.patterns)),
        "; ".join(_top_titles(result.outcome)),
        "",
    )


def _main_patterns(patterns: dict[str, float]) -> list[str]:
    """Those worth naming, or else the likeliest one."""
    return likely_patterns(patterns) or sorted(patterns, key=lambda code: (-patterns[code], code))[:1]


def _top_titles(assessment: Assessment) -> list[str]:
    ordered = sorted(assessment.findings, key=lambda finding: -finding.severity)
    return [finding.title for finding in ordered[:_TOP_FINDINGS]]


def _plain(cell: str) -> str:
    """One line of text that a spreadsheet shows and never runs."""
    guarded = f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
    return " ".join(guarded.splitlines())
