/* Places in sources. */
#include "base/base.h"

#include <string.h>

struct gk_source *gk_source_new(struct gk_arena *arena, const char *name, const char *text, size_t size) {
  if (size >= UINT32_MAX) return NULL;
  struct gk_source *source = gk_arena_alloc(arena, sizeof *source);
  char *own_name = source ? gk_arena_strdup(arena, name) : NULL;
  char *own_text = own_name ? gk_arena_strndup(arena, text, size) : NULL;
  if (!own_text) return NULL;
  *source = (struct gk_source){own_name, own_text, size};
  return source;
}

struct gk_position gk_place_position(struct gk_place place) {
  struct gk_position at = {0, 0};
  if (!place.source) return at;
  const char *text = place.source->text;
  size_t end = place.offset < place.source->size ? place.offset : place.source->size, begin = 0;
  at.line = 1;
  for (size_t i = 0; i < end; i++)
    if (text[i] == '\n') {
      at.line++;
      begin = i + 1;
    }
  /* A byte order mark is not a character of the first line. */
  if (begin == 0 && place.source->size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 && end >= 3) begin = 3;
  at.column = (uint32_t)gk_utf8_length(text + begin, end - begin) + 1;
  return at;
}

const char *gk_place_line(struct gk_place place, size_t *n) {
  *n = 0;
  if (!place.source) return "";
  const char *text = place.source->text;
  size_t size = place.source->size, begin = place.offset < size ? place.offset : size, end = begin;
  while (begin > 0 && text[begin - 1] != '\n') begin--;
  while (end < size && text[end] != '\n' && text[end] != '\r') end++;
  *n = end > begin ? end - begin : 0;
  return text + begin;
}

struct gk_place gk_place_at(const struct gk_source *source, size_t offset, size_t length) {
  return (struct gk_place){source, (uint32_t)offset, (uint32_t)length};
}
