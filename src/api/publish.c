/* The public data of a document as files, and its record. Decides their names, and
 * what an archive is told (DA/T 46-2009; PRONOM's numbers of formats). The names
 * are the same on every machine: of a path only what is below the folder of layouts.
 * Data and layout are told by SHA-256, so that anyone can say whether a document
 * was made of them:
 *   数据.json    sha256sum 数据.json
 *   layouts/     sha256sum layouts/…/… (in the order of their names) | sha256sum */
#include "api/publish.h"

#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)256 << 20)
#define CAPTION_BYTES 120      /* of a caption in a file's name */
#define DATA_NAME "数据.json"

struct publishing { const char *layouts_dir; struct gk_result *result; const struct gk_bound *bound; struct gk_published *out; };

static bool no_memory(struct publishing *p) {
  gk_report_memory(p->result->sink);
  return false;
}

/* ------------------------------------------------------- files */

static bool add_file(struct publishing *p, struct gk_pdf_attachment file) {
  struct gk_published *out = p->out;
  struct gk_pdf_attachment *files = file.name && file.bytes ? gk_arena_grow(p->result->arena, out->attachments, &out->capacity, out->count + 1, sizeof *files) : NULL;
  if (!files) return no_memory(p);
  out->attachments = files;
  files[out->count++] = file;
  return true;
}

/* Moves the buffer into the arena as a file. */
static bool add_buffer(struct publishing *p, struct gk_pdf_attachment file, struct gk_buf *buf) {
  file.bytes = buf->failed ? NULL : gk_arena_strndup(p->result->arena, buf->data, buf->size);
  file.size = buf->size;
  gk_buf_drop(buf);
  return add_file(p, file);
}

static bool add_data(struct publishing *p) {
  struct gk_buf buf;
  gk_buf_init(&buf, FILE_LIMIT);
  gk_facts_publish(p->bound->facts, p->bound->document, &buf, p->result->sink);
  struct gk_pdf_attachment file = {.name = DATA_NAME, .description = "本文件所公开的数据（按模型的规范写法，可以用来重新排出本文件）",
                                   .relationship = "Data", .type = "application/json"};
  return add_buffer(p, file, &buf);
}

/* A caption as part of a file's name: nothing that a file system takes amiss, nothing that is not seen, and not too long. */
static const char *name_of(struct gk_arena *arena, const char *caption) {
  size_t n = strlen(caption), size = 0;
  if (n > CAPTION_BYTES) n = CAPTION_BYTES;
  while (n > 0 && ((unsigned char)caption[n] & 0xC0) == 0x80) n--;
  char *name = gk_arena_strndup(arena, caption, n);
  for (size_t i = 0; name && i < n;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(caption, n, &i);
    if (gk_char_is_invisible(c) || gk_char_is_bidi_control(c)) continue;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c < 0x7F && strchr("/\\:*?\"<>|", (int)c))) name[size++] = '_';
    else {
      memcpy(name + size, caption + from, i - from);
      size += i - from;
    }
  }
  if (name) name[size] = '\0';
  return name;
}

static bool add_table(struct publishing *p, const struct gk_table *table, unsigned number) {
  struct gk_arena *arena = p->result->arena;
  const char *caption = gk_inlines_text(arena, table->caption), *info = gk_inlines_text(arena, table->info_right);
  const char *name = name_of(arena, *caption ? caption : "表");
  struct gk_buf buf;
  gk_buf_init(&buf, FILE_LIMIT);
  if (!gk_table_csv(arena, table, &buf)) {
    gk_buf_drop(&buf);
    return no_memory(p);
  }
  struct gk_pdf_attachment file = {.name = gk_arena_printf(arena, "表/%02u-%s.csv", number, name ? name : ""), .relationship = "Alternative", .type = "text/csv"};
  file.description = gk_arena_printf(arena, "%s%s%s%s", *caption ? caption : "表", *info ? "（" : "", info, *info ? "）" : "");
  return add_buffer(p, file, &buf);
}

static bool add_tables(struct publishing *p) {
  const struct gk_document *document = p->bound->document;
  unsigned number = 0;
  for (size_t i = 0; i < document->count; i++)
    if (document->blocks[i].kind == GK_BLOCK_TABLE && !add_table(p, document->blocks[i].table, ++number)) return false;
  return true;
}

/* ------------------------------------------------------- layout */

struct layer { const char *name; const struct gk_source *source; };

static int by_name(const void *a, const void *b) { return strcmp(((const struct layer *)a)->name, ((const struct layer *)b)->name); }

/* layouts/ and the path below the folder of layouts; the layout itself, which may lie elsewhere, goes by its id. */
static const char *layer_name(struct publishing *p, const char *path, bool *found) {
  struct gk_arena *arena = p->result->arena;
  const char *base = strrchr(path, '/');
  size_t n = strlen(p->layouts_dir);
  base = base ? base + 1 : path;
  bool own = !*found && strcmp(base, "layout.xml") == 0, within = strncmp(path, p->layouts_dir, n) == 0;
  if (own) *found = true;
  if (own || !within) return gk_arena_printf(arena, "layouts/%s/%s", p->bound->layout->id, base);
  path += n;
  while (*path == '/') path++;
  return gk_arena_printf(arena, "layouts/%s", path);
}

