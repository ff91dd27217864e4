/* Whole documents from nodes built by hand: numbering and levels, paragraphs,
 * lists, alternatives, own words, gaps, uses, what a draft may do. */
#include "support.h"

static const char *const style_names[] = {"body", "title", "item", "heading-1", "heading-2", "heading-3", "heading-4", "part", "head", "cell"};

static struct gk_layout *layout_of(struct world *w) {
  struct gk_layout *l = gk_arena_alloc(w->arena, sizeof *l);
  size_t n = sizeof style_names / sizeof *style_names;
  l->id = "test-2022";
  l->model = &w->model;
  l->styles = gk_arena_array(w->arena, n, sizeof(struct gk_style *));
  for (size_t i = 0; i < n; i++) {
    l->styles[i] = gk_arena_alloc(w->arena, sizeof(struct gk_style));
    l->styles[i]->decimals = GK_DECIMALS_TRIM;
    l->styles[i]->name = style_names[i];
  }
  l->style_count = n;
  return l;
}

static struct gk_field *model(struct world *w) {
  struct gk_field *last = group_of(w, "上年", GK_TYPE_GROUP, field_of(w, "支出", GK_TYPE_AMOUNT), NULL);
  last->optional = true;
  struct gk_field *date = optional_of(w, "公开日期", GK_TYPE_DATE);
  return w->model.root = group_of(
             w, "", GK_TYPE_GROUP, optional_of(w, "版式", GK_TYPE_TEXT), field_of(w, "年度", GK_TYPE_YEAR), choice_of(w, "金额单位", "万元", "元"),
             group_of(w, "单位", GK_TYPE_GROUP, field_of(w, "名称", GK_TYPE_TEXT), NULL), date, field_of(w, "职责", GK_TYPE_TEXTS),
             optional_of(w, "其他", GK_TYPE_TEXTS), field_of(w, "支出", GK_TYPE_AMOUNT), optional_of(w, "基金", GK_TYPE_AMOUNT), last,
             group_of(w, "措施", GK_TYPE_RECORDS, field_of(w, "名称", GK_TYPE_TEXT), field_of(w, "内容", GK_TYPE_TEXTS), NULL), NULL);
}

static const char good[] =
    "{\"版式\":\"test-2022\",\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"甲/局\"},\"公开日期\":\"2022-02-10\",\"职责\":[\"一事。\",\"二事。\"],"
    "\"支出\":614.21,\"措施\":[{\"名称\":\"m1\",\"内容\":\"x\"},{\"名称\":\"m2\",\"内容\":[\"y\",\"z\"]}]}";

static struct gk_node *node_new(struct world *w, enum gk_node_kind kind) {
  struct gk_node *n = gk_arena_alloc(w->arena, sizeof *n);
  n->kind = kind;
  return n;
}

static struct gk_node *with_children(struct world *w, struct gk_node *n, va_list list) {
  n->children = gk_arena_array(w->arena, 16, sizeof(struct gk_node *));
  for (struct gk_node *c = va_arg(list, struct gk_node *); c; c = va_arg(list, struct gk_node *)) n->children[n->count++] = c;
  return n;
}

static struct gk_node *section(struct world *w, const char *title, enum gk_numbering numbering, ...) {
  struct gk_node *n = node_new(w, GK_NODE_SECTION);
  n->content = text_template(w, title);
  n->numbering = numbering;
  va_list list;
  va_start(list, numbering);
  with_children(w, n, list);
  va_end(list);
  return n;
}

static struct gk_node *when(struct world *w, struct gk_expr *test, ...) {
  struct gk_node *n = node_new(w, GK_NODE_WHEN);
  n->of = test;
  va_list list;
  va_start(list, test);
  with_children(w, n, list);
  va_end(list);
  return n;
}

static struct gk_node *para(struct world *w, const char *text) {
  struct gk_node *n = node_new(w, GK_NODE_P);
  n->content = text_template(w, text);
  return n;
}

static struct gk_document_node *document_of(struct world *w, ...) {
  struct gk_node holder = {0};
  va_list list;
  va_start(list, w);
  with_children(w, &holder, list);
  va_end(list);
  struct gk_document_node *d = gk_arena_alloc(w->arena, sizeof *d);
  d->name = "说明";
  d->children = holder.children;
  d->count = holder.count;
  return d;
}

