/* Templates: figures, formats, braces, white space, bare figures, mixed content,
 * and the department's own words. */
#include "support.h"

/* The pieces in one line: text|{expr:format:argument}|<when …>. */
static void show(const struct gk_template *t, struct gk_buf *out) {
  for (size_t i = 0; t && i < t->count; i++) {
    const struct gk_piece *p = &t->pieces[i];
    if (i) gk_buf_add_char(out, '|');
    switch (p->kind) {
      case GK_PIECE_TEXT:
        assert_int_equal(strlen(p->text), p->size);
        gk_buf_add_string(out, p->text);
        break;
      case GK_PIECE_LITERAL: gk_buf_addf(out, "<%.*s>", (int)p->size, p->text); break;
      case GK_PIECE_FIGURE:
        gk_buf_addf(out, "{%s:%d:%s}", p->expr->kind == GK_EXPR_PATH ? p->expr->text : "…", (int)p->format, p->argument ? p->argument : "");
        break;
      case GK_PIECE_NOBR:
        gk_buf_add_string(out, "(");
        show(p->inside, out);
        gk_buf_add_string(out, ")");
        break;
      case GK_PIECE_SUP:
      case GK_PIECE_SUB:
        gk_buf_add_string(out, p->kind == GK_PIECE_SUP ? "^(" : "_(");
        show(p->inside, out);
        gk_buf_add_string(out, ")");
        break;
      case GK_PIECE_BREAK: gk_buf_add_string(out, "<br>"); break;
      case GK_PIECE_BREAK_GOOD: gk_buf_add_string(out, "<wbr>"); break;
      case GK_PIECE_WHEN:
        gk_buf_add_string(out, "[");
        show(p->inside, out);
        if (p->otherwise) gk_buf_add_string(out, " else ");
        show(p->otherwise, out);
        gk_buf_add_string(out, "]");
        break;
    }
  }
}

static struct gk_template *inline_of(struct world *w, const char *content) {
  w->lang.root = w->model->root;
  const char *text = gk_arena_printf(w->arena, "<p>%s</p>", content);
  return gk_lang_inline(&w->lang, xml_of(w, text), NULL);
}

static void assert_pieces(const char *content, const char *wanted) {
  struct world w;
  world_with_model(&w);
  struct gk_template *t = inline_of(&w, content);
  if (gk_diag_first(w.sink)) print_reports(w.sink);
  assert_null(gk_diag_first(w.sink));
  struct gk_buf out;
  gk_buf_init(&out, 4096);
  show(t, &out);
  assert_string_equal(out.data ? out.data : "", wanted);
  gk_buf_drop(&out);
  world_close(&w);
}

static void assert_fault(const char *content, const char *id, const char *at, const char *says) {
  struct world w;
  world_with_model(&w);
  inline_of(&w, content);
  if (!gk_diag_first(w.sink)) print_message("accepted: %s\n", content);
  assert_only(w.sink, id, at, says);
  world_close(&w);
}

static void figures(void **state) {
  (void)state;
  assert_pieces("预算{年度}年", "预算|{年度:0:}|年");
  assert_pieces("{支出.合计|万元}", "{支出.合计:2:}");
  assert_pieces("{ 支出.合计 | 万元 : 2 }", "{支出.合计:2:2}");
  assert_pieces("{支出.人数|数量:人}{支出.完成率|百分比}", "{支出.人数:9:人}|{支出.完成率:6:}");
  assert_pieces("{支出.合计 - 上年.支出.合计|增减:元}{支出.合计 - 上年.支出.合计|增减率:1}", "{…:4:元}|{…:5:1}");
  assert_pieces("{支出.合计 - 上年.支出.合计|增减:2}{支出.合计 - 上年.支出.合计|增减:元:0}{支出.人数 - 上年.支出.人数|增减:人:1}", "{…:4:2}|{…:4:元:0}|{…:4:人:1}");
  assert_pieces("{公开日期|日期}{年度 - 1}{'2016'}{个数(职责)|序数}", "{公开日期:7:}|{…:0:}|{…:0:}|{…:8:}");
  assert_pieces("{支出.合计 / 支出.基本支出|百分比:2}{合计(项目.金额)|金额:0}", "{…:6:2}|{…:1:0}");
  assert_pieces("{{甲}}", "{甲}");
  assert_pieces("{{{年度}}}", "{|{年度:0:}|}");
  assert_pieces("{单位.名称}{单位.代码}{单位.级别}", "{单位.名称:0:}|{单位.代码:0:}|{单位.级别:0:}");

}

