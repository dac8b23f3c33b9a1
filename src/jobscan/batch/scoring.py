"""Scores one row. The same function for one process and for many."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from jobscan.batch.rows import Result, Row, RowError
from jobscan.errors import InputError, JobscanError
from jobscan.knowledge import Knowledge
from jobscan.types import Assessment, JobAd, ModelInfo, Profile

_log = logging.getLogger(__name__)


class Scans(Protocol):
    """What a batch needs of `jobscan.Scanner`."""

    @property
    def model(self) -> ModelInfo: ...

    @property
    def knowledge(self) -> Knowledge: ...

    def scan(self, ad: JobAd, *, profile: Profile, as_of: date | None) -> Assessment: ...


Load = Callable[[], Scans]


@dataclass(frozen=True)
class Options:
    """Settings for every row. One `as_of` for all keeps a run over midnight, or resumed later, the same."""

    profile: Profile = "counter"
    as_of: date | None = None


def score_row(scanner: Scans, row: Row, options: Options) -> Result:
    """Score one row. A row that cannot be scored gives a `RowError`; an unusable model raises."""
    if isinstance(row.content, RowError):
        return Result(row.number, row.position, row.id, row.content)
    return Result(row.number, row.position, row.id, _assess(scanner, row.number, row.content, options))


def assessment_id(model_digest: str, knowledge_digest: str, number: int, text: str) -> str:
    """An id made of model, knowledge, row number and text alone, so that a resumed run gives the same."""
    parts = "\0".join((model_digest, knowledge_digest, str(number), text))
    return "a_" + hashlib.sha256(parts.encode()).hexdigest()[:26]


def _assess(scanner: Scans, number: int, ad: JobAd, options: Options) -> Assessment | RowError:
    try:
        assessment = scanner.scan(ad, profile=options.profile, as_of=options.as_of)
    except InputError as error:
        return RowError(error.code, str(error))
    except (JobscanError, MemoryError):
        raise
    except Exception as error:  # a defect met by one ad must not keep thousands of others from being read
        _log.debug("row %d", number, exc_info=True)
        return RowError("internal", f"Kesalahan tak terduga ({type(error).__name__}). Laporkan ke pengembang.")
    stable = assessment_id(assessment.model.digest, assessment.knowledge.digest, number, ad.text)
    return assessment.model_copy(update={"id": ad.id, "assessment_id": stable})
