/* What goes into a PDF beside its pages: the public data, the layout, and what
 * an archive wants to know. */
#ifndef GK_API_PUBLISH_H
#define GK_API_PUBLISH_H

#include "api/engine.h"
#include "pdf/pdf.h"

#define GK_PUBLISHED_PROPERTIES 20

struct gk_published {
  struct gk_pdf_attachment *attachments; size_t count, capacity;
  struct gk_pdf_property properties[GK_PUBLISHED_PROPERTIES]; size_t property_count;
};

/* Gathers it in the result's arena; false after a report. */
bool gk_publish(const struct gk_engine *engine, struct gk_result *result, const struct gk_bound *bound, const struct gk_pdf_options *options, struct gk_published *out);

#endif
