/* Arithmetic with states. The written table (a op b, for what is not a VALUE):
 *
 *   either INVALID            → INVALID    (already reported; silent)
 *   else either MISSING       → MISSING    (reported at use)
 *   else either WITHHELD      → WITHHELD   (a sum with a secret part is secret)
 *   + -  one side nothing     → nothing counts as zero
 *   + -  both nothing         → NOT_APPLICABLE if either is, else BLANK
 *   × ÷  one side nothing     → NOT_APPLICABLE if either is, else BLANK
 *   = ≠   nothing with value  → unequal; two of the same state are equal
 *   < ≤ > ≥ 起于  with nothing → false
 *
 * "Nothing" is BLANK or NOT_APPLICABLE. As sums and differences treat it alike,
 * the sums of columns agree with the column of the sums whatever is left out. (A
 * difference from a group that is not there at all is evaluate.c's.) Numbers stay exact: a quotient is kept
 * as a fraction until it is printed. */
#include "bind/figure.h"

#include <string.h>

/* A fraction that is computed with further is divided to as many decimals as
 * fit, at most this many; what is printed has far fewer. */
#define DIVISION_SCALE 12

struct gk_figure gk_figure_number(struct gk_decimal number, enum gk_measure measure) {
  return (struct gk_figure){.state = GK_STATE_VALUE, .kind = GK_FIGURE_NUMBER, .measure = measure, .number = number};
}

struct gk_figure gk_figure_truth(bool truth) {
  return (struct gk_figure){.state = GK_STATE_VALUE, .kind = GK_FIGURE_TRUTH, .truth = truth};
}

static struct gk_figure of_field(const struct gk_field *field) {
  struct gk_figure figure = {.kind = GK_FIGURE_TEXT};
  switch (field->type) {
    case GK_TYPE_AMOUNT: figure.kind = GK_FIGURE_NUMBER, figure.measure = GK_MEASURE_AMOUNT; break;
    case GK_TYPE_QUANTITY: figure.kind = GK_FIGURE_NUMBER, figure.measure = GK_MEASURE_QUANTITY; break;
    case GK_TYPE_PERCENT: figure.kind = GK_FIGURE_NUMBER, figure.measure = GK_MEASURE_PERCENT; break;
    case GK_TYPE_YEAR: figure.kind = GK_FIGURE_NUMBER, figure.measure = GK_MEASURE_YEAR; break;
    case GK_TYPE_DATE: figure.kind = GK_FIGURE_DATE; break;
    default: break;
  }
  return figure;
}

struct gk_figure gk_figure_of_fact(struct gk_fact *fact) {
  struct gk_figure figure = of_field(fact->field);
  figure.state = fact->state;
  figure.fact = fact;
  figure.data = fact->place;
  figure.text = fact->text;
  figure.size = fact->size;
  figure.number = fact->number;
  figure.day = fact->day;
  return figure;
}

struct gk_figure gk_figure_blank(const struct gk_field *field, struct gk_place data) {
  struct gk_figure figure = of_field(field);
  figure.state = GK_STATE_BLANK;
  figure.data = data;
  return figure;
}

bool gk_figure_is_nothing(const struct gk_figure *a) { return a->state == GK_STATE_BLANK || a->state == GK_STATE_NOT_APPLICABLE; }

/* The result when a state decides: that state, and the datum it comes from. */
static struct gk_figure of_state(enum gk_state state, const struct gk_figure *a, const struct gk_figure *b) {
  const struct gk_figure *from = a->state == state ? a : b;
  struct gk_figure out = {.state = state, .kind = GK_FIGURE_NUMBER, .measure = from->measure, .fact = from->fact,
                          .data = a->data.source ? a->data : b->data};
  return out;
}

/* The first row of the table that holds for any operation; true when it decides. */
static bool state_decides(const struct gk_figure *a, const struct gk_figure *b, struct gk_figure *out) {
  static const enum gk_state strong[] = {GK_STATE_INVALID, GK_STATE_MISSING, GK_STATE_WITHHELD};
  for (size_t i = 0; i < 3; i++)
    if (a->state == strong[i] || b->state == strong[i]) {
      *out = of_state(strong[i], a, b);
      return true;
    }
  return false;
}

