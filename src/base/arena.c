/* Arenas over a counted malloc. Decides how memory is got and given back; every
 * room's memory comes through here, so that a test can make any allocation fail. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tests only: allocations left before failures begin; 0 when off. The one global of the program. */
static unsigned long fail_after;
static bool failing;

static bool fails(void) {
  if (failing) return true;
  if (fail_after && --fail_after == 0) failing = true;
  return failing;
}

void gk_memory_fail_at(unsigned long n) {
  fail_after = n;
  failing = false;
}

void *gk_memory_alloc(size_t size) { return fails() ? NULL : calloc(1, size ? size : 1); }
void *gk_memory_realloc(void *old, size_t size) { return fails() ? NULL : realloc(old, size ? size : 1); }
void gk_memory_free(void *p) { free(p); }

#define BLOCK_SIZE ((size_t)64 << 10)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
  struct block *next;
  size_t size, used;
  bool zero; /* what is not used yet is zero */
  max_align_t bytes[];
};

struct gk_arena {
  struct block *first, *current;
  size_t limit, total;
  bool failed;
};

struct gk_arena *gk_arena_new(size_t limit) {
  struct gk_arena *arena = gk_memory_alloc(sizeof *arena);
  if (arena) arena->limit = limit;
  return arena;
}

static void drop_blocks(struct block *block) {
  while (block) {
    struct block *next = block->next;
    gk_memory_free(block);
    block = next;
  }
}

void gk_arena_drop(struct gk_arena *arena) {
  if (!arena) return;
  drop_blocks(arena->first);
  gk_memory_free(arena);
}

void gk_arena_reset(struct gk_arena *arena) {
  struct block *first = arena->first;
  if (first) {
    drop_blocks(first->next);
    first->next = NULL;
    first->zero = false;
    first->used = 0;
  }
  arena->current = first;
  arena->total = 0;
  arena->failed = false;
}

/* Blocks grow with the arena, so that their number stays small. A least block is taken as malloc gives it and zeroed where it is used: most
 * arenas are a paragraph's, which uses a few hundred bytes of it. A larger one comes zeroed, mostly as fresh pages: a growing array's
 * capacity that is never used is then never touched. */
static struct block *add_block(struct gk_arena *arena, size_t size) {
  size_t wanted = arena->total / 4 > BLOCK_SIZE ? arena->total / 4 : BLOCK_SIZE;
  if (wanted > ((size_t)4 << 20)) wanted = (size_t)4 << 20;
  if (wanted < size) wanted = size;
  bool zero = wanted > BLOCK_SIZE;
  struct block *block = fails() ? NULL : zero ? calloc(1, sizeof *block + wanted) : malloc(sizeof *block + wanted);
  if (!block) return NULL;
  *block = (struct block){.size = wanted, .zero = zero};
  if (arena->current) arena->current->next = block;
  else arena->first = block;
  arena->current = block;
  return block;
}

void *gk_arena_alloc(struct gk_arena *arena, size_t size) {
  if (size > SIZE_MAX / 2 || fails()) {
    arena->failed = true;
    return NULL;
  }
  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size == 0) size = ALIGNMENT;
  struct block *block = arena->current;
  bool over = arena->limit && size > arena->limit - (arena->total < arena->limit ? arena->total : arena->limit);
  if (over || ((!block || block->size - block->used < size) && !(block = add_block(arena, size)))) {
    arena->failed = true;
    return NULL;
  }
  void *p = (char *)block->bytes + block->used;
  if (!block->zero) memset(p, 0, size);
  block->used += size;
  arena->total += size;
  return p;
}

void *gk_arena_array(struct gk_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) {
    arena->failed = true;
    return NULL;
  }
  return gk_arena_alloc(arena, count * size);
}

char *gk_arena_strndup(struct gk_arena *arena, const char *text, size_t n) {
  char *copy = gk_arena_alloc(arena, n < SIZE_MAX ? n + 1 : n);
  if (copy && n) memcpy(copy, text, n);
  return copy;
}

char *gk_arena_strdup(struct gk_arena *arena, const char *text) { return gk_arena_strndup(arena, text, strlen(text)); }

char *gk_arena_printf(struct gk_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = gk_arena_alloc(arena, n < 0 ? SIZE_MAX : (size_t)n + 1);
  if (!text) return NULL;
  va_start(args, format);
  vsnprintf(text, (size_t)n + 1, format, args);
  va_end(args);
  return text;
}

void *gk_arena_grow(struct gk_arena *arena, void *items, size_t *capacity, size_t needed, size_t size) {
  if (needed <= *capacity && items) return items;
  size_t wanted = *capacity ? *capacity : 8;
  while (wanted < needed) wanted = wanted > SIZE_MAX / 2 ? needed : wanted * 2;
  void *grown = gk_arena_array(arena, wanted, size);
  if (!grown) return NULL;
  if (items && *capacity) memcpy(grown, items, *capacity * size);
  *capacity = wanted;
  return grown;
}

bool gk_arena_failed(const struct gk_arena *arena) { return arena->failed; }
size_t gk_arena_used(const struct gk_arena *arena) { return arena->total; }
