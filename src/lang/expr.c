/* The grammar of expressions:
 *
 *   or:      and { (或 | or) and }          compare: sum [ (== != < <= > >=) sum ]
 *   and:     not { (且 | and) not }         sum:     product { (+ -) product }
 *   not:     (非 | not) not | compare       product: unary { (* /) unary }
 *   unary:   - unary | ( or ) | number | 'text' | name.name… | function(…)
 *
 * compare also takes 起于 (starts). A function takes one name; 合计 and 个数 may
 * have a condition after a comma, in which the names of the records come first.
 *
 * Decides the tree and, with kind.c, that it makes sense. One fault an
 * expression: what follows the first would be guesses. */
#include <string.h>

#include "lang/path.h"

#define DEPTH_MOST 48
#define OPERATORS_MOST 200
#define FUNCTIONS "合计 个数 有 绝对值"

struct parser { struct gk_lexer x; const struct gk_lang_scope *scope; unsigned depth, operators; };

static struct gk_lang_part parse_or(struct parser *p);
static struct gk_lang_part parse_unary(struct parser *p);

static struct gk_lang_part fail(const struct parser *p) { return (struct gk_lang_part){.from = p->x.from, .to = p->x.to}; }

static struct gk_place place_of(struct parser *p, size_t from, size_t to) { return gk_lang_text_place(p->x.t, from, to); }

static struct gk_expr *node(struct parser *p, enum gk_expr_kind kind, size_t from, size_t to) {
  struct gk_expr *expr = gk_arena_alloc(p->x.l->arena, sizeof *expr);
  if (!expr) return NULL;
  expr->kind = kind;
  expr->place = place_of(p, from, to);
  return expr;
}

/* What stands here cannot: says whether something is missing or too much. */
static void unexpected(struct parser *p, bool operand_wanted) {
  struct gk_lexer *x = &p->x;
  if (x->kind == GK_TOKEN_FAULT) return;
  struct gk_place place = place_of(p, x->from, x->to);
  if (operand_wanted) gk_lang_report(x->l, &gk_msg_lang_operand, place, "");
  else gk_lang_report(x->l, &gk_msg_lang_unexpected, place, gk_lang_copy(x->l, x->t->text + x->from, x->to - x->from));
}

static struct gk_lang_part binary(struct parser *p, enum gk_operator op, const struct gk_lang_part *a, const struct gk_lang_part *b) {
  struct gk_lang_part out = fail(p);
  if (!a->expr || !b->expr) return out;
  if (++p->operators > OPERATORS_MOST) {
    gk_lang_report(p->x.l, &gk_msg_lang_long, b->expr->place, "200");
    return out;
  }
  struct gk_expr *expr = node(p, GK_EXPR_BINARY, a->from, b->to);
  if (!expr) return out;
  expr->op = op;
  expr->a = a->expr;
  expr->b = b->expr;
  out = (struct gk_lang_part){expr, a->from, b->to, GK_CLASS_NUMBER};
  if (!gk_lang_combine(p->x.l, p->x.t, op, a, b, expr->place, &out.class)) out.expr = NULL;
  return out;
}

/* ------------------------------------------------------- operands */

/* After the argument: ) */
static bool close(struct parser *p, size_t open) {
  if (p->x.kind == GK_TOKEN_CLOSE) return true;
  if (p->x.kind == GK_TOKEN_FAULT) return false;
  if (p->x.kind == GK_TOKEN_END) gk_lang_report(p->x.l, &gk_msg_lang_bracket, place_of(p, open, open + 1), "");
  else unexpected(p, false);
  return false;
}

static void wrong_argument(struct parser *p, const char *name, const char *zh, const char *en, const struct gk_lang_part *a) {
  gk_lang_report(p->x.l, &gk_msg_lang_argument, a->expr->place, name, zh, en, gk_lang_part_text(p->x.l, p->x.t, a), gk_lang_class_zh(a->class),
                 gk_lang_class_en(a->class));
}

static bool check_argument(struct parser *p, enum gk_function function, const char *name, const struct gk_lang_part *a, bool records) {
  bool figure = a->class == GK_CLASS_AMOUNT || a->class == GK_CLASS_QUANTITY || a->class == GK_CLASS_PERCENT;
  switch (function) {
    case GK_FN_SUM:
      if (figure && records) return true;
      gk_lang_report(p->x.l, &gk_msg_lang_sum, a->expr->place, gk_lang_part_text(p->x.l, p->x.t, a));
      return false;
    case GK_FN_COUNT:
      if (a->class == GK_CLASS_RECORDS || a->class == GK_CLASS_TEXTS) return true;
      wrong_argument(p, name, "多条记录或多段文字", "records or paragraphs", a);
      return false;
    case GK_FN_ABS:
      if (gk_lang_class_is_number(a->class) && a->class != GK_CLASS_YEAR) return true;
      wrong_argument(p, name, "数", "a number", a);
      return false;
    case GK_FN_PRESENT: return true;
  }
  return false;
}

