/* The display list on a line built by hand: pieces with tags of their own are marked content of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "paint/paint.h"

/* “1.甲乙” of two fonts on two lines; the first `parts` of it have tags of their own. */
static const struct gk_display_page *paint(struct gk_arena *arena, struct gk_diag_sink *sink, const struct gk_tag_part *parts, size_t part_count, struct gk_tag *tag) {
  static struct gk_line_glyph first[] = {{.font = 1, .id = 1, .cluster = 0, .cluster_size = 1}, {.font = 1, .id = 2, .x = 5, .cluster = 1, .cluster_size = 1},
                                         {.font = 2, .id = 3, .x = 10, .cluster = 2, .cluster_size = 3}};
  static struct gk_line_glyph second[] = {{.font = 2, .id = 4, .cluster = 5, .cluster_size = 3}};
  static struct gk_line lines[] = {{.glyphs = first, .count = 3, .from = 0, .to = 5}, {.glyphs = second, .count = 1, .from = 5, .to = 8}};
  static struct gk_paragraph paragraph = {.text = "1.甲乙", .size = 8, .lines = lines, .count = 2, .size_em = 10000};
  static struct gk_item items[2];
  static struct gk_page page = {.width = 100000, .height = 100000, .items = items, .count = 2};
  static const struct gk_document document = {.title = "题"};
  static struct gk_typeset typeset = {.document = &document, .pages = &page, .count = 1};
  for (size_t i = 0; i < 2; i++)
    items[i] = (struct gk_item){.kind = GK_ITEM_LINE, .tag = tag, .artifact = tag ? GK_ARTIFACT_NONE : GK_ARTIFACT_CONTINUED, .parts = parts, .part_count = part_count, .paragraph = &paragraph, .line = i};
  struct gk_display_list *list = gk_paint(arena, NULL, &typeset, sink);
  assert_non_null(list);
  return &list->pages[0];
}

static const char *shape(struct gk_arena *arena, const struct gk_display_page *page) {
  const char *text = "";
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_op *op = &page->ops[i];
    if (op->kind == GK_OP_BEGIN_TAG) text = gk_arena_printf(arena, "%s<%u", text, op->tag->number);
    if (op->kind == GK_OP_BEGIN_ARTIFACT) text = gk_arena_printf(arena, "%s<artifact%d", text, op->artifact == GK_ARTIFACT_CONTINUED);
    if (op->kind == GK_OP_BEGIN_TAG) assert_int_equal(op->artifact, GK_ARTIFACT_NONE);
    if (op->kind == GK_OP_GLYPHS) text = gk_arena_printf(arena, "%s %zu", text, op->count);
    if (op->kind == GK_OP_END) text = gk_arena_printf(arena, "%s>", text);
    assert_non_null(text);
  }
  return text;
}

static void parts_are_marked(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  struct gk_tag body = {.number = 7}, label = {.number = 6}, link = {.number = 9};
  const struct gk_tag_part none[] = {{0, NULL}}, one[] = {{2, &label}}, within[] = {{1, &label}}, two[] = {{2, &label}, {5, &body}, {8, &link}};
  assert_string_equal(shape(arena, paint(arena, sink, none, 0, &body)), "<7 2 1 1>");
  assert_string_equal(shape(arena, paint(arena, sink, one, 1, &body)), "<6 2><7 1 1>");
  assert_string_equal(shape(arena, paint(arena, sink, within, 1, &body)), "<6 1><7 1 1 1>"); /* within one font, too */
  assert_string_equal(shape(arena, paint(arena, sink, two, 3, &body)), "<6 2><7 1><9 1>");
  assert_string_equal(shape(arena, paint(arena, sink, one, 1, NULL)), "<6 2><artifact1 1 1>"); /* nobody's but at its beginning */
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
}

/* The pages may go: what is painted is the list's own. */
static void list_outlives_its_pages(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  struct gk_tag body = {.number = 7};
  char text[] = "1.甲乙";
  struct gk_line_glyph glyphs[] = {{.font = 2, .id = 3, .cluster = 2, .cluster_size = 3}, {.font = 2, .id = 4, .x = 10, .cluster = 5, .cluster_size = 3}};
  struct gk_line line = {.glyphs = glyphs, .count = 2, .from = 2, .to = 8}; /* the second line: 1. is on the first */
  struct gk_paragraph paragraph = {.text = text, .size = 8, .lines = &line, .count = 1, .size_em = 10000};
  struct gk_item item = {.kind = GK_ITEM_LINE, .tag = &body, .paragraph = &paragraph};
  struct gk_page page = {.width = 100000, .height = 100000, .items = &item, .count = 1};
  const struct gk_document document = {.title = "题"};
  struct gk_typeset typeset = {.document = &document, .pages = &page, .count = 1};
  struct gk_display_list *list = gk_paint(arena, NULL, &typeset, sink);
  assert_non_null(list);
  memset(text, '?', sizeof text - 1);
  memset(glyphs, 0, sizeof glyphs);
  memset(&paragraph, 0, sizeof paragraph);
  memset(&item, 0, sizeof item);
  assert_string_equal(shape(arena, &list->pages[0]), "<7 2>");
  const struct gk_op *op = &list->pages[0].ops[1];
  assert_memory_equal(op->text + op->glyphs[0].cluster, "甲", op->glyphs[0].cluster_size);
  assert_memory_equal(op->text + op->glyphs[1].cluster, "乙", op->glyphs[1].cluster_size);
  assert_int_equal(op->glyphs[1].id, 4);
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(parts_are_marked), cmocka_unit_test(list_outlives_its_pages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
