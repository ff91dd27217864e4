/* Subsets, read back by FreeType: the same outlines and advances as in the
 * original, under the codes that the pages use. */
#include "font/fixture.h"

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
  gk_memory_fail_at(0);
  gk_fonts_drop(fonts);
  gk_arena_drop(arena);
  return close_folder(state);
}

static uint16_t number_of(const char *name) {
  for (size_t i = 0; i < gk_fonts_count(fonts); i++)
    if (strcmp(gk_fonts_info(fonts, i)->name, name) == 0) return (uint16_t)i;
  fail_msg("no font %s", name);
  return 0;
}

static bool subset_in(struct gk_fonts *in, struct gk_arena *to, uint16_t number, const uint16_t *glyphs, size_t n, struct gk_font_subset *out) {
  return gk_font_subset(in, to, number, glyphs, n, out, sink) && gk_font_subset_program(in, to, number, glyphs, n, out, sink);
}
static bool subset_whole(uint16_t number, const uint16_t *glyphs, size_t n, struct gk_font_subset *out) {
  return subset_in(fonts, arena, number, glyphs, n, out);
}

/* --- the oracle: FreeType on both files */

static void same_glyph(FT_Face made, FT_UInt made_glyph, FT_Face original, FT_UInt glyph, bool program_has_widths) {
  assert_int_equal(FT_Load_Glyph(original, glyph, FT_LOAD_NO_SCALE), 0);
  assert_int_equal(FT_Load_Glyph(made, made_glyph, FT_LOAD_NO_SCALE), 0);
  FT_Outline *a = &original->glyph->outline, *b = &made->glyph->outline;
  if (a->n_points != b->n_points) print_message("glyph %u → %u\n", glyph, made_glyph);
  assert_int_equal(a->n_points, b->n_points);
  assert_int_equal(a->n_contours, b->n_contours);
  for (int i = 0; i < a->n_contours; i++) assert_int_equal(a->contours[i], b->contours[i]);
  for (int i = 0; i < a->n_points; i++) {
    assert_int_equal(a->points[i].x, b->points[i].x);
    assert_int_equal(a->points[i].y, b->points[i].y);
    assert_int_equal(a->tags[i] & 3, b->tags[i] & 3);
  }
  if (program_has_widths) assert_int_equal(original->glyph->advance.x, made->glyph->advance.x);
}

/* Where a code leads in the embedded program, found as a PDF reader finds it (ISO 32000-1 9.7.4.2). */
struct finder { const struct gk_font_subset *subset; FT_Face made; };

static struct finder open_subset(const struct gk_font_subset *subset, FT_Library library) {
  struct finder f = {.subset = subset};
  assert_int_equal(FT_New_Memory_Face(library, subset->program, (FT_Long)subset->program_size, 0, &f.made), 0);
  return f;
}

/* In a bare CFF with CIDs FreeType's glyph numbers are the CIDs themselves; with names they are glyph ids. */
static FT_UInt find(const struct finder *f, uint16_t code) {
  if (f->subset->cff) return code;
  assert_true(2 * (size_t)code + 1 < f->subset->cid_to_gid_size);
  return (FT_UInt)f->subset->cid_to_gid[2 * code] << 8 | f->subset->cid_to_gid[2 * code + 1];
}

static void round_trip(const char *name, unsigned from, unsigned step, size_t most) {
  uint16_t number = number_of(name);
  struct gk_font *font = gk_font_use(fonts, number, sink);
  struct gk_font_subset subset;
  FT_Library library;
  FT_Face original;
  assert_non_null(font);
  uint16_t *glyphs = malloc(sizeof *glyphs * font->glyph_count);
  size_t n = 0;
  for (unsigned g = from; g < font->glyph_count && n < most; g += step) glyphs[n++] = (uint16_t)g;
  assert_true(n > 0);
  assert_true(subset_whole(number, glyphs, n, &subset));
  assert_int_equal(FT_Init_FreeType(&library), 0);
  assert_int_equal(FT_New_Face(library, font->info.path, font->info.index, &original), 0);
  struct finder f = open_subset(&subset, library);
  for (size_t i = 0; i < n; i++) {
    FT_UInt made = find(&f, subset.codes[i]);
    if (glyphs[i]) assert_int_not_equal(made, 0);
    same_glyph(f.made, made, original, glyphs[i], true);
    int64_t advance = f.made->glyph->advance.x;
    assert_int_equal(subset.widths[i], (advance * 1000000 + font->upem / 2) / font->upem);
    assert_int_equal(subset.widths[i], gk_font_width(fonts, number, glyphs[i]));
    assert_int_equal(subset.codes[i], gk_font_code(fonts, number, glyphs[i]));
  }
  same_glyph(f.made, 0, original, 0, true); /* .notdef came by itself */
  assert_string_equal(subset.postscript_name, FT_Get_Postscript_Name(original));
  FT_Done_Face(f.made);
  FT_Done_Face(original);
  FT_Done_FreeType(library);
  free(glyphs);
  gk_arena_reset(arena);
}

