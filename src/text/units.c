/* 分离禁止: what stays on one line because it is read as one thing (clreq
 * 符号分离禁则, GB/T 15835, GB/T 9704). A row of the table is a pattern of elements
 * with a joint between each two; the clause stands beside it. Elements:
 *   N figure 614.21  n Chinese numeral 二十三  U unit 万元  P % ‰ ℃  C sign or
 *   currency ≥ ￥ −  A capitals of a standard GB/T  ~ connector  E ① ⑵
 *   H a number of several Chinese characters 二十三
 *   O what an ordinal counts 条 部分  Y four Chinese digits 二〇二二  X any one character that is no mark
 *   V a unit that no figure follows: 5年, but not the 年 of 2022年12月
 *   ^ at the start of a sentence  anything else: itself
 * Joints: = not broken, not stretched; + not stretched, broken only rather than leave a line too loose; - better not broken; | left alone.
 * Spaces that somebody typed at a joint are inside it. */
#include <string.h>

#include "base/base.h"
#include "text/breaks.h"

static const struct unit_rule { const char *pattern, *clause; } rules[] = {
    {"C=N", "符号、货币与数值不分（clreq 符号分离禁则）：≥80 ￥20"},
    {"N=P", "百分号等与数值不分（clreq 符号分离禁则）：85%"},
    {"N=U", "量和单位不分（GB/T 15835 5.1）：614.21万元 20日 1辆 2022年度"},
    {"N=U=（=U=）", "单位的另一说法同是单位：141台（套）"},
    {"N=U=(=U=)", "同上"},
    {"N~+N", "范围、标准号与年号：连接号不在行首，可在行尾（GB/T 15834 5.1.6），不得已才断：100~150 38765—2020"},
    {"P~+N", "63%~68%"},
    {"N=U~+N=V", "3年—5年；日期的起止不在此列，连接号后正好断开：1月1日—2022年12月31日"},
    {"年-N月", "年月日是几个量，每个不分，几个之间最好不分（GB/T 15835 5.1只及一个数值）：2022年12月31日"},
    {"月-N日", "同上"},
    {"第=N=O", "序数不分：第6条"},
    {"第=n=O", "序数不分：第六条 第一部分"},
    {"第=N", "第1—3季度"},
    {"第=n", "第二、第三"},
    {"第=（=N=）=O", "第（2）项"},
    {"第=（=n=）=O", "第（二）项"},
    {"第=（=N=）", "第（1）至"},
    {"第=（=n=）", "第（一）至"},
    {"H=U", "汉字写的数也是一个数值（GB/T 15835 5.1）：三百万元 二十三项 四十五六岁"},
    {"H", "十四五 上千"},
    {"X-〔=N=〕=N=号", "发文机关代字最好不与年份分开（GB/T 9704 7.2.5）：财预〔2016〕143号"},
    {"〔=N=〕=N=号", "发文字号不分（GB/T 9704 7.2.5）：〔2016〕143号"},
    {"［=N=］=N=号", "同上，旧式括号"},
    {"〕=第=N=号", "〔2016〕第143号"},
    {"Y=年", "汉字写的年份不分（GB/T 15835 4.2）：二〇二二年"},
    {"Y=年度", "二〇二二年度"},
    {"A=N", "标准号不分（GB/T 1.1）：GB/T 9704"},
    {"（=n=）=X", "层次序号与其后一字不分（GB/T 9704 7.3.3）：（一）总"},
    {"（=N=）=X", "（1）总"},
    {"^n=、=X", "一、部"},
    {"^N=、=X", "1、部"},
    {"^N=.=X", "1.部"},
    {"^N=．=X", "1．部"},
    {"E=X", "①总"},
};

