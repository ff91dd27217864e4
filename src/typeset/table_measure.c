/* Cells set in their columns, heights of rows, and where decimal points stand. */
#include <string.h>

#include "typeset/table.h"

static int32_t pitch_of(const struct gk_style *style) { return style->line ? style->line : style->size * 4 / 3; }

static const struct gk_style *style_of(const struct gk_table_setting *t, const struct gk_cell *cell) {
  return cell->kind == GK_CELL_COLUMN_HEAD ? &t->head : &t->cell;
}

int32_t gk_cell_text_height(const struct gk_table_setting *t, const struct gk_cell *cell) {
  const struct gk_paragraph *p = &t->paragraphs[cell->number];
  return p->count ? (int32_t)(p->count - 1) * pitch_of(style_of(t, cell)) + p->size_em : 0;
}

static bool set_cell(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell) {
  struct gk_style style = *style_of(t, cell);
  style.align = cell->align == GK_STYLE_DECIMAL ? GK_STYLE_START : cell->align;
  style.first_indent = 0;
  style.balance = style.align == GK_STYLE_CENTER; /* a centred label of several lines looks best in even ones */
  style.indent = (int32_t)cell->indent * 1000;
  int32_t width = t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x;
  struct gk_paragraph *p = &t->paragraphs[cell->number];
  p->size_em = style.size;
  if (cell->content.count && !gk_set_text(setter, &style, &cell->content, width, p)) return false;
  /* Several lines of text are easier to read from one edge (CY/T 170: multi-line cells left aligned). */
  if (cell->kind == GK_CELL_DATA && p->count > 1 && style.align == GK_STYLE_CENTER) {
    style.align = GK_STYLE_START;
    return gk_set_text(setter, &style, &cell->content, width, p);
  }
  return true;
}

/* The width of a figure's text up to and including its units digit: digits are half an em, so the part after the point is known. */
static void measure_point(struct gk_table_setting *t, const struct gk_cell *cell) {
  const struct gk_paragraph *p = &t->paragraphs[cell->number];
  if (p->count != 1) return;
  const struct gk_line *line = &p->lines[0];
  const char *dot = memchr(p->text, '.', p->size);
  int32_t point = line->width;
  for (size_t i = 0; dot && i < line->count; i++)
    if (line->glyphs[i].cluster >= (uint32_t)(dot - p->text)) {
      point = line->glyphs[i].x;
      break;
    }
  t->point[cell->number] = point;
  int32_t rest = line->width - point;
  if (point > t->point_column[cell->column]) t->point_column[cell->column] = point;
  if (rest > t->rest_column[cell->column]) t->rest_column[cell->column] = rest;
}

bool gk_table_measure(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  struct gk_arena *arena = setter->arena;
  t->heights = gk_arena_array(arena, table->rows + 1, sizeof *t->heights);
  t->paragraphs = gk_arena_array(arena, table->cell_count + 1, sizeof *t->paragraphs);
  t->point = gk_arena_array(arena, table->cell_count + 1, sizeof *t->point);
  t->point_column = gk_arena_array(arena, table->columns + 1, sizeof *t->point_column);
  t->rest_column = gk_arena_array(arena, table->columns + 1, sizeof *t->rest_column);
  t->cover = gk_arena_array(arena, (size_t)table->rows * table->columns + 1, sizeof *t->cover);
  t->open_top = gk_arena_array(arena, table->cell_count + 1, sizeof *t->open_top);
  t->begun = gk_arena_array(arena, table->cell_count + 1, sizeof *t->begun);
  if (!t->heights || !t->paragraphs || !t->point || !t->point_column || !t->rest_column || !t->cover || !t->open_top || !t->begun) return false;
  int32_t line = pitch_of(&t->cell);
  for (uint32_t r = 0; r < table->rows; r++) t->heights[r] = line + 2 * t->style->padding_y;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (!set_cell(setter, t, cell)) return false;
    if (cell->figure && cell->align == GK_STYLE_DECIMAL && cell->column_span == 1) measure_point(t, cell);
    for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++)
      for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) t->cover[(size_t)r * table->columns + c] = cell->number;
    int32_t height = gk_cell_text_height(t, cell) + 2 * t->style->padding_y + (line - t->cell.size);
    if (cell->row_span == 1 && height > t->heights[cell->row]) t->heights[cell->row] = height;
    t->open_top[i] = -1;
  }
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (cell->row_span == 1) continue;
    int32_t have = 0, need = gk_cell_text_height(t, cell) + 2 * t->style->padding_y;
    for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++) have += t->heights[r];
    /* What a tall label lacks is shared by its rows, so that none stands out. */
    for (uint32_t r = 0; need > have && r < cell->row_span; r++) t->heights[cell->row + r] += (need - have) / (int32_t)cell->row_span + 1;
  }
  return true;
}
