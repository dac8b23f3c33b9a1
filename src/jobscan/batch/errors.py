"""What can stop a whole batch. A problem of one row is a `RowError` in the output instead."""

from jobscan.errors import InputError, JobscanError


class InputFileError(InputError):
    """The whole input file cannot be used."""

    code = "input_file"


class ResumeError(InputError):
    """The existing output does not belong to this input, model or setting."""

    code = "resume"


class OutputFileError(JobscanError):
    """The output cannot be written; the complete rows in it stay valid."""

    code = "output_file"


class PathError(JobscanError):
    """The paths given do not fit together: a mistake in the call."""

    code = "path"


class WorkerError(JobscanError):
    """A worker process died."""

    code = "worker"

    def __init__(self) -> None:
        super().__init__(
            "Proses pekerja berhenti mendadak, mungkin memori habis. Lanjutkan dengan --resume --workers 1."
        )
