/* Texts set once and kept: in the engine from document to document, and so within
 * one from cell to cell. Decides what counts as the same text, which is all that
 * the room goes by and not where the text came from; and how much is kept.
 *
 * What was set lives in generations: all texts of one share an arena. New ones go
 * into the newest; when that is full it becomes the second, the second is retired
 * and a new one begins. A text found in the second moves up, so that what is asked
 * for stays. Of a retired generation only the lines stay, which may stand on pages:
 * they go when gk_texts_release says that they do not. */
#include <string.h>

#include "text/messages.h"
#include "text/text.h"

#define LONGEST ((size_t)4096) /* bytes of a run, and runs: a longer text is not likely to come again */
#define FIRST_SLOTS 1024

struct kept {
  uint64_t hash;
  const char *key; size_t key_size;
  struct gk_set_text set;
};

struct generation {
  struct generation *older;
  struct gk_arena *lines;
  struct gk_arena *index; /* of what is found: keys, slots; NULL when retired */
  struct kept **slots;    /* open addressing */
  size_t count, capacity;
};

struct gk_texts {
  size_t limit;                /* of one generation */
  struct generation *newest;   /* NULL before the first text */
  struct gk_buf key;           /* of the text asked for */
  const char *const *phrases; size_t phrase_count; /* as the last style gave them; not to be read once the document is gone */
  struct gk_buf words;         /* those, each closed by a zero: what the kept texts were set with */
  bool worded;                 /* `phrases` were compared with `words` */
};

struct gk_texts *gk_texts_new(size_t limit) {
  struct gk_texts *texts = gk_memory_alloc(sizeof *texts);
  if (!texts) return NULL;
  texts->limit = limit / 2;
  gk_buf_init(&texts->key, SIZE_MAX / 4);
  gk_buf_init(&texts->words, SIZE_MAX / 4);
  return texts;
}

static void drop_generations(struct generation *from) {
  while (from) {
    struct generation *older = from->older;
    gk_arena_drop(from->lines);
    gk_arena_drop(from->index);
    gk_memory_free(from);
    from = older;
  }
}

void gk_texts_drop(struct gk_texts *texts) {
  if (!texts) return;
  drop_generations(texts->newest);
  gk_buf_drop(&texts->key);
  gk_buf_drop(&texts->words);
  gk_memory_free(texts);
}

void gk_texts_release(struct gk_texts *texts) {
  if (!texts) return;
  struct generation **end = &texts->newest;
  for (size_t kept = 0; *end && kept < 2 && !gk_arena_failed((*end)->lines) && !gk_arena_failed((*end)->index); kept++) end = &(*end)->older;
  drop_generations(*end);
  *end = NULL;
  texts->worded = false;
}

static size_t used_by(const struct generation *g) { return gk_arena_used(g->lines) + (g->index ? gk_arena_used(g->index) : 0); }

size_t gk_texts_used(const struct gk_texts *texts) {
  size_t used = 0;
  for (const struct generation *g = texts->newest; g; g = g->older) used += used_by(g);
  return used;
}

/* --- keys */

/* Phrases are the document's; kept texts were set with those of `words`. Others begin anew. */
static bool take_phrases(struct gk_texts *texts, const struct gk_text_style *style) {
  if (texts->worded && texts->phrases == style->phrases && texts->phrase_count == style->phrase_count) return true;
  gk_buf_clear(&texts->key);
  for (size_t i = 0; i < style->phrase_count; i++) gk_buf_add(&texts->key, style->phrases[i], strlen(style->phrases[i]) + 1);
  if (texts->key.failed) return false;
  if (texts->key.size != texts->words.size || (texts->key.size && memcmp(texts->key.data, texts->words.data, texts->key.size) != 0)) {
    for (struct generation *g = texts->newest; g; g = g->older) g->count = g->capacity = 0; /* nothing is found in them any more */
    struct gk_buf other = texts->words;
    texts->words = texts->key;
    texts->key = other;
  }
  texts->phrases = style->phrases;
  texts->phrase_count = style->phrase_count;
  return texts->worded = true;
}

_Static_assert(sizeof(void *) != 8 || sizeof(struct gk_text_style) == 64, "what a style is given more belongs into the key, too");

/* All that the room goes by: the style part by part (between its parts anything may stand), the wish, the runs. */
static bool write_key(struct gk_buf *key, const struct gk_text_style *style, enum gk_text_wanted wanted, int32_t measure, const struct gk_text_run *runs, size_t n) {
  const int32_t parts[] = {(int32_t)wanted, measure, style->role, style->size, style->pitch, (int32_t)style->align, style->first_indent, style->indent,
                           (int32_t)style->kinsoku, style->han_latin_gap, style->gap_least, style->gap_most, (int32_t)style->words,
                           style->space_first, style->normalize, style->balance, style->cell, (int32_t)n};
  if (n > LONGEST) return false;
  gk_buf_clear(key);
  gk_buf_add(key, parts, sizeof parts);
  for (size_t i = 0; i < n; i++) {
    const int32_t run[] = {(int32_t)runs[i].flags, runs[i].role, (int32_t)runs[i].size};
    if (key->size > LONGEST || runs[i].size > LONGEST) return false;
    gk_buf_add(key, run, sizeof run);
    gk_buf_add(key, runs[i].text, runs[i].size);
  }
  return !key->failed;
}

/* --- generations */

/* The place of the key, or the free one it may take. */
static struct kept **slot_of(const struct generation *g, uint64_t hash, const char *key, size_t size) {
  size_t at = (size_t)(hash ^ hash >> 32) & (g->capacity - 1);
  for (; g->slots[at]; at = (at + 1) & (g->capacity - 1)) {
    const struct kept *kept = g->slots[at];
    if (kept->hash == hash && kept->key_size == size && memcmp(kept->key, key, size) == 0) break;
  }
  return &g->slots[at];
}

