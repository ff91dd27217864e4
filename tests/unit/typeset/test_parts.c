/* Where 署名, 成文日期, the seal, 附件说明, 附件 and labels stand (GB/T 9704-2012
 * 7.3.4 to 7.3.6): positions against the grid of 28 characters and 22 lines. */
#include "support.h"

static struct gk_inlines signers[2];
static struct gk_signature signature;
static struct gk_list_item items[12];

static int32_t cell(void) { return page_style.text_width / page_style.characters; }
static int32_t pitch(void) { return (page_style.text_height - 15750) / 21; }
static int32_t right_edge(void) { return page_style.left + page_style.text_width; }

static int open_parts(void **state) {
  page_style.seal = 119055;
  page_style.stamp_width = 119055;
  page_style.stamp_height = 59528;
  return open_group(state);
}

static void sign(enum gk_seal_kind seal, const char *name, const char *second, const char *date) {
  signers[0] = inlines(name);
  if (second) signers[1] = inlines(second);
  signature = (struct gk_signature){.seal = seal, .signers = signers, .signer_count = second ? 2 : 1, .date = inlines(date)};
  add_text(GK_BLOCK_SIGNATURE, "body", "")->signature = &signature;
}

struct found { const struct gk_page *page; const struct gk_item *item; struct gk_rect rect; };

/* The line that has exactly this text. */
static struct found find(const struct gk_typeset *out, const char *text) {
  for (size_t p = 0; p < out->count; p++)
    for (size_t i = 0; i < out->pages[p].count; i++) {
      const struct gk_item *item = &out->pages[p].items[i];
      const struct gk_line *line = item->kind == GK_ITEM_LINE ? &item->paragraph->lines[item->line] : NULL;
      if (!line || line->to - line->from != strlen(text) || memcmp(item->paragraph->text + line->from, text, strlen(text)) != 0) continue;
      return (struct found){&out->pages[p], item, line_rect(item)};
    }
  fail_msg("no line “%s”", text);
  return (struct found){0};
}

static void assert_at(int32_t is, int32_t wanted) {
  if (is < wanted - SLACK || is > wanted + SLACK) fail_msg("at %d, wanted %d", is, wanted);
}

static int32_t right_of(struct found f) { return f.rect.x + f.rect.width; }

static struct gk_rect only_seal(const struct gk_typeset *out, const struct gk_page **page) {
  size_t n = 0;
  struct gk_rect rect = {0};
  for (size_t p = 0; p < out->count; p++)
    for (size_t i = 0; i < out->pages[p].seal_count; i++, n++) {
      rect = out->pages[p].seals[i].rect;
      *page = &out->pages[p];
    }
  assert_int_equal(n, 1);
  return rect;
}

static void without_a_seal(void **state) {
  static const char *const names[] = {"某某市广阳区信访工作联席会议办公室", "信访局", "廊坊市信访局"};
  for (size_t i = 0; i < 3; i++) {
    begin(state);
    add_text(GK_BLOCK_PARAGRAPH, "body", "正文到此为止。");
    sign(GK_SEAL_NONE, names[i], NULL, "2022年12月15日");
    struct gk_typeset *out = set();
    check_all(out);
    struct found text = find(out, "正文到此为止。"), name = find(out, names[i]), date = find(out, "2022年12月15日");
    assert_at(name.rect.y, text.rect.y + 2 * pitch()); /* 正文下空一行 */
    assert_at(date.rect.y, name.rect.y + pitch());
    assert_at(date.rect.x, name.rect.x + 2 * cell());
    /* The longer of the two keeps two characters from the right. */
    bool longer = date.rect.width > name.rect.width;
    assert_at(right_of(longer ? date : name), right_edge() - 2 * cell());
    assert_int_equal(longer, i > 0);
    end(state);
  }
  begin(state);
}

static void several_signers(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文。");
  sign(GK_SEAL_NONE, "某某市财政局预算管理处", "某某市信访局", "2022年2月5日");
  struct gk_typeset *out = set();
  struct found first = find(out, "某某市财政局预算管理处"), second = find(out, "某某市信访局");
  assert_at(second.rect.x, first.rect.x);
  assert_at(second.rect.y, first.rect.y + pitch());
  assert_at(find(out, "2022年2月5日").rect.y, second.rect.y + pitch());
}

