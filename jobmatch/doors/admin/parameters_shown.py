"""The law of a day as a page shows it: value, since when, by which document, how sure, when last compared."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import make_url

from jobmatch.config import Settings
from jobmatch.law import InForce, LegalValue, NoLegalValueError, words
from jobmatch.law.working import minimum_wage
from jobmatch.web.admin_labels import CONFIDENCE, CONFIDENCE_TONES
from jobmatch.web.language import LANGUAGES, locale_code
from jobmatch.web.templating import day


@dataclass(frozen=True)
class ParameterRow:
    """One value over one period, in words. ``amount`` is empty where nobody knows the value."""

    key: str
    name: str
    amount: str
    period: str
    place: str
    source: str
    confidence: str
    tone: str
    checked_on: date
    note: str
    where: str
    is_in_force: bool


def parameter_groups(law: InForce) -> list[tuple[str, list[ParameterRow]]]:
    """Return the values of the day by what their files are about, in the order of those names."""
    groups: dict[str, list[ParameterRow]] = {}
    for key in law.book.keys:
        if (found := law.find(key)) is not None:
            groups.setdefault(Path(found.file).stem, []).append(row_of(found, law))
    return [(words.group_name(group, locale_code()), rows) for group, rows in sorted(groups.items())]


def absent_names(law: InForce) -> list[str]:
    """Return the names of the values that have no period on the day."""
    return [words.key_name(key, locale_code()) for key in law.book.keys if law.find(key) is None]


def history_rows(key: str, law: InForce) -> list[ParameterRow]:
    """Return every period of a value, the most particular place and the newest period first."""
    return [row_of(value, law) for value in law.book.history(key)]


def row_of(value: LegalValue, law: InForce) -> ParameterRow:
    """Return one period in words."""
    locale = locale_code()
    return ParameterRow(
        value.key,
        words.key_name(value.key, locale),
        words.amount(value.value, value.unit, locale),
        _period(value.from_on, value.to_on),
        words.place_name(value.place, locale),
        f"{value.document} {value.article}".strip(),
        str(CONFIDENCE[value.confidence]),
        CONFIDENCE_TONES[value.confidence],
        value.last_checked_on,
        words.note(value, locale),
        f"{value.file}:{value.line}",
        value is law.find(value.key),
    )


def _period(first: date | None, last: date | None) -> str:
    """Say from when to when, either end of which may be open."""
    if first and last:
        return _("%(first)s到%(last)s", first=day(first), last=day(last))
    if first:
        return _("%(first)s起", first=day(first))
    return _("到%(last)s为止", last=day(last)) if last else _("没有写明起止")


def local_wages(law: InForce) -> list[tuple[str, str, bool]]:
    """Return what the minimum wages come to here: name, amount, whether it is still to be confirmed."""
    rows = []
    for per, name in (("month", _("本地最低月工资")), ("hour", _("本地最低小时工资"))):
        try:
            wage = minimum_wage(law, per)
        except NoLegalValueError:
            continue
        rows.append((name, words.amount(wage.value, wage.unit, locale_code()), wage.to_be_confirmed))
    return rows


def setting_rows() -> list[tuple[str, str, str]]:
    """Return the installation's settings that are no secret: name, value, variable. Paths and addresses stay out."""
    settings: Settings = current_app.config["JOBMATCH"]
    database = make_url(settings.database_url).get_backend_name()
    return [
        (_("行政区划代码"), settings.jurisdiction, "JOBMATCH_JURISDICTION"),
        (_("默认语言"), LANGUAGES[settings.locale][1], "JOBMATCH_LOCALE"),
        (_("数据库"), "PostgreSQL" if database == "postgresql" else "SQLite", "JOBMATCH_DATABASE_URL"),
        (_("通过 https 访问"), _("是") if settings.https else _("否"), "JOBMATCH_HTTPS"),
        (_("限定的主机名"), _("%(count)s 个", count=len(settings.trusted_hosts)), "JOBMATCH_TRUSTED_HOSTS"),
        (
            _("自助终端多久没人操作就询问"),
            _("%(count)s 秒", count=settings.kiosk_idle_seconds),
            "JOBMATCH_KIOSK_IDLE_SECONDS",
        ),
        (_("号码在终端上保留"), _("%(count)s 秒", count=settings.ticket_seconds), "JOBMATCH_TICKET_SECONDS"),
    ]
