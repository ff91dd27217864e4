/* A table while it is set. */
#ifndef GK_TYPESET_TABLE_H
#define GK_TYPESET_TABLE_H

#include "typeset/setting.h"

struct gk_table_setting {
  const struct gk_table *table;
  struct gk_style head, cell;       /* with the size reached */
  const struct gk_table_style *style;
  bool rotated;
  const struct gk_cell *widest;     /* holds the widest unbreakable piece */
  int32_t widest_piece;
  int32_t width;
  int32_t *x;                       /* columns + 1 edges from the block's left */
  int32_t *heights;                 /* per row */
  struct gk_paragraph *paragraphs;  /* per cell */
  int32_t *point;                   /* per cell: width left of the decimal point's end, for alignment */
  int32_t *point_column;            /* per column: the widest such, and the widest remainder after it */
  int32_t *rest_column;
  uint32_t *cover;                  /* rows × columns: cell number + 0 */
  struct gk_tag **tags;             /* per cell */
  struct gk_tag *caption_tag, *left_tag, *right_tag;
  struct gk_paragraph caption, info_left, info_right, continued;
  int32_t first_caption;            /* height of the caption, */
  int32_t lead_caption, lead_info;  /* of the continued caption, of the information lines */
  int32_t info_size;
  size_t info_lines;
  /* the part on the current page */
  int32_t *open_top;                /* per cell that spans rows: where its box began on this page, or -1 */
  bool *begun;                      /* per cell: it has a box on this page or an earlier one */
  size_t *placed;                   /* per cell: lines of it that are placed */
  struct gk_paragraph **labels;     /* per cell: its text with （续）, once it is needed */
  uint32_t last_row;                /* the row after the last one placed, or begun */
};

bool gk_table_widths(struct gk_setter *setter, struct gk_table_setting *t);
bool gk_table_measure(struct gk_setter *setter, struct gk_table_setting *t);
/* The table's tags under parent: parts, rows, cells, caption (table_tags.c); which heads belong to which cell (table_headers.c). */
bool gk_table_tags(struct gk_setter *setter, struct gk_table_setting *t, struct gk_tag *parent);
bool gk_table_headers(struct gk_setter *setter, struct gk_table_setting *t);
/* 均排 of the labels that ask for it. */
bool gk_table_distribute(struct gk_setter *setter, struct gk_table_setting *t);

int32_t gk_pitch_of(const struct gk_style *style);
const struct gk_style *gk_cell_style(const struct gk_table_setting *t, const struct gk_cell *cell);
/* From the top of the first of n lines to the foot of the last. */
int32_t gk_lines_height(const struct gk_table_setting *t, const struct gk_cell *cell, const struct gk_paragraph *p, size_t n);
/* How many lines of the cell stand in a box of this height. */
size_t gk_lines_within(const struct gk_table_setting *t, const struct gk_cell *cell, int32_t height);
/* Heights are bounded, so that sums of a few do not overflow; a row so high is parted anyway. */
int32_t gk_clamp_height(int64_t height);

/* The rule above row r, where row `above` stands over it (frame: the table's edge, whole). */
bool gk_table_rule_above(struct gk_setter *setter, struct gk_table_setting *t, uint32_t above, uint32_t r, int32_t y, bool frame);
bool gk_table_rules_beside(struct gk_setter *setter, struct gk_table_setting *t, uint32_t r, int32_t y, int32_t height);

#endif
