/* Diagnostics as shown: shape, carets by display width, cropping, escapes, JSON. */
#include "support.h"

static const struct gk_message sum = {"check.sum", GK_ERROR, GK_STATUS_DOCUMENT, "{1}万元，应为{2}万元。", "{1}, should be {2}"},
                               gap = {"check.gap", GK_WARNING, GK_STATUS_OK, "“{1}”未填。", "“{1}” is missing"},
                               hint = {"check.hint", GK_NOTE, GK_STATUS_OK, "可以更短。", "could be shorter"};

static void check(const struct gk_diag *diag, enum gk_diag_language language, const char *expected) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  gk_diag_render_text(diag, language, &out);
  assert_text(&out, expected);
  gk_buf_drop(&out);
}

static void check_json(const struct gk_diag *diag, enum gk_diag_language language, const char *expected) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  gk_diag_render_json(diag, language, &out);
  assert_text(&out, expected);
  gk_buf_drop(&out);
}

static void one_shape_everywhere(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_place data = gk_place_at(bench_source(&bench, "data.json", "{\n  \"合计\": 614.20\n}"), 14, 6);
  struct gk_place layout = gk_place_at(bench_source(&bench, "layout.xml", "<table>\n<col of='合计'/>"), 8, 4);
  struct gk_diag diag = {.message = &sum, .severity = GK_ERROR, .args = {"614.20", "614.21"}};
  check(&diag, GK_DIAG_ZH, "错误：614.20万元，应为614.21万元。〔check.sum〕\n");
  check(&diag, GK_DIAG_EN, "error: 614.20, should be 614.21 [check.sum]\n");
  diag.data = data;
  check(&diag, GK_DIAG_ZH, "错误 data.json:2:9：614.20万元，应为614.21万元。〔check.sum〕\n    \"合计\": 614.20\n            ^~~~~~\n");
  diag.layout = layout;
  check(&diag, GK_DIAG_ZH,
        "错误 data.json:2:9：614.20万元，应为614.21万元。〔check.sum〕\n  版式 layout.xml:2:1\n    \"合计\": 614.20\n            ^~~~~~\n");
  check(&diag, GK_DIAG_EN,
        "error data.json:2:9: 614.20, should be 614.21 [check.sum]\n  layout layout.xml:2:1\n    \"合计\": 614.20\n            ^~~~~~\n");
  diag.data = gk_place_none(); /* the layout is then the first place */
  check(&diag, GK_DIAG_ZH, "错误 layout.xml:2:1：614.20万元，应为614.21万元。〔check.sum〕\n  <col of='合计'/>\n  ^~~~\n");
  bench_drop(&bench);
}

/* Further places come last, the first five of them. */
static void other_places(void **state) {
  (void)state;
  struct bench bench = bench_new();
  const struct gk_source *source = bench_source(&bench, "d", "0123456789\nab");
  struct gk_place others[GK_DIAG_PLACES_MAX];
  for (size_t i = 0; i < GK_DIAG_PLACES_MAX; i++) others[i] = gk_place_at(source, i % 10 + (i == 1 ? 10 : 0), 1);
  struct gk_diag diag = {.message = &gap, .severity = GK_WARNING, .args = {"甲"}, .data = gk_place_at(source, 11, 1), .others = others, .other_count = 2};
  check(&diag, GK_DIAG_ZH, "警告 d:2:1：“甲”未填。〔check.gap〕\n  ab\n  ^\n  共3处，另见 d:1:1、d:2:1\n");
  check(&diag, GK_DIAG_EN, "warning d:2:1: “甲” is missing [check.gap]\n  ab\n  ^\n  3 places, also d:1:1, d:2:1\n");
  check_json(&diag, GK_DIAG_EN,
             "{\"severity\":\"warning\",\"id\":\"check.gap\",\"status\":0,\"data\":{\"file\":\"d\",\"line\":2,\"column\":1,\"length\":1},"
             "\"message\":\"“甲” is missing\",\"args\":[\"甲\"],\"others\":[{\"file\":\"d\",\"line\":1,\"column\":1,\"length\":1},"
             "{\"file\":\"d\",\"line\":2,\"column\":1,\"length\":1}]}\n");
  diag.other_count = GK_DIAG_PLACES_MAX;
  check(&diag, GK_DIAG_ZH, "警告 d:2:1：“甲”未填。〔check.gap〕\n  ab\n  ^\n  超过256处，另见 d:1:1、d:2:1、d:1:3、d:1:4、d:1:5……\n");
  check(&diag, GK_DIAG_EN, "warning d:2:1: “甲” is missing [check.gap]\n  ab\n  ^\n  more than 256 places, also d:1:1, d:2:1, d:1:3, d:1:4, d:1:5 …\n");
  bench_drop(&bench);
}

