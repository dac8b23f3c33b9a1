"""Examples of requests, answers and errors for the API's description. All invented."""

from typing import Any

from service import problems as p
from service.problems import FieldError, Kind, ProblemError

_REQUEST_ID = "0f8fad5bd9cb469fa16570867728950e"
_TEXT = "Lowongan Puskesmas. Info lengkap 08xx0000xxxx. Biaya seragam dibayar di muka."
_ASSESSMENT: dict[str, Any] = {
    "id": "ad-17",
    "assessment_id": "a_01JABCDEFGHJKMNPQRSTVWXYZ0",
    "model": {"name": "jobscan-id", "version": "1.0.0", "digest": "sha256:6f1e…", "mode": "linear"},
    "knowledge": {"version": "2026.11.1", "digest": "sha256:91ac…", "reviewed": "2026-02"},
    "risk": {
        "probability": 0.87,
        "level": "high",
        "label": "tinggi",
        "kind": "ad",
        "thresholds": {"review": 0.31, "high": 0.72},
        "prior": 0.05,
        "profile": "counter",
        "raised_by": [],
        "reason": None,
    },
    "patterns": {"government_impersonation": 0.91, "employer_fee": 0.44},
    "findings": [
        {
            "code": "personal_channel_for_public_office",
            "category": "impersonation",
            "severity": 3,
            "origin": "consistency",
            "title": "Kontak bukan kanal resmi instansi",
            "reason": "Mengaku Puskesmas, kontak hanya nomor pribadi.",
            "law": ["kuhp2023_ps492"],
            "verify": ["verif_hubungi_perusahaan"],
            "spans": [{"start": 20, "end": 45, "text": "Info lengkap 08xx0000xxxx"}],
        }
    ],
    "entities": [{"type": "employer", "value": "puskesmas", "start": 9, "end": 18, "kind": None}],
    "campaign": None,
    "advice": {
        "urgent": False,
        "verify": ["Hubungi instansi lewat nomor dari situs resminya, bukan dari iklan."],
        "report": ["Kemnaker 1500-630"],
        "steps": [],
    },
    "explanation": None,
    "notices": [],
    "request_id": _REQUEST_ID,
}
_FAILED: dict[str, Any] = {
    "id": "ad-18",
    "error": ProblemError(
        p.TEXT_EMPTY,
        "Teks kosong. Tempelkan isi iklan, paling sedikit satu kata.",
        [FieldError(pointer="/items/1/text", code="empty")],
    )
    .body(_REQUEST_ID)
    .model_dump(exclude_none=True),
}

BODIES: dict[str, Any] = {
    "score_request": {"id": "ad-17", "text": _TEXT, "source": "whatsapp", "profile": "counter"},
    "batch_request": {
        "items": [{"id": "ad-17", "text": _TEXT}, {"id": "ad-18", "text": " "}],
        "profile": "crawler",
        "as_of": "2026-11-20",
    },
    "assessment": _ASSESSMENT,
    "batch": {"results": [_ASSESSMENT, _FAILED], "summary": {"ok": 1, "failed": 1}},
    "models": {"models": [{**_ASSESSMENT["model"], "aliases": ["default"]}]},
    "knowledge": {
        "version": "2026.11.1",
        "digest": "sha256:91ac…",
        "reviewed": "2026-02",
        "disclaimer": "Bahan bantu petugas, bukan pendapat hukum.",
        "categories": {"impersonation": "Pencatutan"},
        "patterns": {
            "government_impersonation": {
                "label": "Pencatutan instansi pemerintah",
                "category": "impersonation",
            }
        },
        "indicators": [
            {
                "code": "personal_channel_for_public_office",
                "title": "Kontak bukan kanal resmi instansi",
                "category": "impersonation",
                "severity": 3,
                "polarity": "raises_risk",
                "description": "Instansi pemerintah disebut, tetapi pendaftaran hanya lewat kontak pribadi.",
                "law": ["kuhp2023_ps492"],
                "verify": ["verif_hubungi_perusahaan"],
                "confidence": "confirmed_2plus",
            }
        ],
        "laws": {
            "kuhp2023_ps492": {
                "title": "KUHP Pasal 492",
                "cite": "Pasal 492 UU No. 1 Tahun 2023",
                "status": "berlaku sejak 2 Januari 2026",
                "caveat": None,
                "confidence": "confirmed_2plus",
            }
        },
        "steps": {
            "verif_hubungi_perusahaan": {
                "kind": "check",
                "title": "Hubungi pemberi kerja",
                "purpose": "Memastikan lowongan itu ada.",
                "actions": ["Cari nomor kantor dari situs resminya, bukan dari iklan"],
                "url": None,
                "phone": None,
                "limits": None,
            }
        },
    },
    "live": {"status": "ok"},
    "ready": {"status": "ready", "checks": {"model": "ok", "queue": "ok"}},
}


def _example(
    kind: Kind, detail: str | None = None, *errors: FieldError, checks: dict[str, str] | None = None
) -> dict[str, Any]:
    problem = ProblemError(kind, detail, errors, checks=checks)
    return problem.body(_REQUEST_ID, "/v1/score").model_dump(exclude_none=True)


PROBLEMS: dict[int, dict[str, dict[str, Any]]] = {
    400: {
        "not_json": _example(p.NOT_JSON, "Isi tidak dapat dibaca sebagai JSON."),
        "unknown_query": _example(p.UNKNOWN_QUERY, "Alamat ini tidak menerima parameter."),
        "unknown_host": _example(p.UNKNOWN_HOST, "Buka layanan ini lewat alamat yang tercetak saat dijalankan."),
    },
    413: {
        "body_too_large": _example(
            p.BODY_TOO_LARGE,
            "Batas satu kiriman 2.621.440 bita.",
            FieldError(pointer="", code="too_large", limit=2_621_440),
        ),
        "too_many_items": _example(
            p.TOO_MANY_ITEMS,
            "120 iklan; batas 100 dalam satu kiriman.",
            FieldError(pointer="/items", code="too_many", limit=100),
        ),
    },
    415: {"unsupported_type": _example(p.UNSUPPORTED_TYPE, "Pakai Content-Type: application/json; charset=utf-8.")},
    422: {
        "text_too_long": _example(
            p.TEXT_TOO_LONG,
            "Teks terlalu panjang: 25.310 karakter, batas 20.000. Potong menjadi satu iklan saja.",
            FieldError(pointer="/text", code="too_long", limit=20_000),
        ),
        "unknown_field": _example(
            p.INVALID_FIELDS,
            "/stroe: Isian tidak dikenal. Periksa ejaannya.",
            FieldError(pointer="/stroe", code="unknown_field", detail="Isian tidak dikenal. Periksa ejaannya."),
        ),
    },
    500: {"internal": _example(p.INTERNAL)},
    503: {
        "overloaded": _example(p.OVERLOADED),
        "not_ready": _example(p.NOT_READY, checks={"model": "ok", "queue": "full"}),
    },
}
