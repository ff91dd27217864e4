/* Contents of cells: their widths on one line, their lines in the columns found.
 * Decides which lines are how aligned (CY/T 170-2019: heads centred, text of
 * several lines from its start), what is a number for the decimal point, and
 * 均排: labels of two to six Han characters are spread to the longest of them in
 * their column; what else stands in that column stays as it is. */
#include <string.h>

#include "typeset/table.h"

#define SHORT_TEXT 96      /* bytes: shorter contents are set at once, longer ones only measured */
#define SPREAD_LEAST 2
#define SPREAD_MOST 6

static bool text_style(struct gk_table_work *w, const struct gk_cell *cell, enum gk_text_align align, struct gk_text_style *out) {
  if (!gk_set_text_style(w->set, gk_is_head(cell) ? &w->head : &w->cell, out)) return false;
  out->align = align;
  out->pitch = 0;
  out->first_indent = 0;
  int64_t indent = (int64_t)cell->indent * out->size, most = 100 * (int64_t)out->size;
  out->indent = (int32_t)(indent < most ? indent : most);
  out->balance = false;
  return true;
}

static bool has_forced(const struct gk_inlines *content) {
  for (size_t i = 1; i < content->count; i++)
    if (content->items[i].break_forced) return true;
  return false;
}

/* --- numbers */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Bytes of a number's text left of its decimal point; 0: the text begins with no number. */
static size_t number_size(const char *text, size_t n) {
  size_t i = 0;
  if (n > 0 && (text[0] == '-' || text[0] == '+')) i = 1;
  else if (n > 3 && memcmp(text, "−", 3) == 0) i = 3;
  size_t from = i;
  while (i < n && (is_digit(text[i]) || (text[i] == ',' && i + 1 < n && is_digit(text[i + 1])))) i++;
  return i > from ? i : 0;
}

static int32_t point_of(const struct gk_paragraph *p) {
  const struct gk_line *line = &p->lines[0];
  size_t at = number_size(p->text, p->size);
  if (at == 0) return -1;
  for (size_t i = 0; i < line->count; i++)
    if (line->glyphs[i].cluster >= at) return line->glyphs[i].x;
  return line->width;
}

/* --- widths */

static void measure_cell(struct gk_table_work *w, const struct gk_cell *cell) {
  struct gk_table_cell *c = &w->cells[cell->number];
  struct gk_text_style style;
  *c = (struct gk_table_cell){.smallest = -1, .point = -1, .paragraph = {.text = "", .size_em = gk_is_head(cell) ? w->head.size : w->cell.size}};
  if (cell->content.count == 0 || !text_style(w, cell, GK_ALIGN_START, &style)) {
    c->smallest = 0;
    c->single = true;
    return;
  }
  if (gk_inlines_size(&cell->content) > SHORT_TEXT || has_forced(&cell->content)) {
    struct gk_text_widths widths = gk_set_widths(w->set, &style, &cell->content);
    c->natural = widths.natural < GK_MEASURE_FREE ? widths.natural : GK_MEASURE_FREE;
    c->smallest = widths.smallest < c->natural ? widths.smallest : c->natural;
    return;
  }
  gk_set_lines(w->set, &style, &cell->content, GK_MEASURE_FREE, &c->paragraph);
  c->single = true;
  if (c->paragraph.count == 0) return;
  const struct gk_line *line = &c->paragraph.lines[0];
  c->natural = line->start + line->width;
  if (cell->align == GK_STYLE_DECIMAL && cell->column_span == 1) c->point = point_of(&c->paragraph);
}

bool gk_table_cells_natural(struct gk_table_work *w) {
  for (size_t i = 0; i < w->table->cell_count; i++) measure_cell(w, &w->table->cells[i]);
  return !gk_arena_failed(w->set->arena) && !gk_arena_failed(w->set->scratch);
}

int32_t gk_table_cell_smallest(struct gk_table_work *w, const struct gk_cell *cell) {
  struct gk_table_cell *c = &w->cells[cell->number];
  struct gk_text_style style;
  if (c->smallest >= 0) return c->smallest;
  c->smallest = c->natural;
  if (text_style(w, cell, GK_ALIGN_START, &style)) c->smallest = gk_set_widths(w->set, &style, &cell->content).smallest;
  return c->smallest;
}

