"""Training on a small part of the corpus: honest folds, working bundle, same features as serving."""

import json
from pathlib import Path

import numpy as np
import pytest

from jobscan import JobAd, Scanner
from jobscan.classifier.bundle import load_bundle
from jobscan.knowledge import Knowledge
from jobscan.scanner import Reader
from training import train as training
from training.config import Config
from training.corpus import load_corpus
from training.dataset import Dataset, Target
from training.examples import from_corpus
from training.fit import FOLDS, Folded, fit_head, folds
from training.matrix import Rows, indicator_columns
from training.metrics import calibration_error, interval, ranking
from training.thresholds import at_false_alarm, crossfitted_flags

SMALL = 260


@pytest.fixture(scope="module")
def small(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    rows = load_corpus(root / "data" / "corpus")
    lines = []
    for label in ("fraud", "legit", "not_an_ad", "insufficient"):
        part = [row for row in rows if row.label == label]
        step = max(1, min(len(rows) // SMALL, len(part) // 10))  # every label in proportion, the rare one in ten rows
        lines += [json.dumps(row.model_dump(mode="json", by_alias=True), ensure_ascii=False) for row in part[::step]]
    (folder / "small.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(small: Path, knowledge: Knowledge) -> Dataset:
    return Dataset.read(from_corpus(load_corpus(small)), knowledge)


@pytest.fixture(scope="module")
def everything(data: Dataset) -> Rows:
    return np.arange(len(data.examples))


@pytest.fixture(scope="module")
def fraud(data: Dataset, knowledge: Knowledge) -> Target:
    return data.targets(knowledge)["fraud"]


def test_no_group_stands_in_two_folds(data: Dataset) -> None:
    for train, test in folds(data.strata, data.groups, seed=0):
        assert not set(data.groups[train]) & set(data.groups[test])


def test_every_row_is_scored_by_a_head_that_did_not_see_it(
    data: Dataset, everything: Rows, fraud: Target, knowledge: Knowledge
) -> None:
    splits = folds(data.strata, data.groups, seed=0)
    assert sorted(np.concatenate([test for _, test in splits])) == everything.tolist()
    scores = Folded.of(data.counts, splits, knowledge).out_of_fold(fraud, 10.0)
    assert np.isfinite(scores).all()
    vocabulary = data.counts.vocabulary(everything, knowledge)
    matrix = data.counts.matrix(everything, vocabulary)
    fitted = fit_head(matrix, fraud, vocabulary, 10.0).scores(matrix)
    assert ranking(fitted, fraud.labels)["roc_auc"] > ranking(scores, fraud.labels)["roc_auc"]


def test_the_matrix_holds_what_serving_computes(data: Dataset, knowledge: Knowledge, reader: Reader) -> None:
    rows = np.array([3, 40, 41, 100])
    vocabulary = data.counts.vocabulary(np.arange(0, len(data.examples), 2), knowledge)
    matrix = data.counts.matrix(rows, vocabulary).toarray()
    for row, values in zip(rows, matrix, strict=True):
        vector = vocabulary.vectorise(reader.read(JobAd(text=data.examples[row].text))[2])
        assert np.flatnonzero(values).tolist() == vector.indices.tolist()
        assert values[vector.indices] == pytest.approx(vector.values, abs=1e-12)


@pytest.mark.parametrize("pooled", [False, True])
def test_no_indicator_speaks_against_the_head(
    data: Dataset, everything: Rows, fraud: Target, knowledge: Knowledge, pooled: bool
) -> None:
    vocabulary = data.counts.vocabulary(everything, knowledge)
    head = fit_head(data.counts.matrix(everything, vocabulary), fraud, vocabulary, 10.0, pooled=pooled)
    assert (head.weights[indicator_columns(vocabulary)] >= 0).all()


def test_an_indicator_that_the_corpus_never_shows_weighs_what_its_severity_weighs(
    data: Dataset, everything: Rows, fraud: Target, knowledge: Knowledge
) -> None:
    vocabulary = data.counts.vocabulary(everything, knowledge)
    matrix = data.counts.matrix(everything, vocabulary)
    columns = indicator_columns(vocabulary)
    unseen = columns[np.asarray(matrix[:, columns].sum(axis=0)).ravel() == 0]
    assert len(unseen)
    alone = fit_head(matrix, fraud, vocabulary, 3.0)
    pooled = fit_head(matrix, fraud, vocabulary, 3.0, pooled=True)
    assert (alone.weights[unseen] == 0).all()
    severe = [column for column in unseen if vocabulary.names[column].endswith("/3")]
    assert (pooled.weights[severe] > 0).all()
    assert len(set(pooled.weights[severe].round(9))) == 1


def test_a_row_without_weight_changes_nothing(
    data: Dataset, everything: Rows, fraud: Target, knowledge: Knowledge
) -> None:
    vocabulary = data.counts.vocabulary(everything, knowledge)
    matrix = data.counts.matrix(everything, vocabulary)
    flipped = Target(fraud.labels.copy(), fraud.importance.copy())
    flipped.labels[:5] = ~flipped.labels[:5]
    flipped.importance[:5] = 0
    without = Target(fraud.labels, flipped.importance)
    assert fit_head(matrix, flipped, vocabulary, 1.0).weights == pytest.approx(
        fit_head(matrix, without, vocabulary, 1.0).weights, abs=1e-4
    )


def test_a_trained_bundle_loads_and_ranks(small: Path, tmp_path: Path, knowledge: Knowledge, data: Dataset) -> None:
    extra = tmp_path / "feedback.jsonl"
    texts = [f"Iklan qwertyan nomor {chr(97 + n)} dari pasar, bayar dulu" for n in range(12)]
    extra.write_text("\n".join(json.dumps({"text": text, "label": "fraud"}) for text in [*texts, texts[0]]))
    config = Config(version="9.9.9", corpus=small, extra=(extra,))
    bundle = load_bundle(training.train(config, tmp_path / "runs"))
    manifest = bundle.manifest
    assert manifest.training.sources == {"corpus": len(data.examples), "feedback": len(texts)}
    assert not [name for name in bundle.classifier.linear.vocabulary.names if "qwerty" in name]
    scanner = Scanner(bundle, knowledge)
    assert scanner.model.version == "9.9.9"
    review = {e.label: [] for e in data.examples}  # type: dict[str, list[float]]
    for example in data.examples[::6]:
        review[example.label].append(scanner.scan(example.text).risk.probability)
    assert np.mean(review["fraud"]) > np.mean(review["legit"])


def test_training_twice_gives_the_same_bundle(small: Path, tmp_path: Path) -> None:
    config = Config(version="1", corpus=small)
    first, second = (load_bundle(training.train(config, tmp_path / name)).manifest for name in ("a", "b"))
    assert first.model_dump(exclude={"created"}) == second.model_dump(exclude={"created"})


def test_a_run_cut_short_goes_on_where_it_was(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(version="1", corpus=small)
    with monkeypatch.context() as broken:
        broken.setattr(training, "fit_linear", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            training.train(config, tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(training, "_read", _interrupt)  # the texts were read before and are not read again
        assert load_bundle(training.train(config, tmp_path)).manifest.version == "1"
    assert len(list(tmp_path.iterdir())) == 1
    again = config.model_copy(update={"seed": 1})
    training.train(again, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_bundle_of_a_fold_never_saw_that_fold(small: Path, tmp_path: Path, data: Dataset) -> None:
    bundle = training.train(Config(version="1", corpus=small), tmp_path)
    whole = load_bundle(bundle).manifest.training
    parts = [load_bundle(bundle.parent / f"fold-{number}" / "bundle").manifest.training for number in range(FOLDS)]
    assert sum(whole.rows.values()) == len(data.examples)
    assert sum(sum(part.rows.values()) for part in parts) == (FOLDS - 1) * len(data.examples)


def test_no_number_enters_the_vocabulary(data: Dataset, everything: Rows, knowledge: Knowledge) -> None:
    assert not [
        name
        for name in data.counts.vocabulary(everything, knowledge).names
        if name.startswith("w:") and any(c.isdigit() for c in name)
    ]


def test_what_only_the_texts_of_others_show_stays_out_of_the_vocabulary(
    data: Dataset, everything: Rows, knowledge: Knowledge
) -> None:
    first_half = everything < len(everything) // 2
    open_ = data.counts.vocabulary(everything, knowledge)
    held = data.counts.vocabulary(everything, knowledge, first_half)
    ours = data.counts.vocabulary(everything[first_half], knowledge)
    assert set(held.names) < set(open_.names)
    assert {name for name in held.names if name.startswith(("w:", "c:"))} <= set(ours.names)


def test_thresholds_keep_their_rate() -> None:
    scores, honest = np.arange(100.0), np.ones(100, dtype=bool)
    threshold = at_false_alarm(scores, [(honest, 0.05)])
    assert (scores >= threshold).sum() == 5
    assert (scores >= at_false_alarm(scores, [(honest, 0.0)])).sum() == 0


def test_thresholds_keep_their_rate_in_every_part() -> None:
    scores = np.concatenate([np.arange(100.0), np.arange(100.0) + 50])
    parts = [np.arange(200) < 100, np.arange(200) >= 100]
    threshold = at_false_alarm(scores, [(part, 0.05) for part in parts])
    assert [int((scores[part] >= threshold).sum()) for part in parts] == [0, 5]


def test_crossfitted_thresholds_are_set_on_the_other_folds() -> None:
    scores = np.array([0.0, 1.0, 2.0, 10.0, 11.0, 12.0])
    honest = np.ones(6, dtype=bool)
    flags = crossfitted_flags(scores, [(honest, 0.0)], np.array([0, 0, 0, 1, 1, 1]))
    assert flags.tolist() == [False, False, False, True, True, True]


def test_figures_of_a_perfect_and_a_blind_score() -> None:
    truth = np.array([True, False] * 50)
    groups = np.array([str(i) for i in range(100)])
    assert ranking(truth.astype(float), truth)["roc_auc"] == 1
    assert ranking(np.zeros(100), truth)["recall_at_1"] == 0
    low, high = interval(np.tile([0.2, 0.1, 0.1, 0.2], 25), truth, groups)
    assert low < 0.5 < high
    assert calibration_error(np.full(100, 0.5), truth) == pytest.approx(0)
