/* Checks on all data that was given: amounts down to 分 and no further, and
 * figures against their formulas, exactly. A sum that has a withheld or missing
 * part cannot be checked and is left alone. */
#include <string.h>

#include "bind/evaluate.h"
#include "bind/messages.h"

#define LISTED_MOST 12 /* operands named in the remedy */
#define SECRET_DEPTH 16 /* formulas that lead to formulas */

enum gk_unit gk_unit_named(const char *name) {
  if (name && strcmp(name, "元") == 0) return GK_UNIT_YUAN;
  if (name && strcmp(name, "万元") == 0) return GK_UNIT_WANYUAN;
  return GK_UNIT_NONE;
}

const char *gk_unit_name(enum gk_unit unit) { return unit == GK_UNIT_YUAN ? "元" : unit == GK_UNIT_WANYUAN ? "万元" : ""; }

struct gk_fact *gk_facts_unit_fact(struct gk_facts *facts) { return gk_fact_named(facts, facts->root, "金额单位"); }

enum gk_unit gk_facts_unit(struct gk_facts *facts) {
  const struct gk_fact *fact = gk_facts_unit_fact(facts);
  return fact && fact->state == GK_STATE_VALUE ? gk_unit_named(fact->text) : GK_UNIT_NONE;
}

/* ------------------------------------------------------- decimals */

