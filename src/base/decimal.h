/* Exact decimals: value = coefficient × 10^-scale. No binary floating point
 * ever touches an amount. Every operation reports overflow (false) and then
 * leaves *out alone. */
#ifndef GK_BASE_DECIMAL_H
#define GK_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GK_DECIMAL_SCALE_MAX 12

struct gk_decimal {
  int64_t coefficient;
  uint8_t scale; /* digits after the point, 0..GK_DECIMAL_SCALE_MAX */
};

enum gk_decimal_result {
  GK_DECIMAL_OK,
  GK_DECIMAL_SYNTAX,   /* not  -?digits(.digits)?([eE][+-]?digits)?  */
  GK_DECIMAL_RANGE     /* more than 18 significant digits or more than GK_DECIMAL_SCALE_MAX decimals */
};

/* Parses the characters of an amount; scale is kept as written ("1.50" has scale 2). ASCII only. */
enum gk_decimal_result gk_decimal_parse(const char *text, size_t n, struct gk_decimal *out);
struct gk_decimal gk_decimal_from_int(int64_t value);
bool gk_decimal_add(struct gk_decimal a, struct gk_decimal b, struct gk_decimal *out);
bool gk_decimal_sub(struct gk_decimal a, struct gk_decimal b, struct gk_decimal *out);
bool gk_decimal_mul(struct gk_decimal a, struct gk_decimal b, struct gk_decimal *out);
/* Quotient rounded half away from zero to `scale` decimals; false also when b is zero. */
bool gk_decimal_div(struct gk_decimal a, struct gk_decimal b, uint8_t scale, struct gk_decimal *out);
bool gk_decimal_negate(struct gk_decimal a, struct gk_decimal *out);
bool gk_decimal_abs(struct gk_decimal a, struct gk_decimal *out);
/* value × 10^power, exact. */
bool gk_decimal_shift(struct gk_decimal a, int power, struct gk_decimal *out);
/* Rounds half away from zero to at most `scale` decimals (四舍五入); pads zeros when `exact_scale`. */
bool gk_decimal_round(struct gk_decimal a, uint8_t scale, bool exact_scale, struct gk_decimal *out);
/* Drops trailing zeros after the point. */
struct gk_decimal gk_decimal_trim(struct gk_decimal a);
int gk_decimal_compare(struct gk_decimal a, struct gk_decimal b); /* exact, any scales: <0, 0, >0 */
int gk_decimal_sign(struct gk_decimal a);
bool gk_decimal_is_integer(struct gk_decimal a);
bool gk_decimal_to_int(struct gk_decimal a, int64_t *out); /* false unless integral */

#define GK_DECIMAL_TEXT_MAX 64
/* Digits with '.' and '-' ; `thousands` puts ',' between groups of three. Returns length. */
size_t gk_decimal_format(struct gk_decimal a, bool thousands, char out[GK_DECIMAL_TEXT_MAX]);

#endif
