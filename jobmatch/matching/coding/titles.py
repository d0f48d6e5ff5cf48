"""What a title says about the work, apart from what advertisements put around it: pay, benefits, places, firms."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

READ_CHARACTERS = 200
"""So much of a title is read; what follows is a text, not a title."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNITS = re.compile(f"[{_HAN}]|[^\\W\\d_{_HAN}]+|\\d+")
_NOT_SAID = re.compile(r"[\W_]+")

_BEFORE_THE_WORK = re.compile(r"^.*?(?:招聘|诚聘|急招|急聘|招募)(?=.{2})")
_BRACKETS = re.compile(r"[(\[【{<《][^)\]】}>》]*(?:[)\]】}>》]|$)")
_AMOUNT = re.compile(r"\d[\d.,]*(?:\s*[-~至到]\s*\d[\d.,]*)?\s*(?:[kw万千元%+]|小时|薪)*")
_AROUND = """
五险一金 六险一金 七险一金 五险 六险 社保 公积金 大小周 双休 单休 周末 包吃住 包食宿 管吃住 管吃 管住 包吃 包住
食宿 住宿 员工餐 不加班 年底双薪 高薪 急招 急聘 诚聘 诚招 直招 直聘 直签 高提成 提成 无责底薪 底薪 保底 应届生
实习生 可预支 日结 周结 月结 长白班 白班 夜班 两班倒 倒班 朝九晚[五六] 早九晚[五六] 福利 待遇 晋升 氛围 轻松
不限经验 无经验 经验不限 接受小白 小白 可培训 带薪培训 免费培训 免费 长期 短期 暑假工 暑期工 寒假工 临时工 小时工
兼职 全职 弹性 上班 月入 月薪 薪资 工资 就近安排 就近 招募 招聘 本地 附近
"""
_WHERE = """
北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 深圳 广州 杭州 武汉 成都 南京 西安 苏州 长沙 郑州
青岛 宁波 沈阳 大连 无锡 厦门 佛山 合肥 济南 东莞 温州 绍兴 嘉兴 福州 昆明 贵阳 南宁 石家庄 哈尔滨 长春 太原 兰州
"""
_BENEFITS = re.compile("|".join(_AROUND.split()))
_PLACES = re.compile(f"(?:{'|'.join(_WHERE.split())})(?:省|市)?")
_ENOUGH = 2


def folded(title: str) -> str:
    """Return a title with its compatibility forms and letters' case made one; at most ``READ_CHARACTERS`` of it."""
    return unicodedata.normalize("NFKC", title[:READ_CHARACTERS]).casefold()


def plain(title: str) -> str:
    """Return the letters and digits of a title alone: the form under which equal titles are one."""
    return _NOT_SAID.sub("", folded(title))


@lru_cache(maxsize=1024)
def core(title: str) -> str:
    """Return what is left of a title without pay, benefits, places and firms; never less than two characters of it,
    if it had them.

    ``芦淞区小李家知味馆招聘收银（包吃住）`` → ``收银``.
    """
    whole = folded(title)
    named = _BEFORE_THE_WORK.sub("", whole)
    kept = _if_enough(_BRACKETS.sub(" ", named), named)
    bare = _AMOUNT.sub(" ", kept)
    bare = _if_enough(_PLACES.sub(" ", bare), bare)
    bare = _if_enough(_BENEFITS.sub(" ", bare), bare)
    return " ".join(_NOT_SAID.sub(" ", _if_enough(bare, kept)).split())


def _if_enough(text: str, otherwise: str) -> str:
    return text if len(_NOT_SAID.sub("", text)) >= _ENOUGH else otherwise


def units(text: str) -> list[list[str]]:
    """Cut a folded text into runs, and each run into Chinese characters, whole words of other scripts and numbers."""
    return [found for part in _NOT_SAID.split(text) if (found := _UNITS.findall(part))]


def grams(text: str) -> list[str]:
    """Return the units of a folded text and the pairs of neighbours within a run, each as often as it is said."""
    found: list[str] = []
    for run in units(text):
        found += run
        found += [f"{left}\t{right}" for left, right in pairwise(run)]
    return found
