/* The paragraph with the locked fonts: what their faces do to punctuation, dashes and digits. Needs the files that fonts/fetch
 * obtains, in build/fonts or where GK_TEST_FONTS says; without them these tests fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static struct gk_diag_sink *sink;
static struct gk_fonts *fonts;
static struct gk_arena *arena;

static const char *const roles[] = {"小标宋", "仿宋", "楷体", "黑体", "宋体"};
enum { SIZE = 16000, SLACK = SIZE / 20 };

static int setup(void **state) {
  (void)state;
  const char *dir = getenv("GK_TEST_FONTS");
  struct gk_fonts_paths paths = {.lock = "fonts/fonts.lock", .dir = dir != NULL ? dir : "build/fonts"};
  arena = gk_arena_new(0);
  sink = gk_diag_sink_new(0);
  fonts = gk_fonts_open(&paths, sink);
  return arena == NULL || sink == NULL || fonts == NULL;
}

static int teardown(void **state) {
  (void)state;
  gk_fonts_drop(fonts);
  gk_diag_sink_drop(sink);
  gk_arena_drop(arena);
  return 0;
}

static struct gk_text_style style_of(const char *role) {
  int number = gk_fonts_role(fonts, role);
  assert_true(number >= 0);
  return (struct gk_text_style){.role = number, .size = SIZE, .align = GK_ALIGN_JUSTIFY, .kinsoku = GK_KINSOKU_GB, .han_latin_gap = 125, .gap_least = -1, .gap_most = -1};
}

static struct gk_paragraph set(const char *role, int32_t measure, const char *text) {
  struct gk_text_style style = style_of(role);
  struct gk_text_run run = {.text = text, .size = strlen(text), .role = -1};
  struct gk_paragraph p;
  gk_diag_sink_reset(sink);
  if (!gk_text_paragraph(fonts, arena, &style, measure, &run, 1, &p, sink)) {
    struct gk_buf buf;
    gk_buf_init(&buf, 1 << 16);
    gk_diag_render_all(sink, GK_DIAG_ZH, false, &buf);
    fail_msg("%s: %s", role, buf.data);
  }
  return p;
}

/* In every role the ink of a mark is in the half that is its own, so that half an em can be taken away on the other side. */
static void test_ink(void **state) {
  (void)state;
  static const struct { const char *marks; int32_t from, to; } rows[] = {
      {"（《“‘〔【「『〈［", SIZE / 2, SIZE}, {"）》”’〕】」』〉］，。、；：！？", 0, SIZE / 2}, {"·", 0, SIZE / 2}};
  for (size_t role = 0; role < sizeof roles / sizeof *roles; role++)
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
      for (size_t i = 0, n = strlen(rows[r].marks); i < n;) {
        size_t at = i;
        gk_utf8_next(rows[r].marks, n, &i);
        const char *text = gk_arena_printf(arena, "国%.*s国", (int)(i - at), rows[r].marks + at);
        struct gk_paragraph p = set(roles[role], 100 * SIZE, text);
        const struct gk_line_glyph *g = &p.lines[0].glyphs[1];
        struct gk_box box;
        assert_int_equal(p.lines[0].count, 3);
        assert_true(gk_font_extents(fonts, g->font, g->id, SIZE, &box));
        int32_t left = g->x + box.left - SIZE, right = g->x + box.right - SIZE;
        if (left < rows[r].from - SLACK || right > rows[r].to + SLACK)
          fail_msg("%s in %s: ink from %d to %d of an em of %d", text, roles[role], left, right, SIZE);
        int32_t cell = strcmp(rows[r].marks, "·") == 0 ? SIZE / 2 : SIZE;
        assert_int_equal(p.lines[0].glyphs[2].x, SIZE + cell);
      }
}

/* Six dots, as far apart in the middle of …… as elsewhere, and the whole in the middle of its two em and of the line. */
static void check_dots(const struct gk_line *line) {
  const struct gk_line_glyph *first = NULL, *second = NULL;
  for (size_t g = 0; g < line->count; g++)
    if (line->glyphs[g].cluster == 12) first = &line->glyphs[g];
    else if (line->glyphs[g].cluster == 15) second = &line->glyphs[g];
  assert_non_null(first);
  assert_non_null(second);
  struct gk_box ink;
  assert_true(gk_font_extents(fonts, first->font, first->id, SIZE, &ink));
  int32_t dot = ink.top - ink.bottom, apart = (ink.right - ink.left - 3 * dot) / 2;
  assert_in_range(second->x + ink.left - (first->x + ink.right), apart - 2, apart + 2);
  assert_in_range(first->x + ink.left - 4 * SIZE, 6 * SIZE - (second->x + ink.right) - 2, 6 * SIZE - (second->x + ink.right) + 2);
  assert_in_range(first->y + (ink.bottom + ink.top) / 2, SIZE / 4, SIZE / 2);
}

