/* Expressions: grammar, names, kinds, and for each fault its place and remedy. */
#include "support.h"

/* The tree in brackets: (+ a (* b 2)). */
static void show(const struct gk_expr *e, struct gk_buf *out) {
  static const char *const ops[] = {"+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "起于", "and", "or"};
  static const char *const functions[] = {"合计", "个数", "有", "绝对值"};
  char digits[GK_DECIMAL_TEXT_MAX];
  switch (e->kind) {
    case GK_EXPR_NUMBER: gk_decimal_format(e->number, false, digits); gk_buf_add_string(out, digits); return;
    case GK_EXPR_STRING: gk_buf_addf(out, "'%s'", e->text); return;
    case GK_EXPR_PATH:
      assert_non_null(e->field);
      assert_string_equal(e->path[e->path_count - 1], e->field->name);
      gk_buf_addf(out, "%s%s", e->relative ? "~" : "", e->text);
      return;
    case GK_EXPR_NEGATE: gk_buf_add_string(out, "(neg "); break;
    case GK_EXPR_NOT: gk_buf_add_string(out, "(not "); break;
    case GK_EXPR_BINARY: gk_buf_addf(out, "(%s ", ops[e->op]); break;
    case GK_EXPR_CALL: gk_buf_addf(out, "(%s ", functions[e->function]); break;
  }
  show(e->a, out);
  if (e->b) {
    gk_buf_add_char(out, ' ');
    show(e->b, out);
  }
  gk_buf_add_char(out, ')');
}

static void assert_tree(const char *text, const char *wanted) {
  struct world w;
  world_with_model(&w);
  struct gk_expr *e = gk_expr_parse(w.arena, source_of(&w, "e", text), w.model->root, w.sink);
  if (!e) print_reports(w.sink);
  assert_non_null(e);
  struct gk_buf out;
  gk_buf_init(&out, 4096);
  show(e, &out);
  assert_string_equal(out.data, wanted);
  gk_buf_drop(&out);
  world_close(&w);
}

static void assert_fault(const char *text, const char *id, const char *at, const char *says) {
  struct world w;
  world_with_model(&w);
  struct gk_expr *e = gk_expr_parse(w.arena, source_of(&w, "e", text), w.model->root, w.sink);
  if (e || !gk_diag_first(w.sink)) print_message("accepted: %s\n", text);
  assert_null(e);
  assert_only(w.sink, id, at, says);
  assert_int_equal(gk_diag_status(w.sink), GK_STATUS_INPUT);
  world_close(&w);
}

static void precedence(void **state) {
  (void)state;
  assert_tree("年度", "年度");
  assert_tree("年度-1", "(- 年度 1)");
  assert_tree(" 年度 - 1 ", "(- 年度 1)");
  assert_tree("支出.合计 - 上年.支出.合计", "(- 支出.合计 上年.支出.合计)");
  assert_tree("支出.基本支出 + 支出.项目支出 * 2 - 1.50", "(- (+ 支出.基本支出 (* 支出.项目支出 2)) 1.50)");
  assert_tree("(支出.基本支出 + 支出.项目支出) * 2", "(* (+ 支出.基本支出 支出.项目支出) 2)");
  assert_tree("1 - 2 - 3", "(- (- 1 2) 3)");
  assert_tree("8 / 4 / 2", "(/ (/ 8 4) 2)");
  assert_tree("--支出.合计", "(neg (neg 支出.合计))");
  assert_tree("-支出.合计 * 2", "(* (neg 支出.合计) 2)");
  assert_tree("支出.合计 > 0 且 支出.人数 == 3 或 有(上年)", "(or (and (> 支出.合计 0) (== 支出.人数 3)) (有 上年))");
  assert_tree("支出.合计 >= 0 and not (支出.人数 != 3 or 有(上年))", "(and (>= 支出.合计 0) (not (or (!= 支出.人数 3) (有 上年))))");
  assert_tree("非 非 有(上年)", "(not (not (有 上年)))");
  assert_tree("单位.级别 == '市'", "(== 单位.级别 '市')");
  assert_tree("单位.名称 != \"某'局\"", "(!= 单位.名称 '某'局')");
  assert_tree("公开日期 <= 公开日期", "(<= 公开日期 公开日期)");
}

static void functions(void **state) {
  (void)state;
  assert_tree("合计(项目.金额)", "(合计 项目.金额)");
  assert_tree("合计 ( 项目.明细.金额 ) / 2", "(/ (合计 项目.明细.金额) 2)");
  assert_tree("个数(项目) + 个数(职责)", "(+ (个数 项目) (个数 职责))");
  assert_tree("绝对值(支出.合计 - 上年.支出.合计)", "(绝对值 (- 支出.合计 上年.支出.合计))");
  assert_tree("支出.合计", "支出.合计"); /* a function's name is no reserved word */
  assert_fault("合计(支出.合计)", "lang.sum", "支出.合计", "支出.合计");
  assert_fault("合计(项目.名称)", "lang.sum", "项目.名称", NULL);
  assert_fault("合计(项目)", "lang.sum", "项目", NULL);
  assert_fault("合计(项目.金额 + 1)", "lang.path", "+", "合计");
  assert_fault("合计(1)", "lang.path", "1", NULL);
  assert_fault("有(合计(项目.金额))", "lang.path", "合计", NULL);
  assert_fault("个数(支出.合计)", "lang.argument", "支出.合计", "多条记录");
  assert_fault("绝对值(单位.名称)", "lang.argument", "单位.名称", "文字");
  assert_fault("绝对值(年度)", "lang.argument", "年度", NULL);
  assert_fault("总计(项目.金额)", "lang.function", "总计", "合计");
  assert_fault("绝对直(1)", "lang.function", "绝对直", "您是不是要写“绝对值”");
  assert_fault("合计(项目.金额", "lang.bracket", "(", NULL);
  assert_fault("合计()", "lang.path", ")", NULL);
}

static void names(void **state) {
  (void)state;
  assert_fault("支处.合计", "lang.name", "支处", "支出");
  assert_fault("支出.基本支处", "lang.name", "基本支处", "您是不是要写“基本支出”？");
  assert_fault("支出.zzz", "lang.name", "zzz", "合计 基本支出 项目支出");
  assert_fault("支出.", "lang.operand", "", NULL);
  assert_fault("支出.2", "lang.operand", "2", NULL);
  assert_fault("年度.合计", "lang.leaf", "年度.合计", "年份");
  assert_fault("项目.金额", "lang.through-records", "项目.金额", "合计(项目.金额)");
  assert_fault("三公经费.因公出国（境）费", "lang.alias", "因公出国（境）费", "因公出国境费");
  assert_fault("三公经费.出国费 + 1", "lang.alias", "出国费", "因公出国境费");
  assert_fault("支出.项目费", "lang.alias", "项目费", "项目支出");
  assert_fault("有(上年)且有(职责)", "lang.unexpected", "且有", NULL);
  assert_fault("支出且年度", "lang.spaces", "支出且年度", "留空格");
}

static void signs(void **state) {
  (void)state;
  assert_fault("年度－1", "lang.full-width", "－", "写成“-”");
  assert_fault("支出.合计 ＝ 0", "lang.full-width", "＝", "==");
  assert_fault("支出.合计 ≠ 0", "lang.full-width", "≠", "!=");
  assert_fault("有（上年）", "lang.full-width", "（", "“(”");
  assert_fault("１ + 1", "lang.full-width", "１", NULL);
  assert_fault("单位.名称 == “某”", "lang.full-width", "“", NULL);
  assert_fault("支出.合计 = 0", "lang.equals", "=", NULL);
  assert_fault("支出.合计 & 0", "lang.character", "&", "&");
  assert_fault("\xFF", "lang.character", "\xFF", NULL);
  assert_fault("2022年", "lang.number", "2022年", NULL);
  assert_fault("1.5.2", "lang.unexpected", ".", NULL);
  assert_fault("1234567890123456789", "lang.number", NULL, NULL);
  assert_fault("0.1234567890123", "lang.number", NULL, NULL);
  assert_fault("单位.名称 == '某", "lang.string", "'", NULL);
  assert_fault("", "lang.operand", "", NULL);
  assert_fault("1 +", "lang.operand", "", NULL);
  assert_fault("1 + * 2", "lang.operand", "*", NULL);
  assert_fault("1 2", "lang.unexpected", "2", "“2”");
  assert_fault("(1", "lang.bracket", "(", NULL);
  assert_fault("1)", "lang.unexpected", ")", NULL);
  assert_fault("()", "lang.operand", ")", NULL);
  assert_fault("1 < 2 < 3", "lang.chain", "<", "且");
  assert_fault("且", "lang.operand", "且", NULL);
}

static void kinds(void **state) {
  (void)state;
  assert_fault("单位.名称 + 1", "lang.arithmetic", "单位.名称", "文字");
  assert_fault("1 + 公开日期", "lang.arithmetic", "公开日期", "日期");
  assert_fault("支出 * 2", "lang.arithmetic", "支出", "一组数据");
  assert_fault("-年度", "lang.arithmetic", "年度", NULL);
  assert_fault("(1 < 2) + 1", "lang.arithmetic", NULL, "条件");
  assert_fault("支出.合计 + 支出.人数", "lang.mixed", "支出.合计 + 支出.人数", "数量");
  assert_fault("年度 + 年度", "lang.mixed", NULL, NULL);
  assert_fault("年度 * 2", "lang.mixed", NULL, NULL);
  assert_fault("支出.合计 * 支出.合计", "lang.mixed", NULL, NULL);
  assert_fault("支出.人数 / 支出.合计", "lang.mixed", NULL, NULL);
  assert_fault("支出.合计 / 0", "lang.divide-zero", "0", NULL);
  assert_fault("支出.合计 / 0.00", "lang.divide-zero", "0.00", NULL);
  assert_fault("支出.合计 > 支出.人数", "lang.compare", NULL, "不能比较");
  assert_fault("支出.合计 == '零'", "lang.compare", NULL, NULL);
  assert_fault("单位.名称 < '某'", "lang.compare-order", NULL, NULL);
  assert_fault("单位.级别 == '区'", "lang.choice", "'区'", "省 市 县");
  assert_fault("'区' != 单位.级别", "lang.choice", "'区'", NULL);
  assert_fault("有(上年) == 有(职责)", "lang.compare", NULL, NULL);
  assert_fault("支出.合计 且 有(上年)", "lang.test", "支出.合计", "有(甲)");
  assert_fault("非 支出.合计", "lang.test", "支出.合计", NULL);
  assert_tree("支出.合计 * 支出.人数", "(* 支出.合计 支出.人数)");
  assert_tree("支出.合计 * 支出.完成率 / 100", "(/ (* 支出.合计 支出.完成率) 100)");
  assert_tree("支出.合计 / 支出.基本支出 > 0.5", "(> (/ 支出.合计 支出.基本支出) 0.5)");
  assert_tree("年度 - 年度 + 1", "(+ (- 年度 年度) 1)");
}

static void limits(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  struct gk_buf text;
  gk_buf_init(&text, 1 << 20);
  for (int i = 0; i < 5000; i++) gk_buf_add_char(&text, '(');
  assert_null(gk_expr_parse(w.arena, source_of(&w, "e", text.data), w.model->root, w.sink));
  assert_only(w.sink, "lang.depth", "(", NULL);
  gk_diag_sink_reset(w.sink);
  gk_buf_clear(&text);
  for (int i = 0; i < 5000; i++) gk_buf_add_string(&text, "非 ");
  assert_null(gk_expr_parse(w.arena, source_of(&w, "e", text.data), w.model->root, w.sink));
  assert_only(w.sink, "lang.depth", NULL, NULL);
  gk_diag_sink_reset(w.sink);
  gk_buf_clear(&text);
  for (int i = 0; i < 5000; i++) gk_buf_add_string(&text, "1 + ");
  assert_null(gk_expr_parse(w.arena, source_of(&w, "e", text.data), w.model->root, w.sink));
  assert_only(w.sink, "lang.long", "1", NULL);
  gk_buf_drop(&text);
  world_close(&w);
}

/* Names in records come before names at the root, the innermost first. */
static void scopes(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  const struct gk_field *project = gk_field_lookup(w.model->root, "项目", strlen("项目"));
  const struct gk_field *part = gk_field_lookup(project, "明细", strlen("明细"));
  w.lang.root = w.model->root;
  struct gk_lang_scope outer = {NULL, project}, inner = {&outer, part};
  static const struct { const char *text, *wanted; } cases[] = {
      {"名称", "~名称"}, {"数量 * 单价", "(* ~数量 ~单价)"}, {"支出.合计 + 金额", "(+ 支出.合计 ~金额)"}, {"级别 == '甲'", "(== ~级别 '甲')"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct gk_lang_text t = gk_lang_text_of(cases[i].text, strlen(cases[i].text), gk_place_none(), GK_LANG_RAW);
    size_t at = 0;
    struct gk_lang_part p = gk_lang_expr(&w.lang, &t, &at, false, &inner);
    if (!p.expr) print_reports(w.sink);
    assert_non_null(p.expr);
    struct gk_buf out;
    gk_buf_init(&out, 4096);
    show(p.expr, &out);
    assert_string_equal(out.data, cases[i].wanted);
    gk_buf_drop(&out);
    const struct gk_expr *leaf = p.expr->kind == GK_EXPR_PATH ? p.expr : p.expr->a;
    if (i == 0) assert_ptr_equal(leaf->field->parent, part);
    if (i == 1) assert_ptr_equal(leaf->field->parent, project);
  }
  world_close(&w);
}

/* Places inside attributes are found through entities. */
static void places(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  w.lang.root = w.model->root;
  struct gk_xml_node *root = xml_of(&w, "<p test='支出.合计 &lt; 5 且 &#x652F;处.合计 &gt; 1'/>");
  assert_null(gk_lang_test(&w.lang, gk_xml_lookup(root, "test"), NULL));
  assert_only(w.sink, "lang.name", "&#x652F;处", "“支处”");
  gk_diag_sink_reset(w.sink);
  root = xml_of(&w, "<p test='支出.合计 &lt; 支出.基本支出'/>");
  struct gk_expr *e = gk_lang_test(&w.lang, gk_xml_lookup(root, "test"), NULL);
  assert_non_null(e);
  const char *whole = "支出.合计 &lt; 支出.基本支出";
  assert_int_equal(e->place.length, strlen(whole));
  assert_memory_equal(e->b->place.source->text + e->b->place.offset, "支出.基本支出", e->b->place.length);
  root = xml_of(&w, "<p test='支出.合计'/>");
  assert_null(gk_lang_test(&w.lang, gk_xml_lookup(root, "test"), NULL));
  assert_only(w.sink, "lang.test", "支出.合计", "金额");
  world_close(&w);
}

static void memory(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  struct gk_source *source = source_of(&w, "e", "合计(项目.金额) > 0 且 单位.名称 != '某' 或 非 有(上年.支出.合计)");
  for (unsigned long n = 1; n < 200; n++) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    gk_memory_fail_at(n);
    struct gk_expr *e = gk_expr_parse(arena, source, w.model->root, sink);
    gk_memory_fail_at(0);
    bool done = e != NULL;
    if (!e) assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
    if (done) {
      assert_true(n > 5);
      world_close(&w);
      return;
    }
  }
  fail_msg("never succeeded");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(precedence), cmocka_unit_test(functions), cmocka_unit_test(names),  cmocka_unit_test(signs),
                                     cmocka_unit_test(kinds),      cmocka_unit_test(limits),    cmocka_unit_test(scopes), cmocka_unit_test(places),
                                     cmocka_unit_test(memory)};
  return cmocka_run_group_tests_name("lang/expr", tests, NULL, NULL);
}
