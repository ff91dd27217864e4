/* Words of Chinese text through ICU's word break iterator (UAX 29; Han by its
 * dictionary). Decides nothing: where a title may be broken is text's. The
 * root's rules are asked for by name, so that no locale has a say. */
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "base/base.h"

/* Nobody's title; the limit keeps ICU's 32-bit sizes from overflowing. */
#define WORDS_MAX ((size_t)INT32_MAX / 16)

struct words { UChar *wide; int32_t length; UBreakIterator *iterator; };

static bool open_words(struct words *w, const char *text, size_t n, const char **why) {
  UErrorCode error = U_ZERO_ERROR;
  *why = NULL;
  w->wide = gk_memory_alloc((n + 1) * sizeof *w->wide);
  if (!w->wide) return false;
  u_strFromUTF8(w->wide, (int32_t)n + 1, &w->length, text, (int32_t)n, &error);
  if (U_SUCCESS(error)) w->iterator = ubrk_open(UBRK_WORD, "root", w->wide, w->length, &error);
  *why = gk_unicode_fault(error);
  return U_SUCCESS(error) && w->iterator;
}

static void close_words(struct words *w) {
  if (w->iterator) ubrk_close(w->iterator);
  gk_memory_free(w->wide);
}

bool gk_text_words(const char *text, size_t n, bool *starts, const char **why) {
  *why = NULL;
  if (n > WORDS_MAX) return false; /* as many as no memory has room for */
  struct words w = {0};
  bool good = open_words(&w, text, n, why);
  size_t byte = 0;
  int32_t unit = 0;
  for (size_t k = 0; k <= n; k++) starts[k] = false;
  for (int32_t at = good ? ubrk_first(w.iterator) : UBRK_DONE; at != UBRK_DONE; at = ubrk_next(w.iterator)) {
    while (unit < at && byte < n) unit += gk_utf8_next(text, n, &byte) > 0xFFFF ? 2 : 1;
    starts[byte] = true;
  }
  close_words(&w);
  return good;
}
