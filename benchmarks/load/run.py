"""All of it: a service with several workers, clients in processes of their own, faults under way, and the check."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import httpx
import psycopg

from benchmarks.load import hot
from benchmarks.load.check import Finding, check_all
from benchmarks.load.client import PATIENTS, Wanted
from benchmarks.load.crowd import Crowd, let_live
from benchmarks.load.faults import Fault, faults_of
from benchmarks.load.journal import Told, read_journals, told_by
from benchmarks.load.opening import open_period
from benchmarks.load.service import Database, Service, a_database
from scheduler.booking.publishing import publication_of
from scheduler.booking.times import instant
from scheduler.zones import zone_of

SCOPES = ("slots:read", "appointments:read", "appointments:write", "patients:write")
PAUSE = 0.02
LONGEST_LULL = 120.0
"""Seconds without any attempt after which the clients are taken for stuck."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much load, and what goes wrong. `workers`: processes of the service; `crowds`: processes of clients."""

    attempts: int
    clients: int = 200
    workers: int = 2
    crowds: int = 2
    kills: int = 2
    restarts: int = 1
    seed: int = 1


SHORT = Plan(attempts=3_000, clients=120, kills=2, restarts=1)
LONG = Plan(attempts=1_000_000, clients=400, kills=24, restarts=8)


@dataclass(frozen=True)
class Outcome:
    """What the clients were told, what was found wrong, the faults that happened, and the seconds it took."""

    told: Told
    findings: Sequence[Finding]
    happened: Mapping[str, int]
    seconds: float


class StuckError(Exception):
    """The clients were not answered any more."""


def run(plan: Plan, today: date, on_fault: Callable[[str], None] = lambda _: None, keep: Path | None = None) -> Outcome:
    """Start everything, let the clients live, and check what is left; `keep`: a folder for journals and logs."""
    with a_database() as database:
        practice = hot.hot_practice(today)
        key = database.key(hot.PRACTICE, SCOPES)
        open_period(database.url, publication_of(practice.practice, practice.rota, practice.agenda))
        with Service(database, plan.workers) as service:
            _know_patients(service, key)
            began = time.monotonic()
            crowds = _crowds(plan, service, key, practice)
            happened = _live(plan, crowds, faults_of(service, plan.kills, plan.restarts, plan.seed), on_fault)
            seconds = time.monotonic() - began
        if keep is not None:
            _keep(database.folder, keep)
        told = told_by(read_journals(crowd.journal for crowd in crowds))
        return Outcome(told, _findings(database, told), happened, seconds)


def _keep(folder: Path, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    for file in (*folder.glob("*.jsonl"), *folder.glob("*.log")):
        shutil.copy(file, keep)


def _know_patients(service: Service, key: str) -> None:
    host, port = service.address
    with httpx.Client(base_url=f"http://{host}:{port}", headers={"authorization": f"Bearer {key}"}) as client:
        for number in range(PATIENTS):
            facts = {"category": hot.CATEGORY, "own_doctor": hot.DOCTORS[number % len(hot.DOCTORS)]}
            client.put(f"/patients/p-{number}", json=facts).raise_for_status()


def _crowds(plan: Plan, service: Service, key: str, practice: hot.Hot) -> list[Crowd]:
    wanted = tuple(_wanted(practice))
    days = tuple(map(str, practice.days))
    return [
        Crowd(
            number=number,
            clients=plan.clients // plan.crowds,
            address=service.address,
            key=key,
            category=hot.CATEGORY,
            wanted=wanted,
            days=days,
            seed=plan.seed,
            journal=service.database.folder / f"journal-{number}.jsonl",
        )
        for number in range(plan.crowds)
    ]


def _wanted(practice: hot.Hot) -> list[Wanted]:
    zone = zone_of(practice.practice.practice)
    return [
        Wanted(one.practitioner, instant(zone, one.day, one.minute).isoformat(), one.motive)
        for one in hot.starts_of(practice)
    ]


@dataclass
class _Living:
    """The processes of clients, and the attempts left to them."""

    processes: Sequence[BaseProcess]
    left: Synchronized[int]
    attempts: int
    _seen: tuple[int, float] = field(default_factory=lambda: (0, time.monotonic()))

    @property
    def share(self) -> float:
        """The share of all attempts that was taken."""
        return 1 - max(0, self.left.value) / self.attempts

    @property
    def alive(self) -> bool:
        """Whether any client lives; `StuckError` if nothing happens, or if a process failed."""
        if any(process.exitcode for process in self.processes):
            raise StuckError("a process of clients failed")
        if self._seen[0] != self.left.value:
            self._seen = (self.left.value, time.monotonic())
        elif time.monotonic() - self._seen[1] > LONGEST_LULL:
            raise StuckError("the clients were not answered any more")
        return any(process.is_alive() for process in self.processes)


def _live(
    plan: Plan, crowds: Sequence[Crowd], faults: Sequence[Fault], on_fault: Callable[[str], None]
) -> Mapping[str, int]:
    """Let all clients live, and the faults happen when their share of the attempts is taken."""
    context = multiprocessing.get_context("spawn")
    left: Synchronized[int] = context.Value("q", plan.attempts)
    happened: Counter[str] = Counter()
    waiting = list(faults)
    with ExitStack() as stack:
        processes = [context.Process(target=let_live, args=(crowd, left), daemon=True) for crowd in crowds]
        for process in processes:
            process.start()
            stack.callback(process.terminate)
        living = _Living(processes, left, plan.attempts)
        while living.alive:
            if waiting and living.share >= waiting[0].at:
                fault = waiting.pop(0)
                on_fault(f"{living.share:.0%}: {fault.name}")
                fault.happen()
                happened[fault.name] += 1
            time.sleep(PAUSE)
    return dict(happened)


def _findings(database: Database, told: Told) -> list[Finding]:
    with psycopg.connect(database.url) as connection:
        findings = check_all(connection, told)
    unsound = database.verify()
    return findings + ([Finding("creneau db verify", 1, (unsound,))] if unsound else [])
