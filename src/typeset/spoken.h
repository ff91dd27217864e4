/* What a listener is told that the eye takes from signs and from the shape of a table. */
#ifndef GK_TYPESET_SPOKEN_H
#define GK_TYPESET_SPOKEN_H

#include "typeset/table.h"

/* What the sign that fills a cell stands for (“——”, “涉密”), in the layout's language; NULL when the cell reads as it is printed.
 * A static text. */
const char *gk_spoken_cell(const struct gk_setter *setter, const struct gk_inlines *content);
/* The same for a sign within a text. */
const char *gk_spoken_sign(const struct gk_setter *setter, const struct gk_inline *item);
/* “脚注①”: where the mark of a footnote leads. NULL when memory fails. */
const char *gk_spoken_note(const struct gk_setter *setter, const struct gk_inline *mark);
/* Caption, size and columns of a table in one sentence or two, for its Summary (ISO 32000-1 table 349). NULL when memory fails. */
const char *gk_spoken_summary(const struct gk_setter *setter, const struct gk_table_contents *t);

/* “第3页”. NULL when memory fails. */
const char *gk_spoken_page(const struct gk_setter *setter, const char *label);

#endif
