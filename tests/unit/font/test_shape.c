/* Shaping: what joins, what stays apart, advances, clusters; and that the short
 * cut for plain characters changes nothing. */
#include "font/fixture.h"

static struct gk_fonts *fonts;
static struct gk_arena *arena;
static const char *const ROLES[] = {"小标宋", "仿宋", "楷体", "黑体", "宋体"};

static int open_fonts(void **state) {
  if (open_folder(state) != 0) return -1;
  fonts = open_locked(NULL);
  arena = gk_arena_new(0);
  return arena ? 0 : -1;
}
static int close_fonts(void **state) {
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
  return close_folder(state);
}

static int64_t width(struct gk_glyphs glyphs) {
  int64_t sum = 0;
  for (size_t i = 0; i < glyphs.count; i++) sum += glyphs.items[i].advance;
  return sum;
}

static void test_dashes(void **state) {
  (void)state;
  for (size_t r = 0; r < 5; r++) {
    struct gk_glyphs two = shape(fonts, arena, ROLES[r], GK_FONT_HAN, "甲——乙");
    assert_int_equal(width(two), 4 * 16000);
    struct gk_glyphs one = shape(fonts, arena, ROLES[r], GK_FONT_HAN, "—");
    assert_int_equal(one.count, 1);
    assert_int_equal(one.items[0].advance, 16000);
  }
  /* Joined into one glyph where the dash alone would leave a gap. */
  static const char *const SERIF[] = {"小标宋", "宋体", "黑体"};
  for (size_t r = 0; r < 3; r++) {
    struct gk_glyphs dash = shape(fonts, arena, SERIF[r], GK_FONT_HAN, "——");
    assert_int_equal(dash.count, 1);
    assert_int_equal(dash.items[0].advance, 2 * 16000);
    assert_int_equal(dash.items[0].cluster, 0);
  }
  /* In Fandol two dashes of one em each, whose ink runs from edge to edge. */
  struct gk_glyphs fang = shape(fonts, arena, "仿宋", GK_FONT_HAN, "——");
  struct gk_box box;
  assert_int_equal(fang.count, 2);
  assert_true(gk_font_extents(fonts, fang.items[0].font, fang.items[0].id, 16000, &box));
  assert_true(box.left <= 0 && box.right >= 16000);
}

static void test_ellipsis_and_dot(void **state) {
  (void)state;
  for (size_t r = 0; r < 5; r++) {
    struct gk_glyphs dots = shape(fonts, arena, ROLES[r], GK_FONT_HAN, "……");
    assert_int_equal(dots.count, 2);
    assert_int_equal(width(dots), 2 * 16000);
    /* 间隔号: a whole cell between Han, the dot in its middle third. */
    struct gk_glyphs name = shape(fonts, arena, ROLES[r], GK_FONT_HAN, "甲·乙·丙");
    struct gk_box box;
    assert_int_equal(name.count, 5);
    for (size_t i = 0; i < 5; i++) assert_int_equal(name.items[i].advance, 16000);
    assert_true(gk_font_extents(fonts, name.items[1].font, name.items[1].id, 16000, &box));
    assert_in_range(box.left, 4000, 9000);
    assert_in_range(box.right, 7000, 12000);
  }
}

static void test_many_dots(void **state) {
  (void)state;
  char text[201] = "";
  for (int i = 0; i < 100; i++) strcat(text, "·");
  struct gk_glyphs glyphs = shape(fonts, arena, "宋体", GK_FONT_HAN, text);
  assert_int_equal(glyphs.count, 100);
  assert_int_equal(width(glyphs), 100 * 16000);
}

static void test_digits(void **state) {
  (void)state;
  for (size_t r = 0; r < 5; r++) {
    struct gk_glyphs glyphs = shape(fonts, arena, ROLES[r], GK_FONT_LATIN, "11171401234567890");
    assert_int_equal(glyphs.count, 17);
    for (size_t i = 0; i < 17; i++) { /* also in “11”, which the font would kern */
      assert_int_equal(glyphs.items[i].advance, 8000);
      assert_int_equal(glyphs.items[i].cluster, i);
      assert_int_equal(gk_font_width(fonts, glyphs.items[i].font, glyphs.items[i].id), 500000);
    }
  }
}

static void test_no_letter_ligatures(void **state) {
  (void)state;
  assert_int_equal(shape(fonts, arena, "仿宋", GK_FONT_LATIN, "fi").count, 2);
  assert_int_equal(shape(fonts, arena, "宋体", GK_FONT_HAN, "fi").count, 2);
  assert_int_equal(shape(fonts, arena, "楷体", GK_FONT_HAN, "ffi").count, 3);
}

