/* Text of one script to glyphs. Each character with its marks goes to one font
 * (role.c); runs of one font go through HarfBuzz with language zh-Hans.
 * Characters that no lookup of the font can see are set directly: the same
 * glyphs, without the cost. Kerning and letter ligatures are off: digits must
 * stand in columns (Liberation kerns “11”), and the squeezing of punctuation is
 * text's. Spaces between glyphs, lines and 标点挤压 are not decided here. */
#include <stdio.h>
#include <string.h>

#include "font/role.h"

/* A mark sequence longer than this is no text (UAX 15 allows 30 in a stream-safe text). */
#define CLUSTER_MAX 32
#define MIDDLE_DOT 0xB7u
#define FEATURES_MAX 32

/* Named, because otherwise an environment variable would choose. */
static const char *const SHAPERS[] = {"ot", NULL};

struct shaping {
  struct gk_fonts *fonts;
  struct gk_arena *arena;
  int role;
  int32_t size;
  enum gk_font_script script;
  const char *text; size_t n;
  struct gk_glyphs *out;
  struct gk_place data;
  struct gk_diag_sink *sink;
  struct gk_font *font;        /* of the run in the buffer, or NULL */
  uint16_t number;
  size_t dots;                 /* 间隔号 in the run */
  uint32_t dot_at[FEATURES_MAX - 3];
  bool missing;
};

/* One character of the text with the marks that follow it. */
struct unit { size_t from, to; uint32_t chars[CLUSTER_MAX]; size_t count; bool alone; /* nothing followed the base */ };

/* --- features */

static unsigned put_features(hb_feature_t features[FEATURES_MAX], const struct shaping *s) {
  static const hb_tag_t OFF[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g')};
  unsigned n = 0;
  for (; n < 3; n++) features[n] = (hb_feature_t){.tag = OFF[n], .value = 0, .start = HB_FEATURE_GLOBAL_START, .end = HB_FEATURE_GLOBAL_END};
  if (!s) return n;
  /* Between Han the dot is 间隔号 and has a cell of its own (GB/T 15834 5.1.2); Noto Serif draws it a third of an em wide. */
  for (size_t i = 0; i < s->dots; i++)
    features[n++] = (hb_feature_t){.tag = HB_TAG('f', 'w', 'i', 'd'), .value = 1, .start = s->dot_at[i], .end = s->dot_at[i] + 1};
  return n;
}

static hb_segment_properties_t properties(const struct gk_fonts *fonts, enum gk_font_script script) {
  hb_segment_properties_t props = {.direction = HB_DIRECTION_LTR, .script = script == GK_FONT_LATIN ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN,
                                   .language = fonts->language};
  return props;
}

static void add_lookup_glyphs(hb_face_t *face, hb_shape_plan_t *plan, hb_tag_t table, hb_set_t *glyphs) {
  hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
  hb_set_t *lookups = hb_set_create();
  hb_ot_shape_plan_collect_lookups(plan, table, lookups);
  while (hb_set_next(lookups, &lookup)) hb_ot_layout_lookup_collect_glyphs(face, table, lookup, glyphs, glyphs, glyphs, NULL);
  hb_set_destroy(lookups);
}

const hb_set_t *gk_shape_reached(struct gk_fonts *fonts, struct gk_font *font, enum gk_font_script script) {
  if (fonts->always_shape) return NULL;
  if (font->reached[script]) return font->reached[script];
  hb_feature_t features[FEATURES_MAX];
  hb_segment_properties_t props = properties(fonts, script);
  hb_shape_plan_t *plan = hb_shape_plan_create_cached(font->face, &props, features, put_features(features, NULL), SHAPERS);
  hb_set_t *glyphs = hb_set_create();
  add_lookup_glyphs(font->face, plan, HB_OT_TAG_GSUB, glyphs);
  add_lookup_glyphs(font->face, plan, HB_OT_TAG_GPOS, glyphs);
  hb_shape_plan_destroy(plan);
  if (!hb_set_allocation_successful(glyphs)) {
    hb_set_destroy(glyphs);
    return NULL; /* full shaping it is */
  }
  return font->reached[script] = glyphs;
}

/* --- glyphs */

static bool no_memory(struct shaping *s) {
  gk_report_memory(s->sink);
  return false;
}

static bool add_glyph(struct shaping *s, struct gk_glyph glyph) {
  if (s->out->count == s->out->capacity) {
    struct gk_glyph *items = gk_arena_grow(s->arena, s->out->items, &s->out->capacity, s->out->count + 1, sizeof *items);
    if (!items) return no_memory(s);
    s->out->items = items;
  }
  s->out->items[s->out->count++] = glyph;
  return true;
}

static bool add_plain(struct shaping *s, const struct gk_choice *choice, uint32_t c, size_t at) {
  int32_t advance = s->size;
  if (!gk_char_fills_em(c)) {
    const struct gk_font *font = &s->fonts->items[choice->font];
    advance = gk_font_scale(hb_font_get_glyph_h_advance(font->font, choice->glyph), s->size, font->upem);
  }
  return add_glyph(s, (struct gk_glyph){.font = choice->font, .id = choice->glyph, .advance = advance, .cluster = (uint32_t)at});
}

/* --- what no font has */

static bool is_selector(uint32_t c) { return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF); }

