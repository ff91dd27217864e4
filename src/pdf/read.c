/* Reading the attachments of a PDF that may come from anybody. libqpdf parses;
 * here is decided what is believed. It works strictly (no repair), of the name
 * tree (ISO 32000-1, 7.9.6) only so much is walked as a file of ours could have,
 * and what is deflated is inflated here, within a limit, because libqpdf has none.
 *
 * libqpdf is loaded when it is needed and not before: it brings a dozen libraries
 * with it, which would make each start of the program a tenth slower. */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "pdf/flate.h"
#include "pdf/messages.h"
#include "pdf/pdf.h"

#define LIBRARY "libqpdf.so.29" /* the interface of the header above */
#define FILES_MAX 1000
#define MEGABYTES_MAX 128
#define NODES_MAX 4000
#define DEPTH_MAX 8
#define NAME_MAX_BYTES 1000
#define COMPONENT_MAX_BYTES 255

/* The functions used, under their own names. */
#define FUNCTIONS(X)                                                                                                                \
  X(qpdf_init) X(qpdf_cleanup) X(qpdf_silence_errors) X(qpdf_set_suppress_warnings) X(qpdf_set_attempt_recovery) X(qpdf_read_memory) \
  X(qpdf_has_error) X(qpdf_get_error) X(qpdf_get_error_message_detail) X(qpdf_get_root) X(qpdf_oh_get_key_if_dict)                  \
  X(qpdf_oh_is_array) X(qpdf_oh_is_string) X(qpdf_oh_is_stream) X(qpdf_oh_is_null) X(qpdf_oh_is_name) X(qpdf_oh_get_array_n_items)  \
  X(qpdf_oh_get_array_item) X(qpdf_oh_get_value_as_utf8) X(qpdf_oh_get_dict) X(qpdf_oh_get_name) X(qpdf_oh_get_stream_data)

struct library {
  void *handle;
#define MEMBER(name) __typeof__(name) *name;
  FUNCTIONS(MEMBER)
#undef MEMBER
};

struct reading {
  struct library q;
  qpdf_data qpdf;
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  struct gk_pdf_attachment *files;
  size_t count, capacity, nodes, bytes;
};

static bool open_library(struct reading *r) {
  struct library *q = &r->q;
  q->handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
#define FIND(name) \
  if (q->handle) *(void **)(&q->name) = dlsym(q->handle, #name);
  FUNCTIONS(FIND)
#undef FIND
  bool good = q->handle != NULL;
#define FOUND(name) good = good && q->name != NULL;
  FUNCTIONS(FOUND)
#undef FOUND
  if (good) return true;
  const char *why = dlerror();
  gk_report(r->sink, &gk_msg_pdf_reader, gk_place_none(), gk_place_none(), why ? gk_arena_strdup(r->arena, why) : LIBRARY);
  return false;
}

/* What libqpdf has against the file, or NULL. Taking it clears it. */
static const char *error_of(struct reading *r) {
  if (!r->q.qpdf_has_error(r->qpdf)) return NULL;
  const char *detail = r->q.qpdf_get_error_message_detail(r->qpdf, r->q.qpdf_get_error(r->qpdf));
  const char *copy = gk_arena_strdup(r->arena, detail && *detail ? detail : "libqpdf");
  return copy ? copy : "libqpdf";
}

static bool fail(struct reading *r, const struct gk_message *message, const char *a, const char *b) {
  gk_report(r->sink, message, gk_place_none(), gk_place_none(), a ? a : "", b);
  return false;
}

static bool beyond_limit(struct reading *r) {
  const char *files = gk_arena_printf(r->arena, "%d", FILES_MAX), *megabytes = gk_arena_printf(r->arena, "%d", MEGABYTES_MAX);
  return fail(r, &gk_msg_pdf_attachment_limit, files, megabytes ? megabytes : "");
}

/* ------------------------------------------------------- names */

/* A text string as UTF-8 in the arena; NULL when it is none, or holds a NUL. */
static const char *text_of(struct reading *r, qpdf_oh object) {
  const char *text = NULL;
  size_t n = 0;
  if (!r->q.qpdf_oh_is_string(r->qpdf, object) || !r->q.qpdf_oh_get_value_as_utf8(r->qpdf, object, &text, &n)) return NULL;
  return n > NAME_MAX_BYTES || gk_utf8_check(text, n) != n ? NULL : gk_arena_strndup(r->arena, text, n);
}

static bool is_safe_component(const char *text, size_t n) {
  if (n == 0 || n > COMPONENT_MAX_BYTES || text[0] == '.') return false; /* also . and .. */
  for (size_t i = 0; i < n;) {
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '\\' || c == ':' || gk_char_is_bidi_control(c) || gk_char_is_invisible(c)) return false;
  }
  return true;
}

