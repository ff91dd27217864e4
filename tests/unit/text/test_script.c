/* Superscripts and subscripts: size, height, no 中西间距, no room of marks, and
 * never at a line's start. */
#include "face.h"

static struct gk_paragraph with_script(int32_t measure, const char *before, unsigned flags, const char *script, const char *after) {
  struct gk_text_style style = plain_style();
  struct gk_text_run runs[] = {run_of(before), run_of(script), run_of(after)};
  runs[1].flags = flags | GK_RUN_WHOLE | GK_RUN_JOINED;
  struct gk_paragraph p;
  assert_true(gk_text_paragraph(NULL, arena, &style, measure, runs, 3, &p, sink));
  return p;
}

static void sizes(void **state) {
  (void)state;
  static const struct { unsigned flags; const char *script; int32_t rise, width; } rows[] = {
      {GK_RUN_SUPER, "2", 333, 300}, {GK_RUN_SUB, "2", -142, 300}, {GK_RUN_SUPER, "①", 333, 600}, {GK_RUN_SUPER, "1）", 333, 900}, {GK_RUN_SUB, "max", -142, 900}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct gk_paragraph p = with_script(20000, "面积", rows[i].flags, rows[i].script, "米。");
    assert_int_equal(p.count, 1);
    const struct gk_line *line = &p.lines[0];
    assert_int_equal(line->glyphs[1].size, 0);
    assert_int_equal(line->glyphs[1].y, 0);
    assert_int_equal(line->glyphs[2].size, 600);
    assert_int_equal(line->glyphs[2].y, rows[i].rise);
    assert_int_equal(line->glyphs[2].x, 2000); /* no 中西间距 */
    const struct gk_line_glyph *last = &line->glyphs[line->count - 2];
    assert_int_equal(last->x, 2000 + rows[i].width);
    assert_int_equal(last->size, 0);
    assert_int_equal(last->y, 0);
  }
}

/* At no measure does a line begin with the mark of a note, and the text comes out whole. */
static void stays_with_what_it_marks(void **state) {
  (void)state;
  for (int32_t measure = 2000; measure <= 12000; measure += 250) {
    struct gk_paragraph p = with_script(measure, "部门预算收支总表", GK_RUN_SUPER, "①", "如下所示的各项");
    uint32_t at = 0;
    for (size_t i = 0; i < p.count; i++) {
      assert_int_equal(p.lines[i].from, at);
      at = p.lines[i].to;
      assert_int_equal(p.lines[i].glyphs[0].size, 0);
    }
    assert_int_equal(at, p.size);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(sizes, face_setup, face_teardown),
                                     cmocka_unit_test_setup_teardown(stays_with_what_it_marks, face_setup, face_teardown)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
