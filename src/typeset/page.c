/* Pages: the sheet, its frame, and the page number (GB/T 9704-2012 7.5). */
#include <string.h>

#include "typeset/setting.h"

struct gk_rect gk_setter_block(const struct gk_setter *setter) {
  const struct gk_page_style *p = setter->page_style;
  if (!setter->page || !setter->page->rotated) return (struct gk_rect){p->left, p->top, p->text_width, p->text_height};
  /* Turned 90° counter-clockwise: the frame's x runs up the sheet, its y to the right (GB/T 9704 8). */
  return (struct gk_rect){p->height - p->top - p->text_height, p->left, p->text_height, p->text_width};
}

bool gk_page_begin(struct gk_setter *setter, bool rotated) {
  struct gk_typeset *out = setter->out;
  if (out->count >= GK_PAGES_MAX) {
    char most[GK_DECIMAL_TEXT_MAX];
    gk_report(setter->sink, &gk_msg_typeset_pages, gk_place_none(), gk_place_none(), (gk_decimal_format(gk_decimal_from_int(GK_PAGES_MAX), false, most), most));
    return false;
  }
  struct gk_page *pages = gk_arena_grow(setter->arena, out->pages, &setter->page_capacity, out->count + 1, sizeof *pages);
  if (!pages) return false;
  out->pages = pages;
  setter->page = &pages[out->count++];
  *setter->page = (struct gk_page){.width = setter->page_style->width, .height = setter->page_style->height, .rotated = rotated, .number = (uint32_t)out->count};
  setter->item_capacity = setter->box_capacity = 0;
  setter->y = 0;
  return true;
}

struct gk_item *gk_page_add(struct gk_setter *setter) {
  struct gk_page *page = setter->page;
  struct gk_item *items = gk_arena_grow(setter->arena, page->items, &setter->item_capacity, page->count + 1, sizeof *items);
  if (!items) return NULL;
  page->items = items;
  struct gk_item *item = &items[page->count++];
  memset(item, 0, sizeof *item);
  return item;
}

bool gk_page_add_box(struct gk_setter *setter, const struct gk_cell_box *box) {
  struct gk_page *page = setter->page;
  struct gk_cell_box *boxes = gk_arena_grow(setter->arena, page->boxes, &setter->box_capacity, page->box_count + 1, sizeof *boxes);
  if (!boxes) return false;
  page->boxes = boxes;
  boxes[page->box_count++] = *box;
  return true;
}

/* “— {页码} —” with the number in place. */
static const char *number_text(struct gk_setter *setter, const char **label) {
  static const char mark[] = "{页码}";
  const char *format = setter->page_style->number_format, *at = strstr(format, mark);
  *label = gk_arena_printf(setter->arena, "%u", setter->page->number);
  if (!at || !*label) return format;
  return gk_arena_printf(setter->arena, "%.*s%s%s", (int)(at - format), format, *label, at + sizeof mark - 1);
}

bool gk_page_finish(struct gk_setter *setter) {
  const struct gk_page_style *p = setter->page_style;
  const struct gk_style *style = gk_layout_style(setter->document->layout, p->number_style);
  const char *label = NULL, *text = style ? number_text(setter, &label) : NULL;
  if (!style) return true;
  struct gk_paragraph *paragraph = text ? gk_arena_alloc(setter->arena, sizeof *paragraph) : NULL;
  struct gk_inline inlined = {.text = text, .size = text ? strlen(text) : 0, .whole = true};
  if (!paragraph || !gk_set_text(setter, style, &(struct gk_inlines){&inlined, 1}, p->text_width, paragraph) || paragraph->count == 0) return false;
  struct gk_item *item = gk_page_add(setter);
  if (!item) return false;
  int32_t width = paragraph->lines[0].width, inset = (int32_t)((int64_t)p->number_inset * style->size / 1000);
  bool right = setter->page->number % 2 == 1;
  item->kind = GK_ITEM_LINE;
  item->artifact = GK_ARTIFACT_PAGE_NUMBER;
  item->upright = setter->page->rotated;
  item->paragraph = paragraph;
  if (!p->number_outside) item->x = p->left + (p->text_width - width) / 2;
  else item->x = right ? p->left + p->text_width - inset - width : p->left + inset;
  /* The dash stands 0.38 em above the baseline in the faces of 宋体; it is the dash that keeps the distance of 7 mm. */
  item->y = p->top + p->text_height + p->number_below + (int32_t)((int64_t)style->size * 380 / 1000);
  setter->page->label = label;
  return true;
}
