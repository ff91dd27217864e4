/* The charset of a CFF table: which CID a glyph has. Adobe Technical Note 5176. */
#ifndef GK_FONT_CFF_H
#define GK_FONT_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gk_arena;

struct gk_cff_range { uint16_t glyph, cid; uint32_t count; };
struct gk_cff_charset {
  bool cid_keyed;               /* has ROS; otherwise glyphs have names and a PDF's CIDs are glyph ids */
  uint32_t glyphs;
  struct gk_cff_range *ranges; size_t count; /* cid_keyed: by glyph, without gaps */
};

enum gk_cff_result { GK_CFF_OK, GK_CFF_BROKEN, GK_CFF_MEMORY };
/* Reads header, Top DICT and charset of untrusted bytes. */
enum gk_cff_result gk_cff_read(struct gk_arena *arena, const uint8_t *bytes, size_t size, struct gk_cff_charset *out);
/* The CID of a glyph; the glyph itself in a font that is not CID-keyed; 0 when there is none. */
uint16_t gk_cff_cid(const struct gk_cff_charset *charset, uint16_t glyph);

#endif
