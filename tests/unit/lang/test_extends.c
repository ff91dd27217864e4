/* extends: next year as a difference, and what can be wrong with one. */
#include "support.h"

#define BASE                                                                                                                                      \
  "<layout id='base' title='旧' year='2021'><styles><style name='own' extends='body' size='四号'/></styles>"                                    \
  "<document name='d' title='旧题' file='旧名'><title id='题'>旧标题</title>\n"                                                                \
  "<section id='一' title='第一节'><p id='甲'>甲旧</p><p id='乙'>乙旧</p></section>\n"                                                          \
  "<section id='二' title='第二节'><table id='表' rows='项目'><head><col of='名称'/><group id='组' title='组'><col of='数量'/><col of='金额'/>" \
  "</group></head><total id='计' title='合计'/><note id='注'>旧注</note></table>"                                                             \
  "<table id='副' rows='项目'><head><col of='名称'/></head></table></section>"                                                                  \
  "<list id='项目单'><item id='项一'>一</item><item id='项二'>二</item></list></document>\n"                                                   \
  "<document name='e' title='别的' file='别的'><p id='甲'>甲</p></document></layout>"

static const char *child(struct world *w, const char *changes) {
  return gk_arena_printf(w->arena, "<layout id='t' title='新' year='2022' extends='base'>%s</layout>", changes);
}

static struct gk_layout *extended(struct world *w, const char *changes) {
  put_layout(w, "base", BASE);
  put_layout(w, "t", child(w, changes));
  return load_clean(w, "t");
}

static void assert_fault(const char *changes, const char *id, const char *at, const char *says) {
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "base", BASE);
  put_layout(&w, "t", child(&w, changes));
  struct gk_layout *layout = load(&w, "t");
  if (layout || !gk_diag_first(w.sink)) print_message("accepted: %s\n", changes);
  assert_null(layout);
  assert_only(w.sink, id, at, says);
  world_close(&w);
}

static const char *text_of(const struct gk_template *t) {
  assert_non_null(t);
  assert_true(t->count > 0);
  return t->pieces[0].text;
}

static void nothing_changed(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *l = extended(&w, "");
  assert_string_equal(l->id, "t");
  assert_string_equal(l->title, "新");
  assert_int_equal(l->year, 2022);
  assert_string_equal(l->extends, "base");
  assert_int_equal(l->document_count, 2);
  assert_int_equal(l->source_count, 6);
  assert_int_equal(gk_layout_style(l, "own")->size, 13750);
  assert_non_null(strstr(l->documents[0]->place.source->name, "base/layout.xml"));
  world_close(&w);
}

static void changes(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *l = extended(&w,
      "<styles><style name='own' size='五号'/><page lines='21'/></styles>"
      "<document name='d' title='新题'><title id='题'>新标题</title><p id='乙' style='own'>乙新</p>"
      "<insert after='乙'><p id='丙'>丙</p><p>丁</p></insert><insert before='一'><p>序</p></insert><remove id='甲'/>"
      "<insert after='丙'><p>丙后</p></insert><insert before='项二'><item>一半</item></insert></document>"
      "<document name='f' title='新增' file='新增'><p>新</p></document>");
  assert_int_equal(l->document_count, 3);
  assert_string_equal(l->documents[0]->name, "d");
  assert_string_equal(l->documents[1]->name, "e");
  assert_string_equal(l->documents[2]->name, "f");
  const struct gk_document_node *d = l->documents[0];
  assert_string_equal(text_of(d->title), "新题");
  assert_string_equal(text_of(d->file), "旧名");
  assert_int_equal(d->count, 5);
  assert_string_equal(text_of(d->children[0]->content), "新标题");
  assert_non_null(strstr(d->children[0]->place.source->name, "t/layout.xml"));
  assert_string_equal(text_of(d->children[1]->content), "序");
  const struct gk_node *section = d->children[2];
  assert_non_null(strstr(section->place.source->name, "base/layout.xml"));
  static const char *const texts[] = {"乙新", "丙", "丙后", "丁"};
  assert_int_equal(section->count, 4);
  for (size_t i = 0; i < 4; i++) assert_string_equal(text_of(section->children[i]->content), texts[i]);
  assert_string_equal(section->children[0]->style, "own");
  assert_int_equal(d->children[4]->count, 3);
  assert_string_equal(text_of(d->children[4]->children[1]->content), "一半");
  assert_int_equal(gk_layout_style(l, "own")->size, 10500);
  assert_int_equal(l->page->lines, 21);
  world_close(&w);
}

