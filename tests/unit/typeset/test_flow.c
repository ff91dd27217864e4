/* The line grid of GB/T 9704 and what may not be parted at the foot of a page. */
#include "support.h"

static int32_t pitch(void) { return (page_style.text_height - 15750) / 21; }

static bool on_grid(const struct gk_item *item) {
  int32_t from = item->y - page_style.top - 15750 * 880 / 1000, rest = from % pitch();
  return rest <= SLACK || rest >= pitch() - SLACK;
}

static size_t lines_on(const struct gk_page *page) {
  size_t n = 0;
  for (size_t i = 0; i < page->count; i++) n += page->items[i].kind == GK_ITEM_LINE && !page->items[i].artifact;
  return n;
}

static void twenty_two_lines(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * 50, 1));
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(out->count, 3);
  assert_int_equal(lines_on(&out->pages[0]), 22);
  assert_int_equal(lines_on(&out->pages[1]), 22);
  assert_int_equal(out->text_block.width, page_style.text_width);
  for (size_t k = 0; k < 22; k++) {
    const struct gk_item *item = &out->pages[0].items[k];
    assert_int_equal(item->line, k);
    assert_in_range(item->y, (size_t)(page_style.top + 15750 * 880 / 1000 + (int32_t)k * pitch() - SLACK),
                    (size_t)(page_style.top + 15750 * 880 / 1000 + (int32_t)k * pitch() + SLACK));
    assert_int_equal(item->x, page_style.left);
    assert_int_equal(item->tag->role, GK_TAG_P);
  }
  /* 28 characters to a line: the first has two of indent */
  assert_int_equal(out->pages[0].items[0].paragraph->lines[1].count, 28);
}

/* Whatever the length of what comes before, no line of a paragraph of four is alone, and no heading closes a page. */
static void nothing_alone(void **state) {
  for (size_t before = 15; before <= 23; before++) {
    begin(state);
    add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * before - 2, 3));
    const char *heading = "一、部门职责", *text = han(28 * 4 - 2, 9), *pair = han(28 * 2 - 2, 5);
    add_text(GK_BLOCK_HEADING, "heading-1", heading);
    add_text(GK_BLOCK_PARAGRAPH, "body", text);
    add_text(GK_BLOCK_PARAGRAPH, "body", pair);
    struct gk_typeset *out = set();
    check_all(out);
    assert_int_equal(page_of(out, heading, 0), page_of(out, text, 0));
    assert_int_equal(page_of(out, text, 0), page_of(out, text, 1));
    assert_int_equal(page_of(out, text, 2), page_of(out, text, 3));
    assert_int_equal(page_of(out, pair, 0), page_of(out, pair, 1));
    for (size_t p = 0; p < out->count; p++)
      for (size_t i = 0; i < out->pages[p].count; i++)
        if (!out->pages[p].items[i].artifact) assert_true(on_grid(&out->pages[p].items[i]));
    assert_int_equal(out->outline_count, 1);
    assert_string_equal(out->outline[0].title, heading);
    assert_int_equal(out->outline[0].page, page_of(out, heading, 0));
    end(state);
  }
  begin(state);
}

static void headings_beyond_a_page(void **state) {
  (void)state;
  for (size_t i = 0; i < 30; i++) add_text(GK_BLOCK_HEADING, "heading-1", han(10, (unsigned)i));
  add_text(GK_BLOCK_HEADING, "heading-1", han(28 * 30, 2));
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文。");
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 3, 4);
  assert_int_not_equal(page_of(out, "正文。", 0), SIZE_MAX);
  assert_int_equal(out->outline_count, 31);
}

/* The grid line (from 0) of a line of body text; fails when it stands on none. */
static int grid_line(const struct gk_item *item) {
  assert_true(on_grid(item));
  return (item->y - page_style.top - 15750 * 880 / 1000 + SLACK) / pitch();
}

/* Lines of the text `text` on a page: its first and last grid line, -1 when none; each of 28 Han on the character grid, each on the line
 * after the one before. */
static void lines_of(const struct gk_page *page, const char *text, int *first, int *last) {
  *first = *last = -1;
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_item *item = &page->items[i];
    if (item->kind != GK_ITEM_LINE || item->paragraph->size != strlen(text) || memcmp(item->paragraph->text, text, strlen(text)) != 0) continue;
    int at = grid_line(item);
    if (*last >= 0) assert_int_equal(at, *last + 1);
    *last = at;
    if (*first < 0) *first = at;
    const struct gk_line *line = &item->paragraph->lines[item->line];
    for (size_t k = 0; k < line->count; k++) {
      int32_t cell = page_style.text_width / 28, x = item->x + line->start + line->glyphs[k].x - page_style.left;
      assert_in_range((x + 3 * SLACK) % cell, 0, 6 * SLACK);
    }
  }
}

