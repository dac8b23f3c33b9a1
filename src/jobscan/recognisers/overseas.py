"""Whether an ad is about work abroad."""

from jobscan.knowledge import compile_phrases
from jobscan.knowledge.schema import Language
from jobscan.recognisers.protocol import Reading


class Overseas:
    """A destination or a reported scam city named, or a word of `language.yaml: overseas`."""

    def __init__(self, language: Language) -> None:
        self._words = compile_phrases(language.overseas, "language.yaml: overseas")

    def holds(self, reading: Reading) -> bool:
        destination = any(country.kind in ("destination", "city") for country in reading.of_type("country"))
        return destination or self._words.search(reading.views.lower) is not None
