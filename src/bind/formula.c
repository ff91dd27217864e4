/* Figures that follow from others (formula= in the model). Decides the value of
 * one that the data leaves out. Its state follows the table of figure.c; a
 * required one none of whose parts is given is missing. Whether one that the
 * data gives agrees with its parts is sums.c's question. */
#include "bind/codes.h"
#include "bind/evaluate.h"
#include "bind/messages.h"

#define CHAIN_MOST 64 /* derived figures between a gap and its cause */

static bool wants_value(const struct gk_fact *fact) {
  return fact->field->formula && fact->kind == GK_FACT_SCALAR && !fact->derived &&
         (fact->state == GK_STATE_BLANK || fact->state == GK_STATE_MISSING);
}

void gk_formula_settle(struct gk_facts *facts, struct gk_fact *fact, unsigned depth, struct gk_diag_sink *sink) {
  if (fact->field->name_of && fact->kind == GK_FACT_SCALAR) gk_code_name_settle(facts, fact, sink);
  if (!wants_value(fact)) return;
  const struct gk_expr *formula = fact->field->formula;
  if (fact->visiting) {
    fact->state = GK_STATE_INVALID;
    gk_report(sink, &gk_msg_bind_formula_depth, fact->place, formula->place, gk_fact_path(facts, fact));
    return;
  }
  bool required = fact->state == GK_STATE_MISSING;
  fact->visiting = true;
  struct gk_evaluation e = {.facts = facts, .sink = sink, .group = fact->parent, .quiet = true, .depth = depth};
  struct gk_figure figure = gk_evaluate(&e, formula);
  fact->visiting = false;
  if (fact->state == GK_STATE_INVALID) return; /* it met itself */
  fact->derived = true;
  fact->state = figure.state;
  if (figure.state == GK_STATE_VALUE &&
      (figure.kind != GK_FIGURE_NUMBER || !gk_figure_round(&figure, 0, GK_DECIMAL_SCALE_MAX, false, &fact->number))) {
    fact->state = GK_STATE_INVALID;
    gk_report(sink, &gk_msg_bind_overflow, fact->place, formula->place, gk_fact_path(facts, fact));
  }
  if (figure.state == GK_STATE_BLANK && required) fact->state = GK_STATE_MISSING;
}

struct gk_operands gk_formula_operands(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  struct gk_operands operands = {0};
  struct gk_evaluation e = {.facts = facts, .sink = sink, .group = fact->parent, .quiet = true, .operands = &operands};
  if (fact->field->formula) gk_evaluate(&e, fact->field->formula);
  return operands;
}

/* Whether others of a group that nobody wrote follow from what is written: then it is not the group that is missing. */
static bool stands_by_formulas(struct gk_facts *facts, struct gk_fact *group, struct gk_diag_sink *sink) {
  if (!group || group->state != GK_STATE_MISSING || group->kind != GK_FACT_GROUP) return false;
  for (size_t i = 0; i < group->field->field_count; i++) {
    struct gk_fact *member = group->field->fields[i]->formula ? gk_fact_child(facts, group, group->field->fields[i]) : NULL;
    if (!member) continue;
    gk_formula_settle(facts, member, 0, sink);
    if (member->derived && member->state == GK_STATE_VALUE) return true;
  }
  return false;
}

void gk_formula_report_missing(struct gk_facts *facts, struct gk_fact *fact, struct gk_place layout, struct gk_diag_sink *sink) {
  if (fact->reported) return;
  bool found = false;
  /* A name follows from its code: it is the code that was forgotten. */
  struct gk_fact *code = fact->field->name_of && fact->parent ? gk_fact_child(facts, fact->parent, fact->field->name_of) : NULL;
  if (code && code->state == GK_STATE_MISSING) gk_formula_report_missing(facts, code, layout, sink);
  if (code && (code->state == GK_STATE_MISSING || code->state == GK_STATE_INVALID)) found = true;
  if (fact->derived) {
    struct gk_operands operands = gk_formula_operands(facts, fact, sink);
    for (size_t i = 0; i < operands.count; i++) {
      if (operands.items[i]->state != GK_STATE_MISSING) continue;
      gk_formula_report_missing(facts, operands.items[i], layout, sink);
      found = true;
    }
  }
  if (!found && stands_by_formulas(facts, fact->parent, sink)) gk_fact_report_missing_alone(facts, fact, layout, sink);
  else if (!found) gk_fact_report_missing(facts, fact, layout, sink);
  fact->reported = true;
}

struct gk_fact *gk_formula_cause(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  for (int i = 0; i < CHAIN_MOST && fact->derived; i++) {
    struct gk_operands operands = gk_formula_operands(facts, fact, sink);
    struct gk_fact *cause = NULL;
    for (size_t k = 0; k < operands.count && !cause; k++)
      if (operands.items[k]->state == fact->state) cause = operands.items[k];
    if (!cause) break;
    fact = cause;
  }
  return fact;
}
