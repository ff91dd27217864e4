/* The index of a map: entries by the hash of their key, sorted, so that hostile
 * keys with equal hashes cost a comparison of bytes and never a long chain. */
#ifndef GK_DATA_KEYS_H
#define GK_DATA_KEYS_H

#include "data/data.h"

/* Builds map->keys for its entries. False when the arena is out of memory. */
bool gk_data_keys_build(struct gk_arena *arena, struct gk_value *map);
/* Number of the first entry with this key, or map->count. */
size_t gk_data_keys_find(const struct gk_value *map, const char *key);

#endif
