/* Layouts: the tree that comes of a file, and the faults of blocks and tables. */
#include "support.h"

static struct gk_layout *blocks_of(struct world *w, const char *blocks) {
  put_layout(w, "t", layout_with(w, blocks));
  return load(w, "t");
}

static const struct gk_document_node *clean(struct world *w, const char *blocks) {
  put_layout(w, "t", layout_with(w, blocks));
  struct gk_layout *layout = load_clean(w, "t");
  assert_int_equal(layout->document_count, 1);
  return layout->documents[0];
}

static void assert_fault(const char *blocks, const char *id, const char *at, const char *says) {
  struct world w;
  world_with_folder(&w);
  struct gk_layout *layout = blocks_of(&w, blocks);
  if (layout || !gk_diag_first(w.sink)) print_message("accepted: %s\n", blocks);
  assert_null(layout);
  assert_only(w.sink, id, at, says);
  world_close(&w);
}

static const char *only_text(const struct gk_template *t) {
  assert_non_null(t);
  assert_int_equal(t->count, 1);
  assert_int_equal(t->pieces[0].kind, GK_PIECE_TEXT);
  return t->pieces[0].text;
}

static void blocks(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const struct gk_document_node *d = clean(&w,
                                           "<title id='题'>标题</title><p style='note'>甲</p><p of='说明.原因'/><p of='职责'/>"
                                           "<section id='一' title='总体{年度}' numbering='第一部分' style='heading-2'><p>乙</p>"
                                           "<section title='{名称}' rows='项目'><p>{金额|万元}</p><p of='内容'/>"
                                           "<section title='{名称}' rows='明细'><p>{数量|数量:个}{年度}</p></section></section></section>"
                                           "<list of='职责' numbering='1.'/><list><item>甲</item><when test='有(上年)'><item>乙</item><otherwise><item>丙</item>"
                                           "</otherwise></when></list>"
                                           "<when id='w' test='有(说明.其他)'><p of='说明.其他'/><otherwise><p>无</p><p>无</p></otherwise></when>");
  assert_int_equal(d->count, 8);
  const struct gk_node *n = d->children[0];
  assert_int_equal(n->kind, GK_NODE_TITLE);
  assert_string_equal(n->id, "题");
  assert_string_equal(only_text(n->content), "标题");
  n = d->children[1];
  assert_int_equal(n->kind, GK_NODE_P);
  assert_string_equal(n->style, "note");
  assert_null(d->children[2]->content);
  assert_int_equal(d->children[2]->of->field->type, GK_TYPE_TEXT);
  assert_int_equal(d->children[3]->of->field->type, GK_TYPE_TEXTS);
  n = d->children[4];
  assert_int_equal(n->kind, GK_NODE_SECTION);
  assert_int_equal(n->numbering, GK_NUMBER_PART);
  assert_null(n->rows);
  assert_int_equal(n->content->count, 2);
  assert_int_equal(n->count, 2);
  const struct gk_node *inner = n->children[1];
  assert_int_equal(inner->rows->field->type, GK_TYPE_RECORDS);
  assert_int_equal(inner->numbering, GK_NUMBER_AUTO);
  assert_true(inner->content->pieces[0].expr->relative);
  assert_true(inner->children[1]->of->relative);
  /* two levels of records: 数量 is of the outer ones, 年度 of the root */
  const struct gk_template *deep = inner->children[2]->children[0]->content;
  assert_true(deep->pieces[0].expr->relative);
  assert_string_equal(deep->pieces[0].expr->field->parent->name, "项目");
  assert_false(deep->pieces[1].expr->relative);
  n = d->children[5];
  assert_int_equal(n->kind, GK_NODE_LIST);
  assert_int_equal(n->numbering, GK_NUMBER_ARABIC);
  assert_non_null(n->of);
  n = d->children[6];
  assert_int_equal(n->count, 2);
  assert_int_equal(n->children[0]->kind, GK_NODE_ITEM);
  assert_int_equal(n->children[1]->kind, GK_NODE_WHEN);
  assert_int_equal(n->children[1]->otherwise_count, 1);
  n = d->children[7];
  assert_int_equal(n->kind, GK_NODE_WHEN);
  assert_int_equal(n->of->function, GK_FN_PRESENT);
  assert_int_equal(n->count, 1);
  assert_int_equal(n->otherwise_count, 2);
  world_close(&w);
}

