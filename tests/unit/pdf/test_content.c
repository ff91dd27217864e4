/* Page content, operator by operator. */
#include "pdf/sample.h"

#include "pdf/content.h"

/* The content of the first page, and the page's marks. */
static struct gk_pdf_marks marks;
static struct gk_buf content;

static char *written(struct sample *s) {
  gk_buf_drop(&content);
  gk_buf_init(&content, 1 << 24);
  marks = (struct gk_pdf_marks){0};
  struct gk_pdf_fonts *used = gk_pdf_fonts_collect(s->arena, &s->list, fonts, sink);
  struct gk_objects *objects = gk_objects_new(NULL);
  gk_object resources;
  assert_true(used && objects && gk_pdf_fonts_embed(used, objects, &resources, sink));
  assert_true(gk_pdf_content(s->arena, &s->list.pages[0], used, &content, &marks, sink));
  gk_objects_drop(objects);
  return content.data;
}

/* The line across a corner cell is a figure of six corners, filled as other rules are. */
static void a_slant_is_filled(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_artifact(&s, GK_ARTIFACT_RULE);
  add_rule(&s, 10000, 20000, 300000, 400000, 0);
  struct gk_display_page *page = &s.list.pages[0];
  page->ops[page->count - 1].slant = 1000;
  end(&s);
  assert_string_equal(written(&s), "/Artifact <</Type /Layout>> BDC\n0 g\n10 821.89 m 10.625 821.89 l 310 422.723 l 310 421.89 l 309.375 421.89 l 10 821.057 l h f\nEMC\n");
  sample_drop(&s);
}

static void rules_count_from_the_bottom(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_artifact(&s, GK_ARTIFACT_RULE);
  add_rule(&s, 10000, 20500, 300250, 500, 0);
  add_rule(&s, 10000, 21000, 500, 20000, 0); /* in one path with the one before: no seam where they meet */
  add_rule(&s, 0, 0, 1, 841890, 128);
  end(&s);
  assert_string_equal(written(&s), "/Artifact <</Type /Layout>> BDC\n0 g\n10 820.89 300.25 0.5 re\n10 800.89 0.5 20 re f\n0.502 g\n0 0 0.001 841.89 re f\nEMC\n");
  assert_int_equal(marks.count, 0);
  sample_drop(&s);
}

static void artifacts_have_types(void **state) {
  (void)state;
  static const struct { enum gk_artifact artifact; const char *words; } kinds[] = {
      {GK_ARTIFACT_PAGE_NUMBER, "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n0 g\n0 841.889 0 0.001 re f\nEMC\n"},
      {GK_ARTIFACT_REPEATED_HEAD, "/Artifact <</Type /Pagination>> BDC\n0 g\n0 841.889 0 0.001 re f\nEMC\n"},
      {GK_ARTIFACT_CONTINUED, "/Artifact <</Type /Pagination>> BDC\n0 g\n0 841.889 0 0.001 re f\nEMC\n"},
      {GK_ARTIFACT_DRAFT_MARK, "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n0 g\n0 841.889 0 0.001 re f\nEMC\n"},
      {GK_ARTIFACT_RULE, "/Artifact <</Type /Layout>> BDC\n0 g\n0 841.889 0 0.001 re f\nEMC\n"}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct sample s;
    sample_init(&s);
    add_page(&s, false, NULL);
    begin_artifact(&s, kinds[i].artifact);
    add_rule(&s, 0, 0, 0, 1, 0);
    end(&s);
    assert_string_equal(written(&s), kinds[i].words);
    sample_drop(&s);
  }
}

static void turned_and_upright_frames(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, true, NULL);
  begin_artifact(&s, GK_ARTIFACT_RULE);
  add_rule(&s, 10000, 20000, 800000, 1000, 0);
  end(&s);
  s.upright = true;
  begin_artifact(&s, GK_ARTIFACT_PAGE_NUMBER);
  add_rule(&s, 10000, 20000, 100000, 1000, 0);
  end(&s);
  s.upright = false;
  begin_artifact(&s, GK_ARTIFACT_RULE);
  add_rule(&s, 0, 0, 0, 1, 0);
  end(&s);
  begin_tag(&s, s.typeset.root); /* nothing in it: no marked content */
  end(&s);
  /* turned: y from the sheet's width, upright: from its height; the state is set anew in each frame */
  assert_string_equal(written(&s), "q 0 1 -1 0 595.276 0 cm\n/Artifact <</Type /Layout>> BDC\n0 g\n10 574.276 800 1 re f\nEMC\n"
                                   "Q\n/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n0 g\n10 820.89 100 1 re f\nEMC\n"
                                   "q 0 1 -1 0 595.276 0 cm\n/Artifact <</Type /Layout>> BDC\n0 g\n0 595.275 0 0.001 re f\nEMC\nQ\n");
  assert_int_equal(marks.count, 0);
  sample_drop(&s);
}

