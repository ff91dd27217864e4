/* A table on its pages: caption, information line, head, rows, rules. Each rule
 * is drawn once along a row's edge or a column's; the frame closes at the foot of
 * every page; heads are repeated as artifacts, labels of cells that cross a page
 * carried with （续）. One Table tag holds all its pages. */
#include <string.h>

#include "typeset/table.h"

#define GAP_ABOVE 4000 /* between caption and table, and around the information line */

int32_t gk_cell_text_height(const struct gk_table_setting *t, const struct gk_cell *cell);

static int32_t head_height(const struct gk_table_setting *t) {
  int32_t height = 0;
  for (uint32_t r = 0; r < t->table->head_rows; r++) height += t->heights[r];
  return height;
}

int32_t gk_table_lead(const struct gk_table_setting *t) { return (t->continued.count ? t->lead_caption : 0) + t->lead_info + head_height(t); }

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

static bool add_rule(struct gk_setter *setter, int32_t x, int32_t y, int32_t width, int32_t height) {
  struct gk_item *item = gk_page_add(setter);
  if (!item) return false;
  struct gk_rect block = gk_setter_block(setter);
  item->kind = GK_ITEM_RULE;
  item->artifact = GK_ARTIFACT_RULE;
  item->rect = (struct gk_rect){block.x + x, block.y + y, width, height};
  return true;
}

static int32_t pitch_of(const struct gk_style *style) { return style->line ? style->line : style->size * 4 / 3; }

/* The cell's lines centred between top and bottom. */
static bool place_cell_text(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p, int32_t top,
                            int32_t bottom, enum gk_artifact artifact) {
  const struct gk_style *style = cell->kind == GK_CELL_COLUMN_HEAD ? &t->head : &t->cell;
  int32_t text = p->count ? (int32_t)(p->count - 1) * pitch_of(style) + p->size_em : 0;
  int32_t y = top + (bottom - top - text) / 2, x = t->x[cell->column] + t->style->padding_x;
  int32_t room = t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x;
  if (cell->figure && cell->align == GK_STYLE_DECIMAL && cell->column_span == 1 && p->count == 1) {
    int32_t point = t->point_column[cell->column], rest = t->rest_column[cell->column];
    x += (room - point - rest) / 2 + point - t->point[cell->number];
  } else if (cell->align == GK_STYLE_DECIMAL && p->count == 1) {
    x += (room - p->lines[0].width) / 2;
  }
  for (size_t i = 0; i < p->count; i++) {
    struct gk_item *item = add_line(setter, p, i, x, y + (int32_t)i * pitch_of(style) + (int32_t)((int64_t)p->size_em * 880 / 1000), t->tags[cell->number], artifact);
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
static bool carried(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, struct gk_paragraph *out) {
  static const char mark[] = "（续）";
  struct gk_inlines all = {gk_arena_array(setter->arena, cell->content.count + 1, sizeof *all.items), cell->content.count + 1};
  if (!all.items) return false;
  memcpy(all.items, cell->content.items, cell->content.count * sizeof *all.items);
  all.items[cell->content.count] = (struct gk_inline){.text = mark, .size = sizeof mark - 1, .whole = true};
  struct gk_style style = t->cell;
  style.align = cell->align;
  style.first_indent = 0;
  return gk_set_text(setter, &style, &all, t->x[cell->column + cell->column_span] - t->x[cell->column] - 2 * t->style->padding_x, out);
}

/* The part of a cell that ends here (its last row, or the page's foot) gets its box and text. */
static bool close_cell(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t bottom, enum gk_artifact artifact) {
  int32_t top = t->open_top[cell->number];
  if (top < 0) return true;
  bool again = t->begun[cell->number] || artifact;
  t->open_top[cell->number] = -1;
  if (!artifact) t->begun[cell->number] = true;
  if (!add_box(setter, t, cell, top, bottom, again)) return false;
  if (!again || artifact) return place_cell_text(setter, t, cell, &t->paragraphs[cell->number], top, bottom, artifact);
  if (cell->content.count == 0) return true;
  struct gk_paragraph *label = gk_arena_alloc(setter->arena, sizeof *label);
  return label && carried(setter, t, cell, label) && place_cell_text(setter, t, cell, label, top, bottom, GK_ARTIFACT_CONTINUED);
}

static bool same(const struct gk_table_setting *t, uint32_t r, uint32_t c, uint32_t r2, uint32_t c2) {
  return t->cover[(size_t)r * t->table->columns + c] == t->cover[(size_t)r2 * t->table->columns + c2];
}

/* The rule above row r (r == rows: below the last), broken where a cell spans it. */
static bool rule_above(struct gk_setter *setter, struct gk_table_setting *t, uint32_t above, uint32_t r, int32_t y, bool frame) {
  int32_t thick = frame ? t->style->frame : t->style->rule;
  uint32_t n = t->table->columns;
  for (uint32_t c = 0; c < n;) {
    uint32_t from = c;
    while (c < n && (frame || !same(t, above, c, r, c))) c++;
    if (c > from && !add_rule(setter, t->x[from] - (from == 0 ? t->style->frame / 2 : 0), y - thick / 2, t->x[c] - t->x[from] + (from == 0 ? t->style->frame / 2 : 0) + (c == n ? t->style->frame / 2 : 0), thick)) return false;
    while (c < n && !frame && same(t, above, c, r, c)) c++;
  }
  return true;
}

static bool rules_beside(struct gk_setter *setter, struct gk_table_setting *t, uint32_t r, int32_t y) {
  uint32_t n = t->table->columns;
  for (uint32_t c = 0; c <= n; c++) {
    bool frame = c == 0 || c == n;
    if (!frame && same(t, r, c - 1, r, c)) continue;
    int32_t thick = frame ? t->style->frame : t->style->rule;
    if (!add_rule(setter, t->x[c] - thick / 2, y, thick, t->heights[r])) return false;
  }
  return true;
}

/* One row at the cursor. `before`: the row above it on this page, UINT32_MAX for none. */
static bool place_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t r, uint32_t before, enum gk_artifact artifact) {
  int32_t y = setter->y, bottom = y + t->heights[r];
  if (!rule_above(setter, t, before == UINT32_MAX ? r : before, r, y, before == UINT32_MAX)) return false;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = &t->table->cells[t->cover[(size_t)r * t->table->columns + c]];
    if (t->open_top[cell->number] < 0) t->open_top[cell->number] = y;
    if (cell->row + cell->row_span == r + 1 && !close_cell(setter, t, cell, bottom, artifact)) return false;
    c = cell->column + cell->column_span;
  }
  if (!rules_beside(setter, t, r, y)) return false;
  setter->y = bottom;
  return true;
}