/* Units, longest match first within a first character; numerals before the unit (万, 亿 …) are taken by the matcher. */
static const char *const units[] = {
    "个百分点", "百分点", "个工作日", "工作日", "年度", "季度", "月份", "个月", "周年", "小时", "分钟", "课时", "学时", "平方千米", "平方公里", "平方米", "立方米", "千瓦时", "千瓦", "千克", "千米", "公里", "公斤", "公顷", "厘米", "毫米", "毫升",
    "人次", "人天", "台次", "批次", "件次", "元", "角", "分", "年", "月", "日", "时", "秒", "天", "周", "岁", "个", "只", "人", "名", "位", "户", "家",
    "辆", "台", "套", "件", "项", "处", "所", "座", "栋", "间", "份", "批", "次", "期", "届", "起", "号", "条", "款", "章", "节", "页", "类", "级",
    "倍", "成", "亩", "吨", "米", "升", "度", "元", "股", "艘", "架", "床", "篇", "部", "本", "册", "张", "枚", "支", "块", "棵", "株", "头", "匹",
    "场", "班", "组", "团", "点", "笔", "例", "宗", "幢", "盏", "根", "口", "眼", "门", "道", "层", "轮", "英寸", "海里", "千伏安", "千伏", "兆瓦", "瓦",
    "赫兹", "分贝", "摄氏度", "㎡", "㎏", "㎞", "㎜", "㎎",
};
static const char *const latin_units[] = {"kW", "kg", "km", "cm", "mm", "mg", "ml", "mL", "MB", "GB", "TB", "kV", "kVA", "kWh", "MW", "Hz", "kHz", "MHz", "GHz", "kPa", "MPa", "dB", "hm", "m", "g", "t", "L", "h", "s", "W"};
static const char *const ordinals[] = {"部分", "季度", "条", "款", "项", "章", "节", "编", "届", "次", "批", "期", "页", "号", "位", "名", "级", "类",
                                       "年", "个", "轮", "季", "天", "代", "产业"};

/* The unit last looked for: several rules ask for the one after the same figure. */
struct unit_found { size_t at, length; };

struct scan {
  const struct gk_text_char *chars;
  size_t n;
  struct unit_found *unit;
};

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
static bool is_capital(uint32_t c) { return c >= 'A' && c <= 'Z'; }

/* The tables stay in UTF-8 and are compared as bytes: no character's bytes begin inside another's. */
struct bytes { char text[5]; size_t size; };

static struct bytes encode(uint32_t c) {
  struct bytes out = {{0}, 0};
  out.size = gk_utf8_put(c, out.text);
  return out;
}

static bool starts_with(const char *text, const struct bytes *c) { return text[0] == c->text[0] && strncmp(text, c->text, c->size) == 0; }

static bool among(uint32_t c, const char *set) { return c != 0 && strstr(set, encode(c).text) != NULL; }

/* Length of the literal at i, 0 when it is not there. */
static size_t literal(const struct scan *s, size_t i, const char *text) {
  size_t size = strlen(text), from = i;
  for (size_t k = 0; k < size; i++)
    if (i >= s->n || s->chars[i].code != gk_utf8_next(text, size, &k)) return 0;
  return i - from;
}

