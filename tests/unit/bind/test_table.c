/* Tables: derived spans, rows, totals, merging, empty tables; and for random
 * head trees and rows that each place of the grid is covered exactly once. */
#include "support.h"

static struct gk_style styles[2] = {{.name = "head", .align = GK_STYLE_CENTER}, {.name = "cell", .align = GK_STYLE_START}};
static struct gk_style *style_list[] = {&styles[0], &styles[1]};
static struct gk_table_style table_style = {.name = "table", .decimals = 2, .head_style = "head", .cell_style = "cell"};
static struct gk_table_style *table_styles[] = {&table_style};
static const struct gk_layout layout = {
    .id = "test", .styles = style_list, .style_count = 2, .table_styles = table_styles, .table_style_count = 1};

static struct gk_column *col(struct world *w, const char *id) {
  struct gk_column *c = gk_arena_alloc(w->arena, sizeof *c);
  c->id = id;
  c->title = text_template(w, id);
  return c;
}

static struct gk_column *group(struct world *w, const char *title, ...) {
  struct gk_column *g = col(w, title);
  g->group = true;
  g->children = gk_arena_array(w->arena, 16, sizeof(struct gk_column *));
  va_list list;
  va_start(list, title);
  for (struct gk_column *c = va_arg(list, struct gk_column *); c; c = va_arg(list, struct gk_column *)) g->children[g->count++] = c;
  va_end(list);
  return g;
}

static struct gk_table_node *node_of(struct world *w, struct gk_column *root) {
  struct gk_table_node *n = gk_arena_alloc(w->arena, sizeof *n);
  n->columns = root->children;
  n->column_count = root->count;
  n->rows = gk_arena_array(w->arena, 64, sizeof *n->rows);
  return n;
}

static struct gk_table *bound(struct world *w, const struct gk_table_node *node) {
  struct gk_binder b = binder_of(w, &layout);
  return gk_bind_table(&b, node, "t", gk_place_none(), NULL);
}

static const struct gk_cell *cell_at(const struct gk_table *t, uint32_t row, uint32_t column) {
  for (size_t i = 0; i < t->cell_count; i++) {
    const struct gk_cell *c = &t->cells[i];
    if (row >= c->row && row < c->row + c->row_span && column >= c->column && column < c->column + c->column_span) return c;
  }
  fail_msg("nothing covers row %u column %u", row, column);
  return NULL;
}

static const char *text_at(struct world *w, const struct gk_table *t, uint32_t row, uint32_t column) {
  return gk_inlines_text(w->arena, cell_at(t, row, column)->content);
}

/* The law of the grid, checked place by place. */
static void check_grid(struct world *w, const struct gk_table *t) {
  unsigned char *covered = gk_arena_array(w->arena, (size_t)t->rows * t->columns + 1, 1);
  uint32_t last_row = 0, last_column = 0;
  for (size_t i = 0; i < t->cell_count; i++) {
    const struct gk_cell *c = &t->cells[i];
    assert_int_equal(c->number, i);
    assert_true(c->row_span >= 1 && c->column_span >= 1);
    assert_true(c->row + c->row_span <= t->rows && c->column + c->column_span <= t->columns);
    /* a cell stands in the head or in the body, not in both */
    assert_true(c->row >= t->head_rows || c->row + c->row_span <= t->head_rows);
    assert_true(i == 0 || c->row > last_row || (c->row == last_row && c->column > last_column));
    last_row = c->row;
    last_column = c->column;
    for (uint32_t r = c->row; r < c->row + c->row_span; r++)
      for (uint32_t k = c->column; k < c->column + c->column_span; k++) {
        assert_int_equal(covered[(size_t)r * t->columns + k], 0);
        covered[(size_t)r * t->columns + k] = 1;
      }
  }
  for (size_t i = 0; i < (size_t)t->rows * t->columns; i++) assert_int_equal(covered[i], 1);
}

/* ------------------------------------------------------- heads */

