/* What the tests of the pdf room share: small documents built by hand from real
 * fonts (GK_TEST_FONTS, default build/fonts), and other people's programs to read
 * the files back. GK_TEST_KEEP names a folder to leave the files in. */
#ifndef TEST_PDF_SAMPLE_H
#define TEST_PDF_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pdf/pdf.h"

#define UNUSED __attribute__((unused))
#define A4_WIDTH 595276
#define A4_HEIGHT 841890
#define TITLE "2022年度部门预算 & <公开> “𠮷”"

static UNUSED struct gk_diag_sink *sink;
static UNUSED struct gk_fonts *fonts;
static UNUSED char folder[256];
static UNUSED const uint8_t *profile;
static UNUSED size_t profile_size;

static UNUSED void show_told(void) {
  struct gk_buf out;
  gk_buf_init(&out, 1 << 20);
  gk_diag_render_all(sink, GK_DIAG_ZH, false, &out);
  if (out.data) print_message("%s\n", out.data);
  gk_buf_drop(&out);
}

static UNUSED bool was_told(const char *id) {
  for (const struct gk_diag *d = gk_diag_first(sink); d; d = d->next)
    if (strcmp(d->message->id, id) == 0) return true;
  return false;
}

static UNUSED const char *fonts_dir(void) {
  const char *dir = getenv("GK_TEST_FONTS");
  return dir && *dir ? dir : "build/fonts";
}

static UNUSED char *read_whole(FILE *file, size_t *n) {
  size_t capacity = 1 << 16, size = 0, got;
  char *bytes = malloc(capacity);
  while (bytes && (got = fread(bytes + size, 1, capacity - size - 1, file)) > 0) {
    size += got;
    if (size + 1 == capacity) bytes = realloc(bytes, capacity *= 2);
  }
  assert_non_null(bytes);
  bytes[size] = '\0';
  if (n) *n = size;
  return bytes;
}

/* Group set-up: fonts are opened once. */
static UNUSED int open_group(void **state) {
  (void)state;
  char path[512];
  sink = gk_diag_sink_new(0);
  struct gk_fonts_paths paths = {.lock = "fonts/fonts.lock", .dir = fonts_dir()};
  fonts = gk_fonts_open(&paths, sink);
  if (!fonts) show_told();
  const char *keep = getenv("GK_TEST_KEEP");
  snprintf(folder, sizeof folder, "%s", keep ? keep : "/tmp/gongkai-pdf-test-XXXXXX");
  if (!keep && !mkdtemp(folder)) return -1;
  snprintf(path, sizeof path, "%s/sRGB.icc", fonts_dir());
  FILE *file = fopen(path, "rb");
  if (!file || !fonts) return -1;
  profile = (const uint8_t *)read_whole(file, &profile_size);
  fclose(file);
  return 0;
}

static UNUSED int close_group(void **state) {
  (void)state;
  gk_memory_fail_at(0);
  gk_fonts_drop(fonts);
  gk_diag_sink_drop(sink);
  free((void *)(uintptr_t)profile);
  if (getenv("GK_TEST_KEEP")) return 0;
  char command[512];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return system(command);
}

/* --- a document */

struct sample {
  struct gk_arena *arena;
  struct gk_typeset typeset;
  struct gk_display_list list;
  size_t page_capacity, op_capacity, outline_capacity;
  bool upright;
};

static UNUSED struct gk_tag *add_tag(struct sample *s, struct gk_tag *parent, enum gk_tag_role role) {
  struct gk_tag *tag = gk_arena_alloc(s->arena, sizeof *tag);
  assert_non_null(tag);
  *tag = (struct gk_tag){.role = role, .parent = parent, .number = s->typeset.tag_count++, .column_span = 1, .row_span = 1};
  if (!parent) return s->typeset.root = tag;
  if (parent->last) parent->last->next = tag;
  else parent->first = tag;
  parent->last = tag;
  return tag;
}

