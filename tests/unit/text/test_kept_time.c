/* Kept texts over time: within a document that has more of them than are kept,
 * from document to document, with phrases that change, on random texts, and when
 * memory runs out. */
#include "text/kept.h"

enum { LIMIT = 128 << 10, ABOUT = 48 << 10 }; /* ABOUT: a text and the places of a generation beyond the limit, in each of the two */

static uint32_t seed;

static uint32_t draw(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

/* A text of its own for each number; as wishes of all three kinds in turn. */
static struct wish numbered(size_t number, struct gk_text_run *run) {
  const char *text = gk_arena_printf(arena, "第%lu项部门预算支出%lu.21万元", (unsigned long)number, (unsigned long)(number * 7919 % 10007));
  *run = run_of(text);
  return (struct wish){plain_style(), (enum gk_text_wanted)(number % 3), 9000, run, 1};
}

/* --- one document */

/* Many times what is kept: all that was handed out stays as it was to the end of the document, also what was asked for again and again. */
static void test_one_document(void **state) {
  (void)state;
  enum { TEXTS = 6000 };
  start_texts(LIMIT);
  struct gk_set_text *made = gk_arena_array(arena, TEXTS, sizeof *made), *later = gk_arena_array(arena, TEXTS, sizeof *later);
  size_t *again = gk_arena_array(arena, TEXTS, sizeof *again);
  struct gk_text_run run;
  seed = 5;
  for (size_t i = 0; i < TEXTS; i++) {
    struct wish wish = numbered(i, &run);
    assert_true(set_kept(&wish, arena, &made[i]));
    again[i] = i % 4 ? i - draw((uint32_t)(i < 100 ? i : 100)) : draw((uint32_t)i + 1); /* mostly of those that are kept still */
    wish = numbered(again[i], &run);
    assert_true(set_kept(&wish, arena, &later[i]));
  }
  assert_true(gk_texts_used(texts) > 10 * LIMIT); /* or it was not many times */
  for (size_t i = 0; i < TEXTS; i++) {
    struct gk_arena *own = gk_arena_new(0);
    struct gk_set_text direct;
    struct wish wish = numbered(i, &run);
    assert_true(set_directly(&wish, own, &direct, other_sink));
    assert_true(same_set(&made[i], &direct));
    wish = numbered(again[i], &run);
    assert_true(set_directly(&wish, own, &direct, other_sink));
    assert_true(same_set(&later[i], &direct));
    gk_arena_drop(own);
  }
  gk_texts_release(texts);
  assert_in_range(gk_texts_used(texts), 1, LIMIT + ABOUT);
  struct wish last = numbered(TEXTS - 1, &run); /* the newest are still there */
  struct gk_set_text out;
  assert_int_equal(ask(&last, &out), 0);
}

/* What a document asks for all the time is set once, however much else it has. */
static void test_asked_all_the_time(void **state) {
  (void)state;
  start_texts(LIMIT);
  struct gk_text_run run, always = run_of("一般公共预算拨款");
  struct wish wish = {plain_style(), GK_WANT_LINES, 9000, &always, 1};
  struct gk_set_text out;
  assert_true(ask(&wish, &out) > 0);
  for (size_t i = 0; i < 3000; i++) {
    struct wish other = numbered(i, &run);
    struct gk_set_text made;
    assert_true(set_kept(&other, arena, &made));
    assert_int_equal(ask(&wish, &out), 0);
  }
}

/* --- document after document */

/* Each with some texts that all have, of all three kinds, and others of its own. */
static void test_documents(void **state) {
  (void)state;
  enum { DOCUMENTS = 400, OWN = 40, SHARED = 9 };
  start_texts(LIMIT);
  size_t most = 0;
  for (size_t document = 0; document < DOCUMENTS; document++) {
    struct gk_text_run run;
    struct gk_set_text shared[SHARED];
    for (size_t i = 0; i < SHARED; i++) {
      struct wish wish = numbered(1000000 + i, &run);
      unsigned long shaped = ask(&wish, &shared[i]);
      if ((shaped > 0) != (document == 0)) fail_msg("document %zu, text %zu: shaped %lu times", document, i, shaped);
    }
    for (size_t i = 0; i < OWN; i++) {
      struct wish wish = numbered(OWN * document + i, &run);
      struct gk_set_text out;
      assert_true(ask(&wish, &out) > 0);
    }
    for (size_t i = 0; i < SHARED; i++) { /* what was handed out first, after all the others */
      struct gk_set_text direct;
      struct wish wish = numbered(1000000 + i, &run);
      assert_true(set_directly(&wish, arena, &direct, other_sink));
      assert_true(same_set(&shared[i], &direct));
    }
    gk_texts_release(texts);
    size_t used = gk_texts_used(texts);
    if (used > most) most = used;
  }
  assert_in_range(most, LIMIT / 2, LIMIT + ABOUT); /* the least: so much was kept indeed */
}

/* Texts with faults, which are not kept, do not gather either. */
static void test_faulty_documents(void **state) {
  (void)state;
  start_texts(LIMIT);
  for (size_t document = 0; document < 200; document++) {
    for (size_t i = 0; i < 60; i++) {
      const char *text = gk_arena_printf(arena, "第%lu项\xEE\x80\x80与\xE2\x80\x8B部门预算", (unsigned long)(document * 60 + i));
      struct gk_text_run run = run_of(text);
      struct wish wish = {plain_style(), (enum gk_text_wanted)(i % 3), 9000, &run, 1};
      struct gk_set_text out;
      assert_true(ask(&wish, &out) > 0);
      assert_true(told("glyph.missing") && told("text.invisible-dropped"));
    }
    gk_texts_release(texts);
    assert_in_range(gk_texts_used(texts), 0, LIMIT + ABOUT);
  }
}

/* However little is kept: each text is right, as long as the document lasts. */
static void test_small_limits(void **state) {
  (void)state;
  for (size_t limit = 0; limit < 20000; limit = 3 * limit + 1) {
    start_texts(limit);
    for (size_t document = 0; document < 4; document++) {
      struct gk_set_text made[30];
      struct gk_text_run run;
      for (size_t i = 0; i < 30; i++) {
        struct wish wish = numbered(i, &run);
        ask(&wish, &made[i]);
      }
      for (size_t i = 0; i < 30; i++) {
        struct gk_set_text direct;
        struct wish wish = numbered(i, &run);
        assert_true(set_directly(&wish, arena, &direct, other_sink));
        assert_true(same_set(&made[i], &direct));
      }
      gk_texts_release(texts);
      assert_in_range(gk_texts_used(texts), 0, limit + ABOUT);
    }
  }
}

/* --- phrases */

#define TITLE "清源县委员会宣传部部门整体支出绩效自评报告"

static struct wish titled(const struct gk_text_run *run, const char *const *phrases, size_t count) {
  struct wish wish = {plain_style(), GK_WANT_LINES, 13000, run, 1};
  wish.style.words = GK_WORDS_WHOLE;
  wish.style.balance = true;
  wish.style.phrases = phrases;
  wish.style.phrase_count = count;
  return wish;
}

/* The next document's phrases may stand where the last one's did: they are told apart by what they say. */
static void test_phrases_at_the_same_address(void **state) {
  (void)state;
  static char first[64], second[64];
  const char *phrases[] = {first, second};
  static const struct { const char *first, *second; size_t count; bool anew; } documents[] = {
      {"部门整体支出", "绩效", 2, true},  {"部门整体支出", "绩效", 2, false}, {"部门", "整体支出绩效", 2, true}, /* the same, joined */
      {"部门整体支出绩效", "", 1, true},  {"部门", "整体支出绩效", 1, true},  {"部门", "整体支出绩效", 0, true}, {"部门", "", 0, false},
      {"部门整体支出", "绩效", 2, true},  {"绩效", "部门整体支出", 2, true},  {"绩效", "", 1, true},             {"绩效", "", 2, true}};
  struct gk_text_run run = run_of(TITLE);
  for (size_t d = 0; d < sizeof documents / sizeof *documents; d++) {
    memset(first, 0, sizeof first);
    memset(second, 0, sizeof second);
    memcpy(first, documents[d].first, strlen(documents[d].first));
    memcpy(second, documents[d].second, strlen(documents[d].second));
    struct wish wish = titled(&run, phrases, documents[d].count);
    struct gk_set_text out, again;
    assert_int_equal(ask(&wish, &out) > 0, documents[d].anew);
    assert_int_equal(ask(&wish, &again), 0);
    assert_ptr_equal(out.paragraph, again.paragraph);
    gk_texts_release(texts);
    memset(first, '?', sizeof first - 1); /* they are not read once the document is gone */
  }
}

/* The same phrases elsewhere are the same. */
static void test_phrases_at_another_address(void **state) {
  (void)state;
  struct gk_text_run run = run_of(TITLE);
  struct gk_set_text out;
  for (int i = 0; i < 4; i++) {
    const char **phrases = gk_arena_array(arena, 2, sizeof *phrases);
    phrases[0] = gk_arena_strdup(arena, "部门整体支出");
    phrases[1] = gk_arena_strdup(arena, "绩效");
    struct wish wish = titled(&run, phrases, 2);
    assert_int_equal(ask(&wish, &out) > 0, i == 0);
    if (i % 2) gk_texts_release(texts);
  }
}

/* Two layouts' phrases in turn within one document: each text has its own, and what was handed out stays. */
static void test_phrases_in_turn(void **state) {
  (void)state;
  static const char *const some[] = {"部门整体支出"}, *const others[] = {"支出绩效自评", "宣传部部门"};
  struct gk_text_run run = run_of(TITLE);
  struct gk_set_text made[40], direct[2];
  start_texts(LIMIT);
  for (size_t i = 0; i < 2; i++) {
    struct wish wish = i ? titled(&run, others, 2) : titled(&run, some, 1);
    assert_true(set_directly(&wish, arena, &direct[i], other_sink));
  }
  assert_false(same_set(&direct[0], &direct[1])); /* or the phrases say nothing here */
  for (size_t i = 0; i < 40; i++) {
    struct wish wish = i % 2 ? titled(&run, others, 2) : titled(&run, some, 1);
    ask(&wish, &made[i]);
    struct gk_set_text again;
    assert_int_equal(ask(&wish, &again), 0);
    if (i == 19) gk_texts_release(texts);
  }
  for (size_t i = 20; i < 40; i++) assert_true(same_set(&made[i], &direct[i % 2]));
  gk_texts_release(texts);
  assert_in_range(gk_texts_used(texts), 1, LIMIT + ABOUT);
}

/* More or fewer of the same array, within one document. */
static void test_phrases_of_one_array(void **state) {
  (void)state;
  static const char *const phrases[] = {"绩效自评", "部门整体支出"};
  static const size_t counts[] = {2, 1, 0, 2, 0, 1};
  struct gk_text_run run = run_of(TITLE);
  struct gk_set_text out;
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    struct wish wish = titled(&run, phrases, counts[i]);
    assert_true(ask(&wish, &out) > 0);
  }
}

