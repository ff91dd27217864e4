/* The tree of an XML text, with the place of everything in it. */
#include <stdio.h>

#include "support.h"

/* The tree in one line: element[place](attribute[place]=value[place]…){children}, text as "…"[place]. */
static void add_place(struct gk_buf *out, struct gk_place place) {
  gk_buf_addf(out, "[%u+%u]", place.offset, place.length);
}

static void dump(struct gk_buf *out, const struct gk_xml_node *node) {
  if (!node->name) {
    assert_int_equal(node->text_size, strlen(node->text));
    gk_buf_add_json_string(out, node->text, node->text_size);
    add_place(out, node->place);
    return;
  }
  assert_null(node->text);
  gk_buf_add_string(out, node->name);
  add_place(out, node->place);
  for (const struct gk_xml_attribute *a = node->attributes; a; a = a->next) {
    gk_buf_addf(out, " %s", a->name);
    add_place(out, a->name_place);
    gk_buf_add_char(out, '=');
    gk_buf_add_json_string(out, a->value, strlen(a->value));
    add_place(out, a->value_place);
  }
  if (!node->first) return;
  gk_buf_add_char(out, '{');
  const struct gk_xml_node *last = NULL;
  for (const struct gk_xml_node *child = node->first; child; last = child, child = child->next) {
    assert_ptr_equal(child->parent, node);
    if (last) gk_buf_add_char(out, ' ');
    dump(out, child);
  }
  assert_ptr_equal(last, node->last);
  gk_buf_add_char(out, '}');
}

static void check(const char *text, const char *expected) {
  struct bench bench = bench_new();
  struct gk_xml_node *root = gk_xml_parse(bench.arena, bench_source(&bench, "l.xml", text), bench.sink);
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  if (!root) gk_diag_render_all(bench.sink, GK_DIAG_ZH, false, &out);
  else dump(&out, root);
  assert_text(&out, expected);
  assert_null(gk_diag_first(bench.sink));
  gk_buf_drop(&out);
  bench_drop(&bench);
}

static void elements_attributes_and_texts(void **state) {
  (void)state;
  check("<a/>", "a[1+1]");
  check("<a></a>", "a[1+1]");
  check("<a>x</a>", "a[1+1]{\"x\"[3+1]}");
  check("<a><b/>x<c>y</c></a>", "a[1+1]{b[4+1] \"x\"[7+1] c[9+1]{\"y\"[11+1]}}");
  check("<表 名='收入'><列/></表>", "表[1+3] 名[5+3]=\"收入\"[10+6]{列[19+3]}");
  check("<a  x = \"1\"\n\ty='2'  />", "a[1+1] x[4+1]=\"1\"[9+1] y[13+1]=\"2\"[16+1]");
  check("<a x='\"' y=\"'\" z=''/>", "a[1+1] x[3+1]=\"\\\"\"[6+1] y[9+1]=\"'\"[12+1] z[15+1]=\"\"[18+0]");
  check("<a x='>' y='/>' z='='/>", "a[1+1] x[3+1]=\">\"[6+1] y[9+1]=\"/>\"[12+2] z[16+1]=\"=\"[19+1]");
  check("<a b-c.d_1='v'/>", "a[1+1] b-c.d_1[3+7]=\"v\"[12+1]");
}

static void white_space_is_kept(void **state) {
  (void)state;
  check("<a>\n  <b/>\n</a>\n", "a[1+1]{\"\\n  \"[3+3] b[7+1] \"\\n\"[10+1]}");
  check("<a>\r\n<b/>\r</a>", "a[1+1]{\"\\n\"[3+2] b[6+1] \"\\n\"[9+1]}");
  check("<a x=' 1\n\t2 '/>", "a[1+1] x[3+1]=\" 1  2 \"[6+6]");
  check("<a x='1\r\n2'/>", "a[1+1] x[3+1]=\"1 2\"[6+4]");
}

