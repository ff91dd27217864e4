/* The whole file: pages, catalog, output intent (ISO 32000-1, 7.7; ISO 19005-2;
 * ISO 14289-1, 7). Decides the order in which objects come to be and what the
 * catalog says; contents, fonts, structure and metadata have files of their own. */
#include <string.h>

#include "pdf/attach.h"
#include "pdf/content.h"
#include "pdf/fonts.h"
#include "pdf/links.h"
#include "pdf/messages.h"
#include "pdf/navigation.h"
#include "pdf/pdf.h"
#include "pdf/press.h"
#include "pdf/signature.h"
#include "pdf/structure.h"
#include "pdf/syntax.h"
#include "pdf/xmp.h"

#define CONTENT_MAX ((size_t)256 << 20) /* of one page */
#define PAGES_A_NODE 64
#define BUFFER_MAX ((size_t)16 << 20)
#define ICC_HEADER 128

struct file {
  struct gk_arena *arena;
  const struct gk_display_list *list;
  const struct gk_pdf_options *options;
  struct gk_objects *objects;
  struct gk_diag_sink *sink;
  struct gk_pdf_fonts *fonts;
  gk_object *page_objects;
  struct gk_pdf_marks *marks;
  struct gk_buf text;         /* for one value at a time */
  gk_object catalog, info, metadata, pages, resources, structure, outline;
};

static bool no_memory(struct file *file) {
  gk_report_memory(file->sink);
  return false;
}

/* Sets the value being composed in file->text, and empties it. */
static void set_text_value(struct file *file, gk_object at, const char *key) {
  if (!file->text.failed) gk_objects_value(file->objects, at, key, file->text.data, file->text.size);
  if (!file->text.failed) gk_buf_clear(&file->text);
}

/* --- pages */

/* The sheet and `around` on each side of it. */
static void set_box(struct file *file, gk_object at, const char *key, const struct gk_display_page *page, int32_t around) {
  int64_t sides[4] = {-around, -around, (int64_t)page->width + around, (int64_t)page->height + around};
  for (size_t i = 0; i < 4; i++) {
    gk_buf_add_char(&file->text, i ? ' ' : '[');
    gk_buf_add_milli(&file->text, sides[i]);
  }
  gk_buf_add_char(&file->text, ']');
  set_text_value(file, at, key);
}

/* 14.11.2. For the press the sheet stays as it is printed, also where it is read turned: both sides have the same top (GB/T 9704-2012, 8). */
static void set_boxes(struct file *file, gk_object at, const struct gk_display_page *page) {
  bool press = file->options->press;
  set_box(file, at, "MediaBox", page, press ? GK_PRESS_MARGIN : 0);
  if (press) set_box(file, at, "BleedBox", page, GK_PRESS_BLEED);
  set_box(file, at, "TrimBox", page, 0);
  if (page->rotated && !page->as_printed && !press) gk_objects_number(file->objects, at, "Rotate", 90);
}

static bool add_page(struct file *file, size_t i, gk_object parent) {
  const struct gk_display_page *page = &file->list->pages[i];
  struct gk_buf content;
  gk_buf_init(&content, CONTENT_MAX);
  bool good = gk_pdf_content(file->arena, page, file->fonts, &content, &file->marks[i], file->sink);
  if (good && file->options->press && !gk_press_marks(&content, page->width, page->height)) good = no_memory(file);
  if (good) {
    gk_object stream = gk_objects_stream(file->objects, NULL, content.data, content.size, GK_STREAM_DEFLATE);
    gk_object at = file->page_objects[i] = gk_objects_dict(file->objects, "Page");
    gk_objects_ref(file->objects, at, "Parent", parent);
    set_boxes(file, at, page);
    gk_objects_ref(file->objects, at, "Resources", file->resources);
    gk_objects_ref(file->objects, at, "Contents", stream);
    gk_objects_number(file->objects, at, "StructParents", (int32_t)i);
    gk_objects_name(file->objects, at, "Tabs", "S"); /* ISO 14289-1, 7.18.3 */
  }
  gk_buf_drop(&content);
  return good;
}

static gk_object add_node(struct file *file, gk_object parent, size_t count) {
  gk_object at = gk_objects_dict(file->objects, "Pages");
  if (parent) gk_objects_ref(file->objects, at, "Parent", parent);
  gk_objects_number(file->objects, at, "Count", (int32_t)count);
  return at;
}

