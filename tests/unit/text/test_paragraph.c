/* The paragraph as a whole: indents, alignment, forced line ends, widths for tables, bad styles, memory. */
#include "text/face.h"

static struct gk_paragraph set_runs(const struct gk_text_style *style, int32_t measure, const struct gk_text_run *runs, size_t n) {
  struct gk_paragraph p;
  assert_true(gk_text_paragraph(NULL, arena, style, measure, runs, n, &p, sink));
  return p;
}

static void test_indents(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.align = GK_ALIGN_JUSTIFY;
  style.first_indent = 2000;
  style.indent = 1000;
  struct gk_paragraph p = set(&style, 11000, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸");
  assert_string_equal(lines_of(&p), "一二三四五六七八/九十甲乙丙丁戊己庚辛/壬癸");
  assert_int_equal(p.lines[0].start, 3000);
  assert_int_equal(p.lines[0].width, 8000);
  assert_int_equal(p.lines[1].start, 1000);
  assert_int_equal(p.lines[1].width, 10000);
  assert_true(p.lines[2].last && !p.lines[1].last);
  assert_int_equal(p.lines[2].width, 2000);
  assert_int_equal(p.size_em, 1000);
}

static void test_alignment(void **state) {
  (void)state;
  static const struct { enum gk_text_align align; int32_t start; } rows[] = {
      {GK_ALIGN_START, 0}, {GK_ALIGN_CENTER, 3500}, {GK_ALIGN_END, 7000}, {GK_ALIGN_JUSTIFY, 0}};
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_text_style style = plain_style();
    style.align = rows[r].align;
    struct gk_paragraph p = set(&style, 10000, "部门表");
    assert_int_equal(p.lines[0].start, rows[r].start);
    assert_int_equal(p.lines[0].width, 3000);
    assert_int_equal(p.lines[0].width, p.lines[0].natural);
  }
}

/* Lines of Han only stand on the grid of 28 cells. */
static void test_grid(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.align = GK_ALIGN_JUSTIFY;
  style.size = 15750;
  style.pitch = 442204 / 28;
  char text[3 * 60 + 1] = "";
  for (int i = 0; i < 60; i++) strcat(text, i == 10 || i == 40 ? "，" : "字");
  struct gk_paragraph p = set(&style, 442204, text);
  assert_int_equal(p.count, 3);
  for (size_t l = 0; l < 2; l++)
    for (size_t g = 0; g < 28; g++) {
      assert_int_equal(p.lines[l].count, 28);
      assert_int_equal(p.lines[l].glyphs[g].x, (int32_t)g * 15793 + 21);
      assert_int_equal(p.lines[l].width, p.lines[l].natural);
    }
  p = set(&style, 442231, text); /* what rounding leaves of 28 cells does not move them */
  for (size_t g = 0; g < 28; g++) assert_int_equal(p.lines[0].glyphs[g].x, (int32_t)g * 15793 + 21);
  assert_int_equal(p.lines[0].width, 442204);
  p = set(&style, 442232, text); /* one mpt a cell is no rounding: spread */
  assert_int_equal(p.lines[0].width, 442232);
}

static void test_forced(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.align = GK_ALIGN_JUSTIFY;
  style.first_indent = 2000;
  struct gk_text_run runs[] = {run_of("甲乙"), run_of("丙丁"), run_of(""), run_of("戊"), run_of("")};
  runs[0].flags = runs[1].flags = runs[2].flags = runs[3].flags = runs[4].flags = GK_RUN_BREAK_FORCED;
  struct gk_paragraph p = set_runs(&style, 10000, runs, 5);
  assert_string_equal(lines_of(&p), "甲乙/丙丁//戊"); /* none before the first character or after the last */
  for (size_t l = 0; l < p.count; l++) {
    assert_true(p.lines[l].last);
    assert_int_equal(p.lines[l].start, l == 0 ? 2000 : 0);
    assert_int_equal(p.lines[l].width, p.lines[l].natural);
  }
  assert_int_equal(p.lines[2].count, 0);
  assert_int_equal(p.lines[2].from, 12);
  assert_int_equal(p.lines[2].to, 12);
}

static void test_spaces_hang(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  struct gk_paragraph p = set(&style, 2000, "ab  cd e");
  assert_string_equal(lines_of(&p), "ab/cd e");
  assert_int_equal(p.lines[0].to, 4);
  assert_int_equal(p.lines[0].width, 1000);
  assert_int_equal(p.lines[0].count, 4); /* the spaces are there for readers of the text, without width */
  assert_int_equal(p.lines[0].glyphs[2].x, 1000);
  assert_int_equal(p.lines[0].glyphs[3].x, 1000);
}

