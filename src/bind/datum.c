/* Decides whether one value of the data is what its field asks for, by type,
 * and which state it has: a number, a text, "——" or "不适用" (not applicable),
 * "涉密" (withheld), or null and white space (absent). Strings that are almost
 * figures are figuretext.c's. */
#include <string.h>

#include "bind/calendar.h"
#include "bind/facts.h"
#include "bind/messages.h"

#define SHOWN_MOST 60 /* bytes of the user's text in a message */

/* ------------------------------------------------------- wording */

static const char *wanted(enum gk_type type, bool english) {
  switch (type) {
    case GK_TYPE_TEXT: return english ? "a text in quotes" : "文字（加引号）";
    case GK_TYPE_TEXTS: return english ? "a text, or a list of texts" : "一段文字，或者一列文字";
    case GK_TYPE_CODE: return english ? "a code in quotes (so that leading zeros stay)" : "加引号的代码（以免丢掉开头的0）";
    case GK_TYPE_CHOICE: return english ? "one of the words it may be, in quotes" : "规定的几个词之一（加引号）";
    case GK_TYPE_YEAR: return english ? "a year without quotes, such as 2022" : "不加引号的年份，如 2022";
    case GK_TYPE_DATE: return english ? "a date in quotes, such as \"2021-12-31\"" : "加引号的日期，如 \"2021-12-31\"";
    case GK_TYPE_AMOUNT:
    case GK_TYPE_QUANTITY:
    case GK_TYPE_PERCENT:
      return english ? "a number without quotes, or \"——\" (not applicable) or \"涉密\" (withheld)"
                     : "不加引号的数，或者 \"——\"（不适用）、\"涉密\"";
    case GK_TYPE_GROUP: return english ? "a map { … }" : "一组数据 { … }";
    case GK_TYPE_RECORDS: return english ? "a list of records [ { … }, … ]" : "一列数据 [ { … }, … ]";
  }
  return "";
}

const char *gk_datum_remedy(struct gk_arena *arena, const struct gk_field *field, bool english) {
  const char *help = field->help ? field->help : "";
  const char *also = gk_field_is_figure(field) ? (english ? "; write 0 when there is none" : "；确实没有的写 0") : "";
  if (field->formula)
    also = english ? "; write 0 when there is none; it also follows from its parts, once they are written" : "；确实没有的写 0，把它的各组成部分写全也可以算出它";
  if (field->type == GK_TYPE_CHOICE && field->choice_count > 0)
    also = gk_arena_printf(arena, english ? ", such as \"%s\"" : "，如 \"%s\"", field->choices[0]);
  if (!also) return NULL;
  if (english) return gk_arena_printf(arena, "Write %s as %s%s", field->name, wanted(field->type, true), also);
  return gk_arena_printf(arena, "请写上“%s”：%s%s。%s%s%s", field->name, wanted(field->type, false), also, *help ? "（" : "", help, *help ? "）" : "");
}

/* The start of a text, cut between characters. */
static const char *shown(struct gk_arena *arena, const char *text, size_t n) {
  if (n <= SHOWN_MOST) return gk_or_empty(gk_arena_strndup(arena, text, n));
  size_t cut = SHOWN_MOST;
  while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80) cut--;
  return gk_or_empty(gk_arena_printf(arena, "%.*s…", (int)cut, text));
}

static const char *found(struct gk_arena *arena, const struct gk_value *value, bool english) {
  const char *text = value->text ? shown(arena, value->text, value->size) : "";
  switch (value->kind) {
    case GK_VALUE_NULL: return english ? "null" : "空值 null";
    case GK_VALUE_BOOL: return value->boolean ? (english ? "the truth value true" : "真假值 true") : (english ? "the truth value false" : "真假值 false");
    case GK_VALUE_NUMBER: return gk_arena_printf(arena, english ? "the number %s" : "数 %s", text);
    case GK_VALUE_STRING: return gk_arena_printf(arena, english ? "the text “%s”" : "文字“%s”", text);
    case GK_VALUE_LIST: return english ? "a list" : "一列数据 [ … ]";
    case GK_VALUE_MAP: return english ? "a map" : "一组数据 { … }";
  }
  return "";
}

/* The type that one paragraph of TEXTS must have. */
static enum gk_type type_of(const struct gk_fact *fact) {
  if (fact->index == 0) return fact->field->type;
  return fact->field->type == GK_TYPE_TEXTS ? GK_TYPE_TEXT : GK_TYPE_GROUP;
}

