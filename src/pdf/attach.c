/* Attachments as associated files (ISO 32000-1, 7.11.4 and 7.7.4; ISO 19005-3, 6.8
 * and annex E): each an embedded stream with a file specification that says what
 * it is to the document. The name tree has one node: a notice has some dozen
 * tables. */
#include "pdf/attach.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"

#define BUFFER_MAX ((size_t)4 << 20)

struct entry { const char *key; gk_object specification; }; /* key: the name as a PDF string */

static int by_key(const void *a, const void *b) {
  /* 7.9.6: by the bytes of the string; hexadecimal digits stand in the same order as they, the closing > before none of them. */
  const char *x = ((const struct entry *)a)->key, *y = ((const struct entry *)b)->key;
  size_t n = strlen(x) - 1, m = strlen(y) - 1;
  int order = memcmp(x, y, n < m ? n : m);
  return order ? order : n < m ? -1 : n > m;
}

/* A text string of the text, in the arena. */
static const char *text_string(struct gk_arena *arena, const char *text) {
  struct gk_buf out;
  gk_buf_init(&out, BUFFER_MAX);
  const char *copy = gk_syntax_text(&out, text, strlen(text)) ? gk_arena_strndup(arena, out.data, out.size) : NULL;
  gk_buf_drop(&out);
  return copy;
}

static bool add_stream(struct gk_objects *objects, const struct gk_pdf_attachment *file, const char *date, gk_object *stream) {
  struct gk_buf text;
  gk_buf_init(&text, BUFFER_MAX);
  *stream = gk_objects_stream(objects, "EmbeddedFile", file->bytes, file->size, file->common ? GK_STREAM_DEFLATE_ONCE : GK_STREAM_DEFLATE);
  gk_syntax_name(&text, file->type);
  if (!text.failed) gk_objects_value(objects, *stream, "Subtype", text.data, text.size);
  gk_buf_clear(&text);
  gk_buf_addf(&text, "<</Size %zu%s%s>>", file->size, date ? " /ModDate " : "", date ? date : "");
  bool good = !text.failed;
  if (good) gk_objects_value(objects, *stream, "Params", text.data, text.size);
  gk_buf_drop(&text);
  return good;
}

static bool add_specification(struct gk_arena *arena, struct gk_objects *objects, const struct gk_pdf_attachment *file, const char *date,
                              struct entry *entry) {
  gk_object stream;
  if (!add_stream(objects, file, date, &stream)) return false;
  const char *embedded = gk_arena_printf(arena, "<</F %u 0 R /UF %u 0 R>>", stream, stream);
  entry->key = text_string(arena, file->name);
  if (!embedded || !entry->key) return false;
  gk_object at = entry->specification = gk_objects_dict(objects, "Filespec");
  gk_objects_value(objects, at, "F", entry->key, strlen(entry->key));
  gk_objects_value(objects, at, "UF", entry->key, strlen(entry->key));
  if (file->description) gk_objects_text(objects, at, "Desc", file->description);
  gk_objects_name(objects, at, "AFRelationship", file->relationship);
  gk_objects_value(objects, at, "EF", embedded, strlen(embedded));
  return true;
}

static bool name_them(struct gk_objects *objects, gk_object catalog, struct entry *entries, size_t count) {
  struct gk_buf names, files;
  gk_buf_init(&names, BUFFER_MAX);
  gk_buf_init(&files, BUFFER_MAX);
  gk_buf_add_char(&files, '[');
  for (size_t i = 0; i < count; i++) gk_buf_addf(&files, "%s%u 0 R", i ? " " : "", entries[i].specification);
  gk_buf_add_char(&files, ']');
  qsort(entries, count, sizeof *entries, by_key);
  gk_buf_add_string(&names, "<</EmbeddedFiles <</Names [");
  for (size_t i = 0; i < count; i++) gk_buf_addf(&names, "%s%s %u 0 R", i ? " " : "", entries[i].key, entries[i].specification);
  gk_buf_add_string(&names, "]>>>>");
  bool good = !names.failed && !files.failed;
  if (good) gk_objects_value(objects, catalog, "AF", files.data, files.size);
  if (good) gk_objects_value(objects, catalog, "Names", names.data, names.size);
  gk_buf_drop(&names);
  gk_buf_drop(&files);
  return good;
}

bool gk_pdf_attach(struct gk_arena *arena, struct gk_objects *objects, gk_object catalog, const struct gk_pdf_options *options,
                   const char *date, struct gk_diag_sink *sink) {
  size_t count = options->attachment_count;
  if (count == 0) return true;
  struct entry *entries = gk_arena_array(arena, count, sizeof *entries);
  bool good = entries != NULL;
  for (size_t i = 0; good && i < count; i++) good = add_specification(arena, objects, &options->attachments[i], date, &entries[i]);
  good = good && name_them(objects, catalog, entries, count);
  if (!good) gk_report_memory(sink);
  return good;
}
