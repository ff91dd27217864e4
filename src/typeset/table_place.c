/* A table on its pages: caption, information line, head, rows. The frame closes at
 * the foot of every page; heads are repeated as artifacts, labels of cells that
 * cross a page carried with （续）. A cell that crosses a page sets as many of its
 * lines as its part there holds and goes on with the rest: a row taller than a
 * page is parted in the same way. One Table tag holds all its pages. */
#include <string.h>

#include "typeset/table.h"

static int32_t lead(const struct gk_table_setting *t) { return t->lead_caption + t->lead_info + t->head_height; }

int32_t gk_table_piece_height(const struct gk_table_setting *t, uint32_t row, bool top_of_page) {
  if (row == UINT32_MAX) return t->first_caption + t->lead_info + t->head_height;
  return t->heights[row] + (top_of_page ? lead(t) + gk_table_again_height(t, row) + gk_table_brought_forward(t) : gk_table_before_closing(t, row));
}

int32_t gk_table_clearance(const struct gk_setter *setter, const struct gk_table_setting *t, uint32_t row) {
  uint32_t placed = row == UINT32_MAX ? t->table->head_rows : row + 1;
  return placed == t->table->rows ? setter->pitch / 4 : 0;
}

/* Three lines: less of a row at the foot of a page helps no reader. */
int32_t gk_table_part_least(const struct gk_table_setting *t) { return 3 * gk_pitch_of(&t->contents->cell) + 2 * t->style->padding_y; }

bool gk_table_row_is_long(const struct gk_setter *setter, const struct gk_table_setting *t, uint32_t row) {
  int32_t room = gk_setter_block(setter).height - lead(t) - gk_table_again_height(t, row) - gk_table_page_rows_height(t);
  return t->heights[row] > room / 3 && t->heights[row] > 2 * gk_table_part_least(t);
}

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

/* Where a line of this cell begins: figures on their column's decimal point, what stands among them in the middle of the column. */
static int32_t line_x(const struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p, const struct gk_line *line) {
  const struct gk_table_contents *k = t->contents;
  const struct gk_cell_measure *m = &k->cells[cell->number];
  int32_t x = t->x[cell->column] + t->style->padding_x, room = gk_cell_room(t, cell), spare = room - line->start - line->width, shift = 0;
  bool unaligned = m->line && p->text == m->line->text; /* set at no measure (or a copy of that): its alignment is still to come */
  if (cell->below) {
    shift = gk_is_above_diagonal(cell, line) ? spare : 0;
  } else if (cell->align == GK_STYLE_DECIMAL && p->count == 1) {
    shift = spare / 2;
    if (m->point >= 0 && unaligned) shift = (room - k->point[cell->column] - k->rest[cell->column]) / 2 + k->point[cell->column] - m->point;
  } else if (unaligned) {
    if (cell->align == GK_STYLE_CENTER) shift = spare / 2;
    if (cell->align == GK_STYLE_END) shift = spare;
  }
  return x + (shift > spare ? spare : shift < 0 ? 0 : shift);
}

/* Lines from..to of p: a whole text is centred between top and bottom, a part of one begins at the top. `open`: of the cell's own content, or
 * NULL. */
static bool place_lines(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p, size_t from, size_t to,
                        int32_t top, int32_t bottom, enum gk_artifact artifact, const struct gk_open_cell *open) {
  int32_t pitch = gk_pitch_of(gk_cell_style(t->contents, cell)), y = top + t->style->padding_y;
  if (from == 0 && to == p->count) y = top + (bottom - top - gk_lines_height(t, cell, to)) / 2;
  for (size_t i = from; i < to; i++) {
    int32_t baseline = y + (int32_t)(i - from) * pitch + (int32_t)((int64_t)p->size_em * 880 / 1000);
    if (cell->below) /* from the top above the diagonal, from the bottom below it */
      baseline += gk_is_above_diagonal(cell, &p->lines[i]) ? top + t->style->padding_y - y : bottom - t->style->padding_y - gk_lines_height(t, cell, to - from) - y;
    struct gk_item *item = add_line(setter, p, i, line_x(t, cell, p, &p->lines[i]), baseline, t->contents->tags[cell->number], artifact);
    if (!item) return false;
    item->cell = cell;
    if (!open) continue;
    item->parts = open->pieces.parts;
    item->part_count = open->pieces.count;
    if (open->link && !gk_table_note_link(setter, t, cell, open, item)) return false;
  }
  return true;
}

static bool add_box(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t top, int32_t bottom, bool repeat) {
  struct gk_rect block = gk_setter_block(setter);
  int32_t x = t->x[cell->column], width = t->x[cell->column + cell->column_span] - x;
  struct gk_cell_box box = {t->table, cell, {block.x + x, block.y + top, width, bottom - top}, t->contents->tags[cell->number], repeat};
  return gk_page_add_box(setter, &box) && gk_table_diagonal(setter, t, cell, top, bottom);
}

