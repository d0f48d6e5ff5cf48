"""How large an invented district is."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

SCORECARD_FROM, SCORECARD_TO = date(2018, 1, 1), date(2018, 6, 30)
"""The half year that the federation reported on; its figures are history whatever the as-of day."""


class Quota(NamedTuple):
    """Who is credited in the half year: employers, people, and how many of the people were not the year before."""

    employers: int
    people: int
    new: int


@dataclass(frozen=True)
class JobService:
    """What the job service came to in the reported half year: people at the themed fair and outside fairs, how many of
    them found work or were specially supported; people at the e-commerce fair, and what became of them."""

    at_fair: int
    outside: int
    employed: int
    supported: int
    ecommerce: int
    partners: int
    shops: int


@dataclass(frozen=True)
class Scale:
    """A size: holders on ``SCORECARD_TO``, first certificates in the half year before, employers in all.

    ``placed`` and ``placed_new``: agreements of assisted employment on that day, and those begun in the half year.

    ``parts``: how many times as many holders there are; all but the first part are made and written one by one.
    """

    name: str
    holders: int
    holders_new: int
    employers: int
    job_service: JobService
    placed: int
    placed_new: int
    quota: Quota
    parts: int = 1


DISTRICT = Scale(
    "district",
    holders=15676,
    holders_new=409,
    employers=400,
    job_service=JobService(47, 41, 44, 11, 12, 1, 4),
    placed=350,
    placed_new=32,
    quota=Quota(384, 690, 50),
)
"""Fenghua as it reported itself in 2018."""

SAMPLE = Scale(
    "sample",
    holders=800,
    holders_new=40,
    employers=60,
    job_service=JobService(9, 7, 8, 3, 6, 1, 2),
    placed=35,
    placed_new=4,
    quota=Quota(40, 72, 6),
)
"""The same district with a few of everything, where the size is not what matters."""

CITY, PROVINCE = replace(DISTRICT, name="city", parts=10), replace(DISTRICT, name="province", parts=100)
"""The same federation with the register of a city, or of a province: to see how far the program carries."""

SCALES = {scale.name: scale for scale in (DISTRICT, CITY, PROVINCE, SAMPLE)}