static void numberings(void **state) {
  (void)state;
  static const char *const names[] = {"auto", "none", "一、", "（一）", "1.", "（1）", "第一部分", "①"};
  static const enum gk_numbering kinds[] = {GK_NUMBER_AUTO,   GK_NUMBER_NONE,         GK_NUMBER_CHINESE, GK_NUMBER_CHINESE_PAREN,
                                            GK_NUMBER_ARABIC, GK_NUMBER_ARABIC_PAREN, GK_NUMBER_PART,    GK_NUMBER_CIRCLED};
  struct world w;
  world_with_folder(&w);
  for (size_t i = 0; i < 8; i++) {
    const struct gk_document_node *d = clean(&w, gk_arena_printf(w.arena, "<section title='甲' numbering='%s'><p>乙</p></section>", names[i]));
    assert_int_equal(d->children[0]->numbering, kinds[i]);
  }
  world_close(&w);
  assert_fault("<section title='甲' numbering='(一)'><p>乙</p></section>", "lang.value", "(一)", "（一）");
}

static void block_faults(void **state) {
  (void)state;
  assert_fault("", "lang.empty", "document", NULL);
  assert_fault("<p/>", "lang.empty", "p", NULL);
  assert_fault("<p> </p>", "lang.empty", "p", NULL);
  assert_fault("<p of='说明.原因'>甲</p>", "lang.both", "p", NULL);
  assert_fault("<p of='支出.合计'/>", "lang.of-type", "支出.合计", "金额");
  assert_fault("<p of='年度 + 1'/>", "lang.of-path", "年度 + 1", "of");
  assert_fault("<p of='说明.原音'/>", "lang.name", "原音", "原因");
  assert_fault("<p of=''/>", "lang.operand", "", NULL);
  assert_fault("<p style='boby'>甲</p>", "lang.style", "boby", "body");
  assert_fault("<p rows='支出'>甲</p>", "lang.of-type", "支出", "多条记录");
  assert_fault("<title rows='项目'>甲</title>", "lang.attribute", "rows", NULL);
  assert_fault("甲", "lang.text", "甲", "<p>");
  assert_fault("<para>甲</para>", "lang.element", "para", "p section list table form when");
  assert_fault("<secton title='甲'><p>甲</p></secton>", "lang.element", "secton", "您是不是要写“section”");
  assert_fault("<section><p>甲</p></section>", "lang.attribute-missing", "section", "title");
  assert_fault("<section title=' '><p>甲</p></section>", "lang.blank", "title", NULL);
  assert_fault("<section title='甲'/>", "lang.empty", "section", NULL);
  assert_fault("<section title='甲'><title>乙</title></section>", "lang.element", "title", NULL);
  assert_fault("<section title='甲' rows='支出'><p>{谁}</p></section>", "lang.of-type", "支出", "多条记录");
  assert_fault("<section title='{名称}'><p>甲</p></section>", "lang.name", "名称", NULL);
  assert_fault("<section title='{数两}' rows='项目'><p>甲</p></section>", "lang.name", "数两", "数量");
  assert_fault("<list/>", "lang.empty", "list", NULL);
  assert_fault("<list of='职责'><item>甲</item></list>", "lang.both", "list", NULL);
  assert_fault("<list of='说明.原因'/>", "lang.of-type", "说明.原因", "文字");
  assert_fault("<list><p>甲</p></list>", "lang.element", "p", "item when");
  assert_fault("<list><item/></list>", "lang.empty", "item", NULL);
  assert_fault("<list><when test='有(上年)'/></list>", "lang.empty", "when", NULL);
  assert_fault("<when><p>甲</p></when>", "lang.attribute-missing", "when", "test");
  assert_fault("<when test='有(上年)'/>", "lang.empty", "when", NULL);
  assert_fault("<when test='有(上年)'><otherwise><p>甲</p></otherwise></when>", "lang.empty", "when", NULL);
  assert_fault("<when test='有(上年)'><p>甲</p><otherwise/></when>", "lang.empty", "otherwise", NULL);
  assert_fault("<when test='有(上年)'><p>甲</p><otherwise><p>甲</p></otherwise><p>乙</p></when>", "lang.order", "otherwise", "最后");
  assert_fault("<when test='有(上年)'><p>甲</p><otherwise><p>甲</p></otherwise><otherwise><p>乙</p></otherwise></when>", "lang.twice", "otherwise", NULL);
  assert_fault("<otherwise><p>甲</p></otherwise>", "lang.element", "otherwise", NULL);
  assert_fault("<p id='甲'>甲</p><p id='甲'>乙</p>", "lang.duplicate-id", "甲", "第2行");
  assert_fault("<p id='甲 乙'>甲</p>", "lang.id", "甲 乙", NULL);
  assert_fault("<p id=''>甲</p>", "lang.id", "id", NULL);
  assert_fault("<insert after='甲'><p>甲</p></insert><p>乙</p>", "lang.override-only", "insert", NULL);
}

