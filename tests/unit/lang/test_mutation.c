/* One thing of a complete layout changed at a time: every element and attribute
 * is taken away, misspelt, given nonsense. Either the layout still loads, or it
 * says why not, with a place; it never says nothing and never crashes. */
#include "support.h"

enum mutation {
  KEEP, DROP_ELEMENT, MISSPELL_ELEMENT, EMPTY_ELEMENT, DOUBLE_ELEMENT, DROP_ATTRIBUTE, MISSPELL_ATTRIBUTE, VALUE_EMPTY, VALUE_NONSENSE, VALUE_BRACE,
  VALUE_HUGE, MUTATIONS
};

struct change { enum mutation kind; size_t index; size_t seen; bool done; };

static void write_escaped(struct gk_buf *out, const char *text, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (text[i] == '<') gk_buf_add_string(out, "&lt;");
    else if (text[i] == '&') gk_buf_add_string(out, "&amp;");
    else if (text[i] == '"') gk_buf_add_string(out, "&quot;");
    else gk_buf_add_char(out, text[i]);
  }
}

static bool about_attribute(enum mutation kind) { return kind >= DROP_ATTRIBUTE; }

/* Whether the change applies to the thing now met. */
static bool meets(struct change *c, bool attribute) {
  if (c->kind == KEEP || about_attribute(c->kind) != attribute) return false;
  if (c->seen++ != c->index) return false;
  c->done = true;
  return true;
}

static void write_attribute(struct gk_buf *out, const struct gk_xml_attribute *a, struct change *c) {
  bool hit = meets(c, true);
  if (hit && c->kind == DROP_ATTRIBUTE) return;
  gk_buf_addf(out, " %s%s=\"", a->name, hit && c->kind == MISSPELL_ATTRIBUTE ? "x" : "");
  const char *value = a->value;
  if (hit && c->kind == VALUE_EMPTY) value = "";
  if (hit && c->kind == VALUE_NONSENSE) value = "★★";
  if (hit && c->kind == VALUE_BRACE) value = "{";
  if (hit && c->kind == VALUE_HUGE) value = "99999999999999999999";
  write_escaped(out, value, strlen(value));
  gk_buf_add_char(out, '"');
}

static void write_node(struct gk_buf *out, const struct gk_xml_node *node, struct change *c) {
  if (node->text) {
    write_escaped(out, node->text, node->text_size);
    return;
  }
  bool hit = meets(c, false);
  if (hit && c->kind == DROP_ELEMENT) return;
  const char *wrong = hit && c->kind == MISSPELL_ELEMENT ? "x" : "";
  for (int times = hit && c->kind == DOUBLE_ELEMENT ? 2 : 1; times > 0; times--) {
    gk_buf_addf(out, "<%s%s", node->name, wrong);
    for (const struct gk_xml_attribute *a = node->attributes; a; a = a->next) write_attribute(out, a, c);
    gk_buf_add_char(out, '>');
    if (!(hit && c->kind == EMPTY_ELEMENT))
      for (const struct gk_xml_node *n = node->first; n; n = n->next) write_node(out, n, c);
    gk_buf_addf(out, "</%s%s>", node->name, wrong);
  }
}

struct tally { size_t loaded, refused; };

/* Loads the text as layout `id` or in place of a common file; checks that it says enough. */
static void judge(struct world *w, const char *folder, const char *file, const char *id, const char *text, enum mutation kind, struct tally *tally) {
  bool own = strcmp(folder, id) == 0 || strcmp(folder, "common") == 0; /* what is wrong in a base may be replaced above it */
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  put_file(w, folder, file, text);
  struct gk_layout *layout = gk_layout_load(arena, w->dir, id, sink);
  bool fine = (layout != NULL) == (gk_diag_errors(sink) == 0);
  for (const struct gk_diag *d = gk_diag_first(sink); d; d = d->next) {
    fine &= d->layout.source != NULL && d->layout.offset <= d->layout.source->size;
    struct gk_buf out;
    gk_buf_init(&out, 1 << 16);
    gk_diag_render_text(d, GK_DIAG_ZH, &out);
    fine &= out.size > 0 && !strstr(out.data, "{1}") && !strstr(out.data, "{2}");
    gk_buf_drop(&out);
  }
  if ((kind == MISSPELL_ELEMENT || kind == MISSPELL_ATTRIBUTE) && own) fine &= layout == NULL;
  if (!fine) {
    print_message("kind %d\n%s\n", (int)kind, text);
    print_reports(sink);
  }
  assert_true(fine);
  tally->loaded += layout != NULL;
  tally->refused += layout == NULL;
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
}

