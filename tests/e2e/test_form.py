"""An officer pastes an ad and reads the result, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

AD = """LOWONGAN PT PERTAMINA (PERSERO) 2026 <b>penting</b> 👩‍🏭
Lulusan SMA sampai S1, penempatan sesuai domisili, gratis.
Kirim CV ke hrd.pertamina.rekrut@gmail.com atau WA 0812-0000-1234."""

USUAL = ("status of 422", "ERR_ABORTED")

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["JavaScript", "no JavaScript"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 320, "height": 640})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("requestfailed", lambda failed: complaints.append(f"{failed.failure} {failed.url}"))
    opened.goto(address)
    yield opened
    # a refused form answers 422 on purpose, and leaving a page cuts off what it was still loading
    assert [text for text in complaints if not any(usual in text for usual in USUAL)] == []
    context.close()


def check(page: Page, text: str) -> None:
    page.get_by_label("Isi iklan, apa adanya").fill(text)
    page.get_by_role("button", name="Periksa").click()


def test_an_ad_is_pasted_and_the_result_is_read(page: Page, address: str) -> None:
    check(page, AD)
    expect(page.locator("#hasil")).to_be_visible()
    expect(page.locator("mark").filter(has_text="hrd.pertamina.rekrut@gmail.com")).to_have_count(1)
    expect(page.get_by_role("heading", name="Yang dicek berikutnya")).to_be_visible()
    expect(page.get_by_role("heading", name="Ke mana melapor")).to_be_visible()
    expect(page.locator(".text")).to_contain_text("<b>penting</b> 👩‍🏭")
    assert page.url.rstrip("/") == address
    words = page.locator("main").inner_text().lower()
    assert "penipu " not in words
    assert "korban" not in words


def test_nothing_runs_off_a_narrow_screen(page: Page) -> None:
    check(page, AD + " " + "x" * 400)
    expect(page.locator("#hasil")).to_be_visible()
    width = page.locator("html").bounding_box()
    assert width is not None
    assert width["width"] <= 320
    for box in page.locator("main > *").all():
        inside = box.bounding_box()
        assert inside is None or inside["x"] + inside["width"] <= 321


def test_an_empty_form_keeps_the_officer_on_the_page(page: Page) -> None:
    check(page, "   ")
    expect(page.get_by_role("alert")).to_contain_text("Teks kosong")


def test_a_sample_fills_the_form(page: Page) -> None:
    page.get_by_role("link", name="Kerja di luar negeri").click()
    assert "Kamboja" in page.get_by_label("Isi iklan, apa adanya").input_value()
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator("#hasil")).to_be_visible()
