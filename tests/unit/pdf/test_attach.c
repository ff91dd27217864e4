/* Attachments: written so that others find them, read back by our own reader, and
 * memory that ends anywhere on the way. */
#include "pdf/sample.h"

static const struct gk_pdf_attachment files[] = {
    {.name = "数据.json", .description = "数据 <1>", .relationship = "Data", .type = "application/json", .bytes = "{\"a\": 1}\n", .size = 9},
    {.name = "表/01-“甲”.csv", .relationship = "Alternative", .type = "text/csv", .bytes = "\xEF\xBB\xBFx\r\n", .size = 6},
    {.name = "layouts/x/layout.xml", .description = "版式", .relationship = "Source", .type = "application/xml", .bytes = "", .size = 0},
    {.name = "a\xF0\xA0\xAE\xB7", .relationship = "Supplement", .type = "text/plain", .bytes = "\0\1\2", .size = 3},
};
#define COUNT (sizeof files / sizeof *files)

static struct gk_buf write_files(bool plain_xref) {
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  struct gk_pdf_options options = sample_options();
  options.attachments = files;
  options.attachment_count = COUNT;
  options.plain_xref = plain_xref;
  struct gk_buf pdf = write_sample(&s, &options);
  sample_drop(&s);
  return pdf;
}

static const struct gk_pdf_attachment *named(const struct gk_pdf_attachment *list, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].name, name) == 0) return &list[i];
  return NULL;
}

static void read_back(void **state) {
  (void)state;
  for (int plain = 0; plain < 2; plain++) {
    struct gk_buf pdf = write_files(plain);
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_pdf_attachment *got;
    size_t n;
    gk_diag_sink_reset(sink);
    bool good = gk_pdf_read_attachments(arena, pdf.data, pdf.size, &got, &n, sink);
    if (!good) show_told();
    assert_true(good);
    assert_int_equal(n, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
      const struct gk_pdf_attachment *file = named(got, n, files[i].name);
      assert_non_null(file);
      assert_int_equal(file->size, files[i].size);
      assert_memory_equal(file->bytes, files[i].bytes, files[i].size);
      if (files[i].description) assert_string_equal(file->description, files[i].description);
      else assert_null(file->description);
    }
    gk_arena_drop(arena);
    gk_buf_drop(&pdf);
  }
}

static void others_find_them(void **state) {
  (void)state;
  struct gk_buf pdf = write_files(false);
  const char *path = save_pdf(&pdf, "attached");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors");
  /* The name tree is in the order of its keys, or these would not be found. */
  assert_says("qpdf --show-attachment=数据.json {}", path, "{\"a\": 1}\n");
  assert_says("qpdf --show-attachment='表/01-“甲”.csv' {}", path, "x\r\n");
  char *text = plain_form(path);
  assert_int_equal(occurrences(text, "/Type /EmbeddedFile"), COUNT);
  assert_has(text, "/Subtype /application#2fjson");
  assert_has(text, "/AFRelationship /Supplement");
  assert_has(text, "/ModDate (D:20220203150405+08'00')");
  free(text);
  gk_buf_drop(&pdf);
}

static void nothing_where_there_is_none(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  struct gk_buf pdf = write_sample(&s, NULL);
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_pdf_attachment *got;
  size_t n;
  gk_diag_sink_reset(sink);
  assert_false(gk_pdf_read_attachments(arena, pdf.data, pdf.size, &got, &n, sink));
  assert_true(was_told("pdf.no-attachments"));
  assert_int_equal(n, 0);
  char *text = plain_form(save_pdf(&pdf, "bare"));
  assert_null(strstr(text, "/AF "));
  assert_null(strstr(text, "/Names "));
  free(text);
  gk_arena_drop(arena);
  gk_buf_drop(&pdf);
  sample_drop(&s);
}

static void no_memory_while_reading(void **state) {
  (void)state;
  struct gk_buf pdf = write_files(false);
  bool finished = false;
  for (unsigned long at = 1; !finished; at++) {
    gk_diag_sink_reset(sink);
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_pdf_attachment *got;
    size_t n;
    gk_memory_fail_at(at);
    finished = gk_pdf_read_attachments(arena, pdf.data, pdf.size, &got, &n, sink);
    gk_memory_fail_at(0);
    if (!finished) assert_int_equal(n, 0);
    if (!finished) assert_true(gk_diag_errors(sink) > 0);
    gk_arena_drop(arena);
    assert_true(at < 10000);
  }
  gk_buf_drop(&pdf);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(read_back), cmocka_unit_test(others_find_them), cmocka_unit_test(nothing_where_there_is_none),
                                     cmocka_unit_test(no_memory_while_reading)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
