/* Unicode: UTF-8 as the standard's table 3-7 has it, widths, classes, form C. */
#include <stdlib.h>
#include <unicode/uchar.h>

#include "support.h"

static void every_code_point_goes_round(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    char bytes[4];
    size_t n = gk_utf8_put(c, bytes), i = 0;
    if (c >= 0xD800 && c < 0xE000) {
      assert_int_equal(n, 0);
      continue;
    }
    if (gk_utf8_next(bytes, n, &i) != c || i != n) fail_msg("U+%04X", (unsigned)c);
    for (size_t cut = 1; cut < n; cut++) { /* cut short */
      i = 0;
      if (gk_utf8_next(bytes, cut, &i) != GK_UTF8_BAD || i != 1) fail_msg("U+%04X cut", (unsigned)c);
    }
  }
  char bytes[4];
  assert_int_equal(gk_utf8_put(0x110000, bytes), 0);
  assert_int_equal(gk_utf8_put(UINT32_MAX, bytes), 0);
}

static void malformed_bytes_are_found(void **state) {
  (void)state;
  static const struct { const char *text; size_t n, at; } cases[] = {
      {"", 0, 0}, {"abc", 3, 3}, {"年度", 6, 6}, {"\x80", 1, 0}, {"a\xBF", 2, 1}, {"\xC0\x80", 2, 0}, {"\xC1\xBF", 2, 0}, {"\xE0\x80\x80", 3, 0},
      {"\xE0\x9F\xBF", 3, 0}, {"\xED\xA0\x80", 3, 0}, {"\xED\xBF\xBF", 3, 0}, {"\xF0\x8F\xBF\xBF", 4, 0}, {"\xF4\x90\x80\x80", 4, 0}, {"\xF5\x80\x80\x80", 4, 0},
      {"\xFF", 1, 0}, {"\xE5\xB9", 2, 0}, {"a\xE5\xB9", 3, 1}, {"\xE5\xB9x", 3, 0}, {"a\0b", 3, 1}, {"\xEF\xBF\xBF", 3, 3}, {"\xF4\x8F\xBF\xBF", 4, 4},
      {"\xC3", 1, 0}, {"\xC3(", 2, 0}, {"\xCA\xD5\xC8\xEB", 4, 0} /* 收入 in GBK */};
  for (size_t i = 0; i < COUNT(cases); i++) assert_int_equal(gk_utf8_check(cases[i].text, cases[i].n), cases[i].at);
  assert_int_equal(gk_utf8_length("年度2022", 10), 6);
  assert_int_equal(gk_utf8_length("\xE5\xB9x", 3), 3); /* each malformed byte counts */
}

static void utf16_for_pdf(void **state) {
  (void)state;
  uint8_t out[64];
  assert_int_equal(gk_utf16be("a年\xF0\xA0\x80\x80", 8, out), 8);
  assert_memory_equal(out, "\0a\x5E\x74\xD8\x40\xDC\x00", 8);
  assert_int_equal(gk_utf16be("\xFF", 1, out), 2);
  assert_memory_equal(out, "\xFF\xFD", 2);
  assert_int_equal(gk_utf16be("", 0, out), 0);
}

static void columns_on_a_terminal(void **state) {
  (void)state;
  static const struct { uint32_t c; unsigned width; } cases[] = {
      {'a', 1}, {0x4E00, 2}, {0xFF11, 2}, {0x3000, 2}, {0x3001, 2}, {0x201C, 2}, {0x201D, 2}, {0x2014, 2}, {0x2026, 2}, {0xB7, 2}, {0xE9, 1}, {0x3B1, 1},
      {0x430, 1}, {0x301, 0}, {0x20DD, 0}, {0x200B, 0}, {0xFE0F, 0}, {0xE0100, 0}, {0x202E, 0}, {0x1F600, 2}, {0x20000, 2}, {0xFF61, 1}, {0x2460, 1}, {0xD7, 1},
      {0xAC00, 2}, {GK_UTF8_BAD, 1}, {0x110000, 1}};
  for (size_t i = 0; i < COUNT(cases); i++)
    if (gk_char_width(cases[i].c) != cases[i].width) fail_msg("U+%04X: %u", (unsigned)cases[i].c, gk_char_width(cases[i].c));
  assert_int_equal(gk_text_width("2022年“收”", 16), 4 + 2 + 6);
  assert_int_equal(gk_text_width("e\xCC\x81", 3), 1);
}

