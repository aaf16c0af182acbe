"""Columns in other units than characters: formats count UTF-16 code units or the bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Callable

from disclint.model import Lines, Position, Report


class Texts:
    """The texts that the places of a report lie in, by path. In a text that is not known, columns count characters."""

    def __init__(self, report: Report) -> None:
        self._texts = {source.path: source.text for document in report.documents for source in document.texts}
        self._lines: dict[str, Lines] = {}

    def utf16(self, path: str, position: Position) -> Position:
        """The position with columns in UTF-16 code units: a character beyond U+FFFF counts as two."""
        return self._counted(path, position, lambda text: len(text) + sum(c > "\uffff" for c in text))

    def utf8(self, path: str, position: Position) -> Position:
        """The position with columns in the bytes of UTF-8."""
        return self._counted(path, position, lambda text: len(text.encode("utf-8", "surrogatepass")))

    def _counted(self, path: str, position: Position, length: Callable[[str], int]) -> Position:
        if path not in self._texts:
            return position
        text = self._texts[path]
        if path not in self._lines:
            self._lines[path] = Lines(text)
        lines = self._lines[path]

        def column(line: int, column: int) -> int:
            if line > len(lines):
                return column
            start = lines.offset(line)
            return length(text[start : start + column - 1]) + 1

        start, end = column(position.line, position.column), column(position.end_line, position.end_column)
        return Position(position.line, start, position.end_line, end)