/* ------------------------------------------------------- tables */

#define HEAD "<head><col of='名称' scope='row'/><group title='数'><col of='数量'/><col of='金额'/></group></head>"

static const struct gk_table_node *table_of(struct world *w, const char *table) { return clean(w, table)->children[0]->table; }

static void tables(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const struct gk_table_node *t = table_of(&w,
      "<table id='表' title='项目表{年度}' unit='万元' rows='项目' style='open' orientation='landscape' left='部门：{单位.名称}'>"
      "<head><col of='名称' scope='row' merge='equal' align='center' width='3.5' distribute='yes'/>"
      "<group title='合计'><group title='小'><col of='数量' format='数量:个' total='no'/></group><col of='数量 * 单价' id='总价' title='总价'/></group>"
      "<col id='注' title='备注{年度}'/></head>"
      "<total title='合计' place='first'/><total title='再计' of='项目'/><empty rows='2'>本表为空表。</empty><note>注一</note><note>注二{年度}</note></table>");
  assert_string_equal(t->style, "open");
  assert_string_equal(t->unit, "万元");
  assert_string_equal(only_text(t->info_right), "单位：万元");
  assert_int_equal(t->orientation, GK_ORIENT_LANDSCAPE);
  assert_int_equal(t->head_depth, 3);
  assert_int_equal(t->column_count, 3);
  assert_int_equal(t->leaf_count, 4);
  const struct gk_column *c = t->leaves[0];
  assert_string_equal(c->id, "名称");
  assert_string_equal(only_text(c->title), "项目名称"); /* the field's title */
  assert_true(c->head && c->merge && c->has_align && c->distribute);
  assert_int_equal(c->align, GK_STYLE_CENTER);
  assert_int_equal(c->width, 3500);
  assert_true(c->value->relative);
  c = t->leaves[1];
  assert_true(c->has_format);
  assert_int_equal(c->format, GK_FORMAT_QUANTITY);
  assert_string_equal(c->argument, "个");
  assert_false(c->has_align || c->head || c->merge);
  assert_true(c->no_total);
  assert_false(t->leaves[0]->no_total);
  c = t->leaves[2];
  assert_string_equal(c->id, "总价");
  assert_int_equal(c->value->op, GK_OP_MUL);
  assert_null(t->leaves[3]->value);
  assert_true(t->columns[1]->group);
  assert_int_equal(t->columns[1]->count, 2);
  assert_int_equal(t->row_count, 3);
  assert_int_equal(t->rows[0].kind, GK_ROW_TOTAL);
  assert_string_equal(only_text(t->rows[0].title), "合计");
  assert_non_null(t->rows[0].records);
  assert_int_equal(t->rows[1].kind, GK_ROW_RECORDS);
  assert_int_equal(t->rows[2].kind, GK_ROW_TOTAL);
  assert_int_equal(t->empty_rows, 2);
  assert_string_equal(only_text(t->empty), "本表为空表。");
  assert_int_equal(t->note_count, 2);
  world_close(&w);
}

