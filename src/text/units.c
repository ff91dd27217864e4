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

/* What a character can be in a pattern: looked up once, so that most characters, which begin no rule, are passed over. */
enum trait {
  FIGURE = 1 << 0,   /* a digit: of N */
  NUMERAL = 1 << 1,  /* of n */
  HAN = 1 << 2,      /* of H */
  POWER = 1 << 3,    /* of H: 十 百 千 万 亿 */
  YEAR = 1 << 4,     /* of Y */
  MULTIPLE = 1 << 5, /* before a unit: 余 多 十 万 */
  SIGN = 1 << 6,     /* C */
  POSTFIX = 1 << 7,  /* P */
  CAPITAL = 1 << 8,  /* of A */
  CIRCLED = 1 << 9,  /* E */
  ITSELF = 1 << 10,  /* a rule begins with this very character */
  BEFORE = 1 << 11   /* 〔 comes next, or a space that may stand before it: X of X-〔 */
};

static unsigned traits_of(uint32_t c) {
  switch (c) {
    case U'0': case U'1': case U'2': case U'3': case U'4': case U'5': case U'6': case U'7': case U'8': case U'9':
    case U'０': case U'１': case U'２': case U'３': case U'４': case U'５': case U'６': case U'７': case U'８': case U'９': return FIGURE;
    case U'〇': case U'零': case U'一': case U'二': case U'三': case U'四': case U'五': case U'六': case U'七': case U'八': case U'九':
      return NUMERAL | HAN | YEAR;
    case U'○': return YEAR;
    case U'两': return HAN;
    case U'十': case U'百': case U'千': return NUMERAL | HAN | POWER | MULTIPLE;
    case U'万': case U'亿': return HAN | POWER | MULTIPLE;
    case U'余': case U'多': case U'兆': return MULTIPLE;
    case U'≥': case U'≤': case U'≈': case U'＞': case U'＜': case U'>': case U'＝': case U'<': case U'=': case U'±': case U'+': case U'−': case U'－':
    case U'-': return SIGN;
    case U'年': case U'月': case U'第': case U'〔': case U'［': case U'〕': case U'（': return ITSELF;
    default: return (c >= 'A' && c <= 'Z' ? CAPITAL : 0u) | (c >= 0x2460 && c <= 0x249B ? CIRCLED : 0u);
  }
}

static unsigned traits(const struct gk_text_char *c) {
  unsigned of_mark = 0;
  if (c->mark != NULL && c->mark->mark == GK_MARK_PREFIX) of_mark = SIGN;
  if (c->mark != NULL && c->mark->mark == GK_MARK_POSTFIX) of_mark = POSTFIX;
  return traits_of(c->code) | of_mark;
}

/* begins: a character without one of these traits begins no match. */
static const struct unit_rule { unsigned begins; const char *pattern, *clause; } rules[] = {
    {SIGN, "C=N", "符号、货币与数值不分（clreq 符号分离禁则）：≥80 ￥20"},
    {FIGURE, "N=P", "百分号等与数值不分（clreq 符号分离禁则）：85%"},
    {FIGURE, "N=U", "量和单位不分（GB/T 15835 5.1）：614.21万元 20日 1辆 2022年度"},
    {FIGURE, "N=U=（=U=）", "单位的另一说法同是单位：141台（套）"},
    {FIGURE, "N=U=(=U=)", "同上"},
    {FIGURE, "N~+N", "范围、标准号与年号：连接号不在行首，可在行尾（GB/T 15834 5.1.6），不得已才断：100~150 38765—2020"},
    {POSTFIX, "P~+N", "63%~68%"},
    {FIGURE, "N=U~+N=V", "3年—5年；日期的起止不在此列，连接号后正好断开：1月1日—2022年12月31日"},
    {ITSELF, "年-N月", "年月日是几个量，每个不分，几个之间最好不分（GB/T 15835 5.1只及一个数值）：2022年12月31日"},
    {ITSELF, "月-N日", "同上"},
    {ITSELF, "第=N=O", "序数不分：第6条"},
    {ITSELF, "第=n=O", "序数不分：第六条 第一部分"},
    {ITSELF, "第=N", "第1—3季度"},
    {ITSELF, "第=n", "第二、第三"},
    {ITSELF, "第=（=N=）=O", "第（2）项"},
    {ITSELF, "第=（=n=）=O", "第（二）项"},
    {ITSELF, "第=（=N=）", "第（1）至"},
    {ITSELF, "第=（=n=）", "第（一）至"},
    {HAN, "H=U", "汉字写的数也是一个数值（GB/T 15835 5.1）：三百万元 二十三项 四十五六岁"},
    {HAN, "H", "十四五 上千"},
    {BEFORE, "X-〔=N=〕=N=号", "发文机关代字最好不与年份分开（GB/T 9704 7.2.5）：财预〔2016〕143号"},
    {ITSELF, "〔=N=〕=N=号", "发文字号不分（GB/T 9704 7.2.5）：〔2016〕143号"},
    {ITSELF, "［=N=］=N=号", "同上，旧式括号"},
    {ITSELF, "〕=第=N=号", "〔2016〕第143号"},
    {YEAR, "Y=年", "汉字写的年份不分（GB/T 15835 4.2）：二〇二二年"},
    {YEAR, "Y=年度", "二〇二二年度"},
    {CAPITAL, "A=N", "标准号不分（GB/T 1.1）：GB/T 9704"},
    {ITSELF, "（=n=）=X", "层次序号与其后一字不分（GB/T 9704 7.3.3）：（一）总"},
    {ITSELF, "（=N=）=X", "（1）总"},
    {NUMERAL, "^n=、=X", "一、部"},
    {FIGURE, "^N=、=X", "1、部"},
    {FIGURE, "^N=.=X", "1.部"},
    {FIGURE, "^N=．=X", "1．部"},
    {CIRCLED, "E=X", "①总"},
};

