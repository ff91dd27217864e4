/* The kinds of rows and tables, from layouts as they are written: trees of codes,
 * sides, flows, running numbers, bands, forms, subtotals. A table is compared as
 * text: a line a row, cells parted by |, what a cell covers shown as < and ^. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LAYOUTS "tests/golden/lang"

struct page { struct world w; char dir[64]; struct gk_layout *layout; struct gk_document *document; };

static void page_open(struct page *p, const char *blocks, const char *json) {
  world_open(&p->w);
  strcpy(p->dir, "/tmp/gk-bind-XXXXXX");
  assert_non_null(mkdtemp(p->dir));
  char path[128];
  snprintf(path, sizeof path, "%s/layout.xml", p->dir);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fprintf(file, "<layout id='t' title='t'><document name='d' title='t' file='f'>\n%s\n</document></layout>", blocks);
  fclose(file);
  p->layout = gk_layout_load(p->w.arena, LAYOUTS, p->dir, p->w.sink);
  unlink(path);
  rmdir(p->dir);
  if (!p->layout) print_reports(&p->w);
  assert_non_null(p->layout);
  struct gk_source *source = gk_source_new(p->w.arena, "data.json", json, strlen(json));
  p->w.data = gk_data_load(p->w.arena, source, GK_DATA_JSON, p->w.sink);
  if (!p->w.data) print_reports(&p->w);
  assert_non_null(p->w.data);
}

static void page_bind(struct page *p, enum gk_bind_mode mode) {
  p->w.facts = gk_facts_new(p->w.arena, p->layout->model, p->w.data, p->w.sink);
  p->document = gk_bind(p->w.arena, p->layout, p->layout->documents[0], p->w.facts, mode, p->w.sink);
}

static void page_close(struct page *p) { world_close(&p->w); }

static const struct gk_table *table_of(const struct page *p, size_t n) {
  for (size_t i = 0; i < p->document->count; i++)
    if (p->document->blocks[i].kind == GK_BLOCK_TABLE && n-- == 0) return p->document->blocks[i].table;
  fail_msg("no table");
  return NULL;
}

/* Lines of the body (or all rows), with the law of the grid checked on the way. */
static const char *spelled(struct page *p, const struct gk_table *t, uint32_t from) {
  const struct gk_cell **at = gk_arena_array(p->w.arena, (size_t)t->rows * t->columns, sizeof(const struct gk_cell *));
  for (size_t i = 0; i < t->cell_count; i++) {
    const struct gk_cell *c = &t->cells[i];
    assert_int_equal(c->number, i);
    assert_true(i == 0 || c->row > c[-1].row || (c->row == c[-1].row && c->column > c[-1].column));
    for (uint32_t r = c->row; r < c->row + c->row_span; r++)
      for (uint32_t k = c->column; k < c->column + c->column_span; k++) {
        assert_true(r < t->rows && k < t->columns);
        assert_null(at[(size_t)r * t->columns + k]);
        at[(size_t)r * t->columns + k] = c;
      }
  }
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  for (uint32_t r = from; r < t->rows; r++)
    for (uint32_t k = 0; k < t->columns; k++) {
      const struct gk_cell *c = at[(size_t)r * t->columns + k];
      assert_non_null(c);
      if (k) gk_buf_add_char(&out, '|');
      if (c->row != r) gk_buf_add_char(&out, '^');
      else if (c->column != k) gk_buf_add_char(&out, '<');
      else {
        for (unsigned i = 0; i < c->indent; i++) gk_buf_add_char(&out, '>');
        gk_buf_add_string(&out, gk_inlines_text(p->w.arena, c->content));
      }
      if (k + 1 == t->columns) gk_buf_add_char(&out, '\n');
    }
  const char *text = gk_arena_strndup(p->w.arena, out.data ? out.data : "", out.size);
  gk_buf_drop(&out);
  return text;
}

/* Binds the blocks over the data without a word and compares the body of the first table. */
static void assert_body(const char *blocks, const char *json, const char *wanted) {
  struct page p;
  page_open(&p, blocks, json);
  page_bind(&p, GK_BIND_STRICT);
  if (reports(&p.w, NULL)) print_reports(&p.w);
  assert_int_equal(reports(&p.w, NULL), 0);
  assert_non_null(p.document);
  const struct gk_table *t = table_of(&p, 0);
  assert_string_equal(spelled(&p, t, t->head_rows), wanted);
  page_close(&p);
}

/* One report of the id that says so, in a draft. */
static void assert_says(const char *blocks, const char *json, const char *id, const char *says) {
  struct page p;
  page_open(&p, blocks, json);
  page_bind(&p, GK_BIND_DRAFT);
  assert_reports(&p.w, id, 1);
  if (!report_says(&p.w, id, says)) {
    print_reports(&p.w);
    fail_msg("lacks %s", says);
  }
  page_close(&p);
}

#define DATA(more) "{\"年度\":2022,\"金额单位\":\"万元\"," more "}"
#define CODES(records) DATA("\"科目\":[" records "]")
#define C(code, figures) "{\"编码\":\"" code "\"" figures "}"
#define NAMED(code, name, figures) C(code, ",\"名称\":\"" name "\"" figures)
#define SUM(n) ",\"金额\":" #n
#define TREE(rows) "<table unit='万元'><head><col of='编码'/><col of='名称' indent='level'/><col of='金额'/></head>" rows "</table>"
#define THREE C("2010308", SUM(5)) "," NAMED("2010301", "行政运行", SUM(1.5)) "," NAMED("21301", "农业农村", SUM(2))

#define ITEM(name, level, sum) "{\"名称\":\"" name "\",\"级别\":\"" level "\",\"金额\":" #sum ",\"数量\":1,\"单价\":1}"

/* ------------------------------------------------------- trees */

