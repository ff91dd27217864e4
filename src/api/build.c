/* The way of the data: data and layout to document tree, to pages, to files.
 * Decides the order of the stages and what a profile refuses; every stage's own
 * work is in its room. */
#include <string.h>

#include "api/engine.h"
#include "api/messages.h"
#include "api/publish.h"
#include "pdf/pdf.h"
#include "raster/raster.h"

#define DATE_NONE INT64_MIN
#define SECONDS_A_DAY 86400
#define CHINA_OFFSET_MINUTES 480
#define PDF_LIMIT ((size_t)2000 << 20)
#define PNG_LIMIT ((size_t)512 << 20)
#define TRACE_LIMIT ((size_t)2000 << 20)
#define ICC_LIMIT ((size_t)4 << 20)

static void stage(const gk_request *request, const char *name) {
  if (request->stage) request->stage(request->user, name);
}

static const char *document_names(struct gk_arena *arena, const struct gk_layout *layout) {
  const char *names = "";
  for (size_t i = 0; i < layout->document_count && names; i++)
    names = gk_arena_printf(arena, "%s%s%s", names, i ? "、" : "", layout->documents[i]->name);
  return names ? names : "";
}

/* The facts of the data, whose values live in `reading`, the layout and the document's node in it; NULL after a report. */
static const struct gk_document_node *find_facts(struct gk_engine *engine, const gk_request *request, struct gk_result *result, struct gk_bound *bound,
                                                 struct gk_arena *reading) {
  struct gk_arena *arena = result->arena;
  struct gk_diag_sink *sink = result->sink;
  stage(request, "data");
  const char *name = request->data_name ? request->data_name : "-";
  struct gk_source *source = gk_source_new(arena, name, request->data, request->data_size);
  if (!source) return NULL;
  struct gk_value *data = gk_data_load(reading, source, GK_DATA_AUTO, sink);
  if (!data) return NULL;

  stage(request, "layout");
  const char *id = request->layout;
  if (!id) {
    const struct gk_value *value = gk_data_layout_id(data);
    if (!value) {
      gk_report(sink, &gk_msg_api_no_layout, gk_place_at(source, 0, 0), gk_place_none(), "hebei-2022");
      return NULL;
    }
    id = value->text;
  }
  bound->layout = gk_engine_layout(engine, id, result);
  if (!bound->layout) return NULL;
  const struct gk_value *named = request->document ? NULL : gk_data_document_name(data);
  const char *wanted = named ? named->text : request->document;
  const struct gk_document_node *node = gk_layout_document(bound->layout, wanted);
  if (!node) {
    gk_report(sink, &gk_msg_api_no_document, named ? named->place : gk_place_none(), gk_place_none(), bound->layout->id, wanted ? wanted : "",
              document_names(arena, bound->layout));
    return NULL;
  }

  stage(request, "bind");
  bound->facts = gk_facts_new(arena, bound->layout->model, data, sink);
  return bound->facts ? node : NULL;
}

bool gk_engine_bind(struct gk_engine *engine, const gk_request *request, struct gk_result *result, struct gk_bound *bound) {
  struct gk_arena *reading = gk_arena_new(0); /* facts do not point to the values they are made of */
  if (!reading) gk_report_memory(result->sink);
  const struct gk_document_node *node = reading ? find_facts(engine, request, result, bound, reading) : NULL;
  gk_arena_drop(reading);
  if (!node) return false;
  enum gk_bind_mode mode = bound->explained ? GK_BIND_EXPLAIN : request->profile == GK_PROFILE_DRAFT ? GK_BIND_DRAFT : GK_BIND_STRICT;
  bound->document = gk_bind(result->arena, bound->layout, node, bound->facts, mode, result->sink);
  return bound->document != NULL;
}

static char *heap_copy(const char *text) {
  size_t n = strlen(text) + 1;
  char *to = gk_memory_alloc(n);
  if (to) memcpy(to, text, n);
  return to;
}

static enum gk_pdf_conformance conformance(const gk_request *request) {
  if (request->profile != GK_PROFILE_ARCHIVE) return GK_PDF_NONE;
  return request->pdfa == GK_PDFA_2U ? GK_PDF_A2U : request->pdfa == GK_PDFA_2A ? GK_PDF_A2A : GK_PDF_A3A;
}

