/* A table as comma-separated values: what is printed in its cells, in a form a
 * program reads. Decides how a head of several levels becomes one line, what merged
 * cells say, and what is left out as being for the eye: marks of footnotes,
 * separators within figures, the numbers of columns (栏次). */
#include <string.h>

#include "bind/bind.h"

#define MARK "\xEF\xBB\xBF"
#define LINE_END "\r\n"

/* The cell at each place of the grid; NULL when memory ends. */
static const struct gk_cell **places_of(struct gk_arena *arena, const struct gk_table *table) {
  const struct gk_cell **places = gk_arena_array(arena, (size_t)table->rows * table->columns + 1, sizeof(const struct gk_cell *));
  for (size_t i = 0; places && i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    for (uint32_t row = cell->row; row < cell->row + cell->row_span && row < table->rows; row++)
      for (uint32_t column = cell->column; column < cell->column + cell->column_span && column < table->columns; column++)
        places[(size_t)row * table->columns + column] = cell;
  }
  return places;
}

/* The text of a cell. */
static const char *text_of(struct gk_arena *arena, const struct gk_cell *cell) {
  struct gk_inlines content = cell->content;
  if (cell->footnote) content.count--;
  const char *text = gk_inlines_text(arena, content);
  /* 斜线表头: what heads the rows comes first, it is what stands in the column; 项目\资金来源 as it is written where there is no diagonal. */
  if (cell->below && cell->below < strlen(text)) {
    const char *corner = gk_arena_printf(arena, "%s\\%.*s", text + cell->below, (int)cell->below, text);
    return corner ? corner : "";
  }
  if (!cell->figure || !strchr(text, ',')) return text;
  char *plain = gk_arena_strdup(arena, text), *to = plain;
  for (const char *from = plain; from && *from; from++)
    if (*from != ',') *to++ = *from;
  if (to) *to = '\0';
  return plain ? plain : "";
}

/* The heads over a column from the top down, each once. */
static const char *head_of(struct gk_arena *arena, const struct gk_table *table, const struct gk_cell *const *places, uint32_t column) {
  const char *text = "";
  const struct gk_cell *above = NULL;
  for (uint32_t row = 0; row < table->head_rows && text; row++) {
    const struct gk_cell *cell = places[(size_t)row * table->columns + column];
    if (!cell || cell == above || table->roles[row] == GK_ROLE_NUMBERS) continue;
    above = cell;
    const char *own = text_of(arena, cell);
    if (*own) text = gk_arena_printf(arena, "%s%s%s", text, *text ? "/" : "", own);
  }
  return text ? text : "";
}

static void add_row(struct gk_arena *arena, const struct gk_table *table, const struct gk_cell *const *places, uint32_t row, struct gk_buf *out) {
  for (uint32_t column = 0; column < table->columns; column++) {
    const struct gk_cell *cell = places[(size_t)row * table->columns + column];
    if (column) gk_buf_add_char(out, ',');
    if (!cell || cell->column != column) continue; /* of a cell over several columns the first one speaks */
    const char *text = text_of(arena, cell);
    gk_csv_add_field(out, text, strlen(text));
  }
  gk_buf_add_string(out, LINE_END);
}

bool gk_table_csv(struct gk_arena *arena, const struct gk_table *table, struct gk_buf *out) {
  const struct gk_cell **places = places_of(arena, table);
  if (!places) return false;
  gk_buf_add_string(out, MARK);
  for (uint32_t column = 0; column < table->columns; column++) {
    const char *head = head_of(arena, table, places, column);
    if (column) gk_buf_add_char(out, ',');
    gk_csv_add_field(out, head, strlen(head));
  }
  gk_buf_add_string(out, LINE_END);
  for (uint32_t row = table->head_rows; row < table->rows; row++)
    if (table->roles[row] != GK_ROLE_EMPTY) add_row(arena, table, places, row, out);
  return !out->failed && !gk_arena_failed(arena);
}
