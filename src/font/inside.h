/* What the files of this room share and nobody else sees: an opened font, a
 * role, and the lock they come from. HarfBuzz and FreeType types stop here. */
#ifndef GK_FONT_INSIDE_H
#define GK_FONT_INSIDE_H

#include <hb-ot.h>
#include <hb.h>

#include "font/cff.h"
#include "font/font.h"
#include "font/freetype.h"
#include "font/messages.h"

#define GK_FONTS_MAX 256
#define GK_ROLES_MAX 64
#define GK_FONT_NONE 0xFFFFu
#define GK_FONT_FILE_MAX ((size_t)256 << 20)

/* What the lock says of a file: a font, or something kept beside the fonts (colour profile, licence). */
struct gk_lock_item {
  const char *name, *family, *file, *index, *postscript, *package, *version, *inside, *bytes, *sha256, *licence, *optional;
  uint32_t line;
};

enum gk_font_state { GK_FONT_CLOSED, GK_FONT_OPEN, GK_FONT_FAILED };

#define GK_FONT_FAULT_ARGS 5
struct gk_font {
  struct gk_font_info info;
  const char *postscript;             /* as locked; of a user's font: as read when opened */
  uint64_t bytes;                     /* as locked; 0: unknown */
  enum gk_font_state state;
  const struct gk_message *fault;     /* FAILED: told again each time the font is asked for */
  const char *fault_args[GK_FONT_FAULT_ARGS];
  void *map; size_t size;
  hb_blob_t *blob;
  hb_face_t *face;
  hb_font_t *font;                    /* scale = upem: all numbers in font units */
  hb_set_t *reached[2];               /* by script: glyphs that the lookups in force can see */
  unsigned upem, glyph_count;
  bool cff;
  unsigned limits;                    /* its fsType, when its licence may not allow what is done with it; else 0 */
  struct gk_cff_charset charset;      /* CFF only */
  FT_Face outlines;                   /* for coverage; opened by the first glyph */
};

/* A range of characters that another font than the chain's first sets. */
struct gk_take { uint32_t from, to; uint16_t font; };
struct gk_takes { struct gk_take *items; size_t count, capacity; }; /* sorted, disjoint */

struct gk_choice {
  uint32_t key;                       /* character + 1; 0: free */
  uint16_t font, glyph;
  bool plain;                         /* full shaping would give this glyph and its own advance */
};
#define GK_CHOICES 1024

struct gk_role {
  const char *name, *also;
  uint16_t *chain; size_t count, capacity;
  size_t own;                         /* the first `own` fonts of the chain are the user's */
  int latin;                          /* role whose chain sets Latin segments; -1: none */
  struct gk_takes own_takes;          /* the user's: before everything else */
  struct gk_takes takes;              /* the lock's: after the user's fonts */
  struct gk_choice *choices[2];       /* by script; direct-mapped, only for speed */
};

struct gk_stamp_entry { const char *name; char sha256[65]; uint64_t size, mtime, ctime, inode; };
struct gk_stamp { const char *dir, *path; struct gk_stamp_entry *items; size_t count, capacity; };

struct gk_fonts {
  struct gk_arena *arena;
  const char *dir;
  struct gk_font *items; size_t count, capacity;
  struct gk_role *roles; size_t role_count, role_capacity;
  struct gk_lock_item *packages; size_t package_count, package_capacity;
  struct gk_lock_item *files; size_t file_count, file_capacity; /* not fonts */
  struct gk_stamp stamp;
  hb_buffer_t *buffer;
  hb_language_t language;
  struct gk_freetype freetype;
  bool always_shape;                  /* tests: no short cut for plain characters */
};

/* open.c. The font ready for use, or NULL after telling why. */
struct gk_font *gk_font_use(struct gk_fonts *fonts, size_t font, struct gk_diag_sink *sink);
/* The font if it was opened, for callers without a sink. */
struct gk_font *gk_font_lookup(struct gk_fonts *fonts, size_t font);

/* value in font units to mpt at a size, half away from zero. */
static inline int32_t gk_font_scale(int64_t value, int32_t size, unsigned upem) {
  int64_t product = value * size, half = (int64_t)upem / 2;
  return (int32_t)((product >= 0 ? product + half : product - half) / (int64_t)upem);
}

#endif
