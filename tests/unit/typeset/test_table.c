/* Tables: every cell once, heads and labels again, what may not be parted, sheets, rules, tags. */
#include <time.h>

#include "support.h"

static struct gk_table *plain(uint32_t columns, uint32_t rows) {
  struct gk_table *table = new_table(columns, 1, rows + 1);
  table->caption = inlines("部门收支总体情况表");
  table->info_left = inlines("部门公开表1");
  table->info_right = inlines("单位：万元");
  return table;
}

static size_t count(const struct gk_page *page, enum gk_artifact artifact) {
  size_t n = 0;
  for (size_t i = 0; i < page->count; i++) n += page->items[i].artifact == artifact;
  return n;
}

static const struct gk_cell_box *box_of(const struct gk_page *page, const struct gk_cell *cell) {
  for (size_t i = 0; i < page->box_count; i++)
    if (page->boxes[i].cell == cell) return &page->boxes[i];
  return NULL;
}

static const struct gk_cell *cell_at(const struct gk_table *table, uint32_t row, uint32_t column) {
  for (size_t i = 0; i < table->cell_count; i++) {
    const struct gk_cell *c = &table->cells[i];
    if (row >= c->row && row < c->row + c->row_span && column >= c->column && column < c->column + c->column_span) return c;
  }
  return NULL;
}

static const struct gk_item *line_with(const struct gk_page *page, const char *text) {
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_item *item = &page->items[i];
    if (item->kind == GK_ITEM_LINE && item->paragraph->size == strlen(text) && memcmp(item->paragraph->text, text, strlen(text)) == 0) return item;
  }
  return NULL;
}

/* The page (from 0) of a line with this text, artifacts too; SIZE_MAX: none. */
static size_t page_of_item(const struct gk_typeset *out, const char *text) {
  for (size_t p = 0; p < out->count; p++)
    if (line_with(&out->pages[p], text)) return p;
  return SIZE_MAX;
}

static void small_table_between_text(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "前文。");
  struct gk_table *table = plain(3, 4);
  table->notes = gk_arena_array(arena, 1, sizeof *table->notes);
  table->notes[0] = inlines("本表为空表。");
  table->note_count = 1;
  put_figure(table, 2, 1, "12.50");
  put_figure(table, 3, 1, "612345.05");
  close_table(table);
  add_text(GK_BLOCK_PARAGRAPH, "body", "后文。");
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(out->count, 1);
  const struct gk_item *after = line_with(&out->pages[0], "后文。"), *note = line_with(&out->pages[0], "本表为空表。");
  assert_non_null(after);
  assert_non_null(note);
  int32_t pitch = (page_style.text_height - 15750) / 21, rest = (after->y - page_style.top - 13860) % pitch;
  assert_true(rest <= SLACK || rest >= pitch - SLACK);
  assert_true(note->y < after->y);
  const struct gk_cell_box *last = box_of(&out->pages[0], cell_at(table, 4, 0));
  assert_true(note->y - 9240 >= last->rect.y + last->rect.height);
}

/* The points of a column stand on one vertical line. */
static void points_aligned(void **state) {
  (void)state;
  static const char *const figures[] = {"1.50", "612345.05", "-12.00", "7", "85.5%", "1,234.5", "−3.1", "12辆", "——", "涉密"};
  enum { NUMBERS = 8, ALL = 10 };
  struct gk_table *table = plain(2, ALL);
  for (uint32_t i = 0; i < ALL; i++) put_figure(table, i + 1, 1, figures[i]);
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  int32_t at = 0;
  for (size_t i = 0; i < NUMBERS; i++) {
    const struct gk_item *item = line_with(&out->pages[0], figures[i]);
    const struct gk_line *line = &item->paragraph->lines[0];
    size_t sign = figures[i][0] == '-' || (unsigned char)figures[i][0] == 0xE2 ? 1 : 0; /* − is one glyph of three bytes */
    size_t end = sign + strspn(figures[i] + (sign ? strcspn(figures[i], "0123456789") : 0), "0123456789,");
    int32_t point = item->x + line->start + (end < line->count ? line->glyphs[end].x : line->width);
    if (i) assert_in_range(point - at + 2, 0, 4);
    at = point;
  }
  const struct gk_cell_box *box = box_of(&out->pages[0], cell_at(table, 1, 1));
  for (size_t i = NUMBERS; i < ALL; i++) { /* in the middle of the column */
    struct gk_rect r = line_rect(line_with(&out->pages[0], figures[i]));
    assert_in_range(r.x + r.width / 2, box->rect.x + box->rect.width / 2 - 2, box->rect.x + box->rect.width / 2 + 2);
  }
}

