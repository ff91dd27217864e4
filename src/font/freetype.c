/* FreeType with the program's memory. Decides what happens when that runs out:
 * FreeType 2.12 dereferences NULL in its CFF interpreter when an allocation
 * fails, so it is given a reserve to finish with, and the caller learns that
 * its result is void. */
#include "font/freetype.h"

#include <stdint.h>
#include <string.h>

#include "base/base.h"

#include FT_MODULE_H

#define RESERVE_SIZE ((size_t)512 << 10) /* interpreting one glyph takes well under 100 kB */
#define ALIGNMENT _Alignof(max_align_t)

static bool in_reserve(const struct gk_freetype *f, const void *p) {
  uintptr_t at = (uintptr_t)p, from = (uintptr_t)f->reserve;
  return f->reserve && at >= from && at < from + RESERVE_SIZE;
}

static void *from_reserve(struct gk_freetype *f, size_t size) {
  f->short_of_memory = true;
  if (!f->reserve || size > RESERVE_SIZE - f->used) return NULL;
  void *p = f->reserve + f->used;
  memset(p, 0, size);
  size_t step = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  f->used += step < RESERVE_SIZE - f->used ? step : RESERVE_SIZE - f->used;
  f->blocks++;
  return p;
}

static void *take(FT_Memory memory, long size) {
  if (size <= 0) return NULL;
  void *p = gk_memory_alloc((size_t)size);
  return p ? p : from_reserve(memory->user, (size_t)size);
}

static void give_back(FT_Memory memory, void *block) {
  struct gk_freetype *f = memory->user;
  if (!in_reserve(f, block)) gk_memory_free(block);
  else if (--f->blocks == 0) f->used = 0;
}

static void *resize(FT_Memory memory, long old_size, long new_size, void *block) {
  struct gk_freetype *f = memory->user;
  if (new_size <= 0) return NULL;
  void *p = in_reserve(f, block) ? NULL : gk_memory_realloc(block, (size_t)new_size);
  if (p) return p;
  p = from_reserve(f, (size_t)new_size);
  if (!p) return NULL;
  if (block) memcpy(p, block, (size_t)(old_size < new_size ? old_size : new_size));
  give_back(memory, block);
  return p;
}

FT_Library gk_freetype(struct gk_freetype *f) {
  if (f->library) return f->library;
  f->memory = (struct FT_MemoryRec_){.user = f, .alloc = take, .free = give_back, .realloc = resize};
  f->short_of_memory = false;
  f->reserve = gk_memory_alloc(RESERVE_SIZE);
  if (f->reserve && FT_New_Library(&f->memory, &f->library) != 0) f->library = NULL;
  if (f->library) FT_Add_Default_Modules(f->library); /* says nothing when it fails */
  if (f->library && !f->short_of_memory) return f->library;
  gk_freetype_drop(f);
  return NULL;
}

bool gk_freetype_ran_short(struct gk_freetype *f) {
  bool ran_short = f->short_of_memory;
  f->short_of_memory = false;
  return ran_short;
}

void gk_freetype_drop(struct gk_freetype *f) {
  if (f->library) FT_Done_Library(f->library);
  f->library = NULL;
  gk_memory_free(f->reserve);
  f->reserve = NULL;
  f->used = f->blocks = 0;
}
