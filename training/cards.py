"""Cards for writers of corpus texts: what a text must be like, drawn alike for every label; only the facts may differ.

usage: jobscan data cards WRITER N
"""

import random
from dataclasses import dataclass, fields

TOWNS_KALSEL = (
    "Banjarmasin", "Banjarbaru", "Martapura", "Pelaihari", "Kotabaru", "Batulicin", "Rantau (Tapin)", "Kandangan",
    "Barabai", "Amuntai", "Tanjung (Tabalong)", "Paringin", "Marabahan",
)  # fmt: skip
OTHER_TOWNS = (
    "Palangka Raya", "Sampit", "Samarinda", "Balikpapan", "Bontang", "Tarakan", "Nunukan", "Pontianak", "Singkawang",
    "Jakarta Timur", "Tangerang", "Bekasi", "Karawang", "Bandung", "Cirebon", "Sukabumi", "Semarang", "Kendal",
    "Solo", "Jogja", "Surabaya", "Gresik", "Malang", "Jember", "Denpasar", "Mataram", "Lombok Timur", "Kupang", "Ende",
    "Makassar", "Kendari", "Morowali", "Manado", "Gorontalo", "Ternate", "Ambon", "Jayapura", "Sorong", "Merauke",
    "Medan", "Pekanbaru", "Dumai", "Batam", "Padang", "Bukittinggi", "Jambi", "Palembang", "Bengkulu",
    "Bandar Lampung", "Pangkal Pinang", "Banda Aceh", "Serang", "Palu", "Majene",
)  # fmt: skip
TOWNS = (*TOWNS_KALSEL, *OTHER_TOWNS)
_KALSEL_SHARE = 0.4
PREFIXES = (
    "0811", "0812", "0813", "0821", "0822", "0823", "0852", "0853", "0851", "0857", "0858", "0815", "0816", "0877",
    "0878", "0819", "0831", "0838", "0895", "0896", "0881", "0882",
)  # fmt: skip
_PERSONAS = (
    "staf HRD", "pemilik toko", "admin grup loker", "tetangga/kenalan", "koordinator lapangan", "sekretaris yayasan",
    "mandor", "admin akun medsos", "agen/perantara", "ibu rumah tangga", "humas instansi", "kepala cabang",
)  # fmt: skip
_SHARES = {
    "pay": {
        "tanpa angka gaji": 0.42,
        "gaji sekitar UMK": 0.3,
        "gaji di bawah UMK": 0.07,
        "gaji sedikit di atas UMK": 0.13,
        "gaji tinggi": 0.08,
    },
    "contact": {
        "nomor WA": 0.36,
        "gmail": 0.14,
        "surel domain": 0.1,
        "form daring": 0.08,
        "tautan situs": 0.12,
        "datang langsung": 0.08,
        "DM/link bio": 0.07,
        "telepon kantor": 0.05,
    },
    "length": {"6-20 kata": 0.1, "20-50 kata": 0.3, "50-100 kata": 0.32, "100-180 kata": 0.18, "180-400 kata": 0.1},
    "typing": {
        "rapi/formal": 0.36,
        "biasa, agak santai": 0.3,
        "singkatan & salah ketik": 0.2,
        "HURUF BESAR / tanda seru": 0.08,
        "seperti hasil OCR poster (baris patah, huruf salah baca, kata menempel)": 0.06,
    },
    "language": {
        "Indonesia": 0.8,
        "campur Banjar": 0.07,
        "campur Jawa": 0.04,
        "campur Sunda": 0.02,
        "Melayu/Minang/Madura/Bugis": 0.03,
        "campur Inggris": 0.04,
    },
    "lines": {"satu paragraf": 0.4, "beberapa baris": 0.4, "berbutir": 0.2},
    "emoji": {"tanpa emoji": 0.7, "1-3 emoji": 0.22, "banyak emoji": 0.08},
    "free": {"sebut gratis/tanpa biaya": 0.22, "tidak sebut": 0.78},
    "fact": {"awal": 0.2, "tengah": 0.4, "akhir": 0.4},
}


@dataclass(frozen=True)
class Card:
    """What one text must be like. `fact` is where in the text the deciding fact stands."""

    town: str
    pay: str
    contact: str
    length: str
    typing: str
    language: str
    lines: str
    emoji: str
    free: str
    fact: str
    persona: str

    def __str__(self) -> str:
        return " | ".join(str(getattr(self, field.name)) for field in fields(self))


def draw(writer: str, count: int) -> list[Card]:
    """The first `count` cards of a writer; the same for the same writer, whatever label each text will get."""
    dice = random.Random(f"jobscan-{writer}")
    return [_draw(dice) for _ in range(count)]


def _draw(dice: random.Random) -> Card:
    town = dice.choice(TOWNS_KALSEL) if dice.random() < _KALSEL_SHARE else dice.choice(OTHER_TOWNS)
    drawn = {}
    for name, shares in _SHARES.items():
        if name == "contact":  # a valid operator prefix with a subscriber part that no one is given
            phone = f"{dice.choice(PREFIXES)}0000{dice.randrange(10_000):04d}"
        drawn[name] = dice.choices(list(shares), list(shares.values()))[0]
    drawn["contact"] += f" {phone}"
    return Card(town=town, persona=dice.choice(_PERSONAS), **drawn)
