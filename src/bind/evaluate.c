/* Decides what an expression comes to. Arithmetic with states is figure.c's,
 * what a formula gives is formula.c's. A required datum that is absent is
 * reported here, at the place that wanted it, once for each datum. */
#include "bind/evaluate.h"

#include <string.h>

#include "bind/messages.h"

#define DEPTH_MOST 400 /* nested expressions and formulas; the parser allows far fewer */

const char *gk_expr_source(struct gk_arena *arena, const struct gk_expr *expr) {
  if (expr->kind == GK_EXPR_PATH && expr->text) return expr->text;
  const struct gk_source *source = expr->place.source;
  if (!source || expr->place.length == 0 || (size_t)expr->place.offset + expr->place.length > source->size) return "";
  return gk_or_empty(gk_arena_strndup(arena, source->text + expr->place.offset, expr->place.length));
}

static struct gk_place use_place(const struct gk_evaluation *e, const struct gk_expr *expr) { return e->layout.source ? e->layout : expr->place; }

static void remember(struct gk_evaluation *e, struct gk_fact *fact) {
  struct gk_operands *o = e->operands;
  if (!o) return;
  struct gk_fact **items = gk_arena_grow(e->facts->arena, o->items, &o->capacity, o->count + 1, sizeof *items);
  if (!items) return;
  o->items = items;
  items[o->count++] = fact;
}

/* ------------------------------------------------------- names */

/* The field that the i-th name of a path was found to be when the layout was read. */
static const struct gk_field *field_at(const struct gk_expr *expr, size_t i) {
  const struct gk_field *field = expr->field;
  for (size_t k = expr->path_count; field && k > i + 1; k--) field = field->parent;
  return field;
}

/* What that name is in a group, or NULL: mostly that very field; other records may have a field of the same name. */
static const struct gk_field *field_named(const struct gk_field *group, const struct gk_expr *expr, size_t i) {
  const struct gk_field *field = field_at(expr, i);
  return field && field->parent == group ? field : gk_field_lookup(group, expr->path[i], strlen(expr->path[i]));
}

static struct gk_fact *fact_named(const struct gk_evaluation *e, struct gk_fact *group, const struct gk_expr *expr, size_t i) {
  const struct gk_field *field = field_named(group->field, expr, i);
  return field ? gk_fact_child(e->facts, group, field) : NULL;
}

/* The innermost scope that has the first name of a path, or NULL. */
static const struct gk_scope *scope_of(const struct gk_evaluation *e, const struct gk_expr *expr) {
  const struct gk_scope *scope = expr->relative ? e->scope : NULL;
  while (scope && !field_named(scope->record->field, expr, 0)) scope = scope->outer;
  return scope;
}

/* Where a path begins: the innermost record or group that has its first name, or the root. */
static struct gk_fact *start(const struct gk_evaluation *e, const struct gk_expr *expr) {
  const struct gk_scope *scope = scope_of(e, expr);
  if (scope) return scope->record;
  for (struct gk_fact *group = e->group; group; group = group->parent)
    if (group->kind == GK_FACT_GROUP && field_named(group->field, expr, 0)) return group;
  return e->facts->root;
}

struct gk_fact *gk_evaluate_path(struct gk_evaluation *e, const struct gk_expr *expr, size_t *used) {
  size_t i = 0;
  struct gk_fact *fact = expr->kind == GK_EXPR_PATH && expr->path_count > 0 ? start(e, expr) : NULL;
  while (fact && i < expr->path_count && fact->kind == GK_FACT_GROUP) fact = fact_named(e, fact, expr, i++);
  if (used) *used = i;
  bool whole = i == expr->path_count || (fact && fact->kind == GK_FACT_LIST);
  /* The parts of a formula are the formula's affair while the document is bound: it says the result. */
  if (fact && whole && (!e->group || e->noting_parts)) gk_fact_note(e->facts, fact);
  if (fact && whole) return fact;
  if (!gk_arena_failed(e->facts->arena))
    gk_report(e->sink, &gk_msg_bind_path, gk_place_none(), expr->place, gk_expr_source(e->facts->arena, expr));
  return NULL;
}

/* What the record that a condition asks about lacks is an answer. What stands around it and is missing would make every answer wrong. */
static bool answers(const struct gk_evaluation *e, const struct gk_fact *fact) {
  while (fact && fact != e->choosing) fact = fact->parent;
  return fact != NULL;
}

