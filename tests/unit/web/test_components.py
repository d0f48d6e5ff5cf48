"""What the components draw: wired for screen readers, free of anything inline, strict about missing values."""

import pytest
from jinja2 import UndefinedError

from jobmatch.config import project_root
from jobmatch.web.fields import ChoiceField, ChoicesField, DayField, PasswordField, TextField, TickField
from jobmatch.web.forms import Form
from jobmatch.web.govuk import govuk
from jobmatch.web.validators import Choose, Required, Ticked
from tests.page_check import find_page_faults

YES_NO = [("yes", "可以"), ("no", "不可以", "我们不会推荐夜班岗位")]


class Asked(Form):
    name = TextField("姓名", [Required()], hint="写身份证上的名字", autocomplete="name")
    night = ChoiceField("能上夜班吗？", [Choose("能不能上夜班")], choices=YES_NO)
    needs = ChoicesField("需要什么？", choices=YES_NO)
    born_on = DayField("出生日期", [Required()], autocomplete="bday")
    secret = PasswordField("密码")
    agreed = TickField("我同意", [Ticked("需要您同意")])


class AskedAtKiosk(Asked):
    class Meta(Form.Meta):
        kiosk = True


STEPS = [
    {"key": "who", "title": "您是谁？", "fields": ["name", "born_on", "needs"]},
    {"key": "night", "title": "能上夜班吗？", "hint": "不能也没关系", "fields": ["night"]},
    {"key": "agree", "title": "请您同意", "fields": ["agreed", "secret"]},
]
WRAPPER = '{% from "components/form_wrapper.html" import form_wrapper %}{{ form_wrapper(form) }}'
STEPPED = '{% from "components/steps_form.html" import steps_form %}{{ steps_form(form, steps) }}'


def test_every_invalid_control_points_to_its_error(draw, posted):
    tree = draw(WRAPPER, form=posted(Asked))
    ids = {node.get("id") for node in tree.iter()}
    invalid = tree.xpath("//*[@aria-invalid='true']")
    assert {node.get("id") or node.get("role") for node in invalid} >= {"name", "born_on-year", "agreed", "radiogroup"}
    for node in invalid:
        described = node.get("aria-describedby").split()
        assert set(described) <= ids
        assert any(name.endswith("-error") for name in described)


def test_hint_comes_before_error_in_what_is_read_aloud(draw, posted):
    control = draw(WRAPPER, form=posted(Asked)).xpath("//input[@id='name']")[0]
    assert control.get("aria-describedby") == "name-hint name-error"
    assert control.get("required") is not None


def test_autocomplete_is_for_the_person_s_own_device_only(posted):
    assert 'autocomplete="name"' in posted(Asked).name()
    assert 'autocomplete="bday-year"' in posted(Asked).born_on()
    kiosk = posted(AskedAtKiosk)
    assert all('autocomplete="off"' in field() for field in (kiosk.name, kiosk.born_on, kiosk.secret))


def test_a_kiosk_draws_choices_as_tiles(posted):
    assert "app-choices" not in posted(Asked).night()
    assert all(
        "app-choices" in field() for field in (posted(AskedAtKiosk)[name] for name in ("night", "needs", "agreed"))
    )


def test_a_day_is_asked_as_year_month_day(draw, posted):
    tree = draw("{{ form.born_on() }}", form=posted(Asked))
    assert [label.text_content().strip() for label in tree.iter("label")] == ["年", "月", "日"]


def test_a_password_is_never_drawn_back(posted):
    assert "geheim" not in posted(Asked, secret="geheim").secret()


def test_a_step_with_one_group_is_that_group(draw, posted):
    tree = draw(STEPPED, form=posted(AskedAtKiosk), steps=STEPS)
    step = tree.xpath("//fieldset[@data-step='night']")[0]
    assert step.get("role") == "radiogroup"
    assert step.get("aria-describedby") == "night-error"
    assert step.xpath(".//fieldset") == []
    other = tree.xpath("//fieldset[@data-step='who']")[0]
    assert other.get("role") is None
    assert len(other.xpath(".//fieldset")) == 2


