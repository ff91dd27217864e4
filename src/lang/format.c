/* What stands after | in {expression|format:argument}. Decides which formats
 * there are, what values each takes and what its argument may be; how they are
 * printed is bind's. */
#include <string.h>

#include "lang/inside.h"

enum argument { ARGUMENT_NONE, ARGUMENT_DECIMALS, ARGUMENT_CHANGE, ARGUMENT_UNIT, ARGUMENT_LEVEL };

#define BIT(class) (1u << GK_CLASS_##class)
#define NUMBERS (BIT(NUMBER) | BIT(AMOUNT) | BIT(QUANTITY) | BIT(PERCENT))

struct format {
  const char *name;
  enum gk_format format;
  enum argument argument;
  unsigned classes;
  const char *zh, *en; /* what it is for */
};
static const struct format formats[] = {
    {"金额", GK_FORMAT_AMOUNT, ARGUMENT_DECIMALS, BIT(AMOUNT) | BIT(NUMBER), "金额", "amounts"},
    {"万元", GK_FORMAT_WANYUAN, ARGUMENT_DECIMALS, BIT(AMOUNT), "金额", "amounts"},
    {"元", GK_FORMAT_YUAN, ARGUMENT_DECIMALS, BIT(AMOUNT), "金额", "amounts"},
    {"增减", GK_FORMAT_CHANGE, ARGUMENT_CHANGE, NUMBERS, "两个数的差（甲 - 乙）", "a difference a - b"},
    {"增减率", GK_FORMAT_CHANGE_RATE, ARGUMENT_DECIMALS, NUMBERS, "两个数的差（甲 - 乙）", "a difference a - b"},
    {"变动率", GK_FORMAT_RATE, ARGUMENT_DECIMALS, NUMBERS, "两个数的差（甲 - 乙）", "a difference a - b"},
    {"百分比", GK_FORMAT_PERCENT, ARGUMENT_DECIMALS, BIT(PERCENT) | BIT(NUMBER), "百分比，或者两个数的商（甲 / 乙）", "percentages and ratios a / b"},
    {"日期", GK_FORMAT_DATE, ARGUMENT_NONE, BIT(DATE), "日期", "dates"},
    {"序数", GK_FORMAT_ORDINAL, ARGUMENT_NONE, BIT(NUMBER) | BIT(QUANTITY) | BIT(YEAR), "整数", "integers"},
    {"数量", GK_FORMAT_QUANTITY, ARGUMENT_UNIT, BIT(QUANTITY) | BIT(NUMBER), "数量", "quantities"},
    {"级", GK_FORMAT_CODE_PART, ARGUMENT_LEVEL, BIT(TEXT), "代码", "codes"}};
#define FORMATS (sizeof formats / sizeof *formats)

static bool fits(const struct format *f, const struct gk_lang_part *value) {
  if (!((f->classes >> value->class) & 1)) return false;
  const struct gk_expr *e = value->expr;
  bool binary = e->kind == GK_EXPR_BINARY;
  if (f->format == GK_FORMAT_CODE_PART) return e->kind == GK_EXPR_PATH && e->field->type == GK_TYPE_CODE;
  if (f->format == GK_FORMAT_CHANGE || f->format == GK_FORMAT_CHANGE_RATE || f->format == GK_FORMAT_RATE) return binary && e->op == GK_OP_SUB;
  if (f->format == GK_FORMAT_PERCENT) return value->class == GK_CLASS_PERCENT || (binary && e->op == GK_OP_DIV);
  return true;
}

static void wrong_argument(struct gk_lang *l, struct gk_place place, const struct format *f, const char *zh, const char *en, const char *argument) {
  gk_lang_report(l, &gk_msg_lang_format_argument, place, f->name, zh, en, argument);
}

/* 万元 or 元, also with decimals behind it: 元:2. */
static bool is_change_unit(const char *argument) {
  const char *rest = strncmp(argument, "万元", strlen("万元")) == 0 ? argument + strlen("万元") : strncmp(argument, "元", strlen("元")) == 0 ? argument + strlen("元") : NULL;
  return rest && (!*rest || (rest[0] == ':' && rest[1] >= '0' && rest[1] <= '6' && !rest[2]));
}