static void rows(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  const struct gk_table_node *t = table_of(&w,
      "<table right='截至{公开日期|日期}' unit='元'><head><col id='甲' title='甲'/><col id='乙' title='乙'/><col id='丙' title='丙'/></head>"
      "<row><cell>一</cell><cell/><cell>{支出.合计|金额}</cell></row><row when='有(上年)' indent='1'><cell column='丙'>——</cell></row>"
      "<row><cell span='3'>通栏</cell></row><row><cell span='2'>二</cell><cell column='丙'>三</cell></row>"
      "<rows of='项目' indent='2'><cell>其中：{名称}</cell><cell>{数量|数量}</cell><cell>{金额}{支出.合计}</cell></rows></table>");
  assert_null(t->title);
  assert_string_equal(t->style, "table");
  assert_int_equal(t->info_right->count, 2);
  assert_int_equal(t->row_count, 5);
  assert_int_equal(t->rows[0].count, 3);
  assert_int_equal(t->rows[0].cells[1].content->count, 0);
  assert_non_null(t->rows[1].test);
  assert_int_equal(t->rows[1].indent, 1);
  assert_string_equal(t->rows[1].cells[0].column, "丙");
  assert_int_equal(t->rows[2].cells[0].span, 3);
  const struct gk_row *records = &t->rows[4];
  assert_int_equal(records->kind, GK_ROW_RECORDS);
  assert_int_equal(records->indent, 2);
  assert_true(records->cells[2].content->pieces[0].expr->relative);
  assert_false(records->cells[2].content->pieces[1].expr->relative);
  world_close(&w);
}