/* The layout's files by name; NULL when memory ends. */
static struct layer *layers_of(struct publishing *p, size_t *n) {
  const struct gk_layout *layout = p->bound->layout;
  struct layer *layers = gk_arena_array(p->result->arena, layout->source_count + 1, sizeof *layers);
  bool found = false;
  *n = layout->source_count;
  for (size_t i = 0; layers && i < *n; i++) {
    layers[i] = (struct layer){layer_name(p, layout->sources[i]->name, &found), layout->sources[i]};
    if (!layers[i].name) return NULL;
  }
  if (layers) qsort(layers, *n, sizeof *layers, by_name);
  return layers;
}

/* Adds the files and gives the digest of all. Comments are between those who write layouts: they name people, files, what was left out. */
static bool add_layers(struct publishing *p, char digest[GK_DIGEST_TEXT]) {
  size_t n;
  struct layer *layers = layers_of(p, &n);
  struct gk_buf list;
  gk_buf_init(&list, FILE_LIMIT);
  bool good = layers != NULL;
  for (size_t i = 0; good && i < n; i++) {
    struct gk_pdf_attachment file = {.name = layers[i].name, .description = "版式", .relationship = "Source", .type = "application/xml", .common = true};
    file.bytes = gk_xml_plain(p->result->arena, layers[i].source, &file.size);
    good = file.bytes && gk_sha256(file.bytes, file.size, digest) && gk_buf_addf(&list, "%s  %s\n", digest, layers[i].name) && add_file(p, file);
  }
  good = good && gk_sha256(list.data, list.size, digest);
  gk_buf_drop(&list);
  return good || no_memory(p);
}

/* ------------------------------------------------------- what an archive wants to know */

static void add_property(struct publishing *p, const char *name, const char *value, const char *description) {
  if (value && *value && p->out->property_count < GK_PUBLISHED_PROPERTIES)
    p->out->properties[p->out->property_count++] = (struct gk_pdf_property){name, value, description};
}

static const char *format_name(enum gk_pdf_conformance conformance) {
  switch (conformance) {
    case GK_PDF_A3A: return "PDF/A-3a、PDF/UA-1（PRONOM fmt/479）";
    case GK_PDF_A2A: return "PDF/A-2a、PDF/UA-1（PRONOM fmt/476）";
    case GK_PDF_A2U: return "PDF/A-2u、PDF/UA-1（PRONOM fmt/478）";
    case GK_PDF_NONE: break;
  }
  return "PDF 1.7（PRONOM fmt/276）";
}

static void add_properties(struct publishing *p, const struct gk_pdf_options *options, const char *data_digest, const char *layout_digest) {
  struct gk_arena *arena = p->result->arena;
  const struct gk_document *document = p->bound->document;
  const struct gk_archive *archive = &document->archive;
  if (document->year) add_property(p, "year", gk_arena_printf(arena, "%lld", (long long)document->year), "年度");
  add_property(p, "date", archive->date, "日期");
  add_property(p, "documentNumber", archive->document_number, "文件编号（文号）");
  add_property(p, "securityClass", archive->secrecy, "密级");
  add_property(p, "retentionPeriod", archive->retention, "保管期限");
  add_property(p, "fondsNumber", archive->fonds, "全宗号");
  add_property(p, "archivalCode", archive->file_number, "档号");
  add_property(p, "unitCode", archive->unit_code, "责任者的单位代码");
  add_property(p, "language", p->bound->layout->language, "语种");
  add_property(p, "pages", gk_arena_printf(arena, "%zu", p->result->page_count), "页数");
  add_property(p, "format", format_name(options->conformance), "格式信息");
  add_property(p, "creatingProgram", gk_arena_printf(arena, "gongkai %s（%s；%s；%s）", GK_VERSION, gk_font_engine(), gk_unicode_engine(), gk_pdf_engine()),
               "文档创建程序及决定其输出的组件");
  add_property(p, "document", gk_arena_printf(arena, "%s/%s", p->bound->layout->id, document->name), "所用版式和其中的文件");
  add_property(p, "dataDigest", gk_arena_printf(arena, "sha256:%s", data_digest), "公开数据（" DATA_NAME "）的摘要");
  add_property(p, "layoutDigest", gk_arena_printf(arena, "sha256:%s", layout_digest), "版式各文件摘要清单的摘要");
}

bool gk_publish(const struct gk_engine *engine, struct gk_result *result, const struct gk_bound *bound, const struct gk_pdf_options *options, struct gk_published *out) {
  struct publishing p = {engine->layouts_dir, result, bound, out};
  char data_digest[GK_DIGEST_TEXT], layout_digest[GK_DIGEST_TEXT];
  *out = (struct gk_published){0};
  if (!add_data(&p) || !add_tables(&p) || !add_layers(&p, layout_digest)) return false;
  if (!gk_sha256(out->attachments[0].bytes, out->attachments[0].size, data_digest)) return no_memory(&p);
  add_properties(&p, options, data_digest, layout_digest);
  return !gk_arena_failed(result->arena) || no_memory(&p);
}
