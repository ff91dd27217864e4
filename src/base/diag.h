/* Diagnostics: one shape everywhere. A room keeps a table of gk_message (stable
 * id, severity, exit status, Chinese and English text with {1} {2} … for the
 * arguments) and reports with gk_report. All faults of a run are collected. */
#ifndef GK_BASE_DIAG_H
#define GK_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"

struct gk_arena;
struct gk_buf;

enum gk_severity { GK_NOTE, GK_WARNING, GK_ERROR };

/* Exit statuses of the program. */
enum gk_status {
  GK_STATUS_OK = 0,
  GK_STATUS_DOCUMENT = 1,     /* the document has errors */
  GK_STATUS_INPUT = 2,        /* bad usage or malformed input */
  GK_STATUS_ENVIRONMENT = 3,  /* font, library, installation */
  GK_STATUS_VERIFICATION = 4, /* signature or verification */
  GK_STATUS_IO = 5,
  GK_STATUS_MEMORY = 6
};

struct gk_message {
  const char *id;            /* "data.duplicate-key"; never changes once published */
  enum gk_severity severity;
  enum gk_status status;     /* for errors */
  const char *zh, *en;       /* {1}..{9} are the arguments; verdict, figures, remedy */
};

#define GK_DIAG_ARGS_MAX 9
#define GK_DIAG_PLACES_MAX 256 /* of one fault that are told apart; beyond, only that there are more */
struct gk_diag {
  const struct gk_message *message;
  enum gk_severity severity; /* the message's, unless the sink lowers it */
  struct gk_place data;      /* place in the data, or none */
  struct gk_place layout;    /* place in the layout, or none */
  const char *args[GK_DIAG_ARGS_MAX];
  const struct gk_place *others; size_t other_count; /* further places of the same fault, in order of report */
  const struct gk_diag *next;
};

struct gk_diag_sink;

/* Collects at most `most` diagnostics (0: 500) and counts the rest. Repeats of the same message,
 * arguments and places are kept once. */
struct gk_diag_sink *gk_diag_sink_new(size_t most);
void gk_diag_sink_drop(struct gk_diag_sink *sink);
void gk_diag_sink_reset(struct gk_diag_sink *sink);
/* Draft: errors of status GK_STATUS_DOCUMENT become warnings. */
void gk_diag_sink_lower_document_errors(struct gk_diag_sink *sink, bool lower);

void gk_report_args(struct gk_diag_sink *sink, const struct gk_message *message, struct gk_place data,
                    struct gk_place layout, const char *const *args);
/* gk_report(sink, &msg, data_place, layout_place, "arg1", "arg2") — at least one argument (may be ""). */
#define gk_report(sink, message, data, layout, ...) \
  gk_report_args(sink, message, data, layout, (const char *const[]){__VA_ARGS__, NULL})

/* The same fault in many places is one diagnostic: when one of the same message whose first `alike` arguments are these is there, the place
 * (of the data, else of the layout) is added to it. */
void gk_report_alike_args(struct gk_diag_sink *sink, const struct gk_message *message, size_t alike, struct gk_place data,
                          struct gk_place layout, const char *const *args);
#define gk_report_alike(sink, message, alike, data, layout, ...) \
  gk_report_alike_args(sink, message, alike, data, layout, (const char *const[]){__VA_ARGS__, NULL})

extern const struct gk_message gk_msg_memory; /* "memory.exhausted", status 6 */
void gk_report_memory(struct gk_diag_sink *sink);

/* Times anything was reported, repeats too: whether what was done in between would say something again. */
size_t gk_diag_told(const struct gk_diag_sink *sink);
size_t gk_diag_errors(const struct gk_diag_sink *sink);
size_t gk_diag_warnings(const struct gk_diag_sink *sink);
/* The gravest status of all errors: the largest of IO, MEMORY, ENVIRONMENT, INPUT, DOCUMENT in that order; OK if none. */
enum gk_status gk_diag_status(const struct gk_diag_sink *sink);
const struct gk_diag *gk_diag_first(const struct gk_diag_sink *sink); /* in order of report */
size_t gk_diag_dropped(const struct gk_diag_sink *sink);

enum gk_diag_language { GK_DIAG_ZH, GK_DIAG_EN };
/* "错误 data.json:41:18：…〔check.sum〕" then the source line and a caret (by display width). */
void gk_diag_render_text(const struct gk_diag *diag, enum gk_diag_language language, struct gk_buf *out);
/* The message alone with its arguments in place. */
void gk_diag_render_message(const struct gk_diag *diag, enum gk_diag_language language, struct gk_buf *out);
/* One JSON object on one line: severity id status data{file line column length} layout{…} message args, others[{file …}] when there are. */
void gk_diag_render_json(const struct gk_diag *diag, enum gk_diag_language language, struct gk_buf *out);
/* All of a sink, and a closing line that counts errors and warnings (text) . */
void gk_diag_render_all(const struct gk_diag_sink *sink, enum gk_diag_language language, bool json, struct gk_buf *out);
/* Adds text as a JSON string with quotes. */
void gk_buf_add_json_string(struct gk_buf *out, const char *text, size_t n);

/* The candidate nearest to `word` (edit distance in characters, at most a third of its length and at
 * least 1 allowed), for 您是不是要写“…”; NULL when none is near. */
const char *gk_nearest(const char *word, const char *const *candidates, size_t n);

#endif
