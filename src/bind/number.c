/* Decides what a number looks like: GB/T 9704 7.3.3 一、（一）1.（1）, GB/T 15834
 * appendix: a Han number takes 、, an Arabic one a full stop, a bracketed one
 * nothing. What is counted, and from where, is sections.c's. */
#include "bind/number.h"

#include <stdio.h>
#include <string.h>

static const char *const han_digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const han_places[] = {"", "十", "百", "千"};

static size_t put(char *out, size_t at, const char *text) {
  size_t n = strlen(text);
  memcpy(out + at, text, n + 1);
  return at + n;
}

size_t gk_chinese_number(int64_t n, char out[GK_CHINESE_TEXT_MAX]) {
  if (n < 1 || n > 9999) return (size_t)snprintf(out, GK_CHINESE_TEXT_MAX, "%lld", (long long)n);
  int64_t power = 1000;
  size_t size = 0;
  bool gap = false;
  for (int place = 3; place >= 0; place--, power /= 10) {
    int64_t digit = n / power % 10;
    if (digit == 0) {
      gap = size > 0; /* one 零 stands for all zeros inside, none for those at the end */
      continue;
    }
    if (gap) size = put(out, size, han_digits[0]);
    gap = false;
    if (!(place == 1 && digit == 1 && size == 0)) size = put(out, size, han_digits[digit]); /* 十一, not 一十一 */
    size = put(out, size, han_places[place]);
  }
  return size;
}

enum gk_numbering gk_number_resolve(enum gk_numbering numbering, unsigned depth) {
  static const enum gk_numbering by_depth[] = {GK_NUMBER_CHINESE, GK_NUMBER_CHINESE_PAREN, GK_NUMBER_ARABIC, GK_NUMBER_ARABIC_PAREN, GK_NUMBER_CIRCLED};
  if (numbering != GK_NUMBER_AUTO) return numbering;
  if (depth < 1) depth = 1;
  return by_depth[depth > 5 ? 4 : depth - 1];
}

bool gk_number_counts(enum gk_numbering numbering) { return numbering != GK_NUMBER_NONE && numbering != GK_NUMBER_PART; }

/* ① to ㊿; 0 beyond. */
static uint32_t circled(uint32_t n) {
  if (n >= 1 && n <= 20) return 0x2460 + n - 1;
  if (n >= 21 && n <= 35) return 0x3251 + n - 21;
  if (n >= 36 && n <= 50) return 0x32B1 + n - 36;
  return 0;
}

size_t gk_number_label(enum gk_numbering numbering, unsigned depth, uint32_t n, char out[GK_LABEL_TEXT_MAX]) {
  char han[GK_CHINESE_TEXT_MAX];
  gk_chinese_number(n, han);
  int size = 0;
  switch (gk_number_resolve(numbering, depth)) {
    case GK_NUMBER_CHINESE: size = snprintf(out, GK_LABEL_TEXT_MAX, "%s、", han); break;
    case GK_NUMBER_CHINESE_PAREN: size = snprintf(out, GK_LABEL_TEXT_MAX, "（%s）", han); break;
    case GK_NUMBER_ARABIC: size = snprintf(out, GK_LABEL_TEXT_MAX, "%u.", n); break;
    case GK_NUMBER_ARABIC_PAREN: size = snprintf(out, GK_LABEL_TEXT_MAX, "（%u）", n); break;
    case GK_NUMBER_PART: size = snprintf(out, GK_LABEL_TEXT_MAX, "第%s部分　", han); break;
    case GK_NUMBER_CIRCLED:
      if (circled(n)) {
        size_t k = gk_utf8_put(circled(n), out);
        out[k] = '\0';
        return k;
      }
      size = snprintf(out, GK_LABEL_TEXT_MAX, "（%u）", n);
      break;
    default: out[0] = '\0'; break;
  }
  return size < 0 ? 0 : (size_t)size;
}