void gk_datum_wrong_type(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  fact->state = GK_STATE_INVALID;
  enum gk_type type = type_of(fact);
  gk_report(sink, &gk_msg_model_type, value->place, gk_place_none(), gk_fact_path(facts, fact), wanted(type, false),
            gk_or_empty(found(facts->arena, value, false)), wanted(type, true), gk_or_empty(found(facts->arena, value, true)));
}

/* ------------------------------------------------------- texts */

static bool is_space(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool all_space(const char *text, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if ((unsigned char)text[i] == 0xE3 && n - i >= 3 && memcmp(text + i, "\xE3\x80\x80", 3) == 0) i += 2; /* U+3000 */
    else if (!is_space((unsigned char)text[i])) return false;
  }
  return true;
}

/* C0, DEL, C1, the Unicode line ends and bidi controls: none can be set, and some deceive. */
static bool is_control(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || gk_char_is_bidi_control(c);
}

/* Takes n bytes of the value as the fact's text: absent when blank, INVALID with a report when it has control characters. */
static void take_text(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, const char *text, size_t n, struct gk_diag_sink *sink) {
  while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r')) n--;
  fact->place = value->place;
  if (all_space(text, n)) return;
  for (size_t i = 0; i < n;) {
    size_t at = i + (size_t)(text - value->text);
    uint32_t c = gk_utf8_next(text, n, &i);
    if (c != GK_UTF8_BAD && !is_control(c)) continue;
    const char *name = gk_arena_printf(facts->arena, "U+%04X", (unsigned)c);
    fact->state = GK_STATE_INVALID;
    gk_report(sink, &gk_msg_model_control, gk_value_place(value, at, i + (size_t)(text - value->text)), gk_place_none(), gk_fact_path(facts, fact), gk_or_empty(name));
    return;
  }
  fact->text = gk_arena_strndup(facts->arena, text, n);
  fact->size = n;
  fact->state = GK_STATE_VALUE;
  fact->given = true;
}

void gk_datum_paragraphs(struct gk_facts *facts, struct gk_fact *list, const struct gk_value *value, struct gk_diag_sink *sink) {
  list->place = value->place;
  if (all_space(value->text, value->size)) return;
  size_t lines = 1;
  for (size_t i = 0; i < value->size; i++) lines += value->text[i] == '\n';
  list->state = GK_STATE_VALUE;
  list->given = true;
  list->children = gk_arena_array(facts->arena, lines, sizeof(struct gk_fact *));
  if (!list->children) return;
  for (size_t from = 0; from < value->size;) {
    const char *end = memchr(value->text + from, '\n', value->size - from);
    size_t to = end ? (size_t)(end - value->text) : value->size;
    if (!all_space(value->text + from, to - from)) {
      struct gk_fact *item = gk_arena_alloc(facts->arena, sizeof *item);
      if (!item) return;
      item->field = list->field;
      item->parent = list;
      item->state = GK_STATE_MISSING;
      item->index = (uint32_t)list->count + 1;
      list->children[list->count++] = item;
      take_text(facts, item, value, value->text + from, to - from, sink);
    }
    from = to + 1;
  }
  /* A text of one paragraph goes by the name of the field alone. */
  if (list->count == 1) list->children[0]->path = gk_fact_path(facts, list);
}

static void settle_code(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  for (size_t i = 0; i < value->size;) {
    size_t from = i;
    uint32_t c = gk_utf8_next(value->text, value->size, &i);
    bool fine = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '/';
    if (fine) continue;
    const char *character = gk_arena_strndup(facts->arena, value->text + from, i - from);
    const char *name = gk_arena_printf(facts->arena, "U+%04X", (unsigned)c);
    fact->state = GK_STATE_INVALID;
    gk_report(sink, &gk_msg_model_code, value->place, gk_place_none(), gk_fact_path(facts, fact), gk_or_empty(character), gk_or_empty(name));
    return;
  }
  take_text(facts, fact, value, value->text, value->size, sink);
}

static void settle_choice(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  const struct gk_field *field = fact->field;
  for (size_t i = 0; i < field->choice_count; i++)
    if (strcmp(field->choices[i], value->text) == 0) {
      take_text(facts, fact, value, value->text, value->size, sink);
      return;
    }
  fact->state = GK_STATE_INVALID;
  struct gk_buf list;
  gk_buf_init(&list, 1 << 20);
  for (size_t i = 0; i < field->choice_count; i++) {
    if (i) gk_buf_add_string(&list, "、");
    gk_buf_add_string(&list, field->choices[i]);
  }
  const char *choices = gk_facts_take(facts, &list, sink);
  const char *near = gk_nearest(value->text, field->choices, field->choice_count);
  const char *zh = near ? gk_arena_printf(facts->arena, "您是不是要写“%s”？", near) : "请从中选一个。";
  const char *en = near ? gk_arena_printf(facts->arena, "Did you mean “%s”?", near) : "Choose one of them";
  gk_report(sink, &gk_msg_model_choice, value->place, gk_place_none(), gk_fact_path(facts, fact), shown(facts->arena, value->text, value->size),
            choices, gk_or_empty(zh), gk_or_empty(en));
}

