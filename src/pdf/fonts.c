/* Type 0 fonts with Identity-H (ISO 32000-1, 9.7): descriptor, widths, ToUnicode.
 * The glyph programs, codes and widths come from the font room; here is decided
 * what text a code stands for. One code can have one text only (9.10.3): the
 * shortest a glyph was seen with alone, of equals the first, so that the plain
 * character wins over one with a variation selector and the composed form over
 * its parts; the content marks where it differs. */
#include "pdf/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/messages.h"
#include "pdf/syntax.h"

#define GLYPHS 65536
#define BUFFER_MAX ((size_t)64 << 20)
#define EM 1000000             /* width of one em in gk_font_width's unit */
#define MAPPED_MAX 64          /* bytes of text one code may stand for; more is left to ActualText */
#define BFCHAR_MAX 100         /* Adobe Technical Note 5014: entries of one beginbfchar */
#define STEM_V 80              /* required by 9.8.1, used only when the font is absent, which it never is */

struct used_font {
  uint16_t *slots;             /* by glyph id: place in glyphs + 1; NULL: the font is not used */
  struct gk_pdf_glyph *glyphs;
  size_t count, capacity;
};

struct gk_pdf_fonts {
  struct gk_arena *arena;
  struct gk_fonts *fonts;
  struct used_font *items;
  size_t count;
};

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

