"""What in a mail tells on which side of the Atlantic it was written."""

import re
from typing import Final

AMERICAN: Final = re.compile(
    r"\b(?:USA|U\.S\.A?\.?|United\s+States|US\s+dollars|USD)(?!\w)|"
    r"\b(?-i:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|"
    r"PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\.?\s+\d{5}(?:-\d{4})?\b|"
    r",\s+(?-i:NY|CA|TX|IL|WA|MA|OR|FL|GA|CO|PA|OH|MI|VT|ME)\b",
    re.IGNORECASE,
)
BRITISH: Final = re.compile(
    r"\u00a3|\bUK\b|\+44|United\s+Kingdom|\bLondon\b|\bGBP\b|\.co\.uk|"
    r"\b(?-i:[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2})\b",
    re.IGNORECASE,
)
