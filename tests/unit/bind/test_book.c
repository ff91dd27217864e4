/* Books bound: what a part brings along and what it leaves, levels, numbers that
 * begin anew, which blocks a contents lists. */
#include "support.h"

static const char *const style_names[] = {"body", "title", "item", "heading-1", "heading-2", "heading-3", "heading-4", "cover-title", "cover-line",
                                          "cover-list", "contents-title", "contents-1", "contents-2", "contents-3"};
#define NODES_MOST 8

static struct gk_layout *layout_of(struct world *w) {
  struct gk_layout *l = gk_arena_alloc(w->arena, sizeof *l);
  l->id = "t";
  l->model = &w->model;
  l->style_count = sizeof style_names / sizeof *style_names;
  l->styles = gk_arena_array(w->arena, l->style_count, sizeof(struct gk_style *));
  for (size_t i = 0; i < l->style_count; i++) {
    l->styles[i] = gk_arena_alloc(w->arena, sizeof(struct gk_style));
    l->styles[i]->decimals = GK_DECIMALS_TRIM;
    l->styles[i]->name = style_names[i];
  }
  return l;
}

static struct gk_node *node_of(struct world *w, enum gk_node_kind kind, const char *text) {
  struct gk_node *n = gk_arena_alloc(w->arena, sizeof *n);
  n->kind = kind;
  n->children = gk_arena_array(w->arena, NODES_MOST, sizeof(struct gk_node *));
  if (text) n->content = text_template(w, text);
  return n;
}

static struct gk_node *child(struct gk_node *parent, struct gk_node *n) {
  parent->children[parent->count++] = n;
  return parent;
}

static struct gk_document_node *document_of(struct world *w, const char *name) {
  struct gk_document_node *d = gk_arena_alloc(w->arena, sizeof *d);
  d->name = name;
  d->children = gk_arena_array(w->arena, NODES_MOST, sizeof(struct gk_node *));
  return d;
}

static void add(struct gk_document_node *d, struct gk_node *n) { d->children[d->count++] = n; }

static void add_contents(struct world *w, struct gk_document_node *d, unsigned depth) {
  struct gk_node *n = node_of(w, GK_NODE_CONTENTS, NULL);
  n->contents = gk_arena_alloc(w->arena, sizeof *n->contents);
  n->contents->depth = depth;
  n->contents->folio = GK_FOLIO_ROMAN;
  add(d, n);
}

static void add_part(struct world *w, struct gk_document_node *d, const struct gk_document_node *part, const char *title) {
  struct gk_node *n = node_of(w, GK_NODE_INCLUDE, title);
  n->include = gk_arena_alloc(w->arena, sizeof *n->include);
  n->include->document = part;
  add(d, n);
}

static struct gk_node *section(struct world *w, const char *title) { return child(node_of(w, GK_NODE_SECTION, title), node_of(w, GK_NODE_P, "文")); }

/* With a cover and a contents of its own, a title, two sections and two annexes that it lists. */
static struct gk_document_node *part_of(struct world *w) {
  struct gk_document_node *d = document_of(w, "说明");
  add(d, child(node_of(w, GK_NODE_COVER, NULL), node_of(w, GK_NODE_TITLE, "自己的封面")));
  add_contents(w, d, 2);
  add(d, node_of(w, GK_NODE_TITLE, "说明"));
  add(d, section(w, "甲"));
  add(d, section(w, "乙"));
  add(d, node_of(w, GK_NODE_ATTACHMENTS, NULL));
  add(d, child(node_of(w, GK_NODE_ANNEX, "丙表"), node_of(w, GK_NODE_P, "文")));
  add(d, child(node_of(w, GK_NODE_ANNEX, "丁表"), node_of(w, GK_NODE_P, "文")));
  return d;
}

static void open_empty(struct world *w) {
  world_open(w);
  facts_of(w, group_of(w, "", GK_TYPE_GROUP, optional_of(w, "甲", GK_TYPE_TEXT), NULL), "{}");
}

static struct gk_document *bound(struct world *w, const struct gk_document_node *d) {
  struct gk_document *document = gk_bind(w->arena, layout_of(w), d, w->facts, GK_BIND_STRICT, w->sink);
  if (!document) print_reports(w);
  assert_non_null(document);
  return document;
}

static const char *text_of(struct world *w, const struct gk_document *d, size_t i) { return gk_inlines_text(w->arena, d->blocks[i].content); }

