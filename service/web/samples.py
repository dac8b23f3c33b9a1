"""Invented advertisements to try the form with. No contact in them exists."""

from dataclasses import dataclass

from jobscan.types import Source


@dataclass(frozen=True, slots=True)
class Sample:
    """An advertisement to try, and what kind it is."""

    title: str
    text: str
    source: Source


SAMPLES = (
    Sample(
        "Warung makan mencari karyawan",
        "LOWONGAN KERJA\n"
        "Warung Makan Sari Rasa, Jl. Veteran, Banjarmasin, membutuhkan 2 orang karyawan dapur.\n"
        "- Jujur dan rajin, pengalaman tidak diutamakan\n"
        "- Jam kerja 08.00-16.00, libur satu hari seminggu\n"
        "- Gaji sesuai UMK, makan siang disediakan\n"
        "Antar lamaran langsung ke warung atau WA Ibu Sari 0812-0000-1234.",
        "facebook",
    ),
    Sample(
        "Mengatasnamakan puskesmas",
        "PENERIMAAN PEGAWAI PUSKESMAS 2026\n"
        "Dibuka 25 formasi administrasi dan perawat, lulusan SMA sampai S1, tanpa tes tertulis.\n"
        "Gaji Rp6.500.000 per bulan, langsung kerja.\n"
        "Daftar hanya lewat WhatsApp Pak Hendra 0812-0000-1234, kirim foto KTP dan KK.\n"
        "Biaya administrasi dan seragam Rp350.000 ditransfer dulu ke rekening panitia. Kuota terbatas!",
        "whatsapp",
    ),
    Sample(
        "Kerja di luar negeri",
        "Butuh cepat CS online penempatan Kamboja (Poipet)\n"
        "Gaji 12-15 juta, bonus, makan dan mess ditanggung, tiket pesawat ditanggung bos.\n"
        "Tidak perlu pengalaman, bisa mengetik, usia 18-35. Berangkat minggu ini pakai visa turis.\n"
        "Paspor kami bantu uruskan. Minat chat Telegram @contoh_tidak_ada",
        "telegram",
    ),
    Sample(
        "Tugas daring berdeposit",
        "Kerja sampingan dari rumah, cukup like dan follow toko online!\n"
        "Komisi Rp15.000 per tugas, penghasilan Rp300.000-Rp900.000 per hari, cair hari itu juga.\n"
        "Tugas lanjutan dengan deposit Rp100.000, dana kembali bersama komisi 30%.\n"
        "Hubungi admin 0812-0000-1234, nanti dimasukkan ke grup Telegram.",
        "whatsapp",
    ),
    Sample(
        "Imbauan tentang lowongan palsu",
        "Dinas Tenaga Kerja mengimbau warga mewaspadai lowongan palsu yang mencatut nama perusahaan.\n"
        "Ciri-cirinya antara lain meminta uang pendaftaran, menjanjikan gaji tinggi tanpa tes, dan hanya "
        "memakai nomor WhatsApp pribadi. Bila menemukan pesan seperti itu, jangan mengirim uang dan laporkan "
        "ke kantor dinas.",
        "website",
    ),
)
