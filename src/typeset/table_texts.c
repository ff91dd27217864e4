/* Texts of cells, each set once. The words of a table repeat from row to row (a
 * unit, 是, 100%, the name of the purpose), so that what a text came to is kept for
 * the next cell of the same text and style. Decides what counts as the same: all
 * that the text room goes by, which is not where the text came from. A text of
 * which anything was reported is not kept, for its fault has to be told with the
 * place of each cell that has it.
 *
 * Bounded: a text that falls on the place of another takes it. What was set lives
 * in the pages' arena and is shared by its cells: nobody changes it. */
#include <string.h>

#include "typeset/table.h"

struct gk_kept_text {
  struct gk_text_style style;
  int32_t measure;
  enum gk_text_wanted wanted;
  struct gk_inlines content; /* the document tree's */
  struct gk_set_text set;
};

enum { KEPT = GK_TEXTS_KEPT };

static size_t place_of(const struct gk_kept_text *key) {
  uint64_t hash = GK_HASH_START ^ (uint32_t)key->measure ^ (uint32_t)key->style.align << 28 ^ (uint32_t)key->wanted << 30;
  for (size_t i = 0; i < key->content.count; i++) hash = gk_hash(hash, key->content.items[i].text, key->content.items[i].size);
  return (size_t)((hash ^ hash >> 32) % KEPT);
}

static bool same_content(const struct gk_inlines *a, const struct gk_inlines *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++) {
    const struct gk_inline *x = &a->items[i], *y = &b->items[i];
    if (x->size != y->size || gk_text_flags_of(x) != gk_text_flags_of(y) || memcmp(x->text, y->text, x->size) != 0) return false;
  }
  return true;
}

/* Styles are compared as bytes, so that a part added to them is not forgotten here; two that differ in bytes between their parts are only set twice. */
static bool same(const struct gk_kept_text *a, const struct gk_kept_text *b) {
  return a->measure == b->measure && a->wanted == b->wanted && memcmp(&a->style, &b->style, sizeof a->style) == 0 && same_content(&a->content, &b->content);
}

static bool set(struct gk_setter *setter, const struct gk_kept_text *key, struct gk_set_text *out) {
  struct gk_text_run few[GK_RUNS_FEW], *runs = gk_text_runs_of(setter, &key->content, few);
  struct gk_arena *arena = setter->pages;
  size_t n = key->content.count;
  *out = (struct gk_set_text){0};
  if (!runs) return false;
  if (key->wanted == GK_WANT_WIDTHS) {
    if (gk_text_widths(setter->fonts, arena, &key->style, runs, n, &out->widths, setter->sink)) return true;
    setter->faulty = true;
    return out->widths.natural > 0; /* set but for some characters, as below */
  }
  struct gk_paragraph *p = out->paragraph = gk_arena_alloc(arena, sizeof *p);
  bool good = p && (key->wanted == GK_WANT_LINE ? gk_text_line(setter->fonts, arena, &key->style, runs, n, p, &out->widths, setter->sink)
                                                : gk_text_paragraph(setter->fonts, arena, &key->style, key->measure, runs, n, p, setter->sink));
  if (p && !good) setter->faulty = true;
  return p && p->text; /* the other faults of the document are wanted too */
}

static void keep(struct gk_setter *setter, size_t place, const struct gk_kept_text *text) {
  struct gk_kept_text **slot = &setter->texts[place];
  if (!*slot) *slot = gk_arena_alloc(setter->pages, sizeof **slot);
  if (*slot) **slot = *text; /* without memory it is set again; the arena remembers that it failed */
}

bool gk_table_text(struct gk_setter *setter, const struct gk_style *style, enum gk_text_wanted wanted, const struct gk_inlines *content, int32_t measure,
                   struct gk_set_text *out) {
  struct gk_kept_text key;
  memset(&key, 0, sizeof key);
  if (!gk_text_style_of(setter, style, &key.style)) return false;
  key.style.cell = true;
  if (wanted == GK_WANT_LABEL && key.style.balance) key.style.words = GK_WORDS_PREFERRED; /* a column may be narrower than a word */
  key.measure = measure;
  key.wanted = wanted;
  key.content = *content;
  if (!setter->texts && !(setter->texts = gk_arena_array(setter->pages, KEPT, sizeof(struct gk_kept_text *)))) return false;
  size_t place = place_of(&key), told = gk_diag_told(setter->sink);
  const struct gk_kept_text *kept = setter->texts[place];
  if (kept && same(kept, &key)) {
    *out = kept->set;
    return true;
  }
  if (!set(setter, &key, &key.set)) return false;
  *out = key.set;
  if (gk_diag_told(setter->sink) == told) keep(setter, place, &key);
  return true;
}
