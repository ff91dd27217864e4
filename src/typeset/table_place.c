/* A part of a table on its page: which lines of each cell stand on it and where.
 * The cells of a repeated head and labels carried over are artifacts, marked as
 * repeats; a cell's first box is the one that counts. Single lines are aligned
 * as the cell says; in a column of figures numbers stand on the decimal point,
 * the longest at the right edge, and what is no number (——, 涉密) in the middle. */
#include "typeset/table.h"

struct shown {
  struct gk_table_work *w;
  const struct gk_cell *cell;
  int32_t y;                 /* of the part in 版心 */
  int32_t top, bottom;       /* of the cell on this page, from y */
  bool first, last;          /* at the part's frame */
  bool ends;                 /* the cell ends on this page */
  bool going_on;             /* it began on a page before */
  bool repeat;
};

static int32_t aligned(const struct gk_table_work *w, const struct gk_cell *cell, const struct gk_line *line, int32_t point, int32_t left, int32_t right) {
  switch (cell->align) {
    case GK_STYLE_CENTER: return left + (right - left - line->width) / 2 - line->start;
    case GK_STYLE_END: return right - line->width - line->start;
    case GK_STYLE_DECIMAL:
      if (point >= 0) return right - w->fractions[cell->column] - point - line->start;
      return left + (right - left - line->width) / 2 - line->start;
    case GK_STYLE_JUSTIFY:
    case GK_STYLE_START: break;
  }
  return left;
}

/* n lines from `from`, their block beginning at y. */
static bool put_cell_lines(const struct shown *s, const struct gk_paragraph *p, size_t from, size_t n, int32_t y, enum gk_artifact artifact) {
  struct gk_table_work *w = s->w;
  const struct gk_cell *cell = s->cell;
  int32_t pitch = gk_cell_pitch(w, cell), size = p->size_em;
  uint32_t end = cell->column + cell->column_span;
  int32_t left = w->edges[cell->column] + (cell->column ? w->rule - w->rule_left : w->frame) + w->pad_x;
  int32_t right = w->edges[end] - (end < w->table->columns ? w->rule_left : w->frame) - w->pad_x;
  struct gk_item item = {.tag = artifact ? NULL : w->tags->cells[cell->number], .artifact = artifact, .repeat = artifact != GK_ARTIFACT_NONE,
                         .cell = cell, .paragraph = p};
  bool own = p == &w->cells[cell->number].paragraph;
  for (size_t i = 0; i < n; i++) {
    item.line = from + i;
    int32_t x = p->count == 1 ? aligned(w, cell, &p->lines[0], own ? w->cells[cell->number].point : -1, left, right) : left;
    int32_t baseline = y + (int32_t)i * pitch + (pitch - size) / 2 + gk_han_baseline(size);
    if (!gk_page_line(w->set, &item, w->x + x, s->y + baseline)) return false;
  }
  return true;
}

static bool put_text(const struct shown *s) {
  struct gk_table_work *w = s->w;
  struct gk_table_cell *c = &w->cells[s->cell->number];
  int32_t pitch = gk_cell_pitch(w, s->cell);
  int32_t top = s->top + (s->first ? w->frame : w->rule - w->rule_left) + w->pad_y, bottom = s->bottom - (s->last ? w->frame : w->rule_left) - w->pad_y;
  const struct gk_paragraph *p = &c->paragraph;
  size_t from = s->repeat ? 0 : c->done, left = p->count - from, fit = bottom > top ? (size_t)((bottom - top) / pitch) : 0;
  enum gk_artifact artifact = s->repeat ? GK_ARTIFACT_REPEATED_HEAD : GK_ARTIFACT_NONE;
  if (left == 0 && s->going_on && c->carried && c->carried->count <= fit) {
    p = c->carried;
    artifact = GK_ARTIFACT_REPEATED_HEAD;
    from = 0;
    left = p->count;
  }
  bool whole = left <= fit || s->ends || s->repeat;
  size_t n = whole ? left : fit;
  if (!artifact) c->done += (uint32_t)n;
  int32_t y = whole && from == 0 ? top + (bottom - top - (int32_t)n * pitch) / 2 : top;
  return put_cell_lines(s, p, from, n, y, artifact);
}

static bool put_cell(const struct shown *s) {
  struct gk_table_work *w = s->w;
  const struct gk_cell *cell = s->cell;
  struct gk_table_cell *c = &w->cells[cell->number];
  struct gk_cell_box box = {.table = w->table, .cell = cell, .tag = w->tags->cells[cell->number], .repeat = s->repeat || c->begun};
  int32_t left = w->edges[cell->column], right = w->edges[cell->column + cell->column_span];
  box.rect = (struct gk_rect){w->x + left, s->y + s->top, right - left, s->bottom - s->top};
  if (!s->repeat) c->begun = true;
  return gk_page_box(w->set, &box) && put_text(s);
}

/* The cell that shows itself first in row i of the part. */
static bool show(struct gk_table_work *w, const struct gk_cell *cell, size_t i, int32_t y) {
  const struct gk_part *part = &w->part;
  const struct gk_part_row *row = &part->rows[i];
  size_t last = i + (cell->row + cell->row_span - 1 - row->row), end = row->repeat ? part->repeated : part->count;
  if (last >= end) last = end - 1;
  bool cut = part->cut && last + 1 == part->count;
  struct shown s = {.w = w, .cell = cell, .y = y, .top = row->top, .bottom = part->rows[last].bottom, .first = i == 0, .last = last + 1 == part->count,
                    .repeat = row->repeat};
  s.ends = part->rows[last].row == cell->row + cell->row_span - 1 && !cut;
  s.going_on = !row->repeat && w->cells[cell->number].begun;
  /* A label is carried by need_of when the cell is looked at; one whose end lies beyond this page was not. */
  if (s.going_on && cell->row_span > 1 && w->cells[cell->number].done == w->cells[cell->number].paragraph.count && cell->content.count &&
      !gk_table_cell_carry(w, cell))
    return false;
  return put_cell(&s);
}

bool gk_table_place(struct gk_table_work *w, int32_t y) {
  const struct gk_part *part = &w->part;
  if (!gk_table_rules(w, y)) return false;
  for (size_t i = 0; i < part->count; i++) {
    uint32_t row = part->rows[i].row;
    bool top = i == part->repeated && !part->rows[i].repeat;
    for (uint32_t c = 0; c < w->table->columns;) {
      const struct gk_cell *cell = gk_cell_at(w, row, c);
      c = cell->column + cell->column_span;
      if ((cell->row == row || top) && !show(w, cell, i, y)) return false;
    }
  }
  return true;
}
