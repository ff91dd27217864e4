/* A text stands where a number is wanted. Decides what the author most likely
 * meant and says it: quotes to take off, a thousands mark, a unit, a full-width
 * digit, a letter that looks like a digit. The value is never guessed for him. */
#include <string.h>

#include "bind/facts.h"
#include "bind/messages.h"

/* The ASCII character that c stands for, or looks like, in a number and what c is, or 0. */
static char lookalike(uint32_t c, const char **zh, const char **en) {
  *zh = "全角字符", *en = "a full-width character";
  if (c >= 0xFF10 && c <= 0xFF19) {
    *zh = "全角数字", *en = "a full-width digit";
    return (char)('0' + (int)(c - 0xFF10));
  }
  if (c == 0xFF0E || c == 0x3002) return '.';
  *zh = "不是半角的减号", *en = "not the ASCII minus";
  if (c == 0x2212 || c == 0xFF0D || c == 0x2013 || c == 0x2010 || c == 0x2011) return '-';
  *zh = "字母", *en = "a letter";
  if (c == 'O' || c == 'o' || c == 0x041E || c == 0x043E || c == 0x039F || c == 0x03BF || c == 0xFF2F || c == 0xFF4F) return '0';
  if (c == 'l' || c == 'I' || c == 0x0406 || c == 0xFF4C || c == 0xFF29) return '1';
  if (c == 0x0417 || c == 0x0437) return '3'; /* З */
  if (c == '|' || c == 0x2223 || c == 0xFF5C || c == 0x4E28) {
    *zh = "竖线", *en = "a bar";
    return '1';
  }
  *zh = "汉字零", *en = "the Han zero";
  if (c == 0x3007) return '0';
  *zh = "别种文字的数字", *en = "a digit of another script";
  int digit = gk_char_digit(c);
  return digit >= 0 ? (char)('0' + digit) : 0;
}

static bool is_number(const char *text, size_t n) {
  struct gk_decimal ignored;
  return n > 0 && gk_decimal_parse(text, n, &ignored) == GK_DECIMAL_OK;
}

/* Cuts white space at both ends. */
static void trim(const char **text, size_t *n) {
  while (*n > 0 && ((*text)[0] == ' ' || (*text)[0] == '\t')) (*text)++, (*n)--;
  while (*n > 0 && ((*text)[*n - 1] == ' ' || (*text)[*n - 1] == '\t' || (*text)[*n - 1] == '\n' || (*text)[*n - 1] == '\r')) (*n)--;
}

struct reading {
  char digits[64]; size_t size;   /* the number with every mark replaced or left out */
  char mark[8]; uint32_t code;    /* the first character that was not right */
  const char *zh, *en;            /* what that character is */
  char meant;                     /* what it should be; 0: nothing (a separator) */
};

/* Reads the text as a number as far as good will goes; false when it is none. */
static bool read_kindly(const char *text, size_t n, struct reading *r) {
  memset(r, 0, sizeof *r);
  for (size_t i = 0; i < n;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c == GK_UTF8_BAD || r->size + 1 >= sizeof r->digits) return false;
    if ((c >= '0' && c <= '9') || c == '.' || c == '-') {
      r->digits[r->size++] = (char)c;
      continue;
    }
    const char *zh, *en;
    char meant = lookalike(c, &zh, &en);
    if (!meant) {
      if (c != ',' && c != 0xFF0C && c != ' ' && c != 0xA0 && c != 0x2009 && c != 0x3000) return false;
      zh = "分节号", en = "a thousands separator";
    }
    if (!r->mark[0]) {
      memcpy(r->mark, text + from, i - from);
      r->zh = zh, r->en = en, r->meant = meant, r->code = c;
    }
    if (meant) r->digits[r->size++] = meant;
  }
  return is_number(r->digits, r->size);
}

/* The bytes of a unit at the end of the text: 万元 元 % 人 …, or 0. */
static size_t unit_at_end(const char *text, size_t n) {
  static const char *const units[] = {"万元", "亿元", "元", "%", "％", "平方米", "人", "辆", "台", "个", "项", "件", "套", "次"};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    size_t k = strlen(units[i]);
    if (n > k && memcmp(text + n - k, units[i], k) == 0) return k;
  }
  return 0;
}

static const char *remedy(struct gk_arena *arena, const char *text, size_t n, bool year, bool english) {
  struct reading r;
  if (read_kindly(text, n, &r) && r.mark[0]) {
    if (r.meant)
      return english ? gk_arena_printf(arena, "“%s” (U+%04X) is %s; write the ASCII “%c”: %.*s without quotes", r.mark, (unsigned)r.code, r.en, r.meant, (int)r.size, r.digits)
                     : gk_arena_printf(arena, "“%s”（U+%04X）是%s，应写半角的“%c”：写成 %.*s，不加引号。", r.mark, (unsigned)r.code, r.zh, r.meant, (int)r.size, r.digits);
    return english ? gk_arena_printf(arena, "Numbers have no separators or spaces inside; write %.*s without quotes", (int)r.size, r.digits)
                   : gk_arena_printf(arena, "数中间不写分节号和空格：写成 %.*s，不加引号。", (int)r.size, r.digits);
  }
  size_t unit = unit_at_end(text, n);
  if (unit > 0 && is_number(text, n - unit))
    return english ? gk_arena_printf(arena, "The unit is not written with the number; write %.*s without quotes, after conversion where needed", (int)(n - unit), text)
                   : gk_arena_printf(arena, "数后面不写单位“%.*s”：换算好以后写成 %.*s，不加引号。", (int)unit, text + n - unit, (int)(n - unit), text);
  if (year) return english ? "Write four digits without quotes, such as 2022" : "请写不加引号的四位数字，如 2022。";
  return english ? "Write a number without quotes; \"——\" when not applicable, \"涉密\" when withheld"
                 : "请写不加引号的数；不适用的写 \"——\"，涉密的写 \"涉密\"。";
}

void gk_datum_figure_text(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  fact->state = GK_STATE_INVALID;
  const char *text = value->text;
  size_t n = value->size;
  trim(&text, &n);
  const char *path = gk_fact_path(facts, fact);
  if (is_number(text, n)) {
    /* 0370 is no number of JSON: the advice must be one that works */
    bool negative = text[0] == '-';
    size_t zeros = negative;
    while (zeros + 1 < n && text[zeros] == '0' && text[zeros + 1] >= '0' && text[zeros + 1] <= '9') zeros++;
    const char *number = gk_arena_printf(facts->arena, "%s%.*s", negative ? "-" : "", (int)(n - zeros), text + zeros);
    gk_report(sink, &gk_msg_model_quoted, value->place, gk_place_none(), path, gk_or_empty(number));
    return;
  }
  bool year = fact->field->type == GK_TYPE_YEAR;
  /* long texts are cut between characters; 60 bytes tell enough */
  size_t cut = n > 60 ? 60 : n;
  while (cut < n && cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80) cut--;
  const char *seen = gk_arena_printf(facts->arena, "%.*s%s", (int)cut, text, cut < n ? "…" : "");
  gk_report(sink, &gk_msg_model_figure, value->place, gk_place_none(), path, gk_or_empty(seen),
            gk_or_empty(remedy(facts->arena, text, n, year, false)), gk_or_empty(remedy(facts->arena, text, n, year, true)));
}
