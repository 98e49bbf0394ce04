"""The page of the whole ledger: what the amounts are, and what is given by level, fund, year, category and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.ledger import Basis, Dimension, Ledger, Line, Stage, Sum, ledger_of
from generator.writing.artifacts import Artifact
from generator.writing.money_charts import group_citations, money_bars, money_rows
from generator.writing.page import Page
from generator.writing.sums import grouped_table, sums_table
from generator.writing.templates import environment

ORDER = (
    Dimension.LEVEL, Dimension.FUND, Dimension.YEAR, Dimension.CATEGORY, Dimension.PLACE, Dimension.ORGANISATION,
)  # fmt: skip
CHARTED = (Dimension.YEAR, Dimension.CATEGORY)


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The page in one language; where no record has an amount it says so."""
    page = Page(catalogue, language, addresses.MONEY)
    ledger = ledger_of(catalogue)
    title, lead = language.word("ledger.title"), language.word("ledger.lead")
    stages: list[tuple[object, Sequence[Line], Mapping[Basis, Sum]]] = [
        (language.word(f"ledger.stages_of.{stage}"), lines, {}) for stage in Stage if (lines := ledger.at(stage))
    ]
    text = (
        environment()
        .get_template("money.md.jinja")
        .render(
            p=page,
            front={"title": title, "kind": "listing", "section": title, "description": lead},
            title=title,
            lead=lead,
            stages=sums_table(page, language.word("ledger.stages_caption"), language.word("ledger.stage"), stages),
            groups=[
                (str(by), grouped_table(page, ledger, by, ledger.at(Stage.GIVEN)), _chart(page, ledger, by))
                for by in ORDER
                if ledger.at(Stage.GIVEN)
            ],
        )
    )
    yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))


def _chart(page: Page, ledger: Ledger, by: Dimension) -> str:
    """A drawing of the sums where there are several to compare."""
    groups = ledger.by(by)
    if by not in CHARTED or sum(bool(group.key) for group in groups) < 2:
        return ""
    return money_bars(
        page,
        money_rows(page, groups),
        ident=f"chart-{by}",
        head=page.word(f"ledger.head.{by}"),
        citations=group_citations(groups),
    )
