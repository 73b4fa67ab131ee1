"""Runs one command as a process of its own and says what the kernel counted for it."""
import os
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """What is run; `prepare` comes before it and is not timed, `output` receives what it prints."""

    arguments: list
    prepare: object = None
    input: object = None
    output: object = None


@dataclass(frozen=True)
class Measurement:
    wall_seconds: float
    peak_megabytes: float


class CommandFailed(Exception):
    pass


def measure(command, log):
    """Whole-process wall time and peak resident memory, children included."""
    if command.prepare:
        command.prepare()
    arguments = [str(argument) for argument in command.arguments]
    output = command.output or os.devnull
    # Opened before the clock starts: creating files is the harness's work.
    with open(command.input or os.devnull, "rb") as stdin, open(output, "wb") as stdout, \
            open(log, "wb") as stderr:
        actions = [(os.POSIX_SPAWN_DUP2, file.fileno(), descriptor)
                   for descriptor, file in enumerate((stdin, stdout, stderr))]
        started = time.perf_counter()
        process = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - started
    if status != 0:
        with open(log, encoding="utf-8", errors="replace") as file:
            message = file.read()[-1000:].strip()
        code = os.waitstatus_to_exitcode(status)
        raise CommandFailed(f"{subprocess.list2cmdline(arguments)[:300]}: exit {code}: {message}")
    return Measurement(wall, usage.ru_maxrss / 1000 * 1.024)
