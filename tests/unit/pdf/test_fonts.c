/* Fonts as embedded: what a copying reader gets, widths, both kinds of program. */
#include "pdf/sample.h"

#include "pdf/fonts.h"

static struct gk_op_glyph *glyph(struct gk_op *op, size_t i) { return (struct gk_op_glyph *)(uintptr_t)&op->glyphs[i]; }

/* Lines in all roles, CFF and TrueType, Han, Latin, characters beyond the basic plane. */
static void text_reads_back(void **state) {
  (void)state;
  static const struct { const char *role, *text; } lines[] = {
      {"小标宋", "某市某局2022年部门预算"}, {"仿宋", "按照《预算法》〔2016〕143号"}, {"楷体", "（一）部门职责"}, {"黑体", "一、收支总表"}, {"宋体", "单位：万元"},
      {"宋体", "𠮷野"}, {"仿宋", "1,234.56 (AVo) fi"}, {"小标宋", "ABC 2022"}};
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    struct gk_tag *tag = add_tag(&s, s.typeset.root, GK_TAG_P);
    begin_tag(&s, tag);
    add_text(&s, lines[i].role, 16000, 80000, 80000 + (int32_t)i * 28000, lines[i].text);
    end(&s);
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "fonts");
  char *tagged = ask("pdfinfo -struct-text {}", path), *plain = ask("pdftotext {} -", path), *mutool = ask("mutool draw -q -F txt {} 2>/dev/null", path);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    char quoted[128];
    snprintf(quoted, sizeof quoted, "\"%s\"", lines[i].text);
    assert_has(tagged, quoted);
    assert_has(plain, lines[i].text);
    assert_has(mutool, lines[i].text);
  }
  assert_says("pdffonts {}", path, "CID Type 0C");
  assert_says("pdffonts {}", path, "CID TrueType");
  char *listed = ask("pdffonts {}", path);
  assert_null(strstr(listed, " no  "));
  free(listed);
  free(tagged);
  free(plain);
  free(mutool);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

/* Glyphs whose map would mislead: two texts for one glyph, a group, a private character. */
static void actual_text_reads_back(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  static const char *const texts[] = {"一二一", "一二⼀", "部门预算", "\xEE\x80\x80门预算"};
  for (size_t i = 0; i < 4; i++) {
    struct gk_tag *tag = add_tag(&s, s.typeset.root, GK_TAG_P);
    begin_tag(&s, tag);
    struct gk_op *op = add_text(&s, "仿宋", 16000, 80000, 80000 + (int32_t)i * 28000, i < 2 ? texts[0] : texts[2]);
    op->text = texts[i];
    if (i == 2) { /* 门预 is one cluster of two glyphs */
      glyph(op, 1)->cluster_size = 6;
      glyph(op, 2)->cluster_size = 0;
    }
    end(&s);
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "fonts-actual-text");
  char *tagged = ask("pdfinfo -struct-text {} | tr -d '\\n \"'", path), *plain = ask("pdftotext {} -", path);
  for (size_t i = 0; i < 4; i++) assert_has(plain, texts[i]);
  /* poppler's structure reader knows no ActualText of content: it shows what the maps say, and must lose nothing. */
  assert_has(tagged, "P(block)一二一P(block)一二一P(block)部门预算P(block)部门预算");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  free(tagged);
  free(plain);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

/* The text a glyph has alone wins over what a group suggests, wherever it comes. */
static void map_prefers_what_is_certain(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_tag(&s, s.typeset.root);
  struct gk_op *group = add_text(&s, "仿宋", 16000, 80000, 80000, "部门");
  glyph(group, 0)->cluster_size = 6;
  glyph(group, 1)->cluster_size = 0;
  struct gk_op_glyph first = group->glyphs[0], second = group->glyphs[1];
  uint16_t font = group->font;
  add_text(&s, "仿宋", 16000, 80000, 120000, "部");
  end(&s);
  struct gk_pdf_fonts *used = gk_pdf_fonts_collect(s.arena, &s.list, fonts, sink);
  assert_non_null(used);
  const struct gk_pdf_glyph *leader = gk_pdf_fonts_lookup(used, font, first.id), *follower = gk_pdf_fonts_lookup(used, font, second.id);
  assert_true(leader->certain && leader->size == 3 && memcmp(leader->text, "部", 3) == 0);
  assert_false(follower->certain);
  assert_memory_equal(follower->text, "\xE2\x80\x8B", 3); /* nothing of its own */
  assert_null(gk_pdf_fonts_lookup(used, font, 0));
  assert_null(gk_pdf_fonts_lookup(used, 60000, first.id));
  sample_drop(&s);
}

static void map_never_says_forbidden_characters(void **state) {
  (void)state;
  static const char *const texts[] = {"\xEF\xBB\xBF", "\xEE\x80\x80", "\xF3\xB0\x80\x80", ""}; /* U+FEFF, private, private plane, nothing */
  for (size_t i = 0; i < 4; i++) {
    struct sample s;
    sample_init(&s);
    add_page(&s, false, NULL);
    begin_tag(&s, s.typeset.root);
    struct gk_op *op = add_text(&s, "仿宋", 16000, 80000, 80000, "部");
    op->text = texts[i];
    glyph(op, 0)->cluster_size = (uint32_t)strlen(texts[i]);
    end(&s);
    struct gk_buf pdf = write_sample(&s, NULL);
    char *text = plain_form(save_pdf(&pdf, "fonts-forbidden"));
    assert_null(strstr(text, "> <FEFF>\n"));
    assert_null(strstr(text, "> <E000>\n"));
    assert_null(strstr(text, "> <>\n"));
    assert_has(text, "ActualText");
    free(text);
    sample_drop(&s);
    gk_buf_drop(&pdf);
  }
}

static void widths_are_listed_when_not_one_em(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_tag(&s, s.typeset.root);
  struct gk_op *op = add_text(&s, "仿宋", 16000, 80000, 80000, "1i");
  end(&s);
  struct gk_buf expected;
  gk_buf_init(&expected, 256);
  for (size_t i = 0; i < 2; i++) { /* qpdf writes an array's parts on lines of their own */
    gk_buf_addf(&expected, "    %u\n    [\n      ", gk_font_code(fonts, op->font, op->glyphs[i].id));
    gk_buf_add_milli(&expected, gk_font_width(fonts, op->font, op->glyphs[i].id));
    gk_buf_add_string(&expected, "\n    ]\n");
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = plain_form(save_pdf(&pdf, "fonts-widths"));
  assert_has(text, expected.data);
  assert_has(text, "/DW 1000");
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
  gk_buf_drop(&expected);
}

static void notdef_is_refused(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_tag(&s, s.typeset.root);
  struct gk_op *op = add_text(&s, "仿宋", 16000, 80000, 80000, "部");
  end(&s);
  glyph(op, 0)->id = 0;
  assert_null(gk_pdf_fonts_collect(s.arena, &s.list, fonts, sink));
  assert_true(was_told("pdf.list"));
  glyph(op, 0)->id = 5;
  op->font = 999;
  gk_diag_sink_reset(sink);
  assert_null(gk_pdf_fonts_collect(s.arena, &s.list, fonts, sink));
  assert_true(was_told("pdf.list"));
  sample_drop(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(text_reads_back), cmocka_unit_test(actual_text_reads_back), cmocka_unit_test(map_prefers_what_is_certain),
                                     cmocka_unit_test(map_never_says_forbidden_characters), cmocka_unit_test(widths_are_listed_when_not_one_em),
                                     cmocka_unit_test(notdef_is_refused)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
