/* Type 0 fonts with Identity-H (ISO 32000-1, 9.7): descriptor, widths, ToUnicode.
 * Programs, codes and widths come from the font room. */
#include <stdlib.h>
#include <string.h>

#include "pdf/flate.h"
#include "pdf/fonts.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

#define BUFFER_MAX ((size_t)64 << 20)
#define EM 1000000             /* width of one em in gk_font_width's unit */
#define BFCHAR_MAX 100         /* Adobe Technical Note 5014: entries of one beginbfchar */
#define STEM_V 80              /* required by 9.8.1, used only when the font is absent, which it never is */

struct embedding {
  struct gk_pdf_fonts *used;
  struct gk_objects *objects;
  struct gk_diag_sink *sink;
  struct gk_buf *text;          /* for values */
  uint16_t font;
  struct gk_pdf_font *item;
  uint16_t *key;                /* the font's number, then its glyphs by id */
  struct gk_font_subset subset;
};

/* --- codes and widths */

static int by_id(const void *a, const void *b) { return ((const struct gk_pdf_glyph *)a)->id - ((const struct gk_pdf_glyph *)b)->id; }
static int by_code(const void *a, const void *b) { return ((const struct gk_pdf_glyph *)a)->code - ((const struct gk_pdf_glyph *)b)->code; }

static void sort_glyphs(struct gk_pdf_font *item, int (*order)(const void *, const void *)) {
  qsort(item->glyphs, item->count, sizeof *item->glyphs, order);
  for (size_t i = 0; i < item->count; i++) item->slots[item->glyphs[i].id / GK_PDF_SLOTS][item->glyphs[i].id % GK_PDF_SLOTS] = (uint16_t)(i + 1);
}

static bool set_codes(struct embedding *e) {
  struct gk_pdf_fonts *used = e->used;
  for (size_t i = 0; i < e->item->count; i++) {
    struct gk_pdf_glyph *glyph = &e->item->glyphs[i];
    glyph->code = e->subset.codes[i];
    glyph->width = e->subset.widths[i];
    if (glyph->code) continue;
    /* Code 0 is .notdef, which may not be shown (ISO 19005-2, 6.2.11.8). */
    const char *id = gk_arena_printf(used->arena, "%u", glyph->id);
    const char *text = gk_arena_strndup(used->arena, glyph->text ? glyph->text : "", glyph->size);
    if (id && text) gk_report(e->sink, &gk_msg_pdf_glyph, gk_place_none(), gk_place_none(), gk_fonts_info(used->fonts, e->font)->name, id, text);
    else gk_report_memory(e->sink);
    return false;
  }
  return true;
}

/* By id the font room wants the glyphs; by code they are written. */
static bool take_subset(struct embedding *e) {
  sort_glyphs(e->item, by_id);
  e->key = gk_arena_array(e->used->arena, e->item->count + 1, sizeof *e->key);
  if (!e->key) {
    gk_report_memory(e->sink);
    return false;
  }
  e->key[0] = e->font;
  for (size_t i = 0; i < e->item->count; i++) e->key[i + 1] = e->item->glyphs[i].id;
  if (!gk_font_subset(e->used->fonts, e->used->arena, e->font, e->key + 1, e->item->count, &e->subset, e->sink) || !set_codes(e)) return false;
  sort_glyphs(e->item, by_code);
  return true;
}

/* --- the program: made and deflated, or as it was in an earlier file */

/* What is cached of a font: the length of the program, and it and the map deflated. */
struct program {
  const uint8_t *packed, *map;
  size_t length, packed_size, map_size;
};

