/* Arenas: alignment, zeroes, limits, reuse, and what happens when memory runs out. */
#include "support.h"

static void memory_is_zeroed_and_aligned(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  static const size_t sizes[] = {0, 1, 7, 16, 17, 4096, 65535, 65536, 65537, 1 << 20};
  unsigned char *seen[COUNT(sizes)];
  for (size_t i = 0; i < COUNT(sizes); i++) {
    seen[i] = gk_arena_alloc(arena, sizes[i]);
    assert_non_null(seen[i]);
    assert_int_equal((uintptr_t)seen[i] % _Alignof(max_align_t), 0);
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(seen[i][k], 0);
    memset(seen[i], (int)i + 1, sizes[i]);
  }
  for (size_t i = 0; i < COUNT(sizes); i++) /* nothing overlaps */
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(seen[i][k], i + 1);
  assert_true(gk_arena_used(arena) >= (1 << 20) + 65535 + 65536 + 65537);
  assert_false(gk_arena_failed(arena));
  gk_arena_drop(arena);
  gk_arena_drop(NULL);
}

static void limit_sets_the_flag(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(1000);
  assert_non_null(gk_arena_alloc(arena, 900));
  assert_null(gk_arena_alloc(arena, 200));
  assert_true(gk_arena_failed(arena));
  assert_non_null(gk_arena_alloc(arena, 16)); /* what fits is still given; the flag stays */
  assert_true(gk_arena_failed(arena));
  gk_arena_reset(arena);
  assert_false(gk_arena_failed(arena));
  assert_int_equal(gk_arena_used(arena), 0);
  assert_non_null(gk_arena_alloc(arena, 900));
  gk_arena_drop(arena);
}

static void reset_gives_zeroes_again(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 40; i++) {
      unsigned char *p = gk_arena_alloc(arena, 5000);
      for (size_t k = 0; k < 5000; k++) assert_int_equal(p[k], 0);
      memset(p, 0xAA, 5000);
    }
    gk_arena_reset(arena);
  }
  gk_arena_drop(arena);
}

static void sizes_that_overflow_fail(void **state) {
  (void)state;
  static const size_t pairs[][2] = {{SIZE_MAX, 2}, {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX, 1}, {1, SIZE_MAX - 7}};
  for (size_t i = 0; i < COUNT(pairs); i++) {
    struct gk_arena *arena = gk_arena_new(0);
    assert_null(gk_arena_array(arena, pairs[i][0], pairs[i][1]));
    assert_true(gk_arena_failed(arena));
    gk_arena_drop(arena);
  }
  struct gk_arena *arena = gk_arena_new(0);
  assert_null(gk_arena_strndup(arena, "", SIZE_MAX));
  assert_true(gk_arena_failed(arena));
  gk_arena_drop(arena);
}

static void texts_are_copied(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  char original[] = "收入支出";
  char *copy = gk_arena_strdup(arena, original), *part = gk_arena_strndup(arena, original, 6);
  original[0] = 'x';
  assert_string_equal(copy, "收入支出");
  assert_string_equal(part, "收入");
  assert_string_equal(gk_arena_strndup(arena, "a\0b", 3), "a");
  assert_memory_equal(gk_arena_strndup(arena, "a\0b", 3), "a\0b", 4);
  assert_string_equal(gk_arena_printf(arena, "%s-%.*s-%d%%", "表", 2, "abc", -7), "表-ab--7%");
  assert_string_equal(gk_arena_printf(arena, "%s", ""), "");
  gk_arena_drop(arena);
}

static void grow_keeps_the_items(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  int *items = NULL;
  size_t capacity = 0;
  for (int i = 0; i < 1000; i++) {
    items = gk_arena_grow(arena, items, &capacity, (size_t)i + 1, sizeof *items);
    assert_non_null(items);
    assert_true(capacity > (size_t)i);
    items[i] = i * i;
  }
  for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i * i);
  assert_ptr_equal(gk_arena_grow(arena, items, &capacity, 5, sizeof *items), items);
  size_t before = capacity;
  assert_null(gk_arena_grow(arena, items, &capacity, SIZE_MAX / 2, sizeof *items));
  assert_int_equal(capacity, before);
  gk_arena_drop(arena);
}

static void chosen_allocations_fail(void **state) {
  (void)state;
  gk_memory_fail_at(1);
  assert_null(gk_memory_alloc(1));
  assert_null(gk_memory_alloc(1)); /* and all later ones */
  assert_null(gk_memory_realloc(NULL, 1));
  assert_null(gk_arena_new(0));
  gk_memory_fail_at(3);
  void *a = gk_memory_alloc(1), *b = gk_memory_realloc(NULL, 1);
  assert_non_null(a);
  assert_non_null(b);
  assert_null(gk_memory_alloc(1));
  gk_memory_fail_at(0);
  void *c = gk_memory_alloc(0);
  assert_non_null(c);
  gk_memory_free(a);
  gk_memory_free(b);
  gk_memory_free(c);
  gk_memory_free(NULL);
}

/* The flag is how a stage learns that something in it failed. */
static void failed_allocation_sets_the_flag(void **state) {
  (void)state;
  for (unsigned long n = 1; n < 20; n++) {
    struct gk_arena *arena = gk_arena_new(0);
    gk_memory_fail_at(n);
    bool all = true;
    for (int i = 0; i < 5; i++) all = gk_arena_alloc(arena, 40000) && all;
    gk_memory_fail_at(0);
    assert_int_equal(gk_arena_failed(arena), !all);
    gk_arena_drop(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_is_zeroed_and_aligned), cmocka_unit_test(limit_sets_the_flag),
      cmocka_unit_test(reset_gives_zeroes_again),     cmocka_unit_test(sizes_that_overflow_fail),
      cmocka_unit_test(texts_are_copied),             cmocka_unit_test(grow_keeps_the_items),
      cmocka_unit_test(chosen_allocations_fail),      cmocka_unit_test(failed_allocation_sets_the_flag),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
