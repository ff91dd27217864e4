/* 本页小计 and 承前页: on random tables, added again here in whole cents; where they stand, and when there are none. */
#include "bind/pagerows.h"
#include "support.h"

#define COLUMNS_MAX 40

static uint32_t state_of_dice;
static uint32_t dice(uint32_t n) {
  state_of_dice = state_of_dice * 1664525u + 1013904223u;
  return (state_of_dice >> 8) % n;
}

/* What stands in a cell, kept by its number: the test adds these and not what the program holds. */
enum kind { NOTHING, VALUE, SECRET };
struct kept { enum kind kind; int64_t cents; };
static struct kept *kept;

static const char *cents_text(int64_t cents) {
  int64_t size = cents < 0 ? -cents : cents;
  return gk_arena_printf(arena, "%s%lld.%02lld", cents < 0 ? "-" : "", (long long)(size / 100), (long long)(size % 100));
}

static void put_addend(struct gk_table *table, uint32_t row, uint32_t column, bool counts) {
  size_t at = (size_t)row * table->columns + column;
  uint32_t what = dice(60);
  struct kept k = {what == 0 ? SECRET : what < 4 ? NOTHING : VALUE, (int64_t)dice(90000000) - (dice(5) ? 0 : 90000000)};
  struct gk_addend *addend = gk_arena_alloc(arena, sizeof *addend);
  assert_non_null(addend);
  addend->format = GK_FORMAT_AMOUNT;
  addend->figure = gk_figure_number((struct gk_decimal){k.cents, 2}, GK_MEASURE_AMOUNT);
  if (k.kind != VALUE) addend->figure.state = k.kind == SECRET ? GK_STATE_WITHHELD : GK_STATE_BLANK;
  struct gk_cell *cell = put_figure(table, row, column, k.kind == SECRET ? "涉密" : k.kind == NOTHING ? " " : cents_text(k.cents));
  if (k.kind != VALUE) cell->figure = false;
  if (k.kind == NOTHING) cell->content.count = 0;
  if (!counts) return;
  cell->addend = addend;
  kept[at] = k;
}

/* `rows` body rows, then `totals`; the columns from 2 on are of figures. */
static struct gk_table *some_table(uint32_t columns, uint32_t rows, uint32_t totals, bool long_texts) {
  struct gk_table *table = new_table(columns, 1, 1 + rows + totals);
  kept = gk_arena_array(arena, (size_t)table->rows * columns, sizeof *kept);
  assert_non_null(kept);
  table->caption = inlines("随机表");
  for (uint32_t r = 1; r < table->rows; r++) {
    bool total = r > rows;
    if (total) table->roles[r] = GK_ROLE_TOTAL;
    if (table->cells[(size_t)r * columns].row_span == 0) {
      uint32_t span = total || dice(4) ? 1 : 1 + dice(12);
      put(table, r, 0, r + span > 1 + rows ? 1 : span, 1, han(2 + dice(6), dice(16)));
    }
    put(table, r, 1, 1, 1, han(long_texts && dice(12) == 0 ? 300 + dice(900) : 1 + dice(12), dice(16)));
    for (uint32_t c = 2; c < columns; c++) put_addend(table, r, c, !total);
  }
  return table;
}

static void ask(struct gk_table *table, const char *total, const char *brought_forward, uint32_t closing) {
  struct gk_page_labels labels = {.total = total, .brought_forward = brought_forward, .align = GK_STYLE_START, .spanned = GK_STYLE_CENTER, .closing = closing};
  const struct gk_addend *too_much;
  assert_true(gk_page_rows_make(arena, table, &labels, (struct gk_formatting){.arena = arena, .decimals = 2}, &too_much));
  assert_null(too_much);
}