static bool place_head(struct gk_setter *setter, struct gk_table_setting *t, enum gk_artifact artifact) {
  uint32_t before = UINT32_MAX;
  for (uint32_t r = 0; r < t->table->head_rows; r++) {
    if (!place_row(setter, t, r, before, artifact)) return false;
    before = r;
  }
  return true;
}

static bool place_caption(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_paragraph *caption, enum gk_artifact artifact) {
  for (size_t i = 0; i < caption->count; i++)
    if (!add_line(setter, caption, i, 0, setter->y + (int32_t)i * setter->pitch + setter->em / 2 + (int32_t)((int64_t)caption->size_em * 380 / 1000), t->caption_tag, artifact)) return false;
  setter->y += artifact ? t->lead_caption : (int32_t)caption->count * setter->pitch;
  return true;
}

static bool place_info(struct gk_setter *setter, struct gk_table_setting *t, enum gk_artifact artifact) {
  if (t->lead_info == 0) return true;
  int32_t baseline = setter->y + (int32_t)((int64_t)t->head.size * 880 / 1000);
  const struct gk_paragraph *left = &t->info_left, *right = &t->info_right;
  if (left->count && !add_line(setter, left, 0, 0, baseline, t->info_tag, artifact)) return false;
  if (right->count && !add_line(setter, right, 0, t->width - right->lines[0].width, baseline, t->info_tag, artifact)) return false;
  setter->y += t->lead_info;
  return true;
}

/* Closes the frame at the foot of a page or of the table. */
static bool close_part(struct gk_setter *setter, struct gk_table_setting *t) {
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = &t->table->cells[t->cover[(size_t)(t->last_row - 1) * t->table->columns + c]];
    if (!close_cell(setter, t, cell, setter->y, GK_ARTIFACT_NONE)) return false;
    c = cell->column + cell->column_span;
  }
  return rule_above(setter, t, t->last_row - 1, t->last_row - 1, setter->y, true);
}

bool gk_table_place(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row, bool first_on_page) {
  (void)first_on_page;
  if (row == UINT32_MAX) {
    t->last_row = t->table->head_rows;
    return place_caption(setter, t, &t->caption, GK_ARTIFACT_NONE) && place_info(setter, t, GK_ARTIFACT_NONE) && place_head(setter, t, GK_ARTIFACT_NONE);
  }
  uint32_t before = row - 1;
  if (setter->y == 0) { /* a page of its continuation */
    if (!place_caption(setter, t, &t->continued, GK_ARTIFACT_CONTINUED) || !place_info(setter, t, GK_ARTIFACT_CONTINUED) ||
        !place_head(setter, t, GK_ARTIFACT_REPEATED_HEAD))
      return false;
    before = t->table->head_rows ? t->table->head_rows - 1 : UINT32_MAX;
  }
  if (!place_row(setter, t, row, before, GK_ARTIFACT_NONE)) return false;
  t->last_row = row + 1;
  if (row + 1 == t->table->rows) {
    setter->open_table = NULL;
    if (!close_part(setter, t)) return false;
    setter->y += setter->pitch / 4; /* what follows keeps clear of the frame */
    return true;
  }
  setter->open_table = t;
  return true;
}

/* The page ends while the table goes on. */
bool gk_table_close_page(struct gk_setter *setter) {
  if (!setter->open_table) return true;
  struct gk_table_setting *t = setter->open_table;
  setter->open_table = NULL;
  return close_part(setter, t);
}
