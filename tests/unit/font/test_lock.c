/* The lock's parser: the real lock, and every way to get one wrong. */
#include "font/fixture.h"
#include "font/lock.h"

#define SHA "e6edff6a5aa3c7988d4ea69992feee194ce100f514bcaef74f633805ddb19de0"
#define PACKAGE "[package p]\nversion = 1:2-3\nbytes = 5\nsha256 = " SHA "\n"
#define FONT(name) "[font " name "]\nfamily = F " name "\nfile = " name ".otf\nindex = 0\npostscript = " name "\npackage = p\ninside = usr/" name ".otf\nbytes = 4\nsha256 = " SHA "\nlicence = L\n"
#define GOOD "format = 1\n" PACKAGE FONT("a") FONT("b") "optional = yes\n"

static struct gk_fonts *try(const char *text) {
  write_text("lock", text);
  struct gk_fonts_paths paths = {.lock = in_folder("lock"), .dir = folder};
  return gk_fonts_open(&paths, sink);
}

static void refused(const char *text, const char *id) {
  gk_diag_sink_reset(sink);
  struct gk_fonts *fonts = try(text);
  assert_null(fonts);
  assert_told(id);
  assert_int_equal(gk_diag_status(sink), GK_STATUS_ENVIRONMENT);
}

static void test_real_lock(void **state) {
  (void)state;
  struct gk_fonts_paths paths = {.lock = LOCK, .dir = "/nowhere"};
  struct gk_fonts *fonts = gk_fonts_open(&paths, sink);
  assert_non_null(fonts);
  assert_silent();
  static const char *const NAMES[] = {"小标宋", "仿宋", "楷体", "黑体", "宋体", "xiaobiaosong", "fangsong", "kai", "hei", "song", "latin"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) assert_true(gk_fonts_role(fonts, NAMES[i]) >= 0);
  assert_int_equal(gk_fonts_role(fonts, "隶书"), -1);
  assert_int_equal(gk_fonts_role(fonts, "仿宋"), gk_fonts_role(fonts, "fangsong"));
  size_t n;
  const uint16_t *chain = gk_fonts_role_chain(fonts, gk_fonts_role(fonts, "仿宋"), &n);
  assert_int_equal(n, 4);
  const struct gk_font_info *info = gk_fonts_info(fonts, chain[0]);
  assert_string_equal(info->family, "FandolFang");
  assert_string_equal(info->package, "texlive-lang-chinese");
  assert_string_equal(info->version, "2022.20230122-1");
  assert_string_equal(info->path, "/nowhere/FandolFang-Regular.otf");
  assert_false(info->present);
  assert_false(info->optional);
  assert_true(gk_fonts_info(fonts, chain[3])->optional);
  assert_int_equal(gk_fonts_info(fonts, gk_fonts_role_chain(fonts, gk_fonts_role(fonts, "宋体"), &n)[0])->index, 2);
  assert_null(gk_fonts_role_chain(fonts, -1, &n));
  assert_null(gk_fonts_role_chain(fonts, 1000, &n));
  assert_null(gk_fonts_role_name(fonts, -1));
  assert_null(gk_fonts_info(fonts, 1000));
  for (size_t i = 0; i < gk_fonts_role_count(fonts); i++) assert_int_equal(gk_fonts_role(fonts, gk_fonts_role_name(fonts, (int)i)), i);
  gk_fonts_drop(fonts);
}

static void test_good(void **state) {
  (void)state;
  struct gk_fonts *fonts = try("\xEF\xBB\xBF# 注释\r\nformat=1\r\n" PACKAGE FONT("a") FONT("b") "optional = yes\n"
                               "[file f]\nfile = d/f.icc\npackage = p\ninside = f.icc\nbytes = 1\nsha256 = " SHA "\n"
                               "[role 西]\nchain = a\n[role 甲]\nalso = jia\nchain = a b\nlatin = 西\ntake b = “” U+2460-2473 U+20BB7\ntake a = 。\n");
  assert_non_null(fonts);
  assert_silent();
  const struct gk_role *role = &fonts->roles[gk_fonts_role(fonts, "jia")];
  assert_int_equal(role->latin, 0);
  assert_int_equal(role->takes.count, 5);
  for (size_t i = 1; i < role->takes.count; i++) assert_true(role->takes.items[i - 1].to < role->takes.items[i].from);
  assert_int_equal(role->takes.items[0].from, 0x201C);
  assert_int_equal(role->takes.items[2].to, 0x2473);
  assert_int_equal(role->takes.items[3].font, 0);
  assert_int_equal(role->takes.items[4].from, 0x20BB7);
  gk_fonts_drop(fonts);
}

