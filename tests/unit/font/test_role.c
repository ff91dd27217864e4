/* Which font sets what: coverage of the chains, the lock's exceptions, what no font has. */
#include <iconv.h>

#include "font/fixture.h"
#include "font/role.h"

static const char *const ROLES[] = {"小标宋", "仿宋", "楷体", "黑体", "宋体"};

static struct gk_fonts *fonts;
static struct gk_arena *arena;

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

/* The characters of GB 2312 (rows 1 to 9 symbols, 16 to 87 Han), by the system's own table. */
static size_t gb2312(char *out, size_t size) {
  char *to = out;
  size_t left = size, count = 0;
  iconv_t table = iconv_open("UTF-8", "GB2312");
  assert_true(table != (iconv_t)-1);
  for (unsigned row = 1; row <= 87; row++) {
    for (unsigned cell = 1; cell <= 94; cell++) {
      char code[2] = {(char)(0xA0 + row), (char)(0xA0 + cell)}, *from = code;
      size_t two = 2;
      iconv(table, NULL, NULL, NULL, NULL);
      if (iconv(table, &from, &two, &to, &left) != (size_t)-1) count++;
    }
  }
  iconv_close(table);
  *to = '\0';
  return count;
}

static const char *chosen(const char *role, enum gk_font_script script, const char *text) {
  struct gk_glyphs glyphs = shape(fonts, arena, role, script, text);
  return font_of(fonts, glyphs, 0);
}

static void test_gb2312(void **state) {
  (void)state;
  static char text[40000];
  assert_int_equal(gb2312(text, sizeof text), 7445);
  for (size_t r = 0; r < 5; r++) {
    struct gk_choice choice;
    for (size_t i = 0, n = strlen(text); i < n;) {
      uint32_t c = gk_utf8_next(text, n, &i);
      assert_int_equal(gk_role_choose(fonts, role_of(fonts, ROLES[r]), GK_FONT_HAN, c, &choice, sink), GK_CHOSEN);
      assert_int_not_equal(choice.glyph, 0);
    }
  }
  assert_silent();
}

/* Every character of the 通用规范汉字表 that a GB 2312 font lacks: in names they are everyday. */
static void test_8105(void **state) {
  (void)state;
  size_t n, count = 0, first = 0;
  char *text = read_bytes("tests/unit/font/beyond-gb2312.txt", &n);
  for (size_t i = (size_t)(strchr(text, '\n') - text); i < n;) {
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == '\n') continue;
    count++;
    for (size_t r = 0; r < 5; r++) {
      struct gk_choice choice;
      assert_int_equal(gk_role_choose(fonts, role_of(fonts, ROLES[r]), GK_FONT_HAN, c, &choice, sink), GK_CHOSEN);
      if (r == 1) first += strcmp(gk_fonts_info(fonts, choice.font)->name, "wenkai-light") == 0;
    }
  }
  assert_int_equal(count, 1467);
  assert_int_equal(first, 1467); /* FandolFang has none of them, 霞鹜文楷 all */
  assert_silent();
  free(text);
}

static void test_exceptions(void **state) {
  (void)state;
  static const char *const LIGHT[] = {"“", "”", "‘", "’", "《", "》", "〔", "〕", "①", "⑩", "⑳", "㎡", "％", "≥", "≤", "＞", "￥", "〇", "℃", "９", "Ⅷ"};
  static const char *const FANG[] = {"市", "，", "。", "、", "；", "：", "？", "！", "（", "）", "—", "…", "·"};
  for (size_t i = 0; i < sizeof LIGHT / sizeof *LIGHT; i++) {
    assert_string_equal(chosen("仿宋", GK_FONT_HAN, LIGHT[i]), "serif-light");
    assert_string_equal(chosen("楷体", GK_FONT_HAN, LIGHT[i]), "serif-light");
    assert_string_equal(chosen("宋体", GK_FONT_HAN, LIGHT[i]), "serif-regular");
    struct gk_glyphs glyphs = shape(fonts, arena, "仿宋", GK_FONT_HAN, LIGHT[i]);
    assert_int_equal(glyphs.items[0].advance, 16000); /* all of them fill a cell */
  }
  for (size_t i = 0; i < sizeof FANG / sizeof *FANG; i++) {
    assert_string_equal(chosen("仿宋", GK_FONT_HAN, FANG[i]), "fandol-fang");
    assert_string_equal(chosen("楷体", GK_FONT_HAN, FANG[i]), "fandol-kai");
  }
}

