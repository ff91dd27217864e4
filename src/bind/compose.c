/* Templates to inlines. Decides where one inline ends and the next begins: text
 * of the layout is merged, a figure keeps to itself with its places, the number
 * and its unit as one whole. A gap is printed as 【缺：路径】 (missing) or
 * 【误：路径】 (invalid); only drafts get so far. */
#include <string.h>

#include "bind/binder.h"

struct gk_evaluation gk_binder_evaluation(struct gk_binder *b, const struct gk_scope *scope, struct gk_place layout, struct gk_operands *operands) {
  return (struct gk_evaluation){.facts = b->facts, .sink = b->sink, .scope = scope, .layout = layout, .operands = operands};
}

/* ------------------------------------------------------- inlines */

/* A superscript of figures that are characters of their own is these characters: “m²” is then read and copied as what it is, not as
 * “m2”. NULL when it is not of such figures alone. */
static const char *superscript(struct gk_binder *b, const char *text) {
  static const char *const figures[] = {"¹", "²", "³"};
  char *out = gk_arena_alloc(b->arena, 2 * strlen(text) + 1);
  for (size_t i = 0; out && text[i]; i++) {
    if (text[i] < '1' || text[i] > '3') return NULL;
    memcpy(out + 2 * i, figures[text[i] - '1'], 2);
  }
  return out;
}

static struct gk_inline *push(struct gk_binder *b, struct gk_inline_list *out, const char *text) {
  if (!text || !*text) return NULL;
  const char *own = out->script == GK_SCRIPT_SUPER ? superscript(b, text) : NULL;
  /* Most lists are of one: a cell's. */
  struct gk_inline *items = out->items ? gk_arena_grow(b->arena, out->items, &out->capacity, out->count + 1, sizeof *items) : gk_arena_alloc(b->arena, sizeof *items);
  if (!items) return NULL;
  if (!out->items) out->capacity = 1;
  out->items = items;
  struct gk_inline *in = &items[out->count++];
  *in = (struct gk_inline){.text = own ? own : text, .size = strlen(own ? own : text), .break_good = out->break_good, .break_forced = out->break_forced,
                             .whole = out->nobr || out->script, .joined = (out->nobr && out->nobr_begun) || out->script,
                             .script = own ? GK_SCRIPT_NONE : out->script};
  out->break_good = out->break_forced = false;
  out->nobr_begun = out->nobr;
  out->number = false;
  return in;
}

/* Text of the layout next to text of the layout becomes one inline. */
static bool merge(struct gk_binder *b, struct gk_inline_list *out, const char *text, struct gk_place layout) {
  struct gk_inline *last = out->count ? &out->items[out->count - 1] : NULL;
  if (!last || out->break_good || out->break_forced || out->nobr || out->script || last->script || last->whole || last->label || last->state != GK_STATE_VALUE || last->data.source) return false;
  if (last->layout.source != layout.source) return false;
  char *joined = gk_arena_printf(b->arena, "%s%s", last->text, text);
  if (!joined) return true;
  last->text = joined;
  last->size = strlen(joined);
  if (layout.source && layout.offset >= last->layout.offset) last->layout.length = layout.offset + layout.length - last->layout.offset;
  return true;
}

void gk_compose_text(struct gk_binder *b, struct gk_inline_list *out, const char *text, struct gk_place layout) {
  if (!text || !*text || merge(b, out, text, layout)) return;
  struct gk_inline *in = push(b, out, text);
  if (in) in->layout = layout;
}

static void push_figure(struct gk_binder *b, struct gk_inline_list *out, const char *text, bool whole, enum gk_state state, struct gk_place data,
                        struct gk_place layout) {
  struct gk_inline *in = push(b, out, text);
  if (!in) return;
  in->whole = in->whole || whole;
  in->state = state;
  in->data = data;
  in->layout = layout;
}

struct gk_inlines gk_inlines_of(const struct gk_inline_list *list) { return (struct gk_inlines){list->items, list->count}; }