static bool check_argument(struct gk_lang *l, struct gk_place place, const struct format *f, enum gk_lang_class class, const char *argument) {
  bool digit = argument[0] >= '0' && argument[0] <= '6' && argument[1] == '\0';
  switch (f->argument) {
    case ARGUMENT_NONE:
      gk_lang_report(l, &gk_msg_lang_format_alone, place, f->name, argument);
      return false;
    case ARGUMENT_DECIMALS:
      if (!digit) wrong_argument(l, place, f, "小数位数（0至6）", "the number of decimals (0 to 6)", argument);
      return digit;
    case ARGUMENT_CHANGE:
      if (class == GK_CLASS_AMOUNT && !digit && !is_change_unit(argument)) {
        wrong_argument(l, place, f, "万元或元、小数位数（0至6），或者两样连写（元:2）", "万元 or 元, the number of decimals (0 to 6), or both (元:2)", argument);
        return false;
      }
      break;
    case ARGUMENT_LEVEL:
    case ARGUMENT_UNIT: break;
  }
  if (*argument) return true;
  wrong_argument(l, place, f, "单位", "a unit", argument);
  return false;
}

/* 级:2 of codes of 3, 5 and 7 digits is the part from the third to the fifth: "3-5". NULL after a report. */
static const char *code_part(struct gk_lang *l, struct gk_place place, const struct gk_lang_part *value, const char *argument) {
  const struct gk_field *field = value->expr->field;
  const struct gk_code_table *table = NULL;
  for (size_t i = 0; field->codes && l->model && i < l->model->code_table_count && !table; i++)
    if (strcmp(l->model->code_tables[i]->name, field->codes) == 0) table = l->model->code_tables[i];
  if (!table) {
    gk_lang_report(l, &gk_msg_lang_code_part, place, field->name);
    return NULL;
  }
  size_t level = argument && argument[0] >= '1' && argument[0] <= '9' && !argument[1] ? (size_t)(argument[0] - '0') : 0;
  if (level >= 1 && level <= table->level_count) {
    const char *part = gk_arena_printf(l->arena, "%u-%u", level > 1 ? table->levels[level - 2] : 0, table->levels[level - 1]);
    return part;
  }
  const char *most = gk_arena_printf(l->arena, "%zu", table->level_count);
  gk_lang_report(l, &gk_msg_lang_code_parts, place, argument ? argument : "", most ? most : "");
  return NULL;
}

static const struct format *find(struct gk_lang *l, struct gk_lang_text *t, size_t from, size_t to) {
  const char *names[FORMATS];
  for (size_t i = 0; i < FORMATS; i++) {
    names[i] = formats[i].name;
    if (strlen(names[i]) == to - from && memcmp(names[i], t->text + from, to - from) == 0) return &formats[i];
  }
  gk_lang_report_near(l, &gk_msg_lang_format, gk_lang_text_place(t, from, to), gk_lang_copy(l, t->text + from, to - from), names, FORMATS, NULL, NULL);
  return NULL;
}

static void trim(const struct gk_lang_text *t, size_t *from, size_t *to) {
  while (*from < *to && gk_lang_is_space(t->text[*from])) ++*from;
  while (*to > *from && gk_lang_is_space(t->text[*to - 1])) --*to;
}

bool gk_lang_printable(struct gk_lang *l, struct gk_lang_text *t, const struct gk_lang_part *value) {
  if (value->class <= GK_CLASS_TEXT) return true;
  gk_lang_report(l, &gk_msg_lang_printed, value->expr->place, gk_lang_part_text(l, t, value), gk_lang_class_zh(value->class), gk_lang_class_en(value->class));
  return false;
}

bool gk_lang_format(struct gk_lang *l, struct gk_lang_text *t, size_t from, size_t to, const struct gk_lang_part *value, enum gk_format *format,
                    const char **argument) {
  const char *colon = memchr(t->text + from, ':', to - from);
  size_t end = colon ? (size_t)(colon - t->text) : to, argument_from = colon ? end + 1 : to, argument_to = to;
  trim(t, &from, &end);
  trim(t, &argument_from, &argument_to);
  const struct format *f = find(l, t, from, end);
  if (!f) return false;
  if (!fits(f, value)) {
    gk_lang_report(l, &gk_msg_lang_format_type, value->expr->place, f->name, f->zh, f->en, gk_lang_part_text(l, t, value), gk_lang_class_zh(value->class),
                   gk_lang_class_en(value->class));
    return false;
  }
  *format = f->format;
  *argument = NULL;
  if (!colon && f->argument != ARGUMENT_LEVEL) return true;
  *argument = gk_arena_strndup(l->arena, t->text + argument_from, argument_to - argument_from);
  if (!*argument) return false;
  if (f->argument == ARGUMENT_LEVEL) {
    *argument = code_part(l, gk_lang_text_place(t, argument_from, argument_to), value, *argument);
    return *argument != NULL;
  }
  return check_argument(l, gk_lang_text_place(t, argument_from, argument_to), f, value->class, *argument);
}