static void trees(void **state) {
  (void)state;
  /* by code, each above what it is the sum of; names from the table, or from the data */
  assert_body(TREE("<rows of='科目' tree='yes'/><total title='合计' span='2'/>"), CODES(THREE),
              "201|一般公共服务支出|6.50\n20103|>政府办公厅（室）及相关机构事务|6.50\n2010301|>>行政运行|1.50\n2010308|>>信访事务|5.00\n213|农林水支出|2.00\n21301|>农业农村|2.00\n合计|<|8.50\n");
  assert_body(TREE("<rows of='科目' tree='yes' levels='2' indent='1' numbering='（一）'/>"), CODES(THREE), ">20103|（一）政府办公厅（室）及相关机构事务|6.50\n>21301|（二）农业农村|2.00\n");
  assert_body(TREE("<rows of='科目' tree='yes' levels='1' all='yes' numbering='一、'/>"), CODES(C("2010308", SUM(5))), "201|一、一般公共服务支出|5.00\n213|二、农林水支出|\n");
  /* a condition on codes alone selects also those without figures; one on figures does not */
  assert_body(TREE("<rows of='科目' tree='yes' levels='1' all='yes' where=\"编码 起于 '213' 或 编码 == '2130101'\"/>"), CODES(C("2010308", SUM(5))), "213|农林水支出|\n");
  assert_body(TREE("<rows of='科目' tree='yes' levels='1' all='yes' where='金额 &gt; 2'/>"), CODES(C("2010308", SUM(5))), "201|一般公共服务支出|5.00\n213|农林水支出|\n");
  assert_body(TREE("<rows of='科目' tree='yes' levels='1 3'/>"), CODES(C("2010308", SUM(5))), "201|一般公共服务支出|5.00\n2010308|>>信访事务|5.00\n");
  /* conditions: what is not selected is not in the sums above it either */
  assert_body(TREE("<rows of='科目' tree='yes' levels='1' where='金额 &gt; 2'/><total title='计'/>"), CODES(THREE), "201|一般公共服务支出|5.00\n计||5.00\n");
  assert_body(TREE("<rows of='科目' tree='yes' where='金额 &gt; 9'/><total title='计'/><empty rows='2'>空表</empty>"), CODES(THREE), "||\n||\n计||\n");
  /* a code of the first level without anything below is a row of its own */
  assert_body(TREE("<rows of='科目' tree='yes'/>"), CODES(C("213", SUM(1))), "213|农林水支出|1.00\n");
}

static void given_subtotals(void **state) {
  (void)state;
  /* given and right; given in part; adding nothing to totals */
  assert_body(TREE("<rows of='科目' tree='yes'/><total title='计'/>"), CODES(C("201", SUM(6.5)) "," THREE "," C("213", "")),
              "201|一般公共服务支出|6.50\n20103|>政府办公厅（室）及相关机构事务|6.50\n2010301|>>行政运行|1.50\n2010308|>>信访事务|5.00\n213|农林水支出|2.00\n21301|>农业农村|2.00\n计||8.50\n");
  assert_says(TREE("<rows of='科目' tree='yes'/>"), CODES(C("201", SUM(6.4)) "," THREE), "bind.tree-sum",
              "科目[1].金额：6.4万元，应为201下级2个科目之和6.5万元，相差0.1万元。请核对科目[3].金额（data.json:1:");
  /* 合计 and 个数 count each once, with and without conditions */
  struct page p;
  page_open(&p, "<p>{合计(科目.金额)|金额} {合计(科目.金额, 编码 起于 '201')|金额} {合计(科目.金额, 编码 起于 '9')|金额} {个数(科目)} {个数(科目, 金额 &gt; 2)}</p>",
            CODES(C("201", SUM(6.5)) "," THREE));
  page_bind(&p, GK_BIND_STRICT);
  assert_reports(&p.w, NULL, 0);
  assert_string_equal(gk_inlines_text(p.w.arena, p.document->blocks[0].content), "8.5 6.5 0 3 1");
  page_close(&p);
}

static void tree_faults(void **state) {
  (void)state;
  const char *tree = TREE("<rows of='科目' tree='yes'/>");
  assert_says(tree, CODES(C("2010308", SUM(1)) "," C("2010308", SUM(2))), "model.code-twice", "“2010308”已经用在“科目[1].编码”（data.json:1:");
  assert_says(tree, CODES(C("2010", SUM(1))), "model.code-length", "功能分类科目的编码是3、5、7位");
  assert_says(tree, CODES(NAMED("20113", "某事务", SUM(1))), "model.code-unknown", "不在2022年的功能分类科目里。您是不是要写“20103”（政府办公厅（室）及相关机构事务）？");
  assert_says(tree, CODES(NAMED("2010308", "信访业务", SUM(1))), "model.code-name", "2022年编码2010308的名称是“信访事务”");
  assert_says(tree, CODES(NAMED("2130101", "行政运行", SUM(1))), "bind.code-name", "编码“21301”没有名称");
  assert_says(tree, CODES(C("2010301", SUM(1))), "bind.missing", "科目[1].名称");
  assert_says(tree, CODES("{\"名称\":\"某事务\"" SUM(1) "}," C("213", SUM(1))), "bind.missing", "科目[1].编码");
  assert_says(tree, "{\"金额单位\":\"万元\",\"科目\":[" C("213", SUM(1)) "," C("201", SUM(1)) "]}", "bind.missing", "缺“年度”");
  /* 信访事务 moved in 2024: the same code is right in one year and unknown in another */
  assert_says(tree, "{\"年度\":2022,\"金额单位\":\"万元\",\"科目\":[" NAMED("20140", "信访事务", SUM(1)) "]}", "model.code-unknown", "20140");
  assert_body(tree, "{\"年度\":2024,\"金额单位\":\"万元\",\"科目\":[" C("20140", SUM(1)) "]}", "201|一般公共服务支出|1.00\n20140|>信访事务|1.00\n");
  assert_says("<p>甲</p>", "{\"年度\":2020,\"金额单位\":\"万元\",\"科目\":[" NAMED("201", "甲", "") "]}", "model.code-table", "没有2020年的“功能分类科目”");
}

/* What a condition compares with may stand in the record around: its absence is an error, not an answer. */
static void conditions(void **state) {
  (void)state;
  const char *table = "<table unit='万元'><head><col id='和' of=\"合计(项目.金额, 名称 == 编码)\" title='和'/><col id='个' of=\"个数(项目, 名称 == 编码)\" title='个'/></head><rows of='科目'/></table>";
#define TWO_ITEMS ",\"项目\":[" ITEM("201", "甲", 1) "," ITEM("213", "乙", 2) "," ITEM("201", "乙", 4) "]"
  assert_body(table, DATA("\"科目\":[" C("201", "") "," C("213", "") "," C("20103", "") "]" TWO_ITEMS), "5.00|2\n2.00|1\n0.00|0\n");
  assert_says(table, DATA("\"科目\":[{\"金额\":1}]" TWO_ITEMS), "bind.missing", "科目[1].编码");
  /* what the record itself lacks only does not fulfil it */
  assert_body("<p>{合计(科目.金额, 上年 &gt; 0)|金额}</p><table unit='万元'><head><col of='金额'/></head><rows of='科目' where='上年 &gt; 0'/></table>",
              CODES(C("201", SUM(1)) "," C("213", ",\"上年\":3,\"金额\":2")), "2.00\n");
  /* a name that is wanted and has no code: the code is what was forgotten */
  assert_says("<table><head><col of='名称'/></head><rows of='科目'/></table>", CODES("{\"金额\":1}"), "bind.missing", "科目[1].编码");
}