static void check_amount(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  if (fact->field->type != GK_TYPE_AMOUNT || fact->state != GK_STATE_VALUE) return;
  enum gk_unit unit = gk_facts_unit(facts);
  if (unit == GK_UNIT_NONE) return;
  unsigned most = unit == GK_UNIT_YUAN ? 2 : 6;
  if (gk_decimal_trim(fact->number).scale <= most) return;
  fact->state = GK_STATE_INVALID;
  char digits[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(fact->number, false, digits);
  gk_report(sink, &gk_msg_model_decimals, fact->place, gk_place_none(), gk_fact_path(facts, fact), digits, gk_unit_name(unit), most == 2 ? "2" : "6");
}

void gk_amounts_check(struct gk_facts *facts, struct gk_diag_sink *sink) { gk_facts_each_given(facts, facts->root, sink, check_amount); }

/* ------------------------------------------------------- sums */

struct spelling { struct gk_facts *facts; struct gk_evaluation e; struct gk_buf out; uint8_t decimals; const char *unit; };

static void add_number(struct spelling *s, struct gk_decimal number) {
  char digits[GK_DECIMAL_TEXT_MAX];
  struct gk_decimal shown = number;
  gk_decimal_round(number, s->decimals, true, &shown);
  gk_decimal_format(shown, false, digits);
  gk_buf_addf(&s->out, "%s%s", digits, s->unit);
}

static bool spell(struct spelling *s, const struct gk_expr *expr, bool inner);

static bool spell_binary(struct spelling *s, const struct gk_expr *expr, bool inner) {
  static const char *const signs[] = {"＋", "－", "×", "÷"};
  bool sum = expr->op == GK_OP_ADD || expr->op == GK_OP_SUB;
  bool brackets = inner && sum;
  if (brackets) gk_buf_add_string(&s->out, "（");
  bool left = spell(s, expr->a, !sum);
  size_t before = s->out.size;
  if (left || expr->op == GK_OP_SUB) gk_buf_add_string(&s->out, expr->op <= GK_OP_DIV ? signs[expr->op] : "？");
  bool right = spell(s, expr->b, !sum || expr->op == GK_OP_SUB);
  if (!right && s->out.data) s->out.data[s->out.size = before] = '\0'; /* a part that is not there is not said */
  if (brackets) gk_buf_add_string(&s->out, "）");
  return left || right;
}

/* Writes the expression with its figures; false when there is nothing to say. */
static bool spell(struct spelling *s, const struct gk_expr *expr, bool inner) {
  switch (expr->kind) {
    case GK_EXPR_BINARY: return spell_binary(s, expr, inner);
    case GK_EXPR_NEGATE: gk_buf_add_string(&s->out, "－"); return spell(s, expr->a, true);
    case GK_EXPR_NUMBER: {
      char digits[GK_DECIMAL_TEXT_MAX];
      gk_decimal_format(expr->number, false, digits);
      return gk_buf_add_string(&s->out, digits);
    }
    default: break;
  }
  struct gk_figure figure = gk_evaluate(&s->e, expr);
  if (figure.state != GK_STATE_VALUE) return false;
  gk_buf_add_string(&s->out, gk_expr_source(s->facts->arena, expr));
  struct gk_decimal number;
  if (gk_figure_round(&figure, 0, s->decimals, true, &number)) add_number(s, number);
  return true;
}

static unsigned scale_of(struct gk_decimal number) { return gk_decimal_trim(number).scale; }

/* Names the given data behind the formula with their places. */
static void list_operands(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink, unsigned depth, size_t *listed, struct gk_buf *out) {
  struct gk_operands operands = gk_formula_operands(facts, fact, sink);
  for (size_t i = 0; i < operands.count && *listed < LISTED_MOST; i++) {
    struct gk_fact *operand = operands.items[i];
    if (operand->derived && depth > 0) {
      list_operands(facts, operand, sink, depth - 1, listed, out);
    } else if (operand->given) {
      struct gk_position at = gk_place_position(operand->place);
      gk_buf_addf(out, "%s%s（%s:%u:%u）", (*listed)++ ? "、" : "", gk_fact_path(facts, operand),
                  operand->place.source ? operand->place.source->name : "", at.line, at.column);
    }
  }
}

static void report_sum(struct gk_facts *facts, struct gk_fact *fact, struct gk_decimal expected, struct gk_diag_sink *sink) {
  struct gk_decimal difference;
  if (!gk_decimal_sub(fact->number, expected, &difference) || !gk_decimal_abs(difference, &difference)) return;
  struct spelling s = {.facts = facts, .unit = ""};
  s.e = (struct gk_evaluation){.facts = facts, .sink = sink, .group = fact->parent, .quiet = true};
  if (fact->field->type == GK_TYPE_AMOUNT) s.unit = gk_unit_name(gk_facts_unit(facts));
  if (fact->field->type == GK_TYPE_PERCENT) s.unit = "%";
  unsigned decimals = scale_of(fact->number) > scale_of(expected) ? scale_of(fact->number) : scale_of(expected);
  struct gk_operands operands = gk_formula_operands(facts, fact, sink);
  for (size_t i = 0; i < operands.count; i++)
    if (scale_of(operands.items[i]->number) > decimals) decimals = scale_of(operands.items[i]->number);
  s.decimals = (uint8_t)decimals;
  const char *parts[5];
  for (int i = 0; i < 5; i++) {
    size_t listed = 0;
    gk_buf_init(&s.out, 1 << 20);
    switch (i) {
      case 0: add_number(&s, fact->number); break;
      case 1: spell(&s, fact->field->formula, false); break;
      case 2: add_number(&s, expected); break;
      case 3: add_number(&s, difference); break;
      default: list_operands(facts, fact, sink, 8, &listed, &s.out); break;
    }
    parts[i] = gk_facts_take(facts, &s.out, sink);
  }
  gk_report(sink, &gk_msg_bind_sum, fact->place, fact->field->formula->place, gk_fact_path(facts, fact), parts[0], parts[1], parts[2],
            parts[3], parts[4]);
}

/* The one datum withheld among those a figure follows from, all others being known; NULL: none, several, or something is not known. */
static struct gk_fact *only_secret(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink, unsigned depth) {
  if (!fact->field->formula || (!fact->derived && depth > 0)) return depth > 0 ? fact : NULL;
  struct gk_operands operands = gk_formula_operands(facts, fact, sink);
  struct gk_fact *withheld = NULL;
  for (size_t i = 0; i < operands.count; i++) {
    enum gk_state state = operands.items[i]->state;
    if (state == GK_STATE_MISSING || state == GK_STATE_INVALID || (state == GK_STATE_WITHHELD && withheld)) return NULL;
    if (state == GK_STATE_WITHHELD) withheld = operands.items[i];
  }
  return withheld && depth < SECRET_DEPTH ? only_secret(facts, withheld, sink, depth + 1) : NULL;
}

/* A given sum with one withheld part tells the secret: total less the others. */
static void warn_secret(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  struct gk_fact *withheld = only_secret(facts, fact, sink, 0);
  if (withheld) gk_report(sink, &gk_msg_bind_secret, withheld->place, gk_place_none(), gk_fact_path(facts, withheld), gk_fact_path(facts, fact));
}

/* Within a subtotal of a tree of codes: what it gives is compared with the codes below it, not with itself. */
static bool of_subtotal(const struct gk_fact *fact) {
  for (; fact; fact = fact->parent)
    if (fact->subtotal) return true;
  return false;
}

static void check_sum(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  bool secret = fact->state == GK_STATE_WITHHELD;
  if (!fact->field->formula || (fact->state != GK_STATE_VALUE && !secret) || of_subtotal(fact)) return;
  struct gk_evaluation e = {.facts = facts, .sink = sink, .group = fact->parent, .quiet = true};
  struct gk_figure figure = gk_evaluate(&e, fact->field->formula);
  struct gk_decimal expected;
  if (secret) {
    if (figure.state == GK_STATE_VALUE) gk_report(sink, &gk_msg_bind_secret_sum, fact->place, gk_place_none(), gk_fact_path(facts, fact));
    return;
  }
  if (figure.state == GK_STATE_WITHHELD) warn_secret(facts, fact, sink);
  if (figure.state != GK_STATE_VALUE || figure.kind != GK_FIGURE_NUMBER) return;
  if (!gk_figure_round(&figure, 0, GK_DECIMAL_SCALE_MAX, false, &expected)) return;
  if (gk_decimal_compare(fact->number, expected) != 0) report_sum(facts, fact, expected, sink);
}

void gk_sums_check(struct gk_facts *facts, struct gk_diag_sink *sink) { gk_facts_each_given(facts, facts->root, sink, check_sum); }
