/* Dates as PDF (ISO 32000-1, 7.9.4) and as XMP write them. The date is given with
 * its offset from UTC; no clock and no time zone of the machine is asked. */
#include "pdf/messages.h"
#include "pdf/xmp.h"

#define DAY 86400
#define YEAR_MAX 9999

struct date { int64_t year; unsigned month, day, hour, minute, second; int offset; };

/* Days since 1970-01-01 to year, month, day of the Gregorian calendar, counted from March so that the leap day is the last. */
static void civil(int64_t days, struct date *date) {
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
  unsigned of_era = (unsigned)(z - era * 146097);
  unsigned year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned month = (5 * of_year + 2) / 153;
  date->day = of_year - (153 * month + 2) / 5 + 1;
  date->month = month < 10 ? month + 3 : month - 9;
  date->year = (int64_t)year_of_era + era * 400 + (date->month <= 2);
}

static bool split_date(int64_t seconds, int offset, struct date *date) {
  if (seconds > INT64_MAX / 2 || offset <= -DAY / 60 || offset >= DAY / 60) return false;
  int64_t local = seconds + (int64_t)offset * 60;
  int64_t days = local / DAY - (local % DAY < 0);
  unsigned rest = (unsigned)(local - days * DAY);
  *date = (struct date){.hour = rest / 3600, .minute = rest / 60 % 60, .second = rest % 60, .offset = offset};
  if (days > (int64_t)366 * (YEAR_MAX + 1)) return false;
  civil(days, date);
  return date->year >= 1 && date->year <= YEAR_MAX;
}

static const char *date_text(struct gk_arena *arena, const struct date *d, const char *format) {
  unsigned offset = d->offset < 0 ? (unsigned)-d->offset : (unsigned)d->offset;
  return gk_arena_printf(arena, format, (int)d->year, d->month, d->day, d->hour, d->minute, d->second, d->offset < 0 ? "-" : "+", offset / 60, offset % 60);
}

bool gk_pdf_dates(struct gk_arena *arena, const struct gk_pdf_options *options, const char **of_info, const char **of_xmp,
                  struct gk_diag_sink *sink) {
  struct date date;
  *of_info = *of_xmp = NULL;
  if (options->date < 0) return true;
  if (!split_date(options->date, options->date_offset_minutes, &date)) {
    const char *seconds = gk_arena_printf(arena, "%lld", (long long)options->date), *offset = gk_arena_printf(arena, "%d", options->date_offset_minutes);
    if (seconds && offset) gk_report(sink, &gk_msg_pdf_date, gk_place_none(), gk_place_none(), seconds, offset);
    else gk_report_memory(sink);
    return false;
  }
  *of_info = date_text(arena, &date, "(D:%04d%02u%02u%02u%02u%02u%s%02u'%02u')");
  *of_xmp = date_text(arena, &date, "%04d-%02u-%02uT%02u:%02u:%02u%s%02u:%02u");
  if (*of_info && *of_xmp) return true;
  gk_report_memory(sink);
  return false;
}
