#include "support.h"

static struct gk_figure figure(const char *text, enum gk_measure measure) { return gk_figure_number(dec(text), measure); }

struct row { enum gk_unit data, table; const char *number; enum gk_measure measure; enum gk_format format; const char *argument, *expected; };

#define Y GK_UNIT_YUAN
#define WY GK_UNIT_WANYUAN
#define A GK_MEASURE_AMOUNT
#define Q GK_MEASURE_QUANTITY
#define PC GK_MEASURE_PERCENT
#define NO GK_MEASURE_NONE

static const struct row rows[] = {
    {WY, 0, "0", A, GK_FORMAT_WANYUAN, NULL, "0万元"},
    {WY, 0, "0.00", A, GK_FORMAT_WANYUAN, NULL, "0万元"},
    {WY, 0, "370", A, GK_FORMAT_WANYUAN, NULL, "370万元"},
    {WY, 0, "370.00", A, GK_FORMAT_WANYUAN, NULL, "370万元"},
    {WY, 0, "614.21", A, GK_FORMAT_WANYUAN, NULL, "614.21万元"},
    {WY, 0, "0.81", A, GK_FORMAT_WANYUAN, NULL, "0.81万元"},
    {WY, 0, "-15.73", A, GK_FORMAT_WANYUAN, NULL, "-15.73万元"},
    {WY, 0, "370", A, GK_FORMAT_WANYUAN, "2", "370.00万元"},
    {WY, 0, "0.005", A, GK_FORMAT_WANYUAN, NULL, "0.01万元"},
    {WY, 0, "-0.005", A, GK_FORMAT_WANYUAN, NULL, "-0.01万元"},
    {WY, 0, "0.0049", A, GK_FORMAT_WANYUAN, NULL, "0.005万元"}, /* not zero, so not printed as zero */
    {WY, 0, "0.0049", A, GK_FORMAT_WANYUAN, "2", "0.00万元"},
    {WY, 0, "1.005", A, GK_FORMAT_WANYUAN, NULL, "1.01万元"},
    {WY, 0, "1.004999", A, GK_FORMAT_WANYUAN, NULL, "1万元"},
    {Y, 0, "6142100", A, GK_FORMAT_WANYUAN, NULL, "614.21万元"},
    {Y, 0, "6142150", A, GK_FORMAT_WANYUAN, NULL, "614.22万元"},
    {Y, 0, "6142149.99", A, GK_FORMAT_WANYUAN, NULL, "614.21万元"},
    {Y, 0, "0.01", A, GK_FORMAT_WANYUAN, NULL, "0.000001万元"},
    {Y, 0, "123.4", A, GK_FORMAT_YUAN, NULL, "123.4元"},
    {WY, 0, "614.2137", A, GK_FORMAT_YUAN, NULL, "6142137元"},
    {WY, 0, "0.000001", A, GK_FORMAT_YUAN, NULL, "0.01元"},
    {WY, 0, "2.19", A, GK_FORMAT_AMOUNT, NULL, "2.19"},
    {WY, 0, "2", A, GK_FORMAT_AMOUNT, NULL, "2.00"},
    {WY, 0, "2", A, GK_FORMAT_AMOUNT, "0", "2"},
    {WY, Y, "2.19", A, GK_FORMAT_AMOUNT, NULL, "21900.00"},
    {Y, WY, "21900", A, GK_FORMAT_AMOUNT, NULL, "2.19"},
    {Y, WY, "21950", A, GK_FORMAT_AMOUNT, NULL, "2.20"},
    {Y, 0, "21900", A, GK_FORMAT_AMOUNT, NULL, "21900.00"},
    {WY, 0, "-0.001", A, GK_FORMAT_AMOUNT, NULL, "0.00"},
    {WY, 0, "354.27", A, GK_FORMAT_CHANGE, NULL, "增加354.27万元"},
    {WY, 0, "2000", Q, GK_FORMAT_PLAIN, NULL, "2000"},
    {WY, 0, "2.50", Q, GK_FORMAT_PLAIN, NULL, "2.5"},
    {WY, 0, "2.50", Q, GK_FORMAT_QUANTITY, NULL, "2.50"},
    {WY, 0, "1", Q, GK_FORMAT_QUANTITY, "辆", "1辆"},
    {WY, 0, "20", Q, GK_FORMAT_QUANTITY, "万元", "20万元"},
    {WY, 0, "20", Q, GK_FORMAT_WANYUAN, NULL, "20万元"}, /* no amount: nothing to convert */
    {Y, 0, "20", Q, GK_FORMAT_WANYUAN, NULL, "20万元"},
    {WY, 0, "85", PC, GK_FORMAT_PERCENT, NULL, "85%"},
    {WY, 0, "85.25", PC, GK_FORMAT_PERCENT, NULL, "85.25%"},
    {WY, 0, "85.25", PC, GK_FORMAT_PERCENT, "1", "85.3%"},
    {WY, 0, "2022", GK_MEASURE_YEAR, GK_FORMAT_PLAIN, NULL, "2022"},
    {WY, 0, "11", NO, GK_FORMAT_ORDINAL, NULL, "十一"},
    {WY, 0, "1.5", NO, GK_FORMAT_ORDINAL, NULL, "1.5"},
};

