/* Exact decimals: against a table worked out elsewhere, against the laws of
 * arithmetic, and at the edges of what they can hold. */
#include "support.h"

#include "decimal_table.h"

static struct gk_decimal parse(const char *text) {
  struct gk_decimal out = {77, 7};
  assert_int_equal(gk_decimal_parse(text, strlen(text), &out), GK_DECIMAL_OK);
  return out;
}

static const char *show(struct gk_decimal value, char text[GK_DECIMAL_TEXT_MAX]) {
  size_t n = gk_decimal_format(value, false, text);
  assert_int_equal(n, strlen(text));
  return text;
}

static void check_row(size_t row) {
  struct gk_decimal a = parse(decimal_table[row].a), b = parse(decimal_table[row].b), out = {-1, 1};
  int n = decimal_table[row].n;
  bool ok = false;
  switch (decimal_table[row].op) {
    case '+': ok = gk_decimal_add(a, b, &out); break;
    case '-': ok = gk_decimal_sub(a, b, &out); break;
    case '*': ok = gk_decimal_mul(a, b, &out); break;
    case '/': ok = gk_decimal_div(a, b, (uint8_t)n, &out); break;
    case 'r': ok = gk_decimal_round(a, (uint8_t)n, false, &out); break;
    case 'e': ok = gk_decimal_shift(a, n, &out); break;
    case '<': ok = true; out = gk_decimal_from_int(gk_decimal_compare(a, b)); break;
    default: fail();
  }
  char text[GK_DECIMAL_TEXT_MAX];
  const char *result = ok ? show(gk_decimal_trim(out), text) : NULL, *expected = decimal_table[row].result;
  if (!ok) assert_true(out.coefficient == -1 && out.scale == 1); /* left alone */
  if ((result && expected && strcmp(result, expected) == 0) || (!result && !expected)) return;
  fail_msg("%s %c %s (%d): %s, expected %s", decimal_table[row].a, decimal_table[row].op, decimal_table[row].b, n, result ? result : "none",
           expected ? expected : "none");
}

static void agrees_with_big_numbers(void **state) {
  (void)state;
  assert_true(COUNT(decimal_table) > 500);
  for (size_t row = 0; row < COUNT(decimal_table); row++) check_row(row);
}

static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static struct gk_decimal random_decimal(uint64_t *seed) {
  int64_t most = 1;
  for (uint64_t digits = next_random(seed) % 18 + 1; digits > 0; digits--) most *= 10;
  int64_t value = (int64_t)(next_random(seed) % (uint64_t)most);
  return (struct gk_decimal){next_random(seed) % 2 ? value : -value, (uint8_t)(next_random(seed) % (GK_DECIMAL_SCALE_MAX + 1))};
}

/* |a − q·b| ≤ ½ · |b| · 10^-scale, in integers. */
static void check_quotient(struct gk_decimal a, struct gk_decimal b, uint8_t scale) {
  struct gk_decimal q, product, left, twice;
  if (!gk_decimal_div(a, b, scale, &q)) return;
  assert_true(q.scale <= scale);
  if (!gk_decimal_mul(q, b, &product) || !gk_decimal_sub(a, product, &left)) return;
  struct gk_decimal unit = {1, scale}, bound;
  if (!gk_decimal_mul(b, unit, &bound) || !gk_decimal_abs(bound, &bound) || !gk_decimal_abs(left, &left)) return;
  if (!gk_decimal_add(left, left, &twice)) return;
  assert_true(gk_decimal_compare(twice, bound) <= 0);
}

static void laws_hold(void **state) {
  (void)state;
  uint64_t seed = UINT64_C(88172645463325252);
  unsigned sums = 0;
  for (int i = 0; i < 20000; i++) {
    struct gk_decimal a = random_decimal(&seed), b = random_decimal(&seed), sum, other, back, negative;
    bool ok = gk_decimal_add(a, b, &sum);
    assert_int_equal(ok, gk_decimal_add(b, a, &other));
    if (ok) {
      sums++;
      assert_int_equal(gk_decimal_compare(sum, other), 0);
      assert_true(gk_decimal_sub(sum, b, &back));
      assert_int_equal(gk_decimal_compare(back, a), 0);
      assert_int_equal(gk_decimal_compare(sum, a), gk_decimal_sign(b));
    }
    assert_true(gk_decimal_negate(a, &negative));
    assert_int_equal(gk_decimal_sign(negative), -gk_decimal_sign(a));
    assert_int_equal(gk_decimal_compare(a, b), -gk_decimal_compare(b, a));
    check_quotient(a, b, (uint8_t)(i % 7));
    char text[GK_DECIMAL_TEXT_MAX];
    struct gk_decimal again = parse(show(a, text)); /* what is written reads the same, scale and all */
    assert_true(again.coefficient == a.coefficient && again.scale == a.scale);
  }
  assert_true(sums > 5000);
}