static void test_head_of_four(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, group_of(&w, "", GK_TYPE_GROUP, NULL), "{}");
  /* 序号 | 科目{编码|名称} | 本年{小计|拨款{一般|基金|其他{教育|上级}}} */
  struct gk_column *root = group(&w, "", col(&w, "序号"), group(&w, "科目", col(&w, "编码"), col(&w, "名称"), NULL),
                                 group(&w, "本年", col(&w, "小计"),
                                       group(&w, "拨款", col(&w, "一般"), col(&w, "基金"), group(&w, "其他", col(&w, "教育"), col(&w, "上级"), NULL), NULL), NULL),
                                 NULL);
  struct gk_table *t = bound(&w, node_of(&w, root));
  assert_non_null(t);
  assert_int_equal(t->columns, 8);
  assert_int_equal(t->head_rows, 4);
  check_grid(&w, t);
  static const struct { const char *title; uint32_t row, column, rows, columns; } cells[] = {
      {"序号", 0, 0, 4, 1}, {"科目", 0, 1, 1, 2}, {"编码", 1, 1, 3, 1}, {"名称", 1, 2, 3, 1}, {"本年", 0, 3, 1, 5}, {"小计", 1, 3, 3, 1},
      {"拨款", 1, 4, 1, 4}, {"一般", 2, 4, 2, 1}, {"基金", 2, 5, 2, 1}, {"其他", 2, 6, 1, 2}, {"教育", 3, 6, 1, 1}, {"上级", 3, 7, 1, 1},
  };
  assert_int_equal(t->cell_count, sizeof cells / sizeof *cells);
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    const struct gk_cell *c = cell_at(t, cells[i].row, cells[i].column);
    assert_string_equal(gk_inlines_text(w.arena, c->content), cells[i].title);
    assert_true(c->row == cells[i].row && c->column == cells[i].column && c->row_span == cells[i].rows && c->column_span == cells[i].columns);
    assert_int_equal(c->kind, GK_CELL_COLUMN_HEAD);
    assert_int_equal(c->align, GK_STYLE_CENTER);
  }
  world_close(&w);
}

/* ------------------------------------------------------- records */

static struct gk_field *model(struct world *w) {
  return w->model.root = group_of(
             w, "", GK_TYPE_GROUP, choice_of(w, "金额单位", "万元", "元"),
             group_of(w, "指标", GK_TYPE_RECORDS, field_of(w, "一级", GK_TYPE_TEXT), field_of(w, "二级", GK_TYPE_TEXT), field_of(w, "名称", GK_TYPE_TEXT),
                      optional_of(w, "金额", GK_TYPE_AMOUNT), optional_of(w, "数量", GK_TYPE_QUANTITY), optional_of(w, "比例", GK_TYPE_PERCENT), NULL),
             NULL);
}

static struct gk_column *of(struct world *w, const char *name) {
  const struct gk_field *records = gk_field_lookup(w->model.root, "指标", strlen("指标"));
  struct gk_column *c = col(w, name);
  c->value = path_in(w, records, true, name);
  return c;
}

static struct gk_table_node *records_table(struct world *w, bool merging, bool total) {
  struct gk_column *first = of(w, "一级"), *second = of(w, "二级");
  first->merge = second->merge = merging;
  first->head = second->head = true;
  struct gk_table_node *n = node_of(w, group(w, "", first, second, of(w, "名称"), of(w, "金额"), of(w, "数量"), of(w, "比例"), NULL));
  if (total) {
    n->rows[n->row_count].kind = GK_ROW_TOTAL;
    n->rows[n->row_count].title = text_template(w, "合计");
    n->rows[n->row_count++].records = path_of(w, "指标");
  }
  n->rows[n->row_count].kind = GK_ROW_RECORDS;
  n->rows[n->row_count++].records = path_of(w, "指标");
  n->unit = "万元";
  return n;
}

#define R(a, b, c, rest) "{\"一级\":\"" a "\",\"二级\":\"" b "\",\"名称\":\"" c "\"" rest "}"

static void test_merge_is_hierarchical(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\",\"指标\":[" R("产出", "数量", "1", "") "," R("产出", "数量", "2", "") "," R("产出", "质量", "3", "") ","
                     R("效果", "质量", "4", "") "," R("效果", "质量", "5", "") "," R("产出", "质量", "6", "") "]}");
  struct gk_table *t = bound(&w, records_table(&w, true, false));
  check_grid(&w, t);
  assert_int_equal(t->rows, 7);
  static const uint32_t first[] = {3, 3, 3, 2, 2, 1}, second[] = {2, 2, 1, 2, 2, 1};
  for (uint32_t r = 0; r < 6; r++) {
    assert_int_equal(cell_at(t, r + 1, 0)->row_span, first[r]);
    assert_int_equal(cell_at(t, r + 1, 1)->row_span, second[r]);
    assert_int_equal(cell_at(t, r + 1, 2)->row_span, 1);
    assert_int_equal(cell_at(t, r + 1, 0)->kind, GK_CELL_ROW_HEAD);
    assert_int_equal(cell_at(t, r + 1, 2)->kind, GK_CELL_DATA);
  }
  world_close(&w);
}