/* ------------------------------------------------------- dates and years */

static void settle_date(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  struct gk_date date = {0};
  enum gk_date_result result = gk_date_parse(value->text, value->size, &date);
  if (result == GK_DATE_OK) {
    take_text(facts, fact, value, value->text, value->size, sink);
    fact->day = gk_date_to_days(date);
    return;
  }
  fact->state = GK_STATE_INVALID;
  const char *zh, *en;
  if (result == GK_DATE_CALENDAR && date.month >= 1 && date.month <= 12 && date.year >= 1) {
    unsigned length = gk_date_month_length(date.year, date.month);
    zh = gk_arena_printf(facts->arena, "日历上没有这一天：%d年%u月有%u天。", (int)date.year, date.month, length);
    en = gk_arena_printf(facts->arena, "There is no such day: %u of %d has %u days", date.month, (int)date.year, length);
  } else if (gk_date_guess(value->text, value->size, &date)) {
    zh = gk_arena_printf(facts->arena, "请写成 \"%04d-%02u-%02u\"。", (int)date.year, date.month, date.day);
    en = gk_arena_printf(facts->arena, "Write \"%04d-%02u-%02u\"", (int)date.year, date.month, date.day);
  } else {
    zh = "请写成年-月-日，如 \"2021-12-31\"。";
    en = "Write year-month-day, such as \"2021-12-31\"";
  }
  gk_report(sink, &gk_msg_model_date, value->place, gk_place_none(), gk_fact_path(facts, fact), shown(facts->arena, value->text, value->size),
            gk_or_empty(zh), gk_or_empty(en));
}

static void settle_year(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  int64_t year = 0;
  if (gk_decimal_to_int(value->number, &year) && year >= 1949 && year <= 2199) {
    fact->number = gk_decimal_from_int(year);
    fact->state = GK_STATE_VALUE;
    fact->given = true;
    return;
  }
  fact->state = GK_STATE_INVALID;
  gk_report(sink, &gk_msg_model_year, value->place, gk_place_none(), gk_fact_path(facts, fact), gk_or_empty(value->text));
}

/* ------------------------------------------------------- by type */

static bool is_word(const struct gk_value *value, const char *word) {
  return value->size == strlen(word) && memcmp(value->text, word, value->size) == 0;
}

static void settle_figure(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  if (value->kind == GK_VALUE_NUMBER) {
    fact->number = value->number;
    fact->state = GK_STATE_VALUE;
  } else if (is_word(value, "——") || is_word(value, "不适用")) {
    fact->state = GK_STATE_NOT_APPLICABLE;
  } else if (is_word(value, "涉密")) {
    fact->state = GK_STATE_WITHHELD;
    facts->secrets = true;
  } else {
    gk_datum_figure_text(facts, fact, value, sink);
    return;
  }
  fact->given = true;
}

void gk_datum_settle(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink) {
  enum gk_type type = type_of(fact);
  bool figure = type == GK_TYPE_AMOUNT || type == GK_TYPE_QUANTITY || type == GK_TYPE_PERCENT;
  bool number = figure || type == GK_TYPE_YEAR;
  bool right = number ? value->kind == GK_VALUE_NUMBER || value->kind == GK_VALUE_STRING : value->kind == GK_VALUE_STRING;
  if (!right) {
    gk_datum_wrong_type(facts, fact, value, sink);
    return;
  }
  /* An empty text says nothing, as null does. */
  if (value->kind == GK_VALUE_STRING && all_space(value->text, value->size)) return;
  switch (type) {
    case GK_TYPE_CODE: settle_code(facts, fact, value, sink); break;
    case GK_TYPE_CHOICE: settle_choice(facts, fact, value, sink); break;
    case GK_TYPE_DATE: settle_date(facts, fact, value, sink); break;
    case GK_TYPE_YEAR:
      if (value->kind == GK_VALUE_STRING) gk_datum_figure_text(facts, fact, value, sink);
      else settle_year(facts, fact, value, sink);
      break;
    case GK_TYPE_AMOUNT:
    case GK_TYPE_QUANTITY:
    case GK_TYPE_PERCENT: settle_figure(facts, fact, value, sink); break;
    default: take_text(facts, fact, value, value->text, value->size, sink); break;
  }
}
