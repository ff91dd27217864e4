/* Cells set in their columns, heights of rows, and where decimal points stand. */
#include <string.h>

#include "typeset/table.h"

int32_t gk_pitch_of(const struct gk_style *style) { return style->line ? style->line : style->size * 4 / 3; }

const struct gk_style *gk_cell_style(const struct gk_table_setting *t, const struct gk_cell *cell) {
  return cell->kind == GK_CELL_COLUMN_HEAD ? &t->head : &t->cell;
}

int32_t gk_clamp_height(int64_t height) { return height > INT32_MAX / 8 ? INT32_MAX / 8 : (int32_t)height; }

int32_t gk_lines_height(const struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p, size_t n) {
  return n ? gk_clamp_height((int64_t)(n - 1) * gk_pitch_of(gk_cell_style(t, cell)) + p->size_em) : 0;
}

size_t gk_lines_within(const struct gk_table_setting *t, const struct gk_cell *cell, int32_t height) {
  const struct gk_style *style = gk_cell_style(t, cell);
  int32_t room = height - 2 * t->style->padding_y - style->size;
  return room < 0 ? 0 : 1 + (size_t)(room / gk_pitch_of(style));
}

static bool set_cell(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell) {
  struct gk_style style = *gk_cell_style(t, cell);
  style.align = cell->align == GK_STYLE_DECIMAL ? GK_STYLE_START : cell->align;
  style.first_indent = 0;
  style.balance = style.align == GK_STYLE_CENTER; /* a centred label of several lines looks best in even ones */
  style.indent = (int32_t)cell->indent * 1000;
  int32_t width = t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x;
  struct gk_paragraph *p = &t->paragraphs[cell->number];
  p->size_em = style.size;
  if (cell->content.count && !gk_set_label(setter, &style, &cell->content, width, p)) return false;
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

static bool make_room(struct gk_arena *arena, struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  t->heights = gk_arena_array(arena, table->rows + 1, sizeof *t->heights);
  t->paragraphs = gk_arena_array(arena, table->cell_count + 1, sizeof *t->paragraphs);
  t->point = gk_arena_array(arena, table->cell_count + 1, sizeof *t->point);
  t->point_column = gk_arena_array(arena, table->columns + 1, sizeof *t->point_column);
  t->rest_column = gk_arena_array(arena, table->columns + 1, sizeof *t->rest_column);
  t->cover = gk_arena_array(arena, (size_t)table->rows * table->columns + 1, sizeof *t->cover);
  t->open_top = gk_arena_array(arena, table->cell_count + 1, sizeof *t->open_top);
  t->begun = gk_arena_array(arena, table->cell_count + 1, sizeof *t->begun);
  t->placed = gk_arena_array(arena, table->cell_count + 1, sizeof *t->placed);
  t->labels = gk_arena_array(arena, table->cell_count + 1, sizeof *t->labels);
  return t->placed && t->labels && t->heights && t->paragraphs && t->point && t->point_column && t->rest_column && t->cover && t->open_top && t->begun;
}

/* What a label over several rows lacks is shared by its rows, so that none stands out. */
static void heighten(struct gk_table_setting *t, const struct gk_cell *cell) {
  int64_t have = 0, need = (int64_t)gk_lines_height(t, cell, &t->paragraphs[cell->number], t->paragraphs[cell->number].count) + 2 * t->style->padding_y;
  for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++) have += t->heights[r];
  for (uint32_t r = cell->row; need > have && r < cell->row + cell->row_span; r++) t->heights[r] = gk_clamp_height(t->heights[r] + (need - have) / cell->row_span + 1);
}

bool gk_table_measure(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  if (!make_room(setter->arena, t)) return false;
  int32_t line = gk_pitch_of(&t->cell);
  for (uint32_t r = 0; r < table->rows; r++) t->heights[r] = line + 2 * t->style->padding_y;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (!set_cell(setter, t, cell)) return false;
    if (cell->figure && cell->align == GK_STYLE_DECIMAL && cell->column_span == 1) measure_point(t, cell);
    for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++)
      for (uint32_t c = cell->column; c < cell->column + cell->column_span; c++) t->cover[(size_t)r * table->columns + c] = cell->number;
    int64_t height = (int64_t)gk_lines_height(t, cell, &t->paragraphs[i], t->paragraphs[i].count) + 2 * t->style->padding_y + (line - t->cell.size);
    if (cell->row_span == 1 && height > t->heights[cell->row]) t->heights[cell->row] = gk_clamp_height(height);
    t->open_top[i] = -1;
  }
  for (size_t i = 0; i < table->cell_count; i++)
    if (table->cells[i].row_span > 1) heighten(t, &table->cells[i]);
  return gk_table_distribute(setter, t);
}
