"""Dataset folders: read as facts, or refused with the file, the line and the field."""

from datetime import date, datetime, timezone

import pytest

from jobmatch.matching.dataset import DatasetError, read_dataset, read_interactions
from jobmatch.matching.facts import PastJob, PositionFacts, SeekerFacts
from tests.unit.matching.made import cases

GOOD = {"seekers.jsonl": '{"id": "1"}\n', "positions.jsonl": '{"id": "1"}\n'}


def folder_of(folder, **files):
    for name, content in {**GOOD, **{f"{stem}.jsonl": text for stem, text in files.items()}}.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.mark.parametrize("case", cases("datasets"), ids=lambda case: case["second"])
def test_a_bad_line_is_refused_naming_file_line_and_field(tmp_path, case):
    folder_of(tmp_path, **{case["file"].removesuffix(".jsonl"): GOOD[case["file"]] + case["second"] + "\n"})
    with pytest.raises(DatasetError) as caught:
        read_dataset(tmp_path)
    for locale in ("en", "zh_Hans_CN"):
        assert case["file"] in caught.value.sentence(locale)
    for named in (case["file"], "line 2", *case["names"]):
        assert named in caught.value.sentence("en")


@pytest.mark.parametrize(
    "line", [b'{"id": "\xff"}', b"\x00", b"[" * 100_000, b'{"id": "2", "lat": ' + b"9" * 5000 + b"}", b"nul"]
)
def test_hostile_bytes_are_refused_naming_the_line(tmp_path, line):
    folder_of(tmp_path, seekers=b'{"id": "1"}\n' + line)
    with pytest.raises(DatasetError, match=r"seekers\.jsonl 第 2 行"):
        read_dataset(tmp_path)


@pytest.mark.parametrize("gone", GOOD)
def test_a_missing_file_is_named(tmp_path, gone):
    (folder_of(tmp_path) / gone).unlink()
    with pytest.raises(DatasetError, match=gone):
        read_dataset(tmp_path)
    with pytest.raises(DatasetError, match="nowhere"):
        read_dataset(tmp_path / "nowhere")


def test_missing_keys_and_nulls_are_missing_facts(tmp_path):
    read = read_dataset(
        folder_of(tmp_path, seekers='{"id": "1", "lat": null, "history": [{}]}', positions='{"id": "1"}')
    )
    assert read.seekers == {"1": SeekerFacts(id="1", history=(PastJob(),))}
    assert read.positions == {"1": PositionFacts(id="1")}
    assert read.newest_on is None


def test_a_full_seeker_is_read(tmp_path):
    line = (
        '{"id": "s", "text": "会打字", "wanted": ["客服", ""],'
        '"history": [{"title": "文员", "from": "2019", "to": "2020-05"}],'
        '"place": "锦屏街道", "lat": 29.65, "lon": 121, "education": "大专", "wage_floor": 2490.005, "functions":'
        '{"drive": "cannot", "speak": "unknown"}, "needs": ["buddy"], "refusals": ["overtime"], "licences": [],'
        '"distance_km": 7.5, "hours_week": 40}'
    )
    seeker = read_dataset(folder_of(tmp_path, seekers=line)).seekers["s"]
    assert (seeker.wanted, seeker.wage_floor_fen) == (("客服",), 249001)
    assert seeker.history == (PastJob(title="文员", began_on=date(2019, 1, 1), ended_on=date(2020, 5, 1)),)
    assert (seeker.functions, seeker.needs, seeker.licences) == ({"drive": "cannot"}, {"buddy"}, frozenset())
    assert (seeker.lat, seeker.lon, seeker.distance_km, seeker.hours_week) == (29.65, 121.0, 7.5, 40.0)


def test_a_full_position_is_read(tmp_path):
    line = (
        '{"id": "p", "title": "客服", "text": "接线", "employer": "甲", "industry": "乙", "place": "溪口镇",'
        '"lat": 29.6, "lon": 121.3, "posted": "2026-11-22T17:00:00Z", "wage_min": 3000, "wage_max": 3500.5,'
        '"education": "senior",'
        '"demands": {"use_phone": "needed", "drive": "not_needed", "speak": "unknown"}, "offers": ["meals"],'
        '"conditions": {"overtime": "no"}, "licences": ["健康证"], "hours_week": 37.5}'
    )
    read = read_dataset(folder_of(tmp_path, positions=line))
    position = read.positions["p"]
    assert (position.posted_on, read.newest_on) == (date(2026, 11, 23), date(2026, 11, 23)), "the day in Beijing"
    assert (position.wage_min_fen, position.wage_max_fen, position.hours_week) == (300000, 350050, 37.5)
    assert position.demands == {"use_phone": "needed", "drive": "not_needed"}
    assert (position.offers, position.conditions, position.licences) == ({"meals"}, {"overtime": "no"}, {"健康证"})


def test_a_byte_order_mark_windows_line_ends_and_empty_lines_are_no_fault(tmp_path):
    read = read_dataset(folder_of(tmp_path, seekers='\ufeff{"id": "1"}\r\n\r\n{"id":\r"2", "text": "a\u2028b"}\r\n\n'))
    assert list(read.seekers) == ["1", "2"]
    assert read.seekers["2"].text == "a\u2028b"


def interaction(**changes):
    values = {"seeker": "1", "position": "1", "at": "2026-11-23T09:00:00Z", "outcome": "viewed", **changes}
    return "{" + ", ".join(f'"{key}": "{value}"' for key, value in values.items() if value) + "}"


def test_interactions_are_read_in_order(tmp_path):
    lines = [interaction(), interaction(outcome="hired", at="2026-11-23T17:30:00+08:00")]
    folder = folder_of(tmp_path, interactions="\n".join(lines))
    first, second = read_interactions(folder, read_dataset(folder))
    assert (first.outcome, second.outcome) == ("viewed", "hired")
    assert second.at == datetime(2026, 11, 23, 9, 30, tzinfo=timezone.utc)  # noqa: UP017


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"seeker": "9"}, "seeker"),
        ({"position": "9"}, "position"),
        ({"outcome": "liked"}, "liked"),
        ({"at": "2026-11-23"}, "2026-11-23"),
        ({"at": "2026-11-23T09:00:00"}, "at"),
        ({"at": ""}, "at"),
        ({"rank": "1"}, "rank"),
    ],
)
def test_a_bad_interaction_is_refused(tmp_path, change, named):
    folder = folder_of(tmp_path, interactions=interaction() + "\n" + interaction(**change))
    with pytest.raises(DatasetError, match=rf"interactions\.jsonl 第 2 行.*{named}"):
        read_interactions(folder, read_dataset(folder))
