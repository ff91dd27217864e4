/* What counts as the same text, and what is never kept. */
#include "text/kept.h"

#define WORDS "“部门预算”信息公开2022年收入614.21万元，其中：open data（详见附表）。"

static const char *const trade[] = {"预算信息", "收入"};

/* --- the same text */

/* The style part by part, into memory that is not zero between them. */
static void copy_style(struct gk_text_style *to, const struct gk_text_style *from) {
  memset(to, 0xA5, sizeof *to);
  to->role = from->role;
  to->size = from->size;
  to->pitch = from->pitch;
  to->align = from->align;
  to->first_indent = from->first_indent;
  to->indent = from->indent;
  to->kinsoku = from->kinsoku;
  to->han_latin_gap = from->han_latin_gap;
  to->gap_least = from->gap_least;
  to->gap_most = from->gap_most;
  to->space_first = from->space_first;
  to->normalize = from->normalize;
  to->balance = from->balance;
  to->cell = from->cell;
  to->words = from->words;
  to->phrases = from->phrases;
  to->phrase_count = from->phrase_count;
}

static void test_shared(void **state) {
  (void)state;
  struct gk_text_run first = run_of(WORDS);
  struct gk_source *source = gk_source_new(arena, "数据.json", WORDS "\n" WORDS, 2 * strlen(WORDS) + 1);
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++) {
    struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 15000, &first, 1};
    wish.style.words = GK_WORDS_PREFERRED;
    wish.style.phrases = trade;
    wish.style.phrase_count = 2;
    struct gk_set_text a, b;
    first = run_of(WORDS);
    assert_true(ask(&wish, &a) > 0);
    for (size_t i = 0; i < 3; i++) { /* from other memory, with other places, in a style with other bytes between its parts */
      struct gk_text_run run = {.text = gk_arena_strdup(arena, WORDS), .size = strlen(WORDS), .role = -1,
                                .data = gk_place_at(source, i * (strlen(WORDS) + 1), strlen(WORDS)), .layout = gk_place_at(source, 0, i)};
      if (i == 2) run.data = run.layout = gk_place_none();
      struct wish again = {.wanted = wish.wanted, .measure = 15000, .runs = &run, .n = 1};
      copy_style(&again.style, &wish.style);
      assert_int_equal(ask(&again, &b), 0);
      assert_ptr_equal(a.paragraph, b.paragraph);
      assert_true(wanted == GK_WANT_WIDTHS ? !b.paragraph : b.paragraph != NULL);
    }
    gk_texts_release(texts);
    assert_int_equal(ask(&wish, &b), 0); /* and in the next document */
    assert_ptr_equal(a.paragraph, b.paragraph);
  }
}

static void test_measure(void **state) {
  (void)state;
  struct gk_text_run run = run_of(WORDS);
  struct gk_set_text a, b;
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++) {
    struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 15000, &run, 1};
    assert_true(ask(&wish, &a) > 0);
    for (int32_t measure = 14999; measure <= 15001; measure += 2) {
      wish.measure = measure;
      assert_int_equal(ask(&wish, &b) > 0, wanted == GK_WANT_LINES);
      assert_int_equal(a.paragraph == b.paragraph, wanted != GK_WANT_LINES);
    }
  }
  /* The lines at the measure a line is set at are not that line: it has its widths with it. */
  struct wish lines = {plain_style(), GK_WANT_LINES, GK_TEXT_FREE, &run, 1}, none = {plain_style(), GK_WANT_LINES, 0, &run, 1};
  assert_true(ask(&lines, &b) > 0);
  assert_true(ask(&none, &b) > 0);
}

/* --- what differs */

enum { STYLE_PARTS = 27 };

/* The style with one of its parts changed; false: there is no such part. */
static bool vary(struct gk_text_style *s, int part) {
  switch (part) {
    case 0: s->role = 1; return true;
    case 1: s->size = 1001; return true;
    case 2: s->pitch = 1000; return true;
    case 3: s->pitch = 1100; return true;
    case 4: s->align = GK_ALIGN_JUSTIFY; return true;
    case 5: s->align = GK_ALIGN_CENTER; return true;
    case 6: s->align = GK_ALIGN_END; return true;
    case 7: s->first_indent = 2000; return true;
    case 8: s->first_indent = -500; return true;
    case 9: s->indent = 2000; return true;
    case 10: s->indent = 500; return true;
    case 11: s->kinsoku = GK_KINSOKU_NONE; return true;
    case 12: s->kinsoku = GK_KINSOKU_BASIC; return true;
    case 13: s->kinsoku = GK_KINSOKU_STRICT; return true;
    case 14: s->han_latin_gap = 0; return true;
    case 15: s->han_latin_gap = 250; return true;
    case 16: s->gap_least = 0; return true;
    case 17: s->gap_least = 125; return true;
    case 18: s->gap_most = 0; return true;
    case 19: s->gap_most = 125; return true;
    case 20: s->space_first = true; return true;
    case 21: s->normalize = true; return true;
    case 22: s->balance = true; return true;
    case 23: s->cell = true; return true;
    case 24: s->words = GK_WORDS_PREFERRED; return true;
    case 25: s->words = GK_WORDS_WHOLE; return true;
    case 26: s->first_indent = s->indent = 1000; return true;
    default: return false;
  }
}

