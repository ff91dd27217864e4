/* A table on its pages: caption, information line, head, rows. The frame closes at
 * the foot of every page; heads are repeated as artifacts, labels of cells that
 * cross a page carried with （续）. A cell that crosses a page sets as many of its
 * lines as its part there holds and goes on with the rest: a row taller than a
 * page is parted in the same way. One Table tag holds all its pages. */
#include <string.h>

#include "typeset/table.h"

static int32_t head_height(const struct gk_table_setting *t) {
  int32_t height = 0;
  for (uint32_t r = 0; r < t->table->head_rows; r++) height += t->heights[r];
  return height;
}

static int32_t lead(const struct gk_table_setting *t) { return t->lead_caption + t->lead_info + head_height(t); }

int32_t gk_table_piece_height(const struct gk_table_setting *t, uint32_t row, bool top_of_page) {
  if (row == UINT32_MAX) return t->first_caption + t->lead_info + head_height(t);
  return t->heights[row] + (top_of_page ? lead(t) : 0);
}

bool gk_table_row_fits_page(const struct gk_setter *setter, const struct gk_table_setting *t, uint32_t row) {
  return lead(t) + t->heights[row] <= gk_setter_block(setter).height;
}

/* Three lines: less of a row at the foot of a page helps no reader. */
int32_t gk_table_part_least(const struct gk_table_setting *t) { return 3 * gk_pitch_of(&t->cell) + 2 * t->style->padding_y; }

static struct gk_item *add_line(struct gk_setter *setter, const struct gk_paragraph *p, size_t line, int32_t x, int32_t baseline, struct gk_tag *tag,
                                enum gk_artifact artifact) {
  struct gk_item *item = gk_page_add(setter);
  if (!item) return NULL;
  struct gk_rect block = gk_setter_block(setter);
  item->kind = GK_ITEM_LINE;
  item->tag = artifact ? NULL : tag;
  item->artifact = artifact;
  item->repeat = artifact != GK_ARTIFACT_NONE;
  item->paragraph = p;
  item->line = line;
  item->x = block.x + x;
  item->y = block.y + baseline;
  return item;
}

/* Where a paragraph of this cell begins: figures stand on their column's decimal point. */
static int32_t text_x(const struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p) {
  int32_t x = t->x[cell->column] + t->style->padding_x;
  int32_t room = t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x;
  if (cell->align != GK_STYLE_DECIMAL || p->count != 1) return x;
  int32_t free_room = room - p->lines[0].width, shift = free_room / 2;
  if (cell->figure && cell->column_span == 1 && p == &t->paragraphs[cell->number]) {
    int32_t point = t->point_column[cell->column], rest = t->rest_column[cell->column];
    shift = (room - point - rest) / 2 + point - t->point[cell->number];
  }
  return x + (shift > free_room ? free_room : shift < 0 ? 0 : shift);
}

/* Lines from..to of p: a whole text is centred between top and bottom, a part of one begins at the top. */
static bool place_lines(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p, size_t from, size_t to,
                        int32_t top, int32_t bottom, enum gk_artifact artifact) {
  int32_t pitch = gk_pitch_of(gk_cell_style(t, cell)), x = text_x(t, cell, p);
  int32_t y = top + t->style->padding_y;
  if (from == 0 && to == p->count) y = top + (bottom - top - gk_lines_height(t, cell, p, to)) / 2;
  for (size_t i = from; i < to; i++) {
    int32_t baseline = y + (int32_t)(i - from) * pitch + (int32_t)((int64_t)p->size_em * 880 / 1000);
    struct gk_item *item = add_line(setter, p, i, x, baseline, t->tags[cell->number], artifact);
    if (!item) return false;
    item->cell = cell;
  }
  return true;
}

static bool add_box(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t top, int32_t bottom, bool repeat) {
  struct gk_rect block = gk_setter_block(setter);
  int32_t x = t->x[cell->column], width = t->x[cell->column + cell->column_span] - x;
  struct gk_cell_box box = {t->table, cell, {block.x + x, block.y + top, width, bottom - top}, t->tags[cell->number], repeat};
  return gk_page_add_box(setter, &box);
}

