/* The charset of CFF tables: small tables made here, and the real ones. */
#include "font/fixture.h"

static uint8_t table[4096];
static size_t used;

static void byte(unsigned b) { table[used++] = (uint8_t)b; }
static void two(unsigned v) { byte(v >> 8), byte(v & 255); }

/* An INDEX of one item of n bytes; returns where the item begins. */
static size_t index_of_one(size_t n) {
  two(1), byte(1), byte(1), byte((unsigned)n + 1);
  size_t at = used;
  used += n;
  return at;
}

/* header, names, a Top DICT with ROS, charset and CharStrings as 16-bit offsets, then charset and charstrings. */
static void build(bool ros, unsigned glyphs, const uint8_t *charset, size_t n) {
  memset(table, 0, sizeof table);
  used = 0;
  byte(1), byte(0), byte(4), byte(1);
  index_of_one(1);
  size_t dict = index_of_one(5 + 4 + 4);
  uint8_t *d = table + dict;
  size_t k = 0;
  if (ros) d[k++] = 139, d[k++] = 139, d[k++] = 139, d[k++] = 12, d[k++] = 30;
  else d[k++] = 30, d[k++] = 0x12, d[k++] = 0xAF, d[k++] = 12, d[k++] = 5; /* a real number, to be passed over */
  size_t charset_at = dict + 13, strings_at = charset_at + n;
  d[k++] = 28, d[k++] = (uint8_t)(charset_at >> 8), d[k++] = (uint8_t)charset_at, d[k++] = 15;
  d[k++] = 28, d[k++] = (uint8_t)(strings_at >> 8), d[k++] = (uint8_t)strings_at, d[k++] = 17;
  memcpy(table + used, charset, n);
  used += n;
  two(glyphs), byte(1);
  for (unsigned i = 0; i <= glyphs; i++) byte(1);
}

static struct gk_arena *arena;
static enum gk_cff_result read_table(size_t size, struct gk_cff_charset *out) {
  /* A copy of exactly that size, so that a sanitizer sees a byte too far. */
  uint8_t *copy = malloc(size ? size : 1);
  assert_non_null(copy);
  memcpy(copy, table, size);
  enum gk_cff_result result = gk_cff_read(arena, copy, size, out);
  free(copy);
  return result;
}

static int open_arena(void **state) {
  (void)state;
  arena = gk_arena_new(0);
  return arena ? 0 : -1;
}
static int close_arena(void **state) {
  (void)state;
  gk_memory_fail_at(0);
  gk_arena_drop(arena);
  return 0;
}

static void test_formats(void **state) {
  (void)state;
  static const uint8_t F0[] = {0, 0, 1, 0, 2, 0, 9, 0, 5};
  static const uint8_t F1[] = {1, 0, 1, 1, 0, 100, 1};
  static const uint8_t F2[] = {2, 0, 1, 0, 0, 0, 200, 0, 2};
  struct gk_cff_charset c;
  build(true, 5, F0, sizeof F0);
  assert_int_equal(read_table(used, &c), GK_CFF_OK);
  assert_true(c.cid_keyed);
  assert_int_equal(c.glyphs, 5);
  static const uint16_t W0[] = {0, 1, 2, 9, 5, 0};
  for (uint16_t i = 0; i < 6; i++) assert_int_equal(gk_cff_cid(&c, i), W0[i]);
  build(true, 5, F1, sizeof F1);
  assert_int_equal(read_table(used, &c), GK_CFF_OK);
  static const uint16_t W1[] = {0, 1, 2, 100, 101, 0};
  for (uint16_t i = 0; i < 6; i++) assert_int_equal(gk_cff_cid(&c, i), W1[i]);
  build(true, 5, F2, sizeof F2);
  assert_int_equal(read_table(used, &c), GK_CFF_OK);
  static const uint16_t W2[] = {0, 1, 200, 201, 202, 0};
  for (uint16_t i = 0; i < 6; i++) assert_int_equal(gk_cff_cid(&c, i), W2[i]);
  build(false, 5, F0, sizeof F0);
  assert_int_equal(read_table(used, &c), GK_CFF_OK);
  assert_false(c.cid_keyed);
  for (uint16_t i = 0; i < 5; i++) assert_int_equal(gk_cff_cid(&c, i), i);
  assert_int_equal(gk_cff_cid(&c, 5), 0);
}

