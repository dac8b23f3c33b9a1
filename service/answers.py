"""How a problem is shown: problem+json for programs, an Indonesian page for browsers outside `/v1`."""

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from service.problems import BAD_REQUEST, MEDIA_TYPE, METHOD_NOT_ALLOWED, NOT_FOUND, ProblemError
from service.web.pages import Pages

API_PREFIXES = ("/v1", "/health", "/openapi.json")
_KINDS = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED}


def answer(request: Request, error: ProblemError) -> Response:
    """The response for `error`, in the form this caller reads."""
    problem = error.body(request.state.request_id, route_template(request))
    if wants_page(request):
        pages: Pages = request.app.state.pages
        return pages.error(problem, headers=error.headers)
    return Response(
        problem.model_dump_json(exclude_none=True),
        problem.status,
        headers=error.headers,
        media_type=MEDIA_TYPE,
    )


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Turn the framework's own refusals (no such path, wrong method) into problems."""
    assert isinstance(error, HTTPException)
    kind = _KINDS.get(error.status_code, BAD_REQUEST)
    return answer(request, ProblemError(kind, headers=error.headers))


def wants_page(request: Request) -> bool:
    """Whether a person's browser asked, outside the API."""
    return not request.url.path.startswith(API_PREFIXES) and "text/html" in request.headers.get("accept", "")


def route_template(request: Request) -> str | None:
    """The path of the matched route; None without one, so that a made-up address is never repeated."""
    return getattr(request.scope.get("route"), "path", None)
