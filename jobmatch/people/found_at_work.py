"""What was found when somebody who was hired was asked how it goes."""

from enum import StrEnum


class Found(StrEnum):
    """Still there, gone, or nobody could be asked."""

    STILL = "still"
    LEFT = "left"
    UNREACHED = "unreached"
