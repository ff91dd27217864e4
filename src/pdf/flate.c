/* Deflate by libdeflate; its output hangs on its version, not on the processor, so
 * the version is part of a file's record. The levels are measured. Glyph programs
 * (a notice's 364 kB) take 3.7 ms at level 1 and 5.1 ms at 7 for a hundredth less.
 * The pages of a notice, 5 kB each, take 0.21 ms at level 1 for 19.0 kB, 0.62 ms at
 * 6 for 18.1 kB: what a better level looks for lies mostly beyond a short stream.
 * Longer ones, the structure of a 2,000-row table (2.1 MB), take 4.8 ms at level 1 for
 * 407 kB, 14.5 ms at 5 for 324 kB, 21 ms at 6 for 315 kB, 150 ms at 8 for 298 kB.
 * Inflating is zlib's: it stops at a limit when what comes is not to be trusted. */
#include "pdf/flate.h"

#include <limits.h>

#include <libdeflate.h>
#define ZLIB_CONST /* input is read only */
#include <zlib.h>

#include "pdf/pdf.h"

enum { FAST, SMALL, KINDS };
static const int LEVELS[KINDS] = {[FAST] = 1, [SMALL] = 5};
#define SHORT ((size_t)12 << 10)

struct gk_flater {
  struct libdeflate_compressor *compressors[KINDS];
  void *space; /* for one stream's worst case: memory the system gave is kept, not given back and asked for again */
  size_t space_size;
};

const char *gk_pdf_engine(void) { return "libdeflate " LIBDEFLATE_VERSION_STRING; }

/* It sets up itself what it needs zero. */
static void *deflate_alloc(size_t n) { return gk_memory_realloc(NULL, n); }

struct gk_flater *gk_flater_new(void) {
  struct gk_flater *flater = gk_memory_alloc(sizeof *flater);
  if (!flater) return NULL;
  /* For the whole process; setting the same again is harmless. */
  libdeflate_set_memory_allocator(deflate_alloc, gk_memory_free);
  for (size_t i = 0; i < KINDS; i++) {
    flater->compressors[i] = libdeflate_alloc_compressor(LEVELS[i]);
    if (flater->compressors[i]) continue;
    gk_flater_drop(flater);
    return NULL;
  }
  return flater;
}

void gk_flater_drop(struct gk_flater *flater) {
  if (!flater) return;
  for (size_t i = 0; i < KINDS; i++) libdeflate_free_compressor(flater->compressors[i]);
  gk_memory_free(flater->space);
  gk_memory_free(flater);
}

bool gk_flate(struct gk_flater *flater, enum gk_flate_kind kind, const void *bytes, size_t n, struct gk_buf *out) {
  struct libdeflate_compressor *compressor = flater->compressors[kind == GK_FLATE_GLYPHS || n < SHORT ? FAST : SMALL];
  size_t most = libdeflate_zlib_compress_bound(compressor, n);
  if (most > flater->space_size) {
    gk_memory_free(flater->space);
    flater->space = gk_memory_realloc(NULL, most);
    flater->space_size = flater->space ? most : 0;
    if (!flater->space) return false;
  }
  size_t size = libdeflate_zlib_compress(compressor, bytes ? bytes : "", n, flater->space, most);
  return size > 0 && gk_buf_add(out, flater->space, size);
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