static struct gk_op *one_line(struct sample *s, const char *text) {
  sample_init(s);
  add_page(s, false, NULL);
  struct gk_tag *tag = add_tag(s, s->typeset.root, GK_TAG_P);
  begin_tag(s, tag);
  struct gk_op *op = add_text(s, "仿宋", 16000, 80000, 100000, text);
  end(s);
  return &s->list.pages[0].ops[s->list.pages[0].count - 2] == op ? op : NULL;
}

static struct gk_op_glyph *glyph(struct gk_op *op, size_t i) { return (struct gk_op_glyph *)(uintptr_t)&op->glyphs[i]; }

static void glyphs_in_natural_places_need_no_adjustment(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "部门预算");
  char expected[256];
  snprintf(expected, sizeof expected, "/P <</MCID 0>> BDC\n0 g\nBT /F%u 16 Tf 80 741.89 Td [<%04X%04X%04X%04X>] TJ ET\nEMC\n", op->font,
           gk_font_code(fonts, op->font, op->glyphs[0].id), gk_font_code(fonts, op->font, op->glyphs[1].id),
           gk_font_code(fonts, op->font, op->glyphs[2].id), gk_font_code(fonts, op->font, op->glyphs[3].id));
  assert_string_equal(written(&s), expected);
  assert_int_equal(marks.count, 1);
  assert_ptr_equal(marks.tags[0], s.typeset.root->first);
  sample_drop(&s);
}

static void adjustments_are_thousandths_of_the_em(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "部门预算");
  glyph(op, 1)->x += 1600;  /* a tenth of an em to the right */
  glyph(op, 2)->x += 1600;
  glyph(op, 3)->x -= 8000;  /* half an em back from there, and a tenth */
  char *text = written(&s);
  assert_has(text, ">-100<");
  assert_has(text, ">600<");
  sample_drop(&s);
}

/* --- what a reader makes of the text operators */

/* A number at *at, in units of so many decimals; *at behind it. */
static int64_t read_number(const char **at, int decimals) {
  bool minus = **at == '-';
  bool fraction = false;
  int64_t value = 0;
  int left = decimals;
  for (*at += minus; (**at >= '0' && **at <= '9') || **at == '.'; ++*at) {
    if (**at == '.') {
      fraction = true;
      continue;
    }
    value = value * 10 + **at - '0';
    left -= fraction;
  }
  assert_true(left >= 0);
  for (; left > 0; left--) value *= 10;
  return minus ? -value : value;
}

static unsigned read_code(const char *at) {
  char digits[5] = "";
  memcpy(digits, at, 4);
  return (unsigned)strtoul(digits, NULL, 16);
}

/* How far, in millionths of a mpt, a glyph of the op stands from its place by 9.4.4 at the most. The op is all the text there is. */
static int64_t worst_place(const char *at, const struct gk_op *op) {
  int64_t x = 0, spacing = 0, worst = 0;
  size_t shown = 0;
  for (const char *word = at; *word; word += strcspn(word, " \n[") + 1) { /* operands stand before their operators */
    const char *number = word;
    if (strchr("-.0123456789", *word)) {
      int64_t fine = read_number(&number, 5);
      if (strncmp(number, " Tc", 3) == 0) spacing = fine * 10000;
      if (*number == ' ' && strchr("-.0123456789", number[1])) {
        const char *second = number + 1;
        read_number(&second, 5);
        if (strncmp(second, " Td", 3) == 0) x = fine * 10000;
      }
    }
    const char *array = word + strcspn(word, " \n[");
    if (!*array) break;
    if (*array != '[' || strncmp(array - 3, "Td ", 3) != 0) continue;
    for (at = array + 1; *at != ']';) {
      if (*at != '<') {
        x -= read_number(&at, 3) * op->size;
        continue;
      }
      for (at++; *at != '>'; at += 4, shown++) {
        assert_true(shown < op->count);
        assert_int_equal(read_code(at), gk_font_code(fonts, op->font, op->glyphs[shown].id));
        int64_t off = x - (int64_t)op->glyphs[shown].x * 1000000;
        if (off < 0) off = -off;
        if (off > worst) worst = off;
        x += (int64_t)gk_font_width(fonts, op->font, op->glyphs[shown].id) * op->size + spacing;
      }
      at++;
    }
  }
  assert_int_equal(shown, op->count);
  return worst;
}

enum { FAR = 1500000 }; /* a mpt and a half */
static const char line[] = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八";

/* A pitch that is no round part of the em: the rounding of each step must not add up. */
static void rounding_does_not_add_up(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, line);
  for (size_t i = 0; i < op->count; i++) glyph(op, i)->x = 80000 + (int32_t)(i * 442199 / 27);
  assert_true(worst_place(written(&s), op) <= FAR);
  sample_drop(&s);
}