static void head_again_on_each_page(void **state) {
  (void)state;
  struct gk_table *table = close_table(plain(4, 60));
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 2, 3);
  for (size_t p = 0; p < out->count; p++) {
    const struct gk_cell_box *head = box_of(&out->pages[p], &table->cells[0]);
    assert_non_null(head);
    assert_int_equal(head->repeat, p > 0);
    assert_int_equal(count(&out->pages[p], GK_ARTIFACT_REPEATED_HEAD), p ? 4 : 0);
    assert_int_equal(line_with(&out->pages[p], "部门收支总体情况表（续表）") != NULL, p > 0);
    assert_int_equal(line_with(&out->pages[p], "单位：万元")->artifact, p ? GK_ARTIFACT_CONTINUED : GK_ARTIFACT_NONE);
  }
}

static void last_row_not_alone(void **state) {
  for (uint32_t rows = 20; rows <= 34; rows++) {
    begin(state);
    struct gk_table *table = close_table(plain(2, rows));
    struct gk_typeset *out = set();
    check_all(out);
    const struct gk_page *last = &out->pages[out->count - 1];
    assert_non_null(box_of(last, cell_at(table, rows, 0)));
    assert_non_null(box_of(last, cell_at(table, rows - 1, 0)));
    end(state);
  }
  begin(state);
}

/* The page on which a body row begins, by its cell in the last column. */
static size_t page_of_row(const struct gk_typeset *out, const struct gk_table *table, uint32_t row) {
  for (size_t p = 0; p < out->count; p++)
    if (box_of(&out->pages[p], cell_at(table, row, table->columns - 1))) return p;
  fail_msg("row %u is nowhere", row);
  return SIZE_MAX;
}

/* Rows that a cell holds together: wherever the page ends, the first two are on one page and the last two. Rows so high that a gap would
 * show are parted where the page ends. */
static void groups_are_not_parted_to_one_row(void **state) {
  bool between = false;
  for (uint32_t lead = 2; lead <= 16; lead++) {
    begin(state);
    uint32_t groups[] = {2, 3, 4, 5, 2, 7, 3}, rows = lead;
    for (size_t i = 0; i < 7; i++) rows += groups[i];
    struct gk_table *table = new_table(3, 1, 1 + rows + 3);
    for (uint32_t i = 0, r = lead + 1; i < 7; r += groups[i++]) put(table, r, 0, groups[i], 1, "同类");
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    for (uint32_t i = 0, r = lead + 1; i < 7; r += groups[i++]) {
      assert_int_equal(page_of_row(out, table, r), page_of_row(out, table, r + 1));
      assert_int_equal(page_of_row(out, table, r + groups[i] - 2), page_of_row(out, table, r + groups[i] - 1));
      between |= page_of_row(out, table, r) != page_of_row(out, table, r + groups[i] - 1);
    }
    end(state);
  }
  assert_true(between); /* and larger groups are still parted */
  begin(state);
  struct gk_table *table = new_table(2, 1, 22);
  for (uint32_t r = 1; r < 22; r++) put(table, r, 1, 1, 1, han(300, r));
  for (uint32_t r = 2; r < 20; r += 2) put(table, r, 0, 2, 1, "同类");
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  bool parted = false;
  for (uint32_t r = 2; r < 20; r += 2) parted |= page_of_row(out, table, r) != page_of_row(out, table, r + 1);
  assert_true(parted);
}

/* Totals at the end have two rows above them on their page. */
static void totals_not_alone(void **state) {
  for (uint32_t rows = 20; rows <= 34; rows++) {
    begin(state);
    struct gk_table *table = plain(2, rows);
    table->roles[rows] = GK_ROLE_TOTAL;
    if (rows % 2) table->roles[rows - 1] = GK_ROLE_TOTAL;
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    for (uint32_t above = 0; above < 3 + rows % 2; above++) assert_non_null(box_of(&out->pages[out->count - 1], cell_at(table, rows - above, 0)));
    end(state);
  }
  begin(state);
}

/* A subtotal stands on a page with the last row it adds, one above its rows with the first of them; groups of one row are still parted. */
static void subtotals_not_alone(void **state) {
  for (uint32_t size = 1; size <= 6; size++) {
    for (uint32_t turn = 0; turn < 2; turn++) {
      begin(state);
      uint32_t rows = 24 * (size + 1);
      struct gk_table *table = plain(2, rows);
      for (uint32_t r = 1; r + size <= rows; r += size + 1) table->roles[turn ? r : r + size] = turn ? GK_ROLE_TOTAL_ABOVE : GK_ROLE_TOTAL;
      close_table(table);
      struct gk_typeset *out = set();
      check_all(out);
      assert_true(out->count > 1);
      for (uint32_t r = 1; r + size <= rows; r += size + 1) {
        if (turn) assert_int_equal(page_of_row(out, table, r), page_of_row(out, table, r + 1));
        else assert_int_equal(page_of_row(out, table, r + size - 1), page_of_row(out, table, r + size));
      }
      end(state);
    }
  }
  begin(state);
}

/* Heads of columns within a form stand again above rows that have their columns, beside the label that all have in common; not above a row of other
 * columns, nor alone at the foot of a page. */
