/* What the tests of the font room share: a sink, a folder of their own, the
 * locked fonts (GK_TEST_FONTS, default build/fonts). */
#ifndef TEST_FONT_FIXTURE_H
#define TEST_FONT_FIXTURE_H

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

#include "font/inside.h"

#define UNUSED __attribute__((unused))
#define LOCK "fonts/fonts.lock"

static UNUSED struct gk_diag_sink *sink;
static UNUSED char folder[128];

static UNUSED int open_folder(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "%s", "/tmp/gongkai-font-test-XXXXXX");
  sink = gk_diag_sink_new(0);
  return mkdtemp(folder) && sink ? 0 : -1;
}

static UNUSED int close_folder(void **state) {
  char command[512];
  (void)state;
  gk_memory_fail_at(0);
  gk_diag_sink_drop(sink);
  snprintf(command, sizeof command, "chmod -R u+w %s; rm -rf %s", folder, folder);
  return system(command);
}

static UNUSED const char *in_folder(const char *name) {
  static char paths[4][512];
  static unsigned next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static UNUSED void write_bytes(const char *name, const void *bytes, size_t n) {
  FILE *file = fopen(in_folder(name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, n, file), n);
  assert_int_equal(fclose(file), 0);
}

static UNUSED void write_text(const char *name, const char *text) { write_bytes(name, text, strlen(text)); }

static UNUSED char *read_bytes(const char *path, size_t *n) {
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  *n = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*n + 1);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, *n, file), *n);
  bytes[*n] = '\0';
  fclose(file);
  return bytes;
}

static UNUSED const struct gk_diag *told(const char *id) {
  for (const struct gk_diag *d = gk_diag_first(sink); d; d = d->next)
    if (strcmp(d->message->id, id) == 0) return d;
  return NULL;
}

static UNUSED void show_told(void) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  gk_diag_render_all(sink, GK_DIAG_ZH, false, &out);
  if (out.data) print_message("%s\n", out.data);
  gk_buf_drop(&out);
}

static UNUSED void assert_told(const char *id) {
  if (!told(id)) show_told();
  assert_non_null(told(id));
}

static UNUSED void assert_silent(void) {
  if (gk_diag_first(sink)) show_told();
  assert_null(gk_diag_first(sink));
}

static UNUSED const char *fonts_dir(void) {
  const char *dir = getenv("GK_TEST_FONTS");
  return dir && *dir ? dir : "build/fonts";
}

static UNUSED const char *font_path(const char *name) {
  static char path[512];
  snprintf(path, sizeof path, "%s/%s", fonts_dir(), name);
  return path;
}

static UNUSED struct gk_fonts *open_locked(const char *user) {
  struct gk_fonts_paths paths = {.lock = LOCK, .dir = fonts_dir(), .user = user};
  struct gk_fonts *fonts = gk_fonts_open(&paths, sink);
  if (!fonts) show_told();
  assert_non_null(fonts);
  return fonts;
}

static UNUSED int role_of(struct gk_fonts *fonts, const char *name) {
  int role = gk_fonts_role(fonts, name);
  assert_true(role >= 0);
  return role;
}

/* Shapes a text at 16 pt; the glyphs live in the arena. */
static UNUSED struct gk_glyphs shape(struct gk_fonts *fonts, struct gk_arena *arena, const char *role, enum gk_font_script script, const char *text) {
  struct gk_glyphs glyphs = {0};
  bool good = gk_font_shape(fonts, arena, role_of(fonts, role), 16000, script, text, strlen(text), &glyphs, gk_place_none(), sink);
  if (!good) show_told();
  assert_true(good);
  return glyphs;
}

static UNUSED const char *font_of(struct gk_fonts *fonts, struct gk_glyphs glyphs, size_t i) {
  assert_true(i < glyphs.count);
  return gk_fonts_info(fonts, glyphs.items[i].font)->name;
}

#endif