/* Each variant is set for itself, and all of them stand side by side afterwards. */
static void test_style(void **state) {
  (void)state;
  struct gk_text_run run = run_of(WORDS);
  struct gk_text_style style;
  assert_false(vary(&style, STYLE_PARTS));
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++) {
    struct gk_set_text made[STYLE_PARTS + 1], again;
    for (int round = 0; round < 2; round++)
      for (int part = -1; part < STYLE_PARTS; part++) {
        struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 15000, &run, 1};
        if (part >= 0) assert_true(vary(&wish.style, part));
        unsigned long shaped = ask(&wish, round == 0 ? &made[part + 1] : &again);
        if ((shaped > 0) != (round == 0)) fail_msg("part %d, round %d: shaped %lu times", part, round, shaped);
        assert_null(gk_diag_first(sink));
        if (round == 1) assert_ptr_equal(again.paragraph, made[part + 1].paragraph);
      }
  }
}

/* Each flag and role of each of two runs, and their combinations. */
static void test_runs(void **state) {
  (void)state;
  static const unsigned flags[] = {0, GK_RUN_WHOLE, GK_RUN_BREAK_GOOD, GK_RUN_BREAK_FORCED, GK_RUN_NAME, GK_RUN_SUPER, GK_RUN_SUB, GK_RUN_JOINED,
                                   GK_RUN_WHOLE | GK_RUN_JOINED, GK_RUN_NAME | GK_RUN_BREAK_GOOD, GK_RUN_NAME | GK_RUN_BREAK_FORCED};
  enum { FLAGS = sizeof flags / sizeof *flags };
  start_texts((size_t)64 << 20);
  size_t quiet = 0;
  struct gk_text_run runs[] = {run_of("某某县信访局2022年"), run_of("部门预算公开")};
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++)
    for (int round = 0; round < 2; round++)
      for (int which = 0; which < FLAGS * FLAGS * 9; which++) {
        struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 9000, runs, 2};
        wish.style.words = GK_WORDS_WHOLE;
        runs[0].flags = flags[which % FLAGS];
        runs[1].flags = flags[which / FLAGS % FLAGS];
        runs[0].role = which / FLAGS / FLAGS % 3 - 1;
        runs[1].role = which / FLAGS / FLAGS / 3 - 1;
        struct gk_set_text out;
        unsigned long shaped = ask(&wish, &out);
        if (gk_diag_first(sink) != NULL) continue;
        if ((shaped > 0) != (round == 0)) fail_msg("runs %d, round %d: shaped %lu times", which, round, shaped);
        quiet++;
      }
  assert_true(quiet > FLAGS * FLAGS * 9 * 3);
}

/* Where one text is cut into runs: at each character, with an empty run at the ends and between. */
static void test_cuts(void **state) {
  (void)state;
  static const char text[] = "部门预算open data614.21万元";
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++)
    for (int round = 0; round < 2; round++)
      for (size_t cut = 0; cut < sizeof text; cut++) {
        if ((text[cut] & 0xC0) == 0x80) continue;
        struct gk_text_run head = {.text = text, .size = cut, .role = -1}, tail = {.text = text + cut, .size = sizeof text - 1 - cut, .role = -1}, empty = {.role = -1};
        const struct gk_text_run ways[][3] = {{head, tail}, {empty, head, tail}, {head, empty, tail}, {head, tail, empty}};
        for (size_t way = 0; way < 4; way++) {
          if (way == 1 && (cut == 0 || cut == sizeof text - 1)) continue; /* as way 2 and way 3 at the start */
          if (way == 3 && cut == sizeof text - 1) continue; /* as way 2 */
          struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 9000, ways[way], way == 0 ? 2 : 3};
          struct gk_set_text out;
          unsigned long shaped = ask(&wish, &out);
          assert_null(gk_diag_first(sink));
          if ((shaped > 0) != (round == 0)) fail_msg("cut %zu, way %zu, round %d: shaped %lu times", cut, way, round, shaped);
        }
      }
}

