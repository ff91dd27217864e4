/* Ink on paper, pixel by pixel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "raster/canvas.h"

static void paper_is_white(void **state) {
  (void)state;
  struct gk_canvas canvas;
  assert_true(gk_canvas_init(&canvas, 3, 2));
  for (size_t i = 0; i < 6; i++) assert_int_equal(canvas.pixels[i], 255);
  gk_canvas_drop(&canvas);
}

static void rule_covers_in_proportion(void **state) {
  (void)state;
  struct gk_canvas canvas;
  assert_true(gk_canvas_init(&canvas, 4, 3));
  gk_canvas_rule(&canvas, 64, 64, 64 * 3, 64 + 32, 0); /* two pixels wide, half a pixel high */
  assert_int_equal(canvas.pixels[4], 255);
  assert_in_range(canvas.pixels[5], 126, 129);
  assert_in_range(canvas.pixels[6], 126, 129);
  assert_int_equal(canvas.pixels[7], 255);
  assert_int_equal(canvas.pixels[9], 255);
  gk_canvas_drop(&canvas);
}

/* A triangle over half of a square: its pixels on the diagonal are half covered. */
static void figures_are_filled(void **state) {
  (void)state;
  struct gk_canvas canvas;
  assert_true(gk_canvas_init(&canvas, 4, 4));
  const struct gk_canvas_point corners[3] = {{0, 0}, {256, 256}, {0, 256}};
  gk_canvas_convex(&canvas, corners, 3, 0);
  for (size_t y = 0; y < 4; y++)
    for (size_t x = 0; x < 4; x++) {
      if (x < y) assert_int_equal(canvas.pixels[y * 4 + x], 0);
      if (x > y) assert_int_equal(canvas.pixels[y * 4 + x], 255);
      if (x == y) assert_in_range(canvas.pixels[y * 4 + x], 90, 150);
    }
  const struct gk_canvas_point far[4] = {{-5000, -5000}, {5000, -5000}, {5000, 5000}, {-5000, 5000}}; /* round the canvas */
  gk_canvas_convex(&canvas, far, 4, 0);
  for (size_t i = 0; i < 16; i++) assert_int_equal(canvas.pixels[i], 0);
  gk_canvas_drop(&canvas);
}

static void what_lies_outside_is_cut(void **state) {
  (void)state;
  struct gk_canvas canvas;
  assert_true(gk_canvas_init(&canvas, 2, 2));
  gk_canvas_rule(&canvas, -640, -640, 6400, 6400, 0);
  for (size_t i = 0; i < 4; i++) assert_int_equal(canvas.pixels[i], 0);
  const uint8_t ink[9] = {255, 255, 255, 255, 255, 255, 255, 255, 255};
  struct gk_coverage coverage = {.left = -1, .top = -1, .width = 3, .height = 3, .pixels = ink};
  gk_canvas_ink(&canvas, 0, 0, &coverage, 255);
  gk_canvas_ink(&canvas, 100, -100, &coverage, 0);
  for (size_t i = 0; i < 4; i++) assert_int_equal(canvas.pixels[i], 255);
  gk_canvas_drop(&canvas);
}

static void grey_ink_blends(void **state) {
  (void)state;
  struct gk_canvas canvas;
  assert_true(gk_canvas_init(&canvas, 1, 1));
  const uint8_t ink[1] = {128};
  struct gk_coverage coverage = {.width = 1, .height = 1, .pixels = ink};
  gk_canvas_ink(&canvas, 0, 0, &coverage, 155);
  assert_in_range(canvas.pixels[0], 204, 206);
  gk_canvas_drop(&canvas);
}

static void memory(void **state) {
  (void)state;
  struct gk_canvas canvas;
  gk_memory_fail_at(1);
  assert_false(gk_canvas_init(&canvas, 10, 10));
  gk_memory_fail_at(0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(paper_is_white), cmocka_unit_test(rule_covers_in_proportion), cmocka_unit_test(figures_are_filled), cmocka_unit_test(what_lies_outside_is_cut),
                                     cmocka_unit_test(grey_ink_blends), cmocka_unit_test(memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
