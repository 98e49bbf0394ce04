"""The words of findings: sentence, advice and explanation of each code, in the reader's language.

``generator/i18n/findings.<lang>.yml`` holds for each code ``message``, ``hint`` (what to write instead),
``explanation`` and, where it helps, ``before`` and ``after``. ``message`` and ``hint`` may be lists: the first whose
placeholders all have something to say is taken, so that an advice with an empty guess is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import resources
from typing import Final

from generator.findings import Finding, Severity
from generator.reading import Node, read_document
from generator.records import BY_FOLDER
from generator.reports.shown import fit_to_show
from generator.wordlists import read_words

LANGUAGES: Final = ("zh", "en")
"""The languages that findings are worded in; the first stands in for any other."""

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]{2,})\}")
_WORDED: Final = frozenset({"what", "kind"})  # arguments whose values are slugs that have words of their own
_LONGEST: Final = 160


class Wording:
    """What to call findings in one language. Asked about a code that it does not know, it answers with the code."""

    def __init__(self, language: str) -> None:
        """``language`` is a tag such as ``zh``, ``zh-CN`` or ``en_GB.UTF-8``."""
        short = re.split(r"[-_.]", language.lower(), maxsplit=1)[0]
        self.language = short if short in LANGUAGES else LANGUAGES[0]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that has words."""
        return frozenset(self._findings)

    def message(self, finding: Finding) -> str:
        """What is wrong, as one line."""
        return self._say(finding.code, "message", finding.arguments) or finding.code

    def hint(self, finding: Finding) -> str:
        """What to write instead, as one line; empty where there is no advice."""
        arguments = dict(finding.arguments)
        if finding.code == "unknown-field" and not arguments.get("suggestion"):
            arguments["suggestion"] = self._field_called(finding)
        return self._say(finding.code, "hint", arguments)

    def _field_called(self, finding: Finding) -> str:
        """The field whose label in the reader's language was written in place of its name (总额: …); else nothing."""
        name, folder = finding.arguments.get("name", ""), finding.position.file.removeprefix("data/").partition("/")[0]
        kind = BY_FOLDER.get(folder) if "." not in finding.field else None
        labels = read_words(self.language)["fields"].get(kind.name, {}) if kind else {}
        return next((field for field, words in labels.items() if words.get("label") == name), "")

    def explanation(self, code: str) -> str:
        """For ``generator explain CODE``: what the code means, why it is refused, and an example, in paragraphs."""
        entry = self._findings.get(code)
        if not isinstance(entry, dict):
            return code
        parts = [f"{code}\n", str(entry.get("explanation") or "").strip()]
        for name in ("before", "after"):
            if example := str(entry.get(name) or "").rstrip():
                parts.append(f"\n{self.word(name)}\n" + "\n".join(f"    {line}" for line in example.split("\n")))
        return "\n".join(parts) + "\n"

    def label(self, severity: Severity) -> str:
        """The word for a severity; kept as ``error`` and ``warning`` in every language, as tools look for them."""
        return severity.value

    def word(self, name: str, **arguments: object) -> str:
        """A word or sentence of the reports themselves, such as ``see_also``."""
        texts = {key: str(value) for key, value in arguments.items()}
        return self._fill(self._text(self._words.get(name, name)), texts)

    def count(self, name: str, number: int) -> str:
        """A number of things: ``3 errors``."""
        return self.word(f"{name}_one" if number == 1 else f"{name}_many", count=number)

    def _say(self, code: str, part: str, arguments: Mapping[str, str]) -> str:
        entry = self._findings.get(code)
        wording = entry.get(part) if isinstance(entry, dict) else None
        options = wording if isinstance(wording, list) else [wording]
        texts = [text for text in options if isinstance(text, str)]
        for text in texts:
            if all(arguments.get(name) for name in _PLACEHOLDER.findall(text)):
                return self._fill(text, arguments)
        return self._fill(texts[-1], arguments) if texts and part == "message" else ""

    def _fill(self, text: str, arguments: Mapping[str, str]) -> str:
        """Put the arguments in once: what they hold is never read as a placeholder."""
        return _PLACEHOLDER.sub(lambda found: self._shown(found[1], arguments.get(found[1], "")), text)

    def _shown(self, name: str, value: str) -> str:
        if name == "allowed":
            value = ", ".join(map(self._option, value.split(", ")))
        worded = self._words.get(value) if name in _WORDED else None
        shown = fit_to_show(self._text(worded) if worded else value)
        return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"

    def _option(self, word: str) -> str:
        """A word that may be written, with what it means where the reader's language says it differently."""
        meant = self._text(self._words.get(f"choice-{word}"))
        return word if meant in ("", word) else f"{word}（{meant}）"

    @staticmethod
    def _text(node: Node) -> str:
        return node if isinstance(node, str) else ""

    @cached_property
    def _words(self) -> dict[str, Node]:
        words = self._data.get("words")
        return words if isinstance(words, dict) else {}

    @cached_property
    def _findings(self) -> dict[str, Node]:
        findings = self._data.get("findings")
        return findings if isinstance(findings, dict) else {}

    @cached_property
    def _data(self) -> dict[str, Node]:
        name = f"findings.{self.language}.yml"
        raw = (resources.files("generator") / "i18n" / name).read_bytes()
        document, findings = read_document(raw, name)
        if document is None or findings:
            raise RuntimeError(f"{name} does not read: {findings}")  # ours, not an editor's
        return document.data


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, line and column; at one place errors first."""
    return sorted(findings, key=lambda finding: (finding.position, not finding.is_error, finding.code, finding.field))
