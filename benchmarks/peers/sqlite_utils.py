"""sqlite-utils, which stores the wrapped values as JSON text."""
import pathlib
import sys

from peers import sqlite_shell

NAME = "sqlite-utils"
PROGRAM = str(pathlib.Path(sys.prefix) / "bin" / "sqlite-utils")
VERSION = [PROGRAM, "--version"]


def command_line(path, database):
    return [PROGRAM, "upsert", database, "item", path, "--nl", "--pk", "_id"]


def totals(database):
    return sqlite_shell.totals(database, updated="updatedAt->>'$.value'")