static void test_cells_by_type(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"元\",\"指标\":[" R("a", "b", "c", ",\"金额\":21950,\"数量\":2.50,\"比例\":85") "," R("a", "b", "d", ",\"金额\":\"——\",\"数量\":\"涉密\"") "]}");
  struct gk_table *t = bound(&w, records_table(&w, false, false));
  check_grid(&w, t);
  assert_string_equal(text_at(&w, t, 1, 3), "2.20"); /* 元 in the data, 万元 in the table */
  assert_string_equal(text_at(&w, t, 1, 4), "2.50");
  assert_string_equal(text_at(&w, t, 1, 5), "85%");
  assert_string_equal(text_at(&w, t, 2, 3), "——");
  assert_string_equal(text_at(&w, t, 2, 4), "涉密");
  assert_string_equal(text_at(&w, t, 2, 5), "");
  assert_true(cell_at(t, 1, 3)->figure);
  assert_int_equal(cell_at(t, 1, 3)->decimals, 2);
  assert_int_equal(cell_at(t, 1, 3)->align, GK_STYLE_DECIMAL);
  assert_int_equal(cell_at(t, 2, 3)->align, GK_STYLE_DECIMAL);
  assert_false(cell_at(t, 1, 5)->figure);
  assert_int_equal(cell_at(t, 1, 5)->align, GK_STYLE_DECIMAL);
  assert_int_equal(cell_at(t, 1, 2)->align, GK_STYLE_START);
  assert_int_equal(cell_at(t, 2, 3)->state, GK_STATE_NOT_APPLICABLE);
  assert_int_equal(cell_at(t, 2, 4)->state, GK_STATE_WITHHELD);
  assert_int_equal(cell_at(t, 2, 5)->state, GK_STATE_BLANK);
  assert_string_equal(gk_inlines_text(w.arena, t->info_right), "单位：万元");
  /* each value knows where it came from */
  assert_non_null(cell_at(t, 1, 3)->content.items[0].data.source);
  world_close(&w);
}

struct total_case { const char *json, *amount, *quantity; enum gk_state amount_state; };

static void test_totals(void **state) {
  (void)state;
  static const struct total_case cases[] = {
      {"[" R("a", "b", "c", ",\"金额\":0.1,\"数量\":1") "," R("a", "b", "d", ",\"金额\":0.2,\"数量\":2,\"比例\":50") "]", "0.30", "3", GK_STATE_VALUE},
      {"[" R("a", "b", "c", ",\"金额\":0.1") "," R("a", "b", "d", "") "]", "0.10", "", GK_STATE_VALUE},
      {"[" R("a", "b", "c", ",\"金额\":\"涉密\",\"数量\":1") "," R("a", "b", "d", ",\"金额\":5") "]", "涉密", "1", GK_STATE_WITHHELD},
      {"[" R("a", "b", "c", ",\"金额\":\"——\"") "," R("a", "b", "d", ",\"金额\":\"——\"") "]", "——", "", GK_STATE_NOT_APPLICABLE},
      {"[" R("a", "b", "c", ",\"金额\":0.004") "," R("a", "b", "d", ",\"金额\":0.004") "]", "0.01", "", GK_STATE_VALUE}, /* of the exact data */
      {"[]", "", "", GK_STATE_BLANK},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct world w;
    world_open(&w);
    struct gk_field *root = model(&w);
    facts_of(&w, root, gk_arena_printf(w.arena, "{\"金额单位\":\"万元\",\"指标\":%s}", cases[i].json));
    struct gk_table *t = bound(&w, records_table(&w, false, true));
    check_grid(&w, t);
    assert_int_equal(t->roles[1], GK_ROLE_TOTAL);
    assert_string_equal(text_at(&w, t, 1, 0), "合计");
    assert_int_equal(cell_at(t, 1, 0)->kind, GK_CELL_ROW_HEAD);
    assert_string_equal(text_at(&w, t, 1, 3), cases[i].amount);
    assert_int_equal(cell_at(t, 1, 3)->state, cases[i].amount_state);
    assert_string_equal(text_at(&w, t, 1, 4), cases[i].quantity);
    assert_string_equal(text_at(&w, t, 1, 5), ""); /* percentages do not add up */
    world_close(&w);
  }
}

