/* The line across a cell (斜线表头) as a figure to be filled: a band about the
 * diagonal, cut at the rectangle, so that it ends in the corners and nowhere else. */
#include "paint/paint.h"

/* The root rounded down; of sums of two squares of lengths. */
static int64_t root(int64_t n) {
  int64_t low = 0, high = (int64_t)1 << 31;
  while (low < high) {
    int64_t middle = low + (high - low + 1) / 2;
    if (middle <= n / middle) low = middle;
    else high = middle - 1;
  }
  return low;
}

/* Half the band's width along an edge of this length; at most the edge. */
static int32_t half(int64_t slant, int64_t diagonal, int64_t across, int64_t edge) {
  int64_t length = across > 0 ? slant * diagonal / (2 * across) : edge;
  return (int32_t)(length < edge ? length : edge);
}

void gk_slant_corners(const struct gk_op *op, struct gk_point out[GK_SLANT_CORNERS]) {
  int64_t width = op->rect.width, height = op->rect.height, diagonal = root(width * width + height * height);
  int32_t along = half(op->slant, diagonal, height, width), down = half(op->slant, diagonal, width, height);
  int32_t left = op->rect.x, top = op->rect.y, right = left + op->rect.width, bottom = top + op->rect.height;
  const struct gk_point corners[GK_SLANT_CORNERS] = {{left, top}, {left + along, top}, {right, bottom - down}, {right, bottom}, {right - along, bottom}, {left, top + down}};
  for (int i = 0; i < GK_SLANT_CORNERS; i++) out[i] = corners[i];
}
