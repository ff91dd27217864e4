/* Decides the characters of a figure. How many decimals amounts have is the style's to say
 * (text or table), so that a figure reads the same wherever that style is. Amounts are converted exactly (元 and 万元
 * differ by a shift of four places) and rounded once, half up, here and nowhere
 * before. What is not zero is never printed as zero where the layout leaves the
 * number of decimals open. GB/T 15835 5.1.2: Arabic digits, without separators, or
 * in tables that ask for it with 千分撇 (amounts and quantities; never years). */
#include "bind/format.h"

#include <string.h>

#include "bind/calendar.h"
#include "bind/number.h"

#define PROSE_DECIMALS 2 /* 614.21万元 */

static struct gk_printed fault(enum gk_fault why) { return (struct gk_printed){.state = GK_STATE_INVALID, .fault = why}; }

static struct gk_printed plain(const char *text, bool whole) { return (struct gk_printed){.text = text, .whole = whole, .state = GK_STATE_VALUE}; }

static struct gk_printed with_state(enum gk_state state) {
  struct gk_printed out = {.state = state, .text = "", .whole = true};
  if (state == GK_STATE_WITHHELD) out.text = "涉密";
  if (state == GK_STATE_NOT_APPLICABLE) out.text = "——";
  return out;
}

/* "2" of 金额:2; false when the argument is no number of decimals. */
static bool decimals_of(const char *argument, uint8_t *out) {
  if (!argument || argument[0] < '0' || argument[0] > '9' || argument[1] != '\0') return false;
  *out = (uint8_t)(argument[0] - '0');
  return true;
}

/* Places to shift an amount of the data to make it one of `wanted`. */
static int shift_to(const struct gk_formatting *f, const struct gk_figure *figure, enum gk_unit wanted) {
  if (figure->measure != GK_MEASURE_AMOUNT || wanted == GK_UNIT_NONE || f->data == GK_UNIT_NONE || wanted == f->data) return 0;
  return wanted == GK_UNIT_YUAN ? 4 : -4;
}

static struct gk_printed digits(const struct gk_formatting *f, struct gk_decimal number, const char *unit) {
  char text[GK_DECIMAL_TEXT_MAX];
  gk_decimal_format(number, f->thousands, text);
  struct gk_printed out = plain(gk_arena_printf(f->arena, "%s%s", text, unit), true);
  out.number = unit[0] == '\0';
  out.decimals = number.scale;
  return out;
}

/* With exactly so many decimals. */
static struct gk_printed fixed(const struct gk_formatting *f, const struct gk_figure *a, int shift, uint8_t decimals, const char *unit) {
  struct gk_decimal number;
  return gk_figure_round(a, shift, decimals, true, &number) ? digits(f, number, unit) : fault(GK_FAULT_OVERFLOW);
}

/* With at most so many decimals and no zeros at the end; with more where it would else read zero. */
static struct gk_printed trimmed(const struct gk_formatting *f, const struct gk_figure *a, int shift, uint8_t decimals, const char *unit) {
  struct gk_decimal number;
  for (;; decimals++) {
    if (!gk_figure_round(a, shift, decimals, false, &number)) return fault(GK_FAULT_OVERFLOW);
    if (gk_decimal_sign(number) != 0 || gk_decimal_sign(a->number) == 0 || decimals >= GK_DECIMAL_SCALE_MAX) break;
  }
  return digits(f, gk_decimal_trim(number), unit);
}

/* With the decimals its format gives, or else its style. */
static struct gk_printed amount(const struct gk_formatting *f, const struct gk_figure *a, int shift, const char *argument, const char *suffix) {
  uint8_t decimals;
  if (decimals_of(argument, &decimals)) return fixed(f, a, shift, decimals, suffix);
  if (f->decimals != GK_DECIMALS_TRIM) return fixed(f, a, shift, (uint8_t)f->decimals, suffix);
  return trimmed(f, a, shift, PROSE_DECIMALS, suffix);
}

