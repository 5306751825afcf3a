"""`result.json`: how the search ended, what the rota costs and what it breaks."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from scheduler.practice import Practice
from scheduler.rota.audit import Audit
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rules import CARDS
from scheduler.rota.sentences import sentence

if TYPE_CHECKING:
    from api.export.plan import Plan

Json = dict[str, Any]


def result_paper(plan: Plan) -> Json:
    """The whole of `result.json`."""
    result, problem = plan.result, plan.problem
    return {
        "status": result.status.value,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "cost_by_tier": _by_tier(plan.audit.cost_by_tier),
        "bound_by_tier": _by_tier(result.bound_by_tier),
        "gap_by_tier": _by_tier(result.gap_by_tier),
        "seconds": round(result.seconds, 3),
        "first_rota_seconds": None if result.first_rota_seconds is None else round(result.first_rota_seconds, 3),
        "stopped": result.stopped,
        "seed": plan.seed,
        "versions": versions(),
        "practice": problem.practice,
        "from": problem.first_day.isoformat(),
        "weeks": problem.weeks,
        **judgement(plan.audit, problem, plan.practice, plan.language),
    }


def audit_paper(audit: Audit, problem: RotaProblem, practice: Practice, language: str) -> Json:
    """What `creneau audit --json` prints."""
    return {
        "valid": audit.valid,
        "cost": audit.cost,
        "cost_by_tier": _by_tier(audit.cost_by_tier),
        "practice": problem.practice,
        "from": problem.first_day.isoformat(),
        "weeks": problem.weeks,
        **judgement(audit, problem, practice, language),
    }


def judgement(audit: Audit, problem: RotaProblem, practice: Practice, language: str) -> Json:
    """Cost by rule in natural units, violations of hard rules and penalties of soft ones, each with its sentence."""
    return {
        "cost_by_rule": cost_by_rule(audit, problem),
        "amount_by_rule": dict(audit.amount_by_rule),
        "violations": list(findings(audit.violations, problem, practice, language)),
        "penalties": list(findings(audit.penalties, problem, practice, language)),
    }


def cost_by_rule(audit: Audit, problem: RotaProblem) -> Json:
    """For each soft rule: amount, its unit, the weight of one unit, the tier and the cost."""
    return {
        rule: {
            "amount": audit.amount_by_rule[rule],
            "unit": CARDS[rule].unit.value,
            "weight": problem.soft[rule].weight,
            "tier": problem.soft[rule].tier,
            "cost": cost,
        }
        for rule, cost in audit.cost_by_rule.items()
    }


def findings(found: Iterable[Finding], problem: RotaProblem, practice: Practice, language: str) -> Iterable[Json]:
    """Findings with ids in place of numbers; what does not apply is null."""
    for one in found:
        yield {
            "rule": one.rule,
            "sentence": sentence(one, problem, practice, language),
            "practitioner": None if one.person is None else problem.people[one.person].key,
            "date": None if one.day is None else problem.date_of(one.day).isoformat(),
            "site": None if one.site is None else problem.sites[one.site],
            "template": None if one.template is None else problem.templates[one.template].key.partition("@")[0],
            "amount": one.amount,
            "factor": one.factor,
        }


def versions() -> dict[str, str]:
    """What computed the answer."""
    return {"creneau": version("creneau"), "ortools": version("ortools"), "python": platform.python_version()}


def in_json(paper: Json) -> bytes:
    """JSON as people read it: indented, in UTF-8, ended by a line break."""
    return (json.dumps(paper, ensure_ascii=False, indent=2) + "\n").encode()


def _by_tier(figures: Any) -> dict[str, Any]:
    return {str(tier): figures[tier] for tier in sorted(figures)}
