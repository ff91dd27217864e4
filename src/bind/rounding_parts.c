/* Rounding (see rounding.c) between a figure and its parts by formula: figures of
 * the data, sums that the layout writes into a cell, and the cells of one row of
 * sums (total, subtotal, code of a tree). Decides what the parts are that stand on
 * the page: a part that is not printed is taken apart itself, and where something
 * of it cannot be found in the table nothing is said. */
#include <stdlib.h>
#include <string.h>

#include "bind/grid.h"

#define DEPTH_MOST 16 /* formulas that lead to formulas */

static bool add_signed(struct gk_decimal *sum, struct gk_decimal number, int sign) {
  return sign > 0 ? gk_decimal_add(*sum, number, sum) : gk_decimal_sub(*sum, number, sum);
}

/* ------------------------------------------------------- figures of the data */

static int compare_facts(const void *a, const void *b) {
  uintptr_t x = (uintptr_t)((const struct gk_printed_fact *)a)->fact, y = (uintptr_t)((const struct gk_printed_fact *)b)->fact;
  return (x > y) - (x < y);
}

struct adding { struct gk_grid *g; const struct gk_printed_fact *sorted; size_t count, found; struct gk_decimal sum; };

static bool add_expr(struct adding *a, const struct gk_expr *e, struct gk_fact *group, int sign, unsigned depth);

static bool add_fact(struct adding *a, struct gk_fact *part, int sign, unsigned depth) {
  if (part->state == GK_STATE_BLANK || part->state == GK_STATE_NOT_APPLICABLE) return true;
  if (part->state != GK_STATE_VALUE) return false;
  struct gk_printed_fact key = {.fact = part};
  const struct gk_printed_fact *printed = bsearch(&key, a->sorted, a->count, sizeof key, compare_facts);
  if (printed) {
    a->found++;
    return add_signed(&a->sum, printed->number, sign);
  }
  if (part->kind != GK_FACT_SCALAR || gk_decimal_sign(part->number) == 0) return true;
  return part->field->formula && depth > 0 && add_expr(a, part->field->formula, part->parent, sign, depth - 1);
}

/* Adds what is printed of the parts. False: it is no sum of parts, or something of it is not on the page. */
static bool add_expr(struct adding *a, const struct gk_expr *e, struct gk_fact *group, int sign, unsigned depth) {
  if (e->kind == GK_EXPR_NUMBER) return gk_decimal_sign(e->number) == 0;
  if (e->kind == GK_EXPR_NEGATE) return add_expr(a, e->a, group, -sign, depth);
  if (e->kind == GK_EXPR_BINARY) {
    bool sum = e->op == GK_OP_ADD || e->op == GK_OP_SUB;
    return sum && add_expr(a, e->a, group, sign, depth) && add_expr(a, e->b, group, e->op == GK_OP_SUB ? -sign : sign, depth);
  }
  if (e->kind != GK_EXPR_PATH && (e->kind != GK_EXPR_CALL || e->function != GK_FN_SUM)) return false;
  struct gk_operands operands = {0};
  struct gk_evaluation evaluation = {.facts = a->g->b->facts, .sink = a->g->b->sink, .scope = group ? NULL : a->g->scope, .group = group, .quiet = true, .operands = &operands, .written = true};
  gk_evaluate(&evaluation, e);
  for (size_t i = 0; i < operands.count; i++)
    if (!add_fact(a, operands.items[i], sign, depth)) return false;
  return true;
}

void gk_grid_rounding_facts(struct gk_grid *g) {
  if (g->rounded || g->printed_count < 2 || gk_grid_failed(g)) return;
  struct gk_printed_fact *sorted = gk_arena_array(g->scratch, g->printed_count, sizeof *sorted);
  size_t facts = 0;
  if (!sorted) return;
  for (size_t i = 0; i < g->printed_count; i++)
    if (g->printed[i].fact) sorted[facts++] = g->printed[i];
  qsort(sorted, facts, sizeof *sorted, compare_facts);
  for (size_t i = 0; i < g->printed_count && !g->rounded; i++) {
    const struct gk_printed_fact *printed = &g->printed[i];
    struct gk_fact *fact = printed->fact;
    const struct gk_expr *e = fact ? fact->field->formula : printed->expr;
    struct adding a = {g, sorted, facts, 0, {0, 0}};
    if (!e || !add_expr(&a, e, fact ? fact->parent : NULL, 1, DEPTH_MOST) || a.found < 2) continue;
    const char *what = gk_arena_printf(g->b->arena, "“%s”", fact ? gk_fact_path(g->b->facts, fact) : gk_expr_source(g->b->arena, e));
    gk_grid_rounded(g, gk_or_empty(what), printed->number, a.sum, a.found, fact ? fact->place : printed->place);
  }
}

