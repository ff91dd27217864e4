/* Places in sources: decides what a line and a column are (lines end at LF, a CR
 * before it is no character of the line, columns count code points, a byte order
 * mark is none). How places are shown is decided in diag_render.c. */
#include "base/base.h"

#include <string.h>

struct gk_source *gk_source_new(struct gk_arena *arena, const char *name, const char *text, size_t size) {
  if (size >= UINT32_MAX) return gk_arena_alloc(arena, SIZE_MAX); /* sets the arena's flag */
  struct gk_source *source = gk_arena_alloc(arena, sizeof *source);
  char *own_name = source ? gk_arena_strdup(arena, name) : NULL;
  char *own_text = own_name ? gk_arena_strndup(arena, text, size) : NULL;
  if (!own_text) return NULL;
  *source = (struct gk_source){own_name, own_text, size};
  return source;
}

/* Where the first line begins: a byte order mark is not a character of it. */
static size_t text_begin(const struct gk_source *source) {
  return source->size >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static size_t clamp(struct gk_place place) {
  size_t begin = text_begin(place.source), at = place.offset;
  if (at > place.source->size) at = place.source->size;
  return at < begin ? begin : at;
}

struct gk_position gk_place_position(struct gk_place place) {
  struct gk_position at = {0, 0};
  if (!place.source) return at;
  const char *text = place.source->text, *newline;
  size_t end = clamp(place), begin = text_begin(place.source);
  at.line = 1;
  while ((newline = memchr(text + begin, '\n', end - begin)) != NULL) {
    at.line++;
    begin = (size_t)(newline - text) + 1;
  }
  at.column = (uint32_t)gk_utf8_length(text + begin, end - begin) + 1;
  return at;
}

const char *gk_place_line(struct gk_place place, size_t *n) {
  *n = 0;
  if (!place.source) return "";
  const char *text = place.source->text;
  size_t first = text_begin(place.source), size = place.source->size, begin = clamp(place), end = begin;
  while (begin > first && text[begin - 1] != '\n') begin--;
  while (end < size && text[end] != '\n') end++;
  if (end > begin && end < size && text[end - 1] == '\r') end--;
  *n = end - begin;
  return text + begin;
}

struct gk_place gk_place_at(const struct gk_source *source, size_t offset, size_t length) {
  if (!source) return gk_place_none();
  if (offset > source->size) offset = source->size;
  if (length > source->size - offset) length = source->size - offset;
  return (struct gk_place){source, (uint32_t)offset, (uint32_t)length};
}
