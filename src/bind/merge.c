/* merge="equal": equal neighbours in a column of records become one cell. A
 * column merges only within the merged cells of the merging columns to its
 * left: a 数量 under one 一级指标 is not the 数量 under another. Blank cells and gaps
 * are not merged, for nothing says that they are equal. */
#include <string.h>

#include "bind/grid.h"

static bool equal(const struct gk_cell *a, const struct gk_cell *b) {
  if (a->column_span != b->column_span || a->state != GK_STATE_VALUE || b->state != GK_STATE_VALUE) return false;
  if (a->indent != b->indent || a->content.count != b->content.count || a->content.count == 0) return false;
  for (size_t i = 0; i < a->content.count; i++) {
    const struct gk_inline *x = &a->content.items[i], *y = &b->content.items[i];
    if (x->size != y->size || memcmp(x->text, y->text, x->size) != 0) return false;
  }
  return true;
}

/* at[row]: the cell of the column in each row; UINT32_MAX where a wider cell covers it. */
static void merge_column(struct gk_grid *g, const uint32_t *at, uint32_t rows, bool *boundary) {
  uint32_t top = 0;
  for (uint32_t r = 1; r < rows; r++) {
    bool same = !boundary[r] && at[top] != UINT32_MAX && at[r] != UINT32_MAX && equal(&g->cells[at[top]], &g->cells[at[r]]);
    if (!same) {
      boundary[r] = true;
      top = r;
      continue;
    }
    g->cells[at[top]].row_span++;
    gk_grid_join_addends(g, &g->cells[at[top]], &g->cells[at[r]]);
    g->cells[at[r]].row_span = 0; /* covered; taken out below */
  }
}

void gk_grid_merge(struct gk_grid *g, uint32_t from, uint32_t to, size_t first_cell, const bool *merges) {
  uint32_t rows = to - from, merging = 0;
  for (uint32_t c = 0; c < g->columns; c++) merging += merges[c];
  if (merging == 0 || rows < 2 || gk_grid_failed(g)) return;
  uint32_t *at = gk_arena_array(g->scratch, rows, sizeof *at);
  bool *boundary = gk_arena_array(g->scratch, rows, sizeof *boundary);
  if (!at || !boundary) return;
  for (uint32_t c = 0; c < g->columns; c++) {
    if (!merges[c]) continue;
    for (uint32_t r = 0; r < rows; r++) at[r] = UINT32_MAX;
    for (size_t i = first_cell; i < g->cell_count; i++)
      if (g->cells[i].column == c) at[g->cells[i].row - from] = (uint32_t)i;
    merge_column(g, at, rows, boundary);
  }
  size_t kept = first_cell;
  for (size_t i = first_cell; i < g->cell_count; i++)
    if (g->cells[i].row_span > 0) g->cells[kept++] = g->cells[i];
  g->cell_count = kept;
}
