/* Collecting diagnostics. The sink copies what it is told, keeps each fault once
 * and in order, and knows the status the run must end with. That memory ran out
 * is always said: its diagnostic is part of the sink. How faults are shown is
 * decided in diag_render.c. */
#include "base/base.h"

#include <string.h>

#define MOST_DEFAULT 500
#define TABLE_SIZE 1024

struct kept {
  struct gk_diag diag;
  uint64_t hash;
  size_t alike;             /* by so many arguments others are the same; 0: by all, and by places */
  struct gk_place *others; size_t capacity;
  struct kept *chain;
};

struct gk_diag_sink {
  struct gk_arena *arena;
  const struct gk_diag *first;
  struct gk_diag *last;
  struct kept *table[TABLE_SIZE];
  size_t told, count, most, dropped, errors, warnings;
  enum gk_status status;
  bool lower;
  bool out_of_memory;
  struct gk_diag memory; /* said when there is no memory to say anything else */
};

struct gk_diag_sink *gk_diag_sink_new(size_t most) {
  struct gk_diag_sink *sink = gk_memory_alloc(sizeof *sink);
  if (!sink) return NULL;
  sink->most = most ? most : MOST_DEFAULT;
  sink->arena = gk_arena_new(0);
  if (sink->arena) return sink;
  gk_memory_free(sink);
  return NULL;
}

void gk_diag_sink_drop(struct gk_diag_sink *sink) {
  if (!sink) return;
  gk_arena_drop(sink->arena);
  gk_memory_free(sink);
}

void gk_diag_sink_reset(struct gk_diag_sink *sink) {
  struct gk_arena *arena = sink->arena;
  size_t most = sink->most;
  gk_arena_reset(arena);
  *sink = (struct gk_diag_sink){.arena = arena, .most = most};
}

void gk_diag_sink_lower_document_errors(struct gk_diag_sink *sink, bool lower) { sink->lower = lower; }

static int gravity(enum gk_status status) {
  switch (status) {
    case GK_STATUS_IO: return 6;
    case GK_STATUS_MEMORY: return 5;
    case GK_STATUS_ENVIRONMENT: return 4;
    case GK_STATUS_INPUT: return 3;
    case GK_STATUS_VERIFICATION: return 2;
    case GK_STATUS_DOCUMENT: return 1;
    case GK_STATUS_OK: break;
  }
  return 0;
}

static bool same_place(struct gk_place a, struct gk_place b) {
  return a.source == b.source && a.offset == b.offset && a.length == b.length;
}

static bool same(const struct gk_diag *diag, const struct gk_message *message, struct gk_place data, struct gk_place layout,
                 const char *const *args) {
  if (diag->message != message || !same_place(diag->data, data) || !same_place(diag->layout, layout)) return false;
  for (size_t i = 0; i < GK_DIAG_ARGS_MAX; i++) {
    if (!diag->args[i] || !args[i]) return !diag->args[i] && !args[i];
    if (strcmp(diag->args[i], args[i]) != 0) return false;
  }
  return true;
}

static void count(struct gk_diag_sink *sink, const struct gk_message *message, enum gk_severity severity) {
  if (severity == GK_WARNING) sink->warnings++;
  if (severity != GK_ERROR) return;
  sink->errors++;
  if (gravity(message->status) > gravity(sink->status)) sink->status = message->status;
}

static void append(struct gk_diag_sink *sink, struct gk_diag *diag) {
  if (sink->last) sink->last->next = diag;
  else sink->first = diag;
  sink->last = diag;
}

static uint64_t hash_of(const struct gk_message *message, struct gk_place data, struct gk_place layout, const char *const *args) {
  uint64_t hash = gk_hash(GK_HASH_START, message->id, strlen(message->id));
  hash = gk_hash(hash, &data.offset, sizeof data.offset);
  hash = gk_hash(hash, &layout.offset, sizeof layout.offset);
  for (size_t i = 0; i < GK_DIAG_ARGS_MAX && args[i]; i++) hash = gk_hash(hash, args[i], strlen(args[i]) + 1);
  return hash;
}

/* --- faults with many places */

static struct gk_place place_of(struct gk_place data, struct gk_place layout) { return data.source ? data : layout; }

static struct kept *find_alike(struct gk_diag_sink *sink, uint64_t hash, const struct gk_message *message, size_t alike, const char *const *args) {
  for (struct kept *kept = sink->table[hash % TABLE_SIZE]; kept; kept = kept->chain) {
    if (kept->hash != hash || kept->alike != alike || kept->diag.message != message) continue;
    size_t same_args = 0;
    while (same_args < alike && strcmp(kept->diag.args[same_args], args[same_args]) == 0) same_args++;
    if (same_args == alike) return kept;
  }
  return NULL;
}

