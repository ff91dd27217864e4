/* What is typed with the wrong width or twice: what is said, and what a style that normalizes makes of it. */
#include "text/face.h"

static const struct row {
  const char *text, *id; /* the only diagnostic, or NULL for none */
  const char *is, *should; /* its arguments */
  const char *normal; /* as set by a style that normalizes; NULL: as it is */
} rows[] = {
    {"２０22年", "text.full-width", "２", "2", "2022年"},
    {"Ａ类ｂ类", "text.full-width", "Ａ", "A", "A类b类"},
    {"收入,支出", "text.half-width", ",", "，", "收入，支出"},
    {"收入:支出;结余", "text.half-width", ":", "：", "收入：支出；结余"},
    {"按规定执行.", "text.half-width", ".", "。", "按规定执行。"},
    {"是否公开?", "text.half-width", "?", "？", "是否公开？"},
    {"增加12.5万元", NULL, NULL, NULL, NULL},
    {"GB/T 9704, 2012", NULL, NULL, NULL, NULL},
    {"见附件表.xlsx", NULL, NULL, NULL, NULL},
    {"收入12．50万元", "text.full-width", "．", ".", "收入12.50万元"},
    {"达到50％以上", "text.full-width", "％", "%", "达到50%以上"},
    {"每年5－10人", "text.full-width", "－", "-", "每年5-10人"},
    {"标准GB／T", "text.full-width", "／", "/", "标准GB/T"},
    {"由甲／乙承担", NULL, NULL, NULL, NULL},
    {"等等...", "text.long-mark", "...", "……", NULL},
    {"等等。。。其他", "text.long-mark", "。。。", "……", NULL},
    {"等等…其他", "text.long-mark", "…", "……", NULL},
    {"a...b", NULL, NULL, NULL, NULL},
    {"支出--其中", "text.long-mark", "--", "——", "支出——其中"},
    {"支出――其中", "text.long-mark", "――", "——", "支出——其中"},
    {"支出──其中", "text.long-mark", "──", "——", "支出——其中"},
    {"北京―上海", "text.long-mark", "―", "—", "北京—上海"},
    {"--help", NULL, NULL, NULL, NULL},
    {"北京—上海", NULL, NULL, NULL, NULL},
    {"⼀般公共预算", "text.compatible-han", "⼀", "一", "一般公共预算"},
    {"\xEF\xA4\x80" "有此理", "text.compatible-han", "\xEF\xA4\x80", "豈", "豈有此理"},
    {"姓﨑", NULL, NULL, NULL, NULL},
    {"1.基本支出", NULL, NULL, NULL, NULL},
    {"时间12:30", NULL, NULL, NULL, NULL},
    {"因公出国(境)费", "text.half-width", "(", "（", "因公出国（境）费"},
    {"标准(GB/T 9704)印发", "text.half-width", "(", "（", "标准（GB/T 9704）印发"},
    {"see (note)", NULL, NULL, NULL, NULL},
    {"公开（含下属)", "text.mixed-brackets", ")", "）", "公开（含下属）"},
    {"公开(含下属）", "text.mixed-brackets", "(", "（", "公开（含下属）"},
    {"1）甲2)乙", NULL, NULL, NULL, NULL},
    {"的\"三公\"经费", "text.straight-quote", "\"", "“", "的“三公”经费"},
    {"所谓'一般'支出", "text.straight-quote", "'", "‘", "所谓‘一般’支出"},
    {"the \"open\" data", NULL, NULL, NULL, NULL},
    {"don't", NULL, NULL, NULL, NULL},
    {"完成。。", "text.doubled", "。。", NULL, "完成。。"},
    {"收入，，支出", "text.doubled", "，，", NULL, NULL},
    {"收入、，支出", "text.doubled", "、，", NULL, NULL},
    {"真的？！好！！", NULL, NULL, NULL, NULL},
    {"如下：“三公”经费。”", NULL, NULL, NULL, NULL},
    {"省略……和——不是", NULL, NULL, NULL, NULL},
};

