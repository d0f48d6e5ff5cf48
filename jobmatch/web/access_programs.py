"""The addresses for programs, for ``access_table``: who may call which, with a token of their own."""

from jobmatch.web.access_groups import ANYONE, DESK, DEVICE, PORTAL, TOKEN, Who

PROGRAMS: dict[str, Who] = {
    "api-docs.openapi_json": ANYONE,
    "api.jobs": ANYONE,
    "api.fairs": ANYONE,
    "api.register": TOKEN | DESK | DEVICE,
    "api.device": TOKEN | DEVICE,
    "api.numbers": TOKEN | DEVICE,
    "api.offers": TOKEN | DEVICE,
    "api.seekers": TOKEN | DESK,
    "api.positions": TOKEN | DESK,
    "api.suggestions": TOKEN | DESK,
    "api.refer": TOKEN | DESK,
    "api.referrals": TOKEN | DESK,
    "api.referral": TOKEN | DESK,
    "api.answer": TOKEN | DESK | PORTAL,
    "api.withdraw": TOKEN | DESK,
    "api.hire": TOKEN | DESK,
    "api.months": TOKEN | DESK,
}