static void neighbouring_texts_are_one(void **state) {
  (void)state;
  check("<a>x&amp;y&#x4E00;z&#19968;</a>", "a[1+1]{\"x&y一z一\"[3+24]}");
  check("<a><![CDATA[<x&amp;>]]></a>", "a[1+1]{\"<x&amp;>\"[3+20]}");
  check("<a>x<![CDATA[y]]>z</a>", "a[1+1]{\"xyz\"[3+15]}");
  check("<a>x<!-- & < -->y<?p q?>z</a>", "a[1+1]{\"xyz\"[3+22]}");
  check("<a><!-- only --></a>", "a[1+1]");
  check("<a><![CDATA[]]></a>", "a[1+1]");
  check("<a><![CDATA[]]><b/>x</a>", "a[1+1]{b[16+1] \"x\"[19+1]}");
  check("<a>&lt;&gt;&amp;&quot;&apos;</a>", "a[1+1]{\"<>&\\\"'\"[3+25]}");
  check("<a x='&lt;&#65;&quot;'/>", "a[1+1] x[3+1]=\"<A\\\"\"[6+15]");
}

static void what_stands_around_the_root(void **state) {
  (void)state;
  check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- 说明 -->\n<a/>\n<!-- end -->\n", "a[56+1]");
  check("<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>", "a[56+1]");
  check("\xEF\xBB\xBF<a x='1'>t<b/></a>", "a[4+1] x[6+1]=\"1\"[9+1]{\"t\"[12+1] b[14+1]}");
  check("\xEF\xBB\xBF<?xml version='1.0'?><a/>", "a[25+1]");
}

static void attributes_are_found(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_xml_node *root = gk_xml_parse(bench.arena, bench_source(&bench, "l", "<a x='1' y='' xx='3'/>"), bench.sink);
  assert_non_null(root);
  assert_string_equal(gk_xml_lookup(root, "xx")->value, "3");
  assert_string_equal(gk_xml_lookup(root, "y")->value, "");
  assert_null(gk_xml_lookup(root, "z"));
  assert_null(gk_xml_lookup(root, ""));
  bench_drop(&bench);
}

static struct gk_buf nested(unsigned depth) {
  struct gk_buf text;
  gk_buf_init(&text, 1 << 20);
  for (unsigned i = 0; i < depth; i++) gk_buf_add_string(&text, "<a>");
  for (unsigned i = 0; i < depth; i++) gk_buf_add_string(&text, "</a>");
  return text;
}

static void depth_is_bounded(void **state) {
  (void)state;
  static const unsigned depths[] = {64, 65, 10000};
  for (size_t i = 0; i < COUNT(depths); i++) {
    struct bench bench = bench_new();
    struct gk_buf text = nested(depths[i]);
    struct gk_xml_node *root = gk_xml_parse(bench.arena, bench_source(&bench, "l", text.data), bench.sink);
    assert_int_equal(root != NULL, depths[i] <= 64);
    if (!root) {
      bench_said(&bench, "xml.depth");
      assert_int_equal(gk_diag_first(bench.sink)->layout.offset, 64 * 3 + 1);
    }
    gk_buf_drop(&text);
    bench_drop(&bench);
  }
}

static void size_is_bounded(void **state) {
  (void)state;
  size_t limit = (size_t)16 << 20;
  for (size_t extra = 0; extra < 2; extra++) {
    struct bench bench = bench_new();
    size_t size = limit + extra;
    char *text = gk_memory_alloc(size + 1);
    assert_non_null(text);
    memset(text, ' ', size);
    memcpy(text, "<a/>", 4);
    struct gk_xml_node *root = gk_xml_parse(bench.arena, gk_source_new(bench.arena, "l", text, size), bench.sink);
    assert_int_equal(root != NULL, extra == 0);
    if (extra) bench_said(&bench, "xml.too-large");
    gk_memory_free(text);
    bench_drop(&bench);
  }
}

