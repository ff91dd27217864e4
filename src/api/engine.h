/* What an engine and a result are made of; shared by the files of this room. */
#ifndef GK_API_ENGINE_H
#define GK_API_ENGINE_H

#include "bind/bind.h"
#include "font/font.h"
#include "gongkai.h"
#include "text/text.h"

#define GK_LOADED_MOST 8 /* layouts an engine keeps */
struct gk_loaded;

struct gk_engine {
  char *layouts_dir, *fonts_lock, *fonts_dir, *font_map; /* font_map may be NULL */
  struct gk_fonts *fonts;  /* opened by the first call that needs them */
  struct gk_texts *texts;  /* set in earlier documents; NULL only when memory was short */
  struct gk_cache *cache;  /* programs of these fonts, as embedded in earlier files; NULL only when memory was short */
  struct gk_loaded *loaded[GK_LOADED_MOST]; /* the last used first; NULL behind the last */
};

struct gk_result_file { char *bytes; size_t size; const char *path; }; /* path: in the arena, or NULL */

struct gk_result {
  int status;
  struct gk_result_file *files;
  size_t file_count, page_count;
  char *file_name;
  char *text[2];           /* Chinese, English */
  struct gk_arena *arena;  /* holds what the diagnostics quote */
  struct gk_loaded *loaded; /* and the layout they quote */
  struct gk_diag_sink *sink;
  char *rendered;          /* the diagnostics, as last asked for */
  gk_diagnostics_format rendered_format;
  int rendered_english;
};

/* A result with an empty sink; NULL when out of memory. */
struct gk_result *gk_result_new(void);
/* Settles the status from the sink; the files go when there were errors. Returns the result. */
struct gk_result *gk_result_close(struct gk_result *result);
/* Moves the buffer into the result as its next file; false after a report. */
bool gk_result_take_file(struct gk_result *result, struct gk_buf *out, const char *path);
/* Moves the Chinese and the English text into the result. */
void gk_result_take_text(struct gk_result *result, struct gk_buf text[2]);
/* Opens the engine's fonts once. */
struct gk_fonts *gk_engine_fonts(struct gk_engine *engine, struct gk_diag_sink *sink);

/* layouts.c: the layout of this id or in this folder, loaded now or before, which the result holds from now on; once a result. NULL after a report. */
const struct gk_layout *gk_engine_layout(struct gk_engine *engine, const char *id, struct gk_result *result);
void gk_loaded_release(struct gk_loaded *loaded); /* NULL is fine */

/* The steps up to the document tree, in the result's arena; NULL after a report. */
struct gk_bound {
  const struct gk_layout *layout;
  struct gk_facts *facts;
  struct gk_document *document;
  bool explained;          /* wanted: the document knows where its figures come from; it is bound as a draft */
};
bool gk_engine_bind(struct gk_engine *engine, const gk_request *request, struct gk_result *result, struct gk_bound *bound);

#endif
