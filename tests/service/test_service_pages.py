"""The web form: pages, samples, errors kept with the text, hostile text, the result's parts in words."""

import pytest
from service_fakes import Client, FakeScanner, Page

from jobscan.knowledge import Knowledge
from jobscan.types import Level
from service.app import create_app
from service.settings import Settings
from service.web.samples import SAMPLES

HTML = {"Accept": "text/html"}
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>' {{ 7*7 }} </textarea></mark>&amp;"


def read(html: str) -> Page:
    """The page, after checks that hold for every page."""
    page = Page(html)
    assert not page.open
    assert page.all("html") == [{"lang": "id"}]
    assert not page.all("script")
    assert not page.all("style")
    assert not page.all("img")
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert not (link["href"] or "").startswith("#") or (link["href"] or "")[1:] in ids
    for resource in page.all("link"):
        assert (resource["href"] or "").startswith("/static/")
    for name in ("aria-labelledby", "aria-describedby"):
        wanted = [word for _, attributes in page.tags for word in (attributes.get(name) or "").split()]
        assert set(wanted) <= set(ids)
    assert page.text.count("prioritas pemeriksaan, bukan putusan") >= 1
    assert len(page.all("h1")) == 1
    return page


def submit(client: Client, text: str, **fields: str) -> Page:
    response = client.post("/", data={"text": text, **fields}, headers=HTML)
    assert response.status_code == 200
    assert str(response.url) == "http://testserver/"
    return read(response.text)


def test_the_form_has_labels_and_keeps_nothing(client: Client) -> None:
    page = read(client.get("/").text)
    assert page.all("form") == [{"method": "post", "action": "/", "accept-charset": "utf-8"}]
    assert {label["for"] for label in page.all("label")} == {"text", "source"}
    assert [area["name"] for area in page.all("textarea")] == ["text"]
    assert "Teks tidak disimpan" in page.text
    assert page.all("meta")[1]["content"] == "width=device-width, initial-scale=1"


@pytest.mark.parametrize("number", range(1, len(SAMPLES) + 1))
def test_samples_fill_the_form(client: Client, number: int) -> None:
    page = read(client.get(f"/?contoh={number}").text)
    sample = SAMPLES[number - 1]
    assert sample.text in page.text
    assert [option["value"] for option in page.all("option") if "selected" in option] == [sample.source]
    assert f"/?contoh={number}" in [link["href"] for link in page.all("a")]


@pytest.mark.parametrize("number", ["0", "99", "-1", "abc", "", "%00", "1&contoh=99", "²"])
def test_other_samples_do_not_exist(client: Client, number: str) -> None:
    response = client.get(f"/?contoh={number}", headers=HTML)
    assert response.status_code == 404
    read(response.text)


@pytest.mark.parametrize("path", ["/", "/tentang", "/static/style.css", "/static/icon.svg"])
def test_pages_answer_head(client: Client, path: str) -> None:
    assert client.request("HEAD", path).status_code == 200


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Teks kosong"),
        ("  \n ", "Teks kosong"),
        ("panjang " * 2_600, "Teks terlalu panjang"),
        ("biner\0", "Teks memuat karakter NUL"),
    ],
)
def test_errors_keep_the_text(client: Client, text: str, message: str) -> None:
    response = client.post("/", data={"text": text, "source": "poster"}, headers=HTML)
    page = read(response.text)
    assert response.status_code == 422
    assert message in page.text
    assert text.replace("\0", "\ufffd") in page.text
    assert [option["value"] for option in page.all("option") if "selected" in option] == ["poster"]
    assert page.all("textarea")[0]["aria-invalid"] == "true"
    assert [div["role"] for div in page.all("div") if "role" in div] == ["alert"]


