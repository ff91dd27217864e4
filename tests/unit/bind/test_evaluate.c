/* Expressions over facts: names, records, functions, formulas, what is reported. */
#include "support.h"

static struct gk_field *with_formula(struct gk_field *f, struct gk_expr *formula) {
  f->formula = formula;
  return f;
}

/* 支出.合计 = 基本支出 + 项目支出; 基本支出 = 人员 + 公用; 资产.合计 = 房屋.价值 + 车辆.价值 (all optional). */
static struct gk_field *model(struct world *w) {
  struct gk_field *all = field_of(w, "合计", GK_TYPE_AMOUNT), *base = field_of(w, "基本支出", GK_TYPE_AMOUNT);
  struct gk_field *spent = group_of(w, "支出", GK_TYPE_GROUP, all, base, field_of(w, "人员", GK_TYPE_AMOUNT), field_of(w, "公用", GK_TYPE_AMOUNT),
                                    field_of(w, "项目支出", GK_TYPE_AMOUNT), NULL);
  with_formula(all, binary(w, GK_OP_ADD, path_in(w, spent, true, "基本支出"), path_in(w, spent, true, "项目支出")));
  with_formula(base, binary(w, GK_OP_ADD, path_in(w, spent, true, "人员"), path_in(w, spent, true, "公用")));
  struct gk_field *last = group_of(w, "上年", GK_TYPE_GROUP, field_of(w, "支出", GK_TYPE_AMOUNT), NULL);
  last->optional = true;
  struct gk_field *house = group_of(w, "房屋", GK_TYPE_GROUP, optional_of(w, "价值", GK_TYPE_AMOUNT), NULL);
  struct gk_field *car = group_of(w, "车辆", GK_TYPE_GROUP, optional_of(w, "价值", GK_TYPE_AMOUNT), NULL);
  house->optional = car->optional = true;
  struct gk_field *worth = field_of(w, "合计", GK_TYPE_AMOUNT);
  struct gk_field *assets = group_of(w, "资产", GK_TYPE_GROUP, worth, house, car, NULL);
  with_formula(worth, binary(w, GK_OP_ADD, path_in(w, assets, true, "房屋.价值"), path_in(w, assets, true, "车辆.价值")));
  struct gk_field *sum = field_of(w, "合计", GK_TYPE_AMOUNT);
  struct gk_field *bought = group_of(w, "采购", GK_TYPE_RECORDS, field_of(w, "名称", GK_TYPE_TEXT), sum, optional_of(w, "甲", GK_TYPE_AMOUNT),
                                     optional_of(w, "乙", GK_TYPE_AMOUNT), NULL);
  with_formula(sum, binary(w, GK_OP_ADD, path_in(w, bought, true, "甲"), path_in(w, bought, true, "乙")));
  struct gk_field *optional_records = group_of(w, "分类", GK_TYPE_RECORDS, field_of(w, "数量", GK_TYPE_QUANTITY), NULL);
  optional_records->optional = true;
  struct gk_field *a = field_of(w, "甲", GK_TYPE_AMOUNT), *b = field_of(w, "乙", GK_TYPE_AMOUNT), *totals = group_of(w, "汇总", GK_TYPE_GROUP, a, b, NULL);
  w->model.root = group_of(w, "", GK_TYPE_GROUP, choice_of(w, "金额单位", "万元", "元"), spent, last, assets, bought, optional_records, totals, NULL);
  with_formula(a, call(w, GK_FN_SUM, path_of(w, "采购.甲")));
  with_formula(b, call(w, GK_FN_SUM, path_of(w, "采购.乙")));
  return w->model.root;
}

static const char good[] =
    "{\"金额单位\":\"万元\",\"支出\":{\"人员\":215.74,\"公用\":28.47,\"项目支出\":370},\"资产\":{\"车辆\":{\"价值\":28.68}},"
    "\"采购\":[{\"名称\":\"a\",\"甲\":1.5,\"乙\":2},{\"名称\":\"b\",\"乙\":0.25}]}";

