/* Exact decimals in 64 bits, with 128 between. Rounding is 四舍五入, half away
 * from zero (GB/T 8170 allows it where stated; the ministry's tables use it). */
#include "base/base.h"

#include <string.h>

__extension__ typedef __int128 wide;

#define DIGITS_MAX 18
#define COEFFICIENT_MAX INT64_C(999999999999999999)

static wide power10(unsigned n) {
  wide p = 1;
  while (n--) p *= 10;
  return p;
}

static bool fit(wide coefficient, unsigned scale, struct gk_decimal *out) {
  while (scale > GK_DECIMAL_SCALE_MAX && coefficient % 10 == 0) {
    coefficient /= 10;
    scale--;
  }
  if (scale > GK_DECIMAL_SCALE_MAX) return false;
  while ((coefficient > COEFFICIENT_MAX || coefficient < -COEFFICIENT_MAX) && scale > 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    scale--;
  }
  if (coefficient > COEFFICIENT_MAX || coefficient < -COEFFICIENT_MAX) return false;
  *out = (struct gk_decimal){(int64_t)coefficient, (uint8_t)scale};
  return true;
}

static wide divide_round(wide a, wide b) {
  bool negative = (a < 0) != (b < 0);
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  wide q = a / b, r = a % b;
  if (r >= b - r) q++;
  return negative ? -q : q;
}

struct scan { wide coefficient; int scale, significant; };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Digits with at most one point; false on syntax. */
static bool scan_digits(const char *text, size_t n, size_t *i, struct scan *scan) {
  size_t start = *i;
  bool point = false;
  int whole = 0, after = 0;
  for (; *i < n; (*i)++) {
    char c = text[*i];
    if (c == '.' && !point && whole) {
      point = true;
      continue;
    }
    if (!is_digit(c)) break;
    if (point) after++;
    else whole++;
    if (scan->significant || c != '0') scan->significant++;
    if (scan->significant <= 36) scan->coefficient = scan->coefficient * 10 + (c - '0');
  }
  scan->scale = after;
  return *i > start && whole && (!point || after);
}

enum gk_decimal_result gk_decimal_parse(const char *text, size_t n, struct gk_decimal *out) {
  size_t i = 0;
  bool negative = n && text[0] == '-';
  if (negative) i++;
  struct scan scan = {0};
  if (!scan_digits(text, n, &i, &scan)) return GK_DECIMAL_SYNTAX;
  long exponent = 0;
  if (i < n && (text[i] == 'e' || text[i] == 'E')) {
    i++;
    bool down = i < n && text[i] == '-';
    if (i < n && (text[i] == '-' || text[i] == '+')) i++;
    if (i >= n) return GK_DECIMAL_SYNTAX;
    for (; i < n && is_digit(text[i]); i++)
      if (exponent < 100000) exponent = exponent * 10 + (text[i] - '0');
    if (down) exponent = -exponent;
  }
  if (i != n) return GK_DECIMAL_SYNTAX;
  if (scan.significant > 36) return GK_DECIMAL_RANGE;
  wide coefficient = negative ? -scan.coefficient : scan.coefficient;
  long scale = scan.scale - exponent;
  if (coefficient == 0) {
    *out = (struct gk_decimal){0, (uint8_t)(scale < 0 ? 0 : scale > GK_DECIMAL_SCALE_MAX ? GK_DECIMAL_SCALE_MAX : scale)};
    return GK_DECIMAL_OK;
  }
  while (scale < 0) {
    if (coefficient > COEFFICIENT_MAX || coefficient < -COEFFICIENT_MAX) return GK_DECIMAL_RANGE;
    coefficient *= 10;
    scale++;
  }
  if (scale > 200) return GK_DECIMAL_RANGE;
  return fit(coefficient, (unsigned)scale, out) ? GK_DECIMAL_OK : GK_DECIMAL_RANGE;
}

struct gk_decimal gk_decimal_from_int(int64_t value) { return (struct gk_decimal){value, 0}; }

static bool combine(struct gk_decimal a, struct gk_decimal b, int sign, struct gk_decimal *out) {
  unsigned scale = a.scale > b.scale ? a.scale : b.scale;
  wide x = (wide)a.coefficient * power10(scale - a.scale), y = (wide)b.coefficient * power10(scale - b.scale);
  return fit(sign > 0 ? x + y : x - y, scale, out);
}

