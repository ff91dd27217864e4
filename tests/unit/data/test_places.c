/* Places: each value's source bytes are its own characters, in both formats, after multi-byte text, byte order marks,
 * CR LF, and where the text was fed to the reader with line breaks of our own. */
#include "support.h"

static void expect_place(const struct loaded *l, struct gk_place place, unsigned line, unsigned column, const char *bytes) {
  struct gk_position at = gk_place_position(place);
  assert_ptr_equal(place.source, l->source);
  assert_int_equal(place.length, strlen(bytes));
  assert_memory_equal(l->source->text + place.offset, bytes, strlen(bytes));
  assert_int_equal(at.line, line);
  assert_int_equal(at.column, column);
}

static const struct gk_entry *entry(const struct gk_value *map, const char *key) {
  const struct gk_entry *found = gk_value_lookup_entry(map, key);
  if (!found) fail_msg("no key %s", key);
  return found;
}

static void json_places(void **state) {
  (void)state;
  struct loaded l = load("{\"年度\": 2022,\n \"表\": [ \"甲\\u4e59丙\", {\"真\":true}, null, \"\"], \"😀\":-1.5}", GK_DATA_JSON);
  assert_non_null(l.root);
  expect_place(&l, l.root->place, 1, 1, "{");
  expect_place(&l, entry(l.root, "年度")->key_place, 1, 3, "年度");
  expect_place(&l, entry(l.root, "年度")->value->place, 1, 8, "2022");
  const struct gk_value *list = gk_value_lookup(l.root, "表");
  expect_place(&l, list->place, 2, 7, "[");
  expect_place(&l, list->items[0]->place, 2, 10, "甲\\u4e59丙");
  expect_place(&l, list->items[1]->place, 2, 21, "{");
  expect_place(&l, list->items[1]->entries[0].value->place, 2, 26, "true");
  expect_place(&l, list->items[2]->place, 2, 33, "null");
  expect_place(&l, list->items[3]->place, 2, 40, "");
  expect_place(&l, entry(l.root, "😀")->key_place, 2, 45, "😀");
  expect_place(&l, entry(l.root, "😀")->value->place, 2, 48, "-1.5");
  unload(&l);
}