static struct gk_paragraph set_row(const char *text, bool normalize) {
  gk_diag_sink_reset(sink);
  struct gk_text_style style = plain_style();
  style.normalize = normalize;
  return set(&style, 100000, text);
}

static void test_rows(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_paragraph p = set_row(rows[r].text, false);
    const struct gk_diag *d = gk_diag_first(sink);
    bool good = strcmp(p.text, rows[r].text) == 0 && (d == NULL) == (rows[r].id == NULL);
    if (good && d != NULL)
      good = strcmp(d->message->id, rows[r].id) == 0 && strcmp(d->args[0], rows[r].is) == 0 && d->severity == GK_WARNING &&
             (rows[r].should == NULL ? d->args[1] == NULL : strcmp(d->args[1], rows[r].should) == 0);
    if (!good) print_error("row %zu (%s): %s\n", r, rows[r].text, d != NULL ? d->message->id : "nothing said");
    p = set_row(rows[r].text, true);
    const char *normal = rows[r].normal != NULL ? rows[r].normal : rows[r].text;
    bool quiet = gk_diag_first(sink) == NULL || told("text.doubled") || told("text.long-mark");
    if (strcmp(p.text, normal) != 0 || !quiet) print_error("row %zu: normalized to %s%s\n", r, p.text, quiet ? "" : ", and something said");
    wrong += !good || strcmp(p.text, normal) != 0 || !quiet;
  }
  assert_int_equal(wrong, 0);
}

/* One report a kind, with the exact places of all. */
static void test_places(void **state) {
  (void)state;
  const char *text = "甲１乙２丙";
  struct gk_source *source = gk_source_new(arena, "data.json", text, strlen(text));
  struct gk_text_run run = run_of(text);
  run.data = gk_place_at(source, 0, strlen(text));
  struct gk_text_style style = plain_style();
  struct gk_paragraph p;
  gk_diag_sink_reset(sink);
  for (int twice = 0; twice < 2; twice++) /* measured and set: still one place each */
    assert_true(gk_text_paragraph(NULL, arena, &style, 100000, &run, 1, &p, sink));
  const struct gk_diag *d = gk_diag_first(sink);
  assert_int_equal(d->data.offset, 3);
  assert_int_equal(d->data.length, 3);
  assert_int_equal(d->other_count, 1);
  assert_int_equal(d->others[0].offset, 9);
  assert_null(d->next);
}

/* Over several runs, the empty among them: places in the text stay right when widths change. */
static void test_runs(void **state) {
  (void)state;
  struct gk_text_run runs[] = {run_of("收入,"), run_of(""), run_of("１２"), run_of("万元(含税)")};
  struct gk_text_style style = plain_style();
  style.normalize = true;
  struct gk_paragraph p;
  assert_true(gk_text_paragraph(NULL, arena, &style, 100000, runs, 4, &p, sink));
  assert_string_equal(p.text, "收入，12万元（含税）");
  assert_int_equal(p.size, strlen("收入，12万元（含税）"));
  const struct gk_line *line = &p.lines[0];
  uint32_t at = 0;
  for (size_t g = 0; g < line->count; g++) {
    assert_int_equal(line->glyphs[g].cluster, at);
    at += line->glyphs[g].cluster_size;
  }
  assert_int_equal(at, p.size);
}

/* Brackets deeper than anybody's are left alone. */
static void test_depth(void **state) {
  (void)state;
  char text[512] = "";
  for (int i = 0; i < 50; i++) strcat(text, "(");
  strcat(text, "甲");
  for (int i = 0; i < 50; i++) strcat(text, "）");
  struct gk_paragraph p = set_row(text, false);
  assert_int_equal(p.size, strlen(text));
  assert_true(told("text.mixed-brackets"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_places), cmocka_unit_test(test_runs), cmocka_unit_test(test_depth)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