/* A text whose bytes are those with which two runs may be told apart is not the two runs: the numbers of a run in any order, each in 4 or 8 bytes. */
static void test_bytes_of_two_runs(void **state) {
  (void)state;
  struct gk_text_run two[] = {run_of("部门"), run_of("预算")};
  struct wish wish = {plain_style(), GK_WANT_LINES, 9000, two, 2};
  struct gk_set_text out;
  assert_true(ask(&wish, &out) > 0);
  for (unsigned way = 0; way < 2 * 64; way++) {
    char text[64] = "部门";
    size_t size = 6, each = way & 1 ? 4 : 8;
    for (unsigned number = way / 2; number > 0; number /= 4) {
      int64_t value = (const int64_t[]){0, 0, -1, 6}[number % 4];
      memcpy(text + size, &value, each); /* its low bytes first, as here */
      size += each;
    }
    memcpy(text + size, "预算", 6);
    struct gk_text_run run = {.text = text, .size = size + 6, .role = -1};
    wish.runs = &run;
    wish.n = 1;
    ask(&wish, &out);
    assert_int_equal(gk_diag_errors(sink) > 0, size > 6);
  }
}

/* No characters at all, in no run and in several. */
static void test_empty(void **state) {
  (void)state;
  struct gk_text_run runs[3] = {{.role = -1}, {.text = "", .role = -1}, {.role = -1, .flags = GK_RUN_BREAK_FORCED}};
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++) {
    struct gk_set_text made[4], again;
    for (size_t n = 0; n < 8; n++) {
      struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 6000, n % 4 ? runs : NULL, n % 4};
      ask(&wish, n < 4 ? &made[n] : &again);
      if (n < 4) continue;
      assert_ptr_equal(again.paragraph, made[n % 4].paragraph);
      for (size_t other = 0; wanted != GK_WANT_WIDTHS && other < 4; other++) assert_int_equal(made[other].paragraph == again.paragraph, other == n % 4);
    }
  }
}

/* --- what is never kept */

static const struct fault {
  const char *text, *id;
  enum gk_text_align align;
  int32_t measure;
  int wanted; /* -1: with any */
} faults[] = {
    {"部门\xEE\x80\x80预算", "glyph.missing", GK_ALIGN_START, 15000, -1},
    {"\xEE\x80\x80", "glyph.missing", GK_ALIGN_START, 15000, -1},
    {"部门\xE2\x80\x8B预算", "text.invisible-dropped", GK_ALIGN_START, 15000, -1},
    {"部门\xE2\x81\xA1预算", "text.invisible", GK_ALIGN_START, 15000, -1},
    {"部门\xE2\x80\xAE预算", "text.bidi", GK_ALIGN_START, 15000, -1},
    {"部门\xD7\xA9预算", "text.right-to-left", GK_ALIGN_START, 15000, -1},
    {"部门\x01预算", "text.control", GK_ALIGN_START, 15000, -1},
    {"部门\xEF\xBF\xBD预算", "text.lost", GK_ALIGN_START, 15000, -1},
    {"部门\xEE\xA0\x95预算", "text.private-use", GK_ALIGN_START, 15000, -1},
    {"部门\xFF预算", "text.malformed", GK_ALIGN_START, 15000, -1},
    {"部门２０２２年预算", "text.full-width", GK_ALIGN_START, 15000, -1},
    {"部门,预算", "text.half-width", GK_ALIGN_START, 15000, -1},
    {"部门。。预算", "text.doubled", GK_ALIGN_START, 15000, -1},
    {"部门（预算", "text.unpaired", GK_ALIGN_START, 15000, -1},
    {"部门\xE2\xBC\x80预算", "text.compatible-han", GK_ALIGN_START, 15000, -1},
    {"部门预算internationalization", "text.overfull", GK_ALIGN_START, 3000, GK_WANT_LINES},
    {"部门预算公开internationalization部门预算公开", "text.loose", GK_ALIGN_JUSTIFY, 10500, GK_WANT_LINES},
    {"部门预算", "text.style", GK_ALIGN_START, 100000001, GK_WANT_LINES},
};

/* Each time with its own place, by other memory: the report is that of the text set directly, and the work is done anew. */
static void test_faults(void **state) {
  (void)state;
  for (size_t f = 0; f < sizeof faults / sizeof *faults; f++)
    for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++) {
      if (faults[f].wanted >= 0 && faults[f].wanted != wanted) continue;
      struct gk_set_text before = {0};
      for (int i = 0; i < 4; i++) {
        const char *text = gk_arena_printf(arena, "%*s%s", 7 * i, "", faults[f].text); /* stands elsewhere in each source */
        struct gk_source *source = gk_source_new(arena, "数据.json", text, strlen(text));
        struct gk_text_run run = {.text = source->text + 7 * i, .size = strlen(faults[f].text), .role = -1,
                                  .data = gk_place_at(source, (size_t)(7 * i), strlen(faults[f].text)), .layout = gk_place_at(source, (size_t)i, 1)};
        struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, faults[f].measure, &run, 1};
        wish.style.align = faults[f].align;
        struct gk_set_text out;
        ask(&wish, &out);
        if (!told(faults[f].id)) fail_msg("“%s”, wanted %d, time %d: %s was not told", faults[f].text, wanted, i, faults[f].id);
        const struct gk_diag *d = gk_diag_first(sink);
        assert_true(strcmp(faults[f].id, "text.style") == 0 || d->data.source == source);
        if (out.paragraph) assert_ptr_not_equal(out.paragraph, before.paragraph);
        before = out;
        if (i == 1) gk_texts_release(texts);
      }
    }
}

