"""What every form shares by which somebody registers who looks for work: one key a form, one text agreed to, wishes."""

import re
import uuid
from typing import Any

from flask_babel import gettext as _
from wtforms import Field

from jobmatch.people.phones import parse_phone
from jobmatch.people.typed import NumberError
from jobmatch.seekers.answers import WISHES_MOST
from jobmatch.web.consent import CONSENT_VERSION
from jobmatch.web.language import locale_code
from jobmatch.web.validators import ValidationError

_SEPARATORS = re.compile("[、，,;；。/]")


class Registering:
    """Beside ``Form``: the fields ``key``, ``consent_version``, ``phone``, ``wanted``, ``wanted_other`` and the two
    ticks ``store`` and ``recommend`` are the form's own, with its own words."""

    wanted: Any
    wanted_other: Any
    store: Any
    recommend: Any

    def wishes(self) -> list[str]:
        """List the kinds of work chosen and those written, each once."""
        written = (wish.strip() for wish in _SEPARATORS.split(self.wanted_other.data or ""))
        return list(dict.fromkeys([*self.wanted.data, *filter(None, written)]))

    def validate_key(self, field: Field) -> None:
        """Refuse what no form of ours carries."""
        try:
            field.data = str(uuid.UUID(field.data or ""))
        except ValueError:
            field.data = str(uuid.uuid4())
            raise ValidationError(_("请再交一次。")) from None

    def validate_consent_version(self, field: Field) -> None:
        """A consent counts for the text that was shown or read out: show the new one and ask again."""
        if field.data != CONSENT_VERSION:
            field.data = CONSENT_VERSION
            self.store.data = self.recommend.data = False
            raise ValidationError(_("说明有更新。请再看一遍，再选是否同意。"))

    def validate_phone(self, field: Field) -> None:
        """Take mobile and landline numbers however they are spaced."""
        if field.data:
            try:
                parse_phone(field.data)
            except NumberError as error:
                raise ValidationError(error.sentence(locale_code())) from error

    def validate_wanted(self, field: Field) -> None:
        """A wish more than counts is none that is looked at."""
        if len(self.wishes()) > WISHES_MOST:
            raise ValidationError(_("最多选 %(most)s 种工作。请去掉几种", most=WISHES_MOST))
