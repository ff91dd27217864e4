/* A face of round numbers in place of the font room, so that expected positions
 * can be written down: at size 1000 a Han character is 1000, a Latin letter or
 * digit 500, a space 250. The test's own gk_font_shape and gk_font_extents are
 * linked instead of the room's. Roles: 0 square; 1 with narrow quotes (350) and
 * a narrow dot (330); 2 with points in the middle of their em; 3 dashes not
 * joined and 890 wide, dots of … on the baseline. U+E000 is missing from all.
 * Calls of the shaper are counted: what is set anew is shaped. */
#ifndef GK_TEST_FACE_H
#define GK_TEST_FACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/work.h"

static const struct gk_message face_missing = {"glyph.missing", GK_ERROR, GK_STATUS_DOCUMENT, "缺字{1}", "missing {1}"};

static unsigned long face_shaped;

static bool face_selects(uint32_t c) { return (c >= 0xFE00 && c <= 0xFE0F) || gk_char_is_mark(c); }

static int32_t face_advance(int role, enum gk_font_script script, uint32_t c) {
  if (c == 0x20 || c == 0xA0) return 250;
  if (role == 1 && (c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019)) return 350;
  if (role == 1 && c == 0xB7) return 330;
  if (role == 3 && c == 0x2014) return 890;
  return script == GK_FONT_HAN ? 1000 : 500;
}

bool gk_font_shape(struct gk_fonts *fonts, struct gk_arena *arena, int role, int32_t size, enum gk_font_script script, const char *text, size_t n,
                   struct gk_glyphs *out, struct gk_place data, struct gk_diag_sink *sink) {
  (void)fonts;
  face_shaped++;
  bool ok = true;
  for (size_t i = 0; i < n;) {
    size_t at = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == 0xE000) {
      gk_report(sink, &face_missing, data, gk_place_none(), "U+E000");
      ok = false;
      continue;
    }
    int32_t advance = face_advance(role, script, c);
    size_t next = i;
    if (role != 3 && c == 0x2014 && script == GK_FONT_HAN && next < n && gk_utf8_next(text, n, &next) == c) {
      i = next;
      advance = 2000;
    }
    while (i < n) {
      next = i;
      if (!face_selects(gk_utf8_next(text, n, &next))) break;
      i = next;
    }
    if (face_selects(c)) continue; /* a mark without a base draws nothing */
    struct gk_glyph *items = gk_arena_grow(arena, out->items, &out->capacity, out->count + 1, sizeof *items);
    if (items == NULL) return false;
    out->items = items;
    items[out->count++] = (struct gk_glyph){.font = (uint16_t)((int)script + 2 * role), .id = (uint16_t)c, .advance = (int32_t)((int64_t)advance * size / 1000),
                                            .cluster = (uint32_t)at, .x_offset = 0, .y_offset = 0};
  }
  return ok;
}

bool gk_font_extents(struct gk_fonts *fonts, uint16_t font, uint16_t glyph, int32_t size, struct gk_box *out) {
  (void)fonts;
  int role = font / 2;
  int32_t left = 100, right = 400;
  const struct gk_mark_row *row = gk_mark_lookup(glyph);
  if (row != NULL && row->mark == GK_MARK_OPEN) left = 600, right = 900;
  if (row != NULL && row->mark == GK_MARK_MIDDLE) left = 450, right = 550;
  if (glyph == 0x201C && role == 1) left = 50, right = 300;
  if (glyph == 0x201D && role == 1) left = 50, right = 300;
  if (glyph == 0xB7 && role == 1) left = 115, right = 215;
  if (role == 2 && row != NULL && row->mark != GK_MARK_OPEN) left = 400, right = 600;
  if (glyph == 0x2026) left = 100, right = 800; /* three dots of 100, 200 apart */
  if (glyph == 0x2014) left = 45, right = role == 3 ? 845 : 1955;
  int32_t bottom = glyph == 0x2026 && role != 3 ? 330 : 0, top = glyph == 0x2026 ? bottom + 100 : 500;
  *out = (struct gk_box){(int32_t)((int64_t)left * size / 1000), (int32_t)((int64_t)bottom * size / 1000),
                         (int32_t)((int64_t)right * size / 1000), (int32_t)((int64_t)top * size / 1000)};
  return true;
}

static struct gk_arena *arena;
static struct gk_diag_sink *sink;

static int face_setup(void **state) {
  (void)state;
  arena = gk_arena_new(0);
  sink = gk_diag_sink_new(0);
  return arena == NULL || sink == NULL;
}

static int face_teardown(void **state) {
  (void)state;
  gk_arena_drop(arena);
  gk_diag_sink_drop(sink);
  return 0;
}

static inline struct gk_text_style plain_style(void) {
  return (struct gk_text_style){.size = 1000, .align = GK_ALIGN_START, .kinsoku = GK_KINSOKU_GB, .han_latin_gap = 125, .gap_least = -1, .gap_most = -1};
}

static inline struct gk_text_run run_of(const char *text) {
  return (struct gk_text_run){.text = text, .size = strlen(text), .role = -1};
}

/* Sets one run; fails the test when that fails. */
static inline struct gk_paragraph set(const struct gk_text_style *style, int32_t measure, const char *text) {
  struct gk_text_run run = run_of(text);
  struct gk_paragraph out;
  if (!gk_text_paragraph(NULL, arena, style, measure, &run, 1, &out, sink)) fail_msg("could not set “%s”", text);
  return out;
}

/* The lines' texts joined by “/”, without the spaces at their ends. */
static inline const char *lines_of(const struct gk_paragraph *p) {
  struct gk_buf buf;
  gk_buf_init(&buf, 1 << 20);
  for (size_t i = 0; i < p->count; i++) {
    uint32_t to = p->lines[i].to;
    while (to > p->lines[i].from && p->text[to - 1] == ' ') to--;
    if (i > 0) gk_buf_add_char(&buf, '/');
    gk_buf_add(&buf, p->text + p->lines[i].from, to - p->lines[i].from);
  }
  const char *text = gk_arena_strndup(arena, buf.data != NULL ? buf.data : "", buf.size);
  gk_buf_drop(&buf);
  return text;
}

static inline bool told(const char *id) {
  for (const struct gk_diag *d = gk_diag_first(sink); d != NULL; d = d->next)
    if (strcmp(d->message->id, id) == 0) return true;
  return false;
}

#endif
