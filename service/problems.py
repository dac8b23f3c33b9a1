"""Errors for callers, in the form of RFC 9457. Never hold submitted text; 5xx say only title and id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from jobscan.errors import InputError

MEDIA_TYPE = "application/problem+json"
_BASE = "https://jobscan.example/problems/"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: the stable end of its `type` address, a title for people, the HTTP status."""

    slug: str
    title: str
    status: int


NOT_JSON = Kind("not-json", "Bukan JSON yang sah", 400)
BAD_REQUEST = Kind("bad-request", "Permintaan tidak sah", 400)
UNKNOWN_HOST = Kind("unknown-host", "Nama host tidak dikenal", 400)
UNKNOWN_QUERY = Kind("unknown-query", "Parameter alamat tidak dikenal", 400)
CROSS_SITE = Kind("cross-site", "Formulir dikirim dari situs lain", 403)
NOT_FOUND = Kind("not-found", "Tidak ditemukan", 404)
METHOD_NOT_ALLOWED = Kind("method-not-allowed", "Metode tidak didukung", 405)
BODY_TOO_LARGE = Kind("body-too-large", "Kiriman terlalu besar", 413)
TOO_MANY_ITEMS = Kind("too-many-items", "Terlalu banyak iklan dalam satu kiriman", 413)
UNSUPPORTED_TYPE = Kind("unsupported-type", "Jenis isi tidak didukung", 415)
INVALID_FIELDS = Kind("invalid-fields", "Isian tidak sah", 422)
TEXT_EMPTY = Kind("text-empty", "Teks kosong", 422)
TEXT_TOO_LONG = Kind("text-too-long", "Teks terlalu panjang", 422)
TEXT_UNREADABLE = Kind("text-unreadable", "Teks tidak terbaca", 422)
INTERNAL = Kind("internal", "Terjadi kesalahan pada layanan", 500)
OVERLOADED = Kind("overloaded", "Layanan sedang penuh, coba lagi sebentar", 503)
NOT_READY = Kind("not-ready", "Layanan belum siap", 503)

_TEXT_KINDS = {"empty": TEXT_EMPTY, "too_long": TEXT_TOO_LONG, "unreadable": TEXT_UNREADABLE}


class FieldError(BaseModel):
    """One thing to mend. `pointer` is a JSON pointer into the request; empty means the whole request."""

    model_config = ConfigDict(frozen=True)

    pointer: str
    code: str
    detail: str | None = None
    limit: int | None = None


class Problem(BaseModel):
    """An error (RFC 9457). 5xx carry `type`, `title`, `status`, `request_id` and, for readiness, `checks`."""

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str | None = None
    instance: str | None = None
    request_id: str
    errors: list[FieldError] | None = None
    checks: dict[str, str] | None = None


class ProblemError(Exception):
    """Raised anywhere in the service to answer the caller with a problem."""

    def __init__(
        self,
        kind: Kind,
        detail: str | None = None,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        checks: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.checks = dict(checks or {})

    def body(self, request_id: str, instance: str | None = None) -> Problem:
        """The problem as it is sent."""
        private = self.kind.status >= 500
        return Problem(
            type=_BASE + self.kind.slug,
            title=self.kind.title,
            status=self.kind.status,
            detail=None if private else self.detail,
            instance=None if private else instance,
            request_id=request_id,
            errors=None if private else list(self.errors) or None,
            checks=self.checks or None,
        )


def from_input_error(error: InputError, pointer: str) -> ProblemError:
    """The problem for a text that the scanner refused."""
    kind = _TEXT_KINDS.get(error.code, INVALID_FIELDS)
    field = FieldError(pointer=pointer, code=error.code, limit=getattr(error, "limit", None))
    return ProblemError(kind, str(error), [field])


def overloaded(retry_after: int) -> ProblemError:
    """Too many ads at the same time; the caller should wait and try again."""
    return ProblemError(OVERLOADED, headers={"Retry-After": str(retry_after)})


def not_ready(checks: Mapping[str, str], retry_after: int) -> ProblemError:
    """A check of `/health/ready` failed; `checks` names which."""
    return ProblemError(NOT_READY, headers={"Retry-After": str(retry_after)}, checks=checks)
