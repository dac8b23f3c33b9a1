"""The encoder's part of an explanation: it adds up, its lines are places in the ad, and it stays bounded."""

import math
import re
import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscan import Scanner
from jobscan.classifier.classifier import Classifier, EncoderStage, Logits
from jobscan.classifier.manifest import Band, Fusion
from jobscan.explain import explain_logit
from jobscan.explain.lines import MOST_LINES, segments
from jobscan.scanner import Reader
from jobscan.types import MAX_TEXT, Explanation, ExplanationItem, JobAd

AD = """👩‍🏭 LOWONGAN KAMBOJA 🇰🇭 gaji 15 juta
Tiket\u200b dan paspor ditanggung, langsung berangkat

Wajib transfer biaya admin Rp500.000 ke 0812-0000-1234 😀
Hubungi Telegram @contoh, tanpa penga\u200blaman"""
SHIFT = -1.25
ALPHABET = st.sampled_from("ab .!?;\n\t1é👩\u200d🏭\u200b\ufe0f…\u0301\u2028\r\u00a0")


class Counting:
    """An encoder whose first logit depends on every piece and on their number, so that lines do not simply add up."""

    def __init__(self) -> None:
        self.runs = 0

    def logits(self, text: str) -> Logits:
        return self.of_lines(self.lines(text))

    def lines(self, text: str) -> list[list[int]]:
        return [[len(word) for word in line.split()] for line in text.split("\n")]

    def of_lines(self, lines: Sequence[Sequence[int]]) -> Logits:
        self.runs += 1
        pieces = [piece for line in lines for piece in line]
        return np.array([0.5, math.sqrt(sum(pieces)) - 0.1 * len(pieces)])


def stage(fraud: Fusion, encoder: Counting) -> EncoderStage:
    """Fraud is the encoder's second output here."""
    other = Fusion(linear=1, encoder=1, intercept=0)
    return EncoderStage(encoder, {"not_an_ad": other, "fraud": fraud}, Band(low=-1e9, high=1e9))


def explained(
    text: str, reader: Reader, scanner: Scanner, *, full: bool, encoder: Counting | None = None
) -> tuple[Explanation, float]:
    """The explanation of `text` and the logit that it must add up to."""
    features = reader.read(JobAd(text=text))[2]
    fraud = Fusion(linear=0.8, encoder=1.7, intercept=-0.3)
    classifier = Classifier(scanner.bundle.classifier.linear, stage(fraud, encoder or Counting()))
    scored = classifier.score(features)
    made = explain_logit(text, features, scored, classifier, shift=SHIFT, full=full)
    return made, scored.logits["fraud"] + SHIFT


def lines(explanation: Explanation) -> list[ExplanationItem]:
    """The line items in the order of the text."""
    found = [item for item in explanation.items if item.source == "line"]
    return sorted(found, key=lambda item: item.start or 0)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("text", [AD, AD.replace("\n", ". "), "gaji", "\u200b", AD * 12], ids=len)
def test_base_and_items_add_up(text: str, full: bool, reader: Reader, scanner: Scanner) -> None:
    explanation, logit = explained(text, reader, scanner, full=full)
    total = explanation.base + math.fsum(item.logit for item in explanation.items)
    assert total == pytest.approx(explanation.logit, abs=1e-6)
    assert explanation.logit == pytest.approx(logit, abs=1e-6)
    assert [item.source for item in explanation.items].count("context") == 1
    assert full or len(explanation.items) <= 13


def test_lines_are_places_in_the_text_as_received(reader: Reader, scanner: Scanner) -> None:
    found = lines(explained(AD, reader, scanner, full=True)[0])
    assert len(found) == 4
    assert all(item.text == AD[item.start : item.end] for item in found)
    assert found[0].text.startswith("👩‍🏭 LOWONGAN")
    assert found[3].text.endswith("penga\u200blaman")


def test_a_line_carries_what_leaving_it_out_takes_away(reader: Reader, scanner: Scanner) -> None:
    encoder = Counting()
    explanation, _ = explained("satu dua\ntiga\nempat lima enam", reader, scanner, full=True, encoder=encoder)
    lengths = [[4, 3], [4], [5, 4, 4]]
    whole = encoder.of_lines(lengths)[1]
    parts = [1.7 * (whole - encoder.of_lines(lengths[:i] + lengths[i + 1 :])[1]) for i in range(3)]
    assert [item.logit for item in lines(explanation)] == pytest.approx(parts)
    context = next(item for item in explanation.items if item.source == "context")
    assert context.logit == pytest.approx(1.7 * whole - sum(parts))
    assert context.text == ""
    assert context.start is None


def test_a_text_of_one_line_is_split_at_sentences(reader: Reader, scanner: Scanner) -> None:
    text = "Gaji 5 juta! Transfer 1.000 dulu. Hubungi kami"
    found = lines(explained(text, reader, scanner, full=True)[0])
    assert [item.text for item in found] == ["Gaji 5 juta!", "Transfer 1.000 dulu.", "Hubungi kami"]


def test_one_sentence_is_not_split_and_costs_one_run(reader: Reader, scanner: Scanner) -> None:
    encoder = Counting()
    explanation, _ = explained("Dicari kasir toko", reader, scanner, full=True, encoder=encoder)
    assert lines(explanation) == []
    assert encoder.runs == 1


def test_at_most_twelve_lines_are_left_out(reader: Reader, scanner: Scanner) -> None:
    text, encoder = "\n".join(f"baris kata{'x' * i}" for i in range(25)), Counting()
    found = lines(explained(text, reader, scanner, full=True, encoder=encoder)[0])
    assert len(found) <= MOST_LINES
    assert encoder.runs == 1 + len(found)
    assert found[0].text == "baris kata\nbaris katax\nbaris kataxx"
    assert found[-1].end == len(text)


@given(text=st.text(ALPHABET, max_size=200))
def test_an_explanation_of_any_text_adds_up_and_points_into_it(text: str, reader: Reader, scanner: Scanner) -> None:
    text = f"{text}x"
    explanation, logit = explained(text, reader, scanner, full=True)
    assert explanation.logit == pytest.approx(logit, abs=1e-6)
    found = lines(explanation)
    assert all(item.text == text[item.start : item.end] and item.text for item in found)
    assert all(first.end <= second.start for first, second in pairwise(found))  # type: ignore[operator]


@given(text=st.text(ALPHABET, max_size=400))
def test_segments_are_in_order_apart_and_cover_all_words(text: str) -> None:
    ranges = segments(text)
    assert len(ranges) <= MOST_LINES
    assert all(start < end for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in pairwise(ranges))
    covered = {i for start, end in ranges for i in range(start, end)}
    assert all(match.start() in covered for match in re.finditer(r"\S", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("satu\ndua", ["satu", "dua"]),
        ("satu. dua\ntiga", ["satu.", "dua", "tiga"]),
        ("  satu \n\n dua\ntiga. empat", ["satu", "dua", "tiga. empat"]),
        ("Rp5.000 saja", ["Rp5.000 saja"]),
    ],
)
def test_segments_are_lines_or_the_sentences_of_few_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in segments(text)] == expected


@pytest.mark.parametrize("unit", [" ", "a", "a ", ". ", ".", "\n", " \n", "a\n"])
def test_splitting_takes_time_in_proportion_to_the_length(unit: str) -> None:
    text = "a\n" + (unit * MAX_TEXT)[:MAX_TEXT] + "\nb"
    started = time.process_time()
    segments(text)
    assert time.process_time() - started < 0.5  # quadratic time is seconds here
