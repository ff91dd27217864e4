/* The grid of one table in the making: head rows, then body rows, each place
 * covered by exactly one cell. Rows are bound in a window of the columns: the whole
 * table, one side of it, or what is right of a band's label. */
#ifndef GK_BIND_GRID_H
#define GK_BIND_GRID_H

#include "bind/binder.h"
#include "bind/codes.h"
#include "bind/pagerows.h"

/* What a row adds up, or is added up in: for the statement on rounding. */
struct gk_row_sum {
  struct gk_fact *list;              /* its records; NULL: none */
  uint32_t parent;                   /* the row it is part of, or UINT32_MAX */
  size_t count;                      /* records it stands for */
  bool total;                        /* of the whole list */
};
/* A figure of the data in a cell, as it is printed; or a sum that the layout writes there. */
struct gk_printed_fact { struct gk_fact *fact; const struct gk_expr *expr; struct gk_place place; struct gk_decimal number; };

struct gk_grid {
  struct gk_binder *b;
  struct gk_arena *scratch;          /* rows and cells while they grow, and what it takes to make them: gone when the table is made */
  const struct gk_table_node *node;
  const struct gk_table_style *style;
  const struct gk_scope *scope;
  struct gk_place layout;
  const struct gk_column **leaves;   /* of the head tree, left to right */
  uint32_t columns, head_rows, rows; /* rows: all so far */
  uint32_t first, width;             /* the window */
  bool flows;                        /* rows will be parted between groups of columns: nothing merges */
  bool page_rows;                    /* the table or its style asks for sums by page */
  bool adding;                       /* the row being bound counts in them, but for what gk_grid_settle_addends finds */
  enum gk_style_align head_align, cell_align;
  enum gk_row_role *roles; size_t role_capacity;
  struct gk_cell *cells; size_t cell_count, cell_capacity;
  size_t record_count;               /* records of all RECORDS rows */
  struct gk_row_sum *sums; size_t sum_capacity; /* per row */
  struct gk_printed_fact *printed; size_t printed_count, printed_capacity;
  const struct gk_cell **across;     /* per column, for gk_grid_rounding_across; or NULL */
  const char *rounded;               /* the first figure whose printed parts do not add up to it, said in words; or NULL */
  const char *rounded_sum;           /* what they add up to */
  struct gk_place rounded_place;
};

/* Memory ran out: the grid may have holes. */
static inline bool gk_grid_failed(const struct gk_grid *g) { return gk_arena_failed(g->b->arena) || gk_arena_failed(g->scratch); }

/* head.c: the head tree to cells. False when the tree has no leaf or memory fails. */
bool gk_grid_head(struct gk_grid *g);
/* rows.c: the body. */
void gk_grid_body(struct gk_grid *g);
/* The rows in the window, from the grid's next row on. `foot`: those at the foot of a side, else the others. */
void gk_grid_rows(struct gk_grid *g, const struct gk_row *rows, size_t count, bool foot);
/* Whether any record is selected by the rows (also those in bands), and whether there are rows of records at all. */
bool gk_grid_has_records(struct gk_grid *g, const struct gk_row *rows, size_t count, bool *any_rows);
/* records.c: rows of records; treerows.c: of a tree of codes. */
void gk_grid_records(struct gk_grid *g, const struct gk_row *node);
void gk_grid_tree(struct gk_grid *g, const struct gk_row *node, struct gk_fact *list);
/* The records of a row's list that its conditions select, subtotals of trees left out; *list the list, or NULL. */
struct gk_fact **gk_grid_selected(struct gk_grid *g, const struct gk_row *node, bool all_records, size_t *count, struct gk_fact **list);
/* Cells of one record, in the columns' own way. `label`: before the first text, or NULL. */
void gk_grid_record_cells(struct gk_grid *g, uint32_t row, const struct gk_scope *scope, unsigned indent, unsigned level, const char *label);
/* Cells that the layout writes. */
void gk_grid_own_cells(struct gk_grid *g, const struct gk_row *node, uint32_t row, const struct gk_scope *scope, unsigned indent);
/* total.c: the totals of records; a subtotal's title has a scope of its own. */
void gk_grid_total(struct gk_grid *g, const struct gk_row *node);
void gk_grid_sums(struct gk_grid *g, uint32_t row, struct gk_fact *const *records, size_t count, const struct gk_template *title, uint32_t span, const struct gk_scope *scope);
/* Whether the figures of a column have a sum, by what they are. */
bool gk_column_adds_up(const struct gk_column *column);
/* One column summed over records into a cell. `tree`: codes and their names are no figures but are there. */
void gk_grid_sum_cell(struct gk_grid *g, const struct gk_column *column, struct gk_cell *cell, const struct gk_scope *over);
/* footnotes.c: marks in the cells, the footnotes behind the table's other notes. */
void gk_grid_footnotes(struct gk_grid *g, struct gk_table *table);
/* addends.c: which figures count in the sums of their page. The cell's, when it is one that may; what a merged cell stands for; that sums of
 * other rows do not count; the rows themselves (false when memory fails). */
