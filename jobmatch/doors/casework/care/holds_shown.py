"""What a law keeps, as pages say it: what, until when, why, by which provision."""

from flask_babel import gettext as _

from jobmatch.data_care.erasure_rules import Hold
from jobmatch.web.templating import day, say


def hold_line(hold: Hold) -> list[str]:
    """Return one line of the table of what is kept; a provision that nobody has confirmed says so."""
    until = day(hold.until) if hold.until else _("证件注销为止")
    law = hold.law
    cited = f"{law.document} {law.article}" if law else _("残疾人证管理的法定职责")
    if law is not None and law.to_be_confirmed:
        cited = _("%(law)s（待确认）", law=cited)
    return [say(f"held.{hold.what}"), until, say(f"held.why.{hold.what}"), cited]
