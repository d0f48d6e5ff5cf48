"""The kinds of work that every entrance offers to choose from."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

# The everyday kinds of work that people name at a desk. What is kept is the word of the official classification, in
# Chinese whatever the page speaks, because positions are written in it.
KINDS_OF_WORK: tuple[tuple[str, LazyString], ...] = (
    ("包装工", _l("包装、装盒")),
    ("装配工", _l("组装零件")),
    ("缝纫工", _l("缝纫、做衣服")),
    ("理货员", _l("理货、分拣")),
    ("保洁员", _l("打扫卫生")),
    ("面点师", _l("厨房、做点心")),
    ("收银员", _l("收银、看店")),
    ("客服", _l("电话、网上客服")),
    ("打字员", _l("电脑打字、录入")),
    ("按摩", _l("按摩")),
    ("园艺工", _l("种花、种菜")),
    ("保安员", _l("门卫、保安")),
)
