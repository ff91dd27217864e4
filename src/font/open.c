/* Opening: the lock, the user's mapping, and each font file when it is first
 * used. A file is mapped once; what is hashed is what is mapped. Decides
 * whether a file may be used at all. Which character goes to which font is for role.c. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "font/inside.h"
#include "font/lock.h"
#include "font/user.h"
#include "font/verify.h"

/* --- the room */

static bool start_engines(struct gk_fonts *fonts, struct gk_diag_sink *sink) {
  fonts->buffer = hb_buffer_create();
  fonts->language = hb_language_from_string("zh-Hans", -1);
  if (hb_buffer_allocation_successful(fonts->buffer)) return true;
  gk_report_memory(sink);
  return false;
}

struct gk_fonts *gk_fonts_open(const struct gk_fonts_paths *paths, struct gk_diag_sink *sink) {
  struct gk_arena *arena = gk_arena_new((size_t)64 << 20);
  struct gk_fonts *fonts = arena ? gk_arena_alloc(arena, sizeof *fonts) : NULL;
  if (!fonts) {
    gk_arena_drop(arena);
    gk_report_memory(sink);
    return NULL;
  }
  fonts->arena = arena;
  fonts->dir = gk_arena_strdup(arena, paths->dir);
  bool good = fonts->dir && gk_lock_read(fonts, paths->lock, sink) && (!paths->user || gk_user_read(fonts, paths->user, sink)) &&
              gk_stamp_read(&fonts->stamp, arena, fonts->dir) && start_engines(fonts, sink);
  if (good) return fonts;
  if (gk_arena_failed(arena)) gk_report_memory(sink);
  gk_fonts_drop(fonts);
  return NULL;
}

static void close_font(struct gk_font *font) {
  if (font->outlines) FT_Done_Face(font->outlines);
  for (int i = 0; i < 2; i++) hb_set_destroy(font->reached[i]);
  hb_font_destroy(font->font);
  hb_face_destroy(font->face);
  hb_blob_destroy(font->blob);
  if (font->map) munmap(font->map, font->size);
  font->outlines = NULL;
  font->reached[0] = font->reached[1] = NULL;
  font->face = NULL;
  font->font = NULL;
  font->blob = NULL;
  font->map = NULL;
}

void gk_fonts_drop(struct gk_fonts *fonts) {
  if (!fonts) return;
  for (size_t i = 0; i < fonts->count; i++) close_font(&fonts->items[i]);
  for (size_t i = 0; i < fonts->role_count; i++)
    for (int s = 0; s < 2; s++) gk_memory_free(fonts->roles[i].choices[s]);
  gk_freetype_drop(&fonts->freetype);
  hb_buffer_destroy(fonts->buffer);
  gk_arena_drop(fonts->arena);
}

size_t gk_fonts_count(const struct gk_fonts *fonts) { return fonts->count; }

const struct gk_font_info *gk_fonts_info(const struct gk_fonts *fonts, size_t font) {
  return font < fonts->count ? &fonts->items[font].info : NULL;
}

/* --- one font file */

/* Notes why the font cannot be used, so that every asker hears it. */
static bool fail(struct gk_fonts *fonts, struct gk_font *font, const struct gk_message *message, const char *const args[GK_FONT_FAULT_ARGS]) {
  font->fault = message;
  for (size_t i = 0; i < GK_FONT_FAULT_ARGS; i++) {
    font->fault_args[i] = args[i] ? gk_arena_strdup(fonts->arena, args[i]) : "";
    if (!font->fault_args[i]) font->fault_args[i] = "";
  }
  return false;
}
#define FAIL(fonts, font, message, ...) fail(fonts, font, message, (const char *const[GK_FONT_FAULT_ARGS]){__VA_ARGS__})

