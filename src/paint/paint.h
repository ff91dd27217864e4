/* paint: pages to a display list with structure events, the ledger of painted
 * cells, and the trace sink. Other sinks (pdf, raster) read the same list.
 * Coordinates are mpt from the top left corner of the upright sheet as the
 * reader of a rotated page sees it: on a page with `rotated` the list is in the
 * turned frame (297 wide, 210 high for A4) except between GK_OP_UPRIGHT events. */
#ifndef GK_PAINT_H
#define GK_PAINT_H

#include "typeset/typeset.h"

enum gk_op_kind {
  GK_OP_BEGIN_TAG,      /* marked content of tag begins; not nested: leaf content only */
  GK_OP_BEGIN_ARTIFACT,
  GK_OP_END,
  GK_OP_GLYPHS,         /* one line or part of a line in one font */
  GK_OP_RULE            /* a filled rectangle */
};

struct gk_op_glyph {
  uint16_t id;
  int32_t x;            /* origin */
  int32_t y_offset;     /* up from the baseline */
  uint32_t cluster, cluster_size; /* bytes in `text` */
};

/* A document has some three of them a cell: what kinds do not share lies in one place. */
struct gk_op {
  enum gk_op_kind kind;
  bool upright;                     /* in the frame of the upright sheet although the page is rotated (page numbers) */
  uint8_t grey;                     /* RULE, GLYPHS: 0 black … 255 white */
  uint16_t font; int32_t size;      /* GLYPHS */
  int32_t y;                        /* GLYPHS: baseline from the top */
  union {
    struct {
      const struct gk_tag *tag;     /* BEGIN_TAG */
      enum gk_artifact artifact;    /* BEGIN_ARTIFACT */
    };
    struct {                        /* GLYPHS */
      const struct gk_op_glyph *glyphs; size_t count;
      const char *text;             /* what clusters point into */
    };
    struct {                        /* RULE */
      struct gk_rect rect;
      int32_t slant;                /* 0 the rectangle is filled; else only a line so wide across it, from top left to bottom right */
    };
  };
};

struct gk_display_page {
  int32_t width, height;            /* of the sheet as printed (portrait also when rotated) */
  bool rotated;                     /* content turned 90° counter-clockwise on the sheet; screens turn it back, */
  bool as_printed;                  /* or not: they show the sheet upright */
  const char *label;                /* page number as printed, or NULL */
  struct gk_op *ops; size_t count;
  const struct gk_link *links; size_t link_count; /* rect in the page's frame */
  const struct gk_seal *seals; size_t seal_count; /* where a seal or a signature field may stand; in the frame of the upright sheet */
};

struct gk_display_list {
  struct gk_display_page *pages; size_t count;
  const struct gk_typeset *typeset; /* tags, outline, document */
};

/* The corners of the line across the rectangle of a slanted rule, in order; all are on the rectangle's edges. */
struct gk_point { int32_t x, y; };
#define GK_SLANT_CORNERS 6
void gk_slant_corners(const struct gk_op *op, struct gk_point out[GK_SLANT_CORNERS]);

/* Walks the pages, which only the trace asks for again (typeset.h). Then settles the ledger: every bound cell painted by exactly one content box; otherwise ledger.* errors and NULL. */
struct gk_display_list *gk_paint(struct gk_arena *arena, struct gk_fonts *fonts, const struct gk_typeset *typeset, struct gk_diag_sink *sink);

/* Puts 草稿 across each page, light and beneath all else, as an artifact. false after a report. */
bool gk_paint_draft_mark(struct gk_arena *arena, struct gk_fonts *fonts, struct gk_display_list *list, struct gk_diag_sink *sink);

/* The trace: a page as text, one line an operation, stable and readable as a diff. */
bool gk_trace_write(const struct gk_display_list *list, const struct gk_fonts *fonts, struct gk_buf *out);

#endif
