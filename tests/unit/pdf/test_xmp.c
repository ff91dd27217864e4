/* What the file says of itself: dates, escaping, the same in both places. */
#include "pdf/sample.h"

#include "pdf/xmp.h"

/* XMP and information dictionary of the options, as text. The caller frees. */
static char *described(const struct gk_pdf_options *options) {
  struct gk_objects *objects = gk_objects_new(NULL);
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_buf out;
  gk_object info = 0, metadata = 0;
  gk_buf_init(&out, 1 << 20);
  gk_diag_sink_reset(sink);
  assert_true(gk_pdf_describe(arena, objects, options, NULL, 0, &info, &metadata, sink));
  assert_true(gk_objects_write(objects, metadata, &out) && gk_objects_write(objects, info, &out));
  gk_objects_drop(objects);
  gk_arena_drop(arena);
  char *text = strdup(out.data);
  gk_buf_drop(&out);
  return text;
}

static void date_is(int64_t seconds, int offset, const char *info, const char *xmp) {
  struct gk_pdf_options options = sample_options();
  options.date = seconds;
  options.date_offset_minutes = offset;
  char *text = described(&options), words[128];
  snprintf(words, sizeof words, "/CreationDate (D:%s)\n/ModDate (D:%s)\n", info, info);
  assert_has(text, words);
  snprintf(words, sizeof words, "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>", xmp, xmp);
  assert_has(text, words);
  free(text);
}

static void dates_are_civil(void **state) {
  (void)state;
  date_is(0, 0, "19700101000000+00'00'", "1970-01-01T00:00:00+00:00");
  date_is(1643871845, 480, "20220203150405+08'00'", "2022-02-03T15:04:05+08:00");
  date_is(951782399, 0, "20000228235959+00'00'", "2000-02-28T23:59:59+00:00");
  date_is(951782400, 0, "20000229000000+00'00'", "2000-02-29T00:00:00+00:00");
  date_is(4107542400, 0, "21000301000000+00'00'", "2100-03-01T00:00:00+00:00"); /* 2100 has no leap day */
  date_is(0, -210, "19691231203000-03'30'", "1969-12-31T20:30:00-03:30");
  date_is(253402300799, 0, "99991231235959+00'00'", "9999-12-31T23:59:59+00:00");
}

static void no_date_when_none_is_given(void **state) {
  (void)state;
  struct gk_pdf_options options = sample_options();
  options.date = -1;
  char *text = described(&options);
  assert_null(strstr(text, "Date"));
  free(text);
}

static void impossible_dates(void **state) {
  (void)state;
  static const struct { int64_t seconds; int offset; } dates[] = {{253402300800, 0}, {253402300799, 1}, {INT64_MAX, 0}, {0, 1440}, {0, -1440}};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    struct gk_pdf_options options = sample_options();
    options.date = dates[i].seconds;
    options.date_offset_minutes = dates[i].offset;
    struct gk_objects *objects = gk_objects_new(NULL);
    struct gk_arena *arena = gk_arena_new(0);
    gk_object info, metadata;
    gk_diag_sink_reset(sink);
    assert_false(gk_pdf_describe(arena, objects, &options, NULL, 0, &info, &metadata, sink));
    assert_true(was_told("pdf.date"));
    gk_objects_drop(objects);
    gk_arena_drop(arena);
  }
}

static void characters_of_markup_are_escaped(void **state) {
  (void)state;
  struct gk_pdf_options options = sample_options();
  options.title = "a & b < c > d \"e\" 'f' 𠮷 ]]> \x01\x7F.";
  options.author = "</rdf:li><x/>&amp;";
  char *text = described(&options);
  assert_has(text, "<rdf:li xml:lang=\"x-default\">a &amp; b &lt; c &gt; d \"e\" 'f' 𠮷 ]]&gt; .</rdf:li>");
  assert_has(text, "<rdf:li>&lt;/rdf:li&gt;&lt;x/&gt;&amp;amp;</rdf:li>");
  free(text);
}

static void packet_is_xml(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "xmp");
  char *parsed = ask("pdfinfo -meta {} | xmllint --noout -", path);
  assert_string_equal(parsed, "");
  free(parsed);
  assert_says("pdfinfo -meta {}", path, "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>");
  assert_says("pdfinfo {}", path, "Title:           " TITLE);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void what_is_not_given_is_not_said(void **state) {
  (void)state;
  struct gk_pdf_options options = sample_options();
  options.author = options.subject = options.keywords = NULL;
  char *text = described(&options);
  assert_null(strstr(text, "dc:creator"));
  assert_null(strstr(text, "dc:description"));
  assert_null(strstr(text, "pdf:Keywords"));
  assert_null(strstr(text, "/Author"));
  assert_null(strstr(text, "(null)"));
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(dates_are_civil), cmocka_unit_test(no_date_when_none_is_given), cmocka_unit_test(impossible_dates),
                                     cmocka_unit_test(characters_of_markup_are_escaped), cmocka_unit_test(packet_is_xml),
                                     cmocka_unit_test(what_is_not_given_is_not_said)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