static void check_number(struct world *w, const struct gk_expr *e, const char *expected) {
  struct gk_figure f = value_of(w, e);
  assert_int_equal(f.state, GK_STATE_VALUE);
  if (gk_decimal_compare(f.number, dec(expected)) != 0) fail_msg("%s: not %s", e->text ? e->text : "", expected);
}

static void test_formulas(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  check_number(&w, path_of(&w, "支出.合计"), "614.21");
  check_number(&w, path_of(&w, "支出.基本支出"), "244.21");
  check_number(&w, path_of(&w, "资产.合计"), "28.68");
  check_number(&w, call(&w, GK_FN_SUM, path_of(&w, "采购.合计")), "3.75");
  check_number(&w, call(&w, GK_FN_SUM, path_of(&w, "采购.甲")), "1.5");
  check_number(&w, call(&w, GK_FN_COUNT, path_of(&w, "采购")), "2");
  assert_reports(&w, NULL, 0);
  assert_true(fact_at(&w, "支出.合计")->derived);
  world_close(&w);
}

/* What a record leaves out is blank without there being a fact of it, until all operands of a formula are asked for. */
static void test_left_out(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  check_number(&w, call(&w, GK_FN_SUM, path_of(&w, "采购.合计")), "3.75");
  struct gk_fact *list = gk_fact_named(w.facts, w.facts->root, "采购"), *record = list->children[1], *sum = gk_fact_named(w.facts, record, "合计");
  const struct gk_field *out = gk_field_lookup(record->field, "甲", strlen("甲"));
  assert_non_null(out);
  assert_null(record->children[out->index]);
  struct gk_operands written = {0};
  struct gk_evaluation e = {.facts = w.facts, .sink = w.sink, .group = record, .quiet = true, .operands = &written, .written = true};
  gk_evaluate(&e, sum->field->formula);
  assert_int_equal(written.count, 1);
  assert_string_equal(gk_fact_path(w.facts, written.items[0]), "采购[2].乙");
  assert_null(record->children[out->index]);
  struct gk_operands all = gk_formula_operands(w.facts, sum, w.sink);
  assert_int_equal(all.count, 2);
  assert_string_equal(gk_fact_path(w.facts, all.items[0]), "采购[2].甲");
  assert_int_equal(all.items[0]->state, GK_STATE_BLANK);
  /* Outside records it is a fact: whether its group is there is asked of it. */
  check_number(&w, path_of(&w, "资产.合计"), "28.68");
  struct gk_fact *assets = gk_fact_named(w.facts, w.facts->root, "资产");
  assert_non_null(assets->children[gk_field_lookup(assets->field, "房屋", strlen("房屋"))->index]);
  assert_reports(&w, NULL, 0);
  world_close(&w);
}

struct sum_case { const char *json, *id, *says; };

static void test_given_sums(void **state) {
  (void)state;
  static const struct sum_case cases[] = {
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":614.20,\"人员\":215.74,\"公用\":28.47,\"项目支出\":370}}", "bind.sum",
       "支出.合计：614.20万元，应为基本支出244.21万元＋项目支出370.00万元＝614.21万元，相差0.01万元。请核对支出.人员（data.json:1:"},
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":614.210,\"基本支出\":244.21,\"人员\":215.74,\"公用\":28.47,\"项目支出\":370}}", NULL, ""},
      {"{\"金额单位\":\"元\",\"支出\":{\"基本支出\":1,\"人员\":2,\"公用\":3,\"项目支出\":370}}", "bind.sum", "人员2元＋公用3元＝5元，相差4元"},
      /* what is withheld or absent cannot be checked */
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":999,\"人员\":\"涉密\",\"公用\":\"涉密\",\"项目支出\":370}}", NULL, ""},
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":999,\"人员\":\"涉密\",\"项目支出\":370}}", NULL, ""},
      /* one secret beside a given total and known parts is none */
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":999,\"人员\":\"涉密\",\"公用\":28.47,\"项目支出\":370}}", "bind.secret-residual", "“支出.人员”写明涉密，但“支出.合计”已经写出"},
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":999,\"人员\":1}}", NULL, ""},
      {"{\"金额单位\":\"万元\",\"资产\":{\"合计\":87.22}}", NULL, ""},
      {"{\"金额单位\":\"万元\",\"资产\":{\"合计\":87.22,\"车辆\":{\"价值\":28.68}}}", "bind.sum", "车辆.价值28.68万元＝28.68万元，相差58.54万元"},
      /* nor is a secret sum of known parts; with a secret one among them it is */
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":\"涉密\",\"人员\":1,\"公用\":1,\"项目支出\":1}}", "bind.secret-sum", "“支出.合计”写明涉密"},
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":\"涉密\",\"人员\":1,\"公用\":1,\"项目支出\":\"涉密\"}}", NULL, ""},
      {"{\"金额单位\":\"万元\",\"支出\":{\"合计\":\"涉密\",\"人员\":1}}", NULL, ""},
      {"{\"金额单位\":\"万元\",\"采购\":[{\"名称\":\"a\",\"合计\":1,\"甲\":1},{\"名称\":\"b\",\"合计\":2,\"乙\":3}]}", "bind.sum", "采购[2].合计"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct world w;
    world_open(&w);
    facts_of(&w, model(&w), cases[i].json);
    assert_reports(&w, cases[i].id, cases[i].id ? 1 : 0);
    if (cases[i].id && !report_says(&w, cases[i].id, cases[i].says)) {
      print_reports(&w);
      fail_msg("case %u lacks %s", (unsigned)i, cases[i].says);
    }
    world_close(&w);
  }
}