static void figure_faults(void **state) {
  (void)state;
  assert_fault("甲{年度", "lang.brace-open", "{", "{{");
  assert_fault("甲}乙", "lang.brace-close", "}", "}}");
  assert_fault("甲{}乙", "lang.figure-empty", "{}", NULL);
  assert_fault("甲{ }乙", "lang.figure-empty", "{ }", NULL);
  assert_fault("{支处.合计}", "lang.name", "支处", "支出");
  assert_fault("{支出.合计|万员}", "lang.format", "万员", "您是不是要写");
  assert_fault("{支出.合计|}", "lang.format", "", "金额 万元 元 增减");
  assert_fault("{支出.合计|万元:二}", "lang.format-argument", "二", "小数位数");
  assert_fault("{支出.合计|万元:}", "lang.format-argument", "", NULL);
  assert_fault("{支出.合计|万元:7}", "lang.format-argument", "7", NULL);
  assert_fault("{公开日期|日期:短}", "lang.format-alone", "短", NULL);
  assert_fault("{支出.合计|增减}", "lang.format-type", "支出.合计", "甲 - 乙");
  assert_fault("{支出.合计 - 1|增减:亿元}", "lang.format-argument", "亿元", "万元或元");
  assert_fault("{支出.合计 - 1|增减:7}", "lang.format-argument", "7", "小数位数");
  assert_fault("{支出.合计 - 1|增减:元:二}", "lang.format-argument", "元:二", "元:2");
  assert_fault("{年度|日期}", "lang.format-type", "年度", "年份");
  assert_fault("{公开日期|金额}", "lang.format-type", "公开日期", NULL);
  assert_fault("{支出.合计|百分比}", "lang.format-type", "支出.合计", "甲 / 乙");
  assert_fault("{支出.人数|万元}", "lang.format-type", "支出.人数", "数量");
  assert_fault("{职责}", "lang.printed", "职责", "<list of=…>");
  assert_fault("{支出}", "lang.printed", "支出", "一组数据");
  assert_fault("{项目}", "lang.printed", "项目", "多条记录");
  assert_fault("{有(上年)}", "lang.printed", "有(上年)", "条件");
  assert_fault("{年度 &lt; 3}", "lang.printed", "年度 &lt; 3", NULL);
}

/* Every fault of a line is reported, not the first only. */
static void all_faults(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  inline_of(&w, "{甲甲}{乙乙}{年度|丙}{");
  size_t n = 0;
  for (const struct gk_diag *d = gk_diag_first(w.sink); d; d = d->next) n++;
  assert_int_equal(n, 4);
  world_close(&w);
}

static void spaces(void **state) {
  (void)state;
  assert_pieces("\n   按照规定，\n   公开如下。\n  ", "按照规定，公开如下。");
  assert_pieces("Annual\n   budget", "Annual budget");
  assert_pieces("Annual budget", "Annual budget");
  assert_pieces("预算\n  budget\n   预算", "预算budget预算");
  assert_pieces("甲 乙", "甲 乙");
  assert_pieces("  甲　乙  ", "甲　乙");
  assert_pieces("甲\n  {年度}\n  年", "甲|{年度:0:}|年");
  assert_pieces("{年度}\n{年度}", "{年度:0:}|{年度:0:}");
  assert_pieces("“三公”\n经费——\n（说明）", "“三公”经费——（说明）");
  assert_pieces("{支出.合计\n  - 上年.支出.合计|增减}", "{…:4:}");
  assert_pieces("甲\n  <wbr/>\n  乙<br/>丙", "甲|<wbr>|乙|<br>|丙");
  assert_pieces("甲<when test='有(上年)'>\n  乙\n  </when>\n  丙", "甲|[乙]|丙");
  assert_pieces("\xF0\xA0\xAE\xB7\n\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7\xF0\xA0\xAE\xB7"); /* beyond the BMP */
}

