/* Lookup of keys, with and without an index, and with keys that collide. */
#include "support.h"

static void looks_up_in_small_and_large_maps(void **state) {
  (void)state;
  static const int sizes[] = {0, 1, 2, 7, 8, 9, 10, 31, 64, 1000};
  for (size_t s = 0; s < COUNT(sizes); s++) {
    struct gk_buf text;
    gk_buf_init(&text, 1 << 20);
    gk_buf_add_char(&text, '{');
    for (int i = 0; i < sizes[s]; i++) gk_buf_addf(&text, "%s\"键%d\":%d", i ? "," : "", i * 7919 % 1000, i);
    gk_buf_add_char(&text, '}');
    struct loaded l = load(text.data, GK_DATA_JSON);
    assert_non_null(l.root);
    assert_int_equal(l.root->count, sizes[s]);
    for (int i = 0; i < sizes[s]; i++) {
      char key[32];
      snprintf(key, sizeof key, "键%d", i * 7919 % 1000);
      const struct gk_entry *entry = gk_value_lookup_entry(l.root, key);
      assert_ptr_equal(entry, &l.root->entries[i]); /* entries keep the order of the source */
      assert_string_equal(entry->key, key);
      assert_int_equal(gk_value_lookup(l.root, key)->number.coefficient, i);
    }
    assert_null(gk_value_lookup(l.root, "键1000"));
    assert_null(gk_value_lookup(l.root, "键"));
    assert_null(gk_value_lookup(l.root, ""));
    unload(&l);
    gk_buf_drop(&text);
  }
}

static void only_maps_have_keys(void **state) {
  (void)state;
  struct loaded l = load("{\"a\":[1],\"b\":\"x\"}", GK_DATA_JSON);
  assert_null(gk_value_lookup(gk_value_lookup(l.root, "a"), "a"));
  assert_null(gk_value_lookup(gk_value_lookup(l.root, "b"), "x"));
  assert_null(gk_value_lookup(NULL, "x"));
  assert_null(gk_value_lookup(l.root, NULL));
  unload(&l);
}

/* Duplicates among many keys: each is found, once, and named with the first place. */
static void finds_duplicates_among_many(void **state) {
  (void)state;
  struct gk_buf text;
  gk_buf_init(&text, 1 << 22);
  gk_buf_add_string(&text, "{\n");
  for (int i = 0; i < 3000; i++) gk_buf_addf(&text, "\"k%d\":1,\n", i);
  gk_buf_add_string(&text, "\"k2999\":1,\n\"k0\":1,\n\"k1500\":1}");
  struct loaded l = load(text.data, GK_DATA_JSON);
  static const char *const first[] = {"3001", "2", "1502"};
  assert_int_equal(gk_diag_errors(l.sink), 3);
  const struct gk_diag *diag = gk_diag_first(l.sink);
  for (size_t i = 0; i < 3; i++, diag = diag->next) {
    assert_string_equal(diag->message->id, "data.duplicate-key");
    assert_int_equal(gk_place_position(diag->data).line, 3002 + i);
    assert_string_equal(diag->args[1], first[i]);
  }
  unload(&l);
  gk_buf_drop(&text);
}

/* The same FNV-1a value for different keys cannot be had cheaply, but keys with long common beginnings can. */
static void long_common_beginnings(void **state) {
  (void)state;
  static char prefix[2001];
  memset(prefix, 'x', 2000);
  struct gk_buf text;
  gk_buf_init(&text, (size_t)1 << 26);
  gk_buf_add_char(&text, '{');
  for (int i = 0; i < 5000; i++) gk_buf_addf(&text, "%s\"%s%d\":%d", i ? "," : "", prefix, i, i);
  gk_buf_add_char(&text, '}');
  struct loaded l = load(text.data, GK_DATA_JSON);
  assert_non_null(l.root);
  gk_buf_clear(&text);
  gk_buf_addf(&text, "%s4999", prefix);
  assert_int_equal(gk_value_lookup(l.root, text.data)->number.coefficient, 4999);
  unload(&l);
  gk_buf_drop(&text);
}

/* The keys of records are kept once, however many there are; a key at fault is told each time. */
static void keys_of_records_are_kept_once(void **state) {
  (void)state;
  struct loaded l = load("{\"表\":[{\"名称\":1,\"值\":2},{\"值\":3,\"名称\":4},{\"名\\u79f0\":5}]}", GK_DATA_JSON);
  assert_non_null(l.root);
  struct gk_value **rows = l.root->entries[0].value->items;
  assert_ptr_equal(rows[1]->entries[1].key, rows[0]->entries[0].key);
  assert_ptr_equal(rows[1]->entries[0].key, rows[0]->entries[1].key);
  assert_string_equal(rows[2]->entries[0].key, "名称");
  assert_int_equal(rows[1]->entries[1].key_place.offset, strlen("{\"表\":[{\"名称\":1,\"值\":2},{\"值\":3,\"")); /* each has its own place */
  unload(&l);
  static const struct refusal rows_at_fault[] = {
      {"{\"表\":[{\"a\xE2\x80\xAE\":1},{\"a\xE2\x80\xAE\":2}]}", "data.key-characters", 1, 10, "\xE2\x80\xAE", 2},
      {"{\"a\":1,\"a\":2}", "data.duplicate-key", 1, 9, "a", 0},
  };
  for (size_t i = 0; i < COUNT(rows_at_fault); i++) check_refusal(&rows_at_fault[i], GK_DATA_JSON);
  /* “年度：” with a quote is a key; without one it was meant otherwise. */
  static const struct refusal unquoted = {"a:\n  \"年：度\": 1\nb:\n  年：度: 1\n", "data.full-width", 4, 4, "：", 0};
  check_refusal(&unquoted, GK_DATA_YAML);
  /* A letter and its accent are kept as one, however often: not what is written. */
  l = load("{\"表\":[{\"e\xCC\x81\":1},{\"e\xCC\x81\":2}]}", GK_DATA_JSON);
  assert_string_equal(l.root->entries[0].value->items[1]->entries[0].key, "\xC3\xA9");
  unload(&l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_of_records_are_kept_once),
      cmocka_unit_test(looks_up_in_small_and_large_maps),
      cmocka_unit_test(only_maps_have_keys),
      cmocka_unit_test(finds_duplicates_among_many),
      cmocka_unit_test(long_common_beginnings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
