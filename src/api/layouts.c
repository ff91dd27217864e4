/* The layouts an engine has loaded, kept for the next document. A layout that had
 * anything reported is not kept, so that each result tells all; one whose files have
 * changed is loaded again. Results hold on to theirs: diagnostics quote its lines. */
#include <string.h>

#include "api/engine.h"

struct gk_loaded {
  struct gk_arena *arena;
  const struct gk_layout *layout;
  char *id;                   /* as asked for: an id or a folder */
  size_t holders;
};

void gk_loaded_release(struct gk_loaded *loaded) {
  if (!loaded || --loaded->holders > 0) return;
  gk_arena_drop(loaded->arena);
  gk_memory_free(loaded);
}

static struct gk_loaded *load(struct gk_engine *engine, const char *id, struct gk_diag_sink *sink) {
  struct gk_loaded *loaded = gk_memory_alloc(sizeof *loaded);
  struct gk_arena *arena = loaded ? gk_arena_new(0) : NULL;
  if (!arena) {
    gk_memory_free(loaded);
    gk_report_memory(sink);
    return NULL;
  }
  *loaded = (struct gk_loaded){.arena = arena, .holders = 1};
  loaded->layout = gk_layout_load(arena, engine->layouts_dir, id, sink);
  loaded->id = gk_arena_strdup(arena, id);
  return loaded;
}

/* In the front; the one in the end goes when there is no room. */
static void keep(struct gk_engine *engine, struct gk_loaded *loaded) {
  gk_loaded_release(engine->loaded[GK_LOADED_MOST - 1]);
  memmove(engine->loaded + 1, engine->loaded, (GK_LOADED_MOST - 1) * sizeof *engine->loaded);
  engine->loaded[0] = loaded;
  loaded->holders++;
}

static struct gk_loaded *take(struct gk_engine *engine, size_t i) {
  struct gk_loaded *loaded = engine->loaded[i];
  memmove(engine->loaded + i, engine->loaded + i + 1, (GK_LOADED_MOST - 1 - i) * sizeof *engine->loaded);
  engine->loaded[GK_LOADED_MOST - 1] = NULL;
  return loaded;
}

static struct gk_loaded *find(struct gk_engine *engine, const char *id) {
  for (size_t i = 0; i < GK_LOADED_MOST && engine->loaded[i]; i++) {
    if (strcmp(engine->loaded[i]->id, id) != 0) continue;
    struct gk_loaded *loaded = take(engine, i);
    if (gk_layout_is_current(loaded->layout, engine->layouts_dir)) return loaded;
    gk_loaded_release(loaded);
    return NULL;
  }
  return NULL;
}

const struct gk_layout *gk_engine_layout(struct gk_engine *engine, const char *id, struct gk_result *result) {
  size_t told = gk_diag_errors(result->sink) + gk_diag_warnings(result->sink);
  struct gk_loaded *loaded = find(engine, id);
  if (!loaded) loaded = load(engine, id, result->sink);
  if (!loaded) return NULL;
  result->loaded = loaded;
  if (loaded->layout && loaded->id && gk_diag_errors(result->sink) + gk_diag_warnings(result->sink) == told) keep(engine, loaded);
  return loaded->layout;
}
