/* From resolved characters back to the bytes that spell them. */
#include "support.h"

/* Resolves text through the parser and maps every range of its characters back; the spelling of each
 * character, in order, is given with | between. */
static void check(const char *source_text, bool attribute, const char *const *spellings, size_t n) {
  struct bench bench = bench_new();
  struct gk_xml_node *root = gk_xml_parse(bench.arena, bench_source(&bench, "l", source_text), bench.sink);
  assert_non_null(root);
  const char *text = attribute ? root->attributes->value : root->first->text;
  struct gk_place whole = attribute ? root->attributes->value_place : root->first->place;
  size_t starts[64], size = strlen(text), count = 0;
  for (size_t i = 0; i < size; count++) {
    starts[count] = i;
    gk_utf8_next(text, size, &i);
  }
  starts[count] = size;
  assert_int_equal(count, n);
  uint32_t after = whole.offset;
  for (size_t i = 0; i < n; i++) {
    struct gk_place one = gk_xml_place_within(whole, starts[i], starts[i + 1] - starts[i]);
    assert_int_equal(one.length, strlen(spellings[i]));
    assert_memory_equal(one.source->text + one.offset, spellings[i], one.length);
    assert_true(one.offset >= after);
    after = one.offset + one.length;
    for (size_t k = i + 1; k < n; k++) { /* a range runs from its first character's spelling to its last one's */
      struct gk_place last = gk_xml_place_within(whole, starts[k], starts[k + 1] - starts[k]);
      struct gk_place range = gk_xml_place_within(whole, starts[i], starts[k + 1] - starts[i]);
      assert_int_equal(range.offset, one.offset);
      assert_int_equal(range.offset + range.length, last.offset + last.length);
    }
    struct gk_place point = gk_xml_place_within(whole, starts[i], 0);
    assert_int_equal(point.offset, one.offset);
    assert_int_equal(point.length, 0);
  }
  bench_drop(&bench);
}
#define CHECK(text, attribute, ...) \
  check(text, attribute, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void texts(void **state) {
  (void)state;
  CHECK("<a>ab收</a>", false, "a", "b", "收");
  CHECK("<a>a&lt;b&#x4E00;&#65;c</a>", false, "a", "&lt;", "b", "&#x4E00;", "&#65;", "c");
  CHECK("<a>&#x20000;x</a>", false, "&#x20000;", "x");
  CHECK("<a>a\r\nb\rc\nd</a>", false, "a", "\r\n", "b", "\r", "c", "\n", "d");
}

static void texts_across_markup(void **state) {
  (void)state;
  CHECK("<a>a<![CDATA[&lt;<]]>b</a>", false, "a", "&", "l", "t", ";", "<", "b");
  CHECK("<a><![CDATA[&#65;]]></a>", false, "&", "#", "6", "5", ";");
  CHECK("<a><![CDATA[a]]b]]]]><![CDATA[>]]></a>", false, "a", "]", "]", "b", "]", "]", ">");
  CHECK("<a>a<!-- x &lt; y -->b<?p >?>&gt;</a>", false, "a", "b", "&gt;");
  CHECK("<a><![CDATA[x\r\ny]]></a>", false, "x", "\r\n", "y");
  CHECK("<a>a<!----><![CDATA[]]><!-- - -->b</a>", false, "a", "b");
  CHECK("<a><![CDATA[<!-- x -->]]>y</a>", false, "<", "!", "-", "-", " ", "x", " ", "-", "-", ">", "y");
}

static void values(void **state) {
  (void)state;
  CHECK("<a x='a&quot;b'/>", true, "a", "&quot;", "b");
  CHECK("<a x=\"\t\r\n收&#10;]]>\"/>", true, "\t", "\r\n", "收", "&#10;", "]", "]", ">");
  CHECK("<a x='{支出.合计|万元}'/>", true, "{", "支", "出", ".", "合", "计", "|", "万", "元", "}");
}

static void ends_and_beyond(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct gk_xml_node *root = gk_xml_parse(bench.arena, bench_source(&bench, "l", "<a>x&#x4E00;y</a>"), bench.sink);
  struct gk_place whole = root->first->place, place;
  place = gk_xml_place_within(whole, 0, 99);
  assert_int_equal(place.offset, whole.offset);
  assert_int_equal(place.length, whole.length);
  place = gk_xml_place_within(whole, 5, 0); /* the end */
  assert_int_equal(place.offset, whole.offset + whole.length);
  assert_int_equal(place.length, 0);
  place = gk_xml_place_within(whole, 99, 1);
  assert_int_equal(place.offset, whole.offset + whole.length);
  assert_int_equal(place.length, 0);
  place = gk_xml_place_within(whole, 2, 1); /* within a character: the whole spelling */
  assert_int_equal(place.offset, whole.offset + 1);
  assert_int_equal(place.length, 8);
  assert_null(gk_xml_place_within(gk_place_none(), 0, 1).source);
  place = gk_xml_place_within(gk_place_at(whole.source, 3, 0), 0, 0);
  assert_int_equal(place.offset, 3);
  bench_drop(&bench);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts),
      cmocka_unit_test(texts_across_markup),
      cmocka_unit_test(values),
      cmocka_unit_test(ends_and_beyond),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
