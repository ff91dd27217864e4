/* Styles: measures, inheritance, overriding, what must be there. */
#include "support.h"

/* Resolves sheets (in order) over the common one of the corpus, or alone. */
static struct gk_layout *styles_of(struct world *w, const char *first, const char *second) {
  struct gk_layout *layout = gk_arena_alloc(w->arena, sizeof *layout);
  struct gk_lang_styles sheets = {0};
  const struct gk_xml_node *nodes[3];
  sheets.sheets = nodes;
  struct gk_lang_layers layers = {0};
  if (!first) nodes[sheets.count++] = gk_lang_read(&w->lang, &layers, CORPUS "/common/styles.xml", "styles");
  else nodes[sheets.count++] = xml_of(w, first);
  if (second) nodes[sheets.count++] = xml_of(w, second);
  gk_lang_styles(&w->lang, &sheets, layout);
  return layout;
}

static void assert_fault(const char *sheet, const char *id, const char *at, const char *says) {
  struct world w;
  world_open(&w);
  const char *text = gk_arena_printf(w.arena, "<styles>%s</styles>", sheet);
  styles_of(&w, NULL, text);
  if (!gk_diag_first(w.sink)) print_message("accepted: %s\n", sheet);
  assert_only(w.sink, id, at, says);
  assert_true(w.lang.failed);
  world_close(&w);
}

static void common(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_layout *l = styles_of(&w, NULL, NULL);
  assert_null(gk_diag_first(w.sink));
  /* GB/T 9704: A4, 版心 156 × 225, 22 lines of 28 characters of 三号 */
  const struct gk_page_style *page = l->page;
  assert_int_equal(page->width, 595276);
  assert_int_equal(page->height, 841890);
  assert_int_equal(page->left, 79370);
  assert_int_equal(page->top, 104882);
  assert_int_equal(page->text_width, 442205);
  assert_int_equal(page->text_height, 637795);
  assert_int_equal(page->lines, 22);
  assert_int_equal(page->characters, 28);
  assert_int_equal(page->number_below, 19843);
  assert_string_equal(page->number_style, "page-number");
  assert_string_equal(page->number_format, "— {页码} —");
  assert_false(page->number_outside);
  const struct gk_style *body = gk_layout_style(l, "body"), *heading = gk_layout_style(l, "heading-1");
  assert_int_equal(body->size, 15750);
  assert_int_equal(body->first_indent, 2000);
  assert_int_equal(body->han_latin_gap, 125);
  assert_int_equal(body->gap_least, -1);
  assert_int_equal(body->gap_most, -1);
  assert_false(body->space_first);
  assert_int_equal(body->kinsoku, 2);
  assert_int_equal(body->align, GK_STYLE_JUSTIFY);
  assert_null(body->extends);
  assert_string_equal(heading->extends, "body");
  assert_string_equal(heading->font, "黑体");
  assert_int_equal(heading->size, 15750);
  assert_true(heading->keep_next);
  assert_false(body->keep_next);
  assert_int_equal(gk_layout_style(l, "head")->line, 14000);
  assert_null(gk_layout_style(l, "none"));
  const struct gk_table_style *table = gk_layout_table_style(l, "table"), *open = gk_layout_table_style(l, "open");
  assert_string_equal(table->rules, "all");
  assert_string_equal(table->continued, "续表");
  assert_int_equal(table->frame, 1000);
  assert_int_equal(table->rule, 500);
  assert_string_equal(open->rules, "open");
  assert_string_equal(open->head_style, "head");
  assert_null(open->page_total);
  assert_null(open->brought_forward);
  assert_null(gk_layout_table_style(l, "none"));
  world_close(&w);
}

