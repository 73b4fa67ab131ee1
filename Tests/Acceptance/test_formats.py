"""One report in CSV, JSON and XLSX: the same values."""
import csv
import datetime
import io
import random
import re
import shutil
import subprocess
import unittest
import zipfile
from decimal import Decimal

from support import COMPLETE_COLUMNS, FIXTURES, AcceptanceTest, metrics_for, parse

try:
    import openpyxl
except ImportError:
    openpyxl = None

BY = ["user", "rule"]
OPTIONS = ["--month", "2026-09", "--tz", "America/New_York"]


def cell_value(cell, expected):
    """What a cell means: durations in seconds, numbers as exact as a double is."""
    value = cell.value
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, datetime.time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    if isinstance(value, datetime.datetime) and isinstance(expected, (int, Decimal)):
        return (value - datetime.datetime(1899, 12, 30)).total_seconds()
    if isinstance(value, (int, float)) and "h]" in cell.number_format:
        return value * 86400
    return value


class FormatsTest(AcceptanceTest):
    def setUp(self):
        super().setUp()
        self.imported = self.store(FIXTURES / "september")
        self.outputs = {form: self.folder / f"september.{form}" for form in ("csv", "json", "xlsx")}
        self.arguments = ["--by", ",".join(BY), "--metrics", ",".join(metrics_for(BY)), *OPTIONS]
        self.imported.run(
            "report", *self.arguments,
            *(part for path in self.outputs.values() for part in ("--output", path)))
        self.json = parse(self.outputs["json"].read_text())
        self.columns = list(self.json["rows"][0])

    def test_the_csv_has_the_values_of_the_json(self):
        text = self.outputs["csv"].read_bytes().decode("utf-8")
        self.assertNotIn("\r", text)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(list(rows[0]), self.columns)
        self.assertEqual(len(rows), len(self.json["rows"]))
        for row, other in zip(rows, self.json["rows"]):
            for name, value in other.items():
                if value is None:
                    self.assertEqual(row[name], "", name)
                elif isinstance(value, str):
                    is_formula = re.match(r"[=+\-@\t\r]", value)
                    self.assertEqual(row[name], "'" + value if is_formula else value)
                else:
                    self.assertEqual(Decimal(row[name]), value, name)

    def sheet(self, **options):
        """The worksheet of the grouping, and the number of its header row."""
        book = openpyxl.load_workbook(self.outputs["xlsx"], **options)
        for sheet in book:
            for number, row in enumerate(sheet.iter_rows(max_row=12), 1):
                words = [str(cell.value).lower().replace(" ", "_") for cell in row if cell.value]
                if "attempts" in words and len(words) >= len(self.columns) - 2:
                    return sheet, number
        self.fail(f"no sheet has the columns of the report: {book.sheetnames}")

    @unittest.skipUnless(openpyxl, "needs openpyxl")
    def test_the_workbook_has_the_values_of_the_json(self):
        sheet, header = self.sheet(data_only=True)
        rows = list(sheet.iter_rows(min_row=header + 1))
        self.assertGreater(len(rows), len(self.json["rows"]), "rows and their total")
        for row, other in zip(rows, self.json["rows"]):
            self.assert_cells(row, other)
        totals = {name: self.json["totals"].get(name) for name in self.columns}
        # Above the totals may be a line of what no row shows.
        self.assertIn(len(rows) - len(self.json["rows"]), (1, 2))
        self.assert_cells(rows[-1], totals, skip=4)

    def assert_cells(self, row, expected, skip=0):
        for cell, (name, value) in list(zip(row, expected.items()))[skip:]:
            found = cell_value(cell, value)
            if isinstance(value, (int, Decimal)):
                self.assertIsNotNone(found, f"{name} in {cell.coordinate}")
                # openpyxl gives durations in milliseconds, whatever the cell holds.
                places = 3 if "h]" in cell.number_format else 6
                self.assertAlmostEqual(
                    float(found), float(value), places, f"{name} {cell.coordinate}")
            else:
                self.assertEqual(found or None, value or None, f"{name} in {cell.coordinate}")

    @unittest.skipUnless(openpyxl, "needs openpyxl")
    def test_sums_are_formulas_over_all_rows(self):
        sheet, header = self.sheet()
        total = sheet.max_row
        formulas = {sheet.cell(header, cell.column).value: cell.value for cell in sheet[total]
                    if isinstance(cell.value, str) and cell.value.startswith("=")}
        self.assertTrue(formulas)
        sums = [formula for formula in formulas.values() if "SUM" in formula]
        self.assertTrue(sums)
        for formula in sums:
            first, last = re.search(r"[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)", formula).groups()
            self.assertEqual((int(first), int(last)), (header + 1, total - 1))

    @unittest.skipUnless(openpyxl, "needs openpyxl")
    def test_text_from_outside_is_never_a_formula(self):
        book = openpyxl.load_workbook(self.outputs["xlsx"])
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotIn("HYPERLINK", str(cell.value) if cell.data_type == "f" else "")

    @unittest.skipUnless(openpyxl and shutil.which("soffice"), "needs LibreOffice")
    def test_libreoffice_computes_the_cached_totals(self):
        folder = self.folder / "recalculated"
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/profile",
             "--convert-to", "xlsx", "--outdir", str(folder), str(self.outputs["xlsx"])],
            check=True, capture_output=True, timeout=180)
        cached, header = self.sheet(data_only=True)
        recalculated = openpyxl.load_workbook(
            folder / "september.xlsx", data_only=True)[cached.title]
        for cell in cached[header + len(self.json["rows"]) + 1]:
            other = recalculated[cell.coordinate]
            value, again = cell_value(cell, 0), cell_value(other, 0)
            if isinstance(value, (int, float)):
                self.assertAlmostEqual(value, again, 6, cell.coordinate)
            else:
                self.assertEqual(value, again, cell.coordinate)

    def test_the_same_arguments_give_the_same_bytes(self):
        again = {form: self.folder / f"again.{form}" for form in self.outputs}
        self.imported.run(
            "report", *self.arguments,
            *(part for path in again.values() for part in ("--output", path)))
        for form, path in self.outputs.items():
            with self.subTest(form=form):
                self.assertEqual(path.read_bytes(), again[form].read_bytes())

    def test_the_workbook_is_a_sound_archive(self):
        with zipfile.ZipFile(self.outputs["xlsx"]) as archive:
            self.assertIsNone(archive.testzip())

    def test_exported_attempts_have_the_documented_columns(self):
        rows = list(csv.reader(io.StringIO(self.imported.export("csv"), newline="")))
        self.assertEqual(rows[0], COMPLETE_COLUMNS)
        lines = [parse(line) for line in self.imported.export("ndjson").splitlines()]
        self.assertEqual(len(lines), len(rows) - 1)
        for row, line in zip(rows[1:], lines):
            self.assertEqual(list(line), COMPLETE_COLUMNS)
            self.assertEqual(row[0], line["id"])

    def test_chosen_columns_are_those_of_the_whole_export(self):
        whole = [list(parse(line).values()) for line in self.imported.export().splitlines()]
        for seed in range(10):
            choice = random.Random(seed)
            columns = choice.sample(COMPLETE_COLUMNS, choice.randint(2, len(COMPLETE_COLUMNS)))
            with self.subTest(columns=columns):
                self.assert_columns(columns, whole)

    def test_a_table_has_the_chosen_columns(self):
        text = self.imported.export("table", ["--columns", "outcome,country,position"])
        lines = [line.split() for line in text.split("\n\n")[1].splitlines()]
        self.assertEqual(lines[0], ["Outcome", "Country", "Position"])
        whole = [parse(line) for line in self.imported.export().splitlines()]
        self.assertEqual(lines[1:], [
            [row["outcome"], row["country"] or "–", str(row["position"])] for row in whole])

    def assert_columns(self, columns, whole):
        """Every format has these columns of the rows, and nothing else."""
        options = ["--columns", ",".join(columns)]
        places = [COMPLETE_COLUMNS.index(name) for name in columns]
        expected = [dict(zip(columns, (row[place] for place in places))) for row in whole]
        lines = self.imported.export(options=options).splitlines()
        self.assertEqual(list(map(parse, lines)), expected)
        self.assertEqual(list(parse(lines[0])), columns)
        self.assertEqual(parse(self.imported.export("json", options))["rows"], expected)
        rows = list(csv.reader(io.StringIO(self.imported.export("csv"), newline="")))
        chosen = list(csv.reader(io.StringIO(self.imported.export("csv", options), newline="")))
        self.assertEqual(chosen, [[row[place] for place in places] for row in rows])
        if not openpyxl:
            return
        books = []
        for name, more in (("all", []), ("some", options)):
            path = self.folder / f"{name}.xlsx"
            self.imported.run("export", "--output", path, *more)
            sheet = openpyxl.load_workbook(path)["Attempts"]
            books.append([[cell.value for cell in row] for row in sheet.iter_rows()])
        self.assertEqual(books[1], [[row[place] for place in places] for row in books[0]])


if __name__ == "__main__":
    unittest.main()
