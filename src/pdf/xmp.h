/* What a file says of itself, once as information dictionary and once as XMP. */
#ifndef GK_PDF_XMP_H
#define GK_PDF_XMP_H

#include "pdf/objects.h"
#include "pdf/pdf.h"

/* Adds both with the same values (ISO 19005-2, 6.6.2 and 6.6.3); the numbers go to *info and *metadata. false after a report. */
bool gk_pdf_describe(struct gk_arena *arena, struct gk_objects *objects, const struct gk_pdf_options *options, gk_object *info,
                     gk_object *metadata, struct gk_diag_sink *sink);

#endif
