/* Strict JSON: what is taken, with its exact tree, and what is refused, with its sentence and place. */
#include "support.h"

static void takes_all_of_json(void **state) {
  (void)state;
  static const struct acceptance cases[] = {
      {"{}", "{}"},
      {" \t\r\n{ } \r\n", "{}"},
      {"{\"a\":1}", "{\"a\":1=1/0;}"},
      {"\xEF\xBB\xBF{\"a\":1}", "{\"a\":1=1/0;}"},
      {"{\"a\":[]}", "{\"a\":[];}"},
      {"{\"a\":[1,\"x\",true,false,null,{\"b\":{}}]}", "{\"a\":[1=1/0;\"x\";true;false;null;{\"b\":{};};];}"},
      {"{\"a\":0,\"b\":-0,\"c\":-1.50,\"d\":0.10,\"e\":1e2,\"f\":1E+2,\"g\":25e-1}",
       "{\"a\":0=0/0;\"b\":-0=0/0;\"c\":-1.50=-150/2;\"d\":0.10=10/2;\"e\":1e2=100/0;\"f\":1E+2=100/0;\"g\":25e-1=25/1;}"},
      {"{\"a\":999999999999999999,\"b\":0.000000000001}",
       "{\"a\":999999999999999999=999999999999999999/0;\"b\":0.000000000001=1/12;}"},
      {"{\"a\":\"\\\"\\\\\\/\\n\\t\\u4e2d\\u4E2D\"}", "{\"a\":\"\\\"\\\\/\\n\\u0009中中\";}"},
      {"{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"😀\";}"},
      {"{\"a\":\"\"}", "{\"a\":\"\";}"},
      {"{\"年度\":2022,\"2022\":\"x\"}", "{\"年度\":2022=2022/0;\"2022\":\"x\";}"},
      /* what means something in YAML means nothing in a JSON string */
      {"{\"- x\":\"a: b # c\",\"&a\":\"*a\",\"<<\":\"!t\",\"{\":\"[,]\",\"#\":\"%\"}",
       "{\"- x\":\"a: b # c\";\"&a\":\"*a\";\"<<\":\"!t\";\"{\":\"[,]\";\"#\":\"%\";}"},
      {"{\"a\":\"true\",\"b\":\"1\",\"c\":\"null\",\"d\":\"~\"}", "{\"a\":\"true\";\"b\":\"1\";\"c\":\"null\";\"d\":\"~\";}"},
      {"{\"a\":\"“全角：，”\"}", "{\"a\":\"“全角：，”\";}"},
      {"{\"a\"\n:\n1\n,\n\"b\":2}", "{\"a\":1=1/0;\"b\":2=2/0;}"},
      /* keys in NFC: e + combining acute */
      {"{\"e\xCC\x81\":1}", "{\"\xC3\xA9\":1=1/0;}"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_acceptance(&cases[i], GK_DATA_JSON);
}

static void refuses_grammar(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"", "data.empty", 1, 1, "", 0},
      {" \n ", "data.empty", 2, 2, "", 0},
      {"[1]", "data.root", 1, 1, "[", 0},
      {"\"x\"", "data.root", 1, 2, "x", 0},
      {"12", "data.root", 1, 1, "12", 0},
      {"{\"a\":1,}", "data.comma-extra", 1, 7, ",", 0},
      {"{\"a\":1\n,\n}", "data.comma-extra", 2, 1, ",", 0},
      {"{\"a\":[1,]}", "data.comma-extra", 1, 8, ",", 0},
      {"{\"a\":[,1]}", "data.comma-extra", 1, 7, ",", 0},
      {"{,}", "data.comma-extra", 1, 2, ",", 0},
      {"{\"a\":1,,\"b\":2}", "data.comma-extra", 1, 8, ",", 0},
      {"{\"a\":1\n \"b\":2}", "data.json-comma-missing", 1, 7, "", 0},
      {"{\"年\":[1 2]}", "data.json-comma-missing", 1, 8, "", 0},
      {"{\"a\":{} {}}", "data.json-comma-missing", 1, 8, "", 0},
      {"{\"a\" 1}", "data.json-colon-missing", 1, 5, "", 0},
      {"{\"a\"}", "data.json-colon-missing", 1, 5, "", 0},
      {"{\"a\",1}", "data.json-colon-missing", 1, 5, "", 0},
      {"{\"a\" \"b\"}", "data.json-colon-missing", 1, 5, "", 0},
      {"{\"a\":}", "data.json-value-missing", 1, 6, "", 0},
      {"{\"a\":,\"b\":1}", "data.json-value-missing", 1, 6, "", 0},
      {"{[1]:2}", "data.json-key-missing", 1, 2, "[", 0},
      {"{\"a\":1,:2}", "data.json-key-missing", 1, 8, ":", 0},
      {"{\"a\":[:]}", "data.json-unexpected", 1, 7, ":", 0},
      {"{a:1}", "data.json-unquoted-key", 1, 2, "a", 0},
      {"{年度:1}", "data.json-unquoted-key", 1, 2, "年度", 0},
      {"{2022:1}", "data.json-unquoted-key", 1, 2, "2022", 0},
      {"{\"a\":某局}", "data.json-unquoted", 1, 6, "某局", 0},
      {"{'a':1}", "data.json-single-quote", 1, 2, "'", 0},
      {"{\"a\":'x'}", "data.json-single-quote", 1, 6, "'", 0},
      {"// c\n{}", "data.json-comment", 1, 1, "//", 0},
      {"{\"a\":1 /* c */}", "data.json-comment", 1, 8, "/*", 0},
      {"{\"a\":1 # c\n}", "data.json-comment", 1, 8, "#", 0},
      {"{\"a\":1", "data.unclosed", 1, 1, "{", 0},
      {"{\"a\":\n [1,2", "data.unclosed", 2, 2, "[", 0},
      {"{", "data.unclosed", 1, 1, "{", 0},
      {"{\"a\":[1}", "data.mismatch", 1, 8, "}", 0},
      {"{\"a\":1]", "data.mismatch", 1, 7, "]", 0},
      {"{\"a\":1}}", "data.extra-closing", 1, 8, "}", 0},
      {"}", "data.extra-closing", 1, 1, "}", 0},
      {"{} x", "data.trailing", 1, 4, "x", 0},
      {"{}\n{}", "data.trailing", 2, 1, "{", 0},
      {"{}\n---\n{}", "data.trailing", 2, 1, "---", 0},
      {"{},", "data.trailing", 1, 3, ",", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_JSON);
}

static void refuses_numbers_and_literals(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"{\"a\":012}", "data.number-leading-zero", 1, 6, "012", 0},
      {"{\"a\":-01.5}", "data.number-leading-zero", 1, 6, "-01.5", 0},
      {"{\"a\":+1}", "data.number-syntax", 1, 6, "+1", 0},
      {"{\"a\":.5}", "data.number-syntax", 1, 6, ".5", 0},
      {"{\"a\":5.}", "data.number-syntax", 1, 6, "5.", 0},
      {"{\"a\":1.e5}", "data.number-syntax", 1, 6, "1.e5", 0},
      {"{\"a\":1e}", "data.number-syntax", 1, 6, "1e", 0},
      {"{\"a\":-}", "data.number-syntax", 1, 6, "-", 0},
      {"{\"a\":0x1F}", "data.number-syntax", 1, 6, "0x1F", 0},
      {"{\"a\":1_000}", "data.number-syntax", 1, 6, "1_000", 0},
      {"{\"a\":12%}", "data.number-syntax", 1, 6, "12%", 0},
      {"{\"a\":3万元}", "data.number-syntax", 1, 6, "3万元", 0},
      {"{\"a\":1,234.50}", "data.number-groups", 1, 6, "1,234.50", 0},
      {"{\"a\":NaN}", "data.json-literal", 1, 6, "NaN", 0},
      {"{\"a\":-Infinity}", "data.json-literal", 1, 6, "-Infinity", 0},
      {"{\"a\":True}", "data.json-literal", 1, 6, "True", 0},
      {"{\"a\":None}", "data.json-literal", 1, 6, "None", 0},
      {"{\"a\":truex}", "data.json-unquoted", 1, 6, "truex", 0},
      {"{\"a\":1234567890123456789}", "data.number-range", 1, 6, "1234567890123456789", 0},
      {"{\"a\":1e999}", "data.number-range", 1, 6, "1e999", 0},
      {"{\"a\":0.0000000000001}", "data.number-range", 1, 6, "0.0000000000001", 0},
      {"{\"a\":1e999,\n\"b\":1e998}", "data.number-range", 1, 6, "1e999", 2},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_JSON);
}

