/* Which font sets a character: the font the user names for this character, the
 * user's own font of the role, the lock's exception for the character, the rest
 * of the chain; Latin segments ask the Latin role before all but the first. Only coverage decides; shaping and positions are for shape.c. */
#include "font/role.h"

#include <stdio.h>
#include <string.h>

#include "font/lock.h"
#include "font/take.h"

int gk_fonts_role(const struct gk_fonts *fonts, const char *name) { return gk_lock_role(fonts, name); }

size_t gk_fonts_role_count(const struct gk_fonts *fonts) { return fonts->role_count; }

const char *gk_fonts_role_name(const struct gk_fonts *fonts, int role) {
  return role >= 0 && (size_t)role < fonts->role_count ? fonts->roles[role].name : NULL;
}

const uint16_t *gk_fonts_role_chain(const struct gk_fonts *fonts, int role, size_t *n) {
  if (role < 0 || (size_t)role >= fonts->role_count) {
    *n = 0;
    return NULL;
  }
  *n = fonts->roles[role].count;
  return fonts->roles[role].chain;
}

/* --- the order of asking */

/* Walks the fonts in the order in which they are asked for c. */
struct order {
  const struct gk_fonts *fonts;
  const struct gk_role *role, *latin; /* latin: still to be walked, or NULL */
  uint32_t c;
  size_t at;
  bool own_taken, taken;              /* the exception was given: the user's, the lock's */
};

static struct order order_of(const struct gk_fonts *fonts, int role, enum gk_font_script script, uint32_t c) {
  struct order order = {.fonts = fonts, .role = &fonts->roles[role], .c = c};
  if (script == GK_FONT_LATIN && order.role->latin >= 0) order.latin = &fonts->roles[order.role->latin];
  return order;
}

/* The next font to ask, or -1. Optional fonts that are not installed are passed over. */
static int next_font(struct order *order) {
  for (;;) {
    int font;
    if (!order->own_taken) {
      order->own_taken = true;
      font = gk_takes_lookup(&order->role->own_takes, order->c);
      if (font < 0) continue;
    } else if (order->latin) {
      if (order->at < order->latin->count) {
        font = order->latin->chain[order->at++];
      } else {
        order->latin = NULL;
        order->at = 0;
        continue;
      }
    } else if (order->at == order->role->own && !order->taken) {
      order->taken = true;
      font = gk_takes_lookup(&order->role->takes, order->c);
      if (font < 0) continue;
    } else if (order->at < order->role->count) {
      font = order->role->chain[order->at++];
    } else {
      return -1;
    }
    const struct gk_font_info *info = &order->fonts->items[font].info;
    if (!info->optional || info->present) return font;
  }
}

void gk_role_describe(const struct gk_fonts *fonts, int role, enum gk_font_script script, char *out, size_t size) {
  struct order order = order_of(fonts, role, script, 0xFFFFFFFFu);
  size_t used = 0;
  out[0] = '\0';
  for (int font = next_font(&order); font >= 0; font = next_font(&order)) {
    int n = snprintf(out + used, size - used, "%s%s", used ? " → " : "", fonts->items[font].info.family);
    if (n < 0 || (size_t)n >= size - used) { /* never half a name: it may end within a character */
      out[used] = '\0';
      return;
    }
    used += (size_t)n;
  }
}

const char *gk_role_absent(const struct gk_fonts *fonts, int role) {
  const struct gk_role *r = &fonts->roles[role];
  for (size_t i = 0; i < r->count; i++)
    if (fonts->items[r->chain[i]].info.optional && !fonts->items[r->chain[i]].info.present) return fonts->items[r->chain[i]].info.family;
  return NULL;
}

/* --- one character */

bool gk_char_fills_em(uint32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFD) || (c >= 0xF900 && c <= 0xFAFF) ||
         c == 0x3007 || c == 0x3005;
}

/* Characters without marks, joining, decomposition or any rule of a shaper: their glyph depends on lookups alone. */
static bool is_simple(uint32_t c) {
  return gk_char_fills_em(c) ? c < 0xF900 || c >= 0x20000 : (c >= 0x20 && c <= 0x7E) || (c >= 0x3001 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF5E);
}

