"""Numbers that obey their standards and yet can belong to nobody.

*Decision:* citizen numbers and credit codes carry the division code 330299. It looks like Ningbo (3302), but no list
of divisions (GB/T 2260) has ever held it: districts there count from 01, counties from 21, cities from 81, and none
came near 99. Within the credit codes the organisation part begins with XN (虚拟). Phone numbers begin with 142, which
no operator has been given.
"""

from datetime import date

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from jobmatch.employers.uscc import Uscc
from jobmatch.people.numbers import CertificateNumber, CitizenNumber

RESERVED_DIVISION = "330299"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def reserved_citizen_number(birth_on: date, *, is_male: bool, turn: int) -> CitizenNumber:
    """Return the citizen number of the ``turn``-th (0 to 499) man or woman born on a day in the reserved division."""
    payload = f"{RESERVED_DIVISION}{birth_on:%Y%m%d}{2 * turn + is_male:03d}"
    return CitizenNumber(payload + mod_11_2.calc_check_digit(payload))


def certificate_number(citizen: CitizenNumber, kind: int, grade: int, reissued: int = 0) -> CertificateNumber:
    """Return a certificate number on a citizen number; ``reissued`` counts how often a lost card was replaced."""
    return CertificateNumber(f"{citizen.value}{kind}{grade}{f'B{reissued}' if reissued else ''}")


def reserved_uscc(authority: str, turn: int) -> Uscc:
    """Return the ``turn``-th (0 to 999999) credit code of a registering authority (two characters)."""
    organisation = f"XN{turn:06d}"
    total = sum(
        _ORGANISATION_CHARACTERS.index(character) * weight
        for character, weight in zip(organisation, _ORGANISATION_WEIGHTS, strict=True)
    )
    check = "0123456789X"[(11 - total % 11) % 11]
    payload = f"{authority}{RESERVED_DIVISION}{organisation}{check}"
    return Uscc(payload + uscc.calc_check_digit(payload))


def reserved_phone(turn: int) -> str:
    """Return the ``turn``-th mobile number that rings nowhere."""
    return f"142{turn:08d}"
