/* A table of the document tree into the flow: its sheet, its panels, its units. */
#include <string.h>

#include "typeset/table.h"

enum { TOTALS_TOGETHER = 3, GROUP_GAP_MOST = 4 }; /* rows; one part in so many of a page */

/* The caption with what follows it: the panel's number, 续表. */
static bool set_caption(struct gk_setter *setter, struct gk_table_setting *t, const char *number, const char *mark, struct gk_paragraph *out) {
  const struct gk_inlines *caption = &t->table->caption;
  struct gk_inlines all = {gk_arena_array(setter->arena, caption->count + 2, sizeof *all.items), caption->count};
  if (!all.items) return false;
  memcpy(all.items, caption->items, caption->count * sizeof *all.items);
  if (number) all.items[all.count++] = (struct gk_inline){.text = number, .size = strlen(number), .whole = true};
  if (mark) all.items[all.count++] = (struct gk_inline){.text = mark, .size = strlen(mark), .whole = true};
  return gk_set_text(setter, gk_layout_style(setter->document->layout, t->style->caption_style), &all, t->width, out);
}

/* （一） … of a table's panels. */
static const char *panel_number(struct gk_setter *setter, const struct gk_table_setting *t) {
  char number[GK_LABEL_TEXT_MAX];
  gk_number_label(GK_NUMBER_CHINESE_PAREN, 1, t->panel + 1, number);
  return gk_arena_strdup(setter->arena, number);
}

static bool set_captions(struct gk_setter *setter, struct gk_table_setting *t) {
  if (t->table->caption.count == 0) return true;
  const char *number = t->contents->panels > 1 ? panel_number(setter, t) : NULL, *mark = NULL;
  if ((t->contents->panels > 1 && !number) || !set_caption(setter, t, number, NULL, &t->caption)) return false;
  t->caption_size = (uint32_t)(t->caption.size - (number ? strlen(number) : 0));
  t->first_caption = (int32_t)t->caption.count * setter->pitch;
  if (!t->style->continued) return true;
  if (!(mark = gk_arena_printf(setter->arena, "（%s）", t->style->continued)) || !set_caption(setter, t, number, mark, &t->continued)) return false;
  t->lead_caption = (int32_t)t->continued.count * setter->pitch;
  return true;
}

static bool set_information(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_style *info = gk_layout_style(setter->document->layout, t->style->info_style);
  struct gk_style start = *info;
  start.align = GK_STYLE_START;
  if (t->table->info_left.count && !gk_set_text(setter, &start, &t->table->info_left, t->width, &t->info_left)) return false;
  if (t->table->info_right.count && !gk_set_text(setter, &start, &t->table->info_right, t->width, &t->info_right)) return false;
  t->info_size = info->size;
  /* Left and right stand on one line when both have room there. */
  const struct gk_paragraph *left = &t->info_left, *right = &t->info_right;
  bool beside = left->count && right->count == 1 && left->lines[left->count - 1].width + right->lines[0].width + info->size <= t->width;
  t->info_lines = left->count + right->count - (beside ? 1 : 0);
  t->lead_info = (int32_t)t->info_lines * (info->size * 3 / 2);
  return true;
}

/* What stands above the rows on every page must leave room for a line of them. */
static bool room_below_head(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_page_style *p = setter->page_style;
  int64_t above = (t->first_caption > t->lead_caption ? t->first_caption : t->lead_caption) + (int64_t)t->lead_info + t->head_height;
  int64_t room = t->contents->rotated ? p->text_width : p->text_height;
  above += gk_table_page_rows_height(t);
  above += gk_pitch_of(&t->contents->cell) + 2 * t->style->padding_y;
  gk_table_again_limit(t, room - above);
  if (above <= room) return true;
  char need[GK_DECIMAL_TEXT_MAX], have[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){above, 3}), false, need);
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){room, 3}), false, have);
  gk_report(setter->sink, &gk_msg_typeset_head_tall, gk_place_none(), t->contents->layout, t->contents->name, need, have);
  return false;
}

static struct gk_table_setting *set_panel(struct gk_setter *setter, struct gk_table_contents *k, uint32_t panel) {
  struct gk_table_setting *t = gk_arena_alloc(setter->arena, sizeof *t);
  if (!t) return NULL;
  t->contents = k;
  t->table = k->table;
  t->style = k->style;
  t->panel = panel;
  bool ok = gk_table_columns(t) && set_captions(setter, t) && set_information(setter, t) && gk_table_measure(t) && gk_table_again_begin(t) && gk_table_page_rows_begin(setter, t) && room_below_head(setter, t);
  return ok ? t : NULL;
}