static void test_numbers(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct gk_formatting f = {w.arena, rows[i].data, rows[i].table, false, rows[i].format == GK_FORMAT_AMOUNT ? 2 : GK_DECIMALS_TRIM};
    struct gk_figure a = figure(rows[i].number, rows[i].measure);
    struct gk_printed p = gk_format_figure(&f, &a, rows[i].format, rows[i].argument);
    const char *all = gk_arena_printf(w.arena, "%s%s", p.lead ? p.lead : "", p.text);
    if (strcmp(all, rows[i].expected) != 0) fail_msg("row %u: %s, expected %s", (unsigned)i, all, rows[i].expected);
    assert_true(p.whole || rows[i].format == GK_FORMAT_PLAIN);
  }
  world_close(&w);
}

static const char *change(struct world *w, enum gk_unit unit, struct gk_figure a, struct gk_figure b, enum gk_format format, const char *argument) {
  struct gk_formatting f = {w->arena, unit, GK_UNIT_NONE, false, GK_DECIMALS_TRIM};
  struct gk_printed p = gk_format_change(&f, &a, &b, format, argument);
  assert_int_equal(p.fault, GK_FAULT_NONE);
  return gk_arena_printf(w->arena, "%s%s", p.lead ? p.lead : "", p.text);
}

static void test_change(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_figure blank = figure("0", A), secret = blank, none = blank;
  blank.state = GK_STATE_BLANK;
  secret.state = GK_STATE_WITHHELD;
  none.state = GK_STATE_NOT_APPLICABLE;
  enum gk_format c = GK_FORMAT_CHANGE, r = GK_FORMAT_CHANGE_RATE;
  assert_string_equal(change(&w, WY, figure("614.21", A), figure("259.94", A), c, NULL), "增加354.27万元");
  assert_string_equal(change(&w, WY, figure("244.21", A), figure("259.94", A), c, NULL), "减少15.73万元");
  assert_string_equal(change(&w, WY, figure("2.19", A), figure("2.190", A), c, NULL), "持平");
  assert_string_equal(change(&w, WY, figure("2.19", A), blank, c, NULL), "无上年数");
  assert_string_equal(change(&w, WY, blank, figure("2.19", A), c, NULL), "无本年数");
  assert_string_equal(change(&w, WY, figure("2.19", A), secret, c, NULL), "涉密");
  assert_string_equal(change(&w, WY, figure("2.19", A), none, c, NULL), "——");
  assert_string_equal(change(&w, WY, figure("2.1901", A), figure("2.19", A), c, NULL), "增加0.0001万元");
  assert_string_equal(change(&w, WY, figure("1", A), figure("0.19", A), c, "元"), "增加8100元");
  assert_string_equal(change(&w, Y, figure("8100", A), figure("0", A), c, NULL), "增加0.81万元");
  assert_string_equal(change(&w, Y, figure("8100", A), figure("0", A), c, "元"), "增加8100元");
  assert_string_equal(change(&w, Y, figure("729000", A), figure("385000", A), c, "2"), "增加34.40万元");
  assert_string_equal(change(&w, Y, figure("385000", A), figure("729005", A), c, "万元:0"), "减少34万元");
  assert_string_equal(change(&w, WY, figure("1", A), figure("0.19", A), c, "元:2"), "增加8100.00元");
  assert_string_equal(change(&w, WY, figure("1", A), figure("1.0", A), c, "元:2"), "持平");
  assert_string_equal(change(&w, Y, figure("3", Q), figure("5", Q), c, "辆"), "减少2辆");
  assert_string_equal(change(&w, Y, figure("3", Q), figure("5", Q), c, "辆:1"), "减少2.0辆");
  assert_string_equal(change(&w, Y, figure("3", Q), figure("5", Q), c, "1"), "减少2.0");
  assert_string_equal(change(&w, Y, figure("80", PC), figure("85.5", PC), c, "2"), "减少5.50个百分点");
  assert_string_equal(change(&w, Y, figure("80", PC), figure("85.5", PC), c, NULL), "减少5.5个百分点");
  assert_string_equal(change(&w, WY, figure("112.5", A), figure("100", A), r, NULL), "增加12.5%");
  assert_string_equal(change(&w, WY, figure("2", A), figure("3", A), r, NULL), "减少33.33%");
  assert_string_equal(change(&w, WY, figure("2", A), figure("3", A), r, "1"), "减少33.3%");
  assert_string_equal(change(&w, WY, figure("370", A), figure("0", A), r, NULL), "上年为零");
  assert_string_equal(change(&w, WY, figure("0", A), figure("0", A), r, NULL), "持平");
  assert_string_equal(change(&w, WY, figure("1", A), blank, r, NULL), "无上年数");
  world_close(&w);
}

