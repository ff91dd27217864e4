/* An empty signature field, for a seal that is put on later. */
#ifndef GK_PDF_SIGNATURE_H
#define GK_PDF_SIGNATURE_H

#include "pdf/pdf.h"
#include "pdf/structure.h"

/* Adds the field and names it in the catalog; *form says where it is; `key`: its key in the parent tree. To be called while libharu's
 * part is open. false after a report. */
bool gk_pdf_signature(struct gk_arena *arena, struct gk_objects *objects, gk_object catalog, const struct gk_display_list *list,
                      const struct gk_pdf_pages *pages, struct gk_pdf_form *form, struct gk_diag_sink *sink);

#endif