static void test_han_one_em(void **state) {
  (void)state;
  static const int32_t SIZES[] = {16000, 15999, 10500, 1, 421337};
  /* 乡 巟 霝 are not quite an em wide in LXGW WenKai Light; there the two last come from it. */
  for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
    struct gk_glyphs glyphs = {0};
    assert_true(gk_font_shape(fonts, arena, role_of(fonts, "仿宋"), SIZES[i], GK_FONT_HAN, "乡巟霝玚", 12, &glyphs, gk_place_none(), sink));
    for (size_t k = 0; k < 4; k++) assert_int_equal(glyphs.items[k].advance, SIZES[i]);
    assert_string_equal(font_of(fonts, glyphs, 1), "wenkai-light");
    assert_int_equal(gk_font_width(fonts, glyphs.items[1].font, glyphs.items[1].id), 977000);
  }
}

static void test_appending(void **state) {
  (void)state;
  struct gk_glyphs glyphs = shape(fonts, arena, "宋体", GK_FONT_HAN, "甲乙");
  assert_true(gk_font_shape(fonts, arena, role_of(fonts, "宋体"), 16000, GK_FONT_HAN, "丙", 3, &glyphs, gk_place_none(), sink));
  assert_int_equal(glyphs.count, 3);
  assert_int_equal(glyphs.items[2].cluster, 0);
  assert_true(gk_font_shape(fonts, arena, role_of(fonts, "宋体"), 16000, GK_FONT_HAN, "", 0, &glyphs, gk_place_none(), sink));
  assert_int_equal(glyphs.count, 3);
  /* A failure leaves what was there. */
  assert_false(gk_font_shape(fonts, arena, role_of(fonts, "宋体"), 16000, GK_FONT_HAN, "丁\xFF", 4, &glyphs, gk_place_none(), sink));
  assert_int_equal(glyphs.count, 3);
}

static void test_variation_selectors(void **state) {
  (void)state;
  /* U+E01EF after 市: no font knows the sequence; the base keeps its glyph and the bytes. */
  struct gk_glyphs plain = shape(fonts, arena, "宋体", GK_FONT_HAN, "市长");
  struct gk_glyphs with = shape(fonts, arena, "宋体", GK_FONT_HAN, "市\xF3\xA0\x87\xAF长");
  assert_int_equal(with.count, 2);
  assert_int_equal(with.items[0].id, plain.items[0].id);
  assert_int_equal(with.items[0].advance, 16000);
  assert_int_equal(with.items[1].cluster, 7);
  const struct gk_diag *told_once = told("glyph.variation");
  assert_non_null(told_once);
  assert_string_equal(told_once->args[0], "市");
  assert_string_equal(told_once->args[1], "U+5E02 U+E01EF");
  assert_int_equal(gk_diag_errors(sink), 0);
  assert_int_equal(shape(fonts, arena, "仿宋", GK_FONT_HAN, "市\xEF\xB8\x80").count, 1);
  gk_diag_sink_reset(sink);
  /* A selector without a base, and other invisible characters, have no glyph. */
  assert_int_equal(shape(fonts, arena, "仿宋", GK_FONT_HAN, "\xEF\xB8\x80").count, 0);
  struct gk_glyphs hidden = shape(fonts, arena, "仿宋", GK_FONT_HAN, "甲\xE2\x80\x8B乙\xEF\xBB\xBF");
  assert_int_equal(hidden.count, 2);
  assert_int_equal(hidden.items[1].cluster, 6);
  assert_silent();
}

/* The first sequence the font knows that gives another glyph than its base. */
static bool find_variation(struct gk_font *font, hb_codepoint_t *base, hb_codepoint_t *selector, hb_codepoint_t *glyph) {
  hb_set_t *selectors = hb_set_create(), *bases = hb_set_create();
  bool found = false;
  hb_face_collect_variation_selectors(font->face, selectors);
  *selector = HB_SET_VALUE_INVALID;
  while (!found && hb_set_next(selectors, selector)) {
    hb_codepoint_t nominal;
    hb_set_clear(bases);
    hb_face_collect_variation_unicodes(font->face, *selector, bases);
    *base = HB_SET_VALUE_INVALID;
    while (!found && hb_set_next(bases, base))
      found = hb_font_get_nominal_glyph(font->font, *base, &nominal) && hb_font_get_variation_glyph(font->font, *base, *selector, glyph) &&
              nominal != *glyph;
  }
  hb_set_destroy(selectors);
  hb_set_destroy(bases);
  return found;
}

