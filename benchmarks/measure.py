"""Runs one command as a process of its own and says what the kernel counted for it."""
import os
import pathlib
import subprocess
from dataclasses import dataclass

LAUNCHER_SOURCE = pathlib.Path(__file__).with_name("launch.c")


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


class Stopwatch:
    """Starts commands through launch.c, which it compiles into a folder."""

    def __init__(self, folder):
        self.launcher = folder / "launch"
        self.log = folder / "stderr.txt"
        subprocess.run(["cc", "-O2", "-o", self.launcher, LAUNCHER_SOURCE], check=True)

    def measure(self, command):
        """Whole-process wall time and peak resident memory."""
        if command.prepare:
            command.prepare()
        arguments = [str(argument) for argument in command.arguments]
        figures, figures_end = os.pipe()
        with open(command.input or os.devnull, "rb") as stdin, \
                open(command.output or os.devnull, "wb") as stdout, \
                open(self.log, "wb") as stderr, open(figures, encoding="ascii") as reader:
            actions = [
                (os.POSIX_SPAWN_DUP2, descriptor, number) for number, descriptor in enumerate(
                    (stdin.fileno(), stdout.fileno(), stderr.fileno(), figures_end))]
            process = os.posix_spawn(
                self.launcher, ["launch", *arguments], os.environ, file_actions=actions)
            os.close(figures_end)
            text = reader.read()
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if code != 0:
            message = self.log.read_text(errors="replace")[-1000:].strip()
            words = subprocess.list2cmdline(arguments)[:300]
            raise CommandFailed(f"{words}: exit {code}: {message}")
        nanoseconds, kibibytes = map(int, text.split())
        return Measurement(nanoseconds / 1e9, kibibytes * 1024 / 1e6)
