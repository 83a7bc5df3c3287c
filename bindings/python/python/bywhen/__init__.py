"""By when will we hear from you? Customer-service standards as code."""

from bywhen._bywhen import (
    Calendar,
    Calendars,
    Charter,
    Diagnostic,
    Outcome,
    Promise,
    Report,
    Table,
    __version__,
    calendar,
    format,
    load,
)
from bywhen._errors import CharterSyntaxError

__all__ = [
    "Calendar",
    "Calendars",
    "Charter",
    "CharterSyntaxError",
    "Diagnostic",
    "Outcome",
    "Promise",
    "Report",
    "Table",
    "__version__",
    "calendar",
    "format",
    "load",
]
