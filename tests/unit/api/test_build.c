/* The public interface from outside: builds, refusals, and lack of memory at any
 * point of the whole way. Runs in the checkout's root with the fonts fetched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/base.h"
#include "gongkai.h"

#define LAYOUT "tests/golden/layouts/tiny"

static const char data[] =
    "{\"年度\": 2031, \"金额单位\": \"万元\", \"单位\": {\"名称\": \"某某局\"},"
    " \"机构\": [{\"名称\": \"某某站\", \"性质\": \"事业\", \"规格\": \"股级\", \"经费保障形式\": \"财政拨款\"}],"
    " \"收入\": {\"一般公共预算拨款\": 10.5, \"政府性基金预算拨款\": 0, \"财政专户管理资金\": 0, \"其他来源收入\": 0, \"上年结转\": 1},"
    " \"支出\": {\"人员经费\": 3, \"公用经费\": 2.25, \"项目支出\": 6.25}}";

static gk_engine *engine_new(void) {
  const char *fonts = getenv("GK_TEST_FONTS");
  gk_engine_options options = {.layouts_dir = "layouts", .fonts_lock = "fonts/fonts.lock", .fonts_dir = fonts ? fonts : "build/fonts"};
  return gk_engine_new(&options);
}

static gk_request request_of(const char *text, gk_output output) {
  return (gk_request){.data = text, .data_size = strlen(text), .data_name = "d.json", .layout = LAYOUT, .output = output, .dpi = 40, .date = -1};
}

static gk_result *build(gk_engine *engine, const char *text, gk_output output) {
  gk_request request = request_of(text, output);
  return gk_build(engine, &request);
}

static void each_output(void **state) {
  (void)state;
  static const char *const heads[] = {"%PDF-1.7", "document ", "\x89PNG"};
  gk_engine *engine = engine_new();
  for (int output = GK_OUTPUT_PDF; output <= GK_OUTPUT_PNG; output++) {
    gk_result *result = build(engine, data, (gk_output)output);
    assert_string_equal(gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 0), "");
    assert_int_equal(gk_result_status(result), GK_OK);
    assert_int_equal(gk_result_page_count(result), 1);
    assert_int_equal(gk_result_file_count(result), 1);
    assert_string_equal(gk_result_file_name(result), "某某局2031年预算简表");
    size_t size;
    const char *bytes = gk_result_file(result, 0, &size);
    assert_memory_equal(bytes, heads[output], strlen(heads[output]));
    assert_null(gk_result_file(result, 1, &size));
    gk_result_drop(result);
  }
  gk_result *result = build(engine, data, GK_OUTPUT_NONE);
  assert_int_equal(gk_result_status(result), GK_OK);
  assert_int_equal(gk_result_file_count(result), 0);
  gk_result_drop(result);
  gk_engine_drop(engine);
}

static void an_engine_builds_the_same_again(void **state) {
  (void)state;
  gk_engine *engine = engine_new();
  gk_result *a = build(engine, data, GK_OUTPUT_PDF), *b = build(engine, data, GK_OUTPUT_PDF);
  gk_engine_drop(engine); /* results outlive it */
  size_t n, m;
  const void *x = gk_result_file(a, 0, &n), *y = gk_result_file(b, 0, &m);
  assert_int_equal(n, m);
  assert_memory_equal(x, y, n);
  gk_result_drop(a);
  gk_result_drop(b);
}

static void expect_status(const char *text, int status, const char *id) {
  gk_engine *engine = engine_new();
  gk_result *result = build(engine, text, GK_OUTPUT_PDF);
  assert_int_equal(gk_result_status(result), status);
  assert_int_equal(gk_result_file_count(result), 0);
  assert_non_null(strstr(gk_result_diagnostics(result, GK_DIAGNOSTICS_JSON, 1), id));
  assert_non_null(strstr(gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 0), id));
  gk_result_drop(result);
  gk_engine_drop(engine);
}

static void refusals(void **state) {
  (void)state;
  expect_status("{", GK_BAD_INPUT, "data.");
  expect_status("{\"年度\": 2031}", GK_DOCUMENT_ERRORS, "bind.missing");
}

static void missing_places(void **state) {
  (void)state;
  gk_engine_options options = {.layouts_dir = "layouts", .fonts_lock = "fonts/fonts.lock", .fonts_dir = "/nonexistent"};
  gk_engine *engine = gk_engine_new(&options);
  gk_result *result = build(engine, data, GK_OUTPUT_PDF);
  assert_int_equal(gk_result_status(result), GK_BAD_ENVIRONMENT);
  gk_result_drop(result);
  gk_engine_drop(engine);
}

static void bad_resolution(void **state) {
  (void)state;
  gk_engine *engine = engine_new();
  gk_request request = request_of(data, GK_OUTPUT_PNG);
  request.dpi = 5;
  gk_result *result = gk_build(engine, &request);
  assert_int_equal(gk_result_status(result), GK_BAD_INPUT);
  gk_result_drop(result);
  gk_engine_drop(engine);
}

static void explains(void **state) {
  (void)state;
  gk_engine *engine = engine_new();
  gk_request request = request_of(data, GK_OUTPUT_NONE);
  gk_result *result = gk_explain_figure(engine, &request, "收入.合计");
  assert_int_equal(gk_result_status(result), GK_OK);
  assert_non_null(strstr(gk_result_text(result, 0), "11.5"));
  assert_non_null(strstr(gk_result_text(result, 1), "d.json:1:"));
  gk_result_drop(result);
  gk_engine_drop(engine);
}

/* One allocation after another fails, at a growing stride; the way ends in status 6, or in success once the point lies beyond the end. */
static void no_memory_at_any_point(void **state) {
  (void)state;
  bool finished = false;
  for (unsigned long n = 1, step = 1; !finished; n += step, step = n / 24 + 1) {
    gk_memory_fail_at(n);
    gk_engine *engine = engine_new();
    gk_result *result = engine ? build(engine, data, GK_OUTPUT_PDF) : NULL;
    gk_memory_fail_at(0);
    finished = result && gk_result_status(result) == GK_OK;
    if (result && !finished) {
      assert_int_equal(gk_result_status(result), GK_OUT_OF_MEMORY);
      assert_int_equal(gk_result_file_count(result), 0);
    }
    gk_result_drop(result);
    gk_engine_drop(engine);
    assert_true(n < 100000000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_output),    cmocka_unit_test(an_engine_builds_the_same_again),
                                     cmocka_unit_test(refusals),       cmocka_unit_test(missing_places),
                                     cmocka_unit_test(bad_resolution), cmocka_unit_test(explains),
                                     cmocka_unit_test(no_memory_at_any_point)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
