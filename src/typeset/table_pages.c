/* 本页小计 and 承前页: the rows of a table that depend on its pages. Decides which
 * pages have them (all that a table on several pages, or a panel of one, stands
 * on), where they stand, and what of the page's height is theirs. What they say is
 * bind's (pagerows.c): it is found when the page is closed, for then it is known
 * which rows began on it; a row that is parted counts where it begins.
 *
 * 本页小计 is the last row of a page. On the last page the totals that end the table
 * come after it, as on the printed forms of bills of quantities (本页小计, 合计): the
 * sum of all is not followed by that of a part. 承前页 is the first row below the
 * repeated head.
 *
 * They are pagination artifacts (ISO 32000-1 14.8.2.2.2): they come of the cut into
 * pages and of nothing the author wrote, and who hears the table as one, without
 * pages, would take them for rows of it and count twice. */
#include "typeset/table.h"

static const struct gk_page_rows *rows_of(const struct gk_table_setting *t) { return t->single ? NULL : t->table->page_rows; }

static int32_t height_of(const struct gk_table_setting *t, uint32_t row) { return row == UINT32_MAX ? 0 : t->heights[row]; }

bool gk_table_has_page_rows(const struct gk_table_setting *t) { return t->table->page_rows != NULL; }

void gk_table_keep_single(struct gk_table_setting *t, bool single) { t->single = single; }

int32_t gk_table_page_rows_height(const struct gk_table_setting *t) {
  const struct gk_page_rows *rows = rows_of(t);
  return rows ? gk_clamp_height((int64_t)height_of(t, rows->total) + height_of(t, rows->brought_forward)) : 0;
}

int32_t gk_table_brought_forward(const struct gk_table_setting *t) {
  const struct gk_page_rows *rows = rows_of(t);
  return rows ? height_of(t, rows->brought_forward) : 0;
}

int32_t gk_table_foot(const struct gk_table_setting *t, uint32_t row) {
  const struct gk_page_rows *rows = rows_of(t);
  return rows && (row == UINT32_MAX || row < rows->closing) ? height_of(t, rows->total) : 0;
}

/* The row is the first of the totals and begins. */
static bool closes(const struct gk_table_setting *t, uint32_t row) {
  const struct gk_page_rows *rows = rows_of(t);
  return rows && row == rows->closing && t->last_row <= row;
}

int32_t gk_table_before_closing(const struct gk_table_setting *t, uint32_t row) { return closes(t, row) ? height_of(t, rows_of(t)->total) : 0; }

bool gk_table_page_rows_begin(struct gk_setter *setter, struct gk_table_setting *t) {
  if (!t->table->page_rows) return true;
  t->on_page = gk_page_sums_new(setter->arena, t->table);
  t->before = gk_page_sums_new(setter->arena, t->table);
  return t->on_page && t->before;
}

void gk_table_count(struct gk_table_setting *t, uint32_t row) {
  if (!rows_of(t)) return;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, row, c);
    if (cell->row == row) gk_page_sums_add(t->on_page, cell);
    c = cell->column + cell->column_span;
  }
}

/* The row with these sums, at the cursor. Its cells are the page's own. */
static bool place_sums(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row, const struct gk_page_sums *sums) {
  int32_t top = setter->y, bottom = top + t->heights[row];
  if (!gk_table_band(setter, t, row, top, bottom)) return false;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *model = gk_cell_at(t, row, c);
    c = model->column + model->column_span;
    if (!gk_cell_shown(t, model)) continue;
    struct gk_cell *cell = gk_arena_alloc(setter->arena, sizeof *cell);
    if (!cell || !gk_page_cell(setter->arena, t->table, sums, model, cell)) return false;
    if (!gk_table_page_cell(t, cell) || !gk_table_place_repeat(setter, t, cell, top, bottom)) return false;
  }
  setter->y = bottom;
  return true;
}

/* The sums of the page's rows, told when 本页小计 is asked for; nothing more once the totals that end the table have begun. */
static bool place_page_total(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_page_rows *rows = rows_of(t);
  if (rows->total != UINT32_MAX && !place_sums(setter, t, rows->total, t->on_page)) return false;
  gk_page_sums_join(t->before, t->on_page);
  gk_page_sums_clear(t->on_page);
  return true;
}

bool gk_table_before_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row) {
  return !closes(t, row) || place_page_total(setter, t);
}

bool gk_table_end_page(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_page_rows *rows = rows_of(t);
  return !rows || t->last_row > rows->closing || place_page_total(setter, t);
}

bool gk_table_place_brought_forward(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_page_rows *rows = rows_of(t);
  return !rows || rows->brought_forward == UINT32_MAX || place_sums(setter, t, rows->brought_forward, t->before);
}
