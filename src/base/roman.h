/* Roman numerals, for page numbers of front matter: iv, XIV. */
#ifndef GK_ROMAN_H
#define GK_ROMAN_H

#include <stdbool.h>
#include <stdint.h>

#define GK_ROMAN_MOST 3999
#define GK_ROMAN_TEXT_MAX 16 /* MMMDCCCLXXXVIII */

/* Writes n, from 1 to GK_ROMAN_MOST, and returns out; any other number is "". */
const char *gk_roman_format(uint32_t n, bool small, char out[GK_ROMAN_TEXT_MAX]);
/* The number that a text is the numeral of, as gk_roman_format writes it (xiv, not xiiii); 0: it is none. */
uint32_t gk_roman_parse(const char *text, bool small);

#endif
