/* The logical structure (ISO 32000-1, 14.7): elements, parent tree, IDs. */
#ifndef GK_PDF_STRUCTURE_H
#define GK_PDF_STRUCTURE_H

#include "paint/paint.h"
#include "pdf/content.h"
#include "pdf/objects.h"

/* What structure needs to know of the pages, in order. */
struct gk_pdf_pages { const gk_object *objects; const struct gk_pdf_marks *marks; size_t count; };

/* A link annotation: its object, its tag, its page; number i has the parent tree key `pages` + i. */
struct gk_pdf_link { gk_object annotation; const struct gk_tag *tag; uint32_t page; };
/* A form field's widget: its object, its page, the tag after which its element is read (NULL: after all); number i has the parent tree key
 * `pages` + links + i. */
struct gk_pdf_form { gk_object annotation; uint32_t page; const struct gk_tag *after; };
struct gk_pdf_links { struct gk_pdf_link *items; size_t count; struct gk_pdf_form *forms; size_t form_count; /* by pages */ };

/* Fills the StructTreeRoot `root` and adds all elements and trees as bulk objects; *elements: the number of tag 0's element, that of
 * tag n is n more. false after a report. To be called when all objects of libharu's part exist. */
bool gk_pdf_structure(struct gk_arena *arena, struct gk_objects *objects, gk_object root, const struct gk_typeset *typeset,
                      const struct gk_pdf_pages *pages, const struct gk_pdf_links *links, gk_object *elements, struct gk_diag_sink *sink);

#endif
