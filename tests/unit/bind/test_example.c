/* The example of each layout, through the public functions: it binds without a
 * word; and with each of its data deleted, misspelt or retyped, one at a time,
 * there is exactly one error, at the right place, or none where the datum is
 * optional or not used. Without layouts there is nothing to do. */
#include "support.h"

#include <stdio.h>

#define LAYOUTS "layouts"

struct example {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  struct gk_layout *layout;
  struct gk_value *data;
  struct gk_document *document; /* of the data as it is */
};

/* ------------------------------------------------------- mutation */

enum how { DELETED, MISSPELT, RETYPED };
#define SEEN_MOST 4096

/* Writes the data as JSON with the value number `target` changed, and notes where. */
struct writer {
  struct gk_buf out;
  size_t target, number;  /* of values that stand in a map, in order; of the records of a list the first that has the key */
  uint64_t seen[SEEN_MOST]; size_t seen_count; /* their paths without the records' numbers, as hashes */
  enum how how;
  size_t at, map_at;      /* bytes: of what was changed, of its map */
  char path[512];
  const struct gk_field *field;
  bool found, applies;
};

static void put_string(struct writer *w, const char *text, size_t n) { gk_buf_add_json_string(&w->out, text, n); }

static void put_value(struct writer *w, const struct gk_value *v, const struct gk_field *field, const char *path);

static void put_retyped(struct writer *w, const struct gk_value *v) {
  w->at = w->out.size;
  switch (v->kind) {
    case GK_VALUE_NUMBER: gk_buf_addf(&w->out, "\"%s\"", v->text); break;
    case GK_VALUE_STRING: gk_buf_add_string(&w->out, "5"); break;
    case GK_VALUE_LIST: gk_buf_add_string(&w->out, "{}"); break;
    case GK_VALUE_MAP: gk_buf_add_string(&w->out, "[]"); break;
    default: w->applies = false; break;
  }
}

/* Whether the like of it was written before, in another record: a long list teaches nothing new. */
static bool is_repeated(struct writer *w, const char *path) {
  uint64_t hash = 14695981039346656037u;
  for (const char *p = path; *p; p++) {
    if (*p == '[')
      while (p[1] && *p != ']') p++;
    hash = (hash ^ (unsigned char)*p) * 1099511628211u;
  }
  for (size_t i = 0; i < w->seen_count; i++)
    if (w->seen[i] == hash) return true;
  assert_true(w->seen_count < SEEN_MOST);
  w->seen[w->seen_count++] = hash;
  return false;
}

/* One entry; false when it was deleted. */
static bool put_entry(struct writer *w, const struct gk_entry *e, const struct gk_field *field, const char *path, size_t map_at, bool first) {
  bool mine = !is_repeated(w, path) && w->number++ == w->target;
  if (mine) {
    w->found = w->applies = true;
    w->map_at = map_at;
    w->field = field;
    snprintf(w->path, sizeof w->path, "%s", path);
  }
  if (mine && w->how == DELETED) return false;
  if (!first) gk_buf_add_char(&w->out, ',');
  if (mine && w->how == MISSPELT) {
    w->at = w->out.size;
    size_t n = strlen(e->key) - 1; /* the last character becomes another */
    while (n > 0 && ((unsigned char)e->key[n] & 0xC0) == 0x80) n--;
    gk_buf_addf(&w->out, "\"%.*s甴\"", (int)n, e->key);
  } else {
    put_string(w, e->key, strlen(e->key));
  }
  gk_buf_add_char(&w->out, ':');
  if (mine && w->how == RETYPED) put_retyped(w, e->value);
  else put_value(w, e->value, field, path);
  return true;
}

static void put_value(struct writer *w, const struct gk_value *v, const struct gk_field *field, const char *path) {
  char inner[512];
  size_t here = w->out.size;
  switch (v->kind) {
    case GK_VALUE_MAP: {
      bool first = true;
      gk_buf_add_char(&w->out, '{');
      for (size_t i = 0; i < v->count; i++) {
        const struct gk_field *child = gk_field_lookup_alias(field, v->entries[i].key, strlen(v->entries[i].key));
        assert_non_null(child);
        snprintf(inner, sizeof inner, "%s%s%s", path, *path ? "." : "", child->name);
        if (put_entry(w, &v->entries[i], child, inner, here, first)) first = false;
      }
      gk_buf_add_char(&w->out, '}');
      break;
    }
    case GK_VALUE_LIST:
      gk_buf_add_char(&w->out, '[');
      for (size_t i = 0; i < v->count; i++) {
        if (i) gk_buf_add_char(&w->out, ',');
        snprintf(inner, sizeof inner, "%s[%u]", path, (unsigned)i + 1);
        put_value(w, v->items[i], field, inner);
      }
      gk_buf_add_char(&w->out, ']');
      break;
    case GK_VALUE_STRING: put_string(w, v->text, v->size); break;
    case GK_VALUE_NUMBER: gk_buf_add_string(&w->out, v->text); break;
    default: gk_buf_add_string(&w->out, "null"); break;
  }
}