static void test_columns_without_total(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\",\"指标\":[" R("a", "b", "c", ",\"金额\":1,\"数量\":2") "]}");
  struct gk_table_node *n = records_table(&w, false, true);
  n->columns[3]->no_total = true;
  struct gk_table *t = bound(&w, n);
  assert_string_equal(text_at(&w, t, 1, 3), "");
  assert_string_equal(text_at(&w, t, 1, 4), "2");
  world_close(&w);
}

/* What a page with the body rows from..to says in a column, and what the next one would begin with. */
static const char *page_sum(struct world *w, const struct gk_table *t, uint32_t from, uint32_t to, uint32_t column) {
  struct gk_page_sums *page = gk_page_sums_new(w->arena, t), *all = gk_page_sums_new(w->arena, t);
  for (size_t i = 0; i < t->cell_count; i++)
    if (t->cells[i].row >= from && t->cells[i].row < to) gk_page_sums_add(page, &t->cells[i]);
  gk_page_sums_join(all, page);
  gk_page_sums_clear(page);
  for (size_t i = 0; i < t->page_rows->cell_count; i++) {
    const struct gk_cell *model = &t->page_rows->cells[i];
    struct gk_cell out, none;
    if (model->row != t->page_rows->total || model->column != column) continue;
    assert_true(gk_page_cell(w->arena, t, all, model, &out) && gk_page_cell(w->arena, t, page, model, &none));
    if (model->kind != GK_CELL_ROW_HEAD) assert_int_equal(none.content.count, 0);
    /* no sum is longer than the model, which the column has room for */
    assert_true(strlen(gk_inlines_text(w->arena, out.content)) <= strlen(gk_inlines_text(w->arena, model->content)) || out.state != GK_STATE_VALUE);
    return gk_inlines_text(w->arena, out.content);
  }
  return NULL;
}

/* Of the exact figures; what is withheld makes the sum so; totals, and what has no total, are left out. */
static void test_page_sums(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\",\"指标\":[" R("a", "b", "c", ",\"金额\":0.004,\"数量\":1") "," R("a", "b", "d", ",\"金额\":-0.014,\"数量\":2.25,\"比例\":50") ","
                     R("a", "b", "e", ",\"金额\":\"涉密\"") "," R("a", "b", "f", ",\"金额\":\"——\",\"数量\":1000") "]}");
  struct gk_table_node *n = records_table(&w, false, true);
  n->page_total = "本页小计";
  struct gk_table *t = bound(&w, n);
  check_grid(&w, t);
  assert_non_null(t->page_rows);
  assert_int_equal(t->page_rows->count, 1);
  assert_int_equal(t->page_rows->total, t->rows);
  assert_int_equal(t->page_rows->brought_forward, UINT32_MAX);
  assert_string_equal(page_sum(&w, t, 1, 4, 0), "本页小计");
  assert_null(page_sum(&w, t, 1, 4, 1)); /* the label is over it */
  assert_string_equal(page_sum(&w, t, 1, 2, 3), ""); /* the total first */
  assert_string_equal(page_sum(&w, t, 1, 3, 3), "0.00");
  assert_string_equal(page_sum(&w, t, 1, 4, 3), "-0.01");
  assert_string_equal(page_sum(&w, t, 1, 5, 3), "涉密");
  assert_string_equal(page_sum(&w, t, 5, 6, 3), "——");
  assert_string_equal(page_sum(&w, t, 1, 4, 4), "3.25");
  assert_string_equal(page_sum(&w, t, 1, 6, 4), "1003.25");
  assert_string_equal(page_sum(&w, t, 1, 6, 5), ""); /* percentages do not add up */
  n->columns[3]->no_total = true;
  t = bound(&w, n);
  assert_string_equal(page_sum(&w, t, 1, 6, 4), "1003.25");
  n->columns[4]->no_total = true;
  assert_null(bound(&w, n)->page_rows); /* nothing adds up */
  n->page_total = NULL;
  n->columns[4]->no_total = false;
  assert_null(bound(&w, n)->page_rows);
  world_close(&w);
}