static bool make_program(struct embedding *e, struct gk_buf *out) {
  if (!gk_font_subset_program(e->used->fonts, e->used->arena, e->font, e->key + 1, e->item->count, &e->subset, e->sink)) return false;
  struct gk_flater *flater = gk_objects_flater(e->objects);
  size_t sizes[2] = {e->subset.program_size, 0};
  if (!gk_buf_add(out, sizes, sizeof sizes) || !gk_flate(flater, GK_FLATE_GLYPHS, e->subset.program, sizes[0], out)) return false;
  sizes[1] = out->size - sizeof sizes;
  memcpy(out->data, sizes, sizeof sizes);
  return e->subset.cff || gk_flate(flater, GK_FLATE_TEXT, e->subset.cid_to_gid, e->subset.cid_to_gid_size, out);
}

static void read_program(const uint8_t *bytes, size_t size, struct program *out) {
  size_t sizes[2];
  memcpy(sizes, bytes, sizeof sizes);
  out->length = sizes[0];
  out->packed = bytes + sizeof sizes;
  out->packed_size = sizes[1];
  out->map = out->packed + sizes[1];
  out->map_size = size - sizeof sizes - sizes[1];
}

/* `made` holds it when the cache does not. */
static bool take_program(struct embedding *e, struct gk_buf *made, struct program *out) {
  size_t key_size = (e->item->count + 1) * sizeof *e->key, size = 0;
  const uint8_t *bytes = gk_cache_lookup(gk_objects_cache(e->objects), GK_CACHE_PROGRAM, e->key, key_size, &size);
  if (!bytes) {
    size_t errors = gk_diag_errors(e->sink);
    if (!make_program(e, made)) {
      if (gk_diag_errors(e->sink) == errors) gk_report_memory(e->sink);
      return false;
    }
    gk_cache_keep(gk_objects_cache(e->objects), GK_CACHE_PROGRAM, e->key, key_size, made->data, made->size);
    bytes = (const uint8_t *)made->data;
    size = made->size;
  }
  read_program(bytes, size, out);
  return true;
}

/* --- what a file says of a font */

/* 9.7.4.3; widths in thousandths, as the content counts them. Only what is not one em wide is listed. */
static void write_widths(const struct embedding *e, gk_object at) {
  const struct gk_pdf_font *item = e->item;
  struct gk_buf *text = e->text;
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
  gk_objects_number(e->objects, at, "DW", 1000);
  if (!text->failed && text->size > 2) gk_objects_value(e->objects, at, "W", text->data, text->size);
}

/* A glyph whose text no map may give shows U+FFFD to a reader that does not know ActualText. */
static void add_mapping(struct gk_buf *text, const struct gk_pdf_glyph *glyph) {
  gk_buf_addf(text, "<%04X> <", glyph->code);
  if (glyph->text) gk_syntax_utf16(text, glyph->text, glyph->size);
  else gk_buf_add_string(text, "FFFD");
  gk_buf_add_string(text, ">\n");
}

static gk_object write_to_unicode(const struct embedding *e) {
  const struct gk_pdf_font *item = e->item;
  struct gk_buf *text = e->text;
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
  return text->failed ? 0 : gk_objects_stream(e->objects, NULL, text->data, text->size, GK_STREAM_DEFLATE_ONCE);
}

/* The font's name with its subset tag (9.6.4) and, for a Type 0 font over CFF, the encoding (9.7.6.1). */
static void write_base_font(const struct embedding *e, gk_object at, const char *key, const char *suffix) {
  struct gk_buf name;
  gk_buf_init(&name, 512);
  gk_buf_addf(&name, "%s+%s%s", e->subset.tag, e->subset.postscript_name, suffix);
  gk_buf_clear(e->text);
  if (!name.failed && gk_syntax_name(e->text, name.data)) gk_objects_value(e->objects, at, key, e->text->data, e->text->size);
  gk_buf_drop(&name);
}