/* , condition: over the records of a sum or a count. NULL: reported. */
static struct gk_expr *parse_condition(struct parser *p, const struct gk_field *records) {
  const struct gk_lang_scope *outer = p->scope;
  struct gk_lang_scope inside = {outer, records};
  gk_lexer_next(&p->x);
  p->scope = &inside;
  struct gk_lang_part part = parse_or(p);
  p->scope = outer;
  if (!part.expr || part.class == GK_CLASS_TRUTH) return part.expr;
  gk_lang_report(p->x.l, &gk_msg_lang_test, part.expr->place, gk_lang_part_text(p->x.l, p->x.t, &part), gk_lang_class_zh(part.class),
                 gk_lang_class_en(part.class));
  return NULL;
}

static struct gk_lang_part parse_call(struct parser *p) {
  static const enum gk_function functions[] = {GK_FN_SUM, GK_FN_COUNT, GK_FN_PRESENT, GK_FN_ABS};
  struct gk_lexer *x = &p->x;
  size_t from = x->from;
  const char *name = gk_lang_copy(x->l, x->t->text + from, x->to - from);
  int index = gk_lang_word(FUNCTIONS, name, strlen(name));
  if (index < 0) {
    gk_lang_report_words(x->l, &gk_msg_lang_function, place_of(p, from, x->to), name, FUNCTIONS, NULL, NULL);
    return fail(p);
  }
  enum gk_function function = functions[index];
  gk_lexer_next(x);
  size_t open = x->from;
  gk_lexer_next(x);
  const struct gk_field *records = NULL;
  struct gk_lang_part a;
  if (function == GK_FN_ABS) {
    a = parse_or(p);
  } else if (x->kind != GK_TOKEN_NAME || gk_lexer_opens(x, "(")) {
    if (x->kind != GK_TOKEN_FAULT) gk_lang_report(x->l, &gk_msg_lang_path_wanted, place_of(p, x->from, x->to), name);
    return fail(p);
  } else {
    a = gk_path_parse(x, function == GK_FN_SUM ? GK_PATH_SUM : GK_PATH_PLAIN, p->scope, &records);
  }
  if (!a.expr) return fail(p);
  if (function == GK_FN_COUNT && a.class == GK_CLASS_RECORDS) records = a.expr->field;
  struct gk_expr *condition = NULL;
  if (x->kind == GK_TOKEN_COMMA && records && (function == GK_FN_SUM || function == GK_FN_COUNT) && !(condition = parse_condition(p, records))) return fail(p);
  bool more = x->kind != GK_TOKEN_CLOSE && x->kind != GK_TOKEN_END && x->kind != GK_TOKEN_FAULT && function != GK_FN_ABS;
  if (more) gk_lang_report(x->l, condition ? &gk_msg_lang_unexpected : &gk_msg_lang_path_wanted, place_of(p, x->from, x->to),
                           condition ? gk_lang_copy(x->l, x->t->text + x->from, x->to - x->from) : name);
  if (more || !close(p, open) || !check_argument(p, function, name, &a, records != NULL)) return fail(p);
  struct gk_expr *expr = node(p, GK_EXPR_CALL, from, x->to);
  if (!expr) return fail(p);
  expr->function = function;
  expr->a = a.expr;
  expr->b = condition;
  struct gk_lang_part out = {expr, from, x->to, a.class};
  if (function == GK_FN_COUNT) out.class = GK_CLASS_QUANTITY;
  if (function == GK_FN_PRESENT) out.class = GK_CLASS_TRUTH;
  gk_lexer_next(x);
  return out;
}

static struct gk_lang_part parse_bracket(struct parser *p) {
  size_t from = p->x.from;
  gk_lexer_next(&p->x);
  struct gk_lang_part inside = parse_or(p);
  if (!inside.expr || !close(p, from)) return fail(p);
  inside.from = from;
  inside.to = p->x.to;
  gk_lexer_next(&p->x);
  return inside;
}

