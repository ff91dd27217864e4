/* What the tests of the typeset room share: documents built by hand in the styles
 * of GB/T 9704, set with the locked fonts (GK_TEST_FONTS, default build/fonts), and
 * the properties that any set document has. */
#ifndef TEST_TYPESET_SUPPORT_H
#define TEST_TYPESET_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "typeset/typeset.h"

#define UNUSED __attribute__((unused))
#define SLACK 20 /* mpt that integer division may take */
#define BLOCKS_MAX 64

static UNUSED struct gk_diag_sink *sink;
static UNUSED struct gk_fonts *fonts;
static UNUSED struct gk_texts *kept_texts; /* few, so that they take turns */
static UNUSED struct gk_arena *arena;

static UNUSED struct gk_page_style page_style = {.width = 595276, .height = 841890, .top = 104882, .left = 79370, .text_width = 442205, .text_height = 637795,
                                                 .lines = 22, .characters = 28, .number_below = 19843, .number_style = "page-number",
                                                 .number_outside = true, .number_inset = 1000, .number_format = "— {页码} —"};
static UNUSED struct gk_style styles[] = {
    {.name = "body", .font = "仿宋", .size = 15750, .align = GK_STYLE_JUSTIFY, .first_indent = 2000, .grid_pitch = true, .kinsoku = 2, .han_latin_gap = 125},
    {.name = "title", .font = "小标宋", .size = 22000, .align = GK_STYLE_CENTER, .after = 1000, .keep_next = true, .balance = true, .kinsoku = 2},
    {.name = "heading-1", .font = "黑体", .size = 15750, .align = GK_STYLE_JUSTIFY, .first_indent = 2000, .grid_pitch = true, .keep_next = true, .kinsoku = 2},
    {.name = "caption", .font = "黑体", .size = 15000, .align = GK_STYLE_CENTER, .keep_next = true, .balance = true, .kinsoku = 2},
    {.name = "info", .font = "宋体", .size = 10500, .align = GK_STYLE_JUSTIFY, .keep_next = true, .kinsoku = 2},
    {.name = "head", .font = "宋体", .size = 10500, .line = 14000, .align = GK_STYLE_CENTER, .kinsoku = 2},
    {.name = "cell", .font = "宋体", .size = 10500, .line = 14000, .align = GK_STYLE_START, .kinsoku = 2},
    {.name = "note", .font = "宋体", .size = 10500, .line = 16000, .align = GK_STYLE_JUSTIFY, .first_indent = 2000, .kinsoku = 2},
    {.name = "contents-title", .font = "小标宋", .size = 22000, .align = GK_STYLE_CENTER, .after = 1000, .keep_next = true, .balance = true, .kinsoku = 2},
    {.name = "contents-1", .font = "黑体", .size = 15750, .align = GK_STYLE_JUSTIFY, .grid_pitch = true, .kinsoku = 2},
    {.name = "contents-2", .font = "仿宋", .size = 15750, .align = GK_STYLE_JUSTIFY, .first_indent = 1000, .grid_pitch = true, .kinsoku = 2},
    {.name = "cover", .font = "小标宋", .size = 22000, .align = GK_STYLE_CENTER, .kinsoku = 2, .at = 6},
    {.name = "page-number", .font = "宋体", .size = 14000, .align = GK_STYLE_START},
};
#define STYLE_COUNT (sizeof styles / sizeof *styles)
static UNUSED struct gk_table_style table_style = {.name = "table", .frame = 1000, .rule = 500, .padding_x = 3000, .padding_y = 3000, .head_style = "head",
                                                   .cell_style = "cell", .caption_style = "caption", .info_style = "info", .note_style = "note",
                                                   .rules = "all", .continued = "续表", .least_size = 7875};

static UNUSED struct gk_layout layout;
static UNUSED struct gk_style *style_list[STYLE_COUNT];
static UNUSED struct gk_table_style *table_style_list[] = {&table_style};
static UNUSED struct gk_block blocks[BLOCKS_MAX];
static UNUSED struct gk_document document;

static UNUSED void show_told(void) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  gk_diag_render_all(sink, GK_DIAG_ZH, false, &out);
  if (out.data) print_message("%s\n", out.data);
  gk_buf_drop(&out);
}

