/* The sink: order, repeats, limits, statuses, drafts, and lack of memory. */
#include <stdio.h>

#include "support.h"

static const struct gk_message fault_document = {"test.document", GK_ERROR, GK_STATUS_DOCUMENT, "文档{1}", "document {1}"},
                               fault_input = {"test.input", GK_ERROR, GK_STATUS_INPUT, "输入{1}", "input {1}"},
                               fault_environment = {"test.environment", GK_ERROR, GK_STATUS_ENVIRONMENT, "环境{1}", "environment {1}"},
                               fault_verification = {"test.verification", GK_ERROR, GK_STATUS_VERIFICATION, "验证{1}", "verification {1}"},
                               fault_io = {"test.io", GK_ERROR, GK_STATUS_IO, "读写{1}", "io {1}"},
                               caution = {"test.caution", GK_WARNING, GK_STATUS_OK, "小心{1}", "caution {1}"},
                               remark = {"test.remark", GK_NOTE, GK_STATUS_OK, "提示{1}", "remark {1}"};

static void tell(struct gk_diag_sink *sink, const struct gk_message *message, const char *arg) {
  gk_report(sink, message, gk_place_none(), gk_place_none(), arg);
}

static void order_and_counts(void **state) {
  (void)state;
  struct bench bench = bench_new();
  assert_null(gk_diag_first(bench.sink));
  assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_OK);
  tell(bench.sink, &caution, "1");
  tell(bench.sink, &fault_document, "2");
  tell(bench.sink, &remark, "3");
  static const struct gk_message *const expected[] = {&caution, &fault_document, &remark};
  size_t i = 0;
  for (const struct gk_diag *diag = gk_diag_first(bench.sink); diag; diag = diag->next, i++) assert_ptr_equal(diag->message, expected[i]);
  assert_int_equal(i, 3);
  assert_int_equal(gk_diag_errors(bench.sink), 1);
  assert_int_equal(gk_diag_warnings(bench.sink), 1);
  assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_DOCUMENT);
  assert_int_equal(gk_diag_told(bench.sink), 3);
  tell(bench.sink, &caution, "1"); /* kept once, but it was told */
  assert_int_equal(gk_diag_warnings(bench.sink), 1);
  gk_report_alike(bench.sink, &caution, 1, gk_place_none(), gk_place_none(), "alike");
  gk_report_memory(bench.sink);
  assert_int_equal(gk_diag_told(bench.sink), 6);
  bench_drop(&bench);
  gk_diag_sink_drop(NULL);
}

static void arguments_and_places_are_kept(void **state) {
  (void)state;
  struct bench bench = bench_new();
  char arg[] = "支出";
  struct gk_place place = gk_place_at(bench_source(&bench, "d", "abc"), 1, 1);
  gk_report(bench.sink, &caution, place, gk_place_none(), arg, "b", "c", "d", "e", "f", "g", "h", "i");
  arg[0] = 'x';
  const struct gk_diag *diag = gk_diag_first(bench.sink);
  assert_string_equal(diag->args[0], "支出");
  assert_string_equal(diag->args[8], "i");
  assert_ptr_equal(diag->data.source, place.source);
  assert_int_equal(diag->data.offset, 1);
  assert_null(diag->layout.source);
  bench_drop(&bench);
}

static void repeats_are_kept_once(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_source *source = bench_source(&bench, "d", "abc");
  for (int round = 0; round < 3; round++) {
    tell(bench.sink, &caution, "1");
    tell(bench.sink, &caution, "2");
    tell(bench.sink, &remark, "1");
    gk_report(bench.sink, &caution, gk_place_at(source, 1, 1), gk_place_none(), "1");
    gk_report(bench.sink, &caution, gk_place_at(source, 1, 2), gk_place_none(), "1");
    gk_report(bench.sink, &caution, gk_place_none(), gk_place_at(source, 1, 1), "1");
    gk_report(bench.sink, &caution, gk_place_none(), gk_place_none(), "1", "");
  }
  size_t n = 0;
  for (const struct gk_diag *diag = gk_diag_first(bench.sink); diag; diag = diag->next) n++;
  assert_int_equal(n, 7);
  assert_int_equal(gk_diag_warnings(bench.sink), 6);
  bench_drop(&bench);
}