static void parses_as_written(void **state) {
  (void)state;
  static const struct { const char *text; int64_t coefficient; uint8_t scale; } cases[] = {
      {"0", 0, 0}, {"-0", 0, 0}, {"0.00", 0, 2}, {"1.50", 150, 2}, {"-614.21", -61421, 2}, {"1e2", 100, 0}, {"1E+2", 100, 0}, {"25e-1", 25, 1},
      {"1.5e1", 15, 0}, {"1.50e1", 150, 1}, {"0.000000000001", 1, 12}, {"1e-12", 1, 12}, {"999999999999999999", 999999999999999999, 0},
      {"0e99", 0, 0}, {"0e-99", 0, 12}, {"0e99999999999999999999", 0, 0}, {"1.0000000000000", 1000000000000, 12}, {"10e-13", 1, 12},
      {"123456789012345678.00", 123456789012345678, 0}, {"00012", 12, 0}, {"0.1e-11", 1, 12}, {"100000000000000000000e-20", 1000000000000, 12}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct gk_decimal out = parse(cases[i].text);
    assert_int_equal(out.coefficient, cases[i].coefficient);
    assert_int_equal(out.scale, cases[i].scale);
  }
}

static void refuses_what_is_no_number(void **state) {
  (void)state;
  static const char *const wrong[] = {"", "-", "+1", ".5", "5.", "1..2", "1.2.3", "1,000", " 1", "1 ", "1e", "1e+", "1e-", "1e1.5", "e5", "0x10", "１", "٣", "1e+-2",
                                      "--1", "inf", "nan", "1_000", "一", "1e5e5", "-.1", "1.e1", "−1"};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct gk_decimal out = {5, 5};
    assert_int_equal(gk_decimal_parse(wrong[i], strlen(wrong[i]), &out), GK_DECIMAL_SYNTAX);
    assert_true(out.coefficient == 5 && out.scale == 5);
  }
  struct gk_decimal out;
  assert_int_equal(gk_decimal_parse("12\0", 3, &out), GK_DECIMAL_SYNTAX);
  assert_int_equal(gk_decimal_parse("123", 2, &out), GK_DECIMAL_OK); /* no further than n */
  assert_int_equal(out.coefficient, 12);
}

static void refuses_what_is_too_large(void **state) {
  (void)state;
  static const char *const wrong[] = {"1000000000000000000", "1e18", "-1e18", "1e999", "1e99999999999999999999", "1e-13", "1e-999", "0.0000000000001",
                                      "1234567890123456789", "123456789012345678.1", "0.1234567890123", "1e-99999999999999999999",
                                      "1111111111111111111111111111111111111111111111111111111111111111"};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct gk_decimal out = {5, 5};
    assert_int_equal(gk_decimal_parse(wrong[i], strlen(wrong[i]), &out), GK_DECIMAL_RANGE);
    assert_true(out.coefficient == 5 && out.scale == 5);
  }
}

