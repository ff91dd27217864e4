/* Cells, slots and the exact adjustment of a line, in round numbers (face.h). */
#include "text/adjust.h"
#include "text/breaks.h"
#include "text/face.h"
#include "text/hygiene.h"
#include "text/segment.h"

static const char *numbers(const int64_t *values, size_t n) {
  char *out = gk_arena_strdup(arena, "");
  for (size_t i = 0; i < n; i++) out = gk_arena_printf(arena, "%s%s%ld", out, i > 0 ? " " : "", (long)values[i]);
  return out;
}

/* --- where glyphs stand in a line that is not adjusted */

static const struct place_row { const char *text; int role; int32_t pitch; const char *expected; long width; } places[] = {
    {"部门", 0, 0, "0 1000", 2000},
    {"甲，乙", 0, 0, "0 1000 2000", 3000},
    /* two marks 1.5 em, three 2 em (clreq 标点符号的宽度调整) */
    {"甲）。乙", 0, 0, "0 1000 1500 2500", 3500},
    {"甲。”乙", 0, 0, "0 1000 1500 2500", 3500},
    {"甲》（乙", 0, 0, "0 1000 1500 2500", 3500},
    {"甲：“乙", 0, 0, "0 1000 1500 2500", 3500},
    {"甲《“乙", 0, 0, "0 1000 1500 2500", 3500},
    {"甲”）。乙", 0, 0, "0 1000 1500 2000 3000", 4000},
    {"甲》、《乙", 0, 0, "0 1000 1500 2000 3000", 4000},
    {"甲（）乙", 0, 0, "0 1000 2000 3000", 4000},
    /* line start and line end */
    {"（甲", 0, 0, "-500 500", 1500},
    {"甲。", 0, 0, "0 1000", 1500},
    {"（甲）", 0, 0, "-500 500 1500", 2000},
    {"《（甲", 0, 0, "-500 0 1000", 2000},
    /* ？！ two to an em (GB/T 15834 5.1.2) */
    {"甲！？乙", 0, 0, "0 1000 1500 2000", 3000},
    {"甲！！！乙", 0, 0, "0 1000 1500 2000 3000", 4000},
    {"甲。！乙", 0, 0, "0 1000 1500 2500", 3500},
    /* two-em units, half-em marks */
    {"甲——乙", 0, 0, "0 1000 3000", 4000},
    {"甲……乙", 0, 0, "0 1100 2000 3000", 4000}, /* six dots, 200 apart also in the middle */
    {"甲…………乙", 0, 0, "0 1100 2000 3100 4000 5000", 6000},
    {"甲…乙", 0, 0, "0 1000 2000", 3000},
    {"甲—乙", 0, 0, "0 1000 2000", 3000},
    {"甲·乙", 0, 0, "0 750 1500", 2500},
    {"甲/乙", 0, 0, "0 1000 1500", 2500},
    {"甲-乙", 0, 0, "0 1000 1500", 2500},
    {"甲～乙", 0, 0, "0 1000 2000", 3000},
    /* 中西间距 */
    {"甲2乙", 0, 0, "0 1125 1750", 2750},
    {"甲 2 乙", 0, 0, "0 1000 1125 1625 1750", 2750},
    {"甲  2", 0, 0, "0 1000 1125 1125", 1625},
    {"甲，2", 0, 0, "0 1000 2000", 2500},
    {"甲， 2", 0, 0, "0 1000 2000 2000", 2500},
    {"（2）", 0, 0, "-500 500 1000", 1500},
    {"甲(2)乙", 0, 0, "0 1000 1500 2000 2500", 3500},
    {"85%的", 0, 0, "0 500 1000 1625", 2625},
    {"≥8", 0, 0, "0 1000", 1500},
    {"a b", 0, 0, "0 500 750", 1250},
    {"甲 乙", 0, 0, "0 1000 1250", 2250},
    {"甲　乙", 0, 0, "0 1000 2000", 3000},
    {"甲 ", 0, 0, "0 1000", 1000},
    /* quotes of a Latin phrase are Latin, apostrophes too; of a Han one Han */
    {"“a”b", 0, 0, "0 500 1000 1500", 2000},
    {"甲“a”", 0, 0, "0 1000 2000 2500", 3000},
    {"a’s", 0, 0, "0 500 1000", 1500},
    {"a“甲”b", 0, 0, "0 500 1500 2500 3500", 4000},
    /* narrow quotes and dot are set in the half that belongs to them */
    {"甲“乙”丙", 1, 0, "0 1650 2000 3000 4000", 5000},
    {"甲·乙", 1, 0, "0 1085 1500", 2500},
    /* a point in the middle of its em moves into its half */
    {"甲，乙", 2, 0, "0 750 2000", 3000},
    /* a face that does not join its dashes: they meet in the middle of the two cells, also on a grid that is wider than the face */
    {"甲——乙", 3, 0, "0 1155 1955 3000", 4000},
    {"甲————乙", 3, 0, "0 1155 1955 3155 3955 5000", 6000},
    {"甲——乙", 3, 1100, "50 1355 2155 3350", 4400},
    {"甲—乙", 3, 0, "0 1055 2000", 3000},
    /* the cell grid */
    {"甲，乙", 0, 1100, "50 1150 2250", 3300},
    {"（甲", 0, 1100, "-500 600", 1650},
    {"甲——乙", 0, 1100, "50 1200 3350", 4400},
    {"甲2乙", 0, 1100, "50 1225 1900", 2950},
};

