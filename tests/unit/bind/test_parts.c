/* Signatures, attachments, annexes and labelled lists bound: what the data gives
 * and what it leaves out, numbers, names that must agree. */
#include "support.h"

static const char *const style_names[] = {"body", "title", "item", "heading-1", "heading-2", "heading-3", "heading-4"};

static struct gk_layout *layout_of(struct world *w) {
  struct gk_layout *l = gk_arena_alloc(w->arena, sizeof *l);
  size_t n = sizeof style_names / sizeof *style_names;
  l->id = "t";
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

static void open_with(struct world *w, const char *json) {
  world_open(w);
  struct gk_field *root = group_of(w, "", GK_TYPE_GROUP, optional_of(w, "署名", GK_TYPE_TEXT), optional_of(w, "成文日期", GK_TYPE_DATE),
                                   optional_of(w, "附件", GK_TYPE_TEXTS), optional_of(w, "甲", GK_TYPE_TEXT), optional_of(w, "乙", GK_TYPE_TEXT), NULL);
  facts_of(w, root, json);
}

static struct gk_node *node_new(struct world *w, enum gk_node_kind kind) {
  struct gk_node *n = gk_arena_alloc(w->arena, sizeof *n);
  n->kind = kind;
  n->children = gk_arena_array(w->arena, 8, sizeof(struct gk_node *));
  return n;
}

static struct gk_template *figure(struct world *w, const char *path) {
  struct gk_template *t = template_of(w, 1);
  piece_figure(t, path_of(w, path), GK_FORMAT_PLAIN, NULL);
  return t;
}

static struct gk_node *signature(struct world *w, enum gk_seal_kind seal) {
  struct gk_node *n = node_new(w, GK_NODE_SIGNATURE);
  struct gk_signature_node *s = n->signature = gk_arena_alloc(w->arena, sizeof *s);
  s->seal = seal;
  s->signers = gk_arena_array(w->arena, 1, sizeof(struct gk_template *));
  s->signers[s->signer_count++] = figure(w, "署名");
  s->date = path_of(w, "成文日期");
  return n;
}

static struct gk_node *holding(struct world *w, enum gk_node_kind kind, const char *text) {
  struct gk_node *n = node_new(w, kind);
  n->content = text_template(w, text);
  return n;
}

static struct gk_document *bound(struct world *w, enum gk_bind_mode mode, size_t count, struct gk_node **nodes) {
  struct gk_document_node *d = gk_arena_alloc(w->arena, sizeof *d);
  d->name = "说明";
  d->children = nodes;
  d->count = count;
  return gk_bind(w->arena, layout_of(w), d, w->facts, mode, w->sink);
}

static const char *text(struct world *w, struct gk_inlines inlines) { return gk_inlines_text(w->arena, inlines); }

static void signed_notice(void **state) {
  (void)state;
  struct world w;
  open_with(&w, "{\"署名\":\"甲局\",\"成文日期\":\"2022-02-05\"}");
  struct gk_document *d = bound(&w, GK_BIND_EXPLAIN, 1, (struct gk_node *[]){signature(&w, GK_SEAL_OFFICE)});
  assert_reports(&w, NULL, 0);
  assert_int_equal(d->count, 1);
  assert_int_equal(d->blocks[0].kind, GK_BLOCK_SIGNATURE);
  const struct gk_signature *s = d->blocks[0].signature;
  assert_int_equal(s->seal, GK_SEAL_OFFICE);
  assert_int_equal(s->signer_count, 1);
  assert_string_equal(text(&w, s->signers[0]), "甲局");
  assert_string_equal(text(&w, s->date), "2022年2月5日"); /* 7.3.5.4: no zeros */
  assert_non_null(s->date.items[0].data.source);
  assert_int_equal(d->use_count, 2);
  world_close(&w);
}

static void half_signed(void **state) {
  (void)state;
  static const struct { const char *json; size_t errors; const char *says; } rows[] = {
      {"{}", 0, ""}, {"{\"署名\":\"甲局\"}", 1, "没有成文日期"}, {"{\"成文日期\":\"2022-02-05\"}", 1, "没有署名"}};
  for (size_t i = 0; i < 3; i++) {
    struct world w;
    open_with(&w, rows[i].json);
    struct gk_document *d = bound(&w, GK_BIND_STRICT, 1, (struct gk_node *[]){signature(&w, GK_SEAL_NONE)});
    assert_reports(&w, "bind.signature", rows[i].errors);
    assert_int_equal(d == NULL, rows[i].errors > 0);
    if (rows[i].errors) {
      assert_true(report_says(&w, "bind.signature", rows[i].says));
      assert_non_null(report_of(&w, "bind.signature")->data.source);
    } else {
      assert_int_equal(d->count, 0);
    }
    world_close(&w);
  }
}

static void names_of_attachments(void **state) {
  (void)state;
  static const struct { const char *json; size_t items; const char *first, *label; size_t marks; } rows[] = {
      {"{}", 0, "", "", 0},
      {"{\"附件\":[\"一张表\"]}", 1, "一张表", "", 0},
      {"{\"附件\":[\"一张表。\",\"又一张\"]}", 2, "一张表。", "1.", 1},
      {"{\"附件\":[\"一张表；\",\"又一张,\",\"《办法》\",\"（试行）\"]}", 4, "一张表；", "1.", 2}};
  for (size_t i = 0; i < 4; i++) {
    struct world w;
    open_with(&w, rows[i].json);
    struct gk_node *n = node_new(&w, GK_NODE_ATTACHMENTS);
    n->of = path_of(&w, "附件");
    struct gk_document *d = bound(&w, GK_BIND_STRICT, 1, (struct gk_node *[]){n});
    assert_reports(&w, "bind.attachment-mark", rows[i].marks);
    assert_int_equal(d->count, rows[i].items ? 1 : 0);
    if (rows[i].items) {
      assert_int_equal(d->blocks[0].kind, GK_BLOCK_ATTACHMENTS);
      assert_int_equal(d->blocks[0].item_count, rows[i].items);
      assert_string_equal(text(&w, d->blocks[0].items[0].content), rows[i].first);
      assert_string_equal(text(&w, d->blocks[0].items[0].label), rows[i].label);
    }
    world_close(&w);
  }
}

/* An empty list lists the annexes that the data leaves; one annex has no number. */
static void annexes_are_listed(void **state) {
  (void)state;
  static const struct { const char *json; size_t annexes; const char *labels[2]; } rows[] = {
      {"{}", 0, {NULL}}, {"{\"乙\":\"乙表\"}", 1, {"附件"}}, {"{\"甲\":\"甲表\",\"乙\":\"乙表\"}", 2, {"附件1", "附件2"}}};
  for (size_t i = 0; i < 3; i++) {
    struct world w;
    open_with(&w, rows[i].json);
    struct gk_node *a = node_new(&w, GK_NODE_ANNEX), *b = node_new(&w, GK_NODE_ANNEX);
    a->content = figure(&w, "甲");
    b->content = figure(&w, "乙");
    a->children[a->count++] = holding(&w, GK_NODE_P, "文");
    struct gk_node *section = holding(&w, GK_NODE_SECTION, "节");
    section->children[section->count++] = holding(&w, GK_NODE_P, "文");
    b->children[b->count++] = section;
    struct gk_document *d = bound(&w, GK_BIND_STRICT, 3, (struct gk_node *[]){node_new(&w, GK_NODE_ATTACHMENTS), a, b});
    assert_reports(&w, NULL, 0);
    size_t seen = 0;
    for (size_t k = 0; k < d->count; k++) {
      const struct gk_block *block = &d->blocks[k];
      if (block->kind == GK_BLOCK_ATTACHMENTS) assert_int_equal(block->item_count, rows[i].annexes);
      if (block->kind == GK_BLOCK_HEADING) {
        assert_int_equal(block->level, 2);
        assert_string_equal(text(&w, block->content), "一、节");
      }
      if (block->kind != GK_BLOCK_ANNEX) continue;
      assert_int_equal(block->level, 1);
      assert_string_equal(block->style->name, "title");
      assert_string_equal(text(&w, block->label), rows[i].labels[seen]);
      assert_string_equal(text(&w, d->blocks[0].items[seen].content), text(&w, block->content));
      seen++;
    }
    assert_int_equal(seen, rows[i].annexes);
    if (!rows[i].annexes) assert_int_equal(d->count, 0);
    world_close(&w);
  }
}

static void annexes_agree_with_their_list(void **state) {
  (void)state;
  static const struct { const char *json; size_t told; } rows[] = {{"{\"附件\":[\"甲表\",\"乙表\"]}", 0},
                                                                  {"{\"附件\":[\"乙表\",\"甲表\"]}", 2},
                                                                  {"{\"附件\":[\"甲表\"]}", 1},
                                                                  {"{\"附件\":[\"甲表\",\"乙表\",\"丙表\"]}", 1}};
  for (size_t i = 0; i < 4; i++) {
    struct world w;
    open_with(&w, rows[i].json);
    struct gk_node *list = node_new(&w, GK_NODE_ATTACHMENTS), *a = holding(&w, GK_NODE_ANNEX, "甲表"), *b = holding(&w, GK_NODE_ANNEX, "乙表");
    list->of = path_of(&w, "附件");
    assert_non_null(bound(&w, GK_BIND_STRICT, 3, (struct gk_node *[]){list, a, b}));
    assert_reports(&w, "bind.annex", rows[i].told);
    world_close(&w);
  }
}

static void labels(void **state) {
  (void)state;
  struct world w;
  open_with(&w, "{\"甲\":\"张三\"}");
  struct gk_node *list = node_new(&w, GK_NODE_LIST);
  static const char *const words[] = {"联系人", "电话"};
  for (size_t i = 0; i < 2; i++) {
    struct gk_node *item = node_new(&w, GK_NODE_ITEM);
    item->content = figure(&w, i ? "乙" : "甲");
    item->label = text_template(&w, words[i]);
    list->children[list->count++] = item;
  }
  struct gk_document *d = bound(&w, GK_BIND_STRICT, 1, (struct gk_node *[]){list});
  assert_reports(&w, NULL, 0);
  assert_true(d->blocks[0].labels);
  assert_int_equal(d->blocks[0].numbering, GK_NUMBER_NONE);
  assert_int_equal(d->blocks[0].item_count, 1); /* no number for 电话: no item */
  assert_string_equal(text(&w, d->blocks[0].items[0].label), "联系人");
  world_close(&w);
}

/* Items numbered ① to ㊿ are fine; one more is an error, told once. */
static void circled_numbers_end(void **state) {
  (void)state;
  for (size_t n = 50; n <= 53; n++) {
    struct world w;
    open_with(&w, "{}");
    struct gk_node *list = node_new(&w, GK_NODE_LIST);
    list->numbering = GK_NUMBER_CIRCLED;
    list->children = gk_arena_array(w.arena, n, sizeof(struct gk_node *));
    for (size_t i = 0; i < n; i++) list->children[list->count++] = holding(&w, GK_NODE_ITEM, "项");
    struct gk_document *d = bound(&w, GK_BIND_STRICT, 1, (struct gk_node *[]){list});
    assert_reports(&w, "bind.circled", n > 50 ? 1 : 0);
    assert_int_equal(d != NULL, n == 50);
    if (d) assert_string_equal(text(&w, d->blocks[0].items[49].label), "㊿");
    world_close(&w);
  }
}

/* Superscripts stay with what is before them; those of figures with characters of their own become these. */
static void scripts(void **state) {
  (void)state;
  static const struct { int kind; const char *inside, *text; enum gk_script script; } rows[] = {
      {GK_PIECE_SUP, "2", "²", GK_SCRIPT_NONE}, {GK_PIECE_SUP, "13", "¹³", GK_SCRIPT_NONE}, {GK_PIECE_SUP, "4", "4", GK_SCRIPT_SUPER},
      {GK_PIECE_SUP, "①", "①", GK_SCRIPT_SUPER}, {GK_PIECE_SUB, "2", "2", GK_SCRIPT_SUB}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct world w;
    open_with(&w, "{}");
    struct gk_node *n = node_new(&w, GK_NODE_P);
    n->content = template_of(&w, 3);
    piece_text(n->content, "m");
    struct gk_piece *script = &n->content->pieces[n->content->count++];
    script->kind = rows[i].kind;
    script->inside = text_template(&w, rows[i].inside);
    piece_text(n->content, "。");
    struct gk_document *d = bound(&w, GK_BIND_STRICT, 1, (struct gk_node *[]){n});
    assert_reports(&w, NULL, 0);
    const struct gk_inlines *content = &d->blocks[0].content;
    assert_int_equal(content->count, 3);
    assert_string_equal(content->items[1].text, rows[i].text);
    assert_int_equal(content->items[1].script, rows[i].script);
    assert_true(content->items[1].joined && content->items[1].whole);
    assert_false(content->items[2].joined);
    world_close(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(signed_notice),      cmocka_unit_test(half_signed),                   cmocka_unit_test(names_of_attachments),
                                     cmocka_unit_test(annexes_are_listed), cmocka_unit_test(annexes_agree_with_their_list), cmocka_unit_test(labels),
                                     cmocka_unit_test(circled_numbers_end), cmocka_unit_test(scripts)};
  return cmocka_run_group_tests_name("bind/parts", tests, NULL, NULL);
}
