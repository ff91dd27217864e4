/* Whether a layout that was loaded is still what its files say. Their bytes are
 * compared, not their times: two edits within a tick of the clock are not missed. */
#include <string.h>

#include "lang/inside.h"

static bool is_unchanged(struct gk_arena *arena, const struct gk_source *source, struct gk_diag_sink *sink) {
  const struct gk_source *now = gk_file_exists(source->name) ? gk_file_read(arena, source->name, GK_LANG_FILE_MOST, sink) : NULL;
  return now && now->size == source->size && memcmp(now->text, source->text, now->size) == 0;
}

/* A table of codes that was added is not among the sources. */
static bool has_all_codes(struct gk_arena *arena, const struct gk_layout *layout, const char *dir, struct gk_diag_sink *sink) {
  size_t n, k = 0;
  const char **paths = NULL;
  if (!gk_lang_code_files(arena, dir, &paths, &n, sink)) return false;
  for (size_t i = 0; i < n; i++) {
    while (k < layout->source_count && strcmp(layout->sources[k]->name, paths[i]) != 0) k++; /* both in the order of names */
    if (k == layout->source_count) return false;
  }
  return true;
}

bool gk_layout_is_current(const struct gk_layout *layout, const char *dir) {
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_diag_sink *sink = gk_diag_sink_new(0); /* why not, loading again tells */
  bool good = arena && sink && has_all_codes(arena, layout, dir, sink);
  for (size_t i = 0; i < layout->source_count && good; i++) good = is_unchanged(arena, layout->sources[i], sink);
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
  return good;
}