static struct gk_printed in_unit(const struct gk_formatting *f, const struct gk_figure *a, enum gk_unit unit, const char *argument) {
  return amount(f, a, shift_to(f, a, unit), argument, gk_unit_name(unit));
}

static struct gk_printed date(const struct gk_formatting *f, const struct gk_figure *a) {
  if (a->kind != GK_FIGURE_DATE) return fault(GK_FAULT_KIND);
  struct gk_date d = gk_date_from_days(a->day);
  return plain(gk_arena_printf(f->arena, "%d年%u月%u日", (int)d.year, d.month, d.day), false);
}

static struct gk_printed ordinal(const struct gk_formatting *f, const struct gk_figure *a) {
  int64_t n;
  char text[GK_CHINESE_TEXT_MAX];
  struct gk_decimal number;
  if (!gk_figure_round(a, 0, GK_DECIMAL_SCALE_MAX, false, &number)) return fault(GK_FAULT_OVERFLOW);
  if (!gk_decimal_to_int(number, &n)) return digits(f, gk_decimal_trim(number), "");
  gk_chinese_number(n, text);
  return plain(gk_arena_strdup(f->arena, text), true);
}

static struct gk_printed percent(const struct gk_formatting *f, const struct gk_figure *a, const char *argument) {
  uint8_t decimals;
  int shift = a->ratio && a->measure == GK_MEASURE_NONE ? 2 : 0;
  if (decimals_of(argument, &decimals)) return fixed(f, a, shift, decimals, "%");
  if (!a->ratio) return trimmed(f, a, shift, GK_DECIMAL_SCALE_MAX, "%");
  return trimmed(f, a, shift, PROSE_DECIMALS, "%");
}

static struct gk_printed bare_number(const struct gk_formatting *f, const struct gk_figure *a, const char *unit, bool as_given) {
  if (a->ratio) return trimmed(f, a, 0, PROSE_DECIMALS, unit);
  return digits(f, as_given ? a->number : gk_decimal_trim(a->number), unit);
}

/* The characters from..to of a code, "3-5"; nothing when the code ends before. */
static struct gk_printed code_part(const struct gk_formatting *f, const struct gk_figure *a, const char *argument) {
  if (a->kind != GK_FIGURE_TEXT || !argument) return fault(GK_FAULT_KIND);
  size_t from = 0, to = 0;
  const char *p = argument;
  for (; *p >= '0' && *p <= '9'; p++) from = from * 10 + (size_t)(*p - '0');
  for (p += *p == '-'; *p >= '0' && *p <= '9'; p++) to = to * 10 + (size_t)(*p - '0');
  if (a->size <= from || to <= from) return plain("", true);
  return plain(gk_arena_strndup(f->arena, a->text + from, (a->size < to ? a->size : to) - from), true);
}

struct gk_printed gk_format_figure(const struct gk_formatting *given, const struct gk_figure *a, enum gk_format format, const char *argument) {
  struct gk_formatting own = *given, *f = &own;
  own.thousands &= format == GK_FORMAT_AMOUNT || format == GK_FORMAT_QUANTITY;
  if (a->state != GK_STATE_VALUE) return with_state(a->state);
  if (format == GK_FORMAT_PLAIN && a->kind == GK_FIGURE_TEXT) return plain(a->text, false);
  if (format == GK_FORMAT_CODE_PART) return code_part(f, a, argument);
  if (format == GK_FORMAT_DATE || (format == GK_FORMAT_PLAIN && a->kind == GK_FIGURE_DATE)) return date(f, a);
  if (a->kind != GK_FIGURE_NUMBER) return fault(GK_FAULT_KIND);
  switch (format) {
    case GK_FORMAT_AMOUNT: return amount(f, a, shift_to(f, a, f->table != GK_UNIT_NONE ? f->table : f->data), argument, "");
    case GK_FORMAT_WANYUAN: return in_unit(f, a, GK_UNIT_WANYUAN, argument);
    case GK_FORMAT_YUAN: return in_unit(f, a, GK_UNIT_YUAN, argument);
    case GK_FORMAT_PERCENT: return percent(f, a, argument);
    case GK_FORMAT_ORDINAL: return ordinal(f, a);
    case GK_FORMAT_RATE: return with_state(GK_STATE_NOT_APPLICABLE); /* of no difference */
    case GK_FORMAT_QUANTITY: return bare_number(f, a, argument ? argument : "", true);
    case GK_FORMAT_CHANGE:
    case GK_FORMAT_CHANGE_RATE: {
      /* of a figure that is no difference: itself against nothing */
      struct gk_figure zero = gk_figure_number(gk_decimal_from_int(0), a->measure);
      return gk_format_change(f, a, &zero, format, argument);
    }
    default: return bare_number(f, a, "", false);
  }
}

