"""The phrase language of the knowledge files: readable for officers, compiled to RE2 (linear time on any input).

A phrase is a regular expression over the folded, lower-case text with three additions:

- a space matches any run of one to six characters that are not letters or digits (blank, line break, dash, comma …);
- ` ... ` allows up to four words in between;
- both ends sit on word boundaries where the phrase begins or ends with a letter, digit or group.

    biaya (admin(istrasi)?|pendaftaran|registrasi)
    (transfer|tf) ... (dulu|terlebih dahulu)
"""

from functools import cache

import re2

from jobscan.errors import KnowledgeError

# \W and \w are ASCII here: folded Indonesian is, and Unicode classes would blow up the automaton
_SPACE = r"\W{1,6}"
_GAP = rf"(?:{_SPACE}\w+){{0,4}}{_SPACE}"


def compile_phrases(phrases: tuple[str, ...], where: str) -> "re2._Regexp":
    """One expression that finds any of `phrases`, the longest first.

    Raises:
        KnowledgeError: a phrase is not valid; names `where` and the phrase.
    """
    try:
        return _compile(phrases)
    except re2.error:
        for phrase in phrases:
            _check(phrase, where)
        raise KnowledgeError(f"{where}: terlalu banyak frasa untuk satu entri. Bagi menjadi dua entri.") from None


def phrase_edges(phrase: str) -> tuple[bool, bool]:
    """Whether the beginning and the end of the phrase sit on word boundaries."""
    return phrase[:1].isalnum() or phrase[:1] == "(", phrase[-1:].isalnum() or phrase[-1:] in ")?"


@cache
def _compile(phrases: tuple[str, ...]) -> "re2._Regexp":
    """Compiled once for checking the knowledge and for every recogniser that uses it."""
    return re2.compile("|".join(map(_translate, phrases)), _options())


def _check(phrase: str, where: str) -> None:
    try:
        re2.compile(_translate(phrase), _options())
    except re2.error as error:
        raise KnowledgeError(
            f"{where}: frasa «{phrase}» tidak sah ({error}). Perbaiki kurung atau tandanya."
        ) from error


def _translate(phrase: str) -> str:
    """The RE2 pattern of one phrase."""
    words = _GAP.join(part.strip().replace(" ", _SPACE) for part in phrase.split(" ... "))
    starts, ends = phrase_edges(phrase)
    return (r"\b" if starts else "") + f"(?:{words})" + (r"\b" if ends else "")


def _options() -> "re2.Options":
    options = re2.Options()
    options.longest_match = True
    options.never_capture = True
    options.log_errors = False
    options.max_mem = 64 << 20
    return options
