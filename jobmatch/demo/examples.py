"""The keys of the example objects: the same in every invented district, so that documentation can name them."""

EXAMPLE_EMPLOYER = "00000000-0000-4000-8000-00000000e001"
EXAMPLE_FAIR = "00000000-0000-4000-8000-00000000fa01"
"""The practice fair."""

EXAMPLE_SEEKER = "00000000-0000-4000-8000-0000000005e1"
"""Waits, with good suggestions and no referral yet."""

EXAMPLE_POSITION = "00000000-0000-4000-8000-000000009051"
"""Open, suits ``EXAMPLE_SEEKER``, nobody referred to it yet."""

EXAMPLE_SENT_REFERRAL = "00000000-0000-4000-8000-0000000efe01"
"""Awaits the employer's answer."""

EXAMPLE_INTERVIEW_REFERRAL = "00000000-0000-4000-8000-0000000efe02"
"""Answered with an interview; a hire can be recorded."""

EXAMPLE_HIRED_PERSON = "00000000-0000-4000-8000-0000000041ed"
"""Hired some months ago: a spell with months."""

EXAMPLE_SUBMISSION = "00000000-0000-4000-8000-000000050b01"
"""Came in at the practice fair and awaits the identity check."""

EXAMPLE_MERGE = "00000000-0000-4000-8000-000000003e61"
"""Two rows that were one person, with two consents to decide about."""

EXAMPLE_VILLAGE = "00000000-0000-4000-8000-0000000001a6"
"""The first village of the example officer."""

EXAMPLE_ROUND = "00000000-0000-4000-8000-000000009007"
"""This year's update round, under way."""

EXAMPLE_SITUATION = "00000000-0000-4000-8000-0000000517a7"
"""Somebody of whom the village's officer says that they want to work."""

EXAMPLE_ACCOUNT = "00000000-0000-4000-8000-00000000acc0"
EXAMPLE_LOGIN = "statistician"
"""Somebody whom administrators may manage."""

EXAMPLE_SPELL = "00000000-0000-4000-8000-0000000057e1"
"""Somebody who has worked for the example employer since last year, with months claimed, counted and not counted."""

EXAMPLE_SCORE_TABLE = "00000000-0000-4000-8000-000000005c02"
"""A version of the table of points that is not in force."""

EXAMPLE_CLAIM = "00000000-0000-4000-8000-00000000c1a1"
"""A month of the example employer that is being checked."""

EXAMPLE_DRAFT = "00000000-0000-4000-8000-00000000d4a7"
"""A posting that the example employer has not finished."""

EXAMPLE_MONTH_CONTEST = "00000000-0000-4000-8000-000000000c02"
"""That month, claimed by another employer too."""

EXAMPLE_REGISTRATION = "00000000-0000-4000-8000-00000000e601"
"""Somebody who registered at the e-commerce fair of 2018 and became a partner."""

EXAMPLE_RESULT = "00000000-0000-4000-8000-00000000e602"
"""That they became a partner."""

EXAMPLE_SUPPORT = "00000000-0000-4000-8000-00000000e603"
"""What the hired example person was given."""

EXAMPLE_INSTITUTION = "00000000-0000-4000-8000-000000000d01"
"""The workshop of the example supervisor: every place is taken, and some wait."""

EXAMPLE_WAITING = "00000000-0000-4000-8000-000000000d02"
"""Waits there for a place, longest of all."""
EXAMPLE_DECLARATION = "00000000-0000-4000-8000-00000000dec1"
"""Last year's declaration of the example employer: sent back, to be mended."""

EXAMPLE_CODE = "fenghuademoletteraaaaaaaaa"
"""The code of a confirmation letter in the invented district; real ones are random."""
