/* Whole files: read back by qpdf, poppler and MuPDF, the same bytes each time,
 * and no file after a failure. */
#include "pdf/sample.h"

#include "pdf/objects.h"

/* A page of all kinds: headings, text of two fonts, a table with spans, a note, artifacts, a rotated page. */
static void add_table(struct sample *s, struct gk_tag *parent, int32_t top) {
  struct gk_tag *table = add_tag(s, parent, GK_TAG_TABLE);
  add_line(s, table, GK_TAG_CAPTION, 80000, top, "部门收支总表");
  struct gk_tag *head = add_tag(s, table, GK_TAG_THEAD), *row = add_tag(s, head, GK_TAG_TR);
  struct gk_tag *item = add_line(s, row, GK_TAG_TH, 80000, top + 20000, "项目");
  item->scope = GK_SCOPE_COLUMN;
  item->row_span = 2;
  item->id = "h1";
  struct gk_tag *amount = add_line(s, row, GK_TAG_TH, 200000, top + 20000, "金额（万元）");
  amount->scope = GK_SCOPE_COLUMN;
  amount->column_span = 2;
  amount->id = "h(2)";
  row = add_tag(s, head, GK_TAG_TR);
  add_line(s, row, GK_TAG_TH, 200000, top + 40000, "本年")->scope = GK_SCOPE_COLUMN;
  struct gk_tag *before = add_line(s, row, GK_TAG_TH, 300000, top + 40000, "上年");
  before->scope = GK_SCOPE_COLUMN;
  before->id = "上年";
  struct gk_tag *body = add_tag(s, table, GK_TAG_TBODY);
  row = add_tag(s, body, GK_TAG_TR);
  add_line(s, row, GK_TAG_TH, 80000, top + 60000, "因公出国（境）费")->scope = GK_SCOPE_ROW;
  struct gk_tag *cell = add_line(s, row, GK_TAG_TD, 200000, top + 60000, "614.21");
  static const char *const headers[] = {"h1", "h(2)", "上年"};
  cell->headers = headers;
  cell->header_count = 3;
  add_tag(s, row, GK_TAG_TD); /* a blank cell */
  begin_artifact(s, GK_ARTIFACT_RULE);
  add_rule(s, 75000, top + 65000, 400000, 500, 0);
  end(s);
}

static void fill(struct sample *s) {
  struct gk_tag *document = s->typeset.root;
  add_page(s, false, NULL);
  struct gk_tag *h1 = add_line(s, document, GK_TAG_H1, 80000, 100000, "一、部门职责“𠮷野”");
  add_line(s, document, GK_TAG_P, 80000, 130000, "部门预算按照《预算法》编制，共614万元；详见下表。");
  struct gk_tag *h2 = add_line(s, document, GK_TAG_H2, 80000, 160000, "（一）收支情况");
  add_table(s, document, 200000);
  struct gk_tag *list = add_tag(s, document, GK_TAG_L), *entry = add_tag(s, list, GK_TAG_LI);
  list->list_numbering = "Decimal";
  add_line(s, entry, GK_TAG_LBL, 80000, 400000, "1.");
  add_line(s, entry, GK_TAG_LBODY, 100000, 400000, "甲项");
  struct gk_tag *note = add_line(s, document, GK_TAG_NOTE, 80000, 430000, "注：数据来自决算。");
  note->id = "note-1";
  add_page(s, true, "2");
  struct gk_tag *wide = add_line(s, document, GK_TAG_P, 90000, 120000, "横排页的文字");
  wide->alt = "横排页";
  s->upright = true;
  begin_artifact(s, GK_ARTIFACT_PAGE_NUMBER);
  add_text(s, "宋体", 14000, 290000, 780000, "2");
  end(s);
  s->upright = false;
  add_outline(s, "一、部门职责“𠮷野”", 1, 0, 84000, h1);
  add_outline(s, "（一）收支情况", 2, 0, 144000, h2);
  add_outline(s, "横排", 1, 1, 100000, wide);
}

