/* Deflate by libdeflate, which writes a notice's streams a two-hundredth smaller
 * than zlib at its best (348 to 350 kB) in half the time (9 to 17 ms). Beyond level
 * 7 the next two hundredths cost three times as much. Its output hangs on its
 * version, not on the processor, so the version is part of a file's record.
 * Inflating is zlib's: it stops at a limit when what comes is not to be trusted. */
#include "pdf/flate.h"

#include <limits.h>

#include <libdeflate.h>
#define ZLIB_CONST /* input is read only */
#include <zlib.h>

#include "pdf/pdf.h"

#define LEVEL 7

struct gk_flater { struct libdeflate_compressor *compressor; };

const char *gk_pdf_engine(void) { return "libdeflate " LIBDEFLATE_VERSION_STRING; }

static void *deflate_alloc(size_t n) { return gk_memory_alloc(n); }

struct gk_flater *gk_flater_new(void) {
  struct gk_flater *flater = gk_memory_alloc(sizeof *flater);
  if (!flater) return NULL;
  /* For the whole process; setting the same again is harmless. */
  libdeflate_set_memory_allocator(deflate_alloc, gk_memory_free);
  flater->compressor = libdeflate_alloc_compressor(LEVEL);
  if (flater->compressor) return flater;
  gk_memory_free(flater);
  return NULL;
}

void gk_flater_drop(struct gk_flater *flater) {
  if (!flater) return;
  libdeflate_free_compressor(flater->compressor);
  gk_memory_free(flater);
}

bool gk_flate(struct gk_flater *flater, const void *bytes, size_t n, struct gk_buf *out) {
  size_t most = libdeflate_zlib_compress_bound(flater->compressor, n);
  void *packed = gk_memory_alloc(most);
  size_t size = packed ? libdeflate_zlib_compress(flater->compressor, bytes ? bytes : "", n, packed, most) : 0;
  bool good = size > 0 && gk_buf_add(out, packed, size);
  gk_memory_free(packed);
  return good;
}

static void *zlib_alloc(void *opaque, unsigned items, unsigned size) {
  (void)opaque;
  return gk_memory_alloc((size_t)items * size);
}

static void zlib_free(void *opaque, void *p) {
  (void)opaque;
  gk_memory_free(p);
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