static void test_known_variation(void **state) {
  (void)state;
  hb_codepoint_t base, selector, glyph;
  struct gk_font *song = &fonts->items[shape(fonts, arena, "宋体", GK_FONT_HAN, "市").items[0].font];
  assert_true(find_variation(song, &base, &selector, &glyph));
  char text[16] = "";
  size_t n = gk_utf8_put(base, text);
  n += gk_utf8_put(selector, text + n);
  text[n] = '\0';
  struct gk_glyphs glyphs = shape(fonts, arena, "宋体", GK_FONT_HAN, text);
  assert_int_equal(glyphs.count, 1);
  assert_int_equal(glyphs.items[0].id, glyph);
  /* Another role whose first font has the base but not the form: the font of the chain that has the form sets it. */
  struct gk_glyphs fang = shape(fonts, arena, "仿宋", GK_FONT_HAN, text);
  assert_int_equal(fang.count, 1);
  assert_string_equal(font_of(fonts, fang, 0), "serif-light");
  text[gk_utf8_put(base, text)] = '\0';
  assert_string_not_equal(font_of(fonts, shape(fonts, arena, "仿宋", GK_FONT_HAN, text), 0), "serif-light");
  assert_silent();
}

static void test_marks(void **state) {
  (void)state;
  /* Pinyin: decomposed and composed give one glyph each, the same one. */
  struct gk_glyphs apart = shape(fonts, arena, "仿宋", GK_FONT_LATIN, "ha\xCC\x8Cn"), composed = shape(fonts, arena, "仿宋", GK_FONT_LATIN, "hǎn");
  assert_int_equal(composed.count, 3);
  assert_int_equal(apart.count, 3);
  assert_int_equal(apart.items[1].id, composed.items[1].id);
  assert_int_equal(apart.items[1].cluster, 1);
  assert_int_equal(apart.items[2].cluster, 4);
  /* No composed form: base and mark share the base's cluster and font, and the mark takes no room. */
  struct gk_glyphs q = shape(fonts, arena, "仿宋", GK_FONT_LATIN, "q\xCC\x81z");
  assert_int_equal(q.items[0].cluster, 0);
  assert_int_equal(q.items[q.count - 1].cluster, 3);
  assert_int_equal(q.items[0].font, q.items[1].font);
  for (size_t i = 1; i + 1 < q.count; i++) {
    assert_int_equal(q.items[i].cluster, 0);
    assert_int_equal(q.items[i].advance, 0);
  }
  assert_silent();
}

static void test_impossible_marks(void **state) {
  (void)state;
  struct gk_glyphs glyphs = {0};
  /* 市 with a Syriac point: some font may have either, none both. */
  assert_false(gk_font_shape(fonts, arena, role_of(fonts, "宋体"), 16000, GK_FONT_HAN, "市\xDC\xB0", 5, &glyphs, gk_place_none(), sink));
  assert_told("glyph.no-combination");
  assert_string_equal(told("glyph.no-combination")->args[1], "U+5E02 U+0730");
  /* A heap of marks ends somewhere. */
  char heap[3 + 2 * 500 + 1] = "a";
  for (int i = 0; i < 500; i++) strcat(heap, "\xCC\x81");
  glyphs.count = 0;
  (void)gk_font_shape(fonts, arena, role_of(fonts, "宋体"), 16000, GK_FONT_LATIN, heap, strlen(heap), &glyphs, gk_place_none(), sink);
}

static void test_clusters_are_monotone(void **state) {
  (void)state;
  static const char TEXT[] = "“甲”——《乙》（丙）……①㎡·e\xCC\x81" "fi\xF0\xA0\xAE\xB7玚、鿫";
  for (size_t r = 0; r < 5; r++) {
    for (int script = 0; script < 2; script++) {
      struct gk_glyphs glyphs = shape(fonts, arena, ROLES[r], (enum gk_font_script)script, TEXT);
      for (size_t i = 1; i < glyphs.count; i++) assert_true(glyphs.items[i].cluster >= glyphs.items[i - 1].cluster);
      assert_int_equal(glyphs.items[0].cluster, 0);
      for (size_t i = 0; i < glyphs.count; i++) {
        size_t at = glyphs.items[i].cluster;
        assert_int_not_equal(gk_utf8_next(TEXT, sizeof TEXT - 1, &at), GK_UTF8_BAD);
      }
    }
  }
}

/* --- the short cut */

static void same(struct gk_glyphs a, struct gk_glyphs b, const char *role, const char *text) {
  if (a.count != b.count) print_message("%s: %s\n", role, text);
  assert_int_equal(a.count, b.count);
  for (size_t i = 0; i < a.count; i++) {
    if (memcmp(&a.items[i], &b.items[i], sizeof a.items[i]) != 0)
      print_message("%s: %s at %u: %u %u, %d %d\n", role, text, a.items[i].cluster, a.items[i].id, b.items[i].id, a.items[i].advance, b.items[i].advance);
    assert_memory_equal(&a.items[i], &b.items[i], sizeof a.items[i]);
  }
}

