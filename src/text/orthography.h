/* Widths of characters and punctuation that Chinese text should not have. */
#ifndef GK_TEXT_ORTHOGRAPHY_H
#define GK_TEXT_ORTHOGRAPHY_H

#include "text/work.h"

/* Warns of what is wrong in the gathered characters; a style that normalizes has it set right instead where one character stands for one. */
void gk_orthography(struct gk_text_work *work);

#endif
