/* The ledger: what of each table was painted, settled before any file is written. */
#ifndef GK_PAINT_LEDGER_H
#define GK_PAINT_LEDGER_H

#include "paint/paint.h"

struct gk_ledger;

/* Opens an account for every table of the document. NULL when out of memory. */
struct gk_ledger *gk_ledger_new(struct gk_arena *arena, const struct gk_document *document);
/* A cell's box stands on a page. */
void gk_ledger_box(struct gk_ledger *ledger, const struct gk_cell_box *box);
/* Characters of a cell's text were painted on one line. */
void gk_ledger_text(struct gk_ledger *ledger, const struct gk_cell *cell, const char *text, size_t n);
/* Every cell one content box, every byte of its text painted once; otherwise ledger.* errors and false. */
bool gk_ledger_settle(const struct gk_ledger *ledger, struct gk_diag_sink *sink);

#endif