/* ------------------------------------------------------- one run */

struct run { struct gk_arena *arena; struct gk_diag_sink *sink; struct gk_document *document; };

static void run_open(struct run *r, const struct example *x, const char *json, size_t n, enum gk_bind_mode mode) {
  r->arena = gk_arena_new(0);
  r->sink = gk_diag_sink_new(0);
  gk_diag_sink_lower_document_errors(r->sink, mode == GK_BIND_DRAFT);
  struct gk_source *source = gk_source_new(r->arena, "data.json", json, n);
  struct gk_value *data = gk_data_load(r->arena, source, GK_DATA_JSON, r->sink);
  assert_non_null(data);
  struct gk_facts *facts = gk_facts_new(r->arena, x->layout->model, data, r->sink);
  assert_non_null(facts);
  r->document = gk_bind(r->arena, x->layout, gk_layout_document(x->layout, NULL), facts, mode, r->sink);
}

static void run_close(struct run *r) {
  gk_diag_sink_drop(r->sink);
  gk_arena_drop(r->arena);
}

static void show(const struct gk_diag_sink *sink) {
  struct world w = {.sink = (struct gk_diag_sink *)(uintptr_t)sink};
  print_reports(&w);
}

/* Whether the document prints the datum or anything in it. 金额单位 is in every amount. */
static bool is_path_used(const struct example *x, const char *path) {
  size_t n = strlen(path);
  for (size_t i = 0; i < x->document->use_count; i++) {
    const char *used = x->document->uses[i].path;
    if (strncmp(used, path, n) == 0 && (used[n] == '\0' || used[n] == '.' || used[n] == '[')) return true;
  }
  return strcmp(path, "金额单位") == 0;
}

/* A code is wanted too where only its name is printed. */
static bool is_used(const struct example *x, const struct gk_field *field, const char *path) {
  if (is_path_used(x, path)) return true;
  const char *last = strrchr(path, '.');
  for (size_t i = 0; last && field->parent && i < field->parent->field_count; i++) {
    const struct gk_field *name = field->parent->fields[i];
    if (name->name_of == field && is_path_used(x, gk_arena_printf(x->arena, "%.*s.%s", (int)(last - path), path, name->name))) return true;
  }
  return false;
}

/* ------------------------------------------------------- consequences */

static bool holds(const struct gk_field *field, const struct gk_field *sought) {
  bool found = field == sought;
  for (size_t i = 0; i < field->field_count && !found; i++) found = holds(field->fields[i], sought);
  return found;
}

static bool reads(const struct gk_expr *e, const struct gk_field *field) {
  return e && ((e->field && holds(field, e->field)) || reads(e->a, field) || reads(e->b, field));
}

/* Whether another figure of the model is a sum with what the field holds: then that one says so when a part of it is gone. */
static bool feeds_a_sum(const struct gk_field *at, const struct gk_field *field) {
  bool found = reads(at->formula, field);
  for (size_t i = 0; i < at->field_count && !found; i++) found = feeds_a_sum(at->fields[i], field);
  return found;
}

/* Whether it can do without being given: optional, a sum, or a group of such. */
static bool can_be_absent(const struct gk_field *field) {
  if (field->optional || field->formula) return true;
  bool all = field->type == GK_TYPE_GROUP;
  for (size_t i = 0; i < field->field_count && all; i++) all = can_be_absent(field->fields[i]);
  return all;
}

/* What the document wants stated before it goes out, though the model can do without. */
static bool is_required(const struct example *x, const struct gk_field *field) {
  const struct gk_document_node *node = gk_layout_document(x->layout, NULL);
  bool found = false;
  for (size_t i = 0; i < node->require_count && !found; i++) found = node->requires[i] == field;
  return found;
}

static bool is_consequence(const struct gk_diag *d) {
  return strcmp(d->message->id, "bind.sum") == 0 || strcmp(d->message->id, "bind.tree-sum") == 0 || strcmp(d->message->id, "bind.missing") == 0;
}

/* ------------------------------------------------------- judgement */