static void test_round_trip_cff(void **state) {
  (void)state;
  round_trip("fandol-fang", 0, 1, 65535); /* every glyph */
  round_trip("fandol-kai", 1, 5, 65535);
  round_trip("serif-regular", 1, 9, 65535);
  round_trip("serif-semibold", 3, 97, 65535);
  round_trip("serif-light", 4, 97, 65535);
  round_trip("sans-medium", 5, 97, 65535);
}

static void test_round_trip_truetype(void **state) {
  (void)state;
  round_trip("liberation-serif", 0, 1, 65535); /* every glyph, composites among them; upem 2048 */
  round_trip("liberation-serif-bold", 1, 3, 65535);
  round_trip("wenkai-light", 1, 7, 65535);
  if (gk_fonts_info(fonts, number_of("hanamin-b"))->present) round_trip("hanamin-b", 1, 31, 65535); /* upem 1024 */
}

static void test_single_glyphs(void **state) {
  (void)state;
  round_trip("fandol-fang", 8896, 1, 1);
  round_trip("liberation-serif", 20, 1, 1);
  round_trip("serif-regular", 65534, 1, 1); /* the last glyph there can be */
}

static void test_fandol_codes(void **state) {
  (void)state;
  struct gk_glyphs glyphs = shape(fonts, arena, "仿宋", GK_FONT_HAN, "市¥€–"); /* as the role gives them */
  uint16_t fang = number_of("fandol-fang");
  struct gk_font *font = gk_font_use(fonts, fang, sink);
  static const uint32_t CHARS[] = {0xA5, 0x20AC, 0x2013};
  assert_int_equal(glyphs.items[0].font, fang);
  assert_int_equal(gk_font_code(fonts, fang, glyphs.items[0].id), glyphs.items[0].id); /* Han: the same number */
  for (size_t i = 0; i < 3; i++) {
    hb_codepoint_t glyph;
    assert_true(hb_font_get_nominal_glyph(font->font, CHARS[i], &glyph));
    uint16_t code = gk_font_code(fonts, fang, (uint16_t)glyph), one = (uint16_t)glyph;
    assert_true(glyph > 8895);
    assert_int_not_equal(code, glyph);
    struct gk_font_subset subset;
    assert_true(subset_whole(fang, &one, 1, &subset));
    assert_true(subset.cff);
    assert_int_equal(subset.codes[0], code);
    round_trip("fandol-fang", glyph, 1, 1);
  }
}

/* A CFF font whose glyphs have names: CID is glyph id, so the ids are kept. */
static void test_name_keyed(void **state) {
  (void)state;
  char mapping[512], here[256];
  assert_non_null(getcwd(here, sizeof here));
  snprintf(mapping, sizeof mapping, "[西文]\nfile = %s/tests/unit/font/named.otf\n", here);
  write_text("own.ini", mapping);
  gk_fonts_drop(fonts);
  fonts = open_locked(in_folder("own.ini"));
  struct gk_glyphs glyphs = shape(fonts, arena, "仿宋", GK_FONT_LATIN, "A8");
  uint16_t number = glyphs.items[0].font, set[] = {3, 4};
  assert_true(gk_fonts_info(fonts, number)->from_user);
  assert_int_equal(glyphs.items[0].id, 3);
  assert_int_equal(glyphs.items[0].advance, 11200);
  struct gk_font_subset subset;
  assert_true(subset_whole(number, set, 2, &subset));
  assert_true(subset.cff);
  assert_int_equal(subset.codes[0], 3);
  assert_int_equal(subset.codes[1], 4);
  assert_string_equal(subset.postscript_name, "GkNamed-Regular");
  assert_int_equal(subset.cap_height, 700);
  round_trip(gk_fonts_info(fonts, number)->name, 3, 1, 2);
  round_trip(gk_fonts_info(fonts, number)->name, 0, 1, 6);
  assert_silent();
}

