/* Heights of rows: the highest cell of the row, at least one line. What a cell
 * that spans rows lacks is shared by its rows evenly, shorter spans first. */
#include "typeset/table.h"

struct spans { uint32_t *first, *next; }; /* by length: cell number + 1 */

static bool find_spans(struct gk_table_work *w, struct spans *spans) {
  const struct gk_table *table = w->table;
  spans->first = gk_arena_array(w->scratch, (size_t)table->rows + 1, sizeof *spans->first);
  spans->next = gk_arena_array(w->scratch, table->cell_count, sizeof *spans->next);
  if (!spans->first || !spans->next) return false;
  for (size_t i = table->cell_count; i-- > 0;) {
    uint32_t n = table->cells[i].row_span;
    spans->next[i] = spans->first[n];
    spans->first[n] = (uint32_t)i + 1;
  }
  return true;
}

static void share(struct gk_table_work *w, const struct gk_cell *cell) {
  int64_t have = 0, need = gk_cell_height(w, cell, w->cells[cell->number].paragraph.count), given = 0;
  for (uint32_t r = 0; r < cell->row_span; r++) have += w->heights[cell->row + r];
  for (uint32_t r = 0; r < cell->row_span && need > have; r++) {
    int64_t upto = (need - have) * (r + 1) / cell->row_span;
    w->heights[cell->row + r] += (int32_t)(upto - given);
    given = upto;
  }
}

bool gk_table_rows(struct gk_table_work *w) {
  const struct gk_table *table = w->table;
  struct spans spans;
  w->heights = gk_arena_array(w->scratch, table->rows, sizeof *w->heights);
  if (!w->heights || !find_spans(w, &spans)) return false;
  for (uint32_t r = 0; r < table->rows; r++) w->heights[r] = (r < table->head_rows ? w->head_line : w->cell_line) + 2 * w->pad_y + w->rule;
  for (uint32_t i = spans.first[1]; i; i = spans.next[i - 1]) {
    const struct gk_cell *cell = &table->cells[i - 1];
    int64_t need = gk_cell_height(w, cell, w->cells[i - 1].paragraph.count);
    if (need > w->heights[cell->row]) w->heights[cell->row] = (int32_t)need;
  }
  for (uint32_t n = 2; n <= table->rows; n++)
    for (uint32_t i = spans.first[n]; i; i = spans.next[i - 1]) share(w, &table->cells[i - 1]);
  return true;
}
