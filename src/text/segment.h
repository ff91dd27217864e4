/* Scripts by context, and shaping of the segments. */
#ifndef GK_TEXT_SEGMENT_H
#define GK_TEXT_SEGMENT_H

#include "text/work.h"

/* Fills kind, script, line_break, cell and mark of every character. */
bool gk_segment_scripts(struct gk_text_work *work);
/* Shapes segments of one script and run into atoms (from, to, characters, glyphs, space). Characters no font has are reported
 * for the whole paragraph and make it faulty; false when there is nothing to set for them. */
bool gk_segment_shape(struct gk_text_work *work);

#endif
