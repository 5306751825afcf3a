"""Duties shared by contract share, within a tolerance of whole sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.rota.findings import Finding
from scheduler.rota.problem import Duty, FairShare, RotaProblem
from scheduler.rota.rota import Rota


def unfair(problem: RotaProblem, rota: Rota, duty: Duty) -> Iterator[Finding]:
    """Yield the sessions by which each person lies outside the tolerance around the fair share of the duty.

    Facts: `reason` (more, fewer), `group`, `sessions` in the rota, `carried` before it, `fair` (the fair share of
    both together, rounded).
    """
    for share in problem.fair_shares:
        if share.duty == duty:
            yield from _unfair_in(share, _sessions(share, rota))


def _sessions(share: FairShare, rota: Rota) -> Counter[int]:
    days = {day for day, _ in share.sessions}
    return Counter(item.person for day in days for item in rota.on(day) if (day, item.template) in share.sessions)


def _unfair_in(share: FairShare, sessions: Counter[int]) -> Iterator[Finding]:
    exposure = sum(share.exposure)
    total = sum(sessions[person] for person in share.people) + sum(share.carried)
    for person, own, carried in zip(share.people, share.exposure, share.carried, strict=True):
        # All in sessions × exposure, so that nothing is rounded before the end.
        distance = exposure * (sessions[person] + carried) - own * total
        amount = -(-(abs(distance) - share.tolerance * exposure) // exposure)
        if amount > 0:
            facts: dict[str, str | int] = {
                "reason": "more" if distance > 0 else "fewer",
                "group": share.name,
                "sessions": sessions[person],
                "carried": carried,
                "fair": (2 * own * total + exposure) // (2 * exposure),
            }
            yield Finding(f"equity_{share.duty}", amount, person=person, facts=facts)
