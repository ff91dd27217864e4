/* “您是不是要写……”: near words are found, far ones are not offered. */
#include "support.h"

static void finds_the_near_and_not_the_far(void **state) {
  (void)state;
  static const char *const words[] = {"一般公共预算拨款", "政府性基金预算拨款", "合计", "基本支出", "项目支出", "title", "unit", "rows"};
  static const struct { const char *word, *nearest; } cases[] = {
      {"一般公共预算拔款", "一般公共预算拨款"}, {"一般公共预算", "一般公共预算拨款"}, {"政府性基金拨款", "政府性基金预算拨款"}, {"titel", "title"}, {"tilte", "title"},
      {"Title", "title"}, {"unt", "unit"}, {"row", "rows"}, {"title", "title"}, {"基木支出", "基本支出"}, {"计合", "合计"}, {"合记", "合计"}, {"小说", NULL}, {"x", NULL},
      {"", NULL}, {"完全不同的一个词", NULL}, {"columns", NULL}, {"一般公共", NULL}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    const char *found = gk_nearest(cases[i].word, words, COUNT(words));
    if (!found != !cases[i].nearest || (found && strcmp(found, cases[i].nearest) != 0)) fail_msg("%s: %s", cases[i].word, found ? found : "none");
  }
  assert_null(gk_nearest("title", words, 0));
}

static void ties_go_to_the_first(void **state) {
  (void)state;
  static const char *const one[] = {"cat", "car"}, *const other[] = {"car", "cat"};
  assert_string_equal(gk_nearest("cap", one, 2), "cat");
  assert_string_equal(gk_nearest("cap", other, 2), "car");
}

static void long_and_malformed_words_are_safe(void **state) {
  (void)state;
  char endless[5000];
  memset(endless, 'a', sizeof endless - 1);
  endless[sizeof endless - 1] = '\0';
  const char *const words[] = {endless, "\xFF\xFE", ""};
  assert_null(gk_nearest(endless, words, 3));
  assert_null(gk_nearest("abc", words, 3));
  assert_string_equal(gk_nearest("\xFF\xFE", words, 3), "\xFF\xFE");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_the_near_and_not_the_far),
      cmocka_unit_test(ties_go_to_the_first),
      cmocka_unit_test(long_and_malformed_words_are_safe),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
