"""What is loaded, as the API shows it."""

from service.api.models import (
    KnowledgeAnswer,
    KnownIndicator,
    KnownLaw,
    KnownPattern,
    KnownStep,
    LoadedModel,
    ModelsAnswer,
)
from service.scoring import DEFAULT_ALIAS, Scans


def models(scanner: Scans) -> ModelsAnswer:
    """The loaded model and the names it goes by."""
    return ModelsAnswer(models=[LoadedModel(**dict(scanner.model), aliases=(DEFAULT_ALIAS,))])


def knowledge(scanner: Scans) -> KnowledgeAnswer:
    """The meaning of each code that an assessment can carry."""
    known = scanner.knowledge
    return KnowledgeAnswer(
        version=known.meta.version,
        digest=known.digest,
        reviewed=known.meta.reviewed,
        disclaimer=known.legal.disclaimer,
        categories=known.categories,
        patterns={code: KnownPattern(label=p.label, category=p.category) for code, p in known.patterns.items()},
        indicators=[
            KnownIndicator(**indicator.model_dump(include=set(KnownIndicator.model_fields)))
            for indicator in known.indicators.values()
        ],
        laws={
            code: KnownLaw(**law.model_dump(include=set(KnownLaw.model_fields)))
            for code, law in known.legal.laws.items()
        },
        steps={
            code: KnownStep(**step.model_dump(include=set(KnownStep.model_fields) - {"actions"}), actions=step.steps)
            for code, step in known.verification.steps.items()
        },
    )