/* In order of their bytes, as `longest` looks for them; numerals before a unit (万, 亿 …) are taken by the matcher. */
static const char *const units[] = {
    "㎎", "㎏", "㎜", "㎞", "㎡", "个", "个工作日", "个月", "个百分点", "亩", "人", "人天", "人次", "件", "件次", "份", "位", "例", "倍", "元",
    "兆瓦", "公斤", "公里", "公顷", "册", "分", "分贝", "分钟", "匹", "千伏", "千伏安", "千克", "千瓦", "千瓦时", "千米", "升", "厘米", "口", "只",
    "台", "台次", "号", "名", "吨", "周", "周年", "团", "场", "块", "处", "天", "头", "套", "季度", "学时", "宗", "家", "小时", "层", "届", "岁",
    "工作日", "幢", "平方公里", "平方千米", "平方米", "年", "年度", "床", "度", "座", "张", "成", "户", "所", "批", "批次", "摄氏度", "支", "日",
    "时", "月", "月份", "期", "本", "条", "枚", "架", "栋", "株", "根", "棵", "次", "款", "毫升", "毫米", "海里", "点", "班", "瓦", "百分点", "盏",
    "眼", "秒", "立方米", "章", "笔", "篇", "米", "类", "级", "组", "股", "艘", "节", "英寸", "角", "课时", "赫兹", "起", "轮", "辆", "道", "部",
    "门", "间", "页", "项",
};
static const char *const latin_units[] = {
    "GB", "GHz", "Hz", "L", "MB", "MHz", "MPa", "MW", "TB", "W", "cm", "dB", "g", "h", "hm", "kHz", "kPa", "kV", "kVA", "kW", "kWh", "kg", "km", "m",
    "mL", "mg", "ml", "mm", "s", "t",
};
static const char *const ordinals[] = {
    "个", "产业", "代", "位", "号", "名", "天", "季", "季度", "届", "年", "批", "期", "条", "次", "款", "章", "类", "级", "编", "节", "轮", "部分",
    "页", "项",
};

/* The figure and the unit last looked for: several rules ask for the same. */
struct found { size_t at, length; };

struct scan {
  const struct gk_text_char *chars;
  size_t n;
  struct found figure, unit;
};

static bool has(const struct scan *s, size_t i, enum trait trait) { return (traits_of(s->chars[i].code) & trait) != 0; }

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

/* Length of the literal at i, 0 when it is not there. */
static size_t literal(const struct scan *s, size_t i, const char *text) {
  size_t size = strlen(text), from = i;
  for (size_t k = 0; k < size; i++)
    if (i >= s->n || s->chars[i].code != gk_utf8_next(text, size, &k)) return 0;
  return i - from;
}

/* The longest of the words that stands at i. The tables stay in UTF-8 and are compared as bytes: no character's bytes begin inside
 * another's, and in their order words that begin alike stand together. */