/* Within a string: as it is written, by its escapes, or the whole. */
static void places_within(void **state) {
  (void)state;
  static const struct { enum gk_data_format format; const char *text; size_t from, to; const char *bytes; } cases[] = {
      {GK_DATA_JSON, "{\"a\":\"甲乙丙\"}", 3, 6, "乙"},
      {GK_DATA_JSON, "{\"a\":\"甲\\t丙\"}", 3, 4, "\\t"},
      {GK_DATA_JSON, "{\"a\":\"\\u7532\\\"\\\\\\ud83d\\ude00丙\\n丁\"}", 5, 9, "\\ud83d\\ude00"},
      {GK_DATA_JSON, "{\"a\":\"\\u7532\\\"\\\\\\ud83d\\ude00丙\\n丁\"}", 9, 12, "丙"},
      {GK_DATA_JSON, "{\"a\":\"\\u7532\\u00e9丙\"}", 3, 8, "\\u00e9丙"},
      {GK_DATA_JSON, "{\"a\":\"\\u7532丙\"}", 1, 3, "\\u7532"}, /* within a character: all of it */
      {GK_DATA_YAML, "a: 甲乙丙\n", 3, 6, "乙"},
      {GK_DATA_YAML, "a: \"甲\\u2028丙\"\n", 3, 6, "\\u2028"},
      {GK_DATA_YAML, "a: \"甲\\x41丙\"\n", 3, 4, "甲\\x41丙"},
      {GK_DATA_YAML, "a: |\n  一行\n  二行\n", 7, 10, "一行\n  二行"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct loaded l = load(cases[i].text, cases[i].format);
    assert_non_null(l.root);
    const struct gk_value *value = gk_value_lookup(l.root, "a");
    struct gk_place place = gk_value_place(value, cases[i].from, cases[i].to);
    if (place.length != strlen(cases[i].bytes) || memcmp(l.source->text + place.offset, cases[i].bytes, place.length) != 0)
      fail_msg("case %zu: %.*s, not %s", i, (int)place.length, l.source->text + place.offset, cases[i].bytes);
    unload(&l);
  }
}

static void yaml_places(void **state) {
  (void)state;
  struct loaded l = load("\xEF\xBB\xBF# 注\r\n年度: 2022\r\n\"单位\":\r\n  名称: '某局'\r\n表:\r\n  - 甲 # x\r\n  - [1, 乙]\r\n"
                         "  -\r\n文: |\r\n  一行\r\n  二行\r\n空:\r\n", GK_DATA_YAML);
  assert_non_null(l.root);
  expect_place(&l, l.root->place, 2, 1, "年度");
  expect_place(&l, entry(l.root, "年度")->value->place, 2, 5, "2022");
  expect_place(&l, entry(l.root, "单位")->key_place, 3, 2, "单位");
  const struct gk_value *unit = gk_value_lookup(l.root, "单位");
  expect_place(&l, unit->place, 4, 3, "名称");
  expect_place(&l, unit->entries[0].value->place, 4, 8, "某局");
  const struct gk_value *list = gk_value_lookup(l.root, "表");
  expect_place(&l, list->place, 6, 3, "-");
  expect_place(&l, list->items[0]->place, 6, 5, "甲");
  expect_place(&l, list->items[1]->place, 7, 5, "[");
  expect_place(&l, list->items[1]->items[1]->place, 7, 9, "乙");
  expect_place(&l, list->items[2]->place, 8, 3, "-");
  expect_place(&l, entry(l.root, "文")->value->place, 10, 3, "一行\r\n  二行");
  expect_place(&l, entry(l.root, "空")->value->place, 12, 3, "");
  unload(&l);
}

/* A one-line file beyond the size where the reader is fed breaks: every number must still be found in its place. */
static void places_survive_feeding(void **state) {
  (void)state;
  struct gk_buf text;
  gk_buf_init(&text, (size_t)1 << 24);
  gk_buf_add_string(&text, "\xEF\xBB\xBF{\"项目\":[");
  for (int i = 0; i < 600; i++) gk_buf_addf(&text, "%s{\"名称\":\"项目%d\",\"明细\":[%d,[%d]]}", i ? "," : "", i, i, i);
  gk_buf_add_string(&text, "],\"末\":{\"数\":7}}");
  struct loaded l = load_bytes("a.json", text.data, text.size, GK_DATA_AUTO);
  assert_non_null(l.root);
  const struct gk_value *rows = gk_value_lookup(l.root, "项目");
  assert_int_equal(rows->count, 600);
  expect_place(&l, l.root->place, 1, 1, "{");
  assert_memory_equal(l.source->text + rows->place.offset, "[{", 2);
  for (size_t i = 0; i < rows->count; i++) {
    char name[32];
    const struct gk_value *row = rows->items[i];
    snprintf(name, sizeof name, "项目%d", (int)i);
    assert_string_equal(gk_value_lookup(row, "名称")->text, name);
    assert_memory_equal(l.source->text + gk_value_lookup(row, "名称")->place.offset, name, strlen(name));
    assert_memory_equal(l.source->text + row->place.offset, "{", 1);
    assert_memory_equal(l.source->text + row->entries[1].key_place.offset, "明细", 6);
    const struct gk_value *number = gk_value_lookup(row, "明细")->items[1]->items[0];
    assert_int_equal(number->place.length, number->size);
    assert_memory_equal(l.source->text + number->place.offset, number->text, number->size);
  }
  assert_memory_equal(l.source->text + entry(l.root, "末")->value->entries[0].value->place.offset, "7}}", 3);
  unload(&l);
  gk_buf_drop(&text);
}

static void chooses_the_format(void **state) {
  (void)state;
  static const struct {
    const char *name, *text;
    bool taken;
  } cases[] = {
      {"a.json", "{\"a\":1}", true}, {"a.json", "a: 1", false},       {"a.JSON", "{a: 1}", false}, {"a.yaml", "{a: 1}", true},
      {"a.yml", "{a: 1}", true},     {"a.YML", "a: 1", true},         {"-", "a: 1", true},         {"-", " \n{\"a\":1}", true},
      {"-", "{a: 1}", false},        {"-", "\xEF\xBB\xBF{a: 1}", false}, {"data", "{\"a\":1}", true}, {".json", "a: 1", false},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct loaded l = load_bytes(cases[i].name, cases[i].text, strlen(cases[i].text), GK_DATA_AUTO);
    if ((l.root != NULL) != cases[i].taken) fail_msg("%s: %s", cases[i].name, cases[i].text);
    unload(&l);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_places), cmocka_unit_test(places_within),
      cmocka_unit_test(yaml_places),
      cmocka_unit_test(places_survive_feeding),
      cmocka_unit_test(chooses_the_format),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
