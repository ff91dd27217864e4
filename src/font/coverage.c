/* 8-bit coverage of a glyph, for pictures of pages. FreeType scales and fills
 * the unhinted outline; where it goes is the raster room's business.
 * The origin's fraction is counted as pixels are: x to the right, y downwards. */
#include <string.h>

#include "font/inside.h"

#include FT_OUTLINE_H

#define SIDE_MAX 16384
#define AREA_MAX ((size_t)64 << 20)

static FT_Face outlines_of(struct gk_fonts *fonts, struct gk_font *font) {
  FT_Library library = gk_freetype(&fonts->freetype);
  if (font->outlines || !library) return font->outlines;
  if (FT_New_Memory_Face(library, font->map, (FT_Long)font->size, font->info.index, &font->outlines) != 0) font->outlines = NULL;
  return font->outlines;
}

/* After a shortage the face goes too, and with it what it keeps in the reserve. */
static bool ran_short(struct gk_fonts *fonts, struct gk_font *font) {
  if (!gk_freetype_ran_short(&fonts->freetype)) return false;
  if (font->outlines) FT_Done_Face(font->outlines);
  font->outlines = NULL;
  return true;
}

static bool load(FT_Face face, uint16_t glyph, uint32_t size) {
  return FT_Set_Char_Size(face, 0, (FT_F26Dot6)size, 72, 72) == 0 && FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0 &&
         face->glyph->format == FT_GLYPH_FORMAT_OUTLINE;
}

/* Counter-clockwise, in FreeType's upward y. */
static void turn(FT_Outline *outline, unsigned quarter_turns) {
  static const FT_Matrix TURNS[4] = {{0x10000, 0, 0, 0x10000}, {0, -0x10000, 0x10000, 0}, {-0x10000, 0, 0, -0x10000}, {0, 0x10000, -0x10000, 0}};
  if (quarter_turns % 4) FT_Outline_Transform(outline, &TURNS[quarter_turns % 4]);
}

static bool fill(FT_Library library, struct gk_arena *arena, FT_Outline *outline, struct gk_coverage *out) {
  FT_BBox box;
  FT_Outline_Get_CBox(outline, &box);
  FT_Pos left = box.xMin >> 6, bottom = box.yMin >> 6, right = (box.xMax + 63) >> 6, top = (box.yMax + 63) >> 6;
  FT_Pos width = right - left, height = top - bottom;
  if (width <= 0 || height <= 0) return true; /* no ink: an empty picture */
  if (width > SIDE_MAX || height > SIDE_MAX || (size_t)width * (size_t)height > AREA_MAX) return false;
  uint8_t *pixels = gk_arena_array(arena, (size_t)width, (size_t)height);
  if (!pixels) return false;
  FT_Bitmap bitmap = {.rows = (unsigned)height, .width = (unsigned)width, .pitch = (int)width, .buffer = pixels, .num_grays = 256,
                      .pixel_mode = FT_PIXEL_MODE_GRAY};
  FT_Outline_Translate(outline, -left * 64, -bottom * 64);
  if (FT_Outline_Get_Bitmap(library, outline, &bitmap) != 0) return false;
  *out = (struct gk_coverage){.left = (int32_t)left, .top = (int32_t)-top, .width = (uint32_t)width, .height = (uint32_t)height, .pixels = pixels};
  return true;
}

bool gk_font_coverage(struct gk_fonts *fonts, struct gk_arena *arena, uint16_t number, uint16_t glyph, uint32_t size, uint32_t fraction_x,
                      uint32_t fraction_y, unsigned quarter_turns, struct gk_coverage *out) {
  *out = (struct gk_coverage){0};
  struct gk_font *font = gk_font_lookup(fonts, number);
  if (!font || glyph >= font->glyph_count || size == 0 || size > (uint32_t)SIDE_MAX * 64) return false;
  FT_Face face = outlines_of(fonts, font);
  bool loaded = face && load(face, glyph, size);
  if (ran_short(fonts, font) || !loaded) return false;
  FT_Outline *outline = &face->glyph->outline;
  turn(outline, quarter_turns);
  FT_Outline_Translate(outline, (FT_Pos)(fraction_x % 64), -(FT_Pos)(fraction_y % 64));
  return fill(fonts->freetype.library, arena, outline, out);
}