static void describe(const struct unit *unit, char *shown, char *codes, size_t size) {
  size_t used = 0, written = 0;
  for (size_t i = 0; i < unit->count && i < 6; i++) {
    char utf8[4];
    uint32_t c = unit->chars[i];
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) c = 0xFFFD; /* a control character would spoil the message */
    size_t n = gk_utf8_put(c, utf8);
    memcpy(shown + written, utf8, n);
    written += n;
    used += (size_t)snprintf(codes + used, size - used, "%sU+%04X", i ? " " : "", (unsigned)unit->chars[i]);
  }
  shown[written] = '\0';
}

static bool is_private(uint32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

/* The place of the unit itself when the source has the very bytes of the text. */
static struct gk_place place_of(const struct shaping *s, const struct unit *unit) {
  const struct gk_source *source = s->data.source;
  if (!source || s->data.length != s->n || s->data.offset > source->size || source->size - s->data.offset < s->n ||
      memcmp(source->text + s->data.offset, s->text, s->n) != 0)
    return s->data;
  return gk_place_at(source, s->data.offset + unit->from, unit->to - unit->from);
}

/* The ideographs of extensions B to F, which fonts of rare characters are for. */
static bool is_rare(uint32_t c) { return (c >= 0x20000 && c <= 0x2EBEF) || (c >= 0x2F800 && c <= 0x2FA1F); }

static bool is_mark_of(const struct unit *unit) {
  for (size_t i = 1; i < unit->count; i++)
    if (!is_selector(unit->chars[i])) return true;
  return false;
}

/* One report for each character, whatever the role it was wanted in. */
static void report_missing(struct shaping *s, const struct unit *unit) {
  char shown[32], codes[96], chain[512];
  const char *absent = is_rare(unit->chars[0]) ? gk_role_absent(s->fonts, s->role) : NULL;
  const struct gk_message *message = is_mark_of(unit) ? &gk_msg_glyph_no_combination : absent ? &gk_msg_glyph_missing_optional : &gk_msg_glyph_missing;
  for (size_t i = 0; i < unit->count; i++)
    if (is_private(unit->chars[i])) message = &gk_msg_glyph_missing_private;
  describe(unit, shown, codes, sizeof codes);
  gk_role_describe(s->fonts, s->role, s->script, chain, sizeof chain);
  gk_report_alike(s->sink, message, 2, place_of(s, unit), gk_place_none(), shown, codes, s->fonts->roles[s->role].name, chain, absent ? absent : "");
  s->missing = true;
}

static void report_variation(struct shaping *s, const struct unit *unit) {
  char shown[32], all[32], codes[96], chain[512];
  struct unit base = *unit;
  base.count = 1;
  describe(&base, shown, codes, sizeof codes);
  describe(unit, all, codes, sizeof codes); /* a selector shows nothing: only its code is told */
  gk_role_describe(s->fonts, s->role, s->script, chain, sizeof chain);
  gk_report_alike(s->sink, &gk_msg_glyph_variation, 2, place_of(s, unit), gk_place_none(), shown, codes, s->fonts->roles[s->role].name, chain);
}

/* --- runs */

static bool add_shaped(struct shaping *s, const hb_glyph_info_t *info, const hb_glyph_position_t *position) {
  size_t at = info->cluster;
  uint32_t c = gk_utf8_next(s->text, s->n, &at);
  unsigned upem = s->font->upem;
  struct gk_glyph glyph = {.font = s->number, .id = (uint16_t)info->codepoint, .cluster = info->cluster,
                           .advance = gk_font_scale(position->x_advance, s->size, upem),
                           .x_offset = gk_font_scale(position->x_offset, s->size, upem),
                           .y_offset = gk_font_scale(position->y_offset, s->size, upem)};
  if (info->codepoint == 0 || info->codepoint >= s->font->glyph_count) {
    struct unit lost = {.from = info->cluster, .to = at, .chars = {c}, .count = 1};
    report_missing(s, &lost);
    return true;
  }
  if (position->x_advance > 0 && gk_char_fills_em(c)) glyph.advance = s->size; /* 乡 is 999 in LXGW WenKai */
  return add_glyph(s, glyph);
}

static bool flush(struct shaping *s) {
  hb_feature_t features[FEATURES_MAX];
  hb_buffer_t *buffer = s->fonts->buffer;
  unsigned count = 0;
  bool good = true;
  if (!s->font) return true;
  hb_segment_properties_t props = properties(s->fonts, s->script);
  hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_segment_properties(buffer, &props);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  bool shaped = hb_shape_full(s->font->font, buffer, features, put_features(features, s), SHAPERS);
  if (!shaped || !hb_buffer_allocation_successful(buffer)) good = no_memory(s);
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
  for (unsigned i = 0; i < count && good; i++) good = add_shaped(s, &infos[i], &positions[i]);
  hb_buffer_clear_contents(buffer);
  s->font = NULL;
  s->dots = 0;
  return good;
}

/* Variation selectors the font knows stay with their base; the others are dropped with a warning, the cluster keeps their bytes. */
static bool add_to_run(struct shaping *s, const struct unit *unit, uint16_t number) {
  struct gk_font *font = &s->fonts->items[number];
  hb_codepoint_t glyph;
  bool dot = s->script == GK_FONT_HAN && unit->chars[0] == MIDDLE_DOT;
  if (s->font && (s->number != number || (dot && s->dots == sizeof s->dot_at / sizeof *s->dot_at)) && !flush(s)) return false;
  s->font = font;
  s->number = number;
  if (dot) s->dot_at[s->dots++] = (uint32_t)unit->from;
  for (size_t i = 0; i < unit->count; i++) {
    uint32_t c = unit->chars[i];
    if (i && is_selector(c) && !hb_font_get_variation_glyph(font->font, unit->chars[i - 1], c, &glyph)) {
      report_variation(s, unit);
      continue;
    }
    hb_buffer_add(s->fonts->buffer, c, (uint32_t)unit->from);
  }
  return hb_buffer_allocation_successful(s->fonts->buffer) || no_memory(s);
}

/* 〓, the printer's mark for a piece that is wanting, in the place of what no font has: drafts show it, other output is not written. */
static bool add_mark(struct shaping *s, const struct unit *unit) {
  struct gk_choice mark;
  enum gk_choose found = gk_role_choose(s->fonts, s->role, GK_FONT_HAN, 0x3013, &mark, s->sink);
  if (found != GK_CHOSEN) return found != GK_CHOOSE_BROKEN;
  return flush(s) && add_glyph(s, (struct gk_glyph){.font = mark.font, .id = mark.glyph, .advance = s->size, .cluster = (uint32_t)unit->from});
}

/* --- units */

/* Reads a character and its marks; false at malformed UTF-8. Invisible characters have no glyph and are left out. */
static bool next_unit(const struct shaping *s, size_t *at, struct unit *unit) {
  unit->from = unit->to = *at;
  unit->count = 0;
  while (unit->to < s->n) {
    size_t next = unit->to;
    uint32_t c = gk_utf8_next(s->text, s->n, &next);
    if (c == GK_UTF8_BAD) {
      if (unit->to > unit->from) break;
      return false;
    }
    bool selector = is_selector(c), invisible = !selector && (gk_char_is_invisible(c) || gk_char_is_bidi_control(c));
    bool joins = selector || invisible || gk_char_is_mark(c);
    if (!joins && unit->to > unit->from) break;
    if (!invisible && !(selector && unit->count == 0)) {
      if (unit->count == CLUSTER_MAX) break;
      unit->chars[unit->count++] = c;
    }
    unit->to = next;
  }
  unit->alone = unit->count == 1;
  *at = unit->to;
  return true;
}

/* The characters a font must have: all but selectors. */
static size_t needed(const struct unit *unit, uint32_t out[CLUSTER_MAX]) {
  size_t n = 0;
  for (size_t i = 0; i < unit->count; i++)
    if (!is_selector(unit->chars[i])) out[n++] = unit->chars[i];
  return n;
}

static bool set_unit(struct shaping *s, const struct unit *unit) {
  uint32_t chars[CLUSTER_MAX];
  struct gk_choice choice = {0};
  enum gk_choose found;
  if (unit->count == 0) return true;
  size_t n = needed(unit, chars);
  if (n == 1 && unit->count > 1) { /* the form asked for is worth another font */
    found = gk_role_choose_variation(s->fonts, s->role, s->script, chars[0], unit->chars[1], &choice.font, s->sink);
    if (found == GK_CHOOSE_BROKEN) return false;
    if (found == GK_CHOSEN) return add_to_run(s, unit, choice.font);
  }
  found = n == 1 ? gk_role_choose(s->fonts, s->role, s->script, chars[0], &choice, s->sink) : GK_CHOOSE_NONE;
  if (found == GK_CHOOSE_NONE) found = gk_role_choose_cluster(s->fonts, s->role, s->script, chars, n, &choice.font, s->sink);
  if (found == GK_CHOOSE_BROKEN) return false;
  if (found == GK_CHOOSE_NONE) {
    report_missing(s, unit);
    return add_mark(s, unit);
  }
  if (choice.plain && unit->alone && !s->fonts->always_shape) return flush(s) && add_plain(s, &choice, chars[0], unit->from);
  return add_to_run(s, unit, choice.font);
}

bool gk_font_shape(struct gk_fonts *fonts, struct gk_arena *arena, int role, int32_t size, enum gk_font_script script, const char *text, size_t n,
                   struct gk_glyphs *out, struct gk_place data, struct gk_diag_sink *sink) {
  struct shaping s = {.fonts = fonts, .arena = arena, .role = role, .size = size, .script = script, .text = text, .n = n, .out = out,
                      .data = data, .sink = sink};
  struct unit unit;
  size_t first = out->count;
  bool good = true;
  hb_buffer_clear_contents(fonts->buffer);
  for (size_t at = 0; at < n && good;) {
    if (!next_unit(&s, &at, &unit)) {
      char number[24];
      snprintf(number, sizeof number, "%zu", at + 1);
      gk_report(sink, &gk_msg_glyph_malformed, data, gk_place_none(), number);
      good = false;
    } else {
      good = set_unit(&s, &unit);
    }
  }
  good = good && flush(&s);
  hb_buffer_clear_contents(fonts->buffer);
  if (!good) out->count = first;
  return good && !s.missing;
}
