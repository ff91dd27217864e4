/* Empty signature fields, for seals that are put on later. */
#ifndef GK_PDF_SIGNATURE_H
#define GK_PDF_SIGNATURE_H

#include "pdf/pdf.h"
#include "pdf/structure.h"

/* Adds a field for each seal and names them in the catalog; the forms of *links, kept in the arena, say where they are. To be called
 * while libharu's part is open. false after a report. */
bool gk_pdf_signatures(struct gk_arena *arena, struct gk_objects *objects, gk_object catalog, const struct gk_display_list *list,
                       const struct gk_pdf_pages *pages, struct gk_pdf_links *links, struct gk_diag_sink *sink);

#endif
