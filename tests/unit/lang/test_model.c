/* The model and the terms: what may be said, aliases, use, formulas. */
#include "support.h"

static struct gk_model *model_of(struct world *w, const char *fields) {
  const char *text = gk_arena_printf(w->arena, "<model version='1'>%s</model>", fields);
  w->lang.failed = false;
  struct gk_model *model = gk_lang_model(&w->lang, xml_of(w, text));
  if (model) gk_lang_field_names(&w->lang, model->root);
  return model;
}

static void assert_fault(const char *fields, const char *id, const char *at, const char *says) {
  struct world w;
  world_open(&w);
  model_of(&w, fields);
  if (!gk_diag_first(w.sink)) print_message("accepted: %s\n", fields);
  assert_only(w.sink, id, at, says);
  assert_true(w.lang.failed);
  world_close(&w);
}

static const struct gk_field *at(const struct gk_field *group, const char *name) {
  const struct gk_field *field = gk_field_lookup(group, name, strlen(name));
  if (!field) print_message("no field %s\n", name);
  assert_non_null(field);
  return field;
}

static void whole(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  const struct gk_field *root = w.model->root;
  assert_string_equal(w.model->version, "1");
  assert_null(root->parent);
  assert_int_equal(root->type, GK_TYPE_GROUP);
  static const struct { const char *name; enum gk_type type; bool optional; } fields[] = {
      {"年度", GK_TYPE_YEAR, false}, {"金额单位", GK_TYPE_CHOICE, false}, {"公开日期", GK_TYPE_DATE, true}, {"单位", GK_TYPE_GROUP, false},
      {"职责", GK_TYPE_TEXTS, false}, {"上年", GK_TYPE_GROUP, true}, {"项目", GK_TYPE_RECORDS, true}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    const struct gk_field *f = at(root, fields[i].name);
    assert_int_equal(f->type, fields[i].type);
    assert_int_equal(f->optional, fields[i].optional);
    assert_ptr_equal(f->parent, root);
    assert_non_null(f->place.source);
  }
  assert_int_equal(at(root, "金额单位")->choice_count, 2);
  assert_string_equal(at(root, "金额单位")->choices[1], "元");
  assert_string_equal(at(root, "年度")->title, "年度");
  assert_string_equal(at(root, "单位")->title, "编制单位");
  assert_int_equal(at(at(root, "单位"), "代码")->type, GK_TYPE_CODE);
  const struct gk_field *spending = at(root, "支出");
  assert_int_equal(at(spending, "完成率")->type, GK_TYPE_PERCENT);
  assert_int_equal(at(spending, "人数")->type, GK_TYPE_QUANTITY);
  assert_null(gk_field_lookup(root, "年", strlen("年")));
  assert_null(gk_field_lookup(root, "年度二", strlen("年度二")));
  assert_non_null(gk_field_lookup(root, "年度二", strlen("年度"))); /* n bytes of it */
  world_close(&w);
}

static void aliases(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  const struct gk_field *trips = at(w.model->root, "三公经费"), *spending = at(w.model->root, "支出");
  assert_ptr_equal(gk_field_lookup_alias(trips, "因公出国（境）费", strlen("因公出国（境）费")), at(trips, "因公出国境费"));
  assert_ptr_equal(gk_field_lookup_alias(trips, "出国费", strlen("出国费")), at(trips, "因公出国境费"));
  assert_ptr_equal(gk_field_lookup_alias(spending, "项目费", strlen("项目费")), at(spending, "项目支出"));
  assert_null(gk_field_lookup(trips, "出国费", strlen("出国费")));
  assert_null(gk_field_lookup_alias(trips, "出国", strlen("出国")));
  /* the copy of a used group has the aliases of its own fields */
  const struct gk_field *before = at(at(w.model->root, "上年"), "支出");
  assert_ptr_not_equal(before, spending);
  assert_ptr_equal(gk_field_lookup_alias(before, "项目费", strlen("项目费")), at(before, "项目支出"));
  world_close(&w);
}