/* Texts longer than any buffer of the parser come out whole, and as one. */
static void long_texts_are_whole(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_buf text;
  gk_buf_init(&text, 1 << 22);
  gk_buf_add_string(&text, "<a>");
  for (int i = 0; i < 100000; i++) gk_buf_add_string(&text, i % 100 ? "预" : "&amp;\n");
  gk_buf_add_string(&text, "</a>");
  struct gk_xml_node *root = gk_xml_parse(bench.arena, gk_source_new(bench.arena, "l", text.data, text.size), bench.sink);
  assert_non_null(root);
  assert_ptr_equal(root->first, root->last);
  assert_int_equal(root->first->text_size, 99000 * 3 + 1000 * 2);
  assert_int_equal(root->first->place.offset, 3);
  assert_int_equal(root->first->place.length, text.size - 7);
  gk_buf_drop(&text);
  bench_drop(&bench);
}

static void memory_may_run_out(void **state) {
  (void)state;
  static const char text[] = "<?xml version='1.0'?><a x='1' y='&amp;2'>t&lt;<b><![CDATA[u]]></b>v</a>";
  for (unsigned long n = 1;; n++) {
    assert_true(n < 200);
    struct bench bench = bench_new();
    struct gk_source *source = bench_source(&bench, "l", text);
    gk_memory_fail_at(n);
    struct gk_xml_node *root = gk_xml_parse(bench.arena, source, bench.sink);
    gk_memory_fail_at(0);
    if (!root) bench_said(&bench, "memory.exhausted");
    bench_drop(&bench);
    if (!root) continue;
    assert_true(n > 10);
    break;
  }
}

/* Comments and instructions go, and the tree stays what it was. */
static void plain(void **state) {
  (void)state;
  static const struct { const char *text, *expected; } rows[] = {
      {"<a/>", "<a/>"},
      {"<?xml version='1.0'?>\n<!-- one --><a>b<!-- - > -->c</a><!-- last -->\n", "<?xml version='1.0'?>\n<a>bc</a>\n"},
      {"<a b='-->' c=\"?>\"><!----><?x y > ?><d/></a>", "<a b='-->' c=\"?>\"><d/></a>"},
      {"<a><![CDATA[<!-- kept --><?kept?>]]>&lt;!-- kept --></a>", "<a><![CDATA[<!-- kept --><?kept?>]]>&lt;!-- kept --></a>"},
      {"<a><?xml-model gone?>甲<!-- <b> ]]> -->乙</a><?end?>", "<a>甲乙</a>"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct bench bench = bench_new();
    const struct gk_source *source = bench_source(&bench, "l.xml", rows[i].text);
    size_t size;
    const char *text = gk_xml_plain(bench.arena, source, &size);
    assert_non_null(text);
    assert_string_equal(text, rows[i].expected);
    assert_int_equal(size, strlen(text));
    assert_non_null(gk_xml_parse(bench.arena, source, bench.sink));
    assert_non_null(gk_xml_parse(bench.arena, bench_source(&bench, "l.xml", text), bench.sink));
    bench_drop(&bench);
  }
  struct gk_arena *none = gk_arena_new(8);
  size_t size;
  assert_null(gk_xml_plain(none, &(struct gk_source){.name = "l", .text = "<a/>", .size = 4}, &size));
  gk_arena_drop(none);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(elements_attributes_and_texts),
      cmocka_unit_test(white_space_is_kept),
      cmocka_unit_test(neighbouring_texts_are_one),
      cmocka_unit_test(what_stands_around_the_root),
      cmocka_unit_test(attributes_are_found),
      cmocka_unit_test(depth_is_bounded),
      cmocka_unit_test(size_is_bounded),
      cmocka_unit_test(long_texts_are_whole),
      cmocka_unit_test(memory_may_run_out),
      cmocka_unit_test(plain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
