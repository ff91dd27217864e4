/* Strings of JSON and fields of CSV: one spelling, and it reads back. */
#include "support.h"

static void writes(bool (*add)(struct gk_buf *, const char *, size_t), const char *text, size_t n, const char *wanted) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 12);
  assert_true(add(&out, text, n));
  assert_string_equal(out.data ? out.data : "", wanted);
  gk_buf_drop(&out);
}

static void json_strings(void **state) {
  (void)state;
  writes(gk_json_add_string, "", 0, "\"\"");
  writes(gk_json_add_string, "三公/经费𠮷", strlen("三公/经费𠮷"), "\"三公/经费𠮷\"");
  writes(gk_json_add_string, "a\"b\\c\nd\te\x01\x1F\x7F", 12, "\"a\\\"b\\\\c\\nd\\te\\u0001\\u001f\\u007f\"");
  writes(gk_json_add_string, "a\0b", 3, "\"a\\u0000b\"");
}

/* Every character that a text may hold comes back as it was. */
static void json_reads_back(void **state) {
  (void)state;
  static const char text[] = "引“号”\"\\/ \n\t< > & é 𬭎 — …";
  struct gk_buf out;
  gk_buf_init(&out, 1 << 12);
  gk_buf_add_string(&out, "{\"k\":");
  gk_json_add_string(&out, text, sizeof text - 1);
  gk_buf_add_char(&out, '}');
  struct loaded l = load(out.data, GK_DATA_JSON);
  assert_non_null(l.root);
  const struct gk_value *value = gk_value_lookup(l.root, "k");
  assert_int_equal(value->size, sizeof text - 1);
  assert_memory_equal(value->text, text, sizeof text);
  unload(&l);
  gk_buf_drop(&out);
}

static void csv_fields(void **state) {
  (void)state;
  static const struct { const char *text, *wanted; } fields[] = {
      {"", ""}, {"614.21", "614.21"}, {"——", "——"}, {"甲，乙", "甲，乙"}, {"甲,乙", "\"甲,乙\""}, {"\"", "\"\"\"\""},
      {"a\"b", "\"a\"\"b\""}, {"a\nb", "\"a\nb\""}, {"a\rb", "\"a\rb\""}, {" a ", " a "}};
  for (size_t i = 0; i < COUNT(fields); i++) writes(gk_csv_add_field, fields[i].text, strlen(fields[i].text), fields[i].wanted);
}

static void limits_are_told(void **state) {
  (void)state;
  struct gk_buf out;
  gk_buf_init(&out, 8);
  assert_false(gk_json_add_string(&out, "123456789", 9));
  gk_buf_drop(&out);
  gk_buf_init(&out, 8);
  assert_false(gk_csv_add_field(&out, "1,2,3,4,5,6", 11));
  gk_buf_drop(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(json_strings), cmocka_unit_test(json_reads_back), cmocka_unit_test(csv_fields),
                                     cmocka_unit_test(limits_are_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