/* --- random */

enum { CLEAN = 14 };
static const char *const pieces[] = {"部门", "预算", "信息公开", "收入", "支出", "，", "——", "2022年", "614.21万元", "（85%）", "“三公”", "关于", "的", "局",
                                     "〔2016〕143号", "open data", " ", "·", "（", "》", "。", "℃", "\xE2\x80\x8B", "\xEE\x80\x80", "１"};

/* Few enough that they come again, in styles and measures of a small set. */
static void test_random(void **state) {
  (void)state;
  enum { ROUNDS = 20000, POOL = 40 };
  static const char *const words[][2] = {{"部门预算", "信息公开"}, {"预算信息", "公开收入"}};
  start_texts(LIMIT);
  seed = 77;
  struct gk_text_run pool[POOL][3];
  size_t counts[POOL], shared = 0, documents = 0;
  for (size_t p = 0; p < POOL; p++) {
    counts[p] = 1 + draw(3);
    for (size_t r = 0; r < counts[p]; r++) {
      const char *text = "";
      for (uint32_t k = draw(7); k > 0; k--) text = gk_arena_printf(arena, "%s%s", text, pieces[draw(draw(20) ? CLEAN : sizeof pieces / sizeof *pieces)]);
      static const unsigned flags[] = {0, 0, 0, GK_RUN_WHOLE, GK_RUN_NAME, GK_RUN_BREAK_FORCED, GK_RUN_JOINED, GK_RUN_SUPER};
      pool[p][r] = (struct gk_text_run){.text = text, .size = strlen(text), .role = (int)draw(3) - 1, .flags = flags[draw(8)]};
    }
  }
  struct gk_arena *document = gk_arena_new(0);
  for (int round = 0; round < ROUNDS; round++) {
    struct gk_text_style style = plain_style();
    style.align = draw(6) ? GK_ALIGN_START : GK_ALIGN_CENTER;
    style.size = draw(6) ? 1000 : 900;
    style.words = draw(3) ? GK_WORDS_FREE : GK_WORDS_WHOLE;
    style.normalize = draw(6) == 0;
    style.phrases = words[documents % 3 == 2];
    style.phrase_count = 2;
    size_t p = draw(1 + draw(POOL)); /* some more often than others */
    struct wish wish = {style, (enum gk_text_wanted)draw(3), draw(4) ? 9000 : 12000, pool[p], counts[p]};
    struct gk_set_text direct, out;
    gk_diag_sink_reset(sink);
    gk_diag_sink_reset(other_sink);
    unsigned long before = face_shaped;
    bool good = set_kept(&wish, document, &out);
    unsigned long shaped = face_shaped - before;
    shared += shaped == 0;
    assert_int_equal(good, set_directly(&wish, document, &direct, other_sink));
    assert_true(same_set(&out, &direct));
    expect_same_report();
    if (draw(400) != 0) continue;
    gk_texts_release(texts);
    gk_arena_drop(document);
    document = gk_arena_new(0);
    documents++;
  }
  gk_arena_drop(document);
  assert_true(documents > 30);
  assert_in_range(shared, ROUNDS / 4, ROUNDS * 9 / 10); /* kept ones and new ones, both in plenty */
}

