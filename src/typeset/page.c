/* Pages: the sheet, its frame, and the page number (GB/T 9704-2012 7.5). */
#include <string.h>

#include "typeset/setting.h"

struct gk_rect gk_setter_block(const struct gk_setter *setter) {
  const struct gk_page_style *p = setter->page_style;
  if (!setter->page || !setter->page->rotated) return (struct gk_rect){p->left, p->top, p->text_width, p->text_height};
  /* Turned 90° counter-clockwise: the frame's x runs up the sheet, its y to the right (GB/T 9704 8). */
  return (struct gk_rect){p->height - p->top - p->text_height, p->left, p->text_height, p->text_width};
}

/* Beyond the Roman numerals (GK_ROMAN_MOST) the count goes on in Arabic ones. */
static const char *folio_text(struct gk_setter *setter) {
  char roman[GK_ROMAN_TEXT_MAX];
  if (setter->folio == GK_FOLIO_ARABIC || setter->folio_count > GK_ROMAN_MOST) return gk_arena_printf(setter->arena, "%u", setter->folio_count);
  return gk_arena_strdup(setter->arena, gk_roman_format(setter->folio_count, setter->folio == GK_FOLIO_SMALL_ROMAN, roman));
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
  *setter->page = (struct gk_page){.width = setter->page_style->width, .height = setter->page_style->height, .rotated = rotated,
                                     .as_printed = setter->page_style->turned_for_print, .number = (uint32_t)out->count};
  setter->page->items = setter->items;
  setter->page->boxes = setter->boxes;
  setter->seal_capacity = setter->link_capacity = 0;
  setter->folio_count++;
  if (setter->folio != GK_FOLIO_NONE && !(setter->page->label = folio_text(setter))) return false;
  setter->y = 0;
  return true;
}

struct gk_item *gk_page_add(struct gk_setter *setter) {
  struct gk_page *page = setter->page;
  struct gk_item *items = gk_arena_grow(setter->pages, page->items, &setter->item_capacity, page->count + 1, sizeof *items);
  if (!items) return NULL;
  page->items = setter->items = items;
  struct gk_item *item = &items[page->count++];
  memset(item, 0, sizeof *item);
  return item;
}

bool gk_page_add_box(struct gk_setter *setter, const struct gk_cell_box *box) {
  struct gk_page *page = setter->page;
  struct gk_cell_box *boxes = gk_arena_grow(setter->pages, page->boxes, &setter->box_capacity, page->box_count + 1, sizeof *boxes);
  if (!boxes) return false;
  page->boxes = setter->boxes = boxes;
  boxes[page->box_count++] = *box;
  return true;
}

bool gk_page_add_seal(struct gk_setter *setter, struct gk_seal seal) {
  struct gk_page *page = setter->page;
  struct gk_seal *seals = gk_arena_grow(setter->arena, page->seals, &setter->seal_capacity, page->seal_count + 1, sizeof *seals);
  if (!seals) return false;
  page->seals = seals;
  seals[page->seal_count++] = seal;
  return true;
}

bool gk_page_add_link(struct gk_setter *setter, const struct gk_link *link) {
  struct gk_page *page = setter->page;
  struct gk_link *links = gk_arena_grow(setter->arena, page->links, &setter->link_capacity, page->link_count + 1, sizeof *links);
  if (!links) return false;
  page->links = links;
  links[page->link_count++] = *link;
  return true;
}

/* The printed number has up to three parts: what stands before {页码}, the number, what stands after. A space of the format is a quarter em:
 * the paragraph engine would fold it away between a dash and a figure. */
struct number_part { const char *text; size_t size; bool space_before; };

static size_t number_parts(const struct gk_setter *setter, struct number_part parts[3]) {
  static const char mark[] = "{页码}";
  const char *format = setter->page_style->number_format, *at = strstr(format, mark);
  const char *label = setter->page->label;
  if (!at) return 0;
  size_t n = 0, before = (size_t)(at - format);
  bool space = before > 0 && format[before - 1] == ' ';
  if (space) before--;
  if (before) parts[n++] = (struct number_part){format, before, false};
  parts[n++] = (struct number_part){label, strlen(label), space};
  const char *after = at + sizeof mark - 1;
  space = *after == ' ';
  if (space) after++;
  if (*after) parts[n++] = (struct number_part){after, strlen(after), space};
  return n;
}

static struct gk_paragraph *set_part(struct gk_setter *setter, const struct gk_style *style, const struct number_part *part) {
  struct gk_paragraph *paragraph = gk_arena_alloc(setter->arena, sizeof *paragraph);
  struct gk_inline text = {.text = part->text, .size = part->size, .whole = true};
  if (!paragraph || !gk_set_text(setter, style, &(struct gk_inlines){&text, 1}, setter->page_style->text_width, paragraph)) return NULL;
  return paragraph->count ? paragraph : NULL;
}

/* Where the number begins: on the outer side, one character in (7.5), or in the middle. */
static int32_t number_start(const struct gk_setter *setter, const struct gk_style *style, int32_t width) {
  const struct gk_page_style *p = setter->page_style;
  int32_t inset = (int32_t)((int64_t)p->number_inset * style->size / 1000);
  if (!p->number_outside) return p->left + (p->text_width - width) / 2;
  return setter->folio_count % 2 ? p->left + p->text_width - inset - width : p->left + inset;
}

static bool add_number(struct gk_setter *setter) {
  const struct gk_page_style *p = setter->page_style;
  const struct gk_style *style = gk_layout_style(setter->document->layout, p->number_style);
  struct number_part parts[3];
  if (!style || !setter->page->label) return true;
  size_t n = number_parts(setter, parts);
  struct gk_paragraph *set[3];
  int32_t width = 0, gap = style->size / 4;
  for (size_t i = 0; i < n; i++) {
    if (!(set[i] = set_part(setter, style, &parts[i]))) return false;
    width += set[i]->lines[0].width + (parts[i].space_before ? gap : 0);
  }
  int32_t x = number_start(setter, style, width);
  for (size_t i = 0; i < n; i++) {
    struct gk_item *item = gk_page_add(setter);
    if (!item) return false;
    item->kind = GK_ITEM_LINE;
    item->artifact = GK_ARTIFACT_PAGE_NUMBER;
    item->upright = setter->page->rotated;
    item->paragraph = set[i];
    item->x = x += parts[i].space_before ? gap : 0;
    /* The dash stands 0.38 em above the baseline in the faces of 宋体; it is the dash that keeps the distance of 7 mm. */
    item->y = p->top + p->text_height + p->number_below + (int32_t)((int64_t)style->size * 380 / 1000);
    x += set[i]->lines[0].width;
  }
  return n > 0;
}

/* The page's items and boxes out of the room that the next page uses again. */
static bool keep_page(struct gk_setter *setter) {
  struct gk_page *page = setter->page;
  struct gk_item *items = gk_arena_array(setter->pages, page->count ? page->count : 1, sizeof *items);
  struct gk_cell_box *boxes = gk_arena_array(setter->pages, page->box_count ? page->box_count : 1, sizeof *boxes);
  if (!items || !boxes) return false;
  if (page->count) memcpy(items, page->items, page->count * sizeof *items);
  if (page->box_count) memcpy(boxes, page->boxes, page->box_count * sizeof *boxes);
  page->items = items;
  page->boxes = boxes;
  return true;
}

bool gk_page_finish_blank(struct gk_setter *setter) { return keep_page(setter); }

bool gk_page_finish(struct gk_setter *setter) { return add_number(setter) && keep_page(setter); }