static void test_broken(void **state) {
  (void)state;
  static const uint8_t F0[] = {0, 0, 1, 0, 2, 0, 9, 0, 5}, F3[] = {3, 0, 1, 0, 9}, BEYOND[] = {2, 0xFF, 0xFE, 0, 3};
  struct gk_cff_charset c;
  build(true, 5, F3, sizeof F3);
  assert_int_equal(read_table(used, &c), GK_CFF_BROKEN);
  build(true, 5, BEYOND, sizeof BEYOND); /* CIDs past 65535 */
  assert_int_equal(read_table(used, &c), GK_CFF_BROKEN);
  build(true, 0, F0, sizeof F0);
  assert_int_equal(read_table(used, &c), GK_CFF_BROKEN);
  build(true, 5, F0, sizeof F0);
  for (size_t n = 0; n < used; n++) assert_int_equal(read_table(n, &c), GK_CFF_BROKEN); /* cut anywhere */
  table[0] = 2; /* CFF2 */
  assert_int_equal(read_table(used, &c), GK_CFF_BROKEN);
}

static void test_mangled(void **state) {
  (void)state;
  static const uint8_t F1[] = {1, 0, 1, 1, 0, 100, 1};
  unsigned seed = 3;
  for (int round = 0; round < 20000; round++) {
    struct gk_cff_charset c;
    build(true, 5, F1, sizeof F1);
    for (int k = 0; k < 3; k++) {
      seed = seed * 1103515245u + 12345u;
      table[(seed >> 8) % used] = (uint8_t)(seed >> 16);
    }
    if (read_table(used, &c) == GK_CFF_OK)
      for (uint32_t g = 0; g < 300; g++) (void)gk_cff_cid(&c, (uint16_t)g);
    gk_arena_reset(arena);
  }
}

static void test_memory(void **state) {
  (void)state;
  static const uint8_t F0[] = {0, 0, 1, 0, 2, 0, 9, 0, 5};
  struct gk_cff_charset c;
  build(true, 5, F0, sizeof F0);
  gk_memory_fail_at(1);
  assert_int_equal(gk_cff_read(arena, table, used, &c), GK_CFF_MEMORY);
}

/* Adobe-GB1 CIDs of Fandol (¥ and – are in the Western rows added after the Han); Noto's equal the glyph ids. */
static void test_real_fonts(void **state) {
  (void)state;
  sink = gk_diag_sink_new(0);
  struct gk_fonts *fonts = open_locked(NULL);
  size_t n;
  struct gk_font *fang = gk_font_use(fonts, gk_fonts_role_chain(fonts, role_of(fonts, "仿宋"), &n)[0], sink);
  struct gk_font *song = gk_font_use(fonts, gk_fonts_role_chain(fonts, role_of(fonts, "宋体"), &n)[0], sink);
  assert_non_null(fang);
  assert_non_null(song);
  assert_int_equal(song->charset.glyphs, 65535);
  for (uint32_t g = 0; g < 65535; g++) assert_int_equal(gk_cff_cid(&song->charset, (uint16_t)g), g);
  assert_int_equal(fang->charset.glyphs, fang->glyph_count);
  for (uint32_t g = 0; g <= 8895; g++) assert_int_equal(gk_cff_cid(&fang->charset, (uint16_t)g), g);
  assert_int_equal(gk_cff_cid(&fang->charset, 8896), 9907);
  size_t differ = 0;
  for (uint32_t g = 0; g < fang->glyph_count; g++) differ += gk_cff_cid(&fang->charset, (uint16_t)g) != g;
  assert_int_equal(differ, 1469);
  gk_fonts_drop(fonts);
  gk_diag_sink_drop(sink);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)
      T(test_formats), T(test_broken), T(test_mangled), T(test_memory), T(test_real_fonts)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