/* —— and …… take two em and leave no gap in the dash. */
static void test_two_em(void **state) {
  (void)state;
  for (size_t role = 0; role < sizeof roles / sizeof *roles; role++) {
    struct gk_paragraph p = set(roles[role], 100 * SIZE, "国——国……国");
    const struct gk_line *line = &p.lines[0];
    assert_int_equal(line->width, 7 * SIZE);
    int32_t reached = SIZE, last = 0;
    for (size_t g = 0; g < line->count; g++) {
      struct gk_box box;
      if (line->glyphs[g].cluster == 9) last = line->glyphs[g].x; /* 国 after the dash */
      if (line->glyphs[g].cluster < 3 || line->glyphs[g].cluster >= 9) continue;
      assert_true(gk_font_extents(fonts, line->glyphs[g].font, line->glyphs[g].id, SIZE, &box));
      /* beside 国 the dash may leave a little, within it nothing */
      assert_true(line->glyphs[g].x + box.left <= reached + (line->glyphs[g].cluster == 3 ? SIZE / 10 : 0));
      reached = line->glyphs[g].x + box.right;
    }
    assert_int_equal(last, 3 * SIZE);
    assert_true(reached >= 3 * SIZE - SIZE / 10);
    check_dots(line);
  }
}

/* Digits and Latin come from the Latin font, Han and “” from Han ones; digits are half an em (GB/T 15835). */
static void test_faces(void **state) {
  (void)state;
  for (size_t role = 0; role < sizeof roles / sizeof *roles; role++) {
    struct gk_paragraph p = set(roles[role], 100 * SIZE, "“三公”2022年");
    const struct gk_line *line = &p.lines[0];
    assert_int_equal(line->count, 9);
    for (size_t g = 0; g < 9; g++) {
      bool latin = strncmp(gk_fonts_info(fonts, line->glyphs[g].font)->family, "Liberation", 10) == 0;
      assert_int_equal(latin, g >= 4 && g < 8);
    }
    for (size_t g = 5; g < 8; g++) assert_int_equal(line->glyphs[g].x - line->glyphs[g - 1].x, SIZE / 2);
    assert_int_equal(line->glyphs[8].x - line->glyphs[7].x, SIZE / 2 + SIZE / 8);
  }
}

/* A rare name goes down the chain and keeps its em; what no font has is an error that names it. */
static void test_fallback(void **state) {
  (void)state;
  struct gk_paragraph p = set("仿宋", 100 * SIZE, "李玥乡瞭");
  for (size_t g = 0; g < 4; g++) assert_int_equal(p.lines[0].glyphs[g].x, (int32_t)g * SIZE);
  gk_diag_sink_reset(sink);
  struct gk_text_style style = style_of("仿宋");
  const char *text = "2022姓名：\xEE\x80\x80和\xEE\x80\x81";
  struct gk_source *source = gk_source_new(arena, "data.json", text, strlen(text));
  struct gk_text_run run = {.text = text, .size = strlen(text), .role = -1, .data = {source, 0, (uint32_t)strlen(text)}};
  assert_false(gk_text_paragraph(fonts, arena, &style, 100 * SIZE, &run, 1, &p, sink));
  assert_int_equal(gk_diag_errors(sink), 2);
  assert_non_null(strstr(gk_diag_first(sink)->message->id, "glyph.missing"));
  assert_ptr_equal(gk_diag_first(sink)->data.source, source);
  assert_int_equal(gk_diag_first(sink)->data.offset, 13); /* the character itself */
}

static const char *const body =
    "按照有关规定，现将2022年部门预算公开如下：本部门收入614.21万元，其中：一般公共预算收入614.21万元（占100%），基金预算收入0万元。财政拨款“三公”经费2.19万元，与2021年"
    "相比持平——即“无增减变化”；项目支出370万元，依据《预算法》、《地方预决算公开操作规程》（财预〔2016〕143号）等，GB/T 9704—2012另有规定的从其规定……";

static void test_body(void **state) {
  (void)state;
  for (size_t role = 0; role < sizeof roles / sizeof *roles; role++)
    for (int32_t ems = 12; ems <= 40; ems++) {
      struct gk_paragraph p = set(roles[role], ems * SIZE, body);
      uint32_t at = 0;
      if (ems >= 14) assert_null(gk_diag_first(sink));
      else if (gk_diag_first(sink) != NULL) assert_string_equal(gk_diag_first(sink)->message->id, "text.loose"); /* 〔2016〕143号 is long */
      for (size_t l = 0; l < p.count; l++) {
        const struct gk_line *line = &p.lines[l];
        assert_true(line->last || line->width == ems * SIZE);
        assert_int_equal(line->from, at);
        for (size_t g = 0; g < line->count; g++) {
          if (line->glyphs[g].cluster_size == 0) continue;
          assert_int_equal(line->glyphs[g].cluster, at);
          at += line->glyphs[g].cluster_size;
        }
        assert_int_equal(line->to, at);
      }
      assert_int_equal(at, strlen(body));
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_ink), cmocka_unit_test(test_two_em), cmocka_unit_test(test_faces),
                                     cmocka_unit_test(test_fallback), cmocka_unit_test(test_body)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
