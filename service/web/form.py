"""Reads the web form: from our own page only, URL-encoded, in UTF-8."""

import re
from dataclasses import dataclass
from typing import cast, get_args
from urllib.parse import parse_qs, urlsplit

from fastapi import Request

from jobscan.types import Source
from service.problems import BAD_REQUEST, CROSS_SITE, UNSUPPORTED_TYPE, ProblemError

_ENCODED = "application/x-www-form-urlencoded"
_MOST_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Submission:
    """What was typed. Line breaks are single `\\n`: this is the text that is scored and shown."""

    text: str
    source: Source | None


async def read_form(request: Request) -> Submission:
    """The submitted form.

    Raises:
        ProblemError: sent from another site, in another encoding, or not a form at all.
    """
    if not _is_same_site(request):
        raise ProblemError(CROSS_SITE, "Kirim formulir dari halaman jobscan sendiri.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _ENCODED:
        raise ProblemError(UNSUPPORTED_TYPE, f"Formulir harus dikirim sebagai {_ENCODED}.")
    try:
        body = (await request.body()).decode("utf-8")
        fields = parse_qs(body, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise ProblemError(BAD_REQUEST, "Formulir tidak dapat dibaca sebagai UTF-8.") from error
    source = fields.get("source", [""])[0]
    if source and source not in get_args(Source):
        raise ProblemError(BAD_REQUEST, "Pilihan sumber tidak dikenal.")
    text = re.sub(r"\r\n?", "\n", fields.get("text", [""])[0])
    return Submission(text, cast(Source, source) if source else None)


def _is_same_site(request: Request) -> bool:
    """Whether the form comes from our own page.

    Browsers that tell with Sec-Fetch-Site are believed. Older ones send Origin, which is `null` even for
    our own form because our pages send no referrer; programs such as curl send neither.
    """
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
