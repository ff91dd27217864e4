/* Coverage: where the ink is, how fractions and turns move it. */
#include "font/fixture.h"

static struct gk_fonts *fonts;
static struct gk_arena *arena;

static int open_fonts(void **state) {
  if (open_folder(state) != 0) return -1;
  fonts = open_locked(NULL);
  arena = gk_arena_new(0);
  return arena ? 0 : -1;
}
static int close_fonts(void **state) {
  gk_memory_fail_at(0);
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
  return close_folder(state);
}

static struct gk_coverage draw(struct gk_glyph glyph, uint32_t size, uint32_t fx, uint32_t fy, unsigned turns) {
  struct gk_coverage c;
  assert_true(gk_font_coverage(fonts, arena, glyph.font, glyph.id, size, fx, fy, turns, &c));
  return c;
}

/* Ink in 1/255 pixels, and its centre × ink from the origin pixel. */
struct ink { int64_t sum, x, y; };
static struct ink measure(struct gk_coverage c) {
  struct ink ink = {0};
  for (uint32_t y = 0; y < c.height; y++)
    for (uint32_t x = 0; x < c.width; x++) {
      int64_t v = c.pixels[(size_t)y * c.width + x];
      ink.sum += v;
      ink.x += v * (2 * ((int64_t)x + c.left) + 1);
      ink.y += v * (2 * ((int64_t)y + c.top) + 1);
    }
  return ink;
}

static void test_box(void **state) {
  (void)state;
  static const char *const TEXTS[] = {"国", "，", "一"};
  for (size_t i = 0; i < 3; i++) {
    struct gk_glyph glyph = shape(fonts, arena, "宋体", GK_FONT_HAN, TEXTS[i]).items[0];
    struct gk_coverage c = draw(glyph, 100 * 64, 0, 0, 0);
    struct gk_box box;
    assert_true(gk_font_extents(fonts, glyph.font, glyph.id, 100000, &box)); /* 1000 mpt a pixel */
    assert_in_range(c.left * 1000 - box.left + 2000, 0, 2000);
    assert_in_range(((int32_t)c.width + c.left) * 1000 - box.right, 0, 2000);
    assert_in_range(box.top + c.top * 1000 + 2000, 0, 2000);
    assert_in_range((c.top + (int32_t)c.height) * 1000 + box.bottom, 0, 2000);
    assert_true(measure(c).sum > 0);
  }
}

/* A turned glyph has the same ink, moved as a turn of the plane moves it. */
static void test_turns(void **state) {
  (void)state;
  struct gk_glyph glyph = shape(fonts, arena, "仿宋", GK_FONT_LATIN, "L").items[0];
  struct ink ink[4];
  for (unsigned t = 0; t < 4; t++) ink[t] = measure(draw(glyph, 200 * 64, 0, 0, t));
  for (unsigned t = 1; t < 4; t++) assert_in_range(llabs(ink[t].sum - ink[0].sum), 0, ink[0].sum / 500);
  int64_t near = ink[0].sum * 2; /* a pixel */
  assert_in_range(llabs(ink[1].x - ink[0].y), 0, near); /* counter-clockwise: what was above is left of the origin */
  assert_in_range(llabs(ink[1].y + ink[0].x), 0, near);
  assert_in_range(llabs(ink[2].x + ink[0].x), 0, near);
  assert_in_range(llabs(ink[2].y + ink[0].y), 0, near);
  assert_in_range(llabs(ink[3].x + ink[0].y), 0, near);
  assert_in_range(llabs(ink[3].y - ink[0].x), 0, near);
  assert_true(ink[0].y < 0); /* above the baseline, y down */
}

static void test_fractions(void **state) {
  (void)state;
  struct gk_glyph glyph = shape(fonts, arena, "黑体", GK_FONT_HAN, "中").items[0];
  struct ink still = measure(draw(glyph, 40 * 64, 0, 0, 0));
  struct ink right = measure(draw(glyph, 40 * 64, 32, 0, 0)), down = measure(draw(glyph, 40 * 64, 0, 32, 0));
  int64_t half = still.sum; /* half a pixel, in the doubled coordinates */
  assert_in_range(llabs(right.x - still.x - half), 0, half / 10);
  assert_in_range(llabs(right.y - still.y), 0, half / 10);
  assert_in_range(llabs(down.y - still.y - half), 0, half / 10);
  assert_in_range(llabs(down.x - still.x), 0, half / 10);
}

static void test_fractional_size(void **state) {
  (void)state;
  struct gk_glyph glyph = shape(fonts, arena, "黑体", GK_FONT_HAN, "中").items[0];
  int64_t a = measure(draw(glyph, 40 * 64, 0, 0, 0)).sum, b = measure(draw(glyph, 40 * 64 + 32, 0, 0, 0)).sum;
  assert_true(b > a && b < a * 104 / 100);
}

static void test_no_ink(void **state) {
  (void)state;
  struct gk_coverage c = draw(shape(fonts, arena, "仿宋", GK_FONT_LATIN, " ").items[0], 640, 0, 0, 0);
  assert_int_equal(c.width, 0);
  assert_null(c.pixels);
}

static void test_refused(void **state) {
  (void)state;
  struct gk_glyph glyph = shape(fonts, arena, "黑体", GK_FONT_HAN, "中").items[0];
  struct gk_coverage c;
  assert_false(gk_font_coverage(fonts, arena, 9999, 1, 640, 0, 0, 0, &c));
  assert_false(gk_font_coverage(fonts, arena, glyph.font, 65535, 640, 0, 0, 0, &c));
  assert_false(gk_font_coverage(fonts, arena, glyph.font, glyph.id, 0, 0, 0, 0, &c));
  assert_false(gk_font_coverage(fonts, arena, glyph.font, glyph.id, UINT32_MAX, 0, 0, 0, &c));
}

static void test_memory(void **state) {
  (void)state;
  bool done = false;
  for (unsigned long n = 1; n < 500 && !done; n++) {
    struct gk_fonts *mine = open_locked(NULL);
    struct gk_arena *scratch = gk_arena_new(0);
    struct gk_glyph glyph = shape(mine, scratch, "仿宋", GK_FONT_HAN, "中").items[0];
    struct gk_coverage c;
    gk_memory_fail_at(n);
    done = gk_font_coverage(mine, scratch, glyph.font, glyph.id, 640, 0, 0, 0, &c);
    gk_memory_fail_at(0);
    assert_true(gk_font_coverage(mine, scratch, glyph.font, glyph.id, 640, 0, 0, 0, &c) || gk_arena_failed(scratch));
    gk_arena_drop(scratch);
    gk_fonts_drop(mine);
  }
  assert_true(done);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fonts, close_fonts)
      T(test_box), T(test_turns), T(test_fractions), T(test_fractional_size), T(test_no_ink), T(test_refused), T(test_memory)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