static struct gk_document *bound(struct world *w, const struct gk_document_node *node, enum gk_bind_mode mode) {
  return gk_bind(w->arena, layout_of(w), node, w->facts, mode, w->sink);
}

static const char *block_text(struct world *w, const struct gk_document *d, size_t i) {
  assert_true(i < d->count);
  return gk_inlines_text(w->arena, d->blocks[i].content);
}

/* ------------------------------------------------------- sections */

static void test_numbering(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  enum gk_numbering a = GK_NUMBER_AUTO;
  struct gk_node *deep = section(&w, "e", a, section(&w, "f", a, section(&w, "g", a, section(&w, "h", a, NULL), NULL), NULL), NULL);
  struct gk_document *d = bound(&w,
                                document_of(&w, section(&w, "a", a, section(&w, "b", a, NULL), section(&w, "c", a, NULL), NULL),
                                            section(&w, "d", a, section(&w, "p", GK_NUMBER_PART, deep, NULL), section(&w, "q", GK_NUMBER_PART, section(&w, "r", a, NULL), NULL), NULL),
                                            section(&w, "n", GK_NUMBER_NONE, section(&w, "s", a, NULL), NULL),
                                            when(&w, call(&w, GK_FN_PRESENT, path_of(&w, "职责")), section(&w, "t", a, NULL), NULL), NULL),
                                GK_BIND_STRICT);
  assert_non_null(d);
  static const struct { const char *text; unsigned level; const char *style; } expected[] = {
      {"一、a", 1, "heading-1"},       {"（一）b", 2, "heading-2"}, {"（二）c", 2, "heading-2"},     {"二、d", 1, "heading-1"},
      {"第一部分　p", 2, "heading-2"}, {"（一）e", 3, "heading-2"}, {"1.f", 4, "heading-3"},         {"（1）g", 5, "heading-4"},
      {"①h", 6, "heading-4"},          {"第二部分　q", 2, "heading-2"}, {"（一）r", 3, "heading-2"}, {"n", 1, "heading-1"},
      {"一、s", 2, "heading-1"},       {"三、t", 1, "heading-1"},
  };
  assert_int_equal(d->count, sizeof expected / sizeof *expected);
  for (size_t i = 0; i < d->count; i++) {
    assert_string_equal(block_text(&w, d, i), expected[i].text);
    assert_int_equal(d->blocks[i].kind, GK_BLOCK_HEADING);
    assert_int_equal(d->blocks[i].level, expected[i].level);
    assert_string_equal(d->blocks[i].style->name, expected[i].style);
    bool numbered = strcmp(expected[i].text, "n") != 0;
    assert_int_equal(d->blocks[i].content.items[0].label, numbered);
    assert_int_equal(d->blocks[i].content.count, numbered ? 2 : 1);
  }
  world_close(&w);
}

static void test_sections_of_records(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  const struct gk_field *records = gk_field_lookup(w.model.root, "措施", strlen("措施"));
  struct gk_node *own = node_new(&w, GK_NODE_P);
  own->of = path_in(&w, records, true, "内容");
  struct gk_node *each = section(&w, "", GK_NUMBER_AUTO, own, NULL);
  each->rows = path_of(&w, "措施");
  each->content = template_of(&w, 1);
  piece_figure(each->content, path_in(&w, records, true, "名称"), GK_FORMAT_PLAIN, NULL);
  struct gk_document *d = bound(&w, document_of(&w, section(&w, "a", GK_NUMBER_AUTO, each, NULL), NULL), GK_BIND_STRICT);
  assert_non_null(d);
  static const char *const expected[] = {"一、a", "（一）m1", "x", "（二）m2", "y", "z"};
  assert_int_equal(d->count, 6);
  for (size_t i = 0; i < 6; i++) assert_string_equal(block_text(&w, d, i), expected[i]);
  world_close(&w);
}

/* ------------------------------------------------------- inlines */

