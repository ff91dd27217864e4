/* What the tests of lang share: a world with an arena, a sink and the small
 * common files of tests/golden/lang; layouts written into a folder of their own;
 * questions to the sink. Run from the top of the project. */
#ifndef TEST_LANG_SUPPORT_H
#define TEST_LANG_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lang/inside.h"

#define CORPUS "tests/golden/lang"

struct world {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  struct gk_lang lang;
  struct gk_model *model;
  char dir[64];               /* of layouts; "" until asked for */
};

static inline void world_open(struct world *w) {
  memset(w, 0, sizeof *w);
  w->arena = gk_arena_new(0);
  w->sink = gk_diag_sink_new(0);
  assert_non_null(w->arena);
  assert_non_null(w->sink);
  w->lang = (struct gk_lang){.arena = w->arena, .sink = w->sink};
}

static inline struct gk_source *source_of(struct world *w, const char *name, const char *text) {
  struct gk_source *source = gk_source_new(w->arena, name, text, strlen(text));
  assert_non_null(source);
  return source;
}

static inline struct gk_xml_node *xml_of(struct world *w, const char *text) {
  struct gk_xml_node *root = gk_xml_parse(w->arena, source_of(w, "test.xml", text), w->sink);
  assert_non_null(root);
  return root;
}

static inline void print_reports(const struct gk_diag_sink *sink) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  gk_diag_render_all(sink, GK_DIAG_ZH, false, &out);
  print_message("%s\n", out.data ? out.data : "(nothing reported)");
  gk_buf_drop(&out);
}

/* A world with the model of the corpus. */
static inline void world_with_model(struct world *w) {
  world_open(w);
  struct gk_lang_layers layers = {0};
  struct gk_xml_node *model = gk_lang_read(&w->lang, &layers, CORPUS "/common/model.xml", "model");
  struct gk_xml_node *terms = gk_lang_read(&w->lang, &layers, CORPUS "/common/terms.xml", "terms");
  assert_non_null(model);
  assert_non_null(terms);
  w->model = gk_lang_model(&w->lang, model);
  assert_non_null(w->model);
  struct gk_layout layout = {.model = w->model};
  gk_lang_terms(&w->lang, terms, &layout);
  if (gk_diag_errors(w->sink)) print_reports(w->sink);
  assert_int_equal(gk_diag_errors(w->sink), 0);
}

static inline void write_text(const char *path, const char *text, size_t n) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, n, file), n);
  assert_int_equal(fclose(file), 0);
}

static inline void path_in(const struct world *w, const char *folder, const char *file, char out[256]) {
  int n = file ? snprintf(out, 256, "%s/%s/%s", w->dir, folder, file) : snprintf(out, 256, "%s/%s", w->dir, folder);
  assert_in_range(n, 1, 255);
}

static inline void put_file(struct world *w, const char *folder, const char *file, const char *text) {
  char path[256];
  path_in(w, folder, NULL, path);
  mkdir(path, 0700);
  path_in(w, folder, file, path);
  write_text(path, text, strlen(text));
}

static inline void put_layout(struct world *w, const char *id, const char *text) { put_file(w, id, "layout.xml", text); }

static const char *const common_files[] = {"model.xml", "terms.xml", "styles.xml"};

/* A world with a folder of layouts that has the common files of the corpus. */
static inline void world_with_folder(struct world *w) {
  world_open(w);
  strcpy(w->dir, "/tmp/gk-lang-XXXXXX");
  assert_non_null(mkdtemp(w->dir));
  for (size_t i = 0; i < 3; i++) {
    char path[256];
    snprintf(path, sizeof path, CORPUS "/common/%s", common_files[i]);
    struct gk_source *source = gk_file_read(w->arena, path, 1 << 20, w->sink);
    assert_non_null(source);
    put_file(w, "common", common_files[i], source->text);
  }
  struct gk_source *codes = gk_file_read(w->arena, CORPUS "/common/codes/functional.xml", 1 << 20, w->sink);
  assert_non_null(codes);
  put_file(w, "common/codes", "functional.xml", codes->text);
}

static inline void remove_files(struct world *w, const char *folder) {
  const char **files;
  size_t n;
  char path[256];
  path_in(w, folder, NULL, path);
  if (!gk_file_is_dir(path) || !gk_file_list(w->arena, path, &files, &n, w->sink)) return;
  for (size_t i = 0; i < n; i++) {
    path_in(w, folder, files[i], path);
    unlink(path);
  }
  path_in(w, folder, NULL, path);
  rmdir(path);
}

static inline void world_close(struct world *w) {
  const char **folders;
  size_t n;
  if (w->dir[0]) remove_files(w, "common/codes");
  if (w->dir[0] && gk_file_list(w->arena, w->dir, &folders, &n, w->sink)) {
    for (size_t i = 0; i < n; i++) remove_files(w, folders[i]);
    rmdir(w->dir);
  }
  gk_diag_sink_drop(w->sink);
  gk_arena_drop(w->arena);
}

static inline struct gk_layout *load(struct world *w, const char *id) { return gk_layout_load(w->arena, w->dir, id, w->sink); }

/* Loads and wants no word of complaint. */
static inline struct gk_layout *load_clean(struct world *w, const char *id) {
  struct gk_layout *layout = load(w, id);
  if (!layout || gk_diag_first(w->sink)) print_reports(w->sink);
  assert_non_null(layout);
  assert_null(gk_diag_first(w->sink));
  return layout;
}

/* A layout "t" with these blocks in its document. */
static inline const char *layout_with(struct world *w, const char *blocks) {
  const char *text = gk_arena_printf(w->arena, "<layout id='t' title='t'><document name='d' title='t' file='f'>\n%s\n</document></layout>", blocks);
  assert_non_null(text);
  return text;
}

static inline const struct gk_diag *find_diag(const struct gk_diag_sink *sink, const char *id) {
  for (const struct gk_diag *d = gk_diag_first(sink); d; d = d->next)
    if (strcmp(d->message->id, id) == 0) return d;
  return NULL;
}

/* Whether the sink holds exactly one diagnostic, of this id, at this text of its source, whose message has `says`. */
static inline void assert_only(const struct gk_diag_sink *sink, const char *id, const char *at, const char *says) {
  const struct gk_diag *d = gk_diag_first(sink);
  if (!d || d->next || strcmp(d->message->id, id) != 0) print_reports(sink);
  assert_non_null(d);
  assert_string_equal(d->message->id, id);
  assert_null(d->next);
  struct gk_place place = d->layout.source ? d->layout : d->data;
  if (at) {
    assert_non_null(place.source);
    if (place.length != strlen(at) || memcmp(place.source->text + place.offset, at, place.length) != 0)
      print_message("place is “%.*s”, wanted “%s”\n", (int)place.length, place.source->text + place.offset, at);
    assert_int_equal(place.length, strlen(at));
    assert_memory_equal(place.source->text + place.offset, at, place.length);
  }
  for (int language = GK_DIAG_ZH; language <= GK_DIAG_EN; language++) {
    struct gk_buf out;
    gk_buf_init(&out, 1 << 16);
    gk_diag_render_message(d, (enum gk_diag_language)language, &out);
    assert_true(out.size > 0);
    assert_null(strstr(out.data, "(null)"));
    if (says && language == GK_DIAG_ZH && !strstr(out.data, says)) print_message("says: %s\nwanted: %s\n", out.data, says);
    if (says && language == GK_DIAG_ZH) assert_non_null(strstr(out.data, says));
    gk_buf_drop(&out);
  }
}

#endif