static void mixed(void **state) {
  (void)state;
  assert_pieces("甲<when test='有(上年)'>乙{年度}<otherwise>丙</otherwise></when>丁", "甲|[乙|{年度:0:} else 丙]|丁");
  assert_pieces("<when test='有(上年)'>甲<when test='有(职责)'>乙</when></when>", "[甲|[乙]]");
  assert_pieces("<literal>1.</literal>房屋", "<1.>|房屋");
  assert_pieces("<literal>{不是数}</literal>", "<{不是数}>");
  assert_pieces("&#x7532;&lt;乙&gt;", "甲<乙>");
  assert_pieces("甲<!-- 批注 -->乙", "甲乙");
  assert_pieces("甲<nobr>乙{年度}</nobr>丙", "甲|(乙|{年度:0:})|丙");
  assert_pieces("甲\n<nobr>\n乙<when test='有(上年)'>丙<otherwise>丁</otherwise></when>\n</nobr>\n戊", "甲|(乙|[丙 else 丁])|戊");
  assert_fault("甲<nobr/>乙", "lang.empty", "nobr", NULL);
  assert_pieces("m<sup><literal>2</literal></sup>和<sub>{年度}</sub>，<nobr>甲<sup>乙</sup></nobr>", "m|^(<2>)|和|_({年度:0:})|，|(甲|^(乙))");
  assert_fault("甲<sup>乙<nobr>丙</nobr></sup>", "lang.element", "nobr", "when literal");
  assert_fault("甲<nobr>乙<br/>丙</nobr>", "lang.element", "br", "when sup sub literal");
  assert_fault("甲<nobr>乙<when test='有(上年)'>丙<wbr/>丁</when></nobr>", "lang.element", "wbr", "when sup sub literal");
  assert_fault("甲<nobr>乙<nobr>丙</nobr></nobr>", "lang.element", "nobr", "when sup sub literal");
  assert_fault("甲<b>乙</b>", "lang.element", "b", "br");
  assert_fault("甲<span>乙</span>", "lang.element", "span", "when wbr br nobr sup sub literal");
  assert_fault("甲<when>乙</when>", "lang.attribute-missing", "when", "test");
  assert_fault("甲<when test='有(上年)'/>乙", "lang.empty", "when", NULL);
  assert_fault("甲<when test='有(上年)'>乙<otherwise/></when>乙", "lang.empty", "otherwise", NULL);
  assert_fault("甲<when test='有(上年)'>乙<otherwise>丙</otherwise>丁</when>乙", "lang.order", "otherwise", "最后");
  assert_fault("甲<when test='年度'>乙</when>", "lang.test", "年度", NULL);
  assert_fault("甲<when tset='有(上年)' test='有(上年)'>乙</when>", "lang.attribute", "tset", "您是不是要写“test”");
  assert_fault("甲<br>乙</br>", "lang.text", "乙", NULL);
  assert_fault("<literal/>", "lang.empty", "literal", NULL);
  assert_fault("<literal><wbr/></literal>", "lang.element", "wbr", NULL);
  assert_fault("<otherwise>甲</otherwise>", "lang.element", "otherwise", NULL);
}

static void bare(void **state) {
  (void)state;
  assert_fault("截至2021年", "lang.bare-figure", "2021", "“2021”");
  assert_fault("3.5万元", "lang.bare-figure", "3.5", "<literal>");
  assert_pieces("第一部分 三公", "第一部分 三公");
  struct world w;
  world_with_model(&w);
  w.lang.root = w.model->root;
  struct gk_xml_node *root = xml_of(&w, "<section title='GB 9704 的规定'/>");
  struct gk_template *t = gk_lang_template_value(&w.lang, gk_xml_lookup(root, "title"), NULL);
  assert_non_null(t);
  assert_false(w.lang.failed);
  assert_only(w.sink, "lang.bare-figure", "9704", "{'9704'}");
  assert_int_equal(gk_diag_errors(w.sink), 0);
  world_close(&w);
}

static void values(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  w.lang.root = w.model->root;
  struct gk_xml_node *root = xml_of(&w, "<section title='  很长的\n    标题{年度}  ' left='  ' right='a\n b' unit='&quot;{支处}'/>");
  struct gk_template *t = gk_lang_template_value(&w.lang, gk_xml_lookup(root, "title"), NULL);
  assert_int_equal(t->count, 2);
  assert_string_equal(t->pieces[0].text, "很长的标题");
  t = gk_lang_template_value(&w.lang, gk_xml_lookup(root, "right"), NULL);
  assert_string_equal(t->pieces[0].text, "a b");
  assert_null(gk_diag_first(w.sink));
  assert_null(gk_lang_template_value(&w.lang, gk_xml_lookup(root, "left"), NULL));
  assert_only(w.sink, "lang.blank", "left", NULL);
  gk_diag_sink_reset(w.sink);
  gk_lang_template_value(&w.lang, gk_xml_lookup(root, "unit"), NULL);
  assert_only(w.sink, "lang.name", "支处", NULL);
  assert_null(gk_lang_template_value(&w.lang, NULL, NULL));
  world_close(&w);
}