int32_t gk_table_content_width(const struct gk_table_work *w, const struct gk_cell *cell) {
  int32_t width = -w->rule - 2 * w->pad_x;
  for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) width += w->columns[c];
  return width;
}

/* --- lines */

static enum gk_text_align several_lines(const struct gk_cell *cell) {
  if (cell->align == GK_STYLE_JUSTIFY) return GK_ALIGN_JUSTIFY;
  return gk_is_head(cell) && cell->align == GK_STYLE_CENTER ? GK_ALIGN_CENTER : GK_ALIGN_START;
}

static void set_cell(struct gk_table_work *w, const struct gk_cell *cell) {
  struct gk_table_cell *c = &w->cells[cell->number];
  struct gk_text_style style;
  int32_t width = gk_table_content_width(w, cell);
  if (c->single && c->natural <= width) return;
  enum gk_text_align align = c->natural <= width && !has_forced(&cell->content) ? GK_ALIGN_START : several_lines(cell);
  c->point = -1;
  c->single = false;
  if (text_style(w, cell, align, &style)) gk_set_lines(w->set, &style, &cell->content, width, &c->paragraph);
}

/* Characters of a label that can be spread; 0 for other texts. */
static size_t spreadable(const struct gk_table_work *w, const struct gk_cell *cell) {
  const struct gk_paragraph *p = &w->cells[cell->number].paragraph;
  if (!cell->distribute || cell->column_span > 1 || p->count != 1) return 0;
  size_t n = 0;
  for (size_t i = 0; i < p->size; n++)
    if (!gk_char_is_han(gk_utf8_next(p->text, p->size, &i))) return 0;
  return n >= SPREAD_LEAST && n <= SPREAD_MOST && n == p->lines[0].count ? n : 0;
}

static void spread(struct gk_table_work *w, const struct gk_cell *cell, int32_t target) {
  struct gk_paragraph *p = &w->cells[cell->number].paragraph;
  struct gk_line *line = &p->lines[0];
  int32_t room = gk_table_content_width(w, cell) - line->start;
  if (target > room) target = room; /* an indented label */
  int32_t extra = target - line->width, gaps = (int32_t)line->count - 1;
  if (extra <= 0) return;
  for (int32_t i = 1; i <= gaps; i++) line->glyphs[i].x += (int32_t)((int64_t)extra * i / gaps);
  line->width = target;
  line->adjust += extra;
}

static void spread_labels(struct gk_table_work *w) {
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < w->table->cell_count; i++) {
      const struct gk_cell *cell = &w->table->cells[i];
      int32_t *longest = &w->fractions[w->table->columns + cell->column];
      if (spreadable(w, cell) == 0) continue;
      int32_t width = w->cells[i].paragraph.lines[0].width;
      if (pass == 0 && width > *longest) *longest = width;
      if (pass == 1) spread(w, cell, *longest);
    }
  }
}

bool gk_table_cells_set(struct gk_table_work *w) {
  for (size_t i = 0; i < w->table->cell_count; i++) set_cell(w, &w->table->cells[i]);
  spread_labels(w);
  return !gk_arena_failed(w->set->arena) && !gk_arena_failed(w->set->scratch);
}

bool gk_table_cell_carry(struct gk_table_work *w, const struct gk_cell *cell) {
  static const char mark[] = "（续）";
  struct gk_table_cell *c = &w->cells[cell->number];
  struct gk_text_style style;
  if (c->carried) return true;
  struct gk_paragraph *carried = gk_arena_alloc(w->set->arena, sizeof *carried);
  struct gk_inlines all = {gk_arena_array(w->scratch, cell->content.count + 1, sizeof *all.items), cell->content.count + 1};
  if (!carried || !all.items) return false;
  if (cell->content.count) memcpy(all.items, cell->content.items, cell->content.count * sizeof *all.items);
  all.items[cell->content.count] = (struct gk_inline){.text = mark, .size = sizeof mark - 1, .whole = true};
  c->carried = carried;
  *carried = (struct gk_paragraph){.text = "", .size_em = w->cell.size};
  if (text_style(w, cell, GK_ALIGN_START, &style)) gk_set_lines(w->set, &style, &all, gk_table_content_width(w, cell), carried);
  return !gk_arena_failed(w->set->arena);
}
