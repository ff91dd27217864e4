/* What is kept is had again byte for byte; the limit holds; the longest unasked goes first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static const char *of(struct gk_cache *cache, const char *key, size_t *size) { return gk_cache_lookup(cache, 0, key, strlen(key), size); }
static void keep(struct gk_cache *cache, const char *key, const char *bytes) { gk_cache_keep(cache, 0, key, strlen(key), bytes, strlen(bytes)); }

static void test_kept(void **state) {
  (void)state;
  struct gk_cache *cache = gk_cache_new(100);
  size_t size = 0;
  assert_null(of(cache, "a", &size));
  keep(cache, "a", "first");
  keep(cache, "ab", "");
  const char *found = of(cache, "a", &size);
  assert_int_equal(size, 5);
  assert_memory_equal(found, "first", 5);
  assert_non_null(of(cache, "ab", &size));
  assert_int_equal(size, 0);
  assert_null(of(cache, "abc", &size));
  assert_int_equal(gk_cache_used(cache), 8);
  assert_null(gk_cache_lookup(cache, 1, "a", 1, &size));
  gk_cache_keep(cache, 1, "a", 1, "other", 5);
  assert_memory_equal(gk_cache_lookup(cache, 1, "a", 1, &size), "other", 5);
  assert_memory_equal(of(cache, "a", &size), "first", 5);
  gk_cache_drop(cache);
}

static void test_limit(void **state) {
  (void)state;
  struct gk_cache *cache = gk_cache_new(12);
  size_t size;
  keep(cache, "a", "12345");
  keep(cache, "b", "12345");
  assert_non_null(of(cache, "a", &size)); /* now b is the one that was not asked for */
  keep(cache, "c", "12345");
  assert_non_null(of(cache, "a", &size));
  assert_null(of(cache, "b", &size));
  assert_non_null(of(cache, "c", &size));
  assert_int_equal(gk_cache_used(cache), 12);
  keep(cache, "d", "123456789012"); /* more than there is room for at all: nothing else goes for it */
  assert_null(of(cache, "d", &size));
  assert_non_null(of(cache, "a", &size));
  keep(cache, "e", "12345678901");
  assert_non_null(of(cache, "e", &size));
  assert_null(of(cache, "a", &size));
  assert_int_equal(gk_cache_used(cache), 12);
  gk_cache_drop(cache);
}

static void test_many(void **state) {
  (void)state;
  struct gk_cache *cache = gk_cache_new((size_t)1 << 20);
  size_t size;
  for (int i = 0; i < 1000; i++) gk_cache_keep(cache, 0, &i, sizeof i, &i, sizeof i);
  int last = 999, first = 0;
  const int *found = gk_cache_lookup(cache, 0, &last, sizeof last, &size);
  assert_non_null(found);
  int value;
  memcpy(&value, found, sizeof value);
  assert_int_equal(value, 999);
  assert_null(gk_cache_lookup(cache, 0, &first, sizeof first, &size));
  gk_cache_drop(cache);
}

static void test_without(void **state) {
  (void)state;
  size_t size;
  assert_null(gk_cache_lookup(NULL, 0, "a", 1, &size));
  gk_cache_keep(NULL, 0, "a", 1, "b", 1);
  gk_cache_drop(NULL);
  struct gk_cache *cache = gk_cache_new(10);
  gk_memory_fail_at(1);
  keep(cache, "a", "b");
  gk_memory_fail_at(0);
  assert_null(of(cache, "a", &size));
  assert_int_equal(gk_cache_used(cache), 0);
  gk_cache_drop(cache);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_kept), cmocka_unit_test(test_limit), cmocka_unit_test(test_many), cmocka_unit_test(test_without)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
