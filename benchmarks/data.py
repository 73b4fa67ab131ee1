"""The inputs: written once by the fixture generator, kept until the generator changes."""
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "benchmarks" / ".data"
SIZES = {"100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}

# What a folder of one size comes to with every input, store and export in it.
BYTES_PER_ATTEMPT = 6_000
RESERVE_BYTES = 4_000_000_000

# A year of one project with enough people for groups to be worth sorting.
POPULATION = ["--seed", "42", "--users", "200", "--from", "2026-01-01", "--to", "2027-01-01"]
INPUTS = {
    "wrapped.ndjson": ["--form", "ndjson"],
    "plain.ndjson": ["--form", "ndjson-plain"],
    "wrapped.ndjson.gz": ["--form", "ndjson"],
    "wrapped.ndjson.zst": ["--form", "ndjson"],
    "changed.ndjson": ["--form", "ndjson", "--changed", "1"],
    "pages": ["--form", "api-pages", "--page-size", "100"],
    "tables.sql": ["--form", "copy"],
    "few-tables.sql": ["--form", "copy", "--attempts", "5000"],
}


class NotEnoughSpace(Exception):
    pass


class Data:
    """The folder of one size: inputs by name, and a place for what contenders write."""

    def __init__(self, size, generator):
        self.size = size
        self.attempts = SIZES[size]
        self.folder = DATA / size
        self.generator = generator
        self._start_afresh_if_generator_changed()
        self._check_space()

    def input(self, name):
        return self.made(name, lambda unfinished: subprocess.run(
            [self.generator, *POPULATION, *INPUTS[name], "--output", str(unfinished),
             *([] if "--attempts" in INPUTS[name] else ["--attempts", str(self.attempts)])],
            check=True))

    def made(self, name, make):
        """A file of the folder, made where it is not there yet."""
        path = self.folder / name
        if not path.exists():
            # A run that was interrupted must not leave half an input behind.
            unfinished = self.folder / ("unfinished-" + name)
            remove(unfinished)
            make(unfinished)
            unfinished.rename(path)
        return path

    def scratch(self, name):
        folder = self.folder / "scratch"
        folder.mkdir(exist_ok=True)
        return folder / name

    def remove_scratch(self):
        remove(self.folder / "scratch")

    def _start_afresh_if_generator_changed(self):
        tree = subprocess.run(
            ["git", "rev-parse", "HEAD:fixtures/generator"], cwd=ROOT, check=True, text=True,
            capture_output=True).stdout + " ".join(POPULATION)
        stamp = self.folder / "generator"
        if not stamp.exists() or stamp.read_text() != tree:
            remove(self.folder)
            self.folder.mkdir(parents=True)
            stamp.write_text(tree)
        self.remove_scratch()

    def _check_space(self):
        there = sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())
        needed = self.attempts * BYTES_PER_ATTEMPT + RESERVE_BYTES - there
        free = shutil.disk_usage(self.folder).free
        if free < needed:
            raise NotEnoughSpace(
                f"{self.folder}: {free / 1e9:.0f} GB are free, size {self.size} needs "
                f"{needed / 1e9:.0f} GB; make room or choose a smaller --size")


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_store(path):
    """A database with whatever its engine keeps beside it."""
    for suffix in ("", ".lock", ".wal", "-journal", "-wal", "-shm"):
        remove(path.with_name(path.name + suffix))


def copy_store(source, target):
    """A fresh copy of a database, on the disk before the clock starts."""
    remove_store(target)
    shutil.copyfile(source, target)
    with open(target, "rb") as file:
        os.fsync(file.fileno())


def warm(path):
    """Reads a file, or all files of a folder, into the page cache."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        with open(file, "rb", buffering=0) as opened:
            while opened.read(1 << 20):
                pass
