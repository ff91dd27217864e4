/* raster: a page of the display list as a PNG, as a screen shows it (rotated
 * pages upright). Anti-aliased grey, sRGB. */
#ifndef GK_RASTER_H
#define GK_RASTER_H

#include "paint/paint.h"

/* Page `page` (from 0) at dpi (18..1200). false after a report. */
bool gk_raster_write(const struct gk_display_list *list, struct gk_fonts *fonts, size_t page, unsigned dpi, struct gk_buf *out,
                     struct gk_diag_sink *sink);

#endif
