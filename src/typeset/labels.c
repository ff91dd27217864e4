/* Lists whose items have words for labels (联系人：…): labels of two to four Han
 * are spread to the width of the widest short one (均排), the colons stand below
 * each other, and so do the texts, whose further lines begin where the first does. */
#include <string.h>

#include "typeset/setting.h"

#define WIDEST 8 /* characters: longer labels do not set the measure of short ones */
#define MOST_SPREAD 4

static const char colon[] = "：";

/* The label with its colon, set on one line. */
static bool set_label(struct gk_setter *setter, const struct gk_style *style, const struct gk_inlines *label, struct gk_paragraph *out) {
  struct gk_inlines all = {gk_arena_array(setter->arena, label->count + 1, sizeof *all.items), label->count + 1};
  if (!all.items) return false;
  if (label->count) memcpy(all.items, label->items, label->count * sizeof *all.items);
  all.items[label->count] = (struct gk_inline){.text = colon, .size = sizeof colon - 1};
  struct gk_style plain = *style;
  plain.first_indent = plain.indent = 0;
  plain.align = GK_STYLE_START;
  plain.kinsoku = 1; /* the colon is not at a line's end: it keeps its whole cell */
  return gk_set_text(setter, &plain, &all, setter->page_style->text_width, out);
}

/* How many characters of the label may be spread: Han alone, each in its own em; 0 for none. */
static size_t spreads(const struct gk_paragraph *p) {
  size_t at = 0, n = 0, end = p->size - (sizeof colon - 1);
  for (; at < end; n++)
    if (!gk_char_is_han(gk_utf8_next(p->text, end, &at))) return 0;
  return p->count == 1 && n >= 2 && n <= MOST_SPREAD && p->lines[0].count == n + 1 ? n : 0;
}

/* The width of the widest label that is short. Labels end in the colon's cell. */
static int32_t common_width(const struct gk_paragraph *labels, size_t count, int32_t cell) {
  int32_t widest = 0;
  for (size_t i = 0; i < count; i++) {
    if (labels[i].count != 1 || labels[i].lines[0].width > (WIDEST + 1) * cell) continue;
    if (labels[i].lines[0].width > widest) widest = labels[i].lines[0].width;
  }
  return widest;
}

bool gk_set_labels(struct gk_setter *setter, const struct gk_block *block) {
  const struct gk_style *style = block->style;
  int32_t cell = gk_cell_of(setter, style), measure = setter->page_style->text_width;
  int32_t x = (int32_t)((int64_t)cell * (style->first_indent + style->indent) / 1000);
  struct gk_tag *list = gk_tag_new(setter, setter->out->root, GK_TAG_L);
  struct gk_paragraph *labels = gk_arena_array(setter->arena, block->item_count + 1, sizeof *labels);
  if (!list || !labels) return false;
  list->list_numbering = "None";
  for (size_t i = 0; i < block->item_count; i++)
    if (!set_label(setter, style, &block->items[i].label, &labels[i])) return false;
  int32_t widest = common_width(labels, block->item_count, cell);
  for (size_t i = 0; i < block->item_count; i++) {
    struct gk_tag *item = gk_tag_new(setter, list, GK_TAG_LI);
    struct gk_tag *label = item ? gk_tag_new(setter, item, GK_TAG_LBL) : NULL, *body = label ? gk_tag_new(setter, item, GK_TAG_LBODY) : NULL;
    if (!body) return false;
    size_t n = spreads(&labels[i]);
    if (n && labels[i].lines[0].width < widest && !gk_spread_line(setter, &labels[i], n, widest - labels[i].lines[0].width)) return false;
    const struct gk_line *line = &labels[i].lines[0];
    int32_t start = x + (line->width > widest ? line->width : widest);
    if (start > measure - 4 * cell) start = measure - 4 * cell; /* a label as wide as the page: its text begins below it, at the right */
    if (!gk_flow_labelled(setter, &labels[i], x, label, style, &block->items[i].content, body, start)) return false;
  }
  return true;
}
