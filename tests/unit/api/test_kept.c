/* An engine keeps texts as they were set, and nobody can tell: every document of
 * every example, in any order, with faulty data in between, is byte for byte what
 * a new engine makes of it, and what is told of it as well. Runs in the
 * checkout's root with the fonts fetched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/base.h"
#include "gongkai.h"

enum { JOBS_MOST = 400 };

static struct gk_arena *arena;

struct job {
  const char *layout, *document, *data;
  gk_output output;
  gk_profile profile;
  gk_result *fresh; /* by an engine of its own */
};

static char dir[32]; /* layouts of a test's own; "": none */

static void shell(const char *format, const char *text) {
  char command[512];
  snprintf(command, sizeof command, format, dir, text);
  assert_int_equal(system(command), 0);
}

static int setup(void **state) {
  (void)state;
  arena = gk_arena_new(0);
  return arena == NULL;
}

static int teardown(void **state) {
  (void)state;
  if (dir[0]) shell("rm -r %1$s%2$s", "");
  dir[0] = '\0';
  gk_arena_drop(arena);
  return 0;
}

static gk_engine *engine_of(const char *layouts) {
  const char *fonts = getenv("GK_TEST_FONTS");
  gk_engine_options options = {.layouts_dir = layouts, .fonts_lock = "fonts/fonts.lock", .fonts_dir = fonts ? fonts : "build/fonts"};
  gk_engine *engine = gk_engine_new(&options);
  assert_non_null(engine);
  return engine;
}

static gk_result *run_job(gk_engine *engine, const struct job *job) {
  gk_request request = {.data = job->data, .data_size = strlen(job->data), .data_name = "d.json", .layout = job->layout, .document = job->document,
                        .output = job->output, .profile = job->profile, .date = -1};
  gk_result *result = gk_build(engine, &request);
  assert_non_null(result);
  return result;
}

static bool same_result(gk_result *a, gk_result *b) {
  if (gk_result_status(a) != gk_result_status(b) || gk_result_page_count(a) != gk_result_page_count(b) || gk_result_file_count(a) != gk_result_file_count(b) ||
      strcmp(gk_result_file_name(a), gk_result_file_name(b)) != 0 ||
      strcmp(gk_result_diagnostics(a, GK_DIAGNOSTICS_JSON, 0), gk_result_diagnostics(b, GK_DIAGNOSTICS_JSON, 0)) != 0)
    return false;
  for (size_t i = 0; i < gk_result_file_count(a); i++) {
    size_t n, m;
    const void *x = gk_result_file(a, i, &n), *y = gk_result_file(b, i, &m);
    if (n != m || memcmp(x, y, n) != 0) return false;
  }
  return true;
}

static void expect_as_fresh(gk_engine *engine, const struct job *job) {
  gk_result *result = run_job(engine, job);
  if (!same_result(result, job->fresh))
    fail_msg("%s, %s, output %d, profile %d: not what a new engine makes:\n%s\n%s", job->layout, job->document ? job->document : "", (int)job->output,
             (int)job->profile, gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 0), gk_result_diagnostics(job->fresh, GK_DIAGNOSTICS_TEXT, 0));
  gk_result_drop(result);
}

/* --- all documents of all examples */

struct jobs { struct job items[JOBS_MOST]; size_t count; };

static void add_job(struct jobs *jobs, const char *layout, const char *document, const char *data, gk_output output, gk_profile profile) {
  assert_true(jobs->count < JOBS_MOST);
  jobs->items[jobs->count++] = (struct job){layout, document, data, output, profile, NULL};
}

/* The data with the first name in it begun by `by`, or taken away. */
static const char *with_name(const char *data, const char *by) {
  static const char mark[] = "\"名称\": \"";
  const char *at = strstr(data, mark);
  assert_non_null(at);
  at += strlen(mark);
  if (by) return gk_arena_printf(arena, "%.*s%s%s", (int)(at - data), data, by, at);
  return gk_arena_printf(arena, "%.*snull%s", (int)(at - 1 - data), data, strchr(at, '"') + 1);
}

static void add_example(struct jobs *jobs, char *line) {
  char *rest;
  const char *layout = strtok_r(line, "\t", &rest);
  const char *path = gk_arena_printf(arena, "layouts/%s/example.json", layout);
  if (!gk_file_exists(path)) return;
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  struct gk_source *source = gk_file_read(arena, path, 1 << 24, sink);
  gk_diag_sink_drop(sink);
  assert_non_null(source);
  const char *lost = with_name(source->text, "\xF0\x93\x80\x80" /* U+13000: in no font */), *gap = with_name(source->text, NULL);
  strtok_r(NULL, "\t", &rest); /* the title */
  for (const char *document = strtok_r(NULL, "\t", &rest); document; document = strtok_r(NULL, "\t", &rest)) {
    add_job(jobs, layout, document, source->text, GK_OUTPUT_PDF, GK_PROFILE_ARCHIVE);
    add_job(jobs, layout, document, lost, GK_OUTPUT_PDF, GK_PROFILE_ARCHIVE);
    add_job(jobs, layout, document, source->text, GK_OUTPUT_TRACE, GK_PROFILE_ARCHIVE);
    add_job(jobs, layout, document, gap, GK_OUTPUT_TRACE, GK_PROFILE_DRAFT);
    add_job(jobs, layout, document, source->text, GK_OUTPUT_PDF, GK_PROFILE_DRAFT);
    add_job(jobs, layout, document, gap, GK_OUTPUT_PDF, GK_PROFILE_ARCHIVE);
    add_job(jobs, layout, document, lost, GK_OUTPUT_TRACE, GK_PROFILE_DRAFT);
  }
}

