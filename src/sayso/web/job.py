"""Pages being taken in: one job at a time, in a thread of its own, and what it has done so far for whoever listens."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from sayso.case import Case, Progress
from sayso.errors import SaysoError
from sayso.model import record_id
from sayso.show.problem import tell_problem
from sayso.web.desk import Busy, Desk


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: `event` is step, done or error."""

    event: str
    data: Mapping[str, Any]


@dataclass
class Job:
    """`told` only grows, so that a listener who comes late hears it all."""

    id: str
    told: list[Told] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return bool(self.told) and self.told[-1].event != "step"


PROBLEMS = "select coalesce(path, page) as file, message from problems left join pages on pages.id = problems.page order by 1"


def problems_of(case: Case, names: tuple[str, ...]) -> list[str]:
    """What could not be read or understood in these files, or in what they hold, each under its name."""
    return [
        f"{row['file']}: {tell_problem(row['message'])}" for row in case.sql(PROBLEMS) if str(row["file"]).startswith(names)
    ]


class Intake:
    """The jobs of one workbench: the latest is the one that is listened to."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.latest: Job | None = None
        self._starting = Lock()

    def start(self, folder: Path) -> Job:
        """Takes in all files of the folder, and removes it when that is done. Raises Busy while another job runs."""
        with self._starting:
            if self.latest is not None and not self.latest.is_over:
                raise Busy("pages are being taken in; add more when that is done")
            self.latest = job = Job(record_id("job", folder.name))
        Thread(target=self.run, args=(job, folder), daemon=True).start()
        return job

    def run(self, job: Job, folder: Path) -> None:
        def step(progress: Progress) -> None:
            job.told.append(Told("step", {"job": job.id, **asdict(progress)}))

        try:
            with self.desk.writing() as case:
                names = tuple(file.name for file in folder.iterdir())
                counts = case.run([folder], tell=step)
                done = {"job": job.id, "version": case.version, "counts": asdict(counts), "problems": problems_of(case, names)}
                told = Told("done", {**done, "new_pages": counts.new_pages, "same_pages": counts.same_pages})
        except SaysoError as error:
            told = Told("error", {"job": job.id, "error": str(error)})
        except BaseException:
            job.told.append(Told("error", {"job": job.id, "error": "it broke off: the terminal of `sayso web` says why"}))
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        job.told.append(told)
