"""What tests of a population in all its forms share: the database it is in, and the forms made."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from forms import Forms
from population import ITEMS, Population
from postgres_test import PostgresTest
from server import SCHEMA

SEED = int(os.environ.get("CALLTALLY_SEED", "4"))
VIEWS = ["users", "projects", "policies", "rules", "calls"]


class PopulationTest(PostgresTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.population = Population(SEED)
        cls.server.sql("postgres", "CREATE DATABASE population")
        for text in (SCHEMA.read_text(), SCHEMA.with_name("foreign.sql").read_text(),
                     cls.population.sql(), "VACUUM ANALYZE"):
            cls.server.sql("population", text)
        cls.server.grant("population")
        cls.inputs = pathlib.Path(tempfile.mkdtemp(prefix="calltally-forms-"))
        cls.addClassCleanup(shutil.rmtree, cls.inputs)
        cls.forms = Forms(cls.server, "population", cls.population, cls.inputs)
        cls.made = {}

    def form(self, name):
        if name not in self.made:
            self.made[name] = self.forms.make[name]()
        return self.made[name]

    def take(self, store, name):
        """Imports a form; gives what the store has then, and the counters."""
        form = self.form(name)
        rejects = store.folder / "rejects.ndjson"
        result = store.run(
            "import", *form.inputs, "--json", "--rejects", rejects, encoding=None, input=form.piped,
            environment=self.environment, status=3 if form.refuses else 0)
        counters = json.loads(result.stdout)
        self.rejects = [json.loads(line) for line in rejects.read_text().split("\n")[:-1]] \
            if form.refuses else []
        self.assertEqual(len(self.rejects), len(self.population.bad) if form.refuses else 0, name)
        return counters

    def image(self, store, form):
        """What is exported and, where the form tells all of it, what is known of the rest."""
        views = VIEWS if form.whole else []
        image = [store.export("csv")] + [
            store.run("query", f"SELECT * FROM {view} ORDER BY id", "--format", "csv").stdout
            for view in views]
        return image if form.tells_empty else [one.replace('""', "") for one in image]

    def check_places(self, name):
        """What is refused is told with the line and the byte it begins at."""
        bad = {row["_id"] for row in self.population.bad}
        for reject in self.rejects:
            content = self.content(name, reject["source"])
            start, raw = reject["byte_offset"], reject["raw"].encode()
            self.assertEqual(content[start:start + len(raw)], raw)
            self.assertEqual(reject["line"], 1 + content[:start].count(b"\n"))
            found = {one for one in bad if one.encode() in raw}
            self.assertEqual(len(found), 1, raw)
            bad -= found

    def content(self, name, source):
        """The bytes in which the places of a source are."""
        if source == "-" and not name.startswith("custom"):
            return self.form(name).piped
        if "#" in source or source.startswith("postgres") or name.startswith("folder"):
            return self.data(name)
        path = pathlib.Path(source)
        for program in ("gzip", "zstd", "lz4"):
            if name.endswith(program):
                return subprocess.run([program, "-dc", path], capture_output=True, check=True).stdout
        return path.read_bytes()

    def data(self, name):
        """What an archive has of the attempts: their rows, or the statements with them."""
        if "inserts" not in name:
            content = self.forms.dump("--data-only")
            start = content.index(f'\nCOPY public."{ITEMS}" (_id, "createdAt"'.encode()) + 1
            start = content.index(b"\n", start) + 1
        else:
            options = ["--column-inserts", "--rows-per-insert=9"] if "column" in name else ["--inserts"]
            content = self.forms.dump("--data-only", *options)
            start = content.index(f'INSERT INTO public."{ITEMS}"'.encode())
        return content[start:]
