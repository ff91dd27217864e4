/* Limits and hostile input: depth, size, count, bytes that are no text, and shapes that cost a careless reader its
 * time, memory or stack. */
#define _POSIX_C_SOURCE 200809L
#include "support.h"

#include <stdlib.h>
#include <time.h>

static char *repeat(const char *before, const char *unit, size_t times, const char *after, size_t *n) {
  size_t a = strlen(before), u = strlen(unit), z = strlen(after);
  char *text = malloc(a + u * times + z + 1), *to = text;
  assert_non_null(text);
  memcpy(to, before, a);
  to += a;
  for (size_t i = 0; i < times; i++, to += u) memcpy(to, unit, u);
  memcpy(to, after, z + 1);
  *n = a + u * times + z;
  return text;
}

/* Loads before + unit × times + after and expects the id of the first fault; NULL: taken. */
static void expect(enum gk_data_format format, const char *before, const char *unit, size_t times, const char *after,
                   const char *id) {
  size_t n;
  char *text = repeat(before, unit, times, after, &n);
  struct loaded l = load_bytes("-", text, n, format);
  const struct gk_diag *diag = gk_diag_first(l.sink);
  const char *found = diag ? diag->message->id : "taken";
  if (strcmp(found, id ? id : "taken") != 0) fail_msg("%s%s×%zu%s: %s", before, unit, times, after, found);
  unload(&l);
  free(text);
}

static void depth_is_limited(void **state) {
  (void)state;
  char open[200] = "{\"a\":", close[200] = "", text[500];
  for (int i = 1; i < GK_DATA_DEPTH_MAX; i++) {
    strcat(open, "[");
    strcat(close, "]");
  }
  for (int format = GK_DATA_JSON; format <= GK_DATA_YAML; format++) {
    snprintf(text, sizeof text, "%s%s}", open, close);
    struct loaded l = load(text, (enum gk_data_format)format);
    assert_non_null(l.root); /* exactly 64 */
    unload(&l);
    snprintf(text, sizeof text, "%s[]%s}", open, close);
    struct refusal one_more = {text, "data.depth", 1, 5 + GK_DATA_DEPTH_MAX, "[", 0};
    check_refusal(&one_more, (enum gk_data_format)format);
  }
  expect(GK_DATA_JSON, "", "[", 100000, "", "data.depth");
  expect(GK_DATA_JSON, "", "{\"a\":", 100000, "", "data.depth");
  expect(GK_DATA_YAML, "a: ", "[", 90000, "", "data.depth");
  expect(GK_DATA_YAML, "", "{a: ", 90000, "", "data.depth");
  expect(GK_DATA_YAML, "a:\n ", "- ", 100000, "", "data.depth");
}

static void values_are_counted(void **state) {
  (void)state;
  expect(GK_DATA_JSON, "{\"a\":[", "1,", GK_DATA_VALUES_MAX, "1]}", "data.values");
  expect(GK_DATA_YAML, "a:\n", "- 1\n", GK_DATA_VALUES_MAX, "", "data.values");
}

static void size_is_limited(void **state) {
  (void)state;
  expect(GK_DATA_JSON, "{}", "        ", GK_DATA_SIZE_MAX / 8, "", "data.too-large");
  expect(GK_DATA_JSON, "{}", "        ", GK_DATA_SIZE_MAX / 8 - 1, "", NULL);
}

static void refuses_what_is_no_text(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t n;
    const char *id;
    unsigned line, column;
  } cases[] = {
      {"PK\x03\x04\x14\x00", 6, "data.binary", 1, 1},
      {"\xD0\xCF\x11\xE0\xA1\xB1", 6, "data.binary", 1, 1},
      {"\xFF\xFE{\0}\0", 6, "data.utf16", 1, 1},
      {"\xFE\xFF\0{\0}", 6, "data.utf16", 1, 1},
      {"{\0}\0", 4, "data.utf16", 1, 1},
      {"{\"a\":\"\xC4\xEA\"}", 10, "data.utf8", 1, 7},             /* 年 in GBK */
      {"a: 年\nb: \xB5\xA5\n", 13, "data.utf8", 2, 4},
      {"{\"a\":\"\xED\xA0\x80\"}", 11, "data.utf8", 1, 7},         /* a surrogate */
      {"{\"a\":\"\xC0\xAF\"}", 10, "data.utf8", 1, 7},             /* overlong */
      {"{\"a\":\"\xF4\x90\x80\x80\"}", 12, "data.utf8", 1, 7},     /* beyond U+10FFFF */
      {"{\"a\":\"\xE5\xB9", 8, "data.utf8", 1, 7},                 /* cut */
      {"{\"a\":1}\0", 8, "data.nul", 1, 8},
      {"a: x\0y\n", 7, "data.nul", 1, 5},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    for (int format = GK_DATA_AUTO; format <= GK_DATA_YAML; format++) {
      struct loaded l = load_bytes("-", cases[i].bytes, cases[i].n, (enum gk_data_format)format);
      const struct gk_diag *diag = gk_diag_first(l.sink);
      assert_non_null(diag);
      assert_string_equal(diag->message->id, cases[i].id);
      assert_int_equal(gk_place_position(diag->data).line, cases[i].line);
      assert_int_equal(gk_place_position(diag->data).column, cases[i].column);
      unload(&l);
    }
  }
}