/* ------------------------------------------------------- along a row of sums */

struct crossing {
  struct gk_grid *g;
  const struct gk_cell **cells;      /* of the row, by column */
  struct gk_fact *const *records; size_t count; /* what it sums */
  bool verify;                       /* what has no column must come to nothing */
  struct gk_decimal sum; size_t parts;
};

static uint32_t column_of(const struct gk_grid *g, const struct gk_field *field) {
  for (uint32_t c = g->first; c < gk_grid_end(g); c++) {
    const struct gk_expr *value = g->leaves[c]->value;
    if (value && value->kind == GK_EXPR_PATH && value->relative && value->field == field) return c;
  }
  return UINT32_MAX;
}

/* The fact of a field in or below a record; NULL: it is elsewhere. */
static struct gk_fact *fact_in(struct gk_facts *facts, struct gk_fact *record, const struct gk_field *field) {
  if (!field->parent) return NULL;
  struct gk_fact *group = field->parent == record->field ? record : fact_in(facts, record, field->parent);
  return group && group->kind == GK_FACT_GROUP ? gk_fact_child(facts, group, field) : NULL;
}

static bool is_nothing(struct crossing *x, const struct gk_field *field) {
  struct gk_binder *b = x->g->b;
  for (size_t i = 0; i < x->count; i++) {
    struct gk_fact *fact = fact_in(b->facts, x->records[i], field);
    if (!fact || fact->kind != GK_FACT_SCALAR) return false;
    gk_formula_settle(b->facts, fact, 0, b->sink);
    bool zero = fact->state == GK_STATE_VALUE && gk_decimal_sign(fact->number) == 0;
    if (!zero && fact->state != GK_STATE_BLANK && fact->state != GK_STATE_NOT_APPLICABLE) return false;
  }
  return true;
}

static bool cross(struct crossing *x, const struct gk_expr *e, int sign) {
  if (e->kind == GK_EXPR_NUMBER) return gk_decimal_sign(e->number) == 0;
  if (e->kind == GK_EXPR_BINARY) {
    bool sum = e->op == GK_OP_ADD || e->op == GK_OP_SUB;
    return sum && cross(x, e->a, sign) && cross(x, e->b, e->op == GK_OP_SUB ? -sign : sign);
  }
  if (e->kind != GK_EXPR_PATH) return false;
  uint32_t c = column_of(x->g, e->field);
  if (c == UINT32_MAX) return e->field->formula ? cross(x, e->field->formula, sign) : !x->verify || is_nothing(x, e->field);
  const struct gk_cell *cell = x->cells[c];
  struct gk_decimal number;
  if (!cell || cell->state == GK_STATE_BLANK || cell->state == GK_STATE_NOT_APPLICABLE) return cell != NULL;
  x->parts++;
  return gk_cell_number(cell, &number) && add_signed(&x->sum, number, sign);
}

void gk_grid_rounding_across(struct gk_grid *g, uint32_t row, size_t first_cell, struct gk_fact *const *records, size_t count) {
  if (g->rounded || count == 0 || gk_grid_failed(g)) return;
  if (!g->across) g->across = gk_arena_array(g->scratch, g->columns, sizeof *g->across);
  if (!g->across) return;
  memset(g->across, 0, g->columns * sizeof *g->across);
  const struct gk_cell *name = NULL;
  for (size_t i = first_cell; i < g->cell_count; i++) {
    const struct gk_cell *cell = &g->cells[i];
    if (cell->row != row) continue;
    if (cell->column_span == 1) g->across[cell->column] = cell;
    if (!cell->figure && cell->content.count) name = cell;
  }
  for (uint32_t c = g->first; c < gk_grid_end(g) && !g->rounded; c++) {
    const struct gk_expr *value = g->leaves[c]->value;
    struct gk_decimal printed;
    if (!value || value->kind != GK_EXPR_PATH || !value->relative || !value->field->formula) continue;
    if (!g->across[c] || !gk_cell_number(g->across[c], &printed)) continue;
    struct crossing x = {.g = g, .cells = g->across, .records = records, .count = count};
    if (!cross(&x, value->field->formula, 1) || x.parts < 2 || gk_decimal_compare(x.sum, printed) == 0) continue;
    struct crossing sure = {.g = g, .cells = g->across, .records = records, .count = count, .verify = true};
    if (!cross(&sure, value->field->formula, 1)) continue;
    const char *what = gk_arena_printf(g->b->arena, "“%s”行的“%s”栏", name ? gk_inlines_text(g->b->arena, name->content) : "", gk_grid_column_title(g, c));
    gk_grid_rounded(g, gk_or_empty(what), printed, x.sum, x.parts, g->across[c]->content.items[0].data);
  }
}
