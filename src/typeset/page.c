/* Pages: what is placed is gathered here and kept at its size when the page is
 * done. Decides where the page number stands (GB/T 9704-2012 7.5: right on odd,
 * left on even pages, one character in; its dash 7 mm below 版心), on turned
 * pages where other pages have it (8). */
#include <string.h>

#include "typeset/inside.h"

bool gk_page_open(struct gk_set *set, bool rotated) {
  if (set->page_count >= GK_PAGES_MAX) {
    const char *most = gk_arena_printf(set->scratch, "%d", GK_PAGES_MAX);
    if (most) gk_report(set->sink, &gk_msg_typeset_pages, gk_place_none(), gk_place_none(), most);
    return false;
  }
  set->open = set->blank = true;
  set->rotated = rotated;
  set->y = 0;
  set->item_count = set->box_count = 0;
  return true;
}

struct gk_item *gk_page_item(struct gk_set *set) {
  struct gk_item *items = gk_arena_grow(set->scratch, set->items, &set->item_capacity, set->item_count + 1, sizeof *items);
  if (!items) return NULL;
  set->items = items;
  set->blank = false;
  struct gk_item *item = &items[set->item_count++];
  *item = (struct gk_item){0};
  return item;
}

bool gk_page_line(struct gk_set *set, const struct gk_item *like, int32_t x, int32_t y) {
  struct gk_item *item = gk_page_item(set);
  if (!item) return false;
  struct gk_rect block = gk_set_block(set);
  *item = *like;
  item->kind = GK_ITEM_LINE;
  item->x = block.x + x;
  item->y = block.y + y;
  return true;
}

bool gk_page_rule(struct gk_set *set, int32_t x, int32_t y, int32_t width, int32_t height) {
  struct gk_item *item = gk_page_item(set);
  if (!item) return false;
  struct gk_rect block = gk_set_block(set);
  item->kind = GK_ITEM_RULE;
  item->artifact = GK_ARTIFACT_RULE;
  item->rect = (struct gk_rect){block.x + x, block.y + y, width, height};
  return true;
}

bool gk_page_box(struct gk_set *set, const struct gk_cell_box *box) {
  struct gk_cell_box *boxes = gk_arena_grow(set->scratch, set->boxes, &set->box_capacity, set->box_count + 1, sizeof *boxes);
  if (!boxes) return false;
  set->boxes = boxes;
  struct gk_rect block = gk_set_block(set);
  boxes[set->box_count] = *box;
  boxes[set->box_count].rect.x += block.x;
  boxes[set->box_count++].rect.y += block.y;
  return true;
}

/* --- the page number */

static bool number_inlines(struct gk_set *set, const char *label, struct gk_inline *out) {
  static const char mark[] = "{页码}";
  const char *format = set->page_style->number_format, *at = strstr(format, mark);
  const char *text = at ? gk_arena_printf(set->scratch, "%.*s%s%s", (int)(at - format), format, label, at + sizeof mark - 1) : format;
  if (!text) return false;
  *out = (struct gk_inline){.text = text, .size = strlen(text), .whole = true};
  return true;
}

static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D; }

/* How far the middle of the number's dash stands above the baseline: as its glyph is drawn. */
static int32_t dash_height(const struct gk_set *set, const struct gk_paragraph *p) {
  const struct gk_line *line = &p->lines[0];
  for (size_t i = 0; i < line->count; i++) {
    size_t at = line->glyphs[i].cluster;
    struct gk_box ink;
    if (is_dash(gk_utf8_next(p->text, p->size, &at)) && gk_font_extents(set->fonts, line->glyphs[i].font, line->glyphs[i].id, p->size_em, &ink))
      return line->glyphs[i].y + (ink.top + ink.bottom) / 2;
  }
  return (int32_t)((int64_t)p->size_em * 380 / 1000); /* no dash: the middle of the em box */
}

static bool add_number(struct gk_set *set, const char *label) {
  const struct gk_page_style *p = set->page_style;
  const struct gk_style *style = gk_set_style(set, p->number_style, "页码 page number");
  struct gk_text_style text;
  struct gk_inline inlined;
  if (!style || !gk_set_text_style(set, style, &text)) return true;
  text.align = GK_ALIGN_START;
  text.first_indent = text.indent = 0;
  struct gk_paragraph *paragraph = gk_arena_alloc(set->arena, sizeof *paragraph);
  if (!paragraph || !number_inlines(set, label, &inlined)) return false;
  gk_set_lines(set, &text, &(struct gk_inlines){&inlined, 1}, GK_MEASURE_FREE, paragraph);
  if (paragraph->count == 0) return true;
  int32_t width = paragraph->lines[0].width, inset = (int32_t)((int64_t)p->number_inset * style->size / 1000), x = p->left + (p->text_width - width) / 2;
  if (p->number_outside) x = (set->page_count + 1) % 2 ? p->left + p->text_width - inset - width : p->left + inset;
  struct gk_item *item = gk_page_item(set);
  if (!item) return false;
  *item = (struct gk_item){.kind = GK_ITEM_LINE, .artifact = GK_ARTIFACT_PAGE_NUMBER, .upright = set->rotated, .paragraph = paragraph,
                           .x = x, .y = p->top + p->text_height + p->number_below + dash_height(set, paragraph)};
  return true;
}

/* --- closing */

static void *kept(struct gk_set *set, const void *items, size_t count, size_t size) {
  void *copy = gk_arena_array(set->arena, count ? count : 1, size);
  if (copy && count) memcpy(copy, items, count * size);
  return copy;
}

bool gk_page_close(struct gk_set *set) {
  if (!set->open) return true;
  struct gk_page *pages = gk_arena_grow(set->scratch, set->pages, &set->page_capacity, set->page_count + 1, sizeof *pages);
  if (!pages) return false;
  set->pages = pages;
  struct gk_page page = {.width = set->page_style->width, .height = set->page_style->height, .rotated = set->rotated, .number = (uint32_t)set->page_count + 1};
  if (set->page_style->number_format && set->page_style->number_style) {
    page.label = gk_arena_printf(set->arena, "%u", page.number);
    if (!page.label || !add_number(set, page.label)) return false;
  }
  page.count = set->item_count;
  page.items = kept(set, set->items, page.count, sizeof *page.items);
  page.box_count = set->box_count;
  page.boxes = kept(set, set->boxes, page.box_count, sizeof *page.boxes);
  pages[set->page_count++] = page;
  set->open = false;
  return page.items && page.boxes;
}
