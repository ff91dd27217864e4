/* The cache of cache.h: some hundred entries at most, found by a walk, since each
 * saves its user a million times the cost of the walk. */
#include "base/cache.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

#define ENTRIES 256

struct entry {
  int kind;
  uint64_t hash, asked;        /* asked: the count of lookups when last asked for */
  size_t key_size, size;
  unsigned char *bytes;        /* the key, then the value */
};

struct gk_cache {
  size_t limit, used;
  uint64_t lookups;
  size_t count;
  struct entry entries[ENTRIES];
};

struct gk_cache *gk_cache_new(size_t limit) {
  struct gk_cache *cache = gk_memory_alloc(sizeof *cache);
  if (cache) cache->limit = limit;
  return cache;
}

void gk_cache_drop(struct gk_cache *cache) {
  if (!cache) return;
  for (size_t i = 0; i < cache->count; i++) gk_memory_free(cache->entries[i].bytes);
  gk_memory_free(cache);
}

const void *gk_cache_lookup(struct gk_cache *cache, int kind, const void *key, size_t key_size, size_t *size) {
  if (!cache) return NULL;
  uint64_t hash = gk_hash(GK_HASH_START, key, key_size);
  cache->lookups++;
  for (size_t i = 0; i < cache->count; i++) {
    struct entry *entry = &cache->entries[i];
    if (entry->hash != hash || entry->kind != kind || entry->key_size != key_size || memcmp(entry->bytes, key, key_size) != 0) continue;
    entry->asked = cache->lookups;
    *size = entry->size;
    return entry->bytes + key_size;
  }
  return NULL;
}

static void forget_oldest(struct gk_cache *cache) {
  size_t oldest = 0;
  for (size_t i = 1; i < cache->count; i++)
    if (cache->entries[i].asked < cache->entries[oldest].asked) oldest = i;
  cache->used -= cache->entries[oldest].key_size + cache->entries[oldest].size;
  gk_memory_free(cache->entries[oldest].bytes);
  cache->entries[oldest] = cache->entries[--cache->count];
}

void gk_cache_keep(struct gk_cache *cache, int kind, const void *key, size_t key_size, const void *bytes, size_t size) {
  if (!cache || key_size > cache->limit || size > cache->limit - key_size) return;
  unsigned char *copy = gk_memory_realloc(NULL, key_size + size);
  if (!copy) return;
  while (cache->count == ENTRIES || cache->used > cache->limit - key_size - size) forget_oldest(cache);
  memcpy(copy, key, key_size);
  if (size) memcpy(copy + key_size, bytes, size);
  cache->entries[cache->count++] = (struct entry){kind, gk_hash(GK_HASH_START, key, key_size), cache->lookups, key_size, size, copy};
  cache->used += key_size + size;
}

size_t gk_cache_used(const struct gk_cache *cache) { return cache->used; }
