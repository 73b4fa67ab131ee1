"""libxlsxwriter from C, compiled here from libxlsxwriter.c."""
import pathlib
import subprocess

NAME = "libxlsxwriter"
SOURCE = pathlib.Path(__file__).with_suffix(".c")
# pkg-config has the version of its binary interface.
VERSION = [
    "sh", "-c",
    "echo '#include <xlsxwriter.h>\nLXW_VERSION' | cc -E -P - | tail -n 1 | tr -d '\"'"]


def compile(folder):
    program = folder / "libxlsxwriter"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run(["cc", "-O2", "-o", program, SOURCE, "-lxlsxwriter"], check=True)
    return program
