"""What the documents tell people to type exists: commands, their options and arguments, make's targets."""

import re
import shlex
from pathlib import Path

import click
import pytest

from jobmatch.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])
BLOCK, SPAN = re.compile(r"```sh\n(.*?)```", re.DOTALL), re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"(?:^|[\s(])(?:\.venv/bin/)?jobmatch +([^#>)\n]+)")
TARGETS = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def typed(text):
    """Each line in a document that somebody may type: the lines of shell blocks, and what stands between backticks."""
    for block in BLOCK.findall(text):
        yield from block.splitlines()
    yield from SPAN.findall(BLOCK.sub("", text))


def commands(line):
    """The words of each command of ours in a line. ``a | b`` are two commands of one group, or two options."""
    for found in COMMAND.findall(re.sub(r"\$\((?!\S*jobmatch)[^()]*\)", "$OTHER", line)):
        said: list[str] = []
        for part in re.sub(r"[][()]", "", found).split("|"):
            words = shlex.split(part)
            if not words or words[0].startswith("."):
                break
            if words[0].startswith("--"):
                said += words
                continue
            if said:
                yield said
            is_whole = words[0] in main.commands and (len(words) > 1 or not said)
            said = words if is_whole or not said else [said[0], *words]
        yield said


def fault(words):
    """What is wrong with a command, or None."""
    group = main.commands.get(words[0])
    if not isinstance(group, click.Group):
        return f"there is no group {words[0]}"
    if len(words) == 1:
        return None
    command = group.commands.get(words[1])
    return f"there is no {words[0]} {words[1]}" if command is None else fault_of(command, words[2:])


def fault_of(command, words):
    options = {name: one for one in command.params if isinstance(one, click.Option) for name in one.opts}
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    rest, given = list(words), 0
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            given += 1
        elif word not in options:
            return f"{command.name} has no {word}"
        elif not options[word].is_flag and rest:
            rest.pop(0)
    return f"{command.name} takes {len(arguments)} arguments" if words and given > len(arguments) else None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_and_target_that_is_named_exists(document):
    faults = []
    for line in typed(document.read_text()):
        faults += [f"{line}: {found}" for words in commands(line) if (found := fault(words))]
        named = re.match(r"make ([a-z0-9-]+(?:\|[a-z0-9-]+)*)", line)
        faults += [f"{line}: no target {one}" for one in (named[1].split("|") if named else ()) if one not in TARGETS]
    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        "jobmatch audit anchors",
        ".venv/bin/jobmatch db upgrade | chek",
        "jobmatch keys retire k1 k2",
        "jobmatch fair pair FAIR --named x",
        "TOKEN=$(.venv/bin/jobmatch users token caseworker)",
        "jobmatch match suggest (--seeker ID | --post ID)",
    ],
)
def test_the_gate_sees_what_is_not_there(line):
    """Planted: a wrong word of each kind."""
    assert [found for words in commands(line) if (found := fault(words))]


def test_the_gate_reads_what_is_there():
    read = [words for path in DOCUMENTS for line in typed(path.read_text()) for words in commands(line)]
    assert ["audit", "affected", "--user", "caseworker", "--from", "2026-11-01", "--to", "2026-11-30"] in read
    assert ["position", "list"] in read
    assert {"setup", "run", "test", "bench"} <= TARGETS
