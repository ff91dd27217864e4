/* 均排: labels of two to four Han are spread to the width of their column's widest
 * short label, so that a list of items has two straight edges. Decides which labels
 * take part; all others stay as the text room set them. */
#include <string.h>

#include "typeset/table.h"

#define WIDEST 8 /* characters: longer labels do not set the measure of short ones */

static const struct gk_line *short_label(const struct gk_table_setting *t, const struct gk_cell *cell) {
  const struct gk_paragraph *p = t->paragraphs[cell->number];
  if (!p || !cell->distribute || cell->column_span > 1 || cell->kind == GK_CELL_COLUMN_HEAD || cell->figure || p->count != 1) return NULL;
  return p->lines[0].width <= WIDEST * p->size_em ? &p->lines[0] : NULL;
}

/* Han only, each in its own em: nothing that has to stand close to its neighbour. */
static bool spreads(const struct gk_paragraph *p) {
  const struct gk_line *line = &p->lines[0];
  if (line->count < 2 || line->count > 4) return false;
  size_t at = 0, n = 0;
  for (; at < p->size; n++)
    if (!gk_char_is_han(gk_utf8_next(p->text, p->size, &at))) return false;
  return n == line->count;
}

/* Of its own: what is set belongs to all cells of the same text. */
static struct gk_paragraph *own_copy(struct gk_arena *arena, const struct gk_paragraph *p) {
  struct gk_paragraph *copy = gk_arena_alloc(arena, sizeof *copy);
  struct gk_line *line = gk_arena_alloc(arena, sizeof *line);
  struct gk_line_glyph *glyphs = gk_arena_array(arena, p->lines[0].count, sizeof *glyphs);
  if (!copy || !line || !glyphs) return NULL;
  *copy = *p;
  *line = p->lines[0];
  memcpy(glyphs, line->glyphs, line->count * sizeof *glyphs);
  line->glyphs = glyphs;
  copy->lines = line;
  return copy;
}

static void spread(struct gk_line *line, int32_t width) {
  int32_t more = width - line->width;
  gk_line_spread(line, line->count, more);
}

bool gk_table_distribute(struct gk_table_setting *t) {
  int32_t *widest = gk_arena_array(t->contents->setter->arena, t->table->columns + 1, sizeof *widest);
  if (!widest) return false;
  for (size_t i = 0; i < t->table->cell_count; i++) {
    const struct gk_cell *cell = &t->table->cells[i];
    const struct gk_line *line = short_label(t, cell);
    if (line && line->width > widest[cell->column]) widest[cell->column] = line->width;
  }
  for (size_t i = 0; i < t->table->cell_count; i++) {
    const struct gk_cell *cell = &t->table->cells[i];
    struct gk_paragraph *p = t->paragraphs[i];
    if (!short_label(t, cell) || !spreads(p) || (int32_t)cell->indent * p->size_em + widest[cell->column] > gk_cell_room(t, cell)) continue;
    if (!(p = t->paragraphs[i] = own_copy(t->contents->setter->pages, p))) return false;
    spread(&p->lines[0], widest[cell->column]);
  }
  return true;
}
