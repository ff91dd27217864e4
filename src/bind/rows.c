/* The body of a table, row by row: one row a record, rows written in the
 * layout, totals, and the blank rows of an empty table. Decides which column a
 * cell belongs to; places that no cell claims get an empty one. */
#include <string.h>

#include "bind/grid.h"

static enum gk_cell_kind kind_of(const struct gk_column *column) { return column->head ? GK_CELL_ROW_HEAD : GK_CELL_DATA; }

/* An empty cell at column c, with what its column says. */
static struct gk_cell *cell_at(struct gk_grid *g, uint32_t row, uint32_t c, uint32_t span) {
  const struct gk_column *column = g->leaves[c];
  struct gk_cell *cell = gk_grid_cell(g, kind_of(column), row, c, 1, span);
  if (!cell) return NULL;
  cell->state = GK_STATE_BLANK;
  cell->align = column->has_align ? column->align : g->cell_align;
  cell->distribute = column->distribute;
  return cell;
}

static void empty_row(struct gk_grid *g, enum gk_row_role role) {
  uint32_t row = gk_grid_row(g, role);
  if (row == UINT32_MAX) return;
  for (uint32_t c = 0; c < g->columns; c++) cell_at(g, row, c, 1);
}

/* ------------------------------------------------------- rows with cells of their own */

static uint32_t column_named(const struct gk_grid *g, const char *id) {
  for (uint32_t c = 0; c < g->columns; c++)
    if (g->leaves[c]->id && strcmp(g->leaves[c]->id, id) == 0) return c;
  return UINT32_MAX;
}

/* Which cell of the row begins at each column; false when they do not fit. */
static bool place_cells(struct gk_grid *g, const struct gk_row *row, const struct gk_row_cell **at, bool *covered) {
  uint32_t next = 0;
  for (size_t i = 0; i < row->count; i++) {
    const struct gk_row_cell *cell = &row->cells[i];
    uint32_t span = cell->span ? cell->span : 1;
    uint32_t c = cell->column ? column_named(g, cell->column) : next;
    if (c >= g->columns || span > g->columns - c) return false;
    for (uint32_t k = c; k < c + span; k++) {
      if (covered[k]) return false;
      covered[k] = true;
    }
    at[c] = cell;
    next = c + span;
  }
  return true;
}

static void report_row(struct gk_grid *g, const struct gk_row *row) {
  const char *columns = gk_arena_printf(g->b->arena, "%u", g->columns);
  gk_report(g->b->sink, &gk_msg_bind_row_cells, gk_place_none(), row->place.source ? row->place : g->layout, gk_or_empty(columns));
}

static void own_cells(struct gk_grid *g, const struct gk_row *node, uint32_t row, const struct gk_scope *scope) {
  const struct gk_row_cell **at = gk_arena_array(g->b->arena, g->columns, sizeof(const struct gk_row_cell *));
  bool *covered = gk_arena_array(g->b->arena, g->columns, sizeof *covered);
  if (!at || !covered) return;
  if (!place_cells(g, node, at, covered)) {
    report_row(g, node);
    memset(at, 0, g->columns * sizeof(const struct gk_row_cell *));
  }
  bool first = true;
  for (uint32_t c = 0; c < g->columns;) {
    uint32_t span = at[c] && at[c]->span ? at[c]->span : 1;
    struct gk_cell *cell = cell_at(g, row, c, span);
    if (!cell) return;
    if (at[c]) {
      struct gk_inline_list list = {0};
      gk_compose(g->b, at[c]->content, scope, &list);
      gk_grid_fill(g, cell, &list);
    }
    if (first) cell->indent = node->indent;
    first = false;
    c += span;
  }
}

/* ------------------------------------------------------- records */

static enum gk_format format_of(const struct gk_column *column) { return column->has_format ? column->format : gk_format_by_type(column->value); }

static void record_cells(struct gk_grid *g, const struct gk_row *node, uint32_t row, const struct gk_scope *scope) {
  for (uint32_t c = 0; c < g->columns; c++) {
    const struct gk_column *column = g->leaves[c];
    struct gk_cell *cell = cell_at(g, row, c, 1);
    if (!cell) return;
    if (column->value) {
      struct gk_inline_list list = {0};
      gk_compose_value(g->b, column->value, format_of(column), column->argument, column->place, scope, &list);
      gk_grid_fill(g, cell, &list);
    }
    if (c == 0) cell->indent = node->indent;
  }
}

/* One row that says what is missing instead of records. */
static void gap_row(struct gk_grid *g, const struct gk_row *node, struct gk_fact *list) {
  uint32_t row = gk_grid_row(g, GK_ROLE_BODY);
  struct gk_cell *cell = row == UINT32_MAX ? NULL : cell_at(g, row, 0, g->columns);
  if (!cell) return;
  struct gk_inline_list gap = {0};
  struct gk_figure figure = {.state = list->state, .fact = list, .data = list->place};
  gk_compose_gap(g->b, &gap, &figure, node->records, node->place);
  gk_grid_fill(g, cell, &gap);
}

static struct gk_fact *records_of(struct gk_grid *g, const struct gk_row *node) {
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  return node->records ? gk_evaluate_list(&e, node->records) : NULL;
}

