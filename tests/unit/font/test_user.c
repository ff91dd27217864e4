/* The user's mapping: a font of one's own before a role's chain. */
#include "font/fixture.h"
#include "font/user.h"

static struct gk_fonts *try(const char *mapping) {
  write_text("own.ini", mapping);
  struct gk_fonts_paths paths = {.lock = LOCK, .dir = fonts_dir(), .user = in_folder("own.ini")};
  gk_diag_sink_reset(sink);
  return gk_fonts_open(&paths, sink);
}

static void refused(const char *mapping, const char *id) {
  assert_null(try(mapping));
  assert_told(id);
}

static void copy_font(const char *from, const char *to) {
  size_t n;
  char *bytes = read_bytes(font_path(from), &n);
  write_bytes(to, bytes, n);
  free(bytes);
}

static bool shape_one(struct gk_fonts *fonts, const char *role, enum gk_font_script script, const char *text, struct gk_glyphs *out, struct gk_arena *arena) {
  *out = (struct gk_glyphs){0};
  return gk_font_shape(fonts, arena, role_of(fonts, role), 1000, script, text, strlen(text), out, gk_place_none(), sink);
}

static void test_faults(void **state) {
  (void)state;
  refused("[隶书]\nfile = a.ttf\n", "font.unknown-role");
  assert_non_null(strstr(told("font.unknown-role")->args[3], "小标宋"));
  refused("[仿宋 x]\nfile = a.ttf\n", "font.unknown-role");
  refused("[仿宋]\n", "font.missing-key");
  refused("[仿宋]\nfile = \n", "font.missing-key");
  refused("[仿宋]\nfile = a.ttf\nindex = two\n", "font.bad-value");
  refused("[仿宋]\nfile = a.ttf\nsha256 = 12\n", "font.bad-value");
  refused("[仿宋]\nfile = a.ttf\nweight = 3\n", "font.unknown-key");
  refused("file = a.ttf\n", "font.unknown-key");
  refused("[仿宋]\nfile = a.ttf\nfile = b.ttf\n", "font.duplicate");
  refused("[仿宋]\nfile = a.ttf\n[fangsong]\nfile = b.ttf\n", "font.duplicate");
  refused("[仿宋]\nwhat\n", "font.syntax");
}

static void test_own_font_first(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_glyphs glyphs;
  copy_font("FandolKai-Regular.otf", "mine.otf");
  struct gk_fonts *fonts = try("; 我的字体\n[fangsong]\n文件 = mine.otf\n序号 = 0\n");
  assert_non_null(fonts);
  size_t n, locked;
  const uint16_t *chain = gk_fonts_role_chain(fonts, role_of(fonts, "仿宋"), &n);
  assert_int_equal(n, 5);
  const struct gk_font_info *info = gk_fonts_info(fonts, chain[0]);
  assert_true(info->from_user);
  assert_true(info->present);
  assert_string_equal(info->path, in_folder("mine.otf"));
  assert_null(info->sha256);
  gk_fonts_role_chain(fonts, role_of(fonts, "楷体"), &locked);
  assert_int_equal(locked, 4);
  /* Its own quotes too: the exception is for the free font only. */
  assert_true(shape_one(fonts, "仿宋", GK_FONT_HAN, "市“", &glyphs, arena));
  assert_int_equal(glyphs.count, 2);
  assert_int_equal(glyphs.items[0].font, chain[0]);
  assert_int_equal(glyphs.items[1].font, chain[0]);
  /* What it lacks comes from the free chain: exception first, then the fonts in order. */
  assert_true(shape_one(fonts, "仿宋", GK_FONT_HAN, "⑪玚", &glyphs, arena));
  assert_string_equal(font_of(fonts, glyphs, 0), "serif-light");
  assert_string_equal(font_of(fonts, glyphs, 1), "wenkai-light");
  /* Once used, its digest is known for the record of the build. */
  assert_string_equal(info->sha256, "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827");
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
}