/* In a record or a list: what is not written there is not there. */
static bool in_records(const struct gk_fact *fact) {
  for (; fact; fact = fact->parent)
    if (fact->kind == GK_FACT_LIST) return true;
  return false;
}

/* Whether path[i..] from here names what a record does not give and what follows from nothing: a blank, of which no fact is made, for a long
 * list has many. Those who ask for all operands want facts. */
static bool is_left_out(const struct gk_evaluation *e, const struct gk_expr *expr, const struct gk_fact *from, size_t i, struct gk_figure *figure) {
  const struct gk_field *last = expr->field;
  if ((e->operands && !e->written) || !last || last->formula || last->name_of || last->type == GK_TYPE_TEXTS || last->type == GK_TYPE_GROUP || last->type == GK_TYPE_RECORDS)
    return false;
  for (; from && i < expr->path_count && from->kind == GK_FACT_GROUP; i++) {
    const struct gk_field *field = field_at(expr, i);
    if (!field || field->parent != from->field || (i + 1 < expr->path_count && field->type != GK_TYPE_GROUP)) return false;
    const struct gk_fact *child = from->children[field->index];
    if (!child && (gk_fact_absent_state(from, field) != GK_STATE_BLANK || !in_records(from))) return false;
    if (!child) {
      *figure = gk_figure_blank(last, from->place); /* also where a group in between is not there: all in it is blank, and of no formula */
      return true;
    }
    from = child;
  }
  return false;
}

static void want(struct gk_evaluation *e, const struct gk_expr *expr, struct gk_fact *fact) {
  if (e->choosing && answers(e, fact)) return;
  if (e->choosing) e->undecided = fact;
  if (!e->quiet) gk_formula_report_missing(e->facts, fact, use_place(e, expr), e->sink);
}

struct gk_fact *gk_evaluate_list(struct gk_evaluation *e, const struct gk_expr *expr) {
  size_t used = 0;
  struct gk_fact *fact = gk_evaluate_path(e, expr, &used);
  if (!fact) return NULL;
  if (fact->kind != GK_FACT_LIST || used != expr->path_count) {
    gk_report(e->sink, &gk_msg_bind_path, gk_place_none(), expr->place, gk_expr_source(e->facts->arena, expr));
    return NULL;
  }
  if (fact->state == GK_STATE_MISSING) want(e, expr, fact);
  return fact;
}

static struct gk_figure invalid(void) { return (struct gk_figure){.state = GK_STATE_INVALID, .kind = GK_FIGURE_NUMBER}; }

static struct gk_figure text_figure(const char *text) {
  return (struct gk_figure){.state = GK_STATE_VALUE, .kind = GK_FIGURE_TEXT, .text = text, .size = strlen(text)};
}

static struct gk_figure sum_over(struct gk_evaluation *e, const struct gk_expr *expr, const struct gk_scope *scope);

/* What a name is in a scope of several records, or in a row of a tree that no record is; false when any other way is as good. */
static bool evaluate_several(struct gk_evaluation *e, const struct gk_expr *expr, struct gk_figure *out) {
  const struct gk_scope *scope = expr->field ? scope_of(e, expr) : NULL;
  if (!scope) return false;
  const struct gk_field *tree = scope->record->field->tree;
  if (tree && scope->code && expr->field == tree) *out = text_figure(scope->code);
  else if (tree && scope->code_name && expr->field->name_of == tree) *out = text_figure(scope->code_name);
  else if (scope->records && (expr->field->type == GK_TYPE_AMOUNT || expr->field->type == GK_TYPE_QUANTITY)) *out = sum_over(e, expr, scope);
  else return false;
  return true;
}

static struct gk_figure evaluate_path(struct gk_evaluation *e, const struct gk_expr *expr) {
  size_t used = 0;
  struct gk_figure several;
  if (evaluate_several(e, expr, &several) || is_left_out(e, expr, start(e, expr), 0, &several)) return several;
  struct gk_fact *fact = gk_evaluate_path(e, expr, &used);
  if (!fact) return invalid();
  if (fact->kind == GK_FACT_LIST && (used != expr->path_count || fact->field->type == GK_TYPE_RECORDS)) {
    gk_report(e->sink, &gk_msg_bind_path, gk_place_none(), expr->place, gk_expr_source(e->facts->arena, expr));
    return invalid();
  }
  gk_formula_settle(e->facts, fact, e->depth, e->sink);
  if (fact->state == GK_STATE_MISSING) want(e, expr, fact);
  remember(e, fact);
  return gk_figure_of_fact(fact);
}

