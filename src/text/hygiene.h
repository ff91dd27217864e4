/* Joins the runs and keeps out what cannot or must not be set. */
#ifndef GK_TEXT_HYGIENE_H
#define GK_TEXT_HYGIENE_H

#include "text/work.h"

/* Fills text, chars (code, at, run) and forced of the work. All faults are reported; false when there was an error. */
bool gk_text_gather(struct gk_text_work *work);

#endif
