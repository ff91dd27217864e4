/* Heads of columns that stand below a table's own head (一级指标, 二级指标 … in a
 * form): a page that goes on with their rows begins with them again, as it does with
 * the head. Decides which row of heads that is: the last one above, while the rows
 * below it have its columns. It is not repeated where a page has no room for it. */
#include "typeset/table.h"

/* A cell of a row of heads; one over several rows is a label beside it, which may begin there. */
static bool is_own(const struct gk_cell *cell, uint32_t r) { return cell->row == r && cell->row_span == 1; }

/* All cells of the row are heads of columns, and there are several. */
static bool is_head_row(const struct gk_table_setting *t, uint32_t r) {
  uint32_t own = 0;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, r, c);
    c = cell->column + cell->column_span;
    if (!is_own(cell, r)) continue;
    if (!gk_cell_heads(t->table, cell, GK_CELL_COLUMN_HEAD)) return false;
    own++;
  }
  return own > 1;
}

/* The row's cells have the columns of the heads; a label beside these goes on. */
static bool has_columns(const struct gk_table_setting *t, uint32_t r, uint32_t head) {
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *over = gk_cell_at(t, head, c), *cell = gk_cell_at(t, r, c);
    if (is_own(over, head) ? cell->column != over->column || cell->column_span != over->column_span : cell != over) return false;
    c = over->column + over->column_span;
  }
  return true;
}

bool gk_table_again_begin(struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  uint32_t head = UINT32_MAX;
  for (uint32_t r = table->head_rows; r < table->rows; r++) {
    bool is_head = is_head_row(t, r);
    if (is_head && !t->again) {
      if (!(t->again = gk_arena_array(t->contents->setter->arena, table->rows, sizeof *t->again))) return false;
      for (uint32_t i = 0; i < r; i++) t->again[i] = UINT32_MAX;
    }
    if (!is_head && head != UINT32_MAX && !has_columns(t, r, head)) head = UINT32_MAX;
    if (t->again) t->again[r] = is_head ? UINT32_MAX : head;
    if (is_head) head = r;
  }
  return true;
}

uint32_t gk_table_again(const struct gk_table_setting *t, uint32_t row) { return t->again && row < t->table->rows ? t->again[row] : UINT32_MAX; }

int32_t gk_table_again_height(const struct gk_table_setting *t, uint32_t row) {
  uint32_t head = gk_table_again(t, row);
  return head == UINT32_MAX ? 0 : t->heights[head];
}

void gk_table_again_limit(struct gk_table_setting *t, int64_t room) {
  for (uint32_t r = 0; t->again && r < t->table->rows; r++)
    if (gk_table_again_height(t, r) > room) t->again[r] = UINT32_MAX;
}
