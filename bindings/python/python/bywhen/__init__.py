"""By when will we hear from you? Customer-service standards as code."""

from bywhen._bywhen import (
    Calendars,
    Charter,
    Diagnostic,
    Outcome,
    Promise,
    Report,
    Table,
    __version__,
    load,
)
from bywhen._errors import CharterSyntaxError

__all__ = [
    "Calendars",
    "Charter",
    "CharterSyntaxError",
    "Diagnostic",
    "Outcome",
    "Promise",
    "Report",
    "Table",
    "__version__",
    "load",
]
