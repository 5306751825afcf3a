"""The judge: every breach of a rota, every amount, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.rota.checks import check_of
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem, RuleSetting
from scheduler.rota.rota import Rota
from scheduler.rota.rules import HARD_RULES, SOFT_RULES, TIERS


@dataclass(frozen=True)
class Audit:
    """What a rota breaks and what it costs.

    `violations` of hard rules; `penalties` of soft rules that cost something. `amount_by_rule` (natural units) and
    `cost_by_rule` hold every soft rule with a setting, `cost_by_tier` every tier, 0 included.
    """

    violations: tuple[Finding, ...]
    penalties: tuple[Finding, ...]
    amount_by_rule: Mapping[str, int]
    cost_by_rule: Mapping[str, int]
    cost_by_tier: Mapping[int, int]

    @property
    def cost(self) -> int:
        """The cost of all tiers together."""
        return sum(self.cost_by_rule.values())

    @property
    def valid(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.violations


def audit(problem: RotaProblem, rota: Rota) -> Audit:
    """Judge a rota, valid or not, by every hard rule and by the soft rules that the problem sets."""
    settings = {rule: problem.soft[rule] for rule in SOFT_RULES if rule in problem.soft}
    found = {rule: tuple(check_of(rule)(problem, rota)) for rule in settings}
    return weigh(tuple(finding for rule in HARD_RULES for finding in check_of(rule)(problem, rota)), found, settings)


def weigh(
    violations: tuple[Finding, ...],
    found: Mapping[str, tuple[Finding, ...]],
    settings: Mapping[str, RuleSetting],
) -> Audit:
    """What the findings of the soft rules cost by their settings, beside the violations of hard ones."""
    cost = {rule: _cost(found[rule], setting) for rule, setting in settings.items()}
    return Audit(
        violations=violations,
        penalties=tuple(one for rule, setting in settings.items() if setting.weight > 0 for one in found[rule]),
        amount_by_rule={rule: sum(finding.amount for finding in findings) for rule, findings in found.items()},
        cost_by_rule=cost,
        cost_by_tier=_by_tier(cost, settings),
    )


def _cost(findings: tuple[Finding, ...], setting: RuleSetting) -> int:
    return sum(finding.amount * finding.factor for finding in findings) * setting.weight


def _by_tier(cost: Mapping[str, int], settings: Mapping[str, RuleSetting]) -> dict[int, int]:
    tiers = dict.fromkeys(TIERS, 0)
    for rule, setting in settings.items():
        tiers[setting.tier] = tiers.get(setting.tier, 0) + cost[rule]
    return tiers
