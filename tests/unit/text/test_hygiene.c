/* What may not be set, what is left out, and the place that is told. */
#include <unicode/uchar.h>

#include "text/face.h"

static bool try_text(const char *text, size_t n, struct gk_paragraph *out) {
  gk_diag_sink_reset(sink);
  struct gk_text_style style = plain_style();
  struct gk_source *source = gk_source_new(arena, "data.json", text, n);
  struct gk_text_run run = {.text = text, .size = n, .role = -1, .data = {source, 0, (uint32_t)n}};
  return gk_text_paragraph(NULL, arena, &style, 100000, &run, 1, out, sink);
}

static void test_refused(void **state) {
  (void)state;
  static const struct { uint32_t code; const char *id; } rows[] = {
      {0x202E, "text.bidi"},      {0x2066, "text.bidi"},      {0x200F, "text.bidi"},      {0x061C, "text.bidi"},
      {0x0000, "text.control"},   {0x0009, "text.control"},   {0x000A, "text.control"},   {0x001B, "text.control"},
      {0x007F, "text.control"},   {0x0085, "text.control"},   {0x2028, "text.control"},   {0x2029, "text.control"},
      {0xFFFF, "text.control"},   {0x1FFFE, "text.control"},  {0x3164, "text.invisible"}, {0x115F, "text.invisible"},
      {0x2061, "text.invisible"}, {0xFFF9, "text.invisible"}, {0xE0041, "text.invisible"},
      {0x2065, "text.invisible"}, {0x17B4, "text.invisible"}, {0x1D173, "text.invisible"}, {0xE0FFF, "text.invisible"}, {0xFFF0, "text.invisible"},
      {0xFFFD, "text.lost"},           {0xE815, "text.private-use"}, {0xE7C7, "text.private-use"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    char text[16] = "甲乙";
    size_t n = 6 + gk_utf8_put(rows[r].code, text + 6);
    memcpy(text + n, "丙", 3);
    struct gk_paragraph p;
    assert_false(try_text(text, n + 3, &p));
    bool hidden = gk_char_is_invisible(rows[r].code); /* else 〓 stands for it, in a draft */
    assert_string_equal(p.text, hidden ? "甲乙丙" : "甲乙〓丙");
    const struct gk_diag *d = gk_diag_first(sink);
    assert_non_null(d);
    assert_string_equal(d->message->id, rows[r].id);
    assert_int_equal(d->data.offset, 6);
    assert_int_equal(d->data.length, n - 6);
    assert_int_equal(gk_diag_status(sink), GK_STATUS_DOCUMENT);
  }
}

/* Scripts from right to left would stand in the wrong order. One report for all the letters; the text is kept. */
static void test_right_to_left(void **state) {
  (void)state;
  static const char *const texts[] = {"甲שלום乙", "甲العربية乙", "甲\xEF\xBA\x8D乙"};
  for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
    struct gk_paragraph p;
    assert_false(try_text(texts[t], strlen(texts[t]), &p));
    assert_string_equal(p.text, texts[t]);
    const struct gk_diag *d = gk_diag_first(sink);
    assert_string_equal(d->message->id, "text.right-to-left");
    assert_int_equal(d->data.offset, 3);
    assert_int_equal(gk_diag_errors(sink), 1);
    assert_int_equal(gk_diag_status(sink), GK_STATUS_DOCUMENT);
  }
}

static void test_dropped(void **state) {
  (void)state;
  static const uint32_t codes[] = {0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x034F};
  for (size_t r = 0; r < sizeof codes / sizeof *codes; r++) {
    char text[16];
    size_t n = gk_utf8_put(codes[r], text);
    memcpy(text + n, "甲乙", 6);
    struct gk_paragraph p;
    assert_true(try_text(text, n + 6, &p));
    assert_true(told("text.invisible-dropped"));
    assert_int_equal(gk_diag_errors(sink), 0);
    assert_int_equal(p.size, 6);
    assert_memory_equal(p.text, "甲乙", 7);
    assert_int_equal(p.lines[0].count, 2);
  }
}