static void test_inlines(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_node *p = node_new(&w, GK_NODE_P);
  p->content = template_of(&w, 12);
  struct gk_template *t = p->content;
  piece_text(t, "共");
  piece_text(t, "安排");
  piece_figure(t, path_of(&w, "支出"), GK_FORMAT_WANYUAN, NULL);
  piece_text(t, "，");
  piece_figure(t, path_of(&w, "基金"), GK_FORMAT_WANYUAN, NULL); /* blank: nothing */
  piece_text(t, "较上年");
  t->pieces[t->count++].kind = GK_PIECE_BREAK_GOOD;
  piece_figure(t, binary(&w, GK_OP_SUB, path_of(&w, "支出"), number(&w, "1000")), GK_FORMAT_CHANGE, NULL);
  t->pieces[t->count++].kind = GK_PIECE_BREAK;
  piece_text(t, "。");
  struct gk_document *d = bound(&w, document_of(&w, p, NULL), GK_BIND_STRICT);
  assert_non_null(d);
  static const struct { const char *text; bool whole, good, forced, data; } expected[] = {
      {"共安排", false, false, false, false}, {"614.21万元", true, false, false, true}, {"，较上年", false, false, false, false},
      {"减少", false, true, false, true},     {"385.79万元", true, false, false, true}, {"。", false, false, true, false},
  };
  struct gk_inlines in = d->blocks[0].content;
  assert_int_equal(in.count, 6);
  for (size_t i = 0; i < 6; i++) {
    assert_string_equal(in.items[i].text, expected[i].text);
    assert_int_equal(in.items[i].size, strlen(expected[i].text));
    assert_int_equal(in.items[i].whole, expected[i].whole);
    assert_int_equal(in.items[i].break_good, expected[i].good);
    assert_int_equal(in.items[i].break_forced, expected[i].forced);
    assert_int_equal(in.items[i].data.source != NULL, expected[i].data);
  }
  world_close(&w);
}

static void test_nobr(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_node *p = node_new(&w, GK_NODE_P);
  p->content = template_of(&w, 4);
  piece_text(p->content, "共");
  struct gk_piece *nobr = &p->content->pieces[p->content->count++];
  nobr->kind = GK_PIECE_NOBR;
  nobr->inside = template_of(&w, 3);
  piece_text(nobr->inside, "安排");
  piece_figure(nobr->inside, path_of(&w, "支出"), GK_FORMAT_WANYUAN, NULL);
  piece_text(nobr->inside, "整");
  piece_text(p->content, "，较上年");
  struct gk_document *d = bound(&w, document_of(&w, p, NULL), GK_BIND_STRICT);
  assert_non_null(d);
  static const struct { const char *text; bool whole, joined; } expected[] = {
      {"共", false, false}, {"安排", true, false}, {"614.21万元", true, true}, {"整", true, true}, {"，较上年", false, false}};
  struct gk_inlines in = d->blocks[0].content;
  assert_int_equal(in.count, 5);
  for (size_t i = 0; i < 5; i++) {
    assert_string_equal(in.items[i].text, expected[i].text);
    assert_int_equal(in.items[i].whole, expected[i].whole);
    assert_int_equal(in.items[i].joined, expected[i].joined);
  }
  world_close(&w);
}

static void test_blank_paragraphs_are_left_out(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_node *p = node_new(&w, GK_NODE_P), *own = node_new(&w, GK_NODE_P), *list = node_new(&w, GK_NODE_LIST);
  p->content = template_of(&w, 1);
  piece_figure(p->content, path_of(&w, "基金"), GK_FORMAT_WANYUAN, NULL);
  own->of = list->of = path_of(&w, "其他");
  struct gk_document *d = bound(&w, document_of(&w, p, own, list, NULL), GK_BIND_STRICT);
  assert_non_null(d);
  assert_int_equal(d->count, 0);
  world_close(&w);
}

/* ------------------------------------------------------- lists and own words */