static void with_a_seal(void **state) {
  static const char *const names[] = {"某某市信访局", "信访局", "某某市广阳区信访工作联席会议办公室机关党委"};
  for (size_t i = 0; i < 3; i++) {
    begin(state);
    add_text(GK_BLOCK_PARAGRAPH, "body", "正文到此为止。");
    sign(GK_SEAL_OFFICE, names[i], NULL, "2022年2月5日");
    struct gk_typeset *out = set();
    check_all(out);
    const struct gk_page *page = NULL;
    struct gk_rect seal = only_seal(out, &page);
    struct found text = find(out, "正文到此为止。"), name = find(out, names[i]), date = find(out, "2022年2月5日");
    int32_t middle = seal.x + seal.width / 2, centre = seal.y + seal.height / 2;
    assert_ptr_equal(page, date.page);
    assert_at(date.rect.y, name.rect.y + pitch());
    if (i < 2) assert_at(right_of(date), right_edge() - 4 * cell()); /* 右空四字 */
    else assert_at(right_of(name), right_edge() - 2 * cell());       /* a name that would leave the page */
    assert_at(name.rect.x + name.rect.width / 2, date.rect.x + date.rect.width / 2);
    assert_at(middle, date.rect.x + date.rect.width / 2);
    /* Both below the seal's middle or on it, and both under the seal. */
    assert_true((name.rect.y + date.rect.y + date.rect.height) / 2 > centre);
    assert_true(name.rect.y > seal.y && date.rect.y + date.rect.height < seal.y + seal.height);
    int32_t gap = seal.y - (text.rect.y + text.rect.height);
    assert_in_range(gap, 0, (unsigned)pitch());
    assert_true(inside(seal, block_of(page)));
    end(state);
  }
  begin(state);
}

static void long_name_of_two_lines(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文到此为止。");
  const char *name = "某某市广阳区农业农村和乡村振兴综合服务保障中心后勤事务管理处办公室";
  sign(GK_SEAL_OFFICE, name, NULL, "2022年2月5日");
  struct gk_typeset *out = set();
  check_all(out);
  const struct gk_page *page = NULL;
  struct gk_rect seal = only_seal(out, &page);
  struct found date = find(out, "2022年2月5日"), text = find(out, "正文到此为止。");
  size_t lines = 0;
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_item *item = &page->items[i];
    if (item->artifact || item->paragraph->size != strlen(name)) continue;
    struct gk_rect r = line_rect(item);
    assert_at(r.x + r.width / 2, date.rect.x + date.rect.width / 2);
    assert_true(r.x >= page_style.left && r.x + r.width <= right_edge());
    lines++;
  }
  assert_int_equal(lines, 2);
  assert_in_range(seal.y - (text.rect.y + text.rect.height), 0, (unsigned)pitch());
}

static void seals_of_any_size(void **state) {
  for (int32_t mm = 10; mm <= 60; mm += 5) {
    begin(state);
    page_style.seal = (int32_t)((int64_t)mm * 7200000 / 2540);
    add_text(GK_BLOCK_PARAGRAPH, "body", "正文到此为止。");
    sign(GK_SEAL_OFFICE, "信访局", NULL, "2022年2月5日");
    struct gk_typeset *out = set();
    const struct gk_page *page = NULL;
    struct gk_rect seal = only_seal(out, &page);
    assert_true(inside(seal, block_of(page)));
    struct found text = find(out, "正文到此为止。");
    assert_in_range(seal.y - (text.rect.y + text.rect.height), 0, (unsigned)pitch());
    end(state);
  }
  page_style.seal = 119055;
  begin(state);
}

static void with_a_name_stamp(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文到此为止。");
  sign(GK_SEAL_NAME, "局长", NULL, "2022年2月5日");
  struct gk_typeset *out = set();
  check_all(out);
  const struct gk_page *page = NULL;
  struct gk_rect stamp = only_seal(out, &page);
  struct found text = find(out, "正文到此为止。"), office = find(out, "局长"), date = find(out, "2022年2月5日");
  assert_at(stamp.x + stamp.width, right_edge() - 4 * cell());
  assert_at(right_of(office), stamp.x - 2 * cell());
  assert_at(office.rect.y + office.rect.height / 2, stamp.y + stamp.height / 2);
  assert_at(right_of(date), right_edge() - 4 * cell());
  assert_true(stamp.y >= text.rect.y + 3 * pitch() - SLACK); /* 正文下空二行 */
  assert_true(date.rect.y >= stamp.y + stamp.height + pitch() - 15750);
}

