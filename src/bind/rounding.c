/* Figures are rounded one by one when they are printed (元 in 万元), so that on
 * paper a sum can differ from its parts by a little. Decides whether that has
 * happened down the columns of a table, where a row is the sum of others; by
 * formulas and along a row of sums is rounding_parts.c's question. Nothing is adjusted:
 * the table says so in a note, and the run in a remark. */
#include "bind/grid.h"

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

void gk_grid_rounded(struct gk_grid *g, const char *what, struct gk_decimal printed, struct gk_decimal sum, size_t parts, struct gk_place place) {
  if (g->rounded || !is_rounding(printed, sum, parts)) return;
  g->rounded = gk_or_empty(gk_arena_printf(g->b->arena, "%s印的是%s", what, digits(g, printed)));
  g->rounded_sum = digits(g, sum);
  g->rounded_place = place;
}

/* ------------------------------------------------------- down the columns */

/* What stands below a row that is a sum, in one column. */
struct column_sum { struct gk_decimal sum; size_t count, parts; bool unknown; };

bool gk_cell_number(const struct gk_cell *cell, struct gk_decimal *number) {
  return cell->figure && cell->content.count == 1 && gk_printed_number(cell->content.items[0], number);
}

static void add_cell(struct column_sum *s, const struct gk_cell *cell, size_t count) {
  struct gk_decimal number;
  s->count += count;
  if (cell->state == GK_STATE_BLANK || cell->state == GK_STATE_NOT_APPLICABLE) return;
  if (!gk_cell_number(cell, &number) || !gk_decimal_add(s->sum, number, &s->sum)) s->unknown = true;
  s->parts++;
}

/* The rows that sum others, numbered; UINT32_MAX: no sum. A total takes the rows of its list that are part of no other. */
static uint32_t *number_sums(struct gk_grid *g, uint32_t *count) {
  uint32_t *index = gk_arena_array(g->scratch, g->rows + 1, sizeof *index);
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
  return g->leaves[column]->value && !g->leaves[column]->no_total && gk_column_adds_up(g->leaves[column]);
}

const char *gk_grid_column_title(struct gk_grid *g, uint32_t column) {
  const struct gk_column *c = g->leaves[column];
  if (c->value && c->value->kind == GK_EXPR_PATH) return c->value->field->title;
  struct gk_inline_list title = {0};
  if (c->title) gk_compose(g->b, c->title, g->scope, &title);
  return title.count ? gk_inlines_text(g->b->arena, gk_inlines_of(&title)) : gk_or_empty(c->id);
}

static void compare_row(struct gk_grid *g, const struct gk_cell *cell, const struct column_sum *s) {
  struct gk_decimal printed;
  if (s->unknown || s->count != g->sums[cell->row].count || s->count == 0 || !gk_cell_number(cell, &printed) || g->rounded) return;
  const char *what = gk_arena_printf(g->b->arena, "“%s”栏的合计", gk_grid_column_title(g, cell->column));
  gk_grid_rounded(g, gk_or_empty(what), printed, s->sum, s->parts, cell->content.items[0].data);
}

void gk_grid_rounding_rows(struct gk_grid *g) {
  uint32_t count;
  uint32_t *index = gk_grid_failed(g) ? NULL : number_sums(g, &count);
  if (!index || count == 0) return;
  struct column_sum *sums = gk_arena_array(g->scratch, (size_t)count * g->columns, sizeof *sums);
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
