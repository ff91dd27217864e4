/* A table of the document tree into the flow: its sheet, its units. */
#include <string.h>

#include "typeset/table.h"

static bool set_above(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_layout *layout = setter->document->layout;
  const struct gk_style *caption = gk_layout_style(layout, t->style->caption_style), *info = gk_layout_style(layout, t->style->info_style);
  struct gk_style end = *info, start = *info;
  end.align = start.align = GK_STYLE_START;
  if (t->table->caption.count && !gk_set_text(setter, caption, &t->table->caption, t->width, &t->caption)) return false;
  if (t->table->info_left.count && !gk_set_text(setter, &start, &t->table->info_left, t->width, &t->info_left)) return false;
  if (t->table->info_right.count && !gk_set_text(setter, &end, &t->table->info_right, t->width, &t->info_right)) return false;
  if (t->style->continued && t->table->caption.count) {
    struct gk_inlines all = {gk_arena_array(setter->arena, t->table->caption.count + 1, sizeof *all.items), t->table->caption.count + 1};
    if (!all.items) return false;
    memcpy(all.items, t->table->caption.items, t->table->caption.count * sizeof *all.items);
    const char *mark = gk_arena_printf(setter->arena, "（%s）", t->style->continued);
    if (!mark) return false;
    all.items[t->table->caption.count] = (struct gk_inline){.text = mark, .size = strlen(mark)};
    if (!gk_set_text(setter, caption, &all, t->width, &t->continued)) return false;
    t->lead_caption = (int32_t)t->continued.count * setter->pitch;
  }
  t->first_caption = (int32_t)t->caption.count * setter->pitch;
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
  int64_t above = (t->first_caption > t->lead_caption ? t->first_caption : t->lead_caption) + (int64_t)t->lead_info, room = t->rotated ? p->text_width : p->text_height;
  for (uint32_t r = 0; r < t->table->head_rows; r++) above += t->heights[r];
  above += gk_pitch_of(&t->cell) + 2 * t->style->padding_y;
  if (above <= room) return true;
  char need[GK_DECIMAL_TEXT_MAX], have[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){above, 3}), false, need);
  gk_decimal_format(gk_decimal_trim((struct gk_decimal){room, 3}), false, have);
  gk_report(setter->sink, &gk_msg_typeset_head_tall, gk_place_none(), gk_place_none(), t->table->caption.count ? t->table->caption.items[0].text : "", need, have);
  return false;
}

static bool add_pieces(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  struct gk_unit *unit = gk_unit_add(setter, GK_UNIT_PIECE);
  if (!unit) return false;
  unit->table = t;
  unit->row = UINT32_MAX;
  unit->keep = table->rows > table->head_rows || table->note_count;
  for (uint32_t r = table->head_rows; r < table->rows; r++) {
    if (!(unit = gk_unit_add(setter, GK_UNIT_PIECE))) return false;
    unit->table = t;
    unit->row = r;
    /* The head keeps two rows with it; the last row (often the total) one above it, and the first note below. */
    unit->keep = r + 1 == table->rows ? table->note_count > 0 : r == table->head_rows || r + 2 == table->rows;
  }
  return true;
}

static bool add_notes(struct gk_setter *setter, const struct gk_table *table, const struct gk_table_style *style, int32_t width) {
  const struct gk_style *note = gk_layout_style(setter->document->layout, style->note_style);
  for (size_t i = 0; i < table->note_count; i++) {
    struct gk_tag *tag = gk_tag_new(setter, setter->out->root, GK_TAG_P);
    if (!tag || !gk_flow_paragraph_at(setter, note, &table->notes[i], tag, width)) return false;
  }
  return true;
}

bool gk_set_table(struct gk_setter *setter, const struct gk_block *block, struct gk_tag *parent) {
  struct gk_table_setting *t = gk_arena_alloc(setter->arena, sizeof *t);
  if (!t) return false;
  t->table = block->table;
  t->style = block->table->style;
  if (!gk_table_widths(setter, t) || !set_above(setter, t) || !gk_table_measure(setter, t) || !room_below_head(setter, t)) return false;
  if (!gk_table_tags(setter, t, parent)) return false;
  if (t->rotated && !gk_flow_rotate(setter)) return false;
  return add_pieces(setter, t) && add_notes(setter, block->table, t->style, t->width) && (!t->rotated || gk_flow(setter));
}
