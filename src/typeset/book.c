/* The pages of a book: the cover without a number, the contents with numbers of
 * its own, the text from 1. Decides the order in which they are set, which is not
 * that of the pages: the cover, then the text, then the contents, which is put
 * before the text when it is done. So the page numbers it prints are known, and
 * nothing is set twice: its own length moves no page number of the text, whose
 * count begins anew. (Were both counted as one, a longer contents could move the
 * numbers that it prints, and its length with them.) A blank page is counted and
 * not printed; pages of the text with odd numbers are right-hand ones (GB/T 9704
 * 7.5), and the text then begins on an odd sheet of the file. */
#include <string.h>

#include "typeset/setting.h"

static bool report_cover(struct gk_setter *setter) {
  char pages[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(gk_decimal_from_int((int64_t)setter->out->count), false, pages);
  gk_report(setter->sink, &gk_msg_typeset_cover, gk_place_none(), setter->document->blocks[0].layout, pages);
  return true;
}

static bool add_blank(struct gk_setter *setter) { return gk_page_begin(setter, false) && gk_page_finish_blank(setter); }

bool gk_set_break(struct gk_setter *setter, const struct gk_block *block) {
  if (!gk_flow_new_page(setter)) return false;
  if (!block->recto || setter->folio_count % 2) return true;
  return gk_page_finish_blank(setter) && gk_page_begin(setter, false);
}

static bool set_pages(struct gk_setter *setter, bool (*set)(struct gk_setter *, const struct gk_block *), size_t from, size_t to) {
  if (!gk_page_begin(setter, false)) return false;
  for (size_t i = from; i < to; i++)
    if (!set(setter, &setter->document->blocks[i])) return false;
  return gk_flow(setter) && gk_page_finish(setter);
}

static bool set_cover(struct gk_setter *setter, bool (*set)(struct gk_setter *, const struct gk_block *)) {
  const struct gk_contents *contents = setter->document->contents;
  if (setter->document->cover_count == 0) return true;
  setter->folio = GK_FOLIO_NONE;
  if (!set_pages(setter, set, 0, setter->document->cover_count)) return false;
  if (setter->out->count > 1 && !report_cover(setter)) return false;
  return !contents || !contents->recto || setter->out->count % 2 == 0 || add_blank(setter);
}

static bool has_recto(const struct gk_document *document) {
  for (size_t i = 0; i < document->count; i++)
    if (document->blocks[i].kind == GK_BLOCK_BREAK && document->blocks[i].recto) return true;
  return false;
}

/* The pages from `from` on go before those from `at` on. */
static bool move_pages(struct gk_setter *setter, size_t at, size_t from) {
  struct gk_typeset *out = setter->out;
  size_t moved = out->count - from;
  struct gk_page *text = gk_arena_array(setter->arena, from - at + 1, sizeof *text);
  if (!text) return false;
  memcpy(text, out->pages + at, (from - at) * sizeof *text);
  memmove(out->pages + at, out->pages + from, moved * sizeof *text);
  memcpy(out->pages + at + moved, text, (from - at) * sizeof *text);
  for (size_t i = at; i < out->count; i++) out->pages[i].number = (uint32_t)i + 1;
  for (size_t i = 0; i < out->outline_count; i++)
    if (out->outline[i].page >= at) out->outline[i].page += (uint32_t)moved;
  return true;
}

bool gk_set_book(struct gk_setter *setter, bool (*set)(struct gk_setter *setter, const struct gk_block *block)) {
  const struct gk_document *document = setter->document;
  const struct gk_contents *contents = document->contents;
  struct gk_contents_tags tags = {0};
  if (!set_cover(setter, set) || (contents && !gk_contents_tags(setter, &tags))) return false;
  size_t front = setter->out->count;
  setter->folio = GK_FOLIO_ARABIC;
  setter->folio_count = 0;
  if (!set_pages(setter, set, document->cover_count, document->count)) return false;
  size_t all = setter->out->count;
  setter->folio = contents ? contents->folio : GK_FOLIO_NONE;
  setter->folio_count = 0;
  if (contents && !(gk_page_begin(setter, false) && gk_set_contents(setter, &tags) && gk_flow(setter) && gk_page_finish(setter))) return false;
  if (has_recto(document) && (front + setter->out->count - all) % 2 && !add_blank(setter)) return false;
  return move_pages(setter, front, all);
}
