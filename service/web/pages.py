"""Renders the pages. Templates escape everything by default; there is no inline script or style."""

from collections.abc import Mapping
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import jobscan
from jobscan.classifier.manifest import Manifest
from service.problems import Problem
from service.scoring import Scans
from service.web import words
from service.web.form import Submission
from service.web.samples import SAMPLES
from service.web.view import Result

_TEMPLATES = Path(__file__).parent / "templates"
_EMPTY = Submission("", None)


class Pages:
    """All pages of the web form."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["app_version"] = jobscan.__version__
        self._templates.filters |= {"percent": words.percent, "month": words.month}

    def home(
        self,
        scanner: Scans | None,
        submission: Submission = _EMPTY,
        *,
        result: Result | None = None,
        problem: Problem | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        """The form, with a result or with what went wrong; the text typed is kept."""
        context = {
            "scanner": scanner,
            "submission": submission,
            "result": result,
            "problem": problem,
            "sources": words.SOURCES,
            "samples": SAMPLES,
            "confidences": words.CONFIDENCES,
        }
        return self._page("home.html", context, problem.status if problem else 200, headers)

    def about(self, scanner: Scans | None) -> HTMLResponse:
        """What the score is, its limits, privacy, versions, thresholds."""
        manifest: Manifest | None = scanner.bundle.manifest if scanner else None
        return self._page("about.html", {"scanner": scanner, "manifest": manifest, "profile_names": words.PROFILES})

    def error(self, problem: Problem, headers: Mapping[str, str]) -> HTMLResponse:
        """A problem for a person's browser."""
        return self._page("error.html", {"scanner": None, "problem": problem}, problem.status, headers)

    def _page(
        self,
        name: str,
        context: Mapping[str, object],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        html = self._templates.get_template(name).render(context)
        return HTMLResponse(html, status, dict(headers or {}))
