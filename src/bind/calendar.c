/* Decides which days exist and counts them; how a date is printed is format.c's. */
#include "bind/calendar.h"

#include <string.h>

unsigned gk_date_month_length(int64_t year, unsigned month) {
  static const unsigned char length[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : length[month - 1];
}

bool gk_date_exists(struct gk_date date) {
  return date.year >= 1 && date.year <= 9999 && date.day >= 1 && date.day <= gk_date_month_length(date.year, date.month);
}

/* Reads at most `most` digits at text[*i]; returns how many there were. */
static unsigned digits(const char *text, size_t n, size_t *i, unsigned most, int64_t *out) {
  unsigned count = 0;
  *out = 0;
  while (*i < n && count < most && text[*i] >= '0' && text[*i] <= '9') {
    *out = *out * 10 + (text[*i] - '0');
    (*i)++;
    count++;
  }
  return count;
}

enum gk_date_result gk_date_parse(const char *text, size_t n, struct gk_date *out) {
  size_t i = 0;
  int64_t year, month, day;
  if (digits(text, n, &i, 4, &year) != 4 || i >= n || text[i++] != '-') return GK_DATE_FORM;
  if (digits(text, n, &i, 2, &month) != 2 || i >= n || text[i++] != '-') return GK_DATE_FORM;
  if (digits(text, n, &i, 2, &day) != 2 || i != n) return GK_DATE_FORM;
  *out = (struct gk_date){year, (unsigned)month, (unsigned)day};
  return gk_date_exists(*out) ? GK_DATE_OK : GK_DATE_CALENDAR;
}

static bool skip(const char *text, size_t n, size_t *i, const char *mark) {
  size_t k = strlen(mark);
  if (n - *i < k || memcmp(text + *i, mark, k) != 0) return false;
  *i += k;
  return true;
}

bool gk_date_guess(const char *text, size_t n, struct gk_date *out) {
  static const char *const forms[][3] = {{"年", "月", "日"}, {"年", "月", "号"}, {"/", "/", ""}, {".", ".", ""}, {"-", "-", ""}, {"", "", ""}};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    bool packed = forms[k][0][0] == '\0';
    size_t i = 0;
    int64_t year, month, day;
    if (digits(text, n, &i, 4, &year) != 4 || !skip(text, n, &i, forms[k][0])) continue;
    unsigned m = digits(text, n, &i, 2, &month);
    if (m == 0 || (packed && m != 2) || !skip(text, n, &i, forms[k][1])) continue;
    unsigned d = digits(text, n, &i, 2, &day);
    if (d == 0 || (packed && d != 2) || !skip(text, n, &i, forms[k][2]) || i != n) continue;
    *out = (struct gk_date){year, (unsigned)month, (unsigned)day};
    return gk_date_exists(*out);
  }
  return false;
}

/* Years are counted from 1 March of year 0, so that the leap day ends a year. */
int64_t gk_date_to_days(struct gk_date date) {
  int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  int64_t month = date.month <= 2 ? (int64_t)date.month + 9 : (int64_t)date.month - 3;
  int64_t day_of_year = (153 * month + 2) / 5 + (int64_t)date.day - 1;
  return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

struct gk_date gk_date_from_days(int64_t days) {
  int64_t z = days + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t of_era = z - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t m = (5 * day_of_year + 2) / 153;
  struct gk_date date;
  date.day = (unsigned)(day_of_year - (153 * m + 2) / 5 + 1);
  date.month = (unsigned)(m < 10 ? m + 3 : m - 9);
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}