/* All places of one fault are in one report, as many as there are texts that have it. */
static void test_fault_places(void **state) {
  (void)state;
  static const char text[] = "部门\xE2\x80\x8B预算";
  gk_diag_sink_reset(sink);
  for (size_t i = 0; i < 5; i++) {
    struct gk_source *source = gk_source_new(arena, "数据.json", text, strlen(text));
    struct gk_text_run run = {.text = text, .size = strlen(text), .role = -1, .data = gk_place_at(source, 0, strlen(text))};
    struct wish wish = {plain_style(), GK_WANT_LINES, 15000, &run, 1};
    struct gk_set_text out;
    assert_true(set_kept(&wish, arena, &out));
    assert_int_equal(gk_diag_told(sink), i + 1);
    assert_int_equal(gk_diag_first(sink)->other_count, i);
  }
  assert_int_equal(gk_diag_warnings(sink), 1);
}

/* A warning that one style or measure has says nothing of another. */
static void test_fault_of_one(void **state) {
  (void)state;
  struct gk_text_run narrow = run_of("internationalization"), wide = run_of("部门２０２２年预算");
  struct wish wish = {plain_style(), GK_WANT_LINES, 3000, &narrow, 1};
  struct gk_set_text out, again;
  ask(&wish, &out);
  assert_true(told("text.overfull"));
  wish.measure = 30000;
  assert_true(ask(&wish, &out) > 0);
  assert_null(gk_diag_first(sink));
  assert_int_equal(ask(&wish, &again), 0);
  assert_ptr_equal(out.paragraph, again.paragraph);
  wish.measure = 3000;
  wish.style.cell = true; /* the same fault in a table is told in other words */
  ask(&wish, &out);
  assert_true(told("text.overfull"));
  wish = (struct wish){plain_style(), GK_WANT_WIDTHS, 0, &wide, 1};
  wish.style.normalize = true; /* set right, and nothing told: kept, and no answer to who wants to be told */
  assert_true(ask(&wish, &out) > 0);
  assert_null(gk_diag_first(sink));
  assert_int_equal(ask(&wish, &out), 0);
  wish.style.normalize = false;
  ask(&wish, &out);
  assert_true(told("text.full-width"));
}

/* Longer than is kept, in one run or in many: set as any other, each time. */
static void test_long(void **state) {
  (void)state;
  struct gk_buf buf;
  gk_buf_init(&buf, 1 << 20);
  while (buf.size < 20000) gk_buf_add_string(&buf, "部门预算信息公开，");
  struct gk_text_run many[600];
  for (size_t i = 0; i < 600; i++) many[i] = (struct gk_text_run){.text = buf.data + 27 * i, .size = 27, .role = -1};
  struct gk_text_run one = {.text = buf.data, .size = 16200, .role = -1};
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++)
    for (int way = 0; way < 2; way++) {
      struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 15000, way ? many : &one, way ? 600 : 1};
      struct gk_set_text a, b;
      size_t used = gk_texts_used(texts);
      assert_true(ask(&wish, &a) > 0);
      assert_true(ask(&wish, &b) > 0);
      if (wanted != GK_WANT_WIDTHS) assert_ptr_not_equal(a.paragraph, b.paragraph);
      assert_int_equal(gk_texts_used(texts), used);
    }
  gk_buf_drop(&buf);
}

/* No kept texts at all, as an engine short of memory has it. */
static void test_none(void **state) {
  (void)state;
  struct gk_text_run run = run_of(WORDS);
  gk_texts_drop(texts);
  texts = NULL;
  for (int wanted = GK_WANT_LINES; wanted <= GK_WANT_WIDTHS; wanted++)
    for (int i = 0; i < 2; i++) {
      struct wish wish = {plain_style(), (enum gk_text_wanted)wanted, 15000, &run, 1};
      struct gk_set_text out;
      assert_true(ask(&wish, &out) > 0);
    }
  gk_texts_release(NULL);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kept_setup, kept_teardown)
  const struct CMUnitTest tests[] = {T(test_shared), T(test_measure), T(test_style), T(test_runs), T(test_cuts), T(test_bytes_of_two_runs), T(test_empty), T(test_faults),
                                     T(test_fault_places), T(test_fault_of_one), T(test_long), T(test_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
