/* What is said of XML that cannot be read, and where. */
#include <stdio.h>

#include "support.h"

/* The text with the place between ⟦ and ⟧, as it is to be marked. */
static const struct fault { const char *text, *id; } faults[] = {
    {"⟦⟧", "xml.empty"},
    {" \n⟦⟧", "xml.empty"},
    {"<!-- only -->⟦⟧", "xml.empty"},
    {"<⟦a⟧>", "xml.unclosed"},
    {"<a>\n <⟦b⟧ x='1'>text", "xml.unclosed"},
    {"<a><b></⟦a⟧>", "xml.mismatch"},
    {"<a><b></⟦表⟧ ></a>", "xml.mismatch"},
    {"<a><!-- c --></⟦b⟧></a>", "xml.mismatch"},
    {"<a/>⟦<⟧b/>", "xml.after-root"},
    {"<a></a>\n⟦x⟧", "xml.after-root"},
    {"<a/>⟦，⟧", "xml.after-root"},
    {"⟦t⟧ext", "xml.before-root"},
    {"⟦，⟧<a/>", "xml.before-root"},
    {"\xEF\xBB\xBF⟦x⟧<a/>", "xml.before-root"},
    {"<?xml version='1.0'?>⟦支⟧出<a/>", "xml.before-root"},
    {"<a x=\"1\" ⟦x⟧=\"2\"/>", "xml.duplicate-attribute"},
    {"<a>⟦&nbsp;⟧</a>", "xml.entity"},
    {"<a x='&lt;' y='a⟦&nbsp;⟧b'/>", "xml.entity"},
    {"<a>&amp;⟦&a:b;⟧</a>", "xml.entity"},
    {"<a>⟦&#0;⟧</a>", "xml.character-reference"},
    {"<a>⟦&#xD800;⟧</a>", "xml.character-reference"},
    {"<a x='&#65;⟦&#xFFFF;⟧'/>", "xml.character-reference"},
    {"<a>⟦&#99999999999;⟧</a>", "xml.character-reference"},
    {"<a>R⟦&⟧D 经费</a>", "xml.ampersand"},
    {"<a>a ⟦&⟧ b</a>", "xml.ampersand"},
    {"<a x='a ⟦&⟧ b'/>", "xml.ampersand"},
    {"<a>⟦&⟧lt</a>", "xml.ampersand"},
    {"<a>⟦&⟧#x;</a>", "xml.ampersand"},
    {"<a>a ⟦<⟧ b</a>", "xml.less-than"},
    {"<a>⟦<⟧1</a>", "xml.less-than"},
    {"<a x=\"1⟦<⟧2\"/>", "xml.less-than"},
    {"<a x=\"1>\n⟦<⟧b y=\"2\"/></a>", "xml.less-than"},
    {"<a x=⟦“⟧1”/>", "xml.full-width"},
    {"<a x⟦＝⟧\"1\"/>", "xml.full-width"},
    {"<a><b⟦／⟧></a>", "xml.full-width"},
    {"<a><⟦／⟧a>", "xml.full-width"},
    {"<a⟦　⟧x='1'/>", "xml.full-width"},
    {"<a x=⟦1⟧/>", "xml.quotes"},
    {"<a x = ⟦收⟧入/>", "xml.quotes"},
    {"<a x⟦/⟧>", "xml.attribute"},
    {"<a x='1'⟦y⟧='2'/>", "xml.attribute"},
    {"<a x='1' /⟦ ⟧>", "xml.attribute"},
    {"<a><!-- a ⟦--⟧ b --></a>", "xml.comment"},
    {"<a>⟦]]>⟧</a>", "xml.cdata-end"},
    {"<a>x⟦]]>⟧y</a>", "xml.cdata-end"},
    {"<a>⟦\x01⟧</a>", "xml.control-character"},
    {"<a x='⟦\x1B⟧'/>", "xml.control-character"},
    {"<a>⟦\xEF\xBF\xBF⟧</a>", "xml.control-character"},
    {"⟦<!DOCTYPE⟧ a><a/>", "xml.doctype"},
    {"<?xml version='1.0'?>\n⟦<!DOCTYPE⟧ a [<!ENTITY x 'y'>]><a>&x;</a>", "xml.doctype"},
    {"⟦<!DOCTYPE⟧ a SYSTEM 'file:///etc/passwd'><a/>", "xml.doctype"},
    {"⟦<!DOCTYPE⟧ a PUBLIC 'x' 'http://localhost/x' [ <!ENTITY % p SYSTEM 'y'> %p; ]><a/>", "xml.doctype"},
    {"⟦<!doctype⟧ html><a/>", "xml.doctype"},
    {" ⟦<⟧?xml version=\"1.0\"?><a/>", "xml.declaration"},
    {"<?xml ⟦e⟧ncoding=\"UTF-8\"?><a/>", "xml.declaration"},
    {"⟦<?⟧XML version='1.0'?><a/>", "xml.declaration"},
    {"⟦<?xml version='1.0' encoding='GBK'?>⟧<a/>", "xml.encoding"},
    {"⟦<?xml version='1.0' encoding='UTF-16'?>⟧<a/>", "xml.encoding"},
    {"<⟦a:b⟧/>", "xml.namespace"},
    {"<a ⟦x:y⟧=\"1\"/>", "xml.namespace"},
    {"<a ⟦xmlns:y⟧=\"1\"/>", "xml.namespace"},
    {"<a>⟦<⟧!-- x</a>", "xml.unfinished"},
    {"<a>⟦<![CDATA[⟧ x</a>", "xml.unfinished"},
    {"<b>⟦<⟧a x='1", "xml.unfinished"},
    {"⟦<⟧", "xml.unfinished"},
    {"<a>⟦<⟧/a", "xml.unfinished"},
};

