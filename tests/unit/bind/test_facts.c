/* The data against the model: keys, types, absence, diagnostics. */
#include "support.h"

/* A small model with each type in it. */
static struct gk_field *model(struct world *w) {
  struct gk_field *fund = optional_of(w, "政府性基金预算拨款", GK_TYPE_AMOUNT);
  alias_add(w, fund, "基金预算拨款");
  alias_add(w, fund, "基金预算收入");
  struct gk_field *last = group_of(w, "上年", GK_TYPE_GROUP, field_of(w, "支出", GK_TYPE_AMOUNT), NULL);
  last->optional = true;
  return w->model.root = group_of(
             w, "", GK_TYPE_GROUP, field_of(w, "年度", GK_TYPE_YEAR), choice_of(w, "金额单位", "万元", "元"),
             group_of(w, "单位", GK_TYPE_GROUP, field_of(w, "名称", GK_TYPE_TEXT), field_of(w, "代码", GK_TYPE_CODE), optional_of(w, "简称", GK_TYPE_TEXT), NULL),
             field_of(w, "公开日期", GK_TYPE_DATE), field_of(w, "职责", GK_TYPE_TEXTS), field_of(w, "收入", GK_TYPE_AMOUNT), fund,
             optional_of(w, "人数", GK_TYPE_QUANTITY), optional_of(w, "比例", GK_TYPE_PERCENT), last,
             group_of(w, "采购", GK_TYPE_RECORDS, field_of(w, "项目名称", GK_TYPE_TEXT), field_of(w, "单价", GK_TYPE_AMOUNT), NULL), NULL);
}

static const char good[] =
    "{\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"甲局\",\"代码\":\"001\"},\"公开日期\":\"2022-02-10\",\"职责\":[\"一\",\"二\"],"
    "\"收入\":614.21,\"基金预算拨款\":0,\"采购\":[{\"项目名称\":\"a\",\"单价\":1.5},{\"项目名称\":\"b\",\"单价\":\"涉密\"}]}";

static void test_good(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  assert_reports(&w, NULL, 0);
  assert_int_equal(fact_at(&w, "收入")->state, GK_STATE_VALUE);
  assert_int_equal(fact_at(&w, "政府性基金预算拨款")->state, GK_STATE_VALUE);
  assert_string_equal(fact_at(&w, "单位.代码")->text, "001");
  assert_int_equal(fact_at(&w, "公开日期")->day, 19033);
  assert_int_equal(fact_at(&w, "职责")->count, 2);
  assert_int_equal(fact_at(&w, "人数")->state, GK_STATE_BLANK);
  assert_int_equal(fact_at(&w, "上年.支出")->state, GK_STATE_BLANK);
  struct gk_fact *list = fact_at(&w, "采购");
  struct gk_fact *secret = gk_fact_named(w.facts, list->children[1], "单价");
  assert_int_equal(secret->state, GK_STATE_WITHHELD);
  assert_string_equal(gk_fact_path(w.facts, secret), "采购[2].单价");
  world_close(&w);
}

/* One value replaced: exactly one report, with this id and these words, at this text of the data. */
struct wrong { const char *from, *to, *id, *says, *at; };

