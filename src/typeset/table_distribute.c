/* 均排: labels of two to four Han are spread to the width of their column's widest
 * short label, so that a list of items has two straight edges. Decides which labels
 * take part; all others stay as the text room set them. */
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
    const struct gk_paragraph *p = t->paragraphs[i];
    if (!short_label(t, cell) || !spreads(p) || (int32_t)cell->indent * p->size_em + widest[cell->column] > gk_cell_room(t, cell)) continue;
    struct gk_paragraph *own = gk_arena_alloc(t->contents->setter->pages, sizeof *own); /* what is set belongs to all cells of the same text */
    if (!own) return false;
    *own = *p;
    if (!gk_spread_line(t->contents->setter, own, p->lines[0].count, widest[cell->column] - p->lines[0].width)) return false;
    t->paragraphs[i] = own;
  }
  return true;
}