/* A later sheet changes only what it says, and what inherits changes with it. */
static void overriding(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_layout *l = styles_of(&w, NULL,
                                  "<styles><style name='body' size='四号' decimals='2' before='0.5' pitch='grid'/><style name='heading-1' keep='free' break-before='page'/>"
                                  "<page lines='20' number-place='outside' number-inset='1' turned-pages='print'/><table-style name='table' frame='1.5pt' smallest='小五' separator='comma' decimals='trim' page-total='本页小计' brought-forward='承前页'/>"
                                  "<table-style name='own' extends='open' brought-forward='上页结转'/>"
                                  "<style name='own' extends='heading-1' align='end' indent='1.5' balance='yes' kinsoku='none' normalize='yes' gap-least='0'/>"
                                  "<style name='further' extends='own' gap='0' gap-most='1/3' spacing-trim='space-first'/></styles>");
  assert_null(gk_diag_first(w.sink));
  assert_int_equal(gk_layout_style(l, "body")->size, 13750);
  assert_int_equal(gk_layout_style(l, "body")->first_indent, 2000);
  assert_int_equal(gk_layout_style(l, "body")->before, 500);
  assert_true(gk_layout_style(l, "heading-1")->grid_pitch);
  assert_int_equal(gk_layout_style(l, "heading-1")->size, 13750);
  assert_false(gk_layout_style(l, "heading-1")->keep_next);
  assert_true(gk_layout_style(l, "heading-1")->break_before);
  assert_false(gk_layout_style(l, "body")->break_before);
  assert_string_equal(gk_layout_style(l, "heading-1")->font, "黑体");
  const struct gk_style *own = gk_layout_style(l, "own");
  assert_int_equal(own->align, GK_STYLE_END);
  assert_int_equal(own->indent, 1500);
  assert_true(own->balance);
  assert_int_equal(own->kinsoku, 0);
  assert_true(own->normalize);
  assert_false(gk_layout_style(l, "body")->normalize);
  assert_int_equal(own->gap_least, 0);
  assert_int_equal(own->gap_most, -1);
  const struct gk_style *further = gk_layout_style(l, "further");
  assert_int_equal(further->han_latin_gap, 0); /* without a gap its limits mean nothing and do not contradict it */
  assert_int_equal(further->gap_least, 0);
  assert_int_equal(further->gap_most, 333);
  assert_true(further->space_first);
  assert_string_equal(own->font, "黑体");
  assert_int_equal(own->decimals, 2);
  assert_int_equal(gk_layout_style(l, "title")->decimals, GK_DECIMALS_TRIM);
  assert_int_equal(gk_layout_table_style(l, "open")->decimals, GK_DECIMALS_TRIM);
  assert_int_equal(l->page->lines, 20);
  assert_int_equal(l->page->characters, 28);
  assert_true(l->page->number_outside);
  assert_int_equal(l->page->number_inset, 1000);
  assert_true(l->page->turned_for_print);
  assert_int_equal(gk_layout_table_style(l, "open")->frame, 1500);
  assert_int_equal(gk_layout_table_style(l, "open")->least_size, 9000);
  assert_true(gk_layout_table_style(l, "open")->thousands);
  assert_string_equal(gk_layout_table_style(l, "open")->page_total, "本页小计");
  assert_string_equal(gk_layout_table_style(l, "open")->brought_forward, "承前页");
  assert_string_equal(gk_layout_table_style(l, "own")->page_total, "本页小计");
  assert_string_equal(gk_layout_table_style(l, "own")->brought_forward, "上页结转");
  world_close(&w);
}

static void measures(void **state) {
  (void)state;
  static const struct { const char *value; int32_t mpt; } sizes[] = {
      {"初号", 42000}, {"小初", 36000}, {"一号", 27500}, {"二号", 21000}, {"小二", 18000}, {"三号", 15750}, {"四号", 13750}, {"五号", 10500},
      {"小五", 9000},  {"六号", 7875},  {"16pt", 16000}, {"10.5pt", 10500}, {"1mm", 2835}, {"1cm", 28346}, {"200pt", 200000}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    struct world w;
    world_open(&w);
    struct gk_layout *l = styles_of(&w, NULL, gk_arena_printf(w.arena, "<styles><style name='x' font='宋体' size='%s'/></styles>", sizes[i].value));
    assert_null(gk_diag_first(w.sink));
    assert_int_equal(gk_layout_style(l, "x")->size, sizes[i].mpt);
    world_close(&w);
  }
  static const char *const wrong[] = {"", "16", "三 号", "大号", "16px", "-1pt", "0pt", "201pt", "1e3pt", "16 pt", "pt", ".5pt", "99999999999999999999pt", "1.2345pt"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct world w;
    world_open(&w);
    styles_of(&w, NULL, gk_arena_printf(w.arena, "<styles><style name='body' size='%s'/></styles>", wrong[i]));
    assert_only(w.sink, "lang.measure", wrong[i], "字号");
    world_close(&w);
  }
  static const char *const numbers[] = {"", "二", "1/0", "1/", "/2", "1.2345", "101", "-2", "1/8/2", "2字"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct world w;
    world_open(&w);
    styles_of(&w, NULL, gk_arena_printf(w.arena, "<styles><style name='body' first-indent='%s'/></styles>", numbers[i]));
    assert_only(w.sink, "lang.measure", numbers[i], "first-indent");
    world_close(&w);
  }
  static const char *const lengths[] = {"", "7", "7 mm", "6000mm", "mm", "7m", "-7mm"};
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    struct world w;
    world_open(&w);
    styles_of(&w, NULL, gk_arena_printf(w.arena, "<styles><page width='%s'/></styles>", lengths[i]));
    assert_only(w.sink, "lang.measure", lengths[i], "width");
    world_close(&w);
  }
}

