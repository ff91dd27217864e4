/* What the cells of a table hold, measured before any width is known, and what
 * that asks of the columns.
 *
 * A column wants the width of its longest content on one line. It needs at least
 * - its widest unbreakable piece (a figure, a word, a unit),
 * - for its texts four characters to a line, or all of a shorter text,
 * - for its heads two characters to a line,
 * - the widest figure left of the decimal point and the widest rest together.
 * A width that the layout gives stands in place of both, never below the widest
 * piece. What a cell over several columns lacks is shared by them in proportion
 * to what they want. */
#include <string.h>

#include "typeset/table.h"

enum { TEXT_LEAST = 4, HEAD_LEAST = 2, SHORT_TEXT = 96 };

int32_t gk_pitch_of(const struct gk_style *style) { return style->line ? style->line : style->size * 4 / 3; }

const struct gk_style *gk_cell_style(const struct gk_table_contents *k, const struct gk_cell *cell) {
  return cell->kind == GK_CELL_COLUMN_HEAD ? &k->head : &k->cell;
}

struct gk_style gk_cell_text_style(const struct gk_table_contents *k, const struct gk_cell *cell) {
  struct gk_style style = *gk_cell_style(k, cell);
  style.align = cell->align == GK_STYLE_DECIMAL ? GK_STYLE_START : cell->align;
  style.first_indent = 0;
  style.indent = (int32_t)cell->indent * 1000;
  return style;
}

/* Bounded, so that sums of columns do not overflow; no sheet is near it. */
static int32_t bounded(int64_t width) { return width > INT32_MAX / 4 ? INT32_MAX / 4 : (int32_t)width; }

/* --- cells */

/* The byte after the integer part that the text begins with; 0 when it does not begin with a number. */
static size_t integer_end(const char *text, size_t size) {
  size_t at = 0, end = 0;
  uint32_t code = size ? gk_utf8_next(text, size, &at) : 0;
  if (code != '-' && code != '+' && code != 0x2212) at = 0;
  while (at < size) {
    size_t from = at;
    code = gk_utf8_next(text, size, &at);
    if (code >= '0' && code <= '9') end = at;
    else if ((code != ',' && code != 0x2009 && code != 0x202F && code != 0xA0) || end != from) break; /* separators stand between digits */
  }
  return end;
}

/* The width up to the point, of what stands on the point of its column: a number, also with a unit or a per cent sign behind it. */
static int32_t point_of(const struct gk_cell *cell, const struct gk_paragraph *p) {
  if (cell->align != GK_STYLE_DECIMAL || cell->column_span > 1 || p->count != 1) return -1;
  size_t end = integer_end(p->text, p->size);
  if (end == 0) return -1;
  const struct gk_line *line = &p->lines[0];
  for (size_t i = 0; i < line->count; i++)
    if (line->glyphs[i].cluster >= end) return line->glyphs[i].x;
  return line->width;
}

static size_t size_of(const struct gk_inlines *content) {
  size_t size = 0;
  for (size_t i = 0; i < content->count; i++) size += content->items[i].size;
  return size;
}

/* A text short enough to stand on one line is set once and for all. */
static bool set_short(struct gk_table_contents *k, const struct gk_cell *cell, struct gk_cell_measure *m) {
  struct gk_style style = gk_cell_text_style(k, cell);
  style.align = GK_STYLE_START;
  struct gk_set_text set;
  if (!gk_set_cell_text(k->setter, &style, GK_WANT_LINE, &cell->content, 0, &set)) return false;
  m->line = set.paragraph;
  m->least = bounded(set.widths.smallest);
  for (size_t i = 0; i < m->line->count; i++) {
    int32_t width = bounded((int64_t)m->line->lines[i].start + m->line->lines[i].width);
    if (width > m->natural) m->natural = width;
  }
  m->natural = gk_diagonal_natural(cell, m->natural);
  if (cell->below) m->least = m->natural;
  m->point = point_of(cell, m->line);
  /* A figure is one piece. */
  if (cell->content.count == 1 && cell->content.items[0].whole) m->least = m->natural;
  return true;
}

static bool ask_widths(struct gk_table_contents *k, const struct gk_cell *cell, struct gk_cell_measure *m) {
  struct gk_style style = gk_cell_text_style(k, cell);
  struct gk_set_text set;
  if (!gk_set_cell_text(k->setter, &style, GK_WANT_WIDTHS, &cell->content, 0, &set)) return false;
  m->natural = bounded(set.widths.natural);
  m->least = bounded(set.widths.smallest);
  return true;
}

bool gk_table_measure_cell(struct gk_table_contents *k, const struct gk_cell *cell) {
  struct gk_cell_measure *m = &k->cells[cell->number];
  *m = (struct gk_cell_measure){.point = -1};
  return cell->content.count == 0 || (size_of(&cell->content) <= SHORT_TEXT ? set_short(k, cell, m) : ask_widths(k, cell, m));
}