static void table_faults(void **state) {
  (void)state;
  assert_fault("<table rows='项目'/>", "lang.order", "table", "<head>");
  assert_fault("<table rows='项目'><note>甲</note>" HEAD "</table>", "lang.order", "head", "最前");
  assert_fault("<table rows='项目'>" HEAD "<head><col of='名称'/></head></table>", "lang.twice", "head", NULL);
  assert_fault("<table rows='项目'><head/></table>", "lang.empty", "head", NULL);
  assert_fault("<table rows='项目'><head><group title='甲'/><col of='名称'/></head></table>", "lang.empty", "group", NULL);
  assert_fault("<table rows='项目'><head><group><col of='名称'/></group></head></table>", "lang.attribute-missing", "group", "title");
  assert_fault("<table rows='项目'><head><col of='名称'/><row/></head></table>", "lang.element", NULL, NULL);
  assert_fault("<table rows='项木'>" HEAD "</table>", "lang.name", "项木", "项目");
  assert_fault("<table rows='支出'>" HEAD "</table>", "lang.of-type", "支出", "rows");
  assert_fault("<table rows='项目'><head><col of='名陈'/></head></table>", "lang.name", "名陈", "名称");
  assert_fault("<table rows='项目'><head><col of='名称 + 1'/></head></table>", "lang.arithmetic", "名称", NULL);
  assert_fault("<table rows='项目'><head><col of='内容'/></head></table>", "lang.printed", "内容", NULL);
  assert_fault("<table rows='项目'><head><col of='名称' format='万元'/></head></table>", "lang.format-type", "名称", "文字");
  assert_fault("<table rows='项目'><head><col of='金额' format='万员'/></head></table>", "lang.format", "万员", NULL);
  assert_fault("<table rows='项目'><head><col of='金额' align='left'/></head></table>", "lang.value", "left", "start");
  assert_fault("<table rows='项目'><head><col of='金额' width='-1'/></head></table>", "lang.measure", "-1", NULL);
  assert_fault("<table rows='项目'><head><col of='金额' scope='column'/></head></table>", "lang.value", "column", NULL);
  assert_fault("<table rows='项目'><head><col of='金额' distribute='1'/></head></table>", "lang.value", "1", NULL);
  assert_fault("<table rows='项目'><head><col of='金额'/><col id='乙'/></head></table>", "lang.column-title", "col", NULL);
  assert_fault("<table rows='项目'><head><col of='金额 * 2'/></head></table>", "lang.column-title", "col", NULL);
  assert_fault("<table rows='项目'><head><col of='金额'/><col of='金额'/></head></table>", "lang.column-twice", "col", "金额");
  assert_fault("<table rows='项目'><head><col title='甲'/></head></table>", "lang.columns-none", "head", NULL);
  assert_fault("<table><head><col of='名称'/></head><row><cell>甲</cell></row></table>", "lang.column-records", "of", NULL);
  assert_fault("<table><head><col title='甲'/></head></table>", "lang.rows-none", "table", NULL);
  assert_fault("<table><head><col title='甲'/></head><row/></table>", "lang.empty", "row", NULL);
  assert_fault("<table><head><col title='甲'/><col title='乙'/></head><row><cell>一</cell></row></table>", "lang.cell-count", "row", "占了1栏");
  assert_fault("<table><head><col title='甲'/></head><row><cell>一</cell><cell>二</cell></row></table>", "lang.cell-fit", "cell", NULL);
  assert_fault("<table><head><col title='甲'/></head><row><cell span='2'>一</cell></row></table>", "lang.cell-fit", "cell", NULL);
  assert_fault("<table><head><col title='甲'/></head><row><cell span='0'>一</cell></row></table>", "lang.count", "0", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/><col id='乙' title='乙'/></head><row><cell column='乙'>一</cell><cell column='甲'>一</cell></row></table>",
               "lang.cell-fit", "cell", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/></head><row><cell column='乙'>一</cell></row></table>", "lang.column", "乙", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/></head><row when='年度'><cell>一</cell></row></table>", "lang.test", "年度", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/></head><row indent='一'><cell>一</cell></row></table>", "lang.count", "一", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/></head><row><cell>{名称}</cell></row></table>", "lang.name", "名称", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/></head><rows><cell>{名称}</cell></rows></table>", "lang.attribute-missing", "rows", "of");
  assert_fault("<table><head><col id='甲' title='甲'/></head><rows of='项目'><cell>{名陈}</cell></rows></table>", "lang.name", "名陈", NULL);
  assert_fault("<table><head><col id='甲' title='甲'/></head><row><cell>甲</cell><p>甲</p></row></table>", "lang.element", "p", "cell");
  assert_fault("<table rows='项目'>" HEAD "<total/></table>", "lang.attribute-missing", "total", "title");
  assert_fault("<table rows='项目'>" HEAD "<total title='计' place='top'/></table>", "lang.value", "top", "first");
  assert_fault("<table rows='项目'>" HEAD "<total title='计' of='支出'/></table>", "lang.of-type", "支出", NULL);
  assert_fault("<table rows='项目'><head><col of='名称'/></head><total title='计'/></table>", "lang.total-figures", "total", NULL);
  assert_fault("<table><head><col title='甲'/></head><row><cell>甲</cell></row><total title='计'/></table>", "lang.total-of", "total", NULL);
  assert_fault("<table rows='项目'>" HEAD "<empty>甲</empty><empty>甲</empty></table>", "lang.twice", "empty", NULL);
  assert_fault("<table rows='项目'>" HEAD "<empty/></table>", "lang.empty", "empty", NULL);
  assert_fault("<table rows='项目'>" HEAD "<note/></table>", "lang.empty", "note", NULL);
  assert_fault("<table rows='项目'>" HEAD "<foot/></table>", "lang.element", "foot", NULL);
  assert_fault("<table rows='项目'>" HEAD "甲</table>", "lang.text", "甲", NULL);
  assert_fault("<table rows='项目' style='tabel'>" HEAD "</table>", "lang.table-style", "tabel", "table");
  assert_fault("<table rows='项目' unit='千元'>" HEAD "</table>", "lang.value", "千元", "万元");
  assert_fault("<table rows='项目' orientation='横'>" HEAD "</table>", "lang.value", "横", NULL);
}

/* ------------------------------------------------------- heads of files */

static void assert_file_fault(const char *text, const char *id, const char *at, const char *says) {
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "t", text);
  assert_null(load(&w, "t"));
  assert_only(w.sink, id, at, says);
  world_close(&w);
}

#define DOCUMENT "<document name='d' title='t' file='f'><p>甲</p></document>"

