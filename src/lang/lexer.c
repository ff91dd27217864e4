/* Characters of an expression to tokens. Decides what a name, a number and a
 * sign is. Full-width signs are refused with the sign to write, since an input
 * method gives them unasked. */
#include "lang/lexer.h"

#include <string.h>

struct sign { const char *written, *ascii; };
static const struct sign full_width[] = {
    {"（", "("}, {"）", ")"}, {"＋", "+"}, {"－", "-"}, {"×", "*"}, {"÷", "/"}, {"＊", "*"}, {"／", "/"}, {"＝", "=="}, {"≠", "!="}, {"≤", "<="},
    {"≥", ">="}, {"＜", "<"}, {"＞", ">"}, {"！", "!"}, {"．", "."}, {"。", "."}, {"｜", "|"}, {"：", ":"}, {"｛", "{"}, {"｝", "}"}, {"，", ","}, {"、", ","}, {"“", "'"},
    {"”", "'"}, {"‘", "'"}, {"’", "'"}, {"＂", "\""}, {"＇", "'"}, {"—", "-"}, {"–", "-"}, {"−", "-"}, {"·", "."}, {"０", "0"}, {"１", "1"}, {"２", "2"},
    {"３", "3"}, {"４", "4"}, {"５", "5"}, {"６", "6"}, {"７", "7"}, {"８", "8"}, {"９", "9"}, {"\xE3\x80\x80", "（半角空格）"}};

struct word { const char *text; enum gk_token_kind kind; };
static const struct word words[] = {{"且", GK_TOKEN_AND}, {"and", GK_TOKEN_AND}, {"或", GK_TOKEN_OR}, {"or", GK_TOKEN_OR}, {"非", GK_TOKEN_NOT}, {"not", GK_TOKEN_NOT}, {"起于", GK_TOKEN_STARTS}, {"starts", GK_TOKEN_STARTS}};

struct mark { const char *text; enum gk_token_kind kind; };
static const struct mark marks[] = {{"==", GK_TOKEN_EQ}, {"!=", GK_TOKEN_NE}, {"<=", GK_TOKEN_LE}, {">=", GK_TOKEN_GE}, {"<", GK_TOKEN_LT},
                                    {">", GK_TOKEN_GT},  {"(", GK_TOKEN_OPEN}, {")", GK_TOKEN_CLOSE}, {".", GK_TOKEN_DOT}, {"+", GK_TOKEN_PLUS},
                                    {"-", GK_TOKEN_MINUS}, {"*", GK_TOKEN_TIMES}, {"/", GK_TOKEN_OVER}, {",", GK_TOKEN_COMMA}};

static void fault(struct gk_lexer *x) { x->kind = GK_TOKEN_FAULT; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void take_number(struct gk_lexer *x) {
  const char *s = x->t->text;
  size_t n = x->t->size, i = x->from;
  while (i < n && is_digit(s[i])) i++;
  if (i + 1 < n && s[i] == '.' && is_digit(s[i + 1]))
    for (i++; i < n && is_digit(s[i]);) i++;
  /* 2022年: the name that sticks to a number is part of the fault */
  size_t stuck = i;
  while (stuck < n && (is_digit(s[stuck]) || gk_lang_name_size(s + stuck, n - stuck) > 0)) {
    size_t name = gk_lang_name_size(s + stuck, n - stuck);
    stuck += name ? name : 1;
  }
  x->to = stuck;
  x->kind = GK_TOKEN_NUMBER;
  if (stuck == i && gk_decimal_parse(s + x->from, i - x->from, &x->number) == GK_DECIMAL_OK) return;
  gk_lang_report(x->l, &gk_msg_lang_number, gk_lang_text_place(x->t, x->from, x->to), gk_lang_copy(x->l, s + x->from, x->to - x->from));
  fault(x);
}

static void take_string(struct gk_lexer *x) {
  const char *s = x->t->text;
  char quote[2] = {s[x->from], '\0'};
  size_t i = x->from + 1;
  while (i < x->t->size && s[i] != quote[0]) i++;
  x->kind = GK_TOKEN_STRING;
  if (i < x->t->size) {
    x->to = i + 1;
    return;
  }
  x->to = x->from + 1;
  gk_lang_report(x->l, &gk_msg_lang_string, gk_lang_text_place(x->t, x->from, x->to), quote);
  fault(x);
}

static void refuse(struct gk_lexer *x) {
  const char *s = x->t->text + x->from;
  size_t rest = x->t->size - x->from, i = 0;
  uint32_t c = gk_utf8_next(s, rest, &i);
  x->to = x->from + i;
  struct gk_place place = gk_lang_text_place(x->t, x->from, x->to);
  for (size_t k = 0; k < sizeof full_width / sizeof *full_width; k++) {
    size_t n = strlen(full_width[k].written);
    if (n != i || memcmp(s, full_width[k].written, n) != 0) continue;
    gk_lang_report(x->l, &gk_msg_lang_full_width, place, full_width[k].written, full_width[k].ascii);
    fault(x);
    return;
  }
  if (c == '=') gk_lang_report(x->l, &gk_msg_lang_equals, place, "");
  else gk_lang_report(x->l, &gk_msg_lang_character, place, c == GK_UTF8_BAD ? "?" : gk_lang_copy(x->l, s, i));
  fault(x);
}

void gk_lexer_next(struct gk_lexer *x) {
  const char *s = x->t->text;
  size_t n = x->t->size, at = x->to;
  while (at < n && gk_lang_is_space(s[at])) at++;
  x->from = x->to = at;
  x->kind = GK_TOKEN_END;
  if (at >= n || (x->stop && (s[at] == '|' || s[at] == '}'))) return;
  size_t name = gk_lang_name_size(s + at, n - at);
  if (name > 0) {
    x->to = at + name;
    x->kind = GK_TOKEN_NAME;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      if (strlen(words[i].text) == name && memcmp(words[i].text, s + at, name) == 0) x->kind = words[i].kind;
    return;
  }
  if (is_digit(s[at])) {
    take_number(x);
    return;
  }
  if (s[at] == '\'' || s[at] == '"') {
    take_string(x);
    return;
  }
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    size_t size = strlen(marks[i].text);
    if (n - at < size || memcmp(s + at, marks[i].text, size) != 0) continue;
    x->to = at + size;
    x->kind = marks[i].kind;
    return;
  }
  refuse(x);
}

bool gk_lexer_opens(const struct gk_lexer *x, const char *bracket) {
  size_t at = x->to, n = strlen(bracket);
  while (at < x->t->size && gk_lang_is_space(x->t->text[at])) at++;
  return x->t->size - at >= n && memcmp(x->t->text + at, bracket, n) == 0;
}
