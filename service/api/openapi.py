"""The API's description. `python -m service.api.openapi > docs/api/openapi.json` renews the copy."""

import json
import sys
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

import jobscan
from service.api import examples
from service.api.models import BatchRequest, Item, ScoreRequest
from service.problems import MEDIA_TYPE, Problem

_SCHEMAS = "#/components/schemas/{model}"
_DESCRIPTION = (
    "Menilai iklan lowongan berbahasa Indonesia: seberapa perlu diperiksa, tanda apa yang terlihat, di mana "
    "dalam teks, dan apa yang dicek berikutnya. Skor adalah prioritas pemeriksaan, bukan putusan. Tidak ada "
    "teks yang disimpan. Posisi (`start`, `end`) dihitung dalam titik kode Unicode dari teks yang dikirim. "
    "Semua galat berbentuk RFC 9457."
)
_TAGS = [
    {"name": "penilaian", "description": "Menilai iklan."},
    {"name": "acuan", "description": "Model dan pengetahuan yang dimuat."},
    {"name": "kesehatan", "description": "Untuk pemantau layanan."},
]


class JobscanAPI(FastAPI):
    """FastAPI with our description, and without the documentation pages that load scripts from elsewhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            title="jobscan",
            version=jobscan.__version__,
            summary="API penilaian iklan lowongan",
            description=_DESCRIPTION,
            openapi_tags=_TAGS,
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            **options,
        )

    def openapi(self) -> dict[str, Any]:
        """The description, with the schemas of requests and errors, which routes read by hand."""
        if not self.openapi_schema:
            schema = super().openapi()
            _, by_hand = models_json_schema(
                [(model, "validation") for model in (Item, ScoreRequest, BatchRequest, Problem)],
                ref_template=_SCHEMAS,
            )
            schemas = schema["components"]["schemas"]
            schemas |= by_hand["$defs"]
            # Plain data in the models: an item is checked alone, an error leaves out what it does not say.
            schemas["BatchRequest"]["properties"]["items"]["items"] = {"$ref": _SCHEMAS.format(model="Item")}
            schemas["FailedItem"]["properties"]["error"] = {"$ref": _SCHEMAS.format(model="Problem")}
        return self.openapi_schema or {}


def request_body(model: str, example: str) -> dict[str, Any]:
    """The description of a JSON body that the route reads by hand."""
    content = {"schema": {"$ref": _SCHEMAS.format(model=model)}, "example": examples.BODIES[example]}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def success(example: str) -> dict[int | str, dict[str, Any]]:
    """An example for the answer 200."""
    return {200: {"content": {"application/json": {"example": examples.BODIES[example]}}}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route can answer, each with its examples."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    shown = {name: {"value": body} for name, body in examples.PROBLEMS[status].items()}
    title = "; ".join(str(body["title"]) for body in examples.PROBLEMS[status].values())
    content = {"schema": {"$ref": _SCHEMAS.format(model="Problem")}, "examples": shown}
    headers = {"Retry-After": {"schema": {"type": "integer"}, "description": "Detik sampai coba lagi."}}
    return {"description": title, "content": {MEDIA_TYPE: content}} | ({"headers": headers} if status == 503 else {})


def rendered() -> str:
    """The description as the committed file holds it."""
    from service.app import create_app
    from service.settings import Settings

    return json.dumps(create_app(Settings(), None).openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(rendered())
