/* What the tests of bind share: a world with an arena and a sink, models and
 * expressions built by hand, data from JSON text, and questions to the sink. */
#ifndef TEST_BIND_SUPPORT_H
#define TEST_BIND_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bind/binder.h"

struct world {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  struct gk_model model;
  struct gk_value *data;
  struct gk_facts *facts;
};

static inline void world_open(struct world *w) {
  memset(w, 0, sizeof *w);
  w->arena = gk_arena_new(0);
  w->sink = gk_diag_sink_new(0);
  assert_non_null(w->arena);
  assert_non_null(w->sink);
}

static inline void world_close(struct world *w) {
  gk_diag_sink_drop(w->sink);
  gk_arena_drop(w->arena);
}

static inline void print_reports(const struct world *w) {
  for (const struct gk_diag *d = gk_diag_first(w->sink); d; d = d->next) {
    struct gk_buf out;
    gk_buf_init(&out, 1 << 16);
    gk_diag_render_text(d, GK_DIAG_ZH, &out);
    print_message("%s\n", out.data ? out.data : "");
    gk_buf_drop(&out);
  }
}

/* ------------------------------------------------------- models */

static inline struct gk_field *field_of(struct world *w, const char *name, enum gk_type type) {
  struct gk_field *f = gk_arena_alloc(w->arena, sizeof *f);
  f->name = f->title = name;
  f->name_size = strlen(name);
  f->type = type;
  return f;
}

static inline struct gk_field *optional_of(struct world *w, const char *name, enum gk_type type) {
  struct gk_field *f = field_of(w, name, type);
  f->optional = true;
  return f;
}

/* A GROUP or RECORDS of the fields that follow, up to NULL. */
static inline struct gk_field *group_of(struct world *w, const char *name, enum gk_type type, ...) {
  struct gk_field *group = field_of(w, name, type);
  group->fields = gk_arena_array(w->arena, 32, sizeof(struct gk_field *));
  va_list list;
  va_start(list, type);
  for (struct gk_field *f = va_arg(list, struct gk_field *); f; f = va_arg(list, struct gk_field *)) {
    f->parent = group;
    f->index = group->field_count;
    group->fields[group->field_count++] = f;
  }
  va_end(list);
  return group;
}

static inline struct gk_field *choice_of(struct world *w, const char *name, const char *a, const char *b) {
  struct gk_field *f = field_of(w, name, GK_TYPE_CHOICE);
  f->choices = gk_arena_array(w->arena, 2, sizeof(char *));
  f->choices[f->choice_count++] = a;
  f->choices[f->choice_count++] = b;
  return f;
}

static inline void alias_add(struct world *w, struct gk_field *f, const char *alias) {
  const char **aliases = gk_arena_array(w->arena, f->alias_count + 1, sizeof(char *));
  for (size_t i = 0; i < f->alias_count; i++) aliases[i] = f->aliases[i];
  aliases[f->alias_count++] = alias;
  f->aliases = aliases;
}

/* ------------------------------------------------------- expressions */

static inline struct gk_expr *expr_new(struct world *w, enum gk_expr_kind kind) {
  struct gk_expr *e = gk_arena_alloc(w->arena, sizeof *e);
  e->kind = kind;
  return e;
}

/* A path below `from` (the root, or the records it is relative to). */
static inline struct gk_expr *path_in(struct world *w, const struct gk_field *from, bool relative, const char *dotted) {
  struct gk_source *source = gk_source_new(w->arena, "layout.xml", dotted, strlen(dotted));
  struct gk_expr *e = expr_new(w, GK_EXPR_PATH);
  e->place = gk_place_at(source, 0, strlen(dotted));
  e->text = dotted;
  e->relative = relative;
  e->path = gk_arena_array(w->arena, 8, sizeof(char *));
  const struct gk_field *f = from;
  for (const char *at = dotted; *at;) {
    size_t n = strcspn(at, ".");
    e->path[e->path_count++] = gk_arena_strndup(w->arena, at, n);
    for (size_t i = 0; f && i <= f->field_count; i++) {
      if (i == f->field_count) f = NULL;
      else if (strlen(f->fields[i]->name) == n && memcmp(f->fields[i]->name, at, n) == 0) {
        f = f->fields[i];
        break;
      }
    }
    at += n;
    if (*at) at++;
  }
  e->field = f;
  return e;
}

static inline struct gk_expr *path_of(struct world *w, const char *dotted) { return path_in(w, w->model.root, false, dotted); }

static inline struct gk_expr *binary(struct world *w, enum gk_operator op, struct gk_expr *a, struct gk_expr *b) {
  struct gk_expr *e = expr_new(w, GK_EXPR_BINARY);
  e->op = op;
  e->a = a;
  e->b = b;
  e->place = a->place;
  return e;
}