static void heads_within_a_form_are_repeated(void **state) {
  for (uint32_t above = 1; above <= 30; above++) {
    begin(state);
    uint32_t head = above, rows = above + 62;
    struct gk_table *table = new_table(4, 0, rows);
    for (uint32_t r = 0; r < above; r++) {
      put(table, r, 0, 1, 2, "项目名称");
      put(table, r, 2, 1, 2, "甲");
    }
    put(table, head, 0, 60, 1, "绩效指标")->vertical = true;
    for (uint32_t c = 1; c < 4; c++) put(table, head, c, 1, 1, c == 1 ? "一级指标" : c == 2 ? "二级指标" : "指标值")->kind = GK_CELL_COLUMN_HEAD;
    put(table, head + 1, 1, 50, 1, "产出指标")->kind = GK_CELL_ROW_HEAD;
    for (uint32_t r = rows - 2; r < rows; r++) put(table, r, 0, 1, 3, "总分");
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    size_t again = 0;
    for (size_t p = 0; p < out->count; p++) {
      const struct gk_page *page = &out->pages[p];
      const struct gk_cell_box *title = box_of(page, cell_at(table, head, 2)), *label = box_of(page, cell_at(table, head, 0));
      uint32_t first = 0;
      while (first < rows && !(box_of(page, cell_at(table, first, 3)) && cell_at(table, first, 3)->row == first && first != head)) first++;
      bool below = first > head && first < rows - 2;
      assert_int_equal(title != NULL, below || (first < head && box_of(page, cell_at(table, head + 1, 3))));
      if (!below || !title) continue;
      again += title->repeat;
      if (!title->repeat) continue;
      assert_true(title->rect.y + title->rect.height == box_of(page, cell_at(table, first, 3))->rect.y && label && label->rect.y == title->rect.y);
      const struct gk_item *line = line_with(page, "二级指标");
      assert_non_null(line);
      assert_int_equal(line->artifact, GK_ARTIFACT_REPEATED_HEAD);
    }
    assert_true(again > 0);
    end(state);
  }
  begin(state);
}

/* What is above others (类, 款; what 其中 is of) does not end a page: 类 款 项 项 项 款 项 … */
static void a_level_begins_with_its_rows(void **state) {
  static const unsigned levels[] = {0, 1, 2, 2, 2, 1, 2};
  size_t pages = 0;
  for (uint32_t rows = 60; rows <= 80; rows++) {
    begin(state);
    if (rows % 2) add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * (rows % 7), 1));
    struct gk_table *table = plain(3, rows);
    for (uint32_t r = 1; r <= rows; r++) put(table, r, 1, 1, 1, "科目名称")->indent = levels[(r - 1) % 7];
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    for (uint32_t r = 1; r < rows; r++)
      for (size_t p = 0; p < out->count; p++) {
        if (!box_of(&out->pages[p], cell_at(table, r, 1)) || box_of(&out->pages[p], cell_at(table, r + 1, 1))) continue;
        pages++;
        if (levels[r % 7] > levels[(r - 1) % 7]) fail_msg("%u rows: row %u ends a page, and the next is below it", rows, r);
      }
    end(state);
  }
  assert_true(pages > 20);
  begin(state);
}

/* Many totals (合计, 结转 and its parts, 总计) need not stand together: the page before is filled, the last five rows are. */
static void many_totals_fill_the_page(void **state) {
  size_t most = 0;
  for (uint32_t rows = 25; rows <= 40; rows++) {
    begin(state);
    struct gk_table *table = plain(2, rows);
    for (uint32_t above = 0; above < 8; above++) table->roles[rows - above] = GK_ROLE_TOTAL;
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    size_t last = 0;
    for (uint32_t r = 1; r <= rows; r++) last += box_of(&out->pages[out->count - 1], cell_at(table, r, 0)) != NULL;
    assert_true(out->count == 1 || last >= 5);
    if (out->count == 2 && box_of(&out->pages[0], cell_at(table, rows - 7, 0))) most++;
    end(state);
  }
  assert_true(most > 1);
  begin(state);
}

/* A row too long for the rest of the page begins there if it is long; the page is not left half empty. A shorter one goes whole to the next. */
static void long_rows_are_parted(void **state) {
  static const struct { size_t characters; bool parted; } kinds[] = {{700, true}, {190, false}};
  for (size_t k = 0; k < 2; k++) {
    begin(state);
    struct gk_table *table = plain(2, 26);
    table->widths[0] = 20000;
    put(table, 23, 1, 1, 1, han(kinds[k].characters, 1));
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    assert_int_equal(box_of(&out->pages[0], cell_at(table, 23, 1)) != NULL, kinds[k].parted);
    end(state);
  }
  begin(state);
}

/* Turned tables that follow each other share a page where there is room. */
static void turned_tables_share_a_page(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    struct gk_table *table = plain(3, 3);
    table->orientation = GK_ORIENT_LANDSCAPE;
    close_table(table);
  }
  add_text(GK_BLOCK_PARAGRAPH, "body", "后文。");
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(out->count, 2);
  assert_true(out->pages[0].rotated && !out->pages[1].rotated);
}

