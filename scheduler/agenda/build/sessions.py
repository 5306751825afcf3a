"""The sessions of a rota that get an agenda, with what their time is when nothing is laid into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.agenda.build.expectation import Expectations
from scheduler.agenda.build.parts import cut, in_window, part_bounds
from scheduler.agenda.problem import BlockKind, Segment, Session
from scheduler.contacts import Patients
from scheduler.motives import Use
from scheduler.rota.problem import Assignment, Template
from scheduler.rota.rota import Rota
from scheduler.sessions import SessionKind
from scheduler.staff import Profession

LAID_OUT: Mapping[str, BlockKind] = {
    SessionKind.CONSULTING: BlockKind.OPEN,
    SessionKind.NURSING: BlockKind.OPEN,
    SessionKind.VISITS: BlockKind.VISIT,
    SessionKind.DESK: BlockKind.DESK,
}
"""Session kinds that get an agenda, and what they are filled with."""


@dataclass(frozen=True)
class SessionBuilder:
    """Cuts the sessions of a rota at the bounds of the day's parts and says what fills them."""

    expectations: Expectations
    rota: Rota

    def build(self) -> tuple[Session, ...]:
        """Every session that gets an agenda, in order of day, person and time; nothing laid into them yet."""
        return tuple(self._session(one) for one in self._assignments())

    def _assignments(self) -> Iterator[Assignment]:
        templates = self.expectations.rota.templates
        laid_out = (one for one in self.rota.assignments if templates[one.template].kind in LAID_OUT)
        return iter(sorted(laid_out, key=lambda one: (one.day, one.person, templates[one.template].start)))

    def _session(self, one: Assignment) -> Session:
        template = self.expectations.rota.templates[one.template]
        return Session(
            person=one.person,
            day=one.day,
            site=template.site,
            segments=tuple(self._segments(one, template)),
            template=template.key.partition("@")[0],
            open_lengths=self._open_lengths(one.person),
        )

    def _segments(self, one: Assignment, template: Template) -> Iterator[Segment]:
        practice, frame = self.expectations.practice, self.expectations.frame
        windows = practice.windows_of(practice.sites[template.site])
        keeps_windows = template.kind == SessionKind.CONSULTING and self._profession(one.person) in windows.professions
        of_windows = [bound for bound in (windows.before, windows.after) if bound is not None]
        bounds = [*of_windows, *(bound for span in part_bounds(windows).values() for bound in span)]
        for stretch in template.stretches():
            for begin, end in cut(stretch, bounds):
                window = keeps_windows and in_window(windows, frame.kinds[one.day], begin)
                fill = BlockKind.ACUTE if window else LAID_OUT[template.kind]
                yield Segment(begin, end, fill, window=window)

    def _profession(self, person: int) -> Profession:
        return self.expectations.practice.practitioners[person].profession

    def _open_lengths(self, person: int) -> tuple[int, ...]:
        """The slots of planned motives for the practitioner's own patients, or for the site's."""
        about = self.expectations.practice.practitioners[person]
        own = Patients.of(self.expectations.practice, [about.id])
        patients = own if own.listed else self.expectations.patients[self.expectations.frame.sites[about.home_site]]
        slots = {
            slot
            for motive in self.expectations.motives(Use.PLANNED)
            for slot, contacts in patients.slots(motive, self.expectations.learned, about.id).items()
            if contacts > 0
        }
        return tuple(sorted(slots)) or (20,)