static void every_fault_has_its_sentence_and_place(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(faults); i++) {
    char text[256];
    const char *from = strstr(faults[i].text, "⟦"), *to = strstr(faults[i].text, "⟧");
    assert_true(from && to);
    snprintf(text, sizeof text, "%.*s%.*s%s", (int)(from - faults[i].text), faults[i].text, (int)(to - from - 3), from + 3, to + 3);
    struct bench bench = bench_new();
    assert_null(gk_xml_parse(bench.arena, bench_source(&bench, "l.xml", text), bench.sink));
    const struct gk_diag *diag = gk_diag_first(bench.sink);
    assert_non_null(diag);
    if (strcmp(diag->message->id, faults[i].id) != 0 || diag->next) fail_msg("%s: %s", faults[i].text, diag->message->id);
    if (diag->layout.offset != from - faults[i].text || diag->layout.length != to - from - 3)
      fail_msg("%s: at %u+%u", faults[i].text, diag->layout.offset, diag->layout.length);
    assert_null(diag->data.source);
    assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_INPUT);
    bench_drop(&bench);
  }
}

static void bytes_that_are_no_text(void **state) {
  (void)state;
  static const struct { const char *text; size_t n; const char *id; uint32_t offset; } cases[] = {
      {"<a>\xCA\xD5</a>", 9, "xml.utf8", 3}, {"<a>\0</a>", 8, "xml.control-character", 3}, {"<a>\xE5\xB9", 5, "xml.utf8", 3},
      {"\xFF\xFE<\0a\0/\0>\0", 10, "xml.encoding", 0}, {"\xFE\xFF\0<\0a\0/\0>", 10, "xml.encoding", 0}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct bench bench = bench_new();
    assert_null(gk_xml_parse(bench.arena, gk_source_new(bench.arena, "l", cases[i].text, cases[i].n), bench.sink));
    bench_said(&bench, cases[i].id);
    assert_int_equal(gk_diag_first(bench.sink)->layout.offset, cases[i].offset);
    bench_drop(&bench);
  }
}

static void says(const char *text, const char *zh, const char *en) {
  struct bench bench = bench_new();
  assert_null(gk_xml_parse(bench.arena, bench_source(&bench, "l.xml", text), bench.sink));
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  gk_diag_render_message(gk_diag_first(bench.sink), GK_DIAG_ZH, &out);
  assert_text(&out, zh);
  gk_buf_clear(&out);
  gk_diag_render_message(gk_diag_first(bench.sink), GK_DIAG_EN, &out);
  assert_text(&out, en);
  gk_buf_drop(&out);
  bench_drop(&bench);
}

