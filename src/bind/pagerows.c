/* 本页小计 and 承前页: what the sums of a page are. They are a field whose value only
 * the pages decide: here stand the models of both rows, as wide as their sums can
 * become, and the adding; which rows a page has is typeset's.
 *
 * Added are the exact figures of the records, by the same rules as in totals
 * (figure.c): nothing counts as nothing, a withheld one makes the sum 涉密. Which
 * cells count was decided when their rows were bound (addends.c). */
#include <string.h>

#include "bind/pagerows.h"

struct gk_page_sums { uint32_t columns; struct gk_figure *sums; };

/* ------------------------------------------------------- the models */

/* What is known of a column: one of its addends, the most that its sums can come to, the most decimals, whether a sum can be negative. */
struct reach { const struct gk_addend *like, *too_much; struct gk_figure most; uint8_t decimals; bool negative; };

static void reach_further(struct reach *r, const struct gk_cell *cell) {
  const struct gk_addend *a = cell->addend;
  if (!r->like) r->like = a;
  if (a->figure.state != GK_STATE_VALUE) return;
  enum gk_fault fault;
  struct gk_figure size = gk_figure_abs(&a->figure, &fault);
  if (fault == GK_FAULT_NONE) r->most = gk_figure_compute(GK_OP_ADD, &r->most, &size, &fault);
  if (fault != GK_FAULT_NONE && !r->too_much) r->too_much = a;
  if (cell->figure && cell->decimals > r->decimals) r->decimals = cell->decimals;
  r->negative |= gk_decimal_sign(a->figure.number) < 0;
}

/* The widest text of a sum: some sums have more decimals than that of all sizes together. NULL when memory or the number's room ends. */
static const char *widest(struct gk_arena *arena, const struct gk_formatting *f, struct reach *r) {
  static const char zeros[] = "000000000000000000";
  struct gk_printed printed = gk_format_figure(f, &r->most, r->like->format, r->like->argument);
  if (printed.fault != GK_FAULT_NONE) r->too_much = r->like;
  int more = printed.number && r->decimals > printed.decimals ? r->decimals - printed.decimals : 0;
  if (more > (int)sizeof zeros - 1) more = (int)sizeof zeros - 1;
  return gk_arena_printf(arena, "%s%s%s%.*s", r->negative ? "-" : "", printed.text ? printed.text : "", more && !printed.decimals ? "." : "", more, zeros);
}

static struct gk_inlines text_inlines(struct gk_arena *arena, const char *text, struct gk_place layout, bool whole) {
  struct gk_inlines out = {gk_arena_alloc(arena, sizeof *out.items), text && *text ? 1 : 0};
  if (!out.items) return (struct gk_inlines){0};
  if (out.count) *out.items = (struct gk_inline){.text = text, .size = strlen(text), .whole = whole, .state = GK_STATE_VALUE, .layout = layout};
  return out;
}

static enum gk_style_align column_align(const struct gk_table *table, uint32_t column) {
  for (size_t i = table->cell_count; i-- > 0;)
    if (table->cells[i].column == column && table->cells[i].addend) return table->cells[i].align;
  return GK_STYLE_DECIMAL;
}

/* One row of models: the label over the columns before the first sum, then each column's own. */
static void add_row(struct gk_arena *arena, struct gk_table *table, struct gk_page_rows *rows, uint32_t row, const char *label, const struct gk_page_labels *l,
                    const char *const *texts) {
  const struct gk_page_printing *p = rows->printing;
  uint32_t wide = l->first;
  while (wide < table->columns && !p->columns[wide]) wide++;
  uint32_t from = wide > l->first ? 0 : l->first, span = wide > from ? wide - from : 1;
  for (uint32_t c = 0; c < table->columns;) {
    struct gk_cell *cell = &rows->cells[rows->cell_count];
    *cell = (struct gk_cell){.kind = GK_CELL_DATA, .row = row, .column = c, .row_span = 1, .column_span = 1, .state = GK_STATE_BLANK, .align = GK_STYLE_START,
                             .number = (uint32_t)(table->cell_count + rows->cell_count)};
    if (c == from) {
      cell->kind = GK_CELL_ROW_HEAD;
      cell->column_span = span;
      cell->content = text_inlines(arena, label, l->layout, false);
      cell->align = span > 1 ? l->spanned : l->align;
      cell->state = GK_STATE_VALUE;
    } else if (p->columns[c]) {
      cell->content = text_inlines(arena, texts[c], gk_place_none(), true);
      cell->align = column_align(table, c);
      cell->state = GK_STATE_VALUE;
    }
    c += cell->column_span;
    rows->cell_count++;
  }
}