static void refuses_in_strings(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"{\"a\":\"x\ny\"}", "data.json-string-break", 1, 6, "\"x", 0},
      {"{\"a\":\"x", "data.string-open", 1, 6, "\"x", 0},
      {"{\"a\":\"x\\", "data.string-open", 1, 6, "\"x\\", 0},
      {"{\"a\":\"x\\\"", "data.string-open", 1, 6, "\"x\\\"", 0},
      {"{\"a\":\"年\t\"}", "data.json-string-tab", 1, 8, "\t", 0},
      {"{\"a\":\"\\q\"}", "data.escape", 1, 7, "\\q", 0},
      {"{\"a\":\"C:\\预算\"}", "data.escape", 1, 9, "\\预", 0},
      {"{\"a\":\"\\u12\"}", "data.escape", 1, 7, "\\u", 0},
      {"{\"a\":\"\\ud800\"}", "data.surrogate", 1, 7, "\\ud800", 0},
      {"{\"a\":\"\\udc00\\ud800\"}", "data.surrogate", 1, 7, "\\udc00", 2},
      {"{\"a\":\"\\ud800\\u0041\"}", "data.surrogate", 1, 7, "\\ud800", 0},
      {"{\"a\":\"\\u0000\"}", "data.control-character", 1, 7, "\\u0000", 0},
      {"{\"a\":\"\\u007f\"}", "data.control-character", 1, 7, "\\u007f", 0},
      {"{\"a\":\"\\u0085\"}", "data.control-character", 1, 7, "\\u0085", 0},
      {"{\"a\":\"\\r\"}", "data.control-character", 1, 7, "\\r", 0},
      {"{\"a\":\"\\b\\f\"}", "data.control-character", 1, 7, "\\b", 2},
      {"{\"a\":\"x\x01\"}", "data.control-character", 1, 8, "\x01", 0},
      {"{\"a\":\x07 1}", "data.control-character", 1, 6, "\x07", 0},
      {"{\"a\":\"x\xC2\x85\"}", "data.control-character", 1, 8, "\xC2\x85", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_JSON);
}