/* A gap below formulas is reported as the datum to write, once, wherever it is met first. */
static void test_missing_below_formulas(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"金额单位\":\"万元\",\"支出\":{\"公用\":28.47},\"资产\":{},\"采购\":[{\"名称\":\"a\"}]}");
  assert_int_equal(value_of(&w, call(&w, GK_FN_PRESENT, path_of(&w, "支出.合计"))).truth, false);
  assert_reports(&w, NULL, 0);
  assert_int_equal(value_of(&w, path_of(&w, "支出.合计")).state, GK_STATE_MISSING);
  value_of(&w, path_of(&w, "支出.基本支出"));
  value_of(&w, path_of(&w, "支出.合计"));
  assert_reports(&w, "bind.missing", 2);
  assert_true(report_says(&w, "bind.missing", "“支出.人员”"));
  assert_true(report_says(&w, "bind.missing", "“支出.项目支出”"));
  assert_string_equal(gk_fact_path(w.facts, gk_formula_cause(w.facts, fact_at(&w, "支出.合计"), w.sink)), "支出.人员");
  /* a required sum of which no part is given is missing itself */
  assert_int_equal(value_of(&w, path_of(&w, "资产.合计")).state, GK_STATE_MISSING);
  assert_true(report_says(&w, "bind.missing", "“资产.合计”"));
  value_of(&w, call(&w, GK_FN_SUM, path_of(&w, "采购.合计")));
  assert_true(report_says(&w, "bind.missing", "“采购[1].合计”"));
  assert_reports(&w, "bind.missing", 4);
  world_close(&w);
}

/* A group that nobody wrote, but part of which follows: it is the part that does not follow that is asked for. */
static void test_missing_beside_formulas(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"金额单位\":\"万元\",\"采购\":[{\"名称\":\"a\",\"甲\":1.5}]}");
  check_number(&w, path_of(&w, "汇总.甲"), "1.5");
  assert_int_equal(value_of(&w, path_of(&w, "汇总.乙")).state, GK_STATE_MISSING);
  assert_reports(&w, "bind.missing", 1);
  assert_true(report_says(&w, "bind.missing", "“汇总.乙”"));
  assert_true(report_says(&w, "bind.missing", "确实没有的写 0"));
  world_close(&w);
  world_open(&w);
  facts_of(&w, model(&w), "{\"金额单位\":\"万元\",\"采购\":[{\"名称\":\"a\"}]}");
  value_of(&w, path_of(&w, "汇总.甲"));
  value_of(&w, path_of(&w, "汇总.乙"));
  assert_reports(&w, "bind.missing", 1);
  assert_true(report_says(&w, "bind.missing", "缺“汇总”"));
  world_close(&w);
}