/* Rows at the end that stand together: a total has two rows above it, other rows are no fewer than two. Of many totals only the last stay, so that
 * the page before is not left with a gap. */
static uint32_t rows_at_end(const struct gk_table *table) {
  uint32_t totals = 0, body = table->rows - table->head_rows;
  while (totals < body && table->roles[table->rows - 1 - totals] == GK_ROLE_TOTAL) totals++;
  return totals == 0 ? 2 : totals > TOTALS_TOGETHER ? TOTALS_TOGETHER + 2 : totals + 2;
}

/* The next row is a level further in: this one is above it (类 款 项; what 其中 is of). The first column that tells decides. */
static bool is_above_next(const struct gk_table_setting *t, uint32_t r) {
  for (uint32_t c = 0; r + 1 < t->table->rows && c < t->table->columns; c++) {
    const struct gk_cell *cell = gk_cell_at(t, r, c), *next = gk_cell_at(t, r + 1, c);
    if (cell != next && cell->indent != next->indent) return next->indent > cell->indent;
  }
  return false;
}

/* The first two rows of what a cell over several rows holds together stay together, and the last two: none of them is alone at the foot or the
 * top of a page. Two that are high would leave a gap worse than that. */
static bool is_in_group(const struct gk_setter *setter, const struct gk_table_setting *t, uint32_t r) {
  const struct gk_page_style *page = setter->page_style;
  int32_t room = t->contents->rotated ? page->text_width : page->text_height;
  if (r + 1 >= t->table->rows || gk_clamp_height((int64_t)t->heights[r] + t->heights[r + 1]) > room / GROUP_GAP_MOST) return false;
  for (uint32_t c = 0; c < t->table->columns;) {
    const struct gk_cell *cell = gk_cell_at(t, r, c);
    uint32_t end = cell->row + cell->row_span;
    c = cell->column + cell->column_span;
    if (cell->row_span > 1 && end > r + 1 && (r == cell->row || r + 2 == end)) return true;
  }
  return false;
}

/* A total within the table stands with a row of what it adds. Of totals below each other only the first: many would be too much for a page. */
static bool is_beside_total(const struct gk_table *table, uint32_t r) {
  if (r + 1 >= table->rows) return false;
  return table->roles[r] == GK_ROLE_TOTAL_ABOVE || (table->roles[r] == GK_ROLE_BODY && table->roles[r + 1] == GK_ROLE_TOTAL);
}

/* Notes follow the last panel. */
static bool add_pieces(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  bool notes = table->note_count > 0 && t->panel + 1 == t->contents->panels;
  uint32_t at_end = rows_at_end(table);
  struct gk_unit *unit = gk_unit_add(setter, GK_UNIT_PIECE);
  if (!unit) return false;
  unit->table = t;
  unit->row = UINT32_MAX;
  unit->fresh = t->panel == 0 && t->caption.count > 0 && gk_layout_style(setter->document->layout, t->style->caption_style)->break_before;
  unit->keep = table->rows > table->head_rows || notes;
  for (uint32_t r = table->head_rows; r < table->rows; r++) {
    if (!(unit = gk_unit_add(setter, GK_UNIT_PIECE))) return false;
    unit->table = t;
    unit->row = r;
    /* The head keeps two rows with it; the last rows stay together, and with them the first note. */
    unit->keep = r + 1 == table->rows ? notes : r == table->head_rows || table->rows - r <= at_end || gk_table_again(t, r + 1) == r ||
                 is_above_next(t, r) || is_in_group(setter, t, r) || is_beside_total(table, r);
  }
  return true;
}

bool gk_set_table(struct gk_setter *setter, const struct gk_block *block, struct gk_tag *parent) {
  const struct gk_table *table = block->table;
  struct gk_table_contents *k = gk_arena_alloc(setter->arena, sizeof *k);
  if (!k) return false;
  *k = (struct gk_table_contents){.setter = setter, .table = table, .style = table->style, .layout = block->layout};
  k->name = gk_text_of(setter->arena, &table->caption);
  if (!k->name || !gk_table_sheet(k)) return false;
  struct gk_table_setting **panels = gk_arena_array(setter->arena, k->panels, sizeof(struct gk_table_setting *));
  for (uint32_t i = 0; panels && i < k->panels; i++)
    if (!(panels[i] = set_panel(setter, k, i))) return false;
  if (!panels || !(k->rotated ? gk_flow_rotate(setter) : gk_flow_upright(setter)) || !gk_table_tags(setter, k, parent)) return false;
  for (uint32_t i = 0; i < k->panels; i++)
    if (!add_pieces(setter, panels[i])) return false;
  return gk_table_notes(setter, k, panels[k->panels - 1]->width) && (!k->rotated || gk_flow(setter));
}
