/* The signature field (ISO 32000-1, 12.7.4.5): at the seal's place (GB/T 9704-2012,
 * 7.3.5), or low on the right of the last page when the layout has none. It is
 * empty: nothing is drawn, and who signs adds a revision to the file. It has an
 * appearance all the same (ISO 19005-2, 6.3.3), a name for those who cannot see
 * it, and a Form element (ISO 14289-1, 7.18.4). */
#include "pdf/signature.h"

#include <string.h>

#include "pdf/syntax.h"

#define SIDE 119055            /* 42 mm: the seal of a county's department */
#define BUFFER_MAX ((size_t)64 << 10)

static struct gk_rect place(const struct gk_display_list *list, uint32_t *page) {
  for (uint32_t p = 0; p < list->count; p++)
    if (list->pages[p].seal_count) {
      *page = p;
      return list->pages[p].seals[0];
    }
  *page = (uint32_t)list->count - 1;
  const struct gk_rect *block = &list->typeset->text_block;
  return (struct gk_rect){block->x + block->width - SIDE, block->y + block->height - SIDE, SIDE, SIDE};
}

static gk_object add_appearance(struct gk_objects *objects, const struct gk_rect *rect, struct gk_buf *text) {
  gk_object at = gk_objects_stream(objects, "XObject", "", 0, false);
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

static void add_field(struct gk_objects *objects, gk_object catalog, const struct gk_display_page *page, const struct gk_rect *rect, gk_object sheet,
                      struct gk_pdf_form *form, struct gk_buf *text) {
  gk_object appearance = add_appearance(objects, rect, text);
  gk_object at = form->annotation = gk_objects_dict(objects, "Annot");
  gk_objects_name(objects, at, "Subtype", "Widget");
  gk_objects_name(objects, at, "FT", "Sig");
  gk_objects_text(objects, at, "T", "seal");
  gk_objects_text(objects, at, "TU", "印章");
  gk_objects_number(objects, at, "F", 4); /* printed with the page */
  gk_objects_ref(objects, at, "P", sheet);
  gk_objects_number(objects, at, "StructParent", (int32_t)form->key);
  int64_t sides[4] = {rect->x, (int64_t)page->height - rect->y - rect->height, (int64_t)rect->x + rect->width, (int64_t)page->height - rect->y};
  gk_buf_clear(text);
  for (size_t i = 0; i < 4; i++) {
    gk_buf_add_char(text, i ? ' ' : '[');
    gk_buf_add_milli(text, sides[i]);
  }
  gk_buf_add_char(text, ']');
  set_value(objects, at, "Rect", text);
  gk_buf_addf(text, "<</N %u 0 R>>", appearance);
  set_value(objects, at, "AP", text);
  gk_buf_addf(text, "<</Fields [%u 0 R]>>", at);
  set_value(objects, catalog, "AcroForm", text);
}

bool gk_pdf_signature(struct gk_arena *arena, struct gk_objects *objects, gk_object catalog, const struct gk_display_list *list,
                      const struct gk_pdf_pages *pages, struct gk_pdf_form *form, struct gk_diag_sink *sink) {
  struct gk_rect rect = place(list, &form->page);
  struct gk_buf text;
  (void)arena;
  form->key = pages->count;
  for (size_t i = 0; i < list->count; i++) form->key += list->pages[i].link_count;
  gk_buf_init(&text, BUFFER_MAX);
  add_field(objects, catalog, &list->pages[form->page], &rect, pages->objects[form->page], form, &text);
  bool good = !text.failed;
  gk_buf_drop(&text);
  if (!good) gk_report_memory(sink);
  return good;
}
