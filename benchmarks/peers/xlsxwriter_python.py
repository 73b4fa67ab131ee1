"""XlsxWriter: the same sheet from the same feed as libxlsxwriter.c, in Python."""
import sys

NAME = "XlsxWriter"
VERSION = [sys.executable, "-c", "import xlsxwriter; print(xlsxwriter.__version__)"]


def command_line():
    """To be followed by the feed and the workbook."""
    return [sys.executable, "-B", __file__]


def write(feed, output):
    import xlsxwriter
    workbook = xlsxwriter.Workbook(output, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    date = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"})
    with open(feed, encoding="utf-8", newline="\n") as file:
        kinds = file.readline().rstrip("\n")
        for column, heading in enumerate(file.readline().rstrip("\n").split("\t")):
            sheet.write_string(0, column, heading)
        for row, line in enumerate(file, 1):
            for column, field in enumerate(line.rstrip("\n").split("\t")):
                if not field:
                    continue
                kind = kinds[column]
                if kind == "t":
                    sheet.write_string(row, column, field)
                elif kind == "n":
                    sheet.write_number(row, column, float(field))
                elif kind == "d":
                    sheet.write_number(row, column, float(field), date)
                else:
                    sheet.write_boolean(row, column, field == "1")
    workbook.close()


if __name__ == "__main__":
    write(*sys.argv[1:])