const char *gk_inlines_text(struct gk_arena *arena, struct gk_inlines inlines) {
  size_t size = 0;
  for (size_t i = 0; i < inlines.count; i++) size += inlines.items[i].size;
  char *text = gk_arena_alloc(arena, size + 1);
  if (!text) return "";
  size_t at = 0;
  for (size_t i = 0; i < inlines.count; i++) {
    memcpy(text + at, inlines.items[i].text, inlines.items[i].size);
    at += inlines.items[i].size;
  }
  return text;
}

enum gk_state gk_inlines_state(struct gk_inlines inlines) {
  static const enum gk_state gravest[] = {GK_STATE_INVALID, GK_STATE_MISSING, GK_STATE_WITHHELD, GK_STATE_NOT_APPLICABLE};
  for (size_t k = 0; k < 4; k++)
    for (size_t i = 0; i < inlines.count; i++)
      if (inlines.items[i].state == gravest[k]) return gravest[k];
  return inlines.count ? GK_STATE_VALUE : GK_STATE_BLANK;
}

/* ------------------------------------------------------- gaps */

void gk_compose_gap(struct gk_binder *b, struct gk_inline_list *out, const struct gk_figure *figure, const struct gk_expr *expr, struct gk_place layout) {
  const char *name = gk_expr_source(b->arena, expr);
  struct gk_place data = figure->data;
  if (figure->fact) {
    struct gk_fact *cause = gk_formula_cause(b->facts, figure->fact, b->sink);
    name = gk_fact_path(b->facts, cause);
    data = cause->place;
  }
  bool missing = figure->state == GK_STATE_MISSING;
  push_figure(b, out, gk_arena_printf(b->arena, "【%s：%s】", missing ? "缺" : "误", name), false, figure->state, data, layout);
}

/* ------------------------------------------------------- figures */

static bool is_gap(const struct gk_figure *figure) { return figure->state == GK_STATE_MISSING || figure->state == GK_STATE_INVALID; }

/* The unit of the data is wanted for a conversion but is not known: says so once. */
static void want_unit(struct gk_binder *b, struct gk_inline_list *out, struct gk_place layout) {
  struct gk_fact *unit = gk_facts_unit_fact(b->facts);
  if (!unit) {
    if (!gk_arena_failed(b->arena)) gk_report(b->sink, &gk_msg_bind_unit, gk_place_none(), layout, "");
    return;
  }
  gk_fact_report_missing(b->facts, unit, layout, b->sink);
  const char *kind = unit->state == GK_STATE_MISSING ? "缺" : "误";
  push_figure(b, out, gk_arena_printf(b->arena, "【%s：%s】", kind, gk_fact_path(b->facts, unit)), false,
              unit->state == GK_STATE_MISSING ? GK_STATE_MISSING : GK_STATE_INVALID, unit->place, layout);
}

static void report_format_fault(struct gk_binder *b, const struct gk_expr *expr, enum gk_fault why, struct gk_place data, struct gk_place layout) {
  const struct gk_message *message = why == GK_FAULT_OVERFLOW ? &gk_msg_bind_overflow : &gk_msg_bind_kind;
  gk_report(b->sink, message, data, expr->place.source ? expr->place : layout, gk_expr_source(b->arena, expr));
}

struct gk_formatting gk_binder_formatting(struct gk_binder *b) {
  return (struct gk_formatting){.arena = b->arena, .data = gk_facts_unit(b->facts), .table = b->table_unit, .thousands = b->table_thousands, .decimals = b->decimals};
}

/* Prints what was formatted, and records the use. */
static void put_printed(struct gk_binder *b, const struct gk_expr *expr, const struct gk_figure *figure, struct gk_printed printed, struct gk_place layout,
                        const struct gk_operands *operands, struct gk_inline_list *out) {
  if (printed.fault != GK_FAULT_NONE) {
    report_format_fault(b, expr, printed.fault, figure->data, layout);
    struct gk_figure bad = *figure;
    bad.state = GK_STATE_INVALID;
    gk_compose_gap(b, out, &bad, expr, layout);
    return;
  }
  if (printed.lead) push_figure(b, out, printed.lead, false, printed.state, figure->data, layout);
  push_figure(b, out, printed.text, printed.whole, printed.state, figure->data, layout);
  out->number = printed.number && printed.state == GK_STATE_VALUE;
  out->decimals = printed.decimals;
  out->fact = out->number ? figure->fact : NULL;
  const char *all = printed.lead ? gk_arena_printf(b->arena, "%s%s", printed.lead, gk_or_empty(printed.text)) : printed.text;
  gk_uses_add(b, operands, gk_or_empty(all), layout);
}

