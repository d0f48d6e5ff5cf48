"""Nothing grows beyond what one person can hold in mind. CONTRIBUTING says why each limit is what it is."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"file": 250, "conftest": 200, "function": 40, "route": 25, "template": 150, "test": 35}
# A migration is one list of what a schema change does; splitting it would hide its order.
SKIPPED = ("migrations/versions", "node_modules", ".venv", "static/vendor", "instance", "dist")


def code_lines(text):
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))


def is_route(node):
    names = [getattr(d.func if isinstance(d, ast.Call) else d, "attr", "") for d in node.decorator_list]
    return any(name in {"get", "post", "route"} for name in names)


def function_faults(name, text):
    is_test = Path(name).name.startswith("test_")
    faults = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        kind = "test" if is_test and node.name.startswith("test_") else "route" if is_route(node) else "function"
        docstring = node.body[0] if ast.get_docstring(node) else None
        length = node.end_lineno - node.lineno + 1
        length -= docstring.end_lineno - docstring.lineno + 1 if docstring else 0
        if length > LIMITS[kind]:
            faults.append(f"{name}:{node.lineno} {kind} {node.name}: {length} > {LIMITS[kind]}")
    return faults


def file_faults(name, text):
    kind = "template" if name.endswith(".html") else "conftest" if name.endswith("conftest.py") else "file"
    lines = code_lines(text)
    faults = [f"{name}: {lines} > {LIMITS[kind]}"] if lines > LIMITS[kind] else []
    return faults + (function_faults(name, text) if name.endswith(".py") else [])


def test_files_functions_and_templates_stay_small():
    faults = []
    for pattern in ("*.py", "*.html", "*.scss", "*.js"):
        for path in ROOT.rglob(pattern):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(SKIPPED):
                faults += file_faults(name, path.read_text())
    assert faults == []


def test_the_budget_sees_what_is_too_long():
    long_file = "x = 1\n" * 251
    long_function = "def f():\n" + "    x = 1\n" * 41
    long_route = "@bp.get('/')\ndef f():\n" + "    x = 1\n" * 26
    assert file_faults("a.py", long_file) == ["a.py: 251 > 250"]
    assert file_faults("a.py", long_function) == ["a.py:1 function f: 42 > 40"]
    assert file_faults("a.py", long_route) == ["a.py:2 route f: 27 > 25"]
    assert file_faults("tests/test_a.py", long_function.replace("f()", "test_f()")) == [
        "tests/test_a.py:1 test test_f: 42 > 35"
    ]
    assert file_faults("a.html", "<p>\n" * 151) == ["a.html: 151 > 150"]
