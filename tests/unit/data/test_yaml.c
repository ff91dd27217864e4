/* YAML: the subset that is taken, with its tree, and what is refused, with its sentence and place. */
#include "support.h"

static void takes_the_subset(void **state) {
  (void)state;
  static const struct acceptance cases[] = {
      {"a: 1\n", "{\"a\":1=1/0;}"},
      {"a: 1", "{\"a\":1=1/0;}"},
      {"\xEF\xBB\xBF" "a: 1\n", "{\"a\":1=1/0;}"},
      {"# c\n---\n# d\na: 1 # e\n...\n", "{\"a\":1=1/0;}"},
      {"--- {a: 1}\n", "{\"a\":1=1/0;}"},
      {"a: 1\r\nb:\r\n  - x\r\n", "{\"a\":1=1/0;\"b\":[\"x\";];}"},
      {"年度: 2022\n单位:\n  名称: 某局\n  代码: \"001\"\n", "{\"年度\":2022=2022/0;\"单位\":{\"名称\":\"某局\";\"代码\":\"001\";};}"},
      {"a:\n- 1\n- - 2\n  - 3\n- b: 4\n  c: 5\n", "{\"a\":[1=1/0;[2=2/0;3=3/0;];{\"b\":4=4/0;\"c\":5=5/0;};];}"},
      {"a: [1, x, {b: 2}]\nc: {}\nd: []\n", "{\"a\":[1=1/0;\"x\";{\"b\":2=2/0;};];\"c\":{};\"d\":[];}"},
      {"a: [\n  1,\n  2,\n]\nb: {\n  c: 1\n}\n", "{\"a\":[1=1/0;2=2/0;];\"b\":{\"c\":1=1/0;};}"},
      {"{\"a\":1,\"b\":[true,null]}", "{\"a\":1=1/0;\"b\":[true;null;];}"},
      {"? a\n: 1\n", "{\"a\":1=1/0;}"},
      {"a :  1\n\"b\" : 2\n'c': 3\n", "{\"a\":1=1/0;\"b\":2=2/0;\"c\":3=3/0;}"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_acceptance(&cases[i], GK_DATA_YAML);
}

static void reads_scalars_by_the_core_schema(void **state) {
  (void)state;
  static const struct acceptance cases[] = {
      {"a: 0\nb: -0.10\nc: 1e3\nd: 2.5E-1\n", "{\"a\":0=0/0;\"b\":-0.10=-10/2;\"c\":1e3=1000/0;\"d\":2.5E-1=25/2;}"},
      {"a: 012\nb: 0x1F\nc: 0o7\nd: +1\ne: .5\nf: 1.\ng: 1_000\nh: 1,000\ni: 1:30\nj: .inf\n",
       "{\"a\":\"012\";\"b\":\"0x1F\";\"c\":\"0o7\";\"d\":\"+1\";\"e\":\".5\";\"f\":\"1.\";\"g\":\"1_000\";\"h\":\"1,000\";"
       "\"i\":\"1:30\";\"j\":\".inf\";}"},
      {"a: true\nb: False\nc: TRUE\nd: yes\ne: no\nf: on\n",
       "{\"a\":true;\"b\":false;\"c\":true;\"d\":\"yes\";\"e\":\"no\";\"f\":\"on\";}"},
      {"a: null\nb: ~\nc: Null\nd:\ne: nil\n", "{\"a\":null;\"b\":null;\"c\":null;\"d\":null;\"e\":\"nil\";}"},
      {"a: \"1\"\nb: 'true'\nc: \"\"\nd: ''\n", "{\"a\":\"1\";\"b\":\"true\";\"c\":\"\";\"d\":\"\";}"},
      {"a: 'it''s \\n'\nb: \"x\\ty\\u4e2d\\ud83d\\ude00\"\n", "{\"a\":\"it's \\\\n\";\"b\":\"x\\u0009y中😀\";}"},
      {"a: |\n  x\n   y\n\n  z\n\nb: >-\n  甲\n  乙\n\n  丙\nc: |+\n  1\n\n", 
       "{\"a\":\"x\\n y\\n\\nz\\n\";\"b\":\"甲 乙\\n丙\";\"c\":\"1\\n\\n\";}"},
      {"a: 多\n  行\nb: \"引\n  号\"\n", "{\"a\":\"多 行\";\"b\":\"引 号\";}"},
      {"a: x:y\nb: http://a.b/c\nc: “引”\nd: 甲：乙\ne: a#b\n",
       "{\"a\":\"x:y\";\"b\":\"http://a.b/c\";\"c\":\"“引”\";\"d\":\"甲：乙\";\"e\":\"a#b\";}"},
      /* keys are words, whatever they look like */
      {"2022: a\ntrue: b\n~: c\nnull: d\n1.5: e\n",
       "{\"2022\":\"a\";\"true\":\"b\";\"~\":\"c\";\"null\":\"d\";\"1.5\":\"e\";}"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_acceptance(&cases[i], GK_DATA_YAML);
}

static void refuses_features(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"", "data.empty", 1, 1, "", 0},
      {"# c\n", "data.empty", 1, 1, "", 0},
      {"- a\n", "data.root", 1, 1, "-", 0},
      {"某局\n", "data.root", 1, 1, "某局", 0},
      {"---\n", "data.root", 1, 4, "", 0},
      {"年: &x 1\n", "data.yaml-anchor", 1, 4, "&x", 0},
      {"a: &x 1\nb: *x\n", "data.yaml-anchor", 1, 4, "&x", 2},
      {"a: *x\n", "data.yaml-alias", 1, 4, "*x", 0},
      {"*x : 1\n", "data.yaml-alias", 1, 1, "*x", 0},
      {"a: !!str 1\n", "data.yaml-tag", 1, 4, "!!str", 0},
      {"a: !x [1]\nb: !y {c: 1}\n", "data.yaml-tag", 1, 4, "!x", 2},
      {"a: &x {b: 1}\nc: &y\n  - 1\n", "data.yaml-anchor", 1, 4, "&x", 2},
      {"a:\n  <<: {b: 1}\n", "data.yaml-merge", 2, 3, "<<", 0},
      {"%YAML 1.2\n---\na: 1\n", "data.yaml-directive", 1, 1, "%YAML 1.2", 0},
      {"# c\n%FOO\na: 1\n", "data.yaml-directive", 2, 1, "%FOO", 0},
      {"a: 1\n%FOO\n", "data.yaml-directive", 2, 1, "%FOO", 0},
      {"a: 1\n---\nb: 1\n", "data.yaml-documents", 2, 1, "---", 0},
      {"---\na: 1\n--- {b: 1}\n", "data.yaml-documents", 3, 1, "---", 0},
      {"a: 1\n...\n# c\n b: 1\n", "data.yaml-documents", 4, 2, "b: 1", 0},
      {"{a: 1} x\n", "data.trailing", 1, 8, "x", 0},
      {"? [x]\n: 1\n", "data.key-kind", 1, 3, "[", 0},
      {"{a: 1}: 1\n", "data.key-kind", 1, 1, "{", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_YAML);
}

static void explains_form(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"a:\n\tb: 1\n", "data.yaml-tab", 2, 1, "\t", 0},
      {"a: 1\n\tb: 2\n", "data.yaml-tab", 2, 1, "\t", 0},
      {"a: |\n  x\n\ty\n", "data.yaml-tab", 3, 1, "\t", 0},
      {"a:1\nb: 2\n", "data.yaml-colon-space", 1, 2, ":", 0},
      {"年度: 1\n单位:2\n", "data.yaml-colon-space", 2, 3, ":", 0},
      {"a:1\n", "data.yaml-colon-space", 1, 2, ":", 0},
      {"年度：2022\n", "data.full-width", 1, 3, "：", 0},
      {"年度：2022\n单位: x\n", "data.full-width", 1, 3, "：", 0},
      {"年度: 2022\n单位：x\n代码: 1\n", "data.full-width", 2, 3, "：", 0},
      {"年度: 2022\n单位：x\n", "data.full-width", 2, 3, "：", 0},
      {"单位:\n  名称：x\n  代码: 1\n", "data.full-width", 2, 5, "：", 0},
      {"{a: 1, 年：2}\n", "data.full-width", 1, 9, "：", 0},
      {"年度: \"2022”\n单位: x\n", "data.full-width", 1, 10, "”", 0},
      {"a: 1\n  b: 2\n", "data.yaml-structure", 2, 3, "b", 0},
      {"a: 1\n金额\n", "data.yaml-structure", 2, 1, "金额", 0},
      {"a:\n    b: 1\n  c: 2\n", "data.yaml-indent", 3, 3, NULL, 0},
      {"a:\n  - x\n - y\n", "data.yaml-indent", 3, 2, NULL, 0},
      {"a: x: y\n", "data.yaml-nested", 1, 5, NULL, 0},
      {"a: - x\n", "data.yaml-dash", 1, 4, NULL, 0},
      {"a: @x\n", "data.yaml-reserved", 1, 4, "@", 0},
      {"a: %x\n", "data.yaml-reserved", 1, 4, "%", 0},
      {"a: \"x\"y\n", "data.yaml-quoted-tail", 1, 7, NULL, 0},
      {"a: >x\n  y\n", "data.yaml-block-scalar", 1, 5, NULL, 0},
      {"a: \"x\nb: 1\n", "data.string-open", 1, 4, "\"", 0},
      {"年: 'x\n", "data.string-open", 1, 4, "'", 0},
      {"年: {b: 1\n", "data.unclosed", 1, 4, "{", 0},
      {"a: [1, [2, {b: 3}\n", "data.unclosed", 1, 8, "[", 0},
      {"a: ]\n", "data.extra-closing", 1, 4, "]", 0},
      {"a: [1]]\n", "data.extra-closing", 1, 7, "]", 0},
      {"a: [1}\n", "data.mismatch", 1, 6, "}", 0},
      {"a: [,1]\n", "data.comma-extra", 1, 5, NULL, 0},
      {"a: [1,,2]\n", "data.comma-extra", 1, 7, NULL, 0},
      {"a: 'x'# c\n", "data.yaml-comment", 1, 7, NULL, 0},
      {"a:\n- x\n-\n- y\n", "data.yaml-empty-item", 4, 1, "-", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_YAML);
}

static void refuses_characters_keys_and_numbers(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"a: \"x\\q\"\n", "data.escape", 1, 6, "\\q", 0},
      {"a: \"\\ud800\"\n", "data.surrogate", 1, 5, "\\ud800", 0},
      {"a: \"\\ud800\\u0041\"\n", "data.surrogate", 1, 5, "\\ud800", 0},
      {"a: \"\\0\"\n", "data.control-character", 1, 5, "\\0", 0},
      {"a: \"\\a\"\nb: \"\\x7f\"\n", "data.control-character", 1, 5, "\\a", 2},
      {"a: 年\x01\n", "data.control-character", 1, 5, "\x01", 0},
      {"a: x\xC2\x85y\n", "data.control-character", 1, 5, "\xC2\x85", 0},
      {"a: 1\nb: 2\na: 3\n", "data.duplicate-key", 3, 1, "a", 0},
      {"a: 1\n\"a\": 2\n'a': 3\n", "data.duplicate-key", 2, 2, "a", 2},
      {"\"\": 1\n", "data.empty-key", 1, 2, "", 0},
      {": 1\n", "data.empty-key", 1, 1, "", 0},
      {"\"a\\u200bb\": 1\n", "data.key-characters", 1, 2, NULL, 0},
      {"年\xE2\x80\xAE: 1\n", "data.key-characters", 1, 2, "\xE2\x80\xAE", 0},
      {"\"a\\nb\": 1\n", "data.key-characters", 1, 2, NULL, 0},
      {"年: 12345678901234567890\n", "data.number-range", 1, 4, "12345678901234567890", 0},
      {"a: [1e999, 1e998]\n", "data.number-range", 1, 5, "1e999", 2},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_YAML);
}