/* A formula sees its own group first, then those around it. */
static void formulas_outward(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_model *model = model_of(&w, "<group name='外'><records name='明细'><field name='数' type='amount'/><field name='编' type='text'/></records>"
                                        "<group name='甲'><field name='数' type='amount'/><field name='合计' type='amount' formula='合计(明细.数, 编 起于 \"2\") + 数'/></group></group>"
                                        "<field name='数' type='amount'/>");
  assert_non_null(model);
  assert_null(gk_diag_first(w.sink));
  const struct gk_field *outer = at(model->root, "外"), *inner = at(outer, "甲");
  const struct gk_expr *e = at(inner, "合计")->formula;
  assert_ptr_equal(e->b->field, at(inner, "数"));
  assert_ptr_equal(e->a->a->field, at(at(outer, "明细"), "数"));
  assert_int_equal(e->a->b->op, GK_OP_STARTS);
  assert_ptr_equal(e->a->b->a->field, at(at(outer, "明细"), "编"));
  world_close(&w);
}

static void formulas(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  const struct gk_field *spending = at(w.model->root, "支出"), *before = at(at(w.model->root, "上年"), "支出");
  const struct gk_expr *e = at(spending, "合计")->formula, *copy = at(before, "合计")->formula;
  assert_non_null(e);
  assert_non_null(copy);
  assert_int_equal(e->op, GK_OP_ADD);
  assert_ptr_equal(e->a->field, at(spending, "基本支出"));
  assert_ptr_equal(copy->a->field, at(before, "基本支出")); /* of its own group, not of the one it was copied from */
  world_close(&w);
  assert_fault("<group name='甲'><field name='合计' type='amount' formula='乙 + 丙'/><field name='乙' type='amount'/></group>", "lang.name", "丙", "合计 乙");
  assert_fault("<field name='丁' type='amount'/><group name='甲'><field name='合计' type='amount' formula='丙'/></group>", "lang.name", "丙", "合计");
  assert_fault("<field name='甲' type='text' formula='乙'/><field name='乙' type='text'/>", "lang.formula-field", "乙", "文字");
  assert_fault("<field name='甲' type='amount' formula='乙'/><field name='乙' type='quantity'/>", "lang.formula-type", "乙", "数量");
  assert_fault("<field name='甲' type='amount' formula='乙 &gt; 0'/><field name='乙' type='amount'/>", "lang.formula-type", NULL, "条件");
  assert_fault("<field name='甲' type='amount' formula='甲'/>", "lang.formula-cycle", "甲", NULL);
  assert_fault("<field name='甲' type='amount' formula='乙 + 1'/><field name='乙' type='amount' formula='丙'/><field name='丙' type='amount' formula='甲'/>",
               "lang.formula-cycle", "乙 + 1", "丙");
  assert_fault("<field name='甲' type='amount' formula=''/>", "lang.operand", "", NULL);
  world_open(&w);
  struct gk_model *m = model_of(&w, "<field name='甲' type='amount' formula='合计(乙.值) + 丙.值'/><records name='乙'><field name='值' type='amount'/></records>"
                                    "<group name='丙' optional='yes'><field name='值' type='amount'/></group>");
  assert_null(gk_diag_first(w.sink));
  assert_non_null(at(m->root, "甲")->formula);
  world_close(&w);
}