static void test_empty_table(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\",\"指标\":[]}");
  struct gk_table_node *n = records_table(&w, true, true);
  n->empty = text_template(&w, "故本表为空表。");
  n->empty_rows = 2;
  struct gk_template *note = text_template(&w, "注。");
  n->notes = &note;
  n->note_count = 1;
  struct gk_table *t = bound(&w, n);
  check_grid(&w, t);
  assert_int_equal(t->rows, 4);
  assert_int_equal(t->roles[2], GK_ROLE_EMPTY);
  assert_int_equal(t->roles[3], GK_ROLE_EMPTY);
  assert_int_equal(t->note_count, 2);
  assert_string_equal(gk_inlines_text(w.arena, t->notes[0]), "故本表为空表。");
  world_close(&w);
  /* with a record neither statement nor blank rows */
  world_open(&w);
  root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\",\"指标\":[" R("a", "b", "c", "") "]}");
  n = records_table(&w, true, true);
  n->empty = text_template(&w, "故本表为空表。");
  n->empty_rows = 2;
  t = bound(&w, n);
  assert_int_equal(t->rows, 3);
  assert_int_equal(t->note_count, 0);
  world_close(&w);
}

static void test_missing_records(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\"}");
  struct gk_table_node *n = records_table(&w, true, true);
  n->empty = text_template(&w, "故本表为空表。");
  struct gk_table *t = bound(&w, n);
  check_grid(&w, t);
  assert_reports(&w, "bind.missing", 1);
  assert_string_equal(text_at(&w, t, 2, 0), "【缺：指标】");
  assert_int_equal(t->note_count, 0); /* nobody said that the table is empty */
  world_close(&w);
}

static void test_missing_in_a_record(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *root = model(&w);
  facts_of(&w, root, "{\"金额单位\":\"万元\",\"指标\":[" R("a", "b", "c", "") ",{\"一级\":\"a\",\"二级\":\"b\"}]}");
  struct gk_table *t = bound(&w, records_table(&w, true, true));
  check_grid(&w, t);
  assert_reports(&w, "bind.missing", 1);
  assert_true(report_says(&w, "bind.missing", "“指标[2].名称”"));
  assert_string_equal(text_at(&w, t, 3, 2), "【缺：指标[2].名称】");
  assert_int_equal(cell_at(t, 3, 2)->state, GK_STATE_MISSING);
  world_close(&w);
}

/* ------------------------------------------------------- rows of the layout */

static void test_fixed_rows(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, group_of(&w, "", GK_TYPE_GROUP, NULL), "{}");
  struct gk_table_node *n = node_of(&w, group(&w, "", col(&w, "项目"), col(&w, "数量"), col(&w, "价值"), NULL));
  struct gk_row_cell cells[] = {{.content = text_template(&w, "房屋"), .span = 1}, {.content = text_template(&w, "1"), .span = 1}};
  struct gk_row_cell named[] = {{.content = text_template(&w, "二"), .column = "价值", .span = 1}};
  struct gk_row_cell wide[] = {{.content = text_template(&w, "全行"), .span = 3}};
  n->rows[0] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = cells, .count = 2, .indent = 1};
  n->rows[1] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = named, .count = 1};
  n->rows[2] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = wide, .count = 1};
  n->row_count = 3;
  struct gk_table *t = bound(&w, n);
  check_grid(&w, t);
  assert_string_equal(text_at(&w, t, 1, 0), "房屋");
  assert_int_equal(cell_at(t, 1, 0)->indent, 1);
  assert_int_equal(cell_at(t, 1, 1)->indent, 0);
  assert_string_equal(text_at(&w, t, 1, 2), "");
  assert_string_equal(text_at(&w, t, 2, 0), "");
  assert_string_equal(text_at(&w, t, 2, 2), "二");
  assert_int_equal(cell_at(t, 3, 2)->column_span, 3);
  assert_reports(&w, NULL, 0);
  world_close(&w);
}

static void test_rows_that_do_not_fit(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, group_of(&w, "", GK_TYPE_GROUP, NULL), "{}");
  struct gk_table_node *n = node_of(&w, group(&w, "", col(&w, "a"), col(&w, "b"), NULL));
  struct gk_template *x = text_template(&w, "x");
  struct gk_row_cell many[] = {{.content = x}, {.content = x}, {.content = x}}, wide[] = {{.content = x, .span = 4000000000u}};
  struct gk_row_cell twice[] = {{.content = x, .column = "a"}, {.content = x, .column = "a"}}, unknown[] = {{.content = x, .column = "z"}};
  struct gk_place places[4];
  for (uint32_t i = 0; i < 4; i++) places[i] = gk_place_at(gk_source_new(w.arena, "layout.xml", "<row/>", 6), i, 1);
  n->rows[0] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = many, .count = 3, .place = places[0]};
  n->rows[1] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = wide, .count = 1, .place = places[1]};
  n->rows[2] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = twice, .count = 2, .place = places[2]};
  n->rows[3] = (struct gk_row){.kind = GK_ROW_FIXED, .cells = unknown, .count = 1, .place = places[3]};
  n->row_count = 4;
  struct gk_table *t = bound(&w, n);
  check_grid(&w, t);
  assert_reports(&w, "bind.row-cells", 4);
  world_close(&w);
}

