/* What a listener gets of a table: its parts, which heads belong to which cell, signs read as words, the summary. */
#include "typeset/support.h"

static const struct gk_tag *table_tag(void) {
  struct gk_typeset *out = set();
  check_all(out);
  const struct gk_tag *root = out->root->first;
  assert_int_equal(root->role, GK_TAG_TABLE);
  return root;
}

static const struct gk_tag *kid(const struct gk_tag *tag, size_t n) {
  const struct gk_tag *at = tag->first;
  while (n-- > 0 && at) at = at->next;
  assert_non_null(at);
  return at;
}

/* The part of the role, or NULL. */
static const struct gk_tag *part(const struct gk_tag *table, enum gk_tag_role role) {
  for (const struct gk_tag *at = table->first; at; at = at->next)
    if (at->role == role) return at;
  return NULL;
}

static size_t kids(const struct gk_tag *tag) {
  size_t n = 0;
  for (const struct gk_tag *at = tag->first; at; at = at->next) n++;
  return n;
}

/* The cell's headers are the IDs of exactly these. */
static void assert_heads(const struct gk_tag *cell, size_t n, const struct gk_tag *const *heads) {
  assert_int_equal(cell->header_count, n);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(heads[i]->role, GK_TAG_TH);
    assert_non_null(heads[i]->id);
    assert_string_equal(cell->headers[i], heads[i]->id);
  }
}

#define HEADS(cell, ...) \
  do { \
    const struct gk_tag *const heads_[] = {__VA_ARGS__}; \
    assert_heads(cell, sizeof heads_ / sizeof *heads_, heads_); \
  } while (0)

/* One row of heads, single heads of rows at the left: Scope says it all, and no cell pays for more. */
static void scope_suffices(void **state) {
  (void)state;
  close_table(new_table(3, 1, 4));
  const struct gk_tag *root = table_tag(), *body = part(root, GK_TAG_TBODY);
  for (const struct gk_tag *row = body->first; row; row = row->next)
    for (const struct gk_tag *cell = row->first; cell; cell = cell->next) {
      assert_int_equal(cell->header_count, 0);
      assert_null(cell->id);
      assert_int_equal(cell->scope, cell->role == GK_TAG_TH ? GK_SCOPE_ROW : GK_SCOPE_NONE);
    }
}

static void heads_of_several_rows(void **state) {
  (void)state;
  struct gk_table *table = new_table(4, 2, 3);
  put(table, 0, 0, 2, 1, "项目");
  put(table, 0, 1, 1, 2, "支出");
  put(table, 0, 3, 2, 1, "合计");
  close_table(table);
  const struct gk_tag *root = table_tag(), *head = part(root, GK_TAG_THEAD), *body = part(root, GK_TAG_TBODY);
  const struct gk_tag *group = kid(kid(head, 0), 1), *total = kid(kid(head, 0), 2), *left = kid(kid(head, 1), 0), *right = kid(kid(head, 1), 1);
  HEADS(left, group);
  HEADS(right, group);
  assert_int_equal(group->header_count, 0);
  const struct gk_tag *row = kid(body, 0);
  HEADS(kid(row, 1), left, kid(row, 0));
  HEADS(kid(row, 2), right, kid(row, 0));
  HEADS(kid(row, 3), total, kid(row, 0));
  /* A head of rows is not read together with the head of its own column. */
  assert_int_equal(kid(row, 0)->header_count, 0);
  assert_null(kid(kid(head, 0), 0)->id);
}

