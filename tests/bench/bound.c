/* bound [--glyphs] LIST OUT: the least work with which the same PDF could be had:
 * the same characters subset from the same fonts by hb-subset, the same bytes
 * deflated by zlib, written to one file; no data read, nothing typeset, nothing
 * checked. With --glyphs only the fonts, deflated by libdeflate at its fastest: what
 * is left to do when all else costs nothing.
 * LIST has a line for each: "font PATH INDEX CHARACTER..." (code points in
 * hexadecimal) or "bytes PATH". bench/run makes it from a built PDF. */
#include <hb-subset.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void fail(const char *what) {
  fprintf(stderr, "bound: %s\n", what);
  exit(5);
}

static bool glyphs_only;

static size_t deflate_fast(const char *bytes, size_t n, Bytef *packed, size_t room) {
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(1);
  size_t size = compressor ? libdeflate_zlib_compress(compressor, bytes, n, packed, room) : 0;
  libdeflate_free_compressor(compressor);
  return size;
}

static void deflate_to(FILE *out, const char *bytes, size_t n) {
  uLong size = compressBound((uLong)n);
  Bytef *packed = malloc(size);
  if (packed && glyphs_only) size = deflate_fast(bytes, n, packed, size);
  else if (packed && compress2(packed, &size, (const Bytef *)bytes, (uLong)n, 9) != Z_OK) size = 0;
  if (!packed || size == 0) fail("deflate");
  if (fwrite(packed, 1, size, out) != size) fail("write");
  free(packed);
}

static void add_font(FILE *out, char *line) {
  char *path = strtok(line, " "), *index = strtok(NULL, " ");
  hb_blob_t *blob = path && index ? hb_blob_create_from_file_or_fail(path) : NULL;
  if (!blob) fail("font");
  hb_face_t *face = hb_face_create(blob, (unsigned)strtoul(index, NULL, 10));
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  hb_set_t *set = hb_subset_input_unicode_set(input);
  for (char *code = strtok(NULL, " "); code; code = strtok(NULL, " ")) hb_set_add(set, (hb_codepoint_t)strtoul(code, NULL, 16));
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  /* Tables a PDF does not need, so that hb-subset does nothing for them. */
  hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  static const char *unneeded[] = {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vmtx", "vhea", "name", "OS/2", "post", "DSIG", "VDMX", "kern"};
  for (size_t i = 0; i < sizeof unneeded / sizeof *unneeded; i++) hb_set_add(drop, hb_tag_from_string(unneeded[i], -1));
  hb_face_t *made = hb_subset_or_fail(face, input);
  if (!made) fail("subset");
  hb_blob_t *program = hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' '));
  if (hb_blob_get_length(program) == 0) {
    hb_blob_destroy(program);
    program = hb_face_reference_blob(made);
  }
  unsigned size;
  const char *bytes = hb_blob_get_data(program, &size);
  deflate_to(out, bytes, size);
  hb_blob_destroy(program);
  hb_face_destroy(made);
  hb_subset_input_destroy(input);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
}

static void add_bytes(FILE *out, const char *path) {
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
  if (!blob) fail("bytes");
  unsigned size;
  const char *bytes = hb_blob_get_data(blob, &size);
  deflate_to(out, bytes, size);
  hb_blob_destroy(blob);
}

int main(int argc, char **argv) {
  glyphs_only = argc == 4 && strcmp(argv[1], "--glyphs") == 0;
  FILE *list = argc == 3 + glyphs_only ? fopen(argv[argc - 2], "r") : NULL, *out = list ? fopen(argv[argc - 1], "wb") : NULL;
  static char line[1 << 16];
  if (!out) fail("usage: bound [--glyphs] LIST OUT");
  while (fgets(line, sizeof line, list)) {
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, "font ", 5) == 0) add_font(out, line + 5);
    else if (!glyphs_only && strncmp(line, "bytes ", 6) == 0) add_bytes(out, line + 6);
  }
  if (fclose(out) != 0) fail("write");
  fclose(list);
  return 0;
}