static void test_lists(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_node *own = node_new(&w, GK_NODE_LIST), *items = node_new(&w, GK_NODE_LIST), *item = node_new(&w, GK_NODE_ITEM), *plain = node_new(&w, GK_NODE_LIST);
  own->of = plain->of = path_of(&w, "职责");
  own->numbering = GK_NUMBER_ARABIC;
  plain->numbering = GK_NUMBER_NONE;
  item->content = text_template(&w, "甲：乙。");
  items->children = &item;
  items->count = 1;
  struct gk_document *d = bound(&w, document_of(&w, section(&w, "a", GK_NUMBER_AUTO, own, items, plain, NULL), NULL), GK_BIND_STRICT);
  assert_non_null(d);
  assert_int_equal(d->count, 4);
  const struct gk_block *b = &d->blocks[1];
  assert_int_equal(b->kind, GK_BLOCK_LIST);
  assert_int_equal(b->item_count, 2);
  assert_int_equal(b->level, 1);
  assert_string_equal(b->style->name, "item");
  assert_string_equal(gk_inlines_text(w.arena, b->items[1].label), "2.");
  assert_true(b->items[1].label.items[0].label);
  assert_string_equal(gk_inlines_text(w.arena, b->items[1].content), "二事。");
  assert_non_null(b->items[1].content.items[0].data.source);
  assert_string_equal(gk_inlines_text(w.arena, d->blocks[2].items[0].label), "（一）"); /* as a section in its place */
  assert_int_equal(d->blocks[3].items[0].label.count, 0);
  world_close(&w);
}

/* The department's own words quote figures by name; a text that a template prints is never evaluated. */
static void test_quotes(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"{支出|万元}\"},\"职责\":\"安排{支出|万元}，其中基金{基金|万元}。\",\"支出\":614.21}");
  struct gk_node *own = node_new(&w, GK_NODE_P), *p = node_new(&w, GK_NODE_P);
  own->of = path_of(&w, "职责");
  own->place = gk_place_at(gk_source_new(w.arena, "layout.xml", "<p/>", 4), 0, 4);
  p->content = template_of(&w, 1);
  piece_figure(p->content, path_of(&w, "单位.名称"), GK_FORMAT_PLAIN, NULL);
  struct gk_document *d = bound(&w, document_of(&w, own, p, NULL), GK_BIND_STRICT);
  if (!d) print_reports(&w);
  assert_non_null(d);
  assert_string_equal(block_text(&w, d, 0), "安排614.21万元，其中基金。");
  assert_string_equal(block_text(&w, d, 1), "{支出|万元}");
  struct gk_inlines in = d->blocks[0].content;
  assert_true(in.items[1].whole);
  for (size_t i = 0; i < in.count; i++) {
    assert_string_equal(in.items[i].data.source->name, "data.json");
    assert_string_equal(in.items[i].layout.source->name, "layout.xml");
  }
  world_close(&w);
}

static void test_bad_quotes(void **state) {
  (void)state;
  static const char *const bad[] = {"安排{支出", "安排{支出 + 1|万元}", "安排{没有这个|万元}", "安排{合计(措施.名称)}"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct world w;
    world_open(&w);
    facts_of(&w, model(&w), gk_arena_printf(w.arena, "{\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"甲\"},\"职责\":\"%s\",\"支出\":1,\"措施\":[]}", bad[i]));
    struct gk_node *own = node_new(&w, GK_NODE_P);
    own->of = path_of(&w, "职责");
    struct gk_document *d = bound(&w, document_of(&w, own, NULL), GK_BIND_DRAFT);
    assert_non_null(d);
    assert_string_equal(block_text(&w, d, 0), "【误：职责】");
    assert_true(gk_diag_errors(w.sink) >= 1);
    assert_string_equal(gk_diag_first(w.sink)->data.source->name, "data.json");
    world_close(&w);
  }
}

/* ------------------------------------------------------- gaps */

static struct gk_document_node *gappy(struct world *w) {
  struct gk_node *p = node_new(w, GK_NODE_P), *own = node_new(w, GK_NODE_P);
  p->content = template_of(w, 4);
  piece_text(p->content, "共");
  piece_figure(p->content, path_of(w, "支出"), GK_FORMAT_WANYUAN, NULL);
  piece_text(p->content, "。");
  own->of = path_of(w, "职责");
  struct gk_expr *test = binary(w, GK_OP_GT, path_of(w, "支出"), number(w, "1"));
  return document_of(w, p, own, when(w, test, para(w, "大"), NULL), NULL);
}

