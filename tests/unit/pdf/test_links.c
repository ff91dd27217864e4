/* Links within a document: a contents page whose lines lead to headings, upright and turned. The files are also judged by veraPDF
 * (tests/judge/all). */
#include "pdf/sample.h"

#define LINES 3

static const struct gk_rect areas[LINES] = {{80000, 90000, 400000, 16000}, {80000, 120000, 400000, 16000}, {80000, 150000, 400000, 16000}};

/* A contents page, two headings on an upright page and one on a turned one; the links are given to the first page. */
static void contents(struct sample *s, struct gk_link links[LINES]) {
  static const char *const titles[LINES] = {"收入说明", "支出说明", "采购预算"};
  sample_init(s);
  add_page(s, false, "1");
  struct gk_tag *toc = add_tag(s, s->typeset.root, GK_TAG_TOC);
  for (int i = 0; i < LINES; i++) {
    struct gk_tag *entry = add_tag(s, toc, GK_TAG_TOCI), *reference = add_tag(s, entry, GK_TAG_REFERENCE);
    struct gk_tag *link = add_line(s, reference, GK_TAG_LINK, 80000, 103000 + i * 30000, titles[i]);
    links[i] = (struct gk_link){.tag = link, .contents = titles[i], .rect = areas[i]};
  }
  add_page(s, false, "2");
  links[0].target = add_line(s, s->typeset.root, GK_TAG_H1, 80000, 120000, titles[0]);
  links[1].target = add_line(s, s->typeset.root, GK_TAG_H1, 80000, 420000, titles[1]);
  add_page(s, true, "3");
  struct gk_tag *part = add_tag(s, s->typeset.root, GK_TAG_L), *item = add_tag(s, part, GK_TAG_LI); /* the target need hold no text itself */
  part->list_numbering = "None";
  add_line(s, item, GK_TAG_LBODY, 90000, 200000, titles[2]);
  links[2].target = part;
  s->list.pages[0].links = links;
  s->list.pages[0].link_count = LINES;
}

static void lead_to_their_targets(void **state) {
  (void)state;
  struct sample s;
  struct gk_link links[LINES];
  contents(&s, links);
  struct gk_buf pdf = write_sample(&s, NULL);
  const char *path = save_pdf(&pdf, "links");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  char *text = plain_form(path);
  assert_int_equal(occurrences(text, "/Subtype /Link"), LINES);
  assert_int_equal(occurrences(text, "/Type /OBJR"), LINES);
  assert_int_equal(occurrences(text, "/Annots ["), 1);
  /* Three pages have the keys 0 to 2; the annotations follow. */
  assert_has(text, "/StructParent 3\n");
  assert_has(text, "/StructParent 5\n");
  assert_has(text, "/ParentTreeNextKey 6");
  assert_has(text, "/Rect [\n    80\n    735.89\n    480\n    751.89\n  ]");
  /* The heading's line of 16 pt ends at its baseline. */
  assert_has(text, "/XYZ\n    0\n    737.89\n    null");
  assert_has(text, "/XYZ\n    0\n    437.89\n    null");
  assert_has(text, "/XYZ\n    184\n    0\n    null"); /* a turned page's top is the sheet's left edge */
  free(text);
  /* Another reader finds the same: areas by page, and where they lead. */
  char *html = ask("pdftohtml -xml -stdout -i {}", path);
  assert_has(html, "links.html#2\">收入说明</a>");
  assert_has(html, "links.html#2\">支出说明</a>");
  assert_has(html, "links.html#3\">采购预算</a>");
  free(html);
  char *tagged = ask("pdfinfo -struct-text {} | tr -d '\\n \"'", path);
  assert_has(tagged, "TOCTOCIReference(inline)Link(inline)收入说明Object");
  free(tagged);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

/* A link over two lines has two areas and one element. */
static void one_tag_with_two_areas(void **state) {
  (void)state;
  struct sample s;
  struct gk_link links[LINES];
  contents(&s, links);
  links[1].tag = links[0].tag;
  links[1].target = links[0].target;
  s.list.pages[1].links = &links[2]; /* and one on another page */
  s.list.pages[1].link_count = 1;
  s.list.pages[0].link_count = 2;
  s.list.pages[1].rotated = true;
  struct gk_buf pdf = write_sample(&s, NULL);
  char *text = plain_form(save_pdf(&pdf, "links-areas"));
  assert_int_equal(occurrences(text, "/Type /OBJR"), LINES);
  assert_has(text, "/Rect [\n    150\n    80\n    166\n    480\n  ]");
  free(text);
  sample_drop(&s);
  gk_buf_drop(&pdf);
}

static void faults_are_told(void **state) {
  (void)state;
  for (int fault = 0; fault < 5; fault++) {
    struct sample s;
    struct gk_link links[LINES];
    contents(&s, links);
    struct gk_tag *blank = add_tag(&s, s.typeset.root, GK_TAG_P), stray = {.role = GK_TAG_LINK, .number = 1};
    char *huge = malloc(20001);
    memset(huge, 'x', 20000);
    huge[20000] = '\0';
    if (fault == 0) links[2].target = blank; /* nothing of it is on a page */
    if (fault == 1) links[2].target = NULL;
    if (fault == 2) links[2].tag = blank;    /* no Link */
    if (fault == 3) links[2].tag = &stray;   /* not of this document */
    if (fault == 4) links[2].contents = huge;
    struct gk_pdf_options options = sample_options();
    struct gk_buf out;
    gk_buf_init(&out, 1 << 24);
    assert_false(gk_pdf_write(&s.list, fonts, &options, &out, sink));
    assert_true(was_told(fault == 4 ? "pdf.text-too-long" : "pdf.list"));
    assert_int_equal(out.size, 0);
    gk_buf_drop(&out);
    free(huge);
    sample_drop(&s);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(lead_to_their_targets), cmocka_unit_test(one_tag_with_two_areas), cmocka_unit_test(faults_are_told)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