/* A path that stays in its folder on every system: names between single slashes. */
static bool is_safe(const char *name) {
  const char *from = name, *slash;
  while ((slash = strchr(from, '/'))) {
    if (!is_safe_component(from, (size_t)(slash - from))) return false;
    from = slash + 1;
  }
  return is_safe_component(from, strlen(from));
}

/* ------------------------------------------------------- contents */

/* Deflated once, or as it is: no file of ours has another filter, and none has parameters. */
static bool is_flate(struct reading *r, qpdf_oh dict, bool *plain) {
  qpdf_oh filter = r->q.qpdf_oh_get_key_if_dict(r->qpdf, dict, "/Filter");
  *plain = r->q.qpdf_oh_is_null(r->qpdf, filter);
  if (r->q.qpdf_oh_is_array(r->qpdf, filter) && r->q.qpdf_oh_get_array_n_items(r->qpdf, filter) == 1)
    filter = r->q.qpdf_oh_get_array_item(r->qpdf, filter, 0);
  bool flate = r->q.qpdf_oh_is_name(r->qpdf, filter) && strcmp(r->q.qpdf_oh_get_name(r->qpdf, filter), "/FlateDecode") == 0;
  return (*plain || flate) && r->q.qpdf_oh_is_null(r->qpdf, r->q.qpdf_oh_get_key_if_dict(r->qpdf, dict, "/DecodeParms"));
}

static bool take_bytes(struct reading *r, struct gk_pdf_attachment *file, const void *bytes, size_t n, bool plain) {
  struct gk_buf out;
  gk_buf_init(&out, (size_t)MEGABYTES_MAX << 20);
  bool sound = plain ? gk_buf_add(&out, bytes, n) : gk_inflate(bytes, n, &out);
  bool full = out.failed;
  char *copy = sound ? gk_arena_strndup(r->arena, out.size ? out.data : "", out.size) : NULL;
  file->bytes = copy;
  file->size = out.size;
  r->bytes += out.size;
  gk_buf_drop(&out);
  if (full || r->bytes > (size_t)MEGABYTES_MAX << 20) return beyond_limit(r);
  if (sound && !copy) {
    gk_report_memory(r->sink);
    return false;
  }
  return sound || fail(r, &gk_msg_pdf_attachment, file->name, "FlateDecode");
}

static bool read_stream(struct reading *r, qpdf_oh stream, struct gk_pdf_attachment *file) {
  bool plain = false;
  unsigned char *bytes = NULL;
  size_t n = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  if (!r->q.qpdf_oh_is_stream(r->qpdf, stream)) return fail(r, &gk_msg_pdf_attachment, file->name, "/EF");
  if (!is_flate(r, r->q.qpdf_oh_get_dict(r->qpdf, stream), &plain)) return fail(r, &gk_msg_pdf_attachment, file->name, "/Filter");
  QPDF_ERROR_CODE code = r->q.qpdf_oh_get_stream_data(r->qpdf, stream, qpdf_dl_none, &filtered, &bytes, &n);
  const char *error = error_of(r);
  bool good = code == QPDF_SUCCESS && !error;
  if (!good) fail(r, &gk_msg_pdf_attachment, file->name, error ? error : "libqpdf");
  good = good && take_bytes(r, file, bytes, n, plain);
  free(bytes); /* libqpdf gave it so (lint: allow free) */
  return good;
}

