"""The service with the released bundle: same numbers everywhere, and samples that show what they promise."""

from pathlib import Path

import pytest
from service_fakes import HOST, Client, Page

from jobscan import Scanner
from service.app import create_app
from service.settings import Settings
from service.web.samples import SAMPLES, Sample
from service.web.words import percent

MODELS = Path(__file__).parents[2] / "models"
RAISED = {"review", "high"}
LEVELS = [{"low"}, RAISED, RAISED, RAISED, {"not_an_ad"}]


@pytest.fixture(scope="module")
def released() -> Scanner:
    return Scanner.load(MODELS)


@pytest.fixture(scope="module")
def real(released: Scanner) -> Client:
    return Client(create_app(Settings(allowed_hosts=frozenset({HOST})), released))


def numbers(answer: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in answer.items() if key not in ("id", "assessment_id", "request_id")}


def test_alone_in_a_batch_and_direct_are_the_same(real: Client, released: Scanner) -> None:
    items = [{"id": str(number), "text": sample.text} for number, sample in enumerate(SAMPLES)]
    batch = real.post("/v1/score/batch", json={"items": items, "as_of": "2026-11-20"}).json()["results"]
    for item, among in zip(items, batch, strict=True):
        alone = real.post("/v1/score", json={**item, "as_of": "2026-11-20"}).json()
        assert numbers(alone) == numbers(among)
        assert alone["risk"]["probability"] == released.scan(item["text"]).risk.probability


def test_spans_cut_the_text_as_sent(real: Client) -> None:
    text = "😀 " + SAMPLES[1].text
    for finding in real.post("/v1/score", json={"text": text}).json()["findings"]:
        for span in finding["spans"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_explanations_add_up(real: Client) -> None:
    answer = real.post("/v1/score", json={"text": SAMPLES[1].text, "explain": "full"}).json()
    explanation = answer["explanation"]
    total = explanation["base"] + sum(item["logit"] for item in explanation["items"])
    assert total == pytest.approx(explanation["logit"], abs=1e-6)
    assert explanation["probability"] == pytest.approx(answer["risk"]["probability"], abs=1e-6)


@pytest.mark.parametrize(("sample", "levels"), [*zip(SAMPLES, LEVELS, strict=True)])
def test_samples_show_what_they_promise(real: Client, released: Scanner, sample: Sample, levels: set[str]) -> None:
    assessment = released.scan(sample.text)
    assert assessment.risk.level in levels
    page = Page(real.post("/", data={"text": sample.text}).text)
    assert percent(assessment.risk.probability) in page.text


def test_about_shows_the_manifest(real: Client, released: Scanner) -> None:
    page = Page(real.get("/tentang").text)
    for profile in released.bundle.manifest.profiles.values():
        assert percent(profile.prior) in page.text
        assert percent(profile.thresholds.high) in page.text
        assert profile.basis in page.text
