/* The table of states, and exactness. */
#include "support.h"

static struct gk_figure with_state(enum gk_state state) {
  struct gk_figure f = gk_figure_number(dec(state == GK_STATE_VALUE ? "2" : "0"), GK_MEASURE_AMOUNT);
  f.state = state;
  return f;
}

#define V GK_STATE_VALUE
#define N GK_STATE_NOT_APPLICABLE
#define W GK_STATE_WITHHELD
#define B GK_STATE_BLANK
#define M GK_STATE_MISSING
#define I GK_STATE_INVALID

/* Written out in full, independent of the code: rows a, columns b, both in the order of the enum. */
static const enum gk_state sums[6][6] = {
    /*       V  N  W  B  M  I */
    /* V */ {V, V, W, V, M, I},
    /* N */ {V, N, W, N, M, I},
    /* W */ {W, W, W, W, M, I},
    /* B */ {V, N, W, B, M, I},
    /* M */ {M, M, M, M, M, I},
    /* I */ {I, I, I, I, I, I},
};
static const enum gk_state others[6][6] = {
    {V, N, W, B, M, I}, {N, N, W, N, M, I}, {W, W, W, W, M, I}, {B, N, W, B, M, I}, {M, M, M, M, M, I}, {I, I, I, I, I, I},
};

static void test_states(void **state) {
  (void)state;
  for (int a = 0; a < 6; a++)
    for (int b = 0; b < 6; b++) {
      struct gk_figure x = with_state((enum gk_state)a), y = with_state((enum gk_state)b);
      enum gk_fault fault;
      assert_int_equal(gk_figure_compute(GK_OP_ADD, &x, &y, &fault).state, sums[a][b]);
      assert_int_equal(fault, GK_FAULT_NONE);
      assert_int_equal(gk_figure_compute(GK_OP_SUB, &x, &y, &fault).state, sums[a][b]);
      assert_int_equal(gk_figure_compute(GK_OP_MUL, &x, &y, &fault).state, others[a][b]);
      assert_int_equal(gk_figure_compute(GK_OP_DIV, &x, &y, &fault).state, others[a][b]);
    }
}

static void test_sum_with_nothing_keeps_the_other(void **state) {
  (void)state;
  struct gk_figure a = with_state(V), blank = with_state(B);
  enum gk_fault fault;
  assert_int_equal(gk_decimal_compare(gk_figure_compute(GK_OP_ADD, &blank, &a, &fault).number, dec("2")), 0);
  assert_int_equal(gk_decimal_compare(gk_figure_compute(GK_OP_ADD, &a, &blank, &fault).number, dec("2")), 0);
}

static void test_nothing_is_zero_in_differences(void **state) {
  (void)state;
  enum gk_fault fault;
  for (int i = 0; i < 2; i++) {
    struct gk_figure a = with_state(V), nothing = with_state(i ? N : B), out = gk_figure_compute(GK_OP_SUB, &a, &nothing, &fault);
    assert_int_equal(gk_decimal_compare(out.number, dec("2")), 0);
    out = gk_figure_compute(GK_OP_SUB, &nothing, &a, &fault);
    assert_int_equal(gk_decimal_compare(out.number, dec("-2")), 0);
    assert_int_equal(out.measure, GK_MEASURE_AMOUNT);
  }
  struct gk_figure blank = with_state(B), text = {.kind = GK_FIGURE_TEXT, .text = "行政", .size = 6};
  gk_figure_compute(GK_OP_SUB, &blank, &text, &fault);
  assert_int_equal(fault, GK_FAULT_KIND);
}

static void test_comparisons(void **state) {
  (void)state;
  struct gk_figure a = with_state(V), blank = with_state(B), none = with_state(N), secret = with_state(W), missing = with_state(M);
  enum gk_fault fault;
  assert_true(gk_figure_compute(GK_OP_NE, &a, &blank, &fault).truth);
  assert_false(gk_figure_compute(GK_OP_EQ, &a, &blank, &fault).truth);
  assert_true(gk_figure_compute(GK_OP_EQ, &blank, &blank, &fault).truth);
  assert_false(gk_figure_compute(GK_OP_EQ, &blank, &none, &fault).truth);
  assert_false(gk_figure_compute(GK_OP_LT, &blank, &a, &fault).truth);
  assert_false(gk_figure_compute(GK_OP_GE, &blank, &a, &fault).truth);
  assert_int_equal(gk_figure_compute(GK_OP_EQ, &a, &secret, &fault).state, W);
  assert_int_equal(gk_figure_compute(GK_OP_EQ, &a, &missing, &fault).state, M);
  struct gk_figure text = {.kind = GK_FIGURE_TEXT, .text = "行政", .size = 6};
  gk_figure_compute(GK_OP_EQ, &a, &text, &fault);
  assert_int_equal(fault, GK_FAULT_KIND);
  gk_figure_compute(GK_OP_LT, &text, &text, &fault);
  assert_int_equal(fault, GK_FAULT_KIND);
  assert_true(gk_figure_compute(GK_OP_EQ, &text, &text, &fault).truth);
}