bool gk_table_place_repeat(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t top, int32_t bottom) {
  const struct gk_paragraph *p = t->paragraphs[cell->number];
  return add_box(setter, t, cell, top, bottom, true) && (!p || place_lines(setter, t, cell, p, 0, p->count, top, bottom, GK_ARTIFACT_PAGE_SUM, NULL));
}

/* Heads are placed again while cells of the body are open. */
static struct gk_open_cell *open_head(const struct gk_table_setting *t, const struct gk_cell *cell) { return &t->open[cell->column + t->table->columns]; }

static struct gk_open_cell *open_of(const struct gk_table_setting *t, const struct gk_cell *cell) {
  return cell->row < t->table->head_rows ? open_head(t, cell) : &t->open[cell->column];
}

/* A carried label: the cell's text with （续）. */
static struct gk_paragraph *carried(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell) {
  static const char mark[] = "（续）";
  struct gk_open_cell *open = open_of(t, cell);
  if (open->label) return open->label;
  struct gk_paragraph *label = gk_arena_alloc(setter->arena, sizeof *label);
  struct gk_inlines all = {gk_arena_array(setter->arena, cell->content.count + 1, sizeof *all.items), cell->content.count + 1};
  if (!all.items || !label) return NULL;
  memcpy(all.items, cell->content.items, cell->content.count * sizeof *all.items);
  all.items[cell->content.count] = (struct gk_inline){.text = mark, .size = sizeof mark - 1, .whole = true, .break_forced = cell->vertical};
  struct gk_style style = gk_cell_text_style(t->contents, cell);
  if (!gk_set_text(setter, &style, &all, gk_cell_room(t, cell), label)) return NULL;
  return open->label = label;
}

/* Which cells say again what they are: labels, and all that was merged over rows. */
static bool carries(const struct gk_cell *cell) { return cell->content.count && (cell->row_span > 1 || cell->kind == GK_CELL_ROW_HEAD); }

static size_t line_count(const struct gk_table_setting *t, const struct gk_cell *cell) {
  return t->paragraphs[cell->number] ? t->paragraphs[cell->number]->count : 0;
}

/* The content of a cell counts once: heads again, and cells that a panel before has shown, are repeats. */
static enum gk_artifact artifact_of(const struct gk_table_setting *t, const struct gk_cell *cell, bool head_again) {
  if (head_again) return GK_ARTIFACT_REPEATED_HEAD;
  if (gk_cell_at_home(t, cell)) return GK_ARTIFACT_NONE;
  return cell->row < t->table->head_rows ? GK_ARTIFACT_REPEATED_HEAD : GK_ARTIFACT_CONTINUED;
}

/* The part of a cell that ends here (its last row, or the page's foot) gets its box and text. */
static bool close_cell(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t bottom, bool head_again) {
  struct gk_open_cell *open = head_again ? open_head(t, cell) : open_of(t, cell);
  int32_t top = open->top;
  if (top < 0) return true;
  enum gk_artifact artifact = artifact_of(t, cell, head_again);
  size_t lines = line_count(t, cell), from = open->placed, fit = gk_lines_within(t, cell, bottom - top);
  bool again = open->begun;
  open->top = -1;
  open->begun = true;
  if (!add_box(setter, t, cell, top, bottom, again || artifact)) return false;
  if (from < lines) {
    size_t to = head_again || lines - from <= fit ? lines : from + fit;
    open->placed = (uint32_t)to;
    if (from == 0 && !artifact && !gk_table_pieces(setter, t, cell, open)) return false;
    return place_lines(setter, t, cell, t->paragraphs[cell->number], from, to, top, bottom, artifact, artifact ? NULL : open);
  }
  if (!again || !carries(cell)) return true;
  struct gk_paragraph *label = carried(setter, t, cell);
  if (!label) return false;
  return label->count > fit || place_lines(setter, t, cell, label, 0, label->count, top, bottom, GK_ARTIFACT_CONTINUED, NULL);
}

/* What the rest of the cell's lines still lacks below y; 0 when nothing is left. */
static int32_t rest_height(const struct gk_table_setting *t, const struct gk_cell *cell, int32_t y) {
  const struct gk_open_cell *open = open_of(t, cell);
  size_t rest = line_count(t, cell) - open->placed;
  if (rest == 0) return 0;
  return gk_lines_height(t, cell, rest) + 2 * t->style->padding_y - (open->top >= 0 ? y - open->top : 0);
}

