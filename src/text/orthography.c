/* What is typed with the wrong width or twice. Decides, by the neighbours alone:
 *   full-width digits and letters (clreq 3.1.2: western characters are not full-width), and ．％－／ in a figure or a western word
 *   ASCII points, brackets and quotes among Han (GB/T 15834 5: they fill a 字)
 *   a bracket that opens in one width and closes in the other
 *   ellipses and dashes made of other marks: ... 。。。 -- ―― (GB/T 15834 4.11.2, 4.10.2, 4.13.2)
 *   radicals and compatibility ideographs in the place of Han
 *   two points in a row: 。。 ，，
 *   a bracket without its other half, within the paragraph: 《 〈 （ 【 〔 (quotes may go on)
 *   what only looks like a digit in a number, or in a year of Han digits: 2О22, 202O年, 二○二二
 * All but the last three are set right when the style asks for it and one character
 * stands for one: the text extracted from the document then is the right one.
 * Figures and what is missing are never guessed at. Every kind is told once, with its places. */
#include "text/orthography.h"

#include <stdio.h>
#include <string.h>

#include "text/messages.h"

enum { DEPTH_MOST = 32, LONG_SHOWN = 6, NUMBER_MOST = 24 };

/* Brackets besides （）, by pairs. */
static const uint32_t brackets[][2] = {{0x300A, 0x300B}, {0x3008, 0x3009}, {0x3010, 0x3011}, {0x3014, 0x3015}};
enum { BRACKETS = sizeof brackets / sizeof *brackets };

struct pass {
  struct gk_text_work *work;
  size_t open[DEPTH_MOST], depth; /* brackets not closed yet */
  bool quote[2];                  /* a straight " or ' is open */
  struct { size_t open[DEPTH_MOST], depth; } others[BRACKETS];
};

static uint32_t code_at(const struct gk_text_work *work, size_t i) { return i < work->char_count ? work->chars[i].code : 0; }

/* Chinese on this side: Han, or a mark that only Chinese has. */
static bool is_chinese(uint32_t c) {
  return gk_char_is_han(c) || (c >= 0x3001 && c <= 0x3011) || c == 0x3014 || c == 0x3015 || (c >= 0xFF01 && c <= 0xFF0F) || c == 0xFF1A || c == 0xFF1B ||
         c == 0xFF1F || c == 0x201C || c == 0x201D;
}

static bool chinese_beside(const struct gk_text_work *work, size_t i) {
  return (i > 0 && is_chinese(code_at(work, i - 1))) || is_chinese(code_at(work, i + 1));
}

/* Says that characters [i, i+1) should be `right`, or makes it so. */
static void correct(struct pass *p, const struct gk_message *message, size_t alike, size_t i, uint32_t right) {
  struct gk_text_work *work = p->work;
  struct gk_text_char *c = &work->chars[i];
  char is[5] = {0}, should[5] = {0};
  if (!work->style->normalize) {
    gk_utf8_put(c->code, is);
    gk_utf8_put(right, should);
    gk_report_alike(work->sink, message, alike, gk_text_char_place(work, i, i + 1), work->runs[c->run].layout, is, should);
    return;
  }
  c->code = right;
}

