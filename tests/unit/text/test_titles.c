/* Titles of notices as they are printed: 2号 in 版心 has 21 characters to a line. The phrases are those that ship. In a row {…} is a name
 * from the data, ^ a <wbr/>, / a line end. */
#include "text/breaks.h"
#include "text/face.h"

enum { PHRASES_MOST = 400, RUNS_MOST = 8 };

static const char *phrases[PHRASES_MOST];
static size_t phrase_count;

static const struct title { const char *lines, *why; int32_t measure; } titles[] = {
#include "titles.h"
};

static int read_phrases(void **state) {
  if (face_setup(state) != 0) return 1;
  struct gk_source *source = gk_file_read(arena, "layouts/common/terms.xml", 1 << 20, sink);
  const char *at = source != NULL ? strstr(source->text, "<phrases>") : NULL;
  if (at == NULL) return 1;
  for (char *word = strtok(gk_arena_strndup(arena, at + 9, (size_t)(strstr(at, "</phrases>") - at - 9)), " \n"); word != NULL; word = strtok(NULL, " \n"))
    phrases[phrase_count++] = word;
  return phrase_count < 20;
}

/* The title of a row as runs. */
static size_t runs_of(const char *row, struct gk_text_run runs[RUNS_MOST]) {
  size_t n = 0;
  unsigned flags = 0;
  char *text = gk_arena_alloc(arena, strlen(row) + RUNS_MOST), *begin = text, *to = text;
  for (const char *s = row;; s++) {
    if (*s == '/' && s[1] != '\0') continue;
    if (*s != '\0' && strchr("{}^", *s) == NULL) {
      *to++ = *s;
      continue;
    }
    if (to > begin) {
      assert_true(n < RUNS_MOST);
      runs[n++] = (struct gk_text_run){.text = begin, .size = (size_t)(to - begin), .role = -1, .flags = flags};
      begin = ++to;
      flags = 0;
    }
    if (*s == '\0') return n;
    if (*s == '{') flags |= GK_RUN_NAME;
    if (*s == '^') flags |= GK_RUN_BREAK_GOOD;
  }
}

static const char *expected_of(const char *row) {
  char *text = gk_arena_alloc(arena, strlen(row) + 1), *to = text;
  for (const char *s = row; *s != '\0'; s++)
    if (strchr("{}^", *s) == NULL) *to++ = *s;
  return text;
}

static void test_titles(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t t = 0; t < sizeof titles / sizeof *titles; t++) {
    struct gk_text_style style = plain_style();
    style.align = GK_ALIGN_CENTER;
    style.balance = true;
    style.words = GK_WORDS_WHOLE;
    style.phrases = phrases;
    style.phrase_count = phrase_count;
    struct gk_text_run runs[RUNS_MOST];
    size_t n = runs_of(titles[t].lines, runs);
    struct gk_paragraph p;
    int32_t measure = titles[t].measure != 0 ? titles[t].measure * 1000 : 21000;
    gk_diag_sink_reset(sink);
    assert_true(gk_text_paragraph(NULL, arena, &style, measure, runs, n, &p, sink));
    for (size_t l = 0; l < p.count; l++) assert_true(p.lines[l].width <= measure);
    const char *got = lines_of(&p), *expected = expected_of(titles[t].lines);
    bool quiet = gk_diag_first(sink) == NULL;
    if (strcmp(got, expected) == 0 && quiet) continue;
    print_error("title %zu (%s)\n  expected %s\n  got      %s%s\n", t, titles[t].why, expected, got, quiet ? "" : ", with a warning");
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* In narrow columns words are better not broken, but may be; without a wish, Han breaks anywhere. */
static void test_labels(void **state) {
  (void)state;
  static const struct { const char *text; enum gk_text_words words; int32_t measure; const char *expected; } rows[] = {
      {"预留中小微企业份额", GK_WORDS_PREFERRED, 6000, "预留中小微/企业份额"},
      {"预算收入额", GK_WORDS_PREFERRED, 4000, "预算/收入额"},
      {"预算收入额", GK_WORDS_FREE, 4000, "预算收/入额"},
      {"一般公共预算财政拨款", GK_WORDS_PREFERRED, 3000, "一般公/共预算/财政/拨款"},
      /* words are whole where as many lines hold them so, also those of a phrase that is too long for a line */
      {"使用非财政拨款结余", GK_WORDS_PREFERRED, 2000, "使用/非/财政/拨款/结余"},
      {"政府性基金预算拨款", GK_WORDS_PREFERRED, 2000, "政府/性/基金/预算/拨款"},
      {"国有资本经营预算拨款", GK_WORDS_PREFERRED, 4000, "国有/资本经营/预算拨款"},
      {"基金预算拨款", GK_WORDS_PREFERRED, 4000, "基金/预算拨款"},
      {"政府采购目录序号", GK_WORDS_PREFERRED, 4000, "政府采购/目录序号"},
      {"对附属单位补助支出", GK_WORDS_PREFERRED, 4000, "对附属/单位补助/支出"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_text_style style = plain_style();
    style.align = GK_ALIGN_CENTER;
    style.balance = true;
    style.words = rows[r].words;
    style.phrases = phrases;
    style.phrase_count = phrase_count;
    struct gk_paragraph p = set(&style, rows[r].measure, rows[r].text);
    assert_string_equal(lines_of(&p), rows[r].expected);
  }
}

/* Broken inside a word only when the word alone is wider than the line, and then it is said. */
static void test_too_narrow(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.balance = true;
  style.words = GK_WORDS_WHOLE;
  gk_diag_sink_reset(sink);
  struct gk_text_run name = run_of("长河市第一人民医院");
  name.flags = GK_RUN_NAME;
  struct gk_paragraph p;
  assert_true(gk_text_paragraph(NULL, arena, &style, 6000, &name, 1, &p, sink)); /* a name, between words: nothing to say */
  assert_string_equal(lines_of(&p), "长河市第一/人民医院");
  assert_int_equal(gk_diag_warnings(sink), 0);
  p = set(&style, 1000, "预算");
  assert_string_equal(lines_of(&p), "预/算");
  assert_true(told("text.overfull"));
}

static void test_memory(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  style.words = GK_WORDS_WHOLE;
  struct gk_arena *none = gk_arena_new(8);
  struct gk_text_work work = {.arena = arena, .scratch = none, .style = &style, .sink = sink, .text = (char[]){"部门预算"}, .size = 12};
  gk_diag_sink_reset(sink);
  assert_false(gk_sense_bind(&work));
  assert_true(told("memory.exhausted"));
  gk_arena_drop(none);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles), cmocka_unit_test(test_labels), cmocka_unit_test(test_too_narrow),
                                     cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, read_phrases, face_teardown);
}