static bool nothing_decides(enum gk_operator op, const struct gk_figure *a, const struct gk_figure *b, struct gk_figure *out) {
  bool none_a = gk_figure_is_nothing(a), none_b = gk_figure_is_nothing(b);
  if (!none_a && !none_b) return false;
  bool keeps = op == GK_OP_ADD || (op == GK_OP_SUB && none_b);
  if (keeps && none_a != none_b) {
    *out = none_a ? *b : *a;
    out->fact = NULL;
    if (!out->data.source) out->data = none_a ? a->data : b->data;
    return true;
  }
  if (op == GK_OP_SUB && !none_b) return false; /* zero less b: arithmetic */
  bool not_applicable = a->state == GK_STATE_NOT_APPLICABLE || b->state == GK_STATE_NOT_APPLICABLE;
  *out = of_state(not_applicable ? GK_STATE_NOT_APPLICABLE : GK_STATE_BLANK, a, b);
  return true;
}

/* Turns a fraction into a decimal, for further computing. */
static bool settle_ratio(struct gk_figure *a) {
  if (!a->ratio) return true;
  for (int scale = DIVISION_SCALE; scale >= 0; scale--) {
    if (!gk_decimal_div(a->number, a->divisor, (uint8_t)scale, &a->number)) continue;
    a->ratio = false;
    return true;
  }
  return false;
}

static enum gk_measure measure_of(enum gk_operator op, const struct gk_figure *a, const struct gk_figure *b) {
  switch (op) {
    case GK_OP_MUL:
      if (a->measure == GK_MEASURE_AMOUNT || b->measure == GK_MEASURE_AMOUNT) return GK_MEASURE_AMOUNT;
      if (a->measure == GK_MEASURE_QUANTITY || b->measure == GK_MEASURE_QUANTITY) return GK_MEASURE_QUANTITY;
      return a->measure != GK_MEASURE_NONE ? a->measure : b->measure;
    case GK_OP_DIV: return a->measure == b->measure ? GK_MEASURE_NONE : a->measure;
    default:
      if (op == GK_OP_SUB && a->measure == GK_MEASURE_YEAR && b->measure == GK_MEASURE_YEAR) return GK_MEASURE_NONE;
      return a->measure != GK_MEASURE_NONE ? a->measure : b->measure;
  }
}

/* 85 % of an amount or quantity is 0.85 of it. */
static bool is_part(const struct gk_figure *a, const struct gk_figure *b) {
  return a->measure == GK_MEASURE_PERCENT && (b->measure == GK_MEASURE_AMOUNT || b->measure == GK_MEASURE_QUANTITY);
}

static struct gk_figure fault_of(struct gk_figure out, enum gk_fault which, enum gk_fault *fault) {
  out.state = GK_STATE_INVALID;
  *fault = which;
  return out;
}

static struct gk_figure arithmetic(enum gk_operator op, struct gk_figure a, struct gk_figure b, enum gk_fault *fault) {
  struct gk_figure out = gk_figure_number(a.number, measure_of(op, &a, &b));
  out.data = a.data.source ? a.data : b.data;
  if (a.kind != GK_FIGURE_NUMBER || b.kind != GK_FIGURE_NUMBER) return fault_of(out, GK_FAULT_KIND, fault);
  if (!settle_ratio(&a) || !settle_ratio(&b)) return fault_of(out, GK_FAULT_OVERFLOW, fault);
  bool done = true;
  switch (op) {
    case GK_OP_ADD: done = gk_decimal_add(a.number, b.number, &out.number); break;
    case GK_OP_SUB: done = gk_decimal_sub(a.number, b.number, &out.number); break;
    case GK_OP_MUL:
      done = gk_decimal_mul(a.number, b.number, &out.number);
      if (done && (is_part(&a, &b) || is_part(&b, &a))) done = gk_decimal_shift(out.number, -2, &out.number);
      break;
    default:
      if (gk_decimal_sign(b.number) == 0) return fault_of(out, GK_FAULT_ZERO, fault);
      out.number = a.number;
      out.divisor = b.number;
      out.ratio = true;
      break;
  }
  return done ? out : fault_of(out, GK_FAULT_OVERFLOW, fault);
}

static int compare_texts(const struct gk_figure *a, const struct gk_figure *b) {
  size_t n = a->size < b->size ? a->size : b->size;
  int order = n ? memcmp(a->text, b->text, n) : 0;
  return order ? order : (a->size > b->size) - (a->size < b->size);
}

/* Sets *order; false when the two cannot be compared. */
static bool order_of(struct gk_figure a, struct gk_figure b, int *order) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case GK_FIGURE_NUMBER: {
      if (!a.ratio && !b.ratio) {
        *order = gk_decimal_compare(a.number, b.number);
        return true;
      }
      /* a/p ? b/q  is  aq ? bp, turned round when p and q differ in sign */
      struct gk_decimal p = a.ratio ? a.divisor : gk_decimal_from_int(1), q = b.ratio ? b.divisor : gk_decimal_from_int(1), left, right;
      if (gk_decimal_mul(a.number, q, &left) && gk_decimal_mul(b.number, p, &right)) {
        *order = gk_decimal_compare(left, right) * gk_decimal_sign(p) * gk_decimal_sign(q);
        return true;
      }
      if (!settle_ratio(&a) || !settle_ratio(&b)) return false;
      *order = gk_decimal_compare(a.number, b.number);
      return true;
    }
    case GK_FIGURE_DATE: *order = (a.day > b.day) - (a.day < b.day); return true;
    case GK_FIGURE_TRUTH: *order = (int)a.truth - (int)b.truth; return true;
    case GK_FIGURE_TEXT: *order = compare_texts(&a, &b); return true;
  }
  return false;
}

