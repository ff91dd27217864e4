#include "support.h"

#include <stdio.h>

#include "bind/number.h"

static void test_chinese(void **state) {
  (void)state;
  static const struct { int64_t n; const char *text; } cases[] = {
      {1, "一"},        {9, "九"},       {10, "十"},       {11, "十一"},       {19, "十九"},         {20, "二十"},           {21, "二十一"},
      {99, "九十九"},   {100, "一百"},   {101, "一百零一"}, {110, "一百一十"},  {111, "一百一十一"},  {200, "二百"},          {1000, "一千"},
      {1001, "一千零一"}, {1010, "一千零一十"}, {1011, "一千零一十一"}, {1100, "一千一百"}, {1101, "一千一百零一"}, {5020, "五千零二十"}, {9999, "九千九百九十九"},
      {10000, "10000"}, {0, "0"},        {-3, "-3"},       {INT64_MIN, "-9223372036854775808"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[GK_CHINESE_TEXT_MAX];
    size_t n = gk_chinese_number(cases[i].n, out);
    assert_string_equal(out, cases[i].text);
    assert_int_equal(n, strlen(out));
  }
}

/* Reads a Chinese number back by its place words: an independent way to the same number. */
static int64_t read_back(const char *text) {
  static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  int64_t sum = 0, digit = 0;
  for (const char *p = text; *p; p += 3) {
    int64_t place = memcmp(p, "十", 3) == 0 ? 10 : memcmp(p, "百", 3) == 0 ? 100 : memcmp(p, "千", 3) == 0 ? 1000 : 0;
    if (place) {
      sum += (digit ? digit : 1) * place;
      digit = 0;
      continue;
    }
    for (int d = 0; d < 10; d++)
      if (memcmp(p, digits[d], 3) == 0) digit = d;
  }
  return sum + digit;
}

static void test_chinese_all(void **state) {
  (void)state;
  for (int64_t n = 1; n <= 9999; n++) {
    char out[GK_CHINESE_TEXT_MAX];
    gk_chinese_number(n, out);
    if (read_back(out) != n || strstr(out, "零零") || (strlen(out) > 3 && strcmp(out + strlen(out) - 3, "零") == 0)) fail_msg("%d: %s", (int)n, out);
  }
}

static void test_labels(void **state) {
  (void)state;
  static const struct { enum gk_numbering numbering; unsigned depth; uint32_t n; const char *text; } cases[] = {
      {GK_NUMBER_AUTO, 1, 1, "一、"},      {GK_NUMBER_AUTO, 2, 4, "（四）"},   {GK_NUMBER_AUTO, 3, 10, "10."}, {GK_NUMBER_AUTO, 4, 2, "（2）"},
      {GK_NUMBER_AUTO, 5, 3, "③"},         {GK_NUMBER_AUTO, 9, 3, "③"},        {GK_NUMBER_AUTO, 0, 3, "三、"}, {GK_NUMBER_NONE, 1, 1, ""},
      {GK_NUMBER_PART, 3, 2, "第二部分　"}, {GK_NUMBER_CIRCLED, 1, 20, "⑳"},    {GK_NUMBER_CIRCLED, 1, 21, "㉑"}, {GK_NUMBER_CIRCLED, 1, 36, "㊱"},
      {GK_NUMBER_CIRCLED, 1, 51, "（51）"}, {GK_NUMBER_CHINESE, 4, 12, "十二、"}, {GK_NUMBER_ARABIC, 1, 1, "1."}, {GK_NUMBER_ARABIC_PAREN, 1, 1, "（1）"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[GK_LABEL_TEXT_MAX];
    gk_number_label(cases[i].numbering, cases[i].depth, cases[i].n, out);
    assert_string_equal(out, cases[i].text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_chinese), cmocka_unit_test(test_chinese_all), cmocka_unit_test(test_labels)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
