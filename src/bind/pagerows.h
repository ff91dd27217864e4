/* The rows of a table that depend on where its pages end: 本页小计 and 承前页. */
#ifndef GK_BIND_PAGEROWS_H
#define GK_BIND_PAGEROWS_H

#include "bind/bind.h"
#include "bind/format.h"

/* A figure of a body row that counts in the sums of its page, exact, and how it is printed. */
struct gk_addend { struct gk_figure figure; enum gk_format format; const char *argument; };

/* How the sums of a table are printed: as the first addend of their column. */
struct gk_page_printing {
  struct gk_formatting formatting;
  const struct gk_addend **columns;  /* per column: one of its addends, or NULL: the column has no sum */
};

/* What the labels are and how they stand; their column, when no column before it has room; see gk_page_rows.closing. */
struct gk_page_labels { const char *total, *brought_forward; struct gk_place layout; enum gk_style_align align, spanned; uint32_t first, closing; };

/* Both rows for a table whose cells are complete. Sets table->page_rows, NULL when nothing in it adds up or no label is given. The figure
 * whose sums are beyond all measure in *too_much (else NULL). false when memory ends. */
bool gk_page_rows_make(struct gk_arena *arena, struct gk_table *table, const struct gk_page_labels *labels, struct gk_formatting formatting,
                       const struct gk_addend **too_much);

#endif
