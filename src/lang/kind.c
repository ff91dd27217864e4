/* What an expression comes to. Decides which kinds of data may be combined: the
 * table below is the whole of the type rules; how numbers are computed is bind's.
 *
 *   + -   the same kind gives that kind; a plain number goes with any;
 *         year - year is a plain number
 *   *     a plain number with any but a year; amount × quantity or percentage is
 *         an amount; quantity × quantity or percentage a quantity
 *   /     by a plain number; the same kind by itself gives a plain number (a
 *         ratio); amount / quantity is an amount
 *   < …   numbers of one kind or with a plain number; dates with dates
 *   == != also texts with texts; 起于 a text with a text */
#include <string.h>

#include "lang/inside.h"

struct kind_name { const char *zh, *en; };
static const struct kind_name names[] = {
    [GK_CLASS_NUMBER] = {"数", "a number"},       [GK_CLASS_AMOUNT] = {"金额", "an amount"},   [GK_CLASS_QUANTITY] = {"数量", "a quantity"},
    [GK_CLASS_PERCENT] = {"百分比", "a percentage"}, [GK_CLASS_YEAR] = {"年份", "a year"},       [GK_CLASS_DATE] = {"日期", "a date"},
    [GK_CLASS_TEXT] = {"文字", "a text"},         [GK_CLASS_TEXTS] = {"一段或多段文字", "paragraphs"}, [GK_CLASS_GROUP] = {"一组数据", "a group"},
    [GK_CLASS_RECORDS] = {"多条记录", "records"}, [GK_CLASS_TRUTH] = {"条件", "a condition"}};

const char *gk_lang_class_zh(enum gk_lang_class class) { return names[class].zh; }
const char *gk_lang_class_en(enum gk_lang_class class) { return names[class].en; }

enum gk_lang_class gk_lang_class_of(const struct gk_field *field) {
  switch (field->type) {
    case GK_TYPE_TEXT:
    case GK_TYPE_CODE:
    case GK_TYPE_CHOICE: return GK_CLASS_TEXT;
    case GK_TYPE_TEXTS: return GK_CLASS_TEXTS;
    case GK_TYPE_YEAR: return GK_CLASS_YEAR;
    case GK_TYPE_DATE: return GK_CLASS_DATE;
    case GK_TYPE_AMOUNT: return GK_CLASS_AMOUNT;
    case GK_TYPE_QUANTITY: return GK_CLASS_QUANTITY;
    case GK_TYPE_PERCENT: return GK_CLASS_PERCENT;
    case GK_TYPE_GROUP: return GK_CLASS_GROUP;
    case GK_TYPE_RECORDS: return GK_CLASS_RECORDS;
  }
  return GK_CLASS_TEXT;
}

bool gk_lang_class_is_number(enum gk_lang_class class) { return class <= GK_CLASS_YEAR; }

const char *gk_lang_part_text(struct gk_lang *l, const struct gk_lang_text *t, const struct gk_lang_part *part) {
  if (part->from == part->to && part->expr->kind == GK_EXPR_PATH) return part->expr->text; /* of another text */
  return gk_lang_copy(l, t->text + part->from, part->to - part->from);
}

static void report_two(struct gk_lang *l, struct gk_lang_text *t, const struct gk_message *message, const struct gk_lang_part *a,
                       const struct gk_lang_part *b, struct gk_place place) {
  gk_lang_report(l, message, place, gk_lang_part_text(l, t, a), names[a->class].zh, names[a->class].en, gk_lang_part_text(l, t, b), names[b->class].zh,
                 names[b->class].en);
}

/* The class of arithmetic; false when the two do not go together. */
static bool arithmetic(enum gk_operator op, enum gk_lang_class a, enum gk_lang_class b, enum gk_lang_class *out) {
  bool sum = op == GK_OP_ADD || op == GK_OP_SUB;
  if (sum && a == GK_CLASS_YEAR && b == GK_CLASS_YEAR) {
    *out = GK_CLASS_NUMBER;
    return op == GK_OP_SUB;
  }
  if (!sum && (a == GK_CLASS_YEAR || b == GK_CLASS_YEAR)) return false;
  if (op == GK_OP_DIV && a != GK_CLASS_NUMBER && a == b) {
    *out = GK_CLASS_NUMBER;
    return true;
  }
  if (sum && a == b) {
    *out = a;
    return true;
  }
  if (b == GK_CLASS_NUMBER) {
    *out = a;
    return true;
  }
  if (op == GK_OP_DIV) {
    *out = a;
    return a == GK_CLASS_AMOUNT && b == GK_CLASS_QUANTITY;
  }
  if (a == GK_CLASS_NUMBER) {
    *out = b;
    return true;
  }
  if (sum || (a == b && a != GK_CLASS_QUANTITY)) return false;
  *out = a == GK_CLASS_AMOUNT || b == GK_CLASS_AMOUNT ? GK_CLASS_AMOUNT : GK_CLASS_QUANTITY;
  return true;
}

