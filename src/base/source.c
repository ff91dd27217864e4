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

/* Where the line that holds `at` begins, and how many lines end before it. memchr is what makes a place
 * in a file of one enormous line cheap. */
static size_t line_begin(const struct gk_source *source, size_t at, uint32_t *before) {
  const char *newline;
  size_t begin = text_begin(source);
  *before = 0;
  while ((newline = memchr(source->text + begin, '\n', at - begin)) != NULL) {
    ++*before;
    begin = (size_t)(newline - source->text) + 1;
  }
  return begin;
}

/* Characters, by their first bytes, eight at a time: bytes 10xxxxxx continue one (well-formed text assumed). */
static uint32_t count_characters(const char *text, size_t n) {
  size_t i = 0, continuing = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t word;
    memcpy(&word, text + i, 8);
    uint64_t marks = (word >> 7) & ~(word >> 6) & UINT64_C(0x0101010101010101);
    continuing += (marks * UINT64_C(0x0101010101010101)) >> 56;
  }
  for (; i < n; i++) continuing += ((unsigned char)text[i] & 0xC0) == 0x80;
  return (uint32_t)(n - continuing);
}

struct gk_position gk_place_position(struct gk_place place) {
  if (!place.source) return (struct gk_position){0, 0};
  uint32_t before;
  size_t at = clamp(place), begin = line_begin(place.source, at, &before);
  return (struct gk_position){before + 1, count_characters(place.source->text + begin, at - begin) + 1};
}

const char *gk_place_line(struct gk_place place, size_t *n) {
  *n = 0;
  if (!place.source) return "";
  uint32_t before;
  size_t size = place.source->size, begin = line_begin(place.source, clamp(place), &before);
  const char *line = place.source->text + begin, *newline = memchr(line, '\n', size - begin);
  *n = newline ? (size_t)(newline - line) : size - begin;
  if (newline && *n > 0 && line[*n - 1] == '\r') --*n;
  return line;
}

struct gk_place gk_place_at(const struct gk_source *source, size_t offset, size_t length) {
  if (!source) return gk_place_none();
  if (offset > source->size) offset = source->size;
  if (length > source->size - offset) length = source->size - offset;
  return (struct gk_place){source, (uint32_t)offset, (uint32_t)length};
}
