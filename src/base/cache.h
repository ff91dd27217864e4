/* A bounded memory of bytes that were costly to make, by key. What has not been
 * asked for longest goes first. A cache changes how fast something is had, never
 * what: who keeps must give the bytes that making anew would give. */
#ifndef GK_BASE_CACHE_H
#define GK_BASE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

struct gk_cache;

/* A new cache of at most `limit` bytes, keys and values together. NULL when out of memory. */
struct gk_cache *gk_cache_new(size_t limit);
void gk_cache_drop(struct gk_cache *cache); /* NULL is fine */
/* The bytes kept under the key, borrowed until the next gk_cache_keep; NULL when there are none, or for a NULL cache. Each `kind` of thing
 * has keys of its own. */
const void *gk_cache_lookup(struct gk_cache *cache, int kind, const void *key, size_t key_size, size_t *size);
/* Keeps a copy under a key that is not there. Not to keep is no error: a NULL cache, no memory, more than the limit. */
void gk_cache_keep(struct gk_cache *cache, int kind, const void *key, size_t key_size, const void *bytes, size_t size);
size_t gk_cache_used(const struct gk_cache *cache); /* bytes */

#endif
