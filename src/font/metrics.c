/* Numbers of single glyphs: ink extents, the advance a PDF reader sees, and the
 * code a PDF uses. From the font's tables through HarfBuzz, in integers. */
#include "font/inside.h"

static int32_t floor_scale(int64_t value, int32_t size, unsigned upem) {
  int64_t product = value * size, q = product / (int64_t)upem;
  return (int32_t)(product % (int64_t)upem < 0 ? q - 1 : q);
}

static int32_t ceil_scale(int64_t value, int32_t size, unsigned upem) { return -floor_scale(-value, size, upem); }

/* Rounded outwards, so that the box holds all ink. */
bool gk_font_extents(struct gk_fonts *fonts, uint16_t number, uint16_t glyph, int32_t size, struct gk_box *out) {
  const struct gk_font *font = gk_font_lookup(fonts, number);
  hb_glyph_extents_t e;
  *out = (struct gk_box){0};
  if (!font || glyph >= font->glyph_count || !hb_font_get_glyph_extents(font->font, glyph, &e)) return false;
  if (e.width <= 0 || e.height >= 0) return false; /* height is measured downwards */
  out->left = floor_scale(e.x_bearing, size, font->upem);
  out->right = ceil_scale((int64_t)e.x_bearing + e.width, size, font->upem);
  out->top = ceil_scale(e.y_bearing, size, font->upem);
  out->bottom = floor_scale((int64_t)e.y_bearing + e.height, size, font->upem);
  return true;
}

uint32_t gk_font_width(struct gk_fonts *fonts, uint16_t number, uint16_t glyph) {
  const struct gk_font *font = gk_font_lookup(fonts, number);
  if (!font || glyph >= font->glyph_count) return 0;
  int64_t advance = hb_font_get_glyph_h_advance(font->font, glyph);
  return advance <= 0 ? 0 : (uint32_t)((advance * 1000000 + font->upem / 2) / font->upem);
}

/* CID-keyed CFF is selected by CID; elsewhere the glyph id itself is the code (see subset.c). */
uint16_t gk_font_code(struct gk_fonts *fonts, uint16_t number, uint16_t glyph) {
  const struct gk_font *font = gk_font_lookup(fonts, number);
  if (!font || glyph >= font->glyph_count) return 0;
  return font->cff ? gk_cff_cid(&font->charset, glyph) : glyph;
}