static void add_examples(struct jobs *jobs) {
  gk_engine *engine = engine_of("layouts");
  gk_result *list = gk_list_layouts(engine);
  assert_int_equal(gk_result_status(list), GK_OK);
  char *rest, *lines = gk_arena_strdup(arena, gk_result_text(list, 1));
  for (char *line = strtok_r(lines, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) add_example(jobs, line);
  gk_result_drop(list);
  gk_engine_drop(engine);
}

static void every_example_in_any_order(void **state) {
  (void)state;
  struct jobs *jobs = gk_arena_alloc(arena, sizeof *jobs);
  add_examples(jobs);
  assert_true(jobs->count >= 7 * 4);
  size_t refused = 0, built = 0;
  for (size_t i = 0; i < jobs->count; i++) {
    gk_engine *engine = engine_of("layouts");
    jobs->items[i].fresh = run_job(engine, &jobs->items[i]);
    gk_engine_drop(engine);
    bool good = gk_result_status(jobs->items[i].fresh) == GK_OK;
    built += good;
    refused += !good;
    assert_int_equal(good, jobs->items[i].profile == GK_PROFILE_DRAFT || i % 7 == 0 || i % 7 == 2);
  }
  assert_int_equal(built, 5 * (jobs->count / 7));
  assert_int_equal(refused, 2 * (jobs->count / 7));
  gk_engine *engine = engine_of("layouts");
  for (size_t i = 0; i < jobs->count; i++) expect_as_fresh(engine, &jobs->items[i]);
  gk_engine_drop(engine);
  engine = engine_of("layouts");
  for (size_t i = jobs->count; i-- > 0;) expect_as_fresh(engine, &jobs->items[i]); /* the other way round */
  gk_engine_drop(engine);
  for (size_t i = 0; i < jobs->count; i++) gk_result_drop(jobs->items[i].fresh);
}

/* --- more than is kept */

/* So many different rows that their texts are more than an engine keeps: what it lets go of is not needed any more. */
static const char *many_rows(int rows, int from) {
  struct gk_buf buf;
  gk_buf_init(&buf, 64 << 20);
  gk_buf_add_string(&buf, "{\"年度\": 2031, \"金额单位\": \"万元\", \"单位\": {\"名称\": \"某某局\"}, \"机构\": [");
  for (int i = 0; i < rows; i++)
    gk_buf_addf(&buf, "%s{\"名称\": \"某某第%d站\", \"性质\": \"事业\", \"规格\": \"股级\", \"经费保障形式\": \"财政拨款第%d种\"}", i ? ", " : "", from + i, from + i);
  gk_buf_add_string(&buf, "], \"收入\": {\"一般公共预算拨款\": 10.5, \"政府性基金预算拨款\": 0, \"财政专户管理资金\": 0, \"其他来源收入\": 0, \"上年结转\": 1},"
                          " \"支出\": {\"人员经费\": 3, \"公用经费\": 2.25, \"项目支出\": 6.25}}");
  const char *text = gk_arena_strndup(arena, buf.data, buf.size);
  gk_buf_drop(&buf);
  return text;
}

static void more_than_is_kept(void **state) {
  (void)state;
  struct job jobs[] = {{.data = many_rows(12000, 0), .output = GK_OUTPUT_PDF},   {.data = many_rows(5, 0), .output = GK_OUTPUT_PDF},
                       {.data = many_rows(12000, 6000), .output = GK_OUTPUT_TRACE}, {.data = many_rows(40, 17980), .output = GK_OUTPUT_TRACE}};
  enum { COUNT = sizeof jobs / sizeof *jobs };
  for (size_t i = 0; i < COUNT; i++) {
    gk_engine *engine = engine_of("layouts");
    jobs[i].layout = "tests/golden/layouts/tiny";
    jobs[i].fresh = run_job(engine, &jobs[i]);
    assert_int_equal(gk_result_status(jobs[i].fresh), GK_OK);
    gk_engine_drop(engine);
  }
  static const int order[] = {1, 0, 1, 2, 3, 3, 1};
  gk_engine *engine = engine_of("layouts");
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) expect_as_fresh(engine, &jobs[order[i]]);
  gk_engine_drop(engine);
  for (size_t i = 0; i < COUNT; i++) gk_result_drop(jobs[i].fresh);
}

/* --- phrases that change */

/* The words a title is not broken within, which stand beside the layout. */
static void set_phrases(const char *words) {
  shell("sed '/<phrases>/,/<\\/phrases>/d' layouts/common/terms.xml > %1$s/terms && sed -i 's|</terms>|<phrases>%2$s</phrases></terms>|' %1$s/terms"
        " && mv %1$s/terms %1$s/common/terms.xml", words);
}

