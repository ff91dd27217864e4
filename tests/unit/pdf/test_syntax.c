/* Strings and names of PDF, byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/syntax.h"

static struct gk_buf out;

static int clear(void **state) {
  (void)state;
  gk_buf_drop(&out);
  gk_buf_init(&out, 4096);
  return 0;
}

static void text_is_utf16_with_mark(void **state) {
  (void)state;
  gk_syntax_text(&out, "a公𠮷", strlen("a公𠮷"));
  assert_string_equal(out.data, "<FEFF0061516CD842DFB7>");
  assert_int_equal(gk_syntax_text_size("a公𠮷", strlen("a公𠮷")), 10);
  assert_int_equal(gk_syntax_text_size("", 0), 2);
}

static void malformed_byte_becomes_replacement(void **state) {
  (void)state;
  gk_syntax_utf16(&out, "a\xFF\xE5\x85", 4);
  assert_memory_equal(out.data, "0061FFFD", 8);
}

static void byte_strings(void **state) {
  (void)state;
  gk_syntax_bytes(&out, "h(2)\\", 5);
  gk_syntax_bytes(&out, "\n\xE5", 2);
  gk_syntax_bytes(&out, "", 0);
  assert_string_equal(out.data, "(h\\(2\\)\\\\)<0AE5>()");
}

static void names_are_escaped(void **state) {
  (void)state;
  gk_syntax_name(&out, "A B/(#公)");
  assert_string_equal(out.data, "/A#20B#2F#28#23#E5#85#AC#29");
}

static void names_are_cut_at_127_bytes(void **state) {
  (void)state;
  char name[200];
  memset(name, 'x', sizeof name);
  name[199] = '\0';
  gk_syntax_name(&out, name);
  assert_int_equal(out.size, 128);
}

static void full_buffer_is_told(void **state) {
  (void)state;
  gk_buf_init(&out, 4);
  assert_false(gk_syntax_text(&out, "公开", 6));
  assert_true(out.failed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(text_is_utf16_with_mark, clear, clear), cmocka_unit_test_setup_teardown(malformed_byte_becomes_replacement, clear, clear),
      cmocka_unit_test_setup_teardown(byte_strings, clear, clear), cmocka_unit_test_setup_teardown(names_are_escaped, clear, clear),
      cmocka_unit_test_setup_teardown(names_are_cut_at_127_bytes, clear, clear), cmocka_unit_test_setup_teardown(full_buffer_is_told, clear, clear)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
