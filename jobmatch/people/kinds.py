"""The seven kinds of disability as the certificate counts them; no ranking, no wording."""

from enum import IntEnum


class DisabilityKind(IntEnum):
    """The nineteenth digit of a certificate number.

    *Decision:* 1 is visual and 2 is hearing (残疾人证 numbering, GB/T 26341-2010); tables that swap them are wrong.
    A certificate of kind MULTIPLE does not say which kinds it joins: those are stored apart.
    """

    VISUAL = 1
    HEARING = 2
    SPEECH = 3
    PHYSICAL = 4
    INTELLECTUAL = 5
    MENTAL = 6
    MULTIPLE = 7
