/* What holds for every paragraph, on random ones from a seeded generator, checked from the placed glyphs alone. */
#include "text/face.h"

static uint32_t seed;

static uint32_t draw(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

static const char *const words[] = {
    "部", "门", "预", "算", "信", "访", "公", "开", "收", "入", "支", "出", "，", "。", "、", "；", "：", "（", "）", "“", "”", "《", "》", "！", "？",
    "——", "……", "·", "～", "—", "2022年", "614.21万元", "85%", "≥80%", "GB/T 9704", "〔2016〕143号", "第六条", "（一）", "database", "open data",
    " ", "　", "一、", "①", "々", "/", "-", "(a)", "～", "葛\xF3\xA0\x84\x80", "℃", "￥20", "100~150kg", "‘", "’", "𠮷"};

/* A paragraph of Han and marks with the rest strewn in; two runs at some place. */
static size_t compose(struct gk_buf *buf) {
  size_t n = 1 + draw(200), cut = 0;
  for (size_t i = 0; i < n; i++) {
    gk_buf_add_string(buf, words[draw(10) < 6 ? draw(12) : draw(sizeof words / sizeof *words)]);
    if (i == n / 3) cut = buf->size;
  }
  return cut;
}

static bool is_ideograph(uint32_t c) { return gk_char_is_han(c) && gk_mark_lookup(c) == NULL; }

static uint32_t char_of(const struct gk_paragraph *p, const struct gk_line_glyph *g) {
  size_t i = g->cluster;
  return gk_utf8_next(p->text, p->size, &i);
}

/* Every byte is covered once, in order, by lines and by clusters. */
static void check_cover(const struct gk_paragraph *p) {
  uint32_t at = 0;
  for (size_t l = 0; l < p->count; l++) {
    const struct gk_line *line = &p->lines[l];
    assert_int_equal(line->from, at);
    for (size_t g = 0; g < line->count; g++) {
      if (line->glyphs[g].cluster_size == 0) continue;
      assert_int_equal(line->glyphs[g].cluster, at);
      at += line->glyphs[g].cluster_size;
    }
    assert_int_equal(line->to, at);
  }
  assert_int_equal(at, p->size);
}

static void check_ends(const struct gk_paragraph *p, const struct gk_line *line, int level, bool first_line) {
  const struct gk_line_glyph *first = NULL, *last = NULL;
  for (size_t g = 0; g < line->count; g++) {
    uint32_t c = char_of(p, &line->glyphs[g]);
    if (c == ' ' || c == 0x3000) continue;
    if (first == NULL) first = &line->glyphs[g];
    last = &line->glyphs[g];
  }
  if (first == NULL) return;
  const struct gk_mark_row *a = gk_mark_lookup(char_of(p, first)), *b = gk_mark_lookup(char_of(p, last));
  if (a != NULL && !first_line && level != 0 && a->no_start != 0) assert_true(a->no_start > level);
  if (b != NULL && !line->last && level != 0 && b->no_end != 0) assert_true(b->no_end > level);
}

/* Ideographs never come nearer than an em, and no mark nearer than half an em. */
static void check_distances(const struct gk_paragraph *p, const struct gk_line *line) {
  const struct gk_line_glyph *before = NULL;
  uint32_t c_before = 0;
  for (size_t g = 0; g < line->count; g++) {
    uint32_t c = char_of(p, &line->glyphs[g]);
    if (c == ' ' || c == 0x3000) {
      before = NULL;
      continue;
    }
    if (before != NULL) {
      int32_t step = line->glyphs[g].x - before->x;
      if (is_ideograph(c) && is_ideograph(c_before)) assert_true(step >= 1000);
      /* an opening mark's ink starts half an em after its origin */
      const struct gk_mark_row *row = gk_mark_lookup(c), *row_before = gk_mark_lookup(c_before);
      int32_t into = row != NULL && row->lead == 500 && line->glyphs[g].font == 0 ? 500 : 0;
      int32_t out_of = row_before != NULL && row_before->lead == 500 && before->font == 0 ? 500 : 0;
      int32_t least = is_ideograph(c_before) ? 1000 : 500;
      if (c != 0xB7 && c_before != 0xB7) assert_true(step + into - out_of >= least);
    }
    before = &line->glyphs[g];
    c_before = c;
  }
}

static int32_t adjusted(const struct gk_line *line) {
  int32_t sum = 0;
  for (int class = 0; class < GK_ADJUST_COUNT; class++) sum += line->adjusted[class];
  return sum;
}

/* A line gives or takes, never both; units and words give only what is told as loose. */
static void check_classes(const struct gk_line *line, int32_t size) {
  bool more = false, less = false;
  for (int class = 0; class < GK_ADJUST_COUNT; class++) {
    more = more || line->adjusted[class] > 0;
    less = less || line->adjusted[class] < 0;
    if (class >= GK_ADJUST_COMMON) assert_true(line->adjusted[class] >= 0);
  }
  assert_false(more && less);
  assert_true(line->adjusted[GK_ADJUST_END] <= 0 && line->adjusted[GK_ADJUST_END] >= -size / 2);
  if (line->adjusted[GK_ADJUST_BOUND] > 0 || line->adjusted[GK_ADJUST_LETTER] > 0) assert_true(told("text.loose") || told("text.overfull") || line->adjusted[GK_ADJUST_COMMON] == 0);
}

static void check_paragraph(const struct gk_paragraph *p, const struct gk_text_style *style, int32_t measure, bool cut) {
  check_cover(p);
  for (size_t l = 0; l < p->count; l++) {
    const struct gk_line *line = &p->lines[l];
    int32_t room = measure - style->indent - (l == 0 ? style->first_indent : 0);
    assert_int_equal(line->width, line->natural + adjusted(line));
    assert_int_equal(line->last, l + 1 == p->count);
    check_classes(line, style->size);
    if (!cut) assert_true(line->width <= room);
    if (style->align != GK_ALIGN_JUSTIFY) assert_int_equal(line->width, line->natural);
    else if (!line->last && !cut) assert_int_equal(line->width, room);
    else if (line->last) assert_true(line->width <= line->natural);
    if (cut) continue;
    check_ends(p, line, (int)style->kinsoku, l == 0);
    check_distances(p, line);
  }
}

static void test_random(void **state) {
  (void)state;
  int cuts = 0;
  for (int round = 1; round <= 4000; round++) {
    seed = (uint32_t)round * 7919u;
    struct gk_buf buf;
    gk_buf_init(&buf, 1 << 16);
    size_t split = compose(&buf);
    struct gk_arena *own = gk_arena_new(0);
    gk_diag_sink_reset(sink);
    struct gk_text_style style = plain_style();
    style.align = (enum gk_text_align)(round % 4);
    style.kinsoku = (enum gk_kinsoku)draw(4);
    style.han_latin_gap = (int32_t)draw(3) * 125;
    style.gap_least = (int32_t)draw(3) * 125 - 1;
    style.gap_most = (int32_t)draw(5) * 125 - 1;
    style.space_first = draw(2);
    style.first_indent = draw(2) ? 2000 : 0;
    style.indent = (int32_t)draw(2) * 1000;
    style.balance = draw(4) == 0;
    style.words = (enum gk_text_words)(draw(4) == 0 ? draw(3) : 0);
    int32_t measure = 12000 + (int32_t)draw(24000);
    struct gk_text_run runs[] = {{.text = buf.data, .size = split, .role = -1}, {.text = buf.data + split, .size = buf.size - split, .role = -1}};
    static const unsigned flags[] = {0, 0, GK_RUN_BREAK_GOOD, GK_RUN_JOINED, GK_RUN_NAME};
    runs[1].flags = flags[draw(5)];
    struct gk_paragraph p;
    if (!gk_text_paragraph(NULL, own, &style, measure, runs, 2, &p, sink)) fail_msg("round %d: not set", round);
    bool cut = told("text.overfull");
    assert_int_equal(p.size, buf.size); /* what is read out of the lines is what went in */
    assert_memory_equal(p.text, buf.data, buf.size);
    cuts += cut;
    check_paragraph(&p, &style, measure, cut);
    gk_arena_drop(own);
    gk_buf_drop(&buf);
  }
  assert_in_range(cuts, 0, 200); /* otherwise the checks above were mostly skipped */
}

/* Any bytes at all: no crash, no lost byte, an error or a paragraph. */
static void test_hostile(void **state) {
  (void)state;
  static const uint32_t odd[] = {0x20, 0x2014, 0x2026, 0x201C, 0x2019, 0x300, 0xFE0F, 0x3000, 0x28, 0x30, 0x2E, 0xFF08, 0x41, 0x1F600, 0x1F3FB, 0x0E01, 0xAC00, 0xA0, 0x2009};
  seed = 42;
  for (int round = 0; round < 600; round++) {
    char text[256];
    size_t n = 0;
    for (size_t k = 1 + draw(60); k > 0; k--) n += gk_utf8_put(odd[draw(sizeof odd / sizeof *odd)], text + n);
    struct gk_arena *own = gk_arena_new(0);
    gk_diag_sink_reset(sink);
    struct gk_text_style style = plain_style();
    style.align = (enum gk_text_align)draw(4);
    style.kinsoku = (enum gk_kinsoku)draw(4);
    style.role = (int)draw(4);
    struct gk_text_run run = {.text = text, .size = n, .role = -1, .flags = draw(8) == 0 ? GK_RUN_WHOLE : 0};
    struct gk_paragraph p;
    assert_true(gk_text_paragraph(NULL, own, &style, (int32_t)draw(8000), &run, 1, &p, sink));
    if (p.count > 0) check_cover(&p);
    gk_arena_drop(own);
  }
}

/* The same input gives the same lines, whatever was set before. */
static void test_same_again(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.align = GK_ALIGN_JUSTIFY;
  const char *text = "2022年部门预算收入614.21万元，其中：一般公共预算收入614.21万元，“三公”经费2.19万元（详见附表）。";
  struct gk_paragraph a = set(&style, 13370, text);
  set(&style, 9000, "别的文字。");
  struct gk_paragraph b = set(&style, 13370, text);
  assert_int_equal(a.count, b.count);
  for (size_t l = 0; l < a.count; l++) {
    assert_int_equal(a.lines[l].count, b.lines[l].count);
    assert_memory_equal(a.lines[l].glyphs, b.lines[l].glyphs, a.lines[l].count * sizeof *a.lines[l].glyphs);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_hostile), cmocka_unit_test(test_same_again)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
