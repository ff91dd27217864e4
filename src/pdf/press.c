/* Marks for the press, outside the trim and the bleed: where to cut, and a cross in
 * a circle on each side to lay sheets and sides on each other. They are production
 * aids (ISO 32000-1, 14.8.2.2), drawn in the one ink there is. */
#include "pdf/press.h"

#define FROM 9921              /* 3.5 mm from the trim: clear of the bleed */
#define TO 24094               /* 8.5 mm */
#define CENTRE 17008           /* 6 mm: of the registration mark */
#define RADIUS 5669            /* 2 mm */
#define ARM 8504               /* 3 mm */
#define CURVE 3131             /* RADIUS × 0.5523: a quarter of a circle as a Bézier curve */

static void add_numbers(struct gk_buf *out, const int64_t *numbers, size_t n, const char *operator) {
  for (size_t i = 0; i < n; i++) {
    gk_buf_add_milli(out, numbers[i]);
    gk_buf_add_char(out, ' ');
  }
  gk_buf_add_string(out, operator);
  gk_buf_add_char(out, '\n');
}

static void add_line(struct gk_buf *out, int64_t x0, int64_t y0, int64_t x1, int64_t y1) {
  add_numbers(out, (int64_t[]){x0, y0}, 2, "m");
  add_numbers(out, (int64_t[]){x1, y1}, 2, "l");
}

/* Two lines at a corner; right and up are 1 or -1: where the outside is. */
static void add_corner(struct gk_buf *out, int64_t x, int64_t y, int right, int up) {
  add_line(out, x + right * FROM, y, x + right * TO, y);
  add_line(out, x, y + up * FROM, x, y + up * TO);
}

static void add_register(struct gk_buf *out, int64_t x, int64_t y) {
  static const int quarters[4][4] = {{1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}};
  add_numbers(out, (int64_t[]){x + RADIUS, y}, 2, "m");
  for (size_t i = 0; i < 4; i++) {
    int a = quarters[i][0], b = quarters[i][1], c = quarters[i][2], d = quarters[i][3];
    add_numbers(out, (int64_t[]){x + a * RADIUS + c * CURVE, y + b * RADIUS + d * CURVE, x + a * CURVE + c * RADIUS, y + b * CURVE + d * RADIUS,
                                 x + c * RADIUS, y + d * RADIUS}, 6, "c");
  }
  add_line(out, x - ARM, y, x + ARM, y);
  add_line(out, x, y - ARM, x, y + ARM);
}

bool gk_press_marks(struct gk_buf *out, int32_t width, int32_t height) {
  gk_buf_add_string(out, "/Artifact <</Type /Page>> BDC\nq 0 G 0.25 w\n");
  for (int i = 0; i < 4; i++) add_corner(out, i & 1 ? width : 0, i & 2 ? height : 0, i & 1 ? 1 : -1, i & 2 ? 1 : -1);
  add_register(out, width / 2, -CENTRE);
  add_register(out, width / 2, (int64_t)height + CENTRE);
  add_register(out, -CENTRE, height / 2);
  add_register(out, (int64_t)width + CENTRE, height / 2);
  return gk_buf_add_string(out, "S Q\nEMC\n");
}
