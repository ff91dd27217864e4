/* What a press needs around a page. */
#ifndef GK_PDF_PRESS_H
#define GK_PDF_PRESS_H

#include "paint/paint.h"

#define GK_PRESS_BLEED 8504    /* 3 mm in mpt, as presses of the country want */
#define GK_PRESS_MARGIN 28346  /* 10 mm of sheet around the trim, for the marks */

/* Appends crop and registration marks around a page of this trim, in its own coordinates. */
bool gk_press_marks(struct gk_buf *out, int32_t width, int32_t height);

#endif
