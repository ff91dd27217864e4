/* What may leave with a document: what was asked for while it was bound, of
 * public fields, in the model's order and with exact figures. */
#include "support.h"

static const struct gk_layout layout = {.id = "some-2031"};
static const struct gk_document document = {.layout = &layout, .name = "说明"};

static struct gk_field *model(struct world *w) {
  struct gk_field *hidden = group_of(w, "联系", GK_TYPE_GROUP, optional_of(w, "电话", GK_TYPE_TEXT), NULL);
  hidden->hidden = hidden->optional = true;
  struct gk_field *total = field_of(w, "合计", GK_TYPE_AMOUNT);
  struct gk_field *spending = group_of(w, "支出", GK_TYPE_GROUP, total, field_of(w, "基本", GK_TYPE_AMOUNT), field_of(w, "项目", GK_TYPE_AMOUNT), NULL);
  struct gk_field *list = group_of(w, "记录", GK_TYPE_RECORDS, field_of(w, "名", GK_TYPE_TEXT), optional_of(w, "数", GK_TYPE_QUANTITY), NULL);
  list->optional = true;
  struct gk_field *last = group_of(w, "上年", GK_TYPE_GROUP, field_of(w, "总", GK_TYPE_AMOUNT), NULL);
  last->optional = true;
  struct gk_field *root = group_of(w, "", GK_TYPE_GROUP, optional_of(w, "版式", GK_TYPE_TEXT), optional_of(w, "文件", GK_TYPE_TEXT), field_of(w, "年度", GK_TYPE_YEAR), spending,
                                   optional_of(w, "话", GK_TYPE_TEXTS), list, last, hidden, NULL);
  root->parent = NULL;
  total->formula = binary(w, GK_OP_ADD, path_in(w, spending, false, "基本"), path_in(w, spending, false, "项目"));
  return root;
}

static const char *published(struct world *w) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  assert_true(gk_facts_publish(w->facts, &document, &out, w->sink));
  const char *text = gk_arena_strndup(w->arena, out.data, out.size);
  gk_buf_drop(&out);
  return text;
}

static void read_data(struct world *w, const char *json) {
  world_open(w);
  facts_of(w, model(w), json);
  w->facts->noting = true;
}

static void ask(struct world *w, const char *dotted) { value_of(w, path_of(w, dotted)); }

static void nothing_asked_nothing_said(void **state) {
  (void)state;
  struct world w;
  read_data(&w, "{\"年度\":2031,\"支出\":{\"基本\":1,\"项目\":2},\"记录\":[{\"名\":\"甲\"}]}");
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\"\n}\n");
  world_close(&w);
}

static void what_was_asked(void **state) {
  (void)state;
  struct world w;
  /* out of order, another layout's name, an amount as it was written, a text that needs escapes */
  read_data(&w, "{\"话\":[\"一\\\"\",\"二\"],\"支出\":{\"项目\":2.50,\"基本\":1e1},\"版式\":\"other\",\"年度\":2031}");
  ask(&w, "支出.项目");
  ask(&w, "支出.基本");
  ask(&w, "话");
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"支出\": {\n    \"基本\": 10,\n    \"项目\": 2.50\n  },\n"
                                     "  \"话\": [\n    \"一\\\"\",\n    \"二\"\n  ]\n}\n");
  world_close(&w);
}

/* A sum goes with its parts, whether the data gave it or not; some of the parts alone would contradict it. */
static void sums_with_their_parts(void **state) {
  (void)state;
  static const char *const data[] = {"{\"支出\":{\"基本\":1.25,\"项目\":2}}", "{\"支出\":{\"合计\":3.25,\"基本\":1.25,\"项目\":2}}"};
  for (size_t i = 0; i < 2; i++) {
    struct world w;
    read_data(&w, data[i]);
    ask(&w, "支出.合计");
    assert_string_equal(published(&w),
                        "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"支出\": {\n    \"合计\": 3.25,\n    \"基本\": 1.25,\n    \"项目\": 2\n  }\n}\n");
    world_close(&w);
  }
}

