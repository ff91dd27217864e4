/* Which figures of a table count in the sums of its pages (pagerows.c): those of its
 * rows that are no sum of others and no “其中”, in the columns that have totals;
 * where the layout writes the cells itself, those that are one amount or quantity. */
#include "bind/grid.h"

static bool counts(const struct gk_column *column, const struct gk_figure *figure) {
  if (column->no_total || figure->kind != GK_FIGURE_NUMBER) return false;
  if (column->value) return gk_column_adds_up(column);
  return figure->measure == GK_MEASURE_AMOUNT || figure->measure == GK_MEASURE_QUANTITY;
}

static bool is_of_numbers(enum gk_format format) {
  return format == GK_FORMAT_AMOUNT || format == GK_FORMAT_QUANTITY || format == GK_FORMAT_WANYUAN || format == GK_FORMAT_YUAN || format == GK_FORMAT_PLAIN;
}

void gk_grid_note_addend(struct gk_grid *g, struct gk_cell *cell, const struct gk_inline_list *list) {
  const struct gk_column *column = g->leaves[cell->column];
  if (!list->addend || list->several || list->count > 1 || cell->column_span > 1) return;
  struct gk_figure figure = list->addend->figure;
  /* A gap or a secret of a column of figures is one of its figures, whatever it is made of. */
  if (figure.state != GK_STATE_VALUE && column->value && gk_column_adds_up(column)) figure.kind = GK_FIGURE_NUMBER;
  if (counts(column, &figure) && is_of_numbers(list->addend->format)) cell->addend = list->addend;
}

void gk_grid_join_addends(struct gk_grid *g, struct gk_cell *into, const struct gk_cell *from) {
  if (!from->addend || !into->addend) return;
  struct gk_addend *sum = gk_arena_alloc(g->b->arena, sizeof *sum);
  if (!sum) return;
  enum gk_fault fault;
  *sum = *into->addend;
  sum->figure = gk_figure_compute(GK_OP_ADD, &into->addend->figure, &from->addend->figure, &fault);
  into->addend = sum;
}

void gk_grid_settle_addends(struct gk_grid *g) {
  if (!g->page_rows || gk_grid_failed(g)) return;
  bool *sums = gk_arena_array(g->scratch, g->rows + 1, sizeof *sums);
  if (!sums) return;
  for (uint32_t r = 0; r < g->rows; r++)
    if (g->sums[r].parent < g->rows) sums[g->sums[r].parent] = true;
  for (size_t i = 0; i < g->cell_count; i++)
    if (sums[g->cells[i].row] || g->roles[g->cells[i].row] == GK_ROLE_TOTAL || g->roles[g->cells[i].row] == GK_ROLE_TOTAL_ABOVE) g->cells[i].addend = NULL;
}

/* Totals of all end the table; a subtotal at its end belongs to the rows above. No cell may come down into them. */
static uint32_t closing_of(const struct gk_grid *g) {
  uint32_t from = g->rows;
  while (from > g->head_rows && g->roles[from - 1] == GK_ROLE_TOTAL && (g->sums[from - 1].total || !g->sums[from - 1].list)) from--;
  for (size_t i = 0; i < g->cell_count; i++)
    if (g->cells[i].row < from && g->cells[i].row + g->cells[i].row_span > from) return g->rows;
  return from == g->head_rows ? g->rows : from;
}

bool gk_grid_page_rows(struct gk_grid *g, struct gk_table *table) {
  const struct gk_table_node *node = g->node;
  struct gk_page_labels labels = {.total = node->page_total ? node->page_total : g->style->page_total,
                                  .brought_forward = node->brought_forward ? node->brought_forward : g->style->brought_forward,
                                  .layout = g->layout, .closing = closing_of(g), .spanned = g->head_align, .first = 0};
  if (!g->page_rows) return true;
  while (labels.first < g->columns && g->leaves[labels.first]->serial) labels.first++;
  if (labels.first == g->columns) return true;
  const struct gk_column *first = g->leaves[labels.first];
  labels.align = first->has_align ? first->align : g->cell_align;
  const struct gk_addend *too_much;
  if (!gk_page_rows_make(g->b->arena, table, &labels, gk_binder_formatting(g->b), &too_much)) return false;
  if (too_much) gk_report(g->b->sink, &gk_msg_bind_overflow, too_much->figure.data, g->layout, labels.total ? labels.total : labels.brought_forward);
  return true;
}
