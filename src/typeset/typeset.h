/* typeset: the document tree to pages. Blocks, the line grid, the cell grid of
 * tables, page breaks, page numbers, and the tree of tags that travels with
 * what is placed. Decides where things stand; draws nothing.
 * Coordinates are mpt, x from the left, y down from the top edge of the frame
 * (the sheet, or on a rotated page the turned sheet). */
#ifndef GK_TYPESET_H
#define GK_TYPESET_H

#include "bind/bind.h"
#include "text/text.h"

/* Structure types of ISO 32000-1 14.8.4. */
enum gk_tag_role {
  GK_TAG_DOCUMENT, GK_TAG_H1, GK_TAG_H2, GK_TAG_H3, GK_TAG_H4, GK_TAG_H5, GK_TAG_H6, GK_TAG_P,
  GK_TAG_L, GK_TAG_LI, GK_TAG_LBL, GK_TAG_LBODY,
  GK_TAG_TABLE, GK_TAG_CAPTION, GK_TAG_THEAD, GK_TAG_TBODY, GK_TAG_TFOOT, GK_TAG_TR, GK_TAG_TH, GK_TAG_TD,
  GK_TAG_NOTE, GK_TAG_REFERENCE, GK_TAG_LINK, GK_TAG_SPAN, GK_TAG_TOC, GK_TAG_TOCI, GK_TAG_ROLE_COUNT
};
enum gk_tag_scope { GK_SCOPE_NONE, GK_SCOPE_COLUMN, GK_SCOPE_ROW, GK_SCOPE_BOTH };

struct gk_tag {
  enum gk_tag_role role;
  struct gk_tag *parent, *first, *last, *next;
  uint32_t number;              /* from 0 in document order */
  enum gk_tag_scope scope;      /* TH */
  uint16_t column_span, row_span; /* ≥ 1 */
  const char *id;               /* unique, or NULL (NOTE needs one, and a TH that Headers name) */
  const char *actual_text;      /* where glyphs and text differ, or NULL */
  const char *alt;              /* for what is no text, or NULL */
  const char *expansion;        /* what a sign or abbreviation stands for, read aloud in its place (14.9.5), or NULL */
  const char *summary;          /* TABLE: what a listener is told of it beforehand, or NULL */
  const char *const *headers; size_t header_count; /* ids of TH */
  const char *list_numbering;   /* L: "Decimal", "None" … or NULL */
};

/* ISO 32000-1 14.8.2.2: what is not the author's content. */
enum gk_artifact { GK_ARTIFACT_NONE, GK_ARTIFACT_PAGE_NUMBER, GK_ARTIFACT_REPEATED_HEAD, GK_ARTIFACT_RULE, GK_ARTIFACT_CONTINUED, GK_ARTIFACT_DRAFT_MARK,
                   GK_ARTIFACT_LEADER /* the dots between an entry of the contents and its page number */,
                   GK_ARTIFACT_PAGE_SUM /* 本页小计 承前页 */ };

struct gk_rect { int32_t x, y, width, height; };

/* A piece of a paragraph with a tag of its own: its text before byte `to`, from where the part before it ends. */
struct gk_tag_part { uint32_t to; struct gk_tag *tag; };

enum gk_item_kind { GK_ITEM_LINE, GK_ITEM_RULE };
/* Something placed on a page, in reading order. */
struct gk_item {
  enum gk_item_kind kind;
  enum gk_artifact artifact;
  bool upright;                    /* page number on a rotated page: in the frame of the upright sheet */
  bool repeat;                     /* a repeated head, a carried label, a sum by page: does not count in the ledger */
  uint8_t grey;                    /* 0 black */
  struct gk_tag *tag;              /* the leaf tag it belongs to, or NULL with artifact set */
  const struct gk_cell *cell;      /* the bound cell whose content this is (also set for empty cells on their GK_ITEM_RULE-less box, see ledger), or NULL */
  union {                          /* a long table has many of them */
    struct {                       /* LINE */
      const struct gk_paragraph *paragraph; size_t line;
      const struct gk_tag_part *parts; size_t part_count; /* of the paragraph, by `to`; what follows the last is `tag`'s, or `artifact` */
      int32_t x, y;                /* start edge of the measure, baseline */
    };
    struct {                       /* RULE */
      struct gk_rect rect;
      int32_t slant;               /* not filled but crossed from its top left to its bottom right by a line so wide; 0: filled */
    };
  };
};

/* The ledger's entries: a cell's box on a page (also of cells without text). */
struct gk_cell_box { const struct gk_table *table; const struct gk_cell *cell; struct gk_rect rect; struct gk_tag *tag; bool repeat; };

/* An area that leads to where `target` (or what is in it) begins. Its Link tag holds the text in the area, if any; `contents` is what is said
 * of it (ISO 14289-1 7.18.5). One tag may have several areas, one a line. */
struct gk_link { struct gk_tag *tag; const struct gk_tag *target; const char *contents; struct gk_rect rect; };

/* Where a seal is to be put on by hand or by a signature: nothing is drawn there. `tag` is the line's that it stands over. */
struct gk_seal { struct gk_rect rect; const struct gk_tag *tag; };

struct gk_page {
  int32_t width, height;           /* of the sheet, upright */
  bool rotated;                    /* content in the frame height × width, turned 90° counter-clockwise */
  bool as_printed;                 /* rotated: screens do not turn the sheet back */
  uint32_t number;                 /* in the file, from 1 */
  const char *label;               /* its page number, or NULL; a blank page counts but does not print it */
  struct gk_item *items; size_t count;
  struct gk_cell_box *boxes; size_t box_count;
  struct gk_link *links; size_t link_count;
  struct gk_seal *seals; size_t seal_count;
};

struct gk_outline_entry { const char *title; unsigned level; /* from 1 */ uint32_t page; /* from 0 */ int32_t y; struct gk_tag *tag; };

struct gk_typeset {
  const struct gk_document *document;
  struct gk_page *pages; size_t count;
  struct gk_tag *root;             /* GK_TAG_DOCUMENT */
  uint32_t tag_count;
  struct gk_outline_entry *outline; size_t outline_count;
  struct gk_rect text_block;       /* 版心, on the upright sheet */
};

#define GK_PAGES_MAX 5000
/* Sets the whole document; texts may be NULL. NULL after a report (glyph.missing, typeset.* , memory). Tags, outline, links and seals live in
 * `arena`; what stands on the pages, with its lines, in `pages` and in the kept texts: these may go when they are painted and the trace is
 * written. */
struct gk_typeset *gk_typeset_document(struct gk_arena *arena, struct gk_arena *pages, struct gk_fonts *fonts, struct gk_texts *texts,
                                       const struct gk_document *document, struct gk_diag_sink *sink);

#endif