/* A new document with its Document tag and no page. */
static UNUSED void sample_init(struct sample *s) {
  *s = (struct sample){.arena = gk_arena_new(0)};
  assert_non_null(s->arena);
  s->list.typeset = &s->typeset;
  add_tag(s, NULL, GK_TAG_DOCUMENT);
  gk_diag_sink_reset(sink);
}

static UNUSED void sample_drop(struct sample *s) { gk_arena_drop(s->arena); }

static UNUSED struct gk_display_page *add_page(struct sample *s, bool rotated, const char *label) {
  s->list.pages = gk_arena_grow(s->arena, s->list.pages, &s->page_capacity, s->list.count + 1, sizeof *s->list.pages);
  assert_non_null(s->list.pages);
  s->op_capacity = 0;
  struct gk_display_page *page = &s->list.pages[s->list.count++];
  *page = (struct gk_display_page){.width = A4_WIDTH, .height = A4_HEIGHT, .rotated = rotated, .label = label};
  return page;
}

static UNUSED struct gk_op *add_op(struct sample *s, enum gk_op_kind kind) {
  struct gk_display_page *page = &s->list.pages[s->list.count - 1];
  page->ops = gk_arena_grow(s->arena, page->ops, &s->op_capacity, page->count + 1, sizeof *page->ops);
  assert_non_null(page->ops);
  page->ops[page->count] = (struct gk_op){.kind = kind, .upright = s->upright};
  return &page->ops[page->count++];
}

static UNUSED void begin_tag(struct sample *s, const struct gk_tag *tag) { add_op(s, GK_OP_BEGIN_TAG)->tag = tag; }
static UNUSED void begin_artifact(struct sample *s, enum gk_artifact artifact) { add_op(s, GK_OP_BEGIN_ARTIFACT)->artifact = artifact; }
static UNUSED void end(struct sample *s) { add_op(s, GK_OP_END); }

static UNUSED void add_rule(struct sample *s, int32_t x, int32_t y, int32_t width, int32_t height, uint8_t grey) {
  struct gk_op *op = add_op(s, GK_OP_RULE);
  op->rect = (struct gk_rect){x, y, width, height};
  op->grey = grey;
}

/* Text at x, y (baseline), one op for each run of glyphs of one font; returns the last op. */
static UNUSED struct gk_op *add_text(struct sample *s, const char *role, int32_t size, int32_t x, int32_t y, const char *text) {
  struct gk_glyphs glyphs = {0};
  bool latin = (unsigned char)text[0] < 0x80;
  bool good = gk_font_shape(fonts, s->arena, gk_fonts_role(fonts, role), size, latin ? GK_FONT_LATIN : GK_FONT_HAN, text, strlen(text), &glyphs,
                            gk_place_none(), sink);
  if (!good) show_told();
  assert_true(good && glyphs.count);
  struct gk_op *op = NULL;
  struct gk_op_glyph *to = gk_arena_array(s->arena, glyphs.count, sizeof *to);
  for (size_t i = 0; i < glyphs.count; i++) {
    const struct gk_glyph *g = &glyphs.items[i];
    if (!op || op->font != g->font) {
      op = add_op(s, GK_OP_GLYPHS);
      op->font = g->font;
      op->size = size;
      op->y = y;
      op->text = text;
      op->glyphs = to + i;
    }
    size_t next = i + 1 < glyphs.count ? glyphs.items[i + 1].cluster : strlen(text);
    to[i] = (struct gk_op_glyph){.id = g->id, .x = x + g->x_offset, .y_offset = g->y_offset, .cluster = g->cluster, .cluster_size = (uint32_t)next - g->cluster};
    if (next == g->cluster && i + 1 < glyphs.count) { /* the first glyph of a cluster has its bytes */
      size_t past = i + 1;
      while (past < glyphs.count && glyphs.items[past].cluster == g->cluster) past++;
      to[i].cluster_size = (uint32_t)(past < glyphs.count ? glyphs.items[past].cluster : strlen(text)) - g->cluster;
    }
    if (i > 0 && g->cluster == glyphs.items[i - 1].cluster) to[i].cluster_size = 0;
    op->count++;
    x += g->advance;
  }
  return op;
}

