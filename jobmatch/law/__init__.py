"""What the law says on a day: dated values, each with its document and article. Pure: files in, values out.

A value lies in ``places/<administrative code>/*.yaml``; a code falls back ``330213`` → ``3302`` → ``33`` → ``CN``. A
new year, or a new city, is a file. Nothing here asks the time: who looks a value up says for which day.
"""

from jobmatch.law.books import book
from jobmatch.law.reading import LawFileError
from jobmatch.law.values import Confidence, InForce, LawBook, LegalValue, NoLegalValueError, Unit

__all__ = ["Confidence", "InForce", "LawBook", "LawFileError", "LegalValue", "NoLegalValueError", "Unit", "book"]
