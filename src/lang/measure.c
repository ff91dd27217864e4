/* Lengths and sizes. Decides what 号 is: the traditional Chinese sizes in points
 * (GB/T 9704 counts in them: 三号 15.75 pt, 28 to a line of 156 mm), not those of
 * word processors where the two differ. 1 mm = 360/127 pt. */
#include <string.h>

#include "lang/inside.h"

#define LENGTH_MOST_MM 5000
#define SIZE_MOST 200000

struct size { const char *name; int32_t mpt; };
static const struct size sizes[] = {{"初号", 42000}, {"小初", 36000}, {"一号", 27500}, {"小一", 24000}, {"二号", 21000}, {"小二", 18000},
                                    {"三号", 15750}, {"小三", 15000}, {"四号", 13750}, {"小四", 12000}, {"五号", 10500}, {"小五", 9000},
                                    {"六号", 7875},  {"小六", 6500},  {"七号", 5250},  {"八号", 5000}};
#define SIZES (sizeof sizes / sizeof *sizes)

static bool wrong(struct gk_lang *l, const struct gk_xml_attribute *a, const char *zh, const char *en) {
  gk_lang_report(l, &gk_msg_lang_measure, a->value_place, a->name, zh, en, a->value);
  return false;
}

/* A number without sign, times 1000, exactly. */
static bool thousandths(const char *text, size_t n, int64_t most, int64_t *out) {
  struct gk_decimal d, shifted;
  if (n == 0 || text[0] < '0' || text[0] > '9' || memchr(text, 'e', n) || memchr(text, 'E', n)) return false;
  if (gk_decimal_parse(text, n, &d) != GK_DECIMAL_OK || !gk_decimal_shift(d, 3, &shifted)) return false;
  return gk_decimal_to_int(shifted, out) && *out <= most;
}

bool gk_lang_milli(struct gk_lang *l, const struct gk_xml_attribute *a, int64_t most, int32_t *out) {
  const char *slash = strchr(a->value, '/');
  int64_t value, divisor;
  if (!slash && thousandths(a->value, strlen(a->value), most, &value)) {
    *out = (int32_t)value;
    return true;
  }
  if (slash && thousandths(a->value, (size_t)(slash - a->value), INT32_MAX, &value) && thousandths(slash + 1, strlen(slash + 1), INT32_MAX, &divisor) &&
      divisor > 0 && value * 1000 / divisor <= most) {
    *out = (int32_t)(value * 1000 / divisor);
    return true;
  }
  return wrong(l, a, "数（如 2、0.5、1/8），至多三位小数，且不过大", "a number such as 2, 0.5 or 1/8, not too great");
}

/* mm, cm or pt to mpt, half up. */
static bool length(const char *text, int32_t *out) {
  size_t n = strlen(text);
  if (n < 3) return false;
  const char *unit = text + n - 2;
  int64_t value;
  if (!thousandths(text, n - 2, (int64_t)LENGTH_MOST_MM * 3000, &value)) return false;
  if (strcmp(unit, "pt") == 0) *out = (int32_t)value;
  else if (strcmp(unit, "mm") == 0 && value <= (int64_t)LENGTH_MOST_MM * 1000) *out = (int32_t)((value * 360 + 63) / 127);
  else if (strcmp(unit, "cm") == 0 && value <= (int64_t)LENGTH_MOST_MM * 100) *out = (int32_t)((value * 3600 + 63) / 127);
  else return false;
  return true;
}

bool gk_lang_length(struct gk_lang *l, const struct gk_xml_attribute *a, int32_t *out) {
  return length(a->value, out) || wrong(l, a, "带单位的长度，如 7mm、2.5cm、14pt", "a length with its unit: 7mm, 2.5cm, 14pt");
}

bool gk_lang_size(struct gk_lang *l, const struct gk_xml_attribute *a, int32_t *out) {
  for (size_t i = 0; i < SIZES; i++)
    if (strcmp(a->value, sizes[i].name) == 0) {
      *out = sizes[i].mpt;
      return true;
    }
  int32_t mpt; /* a wrong size leaves the inherited one, so that one fault is one report */
  if (length(a->value, &mpt) && mpt > 0 && mpt <= SIZE_MOST) {
    *out = mpt;
    return true;
  }
  return wrong(l, a, "字号（初号至八号、小初至小六）或长度（如 16pt，不超过200pt）", "a size in 号, or a length up to 200pt");
}
