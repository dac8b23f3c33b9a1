"""One result, one line: the JSON object, and CSV cells that a spreadsheet shows and never runs."""

import csv
import json
from collections.abc import Callable

import pytest
from batch_fakes import FakeScanner
from hypothesis import given
from hypothesis import strategies as st

from jobscan.batch import Options, Result, RowError
from jobscan.batch.formats import CsvFormat, JsonlFormat, OutputFormat
from jobscan.batch.inputs import Dialect
from jobscan.batch.rows import make_row
from jobscan.batch.scoring import assessment_id, score_row
from jobscan.types import Assessment, Finding

FORMATS: list[Callable[[], OutputFormat]] = [JsonlFormat, lambda: CsvFormat(Dialect()), lambda: CsvFormat(Dialect(";"))]


def scored(text: str = "biaya admin", row_id: str = "a") -> Result:
    return score_row(FakeScanner(), make_row(1, 0, {"id": row_id, "text": text}), Options())


def cells(result: Result, dialect: Dialect | None = None) -> list[str]:
    dialect = dialect or Dialect()
    return next(csv.reader([CsvFormat(dialect).line(result).decode()], delimiter=dialect.delimiter))


def test_jsonl_line_is_the_answer_object_with_a_stable_id() -> None:
    result = scored()
    answer = json.loads(JsonlFormat().line(result))
    scanner = FakeScanner()
    assert answer["id"] == "a"
    assert answer["assessment_id"] == assessment_id(scanner.model.digest, scanner.knowledge.digest, 1, "biaya admin")
    assert Assessment.model_validate(answer) == result.outcome


def test_assessment_id_depends_on_every_part() -> None:
    parts = [("m", "k", 1, "t"), ("n", "k", 1, "t"), ("m", "l", 1, "t"), ("m", "k", 2, "t"), ("m", "k", 1, "u")]
    ids = {assessment_id(*part) for part in parts}
    assert len(ids) == len(parts)
    assert all(len(one) == 28 and one.startswith("a_") for one in ids)


def test_jsonl_error_line() -> None:
    line = JsonlFormat().line(Result(1, 0, "é", RowError("empty", "Teks kosong.")))
    assert line.decode() == '{"id":"é","error":{"code":"empty","message":"Teks kosong."}}\n'


def test_csv_cells() -> None:
    row = cells(scored())
    assert row[0] == "a"
    assert row[1] in ("low", "review", "high")
    assert len(row[2]) == len("0.1234")
    assert set(row[3].split(";")) >= {"task_scam"}
    assert (row[4], row[5]) == ("Biaya pendaftaran/administrasi", "")
    assert cells(Result(1, 0, "b", RowError("empty", "Kosong."))) == ["b", "", "", "", "", "empty: Kosong."]


def test_csv_names_the_top_pattern_when_none_is_likely_and_three_findings() -> None:
    outcome = scored().outcome
    assert isinstance(outcome, Assessment)
    titles = [("satu", 1), ("tiga", 3), ("dua", 2), ("nol", 0)]
    findings = tuple(
        Finding(code="x", category="c", severity=s, origin="phrase", title=t, reason="r") for t, s in titles
    )
    changed = outcome.model_copy(update={"patterns": {"b": 0.2, "a": 0.3}, "findings": findings})
    row = cells(Result(1, 0, "a", changed))
    assert row[3] == "a"
    assert row[4] == "tiga; dua; satu"
    assert cells(Result(1, 0, "a", changed.model_copy(update={"patterns": {}})))[3] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  ="])
@pytest.mark.parametrize("make", FORMATS[1:])
def test_csv_never_runs_a_cell(start: str, make: Callable[[], OutputFormat]) -> None:
    form = make()
    line = form.line(scored(row_id=f"{start}1+1;=2")).decode()
    assert line.startswith("\"'")
    assert line.count("\n") == 1
    for delimiter in ",;\t":
        shown = next(csv.reader([line], delimiter=delimiter))
        assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in shown)


def test_csv_follows_the_dialect_of_the_input() -> None:
    form = CsvFormat(Dialect(";", bom=True))
    assert form.header() == '\ufeff"id";"level";"score";"patterns";"findings";"error"\n'.encode()
    assert cells(scored(row_id="a;b"), Dialect(";"))[0] == "a;b"


@pytest.mark.parametrize("make", FORMATS)
@given(row_id=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=128), failed=st.booleans())
def test_a_line_is_one_line_and_reads_back(make: Callable[[], OutputFormat], row_id: str, failed: bool) -> None:
    form = make()
    result = Result(1, 0, row_id, RowError("empty", "x")) if failed else scored(row_id=row_id)
    line = form.line(result)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    written = form.read(line)
    assert (written.id, written.failed) == (form.shown_id(row_id), failed)
    assert all(form.may_begin(line[:cut]) for cut in (1, 3, 7, len(line) // 2))


@pytest.mark.parametrize("line", [b"[]\n", b"halo\n", b"\n", b'{"id":3}\n', b"\xff\n", b"[" * 90_000 + b"\n", b'"' * 7])
@pytest.mark.parametrize("make", FORMATS)
def test_foreign_lines_are_refused(make: Callable[[], OutputFormat], line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        make().read(line)
