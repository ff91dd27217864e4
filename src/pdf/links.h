/* Link annotations (ISO 32000-1 12.5.6.5; ISO 14289-1 7.18). */
#ifndef GK_PDF_LINKS_H
#define GK_PDF_LINKS_H

#include "pdf/structure.h"

/* Adds the annotations of all pages as bulk objects and lists them on their pages; *links, kept in the arena, is for the structure,
 * which must come next; its forms are given, and listed on their pages. false after a report. */
bool gk_pdf_links(struct gk_arena *arena, struct gk_objects *objects, const struct gk_display_list *list, const struct gk_pdf_pages *pages,
                  struct gk_pdf_links *links, struct gk_diag_sink *sink);

#endif