static void names_full_width_punctuation(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"{\"年\"：1}", "data.full-width", 1, 5, "：", 0},
      {"{\"a\":1，\"b\":2}", "data.full-width", 1, 7, "，", 0},
      {"{\"a\":1、\"b\":2}", "data.full-width", 1, 7, "、", 0},
      {"{“a”:1}", "data.full-width", 1, 2, "“", 0},
      {"{\"a”:1}", "data.full-width", 1, 4, "”", 0},
      {"{\"a”: \"x\"}", "data.full-width", 1, 4, "”", 0},
      {"{\"a\":\"x”,\n\"b\":1}", "data.full-width", 1, 8, "”", 0},
      {"{\"a\":“x”}", "data.full-width", 1, 6, "“", 0},
      {"｛\"a\":1}", "data.full-width", 1, 1, "｛", 0},
      {"{\"a\":【1】}", "data.full-width", 1, 6, "【", 0},
      {"{\"a\":１}", "data.full-width", 1, 6, "１", 0},
      {"{\"a\":　1}", "data.full-width", 1, 6, "　", 0},
      {"{\"a\":\xC2\xA0" "1}", "data.full-width", 1, 6, "\xC2\xA0", 0},
      {"{\"a\":−1}", "data.full-width", 1, 6, "−", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_JSON);
}

static void refuses_keys(void **state) {
  (void)state;
  static const struct refusal cases[] = {
      {"{\"\":1}", "data.empty-key", 1, 3, "", 0},
      {"{\"\":1,\"\":2}", "data.empty-key", 1, 3, "", 2},
      {"{\"a\":1,\"a\":2}", "data.duplicate-key", 1, 9, "a", 0},
      {"{\"a\":1,\"\\u0061\":2}", "data.duplicate-key", 1, 9, "\\u0061", 0},
      {"{\"\xC3\xA9\":1,\"e\xCC\x81\":2}", "data.duplicate-key", 1, 9, "e\xCC\x81", 0},
      {"{\"x\":{\"年\":1,\"月\":2,\n\"年\":3}}", "data.duplicate-key", 2, 2, "年", 0},
      {"{\"a\xE2\x80\xAE\":1}", "data.key-characters", 1, 4, "\xE2\x80\xAE", 0},
      {"{\"年\xE2\x80\x8B度\":1}", "data.key-characters", 1, 4, "\xE2\x80\x8B", 0},
      {"{\"\xEF\xBB\xBF" "a\":1}", "data.key-characters", 1, 3, "\xEF\xBB\xBF", 0},
      {"{\"a\\u202eb\":1}", "data.key-characters", 1, 3, "a\\u202eb", 0},
      {"{\"a\\nb\":1}", "data.key-characters", 1, 3, "a\\nb", 0},
  };
  for (size_t i = 0; i < COUNT(cases); i++) check_refusal(&cases[i], GK_DATA_JSON);
}

/* The sentence of a duplicate names the first place too. */
static void duplicate_names_both_places(void **state) {
  (void)state;
  struct loaded l = load("{\"x\":1,\n  \"年\":1,\n  \"年\":2,\"年\":3}", GK_DATA_JSON);
  const struct gk_diag *diag = gk_diag_first(l.sink);
  assert_non_null(diag);
  assert_string_equal(diag->args[0], "年");
  assert_string_equal(diag->args[1], "2");
  assert_string_equal(diag->args[2], "4");
  assert_non_null(diag->next);
  assert_string_equal(diag->next->args[1], "2"); /* the first one, not the nearest */
  assert_int_equal(gk_place_position(diag->next->data).column, 10);
  unload(&l);
}

static void mismatch_names_the_opening(void **state) {
  (void)state;
  struct loaded l = load("{\"a\":\n [1,\n 2}", GK_DATA_JSON);
  const struct gk_diag *diag = gk_diag_first(l.sink);
  assert_string_equal(diag->message->id, "data.mismatch");
  assert_string_equal(diag->args[0], "}");
  assert_string_equal(diag->args[1], "[");
  assert_string_equal(diag->args[2], "2");
  assert_string_equal(diag->args[3], "2");
  unload(&l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(takes_all_of_json),          cmocka_unit_test(refuses_grammar),
      cmocka_unit_test(refuses_numbers_and_literals), cmocka_unit_test(refuses_in_strings),
      cmocka_unit_test(names_full_width_punctuation), cmocka_unit_test(refuses_keys),
      cmocka_unit_test(duplicate_names_both_places), cmocka_unit_test(mismatch_names_the_opening),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
