"""Puts the service together: `create_app(settings, scanner)`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from service.answers import on_http_exception
from service.api import routes as api
from service.api.openapi import JobscanAPI
from service.middleware import BodyLimit, HostCheck, RequestContext, SecurityHeaders
from service.scoring import Scans, Scoring
from service.settings import Settings
from service.web import routes as web
from service.web.pages import Pages


def create_app(settings: Settings, scanner: Scans | None) -> FastAPI:
    """The whole application. Without a scanner it runs; `/health/ready` says that the model is missing."""
    app = JobscanAPI(lifespan=_lifespan)
    app.state.settings = settings
    app.state.scoring = Scoring(scanner, settings)
    app.state.pages = Pages()
    app.include_router(api.health)
    app.include_router(api.v1)
    app.include_router(web.router)
    app.add_exception_handler(HTTPException, on_http_exception)
    # The last added is the outermost.
    app.add_middleware(BodyLimit, api=settings.body_limit, form=settings.form_limit)
    app.add_middleware(HostCheck, allowed=settings.allowed_hosts)
    app.add_middleware(RequestContext)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    scoring: Scoring = app.state.scoring
    scoring.close()