/* --- lack of memory */

enum { OLD = 4, TRIES = 10 };

/* Kept texts of two generations: the first wishes, of all kinds and without any words, are in the second of them, the next is in the newest, the others are in
 * neither; the last has other phrases. */
static void prepare_tries(struct wish wishes[TRIES], struct gk_text_run runs[TRIES]) {
  static const char *const some[] = {"部门整体支出"}, *const others[] = {"支出绩效自评", "宣传部部门"};
  struct gk_text_run run;
  struct gk_set_text out;
  size_t filled = 0;
  start_texts(32 << 10);
  for (size_t i = 0; i < TRIES; i++) {
    wishes[i] = numbered(5000000 + i, &runs[i]);
    wishes[i].wanted = (enum gk_text_wanted)(i % 3);
    wishes[i].style.phrases = some;
    wishes[i].style.phrase_count = 1;
  }
  runs[OLD - 1] = run_of("");
  runs[TRIES - 2] = runs[TRIES - 1] = run_of(TITLE);
  wishes[TRIES - 2] = titled(&runs[TRIES - 2], some, 1);
  wishes[TRIES - 1] = titled(&runs[TRIES - 1], others, 2);
  for (size_t i = 0; i < OLD; i++) ask(&wishes[i], &out);
  while (gk_texts_used(texts) < (24 << 10)) {
    struct wish fill = numbered(filled++, &run);
    fill.style.phrases = some;
    fill.style.phrase_count = 1;
    assert_true(ask(&fill, &out) > 0);
  }
  assert_true(ask(&wishes[OLD], &out) > 0);
  gk_texts_release(texts);
  assert_in_range(gk_texts_used(texts), 24 << 10, 32 << 10); /* nothing went */
}

