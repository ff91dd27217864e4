/* Every allocation of the program's own that can fail during a loading fails once: the outcome is NULL and a report of
 * status 6, never a crash, a leak or a half tree. The YAML library's own allocations cannot be reached from here. */
#include "support.h"

static const char json[] =
    "{\"年度\":2022,\"表\":[{\"a\":1,\"b\":[1,2,3]},{\"e\xCC\x81\":\"x\\ny\"}],\"k1\":1,\"k2\":1,\"k3\":1,\"k4\":1,\"k5\":1,"
    "\"k6\":1,\"k7\":1,\"k8\":1}";
static const char yaml[] = "年度: 2022\n表:\n  - {a: 1}\n  - |\n    x\nk1: 1\nk2: 1\nk3: 1\nk4: 1\nk5: 1\nk6: 1\nk7: 1\nk8:\n";
static const char bad[] = "{\"a\":1,\"a\":2,\"b\":\"\\q\",\"c\":1e999,d:1}";
static const char bad_yaml[] = "a: 1\na: &x 2\nb: \"\\0\"\nc: 1e999\nd: @\n";

static void fail_each(const char *text, enum gk_data_format format, bool good) {
  unsigned long n = 1;
  bool whole = false;
  for (; !whole && n < 2000; n++) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    struct gk_source *source = gk_source_new(arena, "-", text, strlen(text));
    assert_non_null(source);
    gk_arena_alloc(arena, (size_t)1 << 12); /* use up the first block, so that the arena asks for memory too */
    gk_memory_fail_at(n);
    struct gk_value *root = gk_data_load(arena, source, format, sink);
    gk_memory_fail_at(0);
    enum gk_status status = gk_diag_status(sink);
    if (root) {
      assert_int_equal(status, GK_STATUS_OK);
    } else {
      assert_int_not_equal(status, GK_STATUS_OK);
    }
    whole = good ? root != NULL : status == GK_STATUS_INPUT;
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
  }
  assert_true(whole);
  assert_true(n > 2); /* at least one failure was injected */
}

static void json_survives(void **state) {
  (void)state;
  fail_each(json, GK_DATA_JSON, true);
}
static void yaml_survives(void **state) {
  (void)state;
  fail_each(yaml, GK_DATA_YAML, true);
}
static void faults_survive(void **state) {
  (void)state;
  fail_each(bad, GK_DATA_JSON, false);
  fail_each(bad_yaml, GK_DATA_YAML, false);
}

/* An arena with a limit is memory too. */
static void arena_limit_is_reported(void **state) {
  (void)state;
  struct gk_buf text;
  gk_buf_init(&text, (size_t)1 << 24);
  gk_buf_add_string(&text, "{\"a\":[");
  for (int i = 0; i < 50000; i++) gk_buf_addf(&text, "%d,", i);
  gk_buf_add_string(&text, "0]}");
  struct gk_arena *texts = gk_arena_new(0), *arena = gk_arena_new((size_t)1 << 20);
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  struct gk_source *source = gk_source_new(texts, "-", text.data, text.size);
  assert_null(gk_data_load(arena, source, GK_DATA_JSON, sink));
  assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
  assert_int_equal(gk_diag_errors(sink), 1);
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
  gk_arena_drop(texts);
  gk_buf_drop(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_survives),
      cmocka_unit_test(yaml_survives),
      cmocka_unit_test(faults_survive),
      cmocka_unit_test(arena_limit_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