bool gk_decimal_add(struct gk_decimal a, struct gk_decimal b, struct gk_decimal *out) { return combine(a, b, 1, out); }
bool gk_decimal_sub(struct gk_decimal a, struct gk_decimal b, struct gk_decimal *out) { return combine(a, b, -1, out); }

bool gk_decimal_mul(struct gk_decimal a, struct gk_decimal b, struct gk_decimal *out) {
  return fit((wide)a.coefficient * b.coefficient, (unsigned)a.scale + b.scale, out);
}

bool gk_decimal_div(struct gk_decimal a, struct gk_decimal b, uint8_t scale, struct gk_decimal *out) {
  if (b.coefficient == 0 || scale > GK_DECIMAL_SCALE_MAX) return false;
  /* a/b at `scale`: a·10^(scale + b.scale - a.scale) / b */
  int shift = (int)scale + b.scale - a.scale;
  wide x = a.coefficient, y = b.coefficient;
  if (shift >= 0) {
    wide p = power10((unsigned)shift);
    wide limit = ((wide)INT64_MAX << 62) / p;
    if (x > limit || x < -limit) return false;
    x *= p;
  } else {
    y *= power10((unsigned)-shift);
  }
  return fit(divide_round(x, y), scale, out);
}

bool gk_decimal_negate(struct gk_decimal a, struct gk_decimal *out) { return fit(-(wide)a.coefficient, a.scale, out); }
bool gk_decimal_abs(struct gk_decimal a, struct gk_decimal *out) { return a.coefficient < 0 ? gk_decimal_negate(a, out) : (*out = a, true); }

bool gk_decimal_shift(struct gk_decimal a, int power, struct gk_decimal *out) {
  if (power > 18 || power < -18) return false;
  if (power < 0) return fit(a.coefficient, (unsigned)(a.scale - power), out);
  return power <= a.scale ? fit(a.coefficient, (unsigned)(a.scale - power), out) : fit(a.coefficient * power10((unsigned)(power - a.scale)), 0, out);
}

bool gk_decimal_round(struct gk_decimal a, uint8_t scale, bool exact_scale, struct gk_decimal *out) {
  if (scale > GK_DECIMAL_SCALE_MAX) return false;
  if (a.scale > scale) return fit(divide_round(a.coefficient, power10((unsigned)(a.scale - scale))), scale, out);
  if (!exact_scale) return *out = a, true;
  wide padded = (wide)a.coefficient * power10((unsigned)(scale - a.scale));
  if (padded > COEFFICIENT_MAX || padded < -COEFFICIENT_MAX) return false;
  *out = (struct gk_decimal){(int64_t)padded, scale};
  return true;
}

struct gk_decimal gk_decimal_trim(struct gk_decimal a) {
  while (a.scale > 0 && a.coefficient % 10 == 0) {
    a.coefficient /= 10;
    a.scale--;
  }
  return a;
}

int gk_decimal_compare(struct gk_decimal a, struct gk_decimal b) {
  unsigned scale = a.scale > b.scale ? a.scale : b.scale;
  wide x = (wide)a.coefficient * power10(scale - a.scale), y = (wide)b.coefficient * power10(scale - b.scale);
  return (x > y) - (x < y);
}

int gk_decimal_sign(struct gk_decimal a) { return (a.coefficient > 0) - (a.coefficient < 0); }
bool gk_decimal_is_integer(struct gk_decimal a) { return gk_decimal_trim(a).scale == 0; }

bool gk_decimal_to_int(struct gk_decimal a, int64_t *out) {
  a = gk_decimal_trim(a);
  if (a.scale) return false;
  *out = a.coefficient;
  return true;
}

size_t gk_decimal_format(struct gk_decimal a, bool thousands, char out[GK_DECIMAL_TEXT_MAX]) {
  char reversed[GK_DECIMAL_TEXT_MAX];
  size_t n = 0;
  uint64_t value = a.coefficient < 0 ? 0 - (uint64_t)a.coefficient : (uint64_t)a.coefficient;
  for (unsigned i = 0; i < a.scale; i++) {
    reversed[n++] = (char)('0' + value % 10);
    value /= 10;
  }
  if (a.scale) reversed[n++] = '.';
  unsigned whole = 0;
  do {
    if (thousands && whole && whole % 3 == 0) reversed[n++] = ',';
    reversed[n++] = (char)('0' + value % 10);
    whole++;
  } while (value /= 10);
  if (a.coefficient < 0) reversed[n++] = '-';
  for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
  out[n] = '\0';
  return n;
}
