/* Kept texts whose hashes say nothing: a text is found by what it is, wherever it
 * had to be put. The room's own file with a hash of the test's in it is linked in
 * place of the room's. */
#include "base/base.h"

static uint64_t only;

static uint64_t poor_hash(uint64_t so_far, const void *bytes, size_t n) {
  (void)so_far;
  (void)bytes;
  return only == UINT64_MAX ? n : only;
}

#define gk_hash poor_hash
#include "text/kept.c"
#undef gk_hash

#include "text/kept.h"

/* All in one place, in the last one, or by their lengths. */
static void test_same_hash(void **state) {
  (void)state;
  static const uint64_t hashes[] = {0, FIRST_SLOTS - 1, UINT32_MAX, UINT64_MAX};
  for (size_t h = 0; h < sizeof hashes / sizeof *hashes; h++) {
    only = hashes[h];
    start_texts((size_t)8 << 20);
    for (int round = 0; round < 2; round++)
      for (size_t i = 0; i < 1200; i++) { /* more than the first places hold */
        const char *text = gk_arena_printf(arena, "第%lu项预算", (unsigned long)i);
        struct gk_text_run run = run_of(text);
        struct wish wish = {plain_style(), (enum gk_text_wanted)(i % 3), 9000, &run, 1};
        struct gk_set_text out;
        assert_int_equal(ask(&wish, &out) > 0, round == 0);
      }
  }
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kept_setup, kept_teardown)
  const struct CMUnitTest tests[] = {T(test_same_hash)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
