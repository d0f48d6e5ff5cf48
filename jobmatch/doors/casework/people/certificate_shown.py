"""A person's certificates in words: how the newest stands, its versions, what a multiple disability joins."""

from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.people.certificate_rules import CertificateFacts, Judged, Standing, judge
from jobmatch.people.companions import components_of, list_military
from jobmatch.people.register_tables import CertificateComponent
from jobmatch.people.renewals import last_events
from jobmatch.people.tables import Certificate, Person
from jobmatch.web.facts import joined
from jobmatch.web.register_labels import DISABILITY_KINDS, GRADES, STANDING_TONES, STANDINGS
from jobmatch.web.templating import day


@dataclass(frozen=True)
class CertificateShown:
    """How the certificate stands (``title``, ``note``, ``tone``) and its versions, newest first: (what, until when)."""

    title: str
    tone: str
    note: str
    versions: tuple[tuple[str, str], ...]


def facts_of(person: Person) -> CertificateFacts:
    """Return what is known of a person's certificate."""
    newest = max((one.valid_until for one in person.certificates), default=None)
    return CertificateFacts(person.source, person.home_code, newest, last_events(person.id).get(person.id))


def certificate_shown(person: Person) -> CertificateShown:
    """Return a person's certificates as the desk shows them."""
    facts = facts_of(person)
    judged = judge(facts, clock.today())
    joins = components_of(one.id for one in person.certificates)
    versions = tuple(
        (
            _what(one, joins.get(one.id, [])),
            _("%(first)s到%(last)s", first=day(one.valid_from), last=day(one.valid_until)),
        )
        for one in person.certificates
    )
    title, note = _said(judged, facts)
    return CertificateShown(title, STANDING_TONES[judged.standing], note, versions)


def _said(judged: Judged, facts: CertificateFacts) -> tuple[str, str]:
    title = str(STANDINGS[judged.standing])
    if judged.standing is Standing.EXPIRING:
        return _("还有 %(days)s 天到期", days=judged.days), _("到期前 90、60、30 天都会提醒换领")
    if judged.standing is Standing.EXPIRED:
        return title, _("过期 %(days)s 天了；不影响推荐和就业，只要记得换领", days=-(judged.days or 0))
    if judged.standing is Standing.NOT_CHECKED and facts.home_code:
        return title, _("证件属于别的区县（代码 %(code)s），这里没有核对过", code=facts.home_code)
    if judged.standing is Standing.NOT_CHECKED:
        return title, _("只在单位的花名册上，这里没有核对过证件")
    if judged.standing is Standing.VALID and facts.valid_until:
        return title, _("到 %(day)s", day=day(facts.valid_until))
    return title, ""


def _what(one: Certificate, parts: list[CertificateComponent]) -> str:
    said = _kind_and_grade(one.kind, one.grade)
    inside = joined(_kind_and_grade(part.kind, part.grade) for part in parts)
    return _("%(whole)s（包括%(parts)s）", whole=said, parts=inside) if inside else said


def _kind_and_grade(kind: int, grade: int) -> str:
    return f"{DISABILITY_KINDS[str(kind)]} {GRADES[str(grade)]}"


def military_rows(person_id: str) -> list[tuple[str, str]]:
    """Return a person's military certificates: the grade, and until when."""
    return [
        (
            _("残疾军人 %(grade)s 级", grade=one.soldier_grade),
            _("%(first)s到%(last)s", first=day(one.valid_from), last=day(one.valid_until))
            if one.valid_until
            else _("%(day)s起，长期有效", day=day(one.valid_from)),
        )
        for one in list_military(person_id)
    ]