static void rounds_half_away_from_zero(void **state) {
  (void)state;
  static const struct { const char *value; uint8_t scale; bool exact; const char *text; } cases[] = {
      {"0.5", 0, false, "1"}, {"-0.5", 0, false, "-1"}, {"2.5", 0, false, "3"}, {"0.45", 1, false, "0.5"}, {"0.4499", 1, false, "0.4"},
      {"614.205", 2, true, "614.21"}, {"-614.205", 2, true, "-614.21"}, {"614.2049", 2, true, "614.20"}, {"614.2", 2, true, "614.20"},
      {"614.2", 2, false, "614.2"}, {"0", 2, true, "0.00"}, {"-0.004", 2, true, "0.00"}, {"99.995", 2, true, "100.00"}, {"7", 0, true, "7"},
      {"999999.9999995", 6, true, "1000000.000000"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct gk_decimal out;
    char text[GK_DECIMAL_TEXT_MAX];
    assert_true(gk_decimal_round(parse(cases[i].value), cases[i].scale, cases[i].exact, &out));
    assert_string_equal(show(out, text), cases[i].text);
  }
  struct gk_decimal out = {5, 5};
  assert_false(gk_decimal_round(parse("123456789012345678"), 2, true, &out));
  assert_false(gk_decimal_round(parse("1"), GK_DECIMAL_SCALE_MAX + 1, true, &out));
  assert_true(out.coefficient == 5 && out.scale == 5);
}

static void the_edges_of_64_bits_are_safe(void **state) {
  (void)state;
  struct gk_decimal least = gk_decimal_from_int(INT64_MIN), most = gk_decimal_from_int(INT64_MAX), one = gk_decimal_from_int(1), out = {5, 5};
  char text[GK_DECIMAL_TEXT_MAX];
  int64_t value;
  assert_false(gk_decimal_abs(least, &out));
  assert_false(gk_decimal_negate(least, &out));
  assert_false(gk_decimal_add(most, one, &out));
  assert_false(gk_decimal_mul(least, least, &out));
  assert_false(gk_decimal_mul(most, most, &out));
  assert_false(gk_decimal_div(one, gk_decimal_from_int(0), 2, &out));
  assert_false(gk_decimal_div(one, one, GK_DECIMAL_SCALE_MAX + 1, &out));
  assert_false(gk_decimal_div(parse("999999999999999999"), parse("0.000000000001"), 12, &out));
  assert_false(gk_decimal_div(parse("17014118346046923"), parse("0.000000000001"), 12, &out));
  assert_false(gk_decimal_shift(one, 1000000, &out));
  assert_false(gk_decimal_shift(one, -1000000, &out));
  assert_true(out.coefficient == 5 && out.scale == 5);
  assert_true(gk_decimal_shift(gk_decimal_from_int(0), 1000000, &out));
  assert_int_equal(gk_decimal_sign(out), 0);
  assert_true(gk_decimal_compare(least, most) < 0);
  assert_true(gk_decimal_compare((struct gk_decimal){INT64_MAX, 12}, (struct gk_decimal){INT64_MAX, 0}) < 0);
  assert_string_equal(show(least, text), "-9223372036854775808");
  assert_int_equal(gk_decimal_format((struct gk_decimal){INT64_MIN, 12}, true, text), strlen("-9,223,372.036854775808"));
  assert_string_equal(text, "-9,223,372.036854775808");
  assert_true(gk_decimal_to_int(most, &value));
  assert_int_equal(value, INT64_MAX);
  assert_true(gk_decimal_div(parse("999999999999999999"), parse("1.000000000000"), 12, &out)); /* the product would not fit */
  assert_int_equal(gk_decimal_compare(out, parse("999999999999999999")), 0);
}

static void integers_are_known(void **state) {
  (void)state;
  int64_t value = 7;
  assert_true(gk_decimal_is_integer(parse("12.000")));
  assert_false(gk_decimal_is_integer(parse("12.001")));
  assert_true(gk_decimal_is_integer(parse("0.00")));
  assert_true(gk_decimal_to_int(parse("-12.0"), &value));
  assert_int_equal(value, -12);
  assert_false(gk_decimal_to_int(parse("0.5"), &value));
  assert_int_equal(value, -12);
  struct gk_decimal trimmed = gk_decimal_trim(parse("100.00"));
  assert_true(trimmed.coefficient == 100 && trimmed.scale == 0);
}

static void groups_of_three(void **state) {
  (void)state;
  static const struct { const char *value, *text; } cases[] = {{"0", "0"}, {"999", "999"}, {"1000", "1,000"}, {"-123456.70", "-123,456.70"}, {"1234567", "1,234,567"},
                                                               {"0.1234", "0.1234"}, {"999999999999999999", "999,999,999,999,999,999"}, {"-100", "-100"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    char text[GK_DECIMAL_TEXT_MAX];
    assert_int_equal(gk_decimal_format(parse(cases[i].value), true, text), strlen(cases[i].text));
    assert_string_equal(text, cases[i].text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(agrees_with_big_numbers),    cmocka_unit_test(laws_hold),
      cmocka_unit_test(parses_as_written),          cmocka_unit_test(refuses_what_is_no_number),
      cmocka_unit_test(refuses_what_is_too_large),  cmocka_unit_test(rounds_half_away_from_zero),
      cmocka_unit_test(the_edges_of_64_bits_are_safe), cmocka_unit_test(integers_are_known),
      cmocka_unit_test(groups_of_three),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
