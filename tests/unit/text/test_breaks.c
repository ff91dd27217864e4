/* Break opportunities, one row a rule: the text with every place where a line may end marked │, and ┆ where it better does not. */
#include "text/breaks.h"
#include "text/face.h"
#include "text/hygiene.h"
#include "text/segment.h"

#define N GK_KINSOKU_NONE
#define B GK_KINSOKU_BASIC
#define G GK_KINSOKU_GB
#define S GK_KINSOKU_STRICT

static const struct row {
  enum gk_kinsoku level;
  const char *expected;
} rows[] = {
    /* Han breaks anywhere */
    {G, "部│门│预│算"},
    {G, "〇│一々│二"},
    /* 行首禁则 */
    {N, "甲│，│乙"}, {B, "甲，│乙"}, {B, "甲、│乙。│丙；│丁：│戊！│己？│庚"},
    {B, "甲）│乙》│丙”│丁】│戊〕│己"}, {B, "甲·│乙"}, {B, "甲～│乙"}, {B, "甲々│乙"}, {B, "甲％│乙‰│丙℃│丁"},
    {B, "甲‼│乙⁉│丙"},
    /* 行尾禁则 */
    {N, "（│甲│）"}, {B, "甲│（乙）│丙"}, {B, "甲│《乙》│〔丙〕│【丁】"}, {B, "甲│“乙│丙│丁│戊│己”│庚"},
    {B, "甲│￥│乙"}, {G, "甲│￥乙"}, {G, "甲│№乙"}, {G, "甲│§乙"},
    {B, "甲／│乙"}, {G, "甲／乙"}, {G, "甲/乙"},
    /* several marks */
    {G, "甲。”│乙"}, {G, "甲│（“乙”）。│丙"}, {G, "甲》、│《乙"},
    /* 破折号、省略号: two em, not parted; at line start only below strict */
    {G, "甲│——│乙"}, {S, "甲——│乙"}, {G, "甲│……│乙"}, {S, "甲……│乙"}, {G, "甲│……│……│乙"}, {G, "甲│⸺│乙"}, {S, "甲⸺│乙"},
    {B, "甲—│乙"}, /* a single one is a 连接号: never at line start */
    {N, "甲│—│乙"},
    /* Latin */
    {G, "信│访│data│库"}, {G, "open │source │data"}, {G, "well-│known"}, {G, "a.b,c"}, {G, "don’t"}, {G, "(abc)│的"}, {G, "甲│(乙)│丙"},
    {G, "2019-2022"}, {G, "A4"}, {B, "and/┆or"}, {G, "and/or"}, {G, "甲\"乙\"丙"},
    {G, "甲 │乙"}, {G, "甲。 │乙"}, {G, "（ 甲 ）│乙"}, {G, "a\xC2\xA0" "b"},
    {G, "甲　│乙"}, {G, "a\xC2\xA0\xCC\x88" "b"}, {G, "a │\xCC\x88" "b"},
    {G, "a—│b"}, {N, "a│—│b"},
    /* other scripts: Unicode's word (UAX 14) */
    {G, "ภาษา│ไทย"}, {G, "대│한"}, {G, "שלום"}, {G, "甲│🇨🇳│🇯🇵│乙"}, {G, "👍🏽│好"}, {G, "「 甲"}, {G, "q.v. │(a)"},
    /* 分离禁止 */
    {G, "614.21万元│的"}, {G, "85%│的"}, {G, "12.5％│的"}, {G, "1辆│车"}, {G, "20日│内"}, {G, "在│2022年"}, {G, "2022年度│预│算"},
    {G, "2022年┆12月┆31日│止"}, {G, "≥80%"}, {G, "＞80%"}, {G, "￥20元"}, {G, "5个百分点│的"}, {G, "3.5亿元"}, {G, "28.67平方米│房"},
    {G, "1,234.56元"}, {G, "100kg│的"}, {G, "20 kg│的"}, {G, "20 │kgs│的"}, {G, "614.21 万元│的"}, {G, "37℃│时"}, {G, "21.5英寸│的"}, {G, "2.1 GHz│的"}, {G, "2.1 │GHzx│的"}, {G, "3 │hmx"}, {G, "100千伏安│的"}, {G, "100千克│的"}, {G, "100千瓦时│的"}, {G, "3千元│的"},
    {G, "财│预┆〔2016〕143号│文"}, {G, "财│办│〔2019〕第77号│文"}, {G, "执│行│GB/T 9704│的"}, {G, "GB/T 9704—2012│的"},
    {G, "第六条│规│定"}, {G, "第14条│规│定"}, {G, "第一部分│部│门"}, {G, "第三季度│的"}, {G, "第二十三条│的"},
    {G, "63%～68%│的"}, {G, "63%~68%│的"}, {G, "100~150kg│的"}, {G, "2020—2022年│的"}, {G, "3年—5年│的"}, {G, "1－6月│的"},
    {G, "（一）总│体"}, {G, "（2）分│项"}, {G, "（十一）其│他"}, {G, "甲│（乙）│丙"},
    {G, "一、部│门"}, {G, "甲。│二、办│理"}, {G, "第三、│四│季│度"}, {G, "1、收│入"}, {G, "1.收│入"}, {G, "甲；│2.支│出"}, {G, "①总│体"},
    {G, "“三┆公”│经│费"}, {G, "“甲│乙│丙│丁│戊”"},
    {G, "10余万元│的"}, {G, "3万多人│的"}, {G, "1,000多万元│的"}, {G, "20余年│前"}, {G, "二〇二二年│度"}, {G, "一│二│三│四│五│年"}, {G, "上│千万元│的"}, {G, "三百万元│的"},
    {G, "二十三项│的"}, {G, "“十四五”│规│划"}, {G, "四十五六岁│的"}, {G, "千│里│百│日"}, {G, "第（一）至│（三）项│的"}, {G, "第（二）项│的"}, {G, "第1—3季度│的"}, {G, "12月份│的"},
    {G, "1月┆1日—│2022年┆12月┆31日"}, {G, "30%~5个"}, {G, "12台（套）│的"}, {G, "12台│（不│含│车）"},
    {G, "网│址│http://┆www.gov.cn/┆ab/┆c/│的"}, {G, "ab/c│的"}, {G, "http://┆ab │and/or"},
    {G, "减│少－5.3"}, {G, "增│长│12.5倍│的"},
    /* what only looks like a unit */
    {G, "2022│预│算"},
};

