"""From one ad's placeholder view, findings and entities to named features; the same code for training and serving."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobscan.classifier.placeholders import placeholder, placeholder_view
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import WEIGHTLESS
from jobscan.text import TextViews, View
from jobscan.types import Entity, Finding

_TOKEN = re.compile(r"\w+")
_CHAR_LENGTHS = (3, 4, 5)
_LONGEST_TOKEN = 24


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the placeholder view with its place in the original text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Features:
    """Named features of one ad: n-grams with the ranges of token indices that each was read from, and signals.

    `view` is the placeholder view that they were read from, which the encoder reads too.
    """

    view: View
    tokens: tuple[Token, ...]
    places: Mapping[str, tuple[tuple[int, int], ...]]
    signals: Mapping[str, float]


def extract_features(
    views: TextViews, entities: tuple[Entity, ...], findings: tuple[Finding, ...], knowledge: Knowledge
) -> Features:
    """All features of one ad.

    `w:` words and pairs of words, `c:` character n-grams within words, `i:` indicators found, `e:` kinds of entities.
    """
    view = placeholder_view(views, entities, knowledge)
    tokens = tuple(
        Token(match[0][:_LONGEST_TOKEN], *view.original(match.start(), match.end()))
        for match in _TOKEN.finditer(view.text)
    )
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, place in _ngrams(tokens):
        places[name].append(place)
    signals = dict.fromkeys(_signals(entities, findings, knowledge), 1.0)
    return Features(view, tokens, {name: tuple(found) for name, found in places.items()}, signals)


def indicator_feature(code: str, severity: int) -> str:
    """The name of an indicator's feature; a sign seen more weakly is another feature."""
    return f"i:{code}/{severity}"


def _ngrams(tokens: tuple[Token, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Feature names with the range of token indices `[first, last]` that each was read from."""
    for index, token in enumerate(tokens):
        yield f"w:{token.text}", (index, index)
        if index:
            yield f"w:{tokens[index - 1].text} {token.text}", (index - 1, index)
        if not token.text.isupper():
            padded = f" {token.text} "
            for length in _CHAR_LENGTHS:
                for start in range(len(padded) - length + 1):
                    yield f"c:{padded[start : start + length]}", (index, index)


def _signals(entities: tuple[Entity, ...], findings: tuple[Finding, ...], knowledge: Knowledge) -> Iterator[str]:
    for finding in findings:
        if finding.category not in WEIGHTLESS:
            yield indicator_feature(finding.code, finding.severity)
    for entity in entities:
        word = placeholder(entity, knowledge)
        if not word.endswith("_MENTION"):
            yield f"e:{word}"