def test_the_kiosk_form_is_one_document_with_every_field(draw, posted):
    form = posted(AskedAtKiosk)
    tree = draw(STEPPED, form=form, steps=STEPS)
    assert len(tree.xpath("//form")) == 1
    assert {node.get("name") for node in tree.xpath("//form//input")} >= set(form.data)
    assert [node.get("data-step") for node in tree.xpath("//fieldset[@data-step]")] == [
        "who",
        "night",
        "agree",
        "review",
    ]


@pytest.mark.parametrize("name", ["base.html", "kiosk_base.html"])
def test_the_frames_draw_a_whole_page_with_its_errors(look, name):
    blocks = "{% block title %}求职登记{% endblock %}{% block main %}" + WRAPPER + "{% endblock %}"
    with look.test_request_context(method="POST"):
        form = Asked()
        form.validate()
        text = look.jinja_env.from_string(f"{{% extends '{name}' %}}{blocks}").render(form=form)
    assert find_page_faults(text, {"Content-Security-Policy": "default-src 'none'"}) == []
    assert "<title>错误：求职登记 – 助残就业</title>" in text
    assert 'href="#night"' in text


def test_no_component_writes_style_or_handlers():
    folder = project_root() / "templates"
    for path in [*folder.rglob("components/*.html"), *folder.rglob("frame/*.html")]:
        text = path.read_text()
        assert " style=" not in text, path
        assert "|safe" not in text.replace("paths[name]|safe", "").replace("'|safe if column", ""), path


def test_an_undefined_value_fails_instead_of_vanishing(draw):
    with pytest.raises(UndefinedError):
        draw("{{ govuk('button', text=nobody_set_this) }}")


def test_text_given_to_a_component_is_escaped():
    assert "<script>" not in govuk("button", text="<script>alert(1)</script>")
    assert 'data-module="govuk-button"' in govuk("button", text="好", prevent_double_click=True)
    assert 'data-prevent-double-click="true"' in govuk("button", text="好", prevent_double_click=True)


def test_a_ring_is_as_long_as_its_score(draw):
    tree = draw('{% from "components/score_ring.html" import score_ring %}{{ score_ring(86.4) }}')
    assert tree.xpath("//circle[@class='app-ring__fill']/@stroke-dasharray") == ["86 100"]
    assert "匹配分 86，满分 100" in tree.text_content()


def test_a_pill_says_in_words_what_its_colour_says(draw):
    tree = draw(
        '{% from "components/pill.html" import pills_of %}'
        "{{ pills_of(because=['会读屏'], cautions=['需手语翻译'], missing=['能否上夜班']) }}"
    )
    assert [item.text_content().strip() for item in tree.iter("li")] == [
        "会读屏",
        "注意：需手语翻译",
        "待核实：能否上夜班",
    ]


def test_months_stand_one_year_a_row(draw):
    months = [
        {"month": "2026-02", "state": "credited", "label": "已计入"},
        {"month": "2025-12", "state": "open", "label": "在岗"},
    ]
    source = '{% from "components/month_grid.html" import month_grid %}{{ month_grid("月份", months) }}'
    rows = draw(source, months=months).xpath("//tbody/tr")
    assert [row.find("th").text for row in rows] == ["2025", "2026"]
    assert [len(row.findall("td")) for row in rows] == [12, 12]
    assert rows[1].findall("td")[1].text_content().strip() == "已计入"
    assert rows[0].findall("td")[11].get("class") == "app-month app-month--open"


def test_an_action_is_a_post_with_its_token_and_a_name_of_its_own(draw):
    source = (
        '{% from "components/action_form.html" import action_form %}'
        "{{ action_form('/go', '推荐给单位', fields={'seeker': 's1'}, hidden_text='陈海燕') }}"
    )
    form = draw(source).find(".//form")
    assert form.get("method") == "post"
    assert form.xpath(".//input[@name='csrf_token']/@value")[0]
    assert form.xpath(".//input[@name='seeker']/@value") == ["s1"]
    assert form.find(".//button").text_content().split() == ["推荐给单位", "陈海燕"]