/* The space that justification puts between all glyphs of a line is said once for the line, and what differs from it where it does. */
static void common_spacing_is_said_once(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, line);
  for (size_t i = 0; i < op->count; i++) glyph(op, i)->x += (int32_t)i * 43;
  const char *text = written(&s);
  assert_has(text, " Tf 0.043 Tc 80 741.89 Td [<");
  assert_null(strstr(text, ">-"));
  assert_true(worst_place(text, op) <= 10000);
  for (size_t i = 10; i < op->count; i++) glyph(op, i)->x -= 4000; /* a mark that was cut to half its em */
  text = written(&s);
  assert_has(text, " 0.043 Tc ");
  assert_has(text, ">250<");
  assert_true(worst_place(text, op) <= FAR);
  sample_drop(&s);
}

/* Spacing outlives the text object: what comes next says its own. */
static void spacing_ends_with_its_line(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, true, NULL);
  begin_tag(&s, add_tag(&s, s.typeset.root, GK_TAG_P));
  struct gk_op *op = add_text(&s, "仿宋", 16000, 80000, 100000, "部门预算");
  for (size_t i = 0; i < op->count; i++) glyph(op, i)->x += (int32_t)i * 500;
  add_text(&s, "仿宋", 16000, 80000, 130000, "部门预算");
  add_text(&s, "仿宋", 16000, 80000, 160000, "部门");
  end(&s);
  s.upright = true;
  begin_artifact(&s, GK_ARTIFACT_PAGE_NUMBER);
  add_text(&s, "仿宋", 16000, 80000, 800000, "部门");
  end(&s);
  const char *text = written(&s), *first = strstr(text, " 0.5 Tc "), *second = first ? strstr(first, "BT 0 Tc ") : NULL;
  assert_non_null(second);
  const char *third = strstr(second + 3, "BT ");
  assert_non_null(third);
  assert_true(strncmp(third, "BT 80 ", 6) == 0); /* the same */
  const char *upright = strstr(third, "\nQ\n");
  assert_non_null(upright);
  assert_has(upright, " Tf 0 Tc "); /* what it is after Q need not be known */
  sample_drop(&s);
}

static uint32_t seed = 20260101;
static int32_t draw(int32_t below) {
  seed = seed * 1664525 + 1013904223;
  return (int32_t)((seed >> 8) % (uint32_t)below);
}

/* Lines of any spacing, with unevenness and gaps, large and small type: every glyph stands where the list says. */
static void glyphs_stand_in_their_places(void **state) {
  (void)state;
  for (int round = 0; round < 600; round++) {
    struct sample s;
    struct gk_op *op = one_line(&s, round % 3 ? line : "公开2022年AB预算");
    op->size = (int32_t[]){7875, 10500, 15750, 21000}[draw(4)];
    int32_t extra = draw(3) ? draw(2 * op->size / 3) - op->size / 3 : 0, uneven = draw(3), gaps = draw(4) ? draw(6) : 100;
    int64_t x = 80000000000;
    for (size_t i = 0; i < op->count; i++) {
      glyph(op, i)->x = (int32_t)(x / 1000000) + draw(2 * uneven + 1) - uneven;
      x += (int64_t)gk_font_width(fonts, op->font, op->glyphs[i].id) * op->size + (int64_t)extra * 1000000 + draw(1000000);
      if (gaps && draw(100) < gaps) x += (int64_t)(draw(op->size / 4) - op->size / 8) * 1000000;
    }
    if (strstr(written(&s), "/Span")) { /* so far apart that its text is said: the same operators, within marked content of its own */
      sample_drop(&s);
      continue;
    }
    int64_t worst = worst_place(content.data, op);
    if (worst > FAR) fail_msg("round %d: %lld millionths of a mpt: %s", round, (long long)worst, content.data);
    sample_drop(&s);
  }
}

static void raised_glyph(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "部门预算");
  glyph(op, 1)->y_offset = 2500;
  char *text = written(&s);
  assert_has(text, "] TJ 2.5 Ts [<");
  assert_has(text, "] TJ 0 Ts [<");
  glyph(op, 1)->y_offset = 0;
  glyph(op, 3)->y_offset = -1;
  text = written(&s);
  assert_has(text, "-0.001 Ts [<");
  assert_has(text, ">] TJ 0 Ts ET\n"); /* rise outlives the text object */
  sample_drop(&s);
}

