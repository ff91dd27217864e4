/* Which lines are chosen, in round numbers (face.h). */
#include "text/face.h"

#define J GK_ALIGN_JUSTIFY
#define L GK_ALIGN_START

static const struct row {
  enum gk_text_align align;
  int32_t measure, first_indent;
  const char *text, *expected;
} rows[] = {
    {J, 10000, 0, "一二三四五六七八九十甲乙丙", "一二三四五六七八九十/甲乙丙"},
    {J, 10000, 2000, "一二三四五六七八九十甲乙丙", "一二三四五六七八/九十甲乙丙"},
    {J, 10000, -2000, "一二三四五六七八九十甲乙丙丁戊", "一二三四五六七八九十甲乙/丙丁戊"},
    /* 先挤进: the comma fits when the one before it gives half an em */
    {J, 10000, 0, "一二三，五六七八九十，甲乙丙丁", "一二三，五六七八九十，/甲乙丙丁"},
    /* 后推出: nothing can give, so a character goes with it */
    {J, 10000, 0, "一二三四五六七八九十，甲乙丙丁", "一二三四五六七八九/十，甲乙丙丁"},
    /* a line ends with an opening mark for no price */
    {J, 10000, 0, "一二三四五六七八九（甲乙丙丁）", "一二三四五六七八九/（甲乙丙丁）"},
    /* 孤字: one character alone is brought a neighbour, or squeezed in */
    {J, 10000, 0, "一二三四五六七八九十甲", "一二三四五六七八九/十甲"},
    {J, 10000, 0, "一二三四五六七八九十甲。", "一二三四五六七八九/十甲。"},
    {J, 10000, 0, "一二三，五六七，九十甲", "一二三，五六七，九十甲"},
    {J, 10000, 0, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子", "一二三四五六七八九十/甲乙丙丁戊己庚辛壬/癸子"},
    /* what belongs together */
    {J, 10000, 0, "一二三四五六七614.21万元八九十", "一二三四五六七/614.21万元八九十"},
    {J, 10000, 0, "一二三四五六七八第六条规定", "一二三四五六七八/第六条规定"},
    {J, 10000, 0, "一二三四五六七database甲乙", "一二三四五六七/database甲乙"},
    {J, 8000, 0, "一二三四五 六七八九十甲", "一二三四五 六七/八九十甲"},
    {J, 10000, 0, "一二三四五六七八九十 甲乙丙", "一二三四五六七八九十/甲乙丙"},
    /* ragged: the fewest lines, each within the measure */
    {L, 10000, 0, "一二三四五六七八九十甲乙丙", "一二三四五六七八九十/甲乙丙"},
    {L, 5000, 0, "一二三四五六七八九十", "一二三四五/六七八九十"},
    {L, 4000, 0, "（本级）", "（本级）"},
    {L, 3000, 0, "（本级）", "（本级）"},
    {L, 1000, 0, "一二三", "一/二/三"},
    /* wider than any line: cut, at the better places first */
    {L, 3000, 0, "abcdefghij", "abcdef/ghij"},
    {L, 3000, 0, "甲abcdefghij", "甲/abcdef/ghij"},
    {L, 2000, 0, "2022年", "2022/年"},
    {J, 400, 0, "甲乙", "甲/乙"},
    {L, 0, 0, "甲乙", "甲/乙"},
    {L, -5000, 0, "甲", "甲"},
    {L, 1000, 0, "（一）", "（/一/）"},
    /* nothing */
    {J, 10000, 0, "", ""},
    {J, 10000, 0, "   ", ""},
    {J, 10000, 0, "甲", "甲"},
};

static void test_rows(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_text_style style = plain_style();
    style.align = rows[r].align;
    style.first_indent = rows[r].first_indent;
    struct gk_paragraph p = set(&style, rows[r].measure, rows[r].text);
    const char *got = lines_of(&p);
    if (strcmp(got, rows[r].expected) == 0) continue;
    print_error("“%s” in %d: expected %s, got %s\n", rows[r].text, rows[r].measure, rows[r].expected, got);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* Titles: similar lengths, a 梯形 or 菱形, the layout's good breaks first. */
static void test_balance(void **state) {
  (void)state;
  static const struct { int32_t measure; const char *runs[6]; const char *expected; } titles[] = {
      {20000, {"某县人民政府办公室2022年部门预算信息公开情况说明"}, "某县人民政府办公室2022年/部门预算信息公开情况说明"},
      {20000, {"某县人民政府办公室", "2022年", "部门预算信息公开情况说明"}, "某县人民政府办公室2022年/部门预算信息公开情况说明"},
      {16000, {"某县发展和改革局", "关于公开部门预算", "有关情况的说明"}, "某县发展和改革局/关于公开部门预算有关情况的说明"},
      {20000, {"一二三四五六七八九十一二三四五六七八九十一二三四"}, "一二三四五六七八九十一二三/四五六七八九十一二三四"},
      {20000, {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四"}, "一二三四五六七八九十一二三四五六七八九/十一二三四五六七八九十一二三四五六七/八九十一二三四五六七八九十一二三四"},
      {8000, {"一二三四五六七八九十"}, "一二三四五/六七八九十"},
      {30000, {"部门预算"}, "部门预算"},
      {5000, {"一二三四五六七八九十甲乙"}, "一二三四/五六七八/九十甲乙"},
  };
  int wrong = 0;
  for (size_t t = 0; t < sizeof titles / sizeof *titles; t++) {
    struct gk_text_style style = plain_style();
    style.align = GK_ALIGN_CENTER;
    style.balance = true;
    struct gk_text_run runs[6];
    size_t n = 0;
    for (; n < 6 && titles[t].runs[n] != NULL; n++) {
      runs[n] = run_of(titles[t].runs[n]);
      runs[n].flags = n > 0 ? GK_RUN_BREAK_GOOD : 0;
    }
    struct gk_paragraph p;
    assert_true(gk_text_paragraph(NULL, arena, &style, titles[t].measure, runs, n, &p, sink));
    for (size_t l = 0; l < p.count; l++) {
      assert_true(p.lines[l].width <= titles[t].measure);
      assert_int_equal(p.lines[l].start, (titles[t].measure - p.lines[l].width) / 2);
    }
    const char *got = lines_of(&p);
    if (strcmp(got, titles[t].expected) == 0) continue;
    print_error("title %zu: expected %s, got %s\n", t, titles[t].expected, got);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* The last resort says what it cut and where it stands. */
static void test_overfull(void **state) {
  (void)state;
  gk_diag_sink_reset(sink);
  struct gk_text_style style = plain_style();
  struct gk_source *source = gk_source_new(arena, "data.json", "\"甲乙abcdefghij\"", 18);
  struct gk_text_run run = run_of("甲乙abcdefghij");
  run.data = gk_place_at(source, 1, 16);
  struct gk_paragraph p;
  assert_true(gk_text_paragraph(NULL, arena, &style, 3000, &run, 1, &p, sink));
  const struct gk_diag *d = gk_diag_first(sink);
  assert_non_null(d);
  assert_string_equal(d->message->id, "text.overfull");
  assert_string_equal(d->args[0], "abcdefghij");
  assert_string_equal(d->args[1], "3.0");
  assert_ptr_equal(d->data.source, source);
  assert_int_equal(d->data.offset, 7);
  assert_int_equal(d->data.length, 10);
  assert_int_equal(gk_diag_errors(sink), 0);
  assert_int_equal(gk_diag_warnings(sink), 1);
  /* what to do goes by where it is: a paragraph has no column to widen */
  assert_null(strstr(d->message->zh, "栏"));
  assert_null(strstr(d->message->en, "column"));
  gk_diag_sink_reset(sink);
  style.cell = true;
  assert_true(gk_text_paragraph(NULL, arena, &style, 3000, &run, 1, &p, sink));
  assert_string_equal(gk_diag_first(sink)->message->id, "text.overfull");
  assert_non_null(strstr(gk_diag_first(sink)->message->zh, "加宽所在的栏"));
  style.cell = false;
  gk_diag_sink_reset(sink);
  set(&style, 5000, "甲乙abcdefghij");
  assert_null(gk_diag_first(sink));
}

/* A line that only fills by more than a quarter of an em between all its characters is told, with its words and its place; one that
 * needs no more is not, nor one that ends where the last resort cut it (told as such). */
static void test_loose(void **state) {
  (void)state;
  static const struct { enum gk_text_align align; int32_t measure; const char *text, *line, *by; } loose[] = {
      {J, 10000, "一二三四五六七614.21万元八九十", "一二三四五六七", "0.5"},
      {J, 7000, "一二三四五六〔甲乙〕八九十一二三四五六", NULL, NULL}, /* one em over five */
      {J, 8000, "一二三四五六614.21万元八", "一二三四五六", "0.4"}, /* two em over five */
      {L, 8000, "一二三四五六614.21万元八九十", NULL, NULL},            /* ragged lines are as they are */
      {J, 3000, "甲abcdefghij", "甲", "2.0"},
      {J, 8000, "abcdefghijkl mnopqrstuvw", "abcdefghijkl ", "0.1"},    /* letters of one word */
      {J, 6500, "abcdefg hijkl mnopqrstuvw", NULL, NULL},
      {J, 3000, "abcdefghijkl", NULL, NULL},
  };
  for (size_t r = 0; r < sizeof loose / sizeof *loose; r++) {
    struct gk_text_style style = plain_style();
    style.align = loose[r].align;
    gk_diag_sink_reset(sink);
    set(&style, loose[r].measure, loose[r].text);
    const struct gk_diag *d = gk_diag_first(sink);
    while (d != NULL && strcmp(d->message->id, "text.loose") != 0) d = d->next;
    if (loose[r].line == NULL && d != NULL) fail_msg("“%s” was called loose", d->args[0]);
    if (loose[r].line == NULL) continue;
    assert_non_null(d);
    assert_string_equal(d->args[0], loose[r].line);
    assert_string_equal(d->args[1], loose[r].by);
  }
  struct gk_text_style style = plain_style();
  style.align = J;
  struct gk_source *source = gk_source_new(arena, "data.json", "\"一二三四五六614.21万元八\"", 35);
  struct gk_text_run run = run_of("一二三四五六614.21万元八");
  run.data = gk_place_at(source, 1, 33);
  struct gk_paragraph p;
  gk_diag_sink_reset(sink);
  assert_true(gk_text_paragraph(NULL, arena, &style, 8000, &run, 1, &p, sink));
  assert_int_equal(gk_diag_first(sink)->data.offset, 1);
  assert_int_equal(gk_diag_first(sink)->data.length, 18); /* the line itself */
}

/* A last line of one character is told when every other choice would be too loose, and never else. */
static void test_orphan(void **state) {
  (void)state;
  static const struct { enum gk_text_align align; int32_t measure; const char *text, *line; } last[] = {
      {J, 4000, "一二三四五。", "五。"},        /* one em over two slots */
      {J, 6000, "一二三四五六七。", NULL},      /* one em over four */
      {J, 8000, "一二三“四五六七”。八", NULL}, /* squeezed in */
      {J, 4000, "一二三四五六", NULL},
      {J, 4000, "一", NULL},
      {L, 3000, "一二三四", NULL},
  };
  for (size_t r = 0; r < sizeof last / sizeof *last; r++) {
    struct gk_text_style style = plain_style();
    style.align = last[r].align;
    gk_diag_sink_reset(sink);
    set(&style, last[r].measure, last[r].text);
    const struct gk_diag *d = gk_diag_first(sink);
    while (d != NULL && strcmp(d->message->id, "text.orphan") != 0) d = d->next;
    if (last[r].line == NULL && d != NULL) fail_msg("“%s” was called an orphan", d->args[0]);
    if (last[r].line == NULL) continue;
    assert_non_null(d);
    assert_string_equal(d->args[0], last[r].line);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_balance), cmocka_unit_test(test_overfull), cmocka_unit_test(test_loose),
                                     cmocka_unit_test(test_orphan)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
