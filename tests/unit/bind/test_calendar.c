#include "support.h"

#include "bind/calendar.h"

static void test_days_and_back(void **state) {
  (void)state;
  assert_int_equal(gk_date_to_days((struct gk_date){1970, 1, 1}), 0);
  assert_int_equal(gk_date_to_days((struct gk_date){1969, 12, 31}), -1);
  assert_int_equal(gk_date_to_days((struct gk_date){2000, 3, 1}), 11017);
  assert_int_equal(gk_date_to_days((struct gk_date){2021, 12, 31}), 18992);
  struct gk_date before = gk_date_from_days(-719163);
  for (int64_t day = -719162; day < 2932000; day += 37) {
    struct gk_date d = gk_date_from_days(day);
    assert_true(d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= gk_date_month_length(d.year, d.month));
    assert_int_equal(gk_date_to_days(d), day);
    assert_true(d.year > before.year || (d.year == before.year && (d.month > before.month || (d.month == before.month && d.day > before.day))));
    before = d;
  }
}

static void test_parse(void **state) {
  (void)state;
  static const struct { const char *text; enum gk_date_result result; } cases[] = {
      {"2021-12-31", GK_DATE_OK},       {"2024-02-29", GK_DATE_OK},       {"2000-02-29", GK_DATE_OK},      {"1900-02-29", GK_DATE_CALENDAR},
      {"2021-02-29", GK_DATE_CALENDAR}, {"2021-04-31", GK_DATE_CALENDAR}, {"2021-13-01", GK_DATE_CALENDAR}, {"2021-00-10", GK_DATE_CALENDAR},
      {"2021-01-00", GK_DATE_CALENDAR}, {"0000-01-01", GK_DATE_CALENDAR}, {"2021-1-1", GK_DATE_FORM},      {"2021-12-31 ", GK_DATE_FORM},
      {"21-12-31", GK_DATE_FORM},       {"2021/12/31", GK_DATE_FORM},     {"", GK_DATE_FORM},              {"2021-12-3", GK_DATE_FORM},
      {"２０２１-12-31", GK_DATE_FORM}, {"2021-12-311", GK_DATE_FORM},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct gk_date d;
    if (gk_date_parse(cases[i].text, strlen(cases[i].text), &d) != cases[i].result) fail_msg("%s", cases[i].text);
  }
}

static void test_guess(void **state) {
  (void)state;
  static const char *const same[] = {"2021年1月5日", "2021年01月05号", "2021/1/5", "2021.01.05", "2021-1-5", "20210105"};
  struct gk_date d;
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    if (!gk_date_guess(same[i], strlen(same[i]), &d)) fail_msg("%s", same[i]);
    assert_true(d.year == 2021 && d.month == 1 && d.day == 5);
  }
  static const char *const none[] = {"2021年", "2021年2月30日", "202115", "明天", "", "2021/1-5"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_false(gk_date_guess(none[i], strlen(none[i]), &d));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_days_and_back), cmocka_unit_test(test_parse), cmocka_unit_test(test_guess)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