static gk_object write_descriptor(const struct embedding *e, const struct program *made) {
  struct gk_objects *objects = e->objects;
  const struct gk_font_subset *subset = &e->subset;
  gk_object program = gk_objects_stream(objects, NULL, made->packed, made->packed_size, GK_STREAM_DEFLATED);
  if (subset->cff) gk_objects_name(objects, program, "Subtype", "CIDFontType0C");
  else gk_objects_number(objects, program, "Length1", (int32_t)made->length);
  gk_object at = gk_objects_dict(objects, "FontDescriptor");
  write_base_font(e, at, "FontName", "");
  gk_objects_number(objects, at, "Flags", (int32_t)subset->flags);
  gk_buf_clear(e->text);
  gk_buf_addf(e->text, "[%d %d %d %d]", subset->bbox[0], subset->bbox[1], subset->bbox[2], subset->bbox[3]);
  if (!e->text->failed) gk_objects_value(objects, at, "FontBBox", e->text->data, e->text->size);
  gk_objects_number(objects, at, "ItalicAngle", 0);
  gk_objects_number(objects, at, "Ascent", subset->ascent);
  gk_objects_number(objects, at, "Descent", subset->descent);
  gk_objects_number(objects, at, "CapHeight", subset->cap_height);
  gk_objects_number(objects, at, "StemV", STEM_V);
  gk_objects_ref(objects, at, subset->cff ? "FontFile3" : "FontFile2", program);
  return at;
}

static gk_object write_descendant(const struct embedding *e, const struct program *made) {
  static const char system_info[] = "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>";
  struct gk_objects *objects = e->objects;
  gk_object at = gk_objects_dict(objects, "Font");
  gk_objects_name(objects, at, "Subtype", e->subset.cff ? "CIDFontType0" : "CIDFontType2");
  write_base_font(e, at, "BaseFont", "");
  gk_objects_value(objects, at, "CIDSystemInfo", system_info, sizeof system_info - 1);
  gk_objects_ref(objects, at, "FontDescriptor", write_descriptor(e, made));
  write_widths(e, at);
  if (!e->subset.cff) gk_objects_ref(objects, at, "CIDToGIDMap", gk_objects_stream(objects, NULL, made->map, made->map_size, GK_STREAM_DEFLATED));
  return at;
}

static gk_object write_font(const struct embedding *e, const struct program *made) {
  struct gk_objects *objects = e->objects;
  gk_object at = gk_objects_dict(objects, "Font");
  gk_objects_name(objects, at, "Subtype", "Type0");
  write_base_font(e, at, "BaseFont", e->subset.cff ? "-Identity-H" : "");
  gk_objects_name(objects, at, "Encoding", "Identity-H");
  gk_object descendant = write_descendant(e, made);
  gk_buf_clear(e->text);
  gk_buf_addf(e->text, "[%u 0 R]", descendant);
  if (!e->text->failed) gk_objects_value(objects, at, "DescendantFonts", e->text->data, e->text->size);
  gk_objects_ref(objects, at, "ToUnicode", write_to_unicode(e));
  return at;
}

/* The font's object, 0 after a report. */
static gk_object embed(struct embedding *e) {
  struct program program;
  struct gk_buf made;
  gk_buf_init(&made, BUFFER_MAX);
  gk_object at = take_subset(e) && take_program(e, &made, &program) ? write_font(e, &program) : 0;
  gk_buf_drop(&made);
  return at;
}

bool gk_pdf_fonts_embed(struct gk_pdf_fonts *used, struct gk_objects *objects, gk_object *resources, struct gk_diag_sink *sink) {
  struct gk_buf text, names;
  gk_buf_init(&text, BUFFER_MAX);
  gk_buf_init(&names, BUFFER_MAX);
  gk_buf_add_string(&names, "<<");
  bool good = true;
  for (size_t i = 0; good && i < used->count; i++) {
    if (!gk_pdf_fonts_is_used(used, (uint16_t)i)) continue;
    struct embedding e = {.used = used, .objects = objects, .sink = sink, .text = &text, .font = (uint16_t)i, .item = &used->items[i]};
    gk_object font = embed(&e);
    good = font != 0;
    gk_buf_addf(&names, "/F%zu %u 0 R ", i, font);
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
