/* What Unicode specifies, through ICU: decoding, display width, normalization,
 * scripts, line-break classes. Chinese rules of setting are not here but in text/. */
#ifndef GK_BASE_UNICODE_H
#define GK_BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gk_arena;

#define GK_UTF8_BAD 0xFFFFFFFFu

/* Decodes one code point at text[*i] (i < n) and advances *i; GK_UTF8_BAD (and *i+1) when malformed:
 * overlong, surrogate, above 10FFFF, cut. */
uint32_t gk_utf8_next(const char *text, size_t n, size_t *i);
size_t gk_utf8_put(uint32_t c, char out[4]);       /* bytes written, 0 for a surrogate or beyond 10FFFF */
/* Offset of the first malformed byte, or n when all is well. NUL bytes count as malformed. */
size_t gk_utf8_check(const char *text, size_t n);
size_t gk_utf8_length(const char *text, size_t n); /* code points */
/* UTF-16BE of well-formed UTF-8; out has room for 2 × n bytes; returns bytes. */
size_t gk_utf16be(const char *text, size_t n, uint8_t *out);
/* Columns on a terminal: 2 for wide and full-width, 0 for combining, 1 otherwise. */
unsigned gk_char_width(uint32_t c);
unsigned gk_text_width(const char *text, size_t n);
bool gk_char_is_han(uint32_t c);       /* Script=Han or 〇 々 */
bool gk_char_is_mark(uint32_t c);      /* general category M */
bool gk_char_is_bidi_control(uint32_t c);
bool gk_char_is_right_to_left(uint32_t c); /* Bidi_Class R or AL: Hebrew, Arabic and their like; not their digits */
/* The Han that looks the same as a radical (U+2F00) or a compatibility ideograph (U+F900); 0 when c is none of them. */
uint32_t gk_char_of_compatible_han(uint32_t c);
bool gk_char_is_invisible(uint32_t c); /* zero-width, soft hyphen, tags, BOM */
/* The standard code of a character that GBK had at the private-use code c; 0 when c is none. */
uint32_t gk_char_of_gbk_private(uint32_t c);
/* The value of a decimal digit of any script (general category Nd: ٣ ３ 𝟑), -1 of anything else. */
int gk_char_digit(uint32_t c);
/* ICU's ULineBreak value. */
int gk_char_line_break(uint32_t c);
/* Where Unicode lets a line end (UAX 14 as it stands, ICU's root rules: no tailoring for a language, no locale): can[i] for every byte
 * offset 0 < i < n says whether a line may begin there. can has n + 1 entries. n ≤ INT32_MAX. false when it cannot be said: *why is ICU's name of the fault (a constant), NULL when out of memory. */
bool gk_text_line_breaks(const char *text, size_t n, bool *can, const char **why);

/* Where words begin (UAX 29, Chinese by ICU's dictionary): starts[k], k from 0 to n, of byte k of well-formed UTF-8; starts[n] is true.
 * false when it cannot be said: *why as above. */
bool gk_text_words(const char *text, size_t n, bool *starts, const char **why);

/* ICU's name of a UErrorCode that is a fault (a constant); NULL: it is none, or memory ran out. */
const char *gk_unicode_fault(int error);

/* The library that knows Unicode, with its version: "ICU 72.1". A constant. */
const char *gk_unicode_engine(void);

/* Normalization form C. Ill-formed UTF-8 is not in form C and cannot be brought into it. */
bool gk_text_is_nfc(const char *text, size_t n);
/* NUL-terminated copy in form C, in the arena; NULL when out of memory (the arena's flag is set) or ill-formed. */
char *gk_text_nfc(struct gk_arena *arena, const char *text, size_t n, size_t *out_n);

#endif
