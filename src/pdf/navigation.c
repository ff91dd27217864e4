/* The outline from the headings typeset lists, nested by their level, and the
 * page labels from the page numbers as printed. Decides what is unfolded at
 * first: the first level, so that a long notice opens with its parts in view. */
#include "pdf/navigation.h"

#include <string.h>

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define BUFFER_MAX ((size_t)16 << 20)
#define NONE SIZE_MAX

struct item { size_t parent, first, last, previous, next; size_t kids; unsigned level; };

/* A heading belongs to the nearest one above it of a lower level; levels may be skipped. */
static void link_items(const struct gk_typeset *typeset, struct item *items, struct item *top) {
  size_t above = NONE;
  *top = (struct item){.parent = NONE, .first = NONE, .last = NONE};
  for (size_t i = 0; i < typeset->outline_count; i++) {
    items[i] = (struct item){.first = NONE, .last = NONE, .next = NONE, .level = typeset->outline[i].level};
    while (above != NONE && items[above].level >= items[i].level) above = items[above].parent;
    struct item *parent = above == NONE ? top : &items[above];
    items[i].parent = above;
    items[i].previous = parent->last;
    if (parent->last == NONE) parent->first = i;
    else items[parent->last].next = i;
    parent->last = i;
    parent->kids++;
    above = i;
  }
}

/* 12.3.2.2: the heading at the top of the window, in the page's own coordinates, zoom as the reader has it. */
void gk_pdf_destination(struct gk_buf *body, const struct gk_display_page *page, gk_object object, int32_t y) {
  gk_buf_addf(body, "/Dest [%u 0 R /XYZ ", object);
  /* On a turned page the reader's top is the sheet's left edge. */
  bool turned = page->rotated && !page->as_printed;
  gk_buf_add_milli(body, turned ? y : 0);
  gk_buf_add_char(body, ' ');
  gk_buf_add_milli(body, turned ? 0 : page->rotated ? page->height : (int64_t)page->height - y);
  gk_buf_add_string(body, " null]");
}

static void add_link(struct gk_buf *body, const char *key, gk_object base, size_t to) {
  if (to != NONE) gk_buf_addf(body, "/%s %zu 0 R", key, base + to);
}

static void write_item(struct gk_buf *body, const struct item *item, gk_object root, gk_object base) {
  gk_buf_addf(body, "/Parent %zu 0 R", item->parent == NONE ? root : base + item->parent);
  add_link(body, "Prev", base, item->previous);
  add_link(body, "Next", base, item->next);
  add_link(body, "First", base, item->first);
  add_link(body, "Last", base, item->last);
  /* Negative: folded. Within a folded item the count is of its kids alone, folded themselves. */
  if (item->kids) gk_buf_addf(body, "/Count %s%zu", item->parent == NONE ? "" : "-", item->kids);
}

static bool bad_text(struct gk_arena *arena, const char *title, size_t size, struct gk_diag_sink *sink) {
  const char *bytes = gk_arena_printf(arena, "%zu", size), *begin = gk_arena_strndup(arena, title, 60);
  if (bytes && begin) gk_report(sink, &gk_msg_pdf_text_too_long, gk_place_none(), gk_place_none(), "Outlines", bytes, begin);
  else gk_report_memory(sink);
  return false;
}

static bool add_item(struct gk_arena *arena, struct gk_objects *objects, struct gk_buf *body, const struct gk_display_list *list, size_t i,
                     const struct gk_pdf_pages *pages, gk_object elements, struct gk_diag_sink *sink) {
  const struct gk_outline_entry *entry = &list->typeset->outline[i];
  size_t n = strlen(entry->title), size = gk_syntax_text_size(entry->title, n);
  if (size > GK_PDF_STRING_MAX) return bad_text(arena, entry->title, size, sink);
  gk_buf_add_string(body, "/Title ");
  gk_syntax_text(body, entry->title, n);
  gk_pdf_destination(body, &list->pages[entry->page], pages->objects[entry->page], entry->y);
  if (entry->tag) gk_buf_addf(body, "/SE %u 0 R", elements + entry->tag->number);
  if (gk_buf_add_string(body, ">>")) return gk_objects_add(objects, body->data, body->size) != 0;
  gk_report_memory(sink);
  return false;
}

