"""Names by their form alone: firms and persons that no list knows. Case matters: these read the folded view."""

import re2

# "PT Maju Jaya Sentosa", "CV. Sumber Rejeki"
FIRM = re2.compile(r"\b(?:PT|CV|UD|PD)\.? ?\p{Lu}[\pL\pN&'-]*(?: \p{Lu}[\pL\pN&'-]*){0,4}")
# "Ibu Sari", "a.n. Budi Santoso"; the group is the name alone
PERSON = re2.compile(
    r"\b(?:[Pp]ak|[Bb]apak|[Bb]u|[Ii]bu|[Mm]as|[Mm]bak|[Kk]ak|[Ss]dr|[Aa]\.?n\.?)\.? (\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)"
)