static void classes_of_characters(void **state) {
  (void)state;
  static const uint32_t han[] = {0x4E00, 0x9FFF, 0x3400, 0x3005, 0x3007, 0x20000, 0xF900, 0x2F00, 0x30000},
                        not_han[] = {'a', 0x3001, 0x3042, 0xFF21, 0x25CB, 0x110000, GK_UTF8_BAD, 0},
                        bidi[] = {0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069},
                        invisible[] = {0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2064, 0x206A, 0x206F, 0x3164, 0xFEFF, 0xFFA0,
                                       0xFFF9, 0xFFFB, 0xE0001, 0xE0020, 0xE007F},
                        visible[] = {0, ' ', 'a', 0xA0, 0x3000, 0x4E00, 0xFE0F, 0xFE00, 0xE0100, 0xE01EF, 0x180B, 0x301, 0x2028, 0xFFFD, 0x110000, GK_UTF8_BAD};
  for (size_t i = 0; i < COUNT(han); i++) assert_true(gk_char_is_han(han[i]));
  for (size_t i = 0; i < COUNT(not_han); i++) assert_false(gk_char_is_han(not_han[i]));
  for (size_t i = 0; i < COUNT(invisible); i++)
    if (!gk_char_is_invisible(invisible[i])) fail_msg("U+%04X is invisible", (unsigned)invisible[i]);
  for (size_t i = 0; i < COUNT(visible); i++)
    if (gk_char_is_invisible(visible[i])) fail_msg("U+%04X is not invisible", (unsigned)visible[i]);
  for (size_t i = 0; i < COUNT(bidi); i++) assert_true(gk_char_is_bidi_control(bidi[i]) && !gk_char_is_invisible(bidi[i]));
  assert_true(gk_char_is_right_to_left(0x5D0) && gk_char_is_right_to_left(0x627) && gk_char_is_right_to_left(0x1E900));
  assert_false(gk_char_is_right_to_left(0x661) || gk_char_is_right_to_left('A') || gk_char_is_right_to_left(0x4E00));
  assert_int_equal(gk_char_of_compatible_han(0x2F00), 0x4E00);
  assert_int_equal(gk_char_of_compatible_han(0xF900), 0x8C48);
  assert_int_equal(gk_char_of_compatible_han(0x2F800), 0x4E3D);
  assert_int_equal(gk_char_of_compatible_han(0x2EF3), 0x9F9F);
  assert_int_equal(gk_char_of_compatible_han(0xFA0E), 0);  /* a Han of its own in spite of its block */
  assert_int_equal(gk_char_of_compatible_han(0x4E00), 0);
  assert_int_equal(gk_char_of_compatible_han(0x2E81), 0); /* a radical that is no Han */
  assert_false(gk_char_is_bidi_control(0x202F) || gk_char_is_bidi_control(0x2065) || gk_char_is_bidi_control(0x2010));
  assert_true(gk_char_is_mark(0x301) && gk_char_is_mark(0x20DD) && gk_char_is_mark(0x0903));
  assert_false(gk_char_is_mark('a') || gk_char_is_mark(0x4E00) || gk_char_is_mark(GK_UTF8_BAD));
}

static void classes_of_line_breaking(void **state) {
  (void)state;
  assert_int_equal(gk_char_line_break(0x4E00), U_LB_IDEOGRAPHIC);
  assert_int_equal(gk_char_line_break('('), U_LB_OPEN_PUNCTUATION);
  assert_int_equal(gk_char_line_break(0x3002), U_LB_CLOSE_PUNCTUATION);
  assert_int_equal(gk_char_line_break('7'), U_LB_NUMERIC);
}

/* Unicode's own word on lines; all of its test file goes through tests/unit/text/test_line_break.c. */
static void where_lines_end(void **state) {
  (void)state;
  static const struct { const char *text, *can; } rows[] = {
      {"", ""},
      {"ab c", "...|"},
      {"部门", "...|.."},
      {"(a) b", "....|"},
      {"\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3\xF0\x9F\x87\xAF\xF0\x9F\x87\xB5", "........|......."}, /* two flags */
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    bool can[32];
    const char *why;
    size_t n = strlen(rows[r].text);
    assert_true(gk_text_line_breaks(rows[r].text, n, can, &why));
    for (size_t i = 1; i < n; i++) assert_int_equal(can[i], rows[r].can[i] == '|');
  }
}