/* ------------------------------------------------------- own words */

static struct gk_template *quotes(struct world *w, const char *text, struct gk_place whole) {
  return gk_template_parse_quotes(w->arena, text, strlen(text), whole, w->model->root, w->sink);
}

static void own_words(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  const char *text = "较2021年增加 {支出.合计|万元}，\n共3项 {{原文}}";
  struct gk_source *source = source_of(&w, "data.json", text);
  struct gk_template *t = quotes(&w, text, gk_place_at(source, 0, source->size));
  assert_non_null(t);
  assert_null(gk_diag_first(w.sink));
  struct gk_buf out;
  gk_buf_init(&out, 4096);
  show(t, &out);
  assert_string_equal(out.data, "较2021年增加 |{支出.合计:2:}|，\n共3项 {原文}");
  gk_buf_drop(&out);

  static const struct { const char *text, *id, *at; } faults[] = {
      {"甲{支出.合计 - 1}", "lang.quotes", "支出.合计 - 1"}, {"甲{'字'}", "lang.quotes", "'字'"}, {"甲{个数(职责)}", "lang.quotes", "个数(职责)"},
      {"甲{支处}", "lang.name", "支处"}, {"甲{支出.合计|增减}", "lang.format-type", "支出.合计"}, {"甲{", "lang.brace-open", "{"}};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    gk_diag_sink_reset(w.sink);
    source = source_of(&w, "data.json", faults[i].text);
    assert_null(quotes(&w, faults[i].text, gk_place_at(source, 0, source->size)));
    assert_only(w.sink, faults[i].id, faults[i].at, NULL);
    assert_non_null(gk_diag_first(w.sink)->data.source); /* the place is in the data, not in a layout */
    assert_null(gk_diag_first(w.sink)->layout.source);
  }
  /* Escaped in its file (\u652f): the whole text is the place. */
  gk_diag_sink_reset(w.sink);
  source = source_of(&w, "data.json", "甲{\\u652f处}");
  assert_null(quotes(&w, "甲{支处}", gk_place_at(source, 0, source->size)));
  assert_only(w.sink, "lang.name", "甲{\\u652f处}", NULL);
  gk_diag_sink_reset(w.sink);
  assert_null(quotes(&w, "甲{支处}", gk_place_none()));
  assert_only(w.sink, "lang.name", NULL, NULL);
  t = quotes(&w, "", gk_place_none());
  assert_non_null(t);
  assert_int_equal(t->count, 0);
  world_close(&w);
}

/* A long line with entities: places are found without starting over each time. */
static void long_line(void **state) {
  (void)state;
  struct world w;
  world_with_model(&w);
  struct gk_buf text;
  gk_buf_init(&text, 4 << 20);
  gk_buf_add_string(&text, "&amp;");
  for (int i = 0; i < 40000; i++) gk_buf_add_string(&text, "{支出.合计|万元}，");
  gk_buf_add_string(&text, "{甲甲}");
  struct gk_template *t = inline_of(&w, text.data);
  gk_buf_drop(&text);
  assert_non_null(t);
  assert_int_equal(t->count, 80001);
  const struct gk_piece *last = &t->pieces[79999];
  assert_memory_equal(last->place.source->text + last->place.offset, "{支出.合计|万元}", last->place.length);
  assert_only(w.sink, "lang.name", "甲甲", NULL);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(figure_faults), cmocka_unit_test(all_faults), cmocka_unit_test(spaces), cmocka_unit_test(mixed),
                                     cmocka_unit_test(bare),          cmocka_unit_test(values),     cmocka_unit_test(own_words),
                                     cmocka_unit_test(figures),       cmocka_unit_test(long_line)};
  return cmocka_run_group_tests_name("lang/template", tests, NULL, NULL);
}
