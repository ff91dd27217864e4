/* The ledger and the display list on pages built by hand: what is lost, doubled
 * or cut must be told, and marked content must open and close around leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "paint/paint.h"

/* One table of two cells, "甲" and a blank, on one page. */
struct sample {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  struct gk_inline text;
  struct gk_cell cells[2];
  struct gk_table table;
  struct gk_block block;
  struct gk_document document;
  struct gk_line_glyph glyphs[2];
  struct gk_line line;
  struct gk_paragraph paragraph;
  struct gk_tag tags[3];
  struct gk_item items[4];
  struct gk_cell_box boxes[4];
  struct gk_page page;
  struct gk_typeset typeset;
};

static int set_up(void **state) {
  struct sample *s = test_calloc(1, sizeof *s);
  s->arena = gk_arena_new(0);
  s->sink = gk_diag_sink_new(0);
  s->text = (struct gk_inline){.text = "甲", .size = 3};
  for (uint32_t i = 0; i < 2; i++) s->cells[i] = (struct gk_cell){.kind = GK_CELL_DATA, .column = i, .row_span = 1, .column_span = 1, .number = i};
  s->cells[0].content = (struct gk_inlines){&s->text, 1};
  s->table = (struct gk_table){.columns = 2, .rows = 1, .cells = s->cells, .cell_count = 2};
  s->block = (struct gk_block){.kind = GK_BLOCK_TABLE, .table = &s->table};
  s->document = (struct gk_document){.title = "题", .blocks = &s->block, .count = 1};
  s->glyphs[0] = (struct gk_line_glyph){.font = 1, .id = 7, .x = 100, .cluster = 0, .cluster_size = 3};
  s->line = (struct gk_line){.glyphs = s->glyphs, .count = 1, .from = 0, .to = 3, .start = 50, .width = 1000, .natural = 1000};
  s->paragraph = (struct gk_paragraph){.text = "甲", .size = 3, .lines = &s->line, .count = 1, .size_em = 10500};
  for (uint32_t i = 0; i < 3; i++) s->tags[i] = (struct gk_tag){.role = i ? GK_TAG_TD : GK_TAG_TABLE, .number = i, .column_span = 1, .row_span = 1};
  s->items[0] = (struct gk_item){.kind = GK_ITEM_LINE, .tag = &s->tags[1], .paragraph = &s->paragraph, .x = 1000, .y = 2000, .cell = &s->cells[0]};
  s->items[1] = (struct gk_item){.kind = GK_ITEM_RULE, .artifact = GK_ARTIFACT_RULE, .rect = {0, 0, 500, 5}};
  for (uint32_t i = 0; i < 2; i++) s->boxes[i] = (struct gk_cell_box){.table = &s->table, .cell = &s->cells[i], .rect = {0, 0, 10, 10}};
  s->page = (struct gk_page){.width = 595276, .height = 841890, .number = 1, .items = s->items, .count = 2, .boxes = s->boxes, .box_count = 2};
  s->typeset = (struct gk_typeset){.document = &s->document, .pages = &s->page, .count = 1};
  *state = s;
  return 0;
}

static int tear_down(void **state) {
  struct sample *s = *state;
  gk_arena_drop(s->arena);
  gk_diag_sink_drop(s->sink);
  test_free(s);
  return 0;
}

static const struct gk_display_list *paint(struct sample *s) { return gk_paint(s->arena, NULL, &s->typeset, s->sink); }

static void expect_fault(struct sample *s, const char *id) {
  assert_null(paint(s));
  assert_int_equal(gk_diag_errors(s->sink), 1);
  assert_string_equal(gk_diag_first(s->sink)->message->id, id);
}

static void all_well(void **state) {
  struct sample *s = *state;
  const struct gk_display_list *list = paint(s);
  assert_non_null(list);
  const struct gk_display_page *page = &list->pages[0];
  static const enum gk_op_kind kinds[] = {GK_OP_BEGIN_TAG, GK_OP_GLYPHS, GK_OP_END, GK_OP_BEGIN_ARTIFACT, GK_OP_RULE, GK_OP_END};
  assert_int_equal(page->count, 6);
  for (size_t i = 0; i < 6; i++) assert_int_equal(page->ops[i].kind, kinds[i]);
  assert_ptr_equal(page->ops[0].tag, &s->tags[1]);
  assert_int_equal(page->ops[1].font, 1);
  assert_int_equal(page->ops[1].size, 10500);
  assert_int_equal(page->ops[1].y, 2000);
  assert_int_equal(page->ops[1].glyphs[0].x, 1150);
  assert_int_equal(page->ops[1].glyphs[0].cluster_size, 3);
  assert_int_equal(page->ops[4].rect.width, 500);
}

static void lost_cell(void **state) {
  struct sample *s = *state;
  s->page.box_count = 1;
  expect_fault(s, "ledger.lost");
  assert_string_equal(gk_diag_first(s->sink)->args[2], "2");
}

static void doubled_cell(void **state) {
  struct sample *s = *state;
  s->boxes[2] = s->boxes[1];
  s->page.box_count = 3;
  expect_fault(s, "ledger.doubled");
}

static void repeats_do_not_count(void **state) {
  struct sample *s = *state;
  s->boxes[2] = s->boxes[1];
  s->boxes[2].repeat = true;
  s->page.box_count = 3;
  s->items[2] = s->items[0];
  s->items[2].repeat = true;
  s->items[2].tag = NULL;
  s->items[2].artifact = GK_ARTIFACT_REPEATED_HEAD;
  s->page.count = 3;
  assert_non_null(paint(s));
}

static void lost_text(void **state) {
  struct sample *s = *state;
  s->line.to = 0;
  expect_fault(s, "ledger.text");
}

static void doubled_text(void **state) {
  struct sample *s = *state;
  s->items[2] = s->items[0];
  s->page.count = 3;
  expect_fault(s, "ledger.text");
}

static void fonts_part_operations(void **state) {
  struct sample *s = *state;
  s->glyphs[1] = (struct gk_line_glyph){.font = 2, .id = 9, .x = 700, .cluster = 0, .cluster_size = 0};
  s->line.count = 2;
  const struct gk_display_list *list = paint(s);
  assert_non_null(list);
  assert_int_equal(list->pages[0].ops[1].font, 1);
  assert_int_equal(list->pages[0].ops[2].kind, GK_OP_GLYPHS);
  assert_int_equal(list->pages[0].ops[2].font, 2);
}

static void one_tag_over_two_items_opens_once(void **state) {
  struct sample *s = *state;
  s->items[1] = s->items[0];
  s->items[1].repeat = true;
  const struct gk_display_list *list = paint(s);
  assert_non_null(list);
  assert_int_equal(list->pages[0].count, 4);
}

static void memory_fails_at_every_point(void **state) {
  struct sample *s = *state;
  for (unsigned long n = 1;; n++) {
    gk_memory_fail_at(n);
    const struct gk_display_list *list = paint(s);
    gk_memory_fail_at(0);
    if (list) {
      assert_true(n > 3);
      return;
    }
    assert_int_equal(gk_diag_status(s->sink), GK_STATUS_MEMORY);
    gk_diag_sink_reset(s->sink);
    gk_arena_reset(s->arena);
  }
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {TEST(all_well),       TEST(lost_cell),    TEST(doubled_cell),          TEST(repeats_do_not_count),
                                     TEST(lost_text),      TEST(doubled_text), TEST(fonts_part_operations), TEST(one_tag_over_two_items_opens_once),
                                     TEST(memory_fails_at_every_point)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
