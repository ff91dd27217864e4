/* Widths of columns from their contents, and the sheet the table needs.
 * The rule: a column is never narrower than its widest unbreakable piece or two
 * characters; room left is shared in proportion to what each column still lacks
 * to hold its longest cell on one line; room left after that in proportion to
 * the widths. Too wide: upright, then turned, then smaller by steps to 7.5 pt. */
#include "typeset/table.h"

struct column { int32_t least, natural; };

static int32_t bounded(int64_t width) { return width > INT32_MAX / 4 ? INT32_MAX / 4 : (int32_t)width; }

static bool cell_widths(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, struct gk_text_widths *out) {
  struct gk_text_style style;
  struct gk_text_run *runs = gk_text_runs_of(setter, &cell->content);
  if (!runs || !gk_text_style_of(setter, gk_cell_style(t, cell), &style)) return false;
  *out = (struct gk_text_widths){0};
  if (cell->content.count && !gk_text_widths(setter->fonts, setter->arena, &style, runs, cell->content.count, out, setter->sink)) return false;
  /* Bounded, so that sums of columns do not overflow; no sheet is near it. */
  int64_t indent = (int64_t)cell->indent * style.size + 2 * t->style->padding_x;
  out->smallest = bounded(out->smallest + indent);
  out->natural = bounded(out->natural + indent);
  return true;
}

/* Adds what a spanning cell lacks to its columns, evenly. */
static void spread(struct column *columns, uint32_t from, uint32_t n, int32_t least, int32_t natural) {
  int64_t have = 0, have_natural = 0;
  for (uint32_t i = 0; i < n; i++) {
    have += columns[from + i].least;
    have_natural += columns[from + i].natural;
  }
  for (uint32_t i = 0; i < n; i++) {
    if (least > have) columns[from + i].least += (int32_t)((least - have + n - 1) / n);
    if (natural > have_natural) columns[from + i].natural += (int32_t)((natural - have_natural) / n);
  }
}

static bool measure_columns(struct gk_setter *setter, struct gk_table_setting *t, struct column *columns) {
  int32_t padding = 2 * t->style->padding_x;
  t->widest = NULL;
  t->widest_piece = 0;
  /* Beyond a whole sheet a text's length says no more about the share it deserves. */
  int32_t sheet = setter->page_style->text_height > setter->page_style->text_width ? setter->page_style->text_height : setter->page_style->text_width;
  for (int spans = 0; spans < 2; spans++) {
    for (size_t i = 0; i < t->table->cell_count; i++) {
      const struct gk_cell *cell = &t->table->cells[i];
      if ((cell->column_span > 1) != (spans == 1)) continue;
      struct gk_text_widths w;
      if (!cell_widths(setter, t, cell, &w)) return false;
      if (w.smallest / (int32_t)cell->column_span > t->widest_piece) {
        t->widest = cell;
        t->widest_piece = w.smallest / (int32_t)cell->column_span;
      }
      if (w.natural > sheet) w.natural = w.smallest > sheet ? w.smallest : sheet;
      struct column *c = &columns[cell->column];
      if (spans) spread(columns, cell->column, cell->column_span, w.smallest, w.natural);
      if (!spans && w.smallest > c->least) c->least = w.smallest;
      if (!spans && w.natural > c->natural) c->natural = w.natural;
    }
  }
  for (uint32_t i = 0; i < t->table->columns; i++) {
    int32_t two = 2 * t->cell.size + padding;
    if (columns[i].least < two) columns[i].least = two;
    int32_t wanted = (int32_t)((int64_t)t->table->widths[i] * t->cell.size / 1000);
    if (wanted && wanted + padding > columns[i].least) columns[i].least = wanted + padding;
    if (wanted) columns[i].natural = columns[i].least;
    if (columns[i].natural < columns[i].least) columns[i].natural = columns[i].least;
  }
  return true;
}

static int64_t total(const struct column *columns, uint32_t n, bool natural) {
  int64_t sum = 0;
  for (uint32_t i = 0; i < n; i++) sum += natural ? columns[i].natural : columns[i].least;
  return sum;
}

/* Edges of the columns over exactly `room`. */
static void share(struct gk_table_setting *t, const struct column *columns, int32_t room) {
  uint32_t n = t->table->columns;
  int64_t least = total(columns, n, false), natural = total(columns, n, true), have = 0, lack = 0;
  for (uint32_t i = 0; i <= n; i++) {
    /* Enough for all: in proportion to the natural widths. Else the least and a share of what each lacks. */
    if (natural <= room) t->x[i] = (int32_t)(natural ? (have + lack) * room / natural : 0);
    else t->x[i] = (int32_t)(have + (natural > least ? lack * (room - least) / (natural - least) : 0));
    if (i == n) break;
    have += columns[i].least;
    lack += columns[i].natural - columns[i].least;
  }
  t->x[n] = t->width = room;
}

static void set_size(struct gk_setter *setter, struct gk_table_setting *t, int32_t size) {
  const struct gk_style *head = gk_layout_style(setter->document->layout, t->style->head_style), *cell = gk_layout_style(setter->document->layout, t->style->cell_style);
  t->head = *head;
  t->cell = *cell;
  if (size >= cell->size) return;
  t->head.line = (int32_t)((int64_t)(head->line ? head->line : head->size * 4 / 3) * size / head->size);
  t->cell.line = (int32_t)((int64_t)(cell->line ? cell->line : cell->size * 4 / 3) * size / cell->size);
  t->head.size = t->cell.size = size;
}

static const char *milli_text(struct gk_setter *setter, int64_t mpt) {
  char *text = gk_arena_alloc(setter->arena, GK_DECIMAL_TEXT_MAX);
  if (!text) return "";
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){mpt, 3}), false, text);
  return text;
}

bool gk_table_widths(struct gk_setter *setter, struct gk_table_setting *t) {
  static const int32_t steps[] = {INT32_MAX, 10500, 9000, 7500};
  const struct gk_page_style *p = setter->page_style;
  uint32_t n = t->table->columns;
  const char *name = t->table->caption.count ? t->table->caption.items[0].text : "";
  t->x = gk_arena_array(setter->arena, n + 1, sizeof *t->x);
  set_size(setter, t, INT32_MAX);
  int32_t first = t->cell.size;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    if (i && steps[i] >= t->cell.size) continue;
    set_size(setter, t, steps[i]);
    struct column *columns = gk_arena_array(setter->arena, n, sizeof *columns);
    if (!t->x || !columns || !measure_columns(setter, t, columns)) return false;
    int64_t least = total(columns, n, false);
    t->rotated = t->table->orientation == GK_ORIENT_LANDSCAPE || (t->table->orientation == GK_ORIENT_AUTO && least > p->text_width);
    int32_t room = t->rotated ? p->text_height : p->text_width;
    if (least > room && i + 1 < sizeof steps / sizeof *steps) continue;
    if (least > room) {
      const struct gk_inline *piece = t->widest && t->widest->content.count ? &t->widest->content.items[0] : NULL;
      gk_report(setter->sink, &gk_msg_typeset_too_wide, piece ? piece->data : gk_place_none(), piece ? piece->layout : gk_place_none(), name, milli_text(setter, least), milli_text(setter, room));
      return false;
    }
    if (t->cell.size < first)
      gk_report(setter->sink, &gk_msg_typeset_shrunk, gk_place_none(), gk_place_none(), name, milli_text(setter, first), milli_text(setter, t->cell.size));
    share(t, columns, room);
    return true;
  }
  return false;
}