static void heads(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "t", "<layout id='t' title='某省' year='2022' language='zh-Hans-CN'><styles><style name='x' extends='body'/></styles>" DOCUMENT
                      "<document name='e' title='{单位.名称}' file='{单位.代码}{年度}年'><p style='x'>甲</p></document></layout>");
  struct gk_layout *l = load_clean(&w, "t");
  assert_string_equal(l->id, "t");
  assert_string_equal(l->title, "某省");
  assert_int_equal(l->year, 2022);
  assert_string_equal(l->language, "zh-Hans-CN");
  assert_null(l->extends);
  assert_int_equal(l->source_count, 5);
  assert_int_equal(l->phrase_count, 2);
  assert_string_equal(l->phrases[0], "预算说明");
  assert_string_equal(l->phrases[1], "收支总体");
  assert_non_null(strstr(l->sources[0]->name, "model.xml"));
  assert_non_null(strstr(l->sources[3]->name, "codes/functional.xml"));
  assert_non_null(strstr(l->sources[4]->name, "t/layout.xml"));
  assert_string_equal(gk_layout_document(l, NULL)->name, "d");
  assert_string_equal(gk_layout_document(l, "e")->name, "e");
  assert_null(gk_layout_document(l, "f"));
  world_close(&w);
  assert_file_fault("<layout id='t' title='t'/>", "lang.no-document", "layout", NULL);
  assert_file_fault("<layout id='u' title='t'>" DOCUMENT "</layout>", "lang.layout-other", "u", "“t”");
  assert_file_fault("<layout title='t'>" DOCUMENT "</layout>", "lang.attribute-missing", "layout", "id");
  assert_file_fault("<layout id='t'>" DOCUMENT "</layout>", "lang.attribute-missing", "layout", "title");
  assert_file_fault("<layout id='t' title='t' year='22'>" DOCUMENT "</layout>", "lang.count", "22", "1949");
  assert_file_fault("<layout id='t' title='t' language='中文'>" DOCUMENT "</layout>", "lang.language", "中文", NULL);
  assert_file_fault("<layout id='t' title='t' version='1'>" DOCUMENT "</layout>", "lang.attribute", "version", NULL);
  assert_file_fault("<layout id='t' title='t'><documents/></layout>", "lang.element", "documents", "document");
  assert_file_fault("<layuot id='t' title='t'>" DOCUMENT "</layuot>", "lang.root", "layuot", "<layout>");
  assert_file_fault("<layout id='t' title='t'>" DOCUMENT DOCUMENT "</layout>", "lang.document-twice", "d", NULL);
  assert_file_fault("<layout id='t' title='t'><document title='t' file='f'><p>甲</p></document></layout>", "lang.attribute-missing", "document", "name");
  assert_file_fault("<layout id='t' title='t'><document name='d' title='t' file='a/b'><p>甲</p></document></layout>", "lang.file-name", "a/b", "/");
  assert_file_fault("<layout id='t' title='t'>" DOCUMENT, "xml.unclosed", NULL, NULL);
  assert_file_fault("", "xml.empty", NULL, NULL);
}

static void finding(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "hebei-2022", "<layout id='hebei-2022' title='某'>" DOCUMENT "</layout>");
  assert_null(load(&w, "hebei-2021"));
  assert_only(w.sink, "lang.layout", NULL, "您是不是要写“hebei-2022”");
  gk_diag_sink_reset(w.sink);
  assert_null(load(&w, "x"));
  assert_only(w.sink, "lang.layout", NULL, "可用的有：hebei-2022");
  static const char *const wrong[] = {"", "..", ".", "a b", "甲.乙", "common\n"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    gk_diag_sink_reset(w.sink);
    assert_null(load(&w, wrong[i]));
    assert_only(w.sink, "lang.layout-id", NULL, NULL);
  }
  gk_diag_sink_reset(w.sink);
  char path[256];
  path_in(&w, "hebei-2022", NULL, path);
  assert_non_null(load(&w, path)); /* by its folder */
  assert_null(gk_diag_first(w.sink));
  assert_null(load(&w, "./nowhere"));
  assert_only(w.sink, "file.unreadable", NULL, NULL);
  gk_diag_sink_reset(w.sink);
  assert_null(gk_layout_load(w.arena, "/nowhere", "x", w.sink));
  assert_only(w.sink, "lang.layout-folder", NULL, "/nowhere");
  gk_diag_sink_reset(w.sink);
  assert_null(gk_layout_load(w.arena, path, "x", w.sink)); /* a layout's folder is no folder of layouts */
  assert_only(w.sink, "lang.layout-common", NULL, "common");
  world_close(&w);
}

