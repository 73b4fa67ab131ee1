"""libxlsxwriter from C, compiled here from libxlsxwriter.c."""
import pathlib
import subprocess

NAME = "libxlsxwriter"
SOURCE = pathlib.Path(__file__).with_suffix(".c")
VERSION = ["/bin/sh", "-c", "pkg-config --modversion xlsxwriter"]


def compile(folder):
    program = folder / "libxlsxwriter"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run(["cc", "-O2", "-o", program, SOURCE, "-lxlsxwriter"], check=True)
    return program
