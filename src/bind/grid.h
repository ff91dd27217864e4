/* The grid of one table in the making: head rows, then body rows, each place
 * covered by exactly one cell. */
#ifndef GK_BIND_GRID_H
#define GK_BIND_GRID_H

#include "bind/binder.h"

struct gk_grid {
  struct gk_binder *b;
  const struct gk_table_node *node;
  const struct gk_table_style *style;
  const struct gk_scope *scope;
  struct gk_place layout;
  const struct gk_column **leaves;   /* of the head tree, left to right */
  uint32_t columns, head_rows, rows; /* rows: all so far */
  enum gk_style_align head_align, cell_align;
  enum gk_row_role *roles; size_t role_capacity;
  struct gk_cell *cells; size_t cell_count, cell_capacity;
  size_t record_count;               /* records of all RECORDS rows */
};

/* head.c: the head tree to cells. False when the tree has no leaf or memory fails. */
bool gk_grid_head(struct gk_grid *g);
/* rows.c: the body. */
void gk_grid_body(struct gk_grid *g);
/* merge.c: equal neighbours of the rows from..to (exclusive) in the columns that merge. */
void gk_grid_merge(struct gk_grid *g, uint32_t from, uint32_t to, size_t first_cell);

/* A new row; its index, or UINT32_MAX when memory fails. */
uint32_t gk_grid_row(struct gk_grid *g, enum gk_row_role role);
/* A new cell at the end; NULL when memory fails. */
struct gk_cell *gk_grid_cell(struct gk_grid *g, enum gk_cell_kind kind, uint32_t row, uint32_t column, uint32_t row_span, uint32_t column_span);
/* Gives a body cell its content and what follows from it and from its column: state, alignment. */
void gk_grid_fill(struct gk_grid *g, struct gk_cell *cell, const struct gk_inline_list *list);

#endif