/* 7.7.3: two levels, so that no array of kids is long. */
static bool add_pages(struct file *file) {
  struct gk_buf kids;
  gk_buf_init(&kids, BUFFER_MAX);
  file->pages = add_node(file, 0, file->list->count);
  gk_buf_add_char(&kids, '[');
  bool good = true;
  for (size_t from = 0; good && from < file->list->count; from += PAGES_A_NODE) {
    size_t to = file->list->count - from > PAGES_A_NODE ? from + PAGES_A_NODE : file->list->count;
    gk_object node = add_node(file, file->pages, to - from);
    gk_buf_addf(&kids, "%u 0 R ", node);
    for (size_t i = from; good && i < to; i++) good = add_page(file, i, node);
    gk_buf_add_char(&file->text, '[');
    for (size_t i = from; i < to; i++) gk_buf_addf(&file->text, "%u 0 R ", file->page_objects[i]);
    gk_buf_add_char(&file->text, ']');
    set_text_value(file, node, "Kids");
  }
  if (gk_buf_add_char(&kids, ']')) gk_objects_value(file->objects, file->pages, "Kids", kids.data, kids.size);
  else if (good) good = no_memory(file);
  gk_buf_drop(&kids);
  return good;
}

/* --- catalog */

/* ICC.1, 7.2: version, device class, colour space and signature at fixed places; ISO 19005-2, 6.2.3 says which will do. */
static bool is_fit_profile(const struct gk_pdf_options *options) {
  const uint8_t *icc = options->icc;
  return icc && options->icc_size >= ICC_HEADER && icc[8] <= 4 && memcmp(icc + 36, "acsp", 4) == 0 && memcmp(icc + 16, "RGB ", 4) == 0 &&
         (memcmp(icc + 12, "mntr", 4) == 0 || memcmp(icc + 12, "prtr", 4) == 0);
}

/* 14.11.5; ISO 19005-2, 6.2.3: all grey of the pages is given a meaning by it. */
static bool add_output_intent(struct file *file) {
  static const char condition[] = "(sRGB IEC61966-2.1)";
  if (!is_fit_profile(file->options)) {
    const char *size = gk_arena_printf(file->arena, "%zu", file->options->icc_size);
    gk_report(file->sink, &gk_msg_pdf_profile, gk_place_none(), gk_place_none(), size ? size : "");
    return false;
  }
  gk_object profile = gk_objects_stream(file->objects, NULL, file->options->icc, file->options->icc_size, GK_STREAM_DEFLATE_ONCE);
  gk_objects_number(file->objects, profile, "N", 3);
  gk_object at = gk_objects_dict(file->objects, "OutputIntent");
  gk_objects_name(file->objects, at, "S", "GTS_PDFA1");
  gk_objects_value(file->objects, at, "OutputConditionIdentifier", condition, sizeof condition - 1);
  gk_objects_value(file->objects, at, "Info", condition, sizeof condition - 1);
  gk_objects_ref(file->objects, at, "DestOutputProfile", profile);
  gk_buf_addf(&file->text, "[%u 0 R]", at);
  set_text_value(file, file->catalog, "OutputIntents");
  return true;
}

static bool fill_catalog(struct file *file) {
  static const char marked[] = "<</Marked true>>", show_title[] = "<</DisplayDocTitle true>>";
  struct gk_objects *objects = file->objects;
  gk_objects_ref(objects, file->catalog, "Pages", file->pages);
  gk_objects_ref(objects, file->catalog, "Metadata", file->metadata);
  gk_objects_ref(objects, file->catalog, "StructTreeRoot", file->structure);
  gk_objects_value(objects, file->catalog, "MarkInfo", marked, sizeof marked - 1);
  gk_objects_value(objects, file->catalog, "ViewerPreferences", show_title, sizeof show_title - 1);
  const char *language = file->options->language ? file->options->language : "zh-CN";
  gk_syntax_bytes(&file->text, language, strlen(language));
  set_text_value(file, file->catalog, "Lang");
  gk_pdf_page_labels(file->list, &file->text);
  set_text_value(file, file->catalog, "PageLabels");
  if (file->outline) {
    gk_objects_ref(objects, file->catalog, "Outlines", file->outline);
    gk_objects_name(objects, file->catalog, "PageMode", "UseOutlines");
  }
  return file->options->press || add_output_intent(file); /* a press has its own ink */
}

/* Each font of the file by name and digest: the same glyphs of another font file are another document. */
static bool describe(struct file *file, struct gk_fonts *fonts) {
  size_t most = gk_fonts_count(fonts), count = 0;
  const char **lines = gk_arena_array(file->arena, most + 1, sizeof *lines);
  if (!lines) return no_memory(file);
  for (size_t i = 0; i < most; i++) {
    const struct gk_font_info *info = gk_fonts_info(fonts, i);
    if (!gk_pdf_fonts_is_used(file->fonts, (uint16_t)i)) continue;
    lines[count] = gk_arena_printf(file->arena, "%s sha256:%s", info->family ? info->family : info->name, info->sha256 ? info->sha256 : "");
    if (!lines[count++]) return no_memory(file);
  }
  const char *of_info, *of_xmp;
  return gk_pdf_describe(file->arena, file->objects, file->options, lines, count, &file->info, &file->metadata, file->sink) &&
         gk_pdf_dates(file->arena, file->options, &of_info, &of_xmp, file->sink) &&
         gk_pdf_attach(file->arena, file->objects, file->catalog, file->options, of_info, file->sink);
}

