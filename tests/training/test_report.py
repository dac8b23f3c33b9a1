"""What a run writes for people, and how its comparisons are drawn."""

import json
from pathlib import Path

import numpy as np
import pytest
from bundles import Bundles

from jobscan.classifier.bundle import load_bundle
from training.corpus import Label
from training.examples import Example
from training.report.comparisons import comparisons, measure
from training.report.report import MODEL_CARD, REVIEW
from training.report.slices import language_mix, length_name
from training.seen import row_digest, seen_rows


def example(number: int, label: Label, source: str, kind: str = "", use: str = "read") -> Example:
    text = f"{label} {source} {kind} " + "kata " * (number % 7 + 1) + str(number)
    return Example(f"{source}:{number}", text, label, None, f"{source}:{number}", source, kind or label, use=use)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    found = [example(n, "fraud", "fakes") for n in range(20)]
    found += [example(n, "legit", "ads", "informal", "read" if n % 2 else "score") for n in range(240)]
    found += [example(n, "fraud" if n % 2 else "legit", "cases") for n in range(40)]
    return [*found, *(example(n, "not_an_ad", "other") for n in range(30))]


@pytest.fixture(scope="module")
def folder(made: Bundles) -> Path:
    """The run that the old bundle came from."""
    return next((made.old.parent / "runs").iterdir())


def test_a_set_with_both_labels_is_compared_with_itself_and_fraud_alone_with_other_sets(
    examples: list[Example],
) -> None:
    found = {(one.name, one.use): one for one in comparisons(examples)}
    assert ("cases", "all") in found
    assert ("fakes against ads: informal", "all") in found
    assert ("fakes against ads: of like length", "all") in found
    assert ("fakes against ads: informal", "score") not in found  # no fakes are marked so
    one = found["fakes against ads: informal", "all"]
    assert (int(one.fraud.sum()), int((~one.fraud).sum())) == (20, 240)
    assert {examples[row].label for row in one.rows[one.fraud]} == {"fraud"}
    matched = found["fakes against ads: of like length", "all"]
    assert (~matched.fraud).sum() == 100
    assert len(set(matched.rows.tolist())) == len(matched.rows)


def test_a_method_that_knows_is_told_from_one_that_does_not(examples: list[Example]) -> None:
    truth = np.array([one.label == "fraud" for one in examples]).astype(float)
    pairs = [one for one in comparisons(examples) if one.name == "cases"]
    methods = {"knows": truth, "blind": np.zeros(len(examples))}
    results = {r.method: r for r in measure(pairs, examples, methods) if r.use == "all"}
    assert results["knows"].figures["roc_auc"] == (1.0, 1.0, 1.0)
    assert results["blind"].figures["roc_auc"][0] == 0.5
    assert set(results) == {"knows", "blind", "style only"}


@pytest.mark.parametrize(
    ("text", "mix"),
    [
        ("Dibutuhkan kasir, gaji UMK, lamaran diantar ke toko.", "Indonesian"),
        ("We are looking for a waiter, you will work with the team and have to send your CV", "mostly English"),
        ("Ulun handak mancari gawian, pian kada usah mambayar", "with a regional language"),
        (
            "Dibutuhkan admin untuk kantor kami di Banjarmasin, pengalaman dua tahun, send your CV ke HRD",
            "with English",
        ),
    ],
)
def test_language_mix(text: str, mix: str) -> None:
    assert language_mix(text) == mix


def test_every_length_has_a_name() -> None:
    assert [length_name("x" * n) for n in (1, 300, 800, 1600)] == [
        "under 300 characters",
        "300 to 800",
        "800 to 1,600",
        "longer",
    ]


def test_the_card_is_part_of_the_bundle_and_says_what_it_must(made: Bundles, folder: Path) -> None:
    card = (made.old / MODEL_CARD).read_text(encoding="utf-8")
    assert MODEL_CARD in load_bundle(made.old).manifest.files
    assert card == (folder / MODEL_CARD).read_text(encoding="utf-8")
    for part in (
        "**Not for**",
        "ROC AUC",
        "style only",
        "| register | label |",
        "| length | label |",
        "Of 100 flagged",
        "Known failures",
    ):
        assert part in card
    assert "{{" not in card
    assert "Undefined" not in card


def test_a_run_keeps_figures_plots_and_labels_to_review(folder: Path) -> None:
    found = json.loads((folder / "results.json").read_text())
    assert {result["method"] for result in found["results"]} >= {"style only", "rules alone", "linear"}
    assert {plot.stem for plot in (folder / "plots").glob("*.png")} >= {
        "roc-0",
        "pr-0",
        "reliability",
        "confusion",
        "register",
    }
    lines = [json.loads(line) for line in (folder / REVIEW).read_text().splitlines()]
    assert all(set(line) == {"id", "label", "probability_of_fraud"} for line in lines)
    stages = [json.loads(line)["stage"] for line in (folder / "stages.jsonl").read_text().splitlines()]
    assert stages[:2] == ["texts", "linear"]


def test_a_bundle_lists_its_training_rows(made: Bundles) -> None:
    seen = seen_rows(load_bundle(made.old))
    assert seen == {row_digest(text) for text in made.seen_texts}
