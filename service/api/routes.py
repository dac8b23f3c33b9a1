"""The API's addresses. Routes read and answer; `service.scoring` and `service.api.batch` decide."""

from collections import Counter

from fastapi import APIRouter, Depends, Request

from service.api import batch, catalogue
from service.api.body import read_json, validated
from service.api.models import (
    BatchAnswer,
    KnowledgeAnswer,
    Live,
    ModelsAnswer,
    Ready,
    ScoreAnswer,
    ScoreRequest,
)
from service.api.openapi import problems, request_body, success
from service.problems import UNKNOWN_QUERY, ProblemError
from service.scoring import Scoring
from service.settings import Settings


def refuse_query(request: Request) -> None:
    """No address of the API takes query parameters; one sent is a mistake that must not pass unseen."""
    if request.url.query:
        raise ProblemError(UNKNOWN_QUERY, "Alamat ini tidak menerima parameter. Pakai isi JSON.")


health = APIRouter(prefix="/health", tags=["kesehatan"])
v1 = APIRouter(prefix="/v1", dependencies=[Depends(refuse_query)])


@v1.post(
    "/score",
    tags=["penilaian"],
    summary="Nilai satu iklan",
    responses=success("assessment") | problems(400, 413, 415, 422, 500, 503),
    openapi_extra=request_body("ScoreRequest", "score_request"),
)
async def score(request: Request) -> ScoreAnswer:
    """Skor, tingkat, temuan dengan letaknya, dan langkah periksa untuk satu iklan."""
    asked = validated(ScoreRequest, await read_json(request))
    batch.require_possible(_scoring(request), asked)
    assessment = await _scoring(request).one(asked.ad(), asked.options(), request.state.request_id)
    request.state.levels = {assessment.risk.level: 1}
    return batch.score_answer(assessment, request.state.request_id)


@v1.post(
    "/score/batch",
    tags=["penilaian"],
    summary="Nilai sampai 100 iklan",
    responses=success("batch") | problems(400, 413, 415, 422, 500, 503),
    openapi_extra=request_body("BatchRequest", "batch_request"),
)
async def score_batch(request: Request) -> BatchAnswer:
    """Hasil berurutan dan sebanyak kiriman; iklan yang gagal membawa `error` sendiri.

    Pilihan (`profile`, `explain`, `as_of`, `model`, `store`) ditulis di samping `items`, berlaku untuk semua.
    """
    settings: Settings = request.app.state.settings
    asked = batch.envelope(await read_json(request), settings.batch_limit)
    batch.require_possible(_scoring(request), asked)
    answer = await batch.score_all(_scoring(request), asked, request.state.request_id)
    request.state.levels = Counter(r.risk.level if isinstance(r, ScoreAnswer) else "error" for r in answer.results)
    return answer


@v1.get(
    "/models",
    tags=["acuan"],
    summary="Model yang dimuat",
    responses=success("models") | problems(400, 500, 503),
)
async def models(request: Request) -> ModelsAnswer:
    """Nama, versi, sidik berkas, dan alias model."""
    return catalogue.models(_scoring(request).scanner)


@v1.get(
    "/knowledge",
    tags=["acuan"],
    summary="Pengetahuan yang dimuat",
    responses=success("knowledge") | problems(400, 500, 503),
)
async def knowledge(request: Request) -> KnowledgeAnswer:
    """Arti setiap kode dalam jawaban: indikator, modus, pasal, langkah; versi dan bulan tinjauannya."""
    return catalogue.knowledge(_scoring(request).scanner)


@health.get("/live", summary="Proses menjawab", responses=success("live"))
async def live() -> Live:
    """Selalu `ok` selama proses berjalan."""
    return Live()


@health.get("/ready", summary="Siap menilai", responses=success("ready") | problems(503))
async def ready(request: Request) -> Ready:
    """Paket model terverifikasi dan antrean belum penuh; bila tidak, 503 menyebut pemeriksaan yang gagal."""
    return Ready(checks=_scoring(request).require_ready())


def _scoring(request: Request) -> Scoring:
    scoring: Scoring = request.app.state.scoring
    return scoring
