"""Bulk scoring of a file of ads: row by row, in input order, resumable. Knows nothing of the command line."""

from jobscan.batch.errors import InputFileError, OutputFileError, PathError, ResumeError, WorkerError
from jobscan.batch.job import BatchJob, Summary, run_batch
from jobscan.batch.pool import score_rows
from jobscan.batch.rows import Result, Row, RowError, parse_published_at
from jobscan.batch.scoring import Options, Scans

__all__ = [
    "BatchJob",
    "InputFileError",
    "Options",
    "OutputFileError",
    "PathError",
    "Result",
    "ResumeError",
    "Row",
    "RowError",
    "Scans",
    "Summary",
    "WorkerError",
    "parse_published_at",
    "run_batch",
    "score_rows",
]