bool gk_table_band(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row, int32_t top, int32_t bottom) {
  struct gk_row_band *bands = gk_arena_grow(setter->pages, t->bands, &t->band_capacity, t->band_count + 1, sizeof *bands);
  if (!bands) return false;
  t->bands = bands;
  bands[t->band_count++] = (struct gk_row_band){row, top, bottom};
  return true;
}

/* Nothing of the cells that begin in the row is placed yet. */
static void start_row(struct gk_table_setting *t, uint32_t r) {
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, r, c);
    if (cell->row == r) *open_of(t, cell) = (struct gk_open_cell){.top = -1};
    c = cell->column + cell->column_span;
  }
}

/* One row at the cursor, `height` of it. ends: nothing of it is left. */
static bool place_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t r, int32_t height, bool ends, bool head_again) {
  int32_t y = setter->y, bottom = y + height;
  if (!gk_table_band(setter, t, r, y, bottom)) return false;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, r, c);
    struct gk_open_cell *open = head_again && cell->row == r && cell->row_span == 1 ? open_head(t, cell) : open_of(t, cell);
    c = cell->column + cell->column_span;
    if (!gk_cell_shown(t, cell)) continue;
    if (open->top < 0) open->top = y;
    if (ends && cell->row + cell->row_span == r + 1 && !close_cell(setter, t, cell, bottom, head_again)) return false;
  }
  setter->y = bottom;
  return true;
}

static bool place_head(struct gk_setter *setter, struct gk_table_setting *t, bool again) {
  for (uint32_t r = 0; r < t->table->head_rows; r++) {
    start_row(t, r);
    if (!place_row(setter, t, r, t->heights[r], true, again)) return false;
  }
  return true;
}

/* The heads within the body whose rows go on here; a label beside them begins beside them. */
static bool place_again(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row) {
  uint32_t head = gk_table_again(t, row);
  if (head == UINT32_MAX) return true;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, head, c);
    if (cell->row == head && cell->row_span == 1) *open_head(t, cell) = (struct gk_open_cell){.top = -1};
    c = cell->column + cell->column_span;
  }
  return place_row(setter, t, head, t->heights[head], true, true);
}

static bool place_caption(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_paragraph *caption, int32_t height, enum gk_artifact artifact) {
  for (size_t i = 0; i < caption->count; i++) {
    int32_t baseline = setter->y + (int32_t)i * setter->pitch + setter->em / 2 + (int32_t)((int64_t)caption->size_em * 380 / 1000);
    if (!add_line(setter, caption, i, 0, baseline, t->contents->caption_tag, artifact)) return false;
  }
  setter->y += height;
  return true;
}

/* The caption of the first panel, which is the table's: its number is for the eye, a listener has one table. */
static bool place_first_caption(struct gk_setter *setter, struct gk_table_setting *t) {
  if (t->caption_size == t->caption.size) return place_caption(setter, t, &t->caption, t->first_caption, GK_ARTIFACT_NONE);
  struct gk_tag_part *name = gk_arena_alloc(setter->arena, sizeof *name);
  size_t first = setter->page->count;
  if (!name || !place_caption(setter, t, &t->caption, t->first_caption, GK_ARTIFACT_CONTINUED)) return false;
  *name = (struct gk_tag_part){t->caption_size, t->contents->caption_tag};
  for (size_t i = first; i < setter->page->count; i++) {
    setter->page->items[i].parts = name;
    setter->page->items[i].part_count = 1;
    setter->page->items[i].repeat = false;
  }
  return true;
}

static bool place_info(struct gk_setter *setter, struct gk_table_setting *t, enum gk_artifact artifact) {
  const struct gk_paragraph *left = &t->info_left, *right = &t->info_right;
  int32_t baseline = setter->y + (int32_t)((int64_t)t->info_size * 880 / 1000), pitch = t->info_size * 3 / 2;
  for (size_t i = 0; i < left->count; i++)
    if (!add_line(setter, left, i, 0, baseline + (int32_t)i * pitch, t->contents->left_tag, artifact)) return false;
  for (size_t i = 0; i < right->count; i++)
    if (!add_line(setter, right, i, t->width - right->lines[i].width, baseline + (int32_t)(t->info_lines - right->count + i) * pitch, t->contents->right_tag, artifact)) return false;
  setter->y += t->lead_info;
  return true;
}

/* Closes the frame at the foot of a page or of the table. */
static bool close_part(struct gk_setter *setter, struct gk_table_setting *t) {
  setter->open_table = NULL;
  for (uint32_t c = 0; t->last_row > 0 && c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, t->last_row - 1, c);
    c = cell->column + cell->column_span;
    if (gk_cell_shown(t, cell) && !close_cell(setter, t, cell, setter->y, false)) return false;
  }
  if (!gk_table_end_page(setter, t) || !gk_table_order(setter, t) || !gk_table_rules(setter, t)) return false;
  t->band_count = 0;
  if (t->last_row == t->table->rows) setter->y += gk_table_clearance(setter, t, t->last_row - 1);
  return true;
}