static void test_places(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof places / sizeof *places; r++) {
    struct gk_text_style style = plain_style();
    style.role = places[r].role;
    style.pitch = places[r].pitch;
    struct gk_paragraph p = set(&style, 100000, places[r].text);
    int64_t x[16];
    assert_int_equal(p.count, 1);
    assert_in_range(p.lines[0].count, 1, 16);
    for (size_t i = 0; i < p.lines[0].count; i++) x[i] = p.lines[0].glyphs[i].x;
    const char *got = numbers(x, p.lines[0].count);
    if (strcmp(got, places[r].expected) == 0 && p.lines[0].width == places[r].width && p.lines[0].natural == p.lines[0].width) continue;
    print_error("“%s” role %d: expected %s in %ld, got %s in %d\n", places[r].text, places[r].role, places[r].expected, places[r].width, got, p.lines[0].width);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* …… is in the middle of the line, wherever the font puts its dots; …… alone is raised. */
static void test_heights(void **state) {
  (void)state;
  for (int role = 0; role < 4; role += 3) {
    struct gk_text_style style = plain_style();
    style.role = role;
    struct gk_paragraph p = set(&style, 100000, "甲……乙，");
    const struct gk_line_glyph *g = p.lines[0].glyphs;
    int32_t y = role == 3 ? 290 : 0; /* the dots are 100 high: their middle goes to 340 */
    assert_int_equal(p.lines[0].count, 5);
    assert_true(g[0].y == 0 && g[1].y == y && g[2].y == y && g[3].y == 0 && g[4].y == 0);
  }
}

/* spacing-trim: an opening mark that begins the paragraph keeps its em when the style says so, and no other does. */
static void test_space_first(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.first_indent = 2000;
  style.space_first = true;
  struct gk_paragraph p = set(&style, 6000, "（甲乙丙（丁戊）");
  assert_string_equal(lines_of(&p), "（甲乙丙/（丁戊）");
  assert_int_equal(p.lines[0].start, 2000);
  assert_int_equal(p.lines[0].glyphs[0].x, 0);
  assert_int_equal(p.lines[0].glyphs[1].x, 1000);
  assert_int_equal(p.lines[0].width, 4000);
  assert_int_equal(p.lines[1].glyphs[0].x, -500);
  style.space_first = false;
  p = set(&style, 6000, "（甲乙丙（丁戊）");
  assert_int_equal(p.lines[0].glyphs[0].x, -500);
  assert_int_equal(p.lines[0].width, 3500);
}

/* --- the slots of an adjusted line */

static const struct slot_row { const char *text; int32_t gap; enum gk_kinsoku level; int32_t change; const char *expected; int64_t left; } adjusted[] = {
    /* stretch: word space to 1/2 em, 中西间距 to 1/4 em, then all alike */
    {"甲2乙丙", 125, GK_KINSOKU_GB, 250, "250 250 0 0", 0},
    {"甲2乙丙", 125, GK_KINSOKU_GB, 750, "416 417 167 0", 0},
    {"甲2乙丙", 125, GK_KINSOKU_GB, 280, "260 260 10 0", 0},
    {"a b甲乙", 125, GK_KINSOKU_GB, 250, "0 500 125 0 0", 0},
    {"a b甲乙", 125, GK_KINSOKU_GB, 375, "0 500 250 0 0", 0},
    {"a b甲乙", 125, GK_KINSOKU_GB, 405, "0 510 260 10 0", 0},
    {"甲2乙丙", 0, GK_KINSOKU_GB, 30, "10 10 10 0", 0},
    /* remainders are spread, the same every time */
    {"甲乙丙丁", 125, GK_KINSOKU_GB, 2, "0 1 1 0", 0},
    {"甲乙丙丁戊己", 125, GK_KINSOKU_GB, 7, "1 1 2 1 2 0", 0},
    /* units, connectors and words do not take part while anything else can */
    {"20日内", 125, GK_KINSOKU_GB, 100, "0 225 0 0", 0},
    {"20日内", 125, GK_KINSOKU_GB, 225, "0 250 100 0", 0},
    {"20 日内", 125, GK_KINSOKU_GB, 225, "0 0 250 100 0", 0},
    {"在20kg内", 125, GK_KINSOKU_GB, 290, "270 0 0 0 270 0", 0},
    {"20日", 125, GK_KINSOKU_GB, 100, "0 225 0", 0},
    {"甲～乙丙", 125, GK_KINSOKU_GB, 60, "0 0 60 0", 0},
    {"甲/乙丙", 125, GK_KINSOKU_GB, 60, "0 0 60 0", 0},
    {"甲——乙", 125, GK_KINSOKU_GB, 60, "30 30 0", 0},
    {"甲……乙", 125, GK_KINSOKU_GB, 60, "30 0 30 0", 0},
    {"abc", 125, GK_KINSOKU_GB, 10, "5 5 0", 0},
    {"甲", 125, GK_KINSOKU_GB, 10, "0", 10},
    /* shrink: brackets before commas before 中西间距 before stops, each to its limit */
    {"甲，乙", 125, GK_KINSOKU_GB, -400, "0 100 0", 0},
    {"甲，乙，丙", 125, GK_KINSOKU_GB, -501, "0 250 0 249 0", 0},
    {"甲（乙）丙，丁", 125, GK_KINSOKU_GB, -600, "200 0 0 200 0 500 0", 0},
    {"甲（乙）丙，丁", 125, GK_KINSOKU_GB, -1300, "0 0 0 0 0 200 0", 0},
    {"甲2乙，丙", 250, GK_KINSOKU_GB, -500, "250 250 0 0 0", 0},
    {"甲2乙，丙", 250, GK_KINSOKU_GB, -700, "150 150 0 0 0", 0},
    {"甲。乙2丙", 250, GK_KINSOKU_GB, -350, "0 400 125 125 0", 0},
    {"甲。乙，丙", 125, GK_KINSOKU_GB, -500, "0 500 0 0 0", 0},
    {"甲・乙，丙", 125, GK_KINSOKU_GB, -500, "0 0 0 500 0", 0},
    {"甲2乙", 125, GK_KINSOKU_GB, -50, "125 125 0", -50}, /* already the least */
    {"甲》（乙", 125, GK_KINSOKU_GB, -400, "0 100 0 0", 0},
    {"甲，乙", 125, GK_KINSOKU_GB, -600, "0 0 0", -100},
    {"甲乙", 125, GK_KINSOKU_GB, -1, "0 0", -1},
    /* a mark at line end: half from level gb on, below that the first thing taken */
    {"甲，乙，", 125, GK_KINSOKU_BASIC, -300, "0 500 0 200", 0},
    {"甲，乙，", 125, GK_KINSOKU_BASIC, -600, "0 400 0 0", 0},
    {"甲，乙，", 125, GK_KINSOKU_GB, -300, "0 200 0 0", 0},
};

static void test_slots(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof adjusted / sizeof *adjusted; r++) {
    const struct slot_row *row = &adjusted[r];
    struct gk_text_style style = plain_style();
    style.han_latin_gap = row->gap;
    style.kinsoku = row->level;
    struct gk_text_run run = run_of(row->text);
    struct gk_text_work work = {.arena = arena, .scratch = arena, .style = &style, .runs = &run, .run_count = 1, .sink = sink, .pitch = 1000};
    assert_true(gk_text_gather(&work) && gk_segment_scripts(&work) && gk_breaks_find(&work) && gk_segment_shape(&work) && gk_adjust_prepare(&work));
    int32_t slots[16], by[GK_ADJUST_COUNT];
    int64_t shown[16], natural = gk_adjust_sums(&work, 0, work.atom_count).natural, target = natural + row->change;
    int64_t width = gk_adjust_line(&work, 0, work.atom_count, target, true, slots, by), sum = 0;
    for (size_t i = 0; i < work.atom_count; i++) {
      shown[i] = slots[i];
      sum += slots[i] + work.atoms[i].body;
    }
    assert_int_equal(sum, width);
    const char *got = numbers(shown, work.atom_count);
    if (strcmp(got, row->expected) == 0 && target - width == row->left) continue;
    print_error("“%s” by %d: expected %s, got %s, %ld left\n", row->text, row->change, row->expected, got, (long)(target - width));
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* The sums answer for every part of a text what adding up its atoms answers. */
static void test_sums(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  struct gk_text_run run = run_of("“三公”经费2.19万元（其中：公务用车 2 辆），与2021年相比持平。a b");
  struct gk_text_work work = {.arena = arena, .scratch = arena, .style = &style, .runs = &run, .run_count = 1, .sink = sink, .pitch = 1000};
  assert_true(gk_text_gather(&work) && gk_segment_scripts(&work) && gk_breaks_find(&work) && gk_segment_shape(&work) && gk_adjust_prepare(&work));
  int32_t slots[64], by[GK_ADJUST_COUNT];
  assert_in_range(work.atom_count, 30, 64);
  for (size_t from = 0; from < work.atom_count; from++)
    for (size_t end = from + 1; end <= work.atom_count; end++) {
      struct gk_line_sums sums = gk_adjust_sums(&work, from, end);
      assert_int_equal(gk_adjust_line(&work, from, end, sums.natural, true, slots, by), sums.natural);
      int64_t least = sums.natural - sums.shrink[0] - sums.shrink[1] - sums.shrink[2];
      assert_int_equal(gk_adjust_line(&work, from, end, 0, true, slots, by), least);
      for (size_t k = from; k < end; k++) assert_true(slots[k - from] >= 0);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_places), cmocka_unit_test(test_heights), cmocka_unit_test(test_space_first), cmocka_unit_test(test_slots), cmocka_unit_test(test_sums)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
