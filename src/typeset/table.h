/* A table while it is set. */
#ifndef GK_TYPESET_TABLE_H
#define GK_TYPESET_TABLE_H

#include "typeset/setting.h"

struct gk_table_setting {
  const struct gk_table *table;
  struct gk_style head, cell;       /* with the size reached */
  const struct gk_table_style *style;
  bool rotated;
  int32_t width;
  int32_t *x;                       /* columns + 1 edges from the block's left */
  int32_t *heights;                 /* per row */
  struct gk_paragraph *paragraphs;  /* per cell */
  int32_t *point;                   /* per cell: width left of the decimal point's end, for alignment */
  int32_t *point_column;            /* per column: the widest such, and the widest remainder after it */
  int32_t *rest_column;
  uint32_t *cover;                  /* rows × columns: cell number + 0 */
  struct gk_tag **tags;             /* per cell */
  struct gk_tag *caption_tag, *info_tag;
  struct gk_paragraph caption, info_left, info_right, continued;
  int32_t lead_caption, lead_info, lead_head; /* heights of what stands above the body rows */
  /* the part on the current page */
  int32_t *open_top;                /* per cell that spans rows: where its box began on this page, or -1 */
  bool *begun;                      /* per cell: its content was placed on an earlier page */
  uint32_t first_row, last_row;     /* rows on this page, last exclusive */
};

bool gk_table_widths(struct gk_setter *setter, struct gk_table_setting *t);
bool gk_table_measure(struct gk_setter *setter, struct gk_table_setting *t);

#endif