static void keep(struct gk_binder *b, const struct gk_figure *figure, enum gk_format format, const char *argument, struct gk_inline_list *out) {
  struct gk_addend *addend = gk_arena_alloc(b->arena, sizeof *addend);
  if (!addend) return;
  *addend = (struct gk_addend){*figure, format, argument};
  out->several = out->addend != NULL;
  out->addend = addend;
}

void gk_compose_figure(struct gk_binder *b, const struct gk_expr *expr, const struct gk_figure *figure, enum gk_format format, const char *argument,
                       struct gk_place layout, const struct gk_operands *operands, struct gk_inline_list *out) {
  if (out->keep) keep(b, figure, format, argument, out);
  if (is_gap(figure)) {
    gk_compose_gap(b, out, figure, expr, layout);
    return;
  }
  struct gk_formatting f = gk_binder_formatting(b);
  put_printed(b, expr, figure, gk_format_figure(&f, figure, format, argument), layout, operands, out);
  if (gk_format_needs_unit(&f, figure, format)) want_unit(b, out, layout);
}

/* 增减: the two sides are looked at one by one, for 无上年数 and the rate. */
static void compose_change(struct gk_binder *b, const struct gk_expr *expr, enum gk_format format, const char *argument, struct gk_place layout,
                           const struct gk_scope *scope, struct gk_inline_list *out) {
  struct gk_operands operands = {0};
  struct gk_evaluation e = gk_binder_evaluation(b, scope, layout, b->gathering ? &operands : NULL);
  struct gk_figure a = gk_evaluate(&e, expr->a), other = gk_evaluate(&e, expr->b);
  enum gk_fault why;
  struct gk_figure difference = gk_figure_compute(GK_OP_SUB, &a, &other, &why);
  if (why == GK_FAULT_NONE && is_gap(&difference)) {
    gk_compose_gap(b, out, &difference, expr, layout);
    return;
  }
  struct gk_formatting f = gk_binder_formatting(b);
  put_printed(b, expr, &difference, gk_format_change(&f, &a, &other, format, argument), layout, &operands, out);
  if (gk_format_needs_unit(&f, &difference, format)) want_unit(b, out, layout);
}

/* A TEXTS in a sentence or cell: its paragraphs, a line each. */
static bool compose_texts(struct gk_binder *b, const struct gk_expr *expr, struct gk_place layout, const struct gk_scope *scope, struct gk_inline_list *out) {
  if (expr->kind != GK_EXPR_PATH || !expr->field || expr->field->type != GK_TYPE_TEXTS) return false;
  struct gk_evaluation e = gk_binder_evaluation(b, scope, layout, NULL);
  struct gk_fact *list = gk_evaluate_list(&e, expr);
  if (!list) return true;
  struct gk_figure figure = {.state = list->state, .fact = list, .data = list->place};
  if (is_gap(&figure)) gk_compose_gap(b, out, &figure, expr, layout);
  for (size_t i = 0; i < list->count; i++) {
    struct gk_fact *item = list->children[i];
    struct gk_operands operands = {&item, 1, 1};
    if (i) out->break_forced = true;
    if (item->state == GK_STATE_MISSING) gk_fact_report_missing(b->facts, item, layout, b->sink);
    figure = gk_figure_of_fact(item);
    gk_compose_figure(b, expr, &figure, GK_FORMAT_PLAIN, NULL, layout, &operands, out);
  }
  return true;
}