static struct tally mutate(struct world *w, const char *path, const char *folder, const char *file, const char *id) {
  struct gk_source *source = gk_file_read(w->arena, path, 1 << 20, w->sink);
  assert_non_null(source);
  struct gk_xml_node *root = gk_xml_parse(w->arena, source, w->sink);
  assert_non_null(root);
  struct tally tally = {0};
  for (int kind = KEEP; kind < MUTATIONS; kind++)
    for (size_t i = 0;; i++) {
      struct change c = {.kind = (enum mutation)kind, .index = i};
      struct gk_buf out;
      gk_buf_init(&out, 1 << 20);
      write_node(&out, root, &c);
      bool more = c.done || kind == KEEP;
      if (more && out.size) judge(w, folder, file, id, out.data, (enum mutation)kind, &tally);
      gk_buf_drop(&out);
      if (!more || kind == KEEP) break;
    }
  put_file(w, folder, file, source->text);
  print_message("%s on %s: %zu load, %zu are refused\n", path, id, tally.loaded, tally.refused);
  return tally;
}

static void corpus(struct world *w) {
  world_with_folder(w);
  static const char *const names[] = {"small", "whole", "extended"};
  for (size_t i = 0; i < 3; i++) {
    struct gk_source *source = gk_file_read(w->arena, gk_arena_printf(w->arena, CORPUS "/valid/%s.xml", names[i]), 1 << 20, w->sink);
    assert_non_null(source);
    put_layout(w, names[i], source->text);
  }
}

static void layouts(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  struct tally whole = mutate(&w, CORPUS "/valid/whole.xml", "whole", "layout.xml", "whole");
  assert_true(whole.refused > 700);
  assert_true(whole.loaded > 100); /* what is optional may go */
  struct tally extended = mutate(&w, CORPUS "/valid/extended.xml", "extended", "layout.xml", "extended");
  assert_true(extended.refused > 50);
  world_close(&w);
}

static void common(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  assert_true(mutate(&w, CORPUS "/common/model.xml", "common", "model.xml", "small").refused > 100);
  assert_true(mutate(&w, CORPUS "/common/styles.xml", "common", "styles.xml", "small").refused > 100);
  assert_true(mutate(&w, CORPUS "/common/terms.xml", "common", "terms.xml", "small").refused > 5);
  world_close(&w);
}

/* A base that is broken is no worse for the layout on top of it. */
static void bases(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  struct tally t = mutate(&w, CORPUS "/valid/whole.xml", "whole", "layout.xml", "extended");
  assert_true(t.refused > 500);
  world_close(&w);
}

/* Cut anywhere, it is refused with a place. */
static void cuts(void **state) {
  (void)state;
  struct world w;
  corpus(&w);
  struct gk_source *source = gk_file_read(w.arena, CORPUS "/valid/whole.xml", 1 << 20, w.sink);
  struct tally tally = {0};
  for (size_t n = 0; n + 10 < source->size; n += 37) {
    const char *text = gk_arena_strndup(w.arena, source->text, n);
    judge(&w, "whole", "layout.xml", "whole", text, KEEP, &tally);
  }
  assert_int_equal(tally.loaded, 0);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(layouts), cmocka_unit_test(common), cmocka_unit_test(bases), cmocka_unit_test(cuts)};
  return cmocka_run_group_tests_name("lang/mutation", tests, NULL, NULL);
}
