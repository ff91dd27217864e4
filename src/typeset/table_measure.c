/* Cells set in their columns, and the heights of rows. */
#include "typeset/table.h"

int32_t gk_clamp_height(int64_t height) { return height > INT32_MAX / 8 ? INT32_MAX / 8 : (int32_t)height; }

int32_t gk_cell_room(const struct gk_table_setting *t, const struct gk_cell *cell) {
  return t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x;
}

int32_t gk_lines_height(const struct gk_table_setting *t, const struct gk_cell *cell, size_t n) {
  const struct gk_style *style = gk_cell_style(t->contents, cell);
  return n ? gk_clamp_height((int64_t)(n - 1) * gk_pitch_of(style) + style->size) : 0;
}

size_t gk_lines_within(const struct gk_table_setting *t, const struct gk_cell *cell, int32_t height) {
  const struct gk_style *style = gk_cell_style(t->contents, cell);
  int32_t room = height - 2 * t->style->padding_y - style->size;
  return room < 0 ? 0 : 1 + (size_t)(room / gk_pitch_of(style));
}

bool gk_cell_at_home(const struct gk_table_setting *t, const struct gk_cell *cell) {
  const struct gk_table_contents *k = t->contents;
  return t->panel == 0 ? gk_cell_shown(t, cell) : cell->column >= k->keys && cell->column >= k->ends[t->panel - 1];
}

/* A centred label of several lines looks best in even ones. Several lines of a datum are easier to read from one edge (CY/T 170: text of
 * several lines stands left). */
static bool set_cell(struct gk_table_setting *t, const struct gk_cell *cell) {
  struct gk_table_contents *k = t->contents;
  const struct gk_cell_measure *m = &k->cells[cell->number];
  int32_t room = gk_cell_room(t, cell);
  if (m->line && m->natural <= room) {
    t->paragraphs[cell->number] = m->line;
    return true;
  }
  struct gk_style style = gk_cell_text_style(k, cell);
  style.balance = style.align == GK_STYLE_CENTER;
  struct gk_set_text set;
  if (!gk_set_cell_text(k->setter, &style, GK_WANT_LINES, &cell->content, room, &set)) return false;
  if (cell->kind == GK_CELL_DATA && set.paragraph->count > 1 && style.align == GK_STYLE_CENTER) {
    style.align = GK_STYLE_START;
    style.balance = false;
    if (!gk_set_cell_text(k->setter, &style, GK_WANT_LINES, &cell->content, room, &set)) return false;
  }
  t->paragraphs[cell->number] = set.paragraph;
  return true;
}

bool gk_table_page_cell(struct gk_table_setting *t, const struct gk_cell *cell) {
  t->paragraphs[cell->number] = NULL;
  return cell->content.count == 0 || (gk_table_measure_cell(t->contents, cell) && set_cell(t, cell));
}

/* What a label over several rows lacks is shared by its rows, so that none stands out. */
static void heighten(struct gk_table_setting *t, const struct gk_cell *cell) {
  const struct gk_paragraph *p = t->paragraphs[cell->number];
  int64_t have = 0, need = (int64_t)gk_lines_height(t, cell, p ? p->count : 0) + 2 * t->style->padding_y;
  for (uint32_t r = cell->row; r < cell->row + cell->row_span; r++) have += t->heights[r];
  for (uint32_t r = cell->row; need > have && r < cell->row + cell->row_span; r++) t->heights[r] = gk_clamp_height(t->heights[r] + (need - have) / cell->row_span + 1);
}

bool gk_table_measure(struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  struct gk_table_contents *k = t->contents;
  t->heights = gk_arena_array(k->setter->pages, (size_t)gk_rows_in_all(table) + 1, sizeof *t->heights);
  t->paragraphs = gk_arena_array(k->setter->pages, gk_cells_in_all(table) + 1, sizeof *t->paragraphs);
  t->open = gk_arena_array(k->setter->pages, 2 * (size_t)table->columns + 1, sizeof *t->open);
  if (!t->heights || !t->paragraphs || !t->open) return false;
  int32_t line = gk_pitch_of(&k->cell);
  for (uint32_t r = 0; r < gk_rows_in_all(table); r++) t->heights[r] = line + 2 * t->style->padding_y;
  for (size_t i = 0; i < gk_cells_in_all(table); i++) {
    const struct gk_cell *cell = gk_cell_numbered(table, i);
    if (!gk_cell_shown(t, cell) || cell->content.count == 0) continue;
    if (!set_cell(t, cell)) return false;
    int64_t height = (int64_t)gk_lines_height(t, cell, t->paragraphs[i]->count) + 2 * t->style->padding_y + (line - k->cell.size);
    if (cell->row_span == 1 && height > t->heights[cell->row]) t->heights[cell->row] = gk_clamp_height(height);
  }
  for (size_t i = 0; i < table->cell_count; i++)
    if (table->cells[i].row_span > 1 && gk_cell_shown(t, &table->cells[i])) heighten(t, &table->cells[i]);
  for (uint32_t r = 0; r < table->head_rows; r++) t->head_height = gk_clamp_height((int64_t)t->head_height + t->heights[r]);
  return gk_table_distribute(t);
}