/* From the n-th allocation on there is none: each text is false with a report of that, or right, though it may not be kept. Afterwards, in the
 * same document or the next, all is as ever. True when all was done before the n-th. */
static bool try_without_memory(unsigned long n, bool next) {
  struct gk_text_run runs[TRIES];
  struct wish wishes[TRIES];
  struct gk_set_text out[TRIES], direct, again;
  bool good[TRIES], honest = true;
  prepare_tries(wishes, runs);
  struct gk_arena *own = gk_arena_new(0);
  gk_memory_fail_at(n);
  for (size_t i = 0; i < TRIES; i++) {
    gk_diag_sink_reset(sink);
    good[i] = set_kept(&wishes[i], own, &out[i]);
    honest = honest && good[i] != told("memory.exhausted");
  }
  void *probe = gk_memory_alloc(1);
  gk_memory_fail_at(0);
  gk_memory_free(probe);
  assert_true(honest);
  for (size_t i = 0; i < TRIES; i++) {
    if (probe) assert_true(good[i]);
    if (i <= OLD) assert_true(good[i]); /* they need no memory, but to move up */
    if (!good[i]) continue;
    assert_true(set_directly(&wishes[i], own, &direct, other_sink));
    assert_true(same_set(&out[i], &direct));
  }
  for (int document = 0; document < 2; document++) {
    if (document > 0 || next) gk_texts_release(texts);
    for (size_t i = 0; i < TRIES; i++) {
      ask(&wishes[i], &out[i]);
      assert_int_equal(ask(&wishes[i], &again), 0);
      assert_ptr_equal(out[i].paragraph, again.paragraph);
    }
  }
  gk_texts_release(texts);
  assert_in_range(gk_texts_used(texts), 1, (32 << 10) + ABOUT);
  gk_arena_drop(own);
  return probe != NULL;
}