static bool fail_unreadable(struct gk_fonts *fonts, struct gk_font *font, int error) {
  char number[16];
  if (error == ENOENT || error == ENOTDIR)
    return font->info.from_user ? FAIL(fonts, font, &gk_msg_font_missing_own_file, font->info.path, font->info.name)
                                : FAIL(fonts, font, &gk_msg_font_missing_file, font->info.file, font->info.family, font->info.package,
                                       font->info.version, font->info.path);
  if (error == EACCES || error == EPERM) return FAIL(fonts, font, &gk_msg_font_unreadable, font->info.path, "没有读取权限", "no permission");
  snprintf(number, sizeof number, "errno %d", error);
  return FAIL(fonts, font, &gk_msg_font_unreadable, font->info.path, number, number);
}

static bool map_file(struct gk_fonts *fonts, struct gk_font *font, struct stat *status) {
  int file = open(font->info.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not make us wait */
  if (file < 0) return fail_unreadable(fonts, font, errno);
  bool good = fstat(file, status) == 0;
  if (good && (!S_ISREG(status->st_mode) || status->st_size < 1 || (uint64_t)status->st_size > GK_FONT_FILE_MAX)) {
    close(file);
    return FAIL(fonts, font, &gk_msg_font_unusable, font->info.path);
  }
  void *map = good ? mmap(NULL, (size_t)status->st_size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  int error = errno;
  close(file);
  if (map == MAP_FAILED) return fail_unreadable(fonts, font, error);
  font->map = map;
  font->size = (size_t)status->st_size;
  return true;
}

/* The name of the file in the stamps: the lock's files by name, the user's by path. */
static const char *stamp_name(const struct gk_font *font) { return font->info.from_user ? font->info.path : font->info.file; }

static bool check_digest(struct gk_fonts *fonts, struct gk_font *font, const struct stat *status, bool trust_stamp) {
  char digest[65];
  const char *found = trust_stamp ? gk_stamp_lookup(&fonts->stamp, stamp_name(font), status) : NULL;
  if (!found) {
    if (!gk_sha256(font->map, font->size, digest)) return FAIL(fonts, font, &gk_msg_font_engine, "libcrypto");
    found = digest;
    if (!gk_stamp_set(&fonts->stamp, fonts->arena, stamp_name(font), status, digest)) return FAIL(fonts, font, &gk_msg_memory, "");
    gk_stamp_write(&fonts->stamp);
  }
  if (!font->info.sha256) { /* a user's font without one: noted for the record of the build */
    font->info.sha256 = gk_arena_strdup(fonts->arena, found);
    return font->info.sha256 || FAIL(fonts, font, &gk_msg_memory, "");
  }
  if (strcmp(found, font->info.sha256) == 0) return true;
  return font->info.from_user
             ? FAIL(fonts, font, &gk_msg_font_different_own_file, font->info.path, font->info.sha256, found)
             : FAIL(fonts, font, &gk_msg_font_different_file, font->info.path, font->info.sha256, found, font->info.package, font->info.version);
}

static bool has_table(hb_face_t *face, hb_tag_t tag) {
  hb_blob_t *blob = hb_face_reference_table(face, tag);
  bool has = hb_blob_get_length(blob) > 0;
  hb_blob_destroy(blob);
  return has;
}

static bool open_face(struct gk_fonts *fonts, struct gk_font *font) {
  char index[16], count[16];
  font->blob = hb_blob_create(font->map, (unsigned)font->size, HB_MEMORY_MODE_READONLY, NULL, NULL);
  unsigned faces = hb_face_count(font->blob);
  if (faces && (unsigned)font->info.index >= faces) {
    snprintf(index, sizeof index, "%d", font->info.index);
    snprintf(count, sizeof count, "%u", faces);
    return FAIL(fonts, font, &gk_msg_font_no_face, font->info.path, index, count);
  }
  font->face = hb_face_create(font->blob, (unsigned)font->info.index);
  font->glyph_count = hb_face_get_glyph_count(font->face);
  font->upem = hb_face_get_upem(font->face);
  font->cff = has_table(font->face, HB_TAG('C', 'F', 'F', ' '));
  bool outlines = font->cff || (has_table(font->face, HB_TAG('g', 'l', 'y', 'f')) && has_table(font->face, HB_TAG('l', 'o', 'c', 'a')));
  if (!faces || font->glyph_count < 2 || font->glyph_count > 0xFFFF || font->upem < 16 || font->upem > 16384 || !outlines ||
      !has_table(font->face, HB_TAG('h', 'm', 't', 'x')) || !has_table(font->face, HB_TAG('c', 'm', 'a', 'p')))
    return FAIL(fonts, font, &gk_msg_font_unusable, font->info.path);
  hb_face_make_immutable(font->face);
  font->font = hb_font_create(font->face); /* its scale is upem */
  hb_font_make_immutable(font->font);
  return font->font != hb_font_get_empty() || FAIL(fonts, font, &gk_msg_memory, "");
}

static bool read_charset(struct gk_fonts *fonts, struct gk_font *font) {
  if (!font->cff) return true;
  hb_blob_t *blob = hb_face_reference_table(font->face, HB_TAG('C', 'F', 'F', ' '));
  unsigned size = 0;
  const char *bytes = hb_blob_get_data(blob, &size);
  enum gk_cff_result result = gk_cff_read(fonts->arena, (const uint8_t *)bytes, size, &font->charset);
  hb_blob_destroy(blob);
  if (result == GK_CFF_MEMORY) return FAIL(fonts, font, &gk_msg_memory, "");
  return result == GK_CFF_OK || FAIL(fonts, font, &gk_msg_font_unusable, font->info.path);
}

/* What a PDF allows in a name without escapes. */
static void read_postscript(const struct gk_font *font, char *out, size_t size) {
  char raw[128];
  unsigned length = sizeof raw;
  size_t n = 0;
  hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1), &length, raw);
  for (unsigned i = 0; i < length && i < sizeof raw - 1 && raw[i] && n + 1 < size; i++) {
    char c = raw[i];
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_') out[n++] = c;
  }
  out[n] = '\0';
}