def test_an_unexpected_error_keeps_the_text_and_shows_the_request_id(client: Client) -> None:
    headers = {**HTML, "X-Request-ID": "kode-1"}
    response = client.post("/", data={"text": "MELEDAK di sini"}, headers=headers)
    assert response.status_code == 500
    assert "MELEDAK di sini" in read(response.text).text
    assert "kode-1" in response.text
    assert "RuntimeError" not in response.text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=%ff", "application/x-www-form-urlencoded", 400),
        (b"text=\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=1"] * 99), "application/x-www-form-urlencoded", 400),
        (b"text=a&source=pasar", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"x" * 600_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_forms_that_no_browser_sends(client: Client, body: bytes, kind: str, status: int) -> None:
    response = client.post("/", content=body, headers={**HTML, "Content-Type": kind})
    assert response.status_code == status
    read(response.text)


def test_line_breaks_are_scored_as_they_are_shown(client: Client, scanner: FakeScanner) -> None:
    scanner.words = {"bayar": "registration_fee"}
    page = submit(client, "\r\nbaris satu\r\nbayar\rtiga\n😀 bayar", source="whatsapp")
    ad = scanner.seen[0][0]
    assert ad.text == "\nbaris satu\nbayar\ntiga\n😀 bayar"
    assert ad.source == "whatsapp"
    assert ad.text in page.text
    assert "baris satu\nbayar1\ntiga\n😀 bayar1" in page.text
    assert [mark["class"] for mark in page.all("mark")] == ["risk", "risk"]


def test_hostile_text_stays_text(client: Client, scanner: FakeScanner) -> None:
    scanner.words = {"script": "registration_fee", '"><script>alert(1)': "fake_gov_claim"}
    page = submit(client, HOSTILE)
    assert page.text.count(HOSTILE) == 1
    assert "{{ 7*7 }}" in page.text


@pytest.mark.parametrize(
    ("level", "headline"),
    [
        ("high", "Tinggi"),
        ("review", "Perlu diperiksa"),
        ("low", "Belum ada tanda"),
        ("not_an_ad", "Bukan iklan"),
        ("insufficient", "Belum cukup terbaca"),
    ],
)
def test_levels_in_words(client: Client, scanner: FakeScanner, level: Level, headline: str) -> None:
    scanner.level = level
    page = submit(client, "iklan")
    assert f"\n{headline}\n" in page.text
    assert "Skor risiko: 87%" in page.text
    assert "anggapan 5%" in page.text
    assert "Perlu diperiksa mulai 31%, tinggi mulai 72% (ambang loket)" in page.text
    assert page.all("meter")[0]["value"] == "0.87"


def test_a_low_level_with_findings_has_weak_signs(client: Client, scanner: FakeScanner) -> None:
    scanner.level = "low"
    scanner.words = {"segera": "urgency_pressure"}
    assert "\nAda tanda lemah\n" in submit(client, "segera").text


def test_findings_are_numbered_by_weight_and_kept_apart(
    client: Client, scanner: FakeScanner, knowledge: Knowledge
) -> None:
    scanner.words = {
        "wanita": "discriminatory_criteria",
        "izin": "p3mi_license_stated",
        "segera": "urgency_pressure",
        "biaya": "registration_fee",
    }
    scanner.absent = ("no_employer_identity",)
    page = submit(client, "wanita izin segera biaya")
    order = [
        "registration_fee",
        "no_employer_identity",
        "urgency_pressure",
        "p3mi_license_stated",
        "discriminatory_criteria",
    ]
    places = [page.text.index(f"\n{knowledge.indicators[code].title}") for code in order]
    assert places == sorted(places)
    assert [mark["class"] for mark in page.all("mark")] == ["compliance", "protective", "risk", "risk"]
    assert page.all("mark")[3]["title"] == f"Tanda risiko 1: {knowledge.indicators['registration_fee'].title}"
    assert "tanda kuat" in page.text
    assert "Klaim yang perlu dicek" in page.text
    assert "Kepatuhan" in page.text
    assert [item["value"] for item in page.all("li") if "value" in item] == ["1", "2", "3", "4", "5"]


def test_law_is_shown_with_status_caveat_confidence_and_date(
    client: Client, scanner: FakeScanner, knowledge: Knowledge
) -> None:
    scanner.words = {"biaya": "registration_fee"}
    page = submit(client, "biaya")
    for code in knowledge.indicators["registration_fee"].law:
        law = knowledge.legal.laws[code]
        for part in (law.cite, f"Status: {law.status}.", law.caveat or ""):
            assert part in page.text
    assert "Keyakinan: dua sumber atau lebih." in page.text
    assert "Ditinjau Februari 2026" in page.text
    assert knowledge.legal.disclaimer in page.text


def test_steps_have_order_and_phone_links(client: Client, knowledge: Knowledge) -> None:
    page = submit(client, "iklan")
    steps = knowledge.verification.steps
    assert page.text.index("Yang dicek berikutnya") < page.text.index(steps["verif_hubungi_perusahaan"].title)
    assert page.text.index(steps["verif_hubungi_perusahaan"].title) < page.text.index("Ke mana melapor")
    dialled = [link["href"] for link in page.all("a") if (link["href"] or "").startswith("tel:")]
    assert dialled == ["tel:08001000", "tel:+622129244800", "tel:08118080141", "tel:110"]
    outside = [link for link in page.all("a") if (link["href"] or "").startswith("http")]
    assert outside
    assert all(link["rel"] == "noopener noreferrer" for link in outside)


def test_patterns_notices_rules_and_urgency_are_in_words(
    client: Client, scanner: FakeScanner, knowledge: Knowledge
) -> None:
    rule = knowledge.combinations[0]
    scanner.raised_by = (rule.code,)
    scanner.notices = ("hidden_characters_removed", "a_new_notice")
    scanner.urgent = True
    page = submit(client, "iklan")
    assert "Pencatutan instansi pemerintah: 91%" in page.text
    assert f"gabungan tanda «{rule.title}»." in page.text
    assert "Teks memuat karakter tersembunyi" in page.text
    assert "a new notice" in page.text
    assert "Segera:" in page.text


def test_only_the_first_reasons_are_unfolded(client: Client, scanner: FakeScanner, knowledge: Knowledge) -> None:
    risky = [code for code, entry in knowledge.indicators.items() if entry.polarity == "raises_risk"][:8]
    scanner.absent = tuple(risky)
    assert "3 tanda lain" in submit(client, "iklan").text


def test_versions_are_in_the_footer(client: Client, knowledge: Knowledge) -> None:
    page = read(client.get("/").text)
    assert "Model jobscan-id 9.9.9 (20 November 2026)" in page.text
    assert f"Data acuan {knowledge.meta.version}, ditinjau Februari 2026" in page.text


def test_about_names_thresholds_prior_and_limits(client: Client) -> None:
    page = read(client.get("/tentang").text)
    for part in (
        "20 November 2026",
        "5%",
        "31%",
        "72%",
        "recall 0,9",
        "presisi 0,9",
        "Teks tidak disimpan",
        "sha256:abc",
    ):
        assert part in page.text


def test_pages_without_a_model(settings: Settings) -> None:
    client = Client(create_app(settings, None))
    assert "Paket model belum dimuat" in read(client.get("/tentang").text).text
    read(client.get("/").text)
    response = client.post("/", data={"text": "teks saya"}, headers=HTML)
    assert response.status_code == 503
    assert "teks saya" in read(response.text).text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/tidak-ada", 404), ("DELETE", "/", 405)])
def test_browsers_get_error_pages(client: Client, method: str, path: str, status: int) -> None:
    response = client.request(method, path, headers=HTML)
    assert response.status_code == status
    assert "Kembali ke formulir" in read(response.text).text
    assert client.request(method, path).headers["content-type"] == "application/problem+json"


def test_the_api_answers_browsers_with_problems(client: Client) -> None:
    assert client.get("/v1/tidak-ada", headers=HTML).headers["content-type"] == "application/problem+json"
