"""From file to file: order, counts, refusals, and what stays when writing fails."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from batch_fakes import FakeScanner, load_broken, load_fake

from jobscan.batch import BatchJob, InputFileError, OutputFileError, PathError, Result, Summary, run_batch
from jobscan.batch.output import OutputFile
from jobscan.errors import ModelError


def make_job(folder: Path, name: str = "out.jsonl") -> BatchJob:
    source = folder / "in.jsonl"
    lines = [json.dumps({"id": f"i{n}", "text": f"iklan {n} biaya"}) for n in range(5)]
    source.write_text("\n".join([*lines, "{", ""]))
    return BatchJob(source, folder / name, load_fake)


def test_every_row_gives_a_line_in_order(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    seen: list[Result] = []
    assert run_batch(job, seen.append) == Summary(ok=5, failed=1, resumed=0)
    answers = [json.loads(line) for line in job.output.read_text().splitlines()]
    assert [answer["id"] for answer in answers] == ["i0", "i1", "i2", "i3", "i4", "6"]
    assert answers[-1]["error"]["code"] == "not_json"
    assert [result.number for result in seen] == [1, 2, 3, 4, 5, 6]


def test_csv_output(tmp_path: Path) -> None:
    job = make_job(tmp_path, "out.CSV")
    run_batch(job)
    with job.output.open(newline="") as handle:
        table = list(csv.DictReader(handle))
    assert [row["id"] for row in table] == ["i0", "i1", "i2", "i3", "i4", "6"]
    assert list(table[0]) == ["id", "level", "score", "patterns", "findings", "error"]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_workers_do_not_change_a_byte(tmp_path: Path, name: str) -> None:
    job = make_job(tmp_path, name)
    run_batch(job)
    other = replace(job, output=tmp_path / f"lain-{name}", workers=2)
    run_batch(other)
    assert other.output.read_bytes() == job.output.read_bytes()


def test_empty_input(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    job.input.write_text("")
    assert run_batch(job) == Summary(0, 0, 0)
    assert job.output.read_bytes() == b""


def test_paths_that_do_not_fit(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    (tmp_path / "tautan.jsonl").symlink_to(job.input)
    before = job.input.read_bytes()
    for mode in ("new", "resume", "overwrite"):
        for output in (job.input, tmp_path / "tautan.jsonl", tmp_path / "." / "in.jsonl"):
            with pytest.raises(PathError, match="sama dengan masukan"):
                run_batch(replace(job, output=output, mode=mode))
    with pytest.raises(PathError, match="harus berakhir"):
        run_batch(replace(job, output=tmp_path / "out.txt"))
    assert job.input.read_bytes() == before


def test_an_existing_output_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    job.output.write_text("berharga")
    with pytest.raises(PathError, match="--resume"):
        run_batch(job)
    assert job.output.read_text() == "berharga"
    run_batch(replace(job, mode="overwrite"))
    assert len(job.output.read_text().splitlines()) == 6


def test_nothing_is_overwritten_before_the_model_is_known_to_work(tmp_path: Path) -> None:
    job = replace(make_job(tmp_path), mode="overwrite", load=load_broken)
    job.output.write_text("berharga")
    with pytest.raises(ModelError):
        run_batch(job)
    assert job.output.read_text() == "berharga"


def test_unwritable_places(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    with pytest.raises(OutputFileError, match="foldernya tidak ada"):
        run_batch(replace(job, output=tmp_path / "tiada" / "out.jsonl"))
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(OutputFileError, match="tidak dapat"):
        run_batch(replace(job, output=tmp_path / "folder.jsonl", mode="overwrite"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    job = make_job(tmp_path)
    full = tmp_path / "penuh.jsonl"
    full.symlink_to("/dev/full")
    with pytest.raises(OutputFileError, match="ruang kosong"):
        run_batch(replace(job, output=full, mode="overwrite"))


def test_a_half_written_line_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    output = OutputFile(path, "new", 0)
    output.write(b"satu\n")
    output._file.write(b"dua se")  # the disk fills in the middle of a line
    output.__exit__(OSError, OSError(), None)
    assert path.read_bytes() == b"satu\n"


def test_a_file_broken_half_way_keeps_what_was_scored(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text('text\nsatu\ndua\n"' + "x" * 140_000 + '"\n')
    job = BatchJob(source, tmp_path / "out.jsonl", FakeScanner)
    with pytest.raises(InputFileError, match="data 3"):
        run_batch(job)
    assert [json.loads(line)["id"] for line in job.output.read_text().splitlines()] == ["1", "2"]