static UNUSED bool was_told(const char *id) {
  for (const struct gk_diag *d = gk_diag_first(sink); d; d = d->next)
    if (strcmp(d->message->id, id) == 0) return true;
  return false;
}

static UNUSED int open_group(void **state) {
  (void)state;
  const char *dir = getenv("GK_TEST_FONTS");
  sink = gk_diag_sink_new(0);
  fonts = gk_fonts_open(&(struct gk_fonts_paths){.lock = "fonts/fonts.lock", .dir = dir && *dir ? dir : "build/fonts"}, sink);
  if (!fonts) show_told();
  for (size_t i = 0; i < STYLE_COUNT; i++) style_list[i] = &styles[i];
  layout = (struct gk_layout){.id = "test", .language = "zh-CN", .page = &page_style, .styles = style_list, .style_count = STYLE_COUNT,
                              .table_styles = table_style_list, .table_style_count = 1};
  kept_texts = gk_texts_new((size_t)256 << 10);
  return fonts && kept_texts ? 0 : -1;
}

static UNUSED int close_group(void **state) {
  (void)state;
  gk_texts_drop(kept_texts);
  gk_fonts_drop(fonts);
  gk_diag_sink_drop(sink);
  return 0;
}

static UNUSED int begin(void **state) {
  (void)state;
  gk_arena_drop(arena); /* tests of many documents begin again for each */
  gk_texts_release(kept_texts);
  arena = gk_arena_new(0);
  gk_diag_sink_reset(sink);
  table_style.rules = "all";
  document = (struct gk_document){.layout = &layout, .name = "试", .title = "试", .file_name = "试", .year = 2022, .date = INT64_MIN, .blocks = blocks};
  return arena ? 0 : -1;
}

static UNUSED int end(void **state) {
  (void)state;
  gk_arena_drop(arena);
  arena = NULL;
  return 0;
}

/* ---------------------------------------------------------------- building */

static UNUSED struct gk_inlines inlines(const char *text) {
  struct gk_inlines out = {gk_arena_array(arena, 1, sizeof *out.items), text && *text ? 1 : 0};
  assert_non_null(out.items);
  if (out.count) out.items[0] = (struct gk_inline){.text = text, .size = strlen(text)};
  return out;
}

/* `n` Han characters without punctuation; `seed` makes them differ. */
static UNUSED const char *han(size_t n, unsigned seed) {
  static const char *const stock[] = {"部", "门", "预", "算", "公", "开", "收", "支", "总", "表", "基", "本", "项", "目", "单", "位"};
  char *text = gk_arena_alloc(arena, n * 3 + 1);
  assert_non_null(text);
  for (size_t i = 0; i < n; i++) memcpy(text + i * 3, stock[(i * 7 + seed + i / 16) % 16], 3);
  return text;
}

static UNUSED const struct gk_style *style(const char *name) {
  const struct gk_style *found = gk_layout_style(&layout, name);
  assert_non_null(found);
  return found;
}

static UNUSED struct gk_block *add_text(enum gk_block_kind kind, const char *style_name, const char *text) {
  assert_true(document.count < BLOCKS_MAX);
  struct gk_block *block = &blocks[document.count++];
  *block = (struct gk_block){.kind = kind, .style = style(style_name), .level = kind == GK_BLOCK_TITLE ? 0 : 1, .content = inlines(text)};
  return block;
}

/* A table with its grid empty; cells come with put(), what they leave free is filled by close_table(). */
static UNUSED struct gk_table *new_table(uint32_t columns, uint32_t head_rows, uint32_t rows) {
  struct gk_table *table = gk_arena_alloc(arena, sizeof *table);
  assert_non_null(table);
  size_t places = (size_t)columns * rows;
  *table = (struct gk_table){.style = &table_style, .columns = columns, .head_rows = head_rows, .rows = rows};
  table->roles = gk_arena_array(arena, rows + 1, sizeof *table->roles);
  table->cells = gk_arena_array(arena, places + 1, sizeof *table->cells);
  table->widths = gk_arena_array(arena, columns + 1, sizeof *table->widths);
  assert_true(table->roles && table->cells && table->widths);
  for (uint32_t r = 0; r < rows; r++) table->roles[r] = r < head_rows ? GK_ROLE_HEAD : GK_ROLE_BODY;
  return table;
}

