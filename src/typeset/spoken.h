/* What a listener is told that the eye takes from signs and from the shape of a table. */
#ifndef GK_TYPESET_SPOKEN_H
#define GK_TYPESET_SPOKEN_H

#include "typeset/table.h"

/* What the sign that fills a cell stands for (“——”, “涉密”), in the layout's language; NULL when the cell reads as it is printed.
 * A static text. */
const char *gk_spoken_cell(const struct gk_setter *setter, const struct gk_cell *cell);
/* The same for signs within a text: pieces of it with Spans of their own under tag. No parts when there is no such sign. */
bool gk_spoken_parts(struct gk_setter *setter, const struct gk_inlines *inlines, struct gk_tag *tag, const struct gk_tag_part **parts, size_t *count);
/* Caption, size and columns of a table in one sentence or two, for its Summary (ISO 32000-1 table 349). NULL when memory fails. */
const char *gk_spoken_summary(const struct gk_setter *setter, const struct gk_table_contents *t);

/* “第3页”. NULL when memory fails. */
const char *gk_spoken_page(const struct gk_setter *setter, const char *label);

#endif