/* Text, a table of any height, text: the text after the table is on the grid again and fills its pages to the 22nd line, 28 Han to a line. */
static void full_pages_after_tables(void **state) {
  for (uint32_t rows = 1; rows < 40; rows += 3) {
    begin(state);
    const char *before = han(28 * (3 + rows % 7) - 2, 4), *after = han(28 * 60 - 2, 7);
    add_text(GK_BLOCK_PARAGRAPH, "body", before);
    for (uint32_t twice = 0; twice < 1 + rows % 2; twice++) {
      struct gk_table *table = new_table(2, 1, 1 + rows);
      table->caption = inlines("情况表");
      if (rows % 4 == 0) put(table, 1, 1, 1, 1, han(70, 2));
      close_table(table);
    }
    add_text(GK_BLOCK_PARAGRAPH, "body", after);
    struct gk_typeset *out = set();
    check_all(out);
    size_t from = page_of(out, after, 0), to = page_of(out, after, 59);
    assert_true(to > from);
    for (size_t p = from; p <= to; p++) {
      int first, last;
      lines_of(&out->pages[p], after, &first, &last);
      if (p < to) assert_int_equal(last, p + 1 == to && last == 20 ? 20 : 21); /* 20: the last line would have been alone */
      if (p > from) assert_int_equal(first, 0);
    }
    for (size_t p = 0; p < out->count; p++)
      for (size_t i = 0; i < out->pages[p].count; i++) {
        const struct gk_item *item = &out->pages[p].items[i];
        if (item->cell || !item->tag || item->tag->role != GK_TAG_CAPTION) continue;
        /* a caption is centred on its grid line */
        int32_t rest = (item->y - item->paragraph->size_em * 380 / 1000 - page_style.top - 15750 / 2) % pitch();
        assert_true(rest <= SLACK || rest >= pitch() - SLACK);
      }
    end(state);
  }
  begin(state);
}

static void title_takes_its_blank(void **state) {
  (void)state;
  add_text(GK_BLOCK_TITLE, "title", "部门预算公开情况说明");
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文。");
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(out->root->first->role, GK_TAG_H1);
  const struct gk_item *title = &out->pages[0].items[0], *text = &out->pages[0].items[1];
  int32_t lines = (text->y - page_style.top - 15750 * 880 / 1000 + SLACK) / pitch();
  assert_int_equal(lines, 2);
  assert_true(title->y < text->y);
}

static void page_numbers(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * 30, 1));
  struct gk_typeset *out = set();
  for (size_t p = 0; p < 2; p++) {
    const struct gk_page *page = &out->pages[p];
    int32_t left = INT32_MAX, right = 0, edge = page_style.left + page_style.text_width;
    for (size_t i = 0; i < page->count; i++) {
      const struct gk_item *item = &page->items[i];
      if (item->artifact != GK_ARTIFACT_PAGE_NUMBER) continue;
      assert_null(item->tag);
      assert_true(item->y > page_style.top + page_style.text_height + page_style.number_below);
      struct gk_rect r = line_rect(item);
      left = r.x < left ? r.x : left;
      right = r.x + r.width > right ? r.x + r.width : right;
    }
    assert_string_equal(page->label, p ? "2" : "1");
    /* 7.5: one character in from the outer edge */
    if (p == 0) assert_int_equal(right, edge - 14000);
    else assert_int_equal(left, page_style.left + 14000);
  }
}

static void empty_document(void **state) {
  (void)state;
  struct gk_typeset *out = set();
  assert_int_equal(out->count, 1);
  assert_int_equal(out->tag_count, 1);
}

static void lists_have_their_tags(void **state) {
  (void)state;
  struct gk_list_item items[] = {{inlines("1."), inlines("贯彻执行。")}, {inlines("2."), inlines(han(60, 1))}};
  blocks[document.count++] = (struct gk_block){.kind = GK_BLOCK_LIST, .style = style("body"), .level = 1, .items = items, .item_count = 2, .numbering = GK_NUMBER_ARABIC};
  struct gk_typeset *out = set();
  check_all(out);
  const struct gk_tag *list = out->root->first;
  assert_int_equal(list->role, GK_TAG_L);
  assert_string_equal(list->list_numbering, "Decimal");
  assert_int_equal(list->first->role, GK_TAG_LI);
  const struct gk_tag *label = list->first->next->first;
  assert_int_equal(label->role, GK_TAG_LBL);
  assert_int_equal(label->next->role, GK_TAG_LBODY);
  assert_null(label->next->next);
  assert_int_equal(label->next->number + 1, out->tag_count);
  /* The number is the label's, the rest of its line and the lines after it the body's. */
  const struct gk_item *item = &out->pages[0].items[1];
  assert_ptr_equal(item->tag, label->next);
  assert_int_equal(item->part_count, 1);
  assert_ptr_equal(item->parts[0].tag, label);
  assert_int_equal(item->parts[0].to, 2);
}

