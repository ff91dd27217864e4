/* Texts by way of the kept ones and directly: both must tell the same and be the
 * same, field by field. A text that was kept is not shaped again, and that is how
 * a test sees it. */
#ifndef GK_TEST_KEPT_H
#define GK_TEST_KEPT_H

#include "text/face.h"

static struct gk_texts *texts;
static struct gk_diag_sink *other_sink; /* of what is set directly */

static int kept_setup(void **state) {
  if (face_setup(state) != 0) return 1;
  texts = gk_texts_new((size_t)1 << 20);
  other_sink = gk_diag_sink_new(0);
  return texts == NULL || other_sink == NULL;
}

static int kept_teardown(void **state) {
  gk_texts_drop(texts);
  gk_diag_sink_drop(other_sink);
  texts = NULL;
  return face_teardown(state);
}

/* Kept texts of another size for one test. */
static inline void start_texts(size_t limit) {
  gk_texts_drop(texts);
  texts = gk_texts_new(limit);
  assert_non_null(texts);
}

static inline bool same_glyph(const struct gk_line_glyph *a, const struct gk_line_glyph *b) {
  return a->font == b->font && a->id == b->id && a->size == b->size && a->x == b->x && a->y == b->y && a->cluster == b->cluster &&
         a->cluster_size == b->cluster_size;
}

static inline bool same_line(const struct gk_line *a, const struct gk_line *b) {
  if (a->count != b->count || a->from != b->from || a->to != b->to || a->start != b->start || a->width != b->width || a->natural != b->natural ||
      a->last != b->last || memcmp(a->adjusted, b->adjusted, sizeof a->adjusted) != 0)
    return false;
  for (size_t g = 0; g < a->count; g++)
    if (!same_glyph(&a->glyphs[g], &b->glyphs[g])) return false;
  return true;
}

static inline bool same_paragraph(const struct gk_paragraph *a, const struct gk_paragraph *b) {
  if (a->size != b->size || a->count != b->count || a->size_em != b->size_em || !a->text != !b->text) return false;
  if (a->text && memcmp(a->text, b->text, a->size + 1) != 0) return false; /* with the zero behind it */
  for (size_t l = 0; l < a->count; l++)
    if (!same_line(&a->lines[l], &b->lines[l])) return false;
  return true;
}

static inline bool same_set(const struct gk_set_text *a, const struct gk_set_text *b) {
  if (a->widths.smallest != b->widths.smallest || a->widths.natural != b->widths.natural || !a->paragraph != !b->paragraph) return false;
  return !a->paragraph || same_paragraph(a->paragraph, b->paragraph);
}

/* What is asked for. */
struct wish {
  struct gk_text_style style;
  enum gk_text_wanted wanted;
  int32_t measure;
  const struct gk_text_run *runs; size_t n;
};

static inline bool set_directly(const struct wish *wish, struct gk_arena *into, struct gk_set_text *out, struct gk_diag_sink *to) {
  struct gk_paragraph *p = gk_arena_alloc(into, sizeof *p);
  *out = (struct gk_set_text){.paragraph = wish->wanted == GK_WANT_WIDTHS ? NULL : p};
  if (wish->wanted == GK_WANT_WIDTHS) return gk_text_widths(NULL, into, &wish->style, wish->runs, wish->n, &out->widths, to);
  if (wish->wanted == GK_WANT_LINE) return gk_text_line(NULL, into, &wish->style, wish->runs, wish->n, p, &out->widths, to);
  return gk_text_paragraph(NULL, into, &wish->style, wish->measure, wish->runs, wish->n, p, to);
}

static inline bool set_kept(const struct wish *wish, struct gk_arena *into, struct gk_set_text *out) {
  return gk_text_set(texts, NULL, into, &wish->style, wish->wanted, wish->measure, wish->runs, wish->n, out, sink);
}

static inline void expect_same_report(void) {
  struct gk_buf a, b;
  gk_buf_init(&a, 1 << 20);
  gk_buf_init(&b, 1 << 20);
  gk_diag_render_all(sink, GK_DIAG_ZH, true, &a);
  gk_diag_render_all(other_sink, GK_DIAG_ZH, true, &b);
  assert_string_equal(a.data ? a.data : "", b.data ? b.data : "");
  gk_buf_drop(&a);
  gk_buf_drop(&b);
}

/* Asks, compares with the text set directly into memory that is gone afterwards, and says how often the kept texts had to shape for it. The
 * sinks hold what was told of it. */
static inline unsigned long ask(const struct wish *wish, struct gk_set_text *out) {
  struct gk_arena *own = gk_arena_new(0);
  struct gk_set_text direct;
  gk_diag_sink_reset(sink);
  gk_diag_sink_reset(other_sink);
  unsigned long before = face_shaped;
  bool good = set_kept(wish, arena, out);
  unsigned long shaped = face_shaped - before;
  assert_int_equal(good, set_directly(wish, own, &direct, other_sink));
  assert_true(same_set(out, &direct));
  expect_same_report();
  gk_arena_drop(own);
  return shaped;
}

#endif
