"""What building a case needs: the data of one size, our program, and stores made once."""
import subprocess

from data import remove_store
from peers import duckdb


class Bench:
    def __init__(self, data, calltally, small):
        self.data = data
        self.calltally = calltally
        # The data that peers too slow for more are given.
        self.small = small

    def store(self):
        """Our store with all attempts in it, imported by the first case that asks."""
        path = self.data.scratch("base.sqlite")
        if not path.exists():
            self._run(self.calltally.import_(self.data.input("wrapped.ndjson"), path))
        return path

    def duckdb_store(self):
        """DuckDB's table in its best shape: the instant that counts is a column of its own."""
        selection = duckdb.read_wrapped(self.data.input("wrapped.ndjson"))
        return self._duckdb("base.duckdb", duckdb.create_table(
            f"SELECT *, coalesce(startedAt, createdAt) AS moment FROM ({selection})"))

    def keyed_duckdb_store(self):
        """DuckDB's table under a PRIMARY KEY, which newer rows can replace."""
        selection = duckdb.read_wrapped(self.data.input("wrapped.ndjson"))
        return self._duckdb("keyed.duckdb", duckdb.create_keyed_table(), duckdb.insert(selection))

    def _duckdb(self, name, *statements):
        path = self.data.scratch(name)
        if not path.exists():
            self._run(duckdb.command_line(path, *statements))
        return path

    @staticmethod
    def _run(arguments):
        subprocess.run([str(one) for one in arguments], check=True, stdout=subprocess.DEVNULL)


def fresh(path):
    """What to prepare where a store must not be there yet."""
    return lambda: remove_store(path)