static void withheld(void **state) {
  (void)state;
  const char *tree = TREE("<rows of='科目' tree='yes' levels='1'/><total title='计'/>");
#define SECRET C("2010308", ",\"金额\":\"涉密\"")
  assert_body(tree, CODES(SECRET "," NAMED("2010301", "行政运行", SUM(1))), "201|一般公共服务支出|涉密\n计||涉密\n");
  /* the total is given: it is printed, and said to tell the secret, unless there are two */
  struct page p;
  page_open(&p, tree, CODES(C("201", SUM(9)) "," SECRET "," NAMED("2010301", "行政运行", SUM(1))));
  page_bind(&p, GK_BIND_STRICT);
  assert_reports(&p.w, "bind.secret-residual", 1);
  assert_true(report_says(&p.w, "bind.secret-residual", "“科目[2].金额”写明涉密，但“科目[1].金额”已经写出"));
  assert_string_equal(spelled(&p, table_of(&p, 0), 1), "201|一般公共服务支出|9.00\n计||涉密\n");
  page_close(&p);
  assert_body(tree, CODES(C("201", SUM(9)) "," SECRET "," NAMED("2010301", "行政运行", ",\"金额\":\"涉密\"")), "201|一般公共服务支出|9.00\n计||涉密\n");
  /* states print each in its way */
  assert_body(TREE("<rows of='科目'/>"), "{\"年度\":2024,\"金额单位\":\"万元\",\"科目\":[" C("20103", SUM(0)) "," C("213", ",\"金额\":\"——\"") "," C("20140", ",\"金额\":\"涉密\"") "," NAMED("21302", "林业", "") "]}",
              "20103|政府办公厅（室）及相关机构事务|0.00\n213|农林水支出|——\n20140|信访事务|涉密\n21302|林业|\n");
}

static void ratios_and_parts(void **state) {
  (void)state;
  assert_body("<table unit='万元'><head><col id='类' of='编码' title='类' format='级:1'/><col id='款' of='编码' title='款' format='级:2'/>"
              "<col id='差' of='金额 - 上年' title='增减'/><col id='率' of='金额 - 上年' title='增减%' format='变动率:1'/></head>"
              "<rows of='科目' tree='yes'/><total title='计'/></table>",
              CODES(C("20103", ",\"金额\":11,\"上年\":10") "," C("213", ",\"金额\":5,\"上年\":0")) /* a base of zero has no rate */,
              "201||1.00|10.0\n201|03|1.00|10.0\n213||5.00|——\n计||6.00|60.0\n");
  /* quotients too are those of the sums, products are added one by one */
  assert_body("<table unit='万元'><head><col of='名称' scope='row'/><col id='比' of='金额 / 单价' title='比' format='百分比:0'/><col id='积' of='数量 * 单价' title='积'/><col id='均' of='金额 / 数量' title='均价'/></head>"
              "<rows of='项目'/><total title='计'/></table>",
              DATA("\"项目\":[{\"名称\":\"一\",\"级别\":\"甲\",\"金额\":1,\"数量\":3,\"单价\":2},{\"名称\":\"二\",\"级别\":\"甲\",\"金额\":3,\"数量\":5,\"单价\":3}]"),
              "一|50%|6.00|0.33\n二|100%|15.00|0.60\n计|80%|21.00|0.50\n");
}

/* ------------------------------------------------------- paragraphs and items of records */

static const char *text_of(struct page *p, size_t block) { return gk_inlines_text(p->w.arena, p->document->blocks[block].content); }

static void lines_of_records(void **state) {
  (void)state;
  const char *blocks = "<p>前</p><p rows='项目'>“{名称}”{金额|万元}，共{个数(项目)}个<when test=\"级别 == '乙'\">；另列</when>。</p><p rows='项目' of='内容'/>"
                       "<list numbering='1.'><item>首项</item><item rows='项目'><when test='金额 &gt; 1'>{名称}：{金额 / 合计(项目.金额)|百分比:0}</when></item></list>"
                       "<list><item label='{名称}' rows='项目'>{级别}</item></list>";
  struct page p;
  page_open(&p, blocks, DATA("\"项目\":[" ITEM("一", "甲", 1) "," ITEM("二", "乙", 3) ",{\"名称\":\"三\",\"级别\":\"甲\",\"金额\":4,\"数量\":1,\"单价\":1,\"内容\":[\"话\",\"又一段\"]}]"));
  page_bind(&p, GK_BIND_STRICT);
  assert_reports(&p.w, NULL, 0);
  static const char *const wanted[] = {"前", "“一”1万元，共3个。", "“二”3万元，共3个；另列。", "“三”4万元，共3个。", "话", "又一段"};
  for (size_t i = 0; i < 6; i++) assert_string_equal(text_of(&p, i), wanted[i]);
  assert_int_equal(p.document->count, 8);
  const struct gk_block *list = &p.document->blocks[6];
  static const char *const items[] = {"1.首项", "2.二：38%", "3.三：50%"}; /* what comes to nothing is no item */
  assert_int_equal(list->item_count, 3);
  for (size_t i = 0; i < 3; i++) {
    struct gk_buf line;
    gk_buf_init(&line, 256);
    gk_buf_add_string(&line, gk_inlines_text(p.w.arena, list->items[i].label));
    gk_buf_add_string(&line, gk_inlines_text(p.w.arena, list->items[i].content));
    gk_buf_add_char(&line, '\0');
    assert_string_equal(line.data, items[i]);
    gk_buf_drop(&line);
  }
  list = &p.document->blocks[7];
  assert_int_equal(list->item_count, 3);
  assert_string_equal(gk_inlines_text(p.w.arena, list->items[2].label), "三");
  assert_string_equal(gk_inlines_text(p.w.arena, list->items[1].content), "乙");
  page_close(&p);
  /* none: nothing is set; what is wrong is told once and leaves a gap */
  page_open(&p, "<p>前</p><p rows='项目'>{名称}。</p><list><item rows='项目'>{名称}</item></list>", DATA("\"项目\":[]"));
  page_bind(&p, GK_BIND_STRICT);
  assert_reports(&p.w, NULL, 0);
  assert_int_equal(p.document->count, 1);
  page_close(&p);
  page_open(&p, "<p>前</p><p rows='项目'>{名称}。</p><list><item rows='项目'>{名称}</item></list>", DATA("\"项目\":3"));
  page_bind(&p, GK_BIND_DRAFT);
  assert_reports(&p.w, "model.type", 1);
  assert_int_equal(p.document->count, 3);
  assert_string_equal(text_of(&p, 1), "【误：项目】");
  page_close(&p);
}