/* Where something is withheld, parts that are not said stay: the sum less the others, or the sum of the parts, would be the secret. */
static void secrets_keep_their_neighbours(void **state) {
  (void)state;
  static const struct { const char *data, *also, *published; } cases[] = {
      {"{\"支出\":{\"合计\":\"涉密\",\"基本\":1.25,\"项目\":2}}", NULL, "\"合计\": \"涉密\""},
      {"{\"支出\":{\"合计\":\"涉密\",\"基本\":1.25,\"项目\":2}}", "支出.项目", "\"合计\": \"涉密\",\n    \"项目\": 2"},
      {"{\"支出\":{\"合计\":3.25,\"基本\":\"涉密\",\"项目\":2}}", NULL, "\"合计\": 3.25,\n    \"基本\": \"涉密\""},
      {"{\"支出\":{\"基本\":\"涉密\",\"项目\":2}}", NULL, "\"合计\": \"涉密\",\n    \"基本\": \"涉密\""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct world w;
    read_data(&w, cases[i].data);
    ask(&w, "支出.合计");
    if (cases[i].also) ask(&w, cases[i].also);
    const char *expected = gk_arena_printf(w.arena, "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"支出\": {\n    %s\n  }\n}\n", cases[i].published);
    assert_string_equal(published(&w), expected);
    world_close(&w);
  }
}

static void states(void **state) {
  (void)state;
  struct world w;
  read_data(&w, "{\"支出\":{\"基本\":\"涉密\",\"项目\":\"——\"},\"话\":\"一段\"}");
  ask(&w, "支出.基本");
  ask(&w, "支出.项目");
  ask(&w, "年度"); /* missing: a draft says so elsewhere */
  ask(&w, "话");
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"支出\": {\n    \"基本\": \"涉密\",\n    \"项目\": \"——\"\n  },\n  \"话\": \"一段\"\n}\n");
  world_close(&w);
}

/* Counting records tells how many there are, and nothing of what is in them. */
static void records(void **state) {
  (void)state;
  struct world w;
  read_data(&w, "{\"记录\":[{\"名\":\"甲\",\"数\":1},{\"名\":\"乙\"}],\"上年\":{\"总\":5}}");
  value_of(&w, call(&w, GK_FN_COUNT, path_of(&w, "记录")));
  value_of(&w, call(&w, GK_FN_PRESENT, path_of(&w, "上年")));
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"记录\": [\n    {},\n    {}\n  ],\n  \"上年\": {}\n}\n");
  w.facts->noting = true;
  value_of(&w, call(&w, GK_FN_SUM, path_of(&w, "记录.数")));
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"记录\": [\n    {\n      \"数\": 1\n    },\n    {}\n  ],\n  \"上年\": {}\n}\n");
  world_close(&w);
}

static void empty_records(void **state) {
  (void)state;
  struct world w;
  read_data(&w, "{\"记录\":[]}");
  value_of(&w, call(&w, GK_FN_COUNT, path_of(&w, "记录")));
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\",\n  \"记录\": []\n}\n");
  world_close(&w);
}

/* The language refuses such a path; if one came by all the same, it would not be published. */
static void hidden_fields_stay(void **state) {
  (void)state;
  struct world w;
  read_data(&w, "{\"联系\":{\"电话\":\"139-0000-1234\"}}");
  ask(&w, "联系.电话");
  assert_string_equal(published(&w), "{\n  \"版式\": \"some-2031\",\n  \"文件\": \"说明\"\n}\n");
  world_close(&w);
}

/* ------------------------------------------------------- tables */

static struct gk_inlines text_of(struct world *w, const char *text) {
  struct gk_inline *item = gk_arena_alloc(w->arena, sizeof *item);
  *item = (struct gk_inline){.text = text, .size = strlen(text), .state = GK_STATE_VALUE};
  return (struct gk_inlines){item, 1};
}

