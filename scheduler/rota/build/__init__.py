"""From the practice file to the numbers a rota is judged on."""

from scheduler.rota.build.problem import build_problem

__all__ = ["build_problem"]
