/* Builds the tree of values from a stream of events, whatever format they come
 * from, and holds what both formats promise: depth, count, keys, exact numbers. */
#ifndef GK_DATA_TREE_H
#define GK_DATA_TREE_H

#include "data/run.h"

struct gk_tree_frame {
  struct gk_value *value;
  size_t base;            /* first pending entry of this container */
  size_t opened;          /* offset of its bracket or first item */
  bool flow;              /* opened by a bracket */
  bool has_key;
  struct gk_entry entry;  /* map: the key that waits for its value */
};

/* A key without fault that is its own normal form. */
struct gk_tree_key { const char *text; size_t n; bool plain; };
enum { GK_TREE_KEYS_SEEN = 128 };

struct gk_tree {
  struct gk_data_run *run;
  struct gk_tree_key seen[GK_TREE_KEYS_SEEN]; /* records have the keys of the record before: each is examined and kept once; by hash, the last one stays */
  struct gk_tree_frame frames[GK_DATA_DEPTH_MAX];
  size_t depth, values;
  struct gk_entry *pending; /* finished values of all open containers, inner ones last; lists leave the key empty */
  size_t pending_count, pending_capacity;
  struct gk_value *root;
};

/* A scalar as the format gives it. */
struct gk_tree_scalar {
  const char *text; /* decoded, n bytes, not terminated */
  size_t n;
  size_t offset, length; /* its characters in the source, without quotes */
  bool plain;            /* without quotes: may be a number, true, false or null */
  bool yaml;
};

void gk_tree_start(struct gk_tree *tree, struct gk_data_run *run);
void gk_tree_drop(struct gk_tree *tree); /* the values stay in the arena */
/* The next scalar or container would be a key. */
bool gk_tree_wants_key(const struct gk_tree *tree);
/* Each returns false when reading cannot go on (reported, or run->memory is set). */
bool gk_tree_open(struct gk_tree *tree, enum gk_value_kind kind, size_t offset, size_t length, bool flow);
bool gk_tree_close(struct gk_tree *tree);
bool gk_tree_scalar(struct gk_tree *tree, const struct gk_tree_scalar *scalar);

#endif