/* A carried label: the cell's text with （续）. */
static struct gk_paragraph *carried(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell) {
  static const char mark[] = "（续）";
  if (t->labels[cell->number]) return t->labels[cell->number];
  struct gk_paragraph *label = gk_arena_alloc(setter->arena, sizeof *label);
  struct gk_inlines all = {gk_arena_array(setter->arena, cell->content.count + 1, sizeof *all.items), cell->content.count + 1};
  if (!all.items || !label) return NULL;
  memcpy(all.items, cell->content.items, cell->content.count * sizeof *all.items);
  all.items[cell->content.count] = (struct gk_inline){.text = mark, .size = sizeof mark - 1, .whole = true};
  struct gk_style style = *gk_cell_style(t, cell);
  style.align = cell->align == GK_STYLE_DECIMAL ? GK_STYLE_START : cell->align;
  style.first_indent = 0;
  if (!gk_set_text(setter, &style, &all, t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x, label)) return NULL;
  return t->labels[cell->number] = label;
}

/* Which cells say again what they are: labels, and all that was merged over rows. */
static bool carries(const struct gk_cell *cell) { return cell->content.count && (cell->row_span > 1 || cell->kind == GK_CELL_ROW_HEAD); }

/* The part of a cell that ends here (its last row, or the page's foot) gets its box and text. */
static bool close_cell(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t bottom, enum gk_artifact artifact) {
  int32_t top = t->open_top[cell->number];
  if (top < 0) return true;
  const struct gk_paragraph *p = &t->paragraphs[cell->number];
  size_t *placed = &t->placed[cell->number];
  t->open_top[cell->number] = -1;
  if (artifact) return add_box(setter, t, cell, top, bottom, true) && place_lines(setter, t, cell, p, 0, p->count, top, bottom, artifact);
  bool again = t->begun[cell->number];
  t->begun[cell->number] = true;
  if (!add_box(setter, t, cell, top, bottom, again)) return false;
  size_t from = *placed;
  if (from < p->count) {
    size_t fit = gk_lines_within(t, cell, bottom - top);
    *placed = p->count - from < fit ? p->count : from + fit;
    return place_lines(setter, t, cell, p, from, *placed, top, bottom, GK_ARTIFACT_NONE);
  }
  if (!again || !carries(cell)) return true;
  struct gk_paragraph *label = carried(setter, t, cell);
  if (!label) return false;
  if (label->count > gk_lines_within(t, cell, bottom - top)) return true;
  return place_lines(setter, t, cell, label, 0, label->count, top, bottom, GK_ARTIFACT_CONTINUED);
}

static const struct gk_cell *cell_at(const struct gk_table_setting *t, uint32_t r, uint32_t c) {
  return &t->table->cells[t->cover[(size_t)r * t->table->columns + c]];
}

/* What the rest of the cell's lines still lacks below y; 0 when nothing is left. */
static int32_t rest_height(const struct gk_table_setting *t, const struct gk_cell *cell, int32_t y) {
  size_t rest = t->paragraphs[cell->number].count - t->placed[cell->number];
  if (rest == 0) return 0;
  int32_t open = t->open_top[cell->number], need = gk_lines_height(t, cell, &t->paragraphs[cell->number], rest) + 2 * t->style->padding_y;
  return need - (open >= 0 ? y - open : 0);
}

/* One row at the cursor, `height` of it. `before`: the row above it on this page, UINT32_MAX for none. `ends`: nothing of it is left. */
static bool place_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t r, uint32_t before, int32_t height, bool ends, enum gk_artifact artifact) {
  int32_t y = setter->y, bottom = y + height;
  if (!gk_table_rule_above(setter, t, before == UINT32_MAX ? r : before, r, y, before == UINT32_MAX)) return false;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = cell_at(t, r, c);
    if (t->open_top[cell->number] < 0) t->open_top[cell->number] = y;
    if (ends && cell->row + cell->row_span == r + 1 && !close_cell(setter, t, cell, bottom, artifact)) return false;
    c = cell->column + cell->column_span;
  }
  if (!gk_table_rules_beside(setter, t, r, y, height)) return false;
  setter->y = bottom;
  return true;
}

static bool place_head(struct gk_setter *setter, struct gk_table_setting *t, enum gk_artifact artifact) {
  uint32_t before = UINT32_MAX;
  for (uint32_t r = 0; r < t->table->head_rows; r++) {
    if (!place_row(setter, t, r, before, t->heights[r], true, artifact)) return false;
    before = r;
  }
  return true;
}

static bool place_caption(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_paragraph *caption, enum gk_artifact artifact) {
  for (size_t i = 0; i < caption->count; i++) {
    int32_t baseline = setter->y + (int32_t)i * setter->pitch + setter->em / 2 + (int32_t)((int64_t)caption->size_em * 380 / 1000);
    if (!add_line(setter, caption, i, 0, baseline, t->caption_tag, artifact)) return false;
  }
  setter->y += artifact ? t->lead_caption : t->first_caption;
  return true;
}