static void lists(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  put_layout(&w, "b", "<layout id='b' title='乙' year='2023' extends='a'>" DOCUMENT "</layout>");
  put_layout(&w, "a", "<layout id='a' title='甲'>" DOCUMENT "</layout>");
  put_file(&w, "z", "readme", "no layout");
  struct gk_layout_summary *list;
  size_t n;
  assert_true(gk_layout_list(w.arena, w.dir, &list, &n, w.sink));
  assert_int_equal(n, 2);
  assert_string_equal(list[0].id, "a");
  assert_null(list[0].extends);
  assert_int_equal(list[0].year, 0);
  assert_string_equal(list[1].id, "b");
  assert_string_equal(list[1].title, "乙");
  assert_string_equal(list[1].extends, "a");
  assert_int_equal(list[1].year, 2023);
  assert_non_null(strstr(list[1].path, "/b/layout.xml"));
  assert_null(gk_diag_first(w.sink));
  /* with the documents of what it extends, in the layout's own order; a change of one is not one more */
  assert_int_equal(list[0].document_count, 1);
  put_layout(&w, "b", "<layout id='b' title='乙' year='2023' extends='a'>" DOCUMENT "<document name='新' title='t' file='f'><p>甲</p></document></layout>");
  put_layout(&w, "d", "<layout id='d' title='丁' extends='b'><document name='又' title='t' file='f'><p>甲</p></document></layout>");
  put_layout(&w, "e", "<layout id='e' title='戊' extends='f'><document name='独' title='t' file='f'><p>甲</p></document></layout>");
  put_layout(&w, "f", "<layout id='f' title='己' extends='e'/>");
  assert_true(gk_layout_list(w.arena, w.dir, &list, &n, w.sink));
  assert_int_equal(n, 5);
  assert_int_equal(list[1].document_count, 2);
  assert_string_equal(list[1].documents[0], list[0].documents[0]);
  assert_string_equal(list[1].documents[1], "新");
  assert_int_equal(list[2].document_count, 3);
  assert_string_equal(list[2].documents[2], "又");
  assert_string_equal(list[2].documents[0], list[0].documents[0]);
  assert_int_equal(list[3].document_count, 1); /* one that comes back to itself is told of when it is used */
  put_layout(&w, "c", "<layout id='c'/>");
  assert_true(gk_layout_list(w.arena, w.dir, &list, &n, w.sink));
  assert_int_equal(n, 5); /* the faulty one is told of, the others are still there */
  assert_only(w.sink, "lang.attribute-missing", NULL, "title");
  gk_diag_sink_reset(w.sink);
  assert_false(gk_layout_list(w.arena, "/nowhere", &list, &n, w.sink));
  assert_only(w.sink, "lang.layout-folder", NULL, NULL);
  world_close(&w);
}

/* A bare figure is a warning: the layout loads. */
static void warnings(void **state) {
  (void)state;
  struct world w;
  world_with_folder(&w);
  assert_non_null(blocks_of(&w, "<p>截至2021年</p>"));
  assert_only(w.sink, "lang.bare-figure", "2021", NULL);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(blocks), cmocka_unit_test(numberings),   cmocka_unit_test(block_faults), cmocka_unit_test(tables),
                                     cmocka_unit_test(rows),   cmocka_unit_test(table_faults), cmocka_unit_test(heads),        cmocka_unit_test(finding),
                                     cmocka_unit_test(lists),  cmocka_unit_test(warnings)};
  return cmocka_run_group_tests_name("lang/layout", tests, NULL, NULL);
}
