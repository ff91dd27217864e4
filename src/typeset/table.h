/* A table while it is set. Its contents are measured once; a sheet, a size and
 * the widths of the columns are chosen; a table wider than any sheet goes on it
 * in panels, each a setting of its own that shows the key columns again and a
 * range of the others. All panels fill the same tags: one table for a reader. */
#ifndef GK_TYPESET_TABLE_H
#define GK_TYPESET_TABLE_H

#include "typeset/pieces.h"

/* What a column needs and what its longest content on one line would take, mpt, padding included. given: the layout says how wide. */
struct gk_column_want { int32_t least, natural; bool given; };

/* What is known of a cell before its column's width is. Without padding, with its indent. */
struct gk_cell_measure {
  const struct gk_paragraph *line; /* short texts: set unbroken; kept where the column has room for it */
  int32_t natural;            /* width on one line */
  int32_t least;              /* widest unbreakable piece */
  int32_t point;              /* of a number on the decimal point: the width left of it; -1: none */
};

struct gk_table_contents {
  struct gk_setter *setter;
  const struct gk_table *table;
  const struct gk_table_style *style;
  struct gk_place layout;
  const char *name;                     /* for messages */
  struct gk_style head, cell;           /* at the size reached */
  struct gk_cell_measure *cells;
  uint32_t *cover;                      /* rows × columns: number of the cell; those of page_rows too */
  uint32_t *spanning; size_t spanning_count; /* cells over several columns */
  int32_t *point, *rest;                /* per column: the widest left of the point, and from it on */
  struct gk_column_want *wants;         /* per column, at the size reached */
  bool rotated;
  /* columns [0, keys) and [ends[i - 1], ends[i]) make panel i; one panel: all columns */
  uint32_t keys, *ends, panels;
  struct gk_tag **tags;                 /* per cell */
  struct gk_tag *caption_tag, *left_tag, *right_tag;
  struct gk_tag **notes;                /* of the footnotes */
};

/* A cell that is open on the page: its rows are being placed. */
struct gk_open_cell {
  int32_t top;                          /* of its box on this page; -1: none */
  bool begun;                           /* a part of it stands on a page before */
  uint32_t placed;                      /* lines of it that are placed */
  struct gk_paragraph *label;           /* its text with （续）, once it was needed */
  struct gk_pieces pieces;              /* of its text, once it is placed */
  struct gk_tag *link;                  /* of its mark, which leads to a footnote; or NULL */
};

struct gk_row_band { uint32_t row; int32_t top, bottom; };

struct gk_table_setting {
  struct gk_table_contents *contents;
  const struct gk_table *table;
  const struct gk_table_style *style;
  uint32_t panel;
  int32_t width;
  int32_t *x;                           /* columns + 1 edges from the block's left; a column of another panel has no width */
  int32_t *heights;                     /* per row, those of page_rows too */
  const struct gk_paragraph **paragraphs; /* per cell, the same; NULL: no text, or of another panel */
  struct gk_paragraph caption, info_left, info_right, continued;
  uint32_t caption_size;                /* bytes of `caption` without the number of the panel */
  int32_t first_caption;                /* height of the caption, */
  int32_t lead_caption, lead_info;      /* of the continued caption, of the information lines */
  int32_t head_height;
  int32_t info_size;
  size_t info_lines;
  /* the part on the current page */
  struct gk_open_cell *open;            /* per column: of the cell of the body that begins in it; then of the head */
  struct gk_row_band *bands; size_t band_count, band_capacity; /* rows on this page, heads too */
  size_t first_item;                    /* of the page's items */
  uint32_t last_row;                    /* the row after the last one placed, or begun */
  uint32_t *again;                      /* per row: the row of heads that a page begins with again which goes on with it, or UINT32_MAX; NULL: none */
  /* table_pages.c */
  bool single;                          /* ends on the page it begins on: no rows of sums by page */
  struct gk_page_sums *on_page, *before; /* of the rows begun on this page, of the pages before */
};

/* table_contents.c: all cells at the size of the styles in k, then what the columns want. */
bool gk_table_contents(struct gk_table_contents *k);
/* Adds what cells over several columns lack to those of their columns that are shown; NULL: all are. */
void gk_table_spread(const struct gk_table_contents *k, struct gk_column_want *wants, const bool *shown);

/* table_sheet.c: the size, the sheet, the panels; each step beyond the wanted is reported. False after a report. */
bool gk_table_sheet(struct gk_table_contents *k);
int32_t gk_table_room(const struct gk_table_contents *k, bool rotated);
bool gk_table_shows(const struct gk_table_contents *k, uint32_t panel, uint32_t column);

/* Whether the cell heads columns or rows: by its kind, unless it says nothing or only numbers a column (栏次). */
bool gk_cell_heads(const struct gk_table *table, const struct gk_cell *cell, enum gk_cell_kind kind);
/* table_tags.c: the table's tags under parent, parts, rows, cells, caption; table_headers.c: which heads belong to which cell. */
bool gk_table_tags(struct gk_setter *setter, struct gk_table_contents *k, struct gk_tag *parent);
bool gk_table_headers(struct gk_setter *setter, struct gk_table_contents *k);

/* table_columns.c: the edges of the panel's columns. */
bool gk_table_columns(struct gk_table_setting *t);