static void test_widths(void **state) {
  (void)state;
  static const struct { const char *text; int32_t smallest, natural; } rows[] = {
      {"", 0, 0}, {"项目", 1000, 2000}, {"614.21万元", 5000, 5000}, {"（本级）", 1500, 3000}, {"预算database", 4000, 6000},
      {"open data", 2000, 4250}, {"单位：万元", 1500, 5000}, {"合 计", 1000, 2250}, {"2022 年", 3000, 3000}, {"a b ", 500, 1250},
  };
  struct gk_text_style style = plain_style();
  style.han_latin_gap = 0;
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_text_run run = run_of(rows[r].text);
    struct gk_text_widths w;
    assert_true(gk_text_widths(NULL, arena, &style, &run, 1, &w, sink));
    if (w.smallest != rows[r].smallest || w.natural != rows[r].natural)
      fail_msg("“%s”: %d %d, expected %d %d", rows[r].text, w.smallest, w.natural, rows[r].smallest, rows[r].natural);
    struct gk_paragraph whole; /* both at once are the same */
    struct gk_text_widths both;
    assert_true(gk_text_line(NULL, arena, &style, &run, 1, &whole, &both, sink));
    assert_int_equal(both.smallest, w.smallest);
    assert_int_equal(both.natural, w.natural);
    assert_int_equal(whole.count, w.natural > 0);
    if (whole.count) assert_int_equal(whole.lines[0].width, w.natural);
    if (rows[r].natural == 0) continue;
    struct gk_paragraph p = set(&style, w.natural, rows[r].text); /* what was measured holds */
    assert_int_equal(p.count, 1);
    gk_diag_sink_reset(sink);
    set(&style, w.smallest, rows[r].text);
    assert_null(gk_diag_first(sink));
  }
  struct gk_text_run runs[] = {run_of("甲乙丙"), run_of("丁戊己庚")};
  runs[1].flags = GK_RUN_BREAK_FORCED | GK_RUN_WHOLE;
  struct gk_text_widths w;
  style.indent = 500;
  style.first_indent = 2000;
  assert_true(gk_text_widths(NULL, arena, &style, runs, 2, &w, sink));
  assert_int_equal(w.smallest, 4500);
  assert_int_equal(w.natural, 5500);
}

/* The role of a run is its own; two runs of one word are one text. */
static void test_roles(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  struct gk_text_run runs[] = {run_of("甲"), run_of("乙"), run_of("丙")};
  runs[1].role = 1;
  struct gk_paragraph p = set_runs(&style, 10000, runs, 3);
  assert_int_equal(p.lines[0].glyphs[0].font, 0);
  assert_int_equal(p.lines[0].glyphs[1].font, 2);
  assert_int_equal(p.lines[0].glyphs[2].font, 0);
  assert_string_equal(p.text, "甲乙丙");
}

static void test_bad_style(void **state) {
  (void)state;
  struct gk_text_run run = run_of("甲");
  struct gk_paragraph p;
  struct gk_text_widths w;
  for (int k = 0; k < 6; k++) {
    struct gk_text_style style = plain_style();
    int32_t measure = 1000;
    if (k == 0) style.size = 0;
    if (k == 1) style.pitch = -1;
    if (k == 2) style.han_latin_gap = 5000;
    if (k == 3) style.indent = INT32_MIN;
    if (k == 4) style.kinsoku = (enum gk_kinsoku)9;
    if (k == 5) measure = INT32_MAX;
    gk_diag_sink_reset(sink);
    assert_false(gk_text_paragraph(NULL, arena, &style, measure, &run, 1, &p, sink));
    assert_true(told("text.style"));
    assert_null(p.lines);
    if (k < 5) assert_false(gk_text_widths(NULL, arena, &style, &run, 1, &w, sink));
  }
}

/* Every allocation in turn fails: an error each time, nothing half-made. */
static void test_memory(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.align = GK_ALIGN_JUSTIFY;
  style.balance = true;
  struct gk_text_run runs[] = {run_of("甲乙丙丁2022年部门预算，信访局（本级）database"), run_of("丙丁戊己庚辛壬癸")};
  runs[1].flags = GK_RUN_BREAK_FORCED;
  bool done = false;
  for (unsigned long at = 1; at < 200 && !done; at++) {
    struct gk_arena *own = gk_arena_new(0);
    struct gk_diag_sink *mine = gk_diag_sink_new(0);
    struct gk_paragraph p;
    struct gk_text_widths w;
    gk_memory_fail_at(at);
    bool set_it = gk_text_paragraph(NULL, own, &style, 5000, runs, 2, &p, mine);
    bool measured = gk_text_widths(NULL, own, &style, runs, 2, &w, mine);
    gk_memory_fail_at(0);
    if (set_it) assert_true(p.count > 3);
    else assert_null(p.lines);
    if (!set_it || !measured) assert_int_equal(gk_diag_status(mine), GK_STATUS_MEMORY);
    done = set_it && measured;
    gk_arena_drop(own);
    gk_diag_sink_drop(mine);
  }
  assert_true(done);
}

/* The caller's arena may be full while scratch memory is not. */
static void test_small_arena(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  struct gk_text_run run = run_of("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸");
  bool done = false;
  for (size_t limit = 16; limit < 1 << 20 && !done; limit *= 2) {
    struct gk_arena *own = gk_arena_new(limit);
    struct gk_paragraph p;
    gk_diag_sink_reset(sink);
    done = own != NULL && gk_text_paragraph(NULL, own, &style, 3000, &run, 1, &p, sink);
    if (own != NULL && !done) assert_true(told("memory.exhausted"));
    gk_arena_drop(own);
  }
  assert_true(done);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_indents), cmocka_unit_test(test_alignment),   cmocka_unit_test(test_grid),   cmocka_unit_test(test_forced),
      cmocka_unit_test(test_widths),  cmocka_unit_test(test_spaces_hang), cmocka_unit_test(test_roles),  cmocka_unit_test(test_bad_style),
      cmocka_unit_test(test_memory),  cmocka_unit_test(test_small_arena)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
