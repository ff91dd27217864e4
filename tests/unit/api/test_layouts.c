/* An engine keeps layouts, and nobody can tell: an edit is seen at once, results
 * outlive the engine with what they quote, many layouts take their turns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/base.h"
#include "gongkai.h"

static const char data[] =
    "{\"年度\": 2031, \"金额单位\": \"万元\", \"单位\": {\"名称\": \"某某局\"},"
    " \"机构\": [{\"名称\": \"某某站\", \"性质\": \"事业\", \"规格\": \"股级\", \"经费保障形式\": \"财政拨款\"}],"
    " \"收入\": {\"一般公共预算拨款\": 10.5, \"政府性基金预算拨款\": 0, \"财政专户管理资金\": 0, \"其他来源收入\": 0, \"上年结转\": 1},"
    " \"支出\": {\"人员经费\": 3, \"公用经费\": 2.25, \"项目支出\": 6.25}}";

static char dir[32];
static gk_engine *engine;

static void shell(const char *format, const char *a, const char *b) {
  char command[512];
  snprintf(command, sizeof command, format, a, b);
  assert_int_equal(system(command), 0);
}

static int open_all(void **state) {
  (void)state;
  strcpy(dir, "/tmp/gk-layouts-XXXXXX");
  if (!mkdtemp(dir)) return -1;
  shell("cp -r layouts/common %s/common && cp -r tests/golden/layouts/tiny %s/tiny", dir, dir);
  const char *fonts = getenv("GK_TEST_FONTS");
  gk_engine_options options = {.layouts_dir = dir, .fonts_lock = "fonts/fonts.lock", .fonts_dir = fonts ? fonts : "build/fonts"};
  engine = gk_engine_new(&options);
  return engine ? 0 : -1;
}

static int close_all(void **state) {
  (void)state;
  gk_engine_drop(engine);
  engine = NULL;
  shell("rm -r %s%s", dir, "");
  return 0;
}

static gk_result *build(const char *layout, const char *text) {
  gk_request request = {.data = text, .data_size = strlen(text), .data_name = "d.json", .layout = layout, .output = GK_OUTPUT_TRACE, .date = -1};
  return gk_build(engine, &request);
}

static void expect_name(const char *layout, const char *name) {
  gk_result *result = build(layout, data);
  assert_string_equal(gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 0), "");
  assert_string_equal(gk_result_file_name(result), name);
  gk_result_drop(result);
}

static void edits_are_seen(void **state) {
  (void)state;
  char by_path[128];
  snprintf(by_path, sizeof by_path, "%s/tiny", dir);
  for (int i = 0; i < 2; i++) {
    expect_name("tiny", "某某局2031年预算简表");
    expect_name(by_path, "某某局2031年预算简表");
    shell("sed -i s/预算简表/预算要表/g %s/tiny/layout.xml%s", dir, ""); /* the same length, and within one tick of the clock */
    expect_name("tiny", "某某局2031年预算要表");
    expect_name(by_path, "某某局2031年预算要表");
    shell("sed -i s/预算要表/预算简表/g %s/tiny/layout.xml%s", dir, "");
  }
  expect_name("tiny", "某某局2031年预算简表");
}

static void expect_told(const char *layout, const char *id) {
  gk_result *result = build(layout, data);
  assert_int_not_equal(gk_result_status(result), GK_OK);
  assert_non_null(strstr(gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 0), id));
  gk_result_drop(result);
}

static void what_is_added_or_removed_is_seen(void **state) {
  (void)state;
  expect_name("tiny", "某某局2031年预算简表");
  shell("echo '<codes' > %s/common/codes/zz.xml%s", dir, "");
  expect_told("tiny", "xml");
  expect_told("tiny", "xml"); /* what was reported is not kept */
  shell("rm %s/common/codes/zz.xml%s", dir, "");
  expect_name("tiny", "某某局2031年预算简表");
  shell("mv %s/tiny %s/other", dir, dir);
  expect_told("tiny", "lang.");
  shell("mv %s/other %s/tiny", dir, dir);
  expect_name("tiny", "某某局2031年预算简表");
  shell("mv %s/common/model.xml %s/common/kept", dir, dir);
  expect_told("tiny", "file.");
  shell("mv %s/common/kept %s/common/model.xml", dir, dir);
  expect_name("tiny", "某某局2031年预算简表");
}

/* Under the sanitizers: what a diagnostic quotes of the layout is there after the engine and the layouts after it are gone. */
static void results_keep_what_they_quote(void **state) {
  (void)state;
  expect_name("tiny", "某某局2031年预算简表");
  gk_result *faulty = build("tiny", "{\"年度\": 2031, \"金额单位\": \"万元\", \"单位\": {\"名称\": \"某某局\"}}");
  shell("sed -i s/预算简表/预算要表/g %s/tiny/layout.xml%s", dir, "");
  expect_name("tiny", "某某局2031年预算要表");
  gk_engine_drop(engine);
  engine = NULL;
  assert_int_equal(gk_result_status(faulty), GK_DOCUMENT_ERRORS);
  const char *told = gk_result_diagnostics(faulty, GK_DIAGNOSTICS_TEXT, 0);
  assert_non_null(strstr(told, "tiny/layout.xml:"));
  assert_non_null(strstr(told, "bind.missing"));
  gk_result_drop(faulty);
}

static void many_take_turns(void **state) {
  (void)state;
  static const char *const NAMES[] = {"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"};
  char id[24], name[64];
  for (int i = 0; i < 12; i++) {
    snprintf(id, sizeof id, "many-%d", i);
    char command[512];
    snprintf(command, sizeof command, "cp -r %s/tiny %s/%s && sed -i 's/id=\"tiny\"/id=\"%s\"/; s/预算简表/第%s表/g' %s/%s/layout.xml", dir, dir, id, id, NAMES[i], dir, id);
    assert_int_equal(system(command), 0);
  }
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < 12; i++) {
      snprintf(id, sizeof id, "many-%d", round ? 11 - i : i);
      snprintf(name, sizeof name, "某某局2031年第%s表", NAMES[round ? 11 - i : i]);
      expect_name(id, name);
    }
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)
  const struct CMUnitTest tests[] = {T(edits_are_seen), T(what_is_added_or_removed_is_seen), T(results_keep_what_they_quote), T(many_take_turns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