/* The text of a page row in a column; NULL: the page has no such row there. */
static const char *said(const struct gk_page *page, uint32_t row, uint32_t column, int32_t *top, int32_t *bottom) {
  for (size_t i = 0; i < page->box_count; i++) {
    const struct gk_cell_box *box = &page->boxes[i];
    if (box->cell->row != row || column < box->cell->column || column >= box->cell->column + box->cell->column_span) continue;
    *top = box->rect.y;
    *bottom = box->rect.y + box->rect.height;
    for (size_t k = 0; k < page->count; k++) {
      const struct gk_item *item = &page->items[k];
      if (item->cell != box->cell) continue;
      assert_int_equal(item->artifact, GK_ARTIFACT_PAGE_SUM);
      assert_true(item->repeat && !item->tag && item->paragraph->count == 1 && inside(line_rect(item), box->rect));
      return gk_arena_printf(arena, "%.*s", (int)item->paragraph->size, item->paragraph->text);
    }
    return "";
  }
  return NULL;
}

struct sum { bool secret, any; int64_t cents; };

static void add(struct sum *s, const struct kept *k) {
  s->secret |= k->kind == SECRET;
  s->any |= k->kind == VALUE;
  s->cents += k->kind == VALUE ? k->cents : 0;
}

static void check_sum(const struct sum *s, const char *text, size_t page, const char *what) {
  assert_non_null(text);
  const char *wanted = s->secret ? "涉密" : s->any ? cents_text(s->cents) : "";
  if (strcmp(text, wanted)) fail_msg("page %zu: %s says %s, not %s", page + 1, what, text, wanted);
}

/* One column over all pages. The rows that begin on a page are those whose boxes count there. Returns on how many pages it stands. */
static size_t check_column(const struct gk_typeset *out, const struct gk_table *table, uint32_t c) {
  const struct gk_page_rows *rows = table->page_rows;
  struct sum before = {0};
  size_t pages = 0, seen = 0, totals_said = 0;
  for (size_t p = 0; p < out->count; p++)
    for (size_t i = 0, there = 0; i < out->pages[p].box_count && !there; i++) {
      const struct gk_cell *cell = out->pages[p].boxes[i].cell;
      pages += there = cell->column == c && cell->row >= table->head_rows && cell->row < table->rows;
    }
  for (size_t p = 0; p < out->count; p++) {
    const struct gk_page *page = &out->pages[p];
    struct sum sum = {0};
    int32_t first = INT32_MAX, last = 0, closing = INT32_MAX, top = 0, bottom = 0;
    bool shown = false, body = false;
    for (size_t i = 0; i < page->box_count; i++) {
      const struct gk_cell_box *box = &page->boxes[i];
      if (box->cell->column != c || box->cell->row < table->head_rows || box->cell->row >= table->rows) continue;
      shown = true;
      body |= box->cell->row < rows->closing;
      if (!box->repeat) add(&sum, &kept[(size_t)box->cell->row * table->columns + c]);
      if (box->rect.y < first) first = box->rect.y;
      if (box->cell->row >= rows->closing && box->rect.y < closing) closing = box->rect.y;
      if (box->cell->row < rows->closing && box->rect.y + box->rect.height > last) last = box->rect.y + box->rect.height;
    }
    if (!shown) continue;
    seen++;
    const char *text = said(page, rows->total, c, &top, &bottom);
    if (rows->total == UINT32_MAX || pages == 1 || !body) assert_null(text);
    else {
      check_sum(&sum, text, p, "本页小计");
      assert_true(top >= last - SLACK && bottom - SLACK <= closing);
      totals_said++;
    }
    text = said(page, rows->brought_forward, c, &top, &bottom);
    if (rows->brought_forward == UINT32_MAX || seen == 1) assert_null(text);
    else {
      check_sum(&before, text, p, "承前页");
      assert_true(bottom - SLACK <= first);
    }
    before.secret |= sum.secret, before.any |= sum.any, before.cents += sum.cents;
  }
  if (rows->total != UINT32_MAX && pages > 1) assert_true(totals_said > 0);
  return pages;
}

