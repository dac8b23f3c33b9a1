"""One batch from file to file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jobscan.batch.errors import PathError
from jobscan.batch.formats import OutputFormat, make_format
from jobscan.batch.inputs import SUFFIXES, open_input
from jobscan.batch.output import Mode, OutputFile, exists
from jobscan.batch.pool import available_cpus, score_rows
from jobscan.batch.resume import Done, Resumption
from jobscan.batch.rows import Result, Row, RowError
from jobscan.batch.scoring import Load, Options, Scans

_ONE_WORKER_UP_TO = 256 << 10


@dataclass(frozen=True)
class BatchJob:
    """What to score, where to, and how. `workers` None: one per CPU, and one alone for a small input."""

    input: Path
    output: Path
    load: Load
    options: Options = field(default_factory=Options)
    workers: int | None = None
    mode: Mode = "new"


@dataclass(frozen=True)
class Summary:
    """How many rows the whole output holds; `resumed` of them were already there."""

    ok: int
    failed: int
    resumed: int


def run_batch(job: BatchJob, on_result: Callable[[Result], None] | None = None) -> Summary:
    """Score every row of `job.input` into `job.output`; `on_result` hears of each after it is written.

    Raises:
        PathError: output and input are the same, or the output exists and `mode` is `new`.
        InputFileError, ResumeError, OutputFileError, ModelError, KnowledgeError, WorkerError: see there.
    """
    check_paths(job)
    with open_input(job.input) as source:
        scanner = job.load()
        form = make_format(job.output.suffix.lower(), source.dialect)
        done = Done()
        if job.mode == "resume":
            done = Resumption(form, source.rows, scanner, job.options).check(job.output)
        with _open_output(job, done) as output:
            if not done.size:
                output.write(form.header())
            results = _results(job, source.rows, scanner)
            return _write(results, form, output, done, on_result)


def check_paths(job: BatchJob) -> None:
    """Refuse paths that do not fit together, before anything is read or loaded."""
    if job.output.suffix.lower() not in SUFFIXES:
        raise PathError(f"{job.output}: nama keluaran harus berakhir .jsonl atau .csv.")
    if _same_file(job.input, job.output):
        raise PathError(f"{job.output}: keluaran sama dengan masukan. Pilih nama lain, agar masukan tidak hilang.")
    if job.mode == "new" and job.output.exists():
        raise exists(job.output)


def _same_file(first: Path, second: Path) -> bool:
    if first.exists() and second.exists():
        return first.samefile(second)
    return first.resolve() == second.resolve()


def _open_output(job: BatchJob, done: Done) -> OutputFile:
    fresh = job.mode == "resume" and not job.output.exists()
    return OutputFile(job.output, "new" if fresh else job.mode, done.size)


def _results(job: BatchJob, rows: Iterator[Row], scanner: Scans) -> Iterator[Result]:
    workers = job.workers or _default_workers(job.input)
    if workers == 1:
        return score_rows(rows, load=lambda: scanner, options=job.options)
    return score_rows(rows, load=job.load, workers=workers, options=job.options)


def _default_workers(path: Path) -> int:
    return 1 if path.stat().st_size <= _ONE_WORKER_UP_TO else available_cpus()


def _write(
    results: Iterator[Result],
    form: OutputFormat,
    output: OutputFile,
    done: Done,
    on_result: Callable[[Result], None] | None,
) -> Summary:
    ok, failed = done.ok, done.failed
    for result in results:
        output.write(form.line(result))
        if isinstance(result.outcome, RowError):
            failed += 1
        else:
            ok += 1
        if on_result:
            on_result(result)
    return Summary(ok, failed, done.ok + done.failed)