/* Width goes where it makes rows lower: a column of short texts next to two of long ones has each of them on one line. */
static void widths_make_rows_low(void **state) {
  (void)state;
  struct gk_table *table = plain(3, 6);
  for (uint32_t r = 1; r <= 6; r++) {
    put(table, r, 0, 1, 1, "社会效益指标");
    put(table, r, 1, 1, 1, han(12, r));
    put(table, r, 2, 1, 1, han(60, r + 6));
  }
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  int32_t lines = 0;
  for (uint32_t r = 1; r <= 6; r++) lines += box_of(&out->pages[0], cell_at(table, r, 0))->rect.height / 14000;
  assert_in_range(lines, 6, 6 * 3); /* of 42 characters the long texts have 28 and so three lines, or less */
}

/* Head and two rows stand together, whatever stands before; a heading with them. */
static void table_does_not_begin_at_the_foot(void **state) {
  for (size_t before = 12; before <= 22; before++) {
    begin(state);
    add_text(GK_BLOCK_PARAGRAPH, "body", han(28 * before - 2, 3));
    add_text(GK_BLOCK_HEADING, "heading-1", "二、情况表");
    struct gk_table *table = close_table(plain(2, 12));
    struct gk_typeset *out = set();
    check_all(out);
    const struct gk_page *page = &out->pages[page_of(out, "二、情况表", 0)];
    for (uint32_t r = 0; r < 3; r++) {
      const struct gk_cell_box *box = box_of(page, cell_at(table, r, 0));
      assert_non_null(box);
      assert_false(box->repeat);
    }
    end(state);
  }
  begin(state);
}

static void label_carried_over(void **state) {
  (void)state;
  struct gk_table *table = plain(3, 70);
  put(table, 1, 0, 70, 1, "一般公共预算拨款");
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 3, 4);
  for (size_t p = 0; p < out->count; p++) {
    const struct gk_cell_box *box = box_of(&out->pages[p], cell_at(table, 1, 0));
    assert_non_null(box);
    assert_int_equal(box->repeat, p > 0);
    const struct gk_item *label = line_with(&out->pages[p], "一般公共预算拨款（续）");
    assert_int_equal(label != NULL, p > 0);
    if (label) assert_true(label->repeat && label->artifact == GK_ARTIFACT_CONTINUED);
  }
}

/* A label over rows of which only the first stand on the page is not cut between its lines: the last row there makes room, if there is any. */
static void label_not_cut(void **state) {
  size_t whole = 0;
  for (uint32_t above = 18; above <= 29; above++) {
    begin(state);
    struct gk_table *table = plain(2, above + 8);
    table->widths[0] = 4000;
    put(table, above + 1, 0, 8, 1, "信息化运行维护经费项目");
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    size_t first = page_of(out, "信息化运行维护经费项目", 0), last = page_of(out, "信息化运行维护经费项目", 2);
    if (first != last) {
      const struct gk_cell_box *box = box_of(&out->pages[first], cell_at(table, above + 1, 0));
      assert_true(box->rect.y + box->rect.height + 14000 > page_style.top + page_style.text_height);
    } else if (box_of(&out->pages[first], cell_at(table, above + 8, 0)) && out->count > 1 && first == 0) {
      whole += box_of(&out->pages[0], cell_at(table, above + 8, 1)) == NULL;
    }
    end(state);
  }
  assert_true(whole >= 3);
  begin(state);
}

/* A row of more lines than a page has goes on from page to page. */
static void row_taller_than_a_page(void **state) {
  (void)state;
  struct gk_table *table = plain(3, 4);
  put(table, 2, 1, 1, 1, han(3000, 1));
  put(table, 2, 0, 1, 1, "项目");
  close_table(table);
  add_text(GK_BLOCK_PARAGRAPH, "body", "后文。");
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 3, 20);
  const struct gk_cell *tall = cell_at(table, 2, 1);
  assert_non_null(box_of(&out->pages[0], tall)); /* it begins where it stands */
  size_t last = out->count - 1;
  assert_non_null(box_of(&out->pages[last], tall));
  assert_true(box_of(&out->pages[last], tall)->repeat);
  assert_non_null(line_with(&out->pages[last], "项目（续）"));
  assert_non_null(box_of(&out->pages[last], cell_at(table, 4, 2)));
}

static void label_taller_than_a_page(void **state) {
  (void)state;
  struct gk_table *table = plain(3, 5);
  put(table, 1, 0, 4, 1, han(2500, 1));
  put(table, 3, 1, 3, 1, han(1200, 1));
  table->widths[0] = table->widths[1] = 8000;
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 3, 30);
}

static void head_taller_than_a_page(void **state) {
  (void)state;
  struct gk_table *table = plain(3, 2);
  put(table, 0, 1, 1, 1, han(2500, 1));
  table->widths[1] = 6000;
  close_table(table);
  assert_null(gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink));
  assert_true(was_told("typeset.table-head-tall"));
  assert_int_equal(gk_diag_status(sink), GK_STATUS_DOCUMENT);
}