/* Until the table is closed a cell stands at its grid place; row_span 0 marks a free one, UINT32_MAX a covered one. */
static UNUSED struct gk_cell *put(struct gk_table *table, uint32_t row, uint32_t column, uint32_t row_span, uint32_t column_span, const char *text) {
  for (uint32_t r = row; r < row + row_span; r++)
    for (uint32_t c = column; c < column + column_span; c++) table->cells[(size_t)r * table->columns + c].row_span = UINT32_MAX;
  struct gk_cell *cell = &table->cells[(size_t)row * table->columns + column];
  *cell = (struct gk_cell){.kind = row < table->head_rows ? GK_CELL_COLUMN_HEAD : column == 0 ? GK_CELL_ROW_HEAD : GK_CELL_DATA, .row = row, .column = column,
                           .row_span = row_span, .column_span = column_span, .content = inlines(text),
                           .align = row < table->head_rows ? GK_STYLE_CENTER : GK_STYLE_START};
  return cell;
}

static UNUSED struct gk_cell *put_figure(struct gk_table *table, uint32_t row, uint32_t column, const char *text) {
  struct gk_cell *cell = put(table, row, column, 1, 1, text);
  cell->figure = true;
  cell->decimals = 2;
  cell->align = GK_STYLE_DECIMAL;
  cell->content.items[0].whole = true;
  return cell;
}

static UNUSED struct gk_table *close_table(struct gk_table *table) {
  size_t n = 0;
  for (uint32_t r = 0; r < table->rows; r++)
    for (uint32_t c = 0; c < table->columns; c++) {
      struct gk_cell *cell = &table->cells[(size_t)r * table->columns + c];
      if (cell->row_span == UINT32_MAX) continue;
      if (cell->row_span == 0) put(table, r, c, 1, 1, r < table->head_rows ? "表头" : "数据");
      struct gk_cell kept = *cell;
      kept.number = (uint32_t)n;
      table->cells[n++] = kept;
    }
  table->cell_count = n;
  assert_true(document.count < BLOCKS_MAX);
  blocks[document.count++] = (struct gk_block){.kind = GK_BLOCK_TABLE, .table = table};
  return table;
}

static UNUSED struct gk_typeset *set(void) {
  struct gk_typeset *out = gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink);
  if (!out) show_told();
  assert_non_null(out);
  return out;
}

/* ---------------------------------------------------------------- properties */

/* 版心 in the frame of the page. */
static UNUSED struct gk_rect block_of(const struct gk_page *page) {
  if (!page->rotated) return (struct gk_rect){page_style.left, page_style.top, page_style.text_width, page_style.text_height};
  return (struct gk_rect){page_style.height - page_style.top - page_style.text_height, page_style.left, page_style.text_height, page_style.text_width};
}

static UNUSED bool inside(struct gk_rect a, struct gk_rect b) {
  return a.x >= b.x - SLACK && a.y >= b.y - SLACK && a.x + a.width <= b.x + b.width + SLACK && a.y + a.height <= b.y + b.height + SLACK;
}

/* The em boxes of a line, where the faces of Han stand. */
static UNUSED struct gk_rect line_rect(const struct gk_item *item) {
  const struct gk_line *line = &item->paragraph->lines[item->line];
  int32_t em = item->paragraph->size_em;
  return (struct gk_rect){item->x + line->start, item->y - (int32_t)((int64_t)em * 880 / 1000), line->width, em};
}