static bool place_info(struct gk_setter *setter, struct gk_table_setting *t, enum gk_artifact artifact) {
  const struct gk_paragraph *left = &t->info_left, *right = &t->info_right;
  int32_t baseline = setter->y + (int32_t)((int64_t)t->info_size * 880 / 1000), pitch = t->info_size * 3 / 2;
  for (size_t i = 0; i < left->count; i++)
    if (!add_line(setter, left, i, 0, baseline + (int32_t)i * pitch, t->left_tag, artifact)) return false;
  for (size_t i = 0; i < right->count; i++)
    if (!add_line(setter, right, i, t->width - right->lines[i].width, baseline + (int32_t)(t->info_lines - right->count + i) * pitch, t->right_tag, artifact)) return false;
  setter->y += t->lead_info;
  return true;
}

/* Closes the frame at the foot of a page or of the table. */
static bool close_part(struct gk_setter *setter, struct gk_table_setting *t) {
  setter->open_table = NULL;
  if (t->last_row == 0) return true;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = cell_at(t, t->last_row - 1, c);
    if (!close_cell(setter, t, cell, setter->y, GK_ARTIFACT_NONE)) return false;
    c = cell->column + cell->column_span;
  }
  if (!gk_table_rule_above(setter, t, t->last_row - 1, t->last_row - 1, setter->y, true)) return false;
  if (t->last_row == t->table->rows) setter->y += setter->pitch / 4; /* what follows keeps clear of the frame */
  return true;
}

bool gk_table_place_head(struct gk_setter *setter, struct gk_table_setting *t) {
  t->last_row = t->table->head_rows;
  setter->open_table = t;
  if (!place_caption(setter, t, &t->caption, GK_ARTIFACT_NONE) || !place_info(setter, t, GK_ARTIFACT_NONE) || !place_head(setter, t, GK_ARTIFACT_NONE)) return false;
  return t->last_row < t->table->rows || close_part(setter, t);
}

bool gk_table_place_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row, bool *whole) {
  uint32_t before = setter->open_table == t && t->last_row > 0 ? t->last_row - 1 : UINT32_MAX;
  if (setter->y == 0) { /* a page of its continuation */
    if (!place_caption(setter, t, &t->continued, GK_ARTIFACT_CONTINUED) || !place_info(setter, t, GK_ARTIFACT_CONTINUED) ||
        !place_head(setter, t, GK_ARTIFACT_REPEATED_HEAD))
      return false;
    before = t->table->head_rows ? t->table->head_rows - 1 : UINT32_MAX;
  }
  int32_t room = gk_setter_block(setter).height - setter->y, height = t->heights[row];
  *whole = true;
  if (height > room) {
    height = room;
    for (uint32_t c = 0; c < t->table->columns; c++) {
      const struct gk_cell *cell = cell_at(t, row, c);
      if (cell->row + cell->row_span == row + 1 && rest_height(t, cell, setter->y) > room) *whole = false;
    }
  }
  if (!place_row(setter, t, row, before, height, *whole, GK_ARTIFACT_NONE)) return false;
  t->last_row = row + 1;
  setter->open_table = t;
  return !*whole || row + 1 < t->table->rows || close_part(setter, t);
}

bool gk_table_close_page(struct gk_setter *setter) { return !setter->open_table || close_part(setter, setter->open_table); }

bool gk_table_resume(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row) {
  bool parted = t->last_row == row + 1;
  /* Of a row that was parted only the rest is still to come. */
  if (parted) t->heights[row] = gk_pitch_of(&t->cell) + 2 * t->style->padding_y;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = cell_at(t, row, c);
    uint32_t end = cell->row + cell->row_span;
    c = cell->column + cell->column_span;
    if (!t->begun[cell->number]) continue;
    int64_t need = rest_height(t, cell, 0), have = 0;
    if (need == 0 && carries(cell)) {
      const struct gk_paragraph *label = carried(setter, t, cell);
      if (!label) return false;
      need = gk_lines_height(t, cell, label, label->count) + 2 * t->style->padding_y;
      if (need > gk_setter_block(setter).height / 3) need = 0; /* a label so long is not worth its room again */
    }
    for (uint32_t r = row; r < end; r++) have += t->heights[r];
    if (need > have) t->heights[end - 1] = gk_clamp_height(t->heights[end - 1] + need - have);
  }
  return true;
}