static void test_states_through_data(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"金额单位\":\"万元\",\"支出\":{\"人员\":\"涉密\",\"公用\":1,\"项目支出\":2},\"采购\":[]}");
  assert_int_equal(value_of(&w, path_of(&w, "支出.合计")).state, GK_STATE_WITHHELD);
  /* an absent optional group makes a difference blank; an empty list adds up to zero, an absent one to nothing */
  struct gk_expr *change = binary(&w, GK_OP_SUB, path_of(&w, "支出.项目支出"), path_of(&w, "上年.支出"));
  assert_int_equal(value_of(&w, change).state, GK_STATE_BLANK);
  check_number(&w, call(&w, GK_FN_SUM, path_of(&w, "采购.合计")), "0");
  assert_int_equal(value_of(&w, call(&w, GK_FN_SUM, path_of(&w, "采购.合计"))).measure, GK_MEASURE_AMOUNT);
  assert_int_equal(value_of(&w, call(&w, GK_FN_SUM, path_of(&w, "分类.数量"))).state, GK_STATE_BLANK);
  assert_int_equal(value_of(&w, call(&w, GK_FN_COUNT, path_of(&w, "分类"))).state, GK_STATE_BLANK);
  assert_false(value_of(&w, call(&w, GK_FN_PRESENT, path_of(&w, "上年"))).truth);
  assert_false(value_of(&w, call(&w, GK_FN_PRESENT, path_of(&w, "采购"))).truth);
  assert_true(value_of(&w, call(&w, GK_FN_PRESENT, path_of(&w, "支出"))).truth);
  assert_reports(&w, NULL, 0);
  world_close(&w);
}

static void test_logic_stops_early(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"金额单位\":\"万元\",\"支出\":{}}");
  struct gk_expr *never = binary(&w, GK_OP_GT, path_of(&w, "支出.人员"), number(&w, "0"));
  struct gk_expr *no = call(&w, GK_FN_PRESENT, path_of(&w, "上年"));
  assert_false(value_of(&w, binary(&w, GK_OP_AND, no, never)).truth);
  struct gk_expr *yes = expr_new(&w, GK_EXPR_NOT);
  yes->a = no;
  yes->place = no->place;
  assert_true(value_of(&w, binary(&w, GK_OP_OR, yes, never)).truth);
  assert_reports(&w, NULL, 0);
  bool known = true;
  struct gk_evaluation e = {.facts = w.facts, .sink = w.sink};
  assert_false(gk_evaluate_test(&e, never, &known, NULL));
  assert_false(known);
  assert_reports(&w, "bind.missing", 1);
  assert_true(value_of(&w, binary(&w, GK_OP_EQ, path_of(&w, "金额单位"), string(&w, "万元"))).truth);
  world_close(&w);
}

static void test_records_scope(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_fact *list = fact_at(&w, "采购");
  struct gk_scope scope = {.record = list->children[1]};
  struct gk_evaluation e = {.facts = w.facts, .sink = w.sink, .scope = &scope};
  const struct gk_field *records = list->field;
  assert_string_equal(gk_evaluate(&e, path_in(&w, records, true, "名称")).text, "b");
  assert_int_equal(gk_decimal_compare(gk_evaluate(&e, path_in(&w, records, true, "合计")).number, dec("0.25")), 0);
  /* an absolute path does not look into the record */
  assert_int_equal(gk_decimal_compare(gk_evaluate(&e, path_of(&w, "支出.合计")).number, dec("614.21")), 0);
  world_close(&w);
}

static void test_faults_are_reported(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"金额单位\":\"万元\",\"支出\":{\"人员\":900000000000000000,\"公用\":0,\"项目支出\":900000000000000000}}");
  struct gk_expr *quotient = binary(&w, GK_OP_DIV, path_of(&w, "支出.人员"), path_of(&w, "支出.公用"));
  assert_int_equal(value_of(&w, quotient).state, GK_STATE_INVALID);
  assert_reports(&w, "bind.divide-zero", 1);
  value_of(&w, binary(&w, GK_OP_MUL, path_of(&w, "支出.人员"), number(&w, "1000")));
  assert_int_equal(reports(&w, "bind.overflow"), 1);
  value_of(&w, binary(&w, GK_OP_ADD, path_of(&w, "支出.公用"), path_of(&w, "金额单位")));
  assert_int_equal(reports(&w, "bind.kind"), 1);
  value_of(&w, path_of(&w, "支出.没有"));
  value_of(&w, path_of(&w, "采购.合计")); /* a column of records is no figure */
  assert_int_equal(reports(&w, "bind.path"), 2);
  world_close(&w);
}