/* One fault in many places: told once, with its places, each once. */
static void alike_faults_are_one(void **state) {
  (void)state;
  struct bench bench = bench_new();
  const struct gk_source *source = bench_source(&bench, "data.json", "0123456789");
  static const size_t at[] = {3, 5, 3, 7, 5};
  for (size_t i = 0; i < COUNT(at); i++)
    gk_report_alike(bench.sink, &caution, 1, gk_place_at(source, at[i], 1), gk_place_none(), "甲", i % 2 ? "乙" : "丙");
  gk_report_alike(bench.sink, &caution, 1, gk_place_at(source, 8, 1), gk_place_none(), "丁", "乙"); /* another */
  gk_report_alike(bench.sink, &caution, 1, gk_place_none(), gk_place_at(source, 9, 1), "丁", "乙");
  gk_report_alike(bench.sink, &caution, 1, gk_place_none(), gk_place_none(), "丁", "乙"); /* no place: nothing to add */
  const struct gk_diag *first = gk_diag_first(bench.sink);
  assert_int_equal(first->data.offset, 3);
  assert_string_equal(first->args[1], "丙");
  assert_int_equal(first->other_count, 2);
  assert_int_equal(first->others[0].offset, 5);
  assert_int_equal(first->others[1].offset, 7);
  assert_int_equal(first->next->other_count, 1);
  assert_int_equal(first->next->others[0].offset, 9);
  assert_null(first->next->next);
  assert_int_equal(gk_diag_warnings(bench.sink), 2);
  char text[400];
  memset(text, 'x', sizeof text);
  const struct gk_source *many = gk_source_new(bench.arena, "many", text, sizeof text);
  for (size_t i = 0; i < sizeof text; i++) gk_report_alike(bench.sink, &remark, 0, gk_place_at(many, i, 1), gk_place_none(), "");
  assert_int_equal(first->next->next->other_count, GK_DIAG_PLACES_MAX);
  bench_drop(&bench);
}

static void beyond_the_most_only_counts(void **state) {
  (void)state;
  struct gk_diag_sink *sink = gk_diag_sink_new(10), *usual = gk_diag_sink_new(0);
  for (int i = 0; i < 1200; i++) {
    char arg[16];
    snprintf(arg, sizeof arg, "%d", i);
    tell(sink, &fault_document, arg);
    tell(usual, &caution, arg);
  }
  tell(sink, &fault_io, "last"); /* its words are lost, its status is not */
  assert_int_equal(gk_diag_errors(sink), 1201);
  assert_int_equal(gk_diag_dropped(sink), 1191);
  assert_int_equal(gk_diag_status(sink), GK_STATUS_IO);
  assert_int_equal(gk_diag_warnings(usual), 1200);
  assert_int_equal(gk_diag_dropped(usual), 700);
  size_t n = 0;
  for (const struct gk_diag *diag = gk_diag_first(sink); diag; diag = diag->next) n++;
  assert_int_equal(n, 10);
  gk_diag_sink_drop(sink);
  gk_diag_sink_drop(usual);
}

static void the_gravest_status_wins(void **state) {
  (void)state;
  /* from gravest to least; memory is reported in its own way */
  static const struct gk_message *const order[] = {&fault_io, &gk_msg_memory, &fault_environment, &fault_input, &fault_verification, &fault_document, &caution};
  static const enum gk_status statuses[] = {GK_STATUS_IO, GK_STATUS_MEMORY, GK_STATUS_ENVIRONMENT, GK_STATUS_INPUT, GK_STATUS_VERIFICATION, GK_STATUS_DOCUMENT,
                                            GK_STATUS_OK};
  for (size_t a = 0; a < COUNT(order); a++)
    for (size_t b = 0; b < COUNT(order); b++) {
      struct gk_diag_sink *sink = gk_diag_sink_new(0);
      tell(sink, order[a], "a");
      tell(sink, order[b], "b");
      assert_int_equal(gk_diag_status(sink), statuses[a < b ? a : b]);
      gk_diag_sink_drop(sink);
    }
}

