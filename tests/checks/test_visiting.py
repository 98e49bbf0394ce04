"""Opening hours that can be read but hardly meant."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Findings

SITE = (
    "names: {{zh: 塔, en: Tower}}\nsummary: {{zh: 塔。, en: A tower.}}\ntype: TouristAttraction\n"
    "visiting:\n  {}\nsources: gazette\n"
)

# hours → the codes of what is found
DOUBTFUL = {
    "Tu-Su 09:00-17:00": set(),
    "Tu-Su 09:00-17:00; Mo off": set(),
    "Mo-Su 09:00-17:00; 2026 Feb 17-23 off": set(),
    "2040 Oct 1-7 10:00-12:00": set(),
    "mo-fr 09:00-17:00": {"hours-writing"},
    "Mo off": {"hours-never"},
    "24/7 off": {"hours-never"},
    "Mo 10:00-12:00; Mo 14:00-16:00": {"hours-no-effect"},
    "Mo 10:00-14:00,12:00-16:00": {"hours-overlap"},
    "Mo-Fr": {"hours-no-times"},
    "Mo-Fr 00:00-24:00": set(),
    'Mo-Fr 09:00-17:00; Sa "by appointment"': set(),
}  # fmt: skip


@pytest.mark.parametrize("hours", DOUBTFUL)
def test_doubtful_hours_are_warned_of(findings: Findings, hours: str) -> None:
    found = findings({"sites/tower": SITE.format(f"hours: '{hours}'")})
    assert {one.code for one in found if one.code.startswith("hours-")} == DOUBTFUL[hours]


def test_hours_cannot_be_due_before_they_were_confirmed(findings: Findings) -> None:
    fact = "hours: {value: Mo-Su 09:00-17:00, as_of: 2026-05-01, verify_by: 2026-04-30}"
    found = [one for one in findings({"sites/tower": SITE.format(fact)}) if one.code == "verify-by-order"]
    assert [(one.is_error, one.field) for one in found] == [(True, "visiting.hours.verify_by")]


def test_a_holiday_is_refused_with_the_reason(findings: Findings) -> None:
    found = findings({"sites/tower": SITE.format("hours: Mo-Su 09:00-17:00; PH off")})
    assert "hours-holiday" in {one.code for one in found}
