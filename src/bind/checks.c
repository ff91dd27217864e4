/* The checks that the model declares (<check>), on the data that was given: in the
 * root, in each group that is written, in each record. Decides when a check speaks
 * and how its message reads; which checks there are is the model's. What is missing,
 * withheld or wrong fulfils no condition: that is said elsewhere, or not to be said. */
#include "bind/evaluate.h"
#include "bind/format.h"
#include "bind/messages.h"

#define MESSAGE_MOST (1 << 16)

static struct gk_printed printed(struct gk_evaluation *e, const struct gk_formatting *f, const struct gk_piece *piece) {
  const struct gk_expr *expr = piece->expr;
  bool change = piece->format == GK_FORMAT_CHANGE || piece->format == GK_FORMAT_CHANGE_RATE || piece->format == GK_FORMAT_RATE;
  if (change && expr->kind == GK_EXPR_BINARY && expr->op == GK_OP_SUB) {
    struct gk_figure a = gk_evaluate(e, expr->a), b = gk_evaluate(e, expr->b);
    return gk_format_change(f, &a, &b, piece->format, piece->argument);
  }
  struct gk_figure figure = gk_evaluate(e, expr);
  return gk_format_figure(f, &figure, piece->format, piece->argument);
}

/* An attribute's template: texts and figures. */
static const char *spell(struct gk_evaluation *e, const struct gk_template *t) {
  struct gk_formatting f = {.arena = e->facts->arena, .data = gk_facts_unit(e->facts), .decimals = GK_DECIMALS_TRIM};
  struct gk_buf out;
  gk_buf_init(&out, MESSAGE_MOST);
  for (size_t i = 0; i < t->count; i++) {
    const struct gk_piece *piece = &t->pieces[i];
    if (piece->kind == GK_PIECE_FIGURE) {
      struct gk_printed p = printed(e, &f, piece);
      gk_buf_addf(&out, "%s%s", gk_or_empty(p.lead), gk_or_empty(p.text));
    } else if (piece->text) {
      gk_buf_add(&out, piece->text, piece->size);
    }
  }
  return gk_facts_take(e->facts, &out, e->sink);
}

static void run(struct gk_facts *facts, struct gk_fact *group, const struct gk_check *check, struct gk_diag_sink *sink) {
  struct gk_evaluation e = {.facts = facts, .sink = sink, .group = group, .quiet = true};
  bool known = false;
  if (!gk_evaluate_test(&e, check->when, &known, NULL) || !known) return;
  size_t used;
  struct gk_fact *of = gk_evaluate_path(&e, check->of, &used);
  if (!of) return;
  const char *message = spell(&e, check->message), *english = check->english ? spell(&e, check->english) : message;
  gk_report(sink, check->error ? &gk_msg_model_check_error : &gk_msg_model_check, of->place, check->place, gk_fact_path(facts, of), message, english);
}

static void check_below(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink) {
  const struct gk_field *field = fact->field;
  if (!field->checked || (fact->parent && fact->state != GK_STATE_VALUE) || fact->subtotal || gk_arena_failed(facts->arena)) return;
  if (fact->kind == GK_FACT_GROUP)
    for (size_t i = 0; i < field->check_count; i++) run(facts, fact, &field->checks[i], sink);
  size_t count = fact->kind == GK_FACT_LIST ? fact->count : fact->kind == GK_FACT_GROUP && fact->children ? field->field_count : 0;
  for (size_t i = 0; i < count; i++)
    if (fact->children[i]) check_below(facts, fact->children[i], sink);
}

void gk_checks_run(struct gk_facts *facts, struct gk_diag_sink *sink) { check_below(facts, facts->root, sink); }
