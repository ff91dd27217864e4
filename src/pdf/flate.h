/* Deflate (ISO 32000-1, 7.4.4); zlib is used here and nowhere else. */
#ifndef GK_PDF_FLATE_H
#define GK_PDF_FLATE_H

#include "base/base.h"

/* Appends the zlib stream of bytes to out; false when memory or out's limit ends. Same bytes, same stream. */
bool gk_flate(const void *bytes, size_t n, struct gk_buf *out);
/* Appends what a zlib stream holds; false when it is not sound, has something behind it, or out's limit ends. */
bool gk_inflate(const void *bytes, size_t n, struct gk_buf *out);

#endif