/* One notation in a text: what the format leaves open the style says, of amounts and their differences; never of counts and rates. */
static void test_decimals(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  static const struct { int8_t decimals; enum gk_format format; const char *argument, *expected; } of_amount[] = {
      {2, GK_FORMAT_WANYUAN, NULL, "59.20万元"}, {2, GK_FORMAT_WANYUAN, "1", "59.2万元"}, {2, GK_FORMAT_YUAN, NULL, "592000.00元"},
      {2, GK_FORMAT_AMOUNT, NULL, "59.20"}, {0, GK_FORMAT_WANYUAN, NULL, "59万元"}, {6, GK_FORMAT_AMOUNT, NULL, "59.200000"},
      {GK_DECIMALS_TRIM, GK_FORMAT_WANYUAN, NULL, "59.2万元"}, {GK_DECIMALS_TRIM, GK_FORMAT_AMOUNT, NULL, "59.2"}, {GK_DECIMALS_TRIM, GK_FORMAT_AMOUNT, "2", "59.20"},
  };
  static const struct { int8_t decimals; const char *argument, *expected; } of_change[] = {
      {2, NULL, "增加59.20万元"}, {2, "元", "增加592000.00元"}, {2, "元:0", "增加592000元"}, {2, "1", "增加59.2万元"}, {2, "万元:3", "增加59.200万元"},
      {GK_DECIMALS_TRIM, NULL, "增加59.2万元"}, {GK_DECIMALS_TRIM, "2", "增加59.20万元"}, {GK_DECIMALS_TRIM, "元:2", "增加592000.00元"},
  };
  struct gk_figure a = figure("59.2", A), none = figure("0", A), cars = figure("3", Q), fewer = figure("1", Q), more = figure("85", PC), less = figure("80", PC);
  for (size_t i = 0; i < sizeof of_amount / sizeof *of_amount; i++) {
    struct gk_formatting f = {w.arena, WY, 0, false, of_amount[i].decimals};
    assert_string_equal(gk_format_figure(&f, &a, of_amount[i].format, of_amount[i].argument).text, of_amount[i].expected);
  }
  for (size_t i = 0; i < sizeof of_change / sizeof *of_change; i++) {
    struct gk_formatting f = {w.arena, WY, 0, false, of_change[i].decimals};
    struct gk_printed p = gk_format_change(&f, &a, &none, GK_FORMAT_CHANGE, of_change[i].argument);
    assert_string_equal(gk_arena_printf(w.arena, "%s%s", p.lead, p.text), of_change[i].expected);
  }
  struct gk_formatting f = {w.arena, WY, 0, false, 2};
  assert_string_equal(gk_format_figure(&f, &cars, GK_FORMAT_QUANTITY, "辆").text, "3辆");
  assert_string_equal(gk_format_change(&f, &cars, &fewer, GK_FORMAT_CHANGE, "辆").text, "2辆");
  assert_string_equal(gk_format_change(&f, &cars, &fewer, GK_FORMAT_CHANGE, "辆:1").text, "2.0辆");
  assert_string_equal(gk_format_change(&f, &more, &less, GK_FORMAT_CHANGE, NULL).text, "5个百分点");
  assert_string_equal(gk_format_change(&f, &more, &less, GK_FORMAT_CHANGE, "1").text, "5.0个百分点");
  assert_string_equal(gk_format_change(&f, &more, &less, GK_FORMAT_CHANGE_RATE, NULL).text, "6.25%");
  world_close(&w);
}