/* Wherever the text ends, the page of the signature has two lines of it, and the seal does not leave the page. */
static void takes_text_along(void **state) {
  for (size_t lines = 10; lines <= 26; lines++)
    for (int kind = GK_SEAL_NONE; kind <= GK_SEAL_NAME; kind++)
      for (int listed = 0; listed < 2; listed++) {
        begin(state);
        const char *text = han(28 * lines - 2, 7);
        add_text(GK_BLOCK_PARAGRAPH, "body", text);
        if (listed) {
          items[0] = (struct gk_list_item){.content = inlines("附件的名称")};
          struct gk_block *list = add_text(GK_BLOCK_ATTACHMENTS, "body", "");
          list->items = items;
          list->item_count = 1;
          list->numbering = GK_NUMBER_NONE;
        }
        sign((enum gk_seal_kind)kind, "某某市信访局", NULL, "2022年2月5日");
        struct gk_typeset *out = set();
        check_all(out);
        struct found date = find(out, "2022年2月5日");
        size_t beside = 0;
        for (size_t i = 0; i < date.page->count; i++) beside += date.page->items[i].kind == GK_ITEM_LINE && date.page->items[i].paragraph->size == strlen(text);
        if (beside < 2) fail_msg("%zu lines, seal %d: %zu lines of text beside the date", lines, kind, beside);
        if (listed) assert_ptr_equal(find(out, "附件的名称").page, date.page);
        for (size_t i = 0; i < date.page->seal_count; i++) assert_true(inside(date.page->seals[i].rect, block_of(date.page)));
        end(state);
      }
  begin(state);
}

/* Two short paragraphs: both go along. A table before the signature: its last row does. */
static void takes_short_paragraphs_along(void **state) {
  for (size_t lines = 14; lines <= 22; lines++) {
    begin(state);
    add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * lines - 2, 7));
    add_text(GK_BLOCK_PARAGRAPH, "body", "一。");
    add_text(GK_BLOCK_PARAGRAPH, "body", "二。");
    sign(GK_SEAL_OFFICE, "某某市信访局", NULL, "2022年2月5日");
    struct gk_typeset *out = set();
    struct found date = find(out, "2022年2月5日");
    assert_ptr_equal(find(out, "一。").page, date.page);
    assert_ptr_equal(find(out, "二。").page, date.page);
    end(state);
  }
  begin(state);
}

static struct gk_block *attach(size_t count, const char *const *names) {
  static const char *const numbers[] = {"1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10."};
  for (size_t i = 0; i < count; i++) items[i] = (struct gk_list_item){.label = inlines(count > 1 ? numbers[i] : ""), .content = inlines(names[i])};
  struct gk_block *block = add_text(GK_BLOCK_ATTACHMENTS, "body", "");
  block->items = items;
  block->item_count = count;
  block->numbering = count > 1 ? GK_NUMBER_ARABIC : GK_NUMBER_NONE;
  return block;
}

static void attachments(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文到此为止。");
  const char *longer = "某某市广阳区信访局部门整体支出绩效目标和项目支出绩效目标一览表";
  attach(10, (const char *const[]){"甲表", longer, "丙表", "丁表", "戊表", "己表", "庚表", "辛表", "壬表", "癸表"});
  struct gk_typeset *out = set();
  check_all(out);
  struct found lead = find(out, "附件："), one = find(out, "1."), ten = find(out, "10."), name = find(out, "甲表");
  assert_at(lead.rect.x, page_style.left + 2 * cell());
  assert_at(lead.rect.y, find(out, "正文到此为止。").rect.y + 2 * pitch());
  assert_at(one.rect.y, lead.rect.y);
  assert_at(one.rect.x, right_of(lead));
  assert_at(ten.rect.x, one.rect.x);
  assert_at(name.rect.y, one.rect.y);
  assert_at(name.rect.x, right_of(ten)); /* the widest number keeps clear of the names */
  size_t turned = 0;
  for (size_t i = 0; i < out->pages[0].count; i++) {
    const struct gk_item *item = &out->pages[0].items[i];
    if (item->artifact || item->paragraph->size != strlen(longer)) continue;
    assert_at(line_rect(item).x, name.rect.x); /* 回行时与首字对齐 */
    turned++;
  }
  assert_int_equal(turned, 2);
  const struct gk_tag *list = lead.item->tag->parent;
  assert_int_equal(lead.item->tag->role, GK_TAG_CAPTION);
  assert_int_equal(list->role, GK_TAG_L);
  assert_int_equal(one.item->tag->role, GK_TAG_LBL);
  assert_int_equal(name.item->tag->role, GK_TAG_LBODY);
  assert_ptr_equal(name.item->tag->parent, one.item->tag->parent);
}

