/* The cell of every atom: how wide, and where in it the glyphs stand. */
#ifndef GK_TEXT_CELLS_H
#define GK_TEXT_CELLS_H

#include "text/work.h"

/* Fills lead, body, trail and shift of the atoms. */
void gk_cells_measure(struct gk_text_work *work);

#endif