/* A text that no number of pages holds is refused; it does not run on. */
static void endless_cell(void **state) {
  (void)state;
  int32_t height = page_style.text_height;
  page_style.text_height = 120000;
  struct gk_table *table = plain(9, 2);
  for (uint32_t c = 0; c < 9; c++) table->widths[c] = c == 4 ? 2000 : 4000;
  table->caption.count = table->info_left.count = table->info_right.count = 0;
  put(table, 1, 4, 2, 1, han(70000, 1));
  close_table(table);
  struct gk_typeset *out = gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink);
  page_style.text_height = height;
  assert_null(out);
  assert_true(was_told("typeset.pages"));
}

/* A figure over several columns that may not be broken has its whole width there. */
static void wide_figure_over_columns(void **state) {
  (void)state;
  struct gk_table *table = new_table(7, 0, 2);
  struct gk_cell *cell = put(table, 0, 0, 1, 7, "123456789012345678901234567890123456789012345678901234567890123456789012");
  cell->content.items[0].whole = true;
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_false(was_told("text.overfull"));
}

/* A page so narrow that a key column and another do not stand side by side. */
static struct gk_typeset *set_on_a_narrow_page(void) {
  struct gk_page_style kept = page_style;
  page_style.text_width = page_style.text_height = 40000;
  close_table(plain(6, 2));
  struct gk_typeset *out = gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink);
  page_style = kept;
  return out;
}

static void too_wide_for_any_sheet(void **state) {
  (void)state;
  assert_null(set_on_a_narrow_page());
  assert_true(was_told("typeset.table-too-wide"));
  assert_int_equal(gk_diag_status(sink), GK_STATUS_DOCUMENT);
}

/* A draft says as a warning what stops it, and does not blame the memory. */
static void draft_tells_the_cause(void **state) {
  (void)state;
  gk_diag_sink_lower_document_errors(sink, true);
  struct gk_typeset *out = set_on_a_narrow_page();
  gk_diag_sink_lower_document_errors(sink, false);
  assert_null(out);
  assert_true(was_told("typeset.table-too-wide"));
  assert_false(was_told("memory.exhausted"));
}

static void wide_table_turns(void **state) {
  (void)state;
  add_text(GK_BLOCK_PARAGRAPH, "body", "前文。");
  add_text(GK_BLOCK_HEADING, "heading-1", "三、宽表");
  struct gk_table *table = plain(14, 40);
  for (uint32_t c = 0; c < 14; c++) table->widths[c] = 4000;
  close_table(table);
  add_text(GK_BLOCK_PARAGRAPH, "body", "后文。");
  struct gk_typeset *out = set();
  check_all(out);
  assert_true(out->count >= 4);
  assert_false(out->pages[0].rotated);
  assert_true(out->pages[1].rotated);
  assert_false(out->pages[out->count - 1].rotated);
  assert_int_equal(page_of(out, "三、宽表", 0), 1); /* a heading goes with its table */
  assert_int_equal(page_of(out, "后文。", 0), out->count - 1);
  assert_int_equal(out->pages[1].width, page_style.width);
  const struct gk_item *number = &out->pages[1].items[out->pages[1].count - 1];
  assert_true(number->upright);
}

static void title_centred_on_a_turned_page(void **state) {
  (void)state;
  add_text(GK_BLOCK_TITLE, "title", "宽表");
  struct gk_table *table = plain(3, 3);
  table->orientation = GK_ORIENT_LANDSCAPE;
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(out->count, 1);
  assert_true(out->pages[0].rotated);
  struct gk_rect r = line_rect(line_with(&out->pages[0], "宽表")), block = block_of(&out->pages[0]);
  assert_in_range(r.x + r.width / 2, block.x + block.width / 2 - 10, block.x + block.width / 2 + 10);
}

static size_t count_told(const char *id) {
  size_t n = 0;
  for (const struct gk_diag *d = gk_diag_first(sink); d; d = d->next) n += strcmp(d->message->id, id) == 0;
  return n;
}

/* Of boxes of this cell on all pages those that count. */
static size_t counted(const struct gk_typeset *out, const struct gk_cell *cell, size_t *all) {
  size_t n = 0;
  *all = 0;
  for (size_t p = 0; p < out->count; p++)
    for (size_t i = 0; i < out->pages[p].box_count; i++) {
      if (out->pages[p].boxes[i].cell != cell) continue;
      ++*all;
      n += !out->pages[p].boxes[i].repeat;
    }
  return n;
}

/* What no sheet holds goes in panels: key columns and heads over a cut again as repeats, all else once; the caption has numbers; a group of
 * the head is not cut where a cut beside it costs no panel more. */
