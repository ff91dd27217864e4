/* Joins the runs and keeps out what cannot or must not be set. */
#ifndef GK_TEXT_HYGIENE_H
#define GK_TEXT_HYGIENE_H

#include "text/work.h"

/* Fills text, chars (code, at, run) and forced of the work. All faults are reported: 〓 stands for refused characters, which make the work
 * faulty; false when the text cannot be used at all. */
bool gk_text_gather(struct gk_text_work *work);

#endif
