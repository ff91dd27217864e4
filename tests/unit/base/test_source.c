/* Places: lines and columns as an editor counts them. */
#include "support.h"

static void check(const char *text, size_t offset, uint32_t line, uint32_t column, const char *whole) {
  struct bench bench = bench_new();
  struct gk_place place = gk_place_at(bench_source(&bench, "a.json", text), offset, 1);
  struct gk_position at = gk_place_position(place);
  size_t n;
  const char *found = gk_place_line(place, &n);
  assert_int_equal(at.line, line);
  assert_int_equal(at.column, column);
  assert_int_equal(n, strlen(whole));
  assert_memory_equal(found, whole, n);
  bench_drop(&bench);
}

static void lines_and_columns(void **state) {
  (void)state;
  check("", 0, 1, 1, "");
  check("ab", 0, 1, 1, "ab");
  check("ab", 2, 1, 3, "ab");
  check("ab\ncd", 2, 1, 3, "ab");
  check("ab\ncd", 3, 2, 1, "cd");
  check("ab\n", 3, 2, 1, "");
  check("ab\r\ncd\r\n", 5, 2, 2, "cd");
  check("ab\r\ncd\r\n", 2, 1, 3, "ab");
  check("ab\rcd", 4, 1, 5, "ab\rcd");
  check("收入：1\n支出：2", 9, 1, 4, "收入：1");
  check("收入：1\n支出：2", 20, 2, 4, "支出：2");
  check("\xF0\x9F\x98\x80x", 4, 1, 2, "\xF0\x9F\x98\x80x");
  check("\n\n\n", 2, 3, 1, "");
}

static void columns_of_long_lines(void **state) {
  (void)state;
  static const char *const units[] = {"a", "\xC2\xB7", "年", "\xF0\xA0\x80\x80"};
  struct bench bench = bench_new();
  struct gk_buf text;
  gk_buf_init(&text, 1 << 20);
  size_t offsets[400];
  for (unsigned i = 0; i < COUNT(offsets); i++) {
    offsets[i] = text.size;
    gk_buf_add_string(&text, units[(i * 7 + i / 5) % COUNT(units)]);
  }
  struct gk_source *source = bench_source(&bench, "d", text.data);
  for (unsigned i = 0; i < COUNT(offsets); i++) assert_int_equal(gk_place_position(gk_place_at(source, offsets[i], 1)).column, i + 1);
  gk_buf_drop(&text);
  bench_drop(&bench);
}

static void byte_order_mark_is_no_character(void **state) {
  (void)state;
  check("\xEF\xBB\xBF{\"a\":1}", 3, 1, 1, "{\"a\":1}");
  check("\xEF\xBB\xBF{\"a\":1}", 4, 1, 2, "{\"a\":1}");
  check("\xEF\xBB\xBF{\"a\":1}", 0, 1, 1, "{\"a\":1}");
  check("\xEF\xBB\xBF\nx", 4, 2, 1, "x");
}

static void places_stay_within(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_source *source = bench_source(&bench, "a", "abc");
  struct gk_place place = gk_place_at(source, 2, 9);
  assert_int_equal(place.length, 1);
  place = gk_place_at(source, 99, SIZE_MAX);
  assert_int_equal(place.offset, 3);
  assert_int_equal(place.length, 0);
  assert_null(gk_place_at(NULL, 3, 3).source);
  assert_null(gk_place_none().source);
  assert_int_equal(gk_place_position(gk_place_none()).line, 0);
  size_t n = 9;
  assert_string_equal(gk_place_line(gk_place_none(), &n), "");
  assert_int_equal(n, 0);
  struct gk_place wild = {source, 4000000000u, 4000000000u}; /* made by hand */
  assert_int_equal(gk_place_position(wild).column, 4);
  bench_drop(&bench);
}

static void sources_own_copies(void **state) {
  (void)state;
  struct bench bench = bench_new();
  char name[] = "n", text[] = "t\0u";
  struct gk_source *source = gk_source_new(bench.arena, name, text, 3);
  name[0] = text[0] = 'x';
  assert_string_equal(source->name, "n");
  assert_memory_equal(source->text, "t\0u", 4);
  assert_null(gk_source_new(bench.arena, "huge", text, (size_t)UINT32_MAX + 1));
  assert_true(gk_arena_failed(bench.arena));
  for (unsigned long n = 1; n <= 3; n++) {
    gk_memory_fail_at(n);
    assert_null(gk_source_new(bench.arena, "n", "t", 1));
    gk_memory_fail_at(0);
  }
  bench_drop(&bench);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_and_columns),
      cmocka_unit_test(columns_of_long_lines),
      cmocka_unit_test(byte_order_mark_is_no_character),
      cmocka_unit_test(places_stay_within),
      cmocka_unit_test(sources_own_copies),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
