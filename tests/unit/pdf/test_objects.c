/* The object store and the file it becomes: libharu's limits do not show, bulk
 * objects are found again, misuse and lack of memory are sticky. */
#include "pdf/sample.h"

#include "pdf/flate.h"
#include "pdf/objects.h"

static struct gk_objects *objects;

static int begin(void **state) {
  (void)state;
  objects = gk_objects_new(NULL);
  return objects ? 0 : -1;
}

static int finish(void **state) {
  (void)state;
  gk_memory_fail_at(0);
  gk_objects_drop(objects);
  return 0;
}

/* A file qpdf accepts: a catalog and no pages. */
static gk_object frame(gk_object *info) {
  gk_object catalog = gk_objects_dict(objects, "Catalog"), pages = gk_objects_dict(objects, "Pages");
  *info = gk_objects_dict(objects, NULL);
  gk_objects_number(objects, pages, "Count", 0);
  gk_objects_value(objects, pages, "Kids", "[]", 2);
  gk_objects_ref(objects, catalog, "Pages", pages);
  gk_objects_text(objects, *info, "Title", "公开");
  return catalog;
}

static const char *saved(gk_object root, gk_object info, const char *name) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 28);
  assert_true(gk_objects_save(objects, root, info, false, &out));
  assert_memory_equal(out.data, "%PDF-1.7\n%", 10);
  for (size_t i = 10; i < 14; i++) assert_true((unsigned char)out.data[i] > 127);
  assert_string_equal(out.data + out.size - 6, "%%EOF\n");
  const char *path = save_pdf(&out, name);
  gk_buf_drop(&out);
  return path;
}

static void values_survive(void **state) {
  (void)state;
  gk_object info, root = frame(&info);
  gk_objects_name(objects, root, "PageMode", "UseOutlines");
  gk_objects_value(objects, root, "Extra", "[1 (a) <</B 2.5>>]", 18);
  gk_object plain = gk_objects_stream(objects, "Metadata", "as it is", 8, GK_STREAM_PLAIN), packed = gk_objects_stream(objects, NULL, "aaaaaaaaaaaaaaaa", 16, GK_STREAM_DEFLATE);
  gk_objects_ref(objects, root, "Metadata", plain);
  gk_objects_ref(objects, root, "Packed", packed);
  assert_int_equal(gk_objects_state(objects), GK_OBJECTS_OK);
  const char *path = saved(root, info, "objects-values");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  char *text = plain_form(path);
  assert_has(text, "/Extra [\n    1\n    (a)\n    <<\n      /B 2.5\n    >>\n  ]");
  assert_has(text, "stream\nas it is\n");
  assert_has(text, "stream\naaaaaaaaaaaaaaaa\n");
  assert_has(text, "/Title <feff516c5f00>");
  assert_has(text, "/PageMode /UseOutlines");
  free(text);
}

static void empty_stream(void **state) {
  (void)state;
  gk_object info, root = frame(&info);
  gk_objects_ref(objects, root, "A", gk_objects_stream(objects, NULL, "", 0, GK_STREAM_DEFLATE));
  gk_objects_ref(objects, root, "B", gk_objects_stream(objects, NULL, NULL, 0, GK_STREAM_PLAIN));
  assert_says("qpdf --check {}", saved(root, info, "objects-empty"), "No syntax or stream encoding errors found");
}

/* Far beyond what one libharu array or string could hold, and more than one object stream. */
static void bulk_has_no_small_limits(void **state) {
  (void)state;
  enum { COUNT = 40000 };
  gk_object info, root = frame(&info);
  gk_object first = gk_objects_bulk(objects);
  struct gk_buf all;
  gk_buf_init(&all, 1 << 24);
  gk_buf_add_char(&all, '[');
  for (uint32_t i = 0; i < COUNT; i++) {
    char body[32];
    int n = snprintf(body, sizeof body, "<</I %u>>", i);
    assert_int_equal(gk_objects_add(objects, body, (size_t)n), first + i);
    gk_buf_addf(&all, "%u 0 R ", first + i);
  }
  gk_buf_add_char(&all, ']');
  gk_objects_value(objects, root, "All", all.data, all.size);
  gk_buf_drop(&all);
  const char *path = saved(root, info, "objects-bulk");
  assert_says("qpdf --check {}", path, "No syntax or stream encoding errors found");
  char command[64];
  snprintf(command, sizeof command, "qpdf --show-object=%u {}", first + COUNT - 1);
  assert_says(command, path, "<< /I 39999 >>");
}

static void identifier_follows_contents(void **state) {
  (void)state;
  gk_object info, root = frame(&info);
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  assert_true(gk_objects_save(objects, root, info, false, &out));
  size_t once = out.size;
  assert_true(gk_objects_save(objects, root, info, false, &out)); /* saving changes nothing */
  assert_int_equal(out.size, 2 * once);
  assert_memory_equal(out.data, out.data + once, once);
  gk_buf_drop(&out);
}

static void misuse_is_sticky(void **state) {
  (void)state;
  gk_object info, root = frame(&info);
  gk_objects_name(objects, 4711, "Type", "None");
  assert_int_equal(gk_objects_state(objects), GK_OBJECTS_LIBRARY);
  assert_true(gk_objects_error(objects) != 0);
  assert_int_equal(gk_objects_dict(objects, NULL), 0);
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  assert_false(gk_objects_save(objects, root, info, false, &out));
  assert_int_equal(out.size, 0);
  gk_buf_drop(&out);
}