static struct gk_choice *cached(struct gk_fonts *fonts, int role, enum gk_font_script script, uint32_t c) {
  struct gk_choice **choices = &fonts->roles[role].choices[script];
  if (!*choices) *choices = gk_memory_alloc(GK_CHOICES * sizeof **choices);
  return *choices ? &(*choices)[c % GK_CHOICES] : NULL; /* without memory: only slower */
}

enum gk_choose gk_role_choose(struct gk_fonts *fonts, int role, enum gk_font_script script, uint32_t c, struct gk_choice *out, struct gk_diag_sink *sink) {
  struct gk_choice *slot = cached(fonts, role, script, c);
  if (slot && slot->key == c + 1) {
    *out = *slot;
    return GK_CHOSEN;
  }
  struct order order = order_of(fonts, role, script, c);
  for (int number = next_font(&order); number >= 0; number = next_font(&order)) {
    hb_codepoint_t glyph;
    struct gk_font *font = gk_font_use(fonts, (size_t)number, sink);
    if (!font) return GK_CHOOSE_BROKEN;
    if (!hb_font_get_nominal_glyph(font->font, c, &glyph) || glyph == 0 || glyph >= font->glyph_count) continue;
    *out = (struct gk_choice){.key = c + 1, .font = (uint16_t)number, .glyph = (uint16_t)glyph};
    const hb_set_t *reached = is_simple(c) ? gk_shape_reached(fonts, font, script) : NULL;
    out->plain = reached && !hb_set_has(reached, glyph);
    if (slot) *slot = *out;
    return GK_CHOSEN;
  }
  return GK_CHOOSE_NONE;
}

enum gk_choose gk_role_choose_variation(struct gk_fonts *fonts, int role, enum gk_font_script script, uint32_t c, uint32_t selector, uint16_t *out,
                                        struct gk_diag_sink *sink) {
  struct order order = order_of(fonts, role, script, c);
  for (int number = next_font(&order); number >= 0; number = next_font(&order)) {
    hb_codepoint_t glyph;
    struct gk_font *font = gk_font_use(fonts, (size_t)number, sink);
    if (!font) return GK_CHOOSE_BROKEN;
    if (!hb_font_get_variation_glyph(font->font, c, selector, &glyph) || glyph == 0 || glyph >= font->glyph_count) continue;
    *out = (uint16_t)number;
    return GK_CHOSEN;
  }
  return GK_CHOOSE_NONE;
}

/* --- a character with marks */

static bool has_char(const struct gk_font *font, uint32_t c) {
  hb_codepoint_t glyph;
  return hb_font_get_nominal_glyph(font->font, c, &glyph) && glyph != 0 && glyph < font->glyph_count;
}

/* HarfBuzz takes a missing composed character apart when the font has the parts. */
static bool has_char_or_parts(const struct gk_font *font, uint32_t c, unsigned depth) {
  hb_codepoint_t a, b;
  if (has_char(font, c)) return true;
  if (depth == 0 || !hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &a, &b)) return false;
  return has_char_or_parts(font, a, depth - 1) && (!b || has_char(font, b));
}

/* Composes from the left as far as the font has the result; what stays must be there by itself. */
static bool has_cluster(const struct gk_font *font, const uint32_t *chars, size_t n) {
  uint32_t base = chars[0];
  bool good = true;
  for (size_t i = 1; i < n && good; i++) {
    hb_codepoint_t composed;
    if (hb_unicode_compose(hb_unicode_funcs_get_default(), base, chars[i], &composed) && has_char(font, composed)) base = composed;
    else good = has_char(font, chars[i]);
  }
  return good && has_char_or_parts(font, base, 4);
}

enum gk_choose gk_role_choose_cluster(struct gk_fonts *fonts, int role, enum gk_font_script script, const uint32_t *chars, size_t n,
                                      uint16_t *out, struct gk_diag_sink *sink) {
  struct order order = order_of(fonts, role, script, chars[0]);
  for (int number = next_font(&order); number >= 0; number = next_font(&order)) {
    struct gk_font *font = gk_font_use(fonts, (size_t)number, sink);
    if (!font) return GK_CHOOSE_BROKEN;
    if (!has_cluster(font, chars, n)) continue;
    *out = (uint16_t)number;
    return GK_CHOSEN;
  }
  return GK_CHOOSE_NONE;
}
