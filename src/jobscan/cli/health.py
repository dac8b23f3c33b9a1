"""What `jobscan doctor` looks at: packages (without importing them), bundle, knowledge, other commands."""

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from jobscan import __version__
from jobscan.cli.plugins import find_plugins
from jobscan.errors import JobscanError

BASE = (
    "ahocorasick-rs",
    "fastapi",
    "google-re2",
    "jinja2",
    "numpy",
    "onnxruntime",
    "phonenumbers",
    "pydantic",
    "pyyaml",
    "rensa",
    "rich",
    "safetensors",
    "tldextract",
    "tokenizers",
    "typer",
    "uvicorn",
)
OPTIONAL = ("torch", "transformers", "datasets", "scikit-learn")


@dataclass(frozen=True)
class ModelHealth:
    """The bundle; `problem` None means that every file matched its manifest."""

    path: str | None = None
    name: str | None = None
    version: str | None = None
    digest: str | None = None
    mode: str | None = None
    problem: str | None = None


@dataclass(frozen=True)
class KnowledgeHealth:
    """The knowledge files; `review_due` when their facts are older than their own interval."""

    version: str | None = None
    digest: str | None = None
    reviewed: str | None = None
    review_due: bool = False
    problem: str | None = None


@dataclass(frozen=True)
class Health:
    """The whole picture. A broken command of another package is a warning only."""

    healthy: bool
    jobscan: str
    python: str
    packages: dict[str, str | None]
    optional: dict[str, str | None]
    model: ModelHealth
    knowledge: KnowledgeHealth
    commands: dict[str, str | None]


def examine(model: Path | None, today: date) -> Health:
    """Look at everything; a problem is noted, never raised."""
    packages = installed(BASE)
    bundle, knowledge = _model(model), _knowledge(today)
    return Health(
        healthy=None not in packages.values() and bundle.problem is None and knowledge.problem is None,
        jobscan=__version__,
        python=platform.python_version(),
        packages=packages,
        optional=installed(OPTIONAL),
        model=bundle,
        knowledge=knowledge,
        commands={plugin.name: plugin.problem for plugin in find_plugins()},
    )


def installed(names: Iterable[str]) -> dict[str, str | None]:
    """Each package's version, None where it is missing."""
    return {name: _version(name) for name in names}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _model(model: Path | None) -> ModelHealth:
    path: Path | None = None
    try:
        from jobscan.classifier.bundle import find_bundle
        from jobscan.cli.loading import load_scanner

        path = find_bundle(model)
        info = load_scanner(path).model
    except (JobscanError, ImportError) as error:
        return ModelHealth(path=str(path) if path else None, problem=str(error))
    return ModelHealth(str(path.resolve()), info.name, info.version, info.digest, info.mode)


def _knowledge(today: date) -> KnowledgeHealth:
    try:
        from jobscan.advice import is_review_due
        from jobscan.knowledge import load_knowledge

        knowledge = load_knowledge()
    except (JobscanError, ImportError) as error:
        return KnowledgeHealth(problem=str(error))
    meta = knowledge.meta
    return KnowledgeHealth(meta.version, knowledge.digest, meta.reviewed, is_review_due(knowledge, today))
