/* Engines: where layouts and fonts are, opened once and reused. */
#include "api/engine.h"

#include <string.h>

#ifndef GK_PREFIX
#define GK_PREFIX "/usr/local"
#endif

/* The programs of some twenty to a hundred notices: those of one place and year share most of theirs. */
#define CACHE_LIMIT ((size_t)16 << 20)
/* The texts of some ten. */
#define TEXTS_LIMIT ((size_t)8 << 20)

const char *gk_version(void) { return GK_VERSION; }

static char *copy(const char *given, const char *installed) {
  const char *text = given ? given : installed;
  size_t n = strlen(text) + 1;
  char *to = gk_memory_alloc(n);
  if (to) memcpy(to, text, n);
  return to;
}

gk_engine *gk_engine_new(const gk_engine_options *options) {
  static const gk_engine_options none = {0};
  if (!options) options = &none;
  gk_engine *engine = gk_memory_alloc(sizeof *engine);
  if (!engine) return NULL;
  engine->layouts_dir = copy(options->layouts_dir, GK_PREFIX "/share/gongkai/layouts");
  engine->fonts_lock = copy(options->fonts_lock, GK_PREFIX "/share/gongkai/fonts/fonts.lock");
  engine->fonts_dir = copy(options->fonts_dir, GK_PREFIX "/share/gongkai/fonts");
  if (options->font_map) engine->font_map = copy(options->font_map, NULL);
  if (!engine->layouts_dir || !engine->fonts_lock || !engine->fonts_dir || (options->font_map && !engine->font_map)) {
    gk_engine_drop(engine);
    return NULL;
  }
  engine->cache = gk_cache_new(CACHE_LIMIT);
  engine->texts = gk_texts_new(TEXTS_LIMIT);
  return engine;
}

void gk_engine_drop(gk_engine *engine) {
  if (!engine) return;
  gk_fonts_drop(engine->fonts);
  gk_cache_drop(engine->cache);
  gk_texts_drop(engine->texts);
  for (size_t i = 0; i < GK_LOADED_MOST; i++) gk_loaded_release(engine->loaded[i]);
  gk_memory_free(engine->layouts_dir);
  gk_memory_free(engine->fonts_lock);
  gk_memory_free(engine->fonts_dir);
  gk_memory_free(engine->font_map);
  gk_memory_free(engine);
}

struct gk_fonts *gk_engine_fonts(struct gk_engine *engine, struct gk_diag_sink *sink) {
  if (!engine->fonts) {
    struct gk_fonts_paths paths = {.lock = engine->fonts_lock, .dir = engine->fonts_dir, .user = engine->font_map};
    engine->fonts = gk_fonts_open(&paths, sink);
  }
  return engine->fonts;
}
