/* The fonts of one PDF file: which glyphs are used, how they are coded, and what
 * text each code stands for. */
#ifndef GK_PDF_FONTS_H
#define GK_PDF_FONTS_H

#include "paint/paint.h"
#include "pdf/objects.h"

struct gk_pdf_glyph {
  uint16_t id, code;
  uint32_t width;               /* as gk_font_width: 1000000 is one em */
  const char *text; size_t size;/* what ToUnicode says; NULL while unknown */
  bool certain;                 /* text was seen on this glyph alone, not guessed from a group */
};

#define GK_PDF_SLOTS 256

struct gk_pdf_font {
  uint16_t *slots[65536 / GK_PDF_SLOTS]; /* by glyph id, a page for so many ids, where there are any: place in glyphs + 1 */
  struct gk_pdf_glyph *glyphs;
  size_t count, capacity;       /* count 0: the font is not used */
};

struct gk_pdf_fonts {
  struct gk_arena *arena;
  struct gk_fonts *fonts;
  struct gk_pdf_font *items;    /* by font number */
  size_t count;
};

/* Goes through the list once: the glyphs of each font, and for each glyph the first text it stands for alone.
 * NULL after a report. Lives in the arena. */
struct gk_pdf_fonts *gk_pdf_fonts_collect(struct gk_arena *arena, const struct gk_display_list *list, struct gk_fonts *fonts,
                                          struct gk_diag_sink *sink);
/* embed.c: subsets and embeds them, taking the programs from the objects' cache where they are. *resources: the /Resources dictionary all pages
 * share; a font's name in it is F and its number. */
bool gk_pdf_fonts_embed(struct gk_pdf_fonts *used, struct gk_objects *objects, gk_object *resources, struct gk_diag_sink *sink);
/* A glyph that was collected; NULL for another. */
const struct gk_pdf_glyph *gk_pdf_fonts_lookup(const struct gk_pdf_fonts *used, uint16_t font, uint16_t id);

bool gk_pdf_fonts_is_used(const struct gk_pdf_fonts *used, uint16_t font);

/* Glyphs that show one piece of text together: the first and those after it without bytes of their own. */
size_t gk_pdf_group(const struct gk_op *op, size_t from);
/* Whether the group needs ActualText: several glyphs, or a glyph whose ToUnicode says something else. */
bool gk_pdf_group_differs(const struct gk_pdf_fonts *used, const struct gk_op *op, size_t from, size_t to);

#endif