static const struct wrong wrongs[] = {
    /* keys */
    {"\"名称\"", "\"名秤\"", "model.unknown-key", "您是不是要写“名称”？", "名秤"},
    {"\"收入\"", "\"收人\"", "model.unknown-key", "收入", "收人"},
    {"\"单价\":1.5", "\"单价\":1.5,\"备注内容甲\":\"x\"", "model.unknown-key", "可以写的有：项目名称、单价", "备注内容甲"},
    {"\"单价\":1.5", "\"单价\":1.5,\"单介\":2", "model.unknown-key", "“单价”已经写了", "单介"},
    {"\"单价\":1.5", "\"单价\":1.5,\"单介\":2", "model.unknown-key", "“采购[1]”里没有", "单介"},
    {"\"年度\":2022", "\"年度\":2022,\"无关的键\":1", "model.unknown-key", "数据的最外层", "无关的键"},
    {"\"基金预算拨款\":0", "\"基金预算拨款\":0,\"政府性基金预算拨款\":0", "model.alias-twice", "data.json:1:", "政府性基金预算拨款"},
    {"\"基金预算拨款\":0", "\"基金预算拨款\":0,\"基金预算收入\":0", "model.alias-twice", "“政府性基金预算拨款”", "基金预算收入"},
    /* kinds */
    {"614.21", "\"614.21\"", "model.quoted", "请去掉引号，写成 614.21", "614.21"},
    {"614.21", "\" -3 \"", "model.quoted", "请去掉引号，写成 -3", " -3 "},
    {"614.21", "\"6１4.21\"", "model.figure", "“１”（U+FF11）是全角数字，应写半角的“1”", "6１4.21"},
    {"614.21", "\"614．21\"", "model.figure", "写成 614.21", "614．21"},
    {"614.21", "\"61O\"", "model.figure", "“O”（U+004F）是字母，应写半角的“0”：写成 610", "61O"},
    {"614.21", "\"6١4\"", "model.figure", "“١”（U+0661）是别种文字的数字，应写半角的“1”：写成 614", "6١4"},
    {"614.21", "\"6𝟏4\"", "model.figure", "“𝟏”（U+1D7CF）是别种文字的数字，应写半角的“1”", "6𝟏4"},
    {"614.21", "\"6О\"", "model.figure", "“О”（U+041E）是字母，应写半角的“0”：写成 60", "6О"},
    {"614.21", "\"6〇\"", "model.figure", "“〇”（U+3007）是汉字零", "6〇"},
    {"614.21", "\"6|4\"", "model.figure", "“|”（U+007C）是竖线，应写半角的“1”：写成 614", "6|4"},
    {"614.21", "\"6l4\"", "model.figure", "“l”（U+006C）是字母", "6l4"},
    {"614.21", "\"−5\"", "model.figure", "不是半角的减号", "−5"},
    {"614.21", "\"6,142.10\"", "model.figure", "写成 6142.10", "6,142.10"},
    {"614.21", "\"614.21万元\"", "model.figure", "不写单位“万元”", "614.21万元"},
    {"614.21", "\"约六百\"", "model.figure", "涉密的写", "约六百"},
    {"614.21", "\"——万元\"", "model.figure", "不适用的写", "——万元"},
    {"614.21", "true", "model.type", "真假值 true", "true"},
    {"614.21", "[1]", "model.type", "一列数据", NULL},
    {"614.21", "{}", "model.type", "一组数据", NULL},
    {"614.21", "1.1234567", "model.decimals", "最多6位小数", "1.1234567"},
    {"\"甲局\"", "5", "model.type", "“单位.名称”应为文字（加引号），这里写的是数 5", "5"},
    {"\"001\"", "1", "model.type", "加引号的代码", "1"},
    {"\"001\"", "\"０01\"", "model.code", "U+FF10", "０01"},
    {"\"001\"", "\"0 1\"", "model.code", "U+0020", "0 1"},
    {"2022,", "\"2022\",", "model.quoted", "2022", "2022"},
    {"2022,", "\"２022\",", "model.figure", "全角数字", "２022"},
    {"2022,", "1900,", "model.year", "1949至2199", "1900"},
    {"2022,", "2022.5,", "model.year", "2022.5", "2022.5"},
    {"2022,", "\"二〇二二\",", "model.figure", "2022", "二〇二二"},
    {"\"2022-02-10\"", "\"2022-02-30\"", "model.date", "2月有28天", "2022-02-30"},
    {"\"2022-02-10\"", "\"2022-13-30\"", "model.date", "2021-12-31", "2022-13-30"},
    {"\"2022-02-10\"", "\"2022年2月10日\"", "model.date", "请写成 \"2022-02-10\"", "2022年2月10日"},
    {"\"2022-02-10\"", "20220210", "model.type", "加引号的日期", "20220210"},
    {"\"万元\"", "\"亿元\"", "model.choice", "只能是万元、元之一", "亿元"},
    {"\"万元\"", "\"万圆\"", "model.choice", "您是不是要写“万元”？", "万圆"},
    {"\"万元\"", "1", "model.type", "规定的几个词之一", "1"},
    {"[\"一\",\"二\"]", "5", "model.type", "一列文字", "5"},
    {"[\"一\",\"二\"]", "{\"a\":\"一\"}", "model.type", "职责", NULL},
    {"\"二\"]", "2]", "model.type", "“职责[2]”应为文字", "2"},
    {"\"二\"]", "null]", "model.type", "空值", "null"},
    {"\"二\"]", "\"a\\tb\"]", "model.control", "U+0009", "\\tb"},
    {"\"甲局\"", "\"甲\\n局\"", "model.control", "U+000A", "\\n局"},
    {"\"甲局\"", "\"甲\\u2028局\"", "model.control", "U+2028", "\\u2028局"},
    {"{\"名称\":\"甲局\",\"代码\":\"001\"}", "[\"甲局\"]", "model.type", "“单位”应为一组数据", NULL},
    {"{\"名称\":\"甲局\",\"代码\":\"001\"}", "\"甲局\"", "model.type", "文字“甲局”", "甲局"},
    {"{\"项目名称\":\"a\",\"单价\":1.5}", "\"a\"", "model.type", "“采购[1]”应为一组数据", "a"},
    {"[{\"项目名称\":\"a\",\"单价\":1.5},{\"项目名称\":\"b\",\"单价\":\"涉密\"}]", "{}", "model.type", "一列数据 [ { … }, … ]", NULL},
};

