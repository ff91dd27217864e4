/* Tables made at random from seeds: setting them ends, and each cell is there once, in its place. */
#include "support.h"

static uint32_t state_of_dice;
static uint32_t dice(uint32_t n) {
  state_of_dice = state_of_dice * 1664525u + 1013904223u;
  return (state_of_dice >> 8) % n;
}

static const char *some_text(void) {
  switch (dice(12)) {
    case 0: return "";
    case 1: return han(40 + dice(400), dice(16));
    case 2: return dice(6) ? "项目" : han(1500, dice(16));
    case 3: return "General Public Budget 2022";
    case 5: return dice(8) ? "A020101" : "https://www.example.gov.cn/zfxxgk/fdzdgknr/czyjs/202202/t20220215_1234567890123456789012345678901234567890.html";
    case 4: return "（一）保障经费，“三公”经费；其他。";
    default: return han(1 + dice(9), dice(16));
  }
}

/* What stands in columns of figures, in every state. */
static const char *some_figure(void) {
  static const char *const figures[] = {"614.21", "12345678.5", "-0.37", "0", "1,234,567.00", "85.5%", "100%", "3辆", "——", "涉密", ""};
  return figures[dice(sizeof figures / sizeof *figures)];
}

static bool room_for(const struct gk_table *table, uint32_t row, uint32_t column, uint32_t row_span, uint32_t column_span) {
  uint32_t bottom = row < table->head_rows ? table->head_rows : table->rows;
  if (row + row_span > bottom || column + column_span > table->columns) return false;
  for (uint32_t r = row; r < row + row_span; r++)
    for (uint32_t c = column; c < column + column_span; c++)
      if (table->cells[(size_t)r * table->columns + c].row_span) return false;
  return true;
}

static void some_table(void) {
  uint32_t columns = dice(6) ? 1 + dice(9) : 1 + dice(40), head = dice(5), body = dice(10) ? dice(30) : dice(200);
  struct gk_table *table = new_table(columns, head, head + body);
  if (table->rows == 0) table = new_table(columns, 1, 1);
  if (dice(3)) table->caption = inlines(dice(6) ? "随机表" : han(60, 4));
  if (dice(3)) table->info_left = inlines("公开表");
  if (dice(3)) table->info_right = inlines("单位：万元");
  table->orientation = dice(8) ? GK_ORIENT_AUTO : dice(2) ? GK_ORIENT_LANDSCAPE : GK_ORIENT_PORTRAIT;
  for (uint32_t c = 0; c < columns; c++) table->widths[c] = dice(12) ? 0 : (int32_t)(1000 + 500 * dice(20));
  for (uint32_t r = table->rows, n = dice(3); r > table->head_rows && n > 0; n--) table->roles[--r] = GK_ROLE_TOTAL;
  uint32_t heads = dice(3) == 0 && body > 0 ? table->head_rows + dice(body) : UINT32_MAX; /* a row of heads within the body */
  for (uint32_t r = 0; r < table->rows; r++)
    for (uint32_t c = 0; c < columns; c++) {
      if (table->cells[(size_t)r * columns + c].row_span) continue;
      if (r == heads) {
        put(table, r, c, 1, 1, han(1 + dice(6), dice(16)))->kind = GK_CELL_COLUMN_HEAD;
        continue;
      }
      uint32_t rows = dice(5) ? 1 : 1 + dice(r < table->head_rows ? 3 : 40), across = dice(6) ? 1 : 1 + dice(3);
      if (!room_for(table, r, c, rows, across)) rows = across = 1;
      if (rows == 1 && across == 1 && r >= table->head_rows && dice(3) == 0) {
        const char *figure = some_figure();
        struct gk_cell *cell = put(table, r, c, 1, 1, figure);
        cell->align = GK_STYLE_DECIMAL;
        cell->figure = true;
        if (*figure) cell->content.items[0].whole = true;
        continue;
      }
      struct gk_cell *cell = put(table, r, c, rows, across, r < table->head_rows ? han(1 + dice(20), dice(16)) : some_text());
      cell->indent = r < table->head_rows ? 0 : dice(3);
      cell->align = (enum gk_style_align)dice(4);
      if (r >= table->head_rows && c == 1 && dice(2)) cell->kind = GK_CELL_ROW_HEAD;
      cell->distribute = dice(3) == 0;
    }
  if (dice(2)) {
    table->notes = gk_arena_array(arena, 2, sizeof *table->notes);
    table->notes[0] = inlines("注：随机。");
    table->notes[1] = inlines(han(100, 3));
    table->note_count = 2;
  }
  close_table(table);
}

/* The sheet of GB/T 9704, a lower one, a square one, a small one. */
static void some_page(void) {
  static const struct { int32_t width, height; } blocks_of[] = {{442205, 637795}, {442205, 637795}, {442205, 300000}, {400000, 400000}, {300000, 240000}};
  uint32_t i = dice(sizeof blocks_of / sizeof *blocks_of);
  page_style.text_width = blocks_of[i].width;
  page_style.text_height = blocks_of[i].height;
  page_style.lines = 1 + (blocks_of[i].height - 15750) / 29622;
  page_style.characters = blocks_of[i].width / 15793;
}

static void random_documents(void **state) {
  static const char *const kinds[] = {"all", "open", "three"};
  const char *wanted = getenv("GK_TEST_SEEDS");
  uint32_t seeds = wanted ? (uint32_t)strtoul(wanted, NULL, 10) : 60;
  size_t set_well = 0;
  for (uint32_t seed = 1; seed <= seeds; seed++) {
    begin(state);
    state_of_dice = seed * 7919;
    table_style.rules = kinds[dice(3)];
    table_style.frame = dice(3) ? 1000 : 1500;
    table_style.padding_x = dice(3) ? 3000 : 2000;
    some_page();
    for (uint32_t i = 0, n = 1 + dice(4); i < n; i++) {
      if (dice(2)) add_text(GK_BLOCK_PARAGRAPH, "body", han(1 + dice(600), seed));
      if (dice(2)) add_text(GK_BLOCK_HEADING, "heading-1", "一、标题");
      some_table();
    }
    struct gk_typeset *out = gk_typeset_document(arena, arena, fonts, kept_texts, &document, sink);
    if (out) {
      set_well++;
      check_all(out);
    } else if (!was_told("typeset.table-head-tall") && !was_told("typeset.table-too-wide")) {
      show_told();
      fail_msg("seed %u fails for another reason", seed);
    }
    end(state);
  }
  assert_true(set_well * 10 > seeds * 8);
  begin(state);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(random_documents, begin, end)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