void gk_grid_note_addend(struct gk_grid *g, struct gk_cell *cell, const struct gk_inline_list *list);
void gk_grid_join_addends(struct gk_grid *g, struct gk_cell *into, const struct gk_cell *from);
void gk_grid_settle_addends(struct gk_grid *g);
bool gk_grid_page_rows(struct gk_grid *g, struct gk_table *table);
/* sides.c */
void gk_grid_sides(struct gk_grid *g);
/* Notes what a row stands for: so many records of a list. */
void gk_grid_row_sum(struct gk_grid *g, uint32_t row, struct gk_fact *list, uint32_t parent, size_t count, bool total);
/* The number a cell's text is, with or without separators of thousands; false: it is none. */
bool gk_printed_number(struct gk_inline text, struct gk_decimal *number);
bool gk_cell_number(const struct gk_cell *cell, struct gk_decimal *number);
/* rounding.c, rounding_parts.c: whether the figures as printed add up: down the rows; by the formulas of the data and of written cells;
 * along one row of sums over records, whose cells begin at first_cell. */
void gk_grid_rounding_rows(struct gk_grid *g);
void gk_grid_rounding_facts(struct gk_grid *g);
void gk_grid_rounding_across(struct gk_grid *g, uint32_t row, size_t first_cell, struct gk_fact *const *records, size_t count);
/* Notes a figure and the sum of so many printed parts when they differ and rounding explains it; the first time only. */
void gk_grid_rounded(struct gk_grid *g, const char *what, struct gk_decimal printed, struct gk_decimal sum, size_t parts, struct gk_place place);
const char *gk_grid_column_title(struct gk_grid *g, uint32_t column);
/* Notes that a cell, which is a figure, is this sum or difference. */
void gk_grid_note_sum(struct gk_grid *g, const struct gk_cell *cell, const struct gk_expr *expr, struct gk_place place);
/* finish.c: running numbers, order of cells. */
void gk_grid_finish(struct gk_grid *g);
/* merge.c: equal neighbours of the rows from..to (exclusive) in the columns that merge: `merges` has one truth for each column. */
void gk_grid_merge(struct gk_grid *g, uint32_t from, uint32_t to, size_t first_cell, const bool *merges);

/* A new row; its index, or UINT32_MAX when memory fails. */
uint32_t gk_grid_row(struct gk_grid *g, enum gk_row_role role);
/* A new cell at the end; NULL when memory fails. */
struct gk_cell *gk_grid_cell(struct gk_grid *g, enum gk_cell_kind kind, uint32_t row, uint32_t column, uint32_t row_span, uint32_t column_span);
/* An empty body cell at column c, with what its column says. */
struct gk_cell *gk_grid_cell_at(struct gk_grid *g, uint32_t row, uint32_t c, uint32_t span);
/* A row of empty cells in the window. */
void gk_grid_empty_row(struct gk_grid *g, enum gk_row_role role);
/* Gives a body cell its content and what follows from it and from its column: state, alignment. */
void gk_grid_fill(struct gk_grid *g, struct gk_cell *cell, const struct gk_inline_list *list);
/* Each character on a line of its own. */
struct gk_inlines gk_grid_vertical(struct gk_grid *g, struct gk_inlines inlines);
/* The first column of the window that is no running number; its end when all are. */
uint32_t gk_grid_first(const struct gk_grid *g);
enum gk_format gk_column_format(const struct gk_column *column);

static inline uint32_t gk_grid_end(const struct gk_grid *g) { return g->first + g->width; }

#endif