bool gk_table_place_head(struct gk_setter *setter, struct gk_table_setting *t) {
  enum gk_artifact artifact = t->panel ? GK_ARTIFACT_CONTINUED : GK_ARTIFACT_NONE;
  t->last_row = t->table->head_rows;
  t->first_item = setter->page->count;
  setter->open_table = t;
  bool caption = t->panel ? place_caption(setter, t, &t->caption, t->first_caption, artifact) : place_first_caption(setter, t);
  if (!caption || !place_info(setter, t, artifact) || !place_head(setter, t, false)) return false;
  return t->last_row < t->table->rows || close_part(setter, t);
}

/* Of a row that is parted here, the height that stands on this page: the rest has two lines at least. */
static int32_t part_height(const struct gk_table_setting *t, uint32_t row, int32_t room) {
  int32_t two = 2 * gk_pitch_of(&t->contents->cell) + 2 * t->style->padding_y, spare = two - (t->heights[row] - room);
  return spare > 0 && room - spare >= gk_table_part_least(t) ? room - spare : room;
}

/* Nothing is left of the row's cells below `room`, though the row is higher. */
static bool all_within(const struct gk_table_setting *t, uint32_t row, int32_t y, int32_t room) {
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, row, c);
    c = cell->column + cell->column_span;
    if (gk_cell_shown(t, cell) && cell->row + cell->row_span == row + 1 && rest_height(t, cell, y) > room) return false;
  }
  return true;
}

/* What labels that go on below the row lack to stand whole on this page: when the next row does not, this one makes room for them. */
static int32_t label_lack(const struct gk_table_setting *t, uint32_t row, int32_t y, int32_t height, int32_t room) {
  int32_t most = 0;
  if (row + 1 >= t->table->rows || t->heights[row + 1] <= room - height) return 0;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, row, c);
    c = cell->column + cell->column_span;
    if (!gk_cell_shown(t, cell) || cell->row + cell->row_span == row + 1) continue;
    int32_t lack = rest_height(t, cell, y + height) - (open_of(t, cell)->top < 0 ? height : 0);
    if (lack > most && lack <= room - height) most = lack;
  }
  return most;
}

bool gk_table_place_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row, bool *whole) {
  if (setter->y == 0) { /* a page of its continuation */
    t->band_count = 0;
    t->first_item = setter->page->count;
    if (!place_caption(setter, t, &t->continued, t->lead_caption, GK_ARTIFACT_CONTINUED) || !place_info(setter, t, GK_ARTIFACT_CONTINUED) ||
        !place_head(setter, t, true) || !place_again(setter, t, row) || !gk_table_place_brought_forward(setter, t))
      return false;
  } else if (!gk_table_before_row(setter, t, row)) {
    return false;
  }
  int32_t room = gk_setter_block(setter).height - setter->y - gk_table_foot(t, row), height = t->heights[row];
  if (t->last_row <= row) {
    start_row(t, row);
    gk_table_count(t, row);
  }
  *whole = height <= room;
  if (!*whole) {
    height = part_height(t, row, room);
    *whole = all_within(t, row, setter->y, height);
  } else {
    height += label_lack(t, row, setter->y, height, room);
  }
  if (!place_row(setter, t, row, height, *whole, false)) return false;
  t->last_row = row + 1;
  setter->open_table = t;
  return !*whole || row + 1 < t->table->rows || close_part(setter, t);
}

bool gk_table_close_page(struct gk_setter *setter) { return !setter->open_table || close_part(setter, setter->open_table); }

bool gk_table_resume(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row) {
  bool parted = t->last_row == row + 1;
  /* Of a row that was parted only the rest is still to come. */
  if (parted) t->heights[row] = gk_pitch_of(&t->contents->cell) + 2 * t->style->padding_y;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, row, c);
    uint32_t end = cell->row + cell->row_span;
    c = cell->column + cell->column_span;
    if (!gk_cell_shown(t, cell) || (cell->row == row && !parted) || !open_of(t, cell)->begun) continue;
    int64_t need = rest_height(t, cell, 0), have = 0;
    if (need == 0 && carries(cell)) {
      const struct gk_paragraph *label = carried(setter, t, cell);
      if (!label) return false;
      need = gk_lines_height(t, cell, label->count) + 2 * t->style->padding_y;
      if (need > gk_setter_block(setter).height / 3) need = 0; /* a label so long is not worth its room again */
    }
    for (uint32_t r = row; r < end; r++) have += t->heights[r];
    if (need > have) t->heights[end - 1] = gk_clamp_height(t->heights[end - 1] + need - have);
  }
  return true;
}