static struct gk_figure comparison(enum gk_operator op, const struct gk_figure *a, const struct gk_figure *b, enum gk_fault *fault) {
  if (gk_figure_is_nothing(a) || gk_figure_is_nothing(b))
    return gk_figure_truth(op == GK_OP_EQ ? a->state == b->state : op == GK_OP_NE ? a->state != b->state : false);
  if (op == GK_OP_STARTS) {
    if (a->kind != GK_FIGURE_TEXT || b->kind != GK_FIGURE_TEXT) return fault_of(gk_figure_truth(false), GK_FAULT_KIND, fault);
    return gk_figure_truth(a->size >= b->size && memcmp(a->text, b->text, b->size) == 0);
  }
  int order = 0;
  if (!order_of(*a, *b, &order)) return fault_of(gk_figure_truth(false), GK_FAULT_KIND, fault);
  bool equality = op == GK_OP_EQ || op == GK_OP_NE;
  if (!equality && (a->kind == GK_FIGURE_TEXT || a->kind == GK_FIGURE_TRUTH)) return fault_of(gk_figure_truth(false), GK_FAULT_KIND, fault);
  switch (op) {
    case GK_OP_EQ: return gk_figure_truth(order == 0);
    case GK_OP_NE: return gk_figure_truth(order != 0);
    case GK_OP_LT: return gk_figure_truth(order < 0);
    case GK_OP_LE: return gk_figure_truth(order <= 0);
    case GK_OP_GT: return gk_figure_truth(order > 0);
    default: return gk_figure_truth(order >= 0);
  }
}

struct gk_figure gk_figure_compute(enum gk_operator op, const struct gk_figure *a, const struct gk_figure *b, enum gk_fault *fault) {
  struct gk_figure out;
  *fault = GK_FAULT_NONE;
  if (state_decides(a, b, &out)) return out;
  if (op != GK_OP_ADD && op != GK_OP_SUB && op != GK_OP_MUL && op != GK_OP_DIV) return comparison(op, a, b, fault);
  if (nothing_decides(op, a, b, &out)) return out;
  struct gk_figure left = *a;
  if (gk_figure_is_nothing(a)) {
    left = gk_figure_number(gk_decimal_from_int(0), b->measure);
    left.data = a->data;
  }
  return arithmetic(op, left, *b, fault);
}

static struct gk_figure unary(const struct gk_figure *a, bool (*f)(struct gk_decimal, struct gk_decimal *), bool divisor_too, enum gk_fault *fault) {
  struct gk_figure out = *a;
  *fault = GK_FAULT_NONE;
  if (a->state != GK_STATE_VALUE) return out;
  out.fact = NULL;
  if (a->kind != GK_FIGURE_NUMBER) return fault_of(out, GK_FAULT_KIND, fault);
  if (!f(a->number, &out.number)) return fault_of(out, GK_FAULT_OVERFLOW, fault);
  if (a->ratio && divisor_too && !f(a->divisor, &out.divisor)) return fault_of(out, GK_FAULT_OVERFLOW, fault);
  return out;
}

struct gk_figure gk_figure_negate(const struct gk_figure *a, enum gk_fault *fault) { return unary(a, gk_decimal_negate, false, fault); }
struct gk_figure gk_figure_abs(const struct gk_figure *a, enum gk_fault *fault) { return unary(a, gk_decimal_abs, true, fault); }

bool gk_figure_round(const struct gk_figure *a, int shift, uint8_t decimals, bool exact, struct gk_decimal *out) {
  struct gk_decimal number;
  if (a->ratio) {
    /* The shift goes to whichever side has room for it. */
    struct gk_decimal divisor = a->divisor;
    if (!gk_decimal_shift(a->number, shift, &number)) {
      number = a->number;
      if (!gk_decimal_shift(a->divisor, -shift, &divisor)) return false;
    }
    if (!gk_decimal_div(number, divisor, decimals, &number)) return false;
  } else if (!gk_decimal_shift(a->number, shift, &number)) {
    return false;
  }
  return gk_decimal_round(number, decimals, exact, out);
}