static void compare(struct gk_fonts *full, const char *role, enum gk_font_script script, const char *text) {
  struct gk_arena *scratch = gk_arena_new(0);
  struct gk_glyphs quick = {0}, slow = {0};
  gk_diag_sink_reset(sink);
  bool a = gk_font_shape(fonts, scratch, role_of(fonts, role), 10500, script, text, strlen(text), &quick, gk_place_none(), sink);
  bool b = gk_font_shape(full, scratch, role_of(full, role), 10500, script, text, strlen(text), &slow, gk_place_none(), sink);
  assert_int_equal(a, b);
  same(quick, slow, role, text);
  gk_arena_drop(scratch);
}

static void test_short_cut_changes_nothing(void **state) {
  (void)state;
  static char text[300000];
  static const char ODD[] = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·～％＋－＝①⑳㎡〇々 　aZ09.-/%fi\xCC\x81\xCC\x8C\xEF\xB8\x80⁄½";
  struct gk_fonts *full = open_locked(NULL);
  full->always_shape = true;
  unsigned seed = 11;
  uint32_t odd[128];
  size_t odds = 0;
  for (size_t i = 0; i < sizeof ODD - 1;) odd[odds++] = gk_utf8_next(ODD, sizeof ODD - 1, &i);
  for (size_t r = 0; r < 5; r++) {
    /* All Han of the basic block, in order. */
    size_t n = 0;
    for (uint32_t c = 0x4E00; c <= 0x9FEA; c++) n += gk_utf8_put(c, text + n);
    text[n] = '\0';
    compare(full, ROLES[r], GK_FONT_HAN, text);
    /* ASCII, all pairs. */
    n = 0;
    for (char a = 0x20; a < 0x7F; a++)
      for (char b = 0x20; b < 0x7F; b++) text[n++] = a, text[n++] = b;
    text[n] = '\0';
    compare(full, ROLES[r], GK_FONT_LATIN, text);
    compare(full, ROLES[r], GK_FONT_HAN, text);
    /* Mixtures. */
    for (int script = 0; script < 2; script++) {
      for (int round = 0; round < 60; round++) {
        n = 0;
        for (int k = 0; k < 60; k++) {
          seed = seed * 1103515245u + 12345u;
          n += gk_utf8_put(seed >> 30 ? odd[(seed >> 8) % odds] : 0x4E00 + (seed >> 8) % 20000, text + n);
        }
        text[n] = '\0';
        compare(full, ROLES[r], (enum gk_font_script)script, text);
      }
    }
  }
  gk_fonts_drop(full);
}

/* That there is a short cut at all: in each role nearly all Han and all digits take it. */
static void test_short_cut_is_taken(void **state) {
  (void)state;
  for (size_t r = 0; r < 5; r++) {
    shape(fonts, arena, ROLES[r], GK_FONT_HAN, "一般公共预算拨款收入支出总表");
    shape(fonts, arena, ROLES[r], GK_FONT_LATIN, "0123456789");
    const struct gk_role *role = &fonts->roles[role_of(fonts, ROLES[r])];
    size_t plain[2] = {0};
    for (int s = 0; s < 2; s++)
      for (size_t i = 0; i < GK_CHOICES; i++) plain[s] += role->choices[s][i].plain;
    assert_true(plain[0] >= 12);
    assert_true(plain[1] >= 8);
  }
}

static void test_memory(void **state) {
  (void)state;
  static const char TEXT[] = "甲——“乙”玚e\xCC\x81·①";
  bool done = false;
  for (unsigned long n = 1; n < 400 && !done; n++) {
    struct gk_glyphs glyphs = {0};
    struct gk_arena *scratch = gk_arena_new(0);
    struct gk_fonts *mine = open_locked(NULL);
    gk_memory_fail_at(n);
    done = gk_font_shape(mine, scratch, role_of(mine, "仿宋"), 16000, GK_FONT_HAN, TEXT, sizeof TEXT - 1, &glyphs, gk_place_none(), sink);
    gk_memory_fail_at(0);
    if (!done) assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
    gk_diag_sink_reset(sink);
    /* Afterwards all goes well again. */
    glyphs = (struct gk_glyphs){0};
    gk_arena_reset(scratch);
    assert_true(gk_font_shape(mine, scratch, role_of(mine, "仿宋"), 16000, GK_FONT_HAN, TEXT, sizeof TEXT - 1, &glyphs, gk_place_none(), sink));
    gk_fonts_drop(mine);
    gk_arena_drop(scratch);
  }
  assert_true(done);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fonts, close_fonts)
      T(test_dashes), T(test_ellipsis_and_dot), T(test_many_dots), T(test_digits), T(test_no_letter_ligatures), T(test_han_one_em), T(test_appending),
      T(test_variation_selectors), T(test_known_variation), T(test_marks), T(test_impossible_marks), T(test_clusters_are_monotone),
      T(test_short_cut_changes_nothing), T(test_short_cut_is_taken), T(test_memory)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
