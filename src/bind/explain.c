/* The value of an expression spelled out for a person: the result, then each
 * datum behind it with its state and place, and for a figure that follows from
 * others the formula and its parts, indented. */
#include <string.h>

#include "bind/binder.h"

#define CHAIN_MOST 16

struct telling { struct gk_facts *facts; struct gk_diag_sink *sink; struct gk_buf *out; bool english; };

static const char *state_name(enum gk_state state, bool english) {
  switch (state) {
    case GK_STATE_NOT_APPLICABLE: return english ? "not applicable (——)" : "不适用（——）";
    case GK_STATE_WITHHELD: return english ? "withheld (涉密)" : "涉密";
    case GK_STATE_BLANK: return english ? "blank" : "空（可以不填，没有填）";
    case GK_STATE_MISSING: return english ? "missing" : "缺（应填，没有填）";
    case GK_STATE_INVALID: return english ? "invalid" : "误（写错了，见诊断）";
    default: return "";
  }
}

static const char *unit_of(struct telling *t, const struct gk_figure *figure) {
  if (figure->measure == GK_MEASURE_AMOUNT) return gk_unit_name(gk_facts_unit(t->facts));
  return figure->measure == GK_MEASURE_PERCENT ? "%" : "";
}

static void tell_value(struct telling *t, const struct gk_figure *figure) {
  char digits[GK_DECIMAL_TEXT_MAX];
  if (figure->state != GK_STATE_VALUE) {
    gk_buf_add_string(t->out, state_name(figure->state, t->english));
    return;
  }
  switch (figure->kind) {
    case GK_FIGURE_NUMBER: {
      struct gk_decimal number = figure->number;
      if (figure->ratio) {
        gk_decimal_format(figure->number, false, digits);
        gk_buf_addf(t->out, "%s ÷ ", digits);
        gk_decimal_format(figure->divisor, false, digits);
        gk_buf_addf(t->out, "%s ≈ ", digits);
        if (!gk_figure_round(figure, 0, 6, false, &number)) break;
      }
      gk_decimal_format(number, false, digits);
      gk_buf_addf(t->out, "%s%s", digits, unit_of(t, figure));
      break;
    }
    case GK_FIGURE_TRUTH: gk_buf_add_string(t->out, figure->truth ? (t->english ? "true" : "是") : t->english ? "false" : "否"); break;
    default: gk_buf_add(t->out, figure->text ? figure->text : "", figure->size); break;
  }
}

static void tell_fact(struct telling *t, struct gk_fact *fact, unsigned depth) {
  for (unsigned i = 0; i < depth; i++) gk_buf_add_string(t->out, "  ");
  gk_buf_addf(t->out, "%s = ", gk_fact_path(t->facts, fact));
  if (fact->kind == GK_FACT_LIST && fact->state == GK_STATE_VALUE) {
    gk_buf_addf(t->out, t->english ? "a list of %u" : "共%u条", (unsigned)fact->count);
  } else {
    struct gk_figure figure = gk_figure_of_fact(fact);
    tell_value(t, &figure);
  }
  if (fact->given && fact->place.source) {
    struct gk_position at = gk_place_position(fact->place);
    gk_buf_addf(t->out, "  %s:%u:%u", fact->place.source->name, at.line, at.column);
  }
  if (fact->derived) gk_buf_addf(t->out, t->english ? "  by formula: %s" : "  按公式：%s", gk_expr_source(t->facts->arena, fact->field->formula));
  gk_buf_add_char(t->out, '\n');
  if (!fact->derived || depth >= CHAIN_MOST) return;
  struct gk_operands operands = gk_formula_operands(t->facts, fact, t->sink);
  for (size_t i = 0; i < operands.count; i++) tell_fact(t, operands.items[i], depth + 1);
}

/* A group: what is in it. */
static bool tell_group(struct telling *t, struct gk_fact *group) {
  if (group->kind != GK_FACT_GROUP) return false;
  for (size_t i = 0; i < group->field->field_count; i++) {
    struct gk_fact *child = gk_fact_child(t->facts, group, group->field->fields[i]);
    if (!child) return true;
    gk_formula_settle(t->facts, child, 0, t->sink);
    if (child->kind != GK_FACT_GROUP) tell_fact(t, child, 0);
  }
  return true;
}

static bool tell(struct telling *t, const struct gk_expr *expr) {
  struct gk_operands operands = {0};
  struct gk_evaluation e = {.facts = t->facts, .sink = t->sink, .operands = &operands, .quiet = true};
  if (expr->kind == GK_EXPR_PATH) {
    size_t used = 0;
    struct gk_fact *fact = gk_evaluate_path(&e, expr, &used);
    if (!fact) return false;
    if (used == expr->path_count && tell_group(t, fact)) return true;
    if (used == expr->path_count) {
      gk_formula_settle(t->facts, fact, 0, t->sink);
      tell_fact(t, fact, 0);
      for (size_t i = 0; fact->kind == GK_FACT_LIST && i < fact->count; i++)
        if (fact->children[i]->kind == GK_FACT_SCALAR) tell_fact(t, fact->children[i], 1);
      return true;
    }
    /* a column of records: each of them */
    struct gk_expr sum = {.kind = GK_EXPR_CALL, .function = GK_FN_SUM, .place = expr->place};
    struct gk_expr path = *expr;
    sum.a = &path;
    enum gk_type type = expr->field ? expr->field->type : GK_TYPE_TEXT;
    bool figure = type == GK_TYPE_AMOUNT || type == GK_TYPE_QUANTITY || type == GK_TYPE_PERCENT;
    if (!figure) {
      tell_fact(t, fact, 0);
      return true;
    }
    gk_evaluate(&e, &sum);
    for (size_t i = 0; i < operands.count; i++) tell_fact(t, operands.items[i], 0);
    return true;
  }
  struct gk_figure figure = gk_evaluate(&e, expr);
  gk_buf_addf(t->out, "%s = ", gk_expr_source(t->facts->arena, expr));
  tell_value(t, &figure);
  gk_buf_add_char(t->out, '\n');
  for (size_t i = 0; i < operands.count; i++) tell_fact(t, operands.items[i], 1);
  return true;
}

bool gk_explain(struct gk_arena *arena, const struct gk_layout *layout, struct gk_facts *facts, const struct gk_expr *expr, struct gk_buf *out,
                bool english, struct gk_diag_sink *sink) {
  (void)layout;
  struct telling t = {.facts = facts, .sink = sink, .out = out, .english = english};
  bool told = tell(&t, expr);
  if (gk_arena_failed(arena) || gk_arena_failed(facts->arena) || out->failed) {
    gk_report_memory(sink);
    return false;
  }
  return told;
}