/* ------------------------------------------------------- 增减 */

/* “元:2” is a unit and decimals, either alone is enough. Gives the decimals (NULL: none), leaves the unit in *argument (NULL: none). */
static const char *split_change(const struct gk_formatting *f, const char **argument) {
  uint8_t ignored;
  if (!*argument || decimals_of(*argument, &ignored)) {
    const char *decimals = *argument;
    *argument = NULL;
    return decimals;
  }
  const char *colon = strrchr(*argument, ':');
  if (!colon || !decimals_of(colon + 1, &ignored)) return NULL;
  *argument = gk_arena_strndup(f->arena, *argument, (size_t)(colon - *argument));
  return colon + 1;
}

static struct gk_printed change(const struct gk_formatting *f, const struct gk_figure *difference, const char *unit) {
  const char *decimals = split_change(f, &unit);
  if (difference->measure == GK_MEASURE_AMOUNT) return in_unit(f, difference, unit ? gk_unit_named(unit) : GK_UNIT_WANYUAN, decimals);
  if (difference->measure == GK_MEASURE_PERCENT && !unit) unit = "个百分点"; /* GB/T 15835: percentages differ by points */
  uint8_t n;
  if (decimals_of(decimals, &n)) return fixed(f, difference, 0, n, unit ? unit : "");
  return trimmed(f, difference, 0, PROSE_DECIMALS, unit ? unit : "");
}

/* (a - b) / |b| in per cent without its sign, for a column of 增减%; —— when there is nothing to compare with. */
static struct gk_printed rate(const struct gk_formatting *f, const struct gk_figure *difference, const struct gk_figure *b, const char *argument) {
  uint8_t decimals = 2;
  decimals_of(argument, &decimals);
  if (b->state != GK_STATE_VALUE || gk_decimal_sign(b->number) == 0) return with_state(GK_STATE_NOT_APPLICABLE);
  struct gk_figure rate = gk_figure_number(difference->number, GK_MEASURE_NONE);
  rate.ratio = true;
  if (!gk_decimal_abs(b->number, &rate.divisor)) return fault(GK_FAULT_OVERFLOW);
  return fixed(f, &rate, 2, decimals, "");
}

/* |a - b| / |b|, divided in one step so that it is rounded once. */
static struct gk_printed change_rate(const struct gk_formatting *f, const struct gk_figure *size, const struct gk_figure *b, const char *argument) {
  if (gk_decimal_sign(b->number) == 0) return plain("上年为零", true);
  struct gk_figure rate = gk_figure_number(size->number, GK_MEASURE_NONE);
  rate.ratio = true;
  if (!gk_decimal_abs(b->number, &rate.divisor)) return fault(GK_FAULT_OVERFLOW);
  uint8_t decimals;
  if (decimals_of(argument, &decimals)) return fixed(f, &rate, 2, decimals, "%");
  return trimmed(f, &rate, 2, PROSE_DECIMALS, "%");
}