/* A digit or a basic Latin letter, of either width. */
static bool is_western(uint32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void full_width(struct pass *p, size_t i, uint32_t c) {
  if (c < 0xFF01 || c > 0xFF5E) return;
  bool after = i > 0 && is_western(code_at(p->work, i - 1)), between = after && is_western(code_at(p->work, i + 1));
  bool part = (c == 0xFF05 && after) || ((c == 0xFF0D || c == 0xFF0E || c == 0xFF0F) && between);
  if (is_western(c) || part) correct(p, &gk_msg_text_full_width, 0, i, c - 0xFEE0);
}

static void compatible(struct pass *p, size_t i, uint32_t c) {
  uint32_t han = c < 0x2E80 ? 0 : gk_char_of_compatible_han(c);
  if (han != 0) correct(p, &gk_msg_text_compatible_han, 1, i, han);
}

/* What a run of n marks should be, as UTF-8; NULL when it is right. beside: Chinese stands beside it. */
static const char *long_mark_for(uint32_t c, size_t n, bool beside) {
  if ((c == '.' && beside && n >= 3) || (c == 0x3002 && n >= 3) || (c == 0x2026 && beside && n == 1)) return "……";
  if ((c == '-' && beside && n == 2) || ((c == 0x2015 || c == 0x2500) && n == 2)) return "——";
  return (c == 0x2015 || c == 0x2500) && beside && n == 1 ? "—" : NULL;
}

static void long_mark(struct pass *p, size_t i, uint32_t c) {
  struct gk_text_work *work = p->work;
  if ((c != '.' && c != '-' && c != 0x2015 && c != 0x2500 && c != 0x2026 && c != 0x3002) || (i > 0 && code_at(work, i - 1) == c)) return;
  size_t n = 1;
  while (code_at(work, i + n) == c) n++;
  const char *should = long_mark_for(c, n, (i > 0 && is_chinese(code_at(work, i - 1))) || is_chinese(code_at(work, i + n)));
  if (should == NULL) return;
  if (work->style->normalize && c != '.' && c != 0x2026 && c != 0x3002) {
    for (size_t k = i; k < i + n; k++) work->chars[k].code = 0x2014;
    return;
  }
  char is[4 * LONG_SHOWN + 1] = {0};
  for (size_t k = 0, at = 0; k < n && k < LONG_SHOWN; k++) at += gk_utf8_put(c, is + at);
  gk_report_alike(work->sink, &gk_msg_text_long_mark, 2, gk_text_char_place(work, i, i + n), work->runs[work->chars[i].run].layout, is, should);
}

/* , ; : ? ! . right after Chinese; a point in a number, a name of a file or a heading's 1. has something else before it. */
static void point(struct pass *p, size_t i, uint32_t c) {
  uint32_t next = code_at(p->work, i + 1);
  if (c > 0x7E || !strchr(",;:?!.", (int)c) || i == 0 || !is_chinese(code_at(p->work, i - 1))) return;
  if (c == '.' && next != 0 && !is_chinese(next)) return;
  if (c == '.' && next == '.') return;
  correct(p, &gk_msg_text_half_width, 1, i, c == '.' ? 0x3002 : c + 0xFEE0);
}

static void straight_quote(struct pass *p, size_t i, uint32_t c) {
  bool single = c == '\'';
  if ((c != '"' && !single) || !(p->quote[single] || chinese_beside(p->work, i))) return;
  uint32_t right = (single ? 0x2018u : 0x201Cu) + p->quote[single];
  p->quote[single] = !p->quote[single];
  correct(p, &gk_msg_text_straight_quote, 0, i, right);
}

/* Without its other half. What the program itself prints (a page number's marks) has no place and is whole elsewhere. */
static void unpaired(struct pass *p, size_t i, uint32_t other, bool opens) {
  const struct gk_text_run *run = &p->work->runs[p->work->chars[i].run];
  if (!run->data.source && !run->layout.source) return;
  char is[5] = {0}, wanted[5] = {0};
  gk_utf8_put(code_at(p->work, i), is);
  gk_utf8_put(other, wanted);
  gk_report_alike(p->work->sink, opens ? &gk_msg_text_unclosed : &gk_msg_text_unopened, 1, gk_text_char_place(p->work, i, i + 1), run->layout, is, wanted);
}

static bool is_han_number(uint32_t c) {
  static const uint32_t numbers[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x3007}; /* 一 to 九, 〇 */
  for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
    if (numbers[k] == c) return true;
  return false;
}

/* 1） a） 一） number an item. */
static bool is_label(const struct gk_text_work *work, size_t i) {
  uint32_t before = i > 0 ? code_at(work, i - 1) : 0;
  return is_western(before) || is_han_number(before) || before == 0x5341; /* 十 */
}

static void other_bracket(struct pass *p, size_t i, uint32_t c) {
  if (c < 0x3008 || c > 0x3015) return;
  for (size_t k = 0; k < BRACKETS; k++) {
    if (c == brackets[k][0]) {
      if (p->others[k].depth < DEPTH_MOST) p->others[k].open[p->others[k].depth] = i;
      p->others[k].depth++;
    } else if (c == brackets[k][1]) {
      if (p->others[k].depth > 0) p->others[k].depth--;
      else unpaired(p, i, brackets[k][0], false);
    }
  }
}

/* What is open at the end. An ASCII bracket is of a Chinese text when Chinese stands beside it. */
static void still_open(struct pass *p) {
  for (size_t d = 0; d < p->depth && d < DEPTH_MOST; d++)
    if (code_at(p->work, p->open[d]) == 0xFF08 || chinese_beside(p->work, p->open[d])) unpaired(p, p->open[d], 0xFF09, true);
  for (size_t k = 0; k < BRACKETS; k++)
    for (size_t d = 0; d < p->others[k].depth && d < DEPTH_MOST; d++) unpaired(p, p->others[k].open[d], brackets[k][1], true);
}

static void bracket(struct pass *p, size_t i, uint32_t c) {
  if (c == '(' || c == 0xFF08) {
    if (p->depth < DEPTH_MOST) p->open[p->depth] = i;
    p->depth++;
    return;
  }
  if (c == 0xFF09 && p->depth == 0 && !is_label(p->work, i)) unpaired(p, i, 0xFF08, false);
  if ((c != ')' && c != 0xFF09) || p->depth == 0) return;
  if (--p->depth >= DEPTH_MOST) return;
  size_t open = p->open[p->depth];
  bool ascii_open = code_at(p->work, open) == '(', ascii_close = c == ')';
  if (ascii_open != ascii_close) {
    size_t wrong = ascii_open ? open : i;
    correct(p, &gk_msg_text_mixed_brackets, 1, wrong, ascii_open ? 0xFF08 : 0xFF09);
  } else if (ascii_open && (chinese_beside(p->work, open) || chinese_beside(p->work, i))) {
    correct(p, &gk_msg_text_half_width, 1, open, 0xFF08);
    correct(p, &gk_msg_text_half_width, 1, i, 0xFF09);
  }
}

static bool is_point(uint32_t c) { return c == 0xFF0C || c == 0x3002 || c == 0x3001 || c == 0xFF1B || c == 0xFF1A; }

/* ？！ ！！ are written; nothing else follows a point. */
static void doubled(struct pass *p, size_t i, uint32_t c) {
  uint32_t next = code_at(p->work, i + 1);
  bool asks = c == 0xFF1F || c == 0xFF01, next_asks = next == 0xFF1F || next == 0xFF01;
  if (c == 0x3002 && next == c && (code_at(p->work, i + 2) == c || (i > 0 && code_at(p->work, i - 1) == c))) return; /* long_mark */
  if (!(is_point(c) && (is_point(next) || next_asks)) && !(asks && is_point(next))) return;
  char both[9] = {0};
  size_t n = gk_utf8_put(c, both);
  gk_utf8_put(next, both + n);
  gk_report_alike(p->work->sink, &gk_msg_text_doubled, 1, gk_text_char_place(p->work, i, i + 2), p->work->runs[p->work->chars[i].run].layout, both);
}

/* ------------------------------------------------------- what looks like a digit */

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
/* The digit that c looks like, 0: none. Latin letters may belong beside a digit, others do not. */
static char looks_like(uint32_t c, bool *latin) {
  *latin = c == 'O' || c == 'o' || c == 'l' || c == 'I';
  if (c == 'O' || c == 'o' || c == 0x41E || c == 0x43E || c == 0x39F || c == 0x3BF || c == 0x3007 || c == 0x25CB || c == 0x25EF) return '0';
  return *latin || c == 0x406 || c == 0x456 || c == 0x399 ? '1' : '\0';
}

static bool is_of_number(uint32_t c) {
  bool latin;
  return is_digit(c) || looks_like(c, &latin) || (c < 0x80 && is_western(c));
}

/* 年 月 日 号 万 亿 元 %: a number stands before it. */
static bool is_unit(uint32_t c) {
  static const uint32_t units[] = {0x5E74, 0x6708, 0x65E5, 0x53F7, 0x4E07, 0x4EBF, 0x5143, '%'};
  for (size_t k = 0; k < sizeof units / sizeof *units; k++)
    if (units[k] == c) return true;
  return false;
}

static void tell_lookalike(struct pass *p, size_t i, size_t from, size_t to, const char *should) {
  char is[32], number[4 * NUMBER_MOST + 1] = {0}, sign[5] = {0};
  for (size_t k = from, at = 0; k < to && k < from + NUMBER_MOST; k++) at += gk_utf8_put(code_at(p->work, k), number + at);
  gk_utf8_put(code_at(p->work, i), sign);
  snprintf(is, sizeof is, "%s（U+%04lX）", sign, (unsigned long)code_at(p->work, i));
  gk_report_alike(p->work->sink, &gk_msg_text_lookalike, 3, gk_text_char_place(p->work, i, i + 1), p->work->runs[p->work->chars[i].run].layout, number, is, should);
}

/* Among digits and nothing else of the kind: not in codes and words. */
static void lookalike(struct pass *p, size_t i, uint32_t c) {
  const struct gk_text_work *work = p->work;
  bool latin = false, ignored, digits = false;
  char like = c == '0' ? '0' : c >= 0x4E00 ? '\0' : looks_like(c, &latin);
  if (!like) return;
  if (like == '0' && c != 0x3007 && i > 0 && is_han_number(code_at(work, i - 1)) && is_han_number(code_at(work, i + 1))) { /* 二○二二 二0二二 */
    tell_lookalike(p, i, i - 1, i + 2, "〇");
    return;
  }
  if (c == '0') return;
  size_t from = i, to = i + 1;
  while (from > 0 && is_of_number(code_at(work, from - 1))) from--;
  while (is_of_number(code_at(work, to))) to++;
  for (size_t k = from; k < to; k++) {
    if (is_digit(code_at(work, k))) digits = true;
    else if (!looks_like(code_at(work, k), &ignored)) return;
  }
  bool inside = i > from && (i + 1 < to || is_unit(code_at(work, to)));
  if (digits && (!latin || inside)) tell_lookalike(p, i, from, to, like == '0' ? "0" : "1");
}

void gk_orthography(struct gk_text_work *work) {
  struct pass p = {.work = work};
  for (size_t i = 0; i < work->char_count; i++) {
    full_width(&p, i, work->chars[i].code);
    point(&p, i, work->chars[i].code);
    long_mark(&p, i, work->chars[i].code);
    compatible(&p, i, work->chars[i].code);
    straight_quote(&p, i, work->chars[i].code);
    bracket(&p, i, work->chars[i].code);
    other_bracket(&p, i, work->chars[i].code);
    lookalike(&p, i, work->chars[i].code);
    doubled(&p, i, work->chars[i].code);
  }
  still_open(&p);
}
