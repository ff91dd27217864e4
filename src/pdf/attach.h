/* Files inside the file. */
#ifndef GK_PDF_ATTACH_H
#define GK_PDF_ATTACH_H

#include "pdf/objects.h"
#include "pdf/pdf.h"

/* Adds the attachments and names them in the catalog (Names and AF); `date` as the information dictionary writes it, or NULL.
 * false after a report. */
bool gk_pdf_attach(struct gk_arena *arena, struct gk_objects *objects, gk_object catalog, const struct gk_pdf_options *options,
                   const char *date, struct gk_diag_sink *sink);

#endif
