"""Archives of pg_dump from pipes, as folders with other compressions, cut off, and beside others."""
import gzip
import shutil
import subprocess
import unittest

from support import FIXTURES, AcceptanceTest, samples

ARCHIVES = FIXTURES / "archives"
FILES = ["archive.backup", "plain.backup", "piped.backup", "inserts.backup", "archive.tar.gz"]


class ArchivesTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.expected = self.store(FIXTURES / "forms" / "copy.sql").export("csv")

    def test_from_a_pipe_all_of_which_is_read(self):
        for name in FILES:
            with self.subTest(name=name):
                store = self.store()
                # More behind it than a pipe holds: who writes must not find its reader gone.
                padding = bytes(1 << 20) if name.endswith(".backup") else b""
                path = self.folder / name
                path.write_bytes((ARCHIVES / name).read_bytes() + padding)
                with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as writer:
                    result = store.run("import", "--quiet", "-", stdin=writer.stdout)
                self.assertEqual((result.stderr, writer.returncode), ("", 0))
                self.assertEqual(store.export("csv"), self.expected)

    def test_all_seven_tables(self):
        for name in [*FILES, "folder"]:
            with self.subTest(name=name):
                records = self.store().load(ARCHIVES / name)["records"]
                self.assertEqual(
                    {kind: counts["inserted"] for kind, counts in records.items()},
                    {"calls": 17, "policies": 6, "rules": 15, "team_members": 1, "users": 1,
                     "projects": 1})

    def test_folder_is_one_input_however_it_is_compressed(self):
        commands = {"": None, ".zst": ["zstd", "-q"], ".lz4": ["lz4", "-q"]}
        for suffix, command in commands.items():
            if command and not shutil.which(command[0]):
                continue
            with self.subTest(suffix=suffix):
                folder = self.folder / f"backups{suffix}" / "monday"
                shutil.copytree(ARCHIVES / "folder", folder)
                for path in folder.glob("*.dat.gz"):
                    plain = folder / path.name[:-3]
                    plain.write_bytes(gzip.decompress(path.read_bytes()))
                    path.unlink()
                    if command:
                        subprocess.run([*command, plain, f"{plain}{suffix}"] if suffix == ".lz4"
                                       else [*command, plain], check=True)
                        plain.unlink()
                store = self.store()
                counters = store.load(folder.parent)
                self.assertEqual(len(counters["sources"]), 1)
                self.assertEqual(store.export("csv"), self.expected)

    def test_folder_without_a_file(self):
        folder = self.folder / "folder"
        shutil.copytree(ARCHIVES / "folder", folder)
        largest = max(folder.glob("*.dat.gz"), key=lambda path: path.stat().st_size)
        largest.unlink()
        result = self.store().run("import", folder, status=3)
        self.assertIn(largest.name[:-3], result.stderr)
        self.assertIn("which is not there", result.stderr)

    def test_table_of_contents_alone(self):
        toc = (ARCHIVES / "folder" / "toc.dat").read_bytes()
        result = self.store().run("import", "-", input=toc, encoding=None, status=3)
        self.assertIn(b"import the folder", result.stderr)

    def test_cut_anywhere(self):
        for name in ["plain.backup", "inserts.backup"]:
            archive = (ARCHIVES / name).read_bytes()
            for length in range(40, len(archive), len(archive) // 7):
                with self.subTest(name=name, length=length):
                    cut = self.folder / "cut.backup"
                    cut.write_bytes(archive[:length])
                    counters = self.store().load(cut, status=(0, 3))
                    whole = {"attempts": 36, "calls": 17, "policies": 6, "rules": 15}
                    found = {"attempts": counters["inserted"]} | {
                        kind: counts["inserted"] for kind, counts in counters["records"].items()}
                    if any(found.get(kind) != count for kind, count in whole.items()):
                        self.assertGreater(counters["rejected"], 0)

    def test_archive_of_a_real_server(self):
        folder = samples() / "pg"
        stores = [self.store(folder / name) for name in ("tables.custom.dump", "tables.copy.sql")]
        self.assertEqual(*[store.export("csv") for store in stores])

    def test_strict_stops_before_anything_is_kept(self):
        cut = self.folder / "cut.backup"
        cut.write_bytes((ARCHIVES / "plain.backup").read_bytes()[:-9000])
        result = self.store().run("import", cut, "--strict", status=1)
        self.assertIn("nothing was imported", result.stderr)


if __name__ == "__main__":
    unittest.main()
