/* FreeType with the program's memory. */
#ifndef GK_FONT_FREETYPE_H
#define GK_FONT_FREETYPE_H

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>

/* Must not move while the library lives. */
struct gk_freetype {
  FT_Library library;
  struct FT_MemoryRec_ memory;
  unsigned char *reserve;   /* given out only when memory has run out */
  size_t used, blocks;      /* of the reserve */
  bool short_of_memory;
};

/* The library, opened by the first call; NULL when out of memory. */
FT_Library gk_freetype(struct gk_freetype *freetype);
/* Whether memory ran out since the last call; what FreeType made then is not to be used. */
bool gk_freetype_ran_short(struct gk_freetype *freetype);
void gk_freetype_drop(struct gk_freetype *freetype);

#endif