/* ------------------------------------------------------- sides */

#define TWO(left, right) \
  "<table unit='万元'><head><col serial='yes'/><group id='左' title='收入'><col id='甲' title='项目'/><col id='乙' title='数'/></group>" \
  "<group id='右' title='支出'><col of='名称'/><col of='金额'/></group></head><side columns='左'>" left "</side><side columns='右'>" right "</side></table>"
#define ROW(a) "<row><cell>" a "</cell><cell/></row>"
#define FOOT(a) "<row place='foot'><cell>" a "</cell><cell/></row>"

static void sides(void **state) {
  (void)state;
  const char *data = CODES(C("201", SUM(1)) "," C("213", SUM(2)));
  assert_body(TWO(ROW("甲") FOOT("合计"), "<rows of='科目'/><total title='合计' place='foot'/>"), data,
              "1|甲||一般公共服务支出|1.00\n2|||农林水支出|2.00\n3|合计||合计|3.00\n");
  /* the side with more rows at its foot may begin it beside the other's body */
  assert_body(TWO(ROW("甲") FOOT("一") FOOT("二"), "<rows of='科目'/><total title='合计' place='foot'/>"), data,
              "1|甲||一般公共服务支出|1.00\n2|一||农林水支出|2.00\n3|二||合计|3.00\n");
  assert_body(TWO(ROW("甲") ROW("乙") ROW("丙"), "<rows of='科目'/>"), data, "1|甲||一般公共服务支出|1.00\n2|乙||农林水支出|2.00\n3|丙|||\n");
  /* bands and merging within a side */
  assert_body("<table><head><group id='左' title='左'><col id='a' title='甲'/><col id='b' title='乙'/></group><group id='右' title='右'><col of='级别' merge='equal'/></group></head>"
              "<side columns='左'><band title='带'><row><cell>一</cell></row><row><cell>二</cell></row></band></side><side columns='右'><rows of='项目'/></side></table>",
              DATA("\"项目\":[" ITEM("一", "甲", 1) "," ITEM("二", "甲", 2) "," ITEM("三", "乙", 4) "]"), "带|一|甲\n^|二|^\n||乙\n");
}

static void flows(void **state) {
  (void)state;
  const char *blocks = "<table unit='万元'><head><group id='一' title='一'><col of='编码'/><col of='金额'/></group>"
                       "<group id='二' title='二'><col id='c' title='编码'/><col id='d' title='金额'/></group></head>"
                       "<side columns='一 二'><rows of='科目'/><row place='foot'><cell span='3'>合计</cell><cell>{合计(科目.金额)|金额}</cell></row></side></table>";
  assert_body(blocks, CODES(C("201", SUM(1)) "," C("20103", SUM(1)) "," C("213", SUM(2))), "201|1.00|213|2.00\n20103|1.00||\n合计|<|<|3.00\n");
}

/* ------------------------------------------------------- numbers, bands, forms */

static void numbers(void **state) {
  (void)state;
  struct page p;
  page_open(&p,
            "<table><head numbers='栏次'><col id='a' title='甲' scope='row'/><col serial='yes'/><col id='b' title='乙'/><group title='丙'><col id='c' title='丁' number='no'/>"
            "<col serial='continue' title='行次'/><col id='d' title='戊'/></group></head><row><cell>1</cell><cell/><cell/><cell/></row><row><cell column='b'>2</cell></row></table>",
            DATA("\"项目\":[]"));
  page_bind(&p, GK_BIND_STRICT);
  const struct gk_table *t = table_of(&p, 0);
  assert_int_equal(t->head_rows, 3);
  assert_int_equal(t->roles[2], GK_ROLE_NUMBERS);
  assert_string_equal(spelled(&p, t, 0), "甲|序号|乙|丙|<|<\n^|^|^|丁|行次|戊\n栏次|<|1|||2\n1|1|||3|\n|2|2||4|\n");
  for (size_t i = 0; i < t->cell_count; i++)
    assert_int_equal(t->cells[i].serial, t->cells[i].row >= t->head_rows && (t->cells[i].column == 1 || t->cells[i].column == 4));
  page_close(&p);
}

/* 斜线表头 */
static void corner(void **state) {
  (void)state;
  struct page p;
  page_open(&p, "<table><head><col id='a' title='年度' below='项目' scope='row'/><group title='乙'><col id='b' title='丙' direction='vertical'/></group></head><row><cell>一</cell><cell>1</cell></row></table>",
            DATA("\"项目\":[]"));
  page_bind(&p, GK_BIND_STRICT);
  const struct gk_table *t = table_of(&p, 0);
  assert_string_equal(gk_inlines_text(p.w.arena, t->cells[0].content), "年度项目");
  assert_int_equal(t->cells[0].below, strlen("年度"));
  assert_true(t->cells[0].content.items[1].break_forced);
  assert_int_equal(t->cells[0].align, GK_STYLE_START);
  assert_int_equal(t->cells[0].row_span, 2);
  for (size_t i = 1; i < t->cell_count; i++) assert_int_equal(t->cells[i].below, 0);
  assert_true(t->cells[2].vertical);
  page_close(&p);
}

static void groups(void **state) {
  (void)state;
  const char *head = "<table unit='万元'><head><col of='名称' scope='row'/><col of='金额'/></head>";
  const char *data = DATA("\"项目\":[" ITEM("一", "甲", 1) "," ITEM("二", "乙", 2) "," ITEM("三", "甲", 4) "," ITEM("四", "甲", 8) "]");
  char blocks[1024];
  snprintf(blocks, sizeof blocks, "%s<rows of='项目' numbering='1.' of-which=\"名称 == '四'\"><subtotal by='级别' title='{级别}小计'/></rows><total title='合计'/></table>", head);
  assert_body(blocks, data, "1.一|1.00\n2.三|4.00\n>四|8.00\n甲小计|5.00\n3.二|2.00\n乙小计|2.00\n合计|7.00\n");
  snprintf(blocks, sizeof blocks, "%s<rows of='项目' where='金额 &lt; 8'><subtotal by='级别' title='{级别}' place='first'/></rows><total title='合计' where='金额 &lt; 2'/></table>", head);
  assert_body(blocks, data, "甲|5.00\n一|1.00\n三|4.00\n乙|2.00\n二|2.00\n合计|1.00\n");
  /* a title over the columns that have no sum, beside a running number */
  assert_body("<table unit='万元'><head><col serial='yes'/><col of='级别'/><col of='名称' scope='row'/><col of='金额'/></head>"
              "<rows of='项目'><subtotal by='级别' title='{级别}小计' place='first' span='2'/></rows></table>",
              data, "1|甲小计|<|13.00\n2|甲|一|1.00\n3|甲|三|4.00\n4|甲|四|8.00\n5|乙小计|<|2.00\n6|乙|二|2.00\n");
}

