/* What stands around the text: the tree of signatures, attachments, annexes and
 * labels. Their faults are in the corpus (tests/golden/lang). */
#include "support.h"

static const struct gk_document_node *clean(struct world *w, const char *blocks) {
  put_layout(w, "t", layout_with(w, blocks));
  struct gk_layout *layout = load_clean(w, "t");
  return layout->documents[0];
}

static void signature(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const struct gk_document_node *d = clean(&w, "<p>甲</p><signature id='款' style='note'><signer>{单位.名称}</signer><signer>乙局</signer><date of='公开日期'/></signature>"
                                               "<signature seal='yes'><signer>甲局</signer><date of='公开日期'/></signature>"
                                               "<signature seal='name'><signer>局长</signer><date of='公开日期'/></signature>");
  assert_int_equal(d->count, 4);
  const struct gk_node *n = d->children[1];
  assert_int_equal(n->kind, GK_NODE_SIGNATURE);
  assert_string_equal(n->id, "款");
  assert_string_equal(n->style, "note");
  assert_int_equal(n->signature->seal, GK_SEAL_NONE);
  assert_int_equal(n->signature->signer_count, 2);
  assert_int_equal(n->signature->signers[0]->pieces[0].kind, GK_PIECE_FIGURE);
  assert_int_equal(n->signature->date->field->type, GK_TYPE_DATE);
  assert_int_equal(d->children[2]->signature->seal, GK_SEAL_OFFICE);
  assert_int_equal(d->children[3]->signature->seal, GK_SEAL_NAME);
  world_close(&w);
}

static void attachments(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const struct gk_document_node *d = clean(&w, "<p>甲</p><attachments/><attachments of='职责'/><attachments><item>乙</item><when test='有(上年)'><item>丙</item></when>"
                                               "</attachments><annex id='一' title='{年度}年表'><section title='丁'><p>戊</p></section></annex>");
  assert_int_equal(d->count, 5);
  assert_int_equal(d->children[1]->kind, GK_NODE_ATTACHMENTS);
  assert_true(!d->children[1]->of && d->children[1]->count == 0);
  assert_int_equal(d->children[2]->of->field->type, GK_TYPE_TEXTS);
  assert_int_equal(d->children[3]->count, 2);
  assert_int_equal(d->children[3]->children[1]->kind, GK_NODE_WHEN);
  const struct gk_node *annex = d->children[4];
  assert_int_equal(annex->kind, GK_NODE_ANNEX);
  assert_int_equal(annex->content->count, 2);
  assert_int_equal(annex->children[0]->kind, GK_NODE_SECTION);
  world_close(&w);
}

static void labels(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const struct gk_document_node *d = clean(&w, "<list><item label='联系人'>甲</item><when test='有(上年)'><item label='{单位.名称}'>乙</item></when></list><list><item>丙</item></list>");
  assert_int_equal(d->children[0]->children[0]->label->count, 1);
  assert_int_equal(d->children[0]->children[1]->children[0]->label->pieces[0].kind, GK_PIECE_FIGURE);
  assert_null(d->children[1]->children[0]->label);
  world_close(&w);
}

static void seals(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "t", "<layout id='t' title='例'><document name='甲' title='甲' file='甲'><p>甲</p></document></layout>");
  struct gk_layout *layout = load_clean(&w, "t");
  assert_int_equal(layout->page->seal, 119055); /* 42 mm */
  assert_int_equal(layout->page->stamp_height, 59528);
  put_layout(&w, "t", "<layout id='t' title='例'><styles><page seal='50mm' stamp-width='4cm' stamp-height='60pt'/></styles>"
                      "<document name='甲' title='甲' file='甲'><p>甲</p></document></layout>");
  layout = load_clean(&w, "t");
  assert_int_equal(layout->page->seal, 141732);
  assert_int_equal(layout->page->stamp_width, 113386);
  assert_int_equal(layout->page->stamp_height, 60000);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(signature), cmocka_unit_test(attachments), cmocka_unit_test(labels), cmocka_unit_test(seals)};
  return cmocka_run_group_tests_name("lang/parts", tests, NULL, NULL);
}