static bool check_name(struct gk_fonts *fonts, struct gk_font *font) {
  char name[64], index[16];
  read_postscript(font, name, sizeof name);
  if (font->info.from_user) {
    font->postscript = *name ? gk_arena_strdup(fonts->arena, name) : "UserFont";
    return font->postscript || FAIL(fonts, font, &gk_msg_memory, "");
  }
  if (strcmp(name, font->postscript) == 0) return true;
  snprintf(index, sizeof index, "%d", font->info.index);
  return FAIL(fonts, font, &gk_msg_font_different_face, font->info.path, index, name, font->postscript);
}

/* OS/2 fsType (OpenType, “OS/2”): 2 alone forbids embedding; 0x100 subsets, 0x200 outlines. */
static bool check_permission(struct gk_fonts *fonts, struct gk_font *font) {
  char text[16];
  unsigned size = 0, type = 0;
  hb_blob_t *blob = hb_face_reference_table(font->face, HB_TAG('O', 'S', '/', '2'));
  const char *bytes = hb_blob_get_data(blob, &size);
  if (size >= 10) type = (unsigned)(uint8_t)bytes[8] << 8 | (uint8_t)bytes[9];
  hb_blob_destroy(blob);
  snprintf(text, sizeof text, "%u", type);
  if ((type & 0xF) == 2) return FAIL(fonts, font, &gk_msg_font_restricted, font->info.path, text);
  font->limits = type & 0x300 ? type : 0;
  return true;
}

void gk_font_remark(const struct gk_fonts *fonts, uint16_t font, struct gk_diag_sink *sink) {
  const struct gk_font *used = &fonts->items[font];
  if (!used->limits) return;
  char text[16];
  snprintf(text, sizeof text, "%u", used->limits);
  gk_report(sink, &gk_msg_font_limited, gk_place_none(), gk_place_none(), used->info.path, text);
}

