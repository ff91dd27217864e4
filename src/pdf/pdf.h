/* pdf: the display list as a tagged PDF (ISO 32000-1, 19005, 14289-1). libharu
 * keeps the objects; fonts, content, structure, XMP are written here.
 * Same list, same bytes. */
#ifndef GK_PDF_H
#define GK_PDF_H

#include "paint/paint.h"

enum gk_pdf_conformance { GK_PDF_A2A, GK_PDF_NONE };

struct gk_pdf_options {
  enum gk_pdf_conformance conformance; /* PDF/A-2a and PDF/UA-1, or neither (draft) */
  const char *title;            /* Info and XMP; required */
  const char *author;           /* 责任者, or NULL */
  const char *subject, *keywords; /* or NULL */
  const char *language;         /* "zh-CN" */
  const char *producer;         /* "gongkai 0.1.0" */
  int64_t date;                 /* seconds since 1970 UTC for CreateDate/ModifyDate; negative: none */
  int date_offset_minutes;      /* of the local time to print with the date, +480 for China */
  const uint8_t *icc; size_t icc_size; /* sRGB output profile */
};
/* Appends the whole file to out. false after a report. */
bool gk_pdf_write(const struct gk_display_list *list, struct gk_fonts *fonts, const struct gk_pdf_options *options, struct gk_buf *out,
                  struct gk_diag_sink *sink);

#endif