static void form_c(void **state) {
  (void)state;
  static const struct { const char *text, *normal; } cases[] = {
      {"", ""}, {"abc", "abc"}, {"收入", "收入"}, {"e\xCC\x81", "\xC3\xA9"}, {"\xC3\xA9", "\xC3\xA9"}, {"\xE2\x84\xAB", "\xC3\x85"} /* Å as a unit */,
      {"\xEF\xA4\x80", "\xE8\xB1\x88"} /* compatibility ideograph 豈 */, {"a\xCC\x81\xCC\xA3", "\xE1\xBA\xA1\xCC\x81"}, {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"},
      {"\xF0\x9D\x85\xA0", "\xF0\x9D\x85\x98\xF0\x9D\x85\xA5\xF0\x9D\x85\xAE"} /* grows threefold */};
  struct bench bench = bench_new();
  for (size_t i = 0; i < COUNT(cases); i++) {
    size_t n = 99;
    char *normal = gk_text_nfc(bench.arena, cases[i].text, strlen(cases[i].text), &n);
    assert_non_null(normal);
    assert_string_equal(normal, cases[i].normal);
    assert_int_equal(n, strlen(cases[i].normal));
    assert_int_equal(gk_text_is_nfc(cases[i].text, strlen(cases[i].text)), strcmp(cases[i].text, cases[i].normal) == 0);
    assert_true(gk_text_is_nfc(normal, n));
  }
  size_t n;
  assert_memory_equal(gk_text_nfc(bench.arena, "a\0e\xCC\x81", 5, &n), "a\0\xC3\xA9", 5);
  assert_int_equal(n, 4);
  assert_false(gk_text_is_nfc("\xFF", 1));
  assert_null(gk_text_nfc(bench.arena, "a\xED\xA0\x80", 4, &n));
  assert_false(gk_arena_failed(bench.arena)); /* malformed is not out of memory */
  bench_drop(&bench);
}

static void form_c_without_memory(void **state) {
  (void)state;
  for (unsigned long k = 1; k < 20; k++) {
    struct bench bench = bench_new();
    size_t n;
    gk_memory_fail_at(k);
    char *normal = gk_text_nfc(bench.arena, "e\xCC\x81", 3, &n);
    gk_memory_fail_at(0);
    assert_int_equal(gk_arena_failed(bench.arena), normal == NULL);
    bench_drop(&bench);
    if (!normal) continue;
    assert_true(k > 3);
    return;
  }
  fail();
}

/* Spot checks against the code charts: ⺁ 㑳 鿎… as GB 18030-2005 gives FE50, FE55, FE59, FE90, FEA0; ︒ as it gives A6DA. */
static void private_codes_of_gbk(void **state) {
  (void)state;
  static const struct { uint32_t private, standard; } cases[] = {
      {0xE815, 0x2E81}, {0xE816, 0x20087}, {0xE81A, 0x3473}, {0xE81E, 0x9FB4}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB}, {0xE78E, 0xFE12}, {0xE796, 0xFE19},
      {0xE7C7, 0x1E3F}, {0xE7C8, 0x01F9}, {0xE7E7, 0x303E}, {0xE7E8, 0x2FF0}, {0xE7F3, 0x2FFB},
      {0xE000, 0}, {0xE78C, 0}, {0xE797, 0}, {0xE7F4, 0}, {0xE814, 0}, {0xE865, 0}, {0x4E00, 0}};
  for (size_t i = 0; i < COUNT(cases); i++) assert_int_equal(gk_char_of_gbk_private(cases[i].private), cases[i].standard);
  for (uint32_t c = 0xE000; c < 0xF900; c++) { /* never to another private code, nor two to one */
    uint32_t standard = gk_char_of_gbk_private(c);
    assert_false(standard >= 0xE000 && standard < 0xF900);
    for (uint32_t d = c + 1; standard && d < 0xE865; d++) assert_int_not_equal(gk_char_of_gbk_private(d), standard);
  }
}

/* The words of a text, a bar between two. */
static const char *words_of(struct gk_arena *arena, const char *text) {
  size_t n = strlen(text), k = 0;
  bool *starts = gk_arena_array(arena, n + 1, sizeof *starts);
  char *out = gk_arena_alloc(arena, 2 * n + 1);
  const char *why;
  assert_true(gk_text_words(text, n, starts, &why));
  assert_true(starts[0] && starts[n]);
  for (size_t i = 0; i < n; i++) {
    if (i && starts[i]) out[k++] = '|';
    out[k++] = text[i];
  }
  return out;
}

static void words(void **state) {
  (void)state;
  struct bench bench = bench_new();
  assert_string_equal(words_of(bench.arena, "部门预算公开"), "部门|预算|公开");
  assert_string_equal(words_of(bench.arena, "2022年度情况说明"), "2022|年度|情况|说明");
  assert_string_equal(words_of(bench.arena, "\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7部门"), "\xF0\xA0\xAE\xB7|\xF0\xA0\xAE\xB7|部门"); /* two units each */
  assert_string_equal(words_of(bench.arena, "open data"), "open| |data");
  bool none;
  const char *why = "";
  assert_true(gk_text_words("", 0, &none, &why) && none);
  assert_false(gk_text_words("", SIZE_MAX, &none, &why));
  gk_memory_fail_at(1);
  assert_false(gk_text_words("", 0, &none, &why));
  gk_memory_fail_at(0);
  assert_null(why); /* memory */
  bench_drop(&bench);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point_goes_round), cmocka_unit_test(malformed_bytes_are_found), cmocka_unit_test(utf16_for_pdf),
      cmocka_unit_test(columns_on_a_terminal),       cmocka_unit_test(classes_of_characters),     cmocka_unit_test(classes_of_line_breaking),
      cmocka_unit_test(where_lines_end),             cmocka_unit_test(form_c),                    cmocka_unit_test(form_c_without_memory),
      cmocka_unit_test(words),                       cmocka_unit_test(private_codes_of_gbk),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
