/* Outline and page labels, as other programs read them. */
#include "pdf/sample.h"

#include "pdf/navigation.h"

static void labels_are(const char *const *labels, size_t n, const char *expected) {
  struct sample s;
  sample_init(&s);
  for (size_t i = 0; i < n; i++) add_page(&s, false, labels[i]);
  struct gk_buf out;
  gk_buf_init(&out, 4096);
  assert_true(gk_pdf_page_labels(&s.list, &out));
  assert_string_equal(out.data, expected);
  gk_buf_drop(&out);
  sample_drop(&s);
}

static void page_labels(void **state) {
  (void)state;
  labels_are((const char *const[]){"1", "2", "3"}, 3, "<</Nums [0 <</S /D/St 1>> ]>>");
  labels_are((const char *const[]){NULL, NULL, "1", "2"}, 4, "<</Nums [0 <<>> 2 <</S /D/St 1>> ]>>");
  labels_are((const char *const[]){"1", "3", NULL, ""}, 4, "<</Nums [0 <</S /D/St 1>> 1 <</S /D/St 3>> 2 <<>> ]>>");
  labels_are((const char *const[]){"A-9", "A-10", "B-11"}, 3, "<</Nums [0 <</S /D/St 9/P <FEFF0041002D>>> 2 <</S /D/St 11/P <FEFF0042002D>>> ]>>");
  labels_are((const char *const[]){"封面", "007", "0"}, 3,
             "<</Nums [0 <</P <FEFF5C019762>>> 1 <</S /D/St 7/P <FEFF00300030>>> 2 <</P <FEFF0030>>> ]>>");
  /* A cover, a contents in Roman numerals, the text. */
  labels_are((const char *const[]){NULL, "I", "II", "III", "1", "2"}, 6, "<</Nums [0 <<>> 1 <</S /R/St 1>> 4 <</S /D/St 1>> ]>>");
  labels_are((const char *const[]){"iv", "v", "V", "IIII"}, 4, "<</Nums [0 <</S /r/St 4>> 2 <</S /R/St 5>> 3 <</P <FEFF0049004900490049>>> ]>>");
  labels_are((const char *const[]){"99999999999999999999"}, 1, "<</Nums [0 <</S /D/St 999999999/P <FEFF00390039003900390039003900390039003900390039>>> ]>>");
}

static void outline_nests_by_level(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  for (int i = 0; i < 3; i++) add_page(&s, i == 2, NULL);
  struct gk_tag *tag = NULL;
  begin_tag(&s, s.typeset.root);
  end(&s);
  static const struct { const char *title; unsigned level; uint32_t page; } entries[] = {
      {"一、概况", 1, 0}, {"（一）职责", 2, 0}, {"1.细目 & <𠮷>", 4, 1}, {"（二）机构", 2, 1}, {"二、预算", 1, 2}};
  for (size_t i = 0; i < 5; i++) add_outline(&s, entries[i].title, entries[i].level, entries[i].page, 100000, tag);
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "outline");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  char *text = ask("mutool show {} outline", path);
  /* depth by tabs; - an unfolded entry, + a folded one, | one without entries below */
  assert_has(text, "-\t\"一、概况\"");
  assert_has(text, "+\t\t\"（一）职责\"");
  assert_has(text, "|\t\t\t\"1.细目 & <𠮷>\"");
  assert_has(text, "|\t\t\"（二）机构\"");
  assert_has(text, "|\t\"二、预算\"");
  free(text);
  text = plain_form(path);
  assert_has(text, "/Count 4\n"); /* in view: two entries, and the two below the first */
  assert_has(text, "/XYZ\n    0\n    741.89\n    null");
  assert_has(text, "/XYZ\n    100\n    0\n    null"); /* the turned page */
  assert_has(text, "/PageMode /UseOutlines");
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void outline_may_begin_deep(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  add_outline(&s, "深", 3, 0, 0, NULL);
  add_outline(&s, "浅", 1, 0, 0, NULL);
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = ask("mutool show {} outline", save_pdf(&pdf, "outline-deep"));
  assert_has(text, "|\t\"深\"");
  assert_has(text, "|\t\"浅\"");
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void no_outline_no_pane(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = plain_form(save_pdf(&pdf, "outline-none"));
  assert_null(strstr(text, "/Outlines"));
  assert_null(strstr(text, "UseOutlines"));
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(page_labels), cmocka_unit_test(outline_nests_by_level), cmocka_unit_test(outline_may_begin_deep),
                                     cmocka_unit_test(no_outline_no_pane)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