/* ------------------------------------------------------- random tables */

static uint32_t seed;
static uint32_t random_below(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static struct gk_column *random_tree(struct world *w, unsigned depth, unsigned *leaves) {
  struct gk_column *c = col(w, "x");
  static const char *const fields[] = {"一级", "二级", "名称", "金额", "数量"};
  if (depth >= 5 || random_below(3) > 0) {
    if (random_below(4) > 0) c->value = of(w, fields[random_below(5)])->value;
    c->merge = random_below(2);
    c->head = random_below(2);
    (*leaves)++;
    return c;
  }
  c->group = true;
  c->count = 1 + random_below(3);
  c->children = gk_arena_array(w->arena, c->count, sizeof(struct gk_column *));
  for (size_t i = 0; i < c->count; i++) c->children[i] = random_tree(w, depth + 1, leaves);
  return c;
}

static void random_row(struct world *w, struct gk_row *row, unsigned leaves) {
  switch (random_below(4)) {
    case 0:
      row->kind = GK_ROW_TOTAL;
      row->title = random_below(2) ? text_template(w, "合计") : NULL;
      row->records = random_below(2) ? path_of(w, "指标") : NULL;
      break;
    case 1:
      row->kind = GK_ROW_FIXED;
      row->cells = gk_arena_array(w->arena, leaves, sizeof *row->cells);
      for (unsigned at = 0; at < leaves && random_below(5) > 0;) {
        unsigned span = 1 + random_below(leaves - at);
        row->cells[row->count++] = (struct gk_row_cell){.content = text_template(w, "甲"), .span = span};
        at += span;
      }
      break;
    default:
      row->kind = GK_ROW_RECORDS;
      row->records = path_of(w, "指标");
      break;
  }
}

static const char *random_records(struct world *w) {
  static const char *const words[] = {"甲", "乙"};
  const char *json = "";
  uint32_t n = random_below(12);
  for (uint32_t i = 0; i < n; i++)
    json = gk_arena_printf(w->arena, "%s%s{\"一级\":\"%s\",\"二级\":\"%s\",\"名称\":\"%s\",\"金额\":%u}", json, i ? "," : "", words[random_below(2)],
                           words[random_below(2)], words[random_below(2)], random_below(9));
  return gk_arena_printf(w->arena, "{\"金额单位\":\"万元\",\"指标\":[%s]}", json);
}

static void test_random_tables(void **state) {
  (void)state;
  for (uint32_t round = 1; round <= 1500; round++) {
    struct world w;
    world_open(&w);
    seed = round;
    struct gk_field *root = model(&w);
    facts_of(&w, root, random_records(&w));
    struct gk_column *top = col(&w, "");
    unsigned leaves = 0;
    top->group = true;
    top->count = 1 + random_below(5);
    top->children = gk_arena_array(w.arena, top->count, sizeof(struct gk_column *));
    for (size_t i = 0; i < top->count; i++) top->children[i] = random_tree(&w, 1, &leaves);
    struct gk_table_node *n = node_of(&w, top);
    n->row_count = random_below(5);
    for (size_t i = 0; i < n->row_count; i++) random_row(&w, &n->rows[i], leaves);
    if (random_below(2)) n->empty = text_template(&w, "空表。"), n->empty_rows = random_below(3);
    struct gk_table *t = bound(&w, n);
    if (!t) fail_msg("round %u", round);
    assert_int_equal(t->columns, leaves);
    check_grid(&w, t);
    assert_reports(&w, NULL, 0);
    world_close(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_head_of_four),      cmocka_unit_test(test_merge_is_hierarchical), cmocka_unit_test(test_cells_by_type),
      cmocka_unit_test(test_totals), cmocka_unit_test(test_page_sums), cmocka_unit_test(test_columns_without_total), cmocka_unit_test(test_empty_table),           cmocka_unit_test(test_missing_records),
      cmocka_unit_test(test_missing_in_a_record), cmocka_unit_test(test_fixed_rows),          cmocka_unit_test(test_rows_that_do_not_fit),
      cmocka_unit_test(test_random_tables),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
