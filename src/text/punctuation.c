/* The table of marks. A full-width mark has a cell of one em, of which half is
 * its own and half is space that may be taken away; half-width marks (GB/T
 * 15834 5.1.6, 5.1.7, 5.1.9) have a cell of half an em and give nothing. What
 * a font says about a mark's advance is ignored (adjust.c places the glyph).
 * The columns no_start and no_end are 行首 and 行尾禁则: B from level basic on,
 * G from gb on, S only at strict, 0 never. Whether a mark that goes by context
 * is set as Han or Latin is decided in segment.c. */
#include "text/punctuation.h"

#include "text/text.h"

#define B GK_KINSOKU_BASIC
#define G GK_KINSOKU_GB
#define S GK_KINSOKU_STRICT

/* lead, body, trail by shape of cell */
#define OPENING 500, 500, 0
#define CLOSING 0, 500, 500
#define HALF 0, 500, 0
#define FULL 0, 1000, 0
#define CENTRED 250, 500, 250
#define OWN 0, 0, 0 /* the Latin font's advance */

static const struct gk_mark_row rows[] = {
    /* --- ASCII: the Latin face */
    {'!', GK_MARK_STOP, GK_FACE_LATIN, OWN, B, 0},
    {'$', GK_MARK_PREFIX, GK_FACE_LATIN, OWN, 0, G},
    {'%', GK_MARK_POSTFIX, GK_FACE_LATIN, OWN, B, 0},
    {'(', GK_MARK_OPEN, GK_FACE_LATIN, OWN, 0, B},
    {')', GK_MARK_CLOSE, GK_FACE_LATIN, OWN, B, 0},
    {',', GK_MARK_COMMA, GK_FACE_LATIN, OWN, B, 0},
    {'-', GK_MARK_CONNECT, GK_FACE_LATIN_CELL, HALF, B, 0}, /* GB/T 15834 5.1.6: 短横线占半个字 */
    {'.', GK_MARK_STOP, GK_FACE_LATIN, OWN, B, 0},
    {'/', GK_MARK_SLASH, GK_FACE_LATIN_CELL, HALF, B, G},   /* GB/T 15834 5.1.9: 分隔号占半个字，不在行首行尾 */
    {':', GK_MARK_COMMA, GK_FACE_LATIN, OWN, B, 0},
    {';', GK_MARK_COMMA, GK_FACE_LATIN, OWN, B, 0},
    {'?', GK_MARK_STOP, GK_FACE_LATIN, OWN, B, 0},
    {'[', GK_MARK_OPEN, GK_FACE_LATIN, OWN, 0, B},
    {']', GK_MARK_CLOSE, GK_FACE_LATIN, OWN, B, 0},
    {'{', GK_MARK_OPEN, GK_FACE_LATIN, OWN, 0, B},
    {'}', GK_MARK_CLOSE, GK_FACE_LATIN, OWN, B, 0},
    /* --- Latin-1 and general punctuation */
    {0x00A3, GK_MARK_PREFIX, GK_FACE_LATIN, OWN, 0, G},     /* £ */
    {0x00A5, GK_MARK_PREFIX, GK_FACE_LATIN, OWN, 0, G},     /* ¥ */
    {0x00A7, GK_MARK_PREFIX, GK_FACE_HAN, FULL, 0, G},      /* § */
    {0x00B0, GK_MARK_POSTFIX, GK_FACE_LATIN, OWN, B, 0},    /* ° */
    {0x00B1, GK_MARK_SIGN, GK_FACE_BETWEEN, FULL, 0, 0},    /* ± */
    {0x00B7, GK_MARK_MIDDLE, GK_FACE_BETWEEN, HALF, B, 0},  /* ·  GB/T 15834 5.1.7: 占半个字，不在行首 */
    {0x00D7, GK_MARK_SIGN, GK_FACE_BETWEEN, FULL, 0, 0},    /* × */
    {0x00F7, GK_MARK_SIGN, GK_FACE_BETWEEN, FULL, 0, 0},    /* ÷ */
    {0x2010, GK_MARK_CONNECT, GK_FACE_LATIN, OWN, B, 0},    /* ‐ */
    {0x2013, GK_MARK_CONNECT, GK_FACE_LATIN, OWN, B, 0},    /* – */
    {0x2014, GK_MARK_DASH, GK_FACE_DASH, FULL, S, 0},       /* ——  5.1.4: two em; a single one is a 一字线, see gk_breaks */
    {0x2015, GK_MARK_DASH, GK_FACE_DASH, FULL, S, 0},       /* ― */
    {0x2018, GK_MARK_OPEN, GK_FACE_QUOTE, OPENING, 0, B},   /* ‘ */
    {0x2019, GK_MARK_CLOSE, GK_FACE_QUOTE, CLOSING, B, 0},  /* ’ */
    {0x201C, GK_MARK_OPEN, GK_FACE_QUOTE, OPENING, 0, B},   /* “ */
    {0x201D, GK_MARK_CLOSE, GK_FACE_QUOTE, CLOSING, B, 0},  /* ” */
    {0x2026, GK_MARK_ELLIPSIS, GK_FACE_ELLIPSIS, FULL, S, 0}, /* ……  5.1.5: two em */
    {0x2027, GK_MARK_MIDDLE, GK_FACE_BETWEEN, HALF, B, 0},  /* ‧ */
    {0x2030, GK_MARK_POSTFIX, GK_FACE_HAN, FULL, B, 0},     /* ‰ */
    {0x2032, GK_MARK_POSTFIX, GK_FACE_LATIN, OWN, B, 0},    /* ′ */
    {0x2033, GK_MARK_POSTFIX, GK_FACE_LATIN, OWN, B, 0},    /* ″ */
    {0x203C, GK_MARK_STOP, GK_FACE_HAN, FULL, B, 0},        /* ‼ */
    {0x2047, GK_MARK_STOP, GK_FACE_HAN, FULL, B, 0},        /* ⁇ */
    {0x2048, GK_MARK_STOP, GK_FACE_HAN, FULL, B, 0},        /* ⁈ */
    {0x2049, GK_MARK_STOP, GK_FACE_HAN, FULL, B, 0},        /* ⁉ */
    {0x20AC, GK_MARK_PREFIX, GK_FACE_LATIN, OWN, 0, G},     /* € */
    {0x2103, GK_MARK_POSTFIX, GK_FACE_HAN, FULL, B, 0},     /* ℃ */
    {0x2109, GK_MARK_POSTFIX, GK_FACE_HAN, FULL, B, 0},     /* ℉ */
    {0x2116, GK_MARK_PREFIX, GK_FACE_HAN, FULL, 0, G},      /* № */
    {0x22EF, GK_MARK_ELLIPSIS, GK_FACE_HAN, FULL, S, 0},    /* ⋯⋯ likewise (clreq 符号分离禁则) */
    {0x2E3A, GK_MARK_DASH, GK_FACE_HAN, 0, 2000, 0, S, 0},  /* ⸺ */
    /* --- CJK symbols and punctuation; GB/T 15834 5.1.1 点号, 5.1.3 括号引号书名号 */
    {0x3001, GK_MARK_COMMA, GK_FACE_HAN, CLOSING, B, 0},    /* 、 */
    {0x3002, GK_MARK_STOP, GK_FACE_HAN, CLOSING, B, 0},     /* 。 */
    {0x3005, GK_MARK_ITERATION, GK_FACE_HAN, FULL, B, 0},   /* 々 */
    {0x3008, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 〈 */
    {0x3009, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 〉 */
    {0x300A, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 《 */
    {0x300B, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 》 */
    {0x300C, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 「 */
    {0x300D, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 」 */
    {0x300E, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 『 */
    {0x300F, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 』 */
    {0x3010, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 【 */
    {0x3011, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 】 */
    {0x3014, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 〔 */
    {0x3015, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 〕 */
    {0x3016, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* 〖 */
    {0x3017, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* 〗 */
    {0x301C, GK_MARK_CONNECT, GK_FACE_HAN, FULL, B, 0},     /* 〜 */
    {0x30FB, GK_MARK_MIDDLE, GK_FACE_HAN, CENTRED, B, 0},   /* ・ the full-width dot gives on both sides (clreq 标点符号的宽度调整) */
    /* --- full-width forms */
    {0xFF01, GK_MARK_STOP, GK_FACE_HAN, CLOSING, B, 0},     /* ！ 5.1.2 */
    {0xFF04, GK_MARK_PREFIX, GK_FACE_HAN, FULL, 0, G},      /* ＄ */
    {0xFF05, GK_MARK_POSTFIX, GK_FACE_HAN, FULL, B, 0},     /* ％ */
    {0xFF08, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* （ */
    {0xFF09, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* ） */
    {0xFF0C, GK_MARK_COMMA, GK_FACE_HAN, CLOSING, B, 0},    /* ， */
    {0xFF0D, GK_MARK_CONNECT, GK_FACE_HAN, FULL, B, 0},     /* － */
    {0xFF0E, GK_MARK_STOP, GK_FACE_HAN, CLOSING, B, 0},     /* ． */
    {0xFF0F, GK_MARK_SLASH, GK_FACE_HAN, FULL, B, G},       /* ／ its stroke crosses the whole em */
    {0xFF1A, GK_MARK_COMMA, GK_FACE_HAN, CLOSING, B, 0},    /* ： */
    {0xFF1B, GK_MARK_COMMA, GK_FACE_HAN, CLOSING, B, 0},    /* ； */
    {0xFF1F, GK_MARK_STOP, GK_FACE_HAN, CLOSING, B, 0},     /* ？ 5.1.2 */
    {0xFF3B, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* ［ */
    {0xFF3D, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* ］ */
    {0xFF5B, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* ｛ */
    {0xFF5D, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* ｝ */
    {0xFF5E, GK_MARK_CONNECT, GK_FACE_HAN, FULL, B, 0},     /* ～ 5.1.6: 浪纹线占一个字 */
    {0xFF5F, GK_MARK_OPEN, GK_FACE_HAN, OPENING, 0, B},     /* ｟ */
    {0xFF60, GK_MARK_CLOSE, GK_FACE_HAN, CLOSING, B, 0},    /* ｠ */
    {0xFFE5, GK_MARK_PREFIX, GK_FACE_HAN, FULL, 0, G},      /* ￥ */
};

size_t gk_mark_rows(const struct gk_mark_row **all) {
  *all = rows;
  return sizeof rows / sizeof rows[0];
}

const struct gk_mark_row *gk_mark_lookup(uint32_t code) {
  size_t low = 0, high = sizeof rows / sizeof rows[0];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (rows[middle].code == code) return &rows[middle];
    if (rows[middle].code < code) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

/* clreq 标点符号的宽度调整, GB/T 15834: any two of these that stand together give up half an em between them, so that two
 * take 1.5 em and three take 2; an opening mark followed by a closing one has no space to give. */
bool gk_mark_squeezes(uint8_t first, uint8_t second) {
  return first <= GK_MARK_STOP && second <= GK_MARK_STOP;
}

bool gk_mark_doubles(uint32_t code) {
  return code == 0xFF01 || code == 0xFF1F;
}
