/* The signature fields (ISO 32000-1, 12.7.4.5): one at the place of each seal
 * (GB/T 9704-2012, 7.3.5; a book has as many as its parts), or one low on the right
 * of the last page, as it is read, when the layout has none. They are empty:
 * nothing is drawn, and who signs adds a revision to the file. They have an
 * appearance all the same (ISO 19005-2, 6.3.3), a name for those who cannot see
 * them, and Form elements (ISO 14289-1, 7.18.4). */
#include "pdf/signature.h"

#include <stdio.h>

#include "pdf/syntax.h"

#define SIDE 119055            /* 42 mm: the seal of a county's department */
#define BUFFER_MAX ((size_t)1 << 20)

struct signer {
  struct gk_objects *objects;
  const struct gk_display_list *list;
  const struct gk_pdf_pages *pages;
  struct gk_pdf_links *links;
  size_t next_key;               /* in the parent tree: after the pages and the links */
  struct gk_buf fields, text;
};

/* On a sheet that is read turned, what is right and low is the sheet's upper right. */
static struct gk_rect fallback(const struct gk_display_list *list) {
  const struct gk_rect *block = &list->typeset->text_block;
  bool rotated = list->pages[list->count - 1].rotated;
  return (struct gk_rect){block->x + block->width - SIDE, rotated ? block->y : block->y + block->height - SIDE, SIDE, SIDE};
}

static gk_object add_appearance(struct gk_objects *objects, const struct gk_rect *rect, struct gk_buf *text) {
  gk_object at = gk_objects_stream(objects, "XObject", "", 0, GK_STREAM_PLAIN);
  gk_objects_name(objects, at, "Subtype", "Form");
  gk_buf_clear(text);
  gk_buf_add_string(text, "[0 0 ");
  gk_buf_add_milli(text, rect->width);
  gk_buf_add_char(text, ' ');
  gk_buf_add_milli(text, rect->height);
  if (gk_buf_add_char(text, ']')) gk_objects_value(objects, at, "BBox", text->data, text->size);
  gk_objects_value(objects, at, "Resources", "<<>>", 4);
  return at;
}

static void set_value(struct gk_objects *objects, gk_object at, const char *key, struct gk_buf *text) {
  if (!text->failed) gk_objects_value(objects, at, key, text->data, text->size);
  gk_buf_clear(text);
}

static void add_field(struct signer *s, uint32_t at_page, const struct gk_rect *rect, const struct gk_tag *after) {
  const struct gk_display_page *page = &s->list->pages[at_page];
  struct gk_objects *objects = s->objects;
  size_t number = s->links->form_count + 1;
  gk_object appearance = add_appearance(objects, rect, &s->text), at = gk_objects_dict(objects, "Annot");
  char name[32] = "seal", spoken[48] = "印章";
  if (number > 1) { /* no two fields of a name (12.7.3.2) */
    snprintf(name, sizeof name, "seal%zu", number);
    snprintf(spoken, sizeof spoken, "印章%zu", number);
  }
  s->links->forms[s->links->form_count++] = (struct gk_pdf_form){at, at_page, after};
  gk_objects_name(objects, at, "Subtype", "Widget");
  gk_objects_name(objects, at, "FT", "Sig");
  gk_objects_text(objects, at, "T", name);
  gk_objects_text(objects, at, "TU", spoken);
  gk_objects_number(objects, at, "F", 4); /* printed with the page */
  gk_objects_ref(objects, at, "P", s->pages->objects[at_page]);
  gk_objects_number(objects, at, "StructParent", (int32_t)s->next_key++);
  int64_t sides[4] = {rect->x, (int64_t)page->height - rect->y - rect->height, (int64_t)rect->x + rect->width, (int64_t)page->height - rect->y};
  gk_buf_clear(&s->text);
  for (size_t i = 0; i < 4; i++) {
    gk_buf_add_char(&s->text, i ? ' ' : '[');
    gk_buf_add_milli(&s->text, sides[i]);
  }
  gk_buf_add_char(&s->text, ']');
  set_value(objects, at, "Rect", &s->text);
  if (page->rotated) gk_objects_value(objects, at, "MK", "<</R 90>>", 9); /* the seal stands as the page is read */
  gk_buf_addf(&s->text, "<</N %u 0 R>>", appearance);
  set_value(objects, at, "AP", &s->text);
  gk_buf_addf(&s->fields, number > 1 ? " %u 0 R" : "%u 0 R", at);
}

static void add_fields(struct signer *s, gk_object catalog) {
  gk_buf_add_string(&s->fields, "<</Fields [");
  for (uint32_t p = 0; p < s->list->count; p++)
    for (size_t i = 0; i < s->list->pages[p].seal_count; i++) add_field(s, p, &s->list->pages[p].seals[i].rect, s->list->pages[p].seals[i].tag);
  if (s->links->form_count == 0) {
    struct gk_rect rect = fallback(s->list);
    add_field(s, (uint32_t)s->list->count - 1, &rect, NULL);
  }
  gk_buf_add_string(&s->fields, "]>>");
  set_value(s->objects, catalog, "AcroForm", &s->fields);
}

bool gk_pdf_signatures(struct gk_arena *arena, struct gk_objects *objects, gk_object catalog, const struct gk_display_list *list,
                       const struct gk_pdf_pages *pages, struct gk_pdf_links *links, struct gk_diag_sink *sink) {
  struct signer s = {.objects = objects, .list = list, .pages = pages, .links = links, .next_key = pages->count};
  size_t seals = 0;
  for (size_t i = 0; i < list->count; i++) {
    s.next_key += list->pages[i].link_count;
    seals += list->pages[i].seal_count;
  }
  links->forms = gk_arena_array(arena, seals + 1, sizeof *links->forms);
  links->form_count = 0;
  gk_buf_init(&s.text, BUFFER_MAX);
  gk_buf_init(&s.fields, BUFFER_MAX);
  if (links->forms) add_fields(&s, catalog);
  bool good = links->forms && !s.text.failed && !s.fields.failed;
  gk_buf_drop(&s.text);
  gk_buf_drop(&s.fields);
  if (!good) gk_report_memory(sink);
  return good;
}