static void check_quote(const char *line, size_t offset, size_t length, const char *expected) {
  struct bench bench = bench_new();
  struct gk_diag diag = {.message = &hint, .severity = GK_NOTE, .data = gk_place_at(bench_source(&bench, "d", line), offset, length)};
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  gk_diag_render_text(&diag, GK_DIAG_ZH, &out);
  assert_false(out.failed);
  const char *quote = strchr(out.data, '\n');
  assert_non_null(quote);
  assert_string_equal(quote + 1, expected);
  gk_buf_drop(&out);
  bench_drop(&bench);
}

static void carets_stand_under_the_characters(void **state) {
  (void)state;
  check_quote("abc", 0, 1, "  abc\n  ^\n");
  check_quote("abc", 1, 0, "  abc\n   ^\n");
  check_quote("abc", 3, 0, "  abc\n     ^\n");
  check_quote("收入abc", 3, 3, "  收入abc\n    ^~\n");
  check_quote("收入abc", 6, 2, "  收入abc\n      ^~\n");
  check_quote("“收”x", 9, 1, "  “收”x\n        ^\n");
  check_quote("\t\tx: 1", 2, 1, "    x: 1\n    ^\n"); /* a tab is shown as one space */
  check_quote("e\xCC\x81x", 3, 1, "  e\xCC\x81x\n   ^\n");
  check_quote("ab\ncd\nef", 1, 6, "  ab\n   ^\n"); /* to the end of the line only */
  check_quote("\xEF\xBB\xBFkey", 3, 3, "  key\n  ^~~\n");
  check_quote("\xEF\xBB\xBFkey", 0, 1, "  key\n  ^\n");
  check_quote("ab\r\ncd", 0, 4, "  ab\n  ^~\n");
  check_quote("\n\n", 1, 1, ""); /* an empty line shows nothing */
  check_quote("", 0, 0, "");
}

static void terminals_are_not_written_on(void **state) {
  (void)state;
  check_quote("a\x1B[31mb", 1, 1, "  a<U+001B>[31mb\n   ^~~~~~~~\n");
  check_quote("a\xE2\x80\xAE" "b", 4, 1, "  a<U+202E>b\n           ^\n"); /* right-to-left override */
  check_quote("\xF3\xA0\x80\x81x", 4, 1, "  <U+E0001>x\n           ^\n");
  check_quote("\xE2\x80\x8B\xC2\x85\x7F|", 0, 1, "  <U+200B><U+0085><U+007F>|\n  ^~~~~~~~\n");
  check_quote("a\xFF" "b", 1, 2, "  a\xEF\xBF\xBD" "b\n   ^~\n");
  struct gk_diag diag = {.message = &gap, .severity = GK_WARNING, .args = {"甲\x1B]0;x\x07\n错误：\xE2\x80\xAE{1}\xFF"}};
  check(&diag, GK_DIAG_ZH, "警告：“甲<U+001B>]0;x<U+0007><U+000A>错误：<U+202E>{1}\xEF\xBF\xBD”未填。〔check.gap〕\n");
  struct bench bench = bench_new();
  diag.args[0] = "x";
  diag.data = gk_place_at(bench_source(&bench, "da\x1Bta", "y"), 0, 1);
  check(&diag, GK_DIAG_EN, "warning da<U+001B>ta:1:1: “x” is missing [check.gap]\n  y\n  ^\n");
  bench_drop(&bench);
}

/* The caret of a cropped line stands under the place, and the line stays short. */
static void check_crop(size_t before, size_t after, const char *unit) {
  struct bench bench = bench_new();
  struct gk_buf line, out;
  gk_buf_init(&line, 1 << 20);
  gk_buf_init(&out, 1 << 20);
  for (size_t i = 0; i < before; i++) gk_buf_add_string(&line, unit);
  size_t at = line.size;
  gk_buf_add_string(&line, "HERE");
  for (size_t i = 0; i < after; i++) gk_buf_add_string(&line, unit);
  struct gk_diag diag = {.message = &hint, .severity = GK_NOTE, .data = gk_place_at(bench_source(&bench, "d", line.data), at, 4)};
  gk_diag_render_text(&diag, GK_DIAG_ZH, &out);
  const char *quote = strchr(out.data, '\n') + 1, *end = strchr(quote, '\n'), *here = strstr(quote, "HERE"), *caret = strstr(end, "^~~~");
  assert_non_null(here);
  assert_non_null(caret);
  assert_true(here < end);
  assert_int_equal(gk_text_width(quote, (size_t)(here - quote)), caret - (end + 1));
  assert_true(gk_text_width(quote, (size_t)(end - quote)) <= 2 + 3 + 97 + 3);
  gk_buf_drop(&line);
  gk_buf_drop(&out);
  bench_drop(&bench);
}