static const struct kept *find(const struct generation *g, uint64_t hash, const struct gk_buf *key) {
  return g && g->capacity ? *slot_of(g, hash, key->data, key->size) : NULL;
}

/* A place at least is free afterwards, and mostly a quarter of them. */
static bool widen(struct generation *g) {
  if (g->count < g->capacity / 4 * 3) return true;
  struct generation wider = *g;
  wider.capacity = g->capacity ? 2 * g->capacity : FIRST_SLOTS;
  wider.slots = gk_arena_array(g->index, wider.capacity, sizeof(struct kept *));
  if (!wider.slots) return false;
  for (size_t i = 0; i < g->capacity; i++)
    if (g->slots[i]) *slot_of(&wider, g->slots[i]->hash, g->slots[i]->key, g->slots[i]->key_size) = g->slots[i];
  *g = wider;
  return true;
}

/* Not to keep is no error: the text is only set again. */
static void keep(struct generation *g, uint64_t hash, const char *key, size_t key_size, const struct gk_set_text *set) {
  struct kept *kept = gk_arena_alloc(g->index, sizeof *kept);
  char *own = gk_arena_strndup(g->index, key, key_size);
  if (!kept || !own || !widen(g)) return;
  *kept = (struct kept){hash, own, key_size, *set};
  *slot_of(g, hash, own, key_size) = kept;
  g->count++;
}

static void retire(struct generation *g) {
  gk_arena_drop(g->index);
  g->index = NULL;
  g->slots = NULL;
  g->count = g->capacity = 0;
}

/* The generation that takes what is set now. */
static struct generation *open_generation(struct gk_texts *texts) {
  if (texts->newest && used_by(texts->newest) < texts->limit) return texts->newest;
  struct generation *g = gk_memory_alloc(sizeof *g);
  if (!g) return NULL;
  g->lines = gk_arena_new(0);
  g->index = gk_arena_new(0);
  if (!g->lines || !g->index) {
    drop_generations(g);
    return NULL;
  }
  if (texts->newest && texts->newest->older) retire(texts->newest->older);
  g->older = texts->newest;
  return texts->newest = g;
}

static bool copy_paragraph(struct gk_arena *arena, struct gk_set_text *set) {
  const struct gk_paragraph *from = set->paragraph;
  struct gk_paragraph *to = gk_arena_alloc(arena, sizeof *to);
  char *text = gk_arena_strndup(arena, from->text, from->size);
  struct gk_line *lines = gk_arena_array(arena, from->count + 1, sizeof *lines);
  if (!to || !text || !lines) return false;
  for (size_t i = 0; i < from->count; i++) {
    struct gk_line_glyph *glyphs = gk_arena_array(arena, from->lines[i].count + 1, sizeof *glyphs);
    if (!glyphs) return false;
    if (from->lines[i].count) memcpy(glyphs, from->lines[i].glyphs, from->lines[i].count * sizeof *glyphs);
    lines[i] = from->lines[i];
    lines[i].glyphs = glyphs;
  }
  *to = *from;
  to->text = text;
  to->lines = lines;
  set->paragraph = to;
  return true;
}

/* The text asked for, found in the second generation, goes on in the newest. */
static void move_up(struct gk_texts *texts, uint64_t hash, struct gk_set_text set) {
  struct generation *g = open_generation(texts);
  if (g && (!set.paragraph || copy_paragraph(g->lines, &set))) keep(g, hash, texts->key.data, texts->key.size, &set);
}

/* --- the front door */

static bool set_text(struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, enum gk_text_wanted wanted, int32_t measure,
                     const struct gk_text_run *runs, size_t n, struct gk_set_text *out, struct gk_diag_sink *sink) {
  *out = (struct gk_set_text){0};
  if (wanted == GK_WANT_WIDTHS) return gk_text_widths(fonts, arena, style, runs, n, &out->widths, sink);
  struct gk_paragraph *p = gk_arena_alloc(arena, sizeof *p);
  if (!p) {
    gk_report_memory(sink);
    return false;
  }
  out->paragraph = p;
  return wanted == GK_WANT_LINE ? gk_text_line(fonts, arena, style, runs, n, p, &out->widths, sink)
                                : gk_text_paragraph(fonts, arena, style, measure, runs, n, p, sink);
}

bool gk_text_set(struct gk_texts *texts, struct gk_fonts *fonts, struct gk_arena *arena, const struct gk_text_style *style, enum gk_text_wanted wanted,
                 int32_t measure, const struct gk_text_run *runs, size_t n, struct gk_set_text *out, struct gk_diag_sink *sink) {
  if (wanted != GK_WANT_LINES) measure = 0;
  if (!texts || !take_phrases(texts, style) || !write_key(&texts->key, style, wanted, measure, runs, n))
    return set_text(fonts, arena, style, wanted, measure, runs, n, out, sink);
  uint64_t hash = gk_hash(GK_HASH_START, texts->key.data, texts->key.size);
  const struct kept *kept = find(texts->newest, hash, &texts->key), *before = !kept && texts->newest ? find(texts->newest->older, hash, &texts->key) : NULL;
  if (kept || before) {
    *out = kept ? kept->set : before->set;
    if (before) move_up(texts, hash, *out); /* and may retire the generation that `before` is of */
    return true;
  }
  struct generation *g = open_generation(texts);
  size_t told = gk_diag_told(sink);
  if (!set_text(fonts, g ? g->lines : arena, style, wanted, measure, runs, n, out, sink)) return false;
  if (g && gk_diag_told(sink) == told) keep(g, hash, texts->key.data, texts->key.size, out);
  return true;
}