/* A second reader's opinion of a file nobody has checked. */
static bool check_freetype(struct gk_fonts *fonts, struct gk_font *font) {
  FT_Library library = gk_freetype(&fonts->freetype);
  if (!library) return FAIL(fonts, font, &gk_msg_memory, "");
  FT_Error error = FT_New_Memory_Face(library, font->map, (FT_Long)font->size, font->info.index, &font->outlines);
  if (error) font->outlines = NULL;
  if (gk_freetype_ran_short(&fonts->freetype)) return FAIL(fonts, font, &gk_msg_memory, "");
  if (error || !FT_IS_SCALABLE(font->outlines) || (unsigned long)font->outlines->num_glyphs < font->glyph_count)
    return FAIL(fonts, font, &gk_msg_font_unusable, font->info.path);
  return true;
}

static bool open_font(struct gk_fonts *fonts, struct gk_font *font) {
  struct stat status;
  if (!map_file(fonts, font, &status)) return false;
  font->info.present = true;
  if (!check_digest(fonts, font, &status, true) || !open_face(fonts, font) || !read_charset(fonts, font) || !check_name(fonts, font)) return false;
  return !font->info.from_user || (check_permission(fonts, font) && check_freetype(fonts, font));
}

static void report_fault(struct gk_font *font, struct gk_diag_sink *sink) {
  if (font->fault == &gk_msg_memory) gk_report_memory(sink);
  else
    gk_report(sink, font->fault, gk_place_none(), gk_place_none(), font->fault_args[0], font->fault_args[1], font->fault_args[2],
              font->fault_args[3], font->fault_args[4]);
}

struct gk_font *gk_font_use(struct gk_fonts *fonts, size_t number, struct gk_diag_sink *sink) {
  struct gk_font *font = &fonts->items[number];
  if (font->state == GK_FONT_OPEN) return font;
  if (font->state == GK_FONT_CLOSED) {
    font->state = open_font(fonts, font) ? GK_FONT_OPEN : GK_FONT_FAILED;
    if (font->state == GK_FONT_OPEN) return font;
    close_font(font);
  }
  report_fault(font, sink);
  if (font->fault == &gk_msg_memory) font->state = GK_FONT_CLOSED; /* it may go better next time */
  return NULL;
}

struct gk_font *gk_font_lookup(struct gk_fonts *fonts, size_t number) {
  return number < fonts->count && fonts->items[number].state == GK_FONT_OPEN ? &fonts->items[number] : NULL;
}

/* --- all of them */

/* Hashes one file whatever the stamp says. `font` may be a stand-in for a file that is no font. */
static bool verify_file(struct gk_fonts *fonts, struct gk_font *font, struct gk_diag_sink *sink) {
  struct stat status;
  if (font->info.optional && !gk_file_exists(font->info.path)) return true;
  struct gk_font probe = {.info = font->info};
  bool good = map_file(fonts, &probe, &status) && check_digest(fonts, &probe, &status, false);
  if (!good) report_fault(&probe, sink);
  if (good && !font->info.sha256) font->info.sha256 = probe.info.sha256;
  close_font(&probe);
  return good;
}

bool gk_fonts_verify(struct gk_fonts *fonts, struct gk_diag_sink *sink) {
  bool good = true;
  for (size_t i = 0; i < fonts->count; i++) good = verify_file(fonts, &fonts->items[i], sink) && good;
  for (size_t i = 0; i < fonts->file_count; i++) {
    const struct gk_lock_item *item = &fonts->files[i];
    char *path = gk_file_join(fonts->arena, fonts->dir, item->file);
    if (!path) {
      gk_report_memory(sink);
      return false;
    }
    struct gk_font stand_in = {.info = {.name = item->name, .family = item->name, .file = item->file, .package = item->package,
                                        .version = item->version, .sha256 = item->sha256, .path = path,
                                        .optional = item->optional && strcmp(item->optional, "yes") == 0}};
    good = verify_file(fonts, &stand_in, sink) && good;
  }
  return good;
}