/* ------------------------------------------------------- functions */

static bool is_present(struct gk_evaluation *e, struct gk_fact *fact) {
  gk_formula_settle(e->facts, fact, e->depth, e->sink);
  /* What is invalid is there, though wrong: asking must not cause a second message. */
  if (fact->state == GK_STATE_BLANK || fact->state == GK_STATE_MISSING) return false;
  return fact->kind != GK_FACT_LIST || fact->state == GK_STATE_INVALID || fact->count > 0;
}

static void report_fault(struct gk_evaluation *e, const struct gk_expr *expr, enum gk_fault fault, struct gk_place data) {
  const struct gk_message *message = fault == GK_FAULT_OVERFLOW ? &gk_msg_bind_overflow : fault == GK_FAULT_ZERO ? &gk_msg_bind_divide_zero : &gk_msg_bind_kind;
  gk_report(e->sink, message, data, expr->place, gk_expr_source(e->facts->arena, expr));
}

/* Whether path[i..] goes through further records below a record of this field. */
static bool through_more(const struct gk_expr *expr, const struct gk_field *field, size_t i) {
  for (; field && i < expr->path_count; i++) {
    field = gk_field_lookup(field, expr->path[i], strlen(expr->path[i]));
    if (field && field->type == GK_TYPE_RECORDS) return true;
  }
  return false;
}

struct fold { struct gk_figure sum; size_t addends; enum gk_fault fault; };

bool gk_evaluate_selects(struct gk_evaluation *e, const struct gk_expr *condition, struct gk_fact *record) {
  if (!condition) return true;
  const struct gk_scope *outer = e->scope;
  struct gk_scope inside = {.outer = outer, .record = record};
  const struct gk_fact *choosing = e->choosing;
  bool known = false;
  struct gk_operands *operands = e->operands;
  e->scope = &inside;
  e->operands = NULL; /* what decides is not what is added */
  e->choosing = record;
  bool holds = gk_evaluate_test(e, condition, &known, NULL);
  e->scope = outer;
  e->operands = operands;
  e->choosing = choosing;
  if (e->undecided) remember(e, e->undecided);
  return known && holds;
}

/* Adds what path[i..] names below fact, through all records on the way; the condition is on the innermost. */
static void fold_path(struct gk_evaluation *e, const struct gk_expr *expr, const struct gk_expr *condition, struct gk_fact *fact, size_t i, struct fold *fold) {
  while (fact && i < expr->path_count && fact->kind == GK_FACT_GROUP) fact = fact_named(e, fact, expr, i++);
  if (!fact) return;
  if (!e->group || e->noting_parts) gk_fact_note(e->facts, fact);
  struct gk_figure figure;
  if (fact->kind == GK_FACT_LIST) {
    if (fact->state == GK_STATE_VALUE) {
      bool innermost = condition && !through_more(expr, fact->field, i);
      for (size_t k = 0; k < fact->count; k++) {
        struct gk_fact *item = fact->children[k];
        if (item->subtotal || (innermost && !gk_evaluate_selects(e, condition, item))) continue;
        fold_path(e, expr, condition, item, i, fold);
      }
      return;
    }
    if (fact->state == GK_STATE_MISSING) want(e, expr, fact);
    remember(e, fact);
    figure = (struct gk_figure){.state = fact->state, .kind = GK_FIGURE_NUMBER, .fact = fact, .data = fact->place};
  } else {
    gk_formula_settle(e->facts, fact, e->depth, e->sink);
    if (fact->state == GK_STATE_MISSING) want(e, expr, fact);
    remember(e, fact);
    figure = gk_figure_of_fact(fact);
  }
  enum gk_fault fault;
  fold->sum = fold->addends++ ? gk_figure_compute(GK_OP_ADD, &fold->sum, &figure, &fault) : (fault = GK_FAULT_NONE, figure);
  if (fault != GK_FAULT_NONE && fold->fault == GK_FAULT_NONE) fold->fault = fault;
}

static enum gk_measure measure_of(const struct gk_field *field) {
  if (!field) return GK_MEASURE_NONE;
  return field->type == GK_TYPE_AMOUNT ? GK_MEASURE_AMOUNT : field->type == GK_TYPE_QUANTITY ? GK_MEASURE_QUANTITY :
         field->type == GK_TYPE_PERCENT ? GK_MEASURE_PERCENT : GK_MEASURE_NONE;
}