static UNUSED void check_lines(const struct gk_typeset *out) {
  for (size_t p = 0; p < out->count; p++) {
    const struct gk_page *page = &out->pages[p];
    assert_int_equal(page->number, p + 1);
    for (size_t i = 0; i < page->count; i++) {
      const struct gk_item *item = &page->items[i];
      if (item->kind != GK_ITEM_LINE || item->upright || item->artifact == GK_ARTIFACT_PAGE_NUMBER) continue;
      assert_true((item->tag != NULL) == (item->artifact == GK_ARTIFACT_NONE));
      struct gk_rect r = line_rect(item);
      /* Larger sizes are centred on the grid line of the body. */
      int32_t larger = item->paragraph->size_em > 15750 ? (item->paragraph->size_em - 15750) / 2 : 0;
      r.y += larger;
      r.height -= 2 * larger;
      if (!inside(r, block_of(page))) {
        fail_msg("page %zu: line %.*s at %d,%d %d×%d leaves the text block", p + 1, (int)item->paragraph->size, item->paragraph->text, r.x, r.y, r.width, r.height);
      }
    }
  }
}

static UNUSED bool overlap(struct gk_rect a, struct gk_rect b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static void check_boxes_of_page(const struct gk_page *page) {
  for (size_t i = 0; i < page->box_count; i++) {
    const struct gk_cell_box *box = &page->boxes[i];
    assert_true(inside(box->rect, block_of(page)));
    assert_true(box->rect.height > 0 && box->rect.width > 0);
    bool of_page = box->table->page_rows && box->cell->row >= box->table->rows; /* a page's own cell */
    assert_true(of_page ? box->repeat && !box->tag : box->cell->number < box->table->cell_count && &box->table->cells[box->cell->number] == box->cell);
    for (size_t k = i + 1; k < page->box_count; k++) assert_false(overlap(box->rect, page->boxes[k].rect));
  }
}

/* A line of a cell stands in a box of this cell on its page. */
static void check_cell_line(const struct gk_page *page, const struct gk_item *item) {
  for (size_t k = 0; k < page->box_count; k++)
    if (page->boxes[k].cell == item->cell && inside(line_rect(item), page->boxes[k].rect)) return;
  struct gk_rect line = line_rect(item), box = {0};
  for (size_t k = 0; k < page->box_count; k++)
    if (page->boxes[k].cell == item->cell) box = page->boxes[k].rect;
  fail_msg("page %u: a line of cell %u (row %u, column %u) “%.*s” at %d,%d %d×%d is outside its box %d,%d %d×%d", page->number, item->cell->number, item->cell->row,
           item->cell->column, (int)item->paragraph->size, item->paragraph->text, line.x, line.y, line.width, line.height, box.x, box.y, box.width, box.height);
}

/* Every cell of the table: one box that counts, each of its lines once and in order; heads on every page of its rows. */
static UNUSED void check_table(const struct gk_typeset *out, const struct gk_table *table) {
  size_t *boxes = calloc(table->cell_count + 1, sizeof *boxes), *lines = calloc(table->cell_count + 1, sizeof *lines);
  size_t *wanted = calloc(table->cell_count + 1, sizeof *wanted);
  assert_true(boxes && lines && wanted);
  for (size_t p = 0; p < out->count; p++) {
    const struct gk_page *page = &out->pages[p];
    size_t heads = 0, bodies = 0, cells_of_head = 0;
    for (size_t i = 0; i < page->box_count; i++) {
      const struct gk_cell_box *box = &page->boxes[i];
      if (box->table != table) continue;
      if (!box->repeat) boxes[box->cell->number]++;
      if (box->cell->row < table->head_rows) heads++;
      else bodies++;
    }
    for (size_t i = 0; i < table->cell_count; i++) cells_of_head += table->cells[i].row < table->head_rows;
    /* In panels a page has the heads of its own columns. */
    if (bodies && !was_told("typeset.table-panels")) assert_int_equal(heads, cells_of_head);
    if (bodies && cells_of_head) assert_true(heads > 0);
    for (size_t i = 0; i < page->count; i++) {
      const struct gk_item *item = &page->items[i];
      if (!item->cell || item->kind != GK_ITEM_LINE || item->cell < table->cells || item->cell >= table->cells + table->cell_count) continue;
      check_cell_line(page, item);
      assert_true(item->repeat == (item->artifact != GK_ARTIFACT_NONE));
      if (item->repeat) continue;
      assert_int_equal(item->line, lines[item->cell->number]++);
      wanted[item->cell->number] = item->paragraph->count;
    }
  }
  for (size_t i = 0; i < table->cell_count; i++) {
    assert_int_equal(boxes[i], 1);
    assert_int_equal(lines[i], wanted[i]);
    assert_true((lines[i] > 0) == (table->cells[i].content.count > 0));
  }
  free(boxes);
  free(lines);
  free(wanted);
}

static bool covers(int32_t from, int32_t to, int32_t least, int32_t most) { return from <= least && to >= most; }

/* The end of rule a (its left or right edge when level, its upper or lower one when upright) lies on another rule, or one begins along it
 * there: nothing sticks out and nothing is missing. */
static bool end_meets(const struct gk_page *page, const struct gk_rect *a, bool level, bool far_end, int32_t left, int32_t right) {
  int32_t at = level ? (far_end ? a->x + a->width : a->x) : (far_end ? a->y + a->height : a->y);
  if (level && (at == left || at == right)) return true; /* an outer edge of the table */
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_rect *b = &page->items[i].rect;
    if (page->items[i].kind != GK_ITEM_RULE || b == a) continue;
    if (!level && (far_end ? b->y == at : b->y + b->height == at) && covers(b->x, b->x + b->width, a->x, a->x + a->width)) return true;
    if (level && (far_end ? b->x + b->width == at : b->x == at) && (b->y == a->y + a->height || b->y + b->height == a->y)) return true;
  }
  return false;
}

