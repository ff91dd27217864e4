/* What a file says of itself, once as information dictionary and once as XMP. */
#ifndef GK_PDF_XMP_H
#define GK_PDF_XMP_H

#include "pdf/objects.h"
#include "pdf/pdf.h"

/* Adds both with the same values (ISO 19005-2, 6.6.2 and 6.6.3); the numbers go to *info and *metadata. `fonts`: a line for each font in
 * the file, for the record. false after a report. */
bool gk_pdf_describe(struct gk_arena *arena, struct gk_objects *objects, const struct gk_pdf_options *options, const char *const *fonts,
                     size_t font_count, gk_object *info, gk_object *metadata, struct gk_diag_sink *sink);
/* date.c: the date of the file as the information dictionary and as XMP write it; NULL when it has none. false after a report. */
bool gk_pdf_dates(struct gk_arena *arena, const struct gk_pdf_options *options, const char **of_info, const char **of_xmp,
                  struct gk_diag_sink *sink);

/* schema.c: the namespace of the archive's properties. */
#define GK_PDF_SCHEMA "urn:gongkai:archive:1.0/"
/* The claims of the file, the archive's properties, and the description of all schemas that PDF/A does not know. */
void gk_pdf_schema(struct gk_buf *out, const struct gk_pdf_options *options, const char *const *fonts, size_t font_count);
/* Character data of XML. */
void gk_pdf_add_escaped(struct gk_buf *out, const char *text);

#endif