static void test_descriptor(void **state) {
  (void)state;
  uint16_t one[] = {20};
  struct gk_font_subset song, latin;
  assert_true(subset_whole(number_of("serif-regular"), one, 1, &song));
  assert_true(song.cff);
  assert_null(song.cid_to_gid);
  assert_int_equal(song.ascent, 1151);
  assert_int_equal(song.descent, -286);
  assert_true(song.bbox[0] < 0 && song.bbox[1] < 0 && song.bbox[2] > 1000 && song.bbox[3] > 800);
  assert_in_range(song.cap_height, 700, 760);
  assert_true(subset_whole(number_of("liberation-serif"), one, 1, &latin));
  assert_false(latin.cff);
  assert_int_equal(latin.cid_to_gid_size, 42);
  assert_string_equal(latin.postscript_name, "LiberationSerif");
  assert_int_equal(latin.ascent, 891); /* 1825 of 2048 */
  assert_int_equal(latin.descent, -216);
  assert_int_equal(latin.widths[0], 500000);
  assert_int_equal(latin.flags, 4);
}

static void test_deterministic(void **state) {
  (void)state;
  static const char *const NAMES[] = {"fandol-fang", "serif-regular", "liberation-serif", "wenkai-light"};
  uint16_t set[] = {5, 20, 100, 101, 500, 1000, 2000};
  for (size_t i = 0; i < 4; i++) {
    struct gk_font_subset first, second, fewer;
    uint16_t number = number_of(NAMES[i]);
    assert_true(subset_whole(number, set, 7, &first));
    assert_true(subset_whole(number, set, 6, &fewer));
    struct gk_fonts *other = open_locked(NULL); /* another process would have another heap */
    void *noise = malloc(12345);
    assert_true(subset_in(other, arena, number, set, 7, &second));
    free(noise);
    assert_int_equal(first.program_size, second.program_size);
    assert_memory_equal(first.program, second.program, first.program_size);
    assert_string_equal(first.tag, second.tag);
    assert_int_equal(strlen(first.tag), 6);
    for (int k = 0; k < 6; k++) assert_in_range(first.tag[k], 'A', 'Z');
    assert_string_not_equal(first.tag, fewer.tag);
    gk_fonts_drop(other);
  }
  struct gk_font_subset a, b;
  assert_true(subset_whole(number_of("fandol-fang"), set, 3, &a));
  assert_true(subset_whole(number_of("fandol-kai"), set, 3, &b));
  assert_string_not_equal(a.tag, b.tag); /* the same glyphs of another font */
}

static void test_small(void **state) {
  (void)state;
  struct gk_font_subset subset;
  uint16_t one[] = {20};
  assert_true(subset_whole(number_of("serif-regular"), one, 1, &subset));
  assert_true(subset.program_size < 20000);
  assert_true(subset_whole(number_of("liberation-serif"), one, 1, &subset));
  assert_true(subset.program_size < 4000);
  assert_true(subset_whole(number_of("liberation-serif"), NULL, 0, &subset));
  assert_true(subset.program_size > 0);
}

static void test_refused(void **state) {
  (void)state;
  struct gk_font_subset subset;
  uint16_t beyond[] = {65000}, unsorted[] = {9, 5}, twice[] = {5, 5};
  uint16_t number = number_of("liberation-serif");
  assert_false(subset_whole(number, beyond, 1, &subset));
  assert_told("font.subset");
  assert_false(subset_whole(number, unsorted, 2, &subset));
  assert_false(subset_whole(number, twice, 2, &subset));
  assert_false(subset_whole(9999, twice, 1, &subset));
  assert_int_equal(gk_font_code(fonts, 9999, 1), 0);
  assert_int_equal(gk_font_code(fonts, number, 65000), 0);
}

static void test_memory(void **state) {
  (void)state;
  uint16_t set[] = {5, 20, 100};
  static const char *const NAMES[] = {"fandol-fang", "liberation-serif"};
  for (size_t i = 0; i < 2; i++) {
    uint16_t number = number_of(NAMES[i]);
    bool done = false;
    for (unsigned long n = 1; n < 200 && !done; n++) {
      struct gk_font_subset subset;
      struct gk_fonts *mine = open_locked(NULL);
      struct gk_arena *scratch = gk_arena_new(0);
      gk_diag_sink_reset(sink);
      gk_memory_fail_at(n);
      done = subset_in(mine, scratch, number, set, 3, &subset);
      gk_memory_fail_at(0);
      if (!done) assert_int_equal(gk_diag_status(sink), GK_STATUS_MEMORY);
      gk_arena_drop(scratch);
      gk_fonts_drop(mine);
    }
    assert_true(done);
  }
}

int main(void) {
  static const struct CMUnitTest TESTS[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_fonts, close_fonts)
      T(test_round_trip_cff), T(test_round_trip_truetype), T(test_single_glyphs), T(test_fandol_codes), T(test_name_keyed), T(test_descriptor),
      T(test_deterministic), T(test_small), T(test_refused), T(test_memory)};
  return cmocka_run_group_tests(TESTS, NULL, NULL);
}
