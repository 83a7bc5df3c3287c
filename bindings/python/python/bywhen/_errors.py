"""The exception of a charter that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bywhen._bywhen import Diagnostic


class CharterSyntaxError(ValueError):
    """A charter has errors. `diagnostics` has every one of them, and the warnings, in the order of the text."""

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message, diagnostics)
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return str(self.args[0])