static size_t longest(const struct scan *s, size_t i, const char *const *words, size_t count) {
  size_t best = 0;
  if (i >= s->n) return 0;
  struct bytes first = encode(s->chars[i].code);
  for (size_t w = 0; w < count; w++) {
    size_t got = starts_with(words[w], &first) ? literal(s, i, words[w]) : 0;
    if (got > best) best = got;
  }
  return best;
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Digits with points, commas and thin spaces inside (GB/T 15835 5.2); only from its first digit. */
static size_t figure(const struct scan *s, size_t i) {
  size_t from = i;
  if (i > 0 && is_digit(s->chars[i - 1].code)) return 0;
  while (i < s->n) {
    if (is_digit(s->chars[i].code)) {
      i++;
      continue;
    }
    bool inner = i > from && i + 1 < s->n && is_digit(s->chars[i + 1].code);
    uint32_t c = s->chars[i].code;
    if (!inner || !(c == '.' || c == ',' || c == 0x2009 || c == 0x202F)) break;
    i++;
  }
  return i - from;
}

static size_t numeral(const struct scan *s, size_t i) {
  size_t from = i;
  while (i < s->n && i - from < 12 && among(s->chars[i].code, "〇零一二三四五六七八九十百千")) i++;
  return i - from;
}

/* A number written with 十 百 千 万 亿, with at most two digits between these (四十五六岁): 一二三四…十 is a series. */
static size_t han_number(const struct scan *s, size_t i) {
  static const char digits[] = "〇零一二两三四五六七八九十百千万亿";
  size_t from = i, powers = 0, between = 0;
  if (i > 0 && (is_digit(s->chars[i - 1].code) || among(s->chars[i - 1].code, digits))) return 0;
  for (; i < s->n && i - from < 20 && among(s->chars[i].code, digits); i++) {
    bool power = among(s->chars[i].code, "十百千万亿");
    powers += power;
    between = power ? 0 : between + 1;
    if (between > 2) return 0;
  }
  return i - from >= 2 && powers > 0 ? i - from : 0;
}

static size_t year(const struct scan *s, size_t i) {
  static const char digits[] = "〇零○一二三四五六七八九";
  size_t from = i;
  if (i > 0 && among(s->chars[i - 1].code, digits)) return 0;
  while (i < s->n && i - from < 5 && among(s->chars[i].code, digits)) i++;
  return i - from == 4 ? 4 : 0;
}

/* 元 万元 余万元 万多人 kg; 千克 is a unit, not thousand 克 */
static size_t find_unit(const struct scan *s, size_t i) {
  size_t from = i, most = i + 6, whole = longest(s, i, units, COUNT(units));
  while (i < s->n && i < most && among(s->chars[i].code, "余多十百千万亿兆")) i++;
  size_t word = longest(s, i, units, COUNT(units));
  if (word == 0 && i == from) {
    word = longest(s, i, latin_units, COUNT(latin_units));
    size_t end = i + word;
    if (end < s->n && s->chars[end].kind == GK_CHAR_LATIN && s->chars[end].mark == NULL) word = 0; /* a longer word */
  }
  return i + word - from > whole ? i + word - from : whole;
}

static size_t unit(const struct scan *s, size_t i) {
  if (s->unit->at != i) *s->unit = (struct unit_found){i, find_unit(s, i)};
  return s->unit->length;
}

/* The unit at the end of a quantity; within a date another figure follows. */
static size_t last_unit(const struct scan *s, size_t i) {
  size_t length = unit(s, i), next = i + length;
  return next < s->n && is_digit(s->chars[next].code) ? 0 : length;
}

static size_t capitals(const struct scan *s, size_t i) {
  size_t from = i;
  if (i > 0 && s->chars[i - 1].kind == GK_CHAR_LATIN) return 0;
  while (i < s->n && i - from < 12 && (is_capital(s->chars[i].code) || (i > from && s->chars[i].code == '/'))) i++;
  return i - from >= 2 ? i - from : 0;
}

/* Length of one element at i. */
static size_t element(const struct scan *s, size_t i, const char *pattern, size_t size) {
  if (i >= s->n) return 0;
  const struct gk_text_char *c = &s->chars[i];
  switch (size == 1 ? pattern[0] : 0) {
    case 'N': return figure(s, i);
    case 'n': return numeral(s, i);
    case 'H': return han_number(s, i);
    case 'U': return unit(s, i);
    case 'V': return last_unit(s, i);
    case 'P': return c->mark != NULL && c->mark->mark == GK_MARK_POSTFIX;
    case 'C': return (c->mark != NULL && c->mark->mark == GK_MARK_PREFIX) || among(c->code, "≥≤≈＞＜>＝<=±+−－-");
    case 'A': return capitals(s, i);
    case '~': return c->mark != NULL && (c->mark->mark == GK_MARK_CONNECT || c->mark->mark == GK_MARK_DASH || c->code == '~');
    case 'Y': return year(s, i);
    case 'E': return c->code >= 0x2460 && c->code <= 0x249B;
    case 'O': return longest(s, i, ordinals, COUNT(ordinals));
    case 'X': return c->mark == NULL && c->kind != GK_CHAR_SPACE && c->kind != GK_CHAR_EXTEND;
    default: break;
  }
  size_t end = 0;
  return gk_utf8_next(pattern, size, &end) == c->code;
}

/* The start of the paragraph or of a sentence: nothing, a mark or a space stands before. */
static bool sentence_start(const struct scan *s, size_t i) {
  if (i == 0) return true;
  const struct gk_text_char *c = &s->chars[i - 1];
  return c->kind == GK_CHAR_SPACE || (c->script == GK_FONT_HAN && c->mark != NULL && c->mark->mark != GK_MARK_DASH);
}

enum { ELEMENTS_MOST = 8 };
struct match { size_t from[ELEMENTS_MOST], to[ELEMENTS_MOST]; char joint[ELEMENTS_MOST]; size_t count; };

static bool try_rule(const struct scan *s, size_t i, const char *pattern, struct match *match) {
  size_t size = strlen(pattern), k = 0;
  match->count = 0;
  if (pattern[0] == '^') {
    if (!sentence_start(s, i)) return false;
    k = 1;
  }
  while (k < size && match->count < ELEMENTS_MOST) {
    size_t start = k;
    gk_utf8_next(pattern, size, &k);
    if (match->count > 0)
      while (i < s->n && s->chars[i].kind == GK_CHAR_SPACE && s->chars[i].code != 0x3000) i++;
    size_t length = element(s, i, pattern + start, k - start);
    if (length == 0) return false;
    match->from[match->count] = i;
    match->to[match->count] = i += length;
    char joint = '|';
    if (k < size && strchr("=+-|", pattern[k]) != NULL) joint = pattern[k++];
    match->joint[match->count++] = joint;
  }
  return true;
}

static void bind_match(const struct match *match, struct gk_text_joint *joints) {
  for (size_t e = 0; e < match->count; e++) {
    for (size_t i = match->from[e] + 1; i < match->to[e]; i++) gk_joint_bind(&joints[i]); /* an element itself is whole */
    if (e + 1 == match->count || match->joint[e] == '|') continue;
    for (size_t i = match->to[e]; i <= match->from[e + 1]; i++)
      switch (match->joint[e]) {
        case '=': gk_joint_bind(&joints[i]); break;
        case '+': gk_joint_part(&joints[i]); break;
        default: gk_joint_discourage(&joints[i]); break;
      }
  }
}

/* Most characters begin no rule; a glance tells. */
static bool may_begin(const struct scan *s, size_t i, const struct bytes *bytes, const char *pattern) {
  const struct gk_text_char *c = &s->chars[i];
  switch (pattern[0]) {
    case 'N': return is_digit(c->code);
    case 'A': return is_capital(c->code);
    case 'P': case '~': return c->mark != NULL;
    case 'C': return c->kind != GK_CHAR_HAN;
    case '^': return sentence_start(s, i);
    default: return (unsigned char)pattern[0] < 0x80 || starts_with(pattern, bytes);
  }
}

/* Short words in quotes are better not broken: “三公”. */
static void short_quotes(const struct scan *s, size_t i, struct gk_text_joint *joints) {
  enum { SHORT = 4 };
  if (s->chars[i].code != 0x201C) return;
  size_t end = i + 1;
  while (end < s->n && end - i <= SHORT && s->chars[end].code != 0x201D) end++;
  if (end >= s->n || s->chars[end].code != 0x201D) return;
  for (size_t k = i + 1; k < end; k++) gk_joint_discourage(&joints[k]);
}

void gk_units_bind(const struct gk_text_char *chars, size_t n, struct gk_text_joint *joints) {
  struct unit_found found = {SIZE_MAX, 0};
  struct scan s = {chars, n, &found};
  struct match match;
  for (size_t i = 0; i < n; i++) {
    size_t digits = is_digit(chars[i].code) ? figure(&s, i) : 0;
    for (size_t k = i + 1; k < i + digits; k++) gk_joint_bind(&joints[k]); /* GB/T 15835: 一个数值不拆开移行 */
    struct bytes here = encode(chars[i].code);
    for (size_t r = 0; r < COUNT(rules); r++)
      if (may_begin(&s, i, &here, rules[r].pattern) && try_rule(&s, i, rules[r].pattern, &match)) bind_match(&match, joints);
    short_quotes(&s, i, joints);
  }
}