/* No gap in the table: every Default_Ignorable_Code_Point and Bidi_Control of Unicode, as ICU has them, is refused or dropped with a word;
 * variation selectors alone pass. */
static void test_properties(void **state) {
  (void)state;
  for (uint32_t c = 0x80; c <= 0x10FFFF; c++) {
    bool hidden = u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_hasBinaryProperty((UChar32)c, UCHAR_BIDI_CONTROL);
    if (!hidden) continue;
    char text[16] = "甲";
    size_t n = 3 + gk_utf8_put(c, text + 3);
    struct gk_paragraph p;
    try_text(text, n, &p);
    bool selects = u_hasBinaryProperty((UChar32)c, UCHAR_VARIATION_SELECTOR);
    const struct gk_diag *d = gk_diag_first(sink);
    if ((d == NULL) != selects) fail_msg("U+%04lX", (unsigned long)c);
    if (d != NULL && !told("text.bidi") && !told("text.invisible") && !told("text.invisible-dropped")) fail_msg("U+%04lX: %s", (unsigned long)c, d->message->id);
  }
}

static void test_private_use(void **state) {
  (void)state;
  struct gk_paragraph p;
  assert_false(try_text("甲\xEE\xA0\x9E乙\xEE\xA0\x9E", 12, &p)); /* U+E81E */
  const struct gk_diag *d = gk_diag_first(sink);
  assert_string_equal(d->args[0], "U+E81E");
  assert_string_equal(d->args[1], "龴（U+9FB4）");
  assert_int_equal(d->data.offset, 3);
  assert_int_equal(d->other_count, 1); /* one report, both places */
  assert_null(d->next);
}

/* All faults are told, not the first only. */
static void test_all_told(void **state) {
  (void)state;
  struct gk_paragraph p;
  const char *text = "甲\xE2\x80\xAE乙\t丙";
  assert_false(try_text(text, strlen(text), &p));
  assert_true(told("text.bidi") && told("text.control"));
  assert_false(try_text("\xEE\x80\x80甲\xEE\x80\x80", 9, &p));
  assert_true(told("glyph.missing"));
}

static void test_malformed(void **state) {
  (void)state;
  static const char *const rows[] = {"甲\xFF", "\xE4\xBD", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80"};
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_paragraph p;
    assert_false(try_text(rows[r], strlen(rows[r]), &p));
    assert_true(told("text.malformed"));
    assert_int_equal(gk_diag_status(sink), GK_STATUS_INPUT);
  }
}

/* Marks and selectors stay with their base; one without a base loses no byte. */
static void test_extensions(void **state) {
  (void)state;
  struct gk_paragraph p;
  const char *text = "葛\xF3\xA0\x84\x80城e\xCC\x81t";
  assert_true(try_text(text, strlen(text), &p));
  assert_int_equal(p.lines[0].count, 4);
  assert_int_equal(p.lines[0].glyphs[0].cluster_size, 7);
  assert_int_equal(p.lines[0].glyphs[2].cluster_size, 3);
  assert_true(try_text("\xEF\xB8\x80甲", 6, &p));
  assert_int_equal(p.lines[0].glyphs[0].cluster, 0);
  assert_int_equal(p.lines[0].glyphs[0].cluster_size, 6);
  assert_true(try_text("\xEF\xB8\x80", 3, &p)); /* nothing to draw at all */
  assert_int_equal(p.count, 0);
}

static void test_too_long(void **state) {
  (void)state;
  gk_diag_sink_reset(sink);
  struct gk_text_style style = plain_style();
  struct gk_text_run run = {.text = "", .size = SIZE_MAX, .role = -1}; /* refused by its size alone */
  struct gk_paragraph p;
  assert_false(gk_text_paragraph(NULL, arena, &style, 1000, &run, 1, &p, sink));
  assert_true(told("text.too-long"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_refused), cmocka_unit_test(test_right_to_left), cmocka_unit_test(test_dropped), cmocka_unit_test(test_properties), cmocka_unit_test(test_private_use), cmocka_unit_test(test_all_told),
                                     cmocka_unit_test(test_malformed), cmocka_unit_test(test_extensions), cmocka_unit_test(test_too_long)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
