/* Memory. All heap use of the program goes through gk_memory_*, so that a test
 * can make the n-th allocation fail. An arena frees everything at once; a
 * failed allocation sets a sticky flag that each stage reads at its end. */
#ifndef GK_BASE_ARENA_H
#define GK_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

/* malloc/realloc/free with fault injection. alloc returns zeroed memory. */
void *gk_memory_alloc(size_t size);
void *gk_memory_realloc(void *old, size_t size);
void gk_memory_free(void *p);
/* Tests: the n-th allocation from now (1 = next) and all later ones fail; 0 turns it off. */
void gk_memory_fail_at(unsigned long n);

struct gk_arena;

/* A new arena that will hold at most `limit` bytes (0: no limit). NULL when out of memory. */
struct gk_arena *gk_arena_new(size_t limit);
void gk_arena_drop(struct gk_arena *arena); /* NULL is fine */
/* Forgets all contents and the failure flag, keeps the first block for reuse. */
void gk_arena_reset(struct gk_arena *arena);
/* Zeroed memory aligned for any type, owned by the arena. NULL on failure, and the flag is set. */
void *gk_arena_alloc(struct gk_arena *arena, size_t size);
/* count × size with overflow check. */
void *gk_arena_array(struct gk_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy of n bytes. */
char *gk_arena_strndup(struct gk_arena *arena, const char *text, size_t n);
char *gk_arena_strdup(struct gk_arena *arena, const char *text);
/* printf into the arena; only integer, %s, %.*s and %% conversions (no floats: locale). */
char *gk_arena_printf(struct gk_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Grows an array of *capacity items to hold at least `needed`; returns the (moved) array or NULL. */
void *gk_arena_grow(struct gk_arena *arena, void *items, size_t *capacity, size_t needed, size_t size);
bool gk_arena_failed(const struct gk_arena *arena);
size_t gk_arena_used(const struct gk_arena *arena);

#endif
