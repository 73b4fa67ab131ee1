/* Writes a tab-separated file as one worksheet with libxlsxwriter in constant memory.
 *
 * usage: libxlsxwriter FEED OUTPUT.xlsx
 *
 * The feed's first line has one letter a column: t text, n number, d serial date, b boolean. The
 * second has the headings. An empty field is an empty cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
  if (count != 3) return 2;
  FILE *feed = fopen(arguments[1], "r");
  if (!feed) return 1;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *workbook = workbook_new_opt(arguments[2], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);
  lxw_format *date = workbook_add_format(workbook);
  format_set_num_format(date, "yyyy-mm-dd hh:mm:ss.000");

  char *line = NULL, *kinds = NULL;
  size_t capacity = 0;
  ssize_t length;
  long row = -1;
  while ((length = getline(&line, &capacity, feed)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (!kinds) {
      kinds = strdup(line);
      continue;
    }
    row += 1;
    char *rest = line, *field;
    for (lxw_col_t column = 0; (field = strsep(&rest, "\t")); column += 1) {
      if (!*field) continue;
      if (row == 0 || kinds[column] == 't')
        worksheet_write_string(sheet, row, column, field, NULL);
      else if (kinds[column] == 'n')
        worksheet_write_number(sheet, row, column, strtod(field, NULL), NULL);
      else if (kinds[column] == 'd')
        worksheet_write_number(sheet, row, column, strtod(field, NULL), date);
      else
        worksheet_write_boolean(sheet, row, column, *field == '1', NULL);
    }
  }
  return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