static void heads_of_rows_on_two_levels(void **state) {
  (void)state;
  struct gk_table *table = new_table(4, 1, 4);
  put(table, 1, 0, 2, 1, "产出");
  put(table, 1, 1, 1, 1, "数量")->kind = GK_CELL_ROW_HEAD;
  put(table, 2, 1, 1, 1, "质量")->kind = GK_CELL_ROW_HEAD;
  put(table, 3, 0, 1, 1, "效益");
  put(table, 3, 1, 1, 1, "")->kind = GK_CELL_ROW_HEAD; /* a head without words is none */
  close_table(table);
  const struct gk_tag *root = table_tag(), *body = part(root, GK_TAG_TBODY), *columns = kid(part(root, GK_TAG_THEAD), 0);
  const struct gk_tag *output = kid(kid(body, 0), 0), *count = kid(kid(body, 0), 1), *quality = kid(kid(body, 1), 0), *benefit = kid(kid(body, 2), 0);
  HEADS(count, output);
  HEADS(quality, output);
  HEADS(kid(kid(body, 0), 2), kid(columns, 2), count);
  HEADS(kid(kid(body, 1), 2), kid(columns, 3), quality);
  HEADS(kid(kid(body, 2), 2), kid(columns, 2), benefit);
  assert_int_equal(kid(kid(body, 2), 1)->role, GK_TAG_TD);
  assert_int_equal(kid(kid(body, 2), 1)->scope, GK_SCOPE_NONE);
  HEADS(kid(kid(body, 2), 1), kid(columns, 1), benefit);
}

/* 类 款 项: a level that is left out does not part the name from its class. */
static void heads_past_a_blank_level(void **state) {
  (void)state;
  struct gk_table *table = new_table(4, 1, 2);
  put(table, 1, 0, 1, 1, "201");
  put(table, 1, 1, 1, 1, "")->kind = GK_CELL_ROW_HEAD;
  put(table, 1, 2, 1, 1, "一般公共服务支出")->kind = GK_CELL_ROW_HEAD;
  close_table(table);
  const struct gk_tag *row = kid(part(table_tag(), GK_TAG_TBODY), 0);
  HEADS(kid(row, 2), kid(row, 0));
}

/* 栏次 says nothing of the figures below it. */
static void numbers_of_columns_are_no_heads(void **state) {
  (void)state;
  struct gk_table *table = new_table(3, 2, 3);
  table->roles[1] = GK_ROLE_NUMBERS;
  put(table, 0, 0, 1, 1, "科目");
  put(table, 0, 1, 1, 1, "合计");
  put(table, 1, 0, 1, 1, "栏次");
  put(table, 1, 1, 1, 1, "1");
  close_table(table);
  const struct gk_tag *root = table_tag(), *head = part(root, GK_TAG_THEAD);
  assert_string_equal(root->summary, "1行3列。各列为科目、合计、表头。");
  assert_int_equal(kid(kid(head, 1), 1)->role, GK_TAG_TD);
  assert_int_equal(kid(kid(head, 1), 1)->header_count, 0); /* one row of heads: Scope says it */
  begin(state);
  table = new_table(3, 3, 4);
  table->roles[2] = GK_ROLE_NUMBERS;
  put(table, 0, 0, 2, 1, "科目");
  put(table, 0, 1, 1, 2, "支出");
  close_table(table);
  root = table_tag();
  head = part(root, GK_TAG_THEAD);
  const struct gk_tag *row = kid(part(root, GK_TAG_TBODY), 0), *leaf = kid(kid(head, 1), 0);
  HEADS(kid(row, 1), leaf, kid(row, 0));
  HEADS(kid(kid(head, 2), 1), leaf);
}

/* 收入 | 支出: each side has its own heads of rows. */
static void two_sided(void **state) {
  (void)state;
  struct gk_table *table = new_table(4, 1, 3);
  for (uint32_t r = 1; r < 3; r++) put(table, r, 2, 1, 1, "支出项")->kind = GK_CELL_ROW_HEAD;
  put(table, 2, 1, 1, 1, "");
  close_table(table);
  const struct gk_tag *root = table_tag(), *body = part(root, GK_TAG_TBODY), *columns = kid(part(root, GK_TAG_THEAD), 0);
  for (size_t r = 0; r < 2; r++) {
    const struct gk_tag *row = kid(body, r);
    HEADS(kid(row, 1), kid(columns, 1), kid(row, 0));
    HEADS(kid(row, 3), kid(columns, 3), kid(row, 2));
    assert_int_equal(kid(row, 2)->header_count, 0); /* not under the head of the other side */
  }
}

