"""What the institutions were paid: reward and social-insurance subsidy quarter by quarter, and what counts apart.

In the reported half year the two programmes paid what the federation reported, to the yuan.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from jobmatch.demo.content import read
from jobmatch.demo.district import user_key
from jobmatch.demo.scale import SCORECARD_FROM, SCORECARD_TO
from jobmatch.demo.workshops import institution_key
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.workshops.subsidy_tables import ProgrammeKind, SubsidyBasis

_REPORTED_YUAN = 1_710_000
_REWARD_SHARE = 0.6
_DOCUMENT = "虚构文件：辅助性就业补贴办法（标准待确认）"
_BASES = {
    ProgrammeKind.REWARD: SubsidyBasis.PLACED,
    ProgrammeKind.SOCIAL_INSURANCE: SubsidyBasis.INSURED,
    ProgrammeKind.SITE: SubsidyBasis.SITE,
    ProgrammeKind.BED_INSURANCE: SubsidyBasis.BEDS,
}
_FROM = date(2017, 1, 1)
_PAID_DAY, _FIRST_QUARTER = 8, (2017, 4)
_SITE_YUAN, _BED_YUAN = 12_000, 100


def add_subsidies(world: World) -> None:
    """Add the programmes and their payments up to the as-of day."""
    for kind, basis in _BASES.items():
        _add_programme(world, kind, basis)
    paid = [one for one in read("institutions") if one.get("paid")]
    weights = [one["places"] for one in paid]
    for months, paid_on in _quarters(world.as_of):
        for kind, share in ((ProgrammeKind.REWARD, _REWARD_SHARE), (ProgrammeKind.SOCIAL_INSURANCE, 1 - _REWARD_SHARE)):
            # Two quarters are paid in a half year; each pays half of what was reported.
            yuan = round(_REPORTED_YUAN * share) // 2
            amounts = iter(split(yuan, [weight for weight in weights for _ in months]))
            for one in paid:
                for month in months:
                    _pay(world, kind, institution_key(world, one["name"]), month, (next(amounts), paid_on))
    _pay_what_counts_apart(world)


def split(yuan: int, weights: Sequence[int]) -> list[int]:
    """Split a sum by weights into whole yuan; what is left over by rounding goes to the last."""
    parts = [yuan * weight // sum(weights) for weight in weights]
    parts[-1] += yuan - sum(parts)
    return parts


def _quarters(as_of: date) -> Iterator[tuple[list[str], date]]:
    """Go through the quarters and the day each is paid, on the eighth of the second month after it."""
    year, quarter = _FIRST_QUARTER
    while True:
        months = [f"{year}-{3 * quarter - 2 + turn:02d}" for turn in range(3)]
        paid_on = date(year + (quarter == 4), (3 * quarter + 1) % 12 + 1, _PAID_DAY)
        if paid_on > as_of:
            return
        yield months, paid_on
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)


def _pay_what_counts_apart(world: World) -> None:
    """A site subsidy for another institution, and the bed insurance of every home: neither is in the report."""
    other = next(one for one in read("institutions") if not one.get("paid"))
    paid_on = SCORECARD_FROM + timedelta(days=74)
    _pay(world, ProgrammeKind.SITE, institution_key(world, other["name"]), "2018-03", (_SITE_YUAN, paid_on))
    for one in read("institutions"):
        if one.get("beds"):
            amount = one["beds"] * _BED_YUAN
            _pay(
                world,
                ProgrammeKind.BED_INSURANCE,
                institution_key(world, one["name"]),
                "2018-04",
                (amount, SCORECARD_TO),
            )


def _programme_key(world: World, kind: ProgrammeKind) -> str:
    return world.key("programme", kind.value)


def _add_programme(world: World, kind: ProgrammeKind, basis: SubsidyBasis) -> Row:
    return world.add(
        "subsidy_programmes",
        {
            "id": _programme_key(world, kind),
            "district_id": world.district_id,
            "kind": kind,
            "basis": basis,
            "document": _DOCUMENT,
            "from_on": _FROM,
            "until_on": None,
        },
    )


def _pay(world: World, kind: ProgrammeKind, institution: str, month: str, paid: tuple[int, date]) -> None:
    yuan, paid_on = paid
    world.add(
        "subsidy_payments",
        {
            "id": world.key("payment", institution, kind.value, month),
            "district_id": world.district_id,
            "programme_id": _programme_key(world, kind),
            "institution_id": institution,
            "basis": _BASES[kind],
            "month": month,
            "amount_fen": 100 * yuan,
            "paid_on": paid_on,
            "recorded_by": user_key(world, "reviewer"),
            "recorded_at": office_hour(paid_on, world.chance("payment", institution, kind.value, month)),
        },
    )
