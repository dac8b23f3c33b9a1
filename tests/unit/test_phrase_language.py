import pytest
from timing import seconds

from jobscan.errors import KnowledgeError
from jobscan.knowledge import compile_phrases


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("biaya admin", "ada biaya admin", True),
        ("biaya admin", "biaya\n- admin", True),
        ("biaya admin", "biaya administrasi", False),
        ("biaya admin(istrasi)?", "biaya administrasi", True),
        ("(tf|transfer) ... dulu", "tf ke rekening saya dulu", True),
        ("(tf|transfer) ... dulu", "transfer satu dua tiga empat lima dulu", False),
        ("loker", "lokernya", False),
    ],
)
def test_phrases(phrase: str, text: str, matches: bool) -> None:
    assert (compile_phrases((phrase,), "test").search(text) is not None) is matches


def test_a_bad_phrase_is_named() -> None:
    with pytest.raises(KnowledgeError, match="test: frasa «a"):
        compile_phrases(("a(b",), "test")


def test_hostile_text_takes_linear_time() -> None:
    pattern = compile_phrases(("(a|aa)+ ... (b|bb)+ x",), "test")
    shorter, longer = (seconds(lambda size=size: pattern.search("a " * size)) for size in (10_000, 40_000))
    assert longer < 40 * max(shorter, 0.0001)