bool gk_page_rows_make(struct gk_arena *arena, struct gk_table *table, const struct gk_page_labels *labels, struct gk_formatting formatting,
                       const struct gk_addend **too_much) {
  *too_much = NULL;
  table->page_rows = NULL;
  bool any = false;
  for (size_t i = 0; i < table->cell_count && !any; i++) any = table->cells[i].addend != NULL;
  if (!any || (!labels->total && !labels->brought_forward)) return true;
  size_t n = (size_t)table->columns + 1;
  struct reach *reaches = gk_arena_array(arena, n, sizeof *reaches);
  struct gk_page_rows *rows = gk_arena_alloc(arena, sizeof *rows);
  struct gk_page_printing *printing = gk_arena_alloc(arena, sizeof *printing);
  const char **texts = gk_arena_array(arena, n, sizeof(const char *));
  if (!reaches || !rows || !printing || !texts) return false;
  printing->formatting = formatting;
  printing->columns = gk_arena_array(arena, n, sizeof(const struct gk_addend *));
  rows->cells = gk_arena_array(arena, 2 * n, sizeof *rows->cells);
  if (!printing->columns || !rows->cells) return false;
  for (uint32_t c = 0; c < table->columns; c++) reaches[c].most = (struct gk_figure){.state = GK_STATE_BLANK, .kind = GK_FIGURE_NUMBER};
  for (size_t i = 0; i < table->cell_count; i++)
    if (table->cells[i].addend) reach_further(&reaches[table->cells[i].column], &table->cells[i]);
  for (uint32_t c = 0; c < table->columns; c++) {
    if (!(printing->columns[c] = reaches[c].like)) continue;
    if (!(texts[c] = widest(arena, &formatting, &reaches[c]))) return false;
    if (reaches[c].too_much && !*too_much) *too_much = reaches[c].too_much;
  }
  rows->printing = printing;
  rows->total = rows->brought_forward = UINT32_MAX;
  rows->closing = labels->closing;
  uint32_t row = table->rows;
  if (labels->brought_forward) add_row(arena, table, rows, rows->brought_forward = row++, labels->brought_forward, labels, texts);
  if (labels->total) add_row(arena, table, rows, rows->total = row++, labels->total, labels, texts);
  rows->count = row - table->rows;
  table->page_rows = rows;
  return !gk_arena_failed(arena);
}

/* ------------------------------------------------------- the sums */

struct gk_page_sums *gk_page_sums_new(struct gk_arena *arena, const struct gk_table *table) {
  struct gk_page_sums *s = gk_arena_alloc(arena, sizeof *s);
  if (!s) return NULL;
  s->columns = table->columns;
  s->sums = gk_arena_array(arena, (size_t)s->columns + 1, sizeof *s->sums);
  if (!s->sums) return NULL;
  gk_page_sums_clear(s);
  return s;
}

void gk_page_sums_clear(struct gk_page_sums *s) {
  for (uint32_t c = 0; c < s->columns; c++) s->sums[c] = (struct gk_figure){.state = GK_STATE_BLANK, .kind = GK_FIGURE_NUMBER};
}

/* No sum is beyond what all together come to, which was found to have room. */
static void add(struct gk_figure *sum, const struct gk_figure *addend) {
  enum gk_fault fault;
  *sum = gk_figure_compute(GK_OP_ADD, sum, addend, &fault);
}

void gk_page_sums_add(struct gk_page_sums *s, const struct gk_cell *cell) {
  if (cell->addend) add(&s->sums[cell->column], &cell->addend->figure);
}

void gk_page_sums_join(struct gk_page_sums *s, const struct gk_page_sums *other) {
  for (uint32_t c = 0; c < s->columns; c++) add(&s->sums[c], &other->sums[c]);
}

bool gk_page_cell(struct gk_arena *arena, const struct gk_table *table, const struct gk_page_sums *s, const struct gk_cell *model, struct gk_cell *out) {
  const struct gk_page_printing *p = table->page_rows->printing;
  *out = *model;
  if (model->kind == GK_CELL_ROW_HEAD || !p->columns[model->column]) return true;
  const struct gk_figure *sum = &s->sums[model->column];
  struct gk_formatting formatting = p->formatting;
  formatting.arena = arena;
  struct gk_printed printed = gk_format_figure(&formatting, sum, p->columns[model->column]->format, p->columns[model->column]->argument);
  /* In a draft: which figure it is stands in its row. */
  const char *text = sum->state == GK_STATE_MISSING ? "【缺】" : sum->state == GK_STATE_INVALID ? "【误】" : printed.text;
  out->content = text_inlines(arena, text, gk_place_none(), true);
  out->state = sum->state;
  out->figure = printed.number && sum->state == GK_STATE_VALUE;
  out->decimals = out->figure ? printed.decimals : 0;
  if (out->content.count) out->content.items[0].state = sum->state;
  return !gk_arena_failed(arena);
}
