"""Telephone numbers: typed text in, one spelling out. Whether a number is in service is nobody's business here."""

import phonenumbers

from jobmatch.people.typed import TYPED_LIMIT, NumberError, plain_characters

REGION = "CN"
MOBILE_LENGTH = 11
_LENGTHS_THAT_CAN_BE = {
    phonenumbers.ValidationResult.IS_POSSIBLE,
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
}


def parse_phone(text: str) -> str:
    """Return a mobile or landline number as digits (``+86`` is dropped, another country's code kept).

    Raises ``NumberError``. *Decision:* the length decides, not the prefix: new prefixes are issued every year, and a
    landline without its area code can still be dialled in the district.
    """
    if len(text) > TYPED_LIMIT:
        raise NumberError("phone_wrong")
    if len(text) == MOBILE_LENGTH and text.isascii() and text.isdecimal() and text.startswith("1"):
        return text  # as the rules below would find; files hold thousands
    try:
        number = phonenumbers.parse(plain_characters(text), REGION)
    except phonenumbers.NumberParseException:
        raise NumberError("phone_wrong") from None
    if phonenumbers.is_possible_number_with_reason(number) not in _LENGTHS_THAT_CAN_BE or number.extension:
        raise NumberError("phone_wrong")
    national = phonenumbers.national_significant_number(number)
    if number.country_code != phonenumbers.country_code_for_region(REGION):
        return f"+{number.country_code}{national}"
    if national.startswith("1") and len(national) != MOBILE_LENGTH:
        raise NumberError("phone_wrong")
    return national if len(national) <= 8 or national.startswith("1") else f"0{national}"
