"""The gate through which files come in: practices with their includes, rotas and ledgers; every problem at once."""

from scheduler.files.includes import schema
from scheduler.files.papers import PreviousRota, read_agendas, read_ledger, read_previous_rota, read_rota
from scheduler.files.practice_file import read_practice
from scheduler.files.problems import BadInput, InputProblem, Place
from scheduler.files.starter import write_starter
from scheduler.files.summary import Summary, describe

__all__ = [
    "BadInput",
    "InputProblem",
    "Place",
    "PreviousRota",
    "Summary",
    "describe",
    "read_agendas",
    "read_ledger",
    "read_practice",
    "read_previous_rota",
    "read_rota",
    "schema",
    "write_starter",
]
