/* Key lookup. The order of entries is the source's; the index beside them is
 * sorted by (hash, key, position) with a merge sort of our own: libc's qsort may
 * allocate behind the program's back or turn quadratic. The seed is fixed, so
 * that runs are alike; collisions can be forged, but then only the logarithm of
 * the count is compared by bytes. */
#include "data/keys.h"

#include <string.h>

/* Maps this small (the rows of tables) are searched from first to last. */
#define GK_DATA_KEYS_PLAIN 8

struct gk_key_slot {
  uint64_t hash;
  uint32_t entry;
};

struct gk_key_table {
  size_t count;
  struct gk_key_slot slots[];
};

static uint64_t key_hash(const char *key) {
  uint64_t h = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
  for (; *key; key++) h = (h ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
  return h;
}

static int compare_hash_key(uint64_t ha, const char *a, uint64_t hb, const char *b) {
  if (ha != hb) return ha < hb ? -1 : 1;
  return strcmp(a, b);
}

/* Stable, so that of equal keys the first of the source stays first. */
static void merge(const struct gk_entry *entries, const struct gk_key_slot *from, struct gk_key_slot *to, size_t low,
                  size_t middle, size_t high) {
  size_t a = low, b = middle;
  for (size_t k = low; k < high; k++) {
    bool take_a = a < middle;
    if (take_a && b < high)
      take_a = compare_hash_key(from[a].hash, entries[from[a].entry].key, from[b].hash, entries[from[b].entry].key) <= 0;
    to[k] = take_a ? from[a++] : from[b++];
  }
}

static struct gk_key_slot *sort(const struct gk_entry *entries, struct gk_key_slot *slots, struct gk_key_slot *spare,
                                size_t n) {
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t low = 0; low < n; low += 2 * width) {
      size_t middle = n - low < width ? n : low + width;
      size_t high = n - low < 2 * width ? n : low + 2 * width;
      merge(entries, slots, spare, low, middle, high);
    }
    struct gk_key_slot *swap = slots;
    slots = spare;
    spare = swap;
  }
  return slots;
}

bool gk_data_keys_build(struct gk_arena *arena, struct gk_value *map) {
  map->keys = NULL;
  if (map->count <= GK_DATA_KEYS_PLAIN) return true;
  size_t bytes = map->count * sizeof(struct gk_key_slot); /* count is below GK_DATA_VALUES_MAX */
  struct gk_key_table *table = gk_arena_alloc(arena, sizeof *table + bytes);
  struct gk_key_slot *spare = gk_memory_alloc(bytes);
  if (!table || !spare) {
    gk_memory_free(spare);
    return false;
  }
  table->count = map->count;
  for (size_t i = 0; i < map->count; i++)
    table->slots[i] = (struct gk_key_slot){key_hash(map->entries[i].key), (uint32_t)i};
  struct gk_key_slot *sorted = sort(map->entries, table->slots, spare, map->count);
  if (sorted != table->slots) memcpy(table->slots, sorted, bytes);
  gk_memory_free(spare);
  map->keys = table;
  return true;
}

size_t gk_data_keys_find(const struct gk_value *map, const char *key) {
  if (!map->keys) {
    for (size_t i = 0; i < map->count; i++)
      if (strcmp(map->entries[i].key, key) == 0) return i;
    return map->count;
  }
  uint64_t hash = key_hash(key);
  const struct gk_key_slot *slots = map->keys->slots;
  size_t low = 0, high = map->keys->count; /* the first slot that is not below (hash, key) */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_hash_key(slots[middle].hash, map->entries[slots[middle].entry].key, hash, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < map->keys->count && slots[low].hash == hash && strcmp(map->entries[slots[low].entry].key, key) == 0)
    return slots[low].entry;
  return map->count;
}

const struct gk_entry *gk_value_lookup_entry(const struct gk_value *map, const char *key) {
  if (!map || map->kind != GK_VALUE_MAP || !key) return NULL;
  size_t i = gk_data_keys_find(map, key);
  return i < map->count ? &map->entries[i] : NULL;
}

struct gk_value *gk_value_lookup(const struct gk_value *map, const char *key) {
  const struct gk_entry *entry = gk_value_lookup_entry(map, key);
  return entry ? entry->value : NULL;
}
