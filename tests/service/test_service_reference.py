"""`/v1/models`, `/v1/knowledge` and the committed description of the API."""

import json
from pathlib import Path

import pytest
from service_fakes import Client

from jobscan.knowledge import Knowledge
from service.api import examples, models, openapi
from service.problems import Problem

COMMITTED = Path(__file__).parents[2] / "docs" / "api" / "openapi.json"


def test_models_name_what_can_be_asked_for(client: Client) -> None:
    (model,) = client.get("/v1/models").json()["models"]
    assert model == {
        "name": "jobscan-id",
        "version": "9.9.9",
        "digest": "sha256:abc",
        "mode": "linear",
        "aliases": ["default"],
    }
    for name in (model["version"], *model["aliases"]):
        assert client.post("/v1/score", json={"text": "a", "model": name}).status_code == 200


def test_knowledge_explains_every_code(client: Client, knowledge: Knowledge) -> None:
    answer = client.get("/v1/knowledge").json()
    assert answer["version"] == knowledge.meta.version
    assert answer["digest"] == knowledge.digest
    assert {entry["code"] for entry in answer["indicators"]} == set(knowledge.indicators)
    assert set(answer["laws"]) == set(knowledge.legal.laws)
    assert set(answer["steps"]) == set(knowledge.verification.steps)
    assert set(answer["patterns"]) == set(knowledge.patterns)
    assert answer["steps"]["report_polri110"]["phone"] == "110"
    assert all(step["actions"] for step in answer["steps"].values())


def test_the_committed_description_is_current() -> None:
    current = COMMITTED.read_text(encoding="utf-8") == openapi.rendered()
    assert current, "Jalankan: python -m service.api.openapi > docs/api/openapi.json"


def test_the_service_answers_its_description(client: Client) -> None:
    assert client.get("/openapi.json").json() == json.loads(openapi.rendered())


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("score_request", models.ScoreRequest),
        ("batch_request", models.BatchRequest),
        ("assessment", models.ScoreAnswer),
        ("batch", models.BatchAnswer),
        ("models", models.ModelsAnswer),
        ("knowledge", models.KnowledgeAnswer),
        ("live", models.Live),
        ("ready", models.Ready),
    ],
)
def test_examples_fit_their_models(name: str, model: type[models.BaseModel]) -> None:
    assert isinstance(model.model_validate(examples.BODIES[name]), model)


def test_spans_of_the_example_are_exact() -> None:
    text = examples.BODIES["score_request"]["text"]
    for finding in examples.BODIES["assessment"]["findings"]:
        for span in finding["spans"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_problem_examples_are_problems_with_their_status() -> None:
    for status, named in examples.PROBLEMS.items():
        for body in named.values():
            assert Problem.model_validate(body).status == status


def test_every_operation_has_examples_for_all_its_answers() -> None:
    description = json.loads(openapi.rendered())
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert operation["tags"], path
            for status, response in operation["responses"].items():
                (content,) = response["content"].values()
                assert "example" in content or "examples" in content, (path, status)


def test_every_reference_leads_somewhere() -> None:
    text = openapi.rendered()
    schemas = json.loads(text)["components"]["schemas"]
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.split('"')[0] in schemas
