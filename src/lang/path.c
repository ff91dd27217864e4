/* A name of the data, step by step through the model. Decides where it begins:
 * in the innermost records that have its first name, else at the root. Says for
 * every wrong step what could stand there. */
#include "lang/path.h"

#include <string.h>

struct path {
  struct gk_lexer *x;
  enum gk_path_mode mode;
  const struct gk_lang_scope *scope;
  const char **names; size_t count, capacity;
  const struct gk_field *field; /* of the last name */
  size_t from, to;
  bool relative;
  const struct gk_field *records; /* the last it went through */
};

/* The group the first name is looked for in: that of the scope that has it, else the root. */
static const struct gk_field *start(struct path *p, const char *name, size_t n) {
  for (const struct gk_lang_scope *s = p->scope; s; s = s->outer)
    if (gk_field_lookup(s->record, name, n)) {
      p->relative = true;
      return s->record;
    }
  return p->x->l->root;
}

/* A spelling that is an alias: the model's text at `at` begins with it, or the name is it. Longest wins. */
static const char *alias_at(const struct gk_field *group, const char *text, size_t n, size_t name, size_t *size) {
  const char *canonical = NULL;
  *size = 0;
  for (size_t i = 0; i < group->field_count; i++)
    for (size_t a = 0; a < group->fields[i]->alias_count; a++) {
      const char *alias = group->fields[i]->aliases[a];
      size_t length = strlen(alias);
      if (length < name || length > n || length <= *size || memcmp(alias, text, length) != 0) continue;
      *size = length;
      canonical = group->fields[i]->name;
    }
  return canonical;
}

static bool report_alias(struct path *p, const struct gk_field *group) {
  struct gk_lexer *x = p->x;
  size_t size, name = x->to - x->from;
  const char *canonical = alias_at(group, x->t->text + x->from, x->t->size - x->from, name, &size);
  if (!canonical) return false;
  gk_lang_report(x->l, &gk_msg_lang_alias, gk_lang_text_place(x->t, x->from, x->from + size), gk_lang_copy(x->l, x->t->text + x->from, size), canonical);
  return true;
}

static void add_names(struct gk_lang *l, const struct gk_field *group, const char ***names, size_t *n, size_t *capacity) {
  for (size_t i = 0; i < group->field_count; i++) {
    if (group->fields[i]->hidden) continue;
    const char **grown = gk_arena_grow(l->arena, *names, capacity, *n + 1, sizeof *grown);
    if (!grown) return;
    *names = grown;
    grown[(*n)++] = group->fields[i]->name;
  }
}

/* The name is unknown: an alias, a forgotten space, or a slip. */
static void report_unknown(struct path *p, const struct gk_field *group) {
  struct gk_lexer *x = p->x;
  struct gk_lang *l = x->l;
  const char *word = gk_lang_copy(l, x->t->text + x->from, x->to - x->from);
  const char **names = NULL;
  size_t n = 0, capacity = 0;
  bool first = p->count == 0;
  for (const struct gk_lang_scope *s = first ? p->scope : NULL; s; s = s->outer) {
    if (report_alias(p, s->record)) return;
    add_names(l, s->record, &names, &n, &capacity);
  }
  if (report_alias(p, group)) return;
  add_names(l, group, &names, &n, &capacity);
  struct gk_place place = gk_lang_text_place(x->t, x->from, x->to);
  bool joined = strstr(word, "且") || strstr(word, "或") || strncmp(word, "非", strlen("非")) == 0 || strstr(word, "起于");
  if (joined && !gk_nearest(word, names, n)) gk_lang_report(l, &gk_msg_lang_spaces, place, word);
  else gk_lang_report_near(l, &gk_msg_lang_name, place, word, names, n, NULL, NULL);
}

/* Whether one may go on below the field; reports with the name that comes. */
static bool may_descend(struct path *p) {
  struct gk_lexer *x = p->x;
  const struct gk_field *field = p->field;
  if (field->type == GK_TYPE_GROUP) return true;
  if (field->type == GK_TYPE_RECORDS && p->mode == GK_PATH_SUM) {
    p->records = field;
    return true;
  }
  const char *so_far = gk_lang_copy(x->l, x->t->text + p->from, p->to - p->from);
  const char *next = gk_lang_copy(x->l, x->t->text + x->from, x->to - x->from);
  struct gk_place place = gk_lang_text_place(x->t, p->from, x->to);
  enum gk_lang_class class = gk_lang_class_of(field);
  if (field->type == GK_TYPE_RECORDS) gk_lang_report(x->l, &gk_msg_lang_through, place, so_far, next);
  else gk_lang_report(x->l, &gk_msg_lang_leaf, place, so_far, gk_lang_class_zh(class), gk_lang_class_en(class), next);
  return false;
}

/* Takes the name in view. */
static bool step(struct path *p, const struct gk_field *group) {
  struct gk_lexer *x = p->x;
  const char *text = x->t->text + x->from;
  size_t n = x->to - x->from;
  const struct gk_field *field = gk_field_lookup(group, text, n);
  if (!field) {
    report_unknown(p, group);
    return false;
  }
  if (field->hidden) {
    gk_lang_report(x->l, &gk_msg_lang_hidden, gk_lang_text_place(x->t, x->from, x->to), field->name);
    return false;
  }
  const char **names = gk_arena_grow(x->l->arena, p->names, &p->capacity, p->count + 1, sizeof *names);
  if (!names) return false;
  p->names = names;
  names[p->count++] = field->name;
  p->field = field;
  p->to = x->to;
  return true;
}

static struct gk_expr *path_expr(struct path *p) {
  struct gk_lang *l = p->x->l;
  struct gk_expr *expr = gk_arena_alloc(l->arena, sizeof *expr);
  const char *text = p->names[0];
  for (size_t i = 1; i < p->count && text; i++) text = gk_arena_printf(l->arena, "%s.%s", text, p->names[i]);
  if (!expr || !text) return NULL;
  *expr = (struct gk_expr){.kind = GK_EXPR_PATH, .place = gk_lang_text_place(p->x->t, p->from, p->to), .text = text, .path = p->names,
                           .path_count = p->count, .relative = p->relative, .field = p->field};
  return expr;
}

struct gk_lang_part gk_path_parse(struct gk_lexer *x, enum gk_path_mode mode, const struct gk_lang_scope *scope, const struct gk_field **records) {
  struct path p = {.x = x, .mode = mode, .scope = scope, .from = x->from, .to = x->to};
  struct gk_lang_part none = {.from = x->from, .to = x->to};
  if (!step(&p, start(&p, x->t->text + x->from, x->to - x->from))) return none;
  /* 因公出国（境）费: the bracket would be refused as a sign, but what is meant is an alias */
  for (gk_lexer_next(x); x->kind == GK_TOKEN_DOT; gk_lexer_next(x)) {
    gk_lexer_next(x);
    if (x->kind != GK_TOKEN_NAME) {
      if (x->kind != GK_TOKEN_FAULT) gk_lang_report(x->l, &gk_msg_lang_operand, gk_lang_text_place(x->t, x->from, x->to), "");
      return none;
    }
    if (!may_descend(&p) || !step(&p, p.field)) return none;
  }
  struct gk_expr *expr = x->kind == GK_TOKEN_FAULT ? NULL : path_expr(&p);
  if (!expr) return none;
  if (records) *records = p.records;
  return (struct gk_lang_part){expr, p.from, p.to, gk_lang_class_of(p.field)};
}