static void panels_repeat_the_keys(void **state) {
  (void)state;
  struct gk_table *table = new_table(30, 2, 30);
  table->caption = inlines("收支分项表");
  table->info_right = inlines("单位：万元");
  put(table, 0, 0, 2, 1, "科目");
  for (uint32_t c = 1; c < 29; c += 4) put(table, 0, c, 1, 4, "一般公共预算拨款");
  for (uint32_t r = 2; r < 30; r++)
    for (uint32_t c = 1; c < 30; c++) put_figure(table, r, c, "12345678.50");
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(count_told("typeset.table-turned"), 1);
  assert_int_equal(count_told("typeset.table-shrunk"), 1);
  assert_int_equal(count_told("typeset.table-panels"), 1);
  /* a listener has one table, whose name has no number */
  const struct gk_item *caption = line_with(&out->pages[0], "收支分项表（一）");
  assert_non_null(caption);
  assert_int_equal(caption->artifact, GK_ARTIFACT_CONTINUED);
  assert_int_equal(caption->part_count, 1);
  assert_int_equal(caption->parts[0].to, strlen("收支分项表"));
  assert_int_equal(caption->parts[0].tag->role, GK_TAG_CAPTION);
  size_t second = page_of_item(out, "收支分项表（二）");
  assert_true(second < out->count);
  assert_int_equal(line_with(&out->pages[second], "收支分项表（二）")->artifact, GK_ARTIFACT_CONTINUED);
  for (size_t i = 0; i < table->cell_count; i++) {
    size_t all, n = counted(out, &table->cells[i], &all);
    assert_int_equal(n, 1);
    if (table->cells[i].column == 0) assert_true(all > 1);
    else if (table->cells[i].row >= 2) assert_int_equal(all, 1);
  }
  for (size_t p = 0; p < out->count; p++) {
    assert_true(out->pages[p].rotated);
    for (uint32_t c = 1; c < 29; c += 4)
      for (uint32_t k = 0; k < 4 && box_of(&out->pages[p], cell_at(table, 0, c)); k++) assert_non_null(box_of(&out->pages[p], cell_at(table, 1, c + k)));
  }
}

/* 序号 does not head its row; what does stands behind it, and comes with it into each panel. */
static void panels_repeat_numbers_and_names(void **state) {
  (void)state;
  struct gk_table *table = new_table(32, 1, 12);
  table->caption = inlines("收支分项表");
  for (uint32_t r = 1; r < 12; r++) {
    struct gk_cell *serial = put(table, r, 0, 1, 1, "1");
    serial->kind = GK_CELL_DATA;
    serial->serial = true;
    put(table, r, 1, 1, 1, "2010101")->kind = GK_CELL_ROW_HEAD;
    put(table, r, 2, 1, 1, "行政运行")->kind = GK_CELL_ROW_HEAD;
    for (uint32_t c = 3; c < 32; c++) put_figure(table, r, c, "12345678.50");
  }
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(count_told("typeset.table-panels"), 1);
  for (uint32_t c = 0; c < 4; c++) {
    size_t all, n = counted(out, cell_at(table, 5, c), &all);
    assert_int_equal(n, 1);
    assert_true(c < 3 ? all > 1 : all == 1);
  }
}

/* Two hundred letters in a cell: broken there with a warning, on an upright page of the size that all else fits. */
static void endless_word_is_broken(void **state) {
  (void)state;
  char word[201] = {0};
  memset(word, 'W', 200);
  struct gk_table *table = plain(4, 3);
  put(table, 2, 2, 1, 1, word);
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_true(was_told("text.overfull"));
  assert_non_null(strstr(gk_diag_first(sink)->message->zh, "加宽所在的栏"));
  assert_int_equal(out->count, 1);
  assert_false(out->pages[0].rotated);
  assert_int_equal(gk_diag_errors(sink), 0);
}

static void head_only_and_no_head(void **state) {
  (void)state;
  close_table(plain(2, 0));
  struct gk_table *bare = new_table(2, 0, 60);
  close_table(bare);
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 2, 3);
  /* the frame is closed under the head that stands alone: above and below, three beside */
  assert_true(count(&out->pages[0], GK_ARTIFACT_RULE) > 5);
  document.count = 1;
  out = set();
  assert_int_equal(count(&out->pages[0], GK_ARTIFACT_RULE), 5);
}

static void kinds_of_rules(void **state) {
  static const struct { const char *rules; size_t first; bool sides; } kinds[] = {{"all", 8, true}, {"open", 8, false}, {"three", 3, false}};
  for (size_t k = 0; k < 3; k++) {
    begin(state);
    table_style.rules = kinds[k].rules;
    struct gk_table *table = close_table(plain(3, 3));
    struct gk_typeset *out = set();
    check_all(out);
    size_t level = 0, outer = 0, inner = 0;
    int32_t right = page_style.left + page_style.text_width;
    for (size_t i = 0; i < out->pages[0].count; i++) {
      const struct gk_item *item = &out->pages[0].items[i];
      if (item->kind != GK_ITEM_RULE) continue;
      if (item->rect.width > item->rect.height) level++;
      else if (item->rect.x < page_style.left + 1000 || item->rect.x > right - 1000) outer++;
      else inner++;
    }
    assert_int_equal(level, kinds[k].first == 3 ? 3 : 5);
    assert_int_equal(outer > 0, kinds[k].sides);
    assert_int_equal(inner > 0, kinds[k].first != 3);
    assert_non_null(table);
    end(state);
  }
  begin(state);
}

