/* A grey page in memory: white paper, black ink, coverage from 0 to 255. */
#ifndef GK_RASTER_CANVAS_H
#define GK_RASTER_CANVAS_H

#include "font/font.h"

struct gk_canvas { uint8_t *pixels; uint32_t width, height; };

/* White paper; false when out of memory. Drop with gk_canvas_drop. */
bool gk_canvas_init(struct gk_canvas *canvas, uint32_t width, uint32_t height);
void gk_canvas_drop(struct gk_canvas *canvas);
/* Lays ink of a grey (0 black) over the canvas with its origin pixel at x, y; what lies outside is cut. */
void gk_canvas_ink(struct gk_canvas *canvas, int32_t x, int32_t y, const struct gk_coverage *coverage, uint8_t grey);
/* A rectangle in 1/64 pixel, its edges covered in proportion. */
/* Fills a convex figure, given by its corners in order in 1/64 pixel. */
struct gk_canvas_point { int64_t x, y; };
void gk_canvas_convex(struct gk_canvas *canvas, const struct gk_canvas_point *corners, size_t n, uint8_t grey);
void gk_canvas_rule(struct gk_canvas *canvas, int64_t left, int64_t top, int64_t right, int64_t bottom, uint8_t grey);

#endif