static bool write_pdf(struct gk_engine *engine, const gk_request *request, struct gk_result *result,
                      const struct gk_display_list *list, const struct gk_bound *bound) {
  const struct gk_document *document = bound->document;
  char *icc_path = gk_file_join(result->arena, engine->fonts_dir, "sRGB.icc");
  if (!icc_path) return false;
  if (!gk_file_exists(icc_path)) {
    gk_report(result->sink, &gk_msg_api_no_profile_file, gk_place_none(), gk_place_none(), icc_path);
    return false;
  }
  struct gk_source *icc = gk_file_read(result->arena, icc_path, ICC_LIMIT, result->sink);
  if (!icc) return false;
  struct gk_pdf_options options = {
      .conformance = conformance(request),
      .title = document->title,
      .author = document->author,
      .language = document->layout->language ? document->layout->language : "zh-CN",
      .producer = "gongkai " GK_VERSION,
      .date = request->date,
      .date_offset_minutes = CHINA_OFFSET_MINUTES,
      .icc = (const uint8_t *)icc->text,
      .icc_size = icc->size,
      .keywords = document->archive.keywords,
      .cache = engine->cache,
      .plain_xref = request->plain_xref != 0,
      .press = request->profile == GK_PROFILE_PRINT,
      .signature_field = request->signature_field != 0,
  };
  struct gk_published published;
  if (!gk_publish(engine, result, bound, &options, &published)) return false;
  options.properties = published.properties;
  options.property_count = published.property_count;
  if (options.conformance == GK_PDF_A3A) { /* no other part takes attachments of any kind */
    options.attachments = published.attachments;
    options.attachment_count = published.count;
  }
  if (document->date != DATE_NONE) options.date = document->date * SECONDS_A_DAY - CHINA_OFFSET_MINUTES * 60;
  struct gk_buf out;
  gk_buf_init(&out, PDF_LIMIT);
  if (!gk_pdf_write(list, engine->fonts, &options, &out, result->sink)) {
    gk_buf_drop(&out);
    return false;
  }
  return gk_result_take_file(result, &out, NULL);
}

static bool write_trace(struct gk_engine *engine, struct gk_result *result, const struct gk_display_list *list) {
  struct gk_buf out;
  gk_buf_init(&out, TRACE_LIMIT);
  if (!gk_trace_write(list, engine->fonts, &out) && !out.failed) {
    gk_buf_drop(&out);
    return false;
  }
  return gk_result_take_file(result, &out, NULL);
}

static bool write_png(struct gk_engine *engine, const gk_request *request, struct gk_result *result, const struct gk_display_list *list) {
  unsigned dpi = request->dpi ? request->dpi : 96;
  if (dpi < 18 || dpi > 1200) {
    const char *shown = gk_arena_printf(result->arena, "%u", dpi);
    gk_report(result->sink, &gk_msg_api_dpi, gk_place_none(), gk_place_none(), shown ? shown : "");
    return false;
  }
  for (size_t page = 0; page < list->count; page++) {
    struct gk_buf out;
    gk_buf_init(&out, PNG_LIMIT);
    if (!gk_raster_write(list, engine->fonts, page, dpi, &out, result->sink)) {
      gk_buf_drop(&out);
      return false;
    }
    if (!gk_result_take_file(result, &out, NULL)) return false;
  }
  return true;
}

/* The display list of the document, whose pages live in `pages`. NULL after a report. */
static struct gk_display_list *paint(struct gk_engine *engine, const gk_request *request, struct gk_result *result, const struct gk_bound *bound,
                                     struct gk_arena *pages) {
  struct gk_fonts *fonts = gk_engine_fonts(engine, result->sink);
  if (!fonts) return NULL;
  stage(request, "typeset");
  struct gk_typeset *typeset = gk_typeset_document(result->arena, pages, fonts, engine->texts, bound->document, result->sink);
  if (!typeset) return NULL;
  result->page_count = typeset->count;
  stage(request, "paint");
  struct gk_display_list *list = gk_paint(result->arena, fonts, typeset, result->sink);
  if (!list || (request->profile == GK_PROFILE_DRAFT && !gk_paint_draft_mark(result->arena, fonts, list, result->sink))) return NULL;
  /* What is not fit to be published is not written, whatever stage found it. */
  return gk_diag_errors(result->sink) > 0 ? NULL : list;
}

static bool write_list(struct gk_engine *engine, const gk_request *request, struct gk_result *result, const struct gk_bound *bound,
                       const struct gk_display_list *list) {
  switch (request->output) {
    case GK_OUTPUT_PDF: stage(request, "pdf"); return write_pdf(engine, request, result, list, bound);
    case GK_OUTPUT_PNG: stage(request, "png"); return write_png(engine, request, result, list);
    case GK_OUTPUT_TRACE:
    case GK_OUTPUT_NONE: break;
  }
  return true;
}

/* A long table's pages take as much memory as its file: they go before that is made. Only the trace tells of them. */
static bool set_pages(struct gk_engine *engine, const gk_request *request, struct gk_result *result, const struct gk_bound *bound) {
  struct gk_arena *pages = gk_arena_new(0);
  if (!pages) gk_report_memory(result->sink);
  struct gk_display_list *list = pages ? paint(engine, request, result, bound, pages) : NULL;
  bool good = list != NULL;
  if (good && request->output == GK_OUTPUT_TRACE) {
    stage(request, "trace");
    good = write_trace(engine, result, list);
  }
  gk_arena_drop(pages);
  gk_texts_release(engine->texts);
  return good && write_list(engine, request, result, bound, list);
}

gk_result *gk_build(gk_engine *engine, const gk_request *request) {
  struct gk_result *result = gk_result_new();
  if (!result) return NULL;
  gk_diag_sink_lower_document_errors(result->sink, request->profile == GK_PROFILE_DRAFT);
  struct gk_bound bound = {0};
  if (gk_engine_bind(engine, request, result, &bound)) {
    result->file_name = heap_copy(bound.document->file_name);
    set_pages(engine, request, result, &bound);
  }
  stage(request, NULL);
  return gk_result_close(result);
}
