/* Deflate by zlib. Level 9 makes a file of tables a sixteenth smaller than level 6
 * and takes half as long again, some milliseconds for a notice: it is built once
 * and read for years. */
#include "pdf/flate.h"

#include <limits.h>

#include "pdf/pdf.h"
#define ZLIB_CONST /* input is read only */
#include <zlib.h>

#define LEVEL 9

static void *zlib_alloc(void *opaque, unsigned items, unsigned size) {
  (void)opaque;
  return gk_memory_alloc((size_t)items * size);
}

static void zlib_free(void *opaque, void *p) {
  (void)opaque;
  gk_memory_free(p);
}

const char *gk_pdf_engine(void) { return "zlib " ZLIB_VERSION; }

bool gk_flate(const void *bytes, size_t n, struct gk_buf *out) {
  z_stream z = {.zalloc = zlib_alloc, .zfree = zlib_free};
  if (deflateInit(&z, LEVEL) != Z_OK) return false;
  const uint8_t *from = bytes;
  uint8_t chunk[16384];
  int status = Z_OK;
  /* zlib counts in unsigned int: hand it at most that much at a time. */
  while (status == Z_OK) {
    if (z.avail_in == 0 && n > 0) {
      z.next_in = from;
      z.avail_in = n > INT_MAX ? INT_MAX : (unsigned)n;
      from += z.avail_in;
      n -= z.avail_in;
    }
    z.next_out = chunk;
    z.avail_out = sizeof chunk;
    status = deflate(&z, n == 0 ? Z_FINISH : Z_NO_FLUSH);
    if (!gk_buf_add(out, chunk, sizeof chunk - z.avail_out)) break;
  }
  deflateEnd(&z);
  return status == Z_STREAM_END && !out->failed;
}

bool gk_inflate(const void *bytes, size_t n, struct gk_buf *out) {
  z_stream z = {.zalloc = zlib_alloc, .zfree = zlib_free};
  if (n > INT_MAX || inflateInit(&z) != Z_OK) return false;
  uint8_t chunk[16384];
  int status = Z_OK;
  z.next_in = bytes;
  z.avail_in = (unsigned)n;
  while (status == Z_OK) {
    z.next_out = chunk;
    z.avail_out = sizeof chunk;
    status = inflate(&z, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END) break;
    if (!gk_buf_add(out, chunk, sizeof chunk - z.avail_out)) break;
  }
  bool whole = status == Z_STREAM_END && z.avail_in == 0;
  inflateEnd(&z);
  return whole && !out->failed;
}