static void long_lines_are_cropped_around_the_place(void **state) {
  (void)state;
  static const char *const units[] = {"a", "预", "a预", "\xF0\xA0\x80\x80", " "};
  static const size_t sizes[] = {0, 1, 28, 29, 30, 31, 59, 60, 61, 95, 96, 97, 1000};
  for (size_t u = 0; u < COUNT(units); u++)
    for (size_t i = 0; i < COUNT(sizes); i++)
      for (size_t k = 0; k < COUNT(sizes); k++) check_crop(sizes[i], sizes[k], units[u]);
  struct bench bench = bench_new();
  struct gk_diag diag = {.message = &hint, .severity = GK_NOTE};
  char text[201];
  memset(text, 'a', 200);
  text[200] = '\0';
  diag.data = gk_place_at(bench_source(&bench, "d", text), 100, 2);
  check(&diag, GK_DIAG_EN,
        "note d:1:101: could be shorter [check.hint]\n"
        "  ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\n"
        "                                                                 ^~\n");
  bench_drop(&bench);
}

static void check_malformed(const char *unit) {
  struct bench bench = bench_new();
  char text[301];
  for (size_t i = 0, n = strlen(unit); i < 300; i++) text[i] = unit[i % n];
  text[300] = '\0';
  for (size_t at = 0; at <= 300; at++) {
    struct gk_diag diag = {.message = &hint, .severity = GK_NOTE, .data = gk_place_at(bench_source(&bench, "d", text), at, 5)};
    struct gk_buf out;
    gk_buf_init(&out, 1 << 16);
    gk_diag_render_text(&diag, GK_DIAG_ZH, &out);
    assert_false(out.failed);
    assert_int_equal(gk_utf8_check(out.data, out.size), out.size); /* what is shown is well-formed */
    const char *quote = strchr(out.data, '\n') + 1, *end = strchr(quote, '\n'), *caret = strchr(end, '^');
    assert_true(gk_text_width(quote, (size_t)(end - quote)) <= 2 + 3 + 97 + 3);
    assert_true(caret - end <= 1 + 2 + 3 + 60);
    gk_buf_drop(&out);
  }
  bench_drop(&bench);
}

static void malformed_lines_crop_too(void **state) {
  (void)state;
  static const char *const units[] = {"\xE5\x81\x82", "\xE5", "\x80", "\xE4\xB8\x80\x80", "\xF0\xA0\x80", "\xE4\xB8" "a", "\xF0\xA0\x80\x80\x80\x80"};
  for (size_t i = 0; i < COUNT(units); i++) check_malformed(units[i]);
}

static void json_is_one_line(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_diag diag = {.message = &sum, .severity = GK_ERROR, .args = {"6\"1\\4", "\n\x01"}};
  check_json(&diag, GK_DIAG_ZH,
             "{\"severity\":\"error\",\"id\":\"check.sum\",\"status\":1,\"message\":\"6\\\"1\\\\4万元，应为<U+000A><U+0001>万元。\","
             "\"args\":[\"6\\\"1\\\\4\",\"\\n\\u0001\"]}\n");
  struct gk_diag placed = {.message = &gap, .severity = GK_WARNING, .args = {"年度"}};
  placed.data = gk_place_at(bench_source(&bench, "数据.json", "收入\n支出"), 7, 6);
  placed.layout = gk_place_at(bench_source(&bench, "l.xml", "<a/>"), 1, 1);
  check_json(&placed, GK_DIAG_EN,
             "{\"severity\":\"warning\",\"id\":\"check.gap\",\"status\":0,\"data\":{\"file\":\"数据.json\",\"line\":2,\"column\":1,\"length\":2},"
             "\"layout\":{\"file\":\"l.xml\",\"line\":1,\"column\":2,\"length\":1},\"message\":\"“年度” is missing\",\"args\":[\"年度\"]}\n");
  struct gk_diag bare = {.message = &hint, .severity = GK_NOTE};
  check_json(&bare, GK_DIAG_EN, "{\"severity\":\"note\",\"id\":\"check.hint\",\"status\":0,\"message\":\"could be shorter\",\"args\":[]}\n");
  bench_drop(&bench);
}