static void one_attachment_has_no_number(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文。");
  attach(1, (const char *const[]){"甲表"});
  struct gk_typeset *out = set();
  assert_at(find(out, "甲表").rect.x, page_style.left + 5 * cell());
  assert_at(find(out, "甲表").rect.y, find(out, "附件：").rect.y);
}

static void annexes(void **state) {
  (void)state;
  add_text(GK_BLOCK_TITLE, "title", "说明");
  add_text(GK_BLOCK_PARAGRAPH, "body", "正文。");
  for (int i = 0; i < 2; i++) {
    struct gk_block *annex = add_text(GK_BLOCK_ANNEX, "title", i ? "乙表" : "甲表");
    annex->level = 1;
    annex->label = inlines(i ? "附件2" : "附件1");
    struct gk_block *heading = add_text(GK_BLOCK_HEADING, "heading-1", i ? "一、乙节" : "一、甲节");
    heading->level = 2;
    add_text(GK_BLOCK_PARAGRAPH, "body", i ? "乙文。" : "甲文。");
  }
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(out->count, 3);
  struct found label = find(out, "附件2"), title = find(out, "乙表");
  assert_ptr_equal(label.page, &out->pages[2]);
  assert_at(label.rect.x, page_style.left);
  assert_at(label.rect.y, page_style.top);
  assert_at(title.rect.y, page_style.top + 2 * pitch() + (pitch() - 22000) / 2);
  assert_at(title.rect.x + title.rect.width / 2, page_style.left + page_style.text_width / 2);
  assert_int_equal(title.item->tag->role, GK_TAG_H2);
  assert_int_equal(find(out, "一、乙节").item->tag->role, GK_TAG_H3);
  assert_int_equal(out->outline_count, 4);
  assert_string_equal(out->outline[2].title, "附件2　乙表");
  assert_int_equal(out->outline[2].page, 2);
  assert_int_equal(out->outline[2].level, 1);
}

static void labels(void **state) {
  (void)state;
  static const char *const words[] = {"地址", "联系人", "联系电话", "电子邮箱和网站的网址", "E"};
  for (size_t i = 0; i < 5; i++) items[i] = (struct gk_list_item){.label = inlines(words[i]), .content = inlines(i == 2 ? han(50, 3) : "某处")};
  struct gk_block *block = add_text(GK_BLOCK_LIST, "body", "");
  block->items = items;
  block->item_count = 5;
  block->labels = true;
  struct gk_typeset *out = set();
  check_all(out);
  struct found two = find(out, "地址："), three = find(out, "联系人："), four = find(out, "联系电话："), ten = find(out, "电子邮箱和网站的网址："), e = find(out, "E：");
  assert_at(two.rect.x, page_style.left + 2 * cell());
  assert_at(two.rect.width, four.rect.width);
  assert_at(three.rect.width, four.rect.width);
  assert_true(e.rect.width < four.rect.width && ten.rect.width > four.rect.width);
  const struct gk_line *line = &three.item->paragraph->lines[0];
  assert_at(line->glyphs[1].x - line->glyphs[0].x, line->glyphs[2].x - line->glyphs[1].x);
  const struct gk_line *last = &four.item->paragraph->lines[0];
  assert_at(line->glyphs[3].x, last->glyphs[4].x); /* colons below each other */
  size_t texts = 0;
  for (size_t i = 0; i < out->pages[0].count; i++) {
    const struct gk_item *item = &out->pages[0].items[i];
    if (item->artifact || item->tag->role != GK_TAG_LBODY || item->y == ten.item->y) continue;
    assert_at(line_rect(item).x, page_style.left + 7 * cell());
    texts++;
  }
  assert_int_equal(texts, 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(without_a_seal, begin, end),
      cmocka_unit_test_setup_teardown(several_signers, begin, end),
      cmocka_unit_test_setup_teardown(with_a_seal, begin, end),
      cmocka_unit_test_setup_teardown(long_name_of_two_lines, begin, end),
      cmocka_unit_test_setup_teardown(seals_of_any_size, begin, end),
      cmocka_unit_test_setup_teardown(with_a_name_stamp, begin, end),
      cmocka_unit_test_setup_teardown(takes_text_along, begin, end),
      cmocka_unit_test_setup_teardown(takes_short_paragraphs_along, begin, end),
      cmocka_unit_test_setup_teardown(attachments, begin, end),
      cmocka_unit_test_setup_teardown(one_attachment_has_no_number, begin, end),
      cmocka_unit_test_setup_teardown(annexes, begin, end),
      cmocka_unit_test_setup_teardown(labels, begin, end),
  };
  return cmocka_run_group_tests(tests, open_parts, close_group);
}
