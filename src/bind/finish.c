/* The last of a grid: running numbers (序号, 行次) and the cells in their order, by
 * row and column, since bands and sides are bound one after the other. */
#include <stdlib.h>

#include "bind/grid.h"

static int compare(const void *a, const void *b) {
  const struct gk_cell *x = a, *y = b;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

/* How many columns up to c continue the numbers of those before. */
static uint32_t continued(const struct gk_grid *g, uint32_t c) {
  uint32_t n = 0;
  for (uint32_t i = 0; i <= c; i++) n += g->leaves[i]->serial == GK_SERIAL_CONTINUE;
  return n;
}

static void number_rows(struct gk_grid *g) {
  uint32_t rows = 0;
  uint32_t *numbers = gk_arena_array(g->scratch, g->rows + 1, sizeof *numbers);
  if (!numbers) return;
  for (uint32_t r = g->head_rows; r < g->rows; r++) numbers[r] = g->roles[r] == GK_ROLE_EMPTY ? 0 : ++rows;
  for (size_t i = 0; i < g->cell_count; i++) {
    struct gk_cell *cell = &g->cells[i];
    const struct gk_column *column = g->leaves[cell->column];
    if (cell->row < g->head_rows || !column->serial || cell->column_span != 1 || cell->content.count || numbers[cell->row] == 0) continue;
    uint32_t before = column->serial == GK_SERIAL_CONTINUE ? continued(g, cell->column) * rows : 0;
    struct gk_inline_list list = {0};
    gk_compose_text(g->b, &list, gk_arena_printf(g->b->arena, "%u", before + numbers[cell->row]), column->place);
    cell->content = gk_inlines_of(&list);
    cell->serial = true;
    cell->state = gk_inlines_state(cell->content);
  }
}

void gk_grid_finish(struct gk_grid *g) {
  if (gk_grid_failed(g)) return;
  bool serial = false, sorted = true;
  for (uint32_t c = 0; c < g->columns; c++) serial |= g->leaves[c]->serial != GK_SERIAL_NONE;
  if (serial) number_rows(g);
  for (size_t i = 1; i < g->cell_count && sorted; i++) sorted = compare(&g->cells[i - 1], &g->cells[i]) < 0;
  if (!sorted) qsort(g->cells, g->cell_count, sizeof *g->cells, compare);
}
