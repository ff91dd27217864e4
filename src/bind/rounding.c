/* Figures are rounded one by one when they are printed (元 in 万元), so that on
 * paper a sum can differ from its parts by a little. Decides whether that has
 * happened in a table: down the columns, where a row is the sum of others, and
 * between figures of the data of which one is the sum of the others by its formula.
 * Nothing is adjusted: the table says so in a note, and the run in a remark. */
#include <stdlib.h>
#include <string.h>

#include "bind/grid.h"

#define DEPTH_MOST 16 /* formulas that lead to formulas */

void gk_grid_row_sum(struct gk_grid *g, uint32_t row, struct gk_fact *list, uint32_t parent, size_t count, bool total) {
  if (row < g->rows) g->sums[row] = (struct gk_row_sum){list, parent, count, total};
}

bool gk_printed_number(struct gk_inline text, struct gk_decimal *number) {
  char plain[GK_DECIMAL_TEXT_MAX];
  size_t n = 0;
  for (size_t i = 0; i < text.size && n < sizeof plain; i++)
    if (text.text[i] != ',') plain[n++] = text.text[i];
  return gk_decimal_parse(plain, n, number) == GK_DECIMAL_OK;
}

static const char *digits(struct gk_grid *g, struct gk_decimal number) {
  char text[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(number, false, text);
  return gk_or_empty(gk_arena_strdup(g->b->arena, text));
}

/* Each of the parts and the sum are at most half a unit of the last digit off: n parts explain (n + 1) / 2 units. More is a fault
 * of the data, said elsewhere. */
static bool is_rounding(struct gk_decimal printed, struct gk_decimal sum, size_t parts) {
  uint8_t scale = printed.scale > sum.scale ? printed.scale : sum.scale;
  struct gk_decimal difference, most = {(int64_t)parts + 1, scale};
  if (!gk_decimal_sub(printed, sum, &difference) || !gk_decimal_abs(difference, &difference)) return false;
  if (gk_decimal_sign(difference) == 0 || !gk_decimal_add(difference, difference, &difference)) return false;
  return gk_decimal_compare(difference, most) <= 0;
}

static void note(struct gk_grid *g, const char *what, struct gk_decimal printed, struct gk_decimal sum, struct gk_place place) {
  if (g->rounded) return;
  g->rounded = gk_or_empty(gk_arena_printf(g->b->arena, "%s印的是%s", what, digits(g, printed)));
  g->rounded_sum = digits(g, sum);
  g->rounded_place = place;
}

/* ------------------------------------------------------- down the columns */

/* What stands below a row that is a sum, in one column. */
struct column_sum { struct gk_decimal sum; size_t count, parts; bool unknown; };

static bool number_of(const struct gk_cell *cell, struct gk_decimal *number) {
  return cell->figure && cell->content.count == 1 && gk_printed_number(cell->content.items[0], number);
}

static void add_cell(struct column_sum *s, const struct gk_cell *cell, size_t count) {
  struct gk_decimal number;
  s->count += count;
  if (cell->state == GK_STATE_BLANK || cell->state == GK_STATE_NOT_APPLICABLE) return;
  if (!number_of(cell, &number) || !gk_decimal_add(s->sum, number, &s->sum)) s->unknown = true;
  s->parts++;
}

/* The rows that sum others, numbered; UINT32_MAX: no sum. A total takes the rows of its list that are part of no other. */
static uint32_t *number_sums(struct gk_grid *g, uint32_t *count) {
  uint32_t *index = gk_arena_array(g->b->arena, g->rows + 1, sizeof *index);
  *count = 0;
  if (!index) return NULL;
  for (uint32_t r = 0; r < g->rows; r++) index[r] = UINT32_MAX;
  for (uint32_t r = 0; r < g->rows; r++) {
    uint32_t parent = g->sums[r].parent;
    if (parent != UINT32_MAX && parent < g->rows && index[parent] == UINT32_MAX) index[parent] = (*count)++;
    if (g->sums[r].total && index[r] == UINT32_MAX) index[r] = (*count)++;
  }
  return index;
}

/* The total of a list; the first when there are several. */
static uint32_t total_of(const struct gk_grid *g, const struct gk_fact *list) {
  for (uint32_t r = 0; list && r < g->rows; r++)
    if (g->sums[r].total && g->sums[r].list == list) return r;
  return UINT32_MAX;
}

static bool adds_up(const struct gk_grid *g, uint32_t column) {
  const struct gk_expr *value = g->leaves[column]->value;
  if (!value) return false;
  enum gk_format format = gk_format_by_type(value);
  return !g->leaves[column]->no_total && (format == GK_FORMAT_AMOUNT || format == GK_FORMAT_QUANTITY) && value->kind == GK_EXPR_PATH;
}

static void compare_row(struct gk_grid *g, const struct gk_cell *cell, const struct column_sum *s) {
  struct gk_decimal printed;
  if (s->unknown || s->count != g->sums[cell->row].count || s->count == 0 || !number_of(cell, &printed) || !is_rounding(printed, s->sum, s->parts)) return;
  const struct gk_expr *value = g->leaves[cell->column]->value;
  note(g, gk_or_empty(gk_arena_printf(g->b->arena, "“%s”栏的合计", value->field->title)), printed, s->sum, cell->content.items[0].data);
}

void gk_grid_rounding_rows(struct gk_grid *g) {
  uint32_t count;
  uint32_t *index = gk_arena_failed(g->b->arena) ? NULL : number_sums(g, &count);
  if (!index || count == 0) return;
  struct column_sum *sums = gk_arena_array(g->b->arena, (size_t)count * g->columns, sizeof *sums);
  if (!sums) return;
  const struct gk_fact *list = NULL;
  uint32_t total = UINT32_MAX;
  for (size_t i = 0; i < g->cell_count; i++) {
    const struct gk_cell *cell = &g->cells[i];
    const struct gk_row_sum *row = &g->sums[cell->row];
    if (!row->list || row->total || !adds_up(g, cell->column)) continue;
    if (row->list != list) total = total_of(g, list = row->list);
    uint32_t into = row->parent != UINT32_MAX ? row->parent : total;
    if (into < g->rows) add_cell(&sums[(size_t)index[into] * g->columns + cell->column], cell, row->count);
  }
  for (size_t i = 0; i < g->cell_count; i++) {
    const struct gk_cell *cell = &g->cells[i];
    if (cell->row < g->rows && index[cell->row] != UINT32_MAX) compare_row(g, cell, &sums[(size_t)index[cell->row] * g->columns + cell->column]);
  }
}

/* ------------------------------------------------------- by formulas */

static int compare_facts(const void *a, const void *b) {
  uintptr_t x = (uintptr_t)((const struct gk_printed_fact *)a)->fact, y = (uintptr_t)((const struct gk_printed_fact *)b)->fact;
  return (x > y) - (x < y);
}

static const struct gk_printed_fact *find(const struct gk_printed_fact *sorted, size_t n, struct gk_fact *fact) {
  struct gk_printed_fact key = {.fact = fact};
  return bsearch(&key, sorted, n, sizeof key, compare_facts);
}

/* Only + and 合计: then the parts are added. */
static bool is_sum(const struct gk_expr *e) {
  if (e->kind == GK_EXPR_PATH) return true;
  if (e->kind == GK_EXPR_CALL) return e->function == GK_FN_SUM;
  return e->kind == GK_EXPR_BINARY && e->op == GK_OP_ADD && is_sum(e->a) && is_sum(e->b);
}

struct adding { struct gk_grid *g; const struct gk_printed_fact *sorted; size_t count, found; struct gk_decimal sum; };

/* Adds what is printed of a figure's parts; a part that is not printed is taken apart itself. False: something is not on the page. */
static bool add_parts(struct adding *a, struct gk_fact *fact, unsigned depth) {
  if (!fact->field->formula || !is_sum(fact->field->formula) || depth == 0) return false;
  struct gk_operands operands = gk_formula_written(a->g->b->facts, fact, a->g->b->sink);
  for (size_t i = 0; i < operands.count; i++) {
    struct gk_fact *part = operands.items[i];
    if (part->state == GK_STATE_BLANK || part->state == GK_STATE_NOT_APPLICABLE) continue;
    if (part->state != GK_STATE_VALUE) return false;
    const struct gk_printed_fact *printed = find(a->sorted, a->count, part);
    if (printed) {
      a->found++;
      if (!gk_decimal_add(a->sum, printed->number, &a->sum)) return false;
    } else if (part->kind == GK_FACT_SCALAR && gk_decimal_sign(part->number) != 0 && !add_parts(a, part, depth - 1)) {
      return false;
    }
  }
  return true;
}

void gk_grid_rounding_facts(struct gk_grid *g) {
  if (g->rounded || g->printed_count < 2 || gk_arena_failed(g->b->arena)) return;
  struct gk_printed_fact *sorted = gk_arena_array(g->b->arena, g->printed_count, sizeof *sorted);
  if (!sorted) return;
  memcpy(sorted, g->printed, g->printed_count * sizeof *sorted);
  qsort(sorted, g->printed_count, sizeof *sorted, compare_facts);
  for (size_t i = 0; i < g->printed_count && !g->rounded; i++) {
    struct gk_fact *fact = g->printed[i].fact;
    struct adding a = {g, sorted, g->printed_count, 0, {0, 0}};
    if (!fact->field->formula || !add_parts(&a, fact, DEPTH_MOST) || a.found < 2 || !is_rounding(g->printed[i].number, a.sum, a.found)) continue;
    note(g, gk_or_empty(gk_arena_printf(g->b->arena, "“%s”", gk_fact_path(g->b->facts, fact))), g->printed[i].number, a.sum, fact->place);
  }
}