static size_t longest(const struct scan *s, size_t i, const char *const *words, size_t count) {
  if (i >= s->n) return 0;
  char first[4];
  size_t size = gk_utf8_put(s->chars[i].code, first), low = 0, high = count, best = 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strncmp(words[middle], first, size) < 0) low = middle + 1;
    else high = middle;
  }
  for (; low < count && strncmp(words[low], first, size) == 0; low++) {
    size_t got = literal(s, i, words[low]);
    if (got > best) best = got;
  }
  return best;
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static size_t find_figure(const struct scan *s, size_t i) {
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

/* Digits with points, commas and thin spaces inside (GB/T 15835 5.2); only from its first digit. */
static size_t figure(struct scan *s, size_t i) {
  if (s->figure.at != i) s->figure = (struct found){i, find_figure(s, i)};
  return s->figure.length;
}

static size_t numeral(const struct scan *s, size_t i) {
  size_t from = i;
  while (i < s->n && i - from < 12 && has(s, i, NUMERAL)) i++;
  return i - from;
}

/* A number written with 十 百 千 万 亿, with at most two digits between these (四十五六岁): 一二三四…十 is a series. */
static size_t han_number(const struct scan *s, size_t i) {
  size_t from = i, powers = 0, between = 0;
  if (i > 0 && (has(s, i - 1, FIGURE) || has(s, i - 1, HAN))) return 0;
  for (; i < s->n && i - from < 20 && has(s, i, HAN); i++) {
    bool power = has(s, i, POWER);
    powers += power;
    between = power ? 0 : between + 1;
    if (between > 2) return 0;
  }
  return i - from >= 2 && powers > 0 ? i - from : 0;
}

static size_t year(const struct scan *s, size_t i) {
  size_t from = i;
  if (i > 0 && has(s, i - 1, YEAR)) return 0;
  while (i < s->n && i - from < 5 && has(s, i, YEAR)) i++;
  return i - from == 4 ? 4 : 0;
}

/* 元 万元 余万元 万多人 kg; 千克 is a unit, not thousand 克 */
static size_t find_unit(const struct scan *s, size_t i) {
  size_t from = i, most = i + 6, whole = longest(s, i, units, COUNT(units));
  while (i < s->n && i < most && has(s, i, MULTIPLE)) i++;
  size_t word = longest(s, i, units, COUNT(units));
  if (word == 0 && i == from) {
    word = longest(s, i, latin_units, COUNT(latin_units));
    size_t end = i + word;
    if (end < s->n && s->chars[end].kind == GK_CHAR_LATIN && s->chars[end].mark == NULL) word = 0; /* a longer word */
  }
  return i + word - from > whole ? i + word - from : whole;
}

static size_t unit(struct scan *s, size_t i) {
  if (s->unit.at != i) s->unit = (struct found){i, find_unit(s, i)};
  return s->unit.length;
}

/* The unit at the end of a quantity; within a date another figure follows. */
static size_t last_unit(struct scan *s, size_t i) {
  size_t length = unit(s, i), next = i + length;
  return next < s->n && is_digit(s->chars[next].code) ? 0 : length;
}

static size_t capitals(const struct scan *s, size_t i) {
  size_t from = i;
  if (i > 0 && s->chars[i - 1].kind == GK_CHAR_LATIN) return 0;
  while (i < s->n && i - from < 12 && (has(s, i, CAPITAL) || (i > from && s->chars[i].code == '/'))) i++;
  return i - from >= 2 ? i - from : 0;
}

/* Length of one element at i. */
static size_t element(struct scan *s, size_t i, const char *pattern, size_t size) {
  if (i >= s->n) return 0;
  const struct gk_text_char *c = &s->chars[i];
  switch (size == 1 ? pattern[0] : 0) {
    case 'N': return figure(s, i);
    case 'n': return numeral(s, i);
    case 'H': return han_number(s, i);
    case 'U': return unit(s, i);
    case 'V': return last_unit(s, i);
    case 'P': return (traits(c) & POSTFIX) != 0;
    case 'C': return (traits(c) & SIGN) != 0;
    case 'A': return capitals(s, i);
    case '~': return c->mark != NULL && (c->mark->mark == GK_MARK_CONNECT || c->mark->mark == GK_MARK_DASH || c->code == '~');
    case 'Y': return year(s, i);
    case 'E': return (traits(c) & CIRCLED) != 0;
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

static bool try_rule(struct scan *s, size_t i, const char *pattern, struct match *match) {
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

/* Short words in quotes are better not broken: “三公”. */
static void short_quotes(const struct scan *s, size_t i, struct gk_text_joint *joints) {
  enum { SHORT = 4 };
  if (s->chars[i].code != 0x201C) return;
  size_t end = i + 1;
  while (end < s->n && end - i <= SHORT && s->chars[end].code != 0x201D) end++;
  if (end >= s->n || s->chars[end].code != 0x201D) return;
  for (size_t k = i + 1; k < end; k++) gk_joint_discourage(&joints[k]);
}

static unsigned may_begin(const struct scan *s, size_t i) {
  bool follows = i > 0 && is_digit(s->chars[i - 1].code); /* N is taken from its first digit */
  bool before = i + 1 < s->n && (s->chars[i + 1].code == 0x3014 || s->chars[i + 1].kind == GK_CHAR_SPACE);
  return (traits(&s->chars[i]) & ~(follows ? (unsigned)FIGURE : 0u)) | (before ? BEFORE : 0u);
}

void gk_units_bind(const struct gk_text_char *chars, size_t n, struct gk_text_joint *joints) {
  struct scan s = {chars, n, {SIZE_MAX, 0}, {SIZE_MAX, 0}};
  struct match match;
  for (size_t i = 0; i < n; i++) {
    unsigned begins = may_begin(&s, i);
    if (begins & FIGURE) {
      size_t end = i + figure(&s, i);
      for (size_t k = i + 1; k < end; k++) gk_joint_bind(&joints[k]); /* GB/T 15835: 一个数值不拆开移行 */
      if (end == n) begins &= ~(unsigned)FIGURE; /* every rule wants something after it; most cells of a table end here */
    }
    for (size_t r = 0; begins != 0 && r < COUNT(rules); r++)
      if ((rules[r].begins & begins) && try_rule(&s, i, rules[r].pattern, &match)) bind_match(&match, joints);
    short_quotes(&s, i, joints);
  }
}