static void test_character_faults(void **state) {
  (void)state;
  refused("[仿宋]\nfile = a.ttf\n字符 = \n", "font.bad-value");
  refused("[仿宋]\nfile = a.ttf\n字符 = U+12\n", "font.bad-value");
  refused("[仿宋]\nfile = a.ttf\n字符 = 甲\n[仿宋]\nfile = b.ttf\n字符 = 乙甲\n", "font.duplicate");
  refused("[全部]\nfile = a.ttf\n字符 = U+4E00-4EFF\n[仿宋]\nfile = b.ttf\n字符 = 一\n", "font.duplicate");
  assert_string_equal(told("font.duplicate")->args[1], "6"); /* the line of the second */
  refused("[全部]\nfile = a.ttf\n", "font.missing-key");
  assert_string_equal(told("font.missing-key")->args[3], "characters");
  refused("[全部]\n字符 = 甲\n", "font.missing-key");
}

/* Single characters from a font of one's own: before the user's whole font and the lock's exceptions, in Latin segments too. */
static void test_own_characters(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_glyphs glyphs;
  copy_font("FandolKai-Regular.otf", "kai.otf");
  copy_font("NotoSerifCJK-Regular.ttc", "song.ttc");
  struct gk_fonts *fonts = try("[仿宋]\nfile = kai.otf\n[仿宋]\nfile = song.ttc\nindex = 2\n字符 = 市“ U+0041-0042 \xF0\xA0\xAE\xB7\n"
                               "[全部]\nfile = song.ttc\nindex = 2\ncharacters = U+0043\n");
  assert_non_null(fonts);
  assert_true(shape_one(fonts, "仿宋", GK_FONT_HAN, "市长“\xF0\xA0\xAE\xB7”", &glyphs, arena));
  assert_int_equal(glyphs.count, 5);
  assert_string_equal(font_of(fonts, glyphs, 0), "自备仿宋补字");
  assert_string_equal(font_of(fonts, glyphs, 1), "自备仿宋");
  assert_string_equal(font_of(fonts, glyphs, 2), "自备仿宋补字");
  assert_string_equal(font_of(fonts, glyphs, 3), "自备仿宋补字");
  assert_string_equal(font_of(fonts, glyphs, 4), "自备仿宋");
  assert_true(shape_one(fonts, "仿宋", GK_FONT_LATIN, "AD", &glyphs, arena));
  assert_string_equal(font_of(fonts, glyphs, 0), "自备仿宋补字");
  assert_string_equal(font_of(fonts, glyphs, 1), "liberation-serif");
  assert_true(shape_one(fonts, "楷体", GK_FONT_HAN, "市C", &glyphs, arena)); /* another role: only what is for all */
  assert_string_equal(font_of(fonts, glyphs, 0), "fandol-kai");
  assert_string_equal(font_of(fonts, glyphs, 1), "自备仿宋补字"); /* one file is one font */
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
}

static void test_latin_and_shared(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_glyphs glyphs;
  char mapping[1024];
  copy_font("LiberationSerif-Bold.ttf", "times.ttf");
  snprintf(mapping, sizeof mapping, "[西文]\nfile = %s\n[latin-bold]\nfile = %s\nsha256 = 446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723\n",
           in_folder("times.ttf"), in_folder("times.ttf"));
  size_t before;
  struct gk_fonts *fonts = open_locked(NULL);
  before = gk_fonts_count(fonts);
  gk_fonts_drop(fonts);
  fonts = try(mapping);
  assert_non_null(fonts);
  assert_int_equal(gk_fonts_count(fonts), before + 1); /* one file, one font */
  assert_true(shape_one(fonts, "仿宋", GK_FONT_LATIN, "2022", &glyphs, arena));
  assert_true(gk_fonts_info(fonts, glyphs.items[0].font)->from_user);
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
}

