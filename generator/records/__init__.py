"""The kinds of record, each declared once, in the order in which the publication lists them."""

from __future__ import annotations

from generator.records.base import Kind
from generator.records.claim import Claim
from generator.records.commitment import Commitment
from generator.records.event import Event
from generator.records.fund import Fund
from generator.records.organisation import Organisation
from generator.records.place import Place
from generator.records.policy import Policy
from generator.records.project import Project
from generator.records.route import Route
from generator.records.service import Service
from generator.records.site import Site
from generator.records.source import Source

KINDS: tuple[Kind, ...] = (
    Kind("project", "projects", Project, "schema:Project"),
    Kind("fund", "funds", Fund, "schema:MonetaryGrant"),
    Kind("claim", "claims", Claim, "schema:Claim"),
    Kind("commitment", "commitments", Commitment, "schema:PlanAction"),
    Kind("site", "sites", Site, "schema:TouristAttraction"),
    Kind("route", "routes", Route, "schema:TouristTrip"),
    Kind("event", "events", Event, "schema:Event"),
    Kind("service", "services", Service, "schema:GovernmentService"),
    Kind("policy", "policies", Policy, "schema:Legislation"),
    Kind("place", "places", Place, "schema:AdministrativeArea"),
    Kind("organisation", "organisations", Organisation, "schema:GovernmentOrganization"),
    Kind("source", "sources", Source, "schema:CreativeWork"),
)

__all__ = ["BY_FOLDER", "BY_NAME", "KINDS", "Kind"]

BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}