static void test_five_late_characters(void **state) {
  (void)state;
  assert_string_equal(chosen("小标宋", GK_FONT_HAN, "鿫"), "sans-medium");
  assert_string_equal(chosen("宋体", GK_FONT_HAN, "鿯"), "wenkai-light");
  for (size_t r = 0; r < 5; r++) assert_int_equal(shape(fonts, arena, ROLES[r], GK_FONT_HAN, "鿫鿬鿭鿮鿯").count, 5);
}

static void test_latin(void **state) {
  (void)state;
  assert_string_equal(chosen("仿宋", GK_FONT_LATIN, "A"), "liberation-serif");
  assert_string_equal(chosen("小标宋", GK_FONT_LATIN, "2"), "liberation-serif");
  assert_string_equal(chosen("黑体", GK_FONT_LATIN, "2"), "liberation-serif-bold");
  /* What the Latin font lacks is asked of the role, with its exceptions. */
  assert_string_equal(chosen("仿宋", GK_FONT_LATIN, "℃"), "serif-light");
  assert_string_equal(chosen("宋体", GK_FONT_LATIN, "市"), "serif-regular");
  /* The same character in a Han segment is another matter. */
  assert_string_equal(chosen("仿宋", GK_FONT_LATIN, "“"), "liberation-serif");
}

static bool try(const char *role, const char *text, struct gk_place place) {
  struct gk_glyphs glyphs = {0};
  gk_diag_sink_reset(sink);
  bool good = gk_font_shape(fonts, arena, role_of(fonts, role), 16000, GK_FONT_HAN, text, strlen(text), &glyphs, place, sink);
  if (told("glyph.malformed")) assert_int_equal(glyphs.count, 0);
  if (told("glyph.missing")) { /* 〓 stands where a font was wanting */
    struct gk_glyphs mark = shape(fonts, arena, role, GK_FONT_HAN, "〓");
    bool found = false;
    for (size_t i = 0; i < glyphs.count; i++) found = found || (glyphs.items[i].font == mark.items[0].font && glyphs.items[i].id == mark.items[0].id);
    assert_true(found);
    assert_false(good);
  }
  return good;
}

static void test_missing(void **state) {
  (void)state;
  struct gk_source *source = gk_source_new(arena, "数据.json", "{\"名\": \"甲\xF0\xAE\xAF\xB0乙\"}", 21);
  struct gk_place place = gk_place_at(source, 9, 10);
  assert_false(try("仿宋", "甲\xF0\xAE\xAF\xB0乙", place)); /* U+2EBF0, extension I */
  assert_told("glyph.missing");
  const struct gk_diag *diag = told("glyph.missing");
  assert_string_equal(diag->args[0], "\xF0\xAE\xAF\xB0");
  assert_string_equal(diag->args[1], "U+2EBF0");
  assert_string_equal(diag->args[2], "仿宋");
  assert_non_null(strstr(diag->args[3], "FandolFang → LXGW WenKai Light → Noto Serif CJK SC Light"));
  assert_int_equal(diag->data.offset, 12); /* the character, not the whole value */
  assert_int_equal(diag->data.length, 4);
  assert_int_equal(gk_diag_status(sink), GK_STATUS_DOCUMENT);
  struct gk_buf text;
  gk_buf_init(&text, 4096);
  gk_diag_render_message(diag, GK_DIAG_ZH, &text);
  assert_non_null(strstr(text.data, "没有字体能排“\xF0\xAE\xAF\xB0”（U+2EBF0）"));
  assert_non_null(strstr(text.data, "字符 = \xF0\xAE\xAF\xB0"));
  assert_null(strstr(text.data, "fonts/fetch")); /* no font of the lock is for extension I */
  assert_null(strchr(text.data, '{'));
  gk_buf_drop(&text);
}

static void test_private_use(void **state) {
  (void)state;
  assert_false(try("宋体", "\xEE\xA0\xA5", gk_place_none())); /* U+E825 */
  assert_told("glyph.missing");
  assert_ptr_equal(told("glyph.missing")->message, &gk_msg_glyph_missing_private);
  assert_string_equal(told("glyph.missing")->args[1], "U+E825");
}

static void test_every_missing_character_is_told(void **state) {
  (void)state;
  assert_false(try("黑体", "甲\xF0\xAE\xAF\xB0乙\xEE\xA0\xA5丙\xF0\xAE\xAF\xB1", gk_place_none()));
  assert_int_equal(gk_diag_errors(sink), 3);
}

