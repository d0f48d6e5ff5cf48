"""What may come in: query parameters and bodies, field by field."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, fields, validates_schema

from jobmatch.doors.api import examples
from jobmatch.doors.api.fields import Day, Id, Instant, Month, Pairs, Strict, Text, Texts, Whole, Word, Yuan
from jobmatch.employment.facts import ContractKind
from jobmatch.people.tables import Capacity, ConsentForm
from jobmatch.people.typed import TYPED_LIMIT
from jobmatch.referrals.rules import Answer, DeclineReason, WithdrawReason
from jobmatch.referrals.tables import ReferralState
from jobmatch.seekers.answers import NAME_MOST, TEXT_MOST
from jobmatch.wording.vocabulary import EDUCATION

LIST_MOST = 100
DEEPEST = 100_000
NOTE_MOST = 500


class NoQuery(Strict):
    """No query parameters."""


class PageQuery(Strict):
    """Which part of a list."""

    limit = Whole(1, LIST_MOST, from_text=True, load_default=20, metadata={"description": "At most so many."})
    offset = Whole(0, DEEPEST, from_text=True, load_default=0, metadata={"description": "How many to leave out."})


class JobsQuery(PageQuery):
    """Which positions: all, or those that answer some words."""

    q = Text(100, load_default="", metadata={"description": "Words to look for.", "example": examples.WORDS})


class SuggestionsQuery(Strict):
    """For whom: a seeker or a position."""

    seeker = Id(metadata={"description": "Positions for this seeker.", "example": examples.SEEKER})
    position = Id(metadata={"description": "Seekers for this position (instead of `seeker`)."})
    limit = Whole(1, LIST_MOST, from_text=True, load_default=10)

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_more: Any) -> None:
        if ("seeker" in data) == ("position" in data):
            raise ValidationError(_("请写 seeker 或 position 其中的一个。"), "seeker")


class ReferralsQuery(PageQuery):
    """Which referrals."""

    state = Word(ReferralState)
    seeker = Id()
    position = Id()


class MonthsQuery(Strict):
    """Which months, both ends included."""

    first = Month(data_key="from")
    last = Month(data_key="to")


class ReferBody(Strict):
    """Recommend a seeker for a position."""

    seeker = Id(required=True)
    position = Id(required=True)
    note = Text(NOTE_MOST, load_default=None)


class AnswerBody(Strict):
    """What the employer answers; declining takes a reason, and nothing else does."""

    answer = Word(Answer, required=True)
    reason = Word(DeclineReason, load_default=None)
    note = Text(NOTE_MOST, load_default=None)
    meet_on = Day(load_default=None, metadata={"description": "When both meet: today or later."})


class WithdrawBody(Strict):
    """Why the referral is taken back."""

    reason = Word(WithdrawReason, required=True)
    note = Text(NOTE_MOST, load_default=None)


class HireBody(Strict):
    """Who was hired: the referral, or the seeker and the position of the one that is under way; and on what terms."""

    referral = Id()
    seeker = Id()
    position = Id()
    started_on = Day(metadata={"description": "The first day of work; today where it is left out."})
    contract_kind = Word(ContractKind, load_default=ContractKind.LABOUR_CONTRACT.value)
    contract_until = Day(load_default=None)
    wage = Yuan(load_default=None, metadata={"description": "元 a month, decimal text or a whole number."})
    employment_form = Whole(1, 7, load_default=1, metadata={"description": "The official form of employment, 1 to 7."})

    @validates_schema
    def _says_which(self, data: dict[str, Any], **_more: Any) -> None:
        if "referral" not in data and not {"seeker", "position"} <= data.keys():
            raise ValidationError(_("请写 referral，或者同时写 seeker 和 position。"), "referral")


class RegistrationBody(Strict):
    """What somebody answered at an entrance: here the types only, ``seekers/answers.py`` judges the values.

    Without ``consents`` the entrance's own consent screen was passed: the answers are kept and recommended from.
    Without ``capacity`` they speak for themselves; an empty one is refused, for it may have been meant for a guardian.
    """

    name = Text(NAME_MOST, 1, required=True)
    citizen_number = Text(TYPED_LIMIT, allow_none=True)
    certificate_number = Text(TYPED_LIMIT, allow_none=True)
    phone = Text(TEXT_MOST, allow_none=True)
    town = Text(TEXT_MOST, allow_none=True, metadata={"description": "The id of a town of the district."})
    wanted = Texts(TEXT_MOST, allow_none=True, metadata={"description": "Wished-for occupations, up to five."})
    text = Text(TEXT_MOST, allow_none=True)
    functions = Pairs(allow_none=True, metadata={"description": "Function words to `can` or `cannot`."})
    needs = Texts(TEXT_MOST, allow_none=True, metadata={"description": "Accommodation words."})
    shown_needs = Texts(TEXT_MOST, allow_none=True, metadata={"description": "Those of `needs` that employers see."})
    refusals = Texts(TEXT_MOST, allow_none=True, metadata={"description": "Refusal words."})
    wage_floor_fen = Whole(1, 10_000_000, allow_none=True, metadata={"description": "分 a month."})
    hours_week = Whole(1, 80, allow_none=True)
    distance_km = Whole(1, 200, allow_none=True)
    education = Word(EDUCATION, allow_none=True)
    consents = Texts(TEXT_MOST, allow_none=True, metadata={"description": "`store` (needed) and `recommend`."})
    consent_version = Text(20, allow_none=True)
    consent_form = Word(ConsentForm, allow_none=True)
    capacity = Word(
        Capacity, metadata={"description": "Who agrees; `self` where it is left out, never `guardian` unless said."}
    )


SEALED_MOST = 48 * 1024


class EnvelopeBody(Strict):
    """Answers sealed to the service's public key (`GET /device`), each part as Base64.

    ECDH on P-256 with a passing key, HKDF-SHA-256 (salt: the passing key, info: `jobmatch-envelope-1`), AES-256-GCM;
    bound to the fair's key and the Idempotency-Key, with the character U+001F between them.
    """

    key = Text(20, 1, required=True, metadata={"description": "The id of the key that it is sealed to."})
    ephemeral = Text(200, 1, required=True, metadata={"description": "The passing public key, uncompressed."})
    nonce = Text(24, 1, required=True)
    text = Text(SEALED_MOST, 1, required=True)


class HandedInBody(RegistrationBody):
    """A registration, open or `sealed`. `number`: one of the device's own block, which the person was told already.

    `taken_at` and `sent_at` are what the device's clock showed; they are kept where it agrees with ours.
    """

    name = Text(NAME_MOST, 1)
    sealed = fields.Nested(EnvelopeBody)
    number = Whole(1, 10_000_000)
    taken_at = Instant()
    sent_at = Instant()

    @validates_schema
    def _is_open_or_sealed(self, data: dict[str, Any], **_more: Any) -> None:
        if "sealed" in data:
            for name in data.keys() - {"sealed", "number", "taken_at", "sent_at"}:
                raise ValidationError(_("封好的登记里已经有答案，外面不要再写。"), name)
        elif "name" not in data:
            raise ValidationError(_("请填写这一项。"), "name")


class DeviceQuery(Strict):
    """From which to which of its numbers a device asks what has not come; both or none."""

    first = Whole(1, 10_000_000, from_text=True)
    last = Whole(1, 10_000_000, from_text=True)

    @validates_schema
    def _both_or_none(self, data: dict[str, Any], **_more: Any) -> None:
        if len(data) == 1:
            raise ValidationError(_("first 和 last 请一起写。"), "first")
        if data and data["last"] - data["first"] >= DEEPEST:
            raise ValidationError(_("一次最多问 %(most)s 个号码。", most=DEEPEST), "last")


class NoBody(Strict):
    """An empty object."""
