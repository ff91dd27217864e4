/* Which heads a cell has, where Scope does not say it (ISO 32000-1 14.8.4.3.4,
 * table 349; ISO 14289-1 7.5). The rule:
 *   Scope alone: one row of heads on top, and no head of rows but single cells at
 *   the left edge. There a cell's heads are those above it and at its left.
 *   Headers as well: several rows of heads; a head of rows that spans rows or
 *   columns or stands elsewhere than at the left edge (several levels, two-sided
 *   and three-up tables); heads of columns further down.
 * With Headers a data cell names the lowest head over each of its columns and the
 * nearest head to the left in each of its rows. Heads name those above them: the
 * head of some columns the one over it, the head of rows the one beside it at its
 * left. A reader adds the heads of heads (table 349), so that a cell names few and
 * the cost of a table is a few words a cell. A head of rows does not name the head
 * of its own column, for that would be read with every figure of the row; Scope
 * tells it. A cell as wide as the table belongs to no column and no row. What says
 * nothing heads nothing, nor do the numbers of the columns (栏次). */
#include "typeset/table.h"

struct heads {
  struct gk_setter *setter;
  struct gk_table_contents *t;
  uint32_t table;              /* its number in the document */
  const char **ids;            /* of one cell */
  size_t count, capacity;
};

static const struct gk_cell *cell_at(const struct gk_table_contents *t, uint32_t r, uint32_t c) {
  return &t->table->cells[t->cover[(size_t)r * t->table->columns + c]];
}

static bool needs_headers(const struct gk_table *table) {
  uint32_t head_rows = 0;
  for (uint32_t r = 0; r < table->head_rows; r++) head_rows += table->roles[r] != GK_ROLE_NUMBERS;
  if (head_rows > 1) return true;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (gk_cell_heads(table, cell, GK_CELL_COLUMN_HEAD) && cell->row >= table->head_rows) return true;
    if (gk_cell_heads(table, cell, GK_CELL_ROW_HEAD) && (cell->column > 0 || cell->row_span > 1 || cell->column_span > 1)) return true;
  }
  return false;
}

/* Adds the head, once, and gives it an ID if it is the first cell to be named. */
static bool add_head(struct heads *h, const struct gk_cell *head) {
  struct gk_tag *tag = h->t->tags[head->number];
  if (!tag->id && !(tag->id = gk_arena_printf(h->setter->arena, "t%u-%u", h->table, head->number + 1))) return false;
  for (size_t i = 0; i < h->count; i++)
    if (h->ids[i] == tag->id) return true;
  const char **ids = gk_arena_grow(h->setter->arena, h->ids, &h->capacity, h->count + 1, sizeof *ids);
  if (!ids) return false;
  h->ids = ids;
  ids[h->count++] = tag->id;
  return true;
}

static bool keep_heads(struct heads *h, struct gk_tag *tag) {
  if (h->count == 0) return true;
  const char **kept = gk_arena_array(h->setter->arena, h->count, sizeof *kept);
  if (!kept) return false;
  for (size_t i = 0; i < h->count; i++) kept[i] = h->ids[i];
  tag->headers = kept;
  tag->header_count = h->count;
  h->count = 0;
  return true;
}

/* lowest: per column, the last head of columns above this row that says anything. */
static bool name_columns(struct heads *h, const struct gk_cell *cell, const struct gk_cell *const *lowest) {
  for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++)
    if (lowest[c] && !add_head(h, lowest[c])) return false;
  return true;
}

static bool name_rows(struct heads *h, const struct gk_cell *cell) {
  for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++) {
    for (uint32_t c = cell->column; c-- > 0;) {
      const struct gk_cell *left = cell_at(h->t, r, c);
      if (!gk_cell_heads(h->t->table, left, GK_CELL_ROW_HEAD)) continue;
      if (!add_head(h, left)) return false;
      break;
    }
  }
  return true;
}

/* The head of rows at the left of this one; between them may stand some that say nothing (a level that is left out). */
static bool name_row_above(struct heads *h, const struct gk_cell *cell) {
  for (uint32_t c = cell->column; c-- > 0;) {
    const struct gk_cell *left = cell_at(h->t, cell->row, c);
    if (left->kind != GK_CELL_ROW_HEAD) return true; /* of another side */
    if (gk_cell_heads(h->t->table, left, GK_CELL_ROW_HEAD)) return add_head(h, left);
  }
  return true;
}

static bool name_heads(struct heads *h, const struct gk_cell *cell, const struct gk_cell *const *lowest) {
  const struct gk_table *table = h->t->table;
  if (gk_cell_heads(table, cell, GK_CELL_COLUMN_HEAD)) {
    /* Only of the same stack of heads. */
    const struct gk_cell *over = cell->row ? cell_at(h->t, cell->row - 1, cell->column) : NULL;
    return !over || !gk_cell_heads(table, over, GK_CELL_COLUMN_HEAD) || add_head(h, over);
  }
  if (cell->column_span == table->columns) return true;
  if (gk_cell_heads(table, cell, GK_CELL_ROW_HEAD)) return name_row_above(h, cell);
  return name_columns(h, cell, lowest) && name_rows(h, cell);
}

bool gk_table_headers(struct gk_setter *setter, struct gk_table_contents *t) {
  const struct gk_table *table = t->table;
  struct heads h = {.setter = setter, .t = t, .table = ++setter->table_count};
  if (!needs_headers(table)) return true;
  const struct gk_cell **lowest = gk_arena_array(setter->arena, table->columns, sizeof(const struct gk_cell *));
  if (!lowest) return false;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (!name_heads(&h, cell, lowest) || !keep_heads(&h, t->tags[i])) return false;
    for (uint32_t c = cell->column; gk_cell_heads(table, cell, GK_CELL_COLUMN_HEAD) && c < cell->column + cell->column_span; c++) lowest[c] = cell;
  }
  return true;
}
