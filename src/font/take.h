/* Characters that go to a font of their own, before or within a role's chain. */
#ifndef GK_FONT_TAKE_H
#define GK_FONT_TAKE_H

#include "font/ini.h"
#include "font/inside.h"

/* Adds the characters of a value: words of characters, U+2460, U+2460-24FF. Reports malformed words and characters named twice, at the
 * line and under the key given; false then, or when out of memory. */
bool gk_takes_read(const struct gk_ini *ini, struct gk_takes *takes, uint32_t line, const char *key, const char *value, uint16_t font);
/* The font that takes c; -1: none. */
int gk_takes_lookup(const struct gk_takes *takes, uint32_t c);

#endif
