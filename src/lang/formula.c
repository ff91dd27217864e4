/* Formulas of the model: figures that follow from their siblings. Decides that a
 * formula sees its own group and what is below it, then the groups around it out
 * to the whole, gives what the field is, and never comes back to itself. */
#include "lang/inside.h"

static struct gk_lang_formula *of_field(struct gk_lang_formula *list, size_t n, const struct gk_field *field) {
  for (size_t i = 0; i < n; i++)
    if (list[i].field == field) return &list[i];
  return NULL;
}

const struct gk_lang_scope *gk_lang_group_scope(const struct gk_field *group, struct gk_lang_scope scopes[GK_LANG_GROUPS_MOST]) {
  size_t n = 0;
  for (const struct gk_field *g = group; g && g->parent && n < GK_LANG_GROUPS_MOST; g = g->parent) scopes[n++] = (struct gk_lang_scope){NULL, g};
  for (size_t i = 0; i + 1 < n; i++) scopes[i].outer = &scopes[i + 1];
  return n ? scopes : NULL;
}

static void parse(struct gk_lang *l, struct gk_lang_formula *formula) {
  struct gk_lang_scope scopes[GK_LANG_GROUPS_MOST];
  struct gk_lang_part part = gk_lang_expr_value(l, formula->source, gk_lang_group_scope(formula->field->parent, scopes));
  if (!part.expr) return;
  enum gk_lang_class wanted = gk_lang_class_of(formula->field);
  if (part.class != wanted) {
    gk_lang_report(l, &gk_msg_lang_formula_type, part.expr->place, formula->field->name, gk_lang_class_zh(wanted), gk_lang_class_en(wanted),
                   gk_lang_class_zh(part.class), gk_lang_class_en(part.class));
    return;
  }
  formula->field->formula = part.expr;
}

/* What a walk over the fields of a formula meets. */
struct walk { struct gk_lang *l; struct gk_lang_formula *list; size_t n; unsigned char *state; struct gk_lang_formula *start; };
enum { UNSEEN, OPEN, DONE };

static void visit(struct walk *w, struct gk_lang_formula *formula);

static void walk_expr(struct walk *w, struct gk_lang_formula *from, const struct gk_expr *expr) {
  if (!expr) return;
  if (expr->kind == GK_EXPR_PATH) {
    struct gk_lang_formula *next = of_field(w->list, w->n, expr->field);
    if (!next || !next->field->formula) return;
    if (w->state[next - w->list] == OPEN)
      gk_lang_report(w->l, &gk_msg_lang_formula_cycle, next->source->value_place, next->field->name, from->field->name);
    else visit(w, next);
    return;
  }
  walk_expr(w, from, expr->a);
  walk_expr(w, from, expr->b);
}

static void visit(struct walk *w, struct gk_lang_formula *formula) {
  unsigned char *state = &w->state[formula - w->list];
  if (*state != UNSEEN) return;
  *state = OPEN;
  walk_expr(w, formula, formula->field->formula);
  *state = DONE;
}

void gk_lang_formulas(struct gk_lang *l, struct gk_lang_formula *list, size_t n) {
  for (size_t i = 0; i < n; i++) parse(l, &list[i]);
  struct walk w = {.l = l, .list = list, .n = n, .state = gk_arena_alloc(l->arena, n)};
  for (size_t i = 0; w.state && i < n; i++) visit(&w, &list[i]);
}