static bool add_file(struct reading *r, qpdf_oh key, qpdf_oh specification) {
  qpdf_oh name = r->q.qpdf_oh_get_key_if_dict(r->qpdf, specification, "/UF");
  const char *text = text_of(r, r->q.qpdf_oh_is_null(r->qpdf, name) ? key : name);
  if (!text || !is_safe(text)) return fail(r, &gk_msg_pdf_attachment_name, text, NULL);
  for (size_t i = 0; i < r->count; i++)
    if (strcmp(r->files[i].name, text) == 0) return fail(r, &gk_msg_pdf_attachment_twice, text, NULL);
  if (r->count == FILES_MAX) return beyond_limit(r);
  struct gk_pdf_attachment *files = gk_arena_grow(r->arena, r->files, &r->capacity, r->count + 1, sizeof *files);
  if (!files) {
    gk_report_memory(r->sink);
    return false;
  }
  r->files = files;
  struct gk_pdf_attachment *file = &files[r->count++];
  *file = (struct gk_pdf_attachment){.name = text, .description = text_of(r, r->q.qpdf_oh_get_key_if_dict(r->qpdf, specification, "/Desc"))};
  qpdf_oh embedded = r->q.qpdf_oh_get_key_if_dict(r->qpdf, specification, "/EF");
  return read_stream(r, r->q.qpdf_oh_get_key_if_dict(r->qpdf, embedded, "/F"), file);
}

/* ------------------------------------------------------- the name tree */

static bool walk(struct reading *r, qpdf_oh node, unsigned depth) {
  if (depth > DEPTH_MAX || ++r->nodes > NODES_MAX) return beyond_limit(r);
  qpdf_oh kids = r->q.qpdf_oh_get_key_if_dict(r->qpdf, node, "/Kids"), names = r->q.qpdf_oh_get_key_if_dict(r->qpdf, node, "/Names");
  int n = r->q.qpdf_oh_is_array(r->qpdf, names) ? r->q.qpdf_oh_get_array_n_items(r->qpdf, names) : 0;
  for (int i = 0; i + 1 < n; i += 2)
    if (!add_file(r, r->q.qpdf_oh_get_array_item(r->qpdf, names, i), r->q.qpdf_oh_get_array_item(r->qpdf, names, i + 1))) return false;
  n = r->q.qpdf_oh_is_array(r->qpdf, kids) ? r->q.qpdf_oh_get_array_n_items(r->qpdf, kids) : 0;
  for (int i = 0; i < n; i++)
    if (!walk(r, r->q.qpdf_oh_get_array_item(r->qpdf, kids, i), depth + 1)) return false;
  return true;
}

static bool read_all(struct reading *r, const void *pdf, size_t size) {
  r->q.qpdf_silence_errors(r->qpdf);
  r->q.qpdf_set_suppress_warnings(r->qpdf, QPDF_TRUE);
  r->q.qpdf_set_attempt_recovery(r->qpdf, QPDF_FALSE);
  QPDF_ERROR_CODE code = r->q.qpdf_read_memory(r->qpdf, "PDF", pdf, size, NULL);
  const char *error = error_of(r);
  if ((code & QPDF_ERRORS) || error) return fail(r, &gk_msg_pdf_unreadable, error ? error : "libqpdf", NULL);
  qpdf_oh names = r->q.qpdf_oh_get_key_if_dict(r->qpdf, r->q.qpdf_get_root(r->qpdf), "/Names");
  if (!walk(r, r->q.qpdf_oh_get_key_if_dict(r->qpdf, names, "/EmbeddedFiles"), 0)) return false;
  error = error_of(r);
  if (error) return fail(r, &gk_msg_pdf_unreadable, error, NULL);
  return r->count > 0 || fail(r, &gk_msg_pdf_no_attachments, NULL, NULL);
}

bool gk_pdf_read_attachments(struct gk_arena *arena, const void *pdf, size_t size, struct gk_pdf_attachment **files, size_t *count,
                             struct gk_diag_sink *sink) {
  struct reading r = {.arena = arena, .sink = sink};
  if (!open_library(&r)) {
    if (r.q.handle) dlclose(r.q.handle);
    return false;
  }
  r.qpdf = r.q.qpdf_init();
  bool good = r.qpdf && read_all(&r, pdf, size);
  if (!r.qpdf) gk_report_memory(sink);
  if (r.qpdf) r.q.qpdf_cleanup(&r.qpdf);
  /* The library stays loaded: what C++ libraries leave behind for the end of the program must still be there then. */
  *files = r.files;
  *count = good ? r.count : 0;
  return good;
}
