/* 附件说明 and 附件 (GB/T 9704-2012, 7.3.4 and 7.3.6). 附件说明 stands one blank line
 * below the text, two characters in; further lines of a name begin below its first
 * character. Each 附件 begins a page: its number at the left edge of the first
 * line in 黑体, its title centred on the third. */
#include "typeset/setting.h"

static const char lead[] = "附件：";

static struct gk_paragraph *set_label(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *inlines) {
  struct gk_paragraph *p = gk_arena_alloc(setter->arena, sizeof *p);
  struct gk_style plain = *style;
  plain.first_indent = plain.indent = 0;
  plain.align = GK_STYLE_START;
  plain.kinsoku = 1; /* the colon is not at a line's end: it keeps its whole cell */
  return p && gk_set_text(setter, &plain, inlines, setter->page_style->text_width, p) ? p : NULL;
}

static int32_t width_of(const struct gk_paragraph *p) { return p->count ? p->lines[0].width : 0; }

/* Where the parts stand: 附件：, the numbers, the names. */
struct places { int32_t lead, number, name; };

static bool set_item(struct gk_setter *setter, const struct gk_block *block, size_t i, struct gk_tag *list, struct gk_paragraph *number, struct places at) {
  struct gk_tag *item = gk_tag_new(setter, list, GK_TAG_LI), *label = NULL, *body;
  if (!item || (number->count && !(label = gk_tag_new(setter, item, GK_TAG_LBL)))) return false;
  body = gk_tag_new(setter, item, GK_TAG_LBODY);
  return body && gk_flow_labelled(setter, number, at.number, label, block->style, &block->items[i].content, body, at.name);
}

bool gk_set_attachments(struct gk_setter *setter, const struct gk_block *block) {
  struct gk_inline text = {.text = lead, .size = sizeof lead - 1, .whole = true};
  struct gk_tag *list = gk_tag_new(setter, setter->out->root, GK_TAG_L), *caption = list ? gk_tag_new(setter, list, GK_TAG_CAPTION) : NULL;
  struct gk_paragraph *first = set_label(setter, block->style, &(struct gk_inlines){&text, 1});
  struct gk_paragraph **numbers = gk_arena_array(setter->arena, block->item_count + 1, sizeof(struct gk_paragraph *));
  if (!caption || !first || !numbers) return false;
  list->list_numbering = block->numbering == GK_NUMBER_NONE ? "None" : "Decimal";
  struct places at = {.lead = 2 * gk_cell_of(setter, block->style)};
  int32_t widest = 0;
  for (size_t i = 0; i < block->item_count; i++) {
    if (!(numbers[i] = set_label(setter, block->style, &block->items[i].label))) return false;
    if (width_of(numbers[i]) > widest) widest = width_of(numbers[i]);
  }
  at.number = at.lead + width_of(first);
  at.name = at.number + widest;
  gk_flow_hold(setter);
  if (!gk_flow_blank(setter, 1000, true)) return false;
  size_t from = setter->unit_count;
  struct gk_unit *unit = gk_unit_line(setter, first, 0, caption);
  if (!unit) return false;
  unit->x = at.lead;
  unit->stays = unit->keep = true;
  for (size_t i = 0; i < block->item_count; i++)
    if (!set_item(setter, block, i, list, numbers[i], at)) return false;
  for (size_t i = from; i < setter->unit_count; i++) setter->units[i].aside = true;
  return true;
}

bool gk_set_annex(struct gk_setter *setter, const struct gk_block *block) {
  const struct gk_style *heading = gk_layout_style(setter->document->layout, "heading-1");
  struct gk_style label = *(heading ? heading : block->style);
  struct gk_tag *above = gk_tag_new(setter, setter->out->root, GK_TAG_P);
  struct gk_tag *tag = gk_tag_new(setter, setter->out->root, gk_tag_heading(setter, block->level));
  const char *number = gk_text_of(setter->arena, &block->label), *title = gk_text_of(setter->arena, &block->content);
  const char *outline = number && title ? gk_arena_printf(setter->arena, "%s　%s", number, title) : NULL;
  if (!above || !tag || !outline || !gk_flow_new_page(setter)) return false;
  label.align = GK_STYLE_START;
  label.first_indent = label.indent = label.before = label.after = 0;
  label.keep_next = true;
  struct gk_style second = *block->style;
  second.before = 0;
  return gk_flow_paragraph(setter, &label, &block->label, above, outline, block->level) && gk_flow_blank(setter, 1000, true) &&
         gk_flow_paragraph(setter, &second, &block->content, tag, NULL, 0);
}