/* Rules are rectangles that neither overlap nor leave a gap where they meet. */
static void check_rules(const struct gk_page *page) {
  int32_t left = INT32_MAX, right = 0;
  bool upright = false; /* 三线表 has none, and its 辅助线 end between columns */
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_rect *r = &page->items[i].rect;
    if (page->items[i].kind != GK_ITEM_RULE) continue;
    upright |= r->height > r->width;
    assert_true(r->width > 0 && r->height > 0 && inside(*r, block_of(page)));
    left = r->x < left ? r->x : left;
    right = r->x + r->width > right ? r->x + r->width : right;
    for (size_t k = i + 1; k < page->count; k++)
      if (page->items[k].kind == GK_ITEM_RULE) assert_false(overlap(*r, page->items[k].rect));
  }
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_rect *r = &page->items[i].rect;
    if (page->items[i].kind != GK_ITEM_RULE || !upright) continue;
    for (int end = 0; end < 2; end++)
      if (!end_meets(page, r, r->width > r->height, end, left, right))
        fail_msg("page %u: the rule at %d,%d %d×%d has an end that meets nothing", page->number, r->x, r->y, r->width, r->height);
  }
}

/* Content stands on a page in the order of the tags, in which it is read; the next panel of a table, whose columns stand further on, begins again. */
static void check_order(const struct gk_page *page) {
  const struct gk_item *before = NULL;
  for (size_t i = 0; i < page->count; i++) {
    const struct gk_item *item = &page->items[i];
    if (!item->tag) continue;
    bool panel = before && before->cell && item->cell && item->cell->column > before->cell->column;
    if (before && item->tag->number < before->tag->number && !panel)
      fail_msg("page %u: “%s” stands before “%s”", page->number, before->paragraph->text, item->paragraph->text);
    before = item;
  }
}

static UNUSED void check_all(const struct gk_typeset *out) {
  check_lines(out);
  for (size_t p = 0; p < out->count; p++) {
    check_boxes_of_page(&out->pages[p]);
    check_rules(&out->pages[p]);
    check_order(&out->pages[p]);
  }
  for (size_t i = 0; i < document.count; i++)
    if (document.blocks[i].kind == GK_BLOCK_TABLE) check_table(out, document.blocks[i].table);
}

/* The page (from 0) of a block's line, by its text, artifacts aside; SIZE_MAX when it is not there. */
static UNUSED size_t page_of(const struct gk_typeset *out, const char *text, size_t line) {
  for (size_t p = 0; p < out->count; p++)
    for (size_t i = 0; i < out->pages[p].count; i++) {
      const struct gk_item *item = &out->pages[p].items[i];
      if (item->kind == GK_ITEM_LINE && !item->artifact && item->line == line && item->paragraph->size == strlen(text) &&
          memcmp(item->paragraph->text, text, item->paragraph->size) == 0)
        return p;
    }
  return SIZE_MAX;
}

#endif