static void test_file_faults(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_glyphs glyphs;
  size_t n;
  char *bytes = read_bytes(font_path("LiberationSerif-Regular.ttf"), &n);
  static const struct { const char *mapping, *id; } CASES[] = {
      {"[仿宋]\nfile = none.ttf\n", "font.missing-file"},
      {"[仿宋]\nfile = text.ttf\n", "font.unusable"},
      {"[仿宋]\nfile = empty.ttf\n", "font.unusable"},
      {"[仿宋]\nfile = .\n", "font.unusable"},
      {"[仿宋]\nfile = cut.ttf\n", "font.unusable"},
      {"[仿宋]\nfile = whole.ttf\nindex = 3\n", "font.no-face"},
      {"[仿宋]\nfile = whole.ttf\nsha256 = 29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88bb\n", "font.different-file"},
      {"[仿宋]\nfile = restricted.ttf\n", "font.restricted"}};
  write_text("text.ttf", "这不是字体。");
  write_text("empty.ttf", "");
  write_bytes("cut.ttf", bytes, 400);
  write_bytes("whole.ttf", bytes, n);
  /* fsType of OS/2 */
  unsigned tables = (unsigned)(uint8_t)bytes[4] << 8 | (uint8_t)bytes[5];
  for (unsigned i = 0; i < tables; i++) {
    uint8_t *entry = (uint8_t *)bytes + 12 + 16 * i;
    if (memcmp(entry, "OS/2", 4) != 0) continue;
    size_t at = (size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11];
    bytes[at + 8] = 0;
    bytes[at + 9] = 2;
    write_bytes("restricted.ttf", bytes, n);
    bytes[at + 8] = 1; /* no subsetting, else installable */
    bytes[at + 9] = 0;
    write_bytes("limited.ttf", bytes, n);
  }
  free(bytes);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    struct gk_fonts *fonts = try(CASES[i].mapping);
    assert_non_null(fonts);
    for (int again = 0; again < 2; again++) { /* told to every sink that asks */
      gk_diag_sink_reset(sink);
      assert_false(shape_one(fonts, "仿宋", GK_FONT_HAN, "市", &glyphs, arena));
      assert_told(CASES[i].id);
      assert_int_equal(gk_diag_status(sink), GK_STATUS_ENVIRONMENT);
    }
    gk_fonts_drop(fonts);
  }
  struct gk_fonts *fonts = try("[西文]\nfile = limited.ttf\n");
  for (int again = 0; again < 2; again++) { /* told to each document that uses it, though it is open */
    gk_diag_sink_reset(sink);
    assert_true(shape_one(fonts, "西文", GK_FONT_LATIN, "A", &glyphs, arena));
    for (size_t i = 0; i < gk_fonts_count(fonts); i++) gk_font_remark(fonts, (uint16_t)i, sink);
    assert_told("font.embedding-limits");
    assert_int_equal(gk_diag_warnings(sink), 1);
    assert_int_equal(gk_diag_errors(sink), 0);
  }
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
}

/* Damaged files: refused, or used without harm. */
static void test_mangled(void **state) {
  (void)state;
  size_t n;
  char *whole = read_bytes(font_path("LiberationSerif-Regular.ttf"), &n), *copy = malloc(n);
  unsigned seed = 7;
  for (int round = 0; round < 40; round++) {
    memcpy(copy, whole, n);
    for (int k = 0; k < 60; k++) {
      seed = seed * 1103515245u + 12345u;
      size_t span = round % 2 ? 400 : n; /* every second time only in the directory */
      copy[(seed >> 4) % span] = (char)(seed >> 20);
    }
    write_bytes("m.ttf", copy, n);
    struct gk_fonts *fonts = try("[西文]\nfile = m.ttf\n");
    assert_non_null(fonts);
    struct gk_arena *arena = gk_arena_new((size_t)64 << 20);
    struct gk_glyphs glyphs;
    if (shape_one(fonts, "西文", GK_FONT_LATIN, "AVfi 12", &glyphs, arena)) {
      for (size_t i = 0; i < glyphs.count; i++) {
        struct gk_font_subset subset;
        struct gk_coverage coverage;
        struct gk_box box;
        (void)gk_font_extents(fonts, glyphs.items[i].font, glyphs.items[i].id, 1000, &box);
        (void)gk_font_coverage(fonts, arena, glyphs.items[i].font, glyphs.items[i].id, 64 * 20, 0, 0, 0, &coverage);
        if (gk_font_subset(fonts, arena, glyphs.items[i].font, &glyphs.items[i].id, 1, &subset, sink))
          (void)gk_font_subset_program(fonts, arena, glyphs.items[i].font, &glyphs.items[i].id, 1, &subset, sink);
      }
    }
    gk_arena_drop(arena);
    gk_fonts_drop(fonts);
  }
  free(copy);
  free(whole);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)
      T(test_faults), T(test_own_font_first), T(test_character_faults), T(test_own_characters), T(test_latin_and_shared), T(test_file_faults), T(test_mangled)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