static void forms(void **state) {
  (void)state;
  const char *data = DATA("\"项目\":[{\"名称\":\"一\",\"级别\":\"甲\",\"金额\":1,\"数量\":1,\"单价\":1,\"内容\":[\"子\",\"丑\"],\"明细\":[{\"名称\":\"同\",\"金额\":1},{\"名称\":\"同\",\"金额\":2}]}," ITEM("二", "乙", 2) "]");
  struct page p;
  page_open(&p,
            "<form each='项目' title='{名称}' columns='4 6 auto'><row><cell head='row'>名称</cell><cell span='2'>{名称}</cell></row>"
            "<band title='明细表' direction='vertical'><row><cell head='column'>名称</cell><cell head='column'>金额</cell></row>"
            "<rows of='明细'><cell merge='equal'>{名称}</cell><cell>{金额|金额}</cell></rows></band>"
            "<row><cell head='row'>内容</cell><cell span='2' of='内容'/></row></form>",
            data);
  page_bind(&p, GK_BIND_STRICT);
  assert_reports(&p.w, NULL, 0);
  const struct gk_table *t = table_of(&p, 0);
  assert_int_equal(t->head_rows, 0);
  assert_int_equal(t->widths[1], 6000);
  assert_string_equal(gk_inlines_text(p.w.arena, t->caption), "一");
  assert_string_equal(spelled(&p, t, 0), "名称|一|<\n明细表|名称|金额\n^|同|1.00\n^|^|2.00\n内容|子丑|<\n");
  assert_int_equal(t->cells[0].kind, GK_CELL_ROW_HEAD);
  assert_int_equal(t->cells[3].kind, GK_CELL_COLUMN_HEAD);
  /* vertical: a character a line; paragraphs: a line each */
  assert_int_equal(t->cells[2].content.count, 3);
  assert_false(t->cells[2].content.items[0].break_forced);
  assert_true(t->cells[2].content.items[1].break_forced && t->cells[2].content.items[2].break_forced);
  assert_true(t->cells[t->cell_count - 1].content.items[1].break_forced);
  assert_string_equal(spelled(&p, table_of(&p, 1), 0), "名称|二|<\n明细表|名称|金额\n内容||<\n");
  page_close(&p);
}

/* ------------------------------------------------------- checks of the model */

#define SPENT(base, project, more) "\"支出\":{\"基本支出\":" #base ",\"项目支出\":" #project more "},\"单位\":{\"名称\":\"甲局\",\"级别\":\"县\"}"

static void checks(void **state) {
  (void)state;
  static const char p[] = "<p>{支出.合计|万元}</p>", last[] = ",\"上年\":{\"支出\":{\"基本支出\":1,\"项目支出\":1}}";
  assert_says(p, DATA(SPENT(1, 2.5, "") ",\"上年\":{\"支出\":{\"基本支出\":1,\"项目支出\":1}}"), "model.check", "支出.合计：支出3.5万元，比上年增加1.5万元（增加75.0%），甲局要说明。");
  assert_says(p, DATA(SPENT(1, 2.5, "") ",\"上年\":{\"支出\":{\"基本支出\":1,\"项目支出\":1}}"), "model.check", "支出.合计: 3.5万元 is more than last year's 2万元");
  /* of each record, by its path; without en= the words are the Chinese ones */
  assert_says(p, DATA(SPENT(1, 1, "") ",\"项目\":[" ITEM("一", "甲", 1) ",{\"名称\":\"二\",\"级别\":\"乙\",\"金额\":1,\"数量\":1,\"单价\":1,\"明细\":[{\"名称\":\"子\",\"金额\":-0.5}]}]"),
              "model.check", "项目[2].明细[1].金额: “子”的金额是-0.5万元。负数请核对。");
  /* a check may be an error */
  assert_says(p, DATA(SPENT(1, 1, ",\"完成率\":120")), "model.check", "支出.完成率：完成率是120，大于100%。请核对。");
  /* equal, absent, withheld, missing: not the check's affair */
  static const char *const quiet[] = {DATA(SPENT(1, 1, ",\"完成率\":100")), DATA(SPENT(1, 2.5, "")), DATA(SPENT("涉密", 2.5, "") ",\"上年\":{\"支出\":{\"基本支出\":1,\"项目支出\":1}}")};
  for (size_t i = 0; i < 3; i++) {
    struct page page;
    page_open(&page, p, quiet[i]);
    page_bind(&page, GK_BIND_STRICT);
    assert_reports(&page.w, NULL, 0);
    page_close(&page);
  }
  /* a warning lets the document be, an error does not */
  static const struct { const char *more; bool bound; } kinds[] = {{"", true}, {",\"完成率\":120", false}};
  for (size_t i = 0; i < 2; i++) {
    struct page page;
    char json[512];
    snprintf(json, sizeof json, "{\"年度\":2022,\"金额单位\":\"万元\",\"单位\":{\"名称\":\"甲局\",\"级别\":\"县\"},\"支出\":{\"基本支出\":1,\"项目支出\":2%s}%s}", kinds[i].more, last);
    page_open(&page, p, json);
    page_bind(&page, GK_BIND_STRICT);
    assert_int_equal(page.document != NULL, kinds[i].bound);
    page_close(&page);
  }
}

/* ------------------------------------------------------- differences */

/* What is not written counts as nothing in differences as in sums, so that the rows of a column add up to its total; a group that is not
 * there at all is nothing to compare with. */