static struct gk_lang_part parse_scalar(struct parser *p) {
  struct gk_lexer *x = &p->x;
  bool number = x->kind == GK_TOKEN_NUMBER;
  struct gk_expr *expr = node(p, number ? GK_EXPR_NUMBER : GK_EXPR_STRING, x->from, x->to);
  if (!expr) return fail(p);
  if (number) expr->number = x->number;
  else expr->text = gk_lang_copy(x->l, x->t->text + x->from + 1, x->to - x->from - 2);
  struct gk_lang_part out = {expr, x->from, x->to, number ? GK_CLASS_NUMBER : GK_CLASS_TEXT};
  gk_lexer_next(x);
  return out;
}

static struct gk_lang_part parse_negate(struct parser *p) {
  size_t from = p->x.from;
  gk_lexer_next(&p->x);
  struct gk_lang_part a = parse_unary(p);
  if (!a.expr) return fail(p);
  struct gk_expr *expr = node(p, GK_EXPR_NEGATE, from, a.to);
  if (!expr) return fail(p);
  if (!gk_lang_class_is_number(a.class) || a.class == GK_CLASS_YEAR) {
    gk_lang_report(p->x.l, &gk_msg_lang_arithmetic, a.expr->place, gk_lang_part_text(p->x.l, p->x.t, &a), gk_lang_class_zh(a.class), gk_lang_class_en(a.class));
    return fail(p);
  }
  expr->a = a.expr;
  return (struct gk_lang_part){expr, from, a.to, a.class};
}

static struct gk_lang_part parse_name(struct parser *p) {
  struct gk_lexer *x = &p->x;
  if (gk_lexer_opens(x, "(")) return parse_call(p);
  if (gk_lexer_opens(x, "（") && gk_lang_word(FUNCTIONS, x->t->text + x->from, x->to - x->from) >= 0) {
    gk_lexer_next(x); /* refuses the bracket */
    return fail(p);
  }
  return gk_path_parse(x, GK_PATH_PLAIN, p->scope, NULL);
}

static struct gk_lang_part parse_operand(struct parser *p) {
  switch (p->x.kind) {
    case GK_TOKEN_MINUS: return parse_negate(p);
    case GK_TOKEN_OPEN: return parse_bracket(p);
    case GK_TOKEN_NUMBER:
    case GK_TOKEN_STRING: return parse_scalar(p);
    case GK_TOKEN_NAME: return parse_name(p);
    default: unexpected(p, true); return fail(p);
  }
}

/* Every way down passes here, so the depth is counted here. */
static struct gk_lang_part parse_unary(struct parser *p) {
  if (p->depth >= DEPTH_MOST) {
    gk_lang_report(p->x.l, &gk_msg_lang_depth, place_of(p, p->x.from, p->x.to), "48");
    return fail(p);
  }
  p->depth++;
  struct gk_lang_part out = parse_operand(p);
  p->depth--;
  return out;
}

/* ------------------------------------------------------- operators */

static struct gk_lang_part parse_product(struct parser *p) {
  struct gk_lang_part a = parse_unary(p);
  while (a.expr && (p->x.kind == GK_TOKEN_TIMES || p->x.kind == GK_TOKEN_OVER)) {
    enum gk_operator op = p->x.kind == GK_TOKEN_TIMES ? GK_OP_MUL : GK_OP_DIV;
    gk_lexer_next(&p->x);
    struct gk_lang_part b = parse_unary(p);
    a = binary(p, op, &a, &b);
  }
  return a;
}

static struct gk_lang_part parse_sum(struct parser *p) {
  struct gk_lang_part a = parse_product(p);
  while (a.expr && (p->x.kind == GK_TOKEN_PLUS || p->x.kind == GK_TOKEN_MINUS)) {
    enum gk_operator op = p->x.kind == GK_TOKEN_PLUS ? GK_OP_ADD : GK_OP_SUB;
    gk_lexer_next(&p->x);
    struct gk_lang_part b = parse_product(p);
    a = binary(p, op, &a, &b);
  }
  return a;
}

static bool comparison(enum gk_token_kind kind, enum gk_operator *op) {
  if (kind < GK_TOKEN_EQ || kind > GK_TOKEN_STARTS) return false;
  static const enum gk_operator operators[] = {GK_OP_EQ, GK_OP_NE, GK_OP_LT, GK_OP_LE, GK_OP_GT, GK_OP_GE, GK_OP_STARTS};
  *op = operators[kind - GK_TOKEN_EQ];
  return true;
}

static struct gk_lang_part parse_compare(struct parser *p) {
  struct gk_lang_part a = parse_sum(p);
  enum gk_operator op, again;
  if (!a.expr || !comparison(p->x.kind, &op)) return a;
  gk_lexer_next(&p->x);
  struct gk_lang_part b = parse_sum(p);
  if (b.expr && comparison(p->x.kind, &again)) {
    gk_lang_report(p->x.l, &gk_msg_lang_chain, place_of(p, p->x.from, p->x.to), "");
    return fail(p);
  }
  return binary(p, op, &a, &b);
}

