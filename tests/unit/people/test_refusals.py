"""Why a number was refused is said in both languages, with what to do next, and never with the number."""

import pytest

from jobmatch.employers.uscc import Uscc
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.typed import NumberError


@pytest.mark.parametrize(
    ("parse", "typed", "zh", "en"),
    [
        (CitizenNumber.parse, "11010519491231002", "您输入了 17 位，请再核对一遍", "you entered 17. Check it"),
        (CitizenNumber.parse, "1101O519491231002X", "第 5 位不是，请改正", "character 5 is not. Correct it"),
        (CertificateNumber.parse, "11010519491231002X93", "第 19 位是残疾类别，应为 1 到 7", "1 to 7. Compare it"),
        (Uscc.parse, "9135O100M000100Y43", "第 5 位可能是数字", "character 5 may be a digit"),
    ],
)
def test_a_refusal_says_what_to_do_next(parse, typed, zh, en):
    with pytest.raises(NumberError) as caught:
        parse(typed)
    assert zh in caught.value.sentence("zh_Hans_CN")
    assert en in caught.value.sentence("en")
    assert typed not in f"{caught.value}{caught.value!r}"
