"""Trimming the vocabulary changes no vector of a text that is read, and gives each placeholder one piece."""
# ruff: noqa: E402

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="make setup-train")

from tiny_encoder import FOREIGN, PLACEHOLDERS, SPECIAL, WORDS, tokenizer
from tiny_net import WINDOWS, backbone
from tokenizers import Tokenizer, models
from transformers import BertModel, RobertaConfig, RobertaModel

from jobscan.classifier.encoder import Pieces
from training.encoder.net import Net, load_backbone
from training.encoder.trim import placeholders_in, trim

pytestmark = pytest.mark.train

TEXTS = ["gaji kerja 工", "biaya 50.000, segera!", "kata lain"]


def vectors(model: BertModel, pieces: list[int]) -> torch.Tensor:
    with torch.inference_mode():
        return model(input_ids=torch.tensor([pieces])).last_hidden_state


@pytest.fixture(scope="module")
def base() -> Tokenizer:
    return tokenizer(placeholders=())


@pytest.fixture(scope="module")
def trimmed(base: Tokenizer) -> tuple[Tokenizer, BertModel]:
    model = backbone(words=base.get_vocab_size())
    return trim(base, model, TEXTS, PLACEHOLDERS), model


@pytest.mark.parametrize("text", [*TEXTS, "transfer admin (lowongan) 9/12"])
def test_kept_pieces_give_the_same_vectors(base: Tokenizer, trimmed: tuple[Tokenizer, BertModel], text: str) -> None:
    smaller, model = trimmed
    before, after = base.encode(text), smaller.encode(text)
    assert after.tokens == before.tokens
    assert torch.equal(vectors(model, after.ids), vectors(backbone(words=base.get_vocab_size()), before.ids))


def test_special_pieces_stay_first_and_other_scripts_go(trimmed: tuple[Tokenizer, BertModel]) -> None:
    smaller, model = trimmed
    assert [smaller.id_to_token(i) for i in range(4)] == list(SPECIAL)
    assert all(smaller.token_to_id(f"▁{word}") is not None for word in WORDS)
    assert [piece for piece in FOREIGN if smaller.token_to_id(piece) is not None] == ["工"]  # the one that is used
    assert model.get_input_embeddings().num_embeddings == smaller.get_vocab_size() == model.config.vocab_size


@pytest.mark.parametrize("word", PLACEHOLDERS)
def test_a_placeholder_is_one_piece_that_means_its_words(
    base: Tokenizer, trimmed: tuple[Tokenizer, BertModel], word: str
) -> None:
    smaller, model = trimmed
    read = Pieces(smaller, WINDOWS).lines(f"gaji {word} kerja")[0]
    assert [smaller.id_to_token(piece) for piece in read] == ["▁gaji", word, "▁kerja"]
    words = base.encode(word.lower().replace("_", " "), add_special_tokens=False).ids
    old = backbone(words=base.get_vocab_size()).get_input_embeddings().weight[words].mean(dim=0)
    assert torch.equal(model.get_input_embeddings().weight[read[1]], old)


def test_a_placeholder_inside_a_longer_one_stays_whole(base: Tokenizer) -> None:
    smaller = trim(base, backbone(words=base.get_vocab_size()), TEXTS, ["LINK", "LINK_OTHER"])
    assert smaller.encode("LINK_OTHER LINK", add_special_tokens=False).tokens == ["LINK_OTHER", "LINK"]


def test_the_tokenizer_can_be_written_and_neither_cuts_nor_pads(base: Tokenizer) -> None:
    cutting = Tokenizer.from_str(base.to_str())
    cutting.enable_padding(length=64)
    smaller = trim(cutting, backbone(words=base.get_vocab_size()), TEXTS, PLACEHOLDERS)
    again = Tokenizer.from_str(smaller.to_str())
    assert again.encode("gaji NUMBER").ids == smaller.encode("gaji NUMBER").ids
    state = json.loads(smaller.to_str())
    assert (state["truncation"], state["padding"]) == (None, None)


@pytest.mark.parametrize(
    "other",
    [
        Tokenizer(models.WordPiece({"[UNK]": 0, "gaji": 1}, unk_token="[UNK]")),
        Tokenizer(models.Unigram([("<unk>", 0.0), ("<s>", 0.0), ("gaji", -1.0)], 0)),
    ],
    ids=["WordPiece", "other order"],
)
def test_another_kind_of_tokenizer_is_refused(other: Tokenizer) -> None:
    with pytest.raises(ValueError, match="XLM-R"):
        trim(other, backbone(), TEXTS, PLACEHOLDERS)


def test_placeholders_are_the_words_in_capitals() -> None:
    assert placeholders_in(["gaji WAGE_MONTH di COUNTRY_RISK", "WAGE_MONTH"]) == ["COUNTRY_RISK", "WAGE_MONTH"]


def test_the_first_layers_are_taken(tmp_path: Path) -> None:
    whole = backbone(layers=3)
    whole.save_pretrained(tmp_path)
    first = load_backbone(str(tmp_path), 2).eval()
    assert first.config.num_hidden_layers == len(first.encoder.layer) == 2
    with torch.inference_mode():
        expected = whole(input_ids=torch.tensor([[0, 9, 8, 2]]), output_hidden_states=True).hidden_states[2]
    assert torch.allclose(vectors(first, [0, 9, 8, 2]), expected, atol=1e-6)


def test_another_kind_of_model_is_refused(tmp_path: Path) -> None:
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    RobertaModel(RobertaConfig(vocab_size=8, **sizes), add_pooling_layer=False).save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="not a BERT model but RobertaModel"):
        load_backbone(str(tmp_path), 1)


def test_padding_changes_no_text_of_a_batch() -> None:
    net = Net(backbone(), 2).eval()
    with torch.inference_mode():
        alone = net(torch.tensor([[0, 9, 2]]), torch.ones(1, 3, dtype=torch.long))
        among = net(torch.tensor([[0, 9, 2, 1, 1], [0, 9, 8, 7, 2]]), torch.tensor([[1, 1, 1, 0, 0], [1] * 5]))
    assert torch.allclose(among[0], alone[0], atol=1e-6)
    assert not torch.allclose(among[1], alone[0], atol=1e-3)