static void faults(void **state) {
  (void)state;
  assert_fault("<style name='x' extends='boby'/>", "lang.style", "boby", "您是不是要写“body”");
  assert_fault("<style name='x' size='三号'/>", "lang.style-needs", "style", "font");
  assert_fault("<style name='x' font='宋体'/>", "lang.style-needs", "style", "size");
  assert_fault("<style name='x' extends='x' font='宋体' size='三号'/>", "lang.style-cycle", "x", NULL);
  assert_fault("<style name='body' extends='heading-1'/>", "lang.style-cycle", "heading-1", NULL);
  assert_fault("<style font='宋体' size='三号'/>", "lang.attribute-missing", "style", "name");
  assert_fault("<style name='body' aling='center'/>", "lang.attribute", "aling", "align");
  assert_fault("<style name='body' align='centre'/>", "lang.value", "centre", "center");
  assert_fault("<style name='body' align='decimal'/>", "lang.value", "decimal", NULL);
  assert_fault("<style name='body' font=''/>", "lang.blank", "font", NULL);
  assert_fault("<style name='body' keep='yes'/>", "lang.value", "yes", "free next");
  assert_fault("<style name='body' gap='2'/>", "lang.measure", "2", NULL);
  assert_fault("<style name='body' gap='1/4' gap-most='1/8'/>", "lang.gap", "1/8", "gap-most=0.125");
  assert_fault("<style name='body' gap-least='1/4'/>", "lang.gap", "1/4", "gap-least=0.250");
  assert_fault("<style name='body' gap-most='1/4'/><style name='x' extends='body' gap='1/3'/>", "lang.gap", "1/3", "gap-most=0.250");
  assert_fault("<style name='body' spacing-trim='none'/>", "lang.value", "none", "trim-start space-first");
  assert_fault("<style name='x' font='宋体' size='三号'/><style name='x'/>", "lang.style-twice", "x", NULL);
  assert_fault("<style name='body'><page/></style>", "lang.element", "page", NULL);
  assert_fault("<stlye/>", "lang.element", "stlye", "style");
  assert_fault("文字", "lang.text", "文字", NULL);
  assert_fault("<page lines='0'/>", "lang.count", "0", "1至200");
  assert_fault("<page lines='二十二'/>", "lang.count", "二十二", NULL);
  assert_fault("<page lines='4294967297'/>", "lang.count", "4294967297", NULL);
  assert_fault("<page text-width='190mm'/>", "lang.page-geometry", "page", "left");
  assert_fault("<page top='100mm'/>", "lang.page-geometry", "page", "text-height");
  assert_fault("<page number-style='页码'/>", "lang.style", "页码", NULL);
  assert_fault("<page number-format='第页'/>", "lang.number-format", "第页", "{页码}");
  assert_fault("<page number-format='{页码}/{页码}'/>", "lang.number-format", NULL, NULL);
  assert_fault("<page number-format='{页码}/{总页数}'/>", "lang.number-format", NULL, NULL);
  assert_fault("<page/><page/>", "lang.twice", "page", NULL);
  assert_fault("<table-style name='x' extends='tabel'/>", "lang.table-style", "tabel", "table");
  assert_fault("<table-style name='x' head='heed'/>", "lang.style", "heed", "head");
  assert_fault("<table-style name='x' rules='both'/>", "lang.value", "both", "all three open");
  assert_fault("<table-style name='x' extends='x'/>", "lang.style-cycle", "x", NULL);
}

static void required(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  styles_of(&w, "<styles><style name='body' font='宋体' size='三号'/></styles>", NULL);
  assert_non_null(find_diag(w.sink, "lang.page-absent"));
  assert_non_null(find_diag(w.sink, "lang.style-absent"));
  size_t absent = 0;
  for (const struct gk_diag *d = gk_diag_first(w.sink); d; d = d->next) absent += strcmp(d->message->id, "lang.style-absent") == 0;
  assert_int_equal(absent, 7); /* title heading-1..4 item, and the table style */
  world_close(&w);
  world_open(&w);
  styles_of(&w, "<styles><page width='210mm'/><style name='body' font='宋体' size='三号'/></styles>", NULL);
  const struct gk_diag *d = find_diag(w.sink, "lang.attribute-missing");
  assert_non_null(d);
  world_close(&w);
}

/* Styles that extend one another without end are stopped before the stack is. */
static void long_chain(void **state) {
  (void)state;
  struct world w;
  world_open(&w);
  struct gk_buf text;
  gk_buf_init(&text, 4 << 20);
  gk_buf_add_string(&text, "<styles>");
  for (int i = 0; i < 2000; i++) gk_buf_addf(&text, "<style name='s%d' extends='s%d'/>", i, i + 1);
  gk_buf_add_string(&text, "<style name='s2000' font='宋体' size='三号'/></styles>");
  styles_of(&w, NULL, text.data);
  gk_buf_drop(&text);
  assert_non_null(find_diag(w.sink, "lang.style-cycle"));
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(common), cmocka_unit_test(overriding), cmocka_unit_test(measures),
                                     cmocka_unit_test(faults), cmocka_unit_test(required),   cmocka_unit_test(long_chain)};
  return cmocka_run_group_tests_name("lang/styles", tests, NULL, NULL);
}
