"""The committed fixtures are what their generator writes."""
import filecmp
import gzip
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from support import FIXTURES, generator

GENERATED = ["september", "csv", "forms"]


def unpacked(path):
    """Contents without the packing, which may differ between versions of a library."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".zst" and shutil.which("zstd"):
        return subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout
    return path.read_bytes()


class FixturesTest(unittest.TestCase):
    def test_fixtures_generate_writes_the_committed_files(self):
        with tempfile.TemporaryDirectory(prefix="calltally-") as folder:
            subprocess.run(
                [FIXTURES / "generate", folder], check=True, capture_output=True,
                env={**os.environ, "FIXTURE_GENERATOR": generator()})
            for name in GENERATED:
                self.assert_same(FIXTURES / name, pathlib.Path(folder) / name)

    def assert_same(self, committed, generated):
        comparison = filecmp.dircmp(committed, generated)
        self.assertEqual(comparison.left_only, [], f"no longer written, in {committed}")
        self.assertEqual(comparison.right_only, [], f"not committed, in {committed}")
        for name in comparison.common_files:
            with self.subTest(file=committed / name):
                self.assertTrue(
                    unpacked(committed / name) == unpacked(generated / name),
                    "run fixtures/generate and commit what it writes")
        for name in comparison.common_dirs:
            self.assert_same(committed / name, generated / name)

    def test_committed_fixtures_stay_small(self):
        size = sum(path.stat().st_size for path in FIXTURES.rglob("*") if path.is_file())
        self.assertLess(size, 1_500_000)


if __name__ == "__main__":
    unittest.main()
