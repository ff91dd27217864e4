/* pdf: the display list as a tagged PDF (ISO 32000-1, 19005, 14289-1). libharu
 * keeps the objects; fonts, content, structure, XMP are written here.
 * Same list, same bytes. */
#ifndef GK_PDF_H
#define GK_PDF_H

#include "paint/paint.h"

/* PDF/A of this part and level together with PDF/UA-1; NONE claims neither (draft, print). Only part 3 takes attachments. */
enum gk_pdf_conformance { GK_PDF_A3A, GK_PDF_A2A, GK_PDF_A2U, GK_PDF_NONE };

/* A file inside the file (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8). */
struct gk_pdf_attachment {
  const char *name;             /* with slashes between folders; unique */
  const char *description;      /* or NULL */
  const char *relationship;     /* Data Source Alternative … */
  const char *type;             /* MIME type: "text/csv" */
  const void *bytes; size_t size;
  bool common;                  /* other files have the same bytes: worth keeping deflated */
};
/* Metadata beyond Dublin Core, in a schema of our own that the file describes (ISO 19005-3, 6.6.2.3.3). */
struct gk_pdf_property {
  const char *name;             /* an XML name of ASCII letters */
  const char *value;            /* NULL: not written */
  const char *description;      /* what it is, for the archive */
};

struct gk_pdf_options {
  enum gk_pdf_conformance conformance;
  const struct gk_pdf_attachment *attachments; size_t attachment_count;
  const struct gk_pdf_property *properties; size_t property_count;
  bool plain_xref;              /* a cross-reference table and no object streams, as programs of before PDF 1.5 want it */
  bool press;                   /* for printing: sheets upright, bleed and marks outside the trim, no output intent; conformance NONE */
  bool signature_field;         /* an empty signature field at each seal's place, or one low on the last page */
  const char *title;            /* Info and XMP; required */
  const char *author;           /* 责任者, or NULL */
  const char *subject, *keywords; /* or NULL */
  const char *language;         /* "zh-CN" */
  const char *producer;         /* "gongkai 0.1.0" */
  int64_t date;                 /* seconds since 1970 UTC for CreateDate/ModifyDate; negative: none */
  int date_offset_minutes;      /* of the local time to print with the date, +480 for China */
  const uint8_t *icc; size_t icc_size; /* sRGB output profile */
  struct gk_cache *cache;       /* of font programs and attached files, for those who write file after file with the same fonts; or NULL */
};
/* Appends the whole file to out. false after a report. */
bool gk_pdf_write(const struct gk_display_list *list, struct gk_fonts *fonts, const struct gk_pdf_options *options, struct gk_buf *out,
                  struct gk_diag_sink *sink);
/* read.c: the files inside a PDF, by libqpdf, which is loaded only now: *files and their bytes live in the arena; relationship and type are
 * NULL. Whatever the bytes are, it ends: false after a report (status 2, or 3 when libqpdf is missing), and of a file that is not sound or
 * that has names which lead out of a folder nothing is given. */
bool gk_pdf_read_attachments(struct gk_arena *arena, const void *pdf, size_t size, struct gk_pdf_attachment **files, size_t *count,
                             struct gk_diag_sink *sink);
/* The library that deflates, with its version: it decides bytes too. A constant. */
const char *gk_pdf_engine(void);

#endif
