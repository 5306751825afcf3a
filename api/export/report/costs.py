"""What the rota costs by rule, tier by tier, and the wishes it could not meet."""

from __future__ import annotations

from dataclasses import dataclass

from api.export.plan import Plan
from scheduler.measures.presence import list_presence
from scheduler.measures.wishes import wish_answers
from scheduler.messages import say
from scheduler.messages.formats import show_day, show_number, show_percent
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Wish
from scheduler.rota.rules import CARDS, TIERS
from scheduler.rota.sentences import sentence

MOST_TO_WATCH = 8


@dataclass(frozen=True, slots=True)
class CostRow:
    """One soft rule: what it says, how much it falls short, and what that costs (`share` in percent of the whole)."""

    title: str
    says: str
    amount: str
    weight: str
    cost: str
    share: float


@dataclass(frozen=True, slots=True)
class CostTier:
    """The rules of one tier, with its cost and gap."""

    number: int
    title: str
    cost: str
    gap: str | None
    rows: tuple[CostRow, ...]


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """One wish that could not be met."""

    name: str
    day: str
    wish: str
    weight: int


def cost_tiers(plan: Plan) -> tuple[CostTier, ...]:
    """All soft rules of the problem by tier, the dearest first."""
    return tuple(_tier(plan, tier) for tier in TIERS)


def _tier(plan: Plan, tier: int) -> CostTier:
    rules = [rule for rule in plan.audit.cost_by_rule if plan.problem.soft[rule].tier == tier]
    rules.sort(key=lambda rule: -plan.audit.cost_by_rule[rule])
    gap = plan.result.gap_by_tier.get(tier)
    return CostTier(
        number=tier,
        title=say(f"tier-{tier}", plan.language),
        cost=show_number(plan.audit.cost_by_tier.get(tier, 0), plan.language),
        gap=None if gap is None else show_percent(gap, plan.language),
        rows=tuple(_rule_row(plan, rule) for rule in rules),
    )


def _rule_row(plan: Plan, rule: str) -> CostRow:
    cost = plan.audit.cost_by_rule[rule]
    return CostRow(
        title=say(f"rule-title-{rule}", plan.language),
        says=say(f"rule-{rule}", plan.language),
        amount=say(f"amount-{CARDS[rule].unit}", plan.language, amount=plan.audit.amount_by_rule[rule]),
        weight=show_number(plan.problem.soft[rule].weight, plan.language),
        cost=show_number(cost, plan.language),
        share=round(100 * cost / plan.audit.cost, 1) if plan.audit.cost else 0.0,
    )


def to_watch(plan: Plan) -> tuple[list[str], int]:
    """What deserves a look first: breaches, then the dearest shortages; and how many more there are."""
    dearest = sorted(_cover_penalties(plan), key=lambda one: -_cost(plan, one))
    found = [*plan.audit.violations, *dearest]
    shown = [sentence(one, plan.problem, plan.practice, plan.language) for one in found[:MOST_TO_WATCH]]
    return shown, max(0, len(found) - MOST_TO_WATCH)


def _cover_penalties(plan: Plan) -> list[Finding]:
    return [one for one in plan.audit.penalties if plan.problem.soft[one.rule].tier == TIERS[0]]


def _cost(plan: Plan, finding: Finding) -> int:
    return finding.amount * finding.factor * plan.problem.soft[finding.rule].weight


def unmet_wishes(plan: Plan) -> tuple[UnmetWish, ...]:
    """Every wish that the rota does not meet, those that matter most first."""
    answers = wish_answers(plan.problem, plan.rota)
    return tuple(_unmet(plan, answer.wish) for answer in answers if not answer.met)


def _unmet(plan: Plan, wish: Wish) -> UnmetWish:
    what = plan.names.span(wish.begin, wish.end) if wish.template is None else plan.names.template(wish.template)
    return UnmetWish(
        name=plan.names.person(wish.person),
        day=show_day(plan.problem.date_of(wish.day), plan.language),
        wish=say(f"wish-{wish.want}", plan.language, what=what),
        weight=wish.weight,
    )


def presence_text(plan: Plan) -> str | None:
    """On how many of the days asked for doctors are there for their own list; None if none are asked for."""
    found = list_presence(plan.problem, plan.rota)
    wanted = sum(one.wanted for one in found)
    return say("presence", plan.language, days=sum(one.days for one in found), wanted=wanted) if wanted else None
