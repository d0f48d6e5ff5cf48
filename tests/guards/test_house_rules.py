"""Rules of the house that a search can hold: one place commits, one asks the time, templates carry no code inline."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLOCK_CALLS = {"now", "utcnow", "today", "time", "time_ns"}
CLOCK_OWNERS = {"datetime", "date", "time", "dt"}
INLINE = re.compile(
    r"""<style|<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|\sstyle=|\son[a-z]+=["']|javascript:""", re.IGNORECASE
)
MARKUP = re.compile(r"</?(?:p|div|span|a|b|strong|em|ul|li|h[1-6]|table|br)\b[^>]*>")


def calls(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node.lineno, getattr(owner, "id", getattr(owner, "attr", "")), node.func.attr


def commits(text):
    return [line for line, _owner, name in calls(text) if name == "commit"]


def clock_readings(text):
    return [line for line, owner, name in calls(text) if name in CLOCK_CALLS and owner in CLOCK_OWNERS]


def strings_with_markup(text):
    tree = ast.parse(text)
    documented = [n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = {id(node.body[0].value) for node in documented if ast.get_docstring(node)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [node.lineno for node in texts if id(node) not in docstrings and MARKUP.search(node.value)]


# They change the schema or copy whole files; no subject's row passes through them.
WHOLE_DATABASE = ("storage/backup.py", "storage/copying.py", "storage/migrations.py")


def modules(*without):
    for path in sorted((ROOT / "jobmatch").rglob("*.py")):
        name = path.relative_to(ROOT / "jobmatch").as_posix()
        if name not in without:
            yield name, path.read_text()


@pytest.mark.parametrize(
    ("find", "allowed"),
    [(commits, ("storage/act.py", *WHOLE_DATABASE)), (clock_readings, ("clock.py",)), (strings_with_markup, ())],
)
def test_the_rule_holds(find, allowed):
    assert {name: lines for name, text in modules(*allowed) if (lines := find(text))} == {}


@pytest.mark.parametrize(
    ("find", "planted"),
    [
        (commits, "db.session.commit()"),
        (clock_readings, "x = datetime.now(UTC)"),
        (clock_readings, "x = date.today()"),
        (strings_with_markup, "x = '<p>hello</p>'"),
    ],
)
def test_the_rule_sees_a_planted_fault(find, planted):
    assert find(planted) == [1]


def test_templates_carry_no_code_inline():
    faults = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (found := INLINE.findall(path.read_text()))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "planted", ["<p style='a'>", "<script>x</script>", "<a onclick='x'>", "<a href='javascript:x'>", "<style>"]
)
def test_inline_code_is_seen(planted):
    assert INLINE.search(planted)


def test_an_undefined_name_in_a_template_is_an_error(app):
    from flask import render_template_string
    from jinja2 import UndefinedError

    with app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ nobody_set_this }}")
