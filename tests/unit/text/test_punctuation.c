/* The table of marks: in order, complete for what clreq and GB/T 15834 name, and consistent with itself. */
#include "text/face.h"

static void test_order(void **state) {
  (void)state;
  const struct gk_mark_row *rows;
  size_t n = gk_mark_rows(&rows);
  assert_true(n > 80);
  for (size_t i = 0; i < n; i++) {
    if (i > 0) assert_true(rows[i - 1].code < rows[i].code);
    assert_ptr_equal(gk_mark_lookup(rows[i].code), &rows[i]);
    int em = rows[i].lead + rows[i].body + rows[i].trail;
    assert_true(em == 0 || em == 500 || em == 1000 || em == 2000);
    assert_true(rows[i].mark != GK_MARK_OPEN || (rows[i].no_end == GK_KINSOKU_BASIC && rows[i].no_start == 0));
    assert_true(rows[i].mark != GK_MARK_CLOSE || (rows[i].no_start == GK_KINSOKU_BASIC && rows[i].no_end == 0));
  }
}

static void test_not_marks(void **state) {
  (void)state;
  static const uint32_t others[] = {0, 'A', '0', 0x4E00, 0x3007, 0x3042, 0x20000, 0x10FFFF, 0xFFFFFFFF};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_null(gk_mark_lookup(others[i]));
}

/* clreq 行首行尾禁则 and GB/T 15834 5.1: who may not begin or end a line, from which level on. */
static void test_kinsoku(void **state) {
  (void)state;
  static const struct { const char *marks; int no_start, no_end; } rows[] = {
      {"、，。．：；！？‼⁇⁈⁉", GK_KINSOKU_BASIC, 0},
      {"”’」』）］｝】〗〕〉》", GK_KINSOKU_BASIC, 0},
      {"“‘「『（［｛【〖〔〈《", 0, GK_KINSOKU_BASIC},
      {"～-–·・‧", GK_KINSOKU_BASIC, 0},
      {"/／", GK_KINSOKU_BASIC, GK_KINSOKU_GB},
      {"%％‰℃°′″々", GK_KINSOKU_BASIC, 0},
      {")]},.;:!?", GK_KINSOKU_BASIC, 0},
      {"([{", 0, GK_KINSOKU_BASIC},
      {"￥¥$№§€", 0, GK_KINSOKU_GB},
      {"—…⋯⸺", GK_KINSOKU_STRICT, 0},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    size_t n = strlen(rows[r].marks);
    for (size_t i = 0; i < n;) {
      const struct gk_mark_row *row = gk_mark_lookup(gk_utf8_next(rows[r].marks, n, &i));
      if (row == NULL) fail_msg("row %zu: a mark before byte %zu of %s is not in the table", r, i, rows[r].marks);
      assert_int_equal(row->no_start, rows[r].no_start);
      assert_int_equal(row->no_end, rows[r].no_end);
    }
  }
}

static void test_cells(void **state) {
  (void)state;
  static const struct { const char *marks; unsigned lead, body, trail; } rows[] = {
      {"（《“‘「【〔［｛", 500, 500, 0}, {"）》”’」】〕］｝，。、；：！？．", 0, 500, 500},
      {"·‧-/", 0, 500, 0},               {"～—…％‰", 0, 1000, 0},
      {"・", 250, 500, 250},             {"(),.%", 0, 0, 0},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
    for (size_t i = 0, n = strlen(rows[r].marks); i < n;) {
      const struct gk_mark_row *row = gk_mark_lookup(gk_utf8_next(rows[r].marks, n, &i));
      assert_non_null(row);
      assert_int_equal(row->lead, rows[r].lead);
      assert_int_equal(row->body, rows[r].body);
      assert_int_equal(row->trail, rows[r].trail);
    }
}

static void test_neighbours(void **state) {
  (void)state;
  assert_true(gk_mark_squeezes(GK_MARK_CLOSE, GK_MARK_STOP));
  assert_true(gk_mark_squeezes(GK_MARK_COMMA, GK_MARK_OPEN));
  assert_false(gk_mark_squeezes(GK_MARK_CLOSE, GK_MARK_MIDDLE));
  assert_false(gk_mark_squeezes(GK_MARK_DASH, GK_MARK_CLOSE));
  assert_true(gk_mark_doubles(0xFF1F) && gk_mark_doubles(0xFF01));
  assert_false(gk_mark_doubles(0x3002));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_not_marks), cmocka_unit_test(test_kinsoku),
                                     cmocka_unit_test(test_cells), cmocka_unit_test(test_neighbours)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