static void columns_and_rows(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *l = extended(&w,
      "<document name='d'><col id='表/名称' of='名称' title='新名称' scope='row'/><insert after='数量'><col of='单价'/></insert><col of='金额' title='钱'/>"
      "<remove id='计'/><note id='注'>新注</note><insert before='注'><row id='行'><cell span='4'>通栏</cell></row></insert>"
      "<remove id='副'/></document>");
  const struct gk_node *section = l->documents[0]->children[2];
  assert_int_equal(section->count, 1);
  const struct gk_table_node *t = section->children[0]->table;
  assert_int_equal(t->leaf_count, 4);
  assert_string_equal(text_of(t->leaves[0]->title), "新名称");
  assert_string_equal(t->leaves[0]->id, "名称");
  assert_true(t->leaves[0]->head);
  assert_string_equal(t->leaves[2]->id, "单价");
  assert_string_equal(text_of(t->leaves[3]->title), "钱");
  assert_int_equal(t->row_count, 2);
  assert_int_equal(t->rows[1].kind, GK_ROW_FIXED);
  assert_string_equal(text_of(t->notes[0]), "新注");
  world_close(&w);
}

static void generations(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "base", BASE);
  put_layout(&w, "mid", "<layout id='mid' title='中' extends='base'><document name='d'><p id='甲'>甲中</p><insert after='甲'><p id='新'>中增</p></insert>"
                        "</document></layout>");
  put_layout(&w, "t", "<layout id='t' title='新' extends='mid'><document name='d'><p id='新'>新增</p></document></layout>");
  struct gk_layout *l = load_clean(&w, "t");
  const struct gk_node *section = l->documents[0]->children[1];
  assert_string_equal(text_of(section->children[0]->content), "甲中");
  assert_string_equal(text_of(section->children[1]->content), "新增");
  assert_int_equal(l->source_count, 7);
  world_close(&w);
}

static void faults(void **state) {
  (void)state;
  assert_fault("<document name='d'><p>甲</p></document>", "lang.override-id", "p", "<insert after=…>");
  assert_fault("<document name='d'><p id='丙'>甲</p></document>", "lang.target", "丙", NULL);
  assert_fault("<document name='d'><item id='项三'>甲</item></document>", "lang.target", "项三", "项一");
  assert_fault("<document name='d'><remove id='表一'/></document>", "lang.target", "表一", NULL);
  assert_fault("<document name='d'><section id='表' title='甲'><p>甲</p></section><p id='项一'>甲</p></document>", "lang.target", "项一", "段、节、列表或表");
  assert_fault("<document name='d'><col id='名称' of='名称'/></document>", "lang.target-many", "名称", "表/名称 副/名称");
  assert_fault("<document name='d'><col id='表二/名称' of='名称'/></document>", "lang.target", "表二/名称", NULL);
  assert_fault("<document name='d'><remove/></document>", "lang.attribute-missing", "remove", "id");
  assert_fault("<document name='d'><remove id='甲'>甲</remove></document>", "lang.text", "甲", NULL);
  assert_fault("<document name='d'><insert><p>甲</p></insert></document>", "lang.insert-where", "insert", NULL);
  assert_fault("<document name='d'><insert after='甲' before='乙'><p>甲</p></insert></document>", "lang.insert-where", "insert", NULL);
  assert_fault("<document name='d'><insert after='甲'/></document>", "lang.empty", "insert", NULL);
  assert_fault("<document name='d'><insert after='甲'><item>甲</item></insert></document>", "lang.element", "item", NULL);
  assert_fault("<document name='d'><insert after='甲'><p>甲</p>字</insert></document>", "lang.text", "字", NULL);
  assert_fault("<document name='d'><insert after='甲'><p id='乙'>甲</p></insert></document>", "lang.duplicate-id", NULL, NULL);
  assert_fault("<document name='d'><insert after='甲'><remove id='乙'/><p>甲</p></insert></document>", "lang.override-only", "remove", NULL);
  assert_fault("<document name='d'><head/></document>", "lang.element", "head", NULL);
  assert_fault("<document name='d'>甲</document>", "lang.text", "甲", NULL);
  assert_fault("<document name='d' style='x'/>", "lang.attribute", "style", NULL);
  assert_fault("<document name='d'><remove id='甲'/><remove id='乙'/></document>", "lang.empty", "section", NULL);
  assert_fault("<document name='f' title='甲'><p>甲</p></document>", "lang.attribute-missing", "document", "file");
  assert_fault("<document name='f' title='甲' file='甲'><remove id='甲'/><p>甲</p></document>", "lang.override-only", "remove", NULL);
  assert_fault("<document name='d'><p id='甲'>{支处}</p></document>", "lang.name", "支处", NULL);
}

