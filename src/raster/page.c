/* A page to a canvas to PNG. The picture is what a screen shows: the frame of the
 * content upright; on a rotated page the upright sheet's own matter (the page
 * number) therefore stands turned. A page that screens show as it is printed has
 * the sheet upright and its content turned. */
#include <png.h>

#include "raster/canvas.h"
#include "raster/messages.h"
#include "raster/raster.h"

#define MPT_PER_INCH 72000
#define PIXELS_MAX ((int64_t)200 << 20)
#define GLYPH_ARENA ((size_t)64 << 20)
#define METRE_INCH_NUMERATOR 10000 /* 1 inch = 0.0254 m */

struct raster {
  struct gk_fonts *fonts;
  struct gk_arena *arena;  /* of one operation */
  struct gk_canvas canvas;
  const struct gk_display_page *page;
  unsigned dpi;
};

/* mpt to 1/64 pixel, rounded down as positions are never negative on a page. */
static int64_t to_sub(const struct raster *raster, int64_t mpt) { return mpt * raster->dpi * 64 / MPT_PER_INCH; }

/* Quarter turns counter-clockwise from the op's frame to the picture: the page number of a page shown turned, or the content of one that is
 * shown as printed. */
static unsigned turns_of(const struct raster *raster, bool upright) {
  if (!raster->page->rotated || upright == raster->page->as_printed) return 0;
  return upright ? 3 : 1;
}

/* A point of the op's frame in 1/64 pixel of the picture. */
static void place_point(const struct raster *raster, bool upright, int64_t x, int64_t y, int64_t *to_x, int64_t *to_y) {
  int64_t from_x = x, from_y = y, height = raster->page->height;
  unsigned turns = turns_of(raster, upright);
  if (turns == 3) x = height - from_y, y = from_x;
  if (turns == 1) x = from_y, y = height - from_x;
  *to_x = to_sub(raster, x);
  *to_y = to_sub(raster, y);
}

static bool draw_glyphs(struct raster *raster, const struct gk_op *op) {
  unsigned turns = turns_of(raster, op->upright);
  uint32_t size = (uint32_t)to_sub(raster, op->size);
  for (size_t i = 0; i < op->count; i++) {
    int64_t x, y;
    place_point(raster, op->upright, op->glyphs[i].x, (int64_t)op->y - op->glyphs[i].y_offset, &x, &y);
    struct gk_coverage coverage;
    gk_arena_reset(raster->arena);
    if (!gk_font_coverage(raster->fonts, raster->arena, op->font, op->glyphs[i].id, size, (uint32_t)(x & 63), (uint32_t)(y & 63), turns, &coverage))
      return false;
    gk_canvas_ink(&raster->canvas, (int32_t)(x >> 6), (int32_t)(y >> 6), &coverage, op->grey);
  }
  return true;
}

static void draw_slant(struct raster *raster, const struct gk_op *op) {
  struct gk_point corners[GK_SLANT_CORNERS];
  struct gk_canvas_point placed[GK_SLANT_CORNERS];
  gk_slant_corners(op, corners);
  for (size_t i = 0; i < GK_SLANT_CORNERS; i++) place_point(raster, op->upright, corners[i].x, corners[i].y, &placed[i].x, &placed[i].y);
  gk_canvas_convex(&raster->canvas, placed, GK_SLANT_CORNERS, op->grey);
}

static void draw_rule(struct raster *raster, const struct gk_op *op) {
  if (op->slant) {
    draw_slant(raster, op);
    return;
  }
  int64_t x0, y0, x1, y1;
  place_point(raster, op->upright, op->rect.x, op->rect.y, &x0, &y0);
  place_point(raster, op->upright, (int64_t)op->rect.x + op->rect.width, (int64_t)op->rect.y + op->rect.height, &x1, &y1);
  gk_canvas_rule(&raster->canvas, x0 < x1 ? x0 : x1, y0 < y1 ? y0 : y1, x0 < x1 ? x1 : x0, y0 < y1 ? y1 : y0, op->grey);
}

static bool draw_page(struct raster *raster) {
  for (size_t i = 0; i < raster->page->count; i++) {
    const struct gk_op *op = &raster->page->ops[i];
    if (op->kind == GK_OP_GLYPHS && !draw_glyphs(raster, op)) return false;
    if (op->kind == GK_OP_RULE) draw_rule(raster, op);
  }
  return true;
}

/* libpng leaves by longjmp; nothing of ours is between. */
static void on_png_error(png_structp png, png_const_charp text) {
  struct gk_diag_sink *sink = png_get_error_ptr(png);
  gk_report(sink, &gk_msg_raster_png, gk_place_none(), gk_place_none(), text);
  png_longjmp(png, 1);
}

static void on_png_warning(png_structp png, png_const_charp text) { (void)png, (void)text; }

static void on_png_write(png_structp png, png_bytep bytes, size_t n) {
  struct gk_buf *out = png_get_io_ptr(png);
  if (!gk_buf_add(out, bytes, n)) png_error(png, "out of memory");
}

static void on_png_flush(png_structp png) { (void)png; }

static bool encode(const struct raster *raster, struct gk_buf *out, struct gk_diag_sink *sink) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, sink, on_png_error, on_png_warning);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_write_struct(&png, NULL);
    gk_report_memory(sink);
    return false;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, out, on_png_write, on_png_flush);
  png_set_IHDR(png, info, raster->canvas.width, raster->canvas.height, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  uint32_t per_metre = (uint32_t)(((uint64_t)raster->dpi * METRE_INCH_NUMERATOR + 127) / 254);
  png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_write_info(png, info);
  for (uint32_t y = 0; y < raster->canvas.height; y++) png_write_row(png, raster->canvas.pixels + (size_t)y * raster->canvas.width);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  return true;
}

bool gk_raster_write(const struct gk_display_list *list, struct gk_fonts *fonts, size_t page, unsigned dpi, struct gk_buf *out,
                     struct gk_diag_sink *sink) {
  struct raster raster = {.fonts = fonts, .page = &list->pages[page], .dpi = dpi};
  bool turned = raster.page->rotated && !raster.page->as_printed;
  int64_t across = turned ? raster.page->height : raster.page->width, down = turned ? raster.page->width : raster.page->height;
  int64_t width = (to_sub(&raster, across) + 63) / 64, height = (to_sub(&raster, down) + 63) / 64;
  if (width <= 0 || height <= 0 || width > PIXELS_MAX / height) {
    char shown[GK_DECIMAL_TEXT_MAX];
    gk_decimal_format(gk_decimal_from_int(dpi), false, shown);
    gk_report(sink, &gk_msg_raster_size, gk_place_none(), gk_place_none(), shown);
    return false;
  }
  raster.arena = gk_arena_new(GLYPH_ARENA);
  bool ok = raster.arena && gk_canvas_init(&raster.canvas, (uint32_t)width, (uint32_t)height) && draw_page(&raster);
  if (!ok) gk_report_memory(sink);
  ok = ok && encode(&raster, out, sink);
  gk_canvas_drop(&raster.canvas);
  gk_arena_drop(raster.arena);
  return ok;
}
