/* The content of pages, and which tag each marked piece of it belongs to. */
#ifndef GK_PDF_CONTENT_H
#define GK_PDF_CONTENT_H

#include "paint/paint.h"
#include "pdf/fonts.h"
#include "pdf/objects.h"

/* The marked content of one page: identifier (MCID) i belongs to tags[i]. */
struct gk_pdf_marks { const struct gk_tag **tags; size_t count, capacity; };

/* The page's content stream; marks are kept in the arena. false after a report. */
bool gk_pdf_content(struct gk_arena *arena, const struct gk_display_page *page, const struct gk_pdf_fonts *fonts, struct gk_buf *out,
                    struct gk_pdf_marks *marks, struct gk_diag_sink *sink);
/* The structure type's name (ISO 32000-1, 14.8.4). */
const char *gk_pdf_role_name(enum gk_tag_role role);

#endif