static void chains(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "a", "<layout id='a' title='甲' extends='b'/>");
  put_layout(&w, "b", "<layout id='b' title='乙' extends='a'/>");
  assert_null(load(&w, "a"));
  assert_only(w.sink, "lang.extends-cycle", "a", NULL);
  gk_diag_sink_reset(w.sink);
  put_layout(&w, "a", "<layout id='a' title='甲' extends='a'/>");
  assert_null(load(&w, "a"));
  assert_only(w.sink, "lang.extends-cycle", "a", NULL);
  gk_diag_sink_reset(w.sink);
  put_layout(&w, "a", "<layout id='a' title='甲' extends='bb'/>");
  assert_null(load(&w, "a"));
  assert_only(w.sink, "lang.layout", "bb", NULL);
  gk_diag_sink_reset(w.sink);
  put_layout(&w, "a", "<layout id='a' title='甲' extends='../b'/>");
  assert_null(load(&w, "a"));
  assert_only(w.sink, "lang.layout-id", "../b", NULL);
  world_close(&w);

  world_with_folder(&w);
  put_layout(&w, "n0", "<layout id='n0' title='t'><document name='d' title='t' file='f'><p>甲</p></document></layout>");
  for (int i = 1; i <= 17; i++)
    put_layout(&w, gk_arena_printf(w.arena, "n%d", i), gk_arena_printf(w.arena, "<layout id='n%d' title='t' extends='n%d'/>", i, i - 1));
  assert_non_null(load(&w, "n16")); /* 16 deep is allowed */
  assert_null(gk_diag_first(w.sink));
  assert_null(load(&w, "n17"));
  assert_only(w.sink, "lang.extends-depth", "n0", "16");
  world_close(&w);
}

/* What is wrong in a base is said with its place in the base. */
static void faulty_base(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "base", "<layout id='base' title='旧' yaer='2021'><document name='d' title='t' file='f'><p>{支处}</p></document><other/></layout>");
  put_layout(&w, "t", child(&w, ""));
  assert_null(load(&w, "t"));
  static const char *const ids[] = {"lang.attribute", "lang.element", "lang.name"};
  for (size_t i = 0; i < 3; i++) {
    const struct gk_diag *d = find_diag(w.sink, ids[i]);
    assert_non_null(d);
    assert_non_null(strstr(d->layout.source->name, "base/layout.xml"));
  }
  world_close(&w);
}

/* requires= comes to a base that has none, and replaces that of one that has. */
static void required(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  struct gk_layout *l = extended(&w, "<document name='d' requires='审签'/>");
  assert_int_equal(l->documents[0]->require_count, 1);
  assert_string_equal(l->documents[0]->requires[0]->name, "审签");
  assert_string_equal(text_of(l->documents[0]->title), "旧题");
  assert_int_equal(l->documents[1]->require_count, 0);
  put_layout(&w, "u", "<layout id='u' title='新' extends='t'><document name='d' requires='公开日期 单位.代码'/></layout>");
  l = load_clean(&w, "u");
  assert_int_equal(l->documents[0]->require_count, 2);
  assert_string_equal(l->documents[0]->requires[0]->name, "公开日期");
  assert_string_equal(l->documents[0]->requires[1]->parent->name, "单位");
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_changed), cmocka_unit_test(changes), cmocka_unit_test(columns_and_rows),
                                     cmocka_unit_test(generations),     cmocka_unit_test(faults),  cmocka_unit_test(chains),
                                     cmocka_unit_test(faulty_base),       cmocka_unit_test(required)};
  return cmocka_run_group_tests_name("lang/extends", tests, NULL, NULL);
}
