/* Stamps and digests: what is hashed when, and what a difference leads to. */
#include "font/fixture.h"
#include "font/verify.h"

#define LIBERATION "LiberationSerif-Regular.ttf"
#define LOCK_HEAD "format = 1\n[package p]\nversion = 1\nbytes = 5\nsha256 = 29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba\n"
#define LOCK_FONT                                                                                                                      \
  "[font l]\nfamily = Liberation Serif\nfile = l.ttf\nindex = 0\npostscript = LiberationSerif\npackage = p\ninside = l.ttf\n"          \
  "bytes = 393576\nsha256 = 29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba\nlicence = OFL\n"
#define LOCK_ROLE "[role r]\nchain = l\n"

static struct gk_fonts *open_small(const char *lock) {
  write_text("lock", lock);
  struct gk_fonts_paths paths = {.lock = in_folder("lock"), .dir = folder};
  struct gk_fonts *fonts = gk_fonts_open(&paths, sink);
  if (!fonts) show_told();
  assert_non_null(fonts);
  return fonts;
}

static bool use(const char *lock) {
  struct gk_fonts *fonts = open_small(lock);
  gk_diag_sink_reset(sink);
  bool good = gk_font_use(fonts, 0, sink) != NULL;
  gk_fonts_drop(fonts);
  return good;
}

static void put_liberation(void) {
  size_t n;
  char *bytes = read_bytes(font_path(LIBERATION), &n);
  write_bytes("l.ttf", bytes, n);
  free(bytes);
}

static void damage(const char *name) {
  FILE *file = fopen(in_folder(name), "r+b");
  assert_non_null(file);
  assert_int_equal(fseek(file, 200000, SEEK_SET), 0);
  int c = fgetc(file);
  assert_int_equal(fseek(file, 200000, SEEK_SET), 0);
  assert_int_equal(fputc(c ^ 1, file), c ^ 1);
  assert_int_equal(fclose(file), 0);
}

static void test_sha256(void **state) {
  char hex[65];
  (void)state;
  assert_true(gk_sha256("", 0, hex)); /* FIPS 180-4 examples */
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_true(gk_sha256("abc", 3, hex));
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_stamp_round_trip(void **state) {
  (void)state;
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_stamp stamp, again;
  struct stat status;
  char hex[65];
  write_text("甲 乙.ttf", "x");
  assert_int_equal(stat(in_folder("甲 乙.ttf"), &status), 0);
  assert_true(gk_stamp_read(&stamp, arena, folder));
  assert_int_equal(stamp.count, 0);
  assert_true(gk_sha256("x", 1, hex));
  assert_true(gk_stamp_set(&stamp, arena, "甲 乙.ttf", &status, hex));
  gk_stamp_write(&stamp);
  assert_true(gk_stamp_read(&again, arena, folder));
  assert_string_equal(gk_stamp_lookup(&again, "甲 乙.ttf", &status), hex);
  assert_null(gk_stamp_lookup(&again, "丙.ttf", &status));
  for (int k = 0; k < 4; k++) {
    struct stat other = status;
    if (k == 0) other.st_size++;
    if (k == 1) other.st_mtim.tv_nsec ^= 1;
    if (k == 2) other.st_ctim.tv_sec++;
    if (k == 3) other.st_ino++;
    assert_null(gk_stamp_lookup(&again, "甲 乙.ttf", &other));
  }
  gk_arena_drop(arena);
}

static void test_damaged_stamps(void **state) {
  (void)state;
  static const char *const TEXTS[] = {"", "x", "gongkai-fonts-verified 2\nabc\n", "gongkai-fonts-verified 1\n\n \nabc 1 2 3 4 x\n",
                                      "gongkai-fonts-verified 1\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 1 2 3 x\n",
                                      "gongkai-fonts-verified 1\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 1 2 3 99999999999999999999999 x\n",
                                      "gongkai-fonts-verified 1\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 1 2 3 4 \n",
                                      "gongkai-fonts-verified 1\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 1 2 3 4 x"};
  for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_stamp stamp;
    write_text(GK_STAMP_FILE, TEXTS[i]);
    assert_true(gk_stamp_read(&stamp, arena, folder));
    assert_int_equal(stamp.count, 0);
    gk_arena_drop(arena);
  }
}

