/* Books: the cover, the contents and its page numbers, parts on new and on
 * right-hand pages. What the contents prints is compared with where the headings
 * were placed, for contents of one page and of many. */
#include "support.h"

static struct gk_contents contents;

static int begin_book(void **state) {
  contents = (struct gk_contents){.title = {0}, .depth = 2, .tables = true};
  int failed = begin(state);
  if (failed) return failed;
  contents.title = inlines("目录");
  contents.title_style = style("contents-title");
  contents.styles[0] = style("contents-1");
  contents.styles[1] = style("contents-2");
  document.contents = &contents;
  return 0;
}

static void add_break(bool recto) { blocks[document.count++] = (struct gk_block){.kind = GK_BLOCK_BREAK, .recto = recto}; }

static const char *line_text(const struct gk_item *item) {
  const struct gk_line *line = &item->paragraph->lines[item->line];
  return gk_arena_strndup(arena, item->paragraph->text + line->from, line->to - line->from);
}

static bool below(const struct gk_tag *tag, const struct gk_tag *above) {
  while (tag && tag != above) tag = tag->parent;
  return tag != NULL;
}

/* The label of the first page with content of the tag. */
static const char *label_of(const struct gk_typeset *out, const struct gk_tag *tag) {
  for (size_t p = 0; p < out->count; p++)
    for (size_t i = 0; i < out->pages[p].count; i++)
      if (out->pages[p].items[i].tag && below(out->pages[p].items[i].tag, tag)) return out->pages[p].label;
  return NULL;
}

/* Each link's area stands over its entry, and the number printed there is that of the page where its target stands. Returns the links. */
static size_t check_contents(const struct gk_typeset *out) {
  size_t entries = 0;
  for (size_t p = 0; p < out->count; p++) {
    const struct gk_page *page = &out->pages[p];
    for (size_t i = 0; i < page->count; i++) {
      const struct gk_item *item = &page->items[i];
      if (!item->tag || item->tag->role != GK_TAG_SPAN || item->tag->parent->role != GK_TAG_LINK) continue;
      const struct gk_tag *tag = item->tag->parent;
      const struct gk_link *link = NULL;
      for (size_t k = 0; k < page->link_count; k++)
        if (page->links[k].tag == tag && page->links[k].rect.y < item->y && item->y < page->links[k].rect.y + page->links[k].rect.height) link = &page->links[k];
      assert_non_null(link);
      assert_string_equal(line_text(item), label_of(out, link->target));
      assert_int_equal(item->x + item->paragraph->lines[0].width, page_style.left + page_style.text_width);
      assert_int_equal(tag->parent->role, GK_TAG_REFERENCE);
      assert_int_equal(tag->parent->parent->role, GK_TAG_TOCI);
      assert_int_equal(tag->parent->parent->parent->role, GK_TAG_TOC);
      entries++;
    }
    for (size_t i = 0; i < page->link_count; i++)
      for (size_t k = i + 1; k < page->link_count; k++) assert_false(overlap(page->links[i].rect, page->links[k].rect));
  }
  return entries;
}

static void labels_are(const struct gk_typeset *out, const char *const *labels, size_t n) {
  assert_int_equal(out->count, n);
  for (size_t i = 0; i < n; i++) {
    if (labels[i]) assert_string_equal(out->pages[i].label, labels[i]);
    else assert_null(out->pages[i].label);
  }
}

static void cover_contents_text(void **state) {
  (void)state;
  add_text(GK_BLOCK_TITLE, "cover", "预算公开");
  document.cover_count = document.count;
  for (int part = 0; part < 2; part++) {
    add_break(false);
    add_text(GK_BLOCK_TITLE, "title", part ? "情况说明" : "公开表")->level = 1;
    add_text(GK_BLOCK_HEADING, "heading-1", "一、总体情况")->level = 2;
    add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * 30, 1));
  }
  struct gk_typeset *out = set();
  check_lines(out);
  labels_are(out, (const char *const[]){NULL, "1", "1", "2", "3", "4"}, 6);
  assert_int_equal(check_contents(out), 4);
  /* at="6": the sixth line; and no number. */
  assert_int_equal(out->pages[0].count, 1);
  int32_t pitch = (page_style.text_height - 15750) / 21, top = page_style.top + 5 * pitch;
  assert_true(line_rect(&out->pages[0].items[0]).y >= top && line_rect(&out->pages[0].items[0]).y < top + pitch);
  /* Tags in the order of reading: the cover's title, the contents, the parts below the title. */
  const struct gk_tag *tag = out->root->first;
  static const enum gk_tag_role roles[] = {GK_TAG_H1, GK_TAG_H2, GK_TAG_TOC, GK_TAG_H2, GK_TAG_H3, GK_TAG_P, GK_TAG_H2, GK_TAG_H3, GK_TAG_P};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++, tag = tag->next) assert_int_equal(tag->role, roles[i]);
  assert_null(tag);
  /* The second level within the item of the first. */
  const struct gk_tag *item = out->root->first->next->next->first;
  assert_int_equal(item->role, GK_TAG_TOCI);
  assert_int_equal(item->first->next->role, GK_TAG_TOC);
  assert_int_equal(item->next->role, GK_TAG_TOCI);
  /* The outline leads to the pages where they now are. */
  assert_int_equal(out->outline_count, 4);
  assert_int_equal(out->outline[0].page, 2);
  assert_int_equal(out->outline[2].page, 4);
}

