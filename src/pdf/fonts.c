/* Which glyphs a file uses, and what text each code stands for. One code can have
 * one text only (ISO 32000-1, 9.10.3): the shortest a glyph was seen with alone, of
 * equals the first, so that the plain character wins over one with a variation
 * selector and the composed form over its parts; the content marks where it
 * differs. Embedding is embed.c's. */
#include "pdf/fonts.h"

#include <string.h>

#include "pdf/messages.h"

#define MAPPED_MAX 64          /* bytes of text one code may stand for; more is left to ActualText */

/* --- which text */

static bool is_private(uint32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

/* What ToUnicode may say: no U+0000, U+FEFF, U+FFFE (ISO 14289-1, 7.21.7), no private characters without ActualText
 * (ISO 19005-2, 6.2.11.7.3), and not a whole sentence. */
static bool is_mappable(const char *text, size_t n) {
  if (n == 0 || n > MAPPED_MAX) return false;
  for (size_t i = 0; i < n;) {
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == GK_UTF8_BAD || c == 0 || c == 0xFEFF || c == 0xFFFE || is_private(c)) return false;
  }
  return true;
}

size_t gk_pdf_group(const struct gk_op *op, size_t from) {
  size_t to = from + 1;
  while (to < op->count && op->glyphs[to].cluster_size == 0) to++;
  return to;
}

bool gk_pdf_group_differs(const struct gk_pdf_fonts *used, const struct gk_op *op, size_t from, size_t to) {
  const struct gk_op_glyph *first = &op->glyphs[from];
  const struct gk_pdf_glyph *glyph = gk_pdf_fonts_lookup(used, op->font, first->id);
  return to - from > 1 || !glyph || !glyph->certain || glyph->size != first->cluster_size ||
         memcmp(glyph->text, op->text + first->cluster, glyph->size) != 0;
}

/* --- collecting */

static struct gk_pdf_glyph *lookup(const struct gk_pdf_fonts *used, uint16_t font, uint16_t id) {
  const uint16_t *page = font < used->count ? used->items[font].slots[id / GK_PDF_SLOTS] : NULL;
  uint16_t slot = page ? page[id % GK_PDF_SLOTS] : 0;
  return slot ? &used->items[font].glyphs[slot - 1] : NULL;
}

static struct gk_pdf_glyph *keep_glyph(struct gk_pdf_fonts *used, uint16_t font, uint16_t id) {
  struct gk_pdf_font *item = &used->items[font];
  uint16_t **page = &item->slots[id / GK_PDF_SLOTS];
  if (!*page && !(*page = gk_arena_array(used->arena, GK_PDF_SLOTS, sizeof **page))) return NULL;
  uint16_t *slot = &(*page)[id % GK_PDF_SLOTS];
  if (*slot) return &item->glyphs[*slot - 1];
  struct gk_pdf_glyph *glyphs = gk_arena_grow(used->arena, item->glyphs, &item->capacity, item->count + 1, sizeof *glyphs);
  if (!glyphs) return NULL;
  item->glyphs = glyphs;
  glyphs[item->count] = (struct gk_pdf_glyph){.id = id};
  *slot = (uint16_t)++item->count;
  return &glyphs[item->count - 1];
}

static void set_text(struct gk_pdf_glyph *glyph, const char *text, size_t n, bool certain) {
  if (glyph->text && (!certain || (glyph->certain && gk_utf8_length(text, n) >= gk_utf8_length(glyph->text, glyph->size)))) return;
  glyph->text = text;
  glyph->size = n;
  glyph->certain = certain;
}

static bool collect_op(struct gk_pdf_fonts *used, const struct gk_op *op) {
  for (size_t from = 0, to; from < op->count; from = to) {
    to = gk_pdf_group(op, from);
    const struct gk_op_glyph *first = &op->glyphs[from];
    const char *text = op->text + first->cluster;
    size_t size = first->cluster_size;
    for (size_t i = from; i < to; i++) {
      struct gk_pdf_glyph *glyph = keep_glyph(used, op->font, op->glyphs[i].id);
      if (!glyph) return false;
      if (i > from) continue;
      bool known = glyph->certain && glyph->size == size && memcmp(glyph->text, text, size) == 0; /* nearly always */
      if (!known && is_mappable(text, size)) set_text(glyph, text, size, to - from == 1);
    }
  }
  return true;
}

/* Followers of groups say nothing of their own: a zero-width space, so that copying repeats no text. */
static void mark_followers(struct gk_pdf_fonts *used, const struct gk_display_list *list) {
  for (size_t p = 0; p < list->count; p++) {
    const struct gk_display_page *page = &list->pages[p];
    for (size_t i = 0; i < page->count; i++) {
      const struct gk_op *op = &page->ops[i];
      for (size_t g = 0; op->kind == GK_OP_GLYPHS && g < op->count; g++) {
        if (op->glyphs[g].cluster_size != 0) continue;
        set_text(lookup(used, op->font, op->glyphs[g].id), "\xE2\x80\x8B", 3, false);
      }
    }
  }
}

static bool bad_list(struct gk_diag_sink *sink, const char *what) {
  gk_report(sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), what);
  return false;
}

static bool collect_page(struct gk_pdf_fonts *used, const struct gk_display_page *page, struct gk_diag_sink *sink) {
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_op *op = &page->ops[i];
    if (op->kind != GK_OP_GLYPHS) continue;
    if (op->font >= used->count || op->size <= 0) return bad_list(sink, "no-font");
    for (size_t g = 0; g < op->count; g++)
      if (op->glyphs[g].id == 0) return bad_list(sink, "notdef"); /* ISO 19005-2, 6.2.11.8 */
    if (!collect_op(used, op)) {
      gk_report_memory(sink);
      return false;
    }
  }
  return true;
}

struct gk_pdf_fonts *gk_pdf_fonts_collect(struct gk_arena *arena, const struct gk_display_list *list, struct gk_fonts *fonts,
                                          struct gk_diag_sink *sink) {
  struct gk_pdf_fonts *used = gk_arena_alloc(arena, sizeof *used);
  if (used) {
    *used = (struct gk_pdf_fonts){.arena = arena, .fonts = fonts, .count = gk_fonts_count(fonts)};
    used->items = gk_arena_array(arena, used->count ? used->count : 1, sizeof *used->items);
  }
  if (!used || !used->items) {
    gk_report_memory(sink);
    return NULL;
  }
  for (size_t i = 0; i < list->count; i++)
    if (!collect_page(used, &list->pages[i], sink)) return NULL;
  mark_followers(used, list);
  return used;
}

const struct gk_pdf_glyph *gk_pdf_fonts_lookup(const struct gk_pdf_fonts *used, uint16_t font, uint16_t id) {
  return lookup(used, font, id);
}

bool gk_pdf_fonts_is_used(const struct gk_pdf_fonts *used, uint16_t font) { return font < used->count && used->items[font].count > 0; }