static void whole_file_is_sound(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "whole");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  assert_says("pdfinfo {}", path, "Title:           " TITLE);
  assert_says("pdfinfo {}", path, "Tagged:          yes");
  assert_says("pdfinfo {}", path, "Author:          某市某局 <办公室>");
  assert_says("pdfinfo -isodates {}", path, "CreationDate:    2022-02-03T15:04:05+08");
  assert_says("pdfinfo -f 1 -l 2 -box {}", path, "Page    1 MediaBox:      0.00     0.00   595.28   841.89");
  assert_says("pdfinfo -f 1 -l 2 {}", path, "Page    2 rot:   90");
  assert_says("pdffonts {}", path, "yes yes yes");
  assert_says("mutool show {} outline", path, "一、部门职责“𠮷野”");
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void structure_reads_back(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = ask("pdfinfo -struct-text {}", save_pdf(&pdf, "whole"));
  static const char *const wanted[] = {"Document\n  H1 (block)\n    \"一、部门职责“𠮷野”\"", "部门预算按照《预算法》编制，共614万元；详见下表。", "Caption", "THead", "TBody",
                                       "TH <上年>", "/Headers [(h1) (h(2)) (上年)]", "/Scope /Column", "/RowSpan 2", "/ColSpan 2", "\"因公出国（境）费\"", "/Scope /Row", "\"614.21\"",
                                       "/ListNumbering /Decimal", "Lbl", "LBody", "Note <note-1>", "横排页的文字"};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (!strstr(text, wanted[i])) fail_msg("not in the structure: %s\n%s", wanted[i], text);
  assert_null(strstr(text, "\"2\"")); /* the page number is an artifact */
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void same_list_same_bytes(void **state) {
  (void)state;
  struct gk_buf pdf[2];
  for (size_t i = 0; i < 2; i++) {
    struct sample s;
    sample_init(&s);
    fill(&s);
    pdf[i] = write_sample(&s, NULL);
    sample_drop(&s);
  }
  assert_int_equal(pdf[0].size, pdf[1].size);
  assert_memory_equal(pdf[0].data, pdf[1].data, pdf[0].size);
  gk_buf_drop(&pdf[0]);
  gk_buf_drop(&pdf[1]);
}

/* Whatever was written before with the same cache, the file is the one that is written without any. */
static void cache_changes_no_byte(void **state) {
  (void)state;
  static const char *const TEXTS[] = {"甲乙丙 2022", "甲乙丙 2023", "甲乙丙 2022", "甲", "甲乙丙 2022"};
  static const size_t LIMITS[] = {(size_t)16 << 20, 3000}; /* the second holds one small program and is always too small for the others */
  for (size_t l = 0; l < 2; l++) {
    struct gk_cache *cache = gk_cache_new(LIMITS[l]);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
      struct sample s;
      sample_init(&s);
      fill(&s);
      add_line(&s, s.typeset.root, GK_TAG_P, 80000, 500000, TEXTS[i]);
      struct gk_pdf_options options = sample_options();
      struct gk_buf without = write_sample(&s, &options), with;
      options.cache = cache;
      with = write_sample(&s, &options);
      assert_int_equal(with.size, without.size);
      assert_memory_equal(with.data, without.data, with.size);
      sample_drop(&s);
      gk_buf_drop(&with);
      gk_buf_drop(&without);
    }
    assert_true(gk_cache_used(cache) > 0 && gk_cache_used(cache) <= LIMITS[l]);
    gk_cache_drop(cache);
  }
}

/* The identifier depends on the contents. */
static void other_text_other_identifier(void **state) {
  (void)state;
  char id[2][40];
  for (size_t i = 0; i < 2; i++) {
    struct sample s;
    sample_init(&s);
    add_page(&s, false, NULL);
    add_line(&s, s.typeset.root, GK_TAG_P, 80000, 100000, i ? "甲" : "乙");
    struct gk_buf pdf = write_sample(&s, NULL);
    const char *at = NULL;
    for (size_t k = 0; k + 6 < pdf.size; k++)
      if (memcmp(pdf.data + k, "/ID [<", 6) == 0) at = pdf.data + k + 6;
    assert_non_null(at);
    memcpy(id[i], at, 32);
    assert_memory_equal(at, at + 35, 32); /* both halves */
    sample_drop(&s);
    gk_buf_drop(&pdf);
  }
  assert_memory_not_equal(id[0], id[1], 32);
}

static void draft_claims_nothing(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_pdf_options options = sample_options();
  options.conformance = GK_PDF_NONE;
  struct gk_buf draft = write_sample(&s, &options);
  const char *path = save_pdf(&draft, "draft-not-archive");
  char *metadata = ask("pdfinfo -meta {}", path);
  assert_null(strstr(metadata, "<pdfaid:part>"));
  assert_null(strstr(metadata, "<pdfuaid:part>"));
  assert_has(metadata, "<dc:title>");
  free(metadata);
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  sample_drop(&s);
  gk_buf_drop(&draft);
}

/* Whatever was in the buffer stays before the file. */
static void appends_to_buffer(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_pdf_options options = sample_options();
  struct gk_buf alone = write_sample(&s, NULL), after;
  gk_buf_init(&after, 1 << 28);
  gk_buf_add_string(&after, "before");
  assert_true(gk_pdf_write(&s.list, fonts, &options, &after, sink));
  assert_int_equal(after.size, alone.size + 6);
  assert_memory_equal(after.data + 6, alone.data, alone.size);
  sample_drop(&s);
  gk_buf_drop(&alone);
  gk_buf_drop(&after);
}

/* --- refusals */

