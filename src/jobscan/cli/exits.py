"""The one place where an error becomes a message and an exit code."""

import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from jobscan.cli.terminal import clean
from jobscan.errors import JobscanError, KnowledgeError, ModelError

USAGE, INPUT, MODEL, INTERRUPTED = 2, 3, 4, 130


class UsageError(JobscanError):
    """The command was called in a way that makes no sense."""

    code = "usage"


class JobscanGroup(TyperGroup):
    """Answers every expected error of every command, also of other packages, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except JobscanError as error:
            stop(str(error), exit_code(error))
        except KeyboardInterrupt:
            stop("Dihentikan.", INTERRUPTED)
        except BrokenPipeError:
            raise  # typer ends silently: the reader of our output, say `head`, has seen enough
        except OSError as error:
            stop(f"{error.filename or 'keluaran'}: {error.strerror or error}.", INPUT)
        return result


def exit_code(error: JobscanError) -> int:
    """2 for a mistake in the call, 4 for an unusable model or knowledge, 3 for input and output."""
    from jobscan.batch.errors import PathError

    if isinstance(error, UsageError | PathError):
        return USAGE
    return MODEL if isinstance(error, ModelError | KnowledgeError) else INPUT


def stop(message: str, code: int) -> NoReturn:
    """Say why on standard error, and end."""
    prefix = "" if code == INTERRUPTED else "Kesalahan: "
    typer.echo(prefix + clean(message), err=True)
    raise typer.Exit(code)
