/* A figure as it is printed. */
#ifndef GK_BIND_FORMAT_H
#define GK_BIND_FORMAT_H

#include "bind/evaluate.h"

struct gk_printed {
  const char *lead;  /* 增加 减少, which may be parted from the number; or NULL */
  const char *text;  /* NULL or "" when nothing is printed */
  enum gk_state state;
  bool whole;        /* may not be broken */
  bool number;       /* digits, point and sign only: can be aligned on the point */
  uint8_t decimals;  /* number: digits after the point */
  enum gk_fault fault; /* could not be formatted: OVERFLOW or KIND */
};

struct gk_formatting {
  struct gk_arena *arena;
  enum gk_unit data;  /* of the amounts; NONE when unknown */
  enum gk_unit table; /* of the table, or NONE: the data's */
  bool thousands;     /* the table's style groups the digits of amounts and quantities */
  int8_t decimals;    /* of amounts whose format does not say: the style's */
};

/* Formats a figure whose state is VALUE, NOT_APPLICABLE, WITHHELD or BLANK; gaps are compose.c's. */
struct gk_printed gk_format_figure(const struct gk_formatting *f, const struct gk_figure *figure, enum gk_format format, const char *argument);
/* 增减 and 增减率, of a - b. */
struct gk_printed gk_format_change(const struct gk_formatting *f, const struct gk_figure *a, const struct gk_figure *b, enum gk_format format,
                                   const char *argument);
/* Whether printing needs to know the data's 金额单位. */
bool gk_format_needs_unit(const struct gk_formatting *f, const struct gk_figure *figure, enum gk_format format);
/* How a column prints when the layout does not say. */
enum gk_format gk_format_by_type(const struct gk_expr *value);

#endif
