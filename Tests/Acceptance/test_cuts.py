"""Every form cut off and damaged anywhere: what is wrong is told, and what is whole is kept."""
import json
import os
import pathlib
import random
import re
import unittest

from population_test import SEED, PopulationTest

CUTS = int(os.environ.get("CALLTALLY_CUTS", "2"))
DAMAGES = int(os.environ.get("CALLTALLY_DAMAGES", "2"))

# Forms of rows one behind another: cut between two of them, nothing is missing that anybody knows of.
ENDLESS = ("csv", "tsv", "psql --csv", "copy without", "query console", "api csv", "spreadsheet",
           "row_to_json", "to_jsonb", "ndjson", "items, one after")
# One byte of these is more than one row.
COMPRESSED = ("gzip", "zstd", "lz4", "custom", "folder", "tar")
# What damage may cost more rows in: the head of a statement with many, and a text that becomes a
# statement where a quote is missing.
HEAD = re.compile(rb"INSERT INTO [^(]*(\([^()]*\) )?VALUES\s|COPY [^(]*\([^()]*\) FROM|COPY x FROM stdin")
FIELDS = ["call_id", "project_id", "user_id", "rule_id", "number", "status", "status_message",
          "is_answered", "created_at", "updated_at", "started_at", "ended_at", "dial_seconds"]


def is_one(name, prefixes):
    return name.startswith(prefixes) or name.endswith(prefixes)


class CutsTest(PopulationTest):
    def setUp(self):
        super().setUp()
        store = self.store()
        self.take(store, "copy")
        self.whole = self.facts(store)
        self.random = random.Random(SEED)

    def facts(self, store):
        """What records alone tell, whatever others are there."""
        return {id: [row[field] for field in FIELDS] for id, row in store.attempts().items()}

    def attempts_input(self, name):
        """What a form has the attempts in, or the first of them; nothing for a database."""
        form = self.form(name)
        if form.piped is not None:
            return form.piped
        for path in map(pathlib.Path, form.inputs):
            if path.is_dir():
                continue
            if path.is_file() and (is_one(name, COMPRESSED) or self.known(path.read_bytes())):
                return path.read_bytes()
        return None

    def known(self, content):
        """Where the attempts begin, in the order they come."""
        places = {}
        for match in re.finditer(rb"[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}", content):
            id = match[0].decode().lower()
            if id in self.whole:
                places.setdefault(id, match.start())
        return places

    def run_import(self, content):
        """Imports bytes that are not as they should be; gives what is kept and what is told."""
        store = self.store()
        path = store.folder / "input"
        path.write_bytes(content)
        rejects = store.folder / "rejects.ndjson"
        result = store.run("import", path, "--json", "--rejects", rejects, encoding=None,
                           status=(0, 1, 3), environment=self.environment)
        counters = json.loads(result.stdout)
        self.warnings = counters["warnings"]
        parts = ["inserted", "updated", "unchanged", "superseded", "rejected"]
        for counts in [counters, *counters["records"].values()]:
            self.assertEqual(counts["read"], sum(counts[part] for part in parts))
        told = [json.loads(line) for line in rejects.read_text().split("\n")[:-1]] \
            if rejects.exists() else []
        self.assertEqual(result.returncode, 3 if told else 0, result.stderr)
        for reject in told:
            self.assertTrue(reject["message"])
            self.assertGreaterEqual(reject["line"], 1)
        return (self.facts(store) if counters["inserted"] else {}), told

    def check_places_in(self, content, told):
        for reject in told:
            start = reject["byte_offset"]
            if reject["record"] > 0:
                self.assertEqual(reject["line"], 1 + content[:start].count(b"\n"), reject)
            if reject["raw"] and "raw_is_exact" not in reject:
                raw = reject["raw"].encode()
                self.assertEqual(content[start:start + len(raw)], raw)

    def is_in_head(self, content, start, end):
        for match in HEAD.finditer(content, max(0, start - 2000), end + 2000):
            if match[0].startswith(b"COPY x") or match.start() <= end and start <= match.end():
                return True
        return False

    def test_cut_anywhere(self):
        for name in self.forms.make:
            content = self.attempts_input(name) if self.form(name).tells_empty else None
            if content is None:
                continue
            places = {} if is_one(name, COMPRESSED) else self.known(content)
            starts = sorted(places.values())
            for _ in range(CUTS):
                first = starts[0] if places and self.random.random() < 0.7 else 1
                length = self.random.randrange(first, len(content) - 2)
                with self.subTest(form=name, length=length, of=len(content)):
                    kept, told = self.run_import(content[:length])
                    for id, fact in kept.items():
                        self.assertEqual(fact, self.whole[id])
                    if places:
                        self.check_places_in(content[:length], told)
                        # Whole is what is followed by the beginning of the one after the next.
                        last = [start for start in starts if start < length][:-1]
                        whole = {id for id, start in places.items() if start in set(last)}
                        self.assertLessEqual(whole, set(kept))
                    if not is_one(name, ENDLESS) and content[length:].strip():
                        self.assertTrue(told)

    def test_damaged_anywhere(self):
        for name in self.forms.make:
            content = self.attempts_input(name) if self.form(name).tells_empty else None
            if content is None:
                continue
            places = {} if is_one(name, COMPRESSED) else self.known(content)
            starts = sorted(places.values())
            for _ in range(DAMAGES):
                start = self.random.randrange(starts[0], starts[-1]) if places \
                    else self.random.randrange(len(content))
                flipped = content[start] ^ 1 << self.random.randrange(8)
                byte = bytes([self.random.choice([flipped, *b"\x00\t\n\r\"',;\\{}[]0\xff"])])
                # Put in, or in the place of one or several others.
                end = start + self.random.choice([0, 1, 1, 20])
                with self.subTest(form=name, start=start, end=end, byte=byte):
                    kept, told = self.run_import(content[:start] + byte + content[end:])
                    if places and not self.is_in_head(content, start, end):
                        lost = set(places) - set(kept)
                        self.assertLessEqual(len(lost), 3, [told, lost])
                        # A key or an id that has become another one is no damage to be seen.
                        if lost and not told and not self.warnings:
                            self.assertEqual(len(kept), len(places))
                        changed = [id for id in set(places) & set(kept)
                                   if kept[id] != self.whole[id]]
                        self.assertLessEqual(len(changed), 1)


if __name__ == "__main__":
    unittest.main()