static void write_root(struct gk_objects *objects, gk_object root, const struct item *top, const struct item *items, gk_object base,
                       struct gk_buf *body) {
  size_t open = 0;
  for (size_t i = top->first; i != NONE; i = items[i].next) open += 1 + items[i].kids;
  struct { const char *key; size_t to; } ends[] = {{"First", top->first}, {"Last", top->last}};
  for (size_t i = 0; i < 2; i++) {
    gk_buf_clear(body);
    if (gk_buf_addf(body, "%zu 0 R", base + ends[i].to)) gk_objects_value(objects, root, ends[i].key, body->data, body->size);
  }
  gk_objects_number(objects, root, "Count", (int32_t)open);
}

bool gk_pdf_outline(struct gk_arena *arena, struct gk_objects *objects, gk_object root, const struct gk_display_list *list,
                    const struct gk_pdf_pages *pages, gk_object elements, struct gk_diag_sink *sink) {
  const struct gk_typeset *typeset = list->typeset;
  struct item top, *items = gk_arena_array(arena, typeset->outline_count + 1, sizeof *items);
  if (!items) {
    gk_report_memory(sink);
    return false;
  }
  link_items(typeset, items, &top);
  gk_object base = gk_objects_count(objects);
  struct gk_buf body;
  gk_buf_init(&body, BUFFER_MAX);
  bool good = true;
  for (size_t i = 0; good && i < typeset->outline_count; i++) {
    const struct gk_outline_entry *entry = &typeset->outline[i];
    if (entry->page >= list->count || (entry->tag && entry->tag->number >= typeset->tag_count)) {
      gk_report(sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), "outline-page");
      good = false;
      break;
    }
    gk_buf_clear(&body);
    gk_buf_add_string(&body, "<<");
    write_item(&body, &items[i], root, base);
    good = add_item(arena, objects, &body, list, i, pages, elements, sink);
  }
  if (good) write_root(objects, root, &top, items, base, &body);
  if (good && body.failed) {
    gk_report_memory(sink);
    good = false;
  }
  gk_buf_drop(&body);
  return good;
}

/* --- page labels */

struct label { const char *text; size_t prefix; uint32_t number; /* 0: the whole text is prefix */ char style; /* of the number, 12.4.2 */ };

/* A label that ends in a number without leading zero can be counted on from, and so can one in Roman numerals. */
static struct label split_label(const char *text) {
  struct label label = {text ? text : "", 0, 0, 'D'};
  for (int small = 0; small < 2; small++) {
    uint32_t value = gk_roman_parse(label.text, small);
    if (value) return (struct label){label.text, 0, value, small ? 'r' : 'R'};
  }
  size_t n = strlen(label.text), at = n;
  while (at > 0 && n - at < 9 && label.text[at - 1] >= '0' && label.text[at - 1] <= '9') at--;
  while (at < n && label.text[at] == '0') at++;
  for (size_t i = at; i < n; i++) label.number = label.number * 10 + (uint32_t)(label.text[i] - '0');
  label.prefix = at;
  return label;
}

static bool continues(struct label before, struct label now) {
  return before.number && now.number == before.number + 1 && now.style == before.style && now.prefix == before.prefix && memcmp(before.text, now.text, now.prefix) == 0;
}

bool gk_pdf_page_labels(const struct gk_display_list *list, struct gk_buf *out) {
  struct label before = {"", 0, 0, 'D'};
  gk_buf_add_string(out, "<</Nums [");
  for (size_t i = 0; i < list->count; i++) {
    struct label now = split_label(list->pages[i].label);
    /* Pages without a number have an empty label, one entry for a run of them. */
    bool empty = now.prefix == 0 && now.number == 0, empty_before = before.prefix == 0 && before.number == 0;
    if (i == 0 || !(empty ? empty_before : continues(before, now))) {
      gk_buf_addf(out, "%zu <<", i);
      if (now.number) gk_buf_addf(out, "/S /%c/St %u", now.style, now.number);
      if (now.prefix) {
        gk_buf_add_string(out, "/P ");
        gk_syntax_text(out, now.text, now.prefix);
      }
      gk_buf_add_string(out, ">> ");
    }
    before = now;
  }
  return gk_buf_add_string(out, "]>>");
}
