/* A table while it is set. The cell grid is the bound one; what is decided here
 * is kept per cell, per column and per row. Lengths in mpt.
 *
 * Rules take room: a rule of thickness R stands with R/2 on each side of the edge
 * between two cells, the frame of thickness F inside the table's outline. A
 * column's width holds R, its padding and its content; the table is as wide as
 * its columns and 2F − R more. Rows likewise. */
#ifndef GK_TYPESET_TABLE_H
#define GK_TYPESET_TABLE_H

#include "typeset/inside.h"

struct gk_table_tags {
  struct gk_tag *info, *table, *caption; /* NULL when there is none */
  struct gk_tag **cells;
  struct gk_tag **notes;
};

struct gk_table_cell {
  struct gk_paragraph paragraph;         /* items point at it */
  const struct gk_paragraph *carried;    /* the text with （续）, once it was needed */
  int32_t natural;                       /* width of the content on one line */
  int32_t smallest;                      /* of its widest unbreakable piece; -1: not asked yet */
  int32_t point;                         /* a number's width left of its decimal point; -1: no number */
  uint32_t done;                         /* lines placed */
  bool single;                           /* the paragraph is set at its natural width on one line */
  bool begun;                            /* a part of it stands on a page */
};

/* A row as it stands on a page. */
struct gk_part_row { uint32_t row; int32_t top, bottom; bool repeat; };
struct gk_part {
  struct gk_part_row *rows; size_t count, capacity;
  size_t repeated;                       /* the first so many repeat the head */
  int32_t height;
  bool cut;                              /* the last row goes on in the next part */
  bool resumed;                          /* the first body row is the rest of one that was cut */
};

struct gk_table_work {
  struct gk_set *set;
  struct gk_arena *scratch;              /* of this table */
  const struct gk_table *table;
  const struct gk_table_style *style;
  const struct gk_table_tags *tags;
  struct gk_place layout;
  const char *name;                      /* for messages */
  /* styles at the size reached */
  struct gk_style head, cell;
  int32_t head_line, cell_line;          /* line pitches */
  int32_t frame, rule, rule_left;        /* rule_left: the part of a rule left of (above) its edge */
  int32_t pad_x, pad_y;
  /* columns */
  bool rotated;
  int32_t measure;                       /* of the sheet it stands on */
  int32_t *columns, *edges;              /* widths; columns + 1 edges from the table's left */
  int32_t *fractions;                    /* per column: the widest part of a number from its point on */
  int32_t width, x;                      /* x: of its left edge in 版心 */
  int32_t around_width, around_x;        /* of what stands above and below it: as wide, and half of 版心 at least */
  /* rows */
  uint32_t *owner;                       /* rows × columns: number of the cell */
  struct gk_table_cell *cells;
  int32_t *heights;
  /* what stands around it */
  struct gk_style caption_style, info_style, note_style;
  bool captioned, informed;
  struct gk_paragraph caption, continued, info_left, info_right;
  struct gk_paragraph *notes;
  /* progress */
  uint32_t next;                         /* the next row to place */
  bool resumed;                          /* it was begun on the page before */
  struct gk_part part;
};

static inline bool gk_is_head(const struct gk_cell *cell) { return cell->kind == GK_CELL_COLUMN_HEAD; }
static inline int32_t gk_cell_pitch(const struct gk_table_work *w, const struct gk_cell *cell) { return gk_is_head(cell) ? w->head_line : w->cell_line; }
static inline const struct gk_cell *gk_cell_at(const struct gk_table_work *w, uint32_t row, uint32_t column) {
  return &w->table->cells[w->owner[(size_t)row * w->table->columns + column]];
}
/* Height of n lines of a cell in a row. */
static inline int64_t gk_cell_height(const struct gk_table_work *w, const struct gk_cell *cell, size_t n) {
  return (int64_t)n * gk_cell_pitch(w, cell) + 2 * (int64_t)w->pad_y + w->rule;
}

/* table_cells.c: contents of cells. */
bool gk_table_cells_natural(struct gk_table_work *w);               /* widths on one line */
int32_t gk_table_cell_smallest(struct gk_table_work *w, const struct gk_cell *cell);
bool gk_table_cells_set(struct gk_table_work *w);                   /* lines in the columns' widths */
bool gk_table_cell_carry(struct gk_table_work *w, const struct gk_cell *cell); /* the text with （续） */
int32_t gk_table_content_width(const struct gk_table_work *w, const struct gk_cell *cell);
/* table_columns.c: widths of columns, the size and the sheet. False when it does not fit (reported). */
bool gk_table_columns(struct gk_table_work *w);
/* table_rows.c: heights of rows. */
bool gk_table_rows(struct gk_table_work *w);
/* table_breaks.c: rows for the next part in `room`. fresh: only the table's own lead stands on the page. An empty part: begin a new page. */
bool gk_table_part(struct gk_table_work *w, int32_t room, bool fresh);
int32_t gk_table_continued_height(const struct gk_table_work *w);   /* 续表 and the unit, above the head */
int32_t gk_table_full_height(const struct gk_table_work *w);        /* of 版心 on its sheet */
bool gk_table_head_repeats(const struct gk_table_work *w);
int32_t gk_table_notes_height(const struct gk_table_work *w);
/* table_place.c: the part at y. */
bool gk_table_place(struct gk_table_work *w, int32_t y);
/* table_rules.c */
bool gk_table_rules(struct gk_table_work *w, int32_t y);
/* table_around.c: caption, unit, 续表, notes. y moves down. */
bool gk_table_around_set(struct gk_table_work *w);
int32_t gk_table_lead_height(const struct gk_table_work *w);
bool gk_table_lead(struct gk_table_work *w, int32_t *y, bool continued);
bool gk_table_notes(struct gk_table_work *w, int32_t *y);

#endif
