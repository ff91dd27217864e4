/* Memory that runs out at any moment of loading: NULL, status 6, nothing lost. */
#include "support.h"

static void corpus(struct world *w) {
  world_with_folder(w);
  static const char *const names[] = {"small", "whole", "extended"};
  for (size_t i = 0; i < 3; i++) {
    struct gk_source *source = gk_file_read(w->arena, gk_arena_printf(w->arena, CORPUS "/valid/%s.xml", names[i]), 1 << 20, w->sink);
    assert_non_null(source);
    put_layout(w, names[i], source->text);
  }
}

/* Loads with the n-th allocation failing, for n in steps that grow; returns how many loads failed. */
static size_t starve(struct world *w, const char *id) {
  size_t failed = 0;
  for (unsigned long n = 1; n < 1000000; n += 1 + n / 60) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    assert_non_null(arena);
    assert_non_null(sink);
    gk_memory_fail_at(n);
    struct gk_layout *layout = gk_layout_load(arena, w->dir, id, sink);
    gk_memory_fail_at(0);
    bool done = layout != NULL;
    if (!done) {
      failed++;
      if (gk_diag_status(sink) != GK_STATUS_MEMORY) print_reports(sink);
      assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    }
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
    if (done) return failed;
  }
  fail_msg("%s never loaded", id);
  return 0;
}

static void loading(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  assert_true(starve(&w, "small") > 100);
  assert_true(starve(&w, "extended") > 100);
  world_close(&w);
}

/* When the layout is faulty too, the fault may be lost but not that memory ran out. */
static void faulty(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  put_layout(&w, "t", "<layout id='t' title='t' extends='smal'><document name='说明'><p id='x'>{支处}{支出.合计|万圆}</p></document></layout>");
  for (unsigned long n = 1; n < 100000; n += 1 + n / 40) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    gk_memory_fail_at(n);
    struct gk_layout *layout = gk_layout_load(arena, w.dir, "t", sink);
    gk_memory_fail_at(0);
    assert_null(layout);
    assert_true(gk_diag_errors(sink) > 0);
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
  }
  world_close(&w);
}

static void listing(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  for (unsigned long n = 1; n < 100000; n += 1 + n / 40) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    struct gk_layout_summary *list;
    size_t count;
    gk_memory_fail_at(n);
    bool fine = gk_layout_list(arena, w.dir, &list, &count, sink);
    gk_memory_fail_at(0);
    size_t errors = gk_diag_errors(sink);
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
    assert_true(fine || errors > 0);
    if (fine && errors == 0) {
      world_close(&w);
      return;
    }
  }
  fail_msg("never listed");
}

static void quotes(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  const char *text = "增加{支出.合计|万元:2}，其中{支出.人数|数量:人}";
  for (unsigned long n = 1; n < 1000; n++) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    gk_memory_fail_at(n);
    struct gk_template *t = gk_template_parse_quotes(arena, text, strlen(text), gk_place_none(), w.model->root, sink);
    gk_memory_fail_at(0);
    if (!t) assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    bool done = t != NULL;
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
    if (done) {
      world_close(&w);
      return;
    }
  }
  fail_msg("never parsed");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(loading), cmocka_unit_test(faulty), cmocka_unit_test(listing), cmocka_unit_test(quotes)};
  return cmocka_run_group_tests_name("lang/memory", tests, NULL, NULL);
}
