/* Whichever allocation fails, the document is refused with the status of memory. */
#include "support.h"

static void build(void) {
  static struct gk_contents contents;
  contents = (struct gk_contents){.title = inlines("目录"), .title_style = style("contents-title"), .styles = {style("contents-1"), style("contents-2")}, .depth = 2,
                                  .tables = true, .folio = GK_FOLIO_ROMAN, .recto = true};
  document.contents = &contents;
  add_text(GK_BLOCK_TITLE, "cover", "部门预算");
  document.cover_count = document.count;
  blocks[document.count++] = (struct gk_block){.kind = GK_BLOCK_BREAK, .recto = true};
  add_text(GK_BLOCK_TITLE, "title", "部门预算");
  add_text(GK_BLOCK_HEADING, "heading-1", "一、职责");
  add_text(GK_BLOCK_PARAGRAPH, "body", han(120, 1));
  struct gk_table *table = new_table(3, 1, 40);
  table->caption = inlines("情况表");
  table->info_right = inlines("单位：万元");
  put(table, 1, 0, 39, 1, "基本支出");
  put(table, 5, 1, 1, 1, han(60, 1));
  put_figure(table, 7, 2, "614.21");
  close_table(table);
  blocks[document.count - 1].level = 2;
}

static void every_allocation(void **state) {
  build();
  set(); /* the fonts are read */
  end(state);
  unsigned long at = 1, failures = 0;
  for (bool done = false; !done; at += 1 + at / 8) {
    begin(state);
    build();
    struct gk_arena *own = gk_arena_new(0);
    assert_non_null(own);
    struct gk_texts *kept = gk_texts_new((size_t)1 << 20);
    gk_memory_fail_at(at);
    struct gk_typeset *out = gk_typeset_document(own, own, fonts, kept, &document, sink);
    gk_memory_fail_at(0);
    done = out != NULL;
    if (!out) {
      failures++;
      if (gk_diag_status(sink) != GK_STATUS_MEMORY) show_told();
      assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    }
    gk_arena_drop(own);
    gk_texts_drop(kept);
    end(state);
  }
  assert_true(failures > 5);
  begin(state);
}

/* The arena's own limit is a lack of memory too. */
static void small_arenas(void **state) {
  size_t failures = 0;
  for (size_t limit = 1000; limit < 4000000; limit += limit / 3) {
    begin(state);
    build();
    struct gk_arena *own = gk_arena_new(limit);
    struct gk_typeset *out = own ? gk_typeset_document(own, own, fonts, NULL, &document, sink) : NULL;
    if (!out && own) {
      failures++;
      if (gk_diag_status(sink) != GK_STATUS_MEMORY) show_told();
      assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    }
    gk_arena_drop(own);
    end(state);
  }
  assert_true(failures > 5);
  begin(state);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_allocation, begin, end),
      cmocka_unit_test_setup_teardown(small_arenas, begin, end),
  };
  return cmocka_run_group_tests(tests, open_group, close_group);
}
