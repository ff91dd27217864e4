/* Deflate (ISO 32000-1, 7.4.4); libdeflate and zlib are used here and nowhere else. */
#ifndef GK_PDF_FLATE_H
#define GK_PDF_FLATE_H

#include "base/base.h"

/* Kinds of the cache's keys: a font's number and glyphs, for its program; bytes, for themselves deflated. */
enum { GK_CACHE_PROGRAM, GK_CACHE_DEFLATED };

/* What is deflated: text shrinks to a tenth and is worth a search; the programs of glyphs are nearly random and hardly shrink more with one. */
enum gk_flate_kind { GK_FLATE_TEXT, GK_FLATE_GLYPHS };

/* What a file's streams are deflated with, one after the other. NULL when memory ends. */
struct gk_flater;
struct gk_flater *gk_flater_new(void);
void gk_flater_drop(struct gk_flater *flater); /* NULL is fine */
/* Appends the zlib stream of bytes to out; false when memory or out's limit ends. Same bytes and kind, same stream. */
bool gk_flate(struct gk_flater *flater, enum gk_flate_kind kind, const void *bytes, size_t n, struct gk_buf *out);
/* Appends what a zlib stream holds; false when it is not sound, has something behind it, or out's limit ends. */
bool gk_inflate(const void *bytes, size_t n, struct gk_buf *out);

#endif
