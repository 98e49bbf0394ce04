"""The segments that stand on very many pages, followed from one state of the pages to the next without a new count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from generator.searching.levels import FEW
from generator.searching.texts import Page


@dataclass(frozen=True)
class Frequent:
    """On how many pages segments stand, of those that stand on many."""

    counts: Mapping[str, int]
    """Exact."""
    others: int
    """No other segment stands on more pages than this."""

    @classmethod
    def of(cls, pages: Sequence[Page]) -> Frequent:
        """Counted; half of what is very many leaves room for changes that are followed."""
        others = most_often(len(pages)) // 2
        counted = Counter(segment for page in pages for segment in set(page.text))
        return cls({segment: count for segment, count in counted.items() if count > others}, others)

    def on_most(self, pages: int) -> Set[str]:
        """The segments that stand on very many of so many pages."""
        most = most_often(pages)
        return {segment for segment, count in self.counts.items() if count > most}

    def after(self, changes: Sequence[tuple[Page, Page]], pages: int) -> Frequent | None:
        """The same of as many pages, some of which say something else now; None where that has to be counted."""
        others = self.others + len(changes)
        if others > most_often(pages):
            return None
        counts = dict(self.counts)
        for before, now in changes:
            for segment in counts.keys() & set(before.text):
                counts[segment] -= 1
            for segment in counts.keys() & set(now.text):
                counts[segment] += 1
        return Frequent(counts, others)


def most_often(count: int) -> int:
    """What stands on more of so many pages is found without their text, which is then not kept for it."""
    return max(FEW, count // 50)
