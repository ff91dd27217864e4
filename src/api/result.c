/* Results: files, texts and diagnostics of one call, and how they end. */
#include "api/engine.h"

/* A document of the greatest size allowed still fits; a runaway does not take the machine with it. */
#define ARENA_LIMIT ((size_t)4 << 30)
#define RENDERED_LIMIT ((size_t)16 << 20)

struct gk_result *gk_result_new(void) {
  struct gk_result *result = gk_memory_alloc(sizeof *result);
  if (!result) return NULL;
  result->arena = gk_arena_new(ARENA_LIMIT);
  result->sink = gk_diag_sink_new(0);
  if (!result->arena || !result->sink) {
    gk_result_drop(result);
    return NULL;
  }
  return result;
}

static void drop_files(struct gk_result *result) {
  for (size_t i = 0; i < result->file_count; i++) gk_memory_free(result->files[i].bytes);
  gk_memory_free(result->files);
  result->files = NULL;
  result->file_count = 0;
}

struct gk_result *gk_result_close(struct gk_result *result) {
  if (gk_arena_failed(result->arena) && gk_diag_errors(result->sink) == 0) gk_report_memory(result->sink);
  result->status = (int)gk_diag_status(result->sink);
  if (result->status != GK_OK) drop_files(result);
  return result;
}

void gk_result_drop(gk_result *result) {
  if (!result) return;
  drop_files(result);
  gk_memory_free(result->file_name);
  gk_memory_free(result->text[0]);
  gk_memory_free(result->text[1]);
  gk_memory_free(result->rendered);
  gk_diag_sink_drop(result->sink);
  gk_arena_drop(result->arena);
  gk_loaded_release(result->loaded);
  gk_memory_free(result);
}

bool gk_result_take_file(struct gk_result *result, struct gk_buf *out, const char *path) {
  if (out->failed) {
    gk_report_memory(result->sink);
    gk_buf_drop(out);
    return false;
  }
  struct gk_result_file *files = gk_memory_realloc(result->files, (result->file_count + 1) * sizeof *files);
  if (!files) {
    gk_report_memory(result->sink);
    gk_buf_drop(out);
    return false;
  }
  result->files = files;
  size_t size;
  char *bytes = gk_buf_take(out, &size);
  files[result->file_count++] = (struct gk_result_file){bytes, size, path};
  return true;
}

void gk_result_take_text(struct gk_result *result, struct gk_buf text[2]) {
  for (int i = 0; i < 2; i++) {
    size_t size;
    if (text[i].failed) gk_report_memory(result->sink);
    result->text[i] = gk_buf_take(&text[i], &size);
  }
}

int gk_result_status(const gk_result *result) { return result->status; }
size_t gk_result_file_count(const gk_result *result) { return result->file_count; }

const void *gk_result_file(const gk_result *result, size_t index, size_t *size) {
  if (index >= result->file_count) {
    *size = 0;
    return NULL;
  }
  *size = result->files[index].size;
  return result->files[index].bytes;
}

const char *gk_result_file_path(const gk_result *result, size_t index) {
  return index < result->file_count && result->files[index].path ? result->files[index].path : "";
}

const char *gk_result_file_name(const gk_result *result) { return result->file_name ? result->file_name : ""; }
size_t gk_result_page_count(const gk_result *result) { return result->page_count; }

const char *gk_result_text(const gk_result *result, int english) {
  const char *text = result->text[english ? 1 : 0];
  return text ? text : "";
}

const char *gk_result_diagnostics(gk_result *result, gk_diagnostics_format format, int english) {
  if (result->rendered && result->rendered_format == format && result->rendered_english == english) return result->rendered;
  struct gk_buf out;
  gk_buf_init(&out, RENDERED_LIMIT);
  if (gk_diag_first(result->sink))
    gk_diag_render_all(result->sink, english ? GK_DIAG_EN : GK_DIAG_ZH, format == GK_DIAGNOSTICS_JSON, &out);
  gk_memory_free(result->rendered);
  size_t size;
  result->rendered = gk_buf_take(&out, &size);
  result->rendered_format = format;
  result->rendered_english = english;
  return result->rendered ? result->rendered : "";
}

size_t gk_result_error_count(const gk_result *result) { return gk_diag_errors(result->sink); }
size_t gk_result_warning_count(const gk_result *result) { return gk_diag_warnings(result->sink); }