static void test_faults(void **state) {
  (void)state;
  refused("", "font.format");
  refused("format = 2\n" PACKAGE FONT("a") "[role r]\nchain = a\n", "font.format");
  refused(PACKAGE FONT("a") "[role r]\nchain = a\n", "font.format");
  refused(GOOD, "font.no-roles");
  refused(GOOD "nonsense\n", "font.syntax");
  refused(GOOD "[role r\n", "font.syntax");
  refused(GOOD "[]\n", "font.syntax");
  refused(GOOD "= 5\n", "font.syntax");
  refused(GOOD "[fonts x]\n", "font.unknown-section");
  refused(GOOD "[role]\nchain = a\n", "font.unknown-section");
  refused(GOOD "[role r]\nchains = a\n", "font.unknown-key");
  refused(GOOD "weight = 3\n", "font.unknown-key");
  refused("format = 1\nx = 1\n", "font.unknown-key");
  refused(GOOD "[role r]\nalso = x\n", "font.missing-key");
  refused("format = 1\n" PACKAGE "[font a]\nfile = a.otf\n", "font.missing-key");
  refused(GOOD "[role r]\nchain = a c\n", "font.unknown-name");
  refused(GOOD "[role r]\nchain = a\nlatin = 西文\n", "font.unknown-name");
  refused(GOOD "[role r]\nchain = a\ntake c = 。\n", "font.unknown-name");
  refused("format = 1\n" FONT("a") "[role r]\nchain = a\n", "font.unknown-name");
  refused(GOOD FONT("a") "[role r]\nchain = a\n", "font.duplicate");
  refused(GOOD PACKAGE "[role r]\nchain = a\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = a\n[role r]\nchain = a\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = a\n[role q]\nalso = r\nchain = a\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = a a\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = a\nchain = a\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = a\ntake a = 。。\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = a\ntake a = U+2460-2473\ntake b = ①\n", "font.duplicate");
  refused(GOOD "optional = yes\n[role r]\nchain = a\n", "font.duplicate");
  refused(GOOD "[role r]\nchain = b a\n", "font.optional-order");
  refused(GOOD "[role r]\nchain = a\ntake a = U+24\n", "font.bad-value");
  refused(GOOD "[role r]\nchain = a\ntake a = U+2473-2460\n", "font.bad-value");
  refused(GOOD "[role r]\nchain = a\ntake a = U+110000\n", "font.bad-value");
  refused(GOOD "[role r]\nchain = a\ntake a = U+2460-24ZZ\n", "font.bad-value");
  refused("format = 1\n\xFF\xFE\n", "font.encoding");
}

/* One key of a font is put out of shape at a time. */
static void test_bad_values(void **state) {
  static const struct { const char *key, *value; } BAD[] = {
      {"file", "../a.otf"}, {"file", "/etc/passwd"}, {"file", "a b.otf"}, {"file", ""},       {"file", "$(x)"},  {"file", "-rf"},
      {"index", "256"},     {"index", "-1"},         {"index", "1x"},     {"bytes", "4.5"},   {"bytes", ""},     {"bytes", "99999999999999999999999"},
      {"sha256", "abc"},    {"sha256", "E6EDFF6A5AA3C7988D4EA69992FEEE194CE100F514BCAEF74F633805DDB19DE0"}, {"inside", "../x"}, {"family", ""}};
  static const char *const KEYS[][2] = {{"family", "F"}, {"file", "a.otf"}, {"index", "0"}, {"postscript", "a"}, {"package", "p"},
                                        {"inside", "usr/a.otf"}, {"bytes", "4"}, {"sha256", SHA}, {"licence", "L"}};
  (void)state;
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    char text[2048];
    int n = snprintf(text, sizeof text, "format = 1\n" PACKAGE "[font a]\n");
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++)
      n += snprintf(text + n, sizeof text - (size_t)n, "%s = %s\n", KEYS[k][0], strcmp(KEYS[k][0], BAD[i].key) ? KEYS[k][1] : BAD[i].value);
    snprintf(text + n, sizeof text - (size_t)n, "[role r]\nchain = a\n");
    refused(text, "font.bad-value");
    assert_string_equal(told("font.bad-value")->args[2], BAD[i].key);
  }
}

static void test_all_faults_at_once(void **state) {
  (void)state;
  assert_null(try(GOOD "[role r]\nchain = c\n[role q]\nbad = 1\nchain = b a\n[what x]\n"));
  assert_told("font.unknown-name");
  assert_told("font.unknown-key");
  assert_told("font.optional-order");
  assert_told("font.unknown-section");
  assert_string_equal(told("font.unknown-name")->args[1], "28");
}

static void test_missing_lock(void **state) {
  (void)state;
  struct gk_fonts_paths paths = {.lock = "/nowhere/fonts.lock", .dir = folder};
  assert_null(gk_fonts_open(&paths, sink));
  assert_told("file.unreadable");
}

/* Cut at every byte, and with bytes changed: refused or read, never worse. */
static void test_mangled(void **state) {
  (void)state;
  static const char TEXT[] = GOOD "[role r]\nalso = x\nchain = a b\nlatin = r\ntake b = “” U+2460-2473\n";
  unsigned seed = 1;
  for (size_t n = 0; n < sizeof TEXT; n += 3) {
    char copy[sizeof TEXT];
    memcpy(copy, TEXT, sizeof TEXT);
    copy[n] = '\0';
    gk_diag_sink_reset(sink);
    gk_fonts_drop(try(copy));
    memcpy(copy, TEXT, sizeof TEXT);
    for (int k = 0; k < 4; k++) {
      seed = seed * 1103515245u + 12345u;
      copy[(seed >> 8) % (sizeof TEXT - 1)] = (char)(seed >> 16 | 1);
    }
    gk_diag_sink_reset(sink);
    struct gk_fonts *fonts = try(copy);
    if (!fonts) assert_true(gk_diag_errors(sink) > 0);
    gk_fonts_drop(fonts);
  }
}

static void test_memory(void **state) {
  (void)state;
  struct gk_fonts_paths paths = {.lock = LOCK, .dir = folder};
  unsigned long n = 1;
  for (;; n += n < 40 ? 1 : 37) {
    gk_diag_sink_reset(sink);
    gk_memory_fail_at(n);
    struct gk_fonts *fonts = gk_fonts_open(&paths, sink);
    gk_memory_fail_at(0);
    if (fonts) {
      gk_fonts_drop(fonts);
      break;
    }
    assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
  }
  assert_true(n > 40);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)
      T(test_real_lock), T(test_good), T(test_faults), T(test_bad_values), T(test_all_faults_at_once), T(test_missing_lock), T(test_mangled), T(test_memory)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
