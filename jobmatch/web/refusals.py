"""What a service or the database refused, in the words of the page."""

from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.language import locale_code
from jobmatch.wording import SentenceError, sentence


def refusal(error: SentenceError | BrokenRuleError) -> str:
    """Return the sentence of what was refused."""
    if isinstance(error, BrokenRuleError):
        return sentence(f"rule.{error.rule}", {}, locale_code())
    return error.sentence(locale_code())
