/* A figure: what an expression comes to, with its state, exact. */
#ifndef GK_BIND_FIGURE_H
#define GK_BIND_FIGURE_H

#include "bind/facts.h"

enum gk_figure_kind { GK_FIGURE_NUMBER, GK_FIGURE_TEXT, GK_FIGURE_DATE, GK_FIGURE_TRUTH };
/* What a number counts; decides its conversion and its default format. */
enum gk_measure { GK_MEASURE_NONE, GK_MEASURE_AMOUNT, GK_MEASURE_QUANTITY, GK_MEASURE_PERCENT, GK_MEASURE_YEAR };

struct gk_figure {
  enum gk_state state;
  enum gk_figure_kind kind;
  enum gk_measure measure;
  struct gk_decimal number;
  struct gk_decimal divisor; bool ratio; /* the number is number / divisor, divided only when it is printed, to round once */
  bool truth;
  int64_t day;
  const char *text; size_t size;
  struct gk_fact *fact;   /* the datum it is; in a computed figure the one whose state prevailed; or NULL */
  struct gk_place data;   /* of the first datum */
};

enum gk_fault { GK_FAULT_NONE, GK_FAULT_OVERFLOW, GK_FAULT_ZERO, GK_FAULT_KIND };

struct gk_figure gk_figure_number(struct gk_decimal number, enum gk_measure measure);
struct gk_figure gk_figure_truth(bool truth);
/* The figure of a fact that is no group and no list. */
struct gk_figure gk_figure_of_fact(struct gk_fact *fact);
/* The same of one that would be blank; data: the place of what it would stand in. */
struct gk_figure gk_figure_blank(const struct gk_field *field, struct gk_place data);

/* + - × ÷, comparisons. On a fault the result is INVALID and *fault says why. */
struct gk_figure gk_figure_compute(enum gk_operator op, const struct gk_figure *a, const struct gk_figure *b, enum gk_fault *fault);
struct gk_figure gk_figure_negate(const struct gk_figure *a, enum gk_fault *fault);
struct gk_figure gk_figure_abs(const struct gk_figure *a, enum gk_fault *fault);
/* The number × 10^shift rounded half up to `decimals` (padded when exact), dividing a ratio in the same step. */
bool gk_figure_round(const struct gk_figure *a, int shift, uint8_t decimals, bool exact, struct gk_decimal *out);
/* Nothing to print or compute with: BLANK or NOT_APPLICABLE. */
bool gk_figure_is_nothing(const struct gk_figure *a);

#endif
