/* Roman numerals: known ones, and every number there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static void known(void **state) {
  (void)state;
  static const struct { uint32_t n; const char *large, *small; } rows[] = {
      {1, "I", "i"}, {4, "IV", "iv"}, {9, "IX", "ix"}, {14, "XIV", "xiv"}, {49, "XLIX", "xlix"}, {1994, "MCMXCIV", "mcmxciv"}, {3888, "MMMDCCCLXXXVIII", "mmmdccclxxxviii"}};
  char out[GK_ROMAN_TEXT_MAX];
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_string_equal(gk_roman_format(rows[i].n, false, out), rows[i].large);
    assert_string_equal(gk_roman_format(rows[i].n, true, out), rows[i].small);
  }
  assert_string_equal(gk_roman_format(0, false, out), "");
  assert_string_equal(gk_roman_format(GK_ROMAN_MOST + 1, false, out), "");
}

static void there_and_back(void **state) {
  (void)state;
  char out[GK_ROMAN_TEXT_MAX];
  for (uint32_t n = 1; n <= GK_ROMAN_MOST; n++)
    for (int small = 0; small < 2; small++) {
      assert_int_equal(gk_roman_parse(gk_roman_format(n, small, out), small), n);
      assert_int_equal(gk_roman_parse(out, !small), 0);
    }
}

static void no_numerals(void **state) {
  (void)state;
  static const char *const texts[] = {"", "IIII", "VV", "IC", "XIVI", "VIX", "MMMM", "MMMDCCCLXXXVIIII", "Ix", "1", "A", "I-1", "封面", "IVI", "IXV"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_int_equal(gk_roman_parse(texts[i], false), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(known), cmocka_unit_test(there_and_back), cmocka_unit_test(no_numerals)};
  return cmocka_run_group_tests_name("base/roman", tests, NULL, NULL);
}
