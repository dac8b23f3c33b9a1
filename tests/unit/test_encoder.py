"""The encoder in a bundle: one answer a text, whoever else asks, and nothing loads that does not fit."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from tiny_encoder import BAND, WINDOWS, WORDS, model, seal, table, tokenizer
from tokenizers import Tokenizer, models

from jobscan.classifier.bundle import ENCODER, TOKENIZER, Bundle, load_bundle
from jobscan.classifier.encoder import Encoder, Pieces
from jobscan.classifier.manifest import EncoderSettings
from jobscan.errors import BundleTamperedError, ModelError

SETTINGS = EncoderSettings(**WINDOWS)
OUTPUTS = 3
TEXTS = [
    "",
    "gaji NUMBER",
    "kerja kamboja\ntransfer biaya admin LINK_OTHER",
    " ".join(WORDS * 9),
    "\n".join(WORDS[:5] * 9),
]


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    return tokenizer()


@pytest.fixture(scope="module")
def encoder(words: Tokenizer) -> Encoder:
    return Encoder(model(table(words.get_vocab_size(), OUTPUTS)), words.to_str(), SETTINGS, OUTPUTS)


@pytest.fixture
def bundle(cascade: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(cascade, tmp_path / "jobscan-id"))


@pytest.fixture(scope="module")
def loaded(cascade: Path) -> Bundle:
    return load_bundle(cascade)


@pytest.mark.parametrize("text", TEXTS)
def test_the_logits_are_the_mean_over_windows(encoder: Encoder, words: Tokenizer, text: str) -> None:
    pieces = Pieces(words, SETTINGS)
    windows = pieces.windows(pieces.lines(text))
    rows = table(words.get_vocab_size(), OUTPUTS).astype(np.float64)
    expected = np.mean([rows[window].mean(axis=0) for window in windows], axis=0)
    assert encoder.logits(text) == pytest.approx(expected, abs=1e-5)
    assert encoder.logits(text).dtype == np.float64


def test_the_same_answer_alone_among_others_and_from_several_threads(encoder: Encoder) -> None:
    alone = [encoder.logits(text).tolist() for text in TEXTS]
    assert len({tuple(logits) for logits in alone}) == len(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        among = list(pool.map(lambda text: encoder.logits(text).tolist(), TEXTS * 10))
    assert among == alone * 10


def test_lines_and_text_give_the_same(encoder: Encoder) -> None:
    for text in TEXTS:
        assert encoder.of_lines(encoder.lines(text)).tolist() == encoder.logits(text).tolist()


def test_a_cascade_bundle_loads_with_its_heads_in_order(loaded: Bundle) -> None:
    stage = loaded.classifier.stage
    assert stage is not None
    assert tuple(stage.fusion) == loaded.manifest.heads
    assert stage.encoder.logits("gaji").shape == (len(loaded.manifest.heads),)


@pytest.mark.parametrize("name", [ENCODER, TOKENIZER])
def test_a_changed_byte_is_refused(bundle: Path, name: str) -> None:
    content = bytearray((bundle / name).read_bytes())
    content[-2] ^= 1
    (bundle / name).write_bytes(content)
    with pytest.raises(BundleTamperedError, match=f"{name}.*sha256"):
        load_bundle(bundle)


def test_a_file_larger_than_the_limit_is_refused_unread(bundle: Path) -> None:
    os.truncate(bundle / ENCODER, (64 << 20) + 1)
    with pytest.raises(BundleTamperedError, match=f"{ENCODER}.*terlalu besar"):
        load_bundle(bundle)


@pytest.mark.parametrize(
    "changes",
    [
        {"encoder": None},
        {"cascade": None},
        {"fusion": {}},
        {"fusion": {"fraud": {"linear": 1, "encoder": 1, "intercept": 0}}},
        {"cascade": {"low": 1, "high": -1}},
        {"cascade": BAND | {"low": float("nan")}},
        {"encoder": WINDOWS | {"stride": 31}},
        {"mode": "linear"},
        {"format": 1},
    ],
    ids=str,
)
def test_a_manifest_that_does_not_describe_a_cascade_is_refused(bundle: Path, changes: dict[str, object]) -> None:
    seal(bundle, **changes)
    with pytest.raises(ModelError, match=r"manifest\.json"):
        load_bundle(bundle)


@pytest.mark.parametrize("figure", [float("nan"), float("inf")])
def test_a_fusion_that_is_not_a_number_is_refused(bundle: Path, loaded: Bundle, figure: float) -> None:
    plain = {"linear": 1.0, "encoder": 1.0, "intercept": 0.0}
    seal(bundle, fusion=dict.fromkeys(loaded.manifest.heads, plain) | {"fraud": plain | {"intercept": figure}})
    with pytest.raises(ModelError, match="finite"):
        load_bundle(bundle)


@pytest.mark.parametrize("name", [ENCODER, TOKENIZER])
def test_a_missing_part_is_refused(bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    seal(bundle)
    with pytest.raises(ModelError, match="Pasang ulang"):
        load_bundle(bundle)


def bad_models(heads: int) -> dict[str, bytes]:
    pieces = tokenizer().get_vocab_size()
    return {
        "broken bytes": b"\x08\x09 not a model",
        "too few outputs": model(table(pieces, heads - 1)),
        "fewer rows than pieces": model(table(pieces - 1, heads)),
        "not numbers": model(np.full((pieces, heads), np.nan, dtype=np.float32)),
    }


@pytest.mark.parametrize("fault", ["broken bytes", "too few outputs", "fewer rows than pieces", "not numbers"])
def test_a_model_that_does_not_fit_is_refused(bundle: Path, loaded: Bundle, fault: str) -> None:
    (bundle / ENCODER).write_bytes(bad_models(len(loaded.manifest.heads))[fault])
    seal(bundle)
    with pytest.raises(ModelError, match="tidak cocok dengan manifesnya"):
        load_bundle(bundle)


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff\xfe", Tokenizer(models.Unigram([("<unk>", 0.0), ("a", -1.0)], 0)).to_str().encode()],
    ids=["broken", "binary", "no border pieces"],
)
def test_a_tokenizer_that_does_not_fit_is_refused(bundle: Path, content: bytes) -> None:
    (bundle / TOKENIZER).write_bytes(content)
    seal(bundle)
    with pytest.raises(ModelError, match="tidak cocok dengan manifesnya"):
        load_bundle(bundle)