static void test_formula_cycle(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_field *a = field_of(&w, "甲", GK_TYPE_AMOUNT), *b = field_of(&w, "乙", GK_TYPE_AMOUNT);
  struct gk_field *root = group_of(&w, "", GK_TYPE_GROUP, a, b, NULL);
  a->formula = binary(&w, GK_OP_ADD, path_in(&w, root, true, "乙"), number(&w, "1"));
  b->formula = binary(&w, GK_OP_ADD, path_in(&w, root, true, "甲"), number(&w, "1"));
  facts_of(&w, root, "{}");
  assert_int_equal(value_of(&w, path_of(&w, "甲")).state, GK_STATE_INVALID);
  assert_int_equal(value_of(&w, path_of(&w, "乙")).state, GK_STATE_INVALID);
  assert_true(reports(&w, "bind.formula-depth") >= 1);
  world_close(&w);
}

static void test_deep_expression(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_expr *e = number(&w, "1");
  for (int i = 0; i < 5000; i++) {
    struct gk_expr *outer = expr_new(&w, GK_EXPR_NEGATE);
    outer->a = e;
    e = outer;
  }
  assert_int_equal(value_of(&w, e).state, GK_STATE_INVALID);
  assert_int_equal(reports(&w, "bind.formula-depth"), 1);
  world_close(&w);
}

/* ------------------------------------------------------- explain */

static const char *explained(struct world *w, const struct gk_expr *e, bool english) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  assert_true(gk_explain(w->arena, NULL, w->facts, e, &out, english, w->sink));
  const char *text = gk_arena_strndup(w->arena, out.data, out.size);
  gk_buf_drop(&out);
  return text;
}

static void test_explain(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  const char *text = explained(&w, path_of(&w, "支出.合计"), false);
  assert_non_null(strstr(text, "支出.合计 = 614.21万元"));
  assert_non_null(strstr(text, "按公式"));
  assert_non_null(strstr(text, "\n  支出.基本支出 = 244.21万元"));
  assert_non_null(strstr(text, "\n    支出.人员 = 215.74万元  data.json:1:"));
  assert_non_null(strstr(explained(&w, path_of(&w, "支出.合计"), true), "by formula"));
  text = explained(&w, binary(&w, GK_OP_SUB, path_of(&w, "支出.项目支出"), path_of(&w, "上年.支出")), false);
  assert_non_null(strstr(text, "空"));
  text = explained(&w, path_of(&w, "采购.合计"), false);
  assert_non_null(strstr(text, "采购[1].合计 = 3.5万元"));
  assert_non_null(strstr(text, "采购[2].合计 = 0.25万元"));
  assert_non_null(strstr(explained(&w, path_of(&w, "支出"), false), "支出.公用 = 28.47万元"));
  assert_non_null(strstr(explained(&w, path_of(&w, "采购"), false), "共2条"));
  assert_non_null(strstr(explained(&w, binary(&w, GK_OP_DIV, number(&w, "1"), number(&w, "3")), false), "1 ÷ 3 ≈ 0.333333"));
  assert_reports(&w, NULL, 0);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_formulas), cmocka_unit_test(test_left_out),
      cmocka_unit_test(test_given_sums),
      cmocka_unit_test(test_missing_below_formulas), cmocka_unit_test(test_missing_beside_formulas),
      cmocka_unit_test(test_states_through_data),
      cmocka_unit_test(test_logic_stops_early),
      cmocka_unit_test(test_records_scope),
      cmocka_unit_test(test_faults_are_reported),
      cmocka_unit_test(test_formula_cycle),
      cmocka_unit_test(test_deep_expression),
      cmocka_unit_test(test_explain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
