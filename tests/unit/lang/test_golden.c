/* The corpus of small layouts: what is in valid/ loads without a word, what is in
 * invalid/ gives exactly the diagnostics written beside it. With GK_TEST_UPDATE
 * set, the diagnostics are written anew, to be read before they are kept. */
#include "support.h"

/* Which kind of file a text is, by its root element. */
static const char *kind_of(const char *text) {
  static const char *const kinds[] = {"model", "terms", "styles", "codes"};
  for (size_t i = 0; i < 4; i++) {
    char start[16];
    snprintf(start, sizeof start, "\n<%s", kinds[i]);
    if (strstr(text, start)) return kinds[i];
  }
  return "layout";
}

static const struct gk_source *corpus_file(struct world *w, const char *folder, const char *name) {
  char path[256];
  snprintf(path, sizeof path, CORPUS "/%s/%s", folder, name);
  struct gk_source *source = gk_file_read(w->arena, path, 1 << 20, w->sink);
  assert_non_null(source);
  return source;
}

static bool ends_with(const char *name, const char *end) {
  size_t n = strlen(name), m = strlen(end);
  return n > m && strcmp(name + n - m, end) == 0;
}

static const char *stem_of(struct world *w, const char *name) { return gk_arena_strndup(w->arena, name, strlen(name) - 4); }

/* Every valid layout stands in the folder under its own name, so that the others can extend it. */
static size_t put_valid(struct world *w, const char ***stems) {
  size_t n, kept = 0;
  assert_true(gk_file_list(w->arena, CORPUS "/valid", stems, &n, w->sink));
  for (size_t i = 0; i < n; i++) {
    if (!ends_with((*stems)[i], ".xml")) continue;
    const char *stem = stem_of(w, (*stems)[i]);
    put_layout(w, stem, corpus_file(w, "valid", (*stems)[i])->text);
    (*stems)[kept++] = stem;
  }
  return kept;
}

static void valid(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const char **stems;
  size_t n = put_valid(&w, &stems);
  assert_true(n >= 3);
  for (size_t i = 0; i < n; i++) load_clean(&w, stems[i]);
  world_close(&w);
}

static void add_place(const struct world *w, struct gk_buf *out, struct gk_place place) {
  if (!place.source) return;
  struct gk_position at = gk_place_position(place);
  const char *name = place.source->name;
  size_t dir = strlen(w->dir);
  if (strncmp(name, w->dir, dir) == 0) name += dir + 1;
  gk_buf_addf(out, " %s:%u:%u", name, at.line, at.column);
}

static void add_diags(const struct world *w, struct gk_buf *out) {
  static const char *const severities[] = {"note", "warning", "error"};
  for (const struct gk_diag *d = gk_diag_first(w->sink); d; d = d->next) {
    gk_buf_addf(out, "%s %s", severities[d->severity], d->message->id);
    add_place(w, out, d->layout);
    gk_buf_add_string(out, "\n  ");
    gk_diag_render_message(d, GK_DIAG_ZH, out);
    gk_buf_add_string(out, "\n  ");
    gk_diag_render_message(d, GK_DIAG_EN, out);
    gk_buf_add_string(out, "\n");
  }
}

static bool judge(const char *name) {
  struct world w;
  world_with_folder(&w);
  const char **stems;
  put_valid(&w, &stems);
  const char *text = corpus_file(&w, "invalid", name)->text, *kind = kind_of(text);
  const char *id = strcmp(kind, "layout") == 0 ? "x" : "small";
  if (strcmp(kind, "layout") == 0) put_layout(&w, "x", text);
  else if (strcmp(kind, "codes") == 0) put_file(&w, "common/codes", "functional.xml", text);
  else put_file(&w, "common", gk_arena_printf(w.arena, "%s.xml", kind), text);
  bool loaded = load(&w, id) != NULL;
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  add_diags(&w, &out);
  const char *diag = gk_arena_printf(w.arena, "%s.diag", stem_of(&w, name));
  if (getenv("GK_TEST_UPDATE")) {
    char path[256];
    snprintf(path, sizeof path, CORPUS "/invalid/%s", diag);
    write_text(path, out.data ? out.data : "", out.size);
  }
  const struct gk_source *wanted = corpus_file(&w, "invalid", diag);
  bool same = wanted->size == out.size && memcmp(wanted->text, out.data, out.size) == 0;
  if (!same) print_message("%s: wanted\n%sgot\n%s", name, wanted->text, out.data);
  if (loaded) print_message("%s was accepted\n", name);
  gk_buf_drop(&out);
  world_close(&w);
  return same && !loaded;
}

static void invalid(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  const char **names;
  size_t n, judged = 0, failed = 0;
  assert_true(gk_file_list(w.arena, CORPUS "/invalid", &names, &n, w.sink));
  for (size_t i = 0; i < n; i++) {
    if (!ends_with(names[i], ".xml")) continue;
    judged++;
    failed += !judge(names[i]);
  }
  assert_true(judged >= 60);
  assert_int_equal(failed, 0);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(valid), cmocka_unit_test(invalid)};
  return cmocka_run_group_tests_name("lang/golden", tests, NULL, NULL);
}
