"""The web form's addresses."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from jobscan.types import JobAd
from service.problems import NOT_FOUND, ProblemError
from service.scoring import Options, Scoring
from service.web.form import Submission, read_form
from service.web.pages import Pages
from service.web.samples import SAMPLES
from service.web.view import result

_STATIC = Path(__file__).parent / "static"


router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD", "POST"])
async def home(request: Request) -> Response:
    """The form; on POST with the result beneath the same address, which never holds the text."""
    if request.method == "POST":
        return await _score(request)
    pages, scoring = _parts(request)
    number = request.query_params.get("contoh")
    if number is None:
        return pages.home(scoring.loaded)
    sample = {str(i): sample for i, sample in enumerate(SAMPLES, start=1)}.get(number)
    if sample is None:
        raise ProblemError(NOT_FOUND, "Contoh iklan itu tidak ada.")
    return pages.home(scoring.loaded, Submission(sample.text, sample.source))


@router.api_route("/tentang", methods=["GET", "HEAD"])
async def about(request: Request) -> Response:
    """What the score is and is not."""
    pages, scoring = _parts(request)
    return pages.about(scoring.loaded)


@router.api_route("/static/style.css", methods=["GET", "HEAD"])
async def style() -> Response:
    """Our one style sheet."""
    return _file("style.css", "text/css")


@router.api_route("/static/icon.svg", methods=["GET", "HEAD"])
async def icon() -> Response:
    """The icon in the browser's tab."""
    return _file("icon.svg", "image/svg+xml")


async def _score(request: Request) -> HTMLResponse:
    submission = await read_form(request)
    pages, scoring = _parts(request)
    request_id: str = request.state.request_id
    try:
        ad = JobAd(text=submission.text, source=submission.source)
        assessment = await scoring.one(ad, Options(), request_id)
    except ProblemError as error:
        return pages.home(scoring.loaded, submission, problem=error.body(request_id), headers=error.headers)
    request.state.levels = {assessment.risk.level: 1}
    shown = result(submission.text, assessment, scoring.scanner.knowledge)
    return pages.home(scoring.loaded, submission, result=shown)


def _parts(request: Request) -> tuple[Pages, Scoring]:
    return request.app.state.pages, request.app.state.scoring


def _file(name: str, media_type: str) -> FileResponse:
    return FileResponse(_STATIC / name, media_type=media_type, headers={"Cache-Control": "max-age=600"})
