"""The days of a case walked once somebody asks for one of them: by a process of its own, so that no answer waits for it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any


@dataclass
class Walker:
    """At most one walk at a time, and of one state of the case one: what could not be kept is not tried again as it is.

    `latest` is the last step that was told of: `done` of `total` days, or that all are `walked`.
    """

    path: Path
    latest: dict[str, Any] | None = None
    tried: str | None = None
    process: subprocess.Popen[str] | None = None
    _starting: Lock = field(default_factory=Lock)

    def start(self, version: str) -> bool:
        """Whether the days are being walked by now."""
        with self._starting:
            if self.process is None and self.tried != version:
                self.tried = version
                command = [sys.executable, "-m", "sayso", "past", "--json", "--case", str(self.path)]
                self.process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
                )
                Thread(target=self.follow, args=(self.process,), daemon=True).start()
            return self.process is not None

    def follow(self, process: subprocess.Popen[str]) -> None:
        with process:
            for line in process.stderr or ():
                # What is no step is why it stopped, which `sayso past` says too.
                if line.startswith("{"):
                    self.latest = json.loads(line)
        if process.returncode == 0:
            self.latest = {"walked": True}
        self.process = None

    def stop(self) -> None:
        process = self.process
        if process is not None:
            process.terminate()
            process.wait()