/* table_measure.c: cells in their columns, heights of rows. */
/* 斜线表头 (table_diagonal.c): the line of a cell that has one, what its labels want, and where a line of them stands. */
bool gk_table_diagonal(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, int32_t top, int32_t bottom);
int32_t gk_diagonal_natural(const struct gk_cell *cell, int32_t natural);
bool gk_is_above_diagonal(const struct gk_cell *cell, const struct gk_line *line);

bool gk_table_measure(struct gk_table_setting *t);
/* table_distribute.c: 均排 of the labels that ask for it. */
bool gk_table_distribute(struct gk_table_setting *t);

int32_t gk_pitch_of(const struct gk_style *style);
const struct gk_style *gk_cell_style(const struct gk_table_contents *k, const struct gk_cell *cell);
/* The style a cell's text is set in. */
struct gk_style gk_cell_text_style(const struct gk_table_contents *k, const struct gk_cell *cell);
/* Room for the text of a cell. */
int32_t gk_cell_room(const struct gk_table_setting *t, const struct gk_cell *cell);
/* From the top of the first of n lines to the foot of the last. */
int32_t gk_lines_height(const struct gk_table_setting *t, const struct gk_cell *cell, size_t n);
/* How many lines of the cell stand in a box of this height. */
size_t gk_lines_within(const struct gk_table_setting *t, const struct gk_cell *cell, int32_t height);
/* Heights are bounded, so that sums of a few do not overflow; a row so high is parted anyway. */
int32_t gk_clamp_height(int64_t height);

/* Cells and, numbered after them, the models of page_rows; rows likewise. */
static inline size_t gk_cells_in_all(const struct gk_table *table) { return table->cell_count + (table->page_rows ? table->page_rows->cell_count : 0); }
static inline uint32_t gk_rows_in_all(const struct gk_table *table) { return table->rows + (table->page_rows ? table->page_rows->count : 0); }
static inline const struct gk_cell *gk_cell_numbered(const struct gk_table *table, size_t number) {
  return number < table->cell_count ? &table->cells[number] : &table->page_rows->cells[number - table->cell_count];
}
static inline const struct gk_cell *gk_cell_at(const struct gk_table_setting *t, uint32_t row, uint32_t column) {
  return gk_cell_numbered(t->table, t->contents->cover[(size_t)row * t->table->columns + column]);
}
/* Some of the cell's columns are in this panel; */
static inline bool gk_cell_shown(const struct gk_table_setting *t, const struct gk_cell *cell) {
  return t->x[cell->column + cell->column_span] > t->x[cell->column];
}
/* and none in a panel before: here its content counts, in others it is a repeat. */
bool gk_cell_at_home(const struct gk_table_setting *t, const struct gk_cell *cell);

/* table_notes.c: notes below the last panel; the pieces of a cell's text; what leads from the line of a cell that ends with a mark to the footnote. */
bool gk_table_notes(struct gk_setter *setter, struct gk_table_contents *k, int32_t width);
bool gk_table_pieces(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, struct gk_open_cell *open);
bool gk_table_note_link(struct gk_setter *setter, const struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_open_cell *open,
                        const struct gk_item *item);

/* table_again.c: rows of heads within the body, once the heights of rows are known; which stands again above `row` at the top of a page, UINT32_MAX:
 * none, and its height; none are that are higher than `room`. */
bool gk_table_again_begin(struct gk_table_setting *t);
uint32_t gk_table_again(const struct gk_table_setting *t, uint32_t row);
int32_t gk_table_again_height(const struct gk_table_setting *t, uint32_t row);
void gk_table_again_limit(struct gk_table_setting *t, int64_t room);

/* table_order.c: the items of the part on this page as they are read. */
bool gk_table_order(struct gk_setter *setter, const struct gk_table_setting *t);

/* table_place.c: a band of a row on this page; a cell that is a repeat, whole. table_measure.c: a page's own cell, measured and set. */
bool gk_table_band(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row, int32_t top, int32_t bottom);
bool gk_table_place_repeat(struct gk_setter *setter, struct gk_table_setting *t, const struct gk_cell *cell, int32_t top, int32_t bottom);
bool gk_table_page_cell(struct gk_table_setting *t, const struct gk_cell *cell);
/* table_contents.c */
bool gk_table_measure_cell(struct gk_table_contents *k, const struct gk_cell *cell);

/* table_pages.c: 本页小计 and 承前页. Heights, 0 where the table has no such row or stands on one page: of both; of 承前页; what `row` must leave
 * free below it for 本页小计; what stands above `row`, the first of the totals, for it. */
int32_t gk_table_page_rows_height(const struct gk_table_setting *t);
int32_t gk_table_brought_forward(const struct gk_table_setting *t);
int32_t gk_table_before_closing(const struct gk_table_setting *t, uint32_t row);
bool gk_table_page_rows_begin(struct gk_setter *setter, struct gk_table_setting *t);
/* The row begins on this page. */
void gk_table_count(struct gk_table_setting *t, uint32_t row);
/* 本页小计, when it stands above this row, which begins; when it ends the part on this page. */
bool gk_table_before_row(struct gk_setter *setter, struct gk_table_setting *t, uint32_t row);
bool gk_table_end_page(struct gk_setter *setter, struct gk_table_setting *t);
bool gk_table_place_brought_forward(struct gk_setter *setter, struct gk_table_setting *t);

/* table_rules.c: all rules of the part on the page. */
bool gk_table_rules(struct gk_setter *setter, struct gk_table_setting *t);

#endif