static void differences(void **state) {
  (void)state;
  assert_body("<table unit='万元'><head><col of='编码'/><col of='金额'/><col of='上年'/><col id='差' of='金额 - 上年' title='增减'/>"
              "<col id='率' of='金额 - 上年' title='增减%' format='变动率'/></head><rows of='科目' tree='yes' levels='3'/><total title='计'/></table>",
              CODES(C("2010308", SUM(10)) "," NAMED("2010309", "乙", ",\"上年\":4") "," NAMED("2010310", "丙", SUM(9) ",\"上年\":6") "," NAMED("2010311", "丁", "")),
              "2010308|10.00||10.00|——\n2010309||4.00|-4.00|-100.00\n2010310|9.00|6.00|3.00|50.00\n2010311||||\n计|19.00|10.00|9.00|90.00\n");
  static const char text[] = "<p>甲{支出.合计 - 上年.支出.合计|万元}乙{支出.基本支出 - (上年.支出.基本支出 + 上年.支出.项目支出)|万元}丙{上年.支出.合计 - 支出.合计|万元}"
                             "丁{支出.合计 - 上年.支出.合计|增减}戊{支出.人数 - 支出.人数 / 3|数量}己{支出.人数 - 0}庚{3 - 支出.人数}</p>";
  static const struct { const char *more, *wanted; } cases[] = {
      {"", "甲乙丙丁无上年数戊己0庚3"},
      {",\"上年\":{\"支出\":{\"基本支出\":1,\"项目支出\":4}}", "甲-2万元乙-4万元丙2万元丁减少2万元戊己0庚3"},
  };
  for (size_t i = 0; i < 2; i++) {
    struct page p;
    char json[512];
    snprintf(json, sizeof json, "{\"年度\":2022,\"金额单位\":\"万元\",\"支出\":{\"基本支出\":1,\"项目支出\":2}%s}", cases[i].more);
    page_open(&p, text, json);
    page_bind(&p, GK_BIND_STRICT);
    assert_reports(&p.w, NULL, 0);
    assert_string_equal(gk_inlines_text(p.w.arena, p.document->blocks[0].content), cases[i].wanted);
    page_close(&p);
  }
}

/* ------------------------------------------------------- rounding */

static void assert_rounding(const char *blocks, const char *json, const char *says) {
  struct page p;
  page_open(&p, blocks, json);
  page_bind(&p, GK_BIND_DRAFT);
  const struct gk_table *t = table_of(&p, 0);
  bool noted = t->note_count > 0 && strcmp(gk_inlines_text(p.w.arena, t->notes[t->note_count - 1]), "因四舍五入，合计略有差异。") == 0;
  if (reports(&p.w, "bind.rounding") != (says ? 1u : 0u) || (says && !report_says(&p.w, "bind.rounding", says))) print_reports(&p.w);
  assert_int_equal(reports(&p.w, "bind.rounding"), says ? 1 : 0);
  if (says) assert_true(report_says(&p.w, "bind.rounding", says));
  assert_int_equal(noted, says != NULL);
  page_close(&p);
}

#define YUAN(more) "{\"年度\":2022,\"金额单位\":\"元\"," more "}"

static void rounding(void **state) {
  (void)state;
  const char *tree = TREE("<rows of='科目' tree='yes'/><total title='计'/>");
#define PARTS NAMED("2130101", "行政运行", SUM(10049)) "," NAMED("2130102", "一般事务", SUM(10049)) "," NAMED("2130103", "机关服务", SUM(10049)) "," NAMED("21301", "农业农村", "")
  assert_rounding(tree, YUAN("\"科目\":[" PARTS "]"), "“金额”栏的合计印的是3.01，印出的各分项相加是3.00");
  /* in 元 nothing is rounded; in 万元 of round figures nothing differs */
  assert_rounding("<table unit='元'><head><col of='名称' scope='row'/><col of='金额'/></head><rows of='科目' tree='yes'/></table>", YUAN("\"科目\":[" PARTS "]"), NULL);
  assert_rounding(tree, YUAN("\"科目\":[" C("2010308", SUM(20000)) "," C("213", SUM(30000)) "]"), NULL);
  /* the parts are not all on the page */
  assert_rounding(TREE("<rows of='科目' tree='yes' levels='1'/>"), YUAN("\"科目\":[" PARTS "]"), NULL);
  /* a real difference is an error of the data and no rounding */
  assert_rounding(tree, YUAN("\"科目\":[" C("213", SUM(90000)) "," NAMED("21301", "农业农村", SUM(10049)) "]"), NULL);
  /* by a formula of the data, in rows that the layout writes */
  const char *fixed = "<table unit='万元'><head><col id='a' title='项目' scope='row'/><col id='b' title='数'/></head><row><cell>合计</cell><cell>{三公经费.合计|金额}</cell></row>"
                      "<row><cell>出国</cell><cell>{三公经费.因公出国境费|金额}</cell></row><row><cell>接待</cell><cell>{三公经费.公务接待费|金额}</cell></row></table>";
  assert_rounding(fixed, YUAN("\"三公经费\":{\"因公出国境费\":10049,\"公务接待费\":10049}"), "“三公经费.合计”印的是2.01，印出的各分项相加是2.00");
  assert_rounding(fixed, YUAN("\"三公经费\":{\"因公出国境费\":10000,\"公务接待费\":10049}"), NULL);
  /* along a row of sums, here of codes whose records are not printed; a part that is not printed is taken apart or must be nothing */
#define PARTED(code, name, parts) NAMED(code, name, ",\"其中\":{" parts "}")
#define ROWS(columns, rows) "<table unit='万元'><head><col of='编码'/><col of='名称' scope='row'/>" columns "</head>" rows "</table>"
#define CLASSES "<rows of='科目' tree='yes' levels='1'/>"
  static const char split[] = YUAN("\"科目\":[" PARTED("2130101", "甲", "\"工资\":10049,\"公用\":10000") "," PARTED("2130102", "乙", "\"工资\":10000,\"公用\":10049") "]");
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/><col of='其中.公用'/>", CLASSES), split, "“农林水支出”行的“共计”栏印的是4.01，印出的各分项相加是4.00");
  assert_rounding(ROWS("<col of='其中.工资'/><col of='其中.公用'/><col of='其中.共计'/>", CLASSES), split, "“农林水支出”行的“共计”栏");
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/>", CLASSES), split, NULL);
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/><col of='其中.公用'/>", "<rows of='科目' tree='yes' levels='1'/><total title='合计'/>"),
                  YUAN("\"科目\":[" PARTED("2130101", "甲", "\"工资\":10000,\"公用\":10000") "]"), NULL);
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/><col of='其中.公用'/>", CLASSES),
                  YUAN("\"科目\":[" PARTED("2130101", "甲", "\"工资\":10049,\"公用\":10000,\"退回\":50") "," PARTED("2130102", "乙", "\"公用\":10049") "]"), NULL);
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/><col of='其中.公用'/><col of='其中.退回'/>", CLASSES),
                  YUAN("\"科目\":[" PARTED("2130101", "甲", "\"工资\":30049,\"退回\":10000") "," PARTED("2130102", "乙", "\"公用\":10049,\"退回\":100") "]"),
                  "“农林水支出”行的“共计”栏印的是3.00，印出的各分项相加是2.99");
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/><col of='其中.公用'/>", "<total title='合计' of='科目'/><row><cell/><cell/><cell/><cell/><cell/></row>"), split, "“合计”行的“共计”栏");
  /* a secret among the records: nothing is said of what it is in */
  assert_rounding(ROWS("<col of='其中.共计'/><col of='其中.人员'/><col of='其中.公用'/>", CLASSES),
                  YUAN("\"科目\":[" PARTED("2130101", "甲", "\"工资\":\"涉密\",\"公用\":10000") "," PARTED("2130102", "乙", "\"工资\":10000,\"公用\":10049") "]"), NULL);
  /* down a column that is worked out */
  assert_rounding(ROWS("<col id='差' of='金额 - 上年' title='增减额'/>", "<rows of='科目'/><total title='合计'/>"),
                  YUAN("\"科目\":[" NAMED("2130101", "甲", SUM(20049) ",\"上年\":10000") "," NAMED("2130102", "乙", SUM(20049) ",\"上年\":10000") "]"), "“增减额”栏的合计印的是2.01，印出的各分项相加是2.00");
  /* what the layout adds up in a cell, and what it takes away */
  assert_rounding(ROWS("<col of='金额'/>", "<rows of='科目'/><row role='total'><cell>合计</cell><cell/><cell>{合计(科目.金额)|金额}</cell></row>"),
                  YUAN("\"科目\":[" NAMED("2130101", "甲", SUM(10049)) "," NAMED("2130102", "乙", SUM(10049)) "]"), "“合计(科目.金额)”印的是2.01，印出的各分项相加是2.00");
  assert_rounding(ROWS("<col of='金额'/>", "<rows of='科目'/><row role='total'><cell>合计</cell><cell/><cell>{合计(科目.金额, 编码 == '2130101') + 0|金额}</cell></row>"),
                  YUAN("\"科目\":[" NAMED("2130101", "甲", SUM(10049)) "," NAMED("2130102", "乙", SUM(10049)) "]"), NULL);
  assert_rounding("<table unit='万元'><head><col id='a' title='项目' scope='row'/><col id='b' title='数'/></head><row><cell>合计</cell><cell>{三公经费.合计|金额}</cell></row>"
                  "<row><cell>其中接待</cell><cell>{三公经费.公务接待费|金额}</cell></row><row><cell>其余</cell><cell>{三公经费.合计 - 三公经费.公务接待费|金额}</cell></row></table>",
                  YUAN("\"三公经费\":{\"因公出国境费\":10049,\"公务接待费\":10049}"), "“三公经费.合计 - 三公经费.公务接待费”印的是1.00，印出的各分项相加是1.01");
  /* totals of groups */
  assert_rounding("<table unit='万元'><head><col of='名称' scope='row'/><col of='金额'/></head><rows of='项目'><subtotal by='级别' title='计'/></rows></table>",
                  YUAN("\"项目\":[" ITEM("一", "甲", 10049) "," ITEM("二", "甲", 10049) "," ITEM("三", "乙", 10049) "]"), "“金额”栏的合计印的是2.01");
}

