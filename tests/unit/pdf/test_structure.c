/* Structure: content over several pages, large tables, empty cells, IDs. */
#include "pdf/sample.h"

static void one_tag_over_two_pages(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  struct gk_tag *tag = add_tag(&s, s.typeset.root, GK_TAG_P);
  for (int i = 0; i < 2; i++) {
    add_page(&s, false, NULL);
    begin_tag(&s, tag);
    add_text(&s, "仿宋", 16000, 80000, 100000, i ? "后半段。" : "前半段，");
    end(&s);
    begin_artifact(&s, GK_ARTIFACT_RULE);
    end(&s);
    begin_tag(&s, tag); /* and goes on after something else */
    add_text(&s, "仿宋", 16000, 80000, 130000, "又一行");
    end(&s);
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "structure-two-pages");
  char *text = plain_form(path);
  assert_int_equal(occurrences(text, "/Type /MCR"), 2); /* the second page's; the first page's are bare numbers */
  free(text);
  char *tagged = ask("pdfinfo -struct-text {} | tr -d '\\n \"'", path);
  assert_has(tagged, "前半段，又一行后半段。又一行");
  assert_int_equal(occurrences(tagged, "P(block)"), 1);
  free(tagged);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

/* An element within a text is read where it stands, not behind the text. */
static void kids_are_read_in_their_places(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  struct gk_tag *tag = add_tag(&s, s.typeset.root, GK_TAG_P), *span = add_tag(&s, tag, GK_TAG_SPAN), *blank = add_tag(&s, tag, GK_TAG_SPAN);
  struct gk_tag *reference = add_tag(&s, tag, GK_TAG_REFERENCE), *label = add_tag(&s, reference, GK_TAG_LBL);
  static const char *const words[] = {"一", "二", "三", "四", "五", "六"};
  const struct gk_tag *const owners[] = {tag, span, tag, tag, label, tag};
  (void)blank;
  for (int i = 0; i < 6; i++) {
    if (i % 3 == 0) add_page(&s, false, NULL); /* and over a page */
    begin_tag(&s, owners[i]);
    add_text(&s, "仿宋", 16000, 80000, 100000 + i % 3 * 30000, words[i]);
    end(&s);
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  char *tagged = ask("pdfinfo -struct-text {} | tr -d '\\n \"'", save_pdf(&pdf, "structure-mixed"));
  assert_has(tagged, "P(block)一Span(inline)二Span(inline)三四Reference(inline)Lbl(block)五六");
  free(tagged);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

/* Four pages of a hundred cells, each with an ID or Headers. */
static void table_over_four_pages(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  struct gk_tag *table = add_tag(&s, s.typeset.root, GK_TAG_TABLE), *head = add_tag(&s, table, GK_TAG_THEAD), *top = add_tag(&s, head, GK_TAG_TR);
  struct gk_tag *body = NULL;
  static const char *const columns[] = {"c0", "c1", "c2", "c3"};
  for (int page = 0; page < 4; page++) {
    add_page(&s, page % 2, NULL);
    for (int c = 0; page == 0 && c < 4; c++) {
      struct gk_tag *th = add_line(&s, top, GK_TAG_TH, 80000 + c * 100000, 60000, "列");
      th->id = columns[c];
      th->scope = GK_SCOPE_COLUMN;
    }
    if (!body) body = add_tag(&s, table, GK_TAG_TBODY);
    for (int r = 0; r < 25; r++) {
      struct gk_tag *row = add_tag(&s, body, GK_TAG_TR);
      for (int c = 0; c < 4; c++) {
        struct gk_tag *cell = c == 3 ? add_tag(&s, row, GK_TAG_TD) : add_line(&s, row, c ? GK_TAG_TD : GK_TAG_TH, 80000 + c * 100000, 80000 + r * 20000, c ? "12.50" : "项");
        if (c == 0) cell->id = gk_arena_printf(s.arena, "r%d-%d", page, r);
        if (c == 0) cell->scope = GK_SCOPE_ROW;
        const char **headers = gk_arena_array(s.arena, 2, sizeof *headers);
        headers[0] = columns[c];
        headers[1] = row->first->id;
        cell->headers = headers;
        cell->header_count = c == 1 ? 2 : c == 0 ? 0 : 1;
      }
    }
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "structure-large");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  char *tagged = ask("pdfinfo -struct-text {}", path);
  assert_int_equal(occurrences(tagged, "\n        TD"), 300);
  assert_int_equal(occurrences(tagged, "\"12.50\""), 200);
  assert_has(tagged, "/Headers [(c1) (r3-24)]");
  free(tagged);
  /* 500 elements, packed: some ten bytes each, not a hundred; the rest is the font. */
  assert_true(pdf.size < 25000);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

/* A hundred pages: the parent tree has leaves, and each page's key is within its leaf's limits. */
static void parent_tree_has_leaves(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  for (int i = 0; i < 130; i++) {
    add_page(&s, false, NULL);
    add_line(&s, s.typeset.root, GK_TAG_P, 80000, 80000, "页");
  }
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "structure-pages");
  char *text = plain_form(path);
  assert_has(text, "/Limits [\n    0\n    63\n  ]");
  assert_has(text, "/Limits [\n    64\n    127\n  ]");
  assert_has(text, "/Limits [\n    128\n    129\n  ]");
  assert_has(text, "/ParentTreeNextKey 130");
  free(text);
  assert_says("pdfinfo {}", path, "Pages:           130");
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void ids_are_sorted_by_bytes(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  static const char *const ids[] = {"b", "a(1)", "上", "ab", "a"};
  for (int i = 0; i < 5; i++) add_line(&s, s.typeset.root, GK_TAG_NOTE, 80000, 80000 + i * 20000, "注")->id = ids[i];
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = plain_form(save_pdf(&pdf, "structure-ids"));
  const char *names = strstr(text, "/Names [");
  assert_non_null(names);
  const char *a = strstr(names, "(a)"), *a1 = strstr(names, "(a\\(1\\))"), *ab = strstr(names, "(ab)"), *b = strstr(names, "(b)"), *up = strstr(names, "<e4b88a>");
  assert_true(a && a1 && ab && b && up);
  assert_true(a < a1 && a1 < ab && ab < b && b < up);
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void alternative_texts(void **state) {
  (void)state;
  struct sample s;
  sample_init(&s);
  add_page(&s, false, NULL);
  struct gk_tag *tag = add_line(&s, s.typeset.root, GK_TAG_P, 80000, 80000, "——");
  tag->actual_text = "不适用𠮷";
  tag->alt = "此格不适用";
  tag->expansion = "不适用";
  struct gk_tag *table = add_tag(&s, s.typeset.root, GK_TAG_TABLE);
  table->summary = "一行";
  add_line(&s, add_tag(&s, table, GK_TAG_TR), GK_TAG_TD, 80000, 100000, "格");
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = plain_form(save_pdf(&pdf, "structure-alt"));
  assert_has(text, "/ActualText <feff4e0d90027528d842dfb7>");
  assert_has(text, "/E <feff4e0d90027528>");
  assert_has(text, "/O /Table\n    /Summary <feff4e00884c>");
  assert_has(text, "/Alt <feff6b64683c4e0d90027528>");
  free(text);
  char *huge = malloc(20001);
  memset(huge, 'x', 20000);
  huge[20000] = '\0';
  tag->alt = huge;
  struct gk_pdf_options options = sample_options();
  struct gk_buf out;
  gk_buf_init(&out, 1 << 24);
  assert_false(gk_pdf_write(&s.list, fonts, &options, &out, sink));
  assert_true(was_told("pdf.text-too-long"));
  assert_int_equal(out.size, 0);
  free(huge);
  sample_drop(&s);
  gk_buf_drop(&pdf);
  gk_buf_drop(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(one_tag_over_two_pages), cmocka_unit_test(kids_are_read_in_their_places), cmocka_unit_test(table_over_four_pages),
                                     cmocka_unit_test(parent_tree_has_leaves), cmocka_unit_test(ids_are_sorted_by_bytes), cmocka_unit_test(alternative_texts)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
