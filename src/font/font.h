/* font: which font file sets which character. Roles with chains and overrides
 * from the lock file, shaping, metrics, outlines as coverage, subsets.
 * HarfBuzz and FreeType live in this room. fontconfig is never asked.
 * Lengths are 1/1000 pt at the size given (`mpt`); y grows upwards in glyph
 * metrics only. */
#ifndef GK_FONT_H
#define GK_FONT_H

#include "base/base.h"

struct gk_fonts; /* the opened lock: fonts are mapped when first needed */

struct gk_fonts_paths {
  const char *lock;   /* fonts/fonts.lock */
  const char *dir;    /* folder that holds the files the lock names */
  const char *user;   /* the user's own mapping of roles to files, or NULL */
};
/* Reads the lock and the user's file. Font files are checked (present, sha256 as locked) when first used: errors font.missing-file,
 * font.different-file (status 3) name file, package and remedy. NULL after a report. */
struct gk_fonts *gk_fonts_open(const struct gk_fonts_paths *paths, struct gk_diag_sink *sink);
void gk_fonts_drop(struct gk_fonts *fonts);
/* The library that subsets and shapes, with its version: "HarfBuzz 6.0.0". A constant. */
const char *gk_font_engine(void);
/* Hashes every file of the lock (not the optional ones that are absent) now. */
bool gk_fonts_verify(struct gk_fonts *fonts, struct gk_diag_sink *sink);

/* Roles: 小标宋 仿宋 楷体 黑体 宋体 (the lock may name more). -1 when unknown. */
int gk_fonts_role(const struct gk_fonts *fonts, const char *name);
size_t gk_fonts_role_count(const struct gk_fonts *fonts);
const char *gk_fonts_role_name(const struct gk_fonts *fonts, int role);
/* Font numbers of the role's chain in order; borrowed. */
const uint16_t *gk_fonts_role_chain(const struct gk_fonts *fonts, int role, size_t *n);

struct gk_font_info {
  const char *name;        /* the lock's name for it */
  const char *family, *file, *package, *version, *licence, *sha256;
  const char *path;        /* full path */
  int index;               /* face in a collection */
  bool optional, present, from_user;
};
size_t gk_fonts_count(const struct gk_fonts *fonts);
const struct gk_font_info *gk_fonts_info(const struct gk_fonts *fonts, size_t font);

/* Tells what a document that uses the font has to be told of it each time, however long it has been open: font.embedding-limits. */
void gk_font_remark(const struct gk_fonts *fonts, uint16_t font, struct gk_diag_sink *sink);

/* Who asks for a character's font: text decides whether a segment is Han or Latin (quotes, dashes and dots go by context). */
enum gk_font_script { GK_FONT_HAN, GK_FONT_LATIN };

struct gk_glyph {
  uint16_t font;
  uint16_t id;                   /* glyph id in the original face */
  int32_t advance;               /* mpt; Han characters have exactly one em */
  int32_t x_offset, y_offset;    /* mpt */
  uint32_t cluster;              /* byte offset in the text of the cluster's first character */
};

struct gk_glyphs { struct gk_glyph *items; size_t count, capacity; }; /* in an arena */

/* Shapes UTF-8 text of one script at a size (mpt per em) in a role and appends glyphs in visual (= logical) order.
 * Each character goes to its override, else to the first font of the role's chain that has it (Latin segments: the Latin font first);
 * language zh-Hans, script Hani or Latn. Clusters are monotone. Default ligatures of letters (fi) are off; the joined dash —— is on.
 * A character no font has: glyph.missing (status 1) with the character, its code point, the chain tried, `data` as place and a remedy;
 * then false, with 〓 among the glyphs in its place (no glyphs at all: a font could not be used, memory). An unsupported variation selector is
 * dropped with a warning, its base character's cluster keeping the bytes. */
bool gk_font_shape(struct gk_fonts *fonts, struct gk_arena *arena, int role, int32_t size, enum gk_font_script script,
                   const char *text, size_t n, struct gk_glyphs *out, struct gk_place data, struct gk_diag_sink *sink);

struct gk_box { int32_t left, bottom, right, top; }; /* mpt from the glyph's origin on the baseline */
/* Ink extents of a glyph at a size; false when it has no ink. */
bool gk_font_extents(struct gk_fonts *fonts, uint16_t font, uint16_t glyph, int32_t size, struct gk_box *out);

/* What a PDF needs to embed one font: codes, widths, descriptor, and the program, which alone is costly to make. */
struct gk_font_subset {
  bool cff;                      /* FontFile3 /CIDFontType0C, else FontFile2 TrueType */
  const uint16_t *codes;         /* per glyph given: the 2-byte content code (CFF: CID; TrueType: the original glyph id) */
  const uint32_t *widths;        /* per glyph given: advance in 1/1000 of a text-space unit × 1000 (1000000 = 1 em) */
  const char *postscript_name;   /* without the subset tag */
  char tag[7];                   /* six letters from a hash of the glyph set */
  int16_t bbox[4], ascent, descent, cap_height; /* in 1/1000 em */
  uint32_t flags;                /* FontDescriptor Flags */
  const uint8_t *program; size_t program_size;       /* NULL until gk_font_subset_program */
  const uint8_t *cid_to_gid; size_t cid_to_gid_size; /* likewise; TrueType: CIDToGIDMap stream, else NULL */
};
/* Describes font subset to the sorted, distinct glyphs (0, .notdef, is added by itself). Everything lives in the arena. Deterministic. */
bool gk_font_subset(struct gk_fonts *fonts, struct gk_arena *arena, uint16_t font, const uint16_t *glyphs, size_t n,
                    struct gk_font_subset *out, struct gk_diag_sink *sink);
/* Makes the program of what gk_font_subset described with the same font and glyphs. */
bool gk_font_subset_program(struct gk_fonts *fonts, struct gk_arena *arena, uint16_t font, const uint16_t *glyphs, size_t n,
                            struct gk_font_subset *subset, struct gk_diag_sink *sink);
/* The content code of one glyph, as in gk_font_subset; 0 when the glyph cannot be coded. */
uint16_t gk_font_code(struct gk_fonts *fonts, uint16_t font, uint16_t glyph);
/* Unscaled advance as in widths above (1000000 = 1 em): what a PDF reader moves the pen by. */
uint32_t gk_font_width(struct gk_fonts *fonts, uint16_t font, uint16_t glyph);

/* 8-bit coverage of a glyph for the raster sink. */
struct gk_coverage { int32_t left, top; uint32_t width, height; const uint8_t *pixels; }; /* left/top: pixel offset from the origin pixel, y down */
/* Renders at `size` (pixels per em × 64), with the origin at a fraction (1/64 px, 0..63) and turned by quarter_turns × 90° counter-clockwise. */
bool gk_font_coverage(struct gk_fonts *fonts, struct gk_arena *arena, uint16_t font, uint16_t glyph, uint32_t size, uint32_t fraction_x,
                      uint32_t fraction_y, unsigned quarter_turns, struct gk_coverage *out);

#endif
