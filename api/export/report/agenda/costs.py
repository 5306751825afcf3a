"""What the agendas cost by rule, tier by tier."""

from __future__ import annotations

from api.export.plan import Plan
from api.export.report.costs import CostRow, CostTier
from scheduler.agenda.rules import AGENDA_CARDS, NEED_RULES
from scheduler.measures.agenda import IN_MINUTES
from scheduler.messages import say
from scheduler.messages.formats import show_number, show_percent
from solver.agenda.plan import AgendaPlan
from solver.result import gap_between


def agenda_cost_tiers(plan: Plan, agenda: AgendaPlan) -> tuple[CostTier, ...]:
    """All soft rules of agendas by tier, the dearest first."""
    return tuple(_tier(plan, agenda, tier) for tier in sorted({card.tier for card in AGENDA_CARDS.values()} - {0}))


def _tier(plan: Plan, agenda: AgendaPlan, tier: int) -> CostTier:
    audit, soft = agenda.result.audit, agenda.question.problem.soft
    rules = [rule for rule in audit.cost_by_rule if soft[rule].tier == tier]
    rules.sort(key=lambda rule: -audit.cost_by_rule[rule])
    cost, bound = audit.cost_by_tier.get(tier, 0), agenda.result.bound_by_tier.get(tier)
    return CostTier(
        number=tier,
        title=say(f"agenda-tier-{tier}", plan.language),
        cost=show_number(cost, plan.language),
        gap=None if bound is None else show_percent(gap_between(cost, bound), plan.language),
        rows=tuple(_rule_row(plan, agenda, rule) for rule in rules),
    )


def _rule_row(plan: Plan, agenda: AgendaPlan, rule: str) -> CostRow:
    audit = agenda.result.audit
    cost = audit.cost_by_rule[rule]
    return CostRow(
        title=say(f"rule-title-{rule}", plan.language),
        says=say(f"rule-{rule}", plan.language),
        amount=_amount(plan, agenda, rule),
        weight=show_number(agenda.question.problem.soft[rule].weight, plan.language),
        cost=show_number(cost, plan.language),
        share=round(100 * cost / audit.cost, 1) if audit.cost else 0.0,
    )


def _amount(plan: Plan, agenda: AgendaPlan, rule: str) -> str:
    """Needs count in slots and weigh by their minutes: both are told, or minutes alone where slots say nothing."""
    audit = agenda.result.audit
    slots = say(f"amount-{AGENDA_CARDS[rule].unit}", plan.language, amount=audit.amount_by_rule[rule])
    if rule not in NEED_RULES:
        return slots
    minutes = sum(one.amount * one.factor for one in audit.penalties if one.rule == rule)
    key = "report-agenda-minutes" if rule in IN_MINUTES or not minutes else "report-agenda-slots-and-minutes"
    return say(key, plan.language, slots=slots, minutes=minutes)
