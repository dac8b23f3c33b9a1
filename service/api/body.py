"""Reads a JSON body strictly, and turns what is wrong with it into problems that never repeat it."""

import json
import re
from typing import Any, NoReturn, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from service.problems import INVALID_FIELDS, NOT_JSON, UNSUPPORTED_TYPE, FieldError, ProblemError

_Model = TypeVar("_Model", bound=BaseModel)
_SAFE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_MAX_ERRORS = 20

# pydantic's error type -> our stable code and the sentence shown
_MEANINGS = {
    "missing": ("missing", "Isian wajib belum ada."),
    "extra_forbidden": ("unknown_field", "Isian tidak dikenal. Periksa ejaannya."),
    "string_too_long": ("too_long", "Terlalu panjang."),
    "string_too_short": ("too_short", "Terlalu pendek."),
    "too_short": ("too_short", "Paling sedikit satu."),
    "string_unicode": ("unreadable", "Memuat karakter yang bukan Unicode sah."),
    "literal_error": ("not_allowed", "Nilai tidak dikenal."),
    "string_pattern_mismatch": ("bad_format", "Bentuk nilai tidak sesuai."),
    "value_error": ("bad_format", "Bentuk nilai tidak sesuai."),
    "timezone_aware": ("bad_format", "Zona waktu belum ada."),
}
_WRONG_TYPE = ("wrong_type", "Jenis nilai tidak sesuai.")


async def read_json(request: Request) -> Any:
    """The parsed body.

    Raises:
        ProblemError: 415 for another type, charset or encoding; 400 for what is not JSON in UTF-8.
    """
    _require_json(request)
    body = await request.body()
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ProblemError(NOT_JSON, "Isi bukan UTF-8 yang sah.") from error
    except RecursionError as error:
        raise ProblemError(NOT_JSON, "Isi bertingkat terlalu dalam.") from error
    except ValueError as error:
        raise ProblemError(NOT_JSON, "Isi tidak dapat dibaca sebagai JSON.") from error


def validated(model: type[_Model], data: Any, pointer: str = "") -> _Model:
    """`data` as `model`.

    Raises:
        ProblemError: 422 with a JSON pointer, below `pointer`, for each thing to mend.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        errors = [_field_error(detail["type"], detail["loc"], detail.get("ctx", {}), pointer) for detail in details]
    raise ProblemError(INVALID_FIELDS, _sentence(errors), errors[:_MAX_ERRORS])


def _require_json(request: Request) -> None:
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = re.fullmatch(r'\s*charset="?utf-?8"?\s*;?\s*|\s*', parameters, re.IGNORECASE)
    several = len(request.headers.getlist("content-type")) > 1
    if media.strip().lower() != "application/json" or not charset or several:
        raise ProblemError(UNSUPPORTED_TYPE, "Pakai Content-Type: application/json; charset=utf-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ProblemError(UNSUPPORTED_TYPE, "Kirim isi tanpa pemampatan (Content-Encoding).")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} bukan JSON")


def _field_error(kind: str, loc: tuple[int | str, ...], context: dict[str, Any], base: str) -> FieldError:
    code, detail = _MEANINGS.get(kind, _WRONG_TYPE if kind.endswith("_type") else _MEANINGS["value_error"])
    if kind == "extra_forbidden" and not _SAFE_NAME.fullmatch(str(loc[-1])):
        loc = loc[:-1]  # the name itself may be submitted text
    if kind == "literal_error":
        detail = f"{detail} Pilihan: {_choices(str(context['expected']))}."
    limit = context.get("max_length") if code == "too_long" else None
    return FieldError(pointer=base + "".join(f"/{part}" for part in loc), code=code, detail=detail, limit=limit)


def _choices(expected: str) -> str:
    return ", ".join(re.findall(r"'([^']+)'", expected))


def _sentence(errors: list[FieldError]) -> str:
    if len(errors) > 1:
        return f"Ada {len(errors)} isian yang perlu diperbaiki."
    return f"{errors[0].pointer or 'Isi'}: {errors[0].detail}"
