"""What the service decides about scoring: admission, options, and how failures are told apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from jobscan.classifier.manifest import Manifest
from jobscan.errors import InputError
from jobscan.knowledge import Knowledge
from jobscan.types import Assessment, Explain, JobAd, ModelInfo, Profile
from service import logs
from service.pool import QueueFullError, ScanPool
from service.problems import (
    INTERNAL,
    INVALID_FIELDS,
    FieldError,
    ProblemError,
    from_input_error,
    not_ready,
    overloaded,
)
from service.settings import Settings

DEFAULT_ALIAS = "default"


class HasManifest(Protocol):
    """The part of a bundle that pages show."""

    @property
    def manifest(self) -> Manifest: ...


class Scans(Protocol):
    """The part of `jobscan.Scanner` that the service uses."""

    @property
    def bundle(self) -> HasManifest: ...

    @property
    def model(self) -> ModelInfo: ...

    @property
    def knowledge(self) -> Knowledge: ...

    def scan(
        self,
        ad: str | JobAd,
        *,
        profile: Profile = "counter",
        as_of: date | None = None,
        explain: Explain = "none",
    ) -> Assessment: ...


@dataclass(frozen=True, slots=True)
class Options:
    """How to score."""

    profile: Profile = "counter"
    as_of: date | None = None
    explain: Explain = "none"


class Scoring:
    """Scores ads with one scanner on a bounded pool. Without a scanner everything answers "not ready"."""

    def __init__(self, scanner: Scans | None, settings: Settings) -> None:
        self._scanner = scanner
        self._retry_after = settings.retry_after
        self._pool = ScanPool(settings.workers, settings.queue_limit)

    @property
    def loaded(self) -> Scans | None:
        """The scanner, where there is one."""
        return self._scanner

    @property
    def scanner(self) -> Scans:
        """The loaded scanner.

        Raises:
            ProblemError: there is none.
        """
        if self._scanner is None:
            raise not_ready(self.checks(), self._retry_after)
        return self._scanner

    def checks(self) -> dict[str, str]:
        """Name and state of each readiness check; every state but "ok" is a failure."""
        model = "ok" if self._scanner is not None else "missing"
        return {"model": model, "queue": "full" if self._pool.full else "ok"}

    def require_ready(self) -> dict[str, str]:
        """The checks when all of them pass.

        Raises:
            ProblemError: one failed; the problem names it.
        """
        checks = self.checks()
        if set(checks.values()) != {"ok"}:
            raise not_ready(checks, self._retry_after)
        return checks

    def require_model(self, wanted: str) -> None:
        """Refuse a model that is not loaded: only the alias or the exact version is known.

        Raises:
            ProblemError: `wanted` is neither.
        """
        if wanted not in (DEFAULT_ALIAS, self.scanner.model.version):
            detail = f"Model tidak dikenal. Pakai «{DEFAULT_ALIAS}» atau versi persis dari /v1/models."
            field = FieldError(pointer="/model", code="unknown_model", detail=detail)
            raise ProblemError(INVALID_FIELDS, detail, [field])

    async def one(self, ad: JobAd, options: Options, request_id: str) -> Assessment:
        """Score one ad.

        Raises:
            ProblemError: the text cannot be scored, there is no room, or no scanner.
        """
        (result,) = await self.many([ad], options, request_id)
        if isinstance(result, BaseException):
            raise problem_of(result, "/text")
        return result

    async def many(self, ads: Sequence[JobAd], options: Options, request_id: str) -> list[Assessment | BaseException]:
        """Score ads; results keep their order, and one that failed gives its error, logged where unexpected.

        Raises:
            ProblemError: there is no room for all of them, or no scanner.
        """
        scanner = self.scanner
        try:
            results = await self._pool.run([_job(scanner, ad, options) for ad in ads])
        except QueueFullError as error:
            raise overloaded(self._retry_after) from error
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, InputError):
                logs.failure(result, request_id)
        return results

    def close(self) -> None:
        """Let running ads finish and stop the threads."""
        self._pool.close()


def problem_of(error: BaseException, pointer: str) -> ProblemError:
    """The problem that tells a caller why one ad could not be scored."""
    if isinstance(error, ProblemError):
        return error
    return from_input_error(error, pointer) if isinstance(error, InputError) else ProblemError(INTERNAL)


def _job(scanner: Scans, ad: JobAd, options: Options) -> Callable[[], Assessment]:
    return lambda: scanner.scan(ad, profile=options.profile, as_of=options.as_of, explain=options.explain)
