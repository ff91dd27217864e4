/* Sources and places. A place is a byte range in a named source; line and
 * column are computed only when somebody asks. */
#ifndef GK_BASE_SOURCE_H
#define GK_BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct gk_arena;

struct gk_source {
  const char *name;  /* as the user named it: "data.json", "-" */
  const char *text;  /* UTF-8 when validated; owned by the arena; NUL after size bytes */
  size_t size;       /* bytes, below 4 GiB */
};

struct gk_place {
  const struct gk_source *source; /* NULL: no place */
  uint32_t offset, length;        /* bytes */
};

struct gk_position {
  uint32_t line, column; /* from 1; columns count characters (code points) */
};

/* Makes a source that owns copies of name and text in the arena; NULL when out of memory. */
struct gk_source *gk_source_new(struct gk_arena *arena, const char *name, const char *text, size_t size);
struct gk_position gk_place_position(struct gk_place place);
/* The whole line holding the place, without its line end; sets *n. */
const char *gk_place_line(struct gk_place place, size_t *n);
struct gk_place gk_place_at(const struct gk_source *source, size_t offset, size_t length);
static inline struct gk_place gk_place_none(void) { return (struct gk_place){0}; }

#endif