static void nothing_of_libharu_after_bulk(void **state) {
  (void)state;
  gk_objects_bulk(objects);
  assert_int_equal(gk_objects_dict(objects, NULL), 0);
  assert_int_equal(gk_objects_state(objects), GK_OBJECTS_LIBRARY);
}

static void no_bulk_before_it_begins(void **state) {
  (void)state;
  assert_int_equal(gk_objects_add(objects, "null", 4), 0);
  assert_int_equal(gk_objects_state(objects), GK_OBJECTS_LIBRARY);
}

static void memory_is_sticky(void **state) {
  (void)state;
  for (unsigned long n = 1; n < 40; n++) {
    gk_objects_drop(objects);
    objects = NULL;
    gk_memory_fail_at(n);
    objects = gk_objects_new(NULL);
    if (!objects) continue;
    gk_object info = 0, root = frame(&info);
    gk_objects_stream(objects, "Metadata", "bytes", 5, GK_STREAM_DEFLATE);
    bool failed = gk_objects_state(objects) == GK_OBJECTS_MEMORY;
    struct gk_buf out;
    gk_buf_init(&out, 1 << 20);
    assert_false(gk_objects_save(objects, root, info, false, &out)); /* all further allocations fail */
    gk_memory_fail_at(0);
    if (failed) assert_int_equal(gk_objects_dict(objects, NULL), 0);
    gk_buf_drop(&out);
  }
  gk_memory_fail_at(0);
  gk_objects_drop(objects);
  objects = gk_objects_new(NULL);
  assert_non_null(objects);
}

/* What was deflated comes back; what is cut, changed, followed by more or beyond the limit does not. */
static void inflating(void **state) {
  (void)state;
  static const char text[] = "部门预算信息公开部门预算信息公开部门预算信息公开";
  struct gk_flater *flater = gk_flater_new();
  struct gk_buf packed, out;
  gk_buf_init(&packed, 1 << 12);
  gk_buf_init(&out, 1 << 12);
  assert_true(gk_flate(flater, GK_FLATE_TEXT, text, sizeof text, &packed));
  assert_true(gk_inflate(packed.data, packed.size, &out));
  assert_int_equal(out.size, sizeof text);
  assert_memory_equal(out.data, text, sizeof text);
  for (size_t n = 0; n < packed.size; n++) assert_false(gk_inflate(packed.data, n, &out));
  packed.data[packed.size / 2] ^= 0x10;
  assert_false(gk_inflate(packed.data, packed.size, &out));
  packed.data[packed.size / 2] ^= 0x10;
  gk_buf_add_char(&packed, 'x');
  assert_false(gk_inflate(packed.data, packed.size, &out));
  gk_buf_drop(&out);
  gk_buf_init(&out, 16);
  assert_false(gk_inflate(packed.data, packed.size - 1, &out));
  gk_buf_drop(&out);
  gk_buf_clear(&packed);
  gk_buf_init(&out, 16);
  assert_true(gk_flate(flater, GK_FLATE_TEXT, NULL, 0, &packed) && gk_inflate(packed.data, packed.size, &out));
  assert_int_equal(out.size, 0);
  gk_buf_drop(&out);
  gk_buf_drop(&packed);
  gk_flater_drop(flater);
}

static void flate_is_deterministic_and_small(void **state) {
  (void)state;
  struct gk_buf one, two, tight;
  gk_buf_init(&one, 1 << 24);
  gk_buf_init(&two, 1 << 24);
  gk_buf_init(&tight, 8);
  size_t n = 1 << 20;
  char *bytes = calloc(n, 1);
  struct gk_flater *flater = gk_flater_new();
  assert_non_null(flater);
  assert_true(gk_flate(flater, GK_FLATE_TEXT, bytes, n, &one) && gk_flate(flater, GK_FLATE_TEXT, bytes, n, &two));
  assert_int_equal(one.size, two.size);
  assert_memory_equal(one.data, two.data, one.size);
  assert_true(one.size < 4096);
  assert_false(gk_flate(flater, GK_FLATE_TEXT, "incompressible", 14, &tight));
  gk_memory_fail_at(1);
  assert_false(gk_flate(flater, GK_FLATE_TEXT, bytes, n, &two));
  gk_memory_fail_at(0);
  for (unsigned long at = 1; at <= 2; at++) {
    gk_memory_fail_at(at);
    assert_null(gk_flater_new());
    gk_memory_fail_at(0);
  }
  gk_flater_drop(flater);
  gk_flater_drop(NULL);
  free(bytes);
  gk_buf_drop(&one);
  gk_buf_drop(&two);
  gk_buf_drop(&tight);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(values_survive, begin, finish),         cmocka_unit_test_setup_teardown(empty_stream, begin, finish),
      cmocka_unit_test_setup_teardown(bulk_has_no_small_limits, begin, finish), cmocka_unit_test_setup_teardown(identifier_follows_contents, begin, finish),
      cmocka_unit_test_setup_teardown(misuse_is_sticky, begin, finish),       cmocka_unit_test_setup_teardown(nothing_of_libharu_after_bulk, begin, finish),
      cmocka_unit_test_setup_teardown(no_bulk_before_it_begins, begin, finish), cmocka_unit_test_setup_teardown(memory_is_sticky, begin, finish),
      cmocka_unit_test(flate_is_deterministic_and_small), cmocka_unit_test(inflating)};
  return cmocka_run_group_tests(tests, open_group, close_group);
}