static void test_no_memory(void **state) {
  (void)state;
  unsigned long n = 1;
  while (!try_without_memory(n, false) || !try_without_memory(n, true)) n++;
  assert_in_range(n, 60, 2000); /* or hardly anything was tried */
}

/* None for a generation, of which each text wants its own here. */
static void test_no_memory_for_a_generation(void **state) {
  (void)state;
  for (unsigned long n = 1; n < 60; n++) {
    struct gk_text_run runs[3];
    struct wish wishes[3];
    struct gk_set_text out[3], direct;
    bool good[3], honest = true;
    start_texts(0);
    struct gk_arena *own = gk_arena_new(0);
    for (size_t i = 0; i < 3; i++) wishes[i] = numbered(i, &runs[i]);
    gk_memory_fail_at(n);
    for (size_t i = 0; i < 3; i++) {
      gk_diag_sink_reset(sink);
      good[i] = set_kept(&wishes[i], own, &out[i]);
      honest = honest && good[i] != told("memory.exhausted");
    }
    gk_memory_fail_at(0);
    assert_true(honest);
    for (size_t i = 0; i < 3; i++) {
      if (good[i]) assert_true(set_directly(&wishes[i], own, &direct, other_sink) && same_set(&out[i], &direct));
      ask(&wishes[i], &out[i]);
    }
    gk_texts_release(texts);
    for (size_t i = 0; i < 3; i++) ask(&wishes[i], &out[i]);
    gk_arena_drop(own);
  }
}

/* None to note the phrases: what was set then is not taken for a text with the few of them that were noted. */
static void test_no_memory_for_phrases(void **state) {
  (void)state;
  char long_one[4000] = "";
  memset(long_one, 'x', sizeof long_one - 1);
  const char *const all[] = {"绩效自评", long_one, "部门整体支出"}, *const other[] = {"信访"};
  struct gk_text_run run = run_of(TITLE);
  struct wish wish = titled(&run, other, 1), full = titled(&run, all, 3), few = titled(&run, all, 1);
  struct gk_set_text out, full_out, few_out;
  assert_true(set_directly(&full, arena, &full_out, other_sink) && set_directly(&few, arena, &few_out, other_sink));
  assert_false(same_set(&full_out, &few_out)); /* or the phrases say nothing here */
  ask(&wish, &out);
  gk_texts_release(texts);
  gk_memory_fail_at(1);
  gk_diag_sink_reset(sink);
  full.wanted = GK_WANT_WIDTHS; /* nothing of which has to stand in a generation */
  bool good = set_kept(&full, arena, &out);
  full.wanted = GK_WANT_LINES;
  gk_memory_fail_at(0);
  assert_true(!good && told("memory.exhausted"));
  assert_true(ask(&full, &out) > 0); /* the memory is back, in the same document */
  gk_texts_release(texts);
  ask(&few, &out);
  ask(&full, &out);
}

static void test_no_memory_for_any(void **state) {
  (void)state;
  gk_memory_fail_at(1);
  assert_null(gk_texts_new(1000));
  gk_memory_fail_at(0);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kept_setup, kept_teardown)
  const struct CMUnitTest tests[] = {T(test_one_document), T(test_asked_all_the_time), T(test_documents), T(test_faulty_documents), T(test_small_limits),
                                     T(test_phrases_at_the_same_address), T(test_phrases_at_another_address), T(test_phrases_in_turn), T(test_phrases_of_one_array),
                                     T(test_random), T(test_no_memory), T(test_no_memory_for_a_generation), T(test_no_memory_for_phrases),
                                     T(test_no_memory_for_any)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
