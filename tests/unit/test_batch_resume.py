"""A run cut anywhere and resumed gives the very bytes of a run that was not; a foreign output is refused untouched."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from batch_fakes import load_fake
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobscan.batch import BatchJob, Options, Result, ResumeError, Summary, run_batch

ROWS = 8
DAY = date(2026, 11, 25)


class StopError(Exception):
    """Stands for Ctrl-C."""


def make_job(folder: Path, suffix: str = ".jsonl") -> BatchJob:
    source = folder / "in.jsonl"
    rows = [{"id": f"i{n}", "text": f"iklan {n} 🙂 biaya"} for n in range(ROWS)]
    lines = [json.dumps(row) for row in rows]
    lines[2] = "{"
    lines[5] = json.dumps({"id": "=i5", "text": ""})
    source.write_text("\n".join(lines))
    return BatchJob(source, folder / f"out{suffix}", load_fake, Options(as_of=DAY))


def whole(job: BatchJob) -> bytes:
    other = replace(job, output=job.output.with_stem("utuh"), mode="overwrite")
    run_batch(other)
    return other.output.read_bytes()


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_cut_anywhere_and_resumed(tmp_path: Path, suffix: str, share: float) -> None:
    job = make_job(tmp_path, suffix)
    expected = whole(job)
    job.output.write_bytes(expected[: round(share * len(expected))])
    summary = run_batch(replace(job, mode="resume"))
    assert job.output.read_bytes() == expected
    assert (summary.ok, summary.failed) == (ROWS - 2, 2)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@pytest.mark.parametrize("after", range(1, ROWS + 1))
def test_interrupted_after_k_rows(tmp_path: Path, suffix: str, after: int) -> None:
    job = make_job(tmp_path, suffix)
    expected = whole(job)

    def stop(result: Result) -> None:
        if result.number == after:
            raise StopError

    with pytest.raises(StopError):
        run_batch(job, stop)
    assert expected.startswith(job.output.read_bytes())
    assert run_batch(replace(job, mode="resume")).resumed == after
    assert job.output.read_bytes() == expected


def test_resuming_with_processes(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    expected = whole(job)
    job.output.write_bytes(expected[: len(expected) // 2])
    run_batch(replace(job, mode="resume", workers=2))
    assert job.output.read_bytes() == expected


def test_resuming_nothing_starts_and_resuming_all_changes_nothing(tmp_path: Path) -> None:
    job = replace(make_job(tmp_path), mode="resume")
    assert run_batch(job) == Summary(ROWS - 2, 2, 0)
    assert run_batch(job) == Summary(ROWS - 2, 2, ROWS)
    assert job.output.read_bytes() == whole(job)


def _edit_text(job: BatchJob) -> BatchJob:
    job.input.write_text(job.input.read_text().replace("iklan 1", "iklan satu"))
    return job


def _edit_id(job: BatchJob) -> BatchJob:
    job.input.write_text(job.input.read_text().replace('"i1"', '"lain"'))
    return job


def _drop_rows(job: BatchJob) -> BatchJob:
    job.input.write_text("\n".join(job.input.read_text().splitlines()[:2]))
    return job


FOREIGN: dict[str, tuple[Callable[[BatchJob], BatchJob], str]] = {
    "text": (_edit_text, "baris 2"),
    "id": (_edit_id, "id baris 2"),
    "fewer rows": (_drop_rows, "lebih banyak"),
    "model": (lambda job: replace(job, load=partial(load_fake, Path("m2"))), "model"),
    "profile": (lambda job: replace(job, options=Options("crawler", DAY)), "profil"),
    "date": (lambda job: replace(job, options=Options(as_of=date(2027, 1, 1))), "tanggal"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_an_output_of_something_else_is_refused_untouched(tmp_path: Path, what: str) -> None:
    change, word = FOREIGN[what]
    job = make_job(tmp_path)
    job.output.write_bytes(whole(job)[:-20])
    before = job.output.read_bytes()
    with pytest.raises(ResumeError, match=word):
        run_batch(replace(change(job), mode="resume"))
    assert job.output.read_bytes() == before


@pytest.mark.parametrize("what", ["id", "fewer rows", "model"])
def test_a_csv_of_something_else_is_refused_too(tmp_path: Path, what: str) -> None:
    job = make_job(tmp_path, ".csv")
    job.output.write_bytes(whole(job))
    with pytest.raises(ResumeError, match=FOREIGN[what][1]):
        run_batch(replace(FOREIGN[what][0](job), mode="resume"))


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@pytest.mark.parametrize("content", [b"catatan penting", b"catatan\npenting\n", b"\xff\xfe\x00", b"\n"])
def test_a_file_that_is_no_output_is_never_cut(tmp_path: Path, suffix: str, content: bytes) -> None:
    job = replace(make_job(tmp_path, suffix), mode="resume")
    job.output.write_bytes(content)
    with pytest.raises(ResumeError, match="tidak dapat dilanjutkan"):
        run_batch(job)
    assert job.output.read_bytes() == content
