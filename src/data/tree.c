/* Builds values from events. Finished children wait in one stack shared by all open
 * containers and are copied into the arena, exactly counted, when their container
 * closes; so a long list is never moved inside the arena. Duplicate keys are found
 * then too, through the map's own index. */
#include "data/tree.h"

#include <stdio.h>
#include <string.h>

#include "data/keys.h"
#include "data/scalar.h"

void gk_tree_start(struct gk_tree *tree, struct gk_data_run *run) {
  memset(tree, 0, sizeof *tree);
  tree->run = run;
}

void gk_tree_drop(struct gk_tree *tree) {
  gk_memory_free(tree->pending);
  tree->pending = NULL;
}

static struct gk_tree_frame *top(struct gk_tree *tree) {
  return tree->depth > 0 ? &tree->frames[tree->depth - 1] : NULL;
}

bool gk_tree_wants_key(const struct gk_tree *tree) {
  if (tree->depth == 0) return false;
  const struct gk_tree_frame *frame = &tree->frames[tree->depth - 1];
  return frame->value->kind == GK_VALUE_MAP && !frame->has_key;
}

static bool out_of_memory(struct gk_tree *tree) {
  tree->run->memory = true;
  return false;
}

static bool pend(struct gk_tree *tree, struct gk_entry entry) {
  if (tree->pending_count == tree->pending_capacity) {
    size_t capacity = tree->pending_capacity ? tree->pending_capacity * 2 : 64; /* bounded by GK_DATA_VALUES_MAX */
    struct gk_entry *moved = gk_memory_realloc(tree->pending, capacity * sizeof *moved);
    if (!moved) return out_of_memory(tree);
    tree->pending = moved;
    tree->pending_capacity = capacity;
  }
  tree->pending[tree->pending_count++] = entry;
  return true;
}

/* Hangs a new value under the open container. */
static bool attach(struct gk_tree *tree, struct gk_value *value) {
  struct gk_tree_frame *frame = top(tree);
  if (!frame) {
    tree->root = value;
    return true;
  }
  struct gk_entry entry = {0};
  if (frame->has_key) entry = frame->entry;
  entry.value = value;
  frame->has_key = false;
  return pend(tree, entry);
}

/* A new value at a place, when the limits allow it. */
static struct gk_value *make(struct gk_tree *tree, enum gk_value_kind kind, size_t offset, size_t length) {
  char most[24];
  if (tree->depth == 0 && kind != GK_VALUE_MAP) {
    gk_data_fault(tree->run, &gk_msg_data_root, offset, length, NULL);
    return NULL;
  }
  if (++tree->values > GK_DATA_VALUES_MAX) {
    snprintf(most, sizeof most, "%zu", GK_DATA_VALUES_MAX);
    GK_DATA_FAULT(tree->run, &gk_msg_data_values, offset, length, most);
    return NULL;
  }
  struct gk_value *value = gk_arena_alloc(tree->run->arena, sizeof *value);
  if (!value) {
    out_of_memory(tree);
    return NULL;
  }
  value->kind = kind;
  value->place = gk_place_at(tree->run->source, offset, length);
  return value;
}

bool gk_tree_open(struct gk_tree *tree, enum gk_value_kind kind, size_t offset, size_t length, bool flow) {
  if (gk_tree_wants_key(tree)) {
    gk_data_fault(tree->run, &gk_msg_data_key_kind, offset, length, NULL);
    return false;
  }
  if (tree->depth == GK_DATA_DEPTH_MAX) {
    char most[24];
    snprintf(most, sizeof most, "%d", GK_DATA_DEPTH_MAX);
    GK_DATA_FAULT(tree->run, &gk_msg_data_depth, offset, length, most);
    return false;
  }
  struct gk_value *value = make(tree, kind, offset, length);
  if (!value || !attach(tree, value)) return false;
  tree->frames[tree->depth++] =
      (struct gk_tree_frame){.value = value, .base = tree->pending_count, .opened = offset, .flow = flow};
  return true;
}