static void add_other(struct gk_diag_sink *sink, struct kept *kept, struct gk_place place) {
  struct gk_diag *diag = &kept->diag;
  if (!place.source || same_place(place_of(diag->data, diag->layout), place) || diag->other_count == GK_DIAG_PLACES_MAX) return;
  for (size_t i = 0; i < diag->other_count; i++)
    if (same_place(diag->others[i], place)) return;
  struct gk_place *others = gk_arena_grow(sink->arena, kept->others, &kept->capacity, diag->other_count + 1, sizeof *others);
  if (!others) return; /* the fault itself is told */
  others[diag->other_count++] = place;
  diag->others = kept->others = others;
}

static struct kept *copy(struct gk_arena *arena, const struct gk_message *message, const char *const *args) {
  struct kept *kept = gk_arena_alloc(arena, sizeof *kept);
  if (!kept) return NULL;
  kept->diag.message = message;
  for (size_t i = 0; i < GK_DIAG_ARGS_MAX && args[i]; i++) {
    kept->diag.args[i] = gk_arena_strdup(arena, args[i]);
    if (!kept->diag.args[i]) return NULL;
  }
  return kept;
}

static void keep(struct gk_diag_sink *sink, uint64_t hash, size_t alike, const struct gk_message *message, struct gk_place data, struct gk_place layout,
                 const char *const *args) {
  enum gk_severity severity = message->severity;
  if (sink->lower && severity == GK_ERROR && message->status == GK_STATUS_DOCUMENT) severity = GK_WARNING;
  count(sink, message, severity);
  if (sink->count >= sink->most) {
    sink->dropped++;
    return;
  }
  struct kept *kept = copy(sink->arena, message, args);
  if (!kept) { /* the count and the status stand; the words are lost */
    sink->dropped++;
    gk_report_memory(sink);
    return;
  }
  struct kept **slot = &sink->table[hash % TABLE_SIZE];
  kept->hash = hash;
  kept->alike = alike;
  kept->chain = *slot;
  *slot = kept;
  kept->diag.severity = severity;
  kept->diag.data = data;
  kept->diag.layout = layout;
  append(sink, &kept->diag);
  sink->count++;
}

void gk_report_args(struct gk_diag_sink *sink, const struct gk_message *message, struct gk_place data, struct gk_place layout,
                    const char *const *args) {
  sink->told++;
  if (message == &gk_msg_memory) {
    gk_report_memory(sink);
    return;
  }
  uint64_t hash = hash_of(message, data, layout, args);
  for (struct kept *kept = sink->table[hash % TABLE_SIZE]; kept; kept = kept->chain)
    if (kept->hash == hash && same(&kept->diag, message, data, layout, args)) return;
  keep(sink, hash, 0, message, data, layout, args);
}

void gk_report_alike_args(struct gk_diag_sink *sink, const struct gk_message *message, size_t alike, struct gk_place data, struct gk_place layout,
                          const char *const *args) {
  const char *leading[GK_DIAG_ARGS_MAX + 1] = {NULL};
  sink->told++;
  for (size_t i = 0; i < alike; i++) leading[i] = args[i];
  uint64_t hash = hash_of(message, gk_place_none(), gk_place_none(), leading);
  struct kept *kept = find_alike(sink, hash, message, alike, args);
  if (kept) add_other(sink, kept, place_of(data, layout));
  else keep(sink, hash, alike, message, data, layout, args);
}

void gk_report_memory(struct gk_diag_sink *sink) {
  sink->told++;
  if (sink->out_of_memory) return;
  sink->out_of_memory = true;
  sink->memory = (struct gk_diag){.message = &gk_msg_memory, .severity = GK_ERROR};
  count(sink, &gk_msg_memory, GK_ERROR);
  append(sink, &sink->memory);
}

size_t gk_diag_told(const struct gk_diag_sink *sink) { return sink->told; }
size_t gk_diag_errors(const struct gk_diag_sink *sink) { return sink->errors; }
size_t gk_diag_warnings(const struct gk_diag_sink *sink) { return sink->warnings; }
enum gk_status gk_diag_status(const struct gk_diag_sink *sink) { return sink->status; }
const struct gk_diag *gk_diag_first(const struct gk_diag_sink *sink) { return sink->first; }
size_t gk_diag_dropped(const struct gk_diag_sink *sink) { return sink->dropped; }
