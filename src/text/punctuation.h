/* The punctuation model: what kind of mark a character is, how much room it
 * takes when set among Han characters, and where it may not stand. */
#ifndef GK_TEXT_PUNCTUATION_H
#define GK_TEXT_PUNCTUATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gk_mark {
  GK_MARK_OPEN,      /* 引号括号书名号的前一半 */
  GK_MARK_CLOSE,     /* 后一半 */
  GK_MARK_COMMA,     /* 句内点号 、，；： */
  GK_MARK_STOP,      /* 句末点号 。？！ */
  GK_MARK_MIDDLE,    /* 间隔号 */
  GK_MARK_CONNECT,   /* 连接号：短横线、一字线、浪纹线 */
  GK_MARK_DASH,      /* 破折号, two dashes make one unit; a single one is a 一字线 */
  GK_MARK_ELLIPSIS,  /* 省略号, two make one unit */
  GK_MARK_SLASH,     /* 分隔号 */
  GK_MARK_PREFIX,    /* ￥ № § before a figure */
  GK_MARK_POSTFIX,   /* ％ ‰ ℃ after a figure */
  GK_MARK_ITERATION, /* 々 */
  GK_MARK_SIGN       /* × ÷ ±: no mark, only its face goes by context */
};

/* Which face sets the mark: the Han face, the Latin face, or what its neighbours say (segment.c). */
enum gk_mark_face {
  GK_FACE_HAN,
  GK_FACE_LATIN,
  GK_FACE_LATIN_CELL, /* the Latin face, but among Han characters in a cell of its own (- and /) */
  GK_FACE_QUOTE,      /* “”‘’: Latin when what it quotes and what surrounds it are Latin */
  GK_FACE_DASH,       /* — ―: Latin between Latin letters */
  GK_FACE_ELLIPSIS,   /* … alone after Latin: Latin */
  GK_FACE_BETWEEN     /* · × ÷ ±: Latin when both neighbours are Latin */
};

struct gk_mark_row {
  uint32_t code;
  uint8_t mark;                /* enum gk_mark */
  uint8_t face;                /* enum gk_mark_face */
  uint16_t lead, body, trail;  /* 1/1000 em of the cell: adjustable space before, the mark's own part, adjustable space after */
  uint8_t no_start, no_end;    /* the lowest enum gk_kinsoku at which it may not start or end a line; 0: it may */
};

/* NULL for a character that is no mark. */
const struct gk_mark_row *gk_mark_lookup(uint32_t code);
size_t gk_mark_rows(const struct gk_mark_row **rows); /* the whole table, in order of code */

/* May neighbours of these two kinds share the space between them (clreq 标点符号的宽度调整)? */
bool gk_mark_squeezes(uint8_t first, uint8_t second);
/* ？ and ！ in a row are set two to an em (GB/T 15834 5.1.2). */
bool gk_mark_doubles(uint32_t code);

#endif
