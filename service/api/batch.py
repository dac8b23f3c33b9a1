"""Scoring for the API: which options are possible, and how a batch keeps order, ids and failures apart."""

import re
from typing import Any

from jobscan.types import MAX_ID, Assessment
from service.api.body import validated
from service.api.models import BatchAnswer, BatchRequest, FailedItem, Item, ScoreAnswer, ScoreOptions, Summary
from service.problems import INVALID_FIELDS, TOO_MANY_ITEMS, FieldError, ProblemError
from service.scoring import Scoring, problem_of

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: cannot be written into an answer


def require_possible(scoring: Scoring, asked: ScoreOptions) -> None:
    """Refuse options that cannot be honoured now.

    Raises:
        ProblemError: 422 for `store: true` or an unknown model; 503 without a scanner.
    """
    if asked.store:
        detail = "Belum ada penyimpanan. Hapus isian ini atau kirim false."
        error = FieldError(pointer="/store", code="not_supported", detail=detail)
        raise ProblemError(INVALID_FIELDS, detail, [error])
    scoring.require_model(asked.model)


def envelope(data: Any, limit: int) -> BatchRequest:
    """The batch without a look at its items, save their number and that no id comes twice.

    Raises:
        ProblemError: 413 for too many items, 422 for a bad envelope or a repeated id.
    """
    items = data.get("items") if isinstance(data, dict) else None
    if isinstance(items, list) and len(items) > limit:
        error = FieldError(pointer="/items", code="too_many", limit=limit)
        raise ProblemError(TOO_MANY_ITEMS, f"{len(items)} iklan; batas {limit} dalam satu kiriman.", [error])
    asked = validated(BatchRequest, data)
    repeated = _repeated_ids(asked.items)
    if repeated:
        raise ProblemError(INVALID_FIELDS, "Ada id yang dipakai lebih dari sekali.", repeated)
    return asked


async def score_all(scoring: Scoring, asked: BatchRequest, request_id: str) -> BatchAnswer:
    """Score each item on its own; results keep the order and number of the items.

    Raises:
        ProblemError: 503 when there is no room for the batch.
    """
    items = [_item(data, f"/items/{index}") for index, data in enumerate(asked.items)]
    ads = [item.ad() for item in items if isinstance(item, Item)]
    scored = iter(await scoring.many(ads, asked.options(), request_id))
    outcomes = [next(scored) if isinstance(item, Item) else item for item in items]
    results = [
        score_answer(outcome, request_id)
        if isinstance(outcome, Assessment)
        else FailedItem(id=_id(data), error=_error(outcome, index, request_id))
        for index, (data, outcome) in enumerate(zip(asked.items, outcomes, strict=True))
    ]
    ok = sum(isinstance(result, ScoreAnswer) for result in results)
    return BatchAnswer(results=results, summary=Summary(ok=ok, failed=len(results) - ok))


def score_answer(assessment: Assessment, request_id: str) -> ScoreAnswer:
    """The assessment with the id of the request that asked for it."""
    return ScoreAnswer(**dict(assessment), request_id=request_id)


def _item(data: Any, pointer: str) -> Item | ProblemError:
    try:
        return validated(Item, data, pointer)
    except ProblemError as error:
        return error


def _error(outcome: BaseException, index: int, request_id: str) -> dict[str, Any]:
    problem = problem_of(outcome, f"/items/{index}/text")
    return problem.body(request_id).model_dump(exclude_none=True)


def _repeated_ids(items: list[Any]) -> list[FieldError]:
    seen: set[str] = set()
    repeated = []
    for index, data in enumerate(items):
        found = _id(data)
        if found is not None and found in seen:
            repeated.append(FieldError(pointer=f"/items/{index}/id", code="duplicate"))
        seen.add(found or "")
    return repeated


def _id(data: Any) -> str | None:
    """The caller's id, where it is one that may be echoed."""
    found = data.get("id") if isinstance(data, dict) else None
    usable = isinstance(found, str) and 0 < len(found) <= MAX_ID and not _SURROGATE.search(found)
    return found if usable else None