/* ------------------------------------------------------- decimals */

/* The text of everything in the document's text (headings, paragraphs, items), a line each. */
static const char *said(struct page *p) {
  const char *all = "";
  for (size_t i = 0; i < p->document->count; i++) {
    const struct gk_block *block = &p->document->blocks[i];
    if (block->content.count) all = gk_arena_printf(p->w.arena, "%s%s\n", all, gk_inlines_text(p->w.arena, block->content));
    for (size_t k = 0; k < block->item_count; k++) all = gk_arena_printf(p->w.arena, "%s%s\n", all, gk_inlines_text(p->w.arena, block->items[k].content));
  }
  return all;
}

/* How many decimals an amount has is its style's: the text's in headings, paragraphs, items and the department's own words, the table
 * style's in the cells and notes of a table; after a table the text's again. */
static void decimals(void **state) {
  (void)state;
  static const char blocks[] =
      "<section title='共{支出.基本支出|万元}'><p>{支出.基本支出|万元}，{支出.基本支出 - 支出.项目支出|增减}</p>"
      "<table unit='元' style='%s'><head><col id='a' title='项' scope='row'/><col id='b' title='数'/></head><row><cell>甲</cell><cell>{支出.基本支出|金额}</cell></row>"
      "<row><cell>乙</cell><cell>{支出.基本支出 - 支出.项目支出|增减}</cell></row><note>注：{支出.基本支出|万元}。</note></table>"
      "<list><item>{支出.基本支出|万元}</item></list><p of='职责'/></section>";
  static const char styles[] = "<p>甲</p></document><styles><style name='body' decimals='2'/><table-style name='一位' extends='table' decimals='1'/></styles><document name='e' title='t' file='f'>";
  static const char data[] = "{\"年度\":2022,\"金额单位\":\"万元\",\"支出\":{\"基本支出\":59.2,\"项目支出\":50},\"职责\":\"管{支出.基本支出|万元}\"}";
  static const struct { const char *styles, *table, *text, *cells, *note; } wanted[] = {
      {"", "table", "一、共59.2万元\n59.2万元，增加9.2万元\n59.2万元\n管59.2万元\n", "甲|592000.00\n乙|增加9.20万元\n", "注：59.20万元。"},
      {styles, "一位", "一、共59.20万元\n59.20万元，增加9.20万元\n59.20万元\n管59.20万元\n", "甲|592000.0\n乙|增加9.2万元\n", "注：59.2万元。"}};
  for (size_t i = 0; i < 2; i++) {
    struct page p;
    char text[4096]; /* the styles stand after a first document */
    int begun = snprintf(text, sizeof text, "%s", wanted[i].styles);
    snprintf(text + begun, sizeof text - (size_t)begun, blocks, wanted[i].table);
    page_open(&p, text, data);
    p.w.facts = gk_facts_new(p.w.arena, p.layout->model, p.w.data, p.w.sink);
    p.document = gk_bind(p.w.arena, p.layout, p.layout->documents[i], p.w.facts, GK_BIND_DRAFT, p.w.sink);
    assert_string_equal(said(&p), wanted[i].text);
    const struct gk_table *t = table_of(&p, 0);
    assert_string_equal(spelled(&p, t, 1), wanted[i].cells);
    assert_string_equal(gk_inlines_text(p.w.arena, t->notes[0]), wanted[i].note);
    page_close(&p);
  }
}

/* ------------------------------------------------------- random tables */