static struct gk_lang_part parse_not(struct parser *p) {
  if (p->x.kind != GK_TOKEN_NOT) return parse_compare(p);
  size_t from = p->x.from;
  if (p->depth >= DEPTH_MOST) return parse_unary(p);
  p->depth++;
  gk_lexer_next(&p->x);
  struct gk_lang_part a = parse_not(p);
  p->depth--;
  if (!a.expr) return fail(p);
  if (a.class != GK_CLASS_TRUTH) {
    gk_lang_report(p->x.l, &gk_msg_lang_test, a.expr->place, gk_lang_part_text(p->x.l, p->x.t, &a), gk_lang_class_zh(a.class), gk_lang_class_en(a.class));
    return fail(p);
  }
  struct gk_expr *expr = node(p, GK_EXPR_NOT, from, a.to);
  if (expr) expr->a = a.expr;
  return (struct gk_lang_part){expr, from, a.to, GK_CLASS_TRUTH};
}

static struct gk_lang_part parse_and(struct parser *p) {
  struct gk_lang_part a = parse_not(p);
  while (a.expr && p->x.kind == GK_TOKEN_AND) {
    gk_lexer_next(&p->x);
    struct gk_lang_part b = parse_not(p);
    a = binary(p, GK_OP_AND, &a, &b);
  }
  return a;
}

static struct gk_lang_part parse_or(struct parser *p) {
  struct gk_lang_part a = parse_and(p);
  while (a.expr && p->x.kind == GK_TOKEN_OR) {
    gk_lexer_next(&p->x);
    struct gk_lang_part b = parse_and(p);
    a = binary(p, GK_OP_OR, &a, &b);
  }
  return a;
}

/* ------------------------------------------------------- whole expressions */

struct gk_lang_part gk_lang_expr(struct gk_lang *l, struct gk_lang_text *t, size_t *at, bool stop, const struct gk_lang_scope *scope) {
  struct parser p = {.x = {.l = l, .t = t, .stop = stop, .from = *at, .to = *at}, .scope = scope};
  gk_lexer_next(&p.x);
  struct gk_lang_part part = parse_or(&p);
  if (part.expr && p.x.kind != GK_TOKEN_END) {
    unexpected(&p, false);
    part.expr = NULL;
  }
  *at = p.x.from;
  return part;
}

struct gk_lang_part gk_lang_expr_value(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope) {
  struct gk_lang_text t = gk_lang_text_of(attribute->value, strlen(attribute->value), attribute->value_place, GK_LANG_VALUE);
  size_t at = 0;
  return gk_lang_expr(l, &t, &at, false, scope);
}

struct gk_expr *gk_lang_test(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope) {
  struct gk_lang_part part = gk_lang_expr_value(l, attribute, scope);
  if (!part.expr || part.class == GK_CLASS_TRUTH) return part.expr;
  gk_lang_report(l, &gk_msg_lang_test, part.expr->place, gk_lang_copy(l, attribute->value + part.from, part.to - part.from), gk_lang_class_zh(part.class),
                 gk_lang_class_en(part.class));
  return NULL;
}

struct gk_expr *gk_lang_path(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope, unsigned classes,
                             const char *zh, const char *en) {
  struct gk_lang_part part = gk_lang_expr_value(l, attribute, scope);
  if (!part.expr) return NULL;
  const char *text = gk_lang_copy(l, attribute->value + part.from, part.to - part.from);
  if (part.expr->kind != GK_EXPR_PATH) {
    gk_lang_report(l, &gk_msg_lang_of_path, part.expr->place, attribute->name);
    return NULL;
  }
  if ((classes >> part.class) & 1) return part.expr;
  gk_lang_report(l, &gk_msg_lang_of_type, part.expr->place, attribute->name, zh, en, text, gk_lang_class_zh(part.class), gk_lang_class_en(part.class));
  return NULL;
}

struct gk_expr *gk_expr_parse(struct gk_arena *arena, const struct gk_source *source, const struct gk_field *root, struct gk_diag_sink *sink) {
  struct gk_lang l = {.arena = arena, .sink = sink, .root = root};
  struct gk_lang_text t = gk_lang_text_of(source->text, source->size, gk_place_at(source, 0, source->size), GK_LANG_RAW);
  size_t at = 0;
  struct gk_lang_part part = gk_lang_expr(&l, &t, &at, false, NULL);
  if (gk_arena_failed(arena)) {
    gk_report_memory(sink);
    return NULL;
  }
  return l.failed ? NULL : part.expr;
}