static struct gk_pdf_glyph *keep_glyph(struct gk_pdf_fonts *used, uint16_t font, uint16_t id) {
  struct used_font *item = &used->items[font];
  if (!item->slots && !(item->slots = gk_arena_array(used->arena, GLYPHS, sizeof *item->slots))) return NULL;
  if (item->slots[id]) return &item->glyphs[item->slots[id] - 1];
  struct gk_pdf_glyph *glyphs = gk_arena_grow(used->arena, item->glyphs, &item->capacity, item->count + 1, sizeof *glyphs);
  if (!glyphs) return NULL;
  item->glyphs = glyphs;
  glyphs[item->count] = (struct gk_pdf_glyph){.id = id};
  item->slots[id] = (uint16_t)++item->count;
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
    bool mappable = is_mappable(text, first->cluster_size);
    for (size_t i = from; i < to; i++) {
      struct gk_pdf_glyph *glyph = keep_glyph(used, op->font, op->glyphs[i].id);
      if (!glyph) return false;
      if (i == from && mappable) set_text(glyph, text, first->cluster_size, to - from == 1);
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
        struct used_font *item = &used->items[op->font];
        set_text(&item->glyphs[item->slots[op->glyphs[g].id] - 1], "\xE2\x80\x8B", 3, false);
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
  if (font >= used->count || !used->items[font].slots || !used->items[font].slots[id]) return NULL;
  return &used->items[font].glyphs[used->items[font].slots[id] - 1];
}

bool gk_pdf_fonts_is_used(const struct gk_pdf_fonts *used, uint16_t font) { return font < used->count && used->items[font].slots; }

/* --- embedding */

static int by_id(const void *a, const void *b) { return ((const struct gk_pdf_glyph *)a)->id - ((const struct gk_pdf_glyph *)b)->id; }
static int by_code(const void *a, const void *b) { return ((const struct gk_pdf_glyph *)a)->code - ((const struct gk_pdf_glyph *)b)->code; }

static void sort_glyphs(struct used_font *item, int (*order)(const void *, const void *)) {
  qsort(item->glyphs, item->count, sizeof *item->glyphs, order);
  for (size_t i = 0; i < item->count; i++) item->slots[item->glyphs[i].id] = (uint16_t)(i + 1);
}

static bool set_codes(struct gk_pdf_fonts *used, uint16_t font, const struct gk_font_subset *subset, struct gk_diag_sink *sink) {
  struct used_font *item = &used->items[font];
  for (size_t i = 0; i < item->count; i++) {
    struct gk_pdf_glyph *glyph = &item->glyphs[i];
    glyph->code = subset->codes[i];
    glyph->width = subset->widths[i];
    if (glyph->code) continue;
    /* Code 0 is .notdef, which may not be shown (ISO 19005-2, 6.2.11.8). */
    const char *id = gk_arena_printf(used->arena, "%u", glyph->id);
    const char *text = gk_arena_strndup(used->arena, glyph->text ? glyph->text : "", glyph->size);
    if (id && text) gk_report(sink, &gk_msg_pdf_glyph, gk_place_none(), gk_place_none(), gk_fonts_info(used->fonts, font)->name, id, text);
    else gk_report_memory(sink);
    return false;
  }
  return true;
}

static bool take_subset(struct gk_pdf_fonts *used, uint16_t font, struct gk_font_subset *subset, struct gk_diag_sink *sink) {
  struct used_font *item = &used->items[font];
  sort_glyphs(item, by_id);
  uint16_t *ids = gk_arena_array(used->arena, item->count, sizeof *ids);
  if (!ids) {
    gk_report_memory(sink);
    return false;
  }
  for (size_t i = 0; i < item->count; i++) ids[i] = item->glyphs[i].id;
  if (!gk_font_subset(used->fonts, used->arena, font, ids, item->count, subset, sink)) return false;
  if (!set_codes(used, font, subset, sink)) return false;
  sort_glyphs(item, by_code);
  return true;
}

/* 9.7.4.3; widths in thousandths, as the content counts them. Only what is not one em wide is listed. */
static void write_widths(struct gk_objects *objects, gk_object at, const struct used_font *item, struct gk_buf *text) {
  gk_buf_clear(text);
  gk_buf_add_char(text, '[');
  bool open = false;
  for (size_t i = 0; i < item->count; i++) {
    const struct gk_pdf_glyph *glyph = &item->glyphs[i];
    bool next = open && i > 0 && item->glyphs[i - 1].code + 1 == glyph->code && item->glyphs[i - 1].width != EM;
    if (open && !next) {
      gk_buf_add_char(text, ']');
      open = false;
    }
    if (glyph->width == EM) continue;
    if (!open) gk_buf_addf(text, "%u[", glyph->code);
    else gk_buf_add_char(text, ' ');
    gk_buf_add_milli(text, glyph->width);
    open = true;
  }
  gk_buf_add_string(text, open ? "]]" : "]");
  gk_objects_number(objects, at, "DW", 1000);
  if (!text->failed && text->size > 2) gk_objects_value(objects, at, "W", text->data, text->size);
}

/* A glyph whose text no map may give shows U+FFFD to a reader that does not know ActualText. */
static void add_mapping(struct gk_buf *text, const struct gk_pdf_glyph *glyph) {
  gk_buf_addf(text, "<%04X> <", glyph->code);
  if (glyph->text) gk_syntax_utf16(text, glyph->text, glyph->size);
  else gk_buf_add_string(text, "FFFD");
  gk_buf_add_string(text, ">\n");
}

static gk_object write_to_unicode(struct gk_objects *objects, const struct used_font *item, struct gk_buf *text) {
  gk_buf_clear(text);
  gk_buf_add_string(text, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  for (size_t i = 0; i < item->count; i++) {
    size_t left = item->count - i;
    if (i % BFCHAR_MAX == 0) gk_buf_addf(text, "%zu beginbfchar\n", left < BFCHAR_MAX ? left : BFCHAR_MAX);
    add_mapping(text, &item->glyphs[i]);
    if (i % BFCHAR_MAX == BFCHAR_MAX - 1 || left == 1) gk_buf_add_string(text, "endbfchar\n");
  }
  gk_buf_add_string(text, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return text->failed ? 0 : gk_objects_stream(objects, NULL, text->data, text->size, true);
}

/* The font's name with its subset tag (9.6.4) and, for a Type 0 font over CFF, the encoding (9.7.6.1). */
static void write_base_font(struct gk_objects *objects, gk_object at, const char *key, const struct gk_font_subset *subset, const char *suffix,
                            struct gk_buf *text) {
  struct gk_buf name;
  gk_buf_init(&name, 512);
  gk_buf_addf(&name, "%s+%s%s", subset->tag, subset->postscript_name, suffix);
  gk_buf_clear(text);
  if (!name.failed && gk_syntax_name(text, name.data)) gk_objects_value(objects, at, key, text->data, text->size);
  gk_buf_drop(&name);
}

static gk_object write_descriptor(struct gk_objects *objects, const struct gk_font_subset *subset, struct gk_buf *text) {
  gk_object program = gk_objects_stream(objects, NULL, subset->program, subset->program_size, true);
  if (subset->cff) gk_objects_name(objects, program, "Subtype", "CIDFontType0C");
  else gk_objects_number(objects, program, "Length1", (int32_t)subset->program_size);
  gk_object at = gk_objects_dict(objects, "FontDescriptor");
  write_base_font(objects, at, "FontName", subset, "", text);
  gk_objects_number(objects, at, "Flags", (int32_t)subset->flags);
  gk_buf_clear(text);
  gk_buf_addf(text, "[%d %d %d %d]", subset->bbox[0], subset->bbox[1], subset->bbox[2], subset->bbox[3]);
  if (!text->failed) gk_objects_value(objects, at, "FontBBox", text->data, text->size);
  gk_objects_number(objects, at, "ItalicAngle", 0);
  gk_objects_number(objects, at, "Ascent", subset->ascent);
  gk_objects_number(objects, at, "Descent", subset->descent);
  gk_objects_number(objects, at, "CapHeight", subset->cap_height);
  gk_objects_number(objects, at, "StemV", STEM_V);
  gk_objects_ref(objects, at, subset->cff ? "FontFile3" : "FontFile2", program);
  return at;
}

static gk_object write_descendant(struct gk_objects *objects, const struct used_font *item, const struct gk_font_subset *subset, struct gk_buf *text) {
  static const char system_info[] = "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>";
  gk_object at = gk_objects_dict(objects, "Font");
  gk_objects_name(objects, at, "Subtype", subset->cff ? "CIDFontType0" : "CIDFontType2");
  write_base_font(objects, at, "BaseFont", subset, "", text);
  gk_objects_value(objects, at, "CIDSystemInfo", system_info, sizeof system_info - 1);
  gk_objects_ref(objects, at, "FontDescriptor", write_descriptor(objects, subset, text));
  write_widths(objects, at, item, text);
  if (!subset->cff)
    gk_objects_ref(objects, at, "CIDToGIDMap", gk_objects_stream(objects, NULL, subset->cid_to_gid, subset->cid_to_gid_size, true));
  return at;
}

static gk_object write_font(struct gk_objects *objects, const struct used_font *item, const struct gk_font_subset *subset, struct gk_buf *text) {
  gk_object at = gk_objects_dict(objects, "Font");
  gk_objects_name(objects, at, "Subtype", "Type0");
  write_base_font(objects, at, "BaseFont", subset, subset->cff ? "-Identity-H" : "", text);
  gk_objects_name(objects, at, "Encoding", "Identity-H");
  gk_object descendant = write_descendant(objects, item, subset, text);
  gk_buf_clear(text);
  gk_buf_addf(text, "[%u 0 R]", descendant);
  if (!text->failed) gk_objects_value(objects, at, "DescendantFonts", text->data, text->size);
  gk_objects_ref(objects, at, "ToUnicode", write_to_unicode(objects, item, text));
  return at;
}

bool gk_pdf_fonts_embed(struct gk_pdf_fonts *used, struct gk_objects *objects, gk_object *resources, struct gk_diag_sink *sink) {
  struct gk_buf text, names;
  gk_buf_init(&text, BUFFER_MAX);
  gk_buf_init(&names, BUFFER_MAX);
  gk_buf_add_string(&names, "<<");
  bool good = true;
  for (size_t i = 0; good && i < used->count; i++) {
    struct gk_font_subset subset = {0};
    if (!used->items[i].slots) continue;
    good = take_subset(used, (uint16_t)i, &subset, sink);
    if (good) gk_buf_addf(&names, "/F%zu %u 0 R ", i, write_font(objects, &used->items[i], &subset, &text));
  }
  *resources = gk_objects_dict(objects, NULL);
  if (gk_buf_add_string(&names, ">>")) gk_objects_value(objects, *resources, "Font", names.data, names.size);
  if (good && (names.failed || text.failed)) {
    gk_report_memory(sink);
    good = false;
  }
  gk_buf_drop(&text);
  gk_buf_drop(&names);
  return good;
}
