/* Which font sets a character. */
#ifndef GK_FONT_ROLE_H
#define GK_FONT_ROLE_H

#include "font/inside.h"

enum gk_choose { GK_CHOSEN, GK_CHOOSE_NONE, GK_CHOOSE_BROKEN };

/* The first font of the role's order that has c. NONE: no font has it; BROKEN: a font of the order could not be used (told). */
enum gk_choose gk_role_choose(struct gk_fonts *fonts, int role, enum gk_font_script script, uint32_t c, struct gk_choice *out, struct gk_diag_sink *sink);
/* The same for a base character with marks: one font must set them all. */
enum gk_choose gk_role_choose_cluster(struct gk_fonts *fonts, int role, enum gk_font_script script, const uint32_t *chars, size_t n,
                                      uint16_t *font, struct gk_diag_sink *sink);
/* The first font of the role's order that has c in the form the variation selector asks for. */
enum gk_choose gk_role_choose_variation(struct gk_fonts *fonts, int role, enum gk_font_script script, uint32_t c, uint32_t selector, uint16_t *font,
                                        struct gk_diag_sink *sink);
/* The family of an optional font of the chain that is not installed, or NULL. */
const char *gk_role_absent(const struct gk_fonts *fonts, int role);
/* "甲 → 乙 → 丙": the fonts tried, cut to size. */
void gk_role_describe(const struct gk_fonts *fonts, int role, enum gk_font_script script, char *out, size_t size);
/* Han that stands alone and needs one em. */
bool gk_char_fills_em(uint32_t c);

/* shape.c. Glyphs that the lookups of the script's plan can see; NULL when out of memory. */
const hb_set_t *gk_shape_reached(struct gk_fonts *fonts, struct gk_font *font, enum gk_font_script script);

#endif
