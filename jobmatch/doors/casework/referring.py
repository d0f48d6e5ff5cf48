"""Recommending somebody from the desk, whether it began at the person's page or at the position's."""

from flask import abort, flash
from flask_babel import gettext as _

from jobmatch.doors.casework.scope import my_district
from jobmatch.people.queries import find_consent
from jobmatch.people.tables import Purpose
from jobmatch.referrals import service
from jobmatch.referrals.service import ReferralRefusedError
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence


def refer_now(seeker: Seeker, position_id: str) -> str:
    """Recommend a seeker for a position and say so on the next page; return why not, empty where it was done.

    A position that is not of my district is answered 404.
    """
    if find_consent(seeker.id, Purpose.RECOMMEND) is None:
        return _("本人还没有同意向单位推荐。请先问本人，记下同意再推荐。")
    try:
        referral = service.refer(current_actor(), my_district(), seeker.id, position_id)
    except LookupError:
        abort(404)
    except ReferralRefusedError as error:
        return error.sentence(locale_code())
    except BrokenRuleError as error:
        return sentence(f"rule.{error.rule}", {}, locale_code())
    told = {"employer": referral.position.employer.name, "position": referral.position.title}
    flash(_("已推荐给%(employer)s（%(position)s）。单位先只看到代号。", **told), "success")
    return ""