static void parts(void **state) {
  (void)state;
  struct world w;
  open_empty(&w);
  struct gk_document_node *book = document_of(&w, "书"), *part = part_of(&w);
  add(book, child(child(node_of(&w, GK_NODE_COVER, NULL), node_of(&w, GK_NODE_TITLE, "封面")), node_of(&w, GK_NODE_P, "单位")));
  add_contents(&w, book, 2);
  add_part(&w, book, part, NULL);
  add_part(&w, book, part, "第二部分");
  struct gk_document *d = bound(&w, book);
  static const struct { enum gk_block_kind kind; const char *text; unsigned level; uint32_t part; } expected[] = {
      {GK_BLOCK_TITLE, "封面", 0, 0},        {GK_BLOCK_PARAGRAPH, "单位", 0, 0},
      {GK_BLOCK_BREAK, "", 0, 1},            {GK_BLOCK_TITLE, "说明", 1, 1},     {GK_BLOCK_HEADING, "一、甲", 2, 1}, {GK_BLOCK_PARAGRAPH, "文", 0, 1},
      {GK_BLOCK_HEADING, "二、乙", 2, 1},    {GK_BLOCK_PARAGRAPH, "文", 0, 1},   {GK_BLOCK_ATTACHMENTS, "", 0, 1},   {GK_BLOCK_ANNEX, "丙表", 2, 1},
      {GK_BLOCK_PARAGRAPH, "文", 0, 1},      {GK_BLOCK_ANNEX, "丁表", 2, 1},     {GK_BLOCK_PARAGRAPH, "文", 0, 1},
      {GK_BLOCK_BREAK, "", 0, 2},            {GK_BLOCK_TITLE, "第二部分", 1, 2}, {GK_BLOCK_HEADING, "一、甲", 2, 2}};
  assert_int_equal(d->count, 24);
  assert_int_equal(d->cover_count, 2);
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    assert_int_equal(d->blocks[i].kind, expected[i].kind);
    assert_string_equal(text_of(&w, d, i), expected[i].text);
    assert_int_equal(d->blocks[i].level, expected[i].level);
    assert_int_equal(d->blocks[i].part, expected[i].part);
  }
  assert_string_equal(d->blocks[0].style->name, "cover-title");
  assert_string_equal(d->blocks[1].style->name, "cover-line");
  /* Annexes are numbered and listed within their part. */
  assert_int_equal(d->blocks[8].item_count, 2);
  assert_string_equal(gk_inlines_text(w.arena, d->blocks[9].label), "附件1");
  assert_int_equal(d->blocks[19].kind, GK_BLOCK_ATTACHMENTS);
  assert_int_equal(d->blocks[19].item_count, 2);
  assert_string_equal(gk_inlines_text(w.arena, d->blocks[20].label), "附件1");
  world_close(&w);
}

/* A part alone is what it is without a book. */
static void alone(void **state) {
  (void)state;
  struct world w;
  open_empty(&w);
  struct gk_document *d = bound(&w, part_of(&w));
  assert_int_equal(d->cover_count, 1);
  assert_string_equal(text_of(&w, d, 0), "自己的封面");
  assert_int_equal(d->blocks[1].level, 0);
  assert_int_equal(d->blocks[2].level, 1);
  assert_int_equal(d->contents->folio, GK_FOLIO_ROMAN);
  assert_string_equal(gk_inlines_text(w.arena, d->contents->title), "目录");
  world_close(&w);
}

static void empty_parts(void **state) {
  (void)state;
  struct world w;
  open_empty(&w);
  struct gk_document_node *book = document_of(&w, "书"), *part = document_of(&w, "空的");
  struct gk_node *when = child(node_of(&w, GK_NODE_WHEN, NULL), node_of(&w, GK_NODE_P, "文"));
  when->of = call(&w, GK_FN_PRESENT, path_of(&w, "甲"));
  add(part, when);
  add_part(&w, book, part, "第一部分");
  add(book, node_of(&w, GK_NODE_P, "正文"));
  struct gk_document *d = bound(&w, book);
  assert_int_equal(d->count, 1);
  assert_string_equal(text_of(&w, d, 0), "正文");
  assert_int_equal(d->blocks[0].part, 0);
  world_close(&w);
}

static void entries(void **state) {
  (void)state;
  const struct gk_table titled = {.caption = {&(struct gk_inline){.text = "表", .size = 3}, 1}}, bare = {0};
  const struct gk_inlines text = {&(struct gk_inline){.text = "文", .size = 3}, 1};
  const struct { struct gk_block block; bool listed, with_tables; } rows[] = {
      {{.kind = GK_BLOCK_HEADING, .level = 2, .content = text}, true, true},  {{.kind = GK_BLOCK_HEADING, .level = 3, .content = text}, false, false},
      {{.kind = GK_BLOCK_TITLE, .level = 1, .content = text}, true, true},    {{.kind = GK_BLOCK_TITLE, .level = 0, .content = text}, false, false},
      {{.kind = GK_BLOCK_ANNEX, .level = 1, .content = text}, true, true},    {{.kind = GK_BLOCK_PARAGRAPH, .level = 1, .content = text}, false, false},
      {{.kind = GK_BLOCK_TABLE, .level = 2, .table = &titled}, false, true},  {{.kind = GK_BLOCK_TABLE, .level = 3, .table = &titled}, false, false},
      {{.kind = GK_BLOCK_TABLE, .level = 1, .table = &bare}, false, false},   {{.kind = GK_BLOCK_BREAK}, false, false}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert_int_equal(gk_contents_lists(&(struct gk_contents){.depth = 2}, &rows[i].block), rows[i].listed);
    assert_int_equal(gk_contents_lists(&(struct gk_contents){.depth = 2, .tables = true}, &rows[i].block), rows[i].with_tables);
  }
}

static void a_contents_of_nothing(void **state) {
  (void)state;
  struct world w;
  open_empty(&w);
  struct gk_document_node *d = document_of(&w, "说明");
  add_contents(&w, d, 1);
  add(d, node_of(&w, GK_NODE_P, "文"));
  struct gk_document *document = bound(&w, d);
  assert_null(document->contents);
  assert_string_equal(gk_diag_first(w.sink)->message->id, "bind.contents");
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(parts), cmocka_unit_test(alone), cmocka_unit_test(empty_parts), cmocka_unit_test(entries),
                                     cmocka_unit_test(a_contents_of_nothing)};
  return cmocka_run_group_tests_name("bind/book", tests, NULL, NULL);
}
