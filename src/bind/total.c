/* Sums down a column: totals, subtotals and the rows of a tree that no record is.
 * Sums and differences are worked out from the sums of their parts, so that a row
 * of sums agrees in itself; products are added record by record; ratios (增减%) are
 * those of the sums. What does not add up stays blank: texts, percentages, and
 * columns the layout excepts. A withheld addend makes the sum
 * withheld, for the difference would tell the secret. */
#include "bind/grid.h"

/* Divided by what differs from record to record. */
static bool is_ratio(const struct gk_expr *e) {
  if (!e || e->kind == GK_EXPR_CALL) return false;
  if (e->kind == GK_EXPR_BINARY && e->op == GK_OP_DIV && e->b->kind != GK_EXPR_NUMBER) return true;
  return is_ratio(e->a) || is_ratio(e->b);
}

bool gk_column_adds_up(const struct gk_column *column) {
  if (is_ratio(column->value)) return false;
  enum gk_format format = gk_column_format(column);
  if (format == GK_FORMAT_RATE || format == GK_FORMAT_CHANGE_RATE || format == GK_FORMAT_CHANGE) return false;
  format = gk_format_by_type(column->value);
  return format == GK_FORMAT_AMOUNT || format == GK_FORMAT_QUANTITY;
}

/* f(a + b) = f(a) + f(b): then the sum of a column is the column of the sums. */
static bool is_linear(const struct gk_expr *e) {
  if (e->kind == GK_EXPR_PATH) return true;
  if (e->kind == GK_EXPR_NEGATE) return is_linear(e->a);
  if (e->kind != GK_EXPR_BINARY) return false;
  if (e->op == GK_OP_ADD || e->op == GK_OP_SUB) return is_linear(e->a) && is_linear(e->b);
  if (e->op == GK_OP_MUL && e->a->kind == GK_EXPR_NUMBER) return is_linear(e->b);
  return (e->op == GK_OP_MUL || e->op == GK_OP_DIV) && e->b->kind == GK_EXPR_NUMBER && is_linear(e->a);
}

static void add_column(struct gk_grid *g, const struct gk_column *column, struct gk_cell *cell, const struct gk_scope *over) {
  struct gk_binder *b = g->b;
  struct gk_operands operands = {0};
  struct gk_figure sum = {.state = GK_STATE_BLANK, .kind = GK_FIGURE_NUMBER};
  for (size_t i = 0; i < over->count; i++) {
    struct gk_scope scope = {.outer = over->outer, .record = over->records[i]};
    struct gk_evaluation e = gk_binder_evaluation(b, &scope, column->place, b->gathering ? &operands : NULL);
    struct gk_figure addend = gk_evaluate(&e, column->value);
    enum gk_fault fault;
    sum = gk_figure_compute(GK_OP_ADD, &sum, &addend, &fault);
    if (fault != GK_FAULT_NONE) gk_report(b->sink, &gk_msg_bind_overflow, addend.data, column->place, gk_expr_source(b->arena, column->value));
  }
  if (sum.state == GK_STATE_BLANK) return;
  struct gk_inline_list out = {.keep = g->adding};
  gk_compose_figure(b, column->value, &sum, gk_column_format(column), column->argument, column->place, &operands, &out);
  gk_grid_fill(g, cell, &out);
}

void gk_grid_sum_cell(struct gk_grid *g, const struct gk_column *column, struct gk_cell *cell, const struct gk_scope *over) {
  if (!column->value || column->no_total || over->count == 0) return;
  bool adds = gk_column_adds_up(column);
  if (adds && !is_linear(column->value)) {
    add_column(g, column, cell, over);
    return;
  }
  if (!adds && column->value->kind != GK_EXPR_BINARY) return;
  struct gk_inline_list out = {.keep = g->adding};
  gk_compose_value(g->b, column->value, gk_column_format(column), column->argument, column->place, over, &out);
  if (out.count) gk_grid_fill(g, cell, &out);
}

void gk_grid_sums(struct gk_grid *g, uint32_t row, struct gk_fact *const *records, size_t count, const struct gk_template *title, uint32_t span,
                  const struct gk_scope *scope) {
  struct gk_scope over = {.outer = g->scope, .record = count ? records[0] : NULL, .records = records, .count = count};
  uint32_t first = gk_grid_first(g);
  size_t first_cell = g->cell_count;
  for (uint32_t c = g->first; c < gk_grid_end(g);) {
    bool titled = c == first && title;
    uint32_t wide = titled && span > 1 ? (span < gk_grid_end(g) - c ? span : gk_grid_end(g) - c) : 1;
    struct gk_cell *cell = gk_grid_cell_at(g, row, c, wide);
    if (!cell) return;
    if (titled) {
      struct gk_inline_list list = {0};
      gk_compose(g->b, title, scope, &list);
      cell->kind = GK_CELL_ROW_HEAD;
      gk_grid_fill(g, cell, &list);
      if (wide > 1 && !g->leaves[c]->has_align) cell->align = g->head_align;
    } else {
      gk_grid_sum_cell(g, g->leaves[c], cell, &over);
    }
    c += wide;
  }
  gk_grid_rounding_across(g, row, first_cell, records, count);
}

/* A table without records has no total: its cells stay blank, and the empty statement says why. */
void gk_grid_total(struct gk_grid *g, const struct gk_row *node) {
  uint32_t row = gk_grid_row(g, GK_ROLE_TOTAL);
  if (row == UINT32_MAX) return;
  size_t count;
  struct gk_fact *list;
  struct gk_fact **records = gk_grid_selected(g, node, false, &count, &list);
  gk_grid_sums(g, row, records, count, node->title, node->span, g->scope);
  gk_grid_row_sum(g, row, list, UINT32_MAX, count, true);
}
