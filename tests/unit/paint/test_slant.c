/* The line across a corner cell: it ends in the corners, stays in the rectangle
 * and is as wide as was asked, whatever the rectangle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "paint/paint.h"

/* Twice the area of the figure. */
static int64_t area(const struct gk_point *p) {
  int64_t sum = 0;
  for (int i = 0; i < GK_SLANT_CORNERS; i++) {
    const struct gk_point *a = &p[i], *b = &p[(i + 1) % GK_SLANT_CORNERS];
    sum += (int64_t)a->x * b->y - (int64_t)b->x * a->y;
  }
  return sum < 0 ? -sum : sum;
}

static void corners(void **state) {
  (void)state;
  static const struct { int32_t width, height; int64_t diagonal; } sizes[] = {{30000, 40000, 50000}, {120000, 50000, 130000}, {400000, 300000, 500000}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    struct gk_op op = {.kind = GK_OP_RULE, .rect = {1000, 2000, sizes[i].width, sizes[i].height}, .slant = 500};
    struct gk_point p[GK_SLANT_CORNERS];
    gk_slant_corners(&op, p);
    assert_true(p[0].x == 1000 && p[0].y == 2000);
    assert_true(p[3].x == 1000 + sizes[i].width && p[3].y == 2000 + sizes[i].height);
    for (int k = 0; k < GK_SLANT_CORNERS; k++) {
      bool edge = p[k].x == 1000 || p[k].y == 2000 || p[k].x == 1000 + sizes[i].width || p[k].y == 2000 + sizes[i].height;
      assert_true(edge && p[k].x >= 1000 && p[k].y >= 2000 && p[k].x <= 1000 + sizes[i].width && p[k].y <= 2000 + sizes[i].height);
    }
    /* the band's area is length × width but for its pointed ends */
    int64_t whole = 2 * 500 * sizes[i].diagonal;
    assert_in_range(area(p), whole * 97 / 100, whole);
  }
}

static void narrow(void **state) {
  (void)state;
  struct gk_op op = {.kind = GK_OP_RULE, .rect = {0, 0, 100, 100000}, .slant = 500}; /* narrower than the line */
  struct gk_point p[GK_SLANT_CORNERS];
  gk_slant_corners(&op, p);
  for (int k = 0; k < GK_SLANT_CORNERS; k++) assert_true(p[k].x >= 0 && p[k].x <= 100 && p[k].y >= 0 && p[k].y <= 100000);
  op.rect.height = 0;
  gk_slant_corners(&op, p);
  for (int k = 0; k < GK_SLANT_CORNERS; k++) assert_int_equal(p[k].y, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(corners), cmocka_unit_test(narrow)};
  return cmocka_run_group_tests_name("paint/slant", tests, NULL, NULL);
}