/* The same data spelt in both languages gives the same tree. */
static void agrees_with_json(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"{\"年度\":2022,\"金额\":-1.50,\"无\":null,\"真\":true,\"表\":[1,[],{}],\"文\":\"甲\\n乙\"}",
       "年度: 2022\n金额: -1.50\n无:\n真: true\n表:\n  - 1\n  - []\n  - {}\n文: |-\n  甲\n  乙\n"},
      {"{\"a\":{\"b\":{\"c\":[{\"d\":1},{\"d\":2}]}},\"e\":\"\"}",
       "a:\n  b:\n    c:\n      - d: 1\n      - d: 2\ne: ''\n"},
      {"{\"a\":\"1\",\"b\":\"null\",\"c\":\"- x\",\"d\":\"# y\"}", "a: '1'\nb: \"null\"\nc: \"- x\"\nd: '# y'\n"},
      {"{\"a\":\"\\\"\\\\\\u4e2d\\ud83d\\ude00\\t\"}", "a: \"\\\"\\\\\\u4e2d\\ud83d\\ude00\\t\"\n"},
  };
  for (size_t i = 0; i < COUNT(pairs); i++) {
    struct loaded json = load(pairs[i][0], GK_DATA_JSON), yaml = load(pairs[i][1], GK_DATA_YAML);
    struct loaded flow = load(pairs[i][0], GK_DATA_YAML); /* JSON is YAML */
    struct gk_buf a, b, c;
    gk_buf_init(&a, 1 << 16);
    gk_buf_init(&b, 1 << 16);
    gk_buf_init(&c, 1 << 16);
    assert_non_null(json.root);
    assert_non_null(yaml.root);
    assert_non_null(flow.root);
    describe(json.root, &a);
    describe(yaml.root, &b);
    describe(flow.root, &c);
    assert_string_equal(a.data, b.data);
    assert_string_equal(a.data, c.data);
    gk_buf_drop(&a);
    gk_buf_drop(&b);
    gk_buf_drop(&c);
    unload(&json);
    unload(&yaml);
    unload(&flow);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(takes_the_subset), cmocka_unit_test(reads_scalars_by_the_core_schema),
      cmocka_unit_test(refuses_features), cmocka_unit_test(explains_form),
      cmocka_unit_test(refuses_characters_keys_and_numbers), cmocka_unit_test(agrees_with_json),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