/* A paragraph of one line under a new tag. */
static UNUSED struct gk_tag *add_line(struct sample *s, struct gk_tag *parent, enum gk_tag_role role, int32_t x, int32_t y, const char *text) {
  struct gk_tag *tag = add_tag(s, parent, role);
  begin_tag(s, tag);
  add_text(s, role == GK_TAG_H1 ? "小标宋" : "仿宋", 16000, x, y, text);
  end(s);
  return tag;
}

static UNUSED void add_outline(struct sample *s, const char *title, unsigned level, uint32_t page, int32_t y, struct gk_tag *tag) {
  struct gk_typeset *t = &s->typeset;
  t->outline = gk_arena_grow(s->arena, t->outline, &s->outline_capacity, t->outline_count + 1, sizeof *t->outline);
  assert_non_null(t->outline);
  t->outline[t->outline_count++] = (struct gk_outline_entry){title, level, page, y, tag};
}

static UNUSED struct gk_pdf_options sample_options(void) {
  return (struct gk_pdf_options){.conformance = GK_PDF_A3A, .title = TITLE, .author = "某市某局 <办公室>", .subject = "部门预算", .keywords = "预算，公开",
                                 .language = "zh-CN", .producer = "gongkai test", .date = 1643871845, .date_offset_minutes = 480,
                                 .icc = profile, .icc_size = profile_size};
}

/* Writes the document; the caller drops the buffer. */
static UNUSED struct gk_buf write_sample(struct sample *s, const struct gk_pdf_options *options) {
  struct gk_pdf_options usual = sample_options();
  struct gk_buf out;
  gk_buf_init(&out, (size_t)1 << 30);
  bool good = gk_pdf_write(&s->list, fonts, options ? options : &usual, &out, sink);
  if (!good) show_told();
  assert_true(good);
  return out;
}

/* --- reading it back */

static UNUSED const char *save_pdf(const struct gk_buf *pdf, const char *name) {
  static char path[512];
  snprintf(path, sizeof path, "%s/%s.pdf", folder, name);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(pdf->data, 1, pdf->size, file), pdf->size);
  assert_int_equal(fclose(file), 0);
  return path;
}

/* What a program says of a file ({} in the command); it must end well. The caller frees. */
static UNUSED char *ask(const char *command, const char *path) {
  char line[1024];
  const char *at = strstr(command, "{}");
  assert_non_null(at);
  snprintf(line, sizeof line, "%.*s%s%s 2>&1", (int)(at - command), command, path, at + 2);
  FILE *pipe = popen(line, "r");
  assert_non_null(pipe);
  char *answer = read_whole(pipe, NULL);
  int status = pclose(pipe);
  if (status != 0) print_message("%s: %s\n", line, answer);
  assert_int_equal(status, 0);
  return answer;
}

static UNUSED void assert_says(const char *command, const char *path, const char *words) {
  char *answer = ask(command, path);
  if (!strstr(answer, words)) print_message("%s says:\n%s\nand not:\n%s\n", command, answer, words);
  assert_non_null(strstr(answer, words));
  free(answer);
}

/* The file with all streams readable and one object after the other, by qpdf. */
static UNUSED char *plain_form(const char *path) {
  return ask("qpdf --qdf --object-streams=disable --no-original-object-ids {} - | tr -d '\\000'", path);
}

static UNUSED void assert_has(const char *text, const char *words) {
  if (!strstr(text, words)) print_message("not found: %s\n", words);
  assert_non_null(strstr(text, words));
}

static UNUSED size_t occurrences(const char *text, const char *words) {
  size_t n = 0;
  for (; (text = strstr(text, words)); text += strlen(words)) n++;
  return n;
}

#endif