static void front_numbers(void **state) {
  (void)state;
  static const struct { enum gk_folio folio; const char *first, *second; } rows[] = {
      {GK_FOLIO_ROMAN, "I", "II"}, {GK_FOLIO_SMALL_ROMAN, "i", "ii"}, {GK_FOLIO_NONE, NULL, NULL}};
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    begin_book(state);
    contents.folio = rows[r].folio;
    for (int i = 0; i < 30; i++) add_text(GK_BLOCK_HEADING, "heading-1", gk_arena_printf(arena, "%d.事项", i));
    struct gk_typeset *out = set();
    labels_are(out, (const char *const[]){rows[r].first, rows[r].second, "1", "2"}, 4);
    assert_int_equal(check_contents(out), 30);
    size_t printed = 0;
    for (size_t i = 0; i < out->pages[0].count; i++) printed += out->pages[0].items[i].artifact == GK_ARTIFACT_PAGE_NUMBER;
    assert_true((printed > 0) == (rows[r].first != NULL));
  }
}

/* Right-hand pages: blank ones are counted and print nothing; the text begins on an odd sheet whatever stands before it. */
static void right_hand_pages(void **state) {
  (void)state;
  for (int cover = 0; cover < 2; cover++) {
    begin_book(state);
    contents.folio = GK_FOLIO_ROMAN;
    contents.recto = true;
    if (cover) add_text(GK_BLOCK_TITLE, "cover", "预算公开");
    document.cover_count = document.count;
    add_break(false);
    add_text(GK_BLOCK_HEADING, "heading-1", "一、甲");
    add_break(true);
    add_text(GK_BLOCK_HEADING, "heading-1", "二、乙");
    struct gk_typeset *out = set();
    if (cover) labels_are(out, (const char *const[]){NULL, NULL, "I", "II", "1", "2", "3"}, 7);
    else labels_are(out, (const char *const[]){"I", "II", "1", "2", "3"}, 5);
    const struct gk_page *blank = &out->pages[cover ? 5 : 3];
    assert_int_equal(blank->count, 0);
    assert_int_equal(check_contents(out), 2);
  }
}

/* Entries too long for a line: the number stands on the last, further lines below the first character after the heading's number. */
static void long_entries(void **state) {
  (void)state;
  for (unsigned n = 20; n < 70; n++) {
    begin_book(state);
    struct gk_block *block = add_text(GK_BLOCK_HEADING, "heading-1", "");
    struct gk_inline items[] = {{.text = "一、", .size = 6, .whole = true, .label = true}, {.text = han(n, n), .size = n * 3}};
    block->content = (struct gk_inlines){items, 2};
    struct gk_typeset *out = set();
    check_lines(out);
    assert_int_equal(check_contents(out), 1);
    const struct gk_item *first = NULL, *last = NULL, *leader = NULL, *number = NULL;
    for (size_t i = 0; i < out->pages[0].count; i++) {
      const struct gk_item *item = &out->pages[0].items[i];
      if (item->artifact == GK_ARTIFACT_LEADER) leader = item;
      else if (item->tag && item->tag->role == GK_TAG_SPAN) number = item;
      else if (item->tag && item->tag->role == GK_TAG_LINK) last = item, first = first ? first : item;
    }
    assert_true(first && leader && number);
    assert_true(leader->y == last->y && number->y == last->y);
    struct gk_rect text = line_rect(last), dots = line_rect(leader), page = line_rect(number);
    assert_true(text.x + text.width < dots.x && dots.x + dots.width < page.x);
    if (last != first) assert_in_range(text.x - line_rect(first).x, 2 * 15750 - SLACK, 2 * 15794 + SLACK);
  }
}

