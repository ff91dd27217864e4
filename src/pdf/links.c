/* Link annotations from the areas typeset lists. A link leads to the place where
 * its target's first text stands, found in the display list: pages and heights
 * are known only when all is painted. The area has no border (the text shows what
 * it is), is printed with the page (ISO 19005-2, 6.3.2) and says in words where it
 * leads (ISO 14289-1, 7.18.5); its Link element is the structure's business. */
#include "pdf/links.h"

#include <string.h>

#include "pdf/messages.h"
#include "pdf/navigation.h"
#include "pdf/syntax.h"

#define BUFFER_MAX ((size_t)1 << 20)

struct spot { uint32_t page; int32_t y; bool known; };

struct linker {
  struct gk_arena *arena;
  struct gk_objects *objects;
  const struct gk_display_list *list;
  const struct gk_pdf_pages *pages;
  struct spot *spots;         /* by number of tag */
  struct gk_buf body, annotations;
  size_t next_form;
  struct gk_diag_sink *sink;
};

static bool bad(struct linker *l, const char *what) {
  gk_report(l->sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), what);
  return false;
}

/* Where each tag's first text stands, and with it all that holds the tag. */
static void find_spots(struct linker *l) {
  for (uint32_t p = 0; p < l->list->count; p++) {
    const struct gk_display_page *page = &l->list->pages[p];
    const struct gk_tag *tag = NULL;
    for (size_t i = 0; i < page->count; i++) {
      const struct gk_op *op = &page->ops[i];
      if (op->kind == GK_OP_BEGIN_TAG) tag = op->tag;
      if (op->kind != GK_OP_GLYPHS) continue;
      for (; tag && tag->number < l->list->typeset->tag_count && !l->spots[tag->number].known; tag = tag->parent)
        l->spots[tag->number] = (struct spot){p, op->y - op->size, true};
      tag = NULL;
    }
  }
}

/* A rectangle of the page's frame in the sheet's coordinates, from its lower left to its upper right corner. */
static void add_rect(struct gk_buf *out, const struct gk_display_page *page, const struct gk_rect *r) {
  int64_t sides[4] = {r->x, (int64_t)page->height - r->y - r->height, (int64_t)r->x + r->width, (int64_t)page->height - r->y};
  if (page->rotated) { /* x runs up the sheet, y from left to right */
    sides[0] = r->y;
    sides[1] = r->x;
    sides[2] = (int64_t)r->y + r->height;
    sides[3] = (int64_t)r->x + r->width;
  }
  gk_buf_add_string(out, "/Rect [");
  for (size_t i = 0; i < 4; i++) {
    if (i) gk_buf_add_char(out, ' ');
    gk_buf_add_milli(out, sides[i]);
  }
  gk_buf_add_char(out, ']');
}

static bool too_long(struct linker *l, const char *text, size_t size) {
  const char *bytes = gk_arena_printf(l->arena, "%zu", size), *begin = gk_arena_strndup(l->arena, text, 60);
  if (bytes && begin) gk_report(l->sink, &gk_msg_pdf_text_too_long, gk_place_none(), gk_place_none(), "Contents", bytes, begin);
  else gk_report_memory(l->sink);
  return false;
}

static gk_object add_annotation(struct linker *l, uint32_t at, const struct gk_link *link, size_t key) {
  const struct gk_display_page *page = &l->list->pages[at];
  const struct gk_tag *target = link->target;
  if (!link->tag || !link->contents) return bad(l, "link-tag");
  if (!target || target->number >= l->list->typeset->tag_count || !l->spots[target->number].known) return bad(l, "link-target");
  struct spot spot = l->spots[target->number];
  size_t n = strlen(link->contents), size = gk_syntax_text_size(link->contents, n);
  if (size > GK_PDF_STRING_MAX) return too_long(l, link->contents, size);
  gk_buf_clear(&l->body);
  gk_buf_add_string(&l->body, "<</Type /Annot/Subtype /Link");
  add_rect(&l->body, page, &link->rect);
  gk_buf_addf(&l->body, "/Border [0 0 0]/F 4/P %u 0 R/StructParent %zu/Contents ", l->pages->objects[at], key);
  gk_syntax_text(&l->body, link->contents, n);
  gk_pdf_destination(&l->body, &l->list->pages[spot.page], l->pages->objects[spot.page], spot.y);
  if (!gk_buf_add_string(&l->body, ">>")) {
    gk_report_memory(l->sink);
    return 0;
  }
  return gk_objects_add(l->objects, l->body.data, l->body.size);
}

static bool add_page(struct linker *l, uint32_t at, struct gk_pdf_links *links) {
  const struct gk_display_page *page = &l->list->pages[at];
  size_t first_form = l->next_form;
  while (l->next_form < links->form_count && links->forms[l->next_form].page == at) l->next_form++;
  if (page->link_count == 0 && l->next_form == first_form) return true;
  gk_buf_clear(&l->annotations);
  gk_buf_add_char(&l->annotations, '[');
  for (size_t i = 0; i < page->link_count; i++) {
    gk_object annotation = add_annotation(l, at, &page->links[i], l->pages->count + links->count);
    if (!annotation) return false;
    links->items[links->count++] = (struct gk_pdf_link){annotation, page->links[i].tag, at};
    gk_buf_addf(&l->annotations, "%u 0 R ", annotation);
  }
  for (size_t i = first_form; i < l->next_form; i++) gk_buf_addf(&l->annotations, i > first_form ? " %u 0 R" : "%u 0 R", links->forms[i].annotation);
  if (!gk_buf_add_char(&l->annotations, ']')) {
    gk_report_memory(l->sink);
    return false;
  }
  gk_objects_value(l->objects, l->pages->objects[at], "Annots", l->annotations.data, l->annotations.size);
  return true;
}

bool gk_pdf_links(struct gk_arena *arena, struct gk_objects *objects, const struct gk_display_list *list, const struct gk_pdf_pages *pages,
                  struct gk_pdf_links *links, struct gk_diag_sink *sink) {
  size_t count = 0;
  for (size_t p = 0; p < list->count; p++) count += list->pages[p].link_count;
  links->items = NULL;
  links->count = 0;
  if (count == 0 && links->form_count == 0) return true;
  struct linker l = {.arena = arena, .objects = objects, .list = list, .pages = pages, .sink = sink};
  links->items = gk_arena_array(arena, count + 1, sizeof *links->items);
  l.spots = gk_arena_array(arena, list->typeset->tag_count, sizeof *l.spots);
  if (!links->items || !l.spots) {
    gk_report_memory(sink);
    return false;
  }
  find_spots(&l);
  gk_objects_bulk(objects);
  gk_buf_init(&l.body, BUFFER_MAX);
  gk_buf_init(&l.annotations, BUFFER_MAX);
  bool good = true;
  for (uint32_t p = 0; good && p < list->count; p++) good = add_page(&l, p, links);
  gk_buf_drop(&l.body);
  gk_buf_drop(&l.annotations);
  return good;
}