static struct gk_figure n(const char *text) { return gk_figure_number(dec(text), GK_MEASURE_NONE); }

static void test_fractions_are_exact(void **state) {
  (void)state;
  enum gk_fault fault;
  struct gk_figure one = n("1"), three = n("3"), two = n("2"), six = n("6"), minus = n("-3");
  struct gk_figure third = gk_figure_compute(GK_OP_DIV, &one, &three, &fault), same = gk_figure_compute(GK_OP_DIV, &two, &six, &fault);
  assert_true(gk_figure_compute(GK_OP_EQ, &third, &same, &fault).truth);
  struct gk_figure near = n("0.333333333333");
  assert_true(gk_figure_compute(GK_OP_GT, &third, &near, &fault).truth);
  struct gk_figure negative = gk_figure_compute(GK_OP_DIV, &one, &minus, &fault);
  assert_true(gk_figure_compute(GK_OP_LT, &negative, &third, &fault).truth);
  assert_true(gk_figure_compute(GK_OP_LT, &negative, &one, &fault).truth);
  struct gk_figure absolute = gk_figure_abs(&negative, &fault);
  assert_true(gk_figure_compute(GK_OP_EQ, &absolute, &third, &fault).truth);
}

/* 0.4449…9 / 1 rounded to 12 and then to 1 decimal would come to another digit than rounded once. */
static void test_rounded_once(void **state) {
  (void)state;
  enum gk_fault fault;
  struct gk_figure a = n("44999999999999999"), b = n("100000000000000000");
  struct gk_figure ratio = gk_figure_compute(GK_OP_DIV, &a, &b, &fault);
  struct gk_decimal out;
  assert_true(gk_figure_round(&ratio, 0, 1, true, &out));
  assert_int_equal(gk_decimal_compare(out, dec("0.4")), 0);
}

static void test_measures(void **state) {
  (void)state;
  enum gk_fault fault;
  struct gk_figure amount = gk_figure_number(dec("200"), GK_MEASURE_AMOUNT), part = gk_figure_number(dec("85"), GK_MEASURE_PERCENT), two = n("2");
  struct gk_figure year = gk_figure_number(dec("2022"), GK_MEASURE_YEAR), cars = gk_figure_number(dec("4"), GK_MEASURE_QUANTITY);
  struct gk_figure of = gk_figure_compute(GK_OP_MUL, &amount, &part, &fault);
  assert_int_equal(of.measure, GK_MEASURE_AMOUNT);
  assert_int_equal(gk_decimal_compare(of.number, dec("170")), 0); /* 85 % of 200 */
  of = gk_figure_compute(GK_OP_MUL, &part, &cars, &fault);
  assert_int_equal(of.measure, GK_MEASURE_QUANTITY);
  assert_int_equal(gk_decimal_compare(of.number, dec("3.4")), 0);
  of = gk_figure_compute(GK_OP_MUL, &part, &two, &fault);
  assert_int_equal(of.measure, GK_MEASURE_PERCENT);
  assert_int_equal(gk_decimal_compare(of.number, dec("170")), 0);
  assert_int_equal(gk_figure_compute(GK_OP_MUL, &cars, &amount, &fault).measure, GK_MEASURE_AMOUNT);
  assert_int_equal(gk_figure_compute(GK_OP_DIV, &amount, &cars, &fault).measure, GK_MEASURE_AMOUNT);
  assert_int_equal(gk_figure_compute(GK_OP_DIV, &amount, &amount, &fault).measure, GK_MEASURE_NONE);
  assert_int_equal(gk_figure_compute(GK_OP_SUB, &year, &year, &fault).measure, GK_MEASURE_NONE);
  assert_int_equal(gk_figure_compute(GK_OP_SUB, &year, &two, &fault).measure, GK_MEASURE_YEAR);
}

static void test_faults(void **state) {
  (void)state;
  enum gk_fault fault;
  struct gk_figure zero = n("0"), one = n("1"), big = n("999999999999999999");
  assert_int_equal(gk_figure_compute(GK_OP_DIV, &one, &zero, &fault).state, I);
  assert_int_equal(fault, GK_FAULT_ZERO);
  assert_int_equal(gk_figure_compute(GK_OP_MUL, &big, &big, &fault).state, I);
  assert_int_equal(fault, GK_FAULT_OVERFLOW);
  struct gk_figure truth = gk_figure_truth(true);
  assert_int_equal(gk_figure_negate(&truth, &fault).state, I);
  assert_int_equal(fault, GK_FAULT_KIND);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_states),        cmocka_unit_test(test_sum_with_nothing_keeps_the_other), cmocka_unit_test(test_nothing_is_zero_in_differences), cmocka_unit_test(test_comparisons),
      cmocka_unit_test(test_fractions_are_exact), cmocka_unit_test(test_rounded_once), cmocka_unit_test(test_measures),              cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