/* 三线表: a rule below what heads several columns says which, and does not touch its neighbour's; one above and below rows with a common
 * label says which rows. On both pages. */
static void auxiliary_rules(void **state) {
  (void)state;
  table_style.rules = "three";
  struct gk_table *table = new_table(5, 2, 50);
  put(table, 0, 0, 2, 1, "科目");
  put(table, 0, 1, 1, 2, "合计");
  put(table, 0, 3, 1, 2, "其中");
  put(table, 10, 0, 3, 1, "一类");
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_in_range(out->count, 2, 2);
  assert_int_equal(count(&out->pages[0], GK_ARTIFACT_RULE), 3 + 2 + 2);
  assert_int_equal(count(&out->pages[1], GK_ARTIFACT_RULE), 3 + 2);
  const struct gk_rect *heads[2] = {NULL, NULL};
  size_t whole = 0;
  for (size_t i = 0; i < out->pages[0].count; i++) {
    const struct gk_item *item = &out->pages[0].items[i];
    if (item->kind != GK_ITEM_RULE) continue;
    if (item->rect.width == page_style.text_width) whole++;
    else heads[heads[0] != NULL] = &item->rect;
  }
  assert_int_equal(whole, 5);
  const struct gk_rect *left = &box_of(&out->pages[0], cell_at(table, 0, 1))->rect, *right = &box_of(&out->pages[0], cell_at(table, 0, 3))->rect;
  assert_int_equal(heads[0]->x, left->x + table_style.padding_x);
  assert_int_equal(heads[0]->x + heads[0]->width, left->x + left->width - table_style.padding_x);
  assert_int_equal(heads[1]->x, right->x + table_style.padding_x);
  assert_int_equal(heads[1]->y, heads[0]->y);
  assert_int_equal(heads[0]->height, table_style.rule);
}

/* Heads within the body of a 三线表 are parted from the rows above and below them. */
static void auxiliary_rules_of_heads_within(void **state) {
  (void)state;
  table_style.rules = "three";
  struct gk_table *table = new_table(3, 0, 8);
  for (uint32_t c = 0; c < 3; c++) put(table, 3, c, 1, 1, "表头")->kind = GK_CELL_COLUMN_HEAD;
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(count(&out->pages[0], GK_ARTIFACT_RULE), 2 + 2);
}

static void long_information_is_not_lost(void **state) {
  (void)state;
  struct gk_table *table = plain(2, 2);
  table->info_left = inlines(han(60, 1));
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  assert_int_equal(page_of(out, table->info_left.items[0].text, 1), 0);
  assert_true(line_with(&out->pages[0], "单位：万元")->y > line_with(&out->pages[0], table->info_left.items[0].text)->y);
}

static void tags_of_a_table(void **state) {
  (void)state;
  struct gk_table *table = new_table(3, 2, 5);
  table->caption = inlines("表题");
  put(table, 0, 1, 1, 2, "合计");
  put(table, 0, 0, 2, 1, "科目");
  put(table, 2, 0, 2, 1, "类");
  put(table, 2, 1, 2, 2, "款"); /* nothing begins in row 3 */
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  const struct gk_tag *root = out->root->first;
  assert_int_equal(root->role, GK_TAG_TABLE);
  assert_int_equal(root->first->role, GK_TAG_CAPTION);
  const struct gk_tag *head = root->first->next, *body = head->next;
  assert_int_equal(head->role, GK_TAG_THEAD);
  assert_int_equal(body->role, GK_TAG_TBODY);
  assert_null(body->next);
  assert_int_equal(head->first->first->role, GK_TAG_TH);
  assert_int_equal(head->first->first->scope, GK_SCOPE_COLUMN);
  assert_int_equal(head->first->first->row_span, 2);
  assert_int_equal(head->first->first->next->column_span, 2);
  assert_int_equal(body->first->first->scope, GK_SCOPE_ROW);
  assert_int_equal(body->first->first->next->role, GK_TAG_TD);
  assert_int_equal(body->first->first->next->scope, GK_SCOPE_NONE);
  size_t rows = 0;
  for (const struct gk_tag *row = body->first; row; row = row->next) rows++;
  assert_int_equal(rows, 3);
}

static void short_labels_spread(void **state) {
  (void)state;
  static const struct { const char *text; bool spread; enum gk_style_align align; unsigned indent; } labels[] = {
      {"基本支出项目", false, GK_STYLE_START, 0}, {"合计", true, GK_STYLE_START, 0},      {"事业费", true, GK_STYLE_CENTER, 0},
      {"其中：", false, GK_STYLE_START, 0},       {"人员经费", true, GK_STYLE_END, 0}, {"公用", true, GK_STYLE_START, 1}, {"A2", false, GK_STYLE_START, 0}};
  size_t n = sizeof labels / sizeof *labels;
  struct gk_table *table = plain(2, (uint32_t)n);
  for (uint32_t i = 0; i < n; i++) {
    struct gk_cell *cell = put(table, i + 1, 0, 1, 1, labels[i].text);
    cell->distribute = true;
    cell->align = labels[i].align;
    cell->indent = labels[i].indent;
  }
  close_table(table);
  struct gk_typeset *out = set();
  check_all(out);
  for (size_t i = 0; i < n; i++) {
    const struct gk_item *item = line_with(&out->pages[0], labels[i].text);
    const struct gk_line *line = &item->paragraph->lines[0];
    if (!labels[i].spread) assert_true(i == 0 ? line->width == 6 * 10500 : line->width < 5 * 10500);
    else assert_int_equal(line->width, 6 * 10500);
    if (labels[i].spread) assert_int_equal(line->glyphs[line->count - 1].x, 5 * 10500);
  }
}

