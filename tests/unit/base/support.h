/* What the tests of base share: an arena, a sink, and what the sink says. */
#ifndef GK_TEST_BASE_SUPPORT_H
#define GK_TEST_BASE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct bench {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
};

static inline struct bench bench_new(void) {
  struct bench bench = {gk_arena_new(0), gk_diag_sink_new(0)};
  assert_non_null(bench.arena);
  assert_non_null(bench.sink);
  return bench;
}

static inline void bench_drop(struct bench *bench) {
  gk_arena_drop(bench->arena);
  gk_diag_sink_drop(bench->sink);
}

static inline struct gk_source *bench_source(struct bench *bench, const char *name, const char *text) {
  struct gk_source *source = gk_source_new(bench->arena, name, text, strlen(text));
  assert_non_null(source);
  return source;
}

/* Exactly one diagnostic was reported, with this id. */
static inline void bench_said(struct bench *bench, const char *id) {
  const struct gk_diag *diag = gk_diag_first(bench->sink);
  assert_non_null(diag);
  assert_string_equal(diag->message->id, id);
  assert_null(diag->next);
}

static inline void assert_text(const struct gk_buf *buf, const char *expected) {
  assert_false(buf->failed);
  assert_string_equal(buf->data ? buf->data : "", expected);
}

#endif
