/* Texts are set once: what is shared is the same in all that counts, what is at fault is told at each place, and who changes lines has his own. */
#include "typeset/setting.h"

#include "support.h"

static struct gk_setter setter;

static int begin_texts(void **state) {
  if (begin(state) != 0) return -1;
  setter = (struct gk_setter){.arena = arena, .pages = arena, .fonts = fonts, .texts = kept_texts, .document = &document, .page_style = &page_style, .sink = sink};
  return 0;
}

static struct gk_set_text text_of(const struct gk_style *style, enum gk_text_wanted wanted, const struct gk_inlines *content, int32_t measure) {
  struct gk_set_text out;
  assert_true(gk_set_cell_text(&setter, style, wanted, content, measure, &out));
  return out;
}

static const struct gk_paragraph *line_of(const char *text) {
  struct gk_inlines content = inlines(text);
  return text_of(style("cell"), GK_WANT_LINE, &content, 0).paragraph;
}

static void same_text_is_set_once(void **state) {
  (void)state;
  const struct gk_paragraph *first = line_of("一般公共预算拨款");
  assert_ptr_equal(line_of(gk_arena_strdup(arena, "一般公共预算拨款")), first);
  assert_ptr_not_equal(line_of("一般公共预算拨数"), first);
  assert_ptr_equal(line_of("一般公共预算拨款"), first);
  struct gk_inlines content = inlines("一般公共预算拨款");
  struct gk_text_widths one = text_of(style("cell"), GK_WANT_LINE, &content, 0).widths, alone = text_of(style("cell"), GK_WANT_WIDTHS, &content, 0).widths;
  assert_int_equal(one.natural, 8 * 10500);
  assert_int_equal(one.natural, alone.natural);
  assert_int_equal(one.smallest, alone.smallest);
}

/* All that makes a difference to the lines makes one to what is shared. */
static void what_differs_is_not_shared(void **state) {
  (void)state;
  enum { WAYS = 8 };
  struct gk_inlines content = inlines("信访业务经费614.21万元"), whole = inlines("信访业务经费614.21万元"), name = inlines("信访业务经费614.21万元"), two = inlines("信访业务经费");
  whole.items[0].whole = true;
  name.items[0].data = (struct gk_place){gk_source_new(arena, "a.json", "x", 1), 0, 1};
  two.items = gk_arena_array(arena, 2, sizeof *two.items);
  two.items[0] = (struct gk_inline){.text = "信访业务经费", .size = strlen("信访业务经费")};
  two.items[1] = (struct gk_inline){.text = "614.21万元", .size = strlen("614.21万元")};
  two.count = 2;
  struct gk_style plain = *style("cell"), balanced = plain, larger = plain;
  balanced.balance = true;
  larger.size = 12000;
  const struct gk_paragraph *ways[WAYS] = {
      text_of(&plain, GK_WANT_LINES, &content, 60000).paragraph, text_of(&plain, GK_WANT_LINES, &content, 70000).paragraph,
      text_of(&balanced, GK_WANT_LINES, &content, 60000).paragraph, text_of(&larger, GK_WANT_LINES, &content, 60000).paragraph,
      text_of(&plain, GK_WANT_LINES, &whole, 60000).paragraph, text_of(&plain, GK_WANT_LINES, &name, 60000).paragraph,
      text_of(&plain, GK_WANT_LINES, &two, 60000).paragraph, text_of(&plain, GK_WANT_LINE, &content, 60000).paragraph};
  for (size_t i = 0; i < WAYS; i++) {
    assert_non_null(ways[i]);
    for (size_t k = 0; k < i; k++) assert_ptr_not_equal(ways[i], ways[k]);
  }
}

/* The same fault in two cells is one diagnostic with both places. */
static void faults_are_told_at_each_place(void **state) {
  (void)state;
  const char *data = "甲\xF3\xB0\x80\x80乙 甲\xF3\xB0\x80\x80乙"; /* a private character that no font has */
  const struct gk_source *source = gk_source_new(arena, "data.json", data, strlen(data));
  for (uint32_t at = 0; at <= 11; at += 11) {
    struct gk_inlines content = inlines("甲\xF3\xB0\x80\x80乙");
    content.items[0].data = (struct gk_place){source, at, 10};
    struct gk_set_text out;
    assert_true(gk_set_cell_text(&setter, style("cell"), GK_WANT_LINE, &content, 0, &out));
    assert_true(setter.faulty);
  }
  const struct gk_diag *fault = gk_diag_first(sink);
  assert_non_null(fault);
  assert_null(fault->next);
  assert_int_equal(fault->other_count, 1);
  assert_true(fault->data.offset != fault->others[0].offset);
}

/* Labels of one text in columns of two widths, spread in each to its own. */
static void spread_labels_are_their_own(void **state) {
  (void)state;
  struct gk_table *table = new_table(2, 1, 4);
  static const char *const labels[] = {"车辆", "车辆", "办公设备", "公务用车购置费"};
  for (uint32_t i = 0; i < 4; i++) put(table, 1 + i % 2, i / 2, 1, 1, "");
  put(table, 1, 0, 1, 1, labels[0])->distribute = true;
  put(table, 1, 1, 1, 1, labels[1])->distribute = true;
  put(table, 2, 0, 1, 1, labels[2])->distribute = true;
  put(table, 2, 1, 1, 1, labels[3])->distribute = true;
  put(table, 3, 0, 1, 1, "车辆");
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  int32_t widths[3], n = 0;
  for (size_t i = 0; i < out->pages[0].count; i++) {
    const struct gk_item *item = &out->pages[0].items[i];
    if (item->kind == GK_ITEM_LINE && item->paragraph->size == strlen("车辆") && memcmp(item->paragraph->text, "车辆", item->paragraph->size) == 0 && n < 3)
      widths[n++] = item->paragraph->lines[item->line].width;
  }
  assert_int_equal(n, 3);
  assert_int_equal(widths[0], 4 * 10500);
  assert_int_equal(widths[1], 7 * 10500);
  assert_int_equal(widths[2], 2 * 10500);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(same_text_is_set_once, begin_texts, end),
      cmocka_unit_test_setup_teardown(what_differs_is_not_shared, begin_texts, end),
      cmocka_unit_test_setup_teardown(faults_are_told_at_each_place, begin_texts, end),
      cmocka_unit_test_setup_teardown(spread_labels_are_their_own, begin_texts, end),
  };
  return cmocka_run_group_tests(tests, open_group, close_group);
}