static unsigned next_random(unsigned *seed) { return (*seed = *seed * 1103515245u + 12345u) >> 16; }

/* Rows of `width` columns: fixed ones, records, bands within bands. */
static void add_random_rows(struct gk_buf *out, unsigned *seed, unsigned width, unsigned depth, bool foot) {
  unsigned n = 1 + next_random(seed) % 4;
  for (unsigned i = 0; i < n; i++) {
    unsigned kind = next_random(seed) % 4;
    if (kind == 0 && width > 1 && depth < 3) {
      gk_buf_addf(out, "<band title='带' span='%u'>", 1 + next_random(seed) % (width - 1));
      unsigned span = (unsigned)(out->data[out->size - 3] - '0');
      add_random_rows(out, seed, width - span, depth + 1, false);
      gk_buf_add_string(out, "</band>");
      continue;
    }
    gk_buf_addf(out, kind == 1 ? "<rows of='项目'>" : foot && kind == 2 ? "<row place='foot'>" : "<row>");
    for (unsigned c = 0; c < width;) {
      unsigned span = 1 + next_random(seed) % (width - c);
      gk_buf_addf(out, "<cell span='%u' merge='%s'>%s</cell>", span, next_random(seed) % 2 ? "equal" : "none", next_random(seed) % 2 ? "同" : "");
      c += span;
    }
    gk_buf_add_string(out, kind == 1 ? "</rows>" : "</row>");
  }
}

/* Whatever the rows, bands and sides: each place of the grid is covered once (spelled() looks). */
static void random_tables(void **state) {
  (void)state;
  const char *json = DATA("\"项目\":[" ITEM("一", "甲", 1) "," ITEM("二", "乙", 2) "," ITEM("三", "乙", 2) "]");
  for (unsigned seed = 1; seed <= 150; seed++) {
    unsigned random = seed;
    struct gk_buf out;
    gk_buf_init(&out, 1 << 20);
    unsigned sides = 1 + next_random(&random) % 3, widths[3], groups[3];
    gk_buf_add_string(&out, "<table><head numbers='栏次'><col serial='yes'/>");
    for (unsigned s = 0; s < sides; s++) {
      widths[s] = 1 + next_random(&random) % 4;
      groups[s] = 1 + next_random(&random) % 2;
      for (unsigned g = 0; g < groups[s]; g++) {
        gk_buf_addf(&out, "<group id='s%cg%c' title='组'>", 'a' + (int)s, 'a' + (int)g);
        for (unsigned c = 0; c < widths[s]; c++) gk_buf_addf(&out, "<col id='c%c%c%c' title='栏'/>", 'a' + (int)s, 'a' + (int)g, 'a' + (int)c);
        gk_buf_add_string(&out, "</group>");
      }
    }
    gk_buf_add_string(&out, "</head>");
    for (unsigned s = 0; s < sides; s++) {
      gk_buf_addf(&out, "<side columns='s%cga%s", 'a' + (int)s, groups[s] > 1 ? " " : "");
      if (groups[s] > 1) gk_buf_addf(&out, "s%cgb", 'a' + (int)s);
      gk_buf_add_string(&out, "'>");
      add_random_rows(&out, &random, widths[s], groups[s] > 1 ? 3 : 0, groups[s] == 1); /* a band cannot flow */
      gk_buf_add_string(&out, "</side>");
    }
    gk_buf_add_string(&out, "</table>");
    struct page p;
    page_open(&p, out.data, json);
    page_bind(&p, GK_BIND_STRICT);
    if (reports(&p.w, NULL)) print_message("%s\n", out.data);
    assert_reports(&p.w, NULL, 0);
    spelled(&p, table_of(&p, 0), 0);
    page_close(&p);
    gk_buf_drop(&out);
  }
}

/* ------------------------------------------------------- memory */

#define MANY "<table title='{年度}' unit='万元'><head numbers='栏次'><col serial='yes'/><group id='左' title='左'><col of='编码' below='码'/><col of='名称' indent='level'/><col of='金额'/></group>" \
             "<group id='右' title='右'><col id='甲' title='甲'/><col id='乙' title='乙'/></group></head>" \
             "<side columns='左'><rows of='科目' tree='yes' all='yes' numbering='一、'/><total title='计' place='foot'/></side>" \
             "<side columns='右'><band title='带' direction='vertical'><rows of='项目'><cell>{名称}</cell></rows></band></side></table>" \
             "<table unit='万元'><head><col of='名称' merge='equal'/><col of='金额'/></head><rows of='项目' of-which=\"级别 == '乙'\"><subtotal by='级别' title='{级别}'/></rows></table>" \
             "<form each='项目' columns='4 4'><row><cell>{名称}</cell><cell of='内容'/></row></form>"

/* The n-th allocation of binding fails, for n in steps: no document, and memory is said to be the reason. */
static void memory(void **state) {
  (void)state;
  const char *json = YUAN("\"科目\":[" PARTS "," C("213", "") "],\"项目\":[" ITEM("一", "甲", 1) "," ITEM("二", "乙", 2) "]");
  size_t failed = 0;
  for (unsigned long n = 1; n < 2000; n += 1 + n / 20) {
    struct page p;
    page_open(&p, MANY, json);
    struct gk_arena *small = gk_arena_new(0);
    gk_memory_fail_at(n);
    struct gk_facts *facts = gk_facts_new(small, p.layout->model, p.w.data, p.w.sink);
    struct gk_document *document = facts ? gk_bind(small, p.layout, p.layout->documents[0], facts, GK_BIND_STRICT, p.w.sink) : NULL;
    gk_memory_fail_at(0);
    bool done = document != NULL;
    if (!done) assert_int_equal(gk_diag_status(p.w.sink), GK_STATUS_MEMORY);
    failed += !done;
    gk_arena_drop(small);
    page_close(&p);
    if (done) break;
  }
  assert_true(failed > 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(trees), cmocka_unit_test(given_subtotals), cmocka_unit_test(tree_faults), cmocka_unit_test(conditions), cmocka_unit_test(withheld),
                                     cmocka_unit_test(ratios_and_parts), cmocka_unit_test(lines_of_records), cmocka_unit_test(sides), cmocka_unit_test(flows), cmocka_unit_test(numbers), cmocka_unit_test(corner),
                                     cmocka_unit_test(groups), cmocka_unit_test(forms), cmocka_unit_test(checks), cmocka_unit_test(differences), cmocka_unit_test(rounding), cmocka_unit_test(decimals), cmocka_unit_test(random_tables), cmocka_unit_test(memory)};
  return cmocka_run_group_tests_name("bind/kinds", tests, NULL, NULL);
}