static const char *breaks_of(enum gk_kinsoku level, const struct gk_text_run *runs, size_t n) {
  struct gk_text_style style = plain_style();
  style.kinsoku = level;
  struct gk_text_work work = {.arena = arena, .scratch = arena, .style = &style, .runs = runs, .run_count = n, .sink = sink};
  assert_true(gk_text_gather(&work) && gk_segment_scripts(&work) && gk_breaks_find(&work));
  struct gk_buf buf;
  gk_buf_init(&buf, 1 << 16);
  for (size_t i = 0; i < work.char_count; i++) {
    char utf8[4];
    uint8_t rank = work.joints[i].rank;
    if (i > 0 && rank >= GK_BREAK_POOR) gk_buf_add_string(&buf, rank == GK_BREAK_POOR ? "┆" : rank == GK_BREAK_GOOD ? "┃" : "│");
    gk_buf_add(&buf, utf8, gk_utf8_put(work.chars[i].code, utf8));
  }
  const char *text = gk_arena_strndup(arena, buf.data, buf.size);
  gk_buf_drop(&buf);
  return text;
}

/* The text without its marks. */
static char *bare(const char *expected) {
  char *out = gk_arena_alloc(arena, strlen(expected) + 1), *to = out;
  for (const char *s = expected; *s != '\0';) {
    bool mark = strncmp(s, "│", 3) == 0 || strncmp(s, "┆", 3) == 0 || strncmp(s, "┃", 3) == 0;
    if (mark) s += 3;
    else *to++ = *s++;
  }
  return out;
}