static void headings_begin_with_the_first_level(void **state) {
  (void)state;
  add_text(GK_BLOCK_HEADING, "heading-1", "一、收入");
  add_text(GK_BLOCK_HEADING, "heading-1", "（一）本级")->level = 2;
  add_text(GK_BLOCK_TITLE, "title", "说明");
  add_text(GK_BLOCK_HEADING, "heading-1", "一、支出");
  const struct gk_tag *tag = set()->root->first;
  static const enum gk_tag_role roles[] = {GK_TAG_H1, GK_TAG_H2, GK_TAG_H1, GK_TAG_H2};
  for (size_t i = 0; i < 4; i++, tag = tag->next) assert_int_equal(tag->role, roles[i]);
}

/* A dash in a text that stands for “not applicable” is a Span of its own. */
static void signs_in_a_paragraph(void **state) {
  (void)state;
  struct gk_inline items[] = {{.text = "——", .size = 6, .state = GK_STATE_NOT_APPLICABLE}, {.text = "，接待\xE2\x80\x8B费", .size = 15},
                              {.text = "——", .size = 6, .state = GK_STATE_NOT_APPLICABLE}, {.text = "——", .size = 6, .state = GK_STATE_NOT_APPLICABLE},
                              {.text = "甲——乙", .size = 12}};
  add_text(GK_BLOCK_PARAGRAPH, "body", "")->content = (struct gk_inlines){items, 5};
  struct gk_typeset *out = set();
  const struct gk_tag *p = out->root->first;
  const struct gk_item *item = &out->pages[0].items[0];
  static const uint32_t ends[] = {6, 18, 24, 30};
  assert_int_equal(item->part_count, 4);
  size_t spans = 0;
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(item->parts[i].to, ends[i]);
    if (item->parts[i].tag == p) continue;
    assert_int_equal(item->parts[i].tag->role, GK_TAG_SPAN);
    assert_string_equal(item->parts[i].tag->expansion, "不适用");
    spans++;
  }
  assert_int_equal(spans, 3);
  assert_ptr_equal(item->parts[1].tag, p);
  assert_ptr_equal(item->tag, p);
}

/* In a text that is set right (Ａ of three bytes as A of one) the sign is where it is printed; in an item of a list, too, beside its label. */
static void signs_in_normalized_text(void **state) {
  (void)state;
  struct gk_style right = *style("body");
  right.normalize = true;
  struct gk_inline items[] = {{.text = "甲１２３Ａ为", .size = 18}, {.text = "——", .size = 6, .state = GK_STATE_NOT_APPLICABLE}, {.text = "，完。", .size = 9}};
  struct gk_inlines content = {items, 3};
  add_text(GK_BLOCK_PARAGRAPH, "body", "")->content = content;
  blocks[0].style = &right;
  struct gk_list_item item = {inlines("１."), content};
  blocks[document.count++] = (struct gk_block){.kind = GK_BLOCK_LIST, .style = &right, .level = 1, .items = &item, .item_count = 1, .numbering = GK_NUMBER_ARABIC};
  struct gk_typeset *out = set();
  const struct gk_item *text = &out->pages[0].items[0], *listed = &out->pages[0].items[1];
  assert_string_equal(text->paragraph->text, "甲123A为——，完。");
  assert_int_equal(text->part_count, 2);
  assert_int_equal(text->parts[0].to, strlen("甲123A为"));
  assert_ptr_equal(text->parts[0].tag, text->tag);
  assert_int_equal(text->parts[1].to, strlen("甲123A为——"));
  assert_string_equal(text->parts[1].tag->expansion, "不适用");
  assert_int_equal(listed->part_count, 3);
  assert_int_equal(listed->parts[0].to, 2);
  assert_int_equal(listed->parts[0].tag->role, GK_TAG_LBL);
  assert_ptr_equal(listed->parts[1].tag, listed->tag);
  assert_int_equal(listed->parts[2].to, strlen("1.甲123A为——"));
  assert_string_equal(listed->parts[2].tag->expansion, "不适用");
  assert_ptr_equal(listed->parts[2].tag->parent, listed->tag);
}

