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

/* Said of a text with a place, at that place; never set right. */
static const struct placed { const char *text, *id, *is, *wanted; size_t at, size; } placed[] = {
    {"依据《预算法编制", "text.unpaired", "《", "》", 6, 3},
    {"依据预算法》编制", "text.unpaired", "》", "《", 15, 3},
    {"甲（含乙，丙。", "text.unpaired", "（", "）", 3, 3},
    {"甲含乙），丙。", "text.unpaired", "）", "（", 9, 3},
    {"甲(乙丙丁", "text.unpaired", "(", "）", 3, 1},
    {"《甲》（乙）〔2016〕【丙】〈丁〉《戊（己）》", NULL, NULL, NULL, 0, 0},
    {"〔2016号", "text.unpaired", "〔", "〕", 0, 3},
    {"《甲《乙》丙", "text.unpaired", "《", "》", 0, 3},
    {"1）甲；（2）乙；一）丙", NULL, NULL, NULL, 0, 0},
    {"see f(x", NULL, NULL, NULL, 0, 0},
    {"“甲（一）", NULL, NULL, NULL, 0, 0}, /* a quotation may go on in the next paragraph */
    {"2О22年预算", "text.lookalike", "2О22", "0", 1, 2}, /* Cyrillic */
    {"2\xCE\x9F""22年", "text.lookalike", "2\xCE\x9F""22", "0", 1, 2}, /* Greek */
    {"2O22年", "text.lookalike", "2O22", "0", 1, 1},
    {"202O年", "text.lookalike", "202O", "0", 3, 1},
    {"20l2年", "text.lookalike", "20l2", "1", 2, 1},
    {"2〇22年", "text.lookalike", "2〇22", "0", 1, 3},
    {"二○二二年", "text.lookalike", "二○二", "〇", 3, 3},
    {"二0二二年", "text.lookalike", "二0二", "〇", 3, 1},
    {"二〇二二年", NULL, NULL, NULL, 0, 0},
    {"型号A1O2、5G、3O、O2、H2O", NULL, NULL, NULL, 0, 0},
    {"10个0，第1列，○项，2022年", NULL, NULL, NULL, 0, 0},
    {"Россия2022", NULL, NULL, NULL, 0, 0},
};

static void test_placed(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof placed / sizeof *placed; r++)
    for (int normalize = 0; normalize < 2; normalize++) {
      const struct placed *row = &placed[r];
      gk_diag_sink_reset(sink);
      struct gk_text_style style = plain_style();
      style.normalize = normalize && row->id && strcmp(row->is, "(") != 0;
      struct gk_source *source = gk_source_new(arena, "data.json", row->text, strlen(row->text));
      struct gk_text_run run = run_of(row->text);
      run.data = gk_place_at(source, 0, run.size);
      struct gk_paragraph p;
      assert_true(gk_text_paragraph(NULL, arena, &style, 100000, &run, 1, &p, sink));
      const struct gk_diag *d = gk_diag_first(sink);
      bool good = (d != NULL) == (row->id != NULL) && strcmp(p.text, row->text) == 0;
      if (good && d)
        good = strcmp(d->message->id, row->id) == 0 && d->next == NULL && strcmp(d->args[0], row->is) == 0 && d->severity == GK_WARNING &&
               strcmp(d->args[d->args[2] ? 2 : 1], row->wanted) == 0 && d->data.offset == row->at && d->data.length == row->size;
      if (!good) print_error("%s: %s %s at %u\n", row->text, d ? d->message->id : "nothing said", d ? d->args[0] : "", d ? (unsigned)d->data.offset : 0);
      wrong += !good;
    }
  /* what the program prints of itself, in parts, is not looked at */
  gk_diag_sink_reset(sink);
  struct gk_text_style style = plain_style();
  set(&style, 100000, "（");
  assert_null(gk_diag_first(sink));
  assert_int_equal(wrong, 0);
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_placed), cmocka_unit_test(test_places), cmocka_unit_test(test_runs), cmocka_unit_test(test_depth)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