/* --- columns */

/* What a cell needs, when `known` is needed already. */
static int32_t least_of(const struct gk_table_contents *k, const struct gk_cell *cell, int32_t known) {
  const struct gk_cell_measure *m = &k->cells[cell->number];
  bool head = cell->kind == GK_CELL_COLUMN_HEAD;
  int32_t readable = k->table->widths[cell->column] && !head ? 0 : (head ? HEAD_LEAST : TEXT_LEAST) * gk_cell_style(k, cell)->size;
  if (m->natural <= known) return known;
  int32_t need = m->natural <= readable ? m->natural : m->least < readable ? readable : m->least;
  return need > known ? need : known;
}

static void want_singly(struct gk_table_contents *k) {
  int32_t padding = 2 * k->style->padding_x;
  for (size_t i = 0; i < gk_cells_in_all(k->table); i++) {
    const struct gk_cell *cell = gk_cell_numbered(k->table, i);
    const struct gk_cell_measure *m = &k->cells[i];
    struct gk_column_want *want = &k->wants[cell->column];
    if (cell->column_span > 1) continue;
    if (m->natural + padding > want->natural) want->natural = m->natural + padding;
    want->least = least_of(k, cell, want->least - padding) + padding;
    if (m->point < 0) continue;
    if (m->point > k->point[cell->column]) k->point[cell->column] = m->point;
    if (m->natural - m->point > k->rest[cell->column]) k->rest[cell->column] = m->natural - m->point;
  }
}

static void add_lack(const struct gk_table_contents *k, struct gk_column_want *wants, const bool *shown, const struct gk_cell *cell) {
  const struct gk_cell_measure *m = &k->cells[cell->number];
  int64_t least = 0, natural = 0, padding = 2 * k->style->padding_x, need = m->least;
  uint32_t n = 0, from = cell->column, to = from + cell->column_span;
  for (uint32_t c = from; c < to; c++) {
    if (shown && !shown[c]) continue;
    least += wants[c].least;
    natural += wants[c].natural;
    n++;
  }
  if (n == 0) return;
  int64_t lack = need + padding - least, lack_natural = m->natural + padding - natural;
  for (uint32_t c = from; c < to; c++) {
    if (shown && !shown[c]) continue;
    int64_t weight = wants[c].natural;
    if (lack > 0) wants[c].least = bounded(wants[c].least + (natural ? lack * weight / natural : lack / n) + 1);
    if (lack_natural > 0) wants[c].natural = bounded(wants[c].natural + (natural ? lack_natural * weight / natural : lack_natural / n));
    if (wants[c].natural < wants[c].least) wants[c].natural = wants[c].least;
  }
}

void gk_table_spread(const struct gk_table_contents *k, struct gk_column_want *wants, const bool *shown) {
  for (size_t i = 0; i < k->spanning_count; i++) add_lack(k, wants, shown, gk_cell_numbered(k->table, k->spanning[i]));
}

/* Beyond a whole sheet a text's length says no more about the share it deserves. */
static void settle(struct gk_table_contents *k, uint32_t column, int32_t sheet) {
  struct gk_column_want *want = &k->wants[column];
  int32_t padding = 2 * k->style->padding_x, two = HEAD_LEAST * k->cell.size + padding, points = k->point[column] + k->rest[column] + padding;
  if (want->natural > sheet) want->natural = sheet;
  if (k->point[column] && points > want->least) want->least = points;
  if (want->least < two) want->least = two;
  int64_t given = (int64_t)k->table->widths[column] * k->cell.size / 1000;
  if (given) {
    want->given = true;
    if (given + padding > want->least) want->least = bounded(given + padding);
    want->natural = want->least;
  }
  if (want->natural < want->least) want->natural = want->least;
}

static void find_wants(struct gk_table_contents *k) {
  uint32_t n = k->table->columns;
  const struct gk_page_style *p = k->setter->page_style;
  int32_t sheet = p->text_height > p->text_width ? p->text_height : p->text_width;
  memset(k->wants, 0, n * sizeof *k->wants);
  memset(k->point, 0, n * sizeof *k->point);
  memset(k->rest, 0, n * sizeof *k->rest);
  for (uint32_t c = 0; c < n; c++) k->wants[c].least = 2 * k->style->padding_x;
  want_singly(k);
  for (uint32_t c = 0; c < n; c++) settle(k, c, sheet);
}

bool gk_table_contents(struct gk_table_contents *k) {
  for (size_t i = 0; i < gk_cells_in_all(k->table); i++)
    if (!gk_table_measure_cell(k, gk_cell_numbered(k->table, i))) return false;
  find_wants(k);
  return true;
}