static const char *replaced(struct world *w, const char *text, const char *from, const char *to) {
  const char *at = strstr(text, from);
  assert_non_null(at);
  return gk_arena_printf(w->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void test_wrong(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
    struct world w;
    world_open(&w);
    const struct wrong *x = &wrongs[i];
    struct gk_field *root = model(&w);
    facts_of(&w, root, replaced(&w, good, x->from, x->to));
    assert_reports(&w, x->id, 1);
    if (!report_says(&w, x->id, x->says)) fail_msg("%s → %s: the message lacks %s", x->from, x->to, x->says);
    const struct gk_diag *d = report_of(&w, x->id);
    assert_non_null(d->data.source);
    if (x->at) {
      const char *there = d->data.source->text + d->data.offset;
      if (*there == '"') there++; /* a key's place may hold its quotes */
      if (strncmp(there, x->at, strlen(x->at)) != 0) fail_msg("%s: points at %.20s", x->to, there);
    }
    world_close(&w);
  }
}

/* What is wrong is INVALID and says nothing more, nor does anything below it. */
static void test_invalid_is_silent(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), replaced(&w, good, "{\"名称\":\"甲局\",\"代码\":\"001\"}", "5"));
  assert_reports(&w, "model.type", 1);
  assert_int_equal(fact_at(&w, "单位.名称")->state, GK_STATE_INVALID);
  assert_int_equal(value_of(&w, path_of(&w, "单位.名称")).state, GK_STATE_INVALID);
  assert_int_equal(value_of(&w, path_of(&w, "单位.简称")).state, GK_STATE_INVALID);
  assert_reports(&w, "model.type", 1);
  world_close(&w);
}

static void test_misspelt_group_hides_its_absence(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), replaced(&w, good, "\"单位\":", "\"单立\":"));
  assert_reports(&w, "model.unknown-key", 1);
  value_of(&w, path_of(&w, "单位.名称"));
  value_of(&w, path_of(&w, "单位.代码"));
  assert_reports(&w, "model.unknown-key", 1);
  world_close(&w);
}

static void test_missing_once_and_topmost(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), replaced(&w, good, "\"单位\":{\"名称\":\"甲局\",\"代码\":\"001\"},", ""));
  assert_reports(&w, NULL, 0);
  assert_int_equal(value_of(&w, path_of(&w, "单位.简称")).state, GK_STATE_BLANK);
  assert_reports(&w, NULL, 0);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(value_of(&w, path_of(&w, "单位.名称")).state, GK_STATE_MISSING);
    assert_int_equal(value_of(&w, path_of(&w, "单位.代码")).state, GK_STATE_MISSING);
  }
  assert_reports(&w, "bind.missing", 1);
  assert_true(report_says(&w, "bind.missing", "“单位”"));
  assert_true(report_of(&w, "bind.missing")->data.source != NULL);
  assert_true(report_of(&w, "bind.missing")->layout.source != NULL);
  world_close(&w);
}

static void test_null_and_empty_are_absent(void **state) {
  (void)state;
  static const char *const absent[] = {"null", "\"\"", "\"  \"", "\"　\"", "\"\\n\""};
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    struct world w;
    world_open(&w);
    facts_of(&w, model(&w), replaced(&w, good, "\"甲局\"", absent[i]));
    assert_reports(&w, NULL, 0);
    assert_int_equal(value_of(&w, path_of(&w, "单位.名称")).state, GK_STATE_MISSING);
    assert_reports(&w, "bind.missing", 1);
    assert_true(report_says(&w, "bind.missing", "“单位.名称”"));
    /* points at the empty value, not at the map */
    assert_true(report_of(&w, "bind.missing")->data.offset > strstr(good, "名称") - good);
    world_close(&w);
  }
}

static void test_words_of_state(void **state) {
  (void)state;
  static const struct { const char *word; enum gk_state state; } words[] = {
      {"\"——\"", GK_STATE_NOT_APPLICABLE}, {"\"不适用\"", GK_STATE_NOT_APPLICABLE}, {"\"涉密\"", GK_STATE_WITHHELD}, {"0", GK_STATE_VALUE}};
  for (size_t i = 0; i < 4; i++) {
    struct world w;
    world_open(&w);
    facts_of(&w, model(&w), replaced(&w, good, "614.21", words[i].word));
    assert_reports(&w, NULL, 0);
    assert_int_equal(fact_at(&w, "收入")->state, words[i].state);
    world_close(&w);
  }
}

