/* The trace of lines: what the reader of a diff needs of a line's adjustment is there, class by class, and nothing that is nought. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "paint/paint.h"

/* The trace's line for one line of the text 部门预算 at x 100 pt, without glyphs. */
static void assert_line(struct gk_line line, const char *expected) {
  line.to = 12;
  struct gk_paragraph paragraph = {.text = "部门预算", .size = 12, .lines = &line, .count = 1, .size_em = 15750};
  struct gk_tag tag = {.role = GK_TAG_P, .number = 2, .column_span = 1, .row_span = 1};
  struct gk_item item = {.kind = GK_ITEM_LINE, .tag = &tag, .paragraph = &paragraph, .x = 100000, .y = 200500};
  struct gk_page page = {.width = 595276, .height = 841890, .number = 1, .label = "1", .items = &item, .count = 1};
  struct gk_document document = {.title = "题"};
  struct gk_typeset typeset = {.document = &document, .pages = &page, .count = 1};
  struct gk_display_list list = {.typeset = &typeset};
  struct gk_buf buf;
  gk_buf_init(&buf, 1 << 16);
  assert_true(gk_trace_write(&list, NULL, &buf));
  gk_buf_add_char(&buf, '\0');
  const char *found = strstr(buf.data, "    line ");
  assert_non_null(found);
  assert_string_equal(found, expected);
  gk_buf_drop(&buf);
}

static void natural_lines(void **state) {
  (void)state;
  assert_line((struct gk_line){.width = 63000, .natural = 63000}, "    line 100 200.5 63 = 15.75 \"部门预算\"\n");
  assert_line((struct gk_line){.start = 31500, .width = 63000, .natural = 63000}, "    line 131.5 200.5 63 = 15.75 \"部门预算\"\n");
}

static void adjusted_lines(void **state) {
  (void)state;
  assert_line((struct gk_line){.width = 63000, .natural = 64200, .adjusted = {[GK_ADJUST_COMMA] = -1200}},
              "    line 100 200.5 63 =64.2 -comma 1.2 15.75 \"部门预算\"\n");
  assert_line((struct gk_line){.width = 63000, .natural = 58200, .adjusted = {[GK_ADJUST_GAP] = 800, [GK_ADJUST_COMMON] = 4000}},
              "    line 100 200.5 63 =58.2 +gap 0.8 +common 4 15.75 \"部门预算\"\n");
  assert_line((struct gk_line){.width = 63000, .natural = 63000, .adjusted = {[GK_ADJUST_END] = -500, [GK_ADJUST_LETTER] = 500}},
              "    line 100 200.5 63 = -end 0.5 +letter 0.5 15.75 \"部门预算\"\n");
}

/* No class is without a name of its own. */
static void every_class(void **state) {
  (void)state;
  static const char *const names[GK_ADJUST_COUNT] = {"end", "word", "middle", "bracket", "comma", "gap", "stop", "common", "bound", "letter"};
  for (int class = 0; class < GK_ADJUST_COUNT; class++) {
    struct gk_line line = {.width = 63001, .natural = 63000};
    char expected[128];
    line.adjusted[class] = 1;
    snprintf(expected, sizeof expected, "    line 100 200.5 63.001 =63 +%s 0.001 15.75 \"部门预算\"\n", names[class]);
    assert_line(line, expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(natural_lines), cmocka_unit_test(adjusted_lines), cmocka_unit_test(every_class)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