static bool fill_list(struct gk_tree *tree, struct gk_value *list, const struct gk_entry *children) {
  list->items = gk_arena_array(tree->run->arena, list->count, sizeof *list->items);
  if (!list->items) return out_of_memory(tree);
  for (size_t i = 0; i < list->count; i++) list->items[i] = children[i].value;
  return true;
}

static bool fill_map(struct gk_tree *tree, struct gk_value *map, const struct gk_entry *children) {
  struct gk_data_run *run = tree->run;
  map->entries = gk_arena_array(run->arena, map->count, sizeof *map->entries);
  if (!map->entries) return out_of_memory(tree);
  memcpy(map->entries, children, map->count * sizeof *map->entries);
  if (!gk_data_keys_build(run->arena, map)) return out_of_memory(tree);
  for (size_t i = 0; i < map->count; i++) {
    const struct gk_entry *entry = &map->entries[i];
    size_t first = gk_data_keys_find(map, entry->key);
    if (first == i || entry->key[0] == 0) continue; /* an empty key has been reported as such */
    struct gk_data_where where;
    gk_data_where(run, map->entries[first].key_place.offset, &where);
    GK_DATA_FAULT(run, &gk_msg_data_duplicate_key, entry->key_place.offset, entry->key_place.length, entry->key, where.line,
                  where.column);
    if (!gk_data_may_go_on(run)) return false;
  }
  return true;
}

bool gk_tree_close(struct gk_tree *tree) {
  struct gk_tree_frame *frame = top(tree);
  if (!frame) return false; /* an event stream that closes more than it opened is not built further */
  struct gk_value *value = frame->value;
  const struct gk_entry *children = tree->pending ? tree->pending + frame->base : NULL;
  value->count = tree->pending_count - frame->base;
  tree->pending_count = frame->base;
  tree->depth--;
  if (value->count == 0) return true;
  return value->kind == GK_VALUE_LIST ? fill_list(tree, value, children) : fill_map(tree, value, children);
}

/* What is without a quote in YAML has rules of its own, so that such a key and a quoted one are two. */
static const char *key_of(struct gk_tree *tree, const struct gk_tree_scalar *scalar) {
  bool plain = scalar->yaml && scalar->plain;
  uint64_t hash = gk_hash(GK_HASH_START, scalar->text, scalar->n);
  struct gk_tree_key *seen = &tree->seen[(hash ^ hash >> 32) % GK_TREE_KEYS_SEEN];
  if (seen->text && seen->n == scalar->n && seen->plain == plain && memcmp(seen->text, scalar->text, scalar->n) == 0) return seen->text;
  size_t faults = tree->run->faults;
  const char *key = gk_data_scalar_key(tree->run, scalar);
  if (key && tree->run->faults == faults && strlen(key) == scalar->n && memcmp(key, scalar->text, scalar->n) == 0)
    *seen = (struct gk_tree_key){key, scalar->n, plain};
  return key;
}

static bool read_key(struct gk_tree *tree, const struct gk_tree_scalar *scalar) {
  struct gk_tree_frame *frame = top(tree);
  const char *key = key_of(tree, scalar);
  if (!key) return false;
  frame->entry = (struct gk_entry){key, gk_place_at(tree->run->source, scalar->offset, scalar->length), NULL};
  frame->has_key = true;
  /* A block map has no bracket: its place is its first key. */
  if (!frame->flow && tree->pending_count == frame->base) frame->value->place = frame->entry.key_place;
  return gk_data_may_go_on(tree->run);
}

bool gk_tree_scalar(struct gk_tree *tree, const struct gk_tree_scalar *scalar) {
  if (gk_tree_wants_key(tree)) return read_key(tree, scalar);
  struct gk_value *value = make(tree, GK_VALUE_STRING, scalar->offset, scalar->length);
  if (!value || !gk_data_scalar_read(tree->run, scalar, value) || !attach(tree, value)) return false;
  return gk_data_may_go_on(tree->run);
}