static void cells_over_several_places(void **state) {
  (void)state;
  struct gk_table *table = new_table(3, 2, 6);
  put(table, 0, 0, 2, 1, "项目");
  put(table, 0, 1, 1, 2, "金额");
  put(table, 2, 1, 2, 2, "两行两列");
  put(table, 4, 0, 1, 3, "一段说明")->kind = GK_CELL_DATA;
  put(table, 5, 1, 1, 2, "下一段表头")->kind = GK_CELL_COLUMN_HEAD; /* begins anew: the heads on top are not over it */
  close_table(table);
  const struct gk_tag *root = table_tag(), *body = part(root, GK_TAG_TBODY), *leaves = kid(part(root, GK_TAG_THEAD), 1);
  HEADS(kid(kid(body, 0), 1), kid(leaves, 0), kid(leaves, 1), kid(kid(body, 0), 0), kid(kid(body, 1), 0));
  assert_int_equal(kid(kid(body, 2), 0)->header_count, 0);
  assert_int_equal(kid(kid(body, 3), 1)->header_count, 0);
}

static void ids_of_two_tables_differ(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    struct gk_table *table = new_table(2, 2, 3);
    put(table, 0, 0, 1, 2, "上");
    close_table(table);
  }
  struct gk_typeset *out = set();
  const char *first = kid(kid(part(out->root->first, GK_TAG_THEAD), 0), 0)->id, *second = kid(kid(part(out->root->first->next, GK_TAG_THEAD), 0), 0)->id;
  assert_true(first && second && strcmp(first, second) != 0);
}