/* 甲 over two rows | a group of 乙, 丙 over each other; a body cell over two rows, one over two columns, an empty row of blanks. */
static void csv(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  static const struct { uint32_t row, column, rows, columns; const char *text; } cells[] = {
      {0, 0, 2, 1, "甲"}, {0, 1, 1, 2, "组"}, {1, 1, 1, 1, "乙"}, {1, 2, 1, 1, "丙,丁"},
      {2, 0, 2, 1, "合并"}, {2, 1, 1, 1, "1.00"}, {2, 2, 1, 1, "——"}, {3, 1, 1, 2, "跨两栏"},
      {4, 0, 1, 1, ""}, {4, 1, 1, 1, ""}, {4, 2, 1, 1, ""}, {5, 0, 1, 1, "合计"}, {5, 1, 1, 1, "1.00"}, {5, 2, 1, 1, "涉密"}};
  enum gk_row_role roles[] = {GK_ROLE_HEAD, GK_ROLE_HEAD, GK_ROLE_BODY, GK_ROLE_BODY, GK_ROLE_EMPTY, GK_ROLE_TOTAL};
  size_t n = sizeof cells / sizeof *cells;
  struct gk_table table = {.columns = 3, .head_rows = 2, .rows = 6, .roles = roles, .cell_count = n};
  table.cells = gk_arena_array(w.arena, n, sizeof *table.cells);
  for (size_t i = 0; i < n; i++)
    table.cells[i] = (struct gk_cell){.row = cells[i].row, .column = cells[i].column, .row_span = cells[i].rows, .column_span = cells[i].columns,
                                      .content = text_of(&w, cells[i].text)};
  struct gk_buf out;
  gk_buf_init(&out, 1 << 12);
  assert_true(gk_table_csv(w.arena, &table, &out));
  assert_string_equal(out.data, "\xEF\xBB\xBF甲,组/乙,\"组/丙,丁\"\r\n合并,1.00,——\r\n合并,跨两栏,\r\n合计,1.00,涉密\r\n");
  gk_buf_drop(&out);
  /* 斜线表头 */
  table.cells[0].content = text_of(&w, "资金来源项目");
  table.cells[0].below = (uint32_t)strlen("资金来源");
  gk_buf_init(&out, 1 << 12);
  assert_true(gk_table_csv(w.arena, &table, &out));
  assert_non_null(strstr(out.data, "\xEF\xBB\xBF项目\\资金来源,组/乙,"));
  gk_buf_drop(&out);
  gk_buf_init(&out, 16);
  assert_false(gk_table_csv(w.arena, &table, &out));
  gk_buf_drop(&out);
  world_close(&w);
}

/* Marks of footnotes, separators and the numbers of columns are for who reads the page; a program is to find figures and titles. */
static void csv_without_what_is_for_the_eye(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  enum gk_row_role roles[] = {GK_ROLE_HEAD, GK_ROLE_NUMBERS, GK_ROLE_BODY};
  struct gk_inline head[] = {{.text = "金额", .size = 6}, {.text = "①", .size = 3}}, figure[] = {{.text = "1,234,567.00", .size = 12}, {.text = "②", .size = 3}};
  struct gk_cell cells[] = {{.row = 0, .column = 0, .content = text_of(&w, "项目")}, {.row = 0, .column = 1, .content = {head, 2}, .footnote = 1},
                            {.row = 1, .column = 0, .content = text_of(&w, "栏次")}, {.row = 1, .column = 1, .content = text_of(&w, "1")},
                            {.row = 2, .column = 0, .content = text_of(&w, "甲,乙")}, {.row = 2, .column = 1, .content = {figure, 2}, .footnote = 2, .figure = true}};
  for (size_t i = 0; i < 6; i++) cells[i].row_span = cells[i].column_span = 1;
  struct gk_table table = {.columns = 2, .head_rows = 2, .rows = 3, .roles = roles, .cells = cells, .cell_count = 6};
  struct gk_buf out;
  gk_buf_init(&out, 1 << 12);
  assert_true(gk_table_csv(w.arena, &table, &out));
  assert_string_equal(out.data, "\xEF\xBB\xBF项目,金额\r\n\"甲,乙\",1234567.00\r\n");
  gk_buf_drop(&out);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_asked_nothing_said), cmocka_unit_test(what_was_asked), cmocka_unit_test(sums_with_their_parts), cmocka_unit_test(secrets_keep_their_neighbours),
                                     cmocka_unit_test(states), cmocka_unit_test(records), cmocka_unit_test(empty_records),
                                     cmocka_unit_test(hidden_fields_stay), cmocka_unit_test(csv),
                                     cmocka_unit_test(csv_without_what_is_for_the_eye)};
  return cmocka_run_group_tests_name("bind/publish", tests, NULL, NULL);
}
