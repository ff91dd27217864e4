/* Ink on paper: how coverage darkens a pixel. Blending is in the sRGB values
 * themselves, as page viewers do, so that a preview looks as a viewer's does. */
#include "raster/canvas.h"

#include <string.h>

#define SUB 64 /* parts of a pixel */

bool gk_canvas_init(struct gk_canvas *canvas, uint32_t width, uint32_t height) {
  *canvas = (struct gk_canvas){.width = width, .height = height};
  canvas->pixels = gk_memory_alloc((size_t)width * height);
  if (!canvas->pixels) return false;
  memset(canvas->pixels, 255, (size_t)width * height);
  return true;
}

void gk_canvas_drop(struct gk_canvas *canvas) {
  gk_memory_free(canvas->pixels);
  canvas->pixels = NULL;
}

static void blend(uint8_t *pixel, unsigned coverage, uint8_t grey) {
  int before = *pixel;
  int change = ((int)grey - before) * (int)coverage;
  *pixel = (uint8_t)(before + (change >= 0 ? change + 127 : change - 127) / 255);
}

void gk_canvas_ink(struct gk_canvas *canvas, int32_t x, int32_t y, const struct gk_coverage *coverage, uint8_t grey) {
  int64_t left = (int64_t)x + coverage->left, top = (int64_t)y + coverage->top;
  for (uint32_t row = 0; row < coverage->height; row++) {
    int64_t to_y = top + row;
    if (to_y < 0 || to_y >= canvas->height) continue;
    for (uint32_t column = 0; column < coverage->width; column++) {
      int64_t to_x = left + column;
      if (to_x < 0 || to_x >= canvas->width) continue;
      uint8_t ink = coverage->pixels[(size_t)row * coverage->width + column];
      if (ink) blend(&canvas->pixels[(size_t)to_y * canvas->width + (size_t)to_x], ink, grey);
    }
  }
}

/* How much of pixel i (in 1/64) the span from..to covers. */
static int64_t covered(int64_t i, int64_t from, int64_t to) {
  int64_t low = i * SUB > from ? i * SUB : from, high = (i + 1) * SUB < to ? (i + 1) * SUB : to;
  return high > low ? high - low : 0;
}

void gk_canvas_rule(struct gk_canvas *canvas, int64_t left, int64_t top, int64_t right, int64_t bottom, uint8_t grey) {
  if (left < 0) left = 0;
  if (top < 0) top = 0;
  if (right > (int64_t)canvas->width * SUB) right = (int64_t)canvas->width * SUB;
  if (bottom > (int64_t)canvas->height * SUB) bottom = (int64_t)canvas->height * SUB;
  for (int64_t y = top / SUB; y * SUB < bottom; y++) {
    int64_t down = covered(y, top, bottom);
    for (int64_t x = left / SUB; x * SUB < right; x++) {
      int64_t area = down * covered(x, left, right);
      blend(&canvas->pixels[(size_t)y * canvas->width + (size_t)x], (unsigned)((area * 255 + SUB * SUB / 2) / (SUB * SUB)), grey);
    }
  }
}

enum { SAMPLES = 8 }; /* of a pixel, along each side */

/* Whether the point is on the same side of all edges. */
static bool is_inside(const struct gk_canvas_point *corners, size_t n, int64_t x, int64_t y) {
  bool left = false, right = false;
  for (size_t i = 0; i < n; i++) {
    const struct gk_canvas_point *a = &corners[i], *b = &corners[(i + 1) % n];
    int64_t side = (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
    left |= side > 0;
    right |= side < 0;
  }
  return !(left && right);
}

static unsigned coverage_of(const struct gk_canvas_point *corners, size_t n, int64_t x, int64_t y) {
  unsigned hits = 0;
  for (int i = 0; i < SAMPLES; i++)
    for (int k = 0; k < SAMPLES; k++)
      hits += is_inside(corners, n, x * SUB + (2 * k + 1) * SUB / (2 * SAMPLES), y * SUB + (2 * i + 1) * SUB / (2 * SAMPLES));
  return hits * 255 / (SAMPLES * SAMPLES);
}

void gk_canvas_convex(struct gk_canvas *canvas, const struct gk_canvas_point *corners, size_t n, uint8_t grey) {
  int64_t left = INT64_MAX, top = INT64_MAX, right = INT64_MIN, bottom = INT64_MIN;
  for (size_t i = 0; i < n; i++) {
    if (corners[i].x < left) left = corners[i].x;
    if (corners[i].x > right) right = corners[i].x;
    if (corners[i].y < top) top = corners[i].y;
    if (corners[i].y > bottom) bottom = corners[i].y;
  }
  if (left < 0) left = 0;
  if (top < 0) top = 0;
  for (int64_t y = top / SUB; y * SUB < bottom && y < canvas->height; y++)
    for (int64_t x = left / SUB; x * SUB < right && x < canvas->width; x++) {
      unsigned coverage = coverage_of(corners, n, x, y);
      if (coverage) blend(&canvas->pixels[(size_t)y * canvas->width + (size_t)x], coverage, grey);
    }
}
