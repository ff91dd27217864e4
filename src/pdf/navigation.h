/* Ways into the document: outline (ISO 32000-1, 12.3.3) and page labels (12.4.2). */
#ifndef GK_PDF_NAVIGATION_H
#define GK_PDF_NAVIGATION_H

#include "pdf/structure.h"

/* A /Dest entry: the page (object) with y, in its frame, at the top of the window. */
void gk_pdf_destination(struct gk_buf *body, const struct gk_display_page *page, gk_object object, int32_t y);

/* Fills the outline dictionary `root` and adds its items as bulk objects; `elements` as gk_pdf_structure gave it. */
bool gk_pdf_outline(struct gk_arena *arena, struct gk_objects *objects, gk_object root, const struct gk_display_list *list,
                    const struct gk_pdf_pages *pages, gk_object elements, struct gk_diag_sink *sink);

/* The number tree of page labels, in PDF syntax. */
bool gk_pdf_page_labels(const struct gk_display_list *list, struct gk_buf *out);

#endif