static void test_stamp_is_used(void **state) {
  (void)state;
  put_liberation();
  assert_true(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  assert_silent();
  size_t n;
  char *stamp = read_bytes(in_folder(GK_STAMP_FILE), &n);
  assert_non_null(strstr(stamp, " l.ttf\n"));
  /* A stamp that lies is believed while the file is as it says: nothing is hashed. */
  stamp[strlen("gongkai-fonts-verified 1\n")] = '0';
  write_bytes(GK_STAMP_FILE, stamp, n);
  assert_false(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  assert_told("font.different-file");
  /* Touched: hashed again, and the stamp is put right. */
  assert_int_equal(chmod(in_folder("l.ttf"), 0600), 0);
  assert_true(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  assert_silent();
  free(stamp);
}

static void test_corrupted(void **state) {
  (void)state;
  put_liberation();
  assert_true(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  damage("l.ttf");
  assert_false(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  assert_told("font.different-file");
  const struct gk_diag *diag = told("font.different-file");
  assert_string_equal(diag->args[0], in_folder("l.ttf"));
  assert_string_equal(diag->args[1], "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba");
  assert_string_equal(diag->args[3], "p");
  assert_int_equal(gk_diag_status(sink), GK_STATUS_ENVIRONMENT);
}

static void test_missing(void **state) {
  (void)state;
  assert_false(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  assert_told("font.missing-file");
  assert_string_equal(told("font.missing-file")->args[0], "l.ttf");
  assert_string_equal(told("font.missing-file")->args[2], "p");
  assert_int_equal(gk_diag_status(sink), GK_STATUS_ENVIRONMENT);
}

static void test_other_face(void **state) {
  (void)state;
  static const char OTHER[] = LOCK_HEAD
      "[font l]\nfamily = L\nfile = l.ttf\nindex = 0\npostscript = NotoSerif\npackage = p\ninside = l.ttf\nbytes = 393576\n"
      "sha256 = 29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba\nlicence = OFL\n" LOCK_ROLE;
  put_liberation();
  assert_false(use(OTHER));
  assert_told("font.different-face");
  assert_string_equal(told("font.different-face")->args[2], "LiberationSerif");
}

static void test_read_only_folder(void **state) {
  (void)state;
  put_liberation();
  assert_int_equal(chmod(folder, 0500), 0);
  struct gk_stamp stamp = {.dir = folder, .path = in_folder("no/such/fonts.verified")};
  gk_stamp_write(&stamp); /* no fault, nothing left behind */
  assert_int_equal(chmod(folder, 0700), 0);
  assert_true(use(LOCK_HEAD LOCK_FONT LOCK_ROLE));
  assert_silent();
}

static void test_verify_all(void **state) {
  (void)state;
  static const char FILES[] = LOCK_HEAD LOCK_FONT
      "[font o]\nfamily = O\nfile = o.ttf\nindex = 0\npostscript = O\npackage = p\ninside = o.ttf\nbytes = 1\n"
      "sha256 = 29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba\nlicence = OFL\noptional = yes\n"
      "[file icc]\nfile = c.icc\npackage = p\ninside = c.icc\nbytes = 3\nsha256 = ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n" LOCK_ROLE;
  put_liberation();
  write_text("c.icc", "abc");
  struct gk_fonts *fonts = open_small(FILES);
  assert_true(gk_fonts_verify(fonts, sink));
  assert_silent();
  write_text("c.icc", "abd");
  assert_false(gk_fonts_verify(fonts, sink));
  assert_told("font.different-file");
  gk_diag_sink_reset(sink);
  assert_int_equal(unlink(in_folder("c.icc")), 0);
  damage("l.ttf");
  assert_false(gk_fonts_verify(fonts, sink));
  assert_told("font.different-file"); /* both faults, not the first only */
  assert_told("font.missing-file");
  gk_diag_sink_reset(sink);
  write_text("o.ttf", "x"); /* an optional file that is there must be right */
  write_text("c.icc", "abc");
  put_liberation();
  assert_false(gk_fonts_verify(fonts, sink));
  assert_told("font.different-file");
  gk_fonts_drop(fonts);
}

static void test_real_fonts(void **state) {
  (void)state;
  struct gk_fonts *fonts = open_locked(NULL);
  assert_true(gk_fonts_verify(fonts, sink));
  assert_silent();
  for (size_t i = 0; i < gk_fonts_count(fonts); i++)
    if (gk_fonts_info(fonts, i)->present) assert_non_null(gk_font_use(fonts, i, sink));
  assert_silent();
  gk_fonts_drop(fonts);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)
      T(test_sha256), T(test_stamp_round_trip), T(test_damaged_stamps), T(test_stamp_is_used), T(test_corrupted), T(test_missing),
      T(test_other_face), T(test_read_only_folder), T(test_verify_all), T(test_real_fonts)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
