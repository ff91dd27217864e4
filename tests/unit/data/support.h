/* What the tests of this room share: loading a text and looking at the outcome. */
#ifndef TEST_DATA_SUPPORT_H
#define TEST_DATA_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

#include "data/data.h"

struct loaded {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  struct gk_source *source;
  struct gk_value *root;
};

static inline struct loaded load_bytes(const char *name, const char *text, size_t n, enum gk_data_format format) {
  struct loaded l = {.arena = gk_arena_new(0), .sink = gk_diag_sink_new(0)};
  assert_non_null(l.arena);
  assert_non_null(l.sink);
  l.source = gk_source_new(l.arena, name, text, n);
  assert_non_null(l.source);
  l.root = gk_data_load(l.arena, l.source, format, l.sink);
  /* NULL exactly when something was reported */
  assert_true((l.root == NULL) == (gk_diag_errors(l.sink) > 0));
  return l;
}

static inline struct loaded load(const char *text, enum gk_data_format format) {
  return load_bytes("-", text, strlen(text), format);
}

static inline void unload(struct loaded *l) {
  gk_diag_sink_drop(l->sink);
  gk_arena_drop(l->arena);
}

static inline void print_diags(const struct loaded *l) {
  struct gk_buf out;
  gk_buf_init(&out, (size_t)1 << 20);
  gk_diag_render_all(l->sink, GK_DIAG_ZH, false, &out);
  print_error("%s\n", out.data ? out.data : "");
  gk_buf_drop(&out);
}

/* A text that is refused, with the id and the place of its first fault, and the number of faults. */
struct refusal {
  const char *text;
  const char *id;
  unsigned line, column;
  const char *at; /* the source bytes the fault covers; NULL: not looked at */
  size_t faults;  /* 0: one */
};

static inline void check_refusal(const struct refusal *r, enum gk_data_format format) {
  struct loaded l = load(r->text, format);
  const struct gk_diag *diag = gk_diag_first(l.sink);
  if (!diag) fail_msg("accepted: %s", r->text);
  struct gk_position at = gk_place_position(diag->data);
  if (strcmp(diag->message->id, r->id) != 0 || at.line != r->line || at.column != r->column) {
    print_diags(&l);
    fail_msg("%s: expected %s at %u:%u, found %s at %u:%u", r->text, r->id, r->line, r->column, diag->message->id, at.line,
             at.column);
  }
  if (r->at) {
    assert_int_equal(diag->data.length, strlen(r->at));
    assert_memory_equal(l.source->text + diag->data.offset, r->at, strlen(r->at));
  }
  assert_int_equal(gk_diag_errors(l.sink), r->faults ? r->faults : 1);
  assert_int_equal(gk_diag_status(l.sink), GK_STATUS_INPUT);
  unload(&l);
}

/* Writes a tree in one canonical line: {"a":1,…} with numbers as written, so that trees can be compared. */
static inline void describe(const struct gk_value *value, struct gk_buf *out) {
  switch (value->kind) {
    case GK_VALUE_NULL:
      gk_buf_add_string(out, "null");
      break;
    case GK_VALUE_BOOL:
      gk_buf_add_string(out, value->boolean ? "true" : "false");
      break;
    case GK_VALUE_NUMBER:
      gk_buf_add(out, value->text, value->size);
      gk_buf_addf(out, "=%lld/%u", (long long)value->number.coefficient, (unsigned)value->number.scale);
      break;
    case GK_VALUE_STRING:
      gk_buf_add_json_string(out, value->text, value->size);
      break;
    case GK_VALUE_LIST:
      gk_buf_add_char(out, '[');
      for (size_t i = 0; i < value->count; i++) {
        describe(value->items[i], out);
        gk_buf_add_char(out, ';');
      }
      gk_buf_add_char(out, ']');
      break;
    case GK_VALUE_MAP:
      gk_buf_add_char(out, '{');
      for (size_t i = 0; i < value->count; i++) {
        gk_buf_add_json_string(out, value->entries[i].key, strlen(value->entries[i].key));
        gk_buf_add_char(out, ':');
        describe(value->entries[i].value, out);
        gk_buf_add_char(out, ';');
      }
      gk_buf_add_char(out, '}');
      break;
  }
}

/* A text that is taken, with its tree as describe() writes it. */
struct acceptance {
  const char *text, *tree;
};

static inline void check_acceptance(const struct acceptance *a, enum gk_data_format format) {
  struct loaded l = load(a->text, format);
  if (!l.root) {
    print_diags(&l);
    fail_msg("refused: %s", a->text);
  }
  struct gk_buf out;
  gk_buf_init(&out, (size_t)1 << 24);
  describe(l.root, &out);
  assert_string_equal(out.data, a->tree);
  gk_buf_drop(&out);
  unload(&l);
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
