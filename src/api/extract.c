/* The files inside an archive file, given back. What is believed of the PDF is
 * pdf's to decide. */
#include <string.h>

#include "api/engine.h"
#include "api/messages.h"
#include "pdf/pdf.h"

#define FILE_LIMIT ((size_t)256 << 20)

static const char *names_of(struct gk_arena *arena, const struct gk_pdf_attachment *files, size_t n) {
  const char *names = "";
  for (size_t i = 0; i < n && names; i++) names = gk_arena_printf(arena, "%s%s%s", names, i ? "、" : "", files[i].name);
  return names ? names : "";
}

gk_result *gk_extract(const void *pdf, size_t size, const char *name) {
  struct gk_result *result = gk_result_new();
  struct gk_pdf_attachment *files;
  size_t n;
  if (!result || !gk_pdf_read_attachments(result->arena, pdf, size, &files, &n, result->sink)) return result ? gk_result_close(result) : NULL;
  for (size_t i = 0; i < n; i++) {
    if (name && strcmp(files[i].name, name) != 0) continue;
    struct gk_buf copy;
    gk_buf_init(&copy, FILE_LIMIT);
    gk_buf_add(&copy, files[i].bytes, files[i].size);
    if (!gk_result_take_file(result, &copy, files[i].name)) break;
  }
  if (name && result->file_count == 0 && gk_diag_errors(result->sink) == 0)
    gk_report(result->sink, &gk_msg_api_no_attachment, gk_place_none(), gk_place_none(), name, names_of(result->arena, files, n));
  return gk_result_close(result);
}