/* Shapes that the YAML library is quadratic on, or hoards tokens for. */
static void costly_yaml_is_refused_or_quick(void **state) {
  (void)state;
  expect(GK_DATA_YAML, "a: |\n  ", "\n", 200000, "", "data.yaml-blank");
  expect(GK_DATA_YAML, "a: {b: ", "\t", 200000, "", "data.yaml-blank");
  expect(GK_DATA_YAML, "a: 1\n", " ", 9000, "b: 1\n", "data.yaml-blank");
  expect(GK_DATA_YAML, "a: |\n  x\n", "\n", 5000, "", NULL);
  expect(GK_DATA_YAML, "%", "t", 200000, "\na: 1\n", "data.yaml-directive");
  expect(GK_DATA_YAML, "a: 1\n...\n%", "t", 200000, "", "data.yaml-documents");
  expect(GK_DATA_YAML, "a: 1\n", "%", 200000, "", "data.yaml-directive");
  expect(GK_DATA_YAML, "a: ", "[", 200000, "", "data.yaml-line");
  expect(GK_DATA_YAML, "a: [", "1,", 200000, "]", "data.yaml-line");
  expect(GK_DATA_YAML, "a: [", "1,\n", 200000, "]", NULL);
  expect(GK_DATA_YAML, "a: \"", "字", 500000, "\"", NULL);
  expect(GK_DATA_JSON, "{\"a\":1}", " ", 200000, "", NULL);
  expect(GK_DATA_JSON, "{\"a\":\"", "字\\n", 500000, "\"}", NULL);
}

/* Many faults: reading ends, and the time does not grow with their number squared. */
static void faults_are_capped(void **state) {
  (void)state;
  size_t n;
  char *text = repeat("{", "\"a\":1,", 200000, "\"a\":1}", &n);
  struct loaded l = load_bytes("-", text, n, GK_DATA_JSON);
  assert_int_equal(gk_diag_errors(l.sink), 100);
  unload(&l);
  free(text);
  text = repeat("{\"a\":\"", "\\q", 200000, "\"}", &n);
  l = load_bytes("-", text, n, GK_DATA_JSON);
  assert_int_equal(gk_diag_errors(l.sink), 100);
  unload(&l);
  free(text);
}

static long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (long)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

static void add_table(struct gk_buf *text, bool json) {
  const char *end = json ? "," : ",\n";
  gk_buf_add_string(text, "{\"键\":{");
  for (int i = 0; i < 20000; i++) gk_buf_addf(text, "%s\"键%d\":%s%d.50", i ? end : "", i, json ? "" : " ", i);
  gk_buf_add_string(text, "},\"行\":[");
  for (int i = 0; i < 20000; i++)
    gk_buf_addf(text, "%s{\"名称\":\"项目%d\",\"金额\":%d.25,\"注\":null}", i ? end : "", i, i);
  gk_buf_add_string(text, "]}");
}

/* 20,000 keys in one map and 20,000 rows take well under a second; the bound leaves room for sanitizers. */
static void large_tables_are_quick(void **state) {
  (void)state;
  for (int json = 0; json < 2; json++) {
    struct gk_buf text;
    gk_buf_init(&text, (size_t)1 << 26);
    add_table(&text, json);
    long before = milliseconds();
    struct loaded l = load_bytes("-", text.data, text.size, json ? GK_DATA_JSON : GK_DATA_YAML);
    assert_non_null(l.root);
    const struct gk_value *map = gk_value_lookup(l.root, "键");
    for (int i = 0; i < 20000; i++) {
      char key[32];
      snprintf(key, sizeof key, "键%d", i);
      const struct gk_value *value = gk_value_lookup(map, key);
      assert_non_null(value);
      assert_int_equal(value->number.coefficient, (int64_t)i * 100 + 50);
    }
    assert_int_equal(gk_value_lookup(l.root, "行")->count, 20000);
    long took = milliseconds() - before;
    if (took > 3000) fail_msg("%ld ms", took);
    unload(&l);
    gk_buf_drop(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(depth_is_limited),        cmocka_unit_test(values_are_counted),
      cmocka_unit_test(size_is_limited),         cmocka_unit_test(refuses_what_is_no_text),
      cmocka_unit_test(costly_yaml_is_refused_or_quick), cmocka_unit_test(faults_are_capped),
      cmocka_unit_test(large_tables_are_quick),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