/* A choice is compared with one of its own words. */
static bool check_choice(struct gk_lang *l, const struct gk_lang_part *choice, const struct gk_lang_part *text) {
  const struct gk_field *field = choice->expr->kind == GK_EXPR_PATH ? choice->expr->field : NULL;
  if (!field || field->type != GK_TYPE_CHOICE || text->expr->kind != GK_EXPR_STRING) return true;
  for (size_t i = 0; i < field->choice_count; i++)
    if (strcmp(field->choices[i], text->expr->text) == 0) return true;
  gk_lang_report_near(l, &gk_msg_lang_choice, text->expr->place, text->expr->text, field->choices, field->choice_count, choice->expr->text, NULL);
  return false;
}

static bool compare(struct gk_lang *l, struct gk_lang_text *t, enum gk_operator op, const struct gk_lang_part *a, const struct gk_lang_part *b,
                    struct gk_place place) {
  if (op == GK_OP_STARTS) {
    if (a->class == GK_CLASS_TEXT && b->class == GK_CLASS_TEXT) return true;
    report_two(l, t, &gk_msg_lang_starts, a, b, place);
    return false;
  }
  bool numbers = gk_lang_class_is_number(a->class) && gk_lang_class_is_number(b->class);
  bool number = a->class == GK_CLASS_NUMBER || b->class == GK_CLASS_NUMBER;
  if (numbers && (number || a->class == b->class)) return true;
  if (a->class == GK_CLASS_DATE && b->class == GK_CLASS_DATE) return true;
  if (a->class != GK_CLASS_TEXT || b->class != GK_CLASS_TEXT) {
    report_two(l, t, &gk_msg_lang_compare, a, b, place);
    return false;
  }
  if (op != GK_OP_EQ && op != GK_OP_NE) {
    gk_lang_report(l, &gk_msg_lang_compare_order, place, "");
    return false;
  }
  return check_choice(l, a, b) && check_choice(l, b, a);
}

static bool is_truth(struct gk_lang *l, struct gk_lang_text *t, const struct gk_lang_part *part) {
  if (part->class == GK_CLASS_TRUTH) return true;
  gk_lang_report(l, &gk_msg_lang_test, part->expr->place, gk_lang_part_text(l, t, part), names[part->class].zh, names[part->class].en);
  return false;
}

bool gk_lang_combine(struct gk_lang *l, struct gk_lang_text *t, enum gk_operator op, const struct gk_lang_part *a, const struct gk_lang_part *b,
                     struct gk_place place, enum gk_lang_class *out) {
  if (op == GK_OP_AND || op == GK_OP_OR) {
    *out = GK_CLASS_TRUTH;
    return is_truth(l, t, a) && is_truth(l, t, b);
  }
  if (op >= GK_OP_EQ) {
    *out = GK_CLASS_TRUTH;
    return compare(l, t, op, a, b, place);
  }
  const struct gk_lang_part *both[] = {a, b};
  for (size_t i = 0; i < 2; i++)
    if (!gk_lang_class_is_number(both[i]->class)) {
      gk_lang_report(l, &gk_msg_lang_arithmetic, both[i]->expr->place, gk_lang_part_text(l, t, both[i]), names[both[i]->class].zh, names[both[i]->class].en);
      return false;
    }
  if (op == GK_OP_DIV && b->expr->kind == GK_EXPR_NUMBER && gk_decimal_sign(b->expr->number) == 0) {
    gk_lang_report(l, &gk_msg_lang_zero, b->expr->place, "");
    return false;
  }
  if (arithmetic(op, a->class, b->class, out)) return true;
  report_two(l, t, &gk_msg_lang_mixed, a, b, place);
  return false;
}