/* Which records count hangs on what is missing. */
static struct gk_figure undecided(struct gk_evaluation *e, enum gk_measure measure) {
  struct gk_figure out = {.state = GK_STATE_MISSING, .kind = GK_FIGURE_NUMBER, .measure = measure, .fact = e->undecided, .data = e->undecided->place};
  if (e->choosing) return out; /* and so does what that decides */
  e->undecided = NULL;
  return out;
}

static struct gk_figure evaluate_sum(struct gk_evaluation *e, const struct gk_expr *expr) {
  const struct gk_expr *path = expr->a;
  struct fold fold = {.fault = GK_FAULT_NONE};
  size_t used = 0;
  struct gk_fact *fact = gk_evaluate_path(e, path, &used);
  if (!fact) return invalid();
  e->undecided = NULL;
  fold_path(e, path, expr->b, fact, used, &fold);
  if (e->undecided) return undecided(e, measure_of(path->field));
  if (fold.fault != GK_FAULT_NONE) report_fault(e, expr, fold.fault, fold.sum.data);
  if (fold.addends == 0) {
    /* A list without records, or without any that the condition selects, adds up to zero; it is an absent list that is BLANK. */
    fold.sum = gk_figure_number(gk_decimal_from_int(0), measure_of(path->field));
    fold.sum.data = fact->place;
    remember(e, fact);
  }
  if (fold.sum.state == GK_STATE_VALUE) fold.sum.fact = NULL;
  return fold.sum;
}

/* The sum of a figure over the records of a scope. */
static struct gk_figure sum_over(struct gk_evaluation *e, const struct gk_expr *expr, const struct gk_scope *scope) {
  struct fold fold = {.sum = {.state = GK_STATE_BLANK, .kind = GK_FIGURE_NUMBER, .measure = measure_of(expr->field)}, .fault = GK_FAULT_NONE};
  for (size_t i = 0; i < scope->count; i++) fold_path(e, expr, NULL, scope->records[i], 0, &fold);
  if (fold.fault != GK_FAULT_NONE) report_fault(e, expr, fold.fault, fold.sum.data);
  if (fold.sum.state == GK_STATE_VALUE) fold.sum.fact = NULL;
  return fold.sum;
}

/* Records that count: not the subtotals of a tree, and only those the condition selects. */
static size_t count_records(struct gk_evaluation *e, const struct gk_expr *condition, const struct gk_fact *list) {
  size_t n = 0;
  for (size_t i = 0; i < list->count; i++) n += !list->children[i]->subtotal && gk_evaluate_selects(e, condition, list->children[i]);
  return n;
}

static struct gk_figure evaluate_call(struct gk_evaluation *e, const struct gk_expr *expr) {
  enum gk_fault fault = GK_FAULT_NONE;
  switch (expr->function) {
    case GK_FN_SUM: return evaluate_sum(e, expr);
    case GK_FN_COUNT: {
      struct gk_fact *list = gk_evaluate_list(e, expr->a);
      if (!list) return invalid();
      e->undecided = NULL;
      struct gk_figure count = gk_figure_number(gk_decimal_from_int((int64_t)count_records(e, expr->b, list)), GK_MEASURE_QUANTITY);
      if (e->undecided) return undecided(e, GK_MEASURE_QUANTITY);
      count.state = list->state;
      count.fact = list;
      count.data = list->place;
      remember(e, list);
      return count;
    }
    case GK_FN_PRESENT: {
      size_t used = 0;
      struct gk_fact *fact = gk_evaluate_path(e, expr->a, &used);
      return fact ? gk_figure_truth(is_present(e, fact)) : invalid();
    }
    case GK_FN_ABS: {
      struct gk_figure a = gk_evaluate(e, expr->a);
      struct gk_figure out = gk_figure_abs(&a, &fault);
      if (fault != GK_FAULT_NONE) report_fault(e, expr, fault, a.data);
      return out;
    }
  }
  return invalid();
}

/* ------------------------------------------------------- operators */

/* A figure as a truth: a number that is not zero, a text, a date that is there. */
static struct gk_figure as_truth(struct gk_figure a) {
  if (gk_figure_is_nothing(&a) || a.state == GK_STATE_WITHHELD) return gk_figure_truth(false);
  if (a.state != GK_STATE_VALUE || a.kind == GK_FIGURE_TRUTH) return a;
  bool truth = a.kind == GK_FIGURE_NUMBER ? gk_decimal_sign(a.number) != 0 : true;
  return gk_figure_truth(truth);
}

