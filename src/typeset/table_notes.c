/* Notes of a table and the marks that lead to them (CY/T 170-2019 7.3.2). A footnote
 * is a Note with an ID (ISO 14289-1 7.9); its mark in a cell is a Reference with a
 * link to it (ISO 32000-1 14.8.4.4.1), where the cell is content and no repeat. */
#include "typeset/spoken.h"

bool gk_table_notes(struct gk_setter *setter, struct gk_table_contents *k, int32_t width) {
  const struct gk_table *table = k->table;
  const struct gk_style *style = gk_layout_style(setter->document->layout, k->style->note_style);
  size_t first = table->note_count - table->footnote_count;
  k->notes = gk_arena_array(setter->arena, table->footnote_count + 1, sizeof *k->notes);
  for (size_t i = 0; k->notes && i < table->note_count; i++) {
    size_t before = setter->unit_count;
    struct gk_tag *tag = gk_tag_new(setter, setter->out->root, i < first ? GK_TAG_P : GK_TAG_NOTE);
    if (!tag || !gk_flow_paragraph_at(setter, style, &table->notes[i], tag, width) ||
        !gk_flow_pieces(setter, before, &table->notes[i], &(struct gk_piece_tags){.text = tag}))
      return false;
    if (i < first) continue;
    if (!(tag->id = gk_arena_printf(setter->arena, "note-%u", ++setter->note_count))) return false;
    k->notes[i - first] = tag;
  }
  return k->notes != NULL;
}

bool gk_table_pieces(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, struct gk_open_cell *open) {
  struct gk_piece_tags tags = {.text = t->contents->tags[cell->number]};
  if (cell->content.count < 2 && !cell->footnote) return true; /* what is spoken for all of it is the cell's own */
  if (cell->footnote) {
    struct gk_inlines before = {cell->content.items, cell->content.count - 1};
    const char *spoken = gk_spoken_cell(setter, &before);
    if (spoken) {
      if (!(tags.spoken = gk_tag_new(setter, tags.text, GK_TAG_SPAN))) return false;
      tags.spoken->expansion = spoken;
    }
    struct gk_tag *reference = gk_tag_new(setter, tags.text, GK_TAG_REFERENCE);
    if (!reference || !(open->link = tags.mark = gk_tag_new(setter, reference, GK_TAG_LINK))) return false;
  }
  return gk_pieces(setter, t->paragraphs[cell->number], &cell->content, &tags, &open->pieces);
}

bool gk_table_note_link(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_open_cell *open,
                        const struct gk_item *item) {
  const struct gk_paragraph *p = item->paragraph;
  const struct gk_line *line = &p->lines[item->line];
  uint32_t mark = open->pieces.count > 1 ? open->pieces.parts[open->pieces.count - 2].to : 0;
  size_t first = 0;
  while (first < line->count && line->glyphs[first].cluster < mark) first++;
  if (first == line->count) return true; /* the mark is on another line */
  int32_t x = item->x + line->start + line->glyphs[first].x, right = item->x + line->start + line->width;
  struct gk_link link = {open->link, t->contents->notes[cell->footnote - 1], gk_spoken_note(setter, &cell->content.items[cell->content.count - 1]),
                         {x, item->y - p->size_em * 880 / 1000, right - x, p->size_em}};
  return link.contents && gk_page_add_link(setter, &link);
}
