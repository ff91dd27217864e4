/* The library for Unicode without its data, or without memory: the test's own
 * ubrk_open is linked in its place. What is said is what is wrong, and its status. */
#include <unicode/ubrk.h>

#include "text/face.h"

static UErrorCode fault;

UBreakIterator *ubrk_open(UBreakIteratorType type, const char *locale, const UChar *text, int32_t length, UErrorCode *status) {
  (void)type, (void)locale, (void)text, (void)length;
  *status = fault;
  return NULL;
}

static void assert_told(enum gk_text_words words, const char *text, UErrorCode why, const char *id, enum gk_status status, const char *says) {
  gk_diag_sink_reset(sink);
  fault = why;
  struct gk_text_style style = plain_style();
  style.words = words;
  struct gk_text_run run = run_of(text);
  struct gk_paragraph p;
  assert_false(gk_text_paragraph(NULL, arena, &style, 9000, &run, 1, &p, sink));
  const struct gk_diag *d = gk_diag_first(sink);
  assert_non_null(d);
  assert_string_equal(d->message->id, id);
  assert_null(d->next);
  assert_int_equal(gk_diag_status(sink), status);
  if (says) assert_string_equal(d->args[1], says);
}

static void test_faults(void **state) {
  (void)state;
  assert_told(GK_WORDS_WHOLE, "部门预算信息公开情况说明", U_MISSING_RESOURCE_ERROR, "text.unicode", GK_STATUS_ENVIRONMENT, "U_MISSING_RESOURCE_ERROR");
  assert_told(GK_WORDS_WHOLE, "部门预算信息公开情况说明", U_MEMORY_ALLOCATION_ERROR, "memory.exhausted", GK_STATUS_MEMORY, NULL);
  /* where lines end between words of other scripts */
  assert_told(GK_WORDS_FREE, "open data (of budgets) here", U_FILE_ACCESS_ERROR, "text.unicode", GK_STATUS_ENVIRONMENT, "U_FILE_ACCESS_ERROR");
  assert_told(GK_WORDS_FREE, "open data (of budgets) here", U_MEMORY_ALLOCATION_ERROR, "memory.exhausted", GK_STATUS_MEMORY, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
