/* The tokens of an expression. */
#ifndef GK_LANG_LEXER_H
#define GK_LANG_LEXER_H

#include "lang/inside.h"

enum gk_token_kind {
  GK_TOKEN_END,    /* of the text, or | or } where those stop */
  GK_TOKEN_FAULT,  /* reported */
  GK_TOKEN_NAME, GK_TOKEN_NUMBER, GK_TOKEN_STRING, GK_TOKEN_OPEN, GK_TOKEN_CLOSE, GK_TOKEN_DOT, GK_TOKEN_PLUS, GK_TOKEN_MINUS, GK_TOKEN_TIMES,
  GK_TOKEN_OVER, GK_TOKEN_EQ, GK_TOKEN_NE, GK_TOKEN_LT, GK_TOKEN_LE, GK_TOKEN_GT, GK_TOKEN_GE, GK_TOKEN_STARTS, GK_TOKEN_COMMA, GK_TOKEN_AND, GK_TOKEN_OR, GK_TOKEN_NOT
};

struct gk_lexer {
  struct gk_lang *l;
  struct gk_lang_text *t;
  bool stop;                   /* | and } end the expression */
  enum gk_token_kind kind;     /* the token in view */
  size_t from, to;             /* its bytes; of a string: with its quotes */
  struct gk_decimal number;
};

void gk_lexer_next(struct gk_lexer *lexer);
/* Whether this bracket follows the token in view. */
bool gk_lexer_opens(const struct gk_lexer *lexer, const char *bracket);

#endif
