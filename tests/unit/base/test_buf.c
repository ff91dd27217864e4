/* Buffers: what they hold, and how they fail. */
#include "support.h"

static void additions_follow_each_other(void **state) {
  (void)state;
  struct gk_buf buf;
  gk_buf_init(&buf, 1000);
  assert_null(buf.data);
  assert_true(gk_buf_add_string(&buf, "预算"));
  assert_true(gk_buf_add_char(&buf, '\n'));
  assert_true(gk_buf_addf(&buf, "%d%s%.*s%%", 12, "万元", 1, "xy"));
  assert_true(gk_buf_add(&buf, "a\0b", 3));
  assert_int_equal(buf.size, 7 + 10 + 3);
  assert_memory_equal(buf.data, "预算\n12万元x%a\0b", 21);
  gk_buf_clear(&buf);
  assert_int_equal(buf.size, 0);
  assert_string_equal(buf.data, "");
  gk_buf_drop(&buf);
  assert_null(buf.data);
}

static void numbers(void **state) {
  (void)state;
  struct gk_buf buf;
  gk_buf_init(&buf, 64);
  gk_buf_add_number(&buf, 0);
  gk_buf_add_char(&buf, ' ');
  gk_buf_add_number(&buf, 10);
  gk_buf_add_char(&buf, ' ');
  gk_buf_add_number(&buf, UINT64_MAX);
  assert_string_equal(buf.data, "0 10 18446744073709551615");
  gk_buf_drop(&buf);
}

static void limit_stops_and_keeps(void **state) {
  (void)state;
  struct gk_buf buf;
  gk_buf_init(&buf, 5);
  assert_true(gk_buf_add_string(&buf, "abcde"));
  assert_true(gk_buf_add(&buf, "", 0));
  assert_false(gk_buf_add_char(&buf, 'f'));
  assert_true(buf.failed);
  assert_false(gk_buf_add(&buf, "", 0)); /* failed stays failed */
  assert_string_equal(buf.data, "abcde");
  gk_buf_clear(&buf);
  assert_false(buf.failed);
  assert_false(gk_buf_addf(&buf, "%s", "abcdef"));
  assert_string_equal(buf.data, "");
  gk_buf_drop(&buf);
  gk_buf_init(&buf, 0);
  assert_false(gk_buf_add_char(&buf, 'a'));
  gk_buf_drop(&buf);
}

static void endless_sizes_fail(void **state) {
  (void)state;
  struct gk_buf buf;
  gk_buf_init(&buf, SIZE_MAX);
  assert_true(gk_buf_add_char(&buf, 'a'));
  volatile size_t endless = SIZE_MAX; /* not a constant the compiler would refuse */
  assert_false(gk_buf_add(&buf, "b", endless));
  assert_true(buf.failed);
  assert_string_equal(buf.data, "a");
  gk_buf_drop(&buf);
}

static void thousandths_are_shortest(void **state) {
  (void)state;
  static const struct { int64_t milli; const char *text; } cases[] = {
      {0, "0"}, {1, "0.001"}, {-2, "-0.002"}, {10, "0.01"}, {100, "0.1"}, {1500, "1.5"}, {3000, "3"}, {-3000, "-3"}, {-12345, "-12.345"},
      {1001, "1.001"}, {1010, "1.01"}, {595276, "595.276"}, {INT64_MAX, "9223372036854775.807"}, {INT64_MIN, "-9223372036854775.808"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct gk_buf buf;
    gk_buf_init(&buf, 100);
    assert_true(gk_buf_add_milli(&buf, cases[i].milli));
    assert_text(&buf, cases[i].text);
    gk_buf_drop(&buf);
  }
}

static void take_gives_the_memory_away(void **state) {
  (void)state;
  struct gk_buf buf;
  size_t size = 99;
  gk_buf_init(&buf, 100);
  assert_null(gk_buf_take(&buf, &size));
  assert_int_equal(size, 0);
  gk_buf_add_string(&buf, "x");
  char *text = gk_buf_take(&buf, &size);
  assert_string_equal(text, "x");
  assert_int_equal(size, 1);
  assert_null(buf.data);
  assert_true(gk_buf_add_string(&buf, "again")); /* the limit is as it was */
  gk_memory_free(text);
  gk_buf_drop(&buf);
}

static void memory_failure_keeps_the_contents(void **state) {
  (void)state;
  struct gk_buf buf;
  gk_buf_init(&buf, 1 << 20);
  gk_buf_add_string(&buf, "old");
  gk_memory_fail_at(1);
  char large[4096] = {0};
  assert_false(gk_buf_add(&buf, large, sizeof large));
  assert_false(gk_buf_addf(&buf, "%d", 1));
  gk_memory_fail_at(0);
  assert_text(&(struct gk_buf){.data = buf.data}, "old");
  assert_true(buf.failed);
  gk_buf_drop(&buf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(additions_follow_each_other), cmocka_unit_test(numbers), cmocka_unit_test(limit_stops_and_keeps),
      cmocka_unit_test(endless_sizes_fail),          cmocka_unit_test(thousandths_are_shortest),
      cmocka_unit_test(take_gives_the_memory_away),  cmocka_unit_test(memory_failure_keeps_the_contents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