static void test_rules(void **state) {
  (void)state;
  int wrong = 0;
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    struct gk_text_run run = run_of(bare(rows[r].expected));
    const char *got = breaks_of(rows[r].level, &run, 1);
    if (strcmp(got, rows[r].expected) == 0) continue;
    print_error("row %zu, level %d: expected %s, got %s\n", r, rows[r].level, rows[r].expected, got);
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* Every unit and every word of an ordinal: none is lost by the order they are looked up in. */
static const char all_units[] =
    "个百分点 百分点 个工作日 工作日 年度 季度 月份 个月 周年 小时 分钟 课时 学时 平方千米 平方公里 平方米 立方米 千瓦时 千瓦 千克 千米 公里 公斤 公顷 厘米 毫米 毫升 "
    "人次 人天 台次 批次 件次 元 角 分 年 月 日 时 秒 天 周 岁 个 只 人 名 位 户 家 辆 台 套 件 项 处 所 座 栋 间 份 批 次 期 届 起 号 条 款 章 节 "
    "页 类 级 倍 成 亩 吨 米 升 度 股 艘 架 床 篇 部 本 册 张 枚 支 块 棵 株 头 匹 场 班 组 团 点 笔 例 宗 幢 盏 根 口 眼 门 道 层 轮 英寸 海里 "
    "千伏安 千伏 兆瓦 瓦 赫兹 分贝 摄氏度 ㎡ ㎏ ㎞ ㎜ ㎎ kW kg km cm mm mg ml mL MB GB TB kV kVA kWh MW Hz kHz MHz GHz "
    "kPa MPa dB hm m g t L h s W";
static const char all_ordinals[] =
    "部分 季度 条 款 项 章 节 编 届 次 批 期 页 号 位 名 级 类 年 个 轮 季 天 代 产业";

static void check_words(const char *words, const char *before) {
  while (*words) {
    size_t size = strcspn(words, " ");
    char expected[64];
    snprintf(expected, sizeof expected, "%s%.*s│的", before, (int)size, words);
    struct gk_text_run run = run_of(bare(expected));
    assert_string_equal(breaks_of(G, &run, 1), expected);
    words += size + (words[size] == ' ');
  }
}

static void test_words(void **state) {
  (void)state;
  check_words(all_units, "5");
  check_words(all_ordinals, "第5");
}

static void test_runs(void **state) {
  (void)state;
  struct gk_text_run whole[] = {run_of("预算"), run_of("收入 合计"), run_of("表")};
  whole[1].flags = GK_RUN_WHOLE;
  assert_string_equal(breaks_of(G, whole, 3), "预│算│收入 合计│表");
  struct gk_text_run nobr[] = {run_of("的"), run_of("预算"), run_of("12"), run_of("公开"), run_of("表")};
  nobr[1].flags = GK_RUN_WHOLE;
  nobr[2].flags = nobr[3].flags = GK_RUN_WHOLE | GK_RUN_JOINED;
  assert_string_equal(breaks_of(G, nobr, 5), "的│预算12公开│表");
  struct gk_text_run good[] = {run_of("甲乙"), run_of(""), run_of("丙丁"), run_of("，戊")};
  good[1].flags = good[3].flags = GK_RUN_BREAK_GOOD;
  assert_string_equal(breaks_of(G, good, 4), "甲│乙┃丙│丁，│戊"); /* a good break is no excuse for 禁则 */
  struct gk_text_run space[] = {run_of("open"), run_of(" data")};
  space[1].flags = GK_RUN_BREAK_GOOD;
  assert_string_equal(breaks_of(G, space, 2), "open ┃data");
  struct gk_text_run figure[] = {run_of("614.21"), run_of("万元"), run_of("，其中")}; /* a unit over runs is still one */
  assert_string_equal(breaks_of(G, figure, 3), "614.21万元，│其│中");
}

/* Marks the table does not know go by Unicode's classes. */
static void test_unknown_marks(void **state) {
  (void)state;
  struct gk_text_run run = run_of("甲‥乙︐丙ァ丁");
  assert_string_equal(breaks_of(G, &run, 1), "甲│‥│乙︐│丙ァ│丁");
  assert_string_equal(breaks_of(N, &run, 1), "甲│‥│乙│︐│丙│ァ│丁");
}

static void test_memory(void **state) {
  (void)state;
  struct gk_text_style style = plain_style();
  struct gk_text_run run = run_of("部门预算2022年");
  struct gk_arena *small = gk_arena_new(0);
  struct gk_text_work work = {.arena = small, .scratch = small, .style = &style, .runs = &run, .run_count = 1, .sink = sink};
  assert_true(gk_text_gather(&work) && gk_segment_scripts(&work));
  struct gk_arena *none = gk_arena_new(16);
  work.scratch = none;
  assert_false(gk_breaks_find(&work));
  assert_true(told("memory.exhausted"));
  gk_arena_drop(none);
  gk_arena_drop(small);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_words), cmocka_unit_test(test_runs), cmocka_unit_test(test_unknown_marks),
                                     cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, face_setup, face_teardown);
}