/* A block of lines is that many paragraphs; a single one goes by the field's own path. */
static void test_paragraphs(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), replaced(&w, good, "[\"一\",\"二\"]", "\"甲。\\n\\n乙。\\n\""));
  assert_reports(&w, NULL, 0);
  struct gk_fact *list = fact_at(&w, "职责");
  assert_int_equal(list->count, 2);
  assert_string_equal(list->children[1]->text, "乙。");
  assert_string_equal(gk_fact_path(w.facts, list->children[1]), "职责[2]");
  world_close(&w);
  world_open(&w);
  facts_of(&w, model(&w), replaced(&w, good, "[\"一\",\"二\"]", "\"甲。\\n\""));
  list = fact_at(&w, "职责");
  assert_int_equal(list->count, 1);
  assert_string_equal(gk_fact_path(w.facts, list->children[0]), "职责");
  world_close(&w);
}

static void test_layout_id(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  static const char *const texts[] = {"{\"版式\":\"x-2022\"}", "{\"版式\":5}", "{\"版式\":\"\"}", "{}"};
  for (size_t i = 0; i < 4; i++) {
    struct gk_source *source = gk_source_new(w.arena, "data.json", texts[i], strlen(texts[i]));
    struct gk_value *data = gk_data_load(w.arena, source, GK_DATA_JSON, w.sink);
    const struct gk_value *id = gk_data_layout_id(data);
    if (i == 0) assert_string_equal(id->text, "x-2022");
    else assert_null(id);
  }
  world_close(&w);
}

/* Thousands of unknown keys cost no more than their diagnostics. */
static void test_many_unknown_keys(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_buf json;
  gk_buf_init(&json, 1 << 24);
  gk_buf_add_string(&json, "{");
  for (int i = 0; i < 20000; i++) gk_buf_addf(&json, "%s\"未知%d\":1", i ? "," : "", i);
  gk_buf_add_string(&json, "}");
  facts_of(&w, model(&w), json.data);
  assert_true(gk_diag_errors(w.sink) > 0);
  gk_buf_drop(&json);
  world_close(&w);
}

static void test_memory_fails(void **state) {
  (void)state;
  for (unsigned long n = 1; n < 400; n++) {
    struct world w;
    world_open(&w);
    struct gk_field *root = model(&w);
    struct gk_source *source = gk_source_new(w.arena, "data.json", good, strlen(good));
    struct gk_value *data = gk_data_load(w.arena, source, GK_DATA_JSON, w.sink);
    w.model.root = root;
    struct gk_arena *small = gk_arena_new(0);
    gk_memory_fail_at(n);
    struct gk_facts *facts = gk_facts_new(small, &w.model, data, w.sink);
    gk_memory_fail_at(0);
    if (!facts) assert_int_equal(gk_diag_status(w.sink), GK_STATUS_MEMORY);
    bool done = facts && !gk_arena_failed(small);
    gk_arena_drop(small);
    world_close(&w);
    if (done) return;
  }
  fail_msg("never succeeded");
}

/* The same with an arena that is full after so many bytes. */
static void test_arena_full(void **state) {
  (void)state;
  bool failed = false;
  for (size_t limit = 64; limit < 1 << 20; limit = limit * 3 / 2) {
    struct world w;
    world_open(&w);
    struct gk_field *root = model(&w);
    const char *text = replaced(&w, good, "\"名称\"", "\"名秤\"");
    struct gk_source *source = gk_source_new(w.arena, "data.json", text, strlen(text));
    struct gk_value *data = gk_data_load(w.arena, source, GK_DATA_JSON, w.sink);
    w.model.root = root;
    struct gk_arena *small = gk_arena_new(limit);
    if (small && !gk_facts_new(small, &w.model, data, w.sink)) {
      failed = true;
      assert_int_equal(gk_diag_status(w.sink), GK_STATUS_MEMORY);
    }
    gk_arena_drop(small);
    world_close(&w);
  }
  assert_true(failed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_good),
      cmocka_unit_test(test_wrong),
      cmocka_unit_test(test_invalid_is_silent),
      cmocka_unit_test(test_misspelt_group_hides_its_absence),
      cmocka_unit_test(test_missing_once_and_topmost),
      cmocka_unit_test(test_null_and_empty_are_absent),
      cmocka_unit_test(test_words_of_state),
      cmocka_unit_test(test_paragraphs),
      cmocka_unit_test(test_layout_id),
      cmocka_unit_test(test_many_unknown_keys),
      cmocka_unit_test(test_memory_fails),
      cmocka_unit_test(test_arena_full),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