static inline struct gk_expr *call(struct world *w, enum gk_function function, struct gk_expr *a) {
  struct gk_expr *e = expr_new(w, GK_EXPR_CALL);
  e->function = function;
  e->a = a;
  e->place = a->place;
  return e;
}

static inline struct gk_decimal dec(const char *text) {
  struct gk_decimal d = {0};
  assert_int_equal(gk_decimal_parse(text, strlen(text), &d), GK_DECIMAL_OK);
  return d;
}

static inline struct gk_expr *number(struct world *w, const char *text) {
  struct gk_expr *e = expr_new(w, GK_EXPR_NUMBER);
  e->number = dec(text);
  return e;
}

static inline struct gk_expr *string(struct world *w, const char *text) {
  struct gk_expr *e = expr_new(w, GK_EXPR_STRING);
  e->text = text;
  return e;
}

/* ------------------------------------------------------- templates */

static inline struct gk_template *template_of(struct world *w, size_t count) {
  struct gk_template *t = gk_arena_alloc(w->arena, sizeof *t);
  t->pieces = gk_arena_array(w->arena, count + 1, sizeof *t->pieces);
  return t;
}

static inline struct gk_piece *piece_text(struct gk_template *t, const char *text) {
  struct gk_piece *p = &t->pieces[t->count++];
  p->kind = GK_PIECE_TEXT;
  p->text = text;
  p->size = strlen(text);
  return p;
}

static inline struct gk_piece *piece_figure(struct gk_template *t, struct gk_expr *expr, enum gk_format format, const char *argument) {
  struct gk_piece *p = &t->pieces[t->count++];
  p->kind = GK_PIECE_FIGURE;
  p->expr = expr;
  p->format = format;
  p->argument = argument;
  return p;
}

static inline struct gk_template *text_template(struct world *w, const char *text) {
  struct gk_template *t = template_of(w, 1);
  piece_text(t, text);
  return t;
}

/* ------------------------------------------------------- data */

static inline struct gk_facts *facts_of(struct world *w, struct gk_field *root, const char *json) {
  struct gk_source *source = gk_source_new(w->arena, "data.json", json, strlen(json));
  w->data = gk_data_load(w->arena, source, GK_DATA_JSON, w->sink);
  if (!w->data) print_reports(w);
  assert_non_null(w->data);
  w->model.root = root;
  w->facts = gk_facts_new(w->arena, &w->model, w->data, w->sink);
  assert_non_null(w->facts);
  return w->facts;
}

static inline struct gk_fact *fact_at(struct world *w, const char *dotted) {
  struct gk_evaluation e = {.facts = w->facts, .sink = w->sink, .quiet = true};
  size_t used;
  struct gk_fact *fact = gk_evaluate_path(&e, path_of(w, dotted), &used);
  if (fact) gk_formula_settle(w->facts, fact, 0, w->sink);
  return fact;
}

static inline struct gk_figure value_of(struct world *w, const struct gk_expr *expr) {
  struct gk_evaluation e = {.facts = w->facts, .sink = w->sink};
  return gk_evaluate(&e, expr);
}

static inline struct gk_binder binder_of(struct world *w, const struct gk_layout *layout) {
  return (struct gk_binder){.arena = w->arena, .layout = layout, .facts = w->facts, .sink = w->sink, .where = "", .decimals = GK_DECIMALS_TRIM, .gathering = true};
}

/* ------------------------------------------------------- the sink */

static inline size_t reports(const struct world *w, const char *id) {
  size_t n = 0;
  for (const struct gk_diag *d = gk_diag_first(w->sink); d; d = d->next) n += !id || strcmp(d->message->id, id) == 0;
  return n;
}

static inline const struct gk_diag *report_of(const struct world *w, const char *id) {
  for (const struct gk_diag *d = gk_diag_first(w->sink); d; d = d->next)
    if (strcmp(d->message->id, id) == 0) return d;
  return NULL;
}

/* Whether the message of that id, in Chinese or English, has `text` in it. */
static inline bool report_says(const struct world *w, const char *id, const char *text) {
  bool found = false;
  for (const struct gk_diag *d = gk_diag_first(w->sink); d && !found; d = d->next) {
    if (strcmp(d->message->id, id) != 0) continue;
    for (int language = 0; language < 2 && !found; language++) {
      struct gk_buf out;
      gk_buf_init(&out, 1 << 16);
      gk_diag_render_message(d, language ? GK_DIAG_EN : GK_DIAG_ZH, &out);
      found = out.data && strstr(out.data, text);
      gk_buf_drop(&out);
    }
  }
  return found;
}

static inline void assert_reports(const struct world *w, const char *id, size_t n) {
  if (reports(w, NULL) == n && (n == 0 || reports(w, id) == n)) return;
  print_reports(w);
  fail_msg("expected %u of %s, have %u (%u in all)", (unsigned)n, id ? id : "nothing", (unsigned)(id ? reports(w, id) : 0), (unsigned)reports(w, NULL));
}

#endif
