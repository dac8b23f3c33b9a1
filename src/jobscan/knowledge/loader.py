"""The only loader of the knowledge files: reads, validates, cross-checks, and says exactly what to mend."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jobscan.errors import KnowledgeError
from jobscan.knowledge import schema
from jobscan.knowledge.files import by_key, read, typed, validate
from jobscan.knowledge.lexicon import Lexicon
from jobscan.knowledge.overlay import Overlay, read_overlay
from jobscan.knowledge.phrases import compile_phrases
from jobscan.knowledge.references import Country, Places, References
from jobscan.types import Frozen, SwitchedOff

SHIPPED = Path(__file__).parent / "catalogue"

_FILES: dict[str, type[Frozen]] = {
    "meta": schema.Meta,
    "patterns": schema.Patterns,
    "combinations": schema.Combinations,
    "employers": schema.Employers,
    "channels": schema.Channels,
    "legal": schema.Laws,
    "verification": schema.Verifications,
    "contexts": schema.Situations,
    "references": References,
    "language": schema.Language,
    "places": Places,
}
_LETTERS = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True)
class Knowledge:
    """All knowledge files, validated. `digest` is the sha256 of their bytes, overlay included."""

    meta: schema.Meta
    categories: dict[str, str]
    patterns: dict[str, schema.Pattern]
    indicators: dict[str, schema.Indicator]
    combinations: tuple[schema.Combination, ...]
    employers: dict[str, schema.Employer]
    channels: schema.Channels
    legal: schema.Laws
    verification: schema.Verifications
    situations: tuple[schema.Situation, ...]
    references: References
    language: schema.Language
    places: Places
    lexicon: Lexicon
    switched_off: tuple[SwitchedOff, ...]
    digest: str


def find_overlay(folder: Path | None = None) -> Path | None:
    """The folder with an office's own knowledge: `folder`, else `JOBSCAN_KNOWLEDGE`, else none."""
    return folder or (Path(value) if (value := os.environ.get("JOBSCAN_KNOWLEDGE")) else None)


@lru_cache(maxsize=4)
def load_knowledge(folder: Path = SHIPPED, overlay: Path | None = None) -> Knowledge:
    """Load and check the knowledge files of `folder`, and lay those of `overlay` over them.

    Raises:
        KnowledgeError: a file is missing or not UTF-8 YAML, an entry breaks the schema, a code is unknown or used
            twice, or a phrase does not compile. The message names the file, the entry and the mend.
    """
    digest = hashlib.sha256()
    loaded: dict[str, Frozen] = {}
    for name, model in _FILES.items():
        loaded[name] = validate(f"{name}.yaml", _digested(folder / f"{name}.yaml", folder, digest), model)
    indicators: list[schema.Indicator] = []
    for file in sorted((folder / "indicators").glob("*.yaml")):
        name = f"indicators/{file.name}"
        indicators += validate(name, _digested(file, folder, digest), schema.Indicators).indicators
    lexicon = Lexicon.parse(_digested(folder / "words.txt", folder, digest))
    own = read_overlay(overlay, digest) if overlay else Overlay()
    knowledge = _assemble(loaded, tuple(indicators), lexicon, own, f"sha256:{digest.hexdigest()}")
    _cross_check(knowledge)
    return knowledge


def _digested(path: Path, folder: Path, digest: "hashlib._Hash") -> bytes:
    data = read(path)
    digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return data


def _assemble(
    loaded: dict[str, Frozen], indicators: tuple[schema.Indicator, ...], lexicon: Lexicon, own: Overlay, digest: str
) -> Knowledge:
    patterns = typed(loaded["patterns"], schema.Patterns)
    employers = by_key("employers.yaml", typed(loaded["employers"], schema.Employers).employers, "id") | own.employers
    references = typed(loaded["references"], References)
    countries = by_key("references.yaml", references.countries, "code") | own.countries
    known = by_key("indicators", indicators, "code") | own.indicators
    return Knowledge(
        meta=typed(loaded["meta"], schema.Meta),
        categories=dict(patterns.categories),
        patterns=dict(patterns.patterns),
        indicators=known,
        combinations=typed(loaded["combinations"], schema.Combinations).combinations,
        employers=employers,
        channels=typed(loaded["channels"], schema.Channels),
        legal=typed(loaded["legal"], schema.Laws),
        verification=typed(loaded["verification"], schema.Verifications),
        situations=typed(loaded["contexts"], schema.Situations).contexts,
        references=references.model_copy(update={"countries": tuple(countries.values())}),
        language=typed(loaded["language"], schema.Language),
        places=typed(loaded["places"], Places),
        lexicon=lexicon.with_words(_name_words(employers, countries)),
        switched_off=tuple(own.switched_off.values()),
        digest=digest,
    )


def _name_words(employers: dict[str, schema.Employer], countries: dict[str, Country]) -> list[str]:
    names = [name for employer in employers.values() for name in employer.names]
    names += [name for country in countries.values() for name in (*country.names, *country.cities)]
    return [word for name in names for word in _LETTERS.findall(name.lower())]


def _cross_check(knowledge: Knowledge) -> None:
    for code, pattern in knowledge.patterns.items():
        _known("patterns.yaml", code, [pattern.category], knowledge.categories, "kategori")
    for code, indicator in knowledge.indicators.items():
        _known("indicators", code, [indicator.category], knowledge.categories, "kategori")
        _known("indicators", code, indicator.law, knowledge.legal.laws, "pasal")
        _known("indicators", code, indicator.verify, knowledge.verification.steps, "langkah")
        compile_phrases(indicator.phrases, f"indicators: {code}")
        compile_phrases(indicator.unless, f"indicators: {code}: unless")
    for code, employer in knowledge.employers.items():
        compile_phrases(employer.incidental, f"employers.yaml: {code}")
    for rule in knowledge.combinations:
        used = (*rule.all_of, *rule.any_of, *rule.among)
        if not used:
            raise KnowledgeError(f"combinations.yaml: {rule.code}: tanpa indikator. Isi all_of, any_of atau among.")
        _known("combinations.yaml", rule.code, used, knowledge.indicators, "indikator")
        _known("combinations.yaml", rule.code, rule.actions, knowledge.verification.steps, "langkah")
    known_situations = {situation.code: situation.label for situation in knowledge.situations}
    for situation in knowledge.situations:
        where = ("contexts.yaml", situation.code)
        _known(*where, situation.categories, knowledge.categories, "kategori")
        _known(*where, situation.codes, knowledge.indicators, "indikator")
        _known(*where, (*situation.steps, *situation.only_here), knowledge.verification.steps, "langkah")
        _known(*where, (situation.unless,) if situation.unless else (), known_situations, "keadaan")
    for field, phrases in knowledge.language:
        compile_phrases(phrases, f"language.yaml: {field}")
    for off in knowledge.switched_off:
        _known("switched_off.yaml", off.code, [off.code], knowledge.indicators, "indikator")


def _known(
    name: str,
    code: str,
    used: tuple[str, ...] | list[str],
    known: "dict[str, schema.Indicator] | dict[str, schema.Law] | dict[str, schema.Verification] | dict[str, str]",
    what: str,
) -> None:
    for reference in used:
        if reference not in known:
            raise KnowledgeError(f"{name}: {code}: {what} «{reference}» tidak dikenal. Perbaiki ejaan atau tambahkan.")
