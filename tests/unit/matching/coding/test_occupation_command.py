"""``jobmatch occupation code``: one answer a line in the same order, exit 2 with a sentence for what is not UTF-8."""

import json

import pytest
from click.testing import CliRunner

from jobmatch.cli.occupations import occupation


def run(data, *options):
    given = data if isinstance(data, bytes) else data.encode()
    return CliRunner().invoke(occupation, ["code", *options], input=given)


def test_json_keeps_order_and_shape():
    titles = ["超市收银员", "", "saxophone", "数据标注员", "超市收银员"]
    answer = run("\n".join(titles) + "\n", "--json")
    assert answer.exit_code == 0
    coded = json.loads(answer.stdout)
    assert [one["title"] for one in coded] == titles
    assert all(set(one) == {"title", "code", "confidence", "alternatives"} for one in coded)
    assert coded[0] == coded[4]
    assert coded[0]["code"] == "4-01-02-04"
    assert len(coded[0]["alternatives"]) == 9
    assert coded[1] == {"title": "", "code": None, "confidence": 0.0, "alternatives": []}
    assert coded[2]["code"] is None
    chances = [one["confidence"] for one in (coded[3], *coded[3]["alternatives"])]
    assert chances == sorted(chances, reverse=True)


def test_a_readable_list_says_where_it_is_unsure():
    lines = run("盲人按摩师\n什么都可以\n？？？\n").stdout.splitlines()
    assert lines[0] == "盲人按摩师\t4-10-04-02\t保健按摩师\t" + lines[0].rsplit("\t")[-1]
    assert not lines[0].endswith("?")
    assert lines[1].endswith("?")
    assert lines[2] == "？？？\t-"


@pytest.mark.parametrize("data", ["", "\ufeff保安\r\n门卫", "保安\u2028门卫\x85\n", "保" * 50_000 + "\n\n"])
def test_odd_input_has_one_answer_a_line(data):
    answer = run(data, "--json")
    assert answer.exit_code == 0
    titles = [one["title"] for one in json.loads(answer.stdout)]
    assert titles == [
        line.removesuffix("\r") for line in data.removeprefix("\ufeff").removesuffix("\n").split("\n") if data
    ]


def test_gbk_is_refused_with_the_line():
    answer = run("保安\n".encode() + "保洁员\n".encode("gbk"))
    assert answer.exit_code == 2
    assert (
        answer.output == "Error: Line 2 is not UTF-8. If the list is in GBK, convert it first: iconv -f GBK -t UTF-8\n"
    )