void gk_compose_value(struct gk_binder *b, const struct gk_expr *expr, enum gk_format format, const char *argument, struct gk_place layout,
                      const struct gk_scope *scope, struct gk_inline_list *out) {
  if (compose_texts(b, expr, layout, scope, out)) return;
  bool change = format == GK_FORMAT_CHANGE || format == GK_FORMAT_CHANGE_RATE || format == GK_FORMAT_RATE;
  if (change && expr->kind == GK_EXPR_BINARY && expr->op == GK_OP_SUB) {
    compose_change(b, expr, format, argument, layout, scope, out);
    return;
  }
  struct gk_operands operands = {0};
  struct gk_evaluation e = gk_binder_evaluation(b, scope, layout, b->gathering ? &operands : NULL);
  struct gk_figure figure = gk_evaluate(&e, expr);
  gk_compose_figure(b, expr, &figure, format, argument, layout, &operands, out);
}

/* ------------------------------------------------------- templates */

static void compose(struct gk_binder *b, const struct gk_template *t, const struct gk_scope *scope, const struct gk_origin *origin, struct gk_inline_list *out);

static void compose_when(struct gk_binder *b, const struct gk_piece *piece, const struct gk_scope *scope, const struct gk_origin *origin,
                         struct gk_inline_list *out) {
  bool known = false;
  struct gk_figure figure;
  struct gk_evaluation e = gk_binder_evaluation(b, scope, gk_place_none(), NULL);
  bool holds = gk_evaluate_test(&e, piece->expr, &known, &figure);
  if (!known) gk_compose_gap(b, out, &figure, piece->expr, piece->place);
  else if (holds && piece->inside) compose(b, piece->inside, scope, origin, out);
  else if (!holds && piece->otherwise) compose(b, piece->otherwise, scope, origin, out);
}

static void compose_nobr(struct gk_binder *b, const struct gk_piece *piece, const struct gk_scope *scope, const struct gk_origin *origin,
                         struct gk_inline_list *out) {
  out->nobr = true;
  if (piece->inside) compose(b, piece->inside, scope, origin, out);
  out->nobr = out->nobr_begun = false;
}

/* Not parted from what it stands with, even where that is a figure. */
static void compose_script(struct gk_binder *b, const struct gk_piece *piece, const struct gk_scope *scope, const struct gk_origin *origin,
                           struct gk_inline_list *out) {
  out->script = piece->kind == GK_PIECE_SUP ? GK_SCRIPT_SUPER : GK_SCRIPT_SUB;
  if (piece->inside) compose(b, piece->inside, scope, origin, out);
  out->script = GK_SCRIPT_NONE;
}

static void compose_text_piece(struct gk_binder *b, const struct gk_piece *piece, const struct gk_origin *origin, struct gk_inline_list *out) {
  const char *text = gk_arena_strndup(b->arena, piece->text, piece->size);
  if (origin->own_words) push_figure(b, out, text, false, GK_STATE_VALUE, piece->place, origin->layout);
  else gk_compose_text(b, out, text, piece->place);
}

static void compose(struct gk_binder *b, const struct gk_template *t, const struct gk_scope *scope, const struct gk_origin *origin, struct gk_inline_list *out) {
  for (size_t i = 0; i < t->count; i++) {
    const struct gk_piece *piece = &t->pieces[i];
    switch (piece->kind) {
      case GK_PIECE_TEXT:
      case GK_PIECE_LITERAL: compose_text_piece(b, piece, origin, out); break;
      case GK_PIECE_FIGURE:
        gk_compose_value(b, piece->expr, piece->format, piece->argument, origin->own_words ? origin->layout : piece->place, scope, out);
        break;
      case GK_PIECE_WHEN: compose_when(b, piece, scope, origin, out); break;
      case GK_PIECE_NOBR: compose_nobr(b, piece, scope, origin, out); break;
      case GK_PIECE_SUP:
      case GK_PIECE_SUB: compose_script(b, piece, scope, origin, out); break;
      case GK_PIECE_BREAK_GOOD: out->break_good = true; break;
      case GK_PIECE_BREAK: out->break_forced = true; break;
    }
  }
}

void gk_compose(struct gk_binder *b, const struct gk_template *t, const struct gk_scope *scope, struct gk_inline_list *out) {
  struct gk_origin origin = {false, gk_place_none()};
  if (t) compose(b, t, scope, &origin, out);
}

void gk_compose_own(struct gk_binder *b, const struct gk_template *t, struct gk_place layout, struct gk_inline_list *out) {
  struct gk_origin origin = {true, layout};
  compose(b, t, NULL, &origin, out);
}
