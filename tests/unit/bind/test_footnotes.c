/* Footnotes of tables: numbers in the order of the references, head before body,
 * row by row; marks raised behind the text; what nothing refers to is not there. */
#include "support.h"

static struct gk_style styles[2] = {{.name = "head", .align = GK_STYLE_CENTER}, {.name = "cell", .align = GK_STYLE_START}};
static struct gk_style *style_list[] = {&styles[0], &styles[1]};
static struct gk_table_style table_style = {.name = "table", .decimals = 2, .head_style = "head", .cell_style = "cell"};
static struct gk_table_style *table_styles[] = {&table_style};
static const struct gk_layout layout = {
    .id = "test", .styles = style_list, .style_count = 2, .table_styles = table_styles, .table_style_count = 1};

/* A table of two columns; `notes` gives the id each place refers to: head, then two rows; the last row is there when `second`. */
static struct gk_table *bound(struct world *w, const char *const notes[6], bool second, struct gk_footnote_node *footnotes, size_t count) {
  facts_of(w, group_of(w, "", GK_TYPE_GROUP, field_of(w, "年度", GK_TYPE_YEAR), NULL), "{\"年度\":2022}");
  struct gk_table_node *n = gk_arena_alloc(w->arena, sizeof *n);
  n->columns = gk_arena_array(w->arena, 2, sizeof(struct gk_column *));
  n->rows = gk_arena_array(w->arena, 2, sizeof *n->rows);
  for (size_t i = 0; i < 2; i++) {
    struct gk_column *c = n->columns[n->column_count++] = gk_arena_alloc(w->arena, sizeof *c);
    c->id = i ? "乙" : "甲";
    c->title = text_template(w, c->id);
    c->note = notes[i];
  }
  for (size_t r = 0; r < (second ? 2u : 1u); r++) {
    struct gk_row *row = &n->rows[n->row_count++];
    *row = (struct gk_row){.kind = GK_ROW_FIXED, .cells = gk_arena_array(w->arena, 2, sizeof *row->cells), .count = 2};
    for (size_t i = 0; i < 2; i++) row->cells[i] = (struct gk_row_cell){.content = text_template(w, "格"), .span = 1, .note = notes[2 + 2 * r + i]};
  }
  n->notes = gk_arena_array(w->arena, 1, sizeof(struct gk_template *));
  n->notes[n->note_count++] = text_template(w, "一般的注。");
  n->footnotes = footnotes;
  n->footnote_count = count;
  struct gk_binder b = binder_of(w, &layout);
  struct gk_table *table = gk_bind_table(&b, n, "t", gk_place_none(), NULL);
  assert_non_null(table);
  return table;
}

static void numbers(void **state) {
  (void)state;
  static const struct { const char *notes[6]; bool second; const char *cells[6]; size_t count; const char *printed[2]; } rows[] = {
      {{NULL, "b", "a", NULL, NULL, "b"}, true, {"甲", "乙①", "格②", "格", "格", "格①"}, 2, {"①乙注。", "②甲注。"}},
      {{"a", NULL, NULL, "b", NULL, NULL}, true, {"甲①", "乙", "格", "格②", "格", "格"}, 2, {"①甲注。", "②乙注。"}},
      {{NULL, NULL, NULL, "b", "a", NULL}, false, {"甲", "乙", "格", "格①"}, 1, {"①乙注。"}},
      {{NULL}, true, {"甲", "乙", "格", "格", "格", "格"}, 0, {NULL}}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct world w;
    world_open(&w);
    struct gk_footnote_node footnotes[] = {{"a", text_template(&w, "甲注。"), gk_place_none()}, {"b", text_template(&w, "乙注。"), gk_place_none()}};
    struct gk_table *t = bound(&w, rows[i].notes, rows[i].second, footnotes, 2);
    assert_reports(&w, NULL, 0);
    for (size_t k = 0; k < t->cell_count; k++) assert_string_equal(gk_inlines_text(w.arena, t->cells[k].content), rows[i].cells[k]);
    assert_int_equal(t->footnote_count, rows[i].count);
    assert_int_equal(t->note_count, 1 + rows[i].count);
    assert_string_equal(gk_inlines_text(w.arena, t->notes[0]), "一般的注。");
    for (size_t k = 0; k < rows[i].count; k++) assert_string_equal(gk_inlines_text(w.arena, t->notes[1 + k]), rows[i].printed[k]);
    world_close(&w);
  }
}

static void marks(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_footnote_node footnotes[] = {{"a", text_template(&w, "没有句号"), gk_place_none()}};
  struct gk_table *t = bound(&w, (const char *const[6]){NULL, NULL, "a", NULL, NULL, NULL}, true, footnotes, 1);
  assert_reports(&w, "bind.note-stop", 1);
  const struct gk_inlines *content = &t->cells[2].content;
  assert_int_equal(content->count, 2);
  assert_int_equal(content->items[1].script, GK_SCRIPT_SUPER);
  assert_true(content->items[1].joined && content->items[1].whole);
  assert_int_equal(t->notes[1].items[0].script, GK_SCRIPT_NONE); /* before the note it stands in full */
  assert_true(t->notes[1].items[0].label);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(numbers), cmocka_unit_test(marks)};
  return cmocka_run_group_tests_name("bind/footnotes", tests, NULL, NULL);
}
