"""What goes out, field by field. Whatever is not named here never leaves, whatever a view may return."""

from typing import Any

from marshmallow import Schema, fields

from jobmatch.doors.api.fields import Day, Id, Yuan


class Fault(Schema):
    """What is wrong with one field."""

    field = fields.String()
    sentence = fields.String()


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type = fields.String()
    title = fields.String(metadata={"description": "What kind of refusal it is."})
    status = fields.Integer()
    detail = fields.String(metadata={"description": "A sentence in the language of Accept-Language (zh or en)."})
    errors = fields.List(fields.Nested(Fault), metadata={"description": "Which fields, and why."})


class Job(Schema):
    """An open position as anybody may see it."""

    id = Id()
    title = fields.String()
    text = fields.String()
    employer = fields.String()
    town = fields.String(allow_none=True)
    wage_min = Yuan(allow_none=True, metadata={"description": "元 a month, decimal text."})
    wage_max = Yuan(allow_none=True, metadata={"description": "元 a month, decimal text."})
    hours_week = fields.Integer(allow_none=True)
    seats = fields.Integer()
    education = fields.String(allow_none=True)
    demands = fields.Dict(metadata={"description": "Function words to `needed` or `not_needed`; absent = unknown."})
    offers = fields.List(fields.String(), metadata={"description": "Accommodation words."})
    conditions = fields.Dict(metadata={"description": "Refusal words to `yes` or `no`; absent = unknown."})
    licences = fields.List(fields.String())
    posted_on = Day()
    closes_on = Day(allow_none=True)


class Position(Schema):
    """A position in a list to choose from."""

    id = Id()
    title = fields.String()
    employer = fields.String()
    employer_id = Id()
    town = fields.String(allow_none=True)
    seats = fields.Integer()
    state = fields.String()
    posted_on = Day()


class Seeker(Schema):
    """A waiting seeker in a list to choose from; of the name only its first character is shown."""

    id = Id()
    name = fields.String()
    town = fields.String(allow_none=True)
    wanted = fields.List(fields.String())
    since_on = Day()


class Fair(Schema):
    """A job fair."""

    id = Id()
    name = fields.String()
    name_en = fields.String()
    kind = fields.String()
    venue = fields.String()
    starts_on = Day()
    ends_on = Day(allow_none=True, metadata={"description": "null: the practice fair, which never closes."})
    is_practice = fields.Boolean()


class Part(Schema):
    """One addend of a score."""

    reason = fields.String()
    value = fields.Float()
    points = fields.Float()
    sentence = fields.String()


class Reason(Schema):
    """A reason, its sentence and the values in it."""

    reason = fields.String()
    sentence = fields.String()
    values = fields.Dict()


class Missing(Reason):
    """A fact that is not known, who can tell it, and how the order would move."""

    who = fields.String()
    moves = fields.List(fields.Nested(Reason))


class Way(Reason):
    """What would open an excluded match, who can do it, and which reason would fall."""

    who = fields.String()
    opens = fields.String()


class Suggestion(Schema):
    """A suggested position (or seeker); the parts' points add up to the score."""

    position = Id()
    seeker = Id()
    score = fields.Float()
    parts = fields.List(fields.Nested(Part))
    cautions = fields.List(fields.Nested(Reason))
    missing = fields.List(fields.Nested(Missing))


class Excluded(Schema):
    """A position (or seeker) that is not suggested, why, and what would change that."""

    position = Id()
    seeker = Id()
    because = fields.List(fields.Nested(Reason))
    opened_by = fields.List(fields.Nested(Way))


class Suggestions(Schema):
    """Suggestions, best first, and what was excluded."""

    suggestions = fields.List(fields.Nested(Suggestion))
    excluded = fields.List(fields.Nested(Excluded))


class ReferralState(Schema):
    """A referral and how far it has come."""

    id = Id()
    state = fields.String()


class ReferralMade(ReferralState):
    """A referral just made; until there is a consent the employer knows the seeker by the pseudonym."""

    seeker = Id()
    position = Id()
    pseudonym = fields.String()


class ReferralInList(ReferralMade):
    """A referral in a list."""

    employer_id = Id()
    made_at = fields.DateTime()
    meet_on = Day(allow_none=True)


class Step(Schema):
    """One step of a referral, decided by a person."""

    number = fields.Integer()
    from_state = fields.String(allow_none=True)
    to_state = fields.String()
    reason = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    decided_by = Id()
    decided_at = fields.DateTime()


class Referral(ReferralInList):
    """A referral with its history."""

    steps = fields.List(fields.Nested(Step))


class Month(Schema):
    """A month of work. `last_on` null = still going on; `state` void = taken back."""

    month = fields.String()
    first_on = Day()
    last_on = Day(allow_none=True)
    whole_month = fields.Boolean()
    state = fields.String()


class PersonMonth(Month):
    """A month of work of a person, and where."""

    employer = fields.String()
    employer_id = Id()
    spell = Id()


class Hire(Schema):
    """A hire: the spell of work that was opened, with the months that have begun."""

    id = Id(metadata={"description": "The spell of work."})
    referral = Id()
    person = Id()
    seeker = Id()
    employer = Id()
    started_on = Day()
    months = fields.List(fields.Nested(Month))


class Ticket(Schema):
    """The number somebody leaves with; it says nothing about them."""

    number = fields.Integer()
    fair = Id()
    issued_at = fields.DateTime()


class SlipLine(Schema):
    """A booth worth visiting, and why, in both languages."""

    booth = fields.Integer()
    position = Id()
    title = fields.String()
    employer = fields.String()
    score = fields.Float()
    reasons = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class Registered(Schema):
    """A registration: the key that it came with, its ticket and the booths worth visiting."""

    id = fields.String(metadata={"format": "uuid"})
    ticket = fields.Nested(Ticket)
    suggestions = fields.List(fields.Nested(SlipLine))


class SealingKey(Schema):
    """The key that devices seal to: its id, and its point on P-256, uncompressed, as Base64."""

    id = fields.String()
    public = fields.String()


class Device(Schema):
    """Who the device is here, what it seals to, what time it is, and which of its numbers have not come."""

    id = fields.String(metadata={"format": "uuid"})
    name = fields.String()
    fair = fields.Nested(Fair)
    now = fields.AwareDateTime()
    key = fields.Nested(SealingKey)
    missing = fields.List(fields.Integer())


class Numbers(Schema):
    """Ticket numbers that the device may give out by itself, both ends included."""

    first = fields.Integer()
    last = fields.Integer()


class Offers(Schema):
    """What a device ranks with by itself (`static/js/ranking.js`): public facts only."""

    day = fields.Dict(metadata={"description": "The day, and the age from which the law lets somebody work."})
    table = fields.Raw(metadata={"description": "The table of points; null where there is none."})
    words = fields.Dict()
    wishes = fields.Dict(metadata={"description": "Kinds of work offered to choose from, with their codes."})
    towns = fields.Dict(metadata={"description": "Towns by id: name, latitude, longitude."})
    positions = fields.List(fields.Dict())
    lines = fields.Dict(metadata={"description": "Positions by id: booth, title, employer."})


def page_of(item: type[Schema]) -> type[Schema]:
    """Return the schema of one page of ``item``: the items, and how many there are in all."""
    parts: dict[str, Any] = {"items": fields.List(fields.Nested(item)), "total": fields.Integer()}
    return type(f"{item.__name__}Page", (Schema,), parts)