static void faults(void **state) {
  (void)state;
  assert_fault("", "lang.empty", "model", NULL);
  assert_fault("<field name='年度'/>", "lang.attribute-missing", "field", "type");
  assert_fault("<field type='year'/>", "lang.attribute-missing", "field", "name");
  assert_fault("<field name='年度' type='yaer'/>", "lang.value", "yaer", "您是不是要写“year”");
  assert_fault("<field name='年度' type='数字'/>", "lang.value", "数字", "text code choice");
  assert_fault("<field name='年 度' type='year'/>", "lang.field-name", "年 度", NULL);
  assert_fault("<field name='2022' type='year'/>", "lang.field-name", "2022", NULL);
  assert_fault("<field name='因公出国（境）费' type='amount'/>", "lang.field-name", NULL, NULL);
  assert_fault("<field name='' type='year'/>", "lang.field-name", "name", NULL);
  assert_fault("<field name='且' type='year'/>", "lang.field-word", "且", NULL);
  assert_fault("<field name='甲' type='choice'/>", "lang.choices", "field", NULL);
  assert_fault("<field name='甲' type='text' choices='是 否'/>", "lang.choices", "field", NULL);
  assert_fault("<field name='甲' type='text' optional='是'/>", "lang.value", "是", "no yes");
  assert_fault("<field name='甲' type='text' tilte='乙'/>", "lang.attribute", "tilte", "title");
  assert_fault("<field name='甲' type='text'>文字</field>", "lang.text", "文字", NULL);
  assert_fault("<field name='甲' type='text'><field/></field>", "lang.element", "field", NULL);
  assert_fault("<feild name='甲' type='text'/><texts name='乙'/>", "lang.element", "feild", "field");
  assert_fault("<group name='甲'/>", "lang.empty", "group", NULL);
  assert_fault("<texts name='甲'><field name='乙' type='text'/></texts>", "lang.element", NULL, NULL);
  assert_fault("<texts name='甲'/><field name='甲' type='text'/>", "lang.field-twice", "field", "“甲”");
  assert_fault("<texts name='甲'/><field name='乙' type='text' aliases='丙 甲'/>", "lang.field-twice", "field", "“甲”");
  assert_fault("<texts name='甲'/><use group='乙'/>", "lang.use", "乙", NULL);
  assert_fault("<use group='乙'/><group name='乙'><texts name='丙'/></group>", "lang.use", "乙", NULL);
  assert_fault("<group name='甲'><use group='甲'/><texts name='丙'/></group>", "lang.use", "甲", NULL);
  assert_fault("<texts name='甲'/><use/>", "lang.attribute-missing", "use", "group");
}

static void terms(void **state) {
  (void)state;
  static const struct { const char *text, *id, *at, *says; } cases[] = {
      {"<terms><term field='支处'><alias>甲</alias></term></terms>", "lang.term", "支处", "支出"},
      {"<terms><term field='支出'/></terms>", "lang.empty", "term", NULL},
      {"<terms><term><alias>甲</alias></term></terms>", "lang.attribute-missing", "term", "field"},
      {"<terms><term field='支出'><alias> </alias></term></terms>", "lang.empty", "alias", NULL},
      {"<terms><term field='支出'><other/></term></terms>", "lang.element", "other", "alias"},
      {"<terms><term field='支出'>甲<alias>甲</alias></term></terms>", "lang.text", "甲", NULL},
      {"<terms><trem/></terms>", "lang.element", "trem", "term"},
      {"<terms><phrases> </phrases></terms>", "lang.empty", "phrases", NULL},
      {"<terms><phrases>甲<alias/></phrases></terms>", "lang.element", "alias", NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct world w;
    world_with_model(&w);
    struct gk_layout layout = {.model = w.model};
    gk_lang_terms(&w.lang, xml_of(&w, cases[i].text), &layout);
    const struct gk_diag *first = gk_diag_first(w.sink);
    assert_non_null(first);
    assert_string_equal(first->message->id, cases[i].id);
    if (!first->next) assert_only(w.sink, cases[i].id, cases[i].at, cases[i].says);
    world_close(&w);
  }
  /* an alias that is another field's name beside it */
  struct world w;
  world_with_model(&w);
  struct gk_layout layout = {.model = w.model};
  gk_lang_terms(&w.lang, xml_of(&w, "<terms><term field='基本支出'><alias>项目支出</alias></term></terms>"), &layout);
  gk_lang_field_names(&w.lang, w.model->root);
  const struct gk_diag *twice = find_diag(w.sink, "lang.field-twice");
  assert_non_null(twice);
  world_close(&w);
}

static void deep(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_buf text;
  gk_buf_init(&text, 1 << 16);
  for (int i = 0; i < 40; i++) gk_buf_add_string(&text, "<group name='甲'>");
  gk_buf_add_string(&text, "<texts name='乙'/>");
  for (int i = 0; i < 40; i++) gk_buf_add_string(&text, "</group>");
  model_of(&w, text.data);
  gk_buf_drop(&text);
  assert_non_null(find_diag(w.sink, "lang.depth"));
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(whole),  cmocka_unit_test(aliases), cmocka_unit_test(formulas_outward), cmocka_unit_test(formulas),
                                     cmocka_unit_test(faults), cmocka_unit_test(terms),   cmocka_unit_test(deep)};
  return cmocka_run_group_tests_name("lang/model", tests, NULL, NULL);
}
