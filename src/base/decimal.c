/* Exact decimals in 64 bits, with 128 between. Decides precision and rounding:
 * 四舍五入, half away from zero, which is what the readers of a budget expect (the
 * half-to-even of GB/T 8170 3.2 is for measurements). How a figure is printed is
 * decided by its format, not here. */
#include "base/base.h"

#include <string.h>

__extension__ typedef __int128 wide;

#define COEFFICIENT_MAX INT64_C(999999999999999999)
#define QUOTIENT_MAX ((wide)COEFFICIENT_MAX * COEFFICIENT_MAX)

static wide power10(unsigned n) {
  wide p = 1;
  while (n--) p *= 10;
  return p;
}

/* Stores the number when it can be held: zeros after the point are dropped where there are too many digits. */
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

/* Digits with at most one point; false on syntax. 36 digits fit in `wide`; more are counted only. */
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

/* a/b at `scale` is a·10^shift / b, done digit by digit as on paper: the product itself might not fit. */
bool gk_decimal_div(struct gk_decimal a, struct gk_decimal b, uint8_t scale, struct gk_decimal *out) {
  if (b.coefficient == 0 || scale > GK_DECIMAL_SCALE_MAX) return false;
  bool negative = (a.coefficient < 0) != (b.coefficient < 0);
  wide x = a.coefficient, y = b.coefficient;
  if (x < 0) x = -x;
  if (y < 0) y = -y;
  int shift = (int)scale + b.scale - a.scale;
  if (shift < 0) y *= power10((unsigned)-shift);
  wide q = x / y, r = x % y;
  for (; shift > 0; shift--) {
    if (q > QUOTIENT_MAX) return false;
    r *= 10;
    q = q * 10 + r / y;
    r %= y;
  }
  if (r >= y - r) q++;
  return fit(negative ? -q : q, scale, out);
}

bool gk_decimal_negate(struct gk_decimal a, struct gk_decimal *out) { return fit(-(wide)a.coefficient, a.scale, out); }

bool gk_decimal_abs(struct gk_decimal a, struct gk_decimal *out) {
  if (a.coefficient < 0) return gk_decimal_negate(a, out);
  *out = a;
  return true;
}

#define SHIFT_MAX (18 + GK_DECIMAL_SCALE_MAX) /* from the smallest decimal to the largest number */
bool gk_decimal_shift(struct gk_decimal a, int power, struct gk_decimal *out) {
  if (a.coefficient == 0) power = 0;
  if (power > SHIFT_MAX || power < -SHIFT_MAX) return false;
  int scale = a.scale - power;
  wide coefficient = a.coefficient;
  for (; scale < 0; scale++) {
    if (coefficient > COEFFICIENT_MAX || coefficient < -COEFFICIENT_MAX) return false;
    coefficient *= 10;
  }
  return fit(coefficient, (unsigned)scale, out);
}

bool gk_decimal_round(struct gk_decimal a, uint8_t scale, bool exact_scale, struct gk_decimal *out) {
  if (scale > GK_DECIMAL_SCALE_MAX) return false;
  if (a.scale > scale) return fit(divide_round(a.coefficient, power10((unsigned)(a.scale - scale))), scale, out);
  if (!exact_scale) {
    *out = a;
    return true;
  }
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