static void json_strings_are_escaped(void **state) {
  (void)state;
  static const struct { const char *text; size_t n; const char *json; } cases[] = {
      {"", 0, "\"\""}, {"a\"b\\c/", 6, "\"a\\\"b\\\\c/\""}, {"\0\t\r\n\x7F", 5, "\"\\u0000\\u0009\\u000D\\n\\u007F\""}, {"公开", 6, "\"公开\""},
      {"\xE2\x80\xAE\xE2\x80\x8B", 6, "\"\\u202E\\u200B\""}, {"\xF3\xA0\x80\x81", 4, "\"\\uDB40\\uDC01\""}, {"\xF0\x9F\x98\x80", 4, "\"\xF0\x9F\x98\x80\""},
      {"\xFF\xE5", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""}, {"\xE2\x80\xA8", 3, "\"\\u2028\""}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct gk_buf out;
    gk_buf_init(&out, 1000);
    gk_buf_add_json_string(&out, cases[i].text, cases[i].n);
    assert_text(&out, cases[i].json);
    gk_buf_drop(&out);
  }
}

static void check_all(const struct gk_diag_sink *sink, enum gk_diag_language language, bool json, const char *expected) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  gk_diag_render_all(sink, language, json, &out);
  assert_text(&out, expected);
  gk_buf_drop(&out);
}

static void closing_line_counts(void **state) {
  (void)state;
  struct gk_diag_sink *sink = gk_diag_sink_new(3);
  struct gk_place none = gk_place_none();
  check_all(sink, GK_DIAG_ZH, false, "");
  gk_report(sink, &hint, none, none, "");
  check_all(sink, GK_DIAG_ZH, false, "提示：可以更短。〔check.hint〕\n");
  gk_report(sink, &gap, none, none, "甲");
  check_all(sink, GK_DIAG_EN, false, "note: could be shorter [check.hint]\nwarning: “甲” is missing [check.gap]\n1 warning.\n");
  gk_report(sink, &sum, none, none, "1", "2");
  check_all(sink, GK_DIAG_ZH, false,
            "提示：可以更短。〔check.hint〕\n警告：“甲”未填。〔check.gap〕\n错误：1万元，应为2万元。〔check.sum〕\n1个错误，1个警告。\n");
  gk_report(sink, &sum, none, none, "1", "3");
  check_all(sink, GK_DIAG_EN, false,
            "note: could be shorter [check.hint]\nwarning: “甲” is missing [check.gap]\nerror: 1, should be 2 [check.sum]\n"
            "1 more not shown.\n2 errors, 1 warning.\n");
  check_all(sink, GK_DIAG_EN, true,
            "{\"severity\":\"note\",\"id\":\"check.hint\",\"status\":0,\"message\":\"could be shorter\",\"args\":[\"\"]}\n"
            "{\"severity\":\"warning\",\"id\":\"check.gap\",\"status\":0,\"message\":\"“甲” is missing\",\"args\":[\"甲\"]}\n"
            "{\"severity\":\"error\",\"id\":\"check.sum\",\"status\":1,\"message\":\"1, should be 2\",\"args\":[\"1\",\"2\"]}\n");
  gk_diag_sink_drop(sink);
}

static void full_buffers_fail_without_harm(void **state) {
  (void)state;
  struct gk_diag diag = {.message = &sum, .severity = GK_ERROR, .args = {"614.20", "614.21"}};
  for (size_t limit = 0; limit < 60; limit++) {
    struct gk_buf out;
    gk_buf_init(&out, limit);
    gk_diag_render_text(&diag, GK_DIAG_ZH, &out);
    gk_diag_render_json(&diag, GK_DIAG_ZH, &out);
    assert_true(out.failed);
    assert_true(out.size <= limit);
    gk_buf_drop(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_shape_everywhere), cmocka_unit_test(other_places),
      cmocka_unit_test(carets_stand_under_the_characters),
      cmocka_unit_test(terminals_are_not_written_on),
      cmocka_unit_test(long_lines_are_cropped_around_the_place),
      cmocka_unit_test(malformed_lines_crop_too),
      cmocka_unit_test(json_is_one_line),
      cmocka_unit_test(json_strings_are_escaped),
      cmocka_unit_test(closing_line_counts),
      cmocka_unit_test(full_buffers_fail_without_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
