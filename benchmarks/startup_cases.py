"""Starting: how long it takes to say which version this is."""
from case import Case, Contender
from measure import Command
from peers import duckdb


def version(bench):
    return Case(
        "version", "Start-up: print the version",
        Contender("calltally", Command([bench.calltally.binary, "--version"])),
        [Contender(
            "duckdb -version", Command(duckdb.VERSION),
            targets=((bench.data.size, 0.35),))])


CASES = {"version": version}