static void phrases_change(void **state) {
  (void)state;
  static const char *const words[] = {"整体支出绩效", "部门整体", "支出绩效自评", "部门整体 支出绩效自评"};
  enum { WAYS = sizeof words / sizeof *words };
  strcpy(dir, "/tmp/gk-phrases-XXXXXX");
  assert_non_null(mkdtemp(dir));
  shell("cp -r layouts/common %1$s/common && cp -r tests/golden/layouts/tiny %1$s/tiny%2$s", "");
  shell("sed -i 's|<title>.*</title>|<title>所属各单位部门整体支出绩效自评结果应用情况报告</title>|' %1$s/tiny/layout.xml%2$s", "");
  struct job jobs[WAYS] = {{0}};
  for (size_t i = 0; i < WAYS; i++) {
    set_phrases(words[i]);
    jobs[i] = (struct job){.layout = "tiny", .data = many_rows(3, 0), .output = GK_OUTPUT_TRACE};
    gk_engine *engine = engine_of(dir);
    jobs[i].fresh = run_job(engine, &jobs[i]);
    assert_int_equal(gk_result_status(jobs[i].fresh), GK_OK);
    gk_engine_drop(engine);
  }
  for (size_t i = 1; i < 3; i++) assert_false(same_result(jobs[0].fresh, jobs[i].fresh)); /* or the phrases say nothing here */
  gk_engine *engine = engine_of(dir);
  for (size_t i = 0; i < 3 * WAYS; i++) {
    set_phrases(words[i % WAYS]);
    expect_as_fresh(engine, &jobs[i % WAYS]);
    expect_as_fresh(engine, &jobs[i % WAYS]);
  }
  gk_engine_drop(engine);
  for (size_t i = 0; i < WAYS; i++) gk_result_drop(jobs[i].fresh);
}

/* --- a font whose licence has limits */

/* A copy of a font with “no subsetting” in its OS/2 table (fsType 0x100), in the test's folder, mapped to 西文. */
static void write_limited_font(void) {
  const char *fonts = getenv("GK_TEST_FONTS");
  const char *path = gk_arena_printf(arena, "%s/LiberationSerif-Regular.ttf", fonts ? fonts : "build/fonts");
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  struct gk_source *source = gk_file_read(arena, path, 1 << 24, sink);
  assert_non_null(source);
  gk_diag_sink_drop(sink);
  uint8_t *bytes = gk_arena_alloc(arena, source->size);
  memcpy(bytes, source->text, source->size);
  unsigned tables = (unsigned)bytes[4] << 8 | bytes[5], found = 0;
  for (unsigned i = 0; i < tables; i++) {
    const uint8_t *entry = bytes + 12 + 16 * i;
    if (memcmp(entry, "OS/2", 4) != 0) continue;
    size_t at = (size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11];
    bytes[at + 8] = 1;
    bytes[at + 9] = 0;
    found++;
  }
  assert_int_equal(found, 1);
  FILE *font = fopen(gk_arena_printf(arena, "%s/limited.ttf", dir), "wb"), *map = fopen(gk_arena_printf(arena, "%s/fonts.ini", dir), "wb");
  assert_true(font && map && fwrite(bytes, 1, source->size, font) == source->size && fputs("[西文]\nfile = limited.ttf\n", map) >= 0);
  assert_int_equal(fclose(font), 0);
  assert_int_equal(fclose(map), 0);
}

/* Open fonts and kept texts are no reason to be silent. */
static void limits_are_told_each_time(void **state) {
  (void)state;
  strcpy(dir, "/tmp/gk-limits-XXXXXX");
  assert_non_null(mkdtemp(dir));
  write_limited_font();
  const char *fonts = getenv("GK_TEST_FONTS");
  gk_engine_options options = {.layouts_dir = "layouts", .fonts_lock = "fonts/fonts.lock", .fonts_dir = fonts ? fonts : "build/fonts",
                               .font_map = gk_arena_printf(arena, "%s/fonts.ini", dir)};
  gk_engine *engine = gk_engine_new(&options);
  static const gk_output outputs[] = {GK_OUTPUT_PDF, GK_OUTPUT_TRACE, GK_OUTPUT_NONE, GK_OUTPUT_PDF};
  for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
    struct job job = {.layout = "tests/golden/layouts/tiny", .data = many_rows(3, 0), .output = outputs[i]};
    gk_result *result = run_job(engine, &job);
    assert_int_equal(gk_result_status(result), GK_OK);
    assert_int_equal(gk_result_warning_count(result), 1);
    assert_non_null(strstr(gk_result_diagnostics(result, GK_DIAGNOSTICS_JSON, 0), "font.embedding-limits"));
    gk_result_drop(result);
  }
  gk_engine_drop(engine);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
  const struct CMUnitTest tests[] = {T(every_example_in_any_order), T(more_than_is_kept), T(phrases_change),
                                     T(limits_are_told_each_time)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