static void test_ratio(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  enum gk_fault fault;
  struct gk_figure part = figure("244.21", A), all = figure("614.21", A), cars = figure("4", Q);
  struct gk_formatting f = {w.arena, WY, 0, false, GK_DECIMALS_TRIM};
  struct gk_figure share = gk_figure_compute(GK_OP_DIV, &part, &all, &fault);
  assert_string_equal(gk_format_figure(&f, &share, GK_FORMAT_PERCENT, NULL).text, "39.76%");
  assert_string_equal(gk_format_figure(&f, &share, GK_FORMAT_PERCENT, "1").text, "39.8%");
  assert_string_equal(gk_format_figure(&f, &share, GK_FORMAT_PLAIN, NULL).text, "0.4");
  /* an amount a car is an amount, and is converted as one */
  struct gk_figure each = gk_figure_compute(GK_OP_DIV, &part, &cars, &fault);
  assert_string_equal(gk_format_figure(&f, &each, GK_FORMAT_YUAN, NULL).text, "610525元");
  world_close(&w);
}

/* 千分撇 in the figures of a table that asks for it, not in years, rates and words. */
static void test_thousands(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_formatting f = {w.arena, WY, WY, true, 2};
  struct gk_figure amount = figure("-1234567.891", A), less = figure("999.5", A), cars = figure("12345", Q), year = figure("2022", GK_MEASURE_NONE), rate = figure("1234.5", PC);
  struct gk_printed p = gk_format_figure(&f, &amount, GK_FORMAT_AMOUNT, NULL);
  assert_string_equal(p.text, "-1,234,567.89");
  assert_true(p.number);
  assert_int_equal(p.decimals, 2);
  assert_string_equal(gk_format_figure(&f, &less, GK_FORMAT_AMOUNT, NULL).text, "999.50");
  assert_string_equal(gk_format_figure(&f, &cars, GK_FORMAT_QUANTITY, "辆").text, "12,345辆");
  assert_string_equal(gk_format_figure(&f, &year, GK_FORMAT_PLAIN, NULL).text, "2022");
  assert_string_equal(gk_format_figure(&f, &rate, GK_FORMAT_PERCENT, NULL).text, "1234.5%");
  assert_string_equal(gk_format_figure(&f, &amount, GK_FORMAT_WANYUAN, NULL).text, "-1234567.89万元");
  assert_string_equal(gk_format_change(&f, &cars, &less, GK_FORMAT_CHANGE, "辆").text, "11345.5辆");
  world_close(&w);
}

static void test_states_and_kinds(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_formatting f = {w.arena, WY, 0, false, 2};
  struct gk_figure a = figure("1", A);
  a.state = GK_STATE_WITHHELD;
  assert_string_equal(gk_format_figure(&f, &a, GK_FORMAT_AMOUNT, NULL).text, "涉密");
  a.state = GK_STATE_NOT_APPLICABLE;
  assert_string_equal(gk_format_figure(&f, &a, GK_FORMAT_AMOUNT, NULL).text, "——");
  a.state = GK_STATE_BLANK;
  assert_string_equal(gk_format_figure(&f, &a, GK_FORMAT_AMOUNT, NULL).text, "");
  struct gk_figure text = {.kind = GK_FIGURE_TEXT, .text = "行政", .size = 6}, day = {.kind = GK_FIGURE_DATE, .day = 18992};
  assert_string_equal(gk_format_figure(&f, &text, GK_FORMAT_PLAIN, NULL).text, "行政");
  assert_int_equal(gk_format_figure(&f, &text, GK_FORMAT_AMOUNT, NULL).fault, GK_FAULT_KIND);
  assert_int_equal(gk_format_figure(&f, &text, GK_FORMAT_DATE, NULL).fault, GK_FAULT_KIND);
  assert_string_equal(gk_format_figure(&f, &day, GK_FORMAT_DATE, NULL).text, "2021年12月31日");
  assert_string_equal(gk_format_figure(&f, &day, GK_FORMAT_PLAIN, NULL).text, "2021年12月31日");
  struct gk_figure huge = figure("999999999999999999", A);
  assert_int_equal(gk_format_figure(&f, &huge, GK_FORMAT_YUAN, NULL).fault, GK_FAULT_OVERFLOW);
  struct gk_printed p = gk_format_figure(&f, &(struct gk_figure){.kind = GK_FIGURE_NUMBER, .measure = A, .number = dec("1.5")}, GK_FORMAT_AMOUNT, NULL);
  assert_true(p.number);
  assert_int_equal(p.decimals, 2);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers), cmocka_unit_test(test_change), cmocka_unit_test(test_ratio),
                                     cmocka_unit_test(test_decimals), cmocka_unit_test(test_thousands), cmocka_unit_test(test_states_and_kinds)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
