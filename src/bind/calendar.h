/* The calendar: dates as days since 1970-01-01 (proleptic Gregorian). */
#ifndef GK_BIND_CALENDAR_H
#define GK_BIND_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gk_date { int64_t year; unsigned month, day; };

enum gk_date_result {
  GK_DATE_OK,
  GK_DATE_FORM,     /* not YYYY-MM-DD */
  GK_DATE_CALENDAR  /* of the right form, but no such day */
};
enum gk_date_result gk_date_parse(const char *text, size_t n, struct gk_date *out);
/* Reads a date in another usual form: 2021年12月31日 2021/12/31 2021.12.31 2021-1-5 20211231. */
bool gk_date_guess(const char *text, size_t n, struct gk_date *out);
bool gk_date_exists(struct gk_date date); /* years 1 to 9999 */
unsigned gk_date_month_length(int64_t year, unsigned month);
int64_t gk_date_to_days(struct gk_date date); /* of a date that exists */
struct gk_date gk_date_from_days(int64_t days);

#endif
