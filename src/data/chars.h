/* Characters that need a word of their own in a message: full-width punctuation
 * typed for ASCII, and characters that cannot be seen. */
#ifndef GK_DATA_CHARS_H
#define GK_DATA_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The ASCII character that a Chinese input method replaced by c, or 0. */
char gk_data_ascii_meant(uint32_t c);
/* How to show that ASCII character in a message: the character itself, or a word for quote and space. */
const char *gk_data_ascii_shown(char c, char out[2]);
/* "U+202E" */
#define GK_DATA_CODE_TEXT 12
const char *gk_data_code_text(uint32_t c, char out[GK_DATA_CODE_TEXT]);
/* A control character that may not stand in a text: C0 but tab and line feed, DEL, C1. */
bool gk_data_is_control(uint32_t c);
/* A character that may not stand in a key: any control, bidi controls, invisible ones. */
bool gk_data_is_bad_in_key(uint32_t c);
/* Offset of the first U+FF1A in text, or n. */
size_t gk_data_find_full_width_colon(const char *text, size_t n);

#endif