static void totals_at_the_end_are_the_foot(void **state) {
  (void)state;
  static const struct { enum gk_row_role roles[3]; size_t body, foot; } cases[] = {
      {{GK_ROLE_BODY, GK_ROLE_BODY, GK_ROLE_BODY}, 3, 0}, {{GK_ROLE_BODY, GK_ROLE_BODY, GK_ROLE_TOTAL}, 2, 1},
      {{GK_ROLE_BODY, GK_ROLE_TOTAL, GK_ROLE_TOTAL}, 1, 2}, {{GK_ROLE_TOTAL, GK_ROLE_BODY, GK_ROLE_BODY}, 3, 0},
      {{GK_ROLE_TOTAL, GK_ROLE_TOTAL, GK_ROLE_TOTAL}, 3, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    begin(state);
    struct gk_table *table = new_table(2, 1, 4);
    for (uint32_t r = 0; r < 3; r++) table->roles[r + 1] = cases[i].roles[r];
    close_table(table);
    const struct gk_tag *root = table_tag(), *body = part(root, GK_TAG_TBODY), *foot = part(root, GK_TAG_TFOOT);
    assert_int_equal(kids(body), cases[i].body);
    assert_int_equal(foot ? kids(foot) : 0, cases[i].foot);
    assert_true(!foot || !foot->next);
  }
}

/* A merged cell that comes down into the total keeps it in the body. */
static void no_cell_crosses_into_the_foot(void **state) {
  (void)state;
  struct gk_table *table = new_table(2, 1, 4);
  table->roles[3] = GK_ROLE_TOTAL;
  put(table, 2, 0, 2, 1, "跨行");
  close_table(table);
  const struct gk_tag *root = table_tag();
  assert_int_equal(kids(part(root, GK_TAG_TBODY)), 3);
  assert_null(part(root, GK_TAG_TFOOT));
}

/* Heads alone: THead without a body is no table's part. */
static void table_of_heads_alone(void **state) {
  (void)state;
  close_table(new_table(2, 1, 1));
  const struct gk_tag *root = table_tag();
  assert_int_equal(kids(root), 1);
  assert_int_equal(root->first->role, GK_TAG_TR);
}

static void caption_unit_and_summary(void **state) {
  (void)state;
  struct gk_table *table = new_table(4, 2, 4);
  table->caption = inlines("收支总表");
  table->info_left = inlines("编制部门：某局");
  table->info_right = inlines("单位：万元");
  table->roles[3] = GK_ROLE_TOTAL;
  put(table, 0, 0, 2, 1, "项目");
  put(table, 0, 1, 1, 2, "金额");
  put(table, 1, 1, 1, 1, "本年");
  put(table, 1, 2, 1, 1, "上年");
  put(table, 0, 3, 2, 1, "备注");
  close_table(table);
  const struct gk_tag *root = table_tag(), *caption = root->first;
  assert_int_equal(caption->role, GK_TAG_CAPTION);
  assert_int_equal(kids(caption), 2); /* two pieces of text, not one run together */
  assert_int_equal(caption->first->role, GK_TAG_P);
  assert_string_equal(root->summary, "收支总表：2行4列。各列为项目、金额（本年、上年）、备注。末行为合计。");
  layout.language = "en-GB";
  assert_string_equal(table_tag()->summary, "收支总表: 2 rows, 4 columns. Columns: 项目, 金额 (本年, 上年), 备注. The total is in the last row.");
  layout.language = "zh-CN";
}

static void a_long_summary_leaves_the_columns_out(void **state) {
  (void)state;
  struct gk_table *table = new_table(2, 1, 2);
  put(table, 0, 0, 1, 1, han(1500, 1));
  close_table(table);
  assert_string_equal(table_tag()->summary, "1行2列。");
}

static void an_empty_table_is_called_empty(void **state) {
  (void)state;
  struct gk_table *table = new_table(2, 1, 3);
  table->roles[1] = table->roles[2] = GK_ROLE_EMPTY;
  close_table(table);
  assert_string_equal(table_tag()->summary, "空表，2列。各列为表头、表头。");
}

static void signs_are_read_as_words(void **state) {
  (void)state;
  static const struct { const char *text; enum gk_state state; const char *zh, *en; } cases[] = {
      {"——", GK_STATE_NOT_APPLICABLE, "不适用", "not applicable"}, {"——", GK_STATE_VALUE, "不适用", "not applicable"}, {"―", GK_STATE_VALUE, "不适用", "not applicable"},
      {"涉密", GK_STATE_WITHHELD, "涉密，不公开", "classified, not disclosed"}, {"涉密", GK_STATE_VALUE, NULL, NULL}, {"", GK_STATE_BLANK, NULL, NULL},
      {"0.00", GK_STATE_VALUE, NULL, NULL}, {"甲——乙", GK_STATE_VALUE, NULL, NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (int english = 0; english < 2; english++) {
      begin(state);
      layout.language = english ? "en" : "zh-CN";
      struct gk_table *table = new_table(2, 1, 2);
      struct gk_cell *cell = put(table, 1, 1, 1, 1, cases[i].text);
      cell->state = cases[i].state;
      if (cell->content.count) cell->content.items[0].state = cases[i].state;
      close_table(table);
      const struct gk_tag *tag = kid(kid(part(table_tag(), GK_TAG_TBODY), 0), 1);
      const char *want = english ? cases[i].en : cases[i].zh;
      assert_true(want ? tag->expansion && strcmp(tag->expansion, want) == 0 : !tag->expansion);
      assert_null(tag->alt);
      assert_null(tag->actual_text);
    }
  }
  layout.language = "zh-CN";
}

/* The cell's text with the mark of a footnote behind it. */
static void mark(struct gk_cell *cell, uint32_t number, enum gk_state state) {
  struct gk_inline *items = gk_arena_array(arena, 2, sizeof *items);
  assert_non_null(items);
  items[0] = cell->content.items[0];
  items[0].state = state;
  items[1] = (struct gk_inline){.text = number == 1 ? "①" : "②", .size = 3, .script = GK_SCRIPT_SUPER, .joined = true};
  cell->content = (struct gk_inlines){items, 2};
  cell->footnote = number;
}

static const struct gk_link *link_of(const struct gk_typeset *out, size_t page, const struct gk_tag *tag) {
  for (size_t i = 0; i < out->pages[page].link_count; i++)
    if (out->pages[page].links[i].tag == tag) return &out->pages[page].links[i];
  return NULL;
}

static const struct gk_item *spelled(const struct gk_page *page, const char *text) {
  for (size_t i = 0; i < page->count; i++)
    if (page->items[i].kind == GK_ITEM_LINE && strcmp(page->items[i].paragraph->text, text) == 0) return &page->items[i];
  fail_msg("%s is not there", text);
  return NULL;
}

/* The mark is a Reference that leads to its Note; on the pages that say the head again it is neither. What the cell says is spoken for it alone. */
static void marks_lead_to_footnotes(void **state) {
  (void)state;
  struct gk_table *table = new_table(2, 1, 80);
  mark(put(table, 0, 1, 1, 1, "金额"), 1, GK_STATE_VALUE);
  mark(put_figure(table, 2, 1, "——"), 2, GK_STATE_NOT_APPLICABLE);
  mark(put_figure(table, 3, 1, "涉密"), 2, GK_STATE_WITHHELD);
  put(table, 4, 1, 1, 1, "②")->footnote = 2; /* blank but for the mark */
  table->notes = gk_arena_array(arena, 3, sizeof *table->notes);
  table->notes[0] = inlines("注：甲。");
  table->notes[1] = inlines("①乙。");
  table->notes[2] = inlines("②丙。");
  table->note_count = 3;
  table->footnote_count = 2;
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  const struct gk_tag *root = out->root->first, *body = part(root, GK_TAG_TBODY), *plain = root->next, *note = plain->next;
  assert_int_equal(plain->role, GK_TAG_P);
  assert_int_equal(note->role, GK_TAG_NOTE);
  assert_int_equal(note->next->role, GK_TAG_NOTE);
  assert_string_not_equal(note->id, note->next->id);
  const struct gk_tag *head = kid(kid(part(root, GK_TAG_THEAD), 0), 1), *dash = kid(kid(body, 1), 1), *secret = kid(kid(body, 2), 1);
  assert_int_equal(kids(head), 1);
  assert_int_equal(kid(head, 0)->role, GK_TAG_REFERENCE);
  assert_null(dash->expansion);
  for (size_t i = 0; i < 2; i++) {
    const struct gk_tag *cell = i ? secret : dash;
    assert_int_equal(kids(cell), 2);
    assert_int_equal(kid(cell, 0)->role, GK_TAG_SPAN);
    assert_string_equal(kid(cell, 0)->expansion, i ? "涉密，不公开" : "不适用");
    assert_int_equal(kid(cell, 1)->role, GK_TAG_REFERENCE);
  }
  assert_int_equal(kid(kid(kid(body, 3), 1), 0)->role, GK_TAG_REFERENCE);
  const struct gk_link *first = link_of(out, 0, kid(kid(head, 0), 0)), *second = link_of(out, 0, kid(kid(dash, 1), 0));
  assert_non_null(first);
  assert_non_null(second);
  assert_ptr_equal(first->target, note);
  assert_ptr_equal(second->target, note->next);
  assert_string_equal(second->contents, "脚注②");
  /* over the mark, which ends the line */
  const struct gk_item *item = spelled(&out->pages[0], "金额①");
  const struct gk_line *line = &item->paragraph->lines[0];
  assert_int_equal(first->rect.x + first->rect.width, item->x + line->start + line->width);
  assert_true(first->rect.width < item->paragraph->size_em && first->rect.y < item->y && first->rect.y + first->rect.height > item->y - item->paragraph->size_em / 2);
  assert_true(out->count > 1);
  assert_non_null(spelled(&out->pages[1], "金额①"));
  assert_int_equal(out->pages[1].link_count, 0);
  size_t links = 0;
  for (size_t p = 0; p < out->count; p++) links += out->pages[p].link_count;
  assert_int_equal(links, 4);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
  const struct CMUnitTest tests[] = {TEST(scope_suffices),
                                     TEST(heads_of_several_rows),
                                     TEST(heads_of_rows_on_two_levels),
                                     TEST(heads_past_a_blank_level),
                                     TEST(numbers_of_columns_are_no_heads),
                                     TEST(two_sided),
                                     TEST(cells_over_several_places),
                                     TEST(ids_of_two_tables_differ),
                                     TEST(totals_at_the_end_are_the_foot),
                                     TEST(no_cell_crosses_into_the_foot),
                                     TEST(table_of_heads_alone),
                                     TEST(caption_unit_and_summary),
                                     TEST(an_empty_table_is_called_empty),
                                     TEST(a_long_summary_leaves_the_columns_out),
                                     TEST(signs_are_read_as_words),
                                     TEST(marks_lead_to_footnotes)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
