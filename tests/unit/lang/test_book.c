/* Books: the tree of cover, contents and parts. Their faults are in the corpus (tests/golden/lang). */
#include "support.h"

#define PARTS "<document name='表' title='表' file='表' requires='公开日期'><p>甲</p></document>"

static struct gk_layout *book(struct world *w, const char *blocks) {
  put_layout(w, "t", gk_arena_printf(w->arena, "<layout id='t' title='例'><document name='书' title='书' file='书'>%s</document>" PARTS "</layout>", blocks));
  return load_clean(w, "t");
}

static void tree(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *layout = book(&w, "<cover><title>甲</title><p>乙</p><list><item label='单位'>{单位.名称}</item></list></cover>"
                                      "<contents title='目　录' depth='3' tables='yes' numbering='i' break='recto'/>"
                                      "<include document='表' title='第一部分' break='recto' style='note'/><p>丙</p>");
  const struct gk_document_node *d = layout->documents[0];
  assert_int_equal(d->count, 4);
  const struct gk_node *cover = d->children[0], *contents = d->children[1], *include = d->children[2];
  assert_int_equal(cover->kind, GK_NODE_COVER);
  assert_int_equal(cover->count, 3);
  assert_int_equal(cover->children[0]->kind, GK_NODE_TITLE);
  assert_int_equal(contents->kind, GK_NODE_CONTENTS);
  assert_int_equal(contents->contents->depth, 3);
  assert_true(contents->contents->tables && contents->contents->recto);
  assert_int_equal(contents->contents->folio, GK_FOLIO_SMALL_ROMAN);
  assert_int_equal(include->kind, GK_NODE_INCLUDE);
  assert_ptr_equal(include->include->document, layout->documents[1]);
  assert_true(include->include->recto);
  assert_string_equal(include->style, "note");
  assert_non_null(include->content);
  world_close(&w);
}

static void what_is_not_said(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *layout = book(&w, "<contents/><when test='年度 > 2000'><include document='表'/></when>");
  const struct gk_contents_node *contents = layout->documents[0]->children[0]->contents;
  assert_int_equal(contents->depth, 2);
  assert_int_equal(contents->folio, GK_FOLIO_ROMAN);
  assert_false(contents->tables || contents->recto);
  const struct gk_node *include = layout->documents[0]->children[1]->children[0];
  assert_false(include->include->recto);
  assert_ptr_equal(include->include->document, layout->documents[1]);
  assert_null(include->content);
  world_close(&w);
}

/* What a part must state before it goes out, the book must, each once. */
static void requirements_of_the_parts(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *layout = book(&w, "<include document='表'/><include document='表'/>");
  assert_int_equal(layout->documents[0]->require_count, 1);
  assert_string_equal(layout->documents[0]->requires[0]->name, "公开日期");
  world_close(&w);
}

static void places_of_styles(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "t", "<layout id='t' title='例'><styles><style name='甲' extends='body' at='5'/><style name='乙' extends='甲'/></styles>"
                      "<document name='甲' title='甲' file='甲'><p>甲</p></document></layout>");
  struct gk_layout *layout = load_clean(&w, "t");
  assert_int_equal(gk_layout_style(layout, "甲")->at, 5);
  assert_int_equal(gk_layout_style(layout, "乙")->at, 5);
  assert_int_equal(gk_layout_style(layout, "body")->at, 0);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tree), cmocka_unit_test(what_is_not_said), cmocka_unit_test(requirements_of_the_parts), cmocka_unit_test(places_of_styles)};
  return cmocka_run_group_tests_name("lang/book", tests, NULL, NULL);
}