/* One glyph, two texts: the first is in the font's map, the second is said in the content, in a piece of the same tag. */
static void second_text_of_a_glyph_is_marked(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "一二一二");
  op->text = "一二⼀二"; /* U+2F00 with the glyph of U+4E00 */
  char *text = written(&s), expected[512];
  unsigned one = gk_font_code(fonts, op->font, op->glyphs[0].id), two = gk_font_code(fonts, op->font, op->glyphs[1].id);
  snprintf(expected, sizeof expected,
           "/P <</MCID 0>> BDC\n0 g\nBT /F%u 16 Tf 80 741.89 Td [<%04X%04X>] TJ ET\nEMC\n"
           "/Span <</MCID 1 /ActualText <FEFF2F00>>> BDC\nBT 112 741.89 Td [<%04X>] TJ ET\nEMC\n"
           "/P <</MCID 2>> BDC\nBT 128 741.89 Td [<%04X>] TJ ET\nEMC\n",
           op->font, one, two, one, two);
  assert_string_equal(text, expected);
  assert_int_equal(marks.count, 3);
  for (size_t i = 0; i < 3; i++) assert_ptr_equal(marks.tags[i], s.typeset.root->first);
  sample_drop(&s);
}

static void cluster_of_several_glyphs_is_marked(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "部门预算");
  glyph(op, 1)->cluster_size = 6;
  glyph(op, 2)->cluster_size = 0;
  char *text = written(&s);
  assert_has(text, "/Span <</MCID 1 /ActualText <FEFF95E89884>>> BDC\nBT 96 741.89 Td [<");
  assert_int_equal(occurrences(text, "/Span"), 1);
  sample_drop(&s);
}

static void private_character_is_marked(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "部门预算");
  op->text = "部门预\xEE\x80\x80";
  char *text = written(&s);
  assert_has(text, "/Span <</MCID 1 /ActualText <FEFFE000>>> BDC\n");
  assert_int_equal(occurrences(text, "BDC"), 2); /* nothing follows it */
  assert_int_equal(occurrences(text, "EMC"), 2);
  sample_drop(&s);
}

/* In an artifact there is no tag to number content for. */
static void text_of_an_artifact_is_marked_within(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  begin_artifact(&s, GK_ARTIFACT_PAGE_NUMBER);
  add_text(&s, "仿宋", 16000, 80000, 100000, "部门")->text = "部\xEE\x80\x80";
  end(&s);
  char *text = written(&s);
  assert_has(text, "ET\n/Span <</ActualText <FEFFE000>>> BDC\nBT ");
  assert_has(text, "ET\nEMC\nEMC\n");
  assert_int_equal(marks.count, 0);
  sample_drop(&s);
}

/* 均排: the text is said for the whole line, and no reader makes spaces of the gaps. */
static void spread_text_is_marked(void **state) {
  (void)state;
  struct sample s;
  struct gk_op *op = one_line(&s, "合计数");
  glyph(op, 1)->x += 4000; /* a quarter em is adjustment */
  glyph(op, 2)->x += 4000;
  char *text = written(&s);
  assert_int_equal(occurrences(text, "/Span"), 0);
  glyph(op, 2)->x += 4001;
  text = written(&s);
  assert_has(text, "/Span <</MCID 0 /ActualText <FEFF54088BA16570>>> BDC\n");
  assert_int_equal(marks.count, 1);
  glyph(op, 2)->x += 48000;
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "content-spread");
  assert_says("pdftotext {} -", path, "合计数");
  assert_says("pdftotext -raw {} -", path, "合计数");
  assert_says("pdfinfo -struct-text {}", path, "\"合计数\"");
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void roles_have_standard_names(void **state) {
  (void)state;
  for (int role = 0; role < GK_TAG_ROLE_COUNT; role++) assert_non_null(gk_pdf_role_name((enum gk_tag_role)role));
  assert_string_equal(gk_pdf_role_name(GK_TAG_LBODY), "LBody");
  assert_string_equal(gk_pdf_role_name(GK_TAG_TFOOT), "TFoot");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_slant_is_filled), cmocka_unit_test(rules_count_from_the_bottom), cmocka_unit_test(artifacts_have_types), cmocka_unit_test(turned_and_upright_frames),
      cmocka_unit_test(glyphs_in_natural_places_need_no_adjustment), cmocka_unit_test(adjustments_are_thousandths_of_the_em),
      cmocka_unit_test(rounding_does_not_add_up), cmocka_unit_test(common_spacing_is_said_once),
      cmocka_unit_test(spacing_ends_with_its_line), cmocka_unit_test(glyphs_stand_in_their_places), cmocka_unit_test(raised_glyph), cmocka_unit_test(second_text_of_a_glyph_is_marked),
      cmocka_unit_test(cluster_of_several_glyphs_is_marked), cmocka_unit_test(private_character_is_marked), cmocka_unit_test(text_of_an_artifact_is_marked_within), cmocka_unit_test(spread_text_is_marked), cmocka_unit_test(roles_have_standard_names)};
  int failed = cmocka_run_group_tests(tests, open_group, close_group);
  gk_buf_drop(&content);
  return failed;
}