static size_t bytes_of_rows;

static double seconds_of(uint32_t rows) {
  begin(NULL);
  struct gk_table *table = plain(5, rows);
  for (uint32_t r = 1; r <= rows; r++) put_figure(table, r, 2, gk_arena_printf(arena, "%u.50", 1000 + r)); /* none like another */
  close_table(table);
  size_t before = gk_arena_used(arena);
  clock_t from = clock();
  struct gk_typeset *out = set();
  clock_t to = clock();
  bytes_of_rows = gk_arena_used(arena) - before;
  assert_true(out->count > rows / 40);
  if (rows <= 500) check_all(out);
  end(NULL);
  return (double)(to - from) / CLOCKS_PER_SEC;
}

/* Four times the rows take about four times as long, sixteen would be the square; and four times the memory, of which a cell has a bounded
 * part. */
static void many_rows(void **state) {
  seconds_of(50); /* fonts are read */
  double few = seconds_of(500);
  size_t bytes = bytes_of_rows;
  double many = seconds_of(2000);
  assert_true(many < few * 8 + 0.1);
  assert_true(bytes_of_rows < bytes * 9 / 2);
  assert_true(bytes_of_rows / 2000 / 5 < 1800);
  begin(state);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(small_table_between_text, begin, end),
      cmocka_unit_test_setup_teardown(points_aligned, begin, end),
      cmocka_unit_test_setup_teardown(head_again_on_each_page, begin, end),
      cmocka_unit_test_setup_teardown(groups_are_not_parted_to_one_row, begin, end), cmocka_unit_test_setup_teardown(last_row_not_alone, begin, end),
      cmocka_unit_test_setup_teardown(totals_not_alone, begin, end), cmocka_unit_test_setup_teardown(subtotals_not_alone, begin, end),
      cmocka_unit_test_setup_teardown(many_totals_fill_the_page, begin, end),
      cmocka_unit_test_setup_teardown(a_level_begins_with_its_rows, begin, end),
      cmocka_unit_test_setup_teardown(heads_within_a_form_are_repeated, begin, end),
      cmocka_unit_test_setup_teardown(long_rows_are_parted, begin, end),
      cmocka_unit_test_setup_teardown(turned_tables_share_a_page, begin, end),
      cmocka_unit_test_setup_teardown(widths_make_rows_low, begin, end),
      cmocka_unit_test_setup_teardown(table_does_not_begin_at_the_foot, begin, end),
      cmocka_unit_test_setup_teardown(label_carried_over, begin, end),
      cmocka_unit_test_setup_teardown(label_not_cut, begin, end),
      cmocka_unit_test_setup_teardown(row_taller_than_a_page, begin, end),
      cmocka_unit_test_setup_teardown(label_taller_than_a_page, begin, end),
      cmocka_unit_test_setup_teardown(head_taller_than_a_page, begin, end),
      cmocka_unit_test_setup_teardown(endless_cell, begin, end),
      cmocka_unit_test_setup_teardown(wide_figure_over_columns, begin, end),
      cmocka_unit_test_setup_teardown(draft_tells_the_cause, begin, end),
      cmocka_unit_test_setup_teardown(wide_table_turns, begin, end),
      cmocka_unit_test_setup_teardown(title_centred_on_a_turned_page, begin, end),
      cmocka_unit_test_setup_teardown(too_wide_for_any_sheet, begin, end),
      cmocka_unit_test_setup_teardown(panels_repeat_the_keys, begin, end),
      cmocka_unit_test_setup_teardown(panels_repeat_numbers_and_names, begin, end),
      cmocka_unit_test_setup_teardown(endless_word_is_broken, begin, end),
      cmocka_unit_test_setup_teardown(head_only_and_no_head, begin, end),
      cmocka_unit_test_setup_teardown(kinds_of_rules, begin, end),
      cmocka_unit_test_setup_teardown(auxiliary_rules, begin, end),
      cmocka_unit_test_setup_teardown(auxiliary_rules_of_heads_within, begin, end),
      cmocka_unit_test_setup_teardown(long_information_is_not_lost, begin, end),
      cmocka_unit_test_setup_teardown(tags_of_a_table, begin, end),
      cmocka_unit_test_setup_teardown(short_labels_spread, begin, end),
      cmocka_unit_test_setup_teardown(many_rows, begin, end),
  };
  return cmocka_run_group_tests(tests, open_group, close_group);
}