/* Below a tag of the contents: a TOC holds TOCIs, a TOCI a Reference and at most one TOC after it. Returns the TOCIs. */
static size_t check_nesting(const struct gk_tag *list) {
  size_t items = 0;
  assert_int_equal(list->role, GK_TAG_TOC);
  assert_non_null(list->first);
  for (const struct gk_tag *item = list->first; item; item = item->next, items++) {
    assert_int_equal(item->role, GK_TAG_TOCI);
    assert_int_equal(item->first->role, GK_TAG_REFERENCE);
    if (!item->first->next) continue;
    assert_null(item->first->next->next);
    items += check_nesting(item->first->next);
  }
  return items;
}

/* Whatever levels follow each other, entries stand in order, each below the nearest before it of a lower level. */
static void any_levels(void **state) {
  (void)state;
  uint32_t random = 1;
  for (int run = 0; run < 40; run++) {
    begin_book(state);
    unsigned levels[20];
    contents.depth = GK_CONTENTS_DEPTH_MOST;
    for (unsigned i = 2; i < GK_CONTENTS_DEPTH_MOST; i++) contents.styles[i] = style("contents-2");
    for (int i = 0; i < 20; i++) {
      random = random * 1103515245u + 12345u;
      levels[i] = 1 + (random >> 16) % GK_CONTENTS_DEPTH_MOST;
      add_text(GK_BLOCK_HEADING, "heading-1", gk_arena_printf(arena, "第%d个", i))->level = levels[i];
    }
    struct gk_typeset *out = set();
    assert_int_equal(check_contents(out), 20);
    assert_int_equal(check_nesting(out->root->first->next), 20);
    const struct gk_tag *items[20], *tag = out->root->first->next;
    size_t n = 0;
    while (tag && n < 20) { /* in document order */
      if (tag->role == GK_TAG_TOCI) items[n++] = tag;
      if (tag->first) tag = tag->first;
      else {
        while (tag && !tag->next) tag = tag->parent;
        tag = tag ? tag->next : NULL;
      }
    }
    assert_int_equal(n, 20);
    for (size_t i = 0; i < 20; i++) {
      size_t above = i;
      while (above > 0 && levels[above - 1] >= levels[i]) above--;
      if (above > 0) assert_ptr_equal(items[i]->parent->parent, items[above - 1]);
      else assert_ptr_equal(items[i]->parent->parent, out->root);
    }
  }
}

static void tables_are_listed(void **state) {
  (void)state;
  contents.depth = 1;
  contents.tables = true;
  struct gk_table *table = close_table(new_table(2, 1, 3));
  table->caption = inlines("收支总表");
  blocks[0].level = 1;
  blocks[0].style = style("body");
  table = close_table(new_table(2, 1, 3));
  table->caption = inlines("项目表");
  table->orientation = GK_ORIENT_LANDSCAPE;
  blocks[1].level = 1;
  close_table(new_table(2, 1, 3)); /* without a caption */
  blocks[2].level = 1;
  struct gk_typeset *out = set();
  assert_int_equal(check_contents(out), 2);
  assert_true(out->pages[2].rotated);
  assert_string_equal(out->pages[2].label, "2");
}

/* Without a contents or a cover nothing is as it would not be. */
static void a_plain_document(void **state) {
  (void)state;
  document.contents = NULL;
  add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * 30, 1));
  struct gk_typeset *out = set();
  labels_are(out, (const char *const[]){"1", "2"}, 2);
}

static void a_cover_of_many_pages(void **state) {
  (void)state;
  document.contents = NULL;
  for (int i = 0; i < 25; i++) add_text(GK_BLOCK_PARAGRAPH, "body", "封面");
  document.cover_count = document.count;
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文");
  labels_are(set(), (const char *const[]){NULL, NULL, "1"}, 3);
  assert_true(was_told("typeset.cover"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(cover_contents_text, begin_book, end), cmocka_unit_test_setup_teardown(front_numbers, begin_book, end),
      cmocka_unit_test_setup_teardown(right_hand_pages, begin_book, end), cmocka_unit_test_setup_teardown(long_entries, begin_book, end),
      cmocka_unit_test_setup_teardown(any_levels, begin_book, end), cmocka_unit_test_setup_teardown(tables_are_listed, begin_book, end), cmocka_unit_test_setup_teardown(a_plain_document, begin_book, end),
      cmocka_unit_test_setup_teardown(a_cover_of_many_pages, begin_book, end)};
  return cmocka_run_group_tests_name("typeset/book", tests, open_group, close_group);
}