static struct gk_figure evaluate_logic(struct gk_evaluation *e, const struct gk_expr *expr) {
  struct gk_figure a = as_truth(gk_evaluate(e, expr->a));
  if (a.state != GK_STATE_VALUE) return a;
  /* The right side is not asked when the left decides: 有(上年) and 上年.支出 > 0 */
  if (a.truth == (expr->op == GK_OP_OR)) return a;
  return as_truth(gk_evaluate(e, expr->b));
}

/* Blank because the whole group it stands in, or follows from, is not written (上年 of a new department): nothing is known of it,
 * and what is compared with it is not the difference from zero. */
static bool is_unwritten(struct gk_evaluation *e, const struct gk_figure *a) {
  if (a->state != GK_STATE_BLANK || !a->fact || in_records(a->fact)) return false;
  struct gk_fact *cause = gk_formula_cause(e->facts, a->fact, e->sink);
  if (in_records(cause)) return false;
  for (const struct gk_fact *group = cause->parent; group && group->parent; group = group->parent)
    if (group->state == GK_STATE_BLANK) return true;
  return false;
}

static struct gk_figure evaluate_binary(struct gk_evaluation *e, const struct gk_expr *expr) {
  if (expr->op == GK_OP_AND || expr->op == GK_OP_OR) return evaluate_logic(e, expr);
  struct gk_figure a = gk_evaluate(e, expr->a), b = gk_evaluate(e, expr->b);
  enum gk_fault fault;
  if (expr->op == GK_OP_SUB && a.state == GK_STATE_VALUE && is_unwritten(e, &b)) return b;
  if (expr->op == GK_OP_SUB && b.state == GK_STATE_VALUE && is_unwritten(e, &a)) return a;
  struct gk_figure out = gk_figure_compute(expr->op, &a, &b, &fault);
  if (fault != GK_FAULT_NONE) report_fault(e, expr, fault, fault == GK_FAULT_ZERO && b.data.source ? b.data : out.data);
  return out;
}

static struct gk_figure evaluate_kind(struct gk_evaluation *e, const struct gk_expr *expr) {
  enum gk_fault fault = GK_FAULT_NONE;
  struct gk_figure out = {0};
  switch (expr->kind) {
    case GK_EXPR_NUMBER: return gk_figure_number(expr->number, GK_MEASURE_NONE);
    case GK_EXPR_STRING:
      out.kind = GK_FIGURE_TEXT;
      out.text = expr->text;
      out.size = strlen(expr->text);
      return out;
    case GK_EXPR_PATH: return evaluate_path(e, expr);
    case GK_EXPR_NEGATE: {
      struct gk_figure a = gk_evaluate(e, expr->a);
      out = gk_figure_negate(&a, &fault);
      if (fault != GK_FAULT_NONE) report_fault(e, expr, fault, a.data);
      return out;
    }
    case GK_EXPR_NOT:
      out = as_truth(gk_evaluate(e, expr->a));
      out.truth = !out.truth;
      return out;
    case GK_EXPR_BINARY: return evaluate_binary(e, expr);
    case GK_EXPR_CALL: return evaluate_call(e, expr);
  }
  return invalid();
}

struct gk_figure gk_evaluate(struct gk_evaluation *e, const struct gk_expr *expr) {
  if (e->depth >= DEPTH_MOST) {
    gk_report(e->sink, &gk_msg_bind_formula_depth, gk_place_none(), expr->place, gk_expr_source(e->facts->arena, expr));
    return invalid();
  }
  e->depth++;
  struct gk_figure out = evaluate_kind(e, expr);
  e->depth--;
  return out;
}

bool gk_evaluate_test(struct gk_evaluation *e, const struct gk_expr *expr, bool *known, struct gk_figure *figure) {
  struct gk_figure out;
  size_t used = 0;
  /* A group or list alone asks whether it is there. */
  if (expr->kind == GK_EXPR_PATH) {
    struct gk_fact *fact = gk_evaluate_path(e, expr, &used);
    if (fact && fact->kind != GK_FACT_SCALAR && used == expr->path_count) {
      *known = true;
      if (figure) *figure = gk_figure_truth(true);
      return is_present(e, fact);
    }
    if (!fact) {
      *known = false;
      if (figure) *figure = invalid();
      return false;
    }
  }
  out = as_truth(gk_evaluate(e, expr));
  if (figure) *figure = out;
  *known = out.state == GK_STATE_VALUE;
  return *known && out.truth;
}
