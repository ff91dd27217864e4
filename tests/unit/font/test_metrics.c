/* Extents and widths against FreeType. */
#include "font/fixture.h"

#include FT_BBOX_H
#include FT_OUTLINE_H

static struct gk_fonts *fonts;
static struct gk_arena *arena;

static int open_fonts(void **state) {
  if (open_folder(state) != 0) return -1;
  fonts = open_locked(NULL);
  arena = gk_arena_new(0);
  return arena ? 0 : -1;
}
static int close_fonts(void **state) {
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
  return close_folder(state);
}

/* Ink by FreeType in font units; the box at 1 mpt a unit holds it, and is no larger than the box of the control points. */
static void test_against_freetype(void **state) {
  (void)state;
  FT_Library library;
  assert_int_equal(FT_Init_FreeType(&library), 0);
  for (size_t i = 0; i < gk_fonts_count(fonts); i++) {
    const struct gk_font_info *info = gk_fonts_info(fonts, i);
    FT_Face face;
    if (!info->present) continue;
    struct gk_font *font = gk_font_use(fonts, i, sink);
    assert_non_null(font);
    assert_int_equal(FT_New_Face(library, info->path, info->index, &face), 0);
    unsigned inked = 0;
    for (unsigned g = 0; g < font->glyph_count; g += 101) {
      FT_BBox ink, control;
      struct gk_box box;
      assert_int_equal(FT_Load_Glyph(face, g, FT_LOAD_NO_SCALE), 0);
      assert_int_equal(FT_Outline_Get_BBox(&face->glyph->outline, &ink), 0);
      FT_Outline_Get_CBox(&face->glyph->outline, &control);
      assert_int_equal(gk_font_width(fonts, (uint16_t)i, (uint16_t)g), ((int64_t)face->glyph->advance.x * 1000000 + font->upem / 2) / font->upem);
      bool has = gk_font_extents(fonts, (uint16_t)i, (uint16_t)g, (int32_t)font->upem, &box);
      if (!has) {
        assert_true(ink.xMax - ink.xMin <= 0 || ink.yMax - ink.yMin <= 0);
        continue;
      }
      inked++;
      assert_true(box.left <= ink.xMin && box.right >= ink.xMax && box.bottom <= ink.yMin && box.top >= ink.yMax);
      assert_true(box.left >= control.xMin - 1 && box.right <= control.xMax + 1 && box.bottom >= control.yMin - 1 && box.top <= control.yMax + 1);
    }
    assert_true(inked > 3);
    FT_Done_Face(face);
  }
  FT_Done_FreeType(library);
}

static void test_scaling(void **state) {
  (void)state;
  struct gk_glyphs glyphs = shape(fonts, arena, "宋体", GK_FONT_HAN, "国，");
  struct gk_box small, large;
  assert_true(gk_font_extents(fonts, glyphs.items[0].font, glyphs.items[0].id, 1000, &small));
  assert_true(gk_font_extents(fonts, glyphs.items[0].font, glyphs.items[0].id, 16000, &large));
  assert_in_range(large.left, small.left * 16 - 16, small.left * 16 + 16);
  assert_in_range(large.right, small.right * 16 - 16, small.right * 16 + 16);
  assert_true(large.left > 0 && large.right < 16000 && large.bottom < 0 && large.top > 12000);
  /* The comma sits in the left half of its cell. */
  assert_true(gk_font_extents(fonts, glyphs.items[1].font, glyphs.items[1].id, 16000, &large));
  assert_true(large.right < 8000);
}

static void test_outward_rounding(void **state) {
  (void)state;
  struct gk_glyphs glyphs = shape(fonts, arena, "仿宋", GK_FONT_LATIN, "g");
  for (int32_t size = 1; size < 3000; size += 7) {
    struct gk_box box, whole;
    assert_true(gk_font_extents(fonts, glyphs.items[0].font, glyphs.items[0].id, 2048, &whole));
    assert_true(gk_font_extents(fonts, glyphs.items[0].font, glyphs.items[0].id, size, &box));
    assert_true((int64_t)box.left * 2048 <= (int64_t)whole.left * size && (int64_t)box.right * 2048 >= (int64_t)whole.right * size);
    assert_true((int64_t)box.bottom * 2048 <= (int64_t)whole.bottom * size && (int64_t)box.top * 2048 >= (int64_t)whole.top * size);
  }
}

static void test_nothing(void **state) {
  (void)state;
  struct gk_glyphs glyphs = shape(fonts, arena, "仿宋", GK_FONT_LATIN, " ");
  struct gk_box box;
  assert_false(gk_font_extents(fonts, glyphs.items[0].font, glyphs.items[0].id, 16000, &box));
  assert_int_equal(box.right, 0);
  assert_false(gk_font_extents(fonts, 9999, 1, 16000, &box));
  assert_false(gk_font_extents(fonts, glyphs.items[0].font, 65000, 16000, &box));
  assert_int_equal(gk_font_width(fonts, 9999, 1), 0);
  assert_int_equal(gk_font_width(fonts, glyphs.items[0].font, 65000), 0);
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fonts, close_fonts)
      T(test_against_freetype), T(test_scaling), T(test_outward_rounding), T(test_nothing)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