static void test_gaps(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"甲\"},\"职责\":5}");
  assert_null(bound(&w, gappy(&w), GK_BIND_STRICT));
  assert_int_equal(reports(&w, "bind.missing"), 1);
  assert_int_equal(reports(&w, "model.type"), 1);
  world_close(&w);
  world_open(&w);
  facts_of(&w, model(&w), "{\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"甲\"},\"职责\":5}");
  struct gk_document *d = bound(&w, gappy(&w), GK_BIND_DRAFT);
  assert_non_null(d);
  assert_int_equal(d->count, 3);
  assert_string_equal(block_text(&w, d, 0), "共【缺：支出】。");
  assert_string_equal(block_text(&w, d, 1), "【误：职责】");
  assert_string_equal(block_text(&w, d, 2), "【缺：支出】"); /* of a test that cannot be told, neither side */
  assert_int_equal(d->blocks[0].content.items[1].state, GK_STATE_MISSING);
  world_close(&w);
}

static void test_unit_is_needed(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), "{\"年度\":2022,\"支出\":5,\"职责\":\"x\"}");
  struct gk_document *d = bound(&w, gappy(&w), GK_BIND_DRAFT);
  assert_string_equal(block_text(&w, d, 0), "共5万元【缺：金额单位】。");
  assert_reports(&w, "bind.missing", 1);
  world_close(&w);
  world_open(&w);
  facts_of(&w, model(&w), "{\"年度\":2022,\"金额单位\":\"吨\",\"支出\":5,\"职责\":\"x\"}");
  d = bound(&w, gappy(&w), GK_BIND_DRAFT);
  assert_string_equal(block_text(&w, d, 0), "共5万元【误：金额单位】。");
  assert_reports(&w, "model.choice", 1);
  world_close(&w);
}

/* ------------------------------------------------------- the document itself */

static void test_description(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_document_node *node = document_of(&w, para(&w, "x"), NULL);
  node->title = node->file = template_of(&w, 3);
  piece_figure(node->title, path_of(&w, "单位.名称"), GK_FORMAT_PLAIN, NULL);
  piece_figure(node->title, path_of(&w, "年度"), GK_FORMAT_PLAIN, NULL);
  piece_text(node->title, "年预算");
  struct gk_document *d = bound(&w, node, GK_BIND_STRICT);
  assert_non_null(d);
  assert_string_equal(d->title, "甲/局2022年预算");
  assert_string_equal(d->file_name, "甲_局2022年预算"); /* cannot leave its folder */
  assert_string_equal(d->author, "甲/局");
  assert_int_equal(d->year, 2022);
  assert_int_equal(d->date, 19033);
  assert_string_equal(d->name, "说明");
  assert_reports(&w, NULL, 0);
  world_close(&w);
}

static void test_year_of_the_layout(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_layout *l = layout_of(&w);
  struct gk_document_node *node = document_of(&w, para(&w, "x"), NULL);
  l->year = 2022;
  assert_non_null(gk_bind(w.arena, l, node, w.facts, GK_BIND_STRICT, w.sink));
  l->year = 2023;
  assert_null(gk_bind(w.arena, l, node, w.facts, GK_BIND_STRICT, w.sink));
  assert_reports(&w, "bind.year", 1);
  assert_true(report_says(&w, "bind.year", "数据是2022年的"));
  assert_true(report_says(&w, "bind.year", "2023年"));
  gk_diag_sink_reset(w.sink);
  l->year = 0;
  l->id = "other";
  assert_non_null(gk_bind(w.arena, l, node, w.facts, GK_BIND_STRICT, w.sink));
  assert_reports(&w, "bind.layout-other", 1);
  world_close(&w);
}