static void random_tables(void **state) {
  static const int32_t heights[] = {637795, 637795, 400000, 300000};
  static const char *const kinds[] = {"all", "open", "three"};
  size_t parted = 0, single = 0, panels = 0;
  for (uint32_t seed = 1; seed <= 60; seed++) {
    begin(state);
    state_of_dice = seed * 104729;
    table_style.rules = kinds[dice(3)];
    page_style.text_height = heights[dice(4)];
    page_style.lines = 1 + (page_style.text_height - 15750) / 29622;
    if (dice(2)) add_text(GK_BLOCK_PARAGRAPH, "body", han(1 + dice(500), seed));
    uint32_t columns = dice(6) ? 3 + dice(3) : 12 + dice(COLUMNS_MAX - 12), totals = dice(4) ? dice(3) : 4 + dice(5);
    struct gk_table *table = some_table(columns, 1 + dice(dice(3) ? 90 : 25), totals, dice(2));
    if (dice(3) == 0) table->orientation = GK_ORIENT_LANDSCAPE;
    table->notes = gk_arena_array(arena, 1, sizeof *table->notes);
    table->notes[0] = inlines("注：随机。");
    table->note_count = dice(2);
    uint32_t labels = dice(4);
    close_table(table);
    ask(table, labels == 1 ? NULL : "本页小计", labels == 2 ? NULL : "承前页", table->rows - totals);
    if (dice(2)) add_text(GK_BLOCK_PARAGRAPH, "body", han(1 + dice(90), seed));
    struct gk_typeset *out = set();
    check_all(out);
    panels += was_told("typeset.table-panels");
    for (uint32_t c = 2; table->page_rows && c < columns; c++) {
      size_t pages = check_column(out, table, c);
      parted += pages > 1;
      single += pages == 1;
    }
    end(state);
  }
  begin(state);
  page_style.text_height = 637795;
  page_style.lines = 22;
  assert_true(parted > 100 && single > 30 && panels > 1);
}

/* Whatever the rows leave of the page: the note stands on the page of the last two rows, upright and turned. */
static void note_is_not_alone(void **state) {
  for (uint32_t rows = 10; rows < 60; rows++) {
    begin(state);
    state_of_dice = 5;
    table_style.padding_y = 2000 + 40 * (int32_t)rows; /* so that what is left takes many sizes */
    struct gk_table *table = some_table(4, rows, 0, false);
    if (rows % 2) table->orientation = GK_ORIENT_LANDSCAPE;
    table->notes = gk_arena_array(arena, 1, sizeof *table->notes);
    table->notes[0] = inlines("注：不得独占一面。");
    table->note_count = 1;
    close_table(table);
    struct gk_typeset *out = set();
    check_all(out);
    const struct gk_page *last = &out->pages[out->count - 1];
    size_t of_last_two = 0;
    for (size_t i = 0; i < last->box_count; i++) {
      const struct gk_cell *cell = last->boxes[i].cell;
      of_last_two += cell->column == 1 && cell->row + 2 >= table->rows;
    }
    assert_int_equal(of_last_two, 2);
    end(state);
  }
  begin(state);
  table_style.padding_y = 3000;
}

/* A table that just fits needs no room for sums it does not have: one row more and it has both. */
static void on_one_page_none(void **state) {
  size_t first = 0;
  for (uint32_t rows = 15; rows < 50; rows++) {
    begin(state);
    state_of_dice = 5;
    struct gk_table *table = some_table(4, rows, 0, false);
    close_table(table);
    ask(table, "本页小计", "承前页", table->rows);
    struct gk_typeset *out = set();
    check_all(out);
    size_t pages = check_column(out, table, 2);
    int32_t top, bottom;
    assert_true((pages > 1) == (said(&out->pages[0], table->page_rows->total, 2, &top, &bottom) != NULL));
    if (pages > 1 && !first) first = rows;
    /* without the rows of sums it would stand on so many pages too */
    table->page_rows = NULL;
    struct gk_typeset *plain = set();
    if (rows == first || pages == 1) assert_int_equal(plain->count, out->count);
    end(state);
  }
  assert_true(first > 15);
  begin(state);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(random_tables, begin, end), cmocka_unit_test_setup_teardown(note_is_not_alone, begin, end),
                                     cmocka_unit_test_setup_teardown(on_one_page_none, begin, end)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
