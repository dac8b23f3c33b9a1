"""Finds out how much of an output is already there, and refuses one that belongs to something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from jobscan.batch.errors import OutputFileError, ResumeError
from jobscan.batch.formats import OutputFormat
from jobscan.batch.rows import Row
from jobscan.batch.scoring import Options, Scans, assessment_id, score_row
from jobscan.types import JobAd

MAX_LINE = 64 << 20


@dataclass(frozen=True)
class Done:
    """The complete part of an output: `size` bytes with `ok` + `failed` results."""

    size: int = 0
    ok: int = 0
    failed: int = 0


class Resumption:
    """Compares an output with the input it should belong to. Only reads; takes the rows it saw off `rows`."""

    def __init__(self, form: OutputFormat, rows: Iterator[Row], scanner: Scans, options: Options) -> None:
        self._form, self._rows, self._scanner, self._options = form, rows, scanner, options
        self._last: dict[bool, tuple[Row, bytes]] = {}

    def check(self, path: Path) -> Done:
        """Count the complete results of `path`; nothing is done if it does not exist.

        Raises:
            ResumeError: it was made from another input, by another model, or with other settings.
            OutputFileError: it cannot be read.
        """
        try:
            with path.open("rb") as handle:
                return self._read(handle)
        except FileNotFoundError:
            return Done()
        except OSError as error:
            raise OutputFileError(f"{path}: tidak dapat dibaca ({error.strerror}). Periksa izin berkas.") from error

    def _read(self, handle: IO[bytes]) -> Done:
        header = self._form.header()
        found = handle.read(len(header))
        if found != header:
            if header.startswith(found):
                return Done()
            raise _foreign("baris pertamanya bukan judul kolom jobscan")
        done = Done(size=len(header))
        while (line := handle.readline(MAX_LINE)).endswith(b"\n"):
            failed = self._compare(line)
            done = Done(done.size + len(line), done.ok + (not failed), done.failed + failed)
        if line and not self._form.may_begin(line):
            raise _foreign("baris terakhirnya bukan hasil jobscan")
        self._score_last_again()
        return done

    def _compare(self, line: bytes) -> bool:
        row = next(self._rows, None)
        if row is None:
            raise _foreign("barisnya lebih banyak daripada masukan")
        try:
            written = self._form.read(line)
        except ValueError as error:
            raise _foreign(f"baris {row.number} bukan hasil jobscan") from error
        if written.id != self._form.shown_id(row.id):
            raise _foreign(f"id baris {row.number} berbeda")
        if written.assessment_id not in (None, self._expected_id(row)):
            raise _foreign(f"teks, model atau pengetahuan baris {row.number} berbeda")
        self._last[written.failed] = row, line
        return written.failed

    def _expected_id(self, row: Row) -> str | None:
        if not isinstance(row.content, JobAd):
            return None
        return assessment_id(self._scanner.model.digest, self._scanner.knowledge.digest, row.number, row.content.text)

    def _score_last_again(self) -> None:
        """The last results, scored again, must give the same bytes: shows another model, profile or date."""
        for row, line in self._last.values():
            if self._form.line(score_row(self._scanner, row, self._options)) != line:
                raise _foreign(
                    f"baris {row.number} kini dinilai lain (model, pengetahuan, profil atau tanggal berbeda)"
                )


def _foreign(reason: str) -> ResumeError:
    return ResumeError(
        f"Keluaran tidak dapat dilanjutkan: {reason}. "
        "Pakai masukan, model dan pilihan yang sama, atau --overwrite untuk mulai dari awal."
    )