/* --- the order of it all */

static bool compose(struct file *file, struct gk_fonts *fonts) {
  struct gk_objects *objects = file->objects;
  const struct gk_typeset *typeset = file->list->typeset;
  file->catalog = gk_objects_dict(objects, "Catalog");
  file->structure = gk_objects_dict(objects, "StructTreeRoot");
  if (typeset->outline_count) file->outline = gk_objects_dict(objects, "Outlines");
  /* Fonts first: the content writes their codes and widths. */
  file->fonts = gk_pdf_fonts_collect(file->arena, file->list, fonts, file->sink);
  if (!file->fonts || !gk_pdf_fonts_embed(file->fonts, objects, &file->resources, file->sink)) return false;
  if (!describe(file, fonts) || !add_pages(file) || !fill_catalog(file)) return false;
  if (gk_objects_state(objects) != GK_OBJECTS_OK || file->text.failed) return true; /* reported by the caller */
  struct gk_pdf_pages pages = {file->page_objects, file->marks, file->list->count};
  struct gk_pdf_links links = {0};
  gk_object elements;
  if (file->options->signature_field && !gk_pdf_signatures(file->arena, objects, file->catalog, file->list, &pages, &links, file->sink)) return false;
  return gk_pdf_links(file->arena, objects, file->list, &pages, &links, file->sink) &&
         gk_pdf_structure(file->arena, objects, file->structure, typeset, &pages, &links, &elements, file->sink) &&
         (!file->outline || gk_pdf_outline(file->arena, objects, file->outline, file->list, &pages, elements, file->sink));
}

static bool report_failure(struct file *file) {
  if (gk_objects_state(file->objects) != GK_OBJECTS_LIBRARY) return no_memory(file);
  const char *code = gk_arena_printf(file->arena, "0x%lx", gk_objects_error(file->objects));
  gk_report(file->sink, &gk_msg_pdf_store, gk_place_none(), gk_place_none(), code ? code : "");
  return false;
}

static bool write_file(struct file *file, struct gk_fonts *fonts, struct gk_buf *out) {
  size_t errors = gk_diag_errors(file->sink);
  if (!compose(file, fonts)) return gk_diag_errors(file->sink) > errors ? false : report_failure(file);
  if (gk_objects_state(file->objects) != GK_OBJECTS_OK || file->text.failed) return report_failure(file);
  size_t before = out->size;
  if (gk_objects_save(file->objects, file->catalog, file->info, file->options->plain_xref, out)) return true;
  /* The buffer does not say whether its limit or the memory ended: it grows by doubling, so near the limit it was the limit. */
  if (out->failed && gk_objects_state(file->objects) != GK_OBJECTS_LIBRARY && out->size - before > 0 && out->size >= out->limit / 2) {
    const char *limit = gk_arena_printf(file->arena, "%zu", out->limit);
    gk_report(file->sink, &gk_msg_pdf_too_large, gk_place_none(), gk_place_none(), limit ? limit : "");
    return false;
  }
  return report_failure(file);
}

bool gk_pdf_write(const struct gk_display_list *list, struct gk_fonts *fonts, const struct gk_pdf_options *options, struct gk_buf *out,
                  struct gk_diag_sink *sink) {
  if (list->count == 0 || list->count > GK_PAGES_MAX || !list->typeset || !list->typeset->root) {
    gk_report(sink, &gk_msg_pdf_list, gk_place_none(), gk_place_none(), "pages");
    return false;
  }
  struct file file = {.list = list, .options = options, .sink = sink, .arena = gk_arena_new(0), .objects = gk_objects_new(options->cache)};
  gk_buf_init(&file.text, BUFFER_MAX);
  bool good = file.arena && file.objects;
  if (good) {
    file.page_objects = gk_arena_array(file.arena, list->count, sizeof *file.page_objects);
    file.marks = gk_arena_array(file.arena, list->count, sizeof *file.marks);
  }
  if (!good || !file.page_objects || !file.marks) good = no_memory(&file);
  else good = write_file(&file, fonts, out);
  gk_buf_drop(&file.text);
  gk_objects_drop(file.objects);
  gk_arena_drop(file.arena);
  return good;
}
