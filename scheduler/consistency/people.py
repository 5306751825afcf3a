"""Practitioners: whether each may work somewhere, and whether those who need a supervisor can have one."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.consistency.fault import Fault, listed
from scheduler.consistency.staffing import Staffing
from scheduler.practice import Practice
from scheduler.staff import Practitioner, Profession

SUPERVISOR_SKILL = "supervises"


def allowed_nowhere(practice: Practice) -> Iterator[Fault]:
    """Practitioners whom no template takes: none asks for their profession, skills and sites."""
    employable = Staffing(practice).employable
    for position, person in enumerate(practice.practitioners):
        if person.id not in employable:
            sites = listed(list(dict.fromkeys((person.home_site, *person.sites))))
            facts = {"practitioner": person.id, "profession": person.profession.value, "sites": sites}
            yield Fault(("practitioners", position, "profession"), "input-allowed-nowhere", facts)


def no_supervisor(practice: Practice) -> Iterator[Fault]:
    """Practitioners who need a supervisor with a skill that nobody else has.

    A skill that the file names and nobody at all has is an unknown reference already.
    """
    for position, person in enumerate(practice.practitioners):
        skill = skill_of_supervisor(person)
        holders = {other.id for other in practice.practitioners if skill in other.skills}
        if skill and holders <= {person.id} and (holders or person.supervised_by is None):
            facts = {"practitioner": person.id, "skill": skill}
            yield Fault(("practitioners", position, "supervised_by"), "input-no-supervisor", facts)


def skill_of_supervisor(person: Practitioner) -> str | None:
    """The skill that the practitioner's supervisor needs, None for those who work on their own."""
    default = SUPERVISOR_SKILL if person.profession is Profession.TRAINEE else None
    return person.supervised_by or default


def pins_off_site(practice: Practice) -> Iterator[Fault]:
    """Pins of a template at a site that does not offer it."""
    offered = {template.id: template.sites for template in practice.templates}
    for position, pin in enumerate(practice.pins):
        sites = offered.get(pin.template, "all")
        if sites != "all" and pin.site not in sites:
            facts = {"template": pin.template, "site": pin.site, "sites": listed(list(sites))}
            yield Fault(("pins", position, "site"), "input-not-offered-there", facts)