/* Characters that are not set do not shift the label's end. */
static void label_with_invisible_characters(void **state) {
  (void)state;
  struct gk_list_item items[] = {{inlines("（\xE2\x80\x8B" "1）"), inlines("甲")}, {inlines(NULL), inlines("乙")}};
  blocks[document.count++] = (struct gk_block){.kind = GK_BLOCK_LIST, .style = style("body"), .level = 1, .items = items, .item_count = 2, .numbering = GK_NUMBER_NONE};
  struct gk_typeset *out = set();
  assert_int_equal(out->pages[0].items[0].parts[0].to, strlen("（1）"));
  assert_int_equal(out->pages[0].items[1].part_count, 0);
  const struct gk_tag *list = out->root->first;
  assert_string_equal(list->list_numbering, "None");
  assert_int_equal(list->first->next->first->role, GK_TAG_LBODY);
}

/* A style may begin a page: not an empty one at the start, and not between a label and the caption it is kept with. */
static void begins_a_page(void **state) {
  (void)state;
  styles[2].break_before = styles[3].break_before = true;
  struct gk_table *table[2];
  add_text(GK_BLOCK_HEADING, "heading-1", "一、甲");
  add_text(GK_BLOCK_PARAGRAPH, "body", "甲文");
  add_text(GK_BLOCK_HEADING, "heading-1", "二、乙");
  for (size_t i = 0; i < 2; i++) {
    table[i] = new_table(2, 1, 2);
    for (uint32_t r = 0; r < 2; r++)
      for (uint32_t c = 0; c < 2; c++) put(table[i], r, c, 1, 1, r ? "丙" : "栏");
    table[i]->caption = inlines(i ? "表二" : "表一");
    close_table(table[i]);
  }
  struct gk_typeset *out = set();
  styles[2].break_before = styles[3].break_before = false;
  check_all(out);
  assert_int_equal(out->count, 3);
  assert_int_equal(page_of(out, "一、甲", 0), 0);
  assert_int_equal(page_of(out, "甲文", 0), 0);
  assert_int_equal(page_of(out, "二、乙", 0), 1);
  assert_int_equal(page_of(out, "表一", 0), 1);
  assert_int_equal(page_of(out, "表二", 0), 2);
}

static void too_many_pages(void **state) {
  (void)state;
  int32_t height = page_style.text_height;
  page_style.text_height = 15750;
  page_style.lines = 1;
  char *lines = gk_arena_alloc(arena, 6000 * 3 * 8 + 1);
  for (size_t i = 0; i < 6000; i++) memcpy(lines + i * 24, "一二三四五六七八", 24);
  styles[0].indent = 26000;
  add_text(GK_BLOCK_PARAGRAPH, "body", lines);
  struct gk_typeset *out = gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink);
  styles[0].indent = 0;
  page_style.text_height = height;
  page_style.lines = 22;
  assert_null(out);
  assert_true(was_told("typeset.pages"));
  assert_int_equal(gk_diag_status(sink), GK_STATUS_DOCUMENT);
}

static void unknown_font(void **state) {
  (void)state;
  const char *font = styles[0].font;
  styles[0].font = "瘦金体";
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文。");
  struct gk_typeset *out = gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink);
  styles[0].font = font;
  assert_null(out);
  assert_true(was_told("typeset.role"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(twenty_two_lines, begin, end),
      cmocka_unit_test_setup_teardown(nothing_alone, begin, end),
      cmocka_unit_test_setup_teardown(headings_beyond_a_page, begin, end),
      cmocka_unit_test_setup_teardown(full_pages_after_tables, begin, end),
      cmocka_unit_test_setup_teardown(title_takes_its_blank, begin, end),
      cmocka_unit_test_setup_teardown(page_numbers, begin, end),
      cmocka_unit_test_setup_teardown(empty_document, begin, end),
      cmocka_unit_test_setup_teardown(lists_have_their_tags, begin, end),
      cmocka_unit_test_setup_teardown(headings_begin_with_the_first_level, begin, end),
      cmocka_unit_test_setup_teardown(signs_in_a_paragraph, begin, end),
      cmocka_unit_test_setup_teardown(signs_in_normalized_text, begin, end),
      cmocka_unit_test_setup_teardown(label_with_invisible_characters, begin, end),
      cmocka_unit_test_setup_teardown(begins_a_page, begin, end),
      cmocka_unit_test_setup_teardown(too_many_pages, begin, end),
      cmocka_unit_test_setup_teardown(unknown_font, begin, end),
  };
  return cmocka_run_group_tests(tests, open_group, close_group);
}
