"""The parts of a linear logit. Nothing is approximated: base + items = logit."""

import math
from collections import defaultdict

from jobscan.classifier.classifier import Classifier, Scored
from jobscan.classifier.features import Features
from jobscan.classifier.linear import Head, LinearModel, SparseVector, sigmoid
from jobscan.explain.lines import explain_encoder
from jobscan.types import Explanation, ExplanationItem

_SUMMARY = 12


def explain_logit(
    text: str, features: Features, scored: Scored, classifier: Classifier, *, shift: float, full: bool
) -> Explanation:
    """Split the fraud head's logit into items, the weightiest first.

    `shift` moves the base to the prior of the profile. A character n-gram or a pair of words counts for the words that
    it was read from, in equal parts. Where the encoder was asked, its share is split over lines. Without `full` all but
    the twelve weightiest items are summed in one `context`.
    """
    head, stage = classifier.linear.heads["fraud"], classifier.stage
    weight, base = 1.0, head.bias + shift
    found: list[ExplanationItem] = []
    if stage is not None and scored.encoder is not None:
        fusion = stage.fusion["fraud"]
        weight, base = fusion.linear, fusion.linear * head.bias + fusion.intercept + shift
        found = explain_encoder(text, features.view, stage, scored.encoder)
    found += _items(text, features, scored.vector, classifier.linear, head, weight)
    items = sorted(found, key=lambda item: (-abs(item.logit), item.start or 0))
    if not full and len(items) > _SUMMARY:
        context = [item for item in items if item.source == "context"]
        named = [item for item in items if item.source != "context"]
        rest = math.fsum(item.logit for item in context + named[_SUMMARY:])
        items = [*named[:_SUMMARY], ExplanationItem(source="context", text="", logit=rest)]
    logit = base + math.fsum(item.logit for item in items)
    return Explanation(base=base, items=tuple(items), logit=logit, probability=sigmoid(logit))


def moved(explanation: Explanation, by: int) -> Explanation:
    """The same for a text that begins `by` characters later."""
    items = tuple(
        item
        if item.start is None or item.end is None
        else item.model_copy(update={"start": item.start + by, "end": item.end + by})
        for item in explanation.items
    )
    return explanation.model_copy(update={"items": items})


def _items(
    text: str, features: Features, vector: SparseVector, model: LinearModel, head: Head, weight: float
) -> list[ExplanationItem]:
    words: defaultdict[int, float] = defaultdict(float)
    items = []
    names = model.vocabulary.names
    for column, part in zip(vector.indices.tolist(), (weight * head.parts(vector)).tolist(), strict=True):
        name = names[column]
        if name.startswith(("i:", "e:")):
            source = "indicator" if name.startswith("i:") else "entity"
            items.append(ExplanationItem(source=source, text=name[2:].partition("/")[0], logit=part))
            continue
        places = features.places[name]
        for first, last in places:
            for token in range(first, last + 1):
                words[token] += part / len(places) / (last - first + 1)
    for index, part in words.items():
        start, end = features.tokens[index].start, features.tokens[index].end
        items.append(ExplanationItem(source="word", text=text[start:end], logit=part, start=start, end=end))
    return items