/* What the error must be: one, and beside it at most those of the sums that the datum is part of. */
static void check_error(const struct example *x, const struct writer *w, const struct run *r) {
  static const char *const hows[] = {"deleted", "misspelt", "retyped"};
  bool required = w->how == DELETED && is_required(x, w->field);
  bool optional = w->how == DELETED && !required && (can_be_absent(w->field) || !is_used(x, w->field, w->path));
  bool sums = feeds_a_sum(x->layout->model->root, w->field);
  size_t expected = optional ? 0 : 1, others = 0;
  const struct gk_diag *mine = NULL;
  for (const struct gk_diag *d = gk_diag_first(r->sink); d; d = d->next) {
    if (d->severity != GK_ERROR) continue;
    bool other = sums && is_consequence(d) && (optional || mine || w->how != DELETED || strcmp(d->message->id, "bind.missing") != 0);
    if (other) others++;
    else if (!mine) mine = d;
  }
  if (gk_diag_errors(r->sink) - others != expected) {
    show(r->sink);
    fail_msg("%s %s: %u errors and %u of sums, expected %u", w->path, hows[w->how], (unsigned)(gk_diag_errors(r->sink) - others), (unsigned)others, (unsigned)expected);
  }
  assert_int_equal(r->document == NULL, expected == 1 || others > 0);
  if (optional) return;
  const char *id = mine->message->id;
  bool right_id = required ? strcmp(id, "bind.required") == 0 : w->how == DELETED ? strcmp(id, "bind.missing") == 0 : w->how == MISSPELT ? strcmp(id, "model.unknown-key") == 0 : strncmp(id, "model.", 6) == 0;
  bool right_place = w->how == DELETED ? mine->data.offset == w->map_at : mine->data.offset == w->at || mine->data.offset == w->at + 1; /* inside the quotes */
  bool right_path = w->how == MISSPELT || strcmp(mine->args[0], w->path) == 0;
  if (right_id && right_place && right_path) return;
  show(r->sink);
  fail_msg("%s %s: not the right error (id %d place %d path %d)", w->path, hows[w->how], right_id, right_place, right_path);
}

static void check_silence(struct example *x) {
  struct gk_facts *facts = gk_facts_new(x->arena, x->layout->model, x->data, x->sink);
  assert_non_null(facts);
  struct gk_document *d = gk_bind(x->arena, x->layout, gk_layout_document(x->layout, NULL), facts, GK_BIND_STRICT, x->sink);
  x->document = gk_bind(x->arena, x->layout, gk_layout_document(x->layout, NULL), facts, GK_BIND_EXPLAIN, x->sink);
  if (gk_diag_first(x->sink)) show(x->sink);
  assert_null(gk_diag_first(x->sink));
  assert_non_null(d);
  assert_true(d->count > 0 && x->document->count == d->count && x->document->use_count > 0);
  for (size_t i = 0; i < d->count; i++) assert_true(d->blocks[i].style || d->blocks[i].kind == GK_BLOCK_BREAK);
}

static void check_mutations(const struct example *x, enum how how) {
  size_t tried = 0;
  for (size_t target = 0;; target++) {
    struct writer w = {.target = target, .how = how};
    gk_buf_init(&w.out, 1 << 22);
    put_value(&w, x->data, x->layout->model->root, "");
    if (w.found && w.applies) {
      struct run r;
      run_open(&r, x, w.out.data, w.out.size, GK_BIND_STRICT);
      check_error(x, &w, &r);
      run_close(&r);
      run_open(&r, x, w.out.data, w.out.size, GK_BIND_DRAFT);
      if (!r.document || gk_diag_errors(r.sink) > 0) fail_msg("%s: no draft", w.path);
      run_close(&r);
      tried++;
    }
    gk_buf_drop(&w.out);
    if (!w.found) break;
  }
  assert_true(tried > 0);
}

/* Memory fails at some points of the way: a report, no document, no crash. */
static void check_memory(const struct example *x) {
  bool failed = false, done = false;
  for (size_t limit = 4096; !done; limit += limit / 12) {
    struct gk_arena *small = gk_arena_new(limit);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    assert_non_null(small);
    struct gk_facts *facts = gk_facts_new(small, x->layout->model, x->data, sink);
    struct gk_document *d = facts ? gk_bind(small, x->layout, gk_layout_document(x->layout, NULL), facts, GK_BIND_STRICT, sink) : NULL;
    if (d) done = true;
    else {
      failed = true;
      assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    }
    gk_diag_sink_drop(sink);
    gk_arena_drop(small);
  }
  assert_true(failed);
}

static void check_layout(const char *id) {
  struct example x = {.arena = gk_arena_new(0), .sink = gk_diag_sink_new(0)};
  const char *path = gk_arena_printf(x.arena, LAYOUTS "/%s/example.json", id);
  if (gk_file_exists(path)) {
    print_message("%s\n", id);
    x.layout = gk_layout_load(x.arena, LAYOUTS, id, x.sink);
    struct gk_source *source = gk_file_read(x.arena, path, GK_DATA_SIZE_MAX, x.sink);
    x.data = source ? gk_data_load(x.arena, source, GK_DATA_JSON, x.sink) : NULL;
    if (!x.layout || !x.data) show(x.sink);
    assert_true(x.layout && x.data);
    check_silence(&x);
    check_mutations(&x, DELETED);
    check_mutations(&x, MISSPELT);
    check_mutations(&x, RETYPED);
    check_memory(&x);
  }
  gk_diag_sink_drop(x.sink);
  gk_arena_drop(x.arena);
}

static void test_examples(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  const char **names = NULL;
  size_t n = 0;
  if (gk_file_is_dir(LAYOUTS) && gk_file_list(arena, LAYOUTS, &names, &n, sink))
    for (size_t i = 0; i < n; i++) check_layout(names[i]);
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
