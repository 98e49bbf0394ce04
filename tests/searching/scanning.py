"""The truth about a search: every page read from end to end, and queries of all sorts to try."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from generator.searching.normal import normalise, terms
from generator.searching.sayings import sayings, typed
from generator.searching.stemming import WORD, stem
from generator.searching.texts import Searched

PLACES = range(3)
"""Title, names, text: the order in which what is found is shown."""
BEGINS = {"a": "(?<![a-z])", "0": "(?<![0-9])"}


@dataclass
class Scan:
    """Pages as plain text."""

    pages: Sequence[Searched]
    language: str

    def __post_init__(self) -> None:
        parts = [((page.title,), page.names, page.text) for page in self.pages]
        self.texts = [["\0".join(map(normalise, part)) for part in one] for one in parts]
        self.stems = [[{stem(word) for word in WORD.findall(text)} for text in one] for one in self.texts]
        self.said = [
            [[said for name in part for said in sayings(name, {})] for part in one[:2]] + [[]] for one in parts
        ]

    def search(self, query: str) -> dict[int, int]:
        """Page → where the term stands that is found last; all terms are on each page."""
        each = [self._term(term) for term in terms(query)]
        return (
            {page: max(one[page] for one in each) for page in each[0] if all(page in one for one in each)}
            if each
            else {}
        )

    def _term(self, term: str) -> dict[int, int]:
        kind = "a" if "a" <= term[0] <= "z" else "0" if "0" <= term[0] <= "9" else ""
        begins = re.compile((BEGINS.get(kind, "") if self.language == "en" else "") + re.escape(term))
        root, name = stem(term) if WORD.fullmatch(term) else "", typed(term)
        found = {}
        for page in range(len(self.pages)):
            for place in PLACES:
                if (
                    begins.search(self.texts[page][place])
                    or root in self.stems[page][place]
                    or (name and any(said.startswith(name) for said in self.said[page][place]))
                ):
                    found[page] = place
                    break
        return found

    def pieces(self, rng: Random, count: int) -> list[str]:
        """Pieces of the pages' own text, of all lengths."""
        found: list[str] = []
        while len(found) < count:
            page = rng.choice(self.pages)
            text = rng.choice((page.title, *page.names, *page.text))
            length, start = rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 7, 10, 16, 40)), rng.randrange(len(text))
            if self.language == "en":
                start = text.rfind(" ", 0, start) + 1
                length += rng.randrange(8)
            piece = text[start : start + length].strip()
            if piece.strip("“”") and '"' not in piece:  # which would end it; quotation marks alone are no query
                found.append(f'"{piece}"')
        return found

    def frequent(self, count: int) -> list[str]:
        """Words and pairs of characters that are on more than 30 % of the pages."""
        pattern = r"[a-z]{2,}|[0-9]+" if self.language == "en" else r"(?=([\u4e00-\u9fff]{1,2}))"
        counted = Counter(word for page in self.texts for word in set(re.findall(pattern, " ".join(page))))
        return [word for word, times in counted.most_common(count * 4) if times > 0.3 * len(self.pages)][:count]

    def false_joins(self, rng: Random, count: int) -> list[str]:
        """ABC of which a page has AB and BC, and no page has ABC; of words where they are written apart."""
        found: list[str] = []
        everything = "\0".join(text for page in self.texts for text in page)
        while len(found) < count:
            text = rng.choice(self.texts)[2]
            if self.language == "en":
                pairs = re.findall(r"(?<![a-z])(?=([a-z]+) ([a-z]+)(?![a-z]))", text)
            else:
                pairs = re.findall(r"(?=([\u4e00-\u9fff])([\u4e00-\u9fff]))", text)
            first = rng.choice(pairs) if pairs else ("", "")
            others = [pair for pair in pairs if pair[0] == first[1]]
            second = rng.choice(others) if others else ("", "")
            joined = (" " if self.language == "en" else "").join((*first, second[1]))
            if second[0] and joined not in everything:
                found.append(f'"{joined}"')
        return found