/* One character is one error, whatever its places and roles. */
static void test_one_error_a_character(void **state) {
  (void)state;
  struct gk_source *source = gk_source_new(arena, "数据.json", "\xF0\xAE\xAF\xB0甲\xF0\xAE\xAF\xB0", 11);
  assert_false(try("仿宋", "\xF0\xAE\xAF\xB0甲\xF0\xAE\xAF\xB0", gk_place_at(source, 0, 11)));
  struct gk_glyphs glyphs = {0};
  assert_false(gk_font_shape(fonts, arena, role_of(fonts, "黑体"), 16000, GK_FONT_HAN, "\xF0\xAE\xAF\xB0", 4, &glyphs, gk_place_at(source, 7, 4), sink));
  assert_int_equal(gk_diag_errors(sink), 1);
  const struct gk_diag *diag = told("glyph.missing");
  assert_int_equal(diag->data.offset, 0);
  assert_int_equal(diag->other_count, 1);
  assert_int_equal(diag->others[0].offset, 7);
  assert_string_equal(diag->args[2], "仿宋");
}

static void test_unfit_text(void **state) {
  (void)state;
  assert_false(try("宋体", "甲\tz", gk_place_none()));
  assert_string_equal(told("glyph.missing")->args[0], "\xEF\xBF\xBD");
  assert_string_equal(told("glyph.missing")->args[1], "U+0009");
  assert_false(try("宋体", "甲\xFF", gk_place_none()));
  assert_string_equal(told("glyph.malformed")->args[0], "4");
}

/* The extension B character of 吉野家's 𠮷 is in Noto Serif but not in FandolFang. */
static void test_extension_b(void **state) {
  (void)state;
  for (size_t r = 0; r < 5; r++) {
    struct gk_glyphs glyphs = shape(fonts, arena, ROLES[r], GK_FONT_HAN, "甲\xF0\xA0\xAE\xB7乙");
    assert_int_equal(glyphs.count, 3);
    assert_int_equal(glyphs.items[1].cluster, 3);
    assert_int_equal(glyphs.items[2].cluster, 7);
    assert_int_equal(glyphs.items[1].advance, 16000);
  }
}

/* An optional font that is not there is passed over; one that is there comes last. */
static void test_optional(void **state) {
  (void)state;
  size_t n;
  const uint16_t *chain = gk_fonts_role_chain(fonts, role_of(fonts, "宋体"), &n);
  const struct gk_font_info *hana = gk_fonts_info(fonts, chain[n - 1]);
  assert_true(hana->optional);
  bool set = try("宋体", "\xF0\xA0\x80\x82", gk_place_none()); /* U+20002 */
  assert_int_equal(set, hana->present);
  if (set) return;
  assert_null(strstr(told("glyph.missing")->args[3], "HanaMinB"));
  assert_ptr_equal(told("glyph.missing")->message, &gk_msg_glyph_missing_optional);
  assert_string_equal(told("glyph.missing")->args[4], "HanaMinB");
}

/* GB 18030-2022 level 3 asks for extensions B to F; without the optional font this is not tested, and says so. */
static void test_level_three(void **state) {
  (void)state;
  static const struct { uint32_t from, to; } RANGES[] = {{0x20000, 0x2A6D6}, {0x2A700, 0x2B734}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}};
  size_t n;
  const uint16_t *chain = gk_fonts_role_chain(fonts, role_of(fonts, "仿宋"), &n);
  if (!gk_fonts_info(fonts, chain[n - 1])->present) {
    print_message("SKIPPED: no HanaMinB; run fonts/fetch --with-optional to test GB 18030-2022 level 3\n");
    skip();
  }
  size_t missing = 0;
  for (size_t r = 0; r < sizeof RANGES / sizeof *RANGES; r++)
    for (uint32_t c = RANGES[r].from; c <= RANGES[r].to; c++) {
      char text[5] = {0};
      gk_utf8_put(c, text);
      if (!try("仿宋", text, gk_place_none())) missing++;
    }
  assert_int_equal(missing, 0);
}

static void test_missing_file_of_a_chain(void **state) {
  (void)state;
  struct gk_fonts_paths paths = {.lock = LOCK, .dir = folder};
  struct gk_fonts *none = gk_fonts_open(&paths, sink);
  struct gk_glyphs glyphs = {0};
  assert_non_null(none);
  assert_false(gk_font_shape(none, arena, 0, 16000, GK_FONT_HAN, "市", 3, &glyphs, gk_place_none(), sink));
  assert_told("font.missing-file");
  assert_null(told("glyph.missing"));
  gk_fonts_drop(none);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fonts, close_fonts)
      T(test_gb2312), T(test_8105), T(test_exceptions), T(test_five_late_characters), T(test_latin), T(test_missing), T(test_private_use),
      T(test_every_missing_character_is_told), T(test_unfit_text), T(test_extension_b), T(test_optional), T(test_level_three), T(test_one_error_a_character), T(test_missing_file_of_a_chain)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