static void bind_records(struct gk_grid *g, const struct gk_row *node) {
  struct gk_fact *list = records_of(g, node);
  if (!list) return;
  if (list->state == GK_STATE_MISSING || list->state == GK_STATE_INVALID) {
    gap_row(g, node, list);
    g->record_count++;
    return;
  }
  uint32_t from = g->rows;
  size_t first_cell = g->cell_count;
  for (size_t i = 0; i < list->count && list->field->type == GK_TYPE_RECORDS; i++) {
    if (gk_arena_failed(g->b->arena)) return;
    uint32_t row = gk_grid_row(g, GK_ROLE_BODY);
    if (row == UINT32_MAX) return;
    struct gk_scope scope = {g->scope, list->children[i]};
    if (node->count) own_cells(g, node, row, &scope);
    else record_cells(g, node, row, &scope);
    g->record_count++;
  }
  gk_grid_merge(g, from, g->rows, first_cell);
}

/* ------------------------------------------------------- totals */

/* Only what adds up is totalled: amounts and quantities, no rates and no texts,
 * and nothing the layout excepts (unit prices). */
static bool adds_up(const struct gk_column *column) {
  if (!column->value || column->no_total) return false;
  enum gk_format format = gk_format_by_type(column->value);
  return format == GK_FORMAT_AMOUNT || format == GK_FORMAT_QUANTITY;
}

/* The exact sum of a column over the records. Its state follows the table of
 * figure.c: a withheld addend makes the total withheld, for the difference
 * would tell the secret. */
static void total_cell(struct gk_grid *g, struct gk_fact *list, const struct gk_column *column, struct gk_cell *cell) {
  struct gk_binder *b = g->b;
  struct gk_operands operands = {0};
  struct gk_figure sum = {.state = GK_STATE_BLANK, .kind = GK_FIGURE_NUMBER};
  for (size_t i = 0; i < list->count; i++) {
    struct gk_scope scope = {g->scope, list->children[i]};
    struct gk_evaluation e = gk_binder_evaluation(b, &scope, column->place, &operands);
    struct gk_figure addend = gk_evaluate(&e, column->value);
    enum gk_fault fault;
    sum = gk_figure_compute(GK_OP_ADD, &sum, &addend, &fault);
    if (fault != GK_FAULT_NONE) gk_report(b->sink, &gk_msg_bind_overflow, addend.data, column->place, gk_expr_source(b->arena, column->value));
  }
  if (sum.state == GK_STATE_BLANK) return;
  struct gk_inline_list out = {0};
  gk_compose_figure(b, column->value, &sum, format_of(column), column->argument, column->place, &operands, &out);
  gk_grid_fill(g, cell, &out);
}

/* The list whose records are totalled: named by the row, or that of the table's records. */
static struct gk_fact *totalled(struct gk_grid *g, const struct gk_row *node) {
  if (node->records) return records_of(g, node);
  for (size_t i = 0; i < g->node->row_count; i++)
    if (g->node->rows[i].kind == GK_ROW_RECORDS) return records_of(g, &g->node->rows[i]);
  return NULL;
}

/* A table without records has no total: its cells stay blank, and the empty statement says why. */
static void bind_total(struct gk_grid *g, const struct gk_row *node) {
  uint32_t row = gk_grid_row(g, GK_ROLE_TOTAL);
  struct gk_fact *list = totalled(g, node);
  if (row == UINT32_MAX) return;
  if (node->count) { /* the total is given by the layout, cell by cell */
    own_cells(g, node, row, g->scope);
    return;
  }
  bool sound = list && list->state == GK_STATE_VALUE && list->field->type == GK_TYPE_RECORDS;
  for (uint32_t c = 0; c < g->columns; c++) {
    struct gk_cell *cell = cell_at(g, row, c, 1);
    if (!cell) return;
    if (c == 0 && node->title) {
      struct gk_inline_list title = {0};
      gk_compose(g->b, node->title, g->scope, &title);
      cell->kind = GK_CELL_ROW_HEAD;
      gk_grid_fill(g, cell, &title);
    } else if (sound && adds_up(g->leaves[c])) {
      total_cell(g, list, g->leaves[c], cell);
    }
  }
}

/* ------------------------------------------------------- all rows */

static bool is_wanted(struct gk_grid *g, const struct gk_row *node) {
  if (!node->test) return true;
  bool known = false;
  struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
  return gk_evaluate_test(&e, node->test, &known, NULL) && known;
}

/* Blank rows stand where the first records would. */
static void blank_rows(struct gk_grid *g) {
  for (unsigned i = 0; i < g->node->empty_rows; i++) empty_row(g, GK_ROLE_EMPTY);
}

static bool has_records(struct gk_grid *g) {
  for (size_t i = 0; i < g->node->row_count; i++) {
    const struct gk_row *node = &g->node->rows[i];
    if (node->kind != GK_ROW_RECORDS || !node->records || !is_wanted(g, node)) continue;
    struct gk_evaluation e = gk_binder_evaluation(g->b, g->scope, gk_place_none(), NULL);
    e.quiet = true;
    const struct gk_fact *list = gk_evaluate_list(&e, node->records);
    if (!list || list->count > 0 || list->state == GK_STATE_MISSING || list->state == GK_STATE_INVALID) return true;
  }
  return false;
}

void gk_grid_body(struct gk_grid *g) {
  const struct gk_table_node *node = g->node;
  bool filled = !node->empty || has_records(g);
  for (size_t i = 0; i < node->row_count && !gk_arena_failed(g->b->arena); i++) {
    const struct gk_row *row = &node->rows[i];
    if (!is_wanted(g, row)) continue;
    switch (row->kind) {
      case GK_ROW_RECORDS:
        bind_records(g, row);
        if (!filled) blank_rows(g);
        filled = true;
        break;
      case GK_ROW_FIXED: {
        uint32_t at = gk_grid_row(g, GK_ROLE_BODY);
        if (at != UINT32_MAX) own_cells(g, row, at, g->scope);
        break;
      }
      case GK_ROW_TOTAL: bind_total(g, row); break;
    }
  }
}
