"""What the figures were taken on, and with which versions."""
import os
import pathlib
import platform
import subprocess

from data import ROOT
from peers import duckdb, libxlsxwriter, sqlite_shell, sqlite_utils, xlsxwriter_python


def describe(calltally):
    facts = {
        "Machine": f"{_processor()}, {os.cpu_count()} cores, {_memory_gigabytes()} GB, "
                   f"{_distribution()}, Linux {platform.release()}",
        "Load when this was written": f"{os.getloadavg()[1]:.1f} (5 minutes; alone it is about 1)",
        "calltally": _output([calltally.binary, "--version"]),
    }
    for peer in (duckdb, sqlite_shell, sqlite_utils, libxlsxwriter, xlsxwriter_python):
        facts[peer.NAME] = _output(peer.VERSION)
    return facts


def commit():
    """The last commit that changed the program; a plus sign where changes are not committed."""
    sources = ["--", "Sources", "Package.swift"]
    name = _output(["git", "-C", str(ROOT), "log", "-1", "--format=%h", "--abbrev=10", *sources])
    changes = _output(["git", "-C", str(ROOT), "status", "--porcelain", *sources])
    return name + ("+" if changes else "")


def _output(arguments):
    return subprocess.run(
        arguments, check=True, capture_output=True, text=True).stdout.strip()


def _line(path, prefix):
    for line in pathlib.Path(path).read_text().splitlines():
        if line.startswith(prefix):
            return line[len(prefix):].strip(" \t:=\"")
    return "unknown"


def _processor():
    return _line("/proc/cpuinfo", "model name")


def _distribution():
    return _line("/etc/os-release", "PRETTY_NAME")


def _memory_gigabytes():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)