static void refuse(struct sample *s, const struct gk_pdf_options *options, const char *id) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 28);
  gk_diag_sink_reset(sink);
  assert_false(gk_pdf_write(&s->list, fonts, options, &out, sink));
  if (!was_told(id)) show_told();
  assert_true(was_told(id));
  gk_buf_drop(&out);
}

static void bad_options_are_refused(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_pdf_options options = sample_options();
  options.title = "";
  refuse(&s, &options, "pdf.no-title");
  options.title = NULL;
  refuse(&s, &options, "pdf.no-title");
  options = sample_options();
  char *long_title = malloc(20001);
  memset(long_title, 'a', 20000);
  long_title[20000] = '\0';
  options.title = long_title;
  refuse(&s, &options, "pdf.text-too-long");
  free(long_title);
  options = sample_options();
  options.date = INT64_MAX;
  refuse(&s, &options, "pdf.date");
  options.date = 253402300800; /* year 10000 */
  refuse(&s, &options, "pdf.date");
  options = sample_options();
  options.icc_size = 100;
  refuse(&s, &options, "pdf.colour-profile");
  uint8_t grey[256];
  memcpy(grey, profile, sizeof grey);
  memcpy(grey + 16, "GRAY", 4);
  options.icc = grey;
  options.icc_size = sizeof grey;
  refuse(&s, &options, "pdf.colour-profile");
  sample_drop(&s);
}

static void bad_lists_are_refused(void **state) {
  (void)state;
  struct gk_pdf_options options = sample_options();
  struct sample s;
  sample_init(&s);
  refuse(&s, &options, "pdf.list"); /* no page */
  add_page(&s, false, NULL);
  add_rule(&s, 0, 0, 10, 10, 0); /* untagged */
  refuse(&s, &options, "pdf.list");
  sample_drop(&s);
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_artifact(&s, GK_ARTIFACT_RULE);
  refuse(&s, &options, "pdf.list"); /* never ends */
  begin_tag(&s, s.typeset.root);
  end(&s);
  refuse(&s, &options, "pdf.list"); /* nested */
  sample_drop(&s);
  sample_init(&s);
  add_page(&s, false, NULL);
  struct gk_tag stray = {.role = GK_TAG_P, .number = 0};
  begin_tag(&s, &stray);
  add_rule(&s, 0, 0, 10, 10, 0);
  end(&s);
  refuse(&s, &options, "pdf.list"); /* not in the tree */
  sample_drop(&s);
  sample_init(&s);
  add_page(&s, false, NULL);
  add_line(&s, s.typeset.root, GK_TAG_NOTE, 80000, 100000, "甲")->id = "same";
  add_line(&s, s.typeset.root, GK_TAG_NOTE, 80000, 120000, "乙")->id = "same";
  refuse(&s, &options, "pdf.list"); /* one ID twice */
  sample_drop(&s);
  sample_init(&s);
  add_page(&s, false, NULL);
  add_line(&s, s.typeset.root, GK_TAG_P, 80000, 100000, "甲");
  add_outline(&s, "无此页", 1, 7, 0, NULL);
  refuse(&s, &options, "pdf.list");
  sample_drop(&s);
}

static void buffer_limit_is_told(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_pdf_options options = sample_options();
  struct gk_buf out;
  gk_buf_init(&out, 20000);
  assert_false(gk_pdf_write(&s.list, fonts, &options, &out, sink));
  assert_true(gk_diag_errors(sink) > 0);
  gk_buf_drop(&out);
  sample_drop(&s);
}

/* Memory ends at one allocation after another: always a report, never a file or a crash. */
static void memory_ends_anywhere(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  fill(&s);
  struct gk_pdf_options options = sample_options();
  bool done = false;
  unsigned long failures = 0;
  for (unsigned long n = 1; !done && n < 100000; n += n < 60 ? 1 : n < 400 ? 3 : 17) {
    struct gk_buf out;
    gk_buf_init(&out, 1 << 28);
    gk_diag_sink_reset(sink);
    gk_memory_fail_at(n);
    done = gk_pdf_write(&s.list, fonts, &options, &out, sink);
    gk_memory_fail_at(0);
    failures += !done;
    assert_true(done || gk_diag_errors(sink) > 0);
    gk_buf_drop(&out);
  }
  assert_true(done);
  assert_true(failures > 100);
  sample_drop(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_file_is_sound), cmocka_unit_test(structure_reads_back), cmocka_unit_test(same_list_same_bytes), cmocka_unit_test(cache_changes_no_byte),
      cmocka_unit_test(other_text_other_identifier), cmocka_unit_test(draft_claims_nothing), cmocka_unit_test(appends_to_buffer),
      cmocka_unit_test(bad_options_are_refused), cmocka_unit_test(bad_lists_are_refused), cmocka_unit_test(buffer_limit_is_told),
      cmocka_unit_test(memory_ends_anywhere)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
