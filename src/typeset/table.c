/* A table of the document tree into the flow: its tags, its sheet, its units. */
#include <string.h>

#include "typeset/table.h"

static enum gk_tag_scope scope_of(const struct gk_cell *cell) {
  return cell->kind == GK_CELL_COLUMN_HEAD ? GK_SCOPE_COLUMN : cell->kind == GK_CELL_ROW_HEAD ? GK_SCOPE_ROW : GK_SCOPE_NONE;
}

static bool make_tags(struct gk_setter *setter, struct gk_table_setting *t, struct gk_tag *parent) {
  const struct gk_table *table = t->table;
  if (t->info_left.count || t->info_right.count) t->info_tag = gk_tag_new(setter, parent, GK_TAG_P);
  struct gk_tag *root = gk_tag_new(setter, parent, GK_TAG_TABLE), *part = NULL, *row = NULL;
  t->tags = gk_arena_array(setter->arena, table->cell_count + 1, sizeof *t->tags);
  if (!root || !t->tags) return false;
  if (t->caption.count && !(t->caption_tag = gk_tag_new(setter, root, GK_TAG_CAPTION))) return false;
  uint32_t at = UINT32_MAX;
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *cell = &table->cells[i];
    if (cell->row != at) {
      if (cell->row == 0 || cell->row == table->head_rows) part = gk_tag_new(setter, root, cell->row < table->head_rows ? GK_TAG_THEAD : GK_TAG_TBODY);
      row = part ? gk_tag_new(setter, part, GK_TAG_TR) : NULL;
      at = cell->row;
    }
    struct gk_tag *tag = row ? gk_tag_new(setter, row, cell->kind == GK_CELL_DATA ? GK_TAG_TD : GK_TAG_TH) : NULL;
    if (!tag) return false;
    tag->scope = scope_of(cell);
    tag->column_span = (uint16_t)cell->column_span;
    tag->row_span = (uint16_t)cell->row_span;
    t->tags[i] = tag;
  }
  return true;
}

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
  t->lead_info = t->info_left.count || t->info_right.count ? info->size + info->size / 2 : 0;
  return true;
}

static bool add_pieces(struct gk_setter *setter, struct gk_table_setting *t) {
  const struct gk_table *table = t->table;
  struct gk_unit *unit = gk_unit_add(setter, GK_UNIT_PIECE);
  if (!unit) return false;
  unit->table = t;
  unit->row = UINT32_MAX;
  unit->keep = true;
  unit->height = (int32_t)t->caption.count * setter->pitch + t->lead_info;
  for (uint32_t r = 0; r < table->head_rows; r++) unit->height += t->heights[r];
  for (uint32_t r = table->head_rows; r < table->rows; r++) {
    if (!(unit = gk_unit_add(setter, GK_UNIT_PIECE))) return false;
    unit->table = t;
    unit->row = r;
    unit->height = t->heights[r];
    /* The head keeps two rows with it; the last row (often the total) one above it. */
    unit->keep = r == table->head_rows ? r + 1 < table->rows : r + 2 == table->rows;
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
  if (!gk_table_widths(setter, t) || !set_above(setter, t) || !gk_table_measure(setter, t)) return false;
  if (!make_tags(setter, t, parent)) return false;
  if (t->rotated) {
    if (!gk_flow(setter)) return false;
    bool used = setter->page->count > 0;
    if (used && !(gk_page_finish(setter) && gk_page_begin(setter, true))) return false;
    setter->page->rotated = true;
  }
  return add_pieces(setter, t) && add_notes(setter, block->table, t->style, t->width) && (!t->rotated || gk_flow(setter));
}
