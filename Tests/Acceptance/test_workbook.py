"""Reads a workbook of the finished program back with openpyxl.

Run with CALLTALLY set to the program's path, and openpyxl installed:

    CALLTALLY=.build/release/calltally python3 -m unittest Tests/Acceptance/test_workbook.py
"""

import csv
import os
import pathlib
import subprocess
import tempfile
import unittest
from datetime import datetime, timedelta
from decimal import Decimal

try:
    import openpyxl
except ImportError:
    openpyxl = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CALLTALLY")
RECORDS = os.environ.get("CALLTALLY_RECORDS", str(ROOT / "fixtures"))


def number(value):
    """A cell as the CSV has it: durations are seconds there."""
    if isinstance(value, timedelta):
        return Decimal(value // timedelta(microseconds=100)) / 10_000
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


@unittest.skipUnless(PROGRAM, "CALLTALLY is not set")
@unittest.skipUnless(openpyxl, "openpyxl is not installed")
class WorkbookTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.store = cls.path("store.sqlite")
        # Fixtures hold bad records on purpose, which is exit status 3.
        cls.run_program("import", RECORDS, statuses=(0, 3))
        cls.project = cls.first_project()
        cls.report("report.xlsx")
        cls.report("report.csv")
        cls.formulas = openpyxl.load_workbook(cls.path("report.xlsx"))
        cls.values = openpyxl.load_workbook(cls.path("report.xlsx"), data_only=True)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    @classmethod
    def run_program(cls, *arguments, statuses=(0,)):
        done = subprocess.run(
            [PROGRAM, *arguments, "--store", cls.store],
            capture_output=True, text=True, check=False)
        if done.returncode not in statuses:
            raise AssertionError(f"{arguments}: status {done.returncode}\n{done.stderr}")
        return done.stdout

    @classmethod
    def first_project(cls):
        """The project with the most attempts, so that the report is one somebody would read."""
        text = cls.run_program("report", "--by", "project", "--metrics", "attempts",
                               "--format", "csv")
        rows = [row for row in csv.DictReader(text.splitlines()) if row["project_id"]]
        return max(rows, key=lambda row: int(row["attempts"]))["project_id"]

    @classmethod
    def report(cls, name):
        cls.run_program("report", "--by", "user", "--metrics", "all", "--project", cls.project,
                        "--from", "2000-01-01", "--to", "2100-01-01",
                        "--output", cls.path(name))

    def table(self, book):
        return book[book.sheetnames[1]]

    def rows_of_csv(self):
        with open(self.path("report.csv"), encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def test_the_sheets_people_expect_are_there(self):
        names = self.formulas.sheetnames
        self.assertEqual(names[0], "Summary")
        self.assertEqual(names[-2:], ["Definitions", "About"])

    def test_rows_agree_with_the_csv_file(self):
        header, *rows = self.rows_of_csv()
        sheet = self.table(self.values)
        self.assertEqual(sheet.max_column, len(header))
        self.assertEqual(sheet.max_row, 1 + len(rows) + 1)
        for line, row in enumerate(rows, start=2):
            for column, text in enumerate(row, start=1):
                cell = sheet.cell(line, column).value
                with self.subTest(row=line, column=header[column - 1]):
                    if cell is None or text == "":
                        self.assertEqual((cell, text), (None, ""))
                    elif isinstance(cell, str):
                        self.assertIn(text, (cell, "'" + cell))
                    else:
                        self.assertAlmostEqual(number(cell), Decimal(text), places=3)

    def test_totals_are_formulas_with_cached_values(self):
        formulas, values = self.table(self.formulas), self.table(self.values)
        last = formulas.max_row
        count = 0
        for column in range(1, formulas.max_column + 1):
            formula = formulas.cell(last, column).value
            if not isinstance(formula, str) or not formula.startswith("="):
                continue
            count += 1
            cached = values.cell(last, column).value
            self.assertIsNotNone(cached)
            if formula.startswith("=SUM("):
                cells = [values.cell(row, column).value for row in range(2, last)]
                known = [number(cell) for cell in cells if cell is not None]
                self.assertAlmostEqual(sum(known), number(cached), places=3)
        self.assertGreater(count, 0)

    def test_no_cell_holds_a_formula_but_totals_and_the_summary(self):
        sheet = self.table(self.formulas)
        for row in sheet.iter_rows(min_row=2, max_row=sheet.max_row - 1):
            for cell in row:
                self.assertNotEqual(cell.data_type, "f", cell.coordinate)

    def test_the_sheet_is_set_up_for_reading_and_printing(self):
        sheet = self.table(self.formulas)
        self.assertIsNotNone(sheet.freeze_panes)
        self.assertTrue(sheet.auto_filter.ref.startswith("A1:"))
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertEqual(sheet.print_title_rows, "$1:$1")

    def test_attempts_have_real_dates_and_texts(self):
        self.run_program("export", "--project", self.project, "--from", "2000-01-01",
                         "--to", "2100-01-01", "--output", self.path("attempts.xlsx"))
        book = openpyxl.load_workbook(self.path("attempts.xlsx"))
        sheet = book[book.sheetnames[1]]
        kinds = {type(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row}
        self.assertIn(datetime, kinds)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                self.assertNotEqual(cell.data_type, "f", cell.coordinate)

    def test_the_same_store_gives_the_same_bytes(self):
        self.report("again.xlsx")
        first = pathlib.Path(self.path("report.xlsx")).read_bytes()
        self.assertEqual(first, pathlib.Path(self.path("again.xlsx")).read_bytes())


if __name__ == "__main__":
    unittest.main()