static void drafts_lower_errors_of_the_document_only(void **state) {
  (void)state;
  struct bench bench = bench_new();
  gk_diag_sink_lower_document_errors(bench.sink, true);
  tell(bench.sink, &fault_document, "1");
  assert_int_equal(gk_diag_errors(bench.sink), 0);
  assert_int_equal(gk_diag_warnings(bench.sink), 1);
  assert_int_equal(gk_diag_first(bench.sink)->severity, GK_WARNING);
  assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_OK);
  tell(bench.sink, &fault_input, "2");
  assert_int_equal(gk_diag_errors(bench.sink), 1);
  assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_INPUT);
  gk_diag_sink_lower_document_errors(bench.sink, false);
  tell(bench.sink, &fault_document, "3");
  assert_int_equal(gk_diag_errors(bench.sink), 2);
  bench_drop(&bench);
}

static void reset_forgets(void **state) {
  (void)state;
  struct gk_diag_sink *sink = gk_diag_sink_new(2);
  for (int round = 0; round < 3; round++) {
    tell(sink, &fault_io, "1");
    tell(sink, &caution, "2");
    tell(sink, &caution, "3");
    gk_report_memory(sink);
    assert_int_equal(gk_diag_errors(sink), 2);
    assert_int_equal(gk_diag_dropped(sink), 1);
    gk_diag_sink_reset(sink);
    assert_null(gk_diag_first(sink));
    assert_int_equal(gk_diag_errors(sink) + gk_diag_warnings(sink) + gk_diag_dropped(sink), 0);
    assert_int_equal(gk_diag_status(sink), GK_STATUS_OK);
  }
  gk_diag_sink_drop(sink);
}

/* Whatever allocation fails, the run ends with a status and somebody is told why. */
static void lack_of_memory_is_always_said(void **state) {
  (void)state;
  unsigned told = 0;
  for (unsigned long n = 1; n < 12; n++) {
    gk_memory_fail_at(n);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    if (sink) {
      tell(sink, &fault_document, "1");
      tell(sink, &fault_document, "2");
    }
    gk_memory_fail_at(0);
    if (!sink) continue;
    assert_true(gk_diag_errors(sink) >= 2);
    assert_non_null(gk_diag_first(sink));
    if (gk_diag_dropped(sink)) {
      const struct gk_diag *last = gk_diag_first(sink);
      while (last->next) last = last->next;
      assert_string_equal(last->message->id, "memory.exhausted");
      assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
      told++;
    }
    gk_diag_sink_drop(sink);
  }
  assert_true(told > 2);
}

static void memory_is_said_once(void **state) {
  (void)state;
  struct bench bench = bench_new();
  gk_report_memory(bench.sink);
  gk_report_memory(bench.sink);
  tell(bench.sink, &gk_msg_memory, "");
  bench_said(&bench, "memory.exhausted");
  assert_int_equal(gk_diag_errors(bench.sink), 1);
  tell(bench.sink, &caution, "after");
  assert_non_null(gk_diag_first(bench.sink)->next);
  bench_drop(&bench);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order_and_counts),
      cmocka_unit_test(arguments_and_places_are_kept),
      cmocka_unit_test(repeats_are_kept_once),
      cmocka_unit_test(alike_faults_are_one), cmocka_unit_test(beyond_the_most_only_counts),
      cmocka_unit_test(the_gravest_status_wins),
      cmocka_unit_test(drafts_lower_errors_of_the_document_only),
      cmocka_unit_test(reset_forgets),
      cmocka_unit_test(lack_of_memory_is_always_said),
      cmocka_unit_test(memory_is_said_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