struct gk_printed gk_format_change(const struct gk_formatting *given, const struct gk_figure *a, const struct gk_figure *b, enum gk_format format,
                                   const char *argument) {
  struct gk_formatting own = *given, *f = &own;
  own.thousands = false; /* words with a number among them */
  enum gk_fault why;
  struct gk_figure difference = gk_figure_compute(GK_OP_SUB, a, b, &why);
  if (why != GK_FAULT_NONE) return fault(why);
  bool nothing = gk_figure_is_nothing(a) || gk_figure_is_nothing(b), computed = difference.state == GK_STATE_VALUE || gk_figure_is_nothing(&difference);
  /* Words do not compare with what is not there. */
  if (format != GK_FORMAT_RATE && nothing && computed) {
    if (a->state == GK_STATE_NOT_APPLICABLE || b->state == GK_STATE_NOT_APPLICABLE) return with_state(GK_STATE_NOT_APPLICABLE);
    struct gk_printed out = plain(b->state == GK_STATE_BLANK ? "无上年数" : "无本年数", true);
    out.state = GK_STATE_BLANK;
    return out;
  }
  if (difference.state != GK_STATE_VALUE) return with_state(difference.state);
  int sign = gk_decimal_sign(difference.number);
  if (format == GK_FORMAT_RATE) return rate(f, &difference, b, argument);
  if (sign == 0) return plain("持平", true);
  struct gk_figure size = gk_figure_abs(&difference, &why);
  if (why != GK_FAULT_NONE) return fault(why);
  struct gk_printed out = format == GK_FORMAT_CHANGE_RATE ? change_rate(f, &size, b, argument) : change(f, &size, argument);
  if (format == GK_FORMAT_CHANGE_RATE && gk_decimal_sign(b->number) == 0) return out;
  out.lead = sign > 0 ? "增加" : "减少";
  out.number = false;
  return out;
}

/* ------------------------------------------------------- by type */

bool gk_format_needs_unit(const struct gk_formatting *f, const struct gk_figure *a, enum gk_format format) {
  if (a->state != GK_STATE_VALUE || a->measure != GK_MEASURE_AMOUNT || f->data != GK_UNIT_NONE) return false;
  return format == GK_FORMAT_WANYUAN || format == GK_FORMAT_YUAN || format == GK_FORMAT_CHANGE || (format == GK_FORMAT_AMOUNT && f->table != GK_UNIT_NONE);
}

/* The type of what an expression comes to, as far as its names tell. */
static bool type_of(const struct gk_expr *e, enum gk_type *type) {
  if (!e) return false;
  if (e->kind == GK_EXPR_PATH && e->field) {
    *type = e->field->type;
    return true;
  }
  if (e->kind == GK_EXPR_CALL && e->function != GK_FN_SUM && e->function != GK_FN_ABS) return false;
  if (e->kind == GK_EXPR_BINARY && (e->op == GK_OP_MUL || e->op == GK_OP_DIV)) {
    enum gk_type a, b;
    bool known_a = type_of(e->a, &a), known_b = type_of(e->b, &b);
    if (e->op == GK_OP_DIV && (!known_a || (known_b && !(a == GK_TYPE_AMOUNT && b == GK_TYPE_QUANTITY)))) return false; /* a ratio */
    *type = known_a && (!known_b || a == GK_TYPE_AMOUNT || b != GK_TYPE_AMOUNT) ? a : b; /* 数量 × 单价 is an amount */
    return known_a || known_b;
  }
  if (e->kind == GK_EXPR_BINARY || e->kind == GK_EXPR_NEGATE || e->kind == GK_EXPR_CALL) return type_of(e->a, type) || type_of(e->b, type);
  return false;
}

enum gk_format gk_format_by_type(const struct gk_expr *value) {
  enum gk_type type;
  if (!type_of(value, &type)) return GK_FORMAT_PLAIN;
  switch (type) {
    case GK_TYPE_AMOUNT: return GK_FORMAT_AMOUNT;
    case GK_TYPE_QUANTITY: return GK_FORMAT_QUANTITY;
    case GK_TYPE_PERCENT: return GK_FORMAT_PERCENT;
    case GK_TYPE_DATE: return GK_FORMAT_DATE;
    default: return GK_FORMAT_PLAIN;
  }
}