static void test_uses(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_node *p = node_new(&w, GK_NODE_P);
  p->content = template_of(&w, 2);
  piece_figure(p->content, path_of(&w, "支出"), GK_FORMAT_WANYUAN, NULL);
  piece_figure(p->content, binary(&w, GK_OP_SUB, path_of(&w, "支出"), path_of(&w, "上年.支出")), GK_FORMAT_CHANGE, NULL);
  struct gk_document *d = bound(&w, document_of(&w, section(&w, "收支", GK_NUMBER_AUTO, p, NULL), NULL), GK_BIND_EXPLAIN);
  assert_non_null(d);
  assert_int_equal(d->use_count, 3);
  static const struct { const char *path, *printed; } expected[] = {{"支出", "614.21万元"}, {"支出", "无上年数"}, {"上年.支出", "无上年数"}};
  for (size_t i = 0; i < 3; i++) {
    assert_string_equal(d->uses[i].path, expected[i].path);
    assert_string_equal(d->uses[i].printed, expected[i].printed);
    assert_string_equal(d->uses[i].where, "一、收支");
  }
  d = bound(&w, document_of(&w, section(&w, "收支", GK_NUMBER_AUTO, p, NULL), NULL), GK_BIND_STRICT);
  assert_int_equal(d->use_count, 0); /* nobody asked */
  world_close(&w);
}

static void test_unknown_style(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  facts_of(&w, model(&w), good);
  struct gk_node *p = para(&w, "x");
  p->style = "没有";
  assert_null(bound(&w, document_of(&w, p, NULL), GK_BIND_STRICT));
  assert_reports(&w, "bind.style", 1);
  world_close(&w);
}

static void test_memory_fails(void **state) {
  (void)state;
  bool failed = false, done = false;
  for (size_t limit = 2048; limit < (1u << 22) && !done; limit += limit / 16) {
    struct world w;
    world_open(&w);
    facts_of(&w, model(&w), good);
    struct gk_document_node *node = gappy(&w);
    struct gk_layout *l = layout_of(&w);
    struct gk_arena *small = gk_arena_new(limit);
    if (!small) {
      world_close(&w);
      continue;
    }
    struct gk_document *d = gk_bind(small, l, node, w.facts, GK_BIND_STRICT, w.sink);
    if (d) done = true;
    else {
      failed = true;
      assert_int_equal(gk_diag_status(w.sink), GK_STATUS_MEMORY);
    }
    gk_arena_drop(small);
    world_close(&w);
  }
  assert_true(failed && done);
}

/* The n-th allocation of anything fails: no crash, and no document without a word. */
static void test_allocations_fail(void **state) {
  (void)state;
  for (unsigned long n = 1; n < 300; n++) {
    struct world w;
    world_open(&w);
    struct gk_field *root = model(&w);
    static const char json[] = "{\"年度\":2022,\"金额单位\":\"吨\",\"单位\":{\"名甴\":\"甲\"},\"无关的内容\":1,\"职责\":5}";
    struct gk_source *source = gk_source_new(w.arena, "data.json", json, strlen(json));
    struct gk_value *data = gk_data_load(w.arena, source, GK_DATA_JSON, w.sink);
    w.model.root = root;
    struct gk_layout *l = layout_of(&w);
    struct gk_document_node *node = gappy(&w);
    struct gk_arena *small = gk_arena_new(0);
    gk_memory_fail_at(n);
    struct gk_facts *facts = gk_facts_new(small, &w.model, data, w.sink);
    struct gk_document *d = facts ? gk_bind(small, l, node, facts, GK_BIND_STRICT, w.sink) : NULL;
    gk_memory_fail_at(0);
    assert_null(d);
    assert_int_not_equal(gk_diag_status(w.sink), GK_STATUS_OK);
    gk_arena_drop(small);
    world_close(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbering),      cmocka_unit_test(test_sections_of_records), cmocka_unit_test(test_inlines),
      cmocka_unit_test(test_nobr), cmocka_unit_test(test_blank_paragraphs_are_left_out), cmocka_unit_test(test_lists), cmocka_unit_test(test_gaps),
      cmocka_unit_test(test_unit_is_needed), cmocka_unit_test(test_description),         cmocka_unit_test(test_year_of_the_layout),
      cmocka_unit_test(test_uses),           cmocka_unit_test(test_unknown_style),       cmocka_unit_test(test_memory_fails),
      cmocka_unit_test(test_allocations_fail),
      cmocka_unit_test(test_quotes),
      cmocka_unit_test(test_bad_quotes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