static void sentences_name_what_was_written(void **state) {
  (void)state;
  says("<a>\n  <b>\n</a>", "结束标签 </a> 与开始标签不配：还没有结束的是第2行第4列的 <b>。请写 </b>，或者补上、删去一个标签。",
       "</a> does not match: the open element is <b> of line 2, column 4");
  says("<a><b>", "到文件末尾，第1行第5列的 <b> 还没有结束。请补上 </b>。", "the file ends while <b> of line 1, column 5 is open; add </b>");
  says("<a x='1' 收='2' 收='3'/>", "属性“收”在同一个标签里写了两次。请删去一处。", "the attribute “收” is given twice; delete one");
  says("<a x=“1”/>", "标签里用了中文（全角）的 “ ，要用半角的 \" 。请换成英文输入法重写。", "a tag has the full-width “ where the ASCII \" is needed");
  says("<a>\x02</a>", "这里有控制字符U+0002，XML里不能有。请删去（从别处粘贴时容易带入）。", "the control character U+0002 is not allowed in XML; delete it");
}

/* No cut, no changed byte may crash the reader or leave it without a word. */
static void damaged_texts_are_refused_in_words(void **state) {
  (void)state;
  static const char whole[] = "\xEF\xBB\xBF<?xml version='1.0'?><!-- c --><a x='&lt;收' y=\"2\">t&#x4E00;<![CDATA[<&]]>\r\n<b/>&amp;<?p q?></a>\n";
  static const char damage[] = "<>&;'\"=/!?-[]:# x\x01\xE5\xFF";
  unsigned refused = 0;
  for (size_t i = 0; i < sizeof whole - 1; i++)
    for (size_t d = 0; d < sizeof damage; d++) { /* the last one, NUL, stands for cutting */
      char text[sizeof whole];
      memcpy(text, whole, sizeof whole);
      text[i] = damage[d];
      struct bench bench = bench_new();
      struct gk_source *source = gk_source_new(bench.arena, "l", text, damage[d] ? sizeof whole - 1 : i);
      struct gk_xml_node *root = gk_xml_parse(bench.arena, source, bench.sink);
      const struct gk_diag *diag = gk_diag_first(bench.sink);
      assert_int_equal(root == NULL, diag != NULL);
      if (diag) {
        refused++;
        assert_true(strncmp(diag->message->id, "xml.", 4) == 0);
        assert_true(diag->layout.offset + (size_t)diag->layout.length <= source->size);
        struct gk_buf out;
        gk_buf_init(&out, 1 << 16);
        gk_diag_render_text(diag, GK_DIAG_ZH, &out);
        assert_int_equal(gk_utf8_check(out.data, out.size), out.size);
        gk_buf_drop(&out);
      }
      bench_drop(&bench);
    }
  assert_true(refused > 1000);
}

static void memory_may_run_out_while_explaining(void **state) {
  (void)state;
  static const char *const texts[] = {"<a><b></a>", "<a x='1' x='2'/>", "<a>&nbsp;</a>", "<a x=“1”/>"};
  for (size_t i = 0; i < COUNT(texts); i++)
    for (unsigned long n = 1; n < 60; n++) {
      struct bench bench = bench_new();
      struct gk_source *source = bench_source(&bench, "l", texts[i]);
      gk_memory_fail_at(n);
      assert_null(gk_xml_parse(bench.arena, source, bench.sink));
      gk_memory_fail_at(0);
      assert_non_null(gk_diag_first(bench.sink));
      bench_drop(&bench);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_fault_has_its_sentence_and_place), cmocka_unit_test(bytes_that_are_no_text),
      cmocka_unit_test(sentences_name_what_was_written),        cmocka_unit_test(damaged_texts_are_refused_in_words),
      cmocka_unit_test(memory_may_run_out_while_explaining),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
