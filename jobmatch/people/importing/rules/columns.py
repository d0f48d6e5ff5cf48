"""Which column says what: guessed from the words of the header, never from what stands below it."""

import enum
import hashlib
import unicodedata
from collections.abc import Mapping, Sequence

Column = Mapping["Said", int]
"""What is said where: place of the column, from 0."""


class Said(enum.StrEnum):
    """What a column of the export can say."""

    NAME = "name"
    CERTIFICATE = "certificate"
    CITIZEN = "citizen"
    SEX = "sex"
    BORN_ON = "born_on"
    KIND = "kind"
    GRADE = "grade"
    COMPONENTS = "components"
    FIRST_ON = "first_on"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    STATUS = "status"
    STATUS_ON = "status_on"
    TOWN = "town"
    VILLAGE = "village"
    ADDRESS = "address"
    PHONE = "phone"


REQUIRED = (Said.NAME, Said.CERTIFICATE)
ONE_OF = (Said.VALID_FROM, Said.VALID_UNTIL)

WORDS: Mapping[Said, str] = {
    Said.NAME: "姓名 残疾人姓名 持证人姓名 持证人 name",
    Said.CERTIFICATE: "残疾人证号 残疾证号 残疾人证号码 残疾证号码 残疾人证编号 证号 证件编号 certificatenumber",
    Said.CITIZEN: "身份证号 身份证号码 公民身份号码 身份证 身份证件号码 居民身份证号 idnumber",
    Said.SEX: "性别 sex",
    Said.BORN_ON: "出生日期 出生年月日 出生年月 生日",
    Said.KIND: "残疾类别 残疾类型 类别 残疾种类 kind",
    Said.GRADE: "残疾等级 残疾级别 等级 级别 grade",
    Said.COMPONENTS: "多重残疾明细 多重残疾 残疾详情 多重类别 残疾部位明细",
    Said.FIRST_ON: "首次发证日期 初次发证日期 首次办证日期 初次办证时间 首次领证日期 首次发证时间",
    Said.VALID_FROM: "发证日期 签发日期 发证时间 有效期起 有效期开始 有效期始 批准日期 领证日期",
    Said.VALID_UNTIL: "有效期至 有效期止 有效期截止 有效期限 有效期 到期日期 截止日期 有效期结束 失效日期",
    Said.STATUS: "证件状态 状态 持证状态 残疾证状态 残疾人证状态 业务状态 status",
    Said.STATUS_ON: "状态日期 变更日期 注销日期 状态变更日期 业务日期 办理日期 状态时间",
    Said.TOWN: "乡镇街道 乡镇 街道 镇街 镇乡街道 所属乡镇 所属街道 乡镇名称 town",
    Said.VILLAGE: "村社区 村 社区 村居 行政村 所属村 所属社区 村名称 village",
    Said.ADDRESS: "地址 家庭住址 户籍地址 现住址 居住地址 户口地址 住址 联系地址 address",
    Said.PHONE: "联系电话 电话 手机 手机号 手机号码 本人电话 联系方式 移动电话 phone",
}
_KNOWN = {word: said for said, words in WORDS.items() for word in words.split()}
_LOOKED_AT = 20


def plain_header(text: str) -> str:
    """Return a header without spaces, marks, and what stands in brackets: 残疾人证号（必填）* is 残疾人证号."""
    folded = unicodedata.normalize("NFKC", text).lower()
    outside, depth = [], 0
    for character in folded:
        depth += character == "("
        if not depth and character.isalnum():
            outside.append(character)
        depth -= character == ")" and depth > 0
    return "".join(outside)


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the row with the names of the columns, or None: the one with most names that are known.

    A title above it or a merged heading has at most one. With fewer than two known names nothing is taken for a
    header: the first person would otherwise be lost.
    """
    scores = [len({_KNOWN[word] for word in map(plain_header, row) if word in _KNOWN}) for row in rows[:_LOOKED_AT]]
    best = max(scores, default=0)
    return scores.index(best) if best >= 2 else None


def guess(header: Sequence[str]) -> dict[Said, int]:
    """Return which column says what, as far as the header's words tell; of two columns that say the same, none.

    The more usual word wins over a rarer one (有效期至 over 有效期); a column whose name is there twice is a person's
    to choose.
    """
    plain, found = [plain_header(text) for text in header], {}
    for said, words in WORDS.items():
        for word in words.split():
            if plain.count(word) == 1:
                found[said] = plain.index(word)
            if word in plain:
                break
    return found


def repeated(header: Sequence[str]) -> list[str]:
    """List the names that several columns have, in their order."""
    plain = [plain_header(text) for text in header]
    return list(dict.fromkeys(text for text, one in zip(header, plain, strict=True) if one and plain.count(one) > 1))


def missing(columns: Column) -> list[Said]:
    """List what must be said and is not: name, certificate number, and one end of the validity."""
    lacking = [said for said in REQUIRED if said not in columns]
    return lacking if any(said in columns for said in ONE_OF) else [*lacking, Said.VALID_UNTIL]


def fingerprint(header: Sequence[str]) -> str:
    """Return what tells one form of the export from another: its columns' names in their order (SHA-256, hex)."""
    return hashlib.sha256("\x1f".join(map(plain_header, header)).encode()).hexdigest()


def letter(place: int) -> str:
    """Return what a spreadsheet calls the column: A … Z, AA …"""
    name, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
